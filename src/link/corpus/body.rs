//! What only a report's own page needs.

use borsh::{BorshDeserialize, BorshSerialize};

use super::{Citation, Cited, ReportId, ToolId};
use crate::markdown::Outline;
use crate::model::figure::Wage;
use crate::model::occupation::{
    ChangeRange, ClassificationCode, Currency, Difficulty, MoneyRange, PathKind, PayPeriod, Performer, Question,
    SkillKind, TaskKind,
};
use crate::model::{
    Address, Band, Bands, Change, Count, Grade, Horizon, Importance, JobZone, Label, Notation, Percent, Period, Prose,
    Score, SkillLevel, Slug, Text,
};
use crate::source::Layers;

/// What only a report's own page needs.
#[derive(Debug)]
pub struct Body {
    /// The path at which a person writes it, from the root, whether or not a file stands there.
    pub file: String,
    /// The layers in which it stands.
    pub layers: Layers,
    /// When the change is expected.
    pub window: Option<Cited<Horizon>>,
    /// Where the job is going.
    pub outlook: Option<Cited<Prose>>,
    /// The publisher's judgement.
    pub verdict: Option<Cited<Prose>>,
    /// Tasks in the order of the file.
    pub tasks: Vec<Task>,
    /// Skills in the order of the file.
    pub skills: Vec<Skill>,
    /// What people in the job work with, in the order of the file.
    pub technologies: Vec<Technology>,
    /// How one gets into the job.
    pub preparation: Option<Preparation>,
    /// Tools to learn.
    pub learn: Vec<Learn>,
    /// Career paths.
    pub paths: Vec<CareerPath>,
    /// The plan.
    pub roadmap: Vec<Phase>,
    /// What can be done this week.
    pub quick_wins: Vec<Prose>,
    /// Certificates.
    pub certifications: Vec<Certification>,
    /// Pay.
    pub pay: Option<Pay>,
    /// Demand.
    pub demand: Option<Demand>,
    /// Eras.
    pub timeline: Vec<Era>,
    /// The author's own questions.
    pub faq: Vec<Question>,
    /// The long analysis.
    pub analysis: Option<Analysis>,
}

/// A task.
#[derive(Debug)]
pub struct Task {
    /// Names its row.
    pub id: Slug,
    /// What it is.
    pub name: Text,
    /// What it consists of.
    pub description: Option<Text>,
    /// How far AI reaches it, as somebody says or as it follows from the label.
    pub exposure: Option<Cited<Percent>>,
    /// How the exposure is known.
    pub basis: Basis,
    /// The same in a word.
    pub level: Option<Cited<Band>>,
    /// Share of working time.
    pub share: Option<Cited<Percent>>,
    /// When the change is expected.
    pub horizon: Option<Cited<Horizon>>,
    /// Whether it belongs to the core of the job.
    pub kind: Option<TaskKind>,
    /// How important it is in the job.
    pub importance: Option<Cited<Importance>>,
    /// Percent of those asked who do it.
    pub relevance: Option<Cited<Percent>>,
    /// The label that a study gives to it; its source is known and defines it.
    pub label: Option<Cited<Label>>,
    /// Who does it, said or derived; not derived from a label.
    pub performer: Option<Performer>,
    /// Why.
    pub why: Option<Text>,
    /// Tools that do it, and for what.
    pub tools: Vec<(ToolId, Option<Text>)>,
    /// Where what is said without figures comes from.
    pub citation: Citation,
}

impl Task {
    /// Whether it is taken from a data set of tasks, which then is its source beside those of its figures: it has a kind there, or a study
    /// labelled it.
    pub fn is_taken(&self) -> bool {
        self.kind.is_some() || self.label.is_some()
    }

    /// The band of the task: of its printed exposure, or the word in its place.
    pub fn band(&self, bands: Bands) -> Option<Band> {
        let of_number = self.exposure.as_ref().map(|exposure| bands.of(Score::clamped(exposure.value.get()).points()));
        of_number.or(self.level.as_ref().map(|level| level.value))
    }
}

/// How the exposure of a task is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Somebody says it, or nobody does.
    Said,
    /// It follows from the task's label, by the rule of the label's source.
    Label,
}

/// A skill.
#[derive(Debug)]
pub struct Skill {
    /// What it is.
    pub name: Text,
    /// Skill, field of knowledge or ability.
    pub kind: SkillKind,
    /// How important it is to the job, from 1 to 5.
    pub importance: Option<Box<Cited<Importance>>>,
    /// At what level the job needs it, from 0 to 7.
    pub level: Option<Box<Cited<SkillLevel>>>,
    /// How well it lasts.
    pub resilience: Option<Cited<Grade>>,
    /// Why.
    pub why: Option<Text>,
    /// Where it comes from.
    pub citation: Citation,
}

/// What people in a job work with.
#[derive(Debug)]
pub struct Technology {
    /// What it is.
    pub name: TechnologyRef,
    /// What kind of technology it is, or for what it is used.
    pub purpose: Option<Text>,
    /// How often employers ask for it.
    pub sought: Sought,
    /// Where it comes from.
    pub citation: Citation,
}

/// How often employers ask for a technology.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Sought {
    /// Whether employers in general often ask for it.
    pub hot: bool,
    /// Whether employers often ask for it in this job.
    pub in_demand: bool,
}

impl Technology {
    /// The tool of this site that it is, where it is one.
    pub fn tool(&self) -> Option<ToolId> {
        match self.name {
            TechnologyRef::Tool(tool) => Some(tool),
            TechnologyRef::Name(_) => None,
        }
    }
}

