use std::fmt;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::link::{Corpus, IndustryId, ReportId, ToolId};
use crate::model::site::BaseUrl;

/// The path of an output below the site's root: a file, or a page's folder with `/` at its end. Not encoded.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SitePath(String);

impl SitePath {
    /// The site's root.
    pub fn root() -> Self {
        Self(String::new())
    }

    /// A file by its path.
    pub fn file(path: &str) -> Self {
        Self(path.to_owned())
    }

    /// A page by the names of its folders.
    pub fn folder(names: &[&str]) -> Self {
        let mut path = String::with_capacity(names.iter().map(|name| name.len() + 1).sum());
        for name in names {
            path.push_str(name);
            path.push('/');
        }
        Self(path)
    }

    /// The page of a report.
    pub fn report(corpus: &Corpus, id: ReportId) -> Self {
        Self::folder(&["occupations", corpus.card(id).slug.as_str()])
    }

    /// The data of a report, beside its page.
    pub fn report_data(corpus: &Corpus, id: ReportId) -> Self {
        Self(format!("occupations/{}.json", corpus.card(id).slug))
    }

    /// A piece of the rows of all reports, counted from 1.
    pub fn rows(number: usize) -> Self {
        Self(format!("data/rows/{number}.json"))
    }

    /// The share card of a report.
    pub fn card(corpus: &Corpus, id: ReportId) -> Self {
        Self(format!("cards/{}.png", corpus.card(id).slug))
    }

    /// The share card of all other pages.
    pub fn site_card() -> Self {
        // No report has this path, whatever its slug.
        Self::file("cards/site/card.png")
    }

    /// The badge of a report.
    pub fn badge(corpus: &Corpus, id: ReportId) -> Self {
        Self(format!("badge/{}.svg", corpus.card(id).slug))
    }

    /// The page of a report for frames on other sites.
    pub fn embed(corpus: &Corpus, id: ReportId) -> Self {
        Self::folder(&["embed", corpus.card(id).slug.as_str()])
    }

    /// The page of a tool.
    pub fn tool(corpus: &Corpus, id: ToolId) -> Self {
        Self::folder(&["tools", corpus.tool(id).id.as_str()])
    }

    /// The page of an industry.
    pub fn industry(corpus: &Corpus, id: IndustryId) -> Self {
        Self::folder(&["industries", corpus.industry(id).id.as_str()])
    }

    /// How the task scores of an industry's reports and of all are spread, beside the page of the industry.
    pub fn task_scores(corpus: &Corpus, id: IndustryId) -> Self {
        Self(format!("industries/{}/task-scores.json", corpus.industry(id).id))
    }

    /// The further page of this number of a list; the first has no number.
    #[must_use]
    pub fn numbered(&self, number: usize) -> Self {
        if number == 1 { self.clone() } else { Self(format!("{}page/{number}/", self.0)) }
    }

    /// The path.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is a page's folder.
    pub fn is_folder(&self) -> bool {
        self.0.is_empty() || self.0.ends_with('/')
    }

    /// The path of the file that is written.
    pub fn output_file(&self) -> String {
        if self.is_folder() { format!("{}index.html", self.0) } else { self.0.clone() }
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What is encoded in a path: all but what the URL standard leaves as it is.
const ENCODED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Addresses under a base. The only place where an address is made.
#[derive(Clone, Debug)]
pub struct Urls {
    base: url::Url,
}

impl Urls {
    /// Addresses under this base.
    pub fn new(base: &BaseUrl) -> Self {
        Self { base: base.as_url().clone() }
    }

    /// The base itself.
    pub fn base(&self) -> &str {
        self.base.as_str()
    }

    /// The reference to an output from any page of the site: a path from the host's root.
    pub fn href(&self, path: &SitePath) -> String {
        let folder = self.base.path();
        let mut href = String::with_capacity(folder.len() + path.0.len());
        href.push_str(folder);
        href.extend(utf8_percent_encode(&path.0, ENCODED));
        href
    }

    /// The reference to what an author names by its path from `/` on, with an anchor or without.
    pub fn href_of(&self, written: &str) -> String {
        let path = written.trim_start_matches('/');
        match path.split_once('#') {
            Some((path, anchor)) => format!("{}#{anchor}", self.href(&SitePath::file(path))),
            None => self.href(&SitePath::file(path)),
        }
    }

    /// The whole address of an output.
    pub fn absolute(&self, path: &SitePath) -> String {
        self.whole(&self.href(path))
    }

    /// The whole address of what [`Urls::href`] gave.
    pub fn whole(&self, href: &str) -> String {
        let mut url = self.base.clone();
        url.set_path(href);
        url.into()
    }
}
