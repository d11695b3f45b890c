use std::collections::{BTreeMap, BTreeSet};

use super::{Coverage, Reports, Stated, Values, sort_assessments};
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::import::code::JobCode;
use crate::import::findings::Findings;
use crate::import::report::{Assessment, Fit};
use crate::import::table::{Column, DataFile, Row, Table};
use crate::model::registry::SourceEntry;
use crate::model::{Address, Date, Notation};

/// Scores of any index, from a table that a publisher has made.
pub(in crate::import) struct Assessments {
    /// By the id of the source.
    by_source: BTreeMap<String, OfSource>,
    rows: usize,
    file: String,
}

#[derive(Default)]
struct OfSource {
    by_code: Values<Entry>,
    by_slug: BTreeMap<String, Entry>,
}

#[derive(Clone)]
struct Entry {
    score: Notation,
    date: Option<Date>,
    label: Option<String>,
    url: Option<String>,
    note: Option<String>,
}

/// The sources that scores may name, by id. What is wrong with an entry itself is no matter of this module.
pub(in crate::import) type Known = BTreeMap<String, Option<SourceEntry>>;

/// Where the columns are.
struct Columns {
    source: Column,
    score: Column,
    code: Option<Column>,
    slug: Option<Column>,
    title: Option<Column>,
    date: Option<Column>,
    label: Option<Column>,
    url: Option<Column>,
    note: Option<Column>,
}

impl Assessments {
    /// Reads a table with the columns `source`, `score`, and `code` or `slug`; `date`, `title`, `label`, `url` and `note` as it has them.
    pub fn read(file: &DataFile, known: &Known, findings: &mut Findings) -> Option<Self> {
        let table = Table::of(file);
        let needed = table.needed([&["source"], &["score"]], findings);
        let code = table.find(&["code", "O*NET-SOC Code", "SOC Code", "OCC_CODE"]);
        let slug = table.find(&["slug", "report"]);
        if code.is_none() && slug.is_none() {
            table.report_missing(&["code"], findings);
            return None;
        }
        let [source, score] = needed?;
        let [title, date, label, url, note] = [
            table.find(&["title", "occupation"]),
            table.find(&["date", "as_of"]),
            table.find(&["label"]),
            table.find(&["url"]),
            table.find(&["note"]),
        ];
        let columns = Columns { source, score, code, slug, title, date, label, url, note };
        let mut by_source: BTreeMap<String, OfSource> = BTreeMap::new();
        let mut refused = BTreeSet::new();
        let rows = table.each(findings, |row| {
            let id = row.text(columns.source)?;
            if refused.contains(&id) {
                return Ok(());
            }
            // What is wrong with a source is told once, not for every row that names it.
            let source = source_of(row, &columns, &id, known).inspect_err(|_| {
                refused.insert(id.clone());
            })?;
            let entry = entry(row, &columns, source, &id)?;
            columns.put(row, by_source.entry(id).or_default(), entry)
        });
        Some(Self { by_source, rows, file: file.name.clone() })
    }

    /// Adds the scores to reports, in place of what an earlier import gave from the same sources.
    pub fn add(&self, reports: &mut Reports) -> Coverage {
        let mut coverage =
            Coverage { file: self.file.clone(), what: "assessments", rows: self.rows, ..Coverage::default() };
        let mut used: BTreeMap<&String, BTreeSet<JobCode>> = BTreeMap::new();
        for (slug, report) in reports.iter_mut() {
            let mut best = None;
            for (source, scores) in &self.by_source {
                report.risk.assessments.retain(|assessment| assessment.source != *source);
                let found = match (scores.by_slug.get(slug), scores.by_code.of(report)) {
                    (Some(entry), _) => (entry, None, Fit::Exact),
                    (None, Some(found)) => {
                        used.entry(source).or_default().insert(found.key);
                        (found.value, Some(found.code), found.fit)
                    }
                    (None, None) => continue,
                };
                let (Entry { score, date, label, url, note }, code, fit) = found;
                best = Some(best.map_or(fit, |best: Fit| best.min(fit)));
                report.risk.assessments.push(Assessment {
                    source: source.clone(),
                    score: *score,
                    label: label.clone(),
                    as_of: *date,
                    url: url.clone(),
                    note: note.clone(),
                    code,
                });
            }
            sort_assessments(report);
            coverage.count(slug, best);
        }
        for (source, scores) in &self.by_source {
            let by_code = scores.by_code.unmatched(used.get(source).unwrap_or(&BTreeSet::new()));
            let by_slug = scores.by_slug.keys().filter(|slug| !reports.contains_key(*slug)).cloned();
            coverage.unmatched.extend(by_code.into_iter().chain(by_slug).map(|name| format!("{source}: {name}")));
        }
        coverage
    }
}

