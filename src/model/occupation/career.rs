//! Career paths, the plan and certificates.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::figure::Figure;
use crate::model::{Address, Date, Notation, Percent, Prose, Reference, Text};

/// A move to another job.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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
#[derive(Clone, Debug, Deserialize, JsonSchema)]
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
#[derive(Clone, Debug, Deserialize, JsonSchema)]
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
