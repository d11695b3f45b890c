//! The linked site: every reference is an id that exists.

mod body;
mod card;

pub use body::*;
pub use card::*;

use std::collections::BTreeSet;
use std::sync::Arc;

use borsh::{BorshDeserialize, BorshSerialize};

use super::bodies::Bodies;
use super::economy::Economy;
use super::ladder::Ladder;
use super::rank::{Standing, TaskScores};
use super::seen;
use super::source_rank::{ScoreRank, SourceScores, ranks};
use super::text_links::Targets;
use crate::diagnostic::Diagnostic;
use crate::markdown::{Outline, RawHtml};
use crate::model::registry::{IndustryEntry, SourceEntry, ToolEntry};
use crate::model::site::{Block, CheckRules, Language, Named, NavigationEntry, Section, Sharing};
use crate::model::{Bands, Date, Measure, OwnScoreRule, Slug, Text};
use crate::parse::Shelved;
use crate::source::ReadError;

macro_rules! ids {
    ($($(#[doc = $doc:literal])+ $name:ident,)+) => {
        $($(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, BorshSerialize, BorshDeserialize)]
        pub struct $name(u32);

        impl $name {
            /// The id of this position.
            pub fn at(position: usize) -> Self {
                Self(u32::try_from(position).expect("a site has fewer than four thousand million entries"))
            }

            /// The position.
            pub fn position(self) -> usize {
                self.0 as usize
            }
        })+
    };
}

ids! {
    /// A report.
    ReportId,
    /// A tool.
    ToolId,
    /// An industry.
    IndustryId,
    /// A source.
    SourceId,
}

/// A linked site. Immutable; pages are made from it in parallel.
#[derive(Debug)]
pub struct Corpus {
    /// What the site says of itself.
    pub site: Arc<Site>,
    /// All industries, in the order of their file.
    pub industries: Vec<Industry>,
    /// All tools, in the order of their file.
    pub tools: Vec<Tool>,
    /// All sources, in the order of their file.
    pub sources: Vec<Source>,
    /// What other pages need of each report, sorted by slug.
    pub(super) cards: Vec<Arc<Card>>,
    /// What the tasks of each report are called.
    pub(super) task_names: Vec<Shelved<(), TaskNames>>,
    /// From what the pages of each report are made.
    pub digests: Vec<ReportDigest>,
    /// What only its own page needs of each report.
    pub(super) bodies: Bodies,
    /// How each report stands to the others.
    pub(super) relations: Vec<Relations>,
    /// Articles, newest first; those without a date last.
    pub articles: Vec<Article>,
    /// Pages, sorted by slug.
    pub pages: Vec<TextPage>,
    /// How the task scores of the reports are spread.
    pub(super) task_scores: TaskScores,
    /// Reports by headline, most exposed first; those without a headline are not in it.
    pub(super) ranking: Vec<ReportId>,
    /// What all reports show together.
    pub(super) economy: Economy,
    /// Where links in texts lead, by the path of the file that they name.
    pub(super) targets: Arc<Targets>,
    /// Links in texts to paths of the site, which `plan` checks.
    pub path_links: Vec<PathLink>,
    /// Warnings of what a person wrote over imported files and has no effect.
    pub idle: Vec<Diagnostic>,
}

/// What a site says of itself.
#[derive(Debug)]
pub struct Site {
    /// Its name.
    pub title: Text,
    /// What it is.
    pub description: Text,
    /// Its language.
    pub language: Language,
    /// Who publishes it.
    pub publisher: Option<Named>,
    /// Under what licence its reports stand.
    pub licence: Option<Named>,
    /// How its headlines are made.
    pub headline: HeadlineRule,
    /// Where each band begins.
    pub bands: Bands,
    /// What the publisher adds to a reader's own score.
    pub own_score: Option<OwnScoreRule>,
    /// The sections of a report in their order.
    pub sections: Vec<Section>,
    /// The links at the head of every page.
    pub navigation: Option<Vec<NavigationEntry>>,
    /// Whether HTML in Markdown goes through.
    pub raw_html: RawHtml,
    /// The text beside affiliate links.
    pub disclosure: Option<Text>,
    /// The publisher's blocks.
    pub blocks: Vec<Block>,
    /// What others can show of it.
    pub sharing: Sharing,
    /// What is looked for beyond faults.
    pub check: CheckRules,
}

/// How a headline is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadlineRule {
    /// The median of the assessments of one measure.
    Median(Measure),
    /// The task score.
    Tasks,
    /// The score of one source.
    Source(SourceId),
}

/// An industry and its reports.
#[derive(Debug)]
pub struct Industry {
    /// Its id.
    pub id: Slug,
    /// What is written on it.
    pub entry: IndustryEntry,
    /// Its reports.
    pub(in crate::link) reports: Vec<ReportId>,
}

