//! The ends of the ranking: the most and the least exposed reports, with an honest word on those that share the last score shown.

use std::cmp::Reverse;

use crate::link::ReportId;
use crate::model::Points;
use crate::plan::Page;
use crate::render::Renderer;
use crate::render::messages::args;
use crate::render::view::Link;

/// An end of the ranking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// The highest headlines.
    Most,
    /// The lowest headlines.
    Least,
}

impl Renderer<'_> {
    /// So many reports from an end of the ranking. Of equals, jobs that more people do come first, then the title decides.
    pub(super) fn end(&self, end: End, most: usize) -> Vec<ReportId> {
        let ranking = self.corpus.ranking();
        let last = most.min(ranking.len()).checked_sub(1);
        let last = last.map(|at| if end == End::Most { ranking[at] } else { ranking[ranking.len() - 1 - at] });
        let Some(limit) = last.and_then(|id| self.headline_of(id)) else { return Vec::new() };
        let reaches = |points: Points| if end == End::Most { points >= limit } else { points <= limit };
        let mut ids: Vec<ReportId> =
            ranking.iter().copied().filter(|id| self.headline_of(*id).is_some_and(reaches)).collect();
        ids.sort_by_cached_key(|id| {
            let card = self.corpus.card(*id);
            let points = i16::from(self.headline_of(*id).map_or(0, Points::get));
            let persons = card.persons().map_or(0, |employment| employment.rounded());
            (if end == End::Most { -points } else { points }, Reverse(persons), card.title.as_str(), *id)
        });
        ids.truncate(most);
        ids
    }

    /// The reports that share the last score shown and are not all shown, in words with a link to them; `None` where all are.
    pub(super) fn shared_end(&self, shown: &[ReportId]) -> Option<Link> {
        let points = self.headline_of(*shown.last()?)?;
        let shares = |id: &&ReportId| self.headline_of(**id) == Some(points);
        let (all, here) = (self.corpus.ranking().iter().filter(shares).count(), shown.iter().filter(shares).count());
        (here < all).then(|| Link {
            label: self.messages.say(
                "ranking_shared",
                &args!["all" => self.messages.whole(all as i64), "points" => points.get(), "here" => here],
            ),
            href: format!("{}?from={points}&to={points}", self.href(Page::Reports(1))),
        })
    }

    fn headline_of(&self, id: ReportId) -> Option<Points> {
        Some(self.corpus.card(id).headline?.points)
    }
}
