use super::corpus::{Body, Card, Relations, Site};
use super::tasks::numbered_tasks;
use crate::model::site::{BlockPlace, Section};

/// What is known of a report when its links are checked.
#[derive(Clone, Copy)]
pub(super) struct Linked<'a> {
    pub site: &'a Site,
    pub card: &'a Card,
    pub body: &'a Body,
    pub relations: &'a Relations,
}

/// Whether a report has data for a section.
///
/// Whether an answer can be composed is only known when it is; a report with a headline, a task, a window or pay may have one, and no
/// link is refused for it.
pub(super) fn has_data(section: Section, linked: Linked<'_>) -> bool {
    let Linked { site, card, body, relations } = linked;
    let advice =
        !(body.quick_wins.is_empty() && body.paths.is_empty() && body.learn.is_empty() && body.roadmap.is_empty());
    match section {
        Section::Headline => {
            card.headline.is_some()
                || !card.assessments.is_empty()
                || card.updated.is_some()
                || body.window.is_some()
                || advice
        }
        Section::Assessments => !card.assessments.is_empty(),
        Section::Worksheet => card.headline.is_some() || card.task_score.is_some(),
        Section::Outlook => body.outlook.is_some(),
        Section::Tasks => !body.tasks.is_empty(),
        Section::OwnScore => numbered_tasks(&body.tasks).count() > 1,
        Section::Board => body.tasks.iter().any(|task| task.performer.is_some()),
        Section::Tools => !card.tools.is_empty(),
        Section::Learn => !body.learn.is_empty(),
        Section::Skills => !body.skills.is_empty(),
        Section::Technologies => !body.technologies.is_empty(),
        Section::Preparation => body.preparation.is_some(),
        Section::Ladder => {
            let ladder = relations.ladder;
            ladder.more.or(ladder.lower).or(ladder.much_lower).is_some()
        }
        Section::Paths => !body.paths.is_empty(),
        Section::Roadmap => !body.roadmap.is_empty(),
        Section::QuickWins => !body.quick_wins.is_empty(),
        Section::Certifications => !body.certifications.is_empty(),
        Section::Pay => body.pay.is_some(),
        Section::Demand => body.demand.is_some(),
        Section::Timeline => !body.timeline.is_empty(),
        Section::Verdict => body.verdict.is_some(),
        Section::Analysis => body.analysis.is_some(),
        Section::Faq => {
            !body.faq.is_empty()
                || card.headline.is_some()
                || !body.tasks.is_empty()
                || body.window.is_some()
                || body.pay.is_some()
        }
        Section::Related => !relations.related.is_empty(),
        Section::History => !card.history.is_empty(),
        Section::Blocks => site.blocks.iter().any(|block| block.on.contains(&BlockPlace::Reports)),
        Section::Sources => !card.sources.is_empty(),
        Section::Cite => true,
    }
}
