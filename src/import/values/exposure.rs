use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Coverage, Reports, Sources, Stated, Values, sort_assessments, to_three_decimals};
use crate::import::code::{JobCode, OnetCode};
use crate::import::findings::Findings;
use crate::import::onet::task_id;
use crate::import::registry::{LabelOf, Scale, Source};
use crate::import::report::{Assessment, Fit, Label, Report};
use crate::import::table::{DataFile, Table, one_line};
use crate::model::Date;

/// The id of the study's ratings by people.
pub(super) const BY_PEOPLE: &str = "gpts-are-gpts";
/// The id of the study's ratings by GPT-4.
pub(super) const BY_MODEL: &str = "gpts-are-gpts-gpt4";
/// The year of the ratings.
const YEAR: Date = Date::Year(2023);

/// The labels and what they mean, with the exposure that the study's beta makes of each.
const LABELS: [(&str, f64, &str); 3] = [
    (
        "E0",
        0.0,
        "No exposure: with a language model the task takes no less than half of its time at the same quality, or the result is worse.",
    ),
    (
        "E1",
        100.0,
        "Direct exposure: a language model by itself, in a chat, can cut the time that the task takes by half or more at the same quality.",
    ),
    (
        "E2",
        50.0,
        "Exposure through applications: a language model by itself cannot, but software built on one could cut the time that the task \
         takes by half or more at the same quality.",
    ),
];

/// What "GPTs are GPTs" says, of one of its two tables.
pub(in crate::import) struct Exposure {
    said: Said,
    rows: usize,
    file: String,
}

enum Said {
    /// A label for each task.
    Labels(HashMap<(OnetCode, u64), TaskLabel>),
    /// The beta of each occupation, by people and by GPT-4.
    Scores(Values<Betas>),
}

/// A label and the statement for which it was given.
struct TaskLabel {
    value: &'static str,
    statement: String,
}

/// Scores of an occupation by two raters.
struct Betas {
    people: Option<f64>,
    model: Option<f64>,
}

const CODE: &[&str] = &["O*NET-SOC Code"];
const LABEL: &[&str] = &["human_labels", "human_exposure_agg"];
const PEOPLE: &[&str] = &["human_rating_beta"];
const MODEL: &[&str] = &["dv_rating_beta", "gpt4_rating_beta"];

impl Exposure {
    /// Reads one of the two tables, which is known by its columns.
    pub fn read(file: &DataFile, findings: &mut Findings) -> Option<Self> {
        let table = Table::of(file);
        let is_scores = table.find(PEOPLE).is_some() || table.find(MODEL).is_some();
        if !is_scores && table.find(LABEL).is_none() {
            table.report_missing(&["human_labels", "human_rating_beta"], findings);
            return None;
        }
        if is_scores { Self::read_scores(file, &table, findings) } else { Self::read_labels(file, &table, findings) }
    }

    fn read_labels(file: &DataFile, table: &Table<'_>, findings: &mut Findings) -> Option<Self> {
        let [code_column, id, task, label] = table.needed([CODE, &["Task ID"], &["Task"], LABEL], findings)?;
        let mut labels = HashMap::new();
        let rows = table.each(findings, |row| {
            let code = OnetCode::from_text(row.cell(code_column))
                .ok_or_else(|| row.fault(code_column, format!("`{}` is not a code of O*NET", row.cell(code_column))))?;
            let number = task_id(row, id)?;
            let cell = row.cell(label);
            let known = LABELS.iter().find(|(value, ..)| *value == cell).map(|(value, ..)| *value);
            let value = match known {
                Some(value) => value,
                None if cell.is_empty() => return Ok(()),
                None => {
                    let fault = row.fault(label, format!("`{cell}` is not a label of the study"));
                    return Err(fault.help("its labels are `E0`, `E1` and `E2`"));
                }
            };
            let statement = one_line(row.cell(task));
            match labels.insert((code, number), TaskLabel { value, statement }) {
                None => Ok(()),
                Some(_) => Err(row.fault(id, format!("the task `{number}` stands twice under this code"))),
            }
        });
        Some(Self { said: Said::Labels(labels), rows, file: file.name.clone() })
    }

    fn read_scores(file: &DataFile, table: &Table<'_>, findings: &mut Findings) -> Option<Self> {
        let [code_column] = table.needed([CODE], findings)?;
        let (people, model, title) = (table.find(PEOPLE), table.find(MODEL), table.find(&["Title"]));
        let mut values = Values::default();
        let rows = table.each(findings, |row| {
            let cell = row.cell(code_column);
            let code = JobCode::from_text(cell)
                .ok_or_else(|| row.fault(code_column, format!("`{cell}` is not a code of O*NET")))?;
            let beta = |column| match column {
                Some(column) => row.number(column, 0.0..=1.0),
                None => Ok(None),
            };
            let betas = Betas { people: beta(people)?, model: beta(model)? };
            let stated = Stated { label: row.text_or_none(title)?, value: betas };
            match values.by_code.insert(code, stated) {
                None => Ok(()),
                Some(_) => Err(row.fault(code_column, format!("the code `{cell}` stands twice"))),
            }
        });
        Some(Self { said: Said::Scores(values), rows, file: file.name.clone() })
    }

