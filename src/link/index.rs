use std::cmp::Reverse;
use std::sync::Arc;

use super::corpus::{Card, Industry, ReportId, Source, Tool};
use super::entries;
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
        .map(|(id, entry)| Tool { id, entry, reaches: Vec::new(), learned_by: Vec::new() })
        .collect();
    let mut sources: Vec<Source> =
        entries(&drafts.sources).map(|(id, entry)| Source { id, entry, used_by: Vec::new() }).collect();
    let mut reach: Vec<Vec<(usize, ReportId)>> = vec![Vec::new(); tools.len()];
    for (position, card) in cards.iter().enumerate() {
        let id = ReportId::at(position);
        if let Some(industry) = industries.get_mut(card.industry.position()) {
            industry.reports.push(id);
        }
        for used in &card.tools {
            reach[used.tool.position()].push((used.tasks.len(), id));
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
    let by_headline = |id: &ReportId| {
        let card = &cards[id.position()];
        (Reverse(card.headline.map(|headline| headline.points)), card.title.clone(), *id)
    };
    for industry in &mut industries {
        industry.reports.sort_by_cached_key(by_headline);
    }
    let mut ranking: Vec<ReportId> = cards
        .iter()
        .enumerate()
        .filter(|(_, card)| card.headline.is_some())
        .map(|(position, _)| ReportId::at(position))
        .collect();
    ranking.sort_by_cached_key(by_headline);
    Indexes { industries, tools, sources, ranking }
}
