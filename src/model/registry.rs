//! What reports refer to: tools, industries and sources.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Address, Date, Measure, Rubric, Scale, Text};

/// A tool: an entry of `tools.yaml`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "tool")]
pub struct ToolEntry {
    /// The name of the tool.
    pub name: Text,
    /// Who makes it.
    pub maker: Option<Text>,
    /// What it does, in a sentence.
    pub summary: Text,
    /// Its own page.
    pub url: Option<Address>,
    /// Whether the publisher of this site earns by the link; it is marked as sponsored then, with the disclosure
    /// beside it.
    #[serde(default)]
    pub affiliate: bool,
}

/// An industry: an entry of `industries.yaml`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "industry")]
pub struct IndustryEntry {
    /// The name of the industry.
    pub name: Text,
    /// What belongs to it, in a sentence or two.
    pub summary: Option<Text>,
}

/// A source: an entry of `sources.yaml`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "source")]
pub struct SourceEntry {
    /// The title of the source.
    pub title: Text,
    /// A shorter name for charts and tables; where absent, the title.
    pub short: Option<Text>,
    /// Who published it.
    pub publisher: Option<Text>,
    /// The address at which it stands.
    pub url: Option<Address>,
    /// The date at which it was published.
    pub published: Option<Date>,
    /// The date at which it was read.
    pub accessed: Option<Date>,
    /// What the source is.
    pub kind: SourceKind,
    /// The licence under which it may be used, such as "CC BY 4.0".
    pub licence: Option<Text>,
    /// The address of the licence.
    pub licence_url: Option<Address>,
    /// The text that the licence asks for; it is printed on every page that uses the source.
    pub attribution: Option<Text>,
    /// What the source says, in a sentence or two.
    pub summary: Option<Text>,
    /// What its scores measure; makes it a source that assessments may name.
    pub measures: Option<Measure>,
    /// The scale of its plain numbers, and what a higher one means. Where absent they stand on 0 to 100, higher being
    /// more exposed.
    #[serde(default)]
    pub scale: Scale,
    /// What the labels mean that the source gives to tasks, and the exposure that this site makes of each:
    /// `E1: {text: …, exposure: 100}`.
    #[serde(default)]
    pub labels: Rubric,
    /// Why the labels have these exposures; it is printed wherever a number follows from a label.
    pub rule: Option<Text>,
}

/// What a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
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
