//! Tasks, skills and tools.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::figure::{Figure, HorizonFigure};
use crate::model::{Band, Date, Grade, Percent, Reference, Slug, Text};

/// One task of the job.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
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
#[derive(Clone, Debug, Deserialize, JsonSchema)]
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
#[derive(Clone, Debug, Deserialize, JsonSchema)]
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