    /// Adds the labels to tasks, or the scores to reports.
    pub fn add(&self, reports: &mut Reports, sources: &mut Sources) -> Coverage {
        sources.insert(BY_PEOPLE.to_owned(), by_people());
        let Self { said, rows, file } = self;
        let coverage = |what| Coverage { file: file.clone(), what, rows: *rows, ..Coverage::default() };
        match said {
            Said::Labels(labels) => add_labels(labels, reports, coverage("labels of tasks")),
            Said::Scores(values) => {
                sources.insert(BY_MODEL.to_owned(), by_model());
                add_scores(values, reports, coverage("exposure scores"))
            }
        }
    }
}

fn add_labels(labels: &HashMap<(OnetCode, u64), TaskLabel>, reports: &mut Reports, mut coverage: Coverage) -> Coverage {
    let (mut labelled, mut unlabelled, mut reworded) = (0, 0, 0);
    for (slug, report) in reports {
        let code = report.onet_code();
        let mut has_some = false;
        for task in &mut report.tasks {
            let number = task.id.strip_prefix("onet-").and_then(|number| number.parse::<u64>().ok());
            let key = code.clone().zip(number);
            let found = key.and_then(|key| labels.get(&key));
            task.label =
                found.map(|label| Label { value: label.value.to_owned(), source: BY_PEOPLE.to_owned(), as_of: YEAR });
            match found {
                Some(label) => {
                    labelled += 1;
                    reworded += usize::from(label.statement != task.name);
                    has_some = true;
                }
                None => unlabelled += 1,
            }
        }
        coverage.count(slug, has_some.then_some(Fit::Exact));
    }
    let unused = labels.len().saturating_sub(labelled);
    coverage.notes.push(format!("tasks with a label: {labelled}; without one: {unlabelled}"));
    if unused > 0 {
        coverage.notes.push(format!("labels of tasks that the reports do not have: {unused}"));
    }
    if reworded > 0 {
        coverage.notes.push(format!("labels that were given to an earlier wording of the same task: {reworded}"));
    }
    coverage
}

fn add_scores(values: &Values<Betas>, reports: &mut Reports, mut coverage: Coverage) -> Coverage {
    let mut used = BTreeSet::new();
    for (slug, report) in reports {
        report.risk.assessments.retain(|assessment| ![BY_PEOPLE, BY_MODEL].contains(&assessment.source.as_str()));
        let found = values.of(report);
        coverage.count(slug, found.as_ref().map(|found| found.fit));
        let Some(found) = found else { continue };
        used.insert(found.key);
        let assess = |report: &mut Report, source: &str, beta: Option<f64>| {
            let Some(beta) = beta else { return };
            report.risk.assessments.push(Assessment {
                source: source.to_owned(),
                score: to_three_decimals(beta),
                label: None,
                as_of: Some(YEAR),
                url: None,
                note: None,
                code: Some(found.code.clone()),
            });
        };
        assess(report, BY_PEOPLE, found.value.people);
        assess(report, BY_MODEL, found.value.model);
        sort_assessments(report);
    }
    coverage.unmatched = values.unmatched(&used);
    coverage
}

/// What both sources have in common.
fn study(raters: &str, short: &str) -> Source {
    Source {
        title: format!(
            "GPTs are GPTs: An Early Look at the Labor Market Impact Potential of Large Language Models (ratings by {raters})"
        ),
        short: Some(short.to_owned()),
        publisher: Some("OpenAI, OpenResearch and the University of Pennsylvania".to_owned()),
        url: Some("https://arxiv.org/abs/2303.10130".to_owned()),
        published: Some(Date::Month(2023, 8)),
        kind: "study".to_owned(),
        licence: Some("MIT".to_owned()),
        licence_url: Some("https://opensource.org/license/mit".to_owned()),
        attribution: Some(format!(
            "This page includes ratings by {raters} from the data of GPTs are GPTs, which OpenAI has published under the MIT License."
        )),
        measures: Some("exposure".to_owned()),
        scale: Some(Scale { from: 0.0, to: 1.0, higher: "more exposed".to_owned() }),
        ..Source::default()
    }
}

fn by_people() -> Source {
    let labels = LABELS.map(|(name, exposure, text)| (name.to_owned(), LabelOf { text: text.to_owned(), exposure }));
    Source {
        summary: Some(
            "People judged for every task of O*NET 27.2 whether a language model, alone or with software built on it, could cut the time \
             that the task takes by half. The score of an occupation is the study's beta: the share of its tasks that are exposed directly, \
             and half the share of those exposed through software; core tasks count twice as much as all others. It says nothing of whether \
             jobs disappear. Scores stand here with three decimals."
                .to_owned(),
        ),
        labels: BTreeMap::from(labels),
        rule: Some("The study's beta counts a task of E1 wholly, one of E2 half, and one of E0 not at all.".to_owned()),
        ..study("people", "GPTs are GPTs (people)")
    }
}

fn by_model() -> Source {
    Source {
        summary: Some(
            "The question of the ratings by people, put to GPT-4 with the same rubric. The score of an occupation is again the study's beta. \
             Where the two ratings part, raters read the same task differently; neither was measured at work. Scores stand here with three \
             decimals."
                .to_owned(),
        ),
        ..study("GPT-4", "GPTs are GPTs (GPT-4)")
    }
}
