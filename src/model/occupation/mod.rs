//! One report as its author wrote it. References are names that may not exist.

mod career;
mod entry;
mod pay;
mod story;
mod task;

pub use career::{CertificationDraft, Difficulty, PathDraft, PathKind, PathTarget, PhaseDraft};
pub use entry::{PreparationDraft, TechnologyDraft, TechnologyName};
pub use pay::{
    ChangeRange, Currency, DemandDraft, MoneyRange, PayDraft, PayLevelDraft, PayPeriod, Percentiles, PremiumDraft,
};
pub use story::{Cause, EraDraft, HistoryEntry, Question};
pub use task::{LearnDraft, Performer, SkillDraft, SkillKind, TaskDraft, TaskKind, ToolUseDraft};

use borsh::{BorshDeserialize, BorshSerialize};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::figure::{CiteDraft, CitedProse, HorizonFigure};
use super::{Address, Date, Notation, Prose, Reference, Slug, Text};

/// The data of one report: `occupations/<slug>.yaml`.
#[derive(Clone, Debug, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "report")]
pub struct OccupationDraft {
    /// The occupation in the singular, such as "Backend Developer".
    pub title: Text,
    /// What the job is, in one to three sentences; also the page's description.
    pub summary: Text,
    /// The id of the industry, in `industries.yaml`.
    pub industry: Reference,
    /// Other names of the job; the search finds them.
    #[serde(default)]
    pub also: Vec<Text>,
    /// Former addresses of this report, as slugs; they redirect to it.
    #[serde(default)]
    pub aliases: Vec<Slug>,
    /// The places of the job in classifications of occupations.
    #[serde(default)]
    pub codes: Vec<ClassificationCode>,
    /// The date of the last change to the report.
    pub updated: Option<Date>,
    /// The id of the source of everything in this report that names no nearer one, in `sources.yaml`.
    pub source: Option<Reference>,
    /// The date of that source.
    pub as_of: Option<Date>,
    /// Sources of whole sections, by the name of the section.
    #[serde(default)]
    pub defaults: Defaults,
    /// `true` keeps the report out of a build.
    #[serde(default)]
    pub draft: bool,
    /// `true` keeps the page out of the sitemap and of search engines.
    #[serde(default)]
    pub noindex: bool,
    /// What is published on the job as a whole: scores of others, the window, the outlook, the verdict.
    #[serde(default)]
    pub risk: RiskDraft,
    /// What the job consists of, and how far AI reaches each task.
    #[serde(default)]
    pub tasks: Vec<TaskDraft>,
    /// The skills of the job, what each is worth in it, and how well it lasts.
    #[serde(default)]
    pub skills: Vec<SkillDraft>,
    /// What people in the job work with, whether or not it does a task of theirs.
    #[serde(default)]
    pub technologies: Vec<TechnologyDraft>,
    /// How one gets into the job.
    pub preparation: Option<PreparationDraft>,
    /// Tools worth learning.
    #[serde(default)]
    pub learn: Vec<LearnDraft>,
    /// Where to go from here: moves to other jobs.
    #[serde(default)]
    pub paths: Vec<PathDraft>,
    /// A plan in phases.
    #[serde(default)]
    pub roadmap: Vec<PhaseDraft>,
    /// What can be done this week; Markdown works.
    #[serde(default)]
    pub quick_wins: Vec<Prose>,
    /// Certificates worth having.
    #[serde(default)]
    pub certifications: Vec<CertificationDraft>,
    /// What the job pays.
    pub pay: Option<PayDraft>,
    /// How many do the job, and how that changes.
    pub demand: Option<DemandDraft>,
    /// What came and what comes, era by era.
    #[serde(default)]
    pub timeline: Vec<EraDraft>,
    /// The author's own questions and answers; others are composed from the data.
    #[serde(default)]
    pub faq: Vec<Question>,
    /// Slugs of reports to read next; where absent they are computed from shared skills, tools and industry.
    #[serde(default)]
    pub related: Vec<Reference>,
    /// Earlier headlines, each with its date and the cause of the change.
    #[serde(default)]
    pub history: Vec<HistoryEntry>,
}

/// The sources of whole sections.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
#[schemars(inline, title = "Defaults")]
pub struct Defaults {
    /// The source of assessments, window, outlook and verdict.
    pub risk: Option<CiteDraft>,
    /// The source of the tasks.
    pub tasks: Option<CiteDraft>,
    /// The source of the skills.
    pub skills: Option<CiteDraft>,
    /// The source of the technologies.
    pub technologies: Option<CiteDraft>,
    /// The source of the preparation.
    pub preparation: Option<CiteDraft>,
    /// The source of the tools to learn.
    pub learn: Option<CiteDraft>,
    /// The source of the career paths.
    pub paths: Option<CiteDraft>,
    /// The source of the roadmap.
    pub roadmap: Option<CiteDraft>,
    /// The source of the certifications.
    pub certifications: Option<CiteDraft>,
    /// The source of the pay.
    pub pay: Option<CiteDraft>,
    /// The source of the demand.
    pub demand: Option<CiteDraft>,
    /// The source of the timeline.
    pub timeline: Option<CiteDraft>,
}

