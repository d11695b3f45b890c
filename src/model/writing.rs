//! The front matter of articles, pages and analyses.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Date, Reference, Slug, Text};

/// What stands before the Markdown of an article or a page.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FrontMatter {
    /// The title of the page.
    pub title: Text,
    /// What it says, in a sentence; also the page's description.
    pub summary: Text,
    /// When it was published.
    pub date: Option<Date>,
    /// When it was last changed.
    pub updated: Option<Date>,
    /// The reports that it is about.
    #[serde(default)]
    pub occupations: Vec<Reference>,
    /// Former addresses, which redirect.
    #[serde(default)]
    pub aliases: Vec<Slug>,
    /// Kept out of a build.
    #[serde(default)]
    pub draft: bool,
    /// Kept out of the sitemap and of search engines.
    #[serde(default)]
    pub noindex: bool,
}
