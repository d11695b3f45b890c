//! The site itself: `site.yaml`.

use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

pub use super::block::{Block, BlockForm, BlockKind, BlockLink, BlockPlace};
use super::key_rule::forbids;
use super::pattern::web_address;
use super::scalar::{Scalar, deserialize_scalar};
use super::{Address, Bands, Form, Invalid, LinkPath, Measure, OwnScoreRule, Reference, Text};
use crate::diagnostic::{Code, did_you_mean, warnings};

/// The configuration of a site.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "site")]
pub struct SiteDraft {
    /// The name of the site.
    pub title: Text,
    /// The address at which the site will stand, with its path: `https://example.github.io/reports/`.
    pub base_url: BaseUrl,
    /// What the site is, in a sentence.
    pub description: Text,
    /// The language of its texts, as a tag; names the message file.
    #[serde(default)]
    pub language: Language,
    /// Who publishes the site; where absent, its title.
    pub publisher: Option<Named>,
    /// The licence of the reports and their data.
    pub licence: Option<Named>,
    /// How the headline of a report is made: `{by: median, measure: risk}`, `{by: tasks}` or `{by: source, source:
    /// …}`.
    #[serde(default)]
    pub headline: HeadlineRuleDraft,
    /// Where each band begins; what is below `moderate` is low.
    #[serde(default)]
    pub bands: Bands,
    /// What the publisher adds to a reader's own score for tools, years and seniority; where absent, nothing.
    pub own_score: Option<OwnScoreRule>,
    /// Which sections of a report come first, and which do not come.
    #[serde(default)]
    pub sections: SectionOrder,
    /// The links at the head of every page; where absent, the theme's.
    pub navigation: Option<Vec<NavigationEntry>>,
    /// What Markdown may hold.
    #[serde(default)]
    pub markdown: MarkdownRules,
    /// The text beside affiliate links; where absent, the theme's.
    pub disclosure: Option<Text>,
    /// The publisher's own blocks, such as a newsletter.
    #[serde(default)]
    pub blocks: Vec<Block>,
    /// What others can show of the site.
    #[serde(default)]
    pub sharing: Sharing,
    /// What `foretask check` looks for.
    #[serde(default)]
    pub check: CheckRules,
    /// Symbolic links that may lead out of the site's folder, by their paths in it, such as `static/shared`.
    #[serde(default)]
    pub follow: Vec<LinkPath>,
}

/// The address at which a site stands: a host and a path that ends with `/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl(url::Url);

impl BaseUrl {
    /// The address.
    pub fn as_url(&self) -> &url::Url {
        &self.0
    }
}

impl Scalar for BaseUrl {
    const EXPECTING: &'static str = "an address such as `https://example.org/`";

    fn form() -> Form {
        Form::text(&web_address(r"(?:[/\\][^?#]*)?")).examples(json!(["https://example.org/"]))
    }

    fn from_text(text: &str) -> Result<Self, Invalid> {
        let invalid = |what: String| {
            Invalid::new(Code::InvalidAddress, what)
                .help("write the address of the finished site, such as `https://example.org/` or `https://name.github.io/reports/`")
        };
        let mut url = url::Url::parse(text).map_err(|_| invalid(format!("`{text}` is not an address")))?;
        if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
            return Err(invalid(format!("`{text}` is not the address of a website")));
        }
        if url.query().is_some() || url.fragment().is_some() || !url.username().is_empty() {
            return Err(invalid(format!("`{text}` holds more than a host and a path")));
        }
        if !url.path().ends_with('/') {
            let path = format!("{}/", url.path());
            url.set_path(&path);
        }
        Ok(Self(url))
    }
}

/// A language tag, such as `en` or `pt-BR`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Language(String);

impl Language {
    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for Language {
    fn default() -> Self {
        Self("en".to_owned())
    }
}

impl Scalar for Language {
    const EXPECTING: &'static str = "a language tag such as `en` or `pt-BR`";

    fn form() -> Form {
        let variant = "[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}";
        Form::text(&format!(
            "(?:[A-Za-z]{{2,3}}|[A-Za-z]{{5,8}})(?:[-_][A-Za-z]{{4}})?(?:[-_](?:[A-Za-z]{{2}}|[0-9]{{3}}))?(?:[-_](?:{variant}))*"
        ))
        .examples(json!(["en", "de", "pt-BR"]))
    }

