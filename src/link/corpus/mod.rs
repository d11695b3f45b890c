//! The linked site: every reference is an id that exists.

mod body;

pub use body::*;

use std::collections::BTreeSet;
use std::sync::Arc;

use borsh::{BorshDeserialize, BorshSerialize};

use super::bodies::Bodies;
use super::economy::Economy;
use super::ladder::Ladder;
use super::rank::{Standing, TaskScores};
use super::skills::{NamePool, SkillProfile};
use super::source_rank::{ScoreRank, SourceScores, ranks};
use super::tasks::TaskScore;
use super::text_links::Targets;
use crate::diagnostic::Diagnostic;
use crate::markdown::{Outline, RawHtml};
use crate::model::figure::Wage;
use crate::model::occupation::{ClassificationCode, Currency, HistoryEntry, PayPeriod};
use crate::model::registry::{IndustryEntry, SourceEntry, ToolEntry};
use crate::model::site::{Block, CheckRules, Language, Named, NavigationEntry, Section, Sharing};
use crate::model::{
    Address, Band, Bands, Count, Date, JobZone, Measure, Notation, OwnScoreRule, Points, Score, Slug, Text,
};
use crate::parse::{AnalysisFile, OccupationFile};
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
    pub cards: Vec<Arc<Card>>,
    /// From what the pages of each report are made.
    pub digests: Vec<ReportDigest>,
    /// What only its own page needs of each report.
    pub(super) bodies: Bodies,
    /// How each report stands to the others.
    pub relations: Vec<Relations>,
    /// Articles, newest first; those without a date last.
    pub articles: Vec<Article>,
    /// Pages, sorted by slug.
    pub pages: Vec<TextPage>,
    /// How the task scores of the reports are spread.
    pub task_scores: TaskScores,
    /// Reports by headline, most exposed first; those without a headline are not in it.
    pub ranking: Vec<ReportId>,
    /// What all reports show together.
    pub economy: Economy,
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
    /// Its reports, most exposed first, then those without a headline by title.
    pub reports: Vec<ReportId>,
}

/// A tool and the reports that it reaches.
#[derive(Debug)]
pub struct Tool {
    /// Its id.
    pub id: Slug,
    /// What is written on it.
    pub entry: ToolEntry,
    /// Reports with a task that it does, most tasks first.
    pub reaches: Vec<ReportId>,
    /// Reports in whose job people work with it, whether or not it does a task there; sorted by slug.
    pub used_in: Vec<ReportId>,
    /// Reports that name it as worth learning.
    pub learned_by: Vec<ReportId>,
}

impl Tool {
    /// How many rows its page has: reports that it reaches, then reports in whose job people work with it.
    pub fn rows(&self) -> usize {
        self.reaches.len() + self.used_in.len()
    }

