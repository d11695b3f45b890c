use std::collections::{BTreeMap, BTreeSet};

use super::{Coverage, Reports, Sources, Stated, Values};
use crate::import::code::JobCode;
use crate::import::findings::Findings;
use crate::import::registry::Source;
use crate::import::report::{Cited, CodeOf, Fit, Report};
use crate::import::table::{Column, DataFile, Table};
use crate::model::Date;

/// Openings are given in thousands.
const THOUSAND: f64 = 1000.0;

/// Employment projections.
pub(in crate::import) struct Projections {
    values: By,
    rows: usize,
    file: String,
    from: i16,
    to: i16,
}

/// How a file names its occupations.
enum By {
    Code(Values<Projection>),
    /// In small letters.
    Title(BTreeMap<String, Stated<Projection>>),
}

/// What is projected for an occupation.
struct Projection {
    /// In percent over the period.
    growth: Option<f64>,
    /// A year.
    openings: Option<f64>,
}

impl Projections {
    /// Reads a table whose column of changes in percent names the two years.
    pub fn read(file: &DataFile, findings: &mut Findings) -> Option<Self> {
        let table = Table::of(file);
        let growth = ["change", "chg"]
            .iter()
            .find_map(|change| ["percent", "pct"].iter().find_map(|percent| table.holding(&["emp", percent, change])));
        let Some(growth) = growth else {
            table.report_missing(&["Employment change, percent, 2024–34"], findings);
            return None;
        };
        let openings = table.holding(&["openings"]);
        let Some((from, to)) = years(table.name(growth)) else {
            findings.fault(table.unusable(
                format!("the column `{}` does not say from which year to which it counts", table.name(growth)),
                "name both years in its header, such as `Employment change, percent, 2024–34`",
            ));
            return None;
        };
        let code = table
            .find(&["code", "SOC Code", "Occupation Code", "OCC_CODE"])
            .or_else(|| table.holding(&["matrix", "code"]));
        let title = table
            .find(&["title", "occupation", "Occupation Title", "OCC_TITLE"])
            .or_else(|| table.holding(&["matrix", "title"]));
        let read = |values| Some(Self { values, rows: 0, file: file.name.clone(), from, to });
        let read = match (code, title) {
            (Some(code), title) => {
                read(By::Code(Values::default()))?.with_codes(&table, code, title, growth, openings, findings)
            }
            (None, Some(title)) => {
                read(By::Title(BTreeMap::new()))?.with_titles(&table, title, growth, openings, findings)
            }
            (None, None) => {
                table.report_missing(&["Occupation Code"], findings);
                return None;
            }
        };
        Some(read)
    }

    fn with_codes(
        mut self,
        table: &Table<'_>,
        code: Column,
        title: Option<Column>,
        growth: Column,
        openings: Option<Column>,
        findings: &mut Findings,
    ) -> Self {
        let mut values = Values::default();
        self.rows = table.each(findings, |row| {
            // Notes stand below the table.
            if row.cell(code).is_empty()
                || (row.cell(growth).is_empty() && JobCode::from_text(row.cell(code)).is_none())
            {
                return Ok(());
            }
            let key = JobCode::from_text(row.cell(code))
                .ok_or_else(|| row.fault(code, format!("`{}` is not a code of the SOC", row.cell(code))))?;
            let value = Projection {
                growth: row.number(growth, -100.0..=10_000.0)?,
                openings: match openings {
                    Some(column) => row.number(column, 0.0..=1e8)?.map(|thousands| (thousands * THOUSAND).round()),
                    None => None,
                },
            };
            let label = row.text_or_none(title)?;
            values.by_code.insert(key, Stated { label, value });
            Ok(())
        });
        self.values = By::Code(values);
        self
    }

    fn with_titles(
        mut self,
        table: &Table<'_>,
        title: Column,
        growth: Column,
        openings: Option<Column>,
        findings: &mut Findings,
    ) -> Self {
        let mut values = BTreeMap::new();
        self.rows = table.each(findings, |row| {
            let value = Projection {
                growth: row.number(growth, -100.0..=10_000.0)?,
                openings: match openings {
                    Some(column) => row.number(column, 0.0..=1e8)?.map(|thousands| (thousands * THOUSAND).round()),
                    None => None,
                },
            };
            if value.growth.is_none() && value.openings.is_none() {
                return Ok(());
            }
            let label = row.text(title)?;
            // Of two rows with one title the first is the sum of a group, and the last is the occupation in it.
            values.insert(label.to_lowercase(), Stated { label: Some(label), value });
            Ok(())
        });
        self.values = By::Title(values);
        self
    }

