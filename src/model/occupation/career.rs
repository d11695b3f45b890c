//! Career paths, the plan and certificates.

use borsh::{BorshDeserialize, BorshSerialize};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::figure::Figure;
use crate::model::{Address, Date, Notation, Percent, Prose, Reference, Text};

/// A move to another job.
#[derive(Clone, Debug, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "path")]
pub struct PathDraft {
    /// The job at the end of the path: the slug of a report of this site, or `{title: …}` for a job that has none
    /// here.
    pub to: PathTarget,
    /// What kind of move it is.
    pub kind: Option<PathKind>,
    /// The percent of skills that carry over to that job.
    #[serde(rename = "match")]
    pub skill_match: Option<Figure<Percent>>,
    /// How hard the move is.
    pub difficulty: Option<Difficulty>,
    /// The publisher's own word for the move.
    pub label: Option<Text>,
    /// The score of that job as the source of the path gives it, in its own notation. Where this site has a report on
    /// the job, its headline is shown too.
    pub score: Option<Notation>,
    /// Skills that carry over.
    #[serde(default)]
    pub have: Vec<Text>,
    /// Skills to gain.
    #[serde(default)]
    pub need: Vec<Text>,
    /// Why this move is worth thinking about.
    pub why: Option<Text>,
    /// The id of the source of what this path says, in `sources.yaml`; where absent, that of the section.
    pub source: Option<Reference>,
    /// The date at which that source says so.
    pub as_of: Option<Date>,
}

/// The job at the end of a path.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub enum PathTarget {
    /// A report of this site.
    Report(Reference),
    /// A job without a report here.
    Title(Text),
}

/// What kind of move a path is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
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
#[derive(Clone, Debug, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "phase")]
pub struct PhaseDraft {
    /// What the phase is called.
    pub title: Text,
    /// How long it takes, or when it is, such as "Months 1 to 3".
    pub period: Option<Text>,
    /// What is reached at its end.
    pub goal: Option<Text>,
    /// What to do, one step each; Markdown works.
    #[serde(default)]
    pub steps: Vec<Prose>,
    /// The id of the source of what this phase says, in `sources.yaml`; where absent, that of the section.
    pub source: Option<Reference>,
    /// The date at which that source says so.
    pub as_of: Option<Date>,
}

/// A certificate worth having.
#[derive(Clone, Debug, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "certification")]
pub struct CertificationDraft {
    /// The name of the certificate.
    pub name: Text,
    /// Who gives it.
    pub issuer: Option<Text>,
    /// The page on which it is described.
    pub url: Option<Address>,
    /// Why it is worth having.
    pub why: Option<Text>,
    /// Whether the publisher of this site earns by the link; it is marked as sponsored then.
    #[serde(default)]
    pub affiliate: bool,
    /// The id of the source of what this certification says, in `sources.yaml`; where absent, that of the section.
    pub source: Option<Reference>,
    /// The date at which that source says so.
    pub as_of: Option<Date>,
}
