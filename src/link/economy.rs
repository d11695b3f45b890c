//! What only all reports together show: what jobs of each headline pay, and how many persons do them.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use super::corpus::{Body, Card, Pay, ReportId};
use super::pay::is_of_the_job;
use crate::model::Text;
use crate::model::figure::Wage;
use crate::model::occupation::{Currency, PayPeriod};

/// The fewest reports of which a picture is made.
pub const FEWEST: usize = 12;

/// What all reports show together. Either part is absent where fewer than [`FEWEST`] reports have what it needs.
#[derive(Debug, Default)]
pub struct Economy {
    /// Headlines and median pay.
    pub pay: Option<PayField>,
    /// Headlines and employment.
    pub jobs: Option<JobField>,
}

/// Reports with a headline and a median pay that can be compared.
#[derive(Debug)]
pub struct PayField {
    /// The currency of all amounts.
    pub currency: Currency,
    /// The time for which they are given.
    pub per: PayPeriod,
    /// Where they are paid.
    pub area: Option<Text>,
    /// The reports with their medians, least exposed first.
    pub reports: Vec<(ReportId, Wage)>,
    /// The others.
    pub left_out: LeftOut,
}

/// Reports with a headline and an employment of their own in one area.
#[derive(Debug)]
pub struct JobField {
    /// Where these persons work.
    pub area: Option<Text>,
    /// The reports with the persons in the job, least exposed first.
    pub reports: Vec<(ReportId, f64)>,
    /// All these persons.
    pub persons: f64,
    /// The others.
    pub left_out: LeftOut,
}

/// How many reports are not in a picture, each counted for the first reason that holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Without a headline.
    pub unscored: usize,
    /// Without the figure, or with one of 0.
    pub unknown: usize,
    /// With a figure of a code that covers more or less than the job.
    pub not_own: usize,
    /// With a figure of another area; of pay, of another currency or period too.
    pub elsewhere: usize,
}

/// A figure of a report, or why there is none.
enum Own<T> {
    Is(T),
    Unknown,
    OfOthersToo,
}

impl Economy {
    /// What linked reports show together; `ranking` holds those with a headline, most exposed first. A few passes over the reports.
    pub(super) fn of(cards: &[Arc<Card>], bodies: &[Arc<Body>], ranking: &[ReportId]) -> Self {
        let unscored = cards.len() - ranking.len();
        let rising: Vec<ReportId> = ranking.iter().rev().copied().collect();
        Self { pay: pay(bodies, &rising, unscored), jobs: jobs(cards, bodies, &rising, unscored) }
    }

    /// Whether there is anything to see.
    pub fn is_shown(&self) -> bool {
        self.pay.is_some() || self.jobs.is_some()
    }
}

fn pay(bodies: &[Arc<Body>], rising: &[ReportId], unscored: usize) -> Option<PayField> {
    let body = |id: &ReportId| &*bodies[id.position()];
    let median = |id: &ReportId| match own_median(body(id)) {
        Own::Is((terms, wage)) => Own::Is((*id, terms, wage)),
        Own::Unknown => Own::Unknown,
        Own::OfOthersToo => Own::OfOthersToo,
    };
    let (reports, left_out) = of_one_kind(rising.iter().map(median), unscored)?;
    let first = reports.first().and_then(|(id, _)| body(id).pay.as_ref())?;
    Some(PayField { currency: first.currency.clone(), per: first.per, area: first.area.clone(), reports, left_out })
}

fn jobs(cards: &[Arc<Card>], bodies: &[Arc<Body>], rising: &[ReportId], unscored: usize) -> Option<JobField> {
    let demand = |id: &ReportId| bodies[id.position()].demand.as_ref();
    let persons = |id: &ReportId| {
        let area = demand(id).and_then(|demand| demand.area.as_deref());
        match cards[id.position()].employment.map(|count| count.get()) {
            Some(persons) if persons > 0.0 => Own::Is((*id, area, persons)),
            None if demand(id).is_some_and(|demand| demand.employment.is_some()) => Own::OfOthersToo,
            _ => Own::Unknown,
        }
    };
    let (reports, left_out) = of_one_kind(rising.iter().map(persons), unscored)?;
    let area = reports.first().and_then(|(id, _)| demand(id)?.area.clone());
    let persons = reports.iter().map(|(_, persons)| persons).sum();
    Some(JobField { area, reports, persons, left_out })
}

/// The figures of the kind that most have, of equals the first by its name, and who is left out. `None` where they are too few.
fn of_one_kind<K: Copy + Eq + std::hash::Hash + Ord, T>(
    figures: impl Iterator<Item = Own<(ReportId, K, T)>>,
    unscored: usize,
) -> Option<(Vec<(ReportId, T)>, LeftOut)> {
    let mut left_out = LeftOut { unscored, ..LeftOut::default() };
    let mut known = Vec::new();
    let mut kinds: HashMap<K, usize> = HashMap::new();
    for figure in figures {
        match figure {
            Own::Is(figure) => {
                *kinds.entry(figure.1).or_default() += 1;
                known.push(figure);
            }
            Own::Unknown => left_out.unknown += 1,
            Own::OfOthersToo => left_out.not_own += 1,
        }
    }
    let (kind, count) = kinds.into_iter().min_by_key(|(kind, count)| (Reverse(*count), *kind))?;
    left_out.elsewhere = known.len() - count;
    let reports: Vec<(ReportId, T)> =
        known.into_iter().filter(|(_, other, _)| *other == kind).map(|(id, _, figure)| (id, figure)).collect();
    (reports.len() >= FEWEST).then_some((reports, left_out))
}

/// The currency, the period and the area of a wage.
type Terms<'a> = (&'a str, &'a str, Option<&'a str>);

fn own_median(body: &Body) -> Own<(Terms<'_>, Wage)> {
    match (body.own_median_pay(), body.pay.as_ref().and_then(Pay::median)) {
        (Some((pay, wage)), _) => Own::Is(((pay.currency.as_str(), pay.per.as_str(), pay.area.as_deref()), wage)),
        (None, Some(wage)) if wage.value.amount().get() > 0.0 => Own::OfOthersToo,
        _ => Own::Unknown,
    }
}

impl Body {
    /// The median pay of the job itself with what is said of it: above 0, and not that of a code which covers more, less or several jobs.
    pub fn own_median_pay(&self) -> Option<(&Pay, Wage)> {
        let pay = self.pay.as_ref()?;
        let median = pay.median().map(|wage| wage.value).filter(|wage| wage.amount().get() > 0.0)?;
        is_of_the_job(pay.code.as_deref(), &self.codes).then_some((pay, median))
    }
}
