//! One report as its author wrote it. References are names that may not exist.

use serde::{Deserialize, Serialize};

use super::figure::{CiteDraft, CitedProse, Figure, HorizonFigure, WageFigure};
use super::number::{Change, Count, Money, Percent};
use super::{Address, Band, Date, Grade, Notation, Period, Prose, Reference, Slug, Text};

/// The data of one report: `occupations/<slug>.yaml`.
#[derive(Clone, Debug, Deserialize)]
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
#[derive(Clone, Debug, Default, Deserialize)]
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
#[derive(Clone, Debug, Serialize, Deserialize)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, Default, Deserialize)]
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
#[derive(Clone, Debug, Deserialize)]
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

/// One task of the job.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskDraft {
    /// What links refer to; otherwise made from the name.
    pub id: Option<Slug>,
    /// What it is.
    pub name: Text,
    /// What it consists of.
    pub description: Option<Text>,
    /// How far AI reaches it.
    pub exposure: Option<Figure<Percent>>,
    /// The same in a word, where nobody gives a number.
    pub level: Option<Band>,
    /// Share of working time in percent.
    pub share: Option<Figure<Percent>>,
    /// When the change is expected.
    pub horizon: Option<HorizonFigure>,
    /// Who does it.
    pub performer: Option<Performer>,
    /// Why.
    pub why: Option<Text>,
    /// Tools that do it.
    #[serde(default)]
    pub tools: Vec<ToolUseDraft>,
    /// Of the task.
    pub source: Option<Reference>,
    /// Of the task.
    pub as_of: Option<Date>,
}

/// Who does a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Performer {
    /// A system, with a person who looks at the result.
    Automated,
    /// A person with a system.
    Assisted,
    /// A person.
    Human,
}

impl Performer {
    /// All performers in the order of the board.
    pub const ALL: [Self; 3] = [Self::Automated, Self::Assisted, Self::Human];

    /// The name in files and message ids.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Automated => "automated",
            Self::Assisted => "assisted",
            Self::Human => "human",
        }
    }

    /// Who does a task of this band where the author does not say.
    pub fn of(band: Band) -> Self {
        match band {
            Band::VeryHigh => Self::Automated,
            Band::High | Band::Moderate => Self::Assisted,
            Band::Low => Self::Human,
        }
    }
}

/// A tool that does a task: its id, or `{tool, use}`.
#[derive(Clone, Debug)]
pub struct ToolUseDraft {
    /// The id of the tool.
    pub tool: Reference,
    /// For what.
    pub purpose: Option<Text>,
}

/// A skill and how well it lasts.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SkillDraft {
    /// What it is.
    pub name: Text,
    /// How well it lasts.
    pub resilience: Option<Figure<Grade>>,
    /// Why.
    pub why: Option<Text>,
    /// Of the skill.
    pub source: Option<Reference>,
    /// Of the skill.
    pub as_of: Option<Date>,
}

/// A tool worth learning.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LearnDraft {
    /// The id of the tool.
    pub tool: Reference,
    /// Why.
    pub why: Option<Text>,
    /// Of the advice.
    pub source: Option<Reference>,
    /// Of the advice.
    pub as_of: Option<Date>,
}

/// A move to another job.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PathDraft {
    /// The job.
    pub to: PathTarget,
    /// What kind of move it is.
    pub kind: Option<PathKind>,
    /// Percent of skills that carry over.
    #[serde(rename = "match")]
    pub skill_match: Option<Figure<Percent>>,
    /// How hard it is.
    pub difficulty: Option<Difficulty>,
    /// The publisher's own word for the move.
    pub label: Option<Text>,
    /// The score of the job as the source of the path gives it.
    pub score: Option<Notation>,
    /// Skills that carry over.
    #[serde(default)]
    pub have: Vec<Text>,
    /// Skills to gain.
    #[serde(default)]
    pub need: Vec<Text>,
    /// Why.
    pub why: Option<Text>,
    /// Of the path.
    pub source: Option<Reference>,
    /// Of the path.
    pub as_of: Option<Date>,
}

/// The job at the end of a path.
#[derive(Clone, Debug)]
pub enum PathTarget {
    /// A report of this site.
    Report(Reference),
    /// A job without a report here.
    Title(Text),
}

/// What kind of move a path is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PathKind {
    /// To a neighbouring job.
    Adjacent,
    /// To another field.
    CrossDomain,
    /// Deeper into the same field.
    Specialisation,
    /// To leading people.
    Leadership,
}

impl PathKind {
    /// The name in files and message ids.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Adjacent => "adjacent",
            Self::CrossDomain => "cross-domain",
            Self::Specialisation => "specialisation",
            Self::Leadership => "leadership",
        }
    }
}

/// How hard a move is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Difficulty {
    /// Little to learn.
    Easy,
    /// Some of it to learn.
    Medium,
    /// Much of it to learn.
    Hard,
}

impl Difficulty {
    /// The name in files and message ids.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Easy => "easy",
            Self::Medium => "medium",
            Self::Hard => "hard",
        }
    }
}

