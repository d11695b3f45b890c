//! The rows of all reports in pieces of a bounded size, as columns: what a script needs to filter and sort them.

use std::ops::Range;

use serde::Serialize;

use crate::link::{Card, IndustryId, ReportId};
use crate::plan::PER_PIECE;
use crate::render::Renderer;

/// A piece of the rows. Each list but `industries` has an entry for each report, in one order.
#[derive(Serialize)]
struct Piece<'a> {
    slugs: Vec<&'a str>,
    titles: Vec<&'a str>,
    /// The headlines.
    scores: Vec<Option<u8>>,
    /// The places of the published assessments on the scale, each once and in order.
    marks: Vec<Vec<u8>>,
    /// How many published assessments there are.
    counts: Vec<usize>,
    /// Industries by id, and how many of the following reports belong to each.
    industries: Vec<(&'a str, usize)>,
}

/// A piece of the rows, counted from 1, as JSON.
pub(in crate::render) fn rows(renderer: &Renderer<'_>, number: usize) -> Vec<u8> {
    let corpus = renderer.corpus;
    let piece = (number - 1) * PER_PIECE..number * PER_PIECE;
    let mut reports: Vec<ReportId> = Vec::new();
    let mut industries = Vec::new();
    for (at, range) in ranges(renderer).into_iter().enumerate() {
        let from = range.start.max(piece.start);
        let to = range.end.min(piece.end);
        if from < to {
            let industry = corpus.industry(IndustryId::at(at));
            reports.extend(&industry.reports()[from - range.start..to - range.start]);
            industries.push((industry.id.as_str(), to - from));
        }
    }
    let cards: Vec<&Card> = reports.into_iter().map(|id| corpus.card(id)).collect();
    let piece = Piece {
        slugs: cards.iter().map(|card| card.slug.as_str()).collect(),
        titles: cards.iter().map(|card| card.title.as_str()).collect(),
        scores: cards.iter().map(|card| card.headline.map(|headline| headline.points.get())).collect(),
        marks: cards.iter().map(|card| marks(card)).collect(),
        counts: cards.iter().map(|card| card.assessments.len()).collect(),
        industries,
    };
    let mut bytes = serde_json::to_vec(&piece).expect("a piece holds texts and numbers");
    bytes.push(b'\n');
    bytes
}

fn marks(card: &Card) -> Vec<u8> {
    let mut marks: Vec<u8> = card.assessments.iter().map(|assessment| assessment.score.points().get()).collect();
    marks.sort_unstable();
    marks.dedup();
    marks
}

/// Where the reports of each industry stand among all rows: industry by industry, so that one of them is found in few pieces.
fn ranges(renderer: &Renderer<'_>) -> Vec<Range<usize>> {
    let mut start = 0;
    let lengths = renderer.corpus.industries.iter().map(|industry| industry.reports().len());
    lengths
        .map(|length| {
            let range = start..start + length;
            start = range.end;
            range
        })
        .collect()
}

/// The pieces in which the reports of an industry stand, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(in crate::render) struct Pieces {
    /// The first.
    from: usize,
    /// The last.
    to: usize,
}

impl Pieces {
    /// The pieces of every industry, in the order of their file; none of one without reports.
    pub(in crate::render) fn of_industries(renderer: &Renderer<'_>) -> Vec<Option<Self>> {
        ranges(renderer).into_iter().map(|range| Self::of(&range)).collect()
    }

    fn of(range: &Range<usize>) -> Option<Self> {
        let last = range.end.checked_sub(1).filter(|last| *last >= range.start)?;
        Some(Self { from: range.start / PER_PIECE + 1, to: last / PER_PIECE + 1 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_industry_stands_in_the_pieces_that_its_rows_touch() {
        assert_eq!(Pieces::of(&(0..PER_PIECE)), Some(Pieces { from: 1, to: 1 }));
        assert_eq!(Pieces::of(&(PER_PIECE - 1..PER_PIECE + 1)), Some(Pieces { from: 1, to: 2 }));
        assert_eq!(Pieces::of(&(PER_PIECE..PER_PIECE + 1)), Some(Pieces { from: 2, to: 2 }));
        assert_eq!(Pieces::of(&(7..7)), None);
        assert_eq!(Pieces::of(&(0..0)), None);
    }
}