    /// The reports of a part of its rows: those that it reaches, and those in whose job people work with it.
    pub fn rows_of(&self, part: std::ops::Range<usize>) -> (&[ReportId], &[ReportId]) {
        let reaches = self.reaches.len();
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
    /// Reports with a figure of it, and how many; most figures first.
    pub used_by: Vec<(ReportId, u32)>,
    /// Its scores of reports.
    pub scores: SourceScores,
}

impl Source {
    /// How many figures rest on it.
    pub fn figures(&self) -> u32 {
        self.used_by.iter().map(|(_, figures)| *figures).sum()
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

/// What other pages need of a report.
#[derive(Debug, BorshSerialize, BorshDeserialize)]
pub struct Card {
    /// Its address.
    pub slug: Slug,
    /// The occupation.
    pub title: Text,
    /// What the job is.
    pub summary: Text,
    /// Its industry.
    pub industry: IndustryId,
    /// Other names.
    pub also: Vec<Text>,
    /// Places in classifications.
    pub codes: Vec<ClassificationCode>,
    /// Former addresses.
    pub aliases: Vec<Slug>,
    /// When it was last changed.
    pub updated: Option<Date>,
    /// Whether it is kept out of the sitemap.
    pub noindex: bool,
    /// Published scores, in the order of the file.
    pub assessments: Vec<Assessment>,
    /// The headline, where the site's rule gives one.
    pub headline: Option<Headline>,
    /// The mean of the tasks, where one has a number.
    pub task_score: Option<TaskScore>,
    /// The sources of the exposures of its tasks, each once.
    pub exposure_sources: Vec<SourceId>,
    /// Names of its skills, each once; of those with an importance only the important ones.
    pub skills: Vec<Arc<str>>,
    /// Importance and level of its skills, where a source gives both.
    pub profile: Option<SkillProfile>,
    /// Tools that do its tasks.
    pub tools: Vec<CardTool>,
    /// The ids and names of the tasks that a tool does, each once.
    pub tool_tasks: Vec<(Slug, Text)>,
    /// Tools that people in the job work with.
    pub technologies: Vec<CardTechnology>,
    /// Tools that it names as worth learning.
    pub learn: Vec<ToolId>,
    /// How many persons are in the job, as somebody says.
    pub employment: Option<Employment>,
    /// Its median pay.
    pub median_pay: Option<MedianPay>,
    /// How much preparation it needs.
    pub job_zone: Option<(JobZone, Citation)>,
    /// Earlier headlines, newest first.
    pub history: Vec<HistoryEntry>,
    /// How many figures rest on each source.
    pub sources: Vec<(SourceId, u32)>,
}

impl Card {
    /// Whether its strip has something to show: a headline or a published score.
    pub fn is_marked(&self) -> bool {
        self.headline.is_some() || !self.assessments.is_empty()
    }

    /// The path at which a person writes it, from the root, whether or not a file stands there.
    pub fn file(&self) -> String {
        format!("content/occupations/{}.yaml", self.slug)
    }

    /// The digest of everything but its summary, which only its own page, the feeds and the list for programs print.
    pub(super) fn digest(&self) -> blake3::Hash {
        let Self {
            slug,
            title,
            summary: _,
            industry,
            also,
            codes,
            aliases,
            updated,
            noindex,
            assessments,
            headline,
            task_score,
            exposure_sources,
            skills,
            profile,
            tools,
            tool_tasks,
            technologies,
            learn,
            employment,
            median_pay,
            job_zone,
            history,
            sources,
        } = self;
        let said = (slug, title, industry, also, codes, aliases, updated, noindex, history);
        let scored = (assessments, headline, task_score, exposure_sources, sources);
        let made_of = (skills, profile, tools, tool_tasks, technologies, learn, employment, median_pay, job_zone);
        let mut hasher = blake3::Hasher::new();
        borsh::to_writer(&mut hasher, &(said, scored, made_of)).expect("a hasher takes everything");
        hasher.finalize()
    }

    /// The ids and names of the tasks that a tool does.
    pub fn tasks_of(&self, tool: ToolId) -> impl Iterator<Item = &(Slug, Text)> {
        let used = self.tools.iter().find(|used| used.tool == tool);
        used.into_iter().flat_map(|used| &used.tasks).map(|at| &self.tool_tasks[*at as usize])
    }

    /// Shares names that many reports have.
    pub(super) fn share_names(&mut self, names: &NamePool) {
        let share = |name: &mut Arc<str>| *name = names.keep(name);
        self.skills.iter_mut().for_each(share);
        self.technologies.iter_mut().filter_map(|technology| technology.purpose.as_mut()).for_each(share);
        self.employment.iter_mut().filter_map(|employment| employment.area.as_mut()).for_each(share);
        self.median_pay.iter_mut().filter_map(|pay| pay.area.as_mut()).for_each(share);
        self.profile.iter_mut().for_each(|profile| profile.share_names(names));
    }

    /// Persons in the job, where the figure is that of this job and not of a code that stands for more, for less or for several jobs.
    pub fn persons(&self) -> Option<Count> {
        self.employment.as_ref().filter(|employment| employment.is_of_the_job).map(|employment| employment.persons)
    }
}

/// How many persons are in a job.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Employment {
    /// The persons.
    pub persons: Count,
    /// Where they work.
    pub area: Option<Arc<str>>,
    /// Where the figure comes from.
    pub citation: Citation,
    /// Whether it counts those of this job and no others.
    pub is_of_the_job: bool,
}

/// Two reports with the same digest have the same pages, and show the same on others, as long as nothing else changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportDigest {
    /// Of its card without the summary, and of the reports that its author names as related.
    pub shown: blake3::Hash,
    /// Of the text of its data.
    pub data: blake3::Hash,
    /// Of the texts in all its files.
    pub said: blake3::Hash,
}

impl ReportDigest {
    pub(super) fn of(
        card: &Card,
        related: &[ReportId],
        file: &OccupationFile,
        analysis: Option<&AnalysisFile>,
    ) -> Self {
        let mut shown = blake3::Hasher::new();
        shown.update(card.digest().as_bytes());
        borsh::to_writer(&mut shown, related).expect("a hasher takes everything");
        let data = blake3::Hash::from_bytes(file.digest);
        let mut said = blake3::Hasher::new();
        said.update(&file.digest);
        if let Some(analysis) = analysis {
            said.update(&analysis.digest);
        }
        Self { shown: shown.finalize(), data, said: said.finalize() }
    }
}

/// The median pay of a job.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct MedianPay {
    /// The wage.
    pub wage: Wage,
    /// Its currency.
    pub currency: Currency,
    /// For how long a time.
    pub per: PayPeriod,
    /// Where it is paid.
    pub area: Option<Arc<str>>,
    /// Where it comes from.
    pub citation: Citation,
    /// Whether it is that of this job, and not of a code that stands for more, for less or for several jobs.
    pub is_of_the_job: bool,
}

