//! Pay and demand.

use serde::Serialize;

use super::ReportPage;
use crate::link::Citation;
use crate::model::figure::Wage;
use crate::render::messages::args;
use crate::render::view::{CiteMark, FigureView, SourceLine};

/// What the job pays.
#[derive(Serialize)]
pub struct PayView {
    /// For how long a time, where, and as of when.
    pub scope: String,
    /// Of which occupation the source gives it, in a sentence.
    pub code: Option<String>,
    /// Wages at percentiles.
    pub percentiles: Vec<PercentileRow>,
    /// The chart of the percentiles, where there are two or more.
    pub chart: Option<PayChart>,
    /// What some earn more.
    pub premium: Option<Premium>,
    /// Pay of levels.
    pub levels: Vec<LevelRow>,
    /// What a reader has to know of it.
    pub note: Option<String>,
    /// The sources of the section.
    pub sources: Vec<SourceLine>,
}

/// A wage at a percentile.
#[derive(Serialize)]
pub struct PercentileRow {
    /// The percentile.
    pub percentile: u8,
    /// What it means.
    pub label: String,
    /// The wage.
    pub wage: FigureView,
}

/// Pay on one line.
#[derive(Serialize)]
pub struct PayChart {
    /// Where the marks stand, in percent of the line.
    pub marks: Vec<PayMark>,
    /// Where the middle half begins, in percent.
    pub box_from: Option<f64>,
    /// How wide the middle half is, in percent.
    pub box_width: Option<f64>,
    /// What it shows, in words.
    pub text: String,
}

/// A percentile on the line.
#[derive(Serialize)]
pub struct PayMark {
    /// The percentile.
    pub percentile: u8,
    /// Where it stands, in percent.
    pub x: f64,
    /// Whether the wage is only known to be at least so much.
    pub open: bool,
}

/// What some earn more than others.
#[derive(Serialize)]
pub struct Premium {
    /// The sentence.
    pub text: String,
    /// Who says so.
    pub cite: Option<CiteMark>,
}

/// Pay of a level.
#[derive(Serialize)]
pub struct LevelRow {
    /// The level.
    pub name: String,
    /// What it pays, how that changes, in words.
    pub text: String,
    /// Who says so.
    pub cite: Option<CiteMark>,
}

/// How many do the job, and how that changes.
#[derive(Serialize)]
pub struct DemandView {
    /// Where.
    pub area: Option<String>,
    /// Of which occupation the source gives them, in a sentence.
    pub code: Option<String>,
    /// The figures.
    pub facts: Vec<DemandFact>,
    /// The trend in words.
    pub trend: Option<String>,
    /// What a reader has to know of it.
    pub note: Option<String>,
    /// The sources of the section.
    pub sources: Vec<SourceLine>,
}

/// A figure of demand.
#[derive(Serialize)]
pub struct DemandFact {
    /// What is counted.
    pub label: String,
    /// The figure.
    pub figure: FigureView,
}

