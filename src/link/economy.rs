//! What only all reports together show: what jobs of each headline pay, and how many persons do them.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use super::corpus::{Card, ReportId};
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
    pub area: Option<Arc<str>>,
    /// The reports with their medians, least exposed first.
    pub reports: Vec<(ReportId, Wage)>,
    /// The others.
    pub left_out: LeftOut,
}

/// Reports with a headline and an employment of their own in one area.
#[derive(Debug)]
pub struct JobField {
    /// Where these persons work.
    pub area: Option<Arc<str>>,
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
    pub(super) fn of(cards: &[Arc<Card>], ranking: &[ReportId]) -> Self {
        let unscored = cards.len() - ranking.len();
        let rising: Vec<ReportId> = ranking.iter().rev().copied().collect();
        Self { pay: pay(cards, &rising, unscored), jobs: jobs(cards, &rising, unscored) }
    }

    /// Whether there is anything to see.
    pub fn is_shown(&self) -> bool {
        self.pay.is_some() || self.jobs.is_some()
    }
}

fn pay(cards: &[Arc<Card>], rising: &[ReportId], unscored: usize) -> Option<PayField> {
    let median_pay = |id: &ReportId| cards[id.position()].median_pay.as_ref();
    let median = |id: &ReportId| match median_pay(id) {
        Some(pay) => match pay.own() {
            Some(wage) => Own::Is((*id, (pay.currency.as_str(), pay.per.as_str(), pay.area.as_deref()), wage)),
            None if pay.wage.amount().get() > 0.0 => Own::OfOthersToo,
            None => Own::Unknown,
        },
        None => Own::Unknown,
    };
    let (reports, left_out) = of_one_kind(rising.iter().map(median), unscored)?;
    let first = reports.first().and_then(|(id, _)| median_pay(id))?;
    Some(PayField { currency: first.currency.clone(), per: first.per, area: first.area.clone(), reports, left_out })
}

fn jobs(cards: &[Arc<Card>], rising: &[ReportId], unscored: usize) -> Option<JobField> {
    let employment = |id: &ReportId| cards[id.position()].employment.as_ref();
    let persons = |id: &ReportId| match employment(id) {
        Some(employment) if !employment.is_of_the_job => Own::OfOthersToo,
        Some(employment) if employment.persons.get() > 0.0 => {
            Own::Is((*id, employment.area.as_deref(), employment.persons.get()))
        }
        _ => Own::Unknown,
    };
    let (reports, left_out) = of_one_kind(rising.iter().map(persons), unscored)?;
    let area = reports.first().and_then(|(id, _)| employment(id)?.area.clone());
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
