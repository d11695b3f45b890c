//! The front matter of articles, pages and analyses.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Date, Reference, Slug, Text};

/// What stands before the Markdown of an article or a page.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "front matter")]
pub struct FrontMatter {
    /// The title of the page.
    pub title: Text,
    /// What the page says, in a sentence; also the page's description.
    pub summary: Text,
    /// The date at which it was published.
    pub date: Option<Date>,
    /// The date at which it was last changed.
    pub updated: Option<Date>,
    /// Slugs of the reports that it is about.
    #[serde(default)]
    pub occupations: Vec<Reference>,
    /// Former addresses of the page, as slugs; they redirect to it.
    #[serde(default)]
    pub aliases: Vec<Slug>,
    /// `true` keeps the page out of a build.
    #[serde(default)]
    pub draft: bool,
    /// `true` keeps the page out of the sitemap and of search engines.
    #[serde(default)]
    pub noindex: bool,
}
