//! One report as its author wrote it. References are names that may not exist.

mod career;
mod pay;
mod story;
mod task;

pub use career::{CertificationDraft, Difficulty, PathDraft, PathKind, PathTarget, PhaseDraft};
pub use pay::{
    ChangeRange, Currency, DemandDraft, MoneyRange, PayDraft, PayLevelDraft, PayPeriod, Percentiles, PremiumDraft,
};
pub use story::{Cause, EraDraft, HistoryEntry, Question};
pub use task::{LearnDraft, Performer, SkillDraft, TaskDraft, ToolUseDraft};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::figure::{CiteDraft, CitedProse, HorizonFigure};
use super::{Address, Date, Notation, Prose, Reference, Slug, Text};

/// The data of one report: `occupations/<slug>.yaml`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OccupationDraft {
    /// The occupation in the singular.
    pub title: Text,
    /// What the job is; also the page's description.
    pub summary: Text,
    /// The id of its industry.
    pub industry: Reference,
    /// Other names of the job.
    #[serde(default)]
    pub also: Vec<Text>,
    /// Former addresses, which redirect.
    #[serde(default)]
    pub aliases: Vec<Slug>,
    /// Its places in classifications.
    #[serde(default)]
    pub codes: Vec<ClassificationCode>,
    /// When the report was last changed.
    pub updated: Option<Date>,
    /// The source of everything that names no nearer one.
    pub source: Option<Reference>,
    /// The date of that source.
    pub as_of: Option<Date>,
    /// Sources of whole sections.
    #[serde(default)]
    pub defaults: Defaults,
    /// Kept out of a build.
    #[serde(default)]
    pub draft: bool,
    /// Kept out of the sitemap and of search engines.
    #[serde(default)]
    pub noindex: bool,
    /// What others publish on the job as a whole.
    #[serde(default)]
    pub risk: RiskDraft,
    /// What the job consists of.
    #[serde(default)]
    pub tasks: Vec<TaskDraft>,
    /// What lasts.
    #[serde(default)]
    pub skills: Vec<SkillDraft>,
    /// Tools worth learning.
    #[serde(default)]
    pub learn: Vec<LearnDraft>,
    /// Where to go from here.
    #[serde(default)]
    pub paths: Vec<PathDraft>,
    /// A plan in phases.
    #[serde(default)]
    pub roadmap: Vec<PhaseDraft>,
    /// What can be done this week.
    #[serde(default)]
    pub quick_wins: Vec<Prose>,
    /// Certificates worth having.
    #[serde(default)]
    pub certifications: Vec<CertificationDraft>,
    /// What the job pays.
    pub pay: Option<PayDraft>,
    /// How many do it, and how that changes.
    pub demand: Option<DemandDraft>,
    /// What came and what comes.
    #[serde(default)]
    pub timeline: Vec<EraDraft>,
    /// The author's own questions and answers.
    #[serde(default)]
    pub faq: Vec<Question>,
    /// Reports to read next; otherwise computed.
    #[serde(default)]
    pub related: Vec<Reference>,
    /// Earlier headlines.
    #[serde(default)]
    pub history: Vec<HistoryEntry>,
}

/// The sources of whole sections.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Defaults {
    /// Assessments, window, outlook and verdict.
    pub risk: Option<CiteDraft>,
    /// Tasks.
    pub tasks: Option<CiteDraft>,
    /// Skills.
    pub skills: Option<CiteDraft>,
    /// Tools to learn.
    pub learn: Option<CiteDraft>,
    /// Career paths.
    pub paths: Option<CiteDraft>,
    /// The roadmap.
    pub roadmap: Option<CiteDraft>,
    /// Certifications.
    pub certifications: Option<CiteDraft>,
    /// Pay.
    pub pay: Option<CiteDraft>,
    /// Demand.
    pub demand: Option<CiteDraft>,
    /// The timeline.
    pub timeline: Option<CiteDraft>,
}

/// A section whose figures can have a source in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CitableSection {
    /// Assessments, window, outlook and verdict.
    Risk,
    /// Tasks.
    Tasks,
    /// Skills.
    Skills,
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
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CodeMatch {
    /// The same job.
    Exact,
    /// Nearly the same.
    Close,
    /// The code covers more than the job.
    Broad,
    /// The code covers less than the job.
    Narrow,
}

impl CodeMatch {
    /// The name in files and message ids.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Close => "close",
            Self::Broad => "broad",
            Self::Narrow => "narrow",
        }
    }
}

/// What is published on the job as a whole.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RiskDraft {
    /// What others publish.
    #[serde(default)]
    pub assessments: Vec<AssessmentDraft>,
    /// When the change is expected.
    pub window: Option<HorizonFigure>,
    /// Where the job is going.
    pub outlook: Option<CitedProse>,
    /// The publisher's own judgement.
    pub verdict: Option<CitedProse>,
    /// Of the section.
    pub source: Option<Reference>,
    /// Of the section.
    pub as_of: Option<Date>,
}

/// One published score of the job.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AssessmentDraft {
    /// Who publishes it.
    pub source: Reference,
    /// In its own notation.
    pub score: Notation,
    /// The publisher's own word.
    pub label: Option<Text>,
    /// When it was published.
    pub as_of: Option<Date>,
    /// The page that says so.
    pub url: Option<Address>,
    /// What a reader has to know of it.
    pub note: Option<Text>,
}
