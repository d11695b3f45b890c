use std::collections::BTreeSet;

use super::{Coverage, Reports, Sources, Stated, Values, sort_assessments, to_three_decimals};
use crate::import::code::JobCode;
use crate::import::findings::Findings;
use crate::import::registry::{Scale, Source};
use crate::import::report::Assessment;
use crate::import::table::{DataFile, Table};
use crate::model::Date;

/// The id of the source.
pub(super) const SOURCE: &str = "working-with-ai";
/// The year of the study.
const YEAR: Date = Date::Year(2025);

/// The scores of "Working with AI".
pub(in crate::import) struct Applicability {
    values: Values<f64>,
    rows: usize,
    file: String,
}

impl Applicability {
    /// Reads the table of scores by occupations of the SOC.
    pub fn read(file: &DataFile, findings: &mut Findings) -> Option<Self> {
        let table = Table::of(file);
        let [code_column, score] =
            table.needed([&["SOC Code", "soc_code", "code"], &["ai_applicability_score", "score"]], findings)?;
        let title = table.find(&["title", "occupation"]);
        let mut values = Values::default();
        let rows = table.each(findings, |row| {
            let cell = row.cell(code_column);
            let code = JobCode::from_text(cell)
                .ok_or_else(|| row.fault(code_column, format!("`{cell}` is not a code of the SOC")))?;
            let Some(value) = row.number(score, 0.0..=1.0)? else { return Ok(()) };
            let stated = Stated { label: row.text_or_none(title)?, value };
            match values.by_code.insert(code, stated) {
                None => Ok(()),
                Some(_) => Err(row.fault(code_column, format!("the code `{cell}` stands twice"))),
            }
        });
        Some(Self { values, rows, file: file.name.clone() })
    }

    /// Adds the scores to reports.
    pub fn add(&self, reports: &mut Reports, sources: &mut Sources) -> Coverage {
        let mut coverage =
            Coverage { file: self.file.clone(), what: "applicability scores", rows: self.rows, ..Coverage::default() };
        let mut used = BTreeSet::new();
        for (slug, report) in reports {
            report.risk.assessments.retain(|assessment| assessment.source != SOURCE);
            let found = self.values.of(report);
            coverage.count(slug, found.as_ref().map(|found| found.fit));
            let Some(found) = found else { continue };
            used.insert(found.key);
            report.risk.assessments.push(Assessment {
                source: SOURCE.to_owned(),
                score: to_three_decimals(*found.value),
                label: None,
                as_of: Some(YEAR),
                url: None,
                note: None,
                code: Some(found.code),
            });
            sort_assessments(report);
        }
        coverage.unmatched = self.values.unmatched(&used);
        sources.insert(SOURCE.to_owned(), source());
        coverage
    }
}

fn source() -> Source {
    Source {
        title: "Working with AI: Measuring the Applicability of Generative AI to Occupations".to_owned(),
        short: Some("Working with AI".to_owned()),
        publisher: Some("Microsoft Research".to_owned()),
        url: Some("https://arxiv.org/abs/2507.07935".to_owned()),
        published: Some(Date::Month(2025, 7)),
        kind: "study".to_owned(),
        licence: Some("CC BY 4.0".to_owned()),
        licence_url: Some("https://creativecommons.org/licenses/by/4.0/".to_owned()),
        attribution: Some(
            "This page includes AI applicability scores from Working with AI by Microsoft Research, used under the CC BY 4.0 license and \
             given here with three decimals."
                .to_owned(),
        ),
        summary: Some(
            "Compares what people ask a chat assistant to do, and how well that goes, with the work activities of occupations. The score says \
             how far such assistance applies to an occupation; its authors say that it must not be read as an ability to replace jobs. \
             Scores stand here with three decimals."
                .to_owned(),
        ),
        measures: Some("applicability".to_owned()),
        scale: Some(Scale { from: 0.0, to: 1.0, higher: "more exposed".to_owned() }),
        ..Source::default()
    }
}
