//! From drafts to a [`Corpus`]: references, headlines, ranks, relations, and the indexes of tools and sources.
//!
//! Every reference of a corpus resolves, and nothing changes it from here on. Faults of all files are collected before any is
//! reported.

mod bodies;
mod corpus;
mod economy;
mod grounds;
mod headline;
mod index;
mod ladder;
mod memo;
mod names;
mod pay;
mod rank;
mod relate;
mod report;
mod sections;
mod seen;
mod skills;
mod source_rank;
mod tasks;
mod text_links;
mod work;

pub use corpus::*;
pub use economy::{Economy, FEWEST, JobField, LeftOut, PayField};
pub use headline::{median, of_measure};
pub use ladder::{Ladder, MUCH_LOWER};
pub use memo::Memo;
pub use rank::{Distribution, Standing, TaskScores, Weight};
pub use seen::{Seen, observe};
pub use skills::{LEAST_NEEDED, NEEDED, NeededSkill, SkillMatch, SkillProfile};
pub use source_rank::{LEAST_RANKED, ScoreRank, SourceScores};
pub use tasks::{TaskScore, Weighting, numbered_tasks, task_mean};

use std::sync::Arc;

use bodies::Bodies;

use crate::diagnostic::{Code, Diagnostic, FieldPath, Place};
use crate::markdown::RawHtml;
use crate::model::site::{HeadlineBy, SiteDraft};
use crate::model::{Address, Measure, Scalar, Table};
use crate::parse::{Drafts, SITE_FILE, WritingFile};
use crate::source::ReadError;
use names::{Kind, Names};
use text_links::Targets;

/// Whether drafts are built.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DraftRule {
    /// Reports, articles and pages marked as drafts are left out.
    #[default]
    Exclude,
    /// They are built like the others.
    Include,
}

/// Links drafts.
///
/// # Errors
/// The outer when something cannot be read back that was put aside. The inner are all problems of all files, those of the drafts included,
/// in no order and with paths as places: `parse::locate` resolves them.
pub fn link(drafts: Drafts, rule: DraftRule) -> Result<Result<Corpus, Vec<Diagnostic>>, ReadError> {
    Memo::default().link(drafts, rule)
}

fn leave_out_drafts(drafts: &mut Drafts, rule: DraftRule) -> Vec<(Kind, String)> {
    let mut left_out = Vec::new();
    if rule == DraftRule::Exclude {
        drafts.occupations.retain(|file| {
            if file.is_draft {
                left_out.push((Kind::Occupation, file.slug.to_string()));
            }
            !file.is_draft
        });
        let mut retain = |files: &mut Vec<Arc<WritingFile>>| {
            files.retain(|file| {
                if file.front.draft {
                    left_out.push((Kind::File, file.file.clone()));
                }
                !file.front.draft
            });
        };
        retain(&mut drafts.articles);
        retain(&mut drafts.pages);
    }
    left_out
}

fn site(draft: &SiteDraft, names: &mut Names) -> Site {
    let SiteDraft {
        title,
        base_url: _,
        description,
        language,
        publisher,
        licence,
        headline,
        bands,
        own_score,
        sections,
        navigation,
        markdown,
        disclosure,
        blocks,
        sharing,
        check,
        follow: _,
    } = draft.clone();
    let headline = match headline.by {
        HeadlineBy::Median => HeadlineRule::Median(headline.measure.unwrap_or(Measure::Risk)),
        HeadlineBy::Tasks => HeadlineRule::Tasks,
        HeadlineBy::Source => headline
            .source
            .and_then(|source| names.source(&source, SITE_FILE, FieldPath::of("headline").key("source")))
            .map_or(HeadlineRule::Tasks, HeadlineRule::Source),
    };
    for (index, entry) in navigation.iter().flatten().enumerate() {
        if !entry.to.starts_with('/') && Address::from_text(entry.to.as_str()).is_err() {
            let place = Place::Value(FieldPath::of("navigation").index(index).key("to"));
            names.fault(
                Diagnostic::new(
                    Code::InvalidAddress,
                    SITE_FILE,
                    place,
                    format!("`{}` is neither a path nor an address", entry.to),
                )
                .help("write a path of this site that begins with `/`, such as `/methodology/`, or a whole address"),
            );
        }
    }
    Site {
        title,
        description,
        language,
        publisher,
        licence,
        headline,
        bands,
        own_score,
        sections: sections.sections(),
        navigation,
        raw_html: if markdown.raw_html { RawHtml::Allow } else { RawHtml::Refuse },
        disclosure,
        blocks,
        sharing,
        check,
    }
}

