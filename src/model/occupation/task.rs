//! Tasks, skills and tools.

use borsh::{BorshDeserialize, BorshSerialize};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::model::figure::{Figure, HorizonFigure};
use crate::model::key_rule::excludes;
use crate::model::{Band, Date, Grade, Importance, Label, Percent, Reference, SkillLevel, Slug, Text};

/// One task of the job.
#[derive(Clone, Debug, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "task", extend("allOf" = [
    excludes("exposure", "level", "the level follows from the exposure; remove `level`"),
    json!({
        "if": { "not": { "required": ["id"], "properties": { "id": { "not": { "type": "null" } } } } },
        "then": { "properties": { "name": {
            "pattern": "[A-Za-z0-9]",
            "patternErrorMessage": "no id can be made from this name; give the task an `id`",
            "doNotSuggest": true,
        } } },
    }),
]))]
pub struct TaskDraft {
    /// A slug for links to this task, which end in `#task-` and this id; where absent, made from the name.
    pub id: Option<Slug>,
    /// What the task is, in a few words, such as "CRUD endpoints".
    pub name: Text,
    /// What the task consists of.
    pub description: Option<Text>,
    /// How far AI reaches this task, from 0 (not at all) to 100 (wholly). Where nobody gives a number, write `level`.
    pub exposure: Option<Figure<Percent>>,
    /// How far AI reaches this task, in a word, where nobody gives a number. Not together with `exposure`.
    pub level: Option<Band>,
    /// The share of working time that the task takes, in percent. All shares of a report are at most 100 together;
    /// where every task with a number has one, they weight the task score.
    pub share: Option<Figure<Percent>>,
    /// When the change is expected: years from the date of the source on, such as `1-3` or `10+`, or `{before:
    /// 2031}`.
    pub horizon: Option<HorizonFigure>,
    /// Whether the task belongs to the core of the job or is supplemental, as O*NET has it. Both count alike.
    pub kind: Option<TaskKind>,
    /// How important the task is in the job, from 1 (not important) to 5 (extremely important): O*NET's scale.
    pub importance: Option<Figure<Importance>>,
    /// The percent of those asked who do the task at all.
    pub relevance: Option<Figure<Percent>>,
    /// The label that a study gives to the task, such as `E1`; its source says under `labels` what it means. Where
    /// there is no `exposure`, it follows from the label.
    pub label: Option<Figure<Label>>,
    /// Who does the task. Where absent it follows from the band of the exposure: very high is automated, moderate and
    /// high assisted, low human. It does not follow from a label.
    pub performer: Option<Performer>,
    /// The reasoning behind the exposure.
    pub why: Option<Text>,
    /// The tools that do this task: ids of `tools.yaml`, or `{tool: …, use: …}` to say for what.
    #[serde(default)]
    pub tools: Vec<ToolUseDraft>,
    /// The id of the source of what this task says, in `sources.yaml`; where absent, that of the section.
    pub source: Option<Reference>,
    /// The date at which that source says so.
    pub as_of: Option<Date>,
}

/// Whether a task belongs to the core of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum TaskKind {
    /// Most who have the job do it, and it matters.
    Core,
    /// Fewer do it, or it matters less.
    Supplemental,
}

impl TaskKind {
    /// The name in files and message ids.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Core => "core",
            Self::Supplemental => "supplemental",
        }
    }
}

/// Who does a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[derive(BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
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
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct ToolUseDraft {
    /// The id of the tool.
    pub tool: Reference,
    /// For what.
    pub purpose: Option<Text>,
}

/// A skill: what it is worth in the job, and how well it lasts.
#[derive(Clone, Debug, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "skill")]
pub struct SkillDraft {
    /// What the skill is, such as "System design".
    pub name: Text,
    /// Whether it is a skill, a field of knowledge or an ability.
    #[serde(default)]
    pub kind: SkillKind,
    /// How important it is to the job, on O*NET's scale: from 1 (not important) to 5 (extremely important).
    pub importance: Option<Box<Figure<Importance>>>,
    /// At what level the job needs it, on O*NET's scale: from 0 to 7.
    pub level: Option<Box<Figure<SkillLevel>>>,
    /// How well the skill lasts: from 0 (easily replaced) to 100 (lasting), or `low`, `medium`, `high`.
    pub resilience: Option<Figure<Grade>>,
    /// Why it lasts, or does not.
    pub why: Option<Text>,
    /// The id of the source of what this skill says, in `sources.yaml`; where absent, that of the section.
    pub source: Option<Reference>,
    /// The date at which that source says so.
    pub as_of: Option<Date>,
}

/// What a person in the job can or knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[derive(BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum SkillKind {
    /// What is learnt by doing.
    #[default]
    Skill,
    /// What is known of a field.
    Knowledge,
    /// What a person brings along.
    Ability,
}

impl SkillKind {
    /// All kinds in the order in which pages show them.
    pub const ALL: [Self; 3] = [Self::Skill, Self::Knowledge, Self::Ability];

    /// The name in files and message ids.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Skill => "skill",
            Self::Knowledge => "knowledge",
            Self::Ability => "ability",
        }
    }
}

/// A tool worth learning.
#[derive(Clone, Debug, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "tool to learn")]
pub struct LearnDraft {
    /// The id of a tool in `tools.yaml` that is worth learning.
    pub tool: Reference,
    /// Why it is worth learning in this job.
    pub why: Option<Text>,
    /// The id of the source of what this advice says, in `sources.yaml`; where absent, that of the section.
    pub source: Option<Reference>,
    /// The date at which that source says so.
    pub as_of: Option<Date>,
}
