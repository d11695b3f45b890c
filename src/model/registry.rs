//! What reports refer to: tools, industries and sources.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Address, Date, Measure, Scale, Text};

/// A tool: an entry of `tools.yaml`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ToolEntry {
    /// Its name.
    pub name: Text,
    /// Who makes it.
    pub maker: Option<Text>,
    /// What it does.
    pub summary: Text,
    /// Its page.
    pub url: Option<Address>,
    /// Whether the publisher earns by the link.
    #[serde(default)]
    pub affiliate: bool,
}

/// An industry: an entry of `industries.yaml`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IndustryEntry {
    /// Its name.
    pub name: Text,
    /// What belongs to it.
    pub summary: Option<Text>,
}

/// A source: an entry of `sources.yaml`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SourceEntry {
    /// Its title.
    pub title: Text,
    /// The name in charts and tables.
    pub short: Option<Text>,
    /// Who published it.
    pub publisher: Option<Text>,
    /// Where it stands.
    pub url: Option<Address>,
    /// When it was published.
    pub published: Option<Date>,
    /// When it was read.
    pub accessed: Option<Date>,
    /// What it is.
    pub kind: SourceKind,
    /// Under what licence it may be used.
    pub licence: Option<Text>,
    /// Where the licence stands.
    pub licence_url: Option<Address>,
    /// Text that the licence asks for.
    pub attribution: Option<Text>,
    /// What it says.
    pub summary: Option<Text>,
    /// What its scores measure; makes it one that assessments may name.
    pub measures: Option<Measure>,
    /// The scale of its plain numbers.
    #[serde(default)]
    pub scale: Scale,
}

/// What a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// A scientific study.
    Study,
    /// Official statistics.
    Statistics,
    /// A data set.
    Database,
    /// A report.
    Report,
    /// An index of scores.
    Index,
    /// An article.
    Article,
    /// The judgement of the site's publisher.
    Judgement,
}

impl SourceKind {
    /// The name in files and message ids.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Study => "study",
            Self::Statistics => "statistics",
            Self::Database => "database",
            Self::Report => "report",
            Self::Index => "index",
            Self::Article => "article",
            Self::Judgement => "judgement",
        }
    }
}