impl Industry {
    /// Its reports, most exposed first, then those without a headline by title.
    pub fn reports(&self) -> &[ReportId] {
        seen::everything();
        &self.reports
    }
}

/// A tool and the reports that it reaches.
#[derive(Debug)]
pub struct Tool {
    /// Its id.
    pub id: Slug,
    /// What is written on it.
    pub entry: ToolEntry,
    pub(in crate::link) reaches: Vec<ReportId>,
    pub(in crate::link) used_in: Vec<ReportId>,
    pub(in crate::link) learned_by: Vec<ReportId>,
}

impl Tool {
    /// Reports with a task that it does, most tasks first.
    pub fn reaches(&self) -> &[ReportId] {
        seen::everything();
        &self.reaches
    }

    /// Reports in whose job people work with it, whether or not it does a task there; sorted by slug.
    pub fn used_in(&self) -> &[ReportId] {
        seen::everything();
        &self.used_in
    }

    /// Reports that name it as worth learning.
    pub fn learned_by(&self) -> &[ReportId] {
        seen::everything();
        &self.learned_by
    }

    /// How many rows its page has: reports that it reaches, then reports in whose job people work with it.
    pub fn rows(&self) -> usize {
        self.reaches().len() + self.used_in().len()
    }

    /// The reports of a part of its rows: those that it reaches, and those in whose job people work with it.
    pub fn rows_of(&self, part: std::ops::Range<usize>) -> (&[ReportId], &[ReportId]) {
        let reaches = self.reaches().len();
        let at = |row: usize| row.saturating_sub(reaches);
        (&self.reaches[part.start.min(reaches)..part.end.min(reaches)], &self.used_in[at(part.start)..at(part.end)])
    }
}

/// A source and what rests on it.
#[derive(Debug)]
pub struct Source {
    /// Its id.
    pub id: Slug,
    /// What is written on it.
    pub entry: SourceEntry,
    pub(in crate::link) used_by: Vec<(ReportId, u32)>,
    pub(in crate::link) scores: SourceScores,
}

impl Source {
    /// Reports with a figure of it, and how many; most figures first.
    pub fn used_by(&self) -> &[(ReportId, u32)] {
        seen::everything();
        &self.used_by
    }

    /// Whether a figure rests on it.
    pub fn is_used(&self) -> bool {
        !self.used_by.is_empty()
    }

    /// Its scores of reports.
    pub fn scores(&self) -> &SourceScores {
        seen::everything();
        &self.scores
    }

    /// How many figures rest on it.
    pub fn figures(&self) -> u32 {
        self.used_by().iter().map(|(_, figures)| *figures).sum()
    }

    /// The name in charts and tables.
    pub fn short(&self) -> &str {
        self.entry.short.as_ref().unwrap_or(&self.entry.title).as_str()
    }
}

/// Where a figure comes from, after the nearest source has won.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
pub struct Citation {
    /// The source, where one is named.
    pub source: Option<SourceId>,
    /// Its date, where one is given.
    pub as_of: Option<Date>,
}

/// A value and where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Cited<T> {
    /// The value.
    pub value: T,
    /// Where it comes from.
    pub citation: Citation,
    /// What a reader has to know of it.
    pub note: Option<Text>,
}

/// How a report stands to the others.
#[derive(Debug, Default, BorshSerialize)]
pub struct Relations {
    /// Among all reports with a headline.
    pub overall: Option<Standing>,
    /// Among those of its industry.
    pub in_industry: Option<Standing>,
    /// Comparable jobs.
    pub ladder: Ladder,
    /// Reports to read next.
    pub related: Arc<[Related]>,
}

/// A report to read next, and why.
#[derive(Clone, Debug, BorshSerialize)]
pub struct Related {
    /// The report.
    pub report: ReportId,
    /// How many skills both have.
    pub skills: usize,
    /// How many tools do tasks of both.
    pub tools: usize,
    /// Whether the author names it.
    pub chosen: bool,
}

/// An article.
#[derive(Debug)]
pub struct Article {
    /// Its text.
    pub page: TextPage,
    /// The reports that it is about.
    pub reports: Vec<ReportId>,
}

/// A page of text.
#[derive(Debug)]
pub struct TextPage {
    /// Its address.
    pub slug: Slug,
    /// The file from which it comes.
    pub file: String,
    /// Its title.
    pub title: Text,
    /// What it says.
    pub summary: Text,
    /// When it was published.
    pub date: Option<Date>,
    /// When it was last changed.
    pub updated: Option<Date>,
    /// Former addresses.
    pub aliases: Vec<Slug>,
    /// Whether it is kept out of the sitemap.
    pub noindex: bool,
    /// The text.
    pub text: String,
    /// Where the text begins in its file, in bytes.
    pub offset: usize,
    /// Its headings and links.
    pub outline: Outline,
}