/// The corpus of linked reports, and what is wrong with what links them. `kin` gives each report's relatives, `targets` what links could
/// lead to before, where the reports have the same names now.
fn assemble(
    site: Arc<Site>,
    reports: &[Arc<report::Linked>],
    bodies: Bodies,
    kin: Vec<Arc<[Related]>>,
    targets: Option<&Arc<Targets>>,
    drafts: &Drafts,
    mut names: Names,
) -> Result<(Corpus, Vec<Diagnostic>), ReadError> {
    let cards: Vec<Arc<Card>> = reports.iter().map(|report| Arc::clone(&report.card)).collect();
    for report in reports {
        names.faults(&report.faults);
    }
    for analysis in &drafts.analyses {
        match names.occupation_at(&analysis.slug) {
            Some(_) => {}
            None if names.is_left_out(Kind::Occupation, analysis.slug.as_str())
                || drafts.unreadable_occupations.contains(&analysis.slug) => {}
            None => names.fault(
                Diagnostic::new(
                    Code::AnalysisWithoutReport,
                    &analysis.file,
                    Place::File,
                    format!(
                        "no report belongs to this analysis{}",
                        names.hint(Kind::Occupation, analysis.slug.as_str())
                    ),
                )
                .help(format!("write `content/occupations/{}.yaml`, or rename this file as the report", analysis.slug)),
            ),
        }
    }
    let articles = articles(drafts, &mut names);
    let pages: Vec<TextPage> = drafts.pages.iter().map(|file| text_page(file)).collect();
    let targets = Targets::of(drafts, &articles, targets);
    let task_scores = TaskScores::of(&cards, drafts.industries.len());
    let relations = relations(&cards, kin, drafts.industries.len());
    let linked = text_links::Site {
        site: &site,
        drafts,
        cards: &cards,
        bodies: &bodies,
        relations: &relations,
        articles: &articles,
    };
    let (path_links, indexes) =
        rayon::join(|| text_links::check(&linked, &targets, &mut names), || index::indexes(drafts, &cards));
    let path_links = path_links?;
    let index::Indexes { industries, tools, sources, ranking } = indexes;
    let economy = Economy::of(&cards, &ranking);
    let faults = names.into_faults();
    let task_names = reports.iter().map(|report| report.task_names.clone()).collect();
    let digests = reports.iter().map(|report| report.digest).collect();
    let corpus = Corpus {
        site,
        industries,
        tools,
        sources,
        cards,
        task_names,
        digests,
        bodies,
        relations,
        articles,
        pages,
        task_scores,
        ranking,
        economy,
        targets,
        path_links,
        idle: drafts.idle.iter().chain(drafts.occupations.iter().flat_map(|file| &file.idle)).cloned().collect(),
    };
    Ok((corpus, faults))
}

fn text_page(file: &WritingFile) -> TextPage {
    let WritingFile { slug, file, front, body } = file;
    TextPage {
        slug: slug.clone(),
        file: file.clone(),
        title: front.title.clone(),
        summary: front.summary.clone(),
        date: front.date,
        updated: front.updated,
        aliases: front.aliases.clone(),
        noindex: front.noindex,
        text: body.text.clone(),
        offset: body.offset,
        outline: body.outline.clone(),
    }
}

fn articles(drafts: &Drafts, names: &mut Names) -> Vec<Article> {
    let mut articles: Vec<Article> = drafts
        .articles
        .iter()
        .map(|file| {
            let path = FieldPath::of("occupations");
            let reports = file.front.occupations.iter().enumerate();
            let reports = reports.filter_map(|(at, name)| names.occupation(name, &file.file, path.index(at))).collect();
            Article { page: text_page(file), reports }
        })
        .collect();
    // `Option` puts `None` first, so reversed it comes last; of one day the slugs decide.
    articles.sort_by(|a, b| b.page.date.cmp(&a.page.date).then_with(|| a.page.slug.cmp(&b.page.slug)));
    articles
}

fn relations(cards: &[Arc<Card>], kin: Vec<Arc<[Related]>>, industries: usize) -> Vec<Relations> {
    let everyone: Vec<ReportId> = (0..cards.len()).map(ReportId::at).collect();
    let mut groups: Vec<Vec<ReportId>> = vec![Vec::new(); industries];
    for id in &everyone {
        if let Some(group) = groups.get_mut(cards[id.position()].industry.position()) {
            group.push(*id);
        }
    }
    let scale = ladder::Scale::of(cards, industries.max(1));
    let ladder = |card: &Card| card.headline.map(|headline| scale.ladder(headline.points, card.industry));
    let mut relations: Vec<Relations> = cards
        .iter()
        .zip(kin)
        .map(|(card, related)| Relations {
            overall: None,
            in_industry: None,
            ladder: ladder(card).unwrap_or_default(),
            related,
        })
        .collect();
    for (id, standing) in rank::standings(cards, &everyone) {
        relations[id.position()].overall = Some(standing);
    }
    for group in &groups {
        for (id, standing) in rank::standings(cards, group) {
            relations[id.position()].in_industry = Some(standing);
        }
    }
    relations
}

/// The entries of a table with their ids.
fn entries<V: Clone>(table: &Table<V>) -> impl Iterator<Item = (crate::model::Slug, V)> + '_ {
    table.iter().cloned()
}
