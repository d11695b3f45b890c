use std::sync::Arc;

use borsh::BorshSerialize;

use super::corpus::{Card, IndustryId, ReportId};
use crate::model::Points;

/// How many points lower a job is that counts as much lower.
pub const MUCH_LOWER: i16 = 15;

/// Jobs to compare with: one step up, one down in the same industry, and one far down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, BorshSerialize)]
pub struct Ladder {
    /// The nearest with a higher score, of the same industry where there is one.
    pub more: Option<ReportId>,
    /// The nearest of the same industry with a lower score, less than [`MUCH_LOWER`] points below where there is one.
    pub lower: Option<ReportId>,
    /// The nearest at least [`MUCH_LOWER`] points below, of the same industry where there is one.
    pub much_lower: Option<ReportId>,
}

/// Reports sorted by their printed headline, all of them and by industry.
pub struct Scale {
    all: Vec<(Points, ReportId)>,
    by_industry: Vec<Vec<(Points, ReportId)>>,
}

impl Scale {
    /// Sorts the reports that have a headline.
    pub fn of(cards: &[Arc<Card>], industries: usize) -> Self {
        let mut all: Vec<(Points, ReportId)> = cards
            .iter()
            .enumerate()
            .filter_map(|(position, card)| Some((card.headline?.points, ReportId::at(position))))
            .collect();
        all.sort_unstable();
        let mut by_industry = vec![Vec::new(); industries];
        for entry in &all {
            by_industry[cards[entry.1.position()].industry.position()].push(*entry);
        }
        Self { all, by_industry }
    }

    /// The ladder of a report with this headline. Two binary searches a rung.
    pub fn ladder(&self, points: Points, industry: IndustryId) -> Ladder {
        let own = &self.by_industry[industry.position()];
        let more = above(own, points).or_else(|| above(&self.all, points));
        let lower = below(own, points, 1);
        let much_lower = below(own, points, MUCH_LOWER)
            .or_else(|| below(&self.all, points, MUCH_LOWER))
            .filter(|far| Some(*far) != lower);
        Ladder { more, lower, much_lower }
    }
}

/// The nearest report with a higher score; of equals the first.
fn above(sorted: &[(Points, ReportId)], points: Points) -> Option<ReportId> {
    let at = sorted.partition_point(|(other, _)| *other <= points);
    sorted.get(at).map(|(_, id)| *id)
}

/// The nearest report at least so many points lower; of equals the first.
fn below(sorted: &[(Points, ReportId)], points: Points, by: i16) -> Option<ReportId> {
    let end = sorted.partition_point(|(other, _)| points.minus(*other) >= by);
    let (nearest, _) = sorted[..end].last()?;
    let first = sorted.partition_point(|(other, _)| other < nearest);
    Some(sorted[first].1)
}
