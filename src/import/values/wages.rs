use std::collections::BTreeSet;

use super::{Coverage, Reports, Sources, Stated, Values};
use crate::diagnostic::Diagnostic;
use crate::import::code::JobCode;
use crate::import::findings::Findings;
use crate::import::registry::Source;
use crate::import::report::{Demand, Pay, Percentiles, Wage};
use crate::import::table::{Column, DataFile, Row, Table, one_line};
use crate::model::Date;

/// The month of which the estimates of each year are.
const MONTH: i8 = 5;
/// The first year whose estimates all use the SOC of 2018.
const FIRST_YEAR: i16 = 2021;

/// Wages and employment of the Occupational Employment and Wage Statistics.
pub(in crate::import) struct Wages {
    values: Values<Estimate>,
    rows: usize,
    file: String,
    date: Date,
    area: Option<String>,
}

/// What the survey says of an occupation.
struct Estimate {
    employment: Option<f64>,
    /// For a year or for an hour, with its word.
    pay: Option<(&'static str, Percentiles)>,
}

/// The columns of the percentiles of a year and of an hour.
const YEARLY: [&[&str]; 5] = [&["A_PCT10"], &["A_PCT25"], &["A_MEDIAN"], &["A_PCT75"], &["A_PCT90"]];
const HOURLY: [&[&str]; 5] = [&["H_PCT10"], &["H_PCT25"], &["H_MEDIAN"], &["H_PCT75"], &["H_PCT90"]];

/// The wages from which on a cell holds only `#`: a year, and an hour.
fn bounds(year: i16) -> (f64, f64) {
    if year >= 2022 { (239_200.0, 115.0) } else { (208_000.0, 100.0) }
}

impl Wages {
    /// Reads the table of one area. The year of its estimates is the given one, else the one in its name, as in `national_M2024_dl.csv`.
    pub fn read(file: &DataFile, date: Option<Date>, findings: &mut Findings) -> Option<Self> {
        let table = Table::of(file);
        let columns = table.needed([&["OCC_CODE"], &["TOT_EMP"]], findings);
        let (yearly, hourly) = (table.needed(YEARLY, findings), table.needed(HOURLY, findings));
        let ([code_column, employment], yearly, hourly) = (columns?, yearly?, hourly?);
        let date = date.or_else(|| date_in(&file.name));
        let Some(date) = date else {
            findings.fault(table.unusable(
                "nothing says of what year these wages are",
                "keep the name that the file was downloaded with, such as `national_M2024_dl.csv`, or name the month with `--wages-as-of`",
            ));
            return None;
        };
        if date.year() < FIRST_YEAR {
            findings.fault(table.unusable(
                format!("the wages of {date} use an older classification of occupations than the reports"),
                format!("take those of May {FIRST_YEAR} or later, which use the SOC of 2018"),
            ));
            return None;
        }
        let [title, group, area_column, annual, by_hour] =
            ["OCC_TITLE", "O_GROUP", "AREA_TITLE", "ANNUAL", "HOURLY"].map(|name| table.find(&[name]));
        let bounds = bounds(date.year());
        let mut values = Values::default();
        let mut areas = BTreeSet::new();
        let rows = table.each(findings, |row| {
            // What is not an occupation: totals and groups of several.
            if matches!(row.optional(group).to_lowercase().as_str(), "total" | "major" | "minor") {
                return Ok(());
            }
            let cell = row.cell(code_column);
            let code = JobCode::from_text(cell)
                .ok_or_else(|| row.fault(code_column, format!("`{cell}` is not a code of the SOC")))?;
            areas.insert(one_line(row.optional(area_column)));
            let only_hours = row.is_yes(by_hour)? && !row.is_yes(annual)?;
            let (per, columns, bound) =
                if only_hours { ("hour", hourly, bounds.1) } else { ("year", yearly, bounds.0) };
            let percentiles = percentiles(row, columns, bound)?;
            let estimate = Estimate {
                employment: row.number(employment, 0.0..=1e11)?,
                pay: percentiles.p50.is_some().then_some((per, percentiles)),
            };
            let stated = Stated { label: row.text_or_none(title)?, value: estimate };
            // Broad occupations that are published as the narrowest ones stand in some editions once in each role.
            let is_broad = row.optional(group).eq_ignore_ascii_case("broad");
            if is_broad && values.by_code.contains_key(&code) {
                return Ok(());
            }
            match values.by_code.insert(code, stated) {
                Some(_) if areas.len() == 1 && !is_broad => {
                    Err(row.fault(code_column, format!("the code `{cell}` stands twice")))
                }
                _ => Ok(()),
            }
        });
        if areas.len() > 1 {
            let named: Vec<String> = areas.iter().take(3).map(|area| format!("`{area}`")).collect();
            findings.fault(table.unusable(
                format!("the file has wages of {} areas, {} among them", areas.len(), named.join(", ")),
                "keep the rows of one area; a report has one place for pay",
            ));
            return None;
        }
        let area = areas.into_iter().next().filter(|area| !area.is_empty());
        let area = area.map(|area| if area == "U.S." { "United States".to_owned() } else { area });
        Some(Self { values, rows, file: file.name.clone(), date, area })
    }