    /// Adds growth and openings to reports, in place of what an earlier import of projections gave.
    pub fn add(&self, reports: &mut Reports, sources: &mut Sources) -> Coverage {
        let (id, date) = (self.id(), Date::Year(self.from));
        let mut coverage =
            Coverage { file: self.file.clone(), what: "projections", rows: self.rows, ..Coverage::default() };
        let mut used = BTreeSet::new();
        let mut used_titles = BTreeSet::new();
        for (slug, report) in reports.iter_mut() {
            let mut demand = report.demand.take().unwrap_or_default();
            (demand.growth, demand.openings, demand.period) = (None, None, None);
            let found: Option<(CodeOf, Fit, &Projection)> = match &self.values {
                By::Code(values) => values.of(report).map(|found| {
                    used.insert(found.key);
                    (found.code, found.fit, found.value)
                }),
                By::Title(values) => by_title(values, report).map(|(code, fit, stated)| {
                    used_titles.extend(&stated.label);
                    (code, fit, &stated.value)
                }),
            };
            let found = found.filter(|(.., value)| value.growth.is_some() || value.openings.is_some());
            coverage.count(slug, found.as_ref().map(|(_, fit, _)| *fit));
            if let Some((code, fit, value)) = found {
                let note = (fit != Fit::Exact).then(|| note(&code, fit));
                let cited = |value: Option<f64>| {
                    value.map(|value| Cited { value, source: id.clone(), as_of: date, note: note.clone() })
                };
                (demand.growth, demand.openings) = (cited(value.growth), cited(value.openings));
                demand.period = Some(format!("{}-{}", self.from, self.to));
                if demand.employment.is_none() {
                    demand.area = Some("United States".to_owned());
                    (demand.source, demand.as_of, demand.code) = (Some(id.clone()), Some(date), Some(code));
                }
            }
            let says_something = demand.employment.is_some() || demand.growth.is_some() || demand.openings.is_some();
            report.demand = says_something.then_some(demand);
        }
        coverage.unmatched = match &self.values {
            By::Code(values) => values.unmatched(&used),
            By::Title(values) => {
                coverage.notes.push(
                    "the file has no codes, so its occupations were found by their titles in the SOC, as they are written".to_owned(),
                );
                let labels = values.values().filter_map(|stated| stated.label.as_ref());
                labels.filter(|label| !used_titles.contains(label)).cloned().collect()
            }
        };
        sources.insert(id, self.source());
        coverage
    }

    fn id(&self) -> String {
        format!("employment-projections-{}-{}", self.from, self.to)
    }

    fn source(&self) -> Source {
        let (from, to) = (self.from, self.to);
        Source {
            title: format!("Employment Projections, {from} to {to}"),
            short: Some(format!("BLS projections {from}–{to}")),
            publisher: Some("U.S. Bureau of Labor Statistics".to_owned()),
            url: Some("https://www.bls.gov/emp/".to_owned()),
            kind: "statistics".to_owned(),
            licence: Some("public domain".to_owned()),
            summary: Some(format!(
                "What the Bureau expects employment in the United States to be by {to}, by occupation, from {from} on. Openings are a yearly \
                 mean, and most of them replace people who leave the occupation."
            )),
            ..Source::default()
        }
    }
}

/// The projection whose title is that of the report's code in the SOC.
fn by_title<'v>(
    values: &'v BTreeMap<String, Stated<Projection>>,
    report: &Report,
) -> Option<(CodeOf, Fit, &'v Stated<Projection>)> {
    let (_, of_soc) = report.soc()?;
    let stated = values.get(&of_soc.label.as_ref()?.to_lowercase())?;
    Some((of_soc.clone(), of_soc.fit.unwrap_or(Fit::Exact), stated))
}

/// What a reader has to know of a figure that is not for the occupation alone.
fn note(code: &CodeOf, fit: Fit) -> String {
    let CodeOf { code, label, .. } = code;
    let name = label.as_ref().map(|label| format!("{label} (SOC {code})")).unwrap_or_else(|| format!("SOC {code}"));
    match fit {
        Fit::Shared => format!("Given for {name}, a code that several occupations share."),
        Fit::Broad | Fit::Exact => format!("Given for {name}, a wider group."),
    }
}

/// The two years in the name of a column: `2024–34`, `2024-2034`, `2020_2030`.
fn years(name: &str) -> Option<(i16, i16)> {
    let numbers: Vec<&str> =
        name.split(|c: char| !c.is_ascii_digit()).filter(|digits| matches!(digits.len(), 2 | 4)).collect();
    numbers.windows(2).find_map(|pair| {
        let from: i16 = pair[0].parse().ok().filter(|_| pair[0].len() == 4)?;
        let to: i16 = pair[1].parse().ok()?;
        let to = if pair[1].len() == 2 { from - from % 100 + to } else { to };
        (1990 <= from && from < to && to - from <= 50).then_some((from, to))
    })
}