/// Where a link in a text leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A report.
    Report(ReportId),
    /// An article, by its position.
    Article(usize),
    /// A page, by its position.
    Page(usize),
    /// The table of tools, industries or sources; an anchor names one of them.
    Registry(Registry),
    /// A static file, by its path below `static/`.
    Static(String),
}

/// A file of entries that have pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Registry {
    /// `tools.yaml`
    Tools,
    /// `industries.yaml`
    Industries,
    /// `sources.yaml`
    Sources,
}

/// A link in a text to a path of the site.
#[derive(Clone, Debug)]
pub struct PathLink {
    /// The file in which it stands.
    pub file: String,
    /// Where in it.
    pub place: crate::diagnostic::Place,
    /// The path, from `/` on, without the base path and without an anchor; that of a static file begins with `static/`.
    pub path: String,
}

impl Corpus {
    /// How many reports there are.
    pub fn count(&self) -> usize {
        self.cards.len()
    }

    /// What other pages need of a report.
    pub fn card(&self, id: ReportId) -> &Card {
        seen::card(id);
        &self.cards[id.position()]
    }

    /// What other pages need of each report, sorted by slug.
    pub fn cards(&self) -> &[Arc<Card>] {
        seen::everything();
        &self.cards
    }

    /// What only its own page needs of a report.
    ///
    /// # Errors
    /// When what its files say cannot be read back.
    pub fn body(&self, id: ReportId) -> Result<Arc<Body>, ReadError> {
        seen::body(id);
        self.bodies.get(id)
    }

    /// Reports by headline, most exposed first; those without a headline are not in it.
    pub fn ranking(&self) -> &[ReportId] {
        seen::everything();
        &self.ranking
    }

    /// How the task scores of the reports are spread.
    pub fn task_scores(&self) -> &TaskScores {
        seen::everything();
        &self.task_scores
    }

    /// What all reports show together.
    pub fn economy(&self) -> &Economy {
        seen::everything();
        &self.economy
    }

    /// Whether there is something that all reports show together.
    pub fn has_economy(&self) -> bool {
        self.economy.is_shown()
    }

    /// What is made of the data of a report, the names of all reports and the tables alone; where it was made before, by this build or one
    /// before, it is not made again. The name says what it is, and how it is made.
    ///
    /// # Errors
    /// When what its files say cannot be read back, and what `make` says.
    pub fn derived<T: BorshSerialize + BorshDeserialize, E: From<ReadError>>(
        &self,
        id: ReportId,
        name: &str,
        make: impl FnOnce(&Body) -> Result<T, E>,
    ) -> Result<T, E> {
        seen::body(id);
        self.bodies.derived(id, name, make)
    }

    /// The ids and names of the tasks of a report that a tool does.
    ///
    /// # Errors
    /// When they cannot be read back.
    pub fn tasks_of(&self, id: ReportId, tool: ToolId) -> Result<TaskNames, ReadError> {
        let names = self.task_names[id.position()].get()?;
        Ok(self.card(id).tool(tool).into_iter().flat_map(|used| used.of(&names)).cloned().collect())
    }

    /// How a report stands to the others.
    pub fn relations(&self, id: ReportId) -> &Relations {
        seen::standing(id);
        &self.relations[id.position()]
    }

    /// A source.
    pub fn source(&self, id: SourceId) -> &Source {
        &self.sources[id.position()]
    }

    /// Where each assessment of a report stands among the scores that its source gives to reports here, in their order. `None` where the
    /// source scores too few of them, and for an older score beside a newer one of the same source.
    pub fn score_ranks(&self, id: ReportId) -> Vec<Option<ScoreRank>> {
        seen::standing(id);
        ranks(&self.card(id).assessments, |source| &self.source(source).scores)
    }

    /// A tool.
    pub fn tool(&self, id: ToolId) -> &Tool {
        &self.tools[id.position()]
    }

    /// An industry.
    pub fn industry(&self, id: IndustryId) -> &Industry {
        &self.industries[id.position()]
    }

    /// All reports, sorted by slug.
    pub fn reports(&self) -> impl DoubleEndedIterator<Item = ReportId> + ExactSizeIterator + use<> {
        (0..self.cards.len()).map(ReportId::at)
    }

    /// All measures of which an assessment exists, in the order in which pages show them.
    pub fn measures(&self) -> Vec<Measure> {
        let used: BTreeSet<Measure> =
            self.cards().iter().flat_map(|card| &card.assessments).map(|a| a.measure).collect();
        used.into_iter().collect()
    }

    /// Where a link in a text leads: its target and its anchor. `None` for paths of the site and for what leads nowhere.
    pub fn follow(&self, file: &str, link: &str) -> Option<(Target, Option<String>)> {
        self.targets.follow(file, link)
    }
}