    /// Adds pay and employment to reports, in place of what an earlier import of wages gave.
    pub fn add(&self, reports: &mut Reports, sources: &mut Sources) -> Coverage {
        let id = format!("oews-{:04}", self.date.year());
        let mut coverage = Coverage { file: self.file.clone(), what: "wages", rows: self.rows, ..Coverage::default() };
        let mut used = BTreeSet::new();
        let mut unpaid = 0;
        for (slug, report) in reports {
            report.pay = None;
            let mut demand = report.demand.take().unwrap_or_default();
            if demand.employment.take().is_some() {
                // What is left is projected, and its figures name their source themselves.
                demand = Demand {
                    source: demand.growth.as_ref().map(|growth| growth.source.clone()),
                    as_of: demand.growth.as_ref().map(|growth| growth.as_of),
                    code: None,
                    ..demand
                };
            }
            let found = self.values.of(report);
            coverage.count(slug, found.as_ref().map(|found| found.fit));
            if let Some(found) = found {
                used.insert(found.key);
                if found.value.pay.is_none() {
                    unpaid += 1;
                }
                report.pay = found.value.pay.as_ref().map(|(per, percentiles)| Pay {
                    currency: "USD".to_owned(),
                    per: (*per).to_owned(),
                    area: self.area.clone(),
                    source: id.clone(),
                    as_of: self.date,
                    code: Some(found.code.clone()),
                    percentiles: percentiles.clone(),
                });
                if found.value.employment.is_some() {
                    demand.employment = found.value.employment;
                    demand.area = self.area.clone();
                    demand.source = Some(id.clone());
                    demand.as_of = Some(self.date);
                    demand.code = Some(found.code);
                }
            }
            let says_something = demand.employment.is_some() || demand.growth.is_some() || demand.openings.is_some();
            report.demand = says_something.then_some(demand);
        }
        if unpaid > 0 {
            coverage.notes.push(format!("reports without pay, because the file gives no median for them: {unpaid}"));
        }
        coverage.unmatched = self.values.unmatched(&used);
        sources.insert(id, self.source());
        coverage
    }

    fn source(&self) -> Source {
        let year = self.date.year();
        let (yearly, hourly) = bounds(year);
        let (yearly, hourly) = (grouped(yearly), hourly);
        Source {
            title: format!("Occupational Employment and Wage Statistics, May {year}"),
            short: Some(format!("OEWS May {year}")),
            publisher: Some("U.S. Bureau of Labor Statistics".to_owned()),
            url: Some("https://www.bls.gov/oes/tables.htm".to_owned()),
            kind: "statistics".to_owned(),
            licence: Some("public domain".to_owned()),
            summary: Some(format!(
                "Employment and wages in the United States by occupation, from a survey of employers. Self-employed people are not in it. \
                 Wages of {yearly} dollars a year, or {hourly} dollars an hour, and more are given only as that bound."
            )),
            ..Source::default()
        }
    }
}

/// An amount with separators of thousands.
fn grouped(amount: f64) -> String {
    let digits = amount.to_string();
    let (thousands, rest) = digits.split_at(digits.len().saturating_sub(3));
    format!("{thousands},{rest}")
}

fn percentiles(row: &Row<'_>, columns: [Column; 5], bound: f64) -> Result<Percentiles, Diagnostic> {
    let wage = |column: Column| {
        if row.cell(column) == "#" {
            return Ok(Some(Wage::AtLeast { at_least: bound }));
        }
        Ok(row.number(column, 0.0..=1e12)?.map(Wage::Exactly))
    };
    let [p10, p25, p50, p75, p90] = columns;
    let found = Percentiles { p10: wage(p10)?, p25: wage(p25)?, p50: wage(p50)?, p75: wage(p75)?, p90: wage(p90)? };
    let amounts = found.named().into_iter().zip(columns).filter_map(|((_, wage), column)| {
        let amount = match wage? {
            Wage::Exactly(amount) | Wage::AtLeast { at_least: amount } => amount,
        };
        Some((amount, column))
    });
    let mut last = f64::NEG_INFINITY;
    for (amount, column) in amounts {
        if amount < last {
            return Err(row
                .fault(column, format!("the wage falls from {last} to {amount}"))
                .help("wages must not fall from the 10th to the 90th percentile"));
        }
        last = amount;
    }
    Ok(found)
}

/// The month that the name of a downloaded file tells: `national_M2024_dl.csv`.
fn date_in(name: &str) -> Option<Date> {
    let file = name.rsplit(['/', '\\']).next()?;
    let year = file.split(['_', '-', '.', ' ']).find_map(|part| {
        let digits = part.strip_prefix(['M', 'm'])?;
        (digits.len() == 4).then(|| digits.parse::<i16>().ok())?
    });
    year.filter(|year| (1990..=2999).contains(year)).map(|year| Date::Month(year, MONTH))
}