impl ReportPage<'_> {
    pub(super) fn pay(&self) -> Option<PayView> {
        let pay = self.body.pay.as_ref()?;
        let messages = &self.renderer.messages;
        if pay.percentiles.is_empty() && pay.premium.is_none() && pay.levels.is_empty() {
            return None;
        }
        let cited: Vec<Citation> = pay
            .percentiles
            .iter()
            .map(|(_, wage)| wage.citation)
            .chain(pay.premium.as_ref().map(|premium| premium.citation))
            .chain(pay.levels.iter().map(|level| level.citation))
            .collect();
        let section = self.citations.section(cited);
        let percentiles: Vec<PercentileRow> = pay
            .percentiles
            .iter()
            .map(|(percentile, wage)| PercentileRow {
                percentile: *percentile,
                label: messages.say("pay_percentile", &args!["percentile" => *percentile]),
                wage: section.figure(wage, messages.wage(wage.value, &pay.currency)),
            })
            .collect();
        let scope = messages.say(
            "pay_scope",
            &args![
                "per" => messages.per(pay.per),
                "where" => if pay.area.is_some() { "known" } else { "unknown" },
                "area" => pay.area.as_ref().map_or("", |area| area.as_str()),
                "when" => if pay.citation.as_of.is_some() { "known" } else { "unknown" },
                "date" => pay.citation.as_of.map_or_else(String::new, |date| messages.date(date)),
                "currency" => pay.currency.as_str(),
            ],
        );
        let premium = pay.premium.as_ref().map(|premium| Premium {
            text: messages.say(
                "pay_premium",
                &args![
                    "range" => messages.change_range(premium.range),
                    "known" => if premium.whom.is_some() { "yes" } else { "no" },
                    "whom" => premium.whom.as_ref().map_or("", |whom| whom.as_str()),
                ],
            ),
            cite: section.mark(premium.citation),
        });
        let levels = pay
            .levels
            .iter()
            .map(|level| {
                let range = level.range.map(|range| {
                    let (from, to) =
                        (messages.money(range.from, &pay.currency), messages.money(range.to, &pay.currency));
                    messages.say("pay_range", &args!["from" => from, "to" => to])
                });
                let change = level
                    .change
                    .map(|change| messages.say("pay_change", &args!["range" => messages.change_range(change)]));
                let outlook = level.outlook.as_ref().map(ToString::to_string);
                let parts: Vec<String> = [range, change, outlook].into_iter().flatten().collect();
                LevelRow {
                    name: level.name.to_string(),
                    text: parts.join(messages.label("list_comma")),
                    cite: section.mark(level.citation),
                }
            })
            .collect();
        Some(PayView {
            scope,
            code: pay.code.as_ref().map(|code| self.renderer.code_of_value(code)),
            chart: self.pay_chart(&percentiles),
            percentiles,
            premium,
            levels,
            note: pay.note.as_ref().map(ToString::to_string),
            sources: section.foot(),
        })
    }

    fn pay_chart(&self, rows: &[PercentileRow]) -> Option<PayChart> {
        let pay = self.body.pay.as_ref()?;
        let top = pay.percentiles.last()?.1.value.amount().get();
        if pay.percentiles.len() < 2 || top <= 0.0 {
            return None;
        }
        let at = |wage: Wage| (1000.0 * wage.amount().get() / top).round() / 10.0;
        let marks: Vec<PayMark> = pay
            .percentiles
            .iter()
            .map(|(percentile, wage)| PayMark {
                percentile: *percentile,
                x: at(wage.value),
                open: matches!(wage.value, Wage::AtLeast(_)),
            })
            .collect();
        let of = |percentile: u8| marks.iter().find(|mark| mark.percentile == percentile).map(|mark| mark.x);
        let middle = of(25).zip(of(75));
        let words: Vec<String> = rows.iter().map(|row| format!("{} {}", row.label, row.wage.text)).collect();
        Some(PayChart {
            box_from: middle.map(|(from, _)| from),
            box_width: middle.map(|(from, to)| (10.0 * (to - from)).round() / 10.0),
            text: self.renderer.messages.list(&words),
            marks,
        })
    }

    pub(super) fn demand(&self) -> Option<DemandView> {
        let demand = self.body.demand.as_ref()?;
        let messages = &self.renderer.messages;
        let cited: Vec<Citation> = [
            demand.employment.as_ref().map(|figure| figure.citation),
            demand.growth.as_ref().map(|figure| figure.citation),
            demand.openings.as_ref().map(|figure| figure.citation),
            demand.trend.as_ref().map(|_| demand.citation),
        ]
        .into_iter()
        .flatten()
        .collect();
        if cited.is_empty() {
            return None;
        }
        let section = self.citations.section(cited);
        let mut facts = Vec::new();
        if let Some(employment) = &demand.employment {
            let label = match employment.citation.as_of {
                Some(date) => messages.say("demand_employment_in", &args!["date" => messages.date(date)]),
                None => messages.label("demand_employment").to_owned(),
            };
            facts.push(DemandFact {
                label,
                figure: section.figure(employment, messages.whole(employment.value.rounded())),
            });
        }
        if let Some(growth) = &demand.growth {
            let label = match demand.period {
                Some(period) => messages.say("demand_growth_over", &args!["period" => period.to_string()]),
                None => messages.label("demand_growth").to_owned(),
            };
            facts.push(DemandFact { label, figure: section.figure(growth, messages.change(growth.value)) });
        }
        if let Some(openings) = &demand.openings {
            facts.push(DemandFact {
                label: messages.label("demand_openings").to_owned(),
                figure: section.figure(openings, messages.whole(openings.value.rounded())),
            });
        }
        Some(DemandView {
            area: demand.area.as_ref().map(ToString::to_string),
            code: demand.code.as_ref().map(|code| self.renderer.code_of_value(code)),
            facts,
            trend: demand.trend.as_ref().map(ToString::to_string),
            note: demand.note.as_ref().map(ToString::to_string),
            sources: section.foot(),
        })
    }
}