impl MedianPay {
    /// The wage, where it is above 0 and that of the job itself.
    pub fn own(&self) -> Option<Wage> {
        (self.is_of_the_job && self.wage.amount().get() > 0.0).then_some(self.wage)
    }

    /// Whether the amount can be subtracted from another one: both are known exactly, in one currency and for one time.
    pub fn is_like(&self, other: &Self) -> bool {
        let exact = |pay: &Self| matches!(pay.wage, Wage::Exactly(_));
        exact(self) && exact(other) && self.currency == other.currency && self.per == other.per
    }
}

/// A tool that does tasks of a report.
#[derive(Debug, BorshSerialize, BorshDeserialize)]
pub struct CardTool {
    /// The tool.
    pub tool: ToolId,
    /// The tasks, by their positions in [`Card::tool_tasks`].
    pub tasks: Vec<u32>,
}

/// A tool that people in a job work with.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct CardTechnology {
    /// The tool.
    pub tool: ToolId,
    /// What kind of technology it is, or for what it is used.
    pub purpose: Option<Arc<str>>,
    /// How often employers ask for it.
    pub sought: Sought,
}

/// A published score.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Assessment {
    /// Who publishes it.
    pub source: SourceId,
    /// What it measures.
    pub measure: Measure,
    /// As its publisher writes it.
    pub notation: Notation,
    /// On the common scale.
    pub score: Score,
    /// Its publisher's own word.
    pub label: Option<Text>,
    /// When it was published.
    pub as_of: Option<Date>,
    /// The page that says so.
    pub url: Option<Address>,
    /// What a reader has to know of it.
    pub note: Option<Text>,
    /// The occupation to which its publisher gives it.
    pub code: Option<Box<ClassificationCode>>,
}

/// A report's headline.
#[derive(Clone, Copy, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Headline {
    /// Exact.
    pub score: Score,
    /// As printed.
    pub points: Points,
    /// The band of the printed score.
    pub band: Band,
    /// Over how many assessments or tasks it is made.
    pub over: usize,
}

/// How a report stands to the others.
#[derive(Debug, Default)]
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
#[derive(Clone, Debug)]
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
    /// What other pages need of a report.
    pub fn card(&self, id: ReportId) -> &Card {
        &self.cards[id.position()]
    }

    /// What only its own page needs of a report.
    ///
    /// # Errors
    /// When what its files say cannot be read back.
    pub fn body(&self, id: ReportId) -> Result<Arc<Body>, ReadError> {
        self.bodies.get(id)
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
        self.bodies.derived(id, name, make)
    }

    /// How a report stands to the others.
    pub fn relations(&self, id: ReportId) -> &Relations {
        &self.relations[id.position()]
    }

    /// A source.
    pub fn source(&self, id: SourceId) -> &Source {
        &self.sources[id.position()]
    }

    /// Where each assessment of a report stands among the scores that its source gives to reports here, in their order. `None` where the
    /// source scores too few of them, and for an older score beside a newer one of the same source.
    pub fn score_ranks(&self, id: ReportId) -> Vec<Option<ScoreRank>> {
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
        let used: BTreeSet<Measure> = self.cards.iter().flat_map(|card| &card.assessments).map(|a| a.measure).collect();
        used.into_iter().collect()
    }

    /// Where a link in a text leads: its target and its anchor. `None` for paths of the site and for what leads nowhere.
    pub fn follow(&self, file: &str, link: &str) -> Option<(Target, Option<String>)> {
        self.targets.follow(file, link)
    }
}