/// A phase of the roadmap.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhaseDraft {
    /// What it is called.
    pub title: Text,
    /// How long, or when.
    pub period: Option<Text>,
    /// What is reached at its end.
    pub goal: Option<Text>,
    /// What to do.
    #[serde(default)]
    pub steps: Vec<Prose>,
    /// Of the phase.
    pub source: Option<Reference>,
    /// Of the phase.
    pub as_of: Option<Date>,
}

/// A certificate worth having.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CertificationDraft {
    /// Its name.
    pub name: Text,
    /// Who gives it.
    pub issuer: Option<Text>,
    /// Where it is described.
    pub url: Option<Address>,
    /// Why.
    pub why: Option<Text>,
    /// Whether the publisher earns by the link.
    #[serde(default)]
    pub affiliate: bool,
    /// Of the advice.
    pub source: Option<Reference>,
    /// Of the advice.
    pub as_of: Option<Date>,
}

/// What the job pays.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PayDraft {
    /// Three letters, such as USD.
    pub currency: Currency,
    /// For how long a time.
    pub per: PayPeriod,
    /// Where.
    pub area: Option<Text>,
    /// What part of those who do the job earn at most so much.
    pub percentiles: Option<Percentiles>,
    /// What some earn more than others.
    pub premium: Option<PremiumDraft>,
    /// How pay differs between levels.
    #[serde(default)]
    pub levels: Vec<PayLevelDraft>,
    /// What a reader has to know of it.
    pub note: Option<Text>,
    /// Of the section.
    pub source: Option<Reference>,
    /// Of the section.
    pub as_of: Option<Date>,
}

/// Three capital letters by which a currency is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Currency(pub(super) String);

impl Currency {
    /// The letters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The time for which pay is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PayPeriod {
    /// A year.
    Year,
    /// A month.
    Month,
    /// An hour.
    Hour,
}

impl PayPeriod {
    /// The name in files and message ids.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Month => "month",
            Self::Hour => "hour",
        }
    }
}

/// Wages at percentiles.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Percentiles {
    /// A tenth earns at most this.
    pub p10: Option<WageFigure>,
    /// A quarter earns at most this.
    pub p25: Option<WageFigure>,
    /// The median.
    pub p50: Option<WageFigure>,
    /// A quarter earns at least this.
    pub p75: Option<WageFigure>,
    /// A tenth earns at least this.
    pub p90: Option<WageFigure>,
}

/// A difference in pay, in percent.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PremiumDraft {
    /// The lower end.
    pub from: Change,
    /// The upper end.
    pub to: Option<Change>,
    /// Of whom.
    #[serde(rename = "for")]
    pub whom: Option<Text>,
    /// Of the premium.
    pub source: Option<Reference>,
    /// Of the premium.
    pub as_of: Option<Date>,
}

/// Pay at one level of the job.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PayLevelDraft {
    /// The level.
    pub name: Text,
    /// What it pays.
    pub range: Option<MoneyRange>,
    /// How its pay changes, in percent.
    pub change: Option<ChangeRange>,
    /// How its pay changes, in words.
    pub outlook: Option<Text>,
    /// Of the level.
    pub source: Option<Reference>,
    /// Of the level.
    pub as_of: Option<Date>,
}

/// Two amounts of money.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MoneyRange {
    /// The lower end.
    pub from: Money,
    /// The upper end.
    pub to: Money,
}

/// Two changes in percent.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeRange {
    /// The lower end.
    pub from: Change,
    /// The upper end.
    pub to: Option<Change>,
}

/// How many do the job, and how that changes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemandDraft {
    /// Persons in the job.
    pub employment: Option<Figure<Count>>,
    /// Change of employment over the period, in percent.
    pub growth: Option<Figure<Change>>,
    /// Openings a year.
    pub openings: Option<Figure<Count>>,
    /// The years of the projection.
    pub period: Option<Period>,
    /// Where.
    pub area: Option<Text>,
    /// The trend in words.
    pub trend: Option<Text>,
    /// What a reader has to know of it.
    pub note: Option<Text>,
    /// Of the section.
    pub source: Option<Reference>,
    /// Of the section.
    pub as_of: Option<Date>,
}

/// An era of the timeline.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EraDraft {
    /// When.
    pub period: Text,
    /// What it is called.
    pub title: Text,
    /// What happens.
    pub text: Option<Prose>,
    /// Of the era.
    pub source: Option<Reference>,
    /// Of the era.
    pub as_of: Option<Date>,
}

/// A question and its answer.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The question.
    pub question: Text,
    /// The answer.
    pub answer: Prose,
}

/// An earlier headline.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HistoryEntry {
    /// From when on it stood.
    pub date: Date,
    /// The headline on the common scale.
    pub score: Percent,
    /// Why it changed.
    pub cause: Cause,
    /// What changed.
    pub note: Option<Text>,
}

/// Why a headline changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// New data.
    Data,
    /// Another way of counting.
    Method,
    /// A mistake was mended.
    Correction,
}

impl Cause {
    /// The name in files and message ids.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Data => "data",
            Self::Method => "method",
            Self::Correction => "correction",
        }
    }
}
