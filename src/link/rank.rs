use std::sync::Arc;

use super::corpus::{Card, ReportId};
use crate::model::{Points, round_half_up};

/// Where a report stands among others by its printed headline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    /// 1 is the most exposed; reports with the same score share a rank.
    pub rank: usize,
    /// How many reports with a headline there are, this one included.
    pub of: usize,
    /// How many of them have a lower score.
    pub below: usize,
    /// How many have the same score, this one included.
    pub ties: usize,
    /// What percentiles are taken over.
    pub weight: Weight,
    /// The share below plus half the ties, in percent, rounded half up.
    pub percentile: i64,
}

/// Over what a percentile is taken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Weight {
    /// Reports.
    Reports,
    /// Persons in the jobs; every report of the group says how many.
    Employment {
        /// Persons in jobs with a lower score.
        below: f64,
        /// Persons in jobs with the same score.
        ties: f64,
        /// All persons.
        of: f64,
    },
}

/// The standing of each report of a group within the group, in the group's order; reports without a headline have none.
///
/// The percentile is weighted by employment when every report of the group with a headline gives it, and the group is not without
/// anybody. One pass over the sorted group.
pub fn standings(cards: &[Arc<Card>], group: &[ReportId]) -> Vec<(ReportId, Standing)> {
    let mut ranked: Vec<(Points, ReportId, Option<f64>)> = group
        .iter()
        .filter_map(|id| {
            let card = &cards[id.position()];
            Some((card.headline?.points, *id, card.employment.map(|count| count.get())))
        })
        .collect();
    ranked.sort_by_key(|(points, id, _)| (*points, *id));
    let everybody: Option<f64> = ranked.iter().map(|(_, _, employment)| *employment).sum();
    let everybody = everybody.filter(|persons| *persons > 0.0);
    let of = ranked.len();
    let mut standings = Vec::with_capacity(of);
    let (mut below, mut persons_below) = (0, 0.0);
    for tied in ranked.chunk_by(|a, b| a.0 == b.0) {
        let ties = tied.len();
        let persons: f64 = tied.iter().filter_map(|(_, _, employment)| *employment).sum();
        let (weight, share) = match everybody {
            Some(all) => {
                let weight = Weight::Employment { below: persons_below, ties: persons, of: all };
                (weight, (persons_below + persons / 2.0) / all)
            }
            None => (Weight::Reports, (below as f64 + ties as f64 / 2.0) / of as f64),
        };
        let rank = of - below - ties + 1;
        let standing = Standing { rank, of, below, ties, weight, percentile: round_half_up(100.0 * share) };
        standings.extend(tied.iter().map(|(_, id, _)| (*id, standing)));
        below += ties;
        persons_below += persons;
    }
    standings
}
