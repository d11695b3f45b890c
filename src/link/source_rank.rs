use std::collections::BTreeMap;

use borsh::BorshSerialize;

use super::corpus::{Assessment, SourceId};
use crate::model::{Score, round_half_up};

/// Among fewer reports than these a source's scores are not ranked.
pub const LEAST_RANKED: usize = 10;

/// The scores that one source gives to reports of the site: of each report its newest.
#[derive(Clone, Debug, Default)]
pub struct SourceScores {
    /// In millionths of a point on the common scale, so that what is the same in two notations is the same here.
    sorted: Vec<u32>,
}

/// Where a score stands among the scores that its source gives to reports of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize)]
pub struct ScoreRank {
    /// How many reports the source scores, this one included.
    pub of: usize,
    /// How many of them have a lower score on the common scale.
    pub below: usize,
    /// How many have the same, this one included.
    pub ties: usize,
    /// The share below plus half the ties, in percent, rounded half up.
    pub percentile: i64,
}

impl SourceScores {
    /// The scores of each of so many sources, from the assessments of each report. One pass, and each source sorted once.
    pub(super) fn of<'a>(reports: impl Iterator<Item = &'a [Assessment]>, sources: usize) -> Vec<Self> {
        let mut scores = vec![Self::default(); sources];
        for assessments in reports {
            for (source, newest) in newest_of_each(assessments) {
                scores[source.position()].sorted.push(millionths(newest.score));
            }
        }
        for scores in &mut scores {
            scores.sorted.sort_unstable();
            scores.sorted.shrink_to_fit();
        }
        scores
    }

    /// Whether there are enough of them to be ranked.
    pub fn is_ranked(&self) -> bool {
        self.sorted.len() >= LEAST_RANKED
    }

    /// Where a score stands. `None` where the source scores fewer than [`LEAST_RANKED`] reports.
    pub fn rank(&self, score: Score) -> Option<ScoreRank> {
        let (of, score) = (self.sorted.len(), millionths(score));
        if !self.is_ranked() {
            return None;
        }
        let below = self.sorted.partition_point(|other| *other < score);
        let ties = self.sorted.partition_point(|other| *other <= score) - below;
        let percentile = round_half_up(100.0 * (below as f64 + ties as f64 / 2.0) / of as f64);
        Some(ScoreRank { of, below, ties, percentile })
    }
}

fn millionths(score: Score) -> u32 {
    (score.get() * 1e6).round() as u32
}

/// The newest assessment of each source; of one date the one that stands last, and one without a date is older than all others.
pub(super) fn newest_of_each(assessments: &[Assessment]) -> BTreeMap<SourceId, &Assessment> {
    let mut newest: BTreeMap<SourceId, &Assessment> = BTreeMap::new();
    for assessment in assessments {
        let known = newest.entry(assessment.source).or_insert(assessment);
        if known.as_of <= assessment.as_of {
            *known = assessment;
        }
    }
    newest
}

/// Where each assessment of a report stands among the scores of its source, in their order. An older one of the same source has no rank.
pub(super) fn ranks<'a>(
    assessments: &[Assessment],
    scores: impl Fn(SourceId) -> &'a SourceScores,
) -> Vec<Option<ScoreRank>> {
    let newest = newest_of_each(assessments);
    let rank = |assessment: &Assessment| {
        let is_newest = newest.get(&assessment.source).is_some_and(|newest| std::ptr::eq(*newest, assessment));
        scores(assessment.source).rank(assessment.score).filter(|_| is_newest)
    };
    assessments.iter().map(rank).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Date, Measure, Notation};
    use proptest::prelude::*;

    fn assessment(source: usize, score: f64, year: Option<i16>) -> Assessment {
        Assessment {
            source: SourceId::at(source),
            measure: Measure::Exposure,
            notation: Notation::Plain(score),
            score: Score::clamped(score),
            label: None,
            as_of: year.map(Date::Year),
            url: None,
            note: None,
            code: None,
        }
    }

    fn scores(values: &[f64]) -> SourceScores {
        let reports: Vec<Vec<Assessment>> = values.iter().map(|score| vec![assessment(0, *score, None)]).collect();
        SourceScores::of(reports.iter().map(Vec::as_slice), 1).remove(0)
    }

    #[test]
    fn a_percentile_is_the_share_below_and_half_the_ties() {
        let scores = scores(&[10.0, 20.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0]);
        let rank = |score| scores.rank(Score::clamped(score)).map(|rank| (rank.below, rank.ties, rank.percentile));
        assert_eq!(rank(20.0), Some((1, 2, 20)));
        assert_eq!(rank(90.0), Some((9, 1, 95)));
        assert_eq!(rank(10.0), Some((0, 1, 5)));
    }

    #[test]
    fn nine_reports_are_not_ranked() {
        assert_eq!(scores(&[1.0; LEAST_RANKED - 1]).rank(Score::clamped(1.0)), None);
        let alike = scores(&[1.0; LEAST_RANKED]).rank(Score::clamped(1.0));
        assert_eq!(alike.map(|rank| (rank.ties, rank.percentile)), Some((LEAST_RANKED, 50)));
    }

    #[test]
    fn of_two_editions_only_the_newer_counts_and_has_a_rank() {
        let report = vec![assessment(0, 90.0, Some(2024)), assessment(0, 10.0, Some(2026)), assessment(0, 50.0, None)];
        let others: Vec<Vec<Assessment>> = (0..9).map(|at| vec![assessment(0, 20.0 + f64::from(at), None)]).collect();
        let all = others.iter().chain([&report]).map(Vec::as_slice);
        let scores = SourceScores::of(all, 1).remove(0);
        let ranks = ranks(&report, |_| &scores);
        assert_eq!(ranks.iter().map(Option::is_some).collect::<Vec<_>>(), [false, true, false]);
        assert_eq!(ranks[1].map(|rank| (rank.of, rank.below)), Some((10, 0)));
    }

    proptest! {
        #[test]
        fn a_rank_is_what_counting_gives(values in proptest::collection::vec(0..=30_u8, 10..60), at in 0..60_usize) {
            let values: Vec<f64> = values.into_iter().map(|value| f64::from(value) / 0.3).collect();
            let score = values[at % values.len()];
            let rank = scores(&values).rank(Score::clamped(score)).expect("ten reports or more are ranked");
            prop_assert_eq!(rank.below, values.iter().filter(|other| **other < score).count());
            prop_assert_eq!(rank.ties, values.iter().filter(|other| **other == score).count());
            prop_assert_eq!(rank.of, values.len());
        }
    }
}
