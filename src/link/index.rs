use std::cmp::Reverse;
use std::sync::Arc;

use super::corpus::{Card, Industry, ReportId, Source, Tool};
use super::entries;
use super::source_rank::SourceScores;
use crate::model::Points;
use crate::parse::Drafts;

/// Reports by what they have to do with.
pub(super) struct Indexes {
    pub industries: Vec<Industry>,
    pub tools: Vec<Tool>,
    pub sources: Vec<Source>,
    pub ranking: Vec<ReportId>,
}

/// Indexes reports in one pass over their cards.
pub(super) fn indexes(drafts: &Drafts, cards: &[Arc<Card>]) -> Indexes {
    let mut industries: Vec<Industry> =
        entries(&drafts.industries).map(|(id, entry)| Industry { id, entry, reports: Vec::new() }).collect();
    let mut tools: Vec<Tool> = entries(&drafts.tools)
        .map(|(id, entry)| Tool { id, entry, reaches: Vec::new(), used_in: Vec::new(), learned_by: Vec::new() })
        .collect();
    let scores = SourceScores::of(cards.iter().map(|card| card.assessments.as_slice()), drafts.sources.len());
    let mut sources: Vec<Source> = entries(&drafts.sources)
        .zip(scores)
        .map(|((id, entry), scores)| Source { id, entry, used_by: Vec::new(), scores })
        .collect();
    let mut reach: Vec<Vec<(usize, ReportId)>> = vec![Vec::new(); tools.len()];
    for (position, card) in cards.iter().enumerate() {
        let id = ReportId::at(position);
        for used in &card.tools {
            reach[used.tool.position()].push((used.tasks.len(), id));
        }
        for technology in &card.technologies {
            tools[technology.tool.position()].used_in.push(id);
        }
        for tool in &card.learn {
            tools[tool.position()].learned_by.push(id);
        }
        for (source, figures) in &card.sources {
            sources[source.position()].used_by.push((id, *figures));
        }
    }
    for (tool, mut reached) in tools.iter_mut().zip(reach) {
        reached.sort_by_key(|(tasks, id)| (Reverse(*tasks), *id));
        tool.reaches = reached.into_iter().map(|(_, id)| id).collect();
    }
    for source in &mut sources {
        source.used_by.sort_by_key(|(id, figures)| (Reverse(*figures), *id));
    }
    let mut everyone: Vec<(Reverse<Option<Points>>, &str, ReportId)> = cards
        .iter()
        .enumerate()
        .map(|(position, card)| {
            let points = card.headline.map(|headline| headline.points);
            (Reverse(points), card.title.as_str(), ReportId::at(position))
        })
        .collect();
    everyone.sort_unstable();
    for (_, _, id) in &everyone {
        if let Some(industry) = industries.get_mut(cards[id.position()].industry.position()) {
            industry.reports.push(*id);
        }
    }
    let ranking = everyone.iter().filter(|(Reverse(points), ..)| points.is_some()).map(|(.., id)| *id).collect();
    Indexes { industries, tools, sources, ranking }
}
