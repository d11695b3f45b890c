//! The arithmetic behind every computed figure, so that a reader can redo it.

use serde::Serialize;

use super::ReportPage;
use crate::link::{Assessment, HeadlineRule, Standing, Weight};
use crate::model::{Direction, Measure, Notation};
use crate::render::messages::args;

/// The worksheets of a report.
#[derive(Serialize)]
pub struct WorksheetView {
    /// One for each computed figure.
    pub sheets: Vec<Sheet>,
}

/// How one figure is computed.
#[derive(Serialize)]
pub struct Sheet {
    /// Names its place on the page.
    pub id: &'static str,
    /// What is computed.
    pub title: String,
    /// How it is computed.
    pub method: String,
    /// What goes in.
    pub inputs: Option<Inputs>,
    /// The steps, each a line of arithmetic.
    pub steps: Vec<String>,
}

/// A table of what goes into a figure.
#[derive(Serialize)]
pub struct Inputs {
    /// The words above the columns; all but the first hold numbers.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

impl ReportPage<'_> {
    pub(super) fn worksheet(&self) -> Option<WorksheetView> {
        let mut sheets = Vec::new();
        sheets.extend(self.headline_sheet());
        let by_tasks = self.renderer.corpus.site.headline == HeadlineRule::Tasks;
        if let Some(score) = self.card.task_score.filter(|_| !by_tasks) {
            sheets.push(self.task_sheet(score, "worksheet-tasks", "worksheet_tasks_title"));
        }
        sheets.extend(self.spread_sheet());
        if let Some(standing) = self.relations.overall.filter(|standing| standing.of > 1) {
            sheets.push(self.percentile_sheet(standing, "worksheet-percentile", ""));
        }
        if let Some(standing) = self.relations.in_industry.filter(|standing| standing.of > 1) {
            let industry = self.renderer.corpus.industry(self.card.industry).entry.name.as_str();
            sheets.push(self.percentile_sheet(standing, "worksheet-percentile-industry", industry));
        }
        (!sheets.is_empty()).then_some(WorksheetView { sheets })
    }

    pub(super) fn label(&self, name: &str) -> String {
        self.renderer.messages.label(name).to_owned()
    }

    fn headline_sheet(&self) -> Option<Sheet> {
        let headline = self.card.headline?;
        let messages = &self.renderer.messages;
        let (low, high) = self.renderer.corpus.site.bands.range(headline.band);
        let band = messages.say(
            "worksheet_band",
            &args!["points" => headline.points.get(), "low" => low, "high" => high, "band" => messages.band(headline.band)],
        );
        let assessments = |keep: &dyn Fn(&Assessment) -> bool| {
            let mut kept: Vec<&Assessment> = self.card.assessments.iter().filter(|a| keep(a)).collect();
            kept.sort_by(|a, b| a.score.get().total_cmp(&b.score.get()));
            kept
        };
        match self.renderer.corpus.site.headline {
            HeadlineRule::Tasks => {
                let mut sheet =
                    self.task_sheet(self.card.task_score?, "worksheet-headline", "worksheet_headline_title");
                sheet.steps.push(band);
                Some(sheet)
            }
            HeadlineRule::Median(measure) => {
                let kept = assessments(&|a| a.measure == measure);
                let mut steps = Vec::new();
                let middle = kept.len() / 2;
                let exact = |at: usize| messages.decimal(kept[at].score.get());
                steps.push(match kept.len() {
                    1 => messages.say("worksheet_only", &args!["score" => exact(0)]),
                    odd if odd % 2 == 1 => {
                        messages.say("worksheet_middle", &args!["count" => kept.len(), "score" => exact(middle)])
                    }
                    _ => messages.say(
                        "worksheet_middle_two",
                        &args![
                            "one" => exact(middle - 1),
                            "other" => exact(middle),
                            "score" => messages.decimal(headline.score.get()),
                        ],
                    ),
                });
                steps.push(self.rounding(headline.score.get(), i64::from(headline.points.get())));
                steps.push(band);
                Some(Sheet {
                    id: "worksheet-headline",
                    title: self.label("worksheet_headline_title"),
                    method: self.median_method(measure),
                    inputs: Some(self.assessment_inputs(&kept)),
                    steps,
                })
            }
            HeadlineRule::Source(source) => {
                let kept = assessments(&|a| a.source == source);
                Some(Sheet {
                    id: "worksheet-headline",
                    title: self.label("worksheet_headline_title"),
                    method: messages.say(
                        "worksheet_source_method",
                        &args!["source" => self.renderer.corpus.source(source).short()],
                    ),
                    inputs: Some(self.assessment_inputs(&kept)),
                    steps: vec![self.rounding(headline.score.get(), i64::from(headline.points.get())), band],
                })
            }
        }
    }