    fn from_text(text: &str) -> Result<Self, Invalid> {
        text.parse::<unic_langid::LanguageIdentifier>().map(|tag| Self(tag.to_string())).map_err(|_| {
            Invalid::new(Code::UnknownWord, format!("`{text}` is not a language tag"))
                .help("write a tag such as `en`, `de` or `pt-BR`")
        })
    }
}

/// A name with an address.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline, title = "Name and address")]
pub struct Named {
    /// The name.
    pub name: Text,
    /// Its address.
    pub url: Option<Address>,
}

/// How the headline of a report is made, as written.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline, title = "Headline rule", extend("default" = { "by": "median", "measure": "risk" }, "allOf" = [
    rule_needs("median", "measure"),
    rule_ignores("median", "source"),
    rule_ignores("tasks", "measure"),
    rule_ignores("tasks", "source"),
    rule_needs("source", "source"),
    rule_ignores("source", "measure"),
]))]
pub struct HeadlineRuleDraft {
    /// What the headline is made of.
    pub by: HeadlineBy,
    /// With `by: median`, the measure whose assessments count.
    pub measure: Option<Measure>,
    /// With `by: source`, the id of the source whose score it is, in `sources.yaml`.
    pub source: Option<Reference>,
}

/// What a rule for a headline says, in a schema.
fn by(rule: &str) -> Value {
    json!({ "required": ["by"], "properties": { "by": { "const": rule } } })
}

/// A rule for a headline needs a key.
fn rule_needs(rule: &str, key: &str) -> Value {
    let given = json!({ "not": { "type": "null" }, "doNotSuggest": true });
    json!({ "if": by(rule), "then": { "required": [key], "properties": { key: given } } })
}

/// A key has no meaning for a rule for a headline.
fn rule_ignores(rule: &str, key: &str) -> Value {
    forbids(by(rule), key, &format!("`{key}` has no meaning for this headline rule; remove it"))
}

/// The kinds of rules for a headline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum HeadlineBy {
    /// The median of the assessments of one measure.
    Median,
    /// The task score.
    Tasks,
    /// The score of one source.
    Source,
}

impl Default for HeadlineRuleDraft {
    fn default() -> Self {
        Self { by: HeadlineBy::Median, measure: Some(Measure::Risk), source: None }
    }
}

/// The sections of a report: which come first, which do not come.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline, title = "Sections")]
pub struct SectionOrder {
    /// These sections come first, in this order; the others follow in their own.
    #[serde(default)]
    pub order: Vec<Section>,
    /// These sections do not come at all.
    #[serde(default)]
    pub hide: Vec<Section>,
}

impl SectionOrder {
    /// The sections that are printed, in their order.
    pub fn sections(&self) -> Vec<Section> {
        let rest = Section::ALL.iter().filter(|section| !self.order.contains(section));
        self.order.iter().chain(rest).filter(|section| !self.hide.contains(section)).copied().collect()
    }
}

macro_rules! sections {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal,)+) => {
        /// A section of a report; each is a template of its own.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Section { $($(#[doc = $doc])+ $name,)+ }

        impl Section {
            /// Every section, in the default order.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The name in files, anchors and message ids.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }

            /// What it shows.
            pub fn description(self) -> &'static str {
                match self { $(Self::$name => concat!($($doc),+).trim(),)+ }
            }
        }
    };
}

sections! {
    /// The strip, the band, the window and the percentile.
    Headline = "headline",
    /// The scores that others publish.
    Assessments = "assessments",
    /// The arithmetic of the headline, to be redone by hand.
    Worksheet = "worksheet",
    /// Where the job is going.
    Outlook = "outlook",
    /// The tasks with their exposure, horizon and tools.
    Tasks = "tasks",
    /// The reader's own score, made of their own week.
    OwnScore = "own-score",
    /// The tasks by who does them: automated, assisted, human.
    Board = "board",
    /// Tools that do these tasks.
    Tools = "tools",
    /// Tools to learn.
    Learn = "learn",
    /// Skills by resilience.
    Skills = "skills",
    /// What people in the job work with.
    Technologies = "technologies",
    /// How one gets into the job.
    Preparation = "preparation",
    /// Comparable jobs.
    Ladder = "ladder",
    /// Career paths.
    Paths = "paths",
    /// The plan in phases.
    Roadmap = "roadmap",
    /// What can be done this week.
    QuickWins = "quick-wins",
    /// Certificates worth having.
    Certifications = "certifications",
    /// What the job pays.
    Pay = "pay",
    /// How many do the job, and how that changes.
    Demand = "demand",
    /// What came and what comes, era by era.
    Timeline = "timeline",
    /// The publisher's judgement.
    Verdict = "verdict",
    /// The long analysis.
    Analysis = "analysis",
    /// Questions and answers.
    Faq = "faq",
    /// Reports to read next.
    Related = "related",
    /// Earlier headlines.
    History = "history",
    /// The publisher's blocks.
    Blocks = "blocks",
    /// The sources of the page.
    Sources = "sources",
    /// How to cite the page.
    Cite = "cite",
}