/// What a technology is called.
#[derive(Debug)]
pub enum TechnologyRef {
    /// A tool of this site.
    Tool(ToolId),
    /// A technology without a page here.
    Name(Text),
}

/// How one gets into a job. At least one of its parts is there.
#[derive(Debug)]
pub struct Preparation {
    /// How much preparation it needs.
    pub job_zone: Option<Cited<JobZone>>,
    /// What one has to have done before.
    pub experience: Option<Text>,
    /// What schooling is asked for.
    pub education: Option<Text>,
    /// What one learns in the job.
    pub training: Option<Text>,
    /// Where what is said without figures comes from.
    pub citation: Citation,
}

/// A tool to learn.
#[derive(Debug)]
pub struct Learn {
    /// The tool.
    pub tool: ToolId,
    /// Why.
    pub why: Option<Text>,
    /// Where it comes from.
    pub citation: Citation,
}

/// A career path.
#[derive(Debug)]
pub struct CareerPath {
    /// The job.
    pub to: PathEnd,
    /// What kind of move it is.
    pub kind: Option<PathKind>,
    /// Percent of skills that carry over.
    pub skill_match: Option<Cited<Percent>>,
    /// How hard it is.
    pub difficulty: Option<Difficulty>,
    /// The publisher's own word.
    pub label: Option<Text>,
    /// The score of the job as the path's source gives it.
    pub score: Option<(Notation, Score)>,
    /// Skills that carry over.
    pub have: Vec<Text>,
    /// Skills to gain.
    pub need: Vec<Text>,
    /// Why.
    pub why: Option<Text>,
    /// Where it comes from.
    pub citation: Citation,
}

/// The job at the end of a path.
#[derive(Debug)]
pub enum PathEnd {
    /// A report of this site.
    Report(ReportId),
    /// A job without a report here.
    Title(Text),
}

/// A phase of the plan.
#[derive(Debug)]
pub struct Phase {
    /// What it is called.
    pub title: Text,
    /// How long, or when.
    pub period: Option<Text>,
    /// What is reached.
    pub goal: Option<Text>,
    /// What to do.
    pub steps: Vec<Prose>,
    /// Where it comes from.
    pub citation: Citation,
}

/// A certificate.
#[derive(Debug)]
pub struct Certification {
    /// Its name.
    pub name: Text,
    /// Who gives it.
    pub issuer: Option<Text>,
    /// Where it is described.
    pub url: Option<Address>,
    /// Why.
    pub why: Option<Text>,
    /// Whether the publisher earns by the link.
    pub affiliate: bool,
    /// Where it comes from.
    pub citation: Citation,
}

/// Pay.
#[derive(Debug)]
pub struct Pay {
    /// The currency.
    pub currency: Currency,
    /// For how long a time.
    pub per: PayPeriod,
    /// Where.
    pub area: Option<Text>,
    /// Percentile (10, 25, 50, 75 or 90) and wage, rising.
    pub percentiles: Vec<(u8, Cited<Wage>)>,
    /// What some earn more.
    pub premium: Option<Premium>,
    /// Pay of levels.
    pub levels: Vec<PayLevel>,
    /// What a reader has to know of it.
    pub note: Option<Text>,
    /// The occupation of which the source gives it.
    pub code: Option<Box<ClassificationCode>>,
    /// Where it comes from.
    pub citation: Citation,
}

impl Pay {
    /// The wage at the middle, where it is given.
    pub fn median(&self) -> Option<&Cited<Wage>> {
        self.percentiles.iter().find(|(percentile, _)| *percentile == 50).map(|(_, wage)| wage)
    }
}

/// What some earn more than others, in percent.
#[derive(Debug)]
pub struct Premium {
    /// The ends.
    pub range: ChangeRange,
    /// Of whom.
    pub whom: Option<Text>,
    /// Where it comes from.
    pub citation: Citation,
}

/// Pay of one level.
#[derive(Debug)]
pub struct PayLevel {
    /// The level.
    pub name: Text,
    /// What it pays.
    pub range: Option<MoneyRange>,
    /// How it changes in percent.
    pub change: Option<ChangeRange>,
    /// How it changes in words.
    pub outlook: Option<Text>,
    /// Where it comes from.
    pub citation: Citation,
}

/// Demand.
#[derive(Debug)]
pub struct Demand {
    /// Persons in the job.
    pub employment: Option<Cited<Count>>,
    /// Change over the period in percent.
    pub growth: Option<Cited<Change>>,
    /// Openings a year.
    pub openings: Option<Cited<Count>>,
    /// The years of the projection.
    pub period: Option<Period>,
    /// Where.
    pub area: Option<Text>,
    /// The trend in words.
    pub trend: Option<Text>,
    /// What a reader has to know of it.
    pub note: Option<Text>,
    /// The occupation of which the source gives it.
    pub code: Option<Box<ClassificationCode>>,
    /// Where it comes from.
    pub citation: Citation,
}

/// An era of the timeline.
#[derive(Debug)]
pub struct Era {
    /// When.
    pub period: Text,
    /// What it is called.
    pub title: Text,
    /// What happens.
    pub text: Option<Prose>,
    /// Where it comes from.
    pub citation: Citation,
}

/// A long analysis.
#[derive(Debug)]
pub struct Analysis {
    /// The file from which it comes.
    pub file: String,
    /// The text.
    pub text: String,
    /// Its headings and links.
    pub outline: Outline,
}
