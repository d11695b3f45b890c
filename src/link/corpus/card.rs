//! What other pages need of a report.

use std::sync::Arc;

use borsh::{BorshDeserialize, BorshSerialize};

use super::{Citation, IndustryId, ReportId, Sought, SourceId, ToolId};
use crate::link::skills::{NamePool, SkillProfile};
use crate::link::tasks::TaskScore;
use crate::model::figure::Wage;
use crate::model::occupation::{ClassificationCode, Currency, HistoryEntry, PayPeriod};
use crate::model::{Address, Band, Count, Date, JobZone, Measure, Notation, Points, Score, Slug, Text};
use crate::parse::{AnalysisFile, OccupationFile};

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

    /// The digest of everything but its summary, which only its own page, the feeds and the list for programs print, of the reports that
    /// its author names as related, and of the names of the tasks that tools do.
    pub(in crate::link) fn digest_with(&self, related: &[ReportId], names: &TaskNames) -> blake3::Hash {
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
        let named: Vec<&(Slug, Text)> = tools.iter().flat_map(|tool| tool.of(names)).collect();
        let made_of = (skills, profile, tools, named, technologies, learn, employment, median_pay, job_zone);
        let mut hasher = blake3::Hasher::new();
        borsh::to_writer(&mut hasher, &(said, scored, made_of, related)).expect("a hasher takes everything");
        hasher.finalize()
    }

    /// A tool that does tasks of the report.
    pub fn tool(&self, tool: ToolId) -> Option<&CardTool> {
        self.tools.iter().find(|used| used.tool == tool)
    }

    /// Shares names that many reports have.
    pub(in crate::link) fn share_names(&mut self, names: &NamePool) {
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
    /// The tasks, by their positions in the report.
    pub tasks: Vec<u32>,
}

impl CardTool {
    /// Those of a report's tasks that it does.
    pub fn of<'a, T>(&self, tasks: &'a [T]) -> impl Iterator<Item = &'a T> {
        self.tasks.iter().filter_map(|at| tasks.get(*at as usize))
    }
}

/// The id and name of each task of a report.
pub type TaskNames = Vec<(Slug, Text)>;

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
    pub(in crate::link) fn of(shown: blake3::Hash, file: &OccupationFile, analysis: Option<&AnalysisFile>) -> Self {
        let data = blake3::Hash::from_bytes(file.digest);
        let mut said = blake3::Hasher::new();
        said.update(&file.digest);
        if let Some(analysis) = analysis {
            said.update(&analysis.digest);
        }
        Self { shown, data, said: said.finalize() }
    }
}
