//! What one works with in a job, and how one gets into it.

use borsh::{BorshDeserialize, BorshSerialize};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::model::figure::Figure;
use crate::model::key_rule::wants;
use crate::model::{Date, JobZone, Reference, Text};

/// What people in the job work with, whether or not it does a task of theirs.
#[derive(Clone, Debug, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "technology")]
pub struct TechnologyDraft {
    /// The id of a tool in `tools.yaml`, or `{name: …}` for one that has no page here.
    pub tool: TechnologyName,
    /// What kind of technology it is, or for what it is used; technologies of one kind stand together.
    #[serde(rename = "use")]
    pub purpose: Option<Text>,
    /// Whether employers in general often ask for it.
    #[serde(default)]
    pub hot: bool,
    /// Whether employers often ask for it in this job.
    #[serde(default)]
    pub in_demand: bool,
    /// The id of the source that says so, in `sources.yaml`; where absent, that of the section.
    pub source: Option<Reference>,
    /// The date at which that source says so.
    pub as_of: Option<Date>,
}

/// What a technology is called.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub enum TechnologyName {
    /// A tool of this site.
    Tool(Reference),
    /// A technology without a page here.
    Name(Text),
}

impl TechnologyName {
    /// The id or the name as it was written.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Tool(id) => id.as_str(),
            Self::Name(name) => name.as_str(),
        }
    }
}

/// How one gets into the job.
#[derive(Clone, Debug, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
#[schemars(inline, title = "Preparation", extend("allOf" = [wants("job_zone", &["experience", "education", "training"])]))]
pub struct PreparationDraft {
    /// How much preparation the job needs, from 1 (little or none) to 5 (extensive): O*NET's job zones.
    pub job_zone: Option<Figure<JobZone>>,
    /// What one has to have done before.
    pub experience: Option<Text>,
    /// What schooling is asked for.
    pub education: Option<Text>,
    /// What one learns in the job, and how long that takes.
    pub training: Option<Text>,
    /// The id of the source of the whole section, in `sources.yaml`; figures in it can name nearer ones.
    pub source: Option<Reference>,
    /// The date of that source.
    pub as_of: Option<Date>,
}