impl Scalar for Section {
    const EXPECTING: &'static str = "the name of a section";

    fn form() -> Form {
        Form::words(Self::ALL.iter().map(|section| (section.as_str(), section.description())))
    }

    fn from_text(text: &str) -> Result<Self, Invalid> {
        Self::ALL.iter().copied().find(|section| section.as_str() == text).ok_or_else(|| {
            let names: Vec<&str> = Self::ALL.iter().map(|section| section.as_str()).collect();
            Invalid::new(
                Code::UnknownWord,
                format!("no section is named `{text}`{}", did_you_mean(text, names.iter().copied())),
            )
            .help(format!("the sections are {}", names.join(", ")))
        })
    }
}

deserialize_scalar!(BaseUrl, Language, Section, Warning, SourceYears);

/// The schema of where a link at the head of a page leads.
fn path_or_address(_: &mut SchemaGenerator) -> Schema {
    Form::text(&format!("/.*|{}", web_address(r"(?:[/\\?#].*)?")))
        .examples(json!(["/methodology/", "https://example.org/page"]))
        .schema("a path of this site that begins with `/`, or a whole address")
}

/// A link at the head of every page.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "link")]
pub struct NavigationEntry {
    /// The words of the link.
    pub label: Text,
    /// A path of this site, such as `/methodology/`, or an address.
    #[schemars(schema_with = "path_or_address")]
    pub to: Text,
}

/// What Markdown may hold.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline, title = "Markdown")]
pub struct MarkdownRules {
    /// `true` lets HTML in Markdown through.
    #[serde(default)]
    pub raw_html: bool,
}

/// What others can show of a site.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline, title = "Sharing")]
pub struct Sharing {
    /// `false` draws no pictures for links to the site on social sites.
    #[serde(default = "yes")]
    pub cards: bool,
    /// `true` makes a badge with the score for each report, which other sites can show as a picture.
    #[serde(default)]
    pub badge: bool,
    /// `true` makes a small page with the score for each report, which other sites can show in a frame.
    #[serde(default)]
    pub embed: bool,
}

impl Default for Sharing {
    fn default() -> Self {
        Self { cards: true, badge: false, embed: false }
    }
}

fn yes() -> bool {
    true
}

/// What `foretask check` looks for beyond faults.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline, title = "Check")]
pub struct CheckRules {
    /// Warnings that are not wanted, by their names.
    #[serde(default)]
    pub off: Vec<Warning>,
    /// A source that was published longer ago than so many years is old; where absent, none is.
    pub source_years: Option<SourceYears>,
}

/// The code of a warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Warning(pub Code);

impl Scalar for Warning {
    const EXPECTING: &'static str = "the name of a warning";

    fn form() -> Form {
        Form::words(warnings().map(|code| (code.as_str(), "")))
    }

    fn from_text(text: &str) -> Result<Self, Invalid> {
        if let Some(code) = warnings().find(|code| code.as_str() == text) {
            return Ok(Self(code));
        }
        let names: Vec<&str> = warnings().map(Code::as_str).collect();
        let invalid = if Code::ALL.iter().any(|code| code.as_str() == text) {
            Invalid::new(Code::UnknownWord, format!("`{text}` is a fault, and faults cannot be switched off"))
        } else {
            let hint = did_you_mean(text, names.iter().copied());
            Invalid::new(Code::UnknownWord, format!("no warning is named `{text}`{hint}"))
        };
        let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        Err(invalid.help(format!("the warnings are {}", quoted.join(", "))))
    }
}

/// How many years a source stays fresh.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourceYears(u8);

impl SourceYears {
    /// The years.
    pub fn get(self) -> u8 {
        self.0
    }
}

impl Scalar for SourceYears {
    const EXPECTING: &'static str = "a number of years from 1 to 100";

    fn form() -> Form {
        Form::whole_number(1.0, 100.0).or_text(r"\+?0*(?:100|[1-9][0-9]?)")
    }

    fn from_text(text: &str) -> Result<Self, Invalid> {
        text.parse().ok().filter(|years| (1..=100).contains(years)).map(Self).ok_or_else(|| {
            Invalid::new(Code::OutOfRange, format!("`{text}` is out of range"))
                .help("this is a number of years from 1 to 100")
        })
    }
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