impl Columns {
    /// Keeps the entry of a row under its slug or its code, which it must not have twice.
    fn put(&self, row: &Row<'_>, scores: &mut OfSource, entry: Entry) -> Result<(), Diagnostic> {
        let twice = |column| Err(row.fault(column, format!("`{}` stands twice for this source", row.cell(column))));
        if let Some(column) = self.slug.filter(|column| !row.cell(*column).is_empty()) {
            return match scores.by_slug.insert(row.cell(column).to_owned(), entry) {
                None => Ok(()),
                Some(_) => twice(column),
            };
        }
        let Some(column) = self.code else {
            return Err(row.fault(self.slug.unwrap_or(self.source), "the row names no report"));
        };
        let code = JobCode::from_text(row.cell(column)).ok_or_else(|| {
            row.fault(column, format!("`{}` is not a code of an occupation", row.cell(column)))
                .help("write a code of the SOC such as `15-1252`, or one of O*NET such as `15-1252.00`")
        })?;
        match scores.by_code.by_code.insert(code, Stated { label: row.text_or_none(self.title)?, value: entry }) {
            None => Ok(()),
            Some(_) => twice(column),
        }
    }
}

fn entry(row: &Row<'_>, columns: &Columns, source: Option<&SourceEntry>, id: &str) -> Result<Entry, Diagnostic> {
    let score: Notation = row.scalar(columns.score)?;
    if let Some(Err((from, to))) = source.map(|source| score.on(source.scale)) {
        return Err(row
            .fault(columns.score, format!("`{score}` is off the scale of `{id}`, which runs from {from} to {to}"))
            .help("correct the score, or the `scale` of the source in `content/sources.yaml`"));
    }
    let date = match columns.date.filter(|column| !row.cell(*column).is_empty()) {
        Some(column) => Some(row.scalar(column)?),
        None => None,
    };
    let url = match columns.url.filter(|column| !row.cell(*column).is_empty()) {
        Some(column) => Some(row.scalar::<Address>(column)?.as_str().to_owned()),
        None => None,
    };
    Ok(Entry { score, date, label: row.text_or_none(columns.label)?, url, note: row.text_or_none(columns.note)? })
}

/// The entry of a source, which has to be one that measures something. `None` where the entry itself cannot be read.
fn source_of<'k>(
    row: &Row<'_>,
    columns: &Columns,
    id: &str,
    known: &'k Known,
) -> Result<Option<&'k SourceEntry>, Diagnostic> {
    let fault = |code, message: String| Diagnostic { code, ..row.fault(columns.source, message) };
    let Some(source) = known.get(id) else {
        let hint = did_you_mean(id, known.keys().map(String::as_str));
        return Err(fault(Code::UnknownReference, format!("no source is named `{id}`{hint}")).help(format!(
            "write it into `content/sources.yaml` first, with its title, what it `measures` and its scale, such as \
             `{id}: {{title: …, kind: index, measures: risk, scale: {{from: 0, to: 100}}}}`"
        )));
    };
    if source.as_ref().is_some_and(|source| source.measures.is_none()) {
        return Err(fault(Code::NotAnAssessment, format!("the source `{id}` measures nothing"))
            .help("say in `content/sources.yaml` what it `measures`: risk, exposure, automation or applicability"));
    }
    Ok(source.as_ref())
}