    fn median_method(&self, measure: Measure) -> String {
        let messages = &self.renderer.messages;
        messages.say("worksheet_median_method", &args!["measure" => messages.measure(measure)])
    }

    pub(super) fn rounding(&self, exact: f64, rounded: i64) -> String {
        let messages = &self.renderer.messages;
        messages.say("worksheet_rounded", &args!["exact" => messages.decimal(exact), "rounded" => rounded])
    }

    fn assessment_inputs(&self, assessments: &[&Assessment]) -> Inputs {
        let messages = &self.renderer.messages;
        Inputs {
            columns: vec![
                self.label("worksheet_column_source"),
                self.label("worksheet_column_published"),
                self.label("worksheet_column_conversion"),
                self.label("worksheet_column_scale"),
            ],
            rows: assessments
                .iter()
                .map(|assessment| {
                    vec![
                        self.renderer.corpus.source(assessment.source).short().to_owned(),
                        assessment.notation.to_string(),
                        self.conversion(assessment),
                        messages.decimal(assessment.score.get()),
                    ]
                })
                .collect(),
        }
    }

    /// How a score in its own notation comes to stand on the common scale.
    fn conversion(&self, assessment: &Assessment) -> String {
        let messages = &self.renderer.messages;
        let scale = self.renderer.corpus.source(assessment.source).entry.scale;
        let number = |value: f64| messages.decimal(value);
        let share = match assessment.notation {
            Notation::Percent(percent) => number(percent),
            Notation::OutOf(value, whole) => format!("{} ÷ {} × 100", number(value), number(whole)),
            Notation::Plain(value) => match scale.ends() {
                (0.0, 100.0) => number(value),
                (0.0, 1.0) => format!("{value} × 100"),
                (0.0, to) => format!("{value} ÷ {} × 100", number(to)),
                (from, to) => format!("({value} − {}) ÷ ({} − {}) × 100", number(from), number(to), number(from)),
            },
        };
        match scale.higher() {
            Direction::MoreExposed => share,
            Direction::LessExposed => format!("100 − {share}"),
        }
    }

    fn spread_sheet(&self) -> Option<Sheet> {
        let messages = &self.renderer.messages;
        let steps: Vec<String> = self
            .spreads()
            .iter()
            .map(|spread| {
                messages.say(
                    "worksheet_spread_step",
                    &args![
                        "measure" => messages.measure(spread.measure),
                        "high" => spread.high,
                        "low" => spread.low,
                        "points" => spread.points(),
                    ],
                )
            })
            .collect();
        (!steps.is_empty()).then(|| Sheet {
            id: "worksheet-spread",
            title: self.label("worksheet_spread_title"),
            method: self.label("worksheet_spread_method"),
            inputs: None,
            steps,
        })
    }

    fn percentile_sheet(&self, standing: Standing, id: &'static str, group: &str) -> Sheet {
        let messages = &self.renderer.messages;
        let Standing { rank, of, below, ties, weight, percentile } = standing;
        let (step, method) = match weight {
            Weight::Reports => {
                let share = 100.0 * (below as f64 + ties as f64 / 2.0) / of as f64;
                let step = messages.say(
                    "worksheet_percentile_step",
                    &args!["below" => below, "ties" => ties, "of" => of, "share" => messages.decimal(share)],
                );
                (step, "worksheet_percentile_method")
            }
            Weight::Employment { below, ties, of } => {
                let share = 100.0 * (below + ties / 2.0) / of;
                let persons = |number: f64| messages.whole(crate::model::round_half_up(number));
                let step = messages.say(
                    "worksheet_percentile_step",
                    &args![
                        "below" => persons(below),
                        "ties" => persons(ties),
                        "of" => persons(of),
                        "share" => messages.decimal(share),
                    ],
                );
                (step, "worksheet_percentile_method_employment")
            }
        };
        let rank =
            messages.say("worksheet_rank_step", &args!["above" => of - below - ties, "rank" => rank, "of" => of]);
        let title = match group {
            "" => self.label("worksheet_percentile_title"),
            group => messages.say("worksheet_percentile_title_group", &args!["group" => group]),
        };
        let exact = messages.say("worksheet_percentile_rounded", &args!["percentile" => percentile]);
        Sheet { id, title, method: self.label(method), inputs: None, steps: vec![step, exact, rank] }
    }
}
