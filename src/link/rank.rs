use std::sync::Arc;

use borsh::BorshSerialize;

use super::corpus::{Card, ReportId};
use crate::model::{Points, round_half_up};

/// Where a report stands among others by its printed headline.
#[derive(Clone, Copy, Debug, PartialEq, BorshSerialize)]
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
#[derive(Clone, Copy, Debug, PartialEq, BorshSerialize)]
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

/// How many reports have each printed score, and how many persons are in their jobs.
#[derive(Clone, Debug, PartialEq)]
pub struct Distribution {
    reports: [usize; SCORES],
    /// Absent as soon as one report does not say how many.
    persons: Option<[f64; SCORES]>,
}

/// How many printed scores there are: 0 to 100.
const SCORES: usize = 101;

impl Default for Distribution {
    fn default() -> Self {
        Self { reports: [0; SCORES], persons: Some([0.0; SCORES]) }
    }
}

impl Distribution {
    /// Adds a report by its printed score and the persons in the job, where they are known.
    pub fn add(&mut self, points: Points, employment: Option<f64>) {
        let at = usize::from(points.get());
        self.reports[at] += 1;
        match (employment, &mut self.persons) {
            (Some(employment), Some(persons)) => persons[at] += employment,
            _ => self.persons = None,
        }
    }

    /// How many reports have each printed score, from 0 to 100.
    pub fn reports(&self) -> &[usize] {
        &self.reports
    }

    /// How many persons are in the jobs of each printed score, where every report says so and there is anybody.
    pub fn persons(&self) -> Option<&[f64]> {
        self.persons.as_ref().filter(|persons| persons.iter().sum::<f64>() > 0.0).map(<[f64; SCORES]>::as_slice)
    }

    /// Where a report with this printed score stands, which is one of those that were added. `None` where no report has the score.
    ///
    /// The percentile is weighted by employment when every report gives it, and the group is not without anybody.
    pub fn standing(&self, points: Points) -> Option<Standing> {
        let at = usize::from(points.get());
        let (ties, of) = (self.reports[at], self.reports.iter().sum());
        if ties == 0 {
            return None;
        }
        let below: usize = self.reports[..at].iter().sum();
        let (weight, share) = match self.persons() {
            Some(persons) => {
                let (below, ties, of): (f64, f64, f64) =
                    (persons[..at].iter().sum(), persons[at], persons.iter().sum());
                (Weight::Employment { below, ties, of }, (below + ties / 2.0) / of)
            }
            None => (Weight::Reports, (below as f64 + ties as f64 / 2.0) / of as f64),
        };
        let rank = of - below - ties + 1;
        Some(Standing { rank, of, below, ties, weight, percentile: round_half_up(100.0 * share) })
    }
}

/// How the printed task scores of a site's reports are spread.
#[derive(Clone, Debug, Default)]
pub struct TaskScores {
    /// Over all reports that have one.
    pub all: Distribution,
    /// Over those of each industry, by its position.
    pub industries: Vec<Distribution>,
}

impl TaskScores {
    /// The spread of the task scores of reports, in one pass.
    pub(super) fn of(cards: &[Arc<Card>], industries: usize) -> Self {
        let mut scores = Self { all: Distribution::default(), industries: vec![Distribution::default(); industries] };
        for card in cards {
            let Some(task_score) = card.task_score else { continue };
            let (points, employment) = (task_score.score.points(), card.persons().map(|count| count.get()));
            scores.all.add(points, employment);
            if let Some(industry) = scores.industries.get_mut(card.industry.position()) {
                industry.add(points, employment);
            }
        }
        scores
    }
}

/// The standing of each report of a group within the group; reports without a headline have none. One pass over the group.
pub fn standings(cards: &[Arc<Card>], group: &[ReportId]) -> Vec<(ReportId, Standing)> {
    let headline = |id: &ReportId| Some((cards[id.position()].headline?.points, *id));
    let ranked: Vec<(Points, ReportId)> = group.iter().filter_map(headline).collect();
    let mut distribution = Distribution::default();
    for (points, id) in &ranked {
        distribution.add(*points, cards[id.position()].persons().map(|count| count.get()));
    }
    let mut known: [Option<Standing>; SCORES] = [None; SCORES];
    let standing = |(points, id): (Points, ReportId)| {
        let at = usize::from(points.get());
        known[at] = known[at].or_else(|| distribution.standing(points));
        known[at].map(|standing| (id, standing))
    };
    ranked.into_iter().filter_map(standing).collect()
}