/// A section whose figures can have a source in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum CitableSection {
    /// Assessments, window, outlook and verdict.
    Risk,
    /// Tasks.
    Tasks,
    /// Skills.
    Skills,
    /// Technologies.
    Technologies,
    /// The preparation.
    Preparation,
    /// Tools to learn.
    Learn,
    /// Career paths.
    Paths,
    /// The roadmap.
    Roadmap,
    /// Certifications.
    Certifications,
    /// Pay.
    Pay,
    /// Demand.
    Demand,
    /// The timeline.
    Timeline,
}

impl Defaults {
    /// The source of a section.
    pub fn of(&self, section: CitableSection) -> Option<&CiteDraft> {
        match section {
            CitableSection::Risk => self.risk.as_ref(),
            CitableSection::Tasks => self.tasks.as_ref(),
            CitableSection::Skills => self.skills.as_ref(),
            CitableSection::Technologies => self.technologies.as_ref(),
            CitableSection::Preparation => self.preparation.as_ref(),
            CitableSection::Learn => self.learn.as_ref(),
            CitableSection::Paths => self.paths.as_ref(),
            CitableSection::Roadmap => self.roadmap.as_ref(),
            CitableSection::Certifications => self.certifications.as_ref(),
            CitableSection::Pay => self.pay.as_ref(),
            CitableSection::Demand => self.demand.as_ref(),
            CitableSection::Timeline => self.timeline.as_ref(),
        }
    }
}

/// A place in a classification of occupations.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "code")]
pub struct ClassificationCode {
    /// The classification and its edition, such as `onet-soc-2019`.
    pub scheme: Text,
    /// The code in it.
    pub code: Text,
    /// What the classification calls the code.
    pub label: Option<Text>,
    /// How well the code fits the job.
    #[serde(rename = "match")]
    pub fit: Option<CodeMatch>,
}

/// How well a code fits a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum CodeMatch {
    /// The same job.
    Exact,
    /// Nearly the same.
    Close,
    /// The code covers more than the job.
    Broad,
    /// The code covers less than the job.
    Narrow,
    /// The code stands for several occupations of a finer classification, of which the job is one.
    Shared,
}

impl CodeMatch {
    /// Whether what is counted for the code is counted for the job, and for no other.
    pub fn is_of_the_job(self) -> bool {
        match self {
            Self::Exact | Self::Close => true,
            Self::Broad | Self::Narrow | Self::Shared => false,
        }
    }

    /// The name in files and message ids.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Close => "close",
            Self::Broad => "broad",
            Self::Narrow => "narrow",
            Self::Shared => "shared",
        }
    }
}

/// What is published on the job as a whole.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
#[schemars(inline, title = "Risk")]
pub struct RiskDraft {
    /// The scores that others publish, each in its own notation.
    #[serde(default)]
    pub assessments: Vec<AssessmentDraft>,
    /// When the change is expected: `{years: 5-10}` from the date of the source on, or `{before: 2031}`.
    pub window: Option<HorizonFigure>,
    /// Where the job is going; Markdown works. With a source of its own: `{text: …, source: …, as_of: …}`.
    pub outlook: Option<CitedProse>,
    /// The publisher's own judgement; Markdown works. With a source of its own: `{text: …, source: …, as_of: …}`.
    pub verdict: Option<CitedProse>,
    /// The id of the source of the whole section, in `sources.yaml`; figures in it can name nearer ones.
    pub source: Option<Reference>,
    /// The date of that source.
    pub as_of: Option<Date>,
}

/// One published score of the job.
#[derive(Clone, Debug, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "assessment")]
pub struct AssessmentDraft {
    /// The id of the source that publishes the score, in `sources.yaml`; it must be one that `measures` something.
    pub source: Reference,
    /// The score in the notation of its publisher: `68%`, `44/100`, `5/10`, or a plain number on the scale that the
    /// source declares.
    pub score: Notation,
    /// The publisher's own word for the score, such as "moderate".
    pub label: Option<Text>,
    /// The date at which the source says so.
    pub as_of: Option<Date>,
    /// The page that was read.
    pub url: Option<Address>,
    /// What a reader has to know of the score.
    pub note: Option<Text>,
    /// The occupation to which the source gives the score, in its own classification.
    pub code: Option<Box<ClassificationCode>>,
}
