use std::fmt;

use super::SitePlan;
use super::address::SitePath;
use crate::assets::Assets;
use crate::diagnostic::Place;
use crate::link::{Corpus, IndustryId, ReportId, ToolId};
use crate::parse::SITE_FILE;
use crate::source::SiteFile;

/// Something that is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    /// An HTML page.
    Page(Page),
    /// A page at a former address that leads to the new one, by its position.
    Redirect(usize),
    /// The data of a report as JSON.
    ReportData(ReportId),
    /// The share card of a report.
    Card(ReportId),
    /// The share card of all other pages.
    SiteCard,
    /// The badge of a report.
    Badge(ReportId),
    /// The page of a report for frames on other sites.
    Embed(ReportId),
    /// A table of the whole site's data.
    Table(DataTable),
    /// A piece of the rows of all reports, for the script that filters and sorts them; counted from 1.
    Rows(usize),
    /// How the task scores of all reports and of an industry's are spread.
    TaskScores(IndustryId),
    /// An Atom feed.
    Feed(Feed),
    /// The sitemap, or the index of several.
    Sitemap,
    /// One of several sitemaps, counted from 1.
    SitemapPart(usize),
    /// `robots.txt`
    Robots,
    /// `llms.txt`
    Llms,
    /// `_redirects`, for hosts that read it.
    Redirects,
    /// `_headers`, for hosts that read it.
    Headers,
    /// What a search begins with.
    SearchManifest,
    /// A part of the search index, by its number.
    SearchShard(usize),
    /// A static file with its digest in its name, by its position.
    Asset(usize),
    /// A file of `static/root/`, by its position.
    RootFile(usize),
}

/// An HTML page. Lists have a number, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// The site's first page.
    Home,
    /// All reports.
    Reports(usize),
    /// A report.
    Report(ReportId),
    /// All industries.
    Industries,
    /// An industry and its reports.
    Industry(IndustryId, usize),
    /// All tools.
    Tools(usize),
    /// A tool and the reports that it reaches.
    Tool(ToolId, usize),
    /// Reports by score, by disagreement and by change.
    Rankings,
    /// What all reports show together.
    Economy,
    /// Reports side by side.
    Compare,
    /// All articles.
    Articles(usize),
    /// An article, by its position.
    Article(usize),
    /// Every change of a score.
    Changes(usize),
    /// All sources and what rests on them.
    Sources,
    /// How figures are made.
    Methodology,
    /// The data for download.
    Data,
    /// A page of text, by its position.
    Text(usize),
    /// What a host shows where nothing is.
    NotFound,
}

/// A table of the whole site's data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataTable {
    /// A line for each report.
    ReportsCsv,
    /// The same as JSON.
    ReportsJson,
    /// A line for each published score.
    AssessmentsCsv,
    /// A line for each task.
    TasksCsv,
    /// A line for each technology.
    TechnologiesCsv,
    /// A line for each skill.
    SkillsCsv,
    /// A line for each pay percentile.
    PayCsv,
    /// A line for each report with what the pictures of all jobs are made of.
    EconomyCsv,
    /// A line for each source.
    SourcesCsv,
    /// A line for each change of a headline.
    ChangesCsv,
}

impl DataTable {
    /// All tables.
    pub const ALL: [Self; 10] = [
        Self::ReportsCsv,
        Self::ReportsJson,
        Self::AssessmentsCsv,
        Self::TasksCsv,
        Self::TechnologiesCsv,
        Self::SkillsCsv,
        Self::PayCsv,
        Self::EconomyCsv,
        Self::SourcesCsv,
        Self::ChangesCsv,
    ];

    /// The name of the file.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::ReportsCsv => "reports.csv",
            Self::ReportsJson => "reports.json",
            Self::AssessmentsCsv => "assessments.csv",
            Self::TasksCsv => "tasks.csv",
            Self::TechnologiesCsv => "technologies.csv",
            Self::SkillsCsv => "skills.csv",
            Self::PayCsv => "pay.csv",
            Self::EconomyCsv => "economy.csv",
            Self::SourcesCsv => "sources.csv",
            Self::ChangesCsv => "changes.csv",
        }
    }

    /// Whether its rows are of what reports say that only their own pages need.
    pub fn is_of_bodies(self) -> bool {
        match self {
            Self::TasksCsv | Self::TechnologiesCsv | Self::SkillsCsv | Self::PayCsv => true,
            Self::ReportsCsv
            | Self::ReportsJson
            | Self::AssessmentsCsv
            | Self::EconomyCsv
            | Self::SourcesCsv
            | Self::ChangesCsv => false,
        }
    }

    /// Its path.
    pub fn path(self) -> SitePath {
        SitePath::file(&format!("data/{}", self.file_name()))
    }
}

/// An Atom feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feed {
    /// Articles and reports by date.
    News,
    /// Changes of scores.
    Changes,
}

impl Feed {
    /// All feeds.
    pub const ALL: [Self; 2] = [Self::News, Self::Changes];

    /// Its path.
    pub fn path(self) -> SitePath {
        SitePath::file(match self {
            Self::News => "feed.xml",
            Self::Changes => "changes.xml",
        })
    }
}

impl Output {
    /// The path of [`Output::SearchManifest`].
    pub fn search_manifest() -> SitePath {
        SitePath::file("search/index.json")
    }

    /// The path of [`Output::SearchShard`].
    pub fn search_shard(number: usize) -> SitePath {
        SitePath::file(&format!("search/{number}.json"))
    }
}

impl Page {
    /// Its path.
    pub fn path(self, corpus: &Corpus) -> SitePath {
        match self {
            Self::Home => SitePath::root(),
            Self::Reports(number) => SitePath::folder(&["occupations"]).numbered(number),
            Self::Report(id) => SitePath::report(corpus, id),
            Self::Industries => SitePath::folder(&["industries"]),
            Self::Industry(id, number) => SitePath::industry(corpus, id).numbered(number),
            Self::Tools(number) => SitePath::folder(&["tools"]).numbered(number),
            Self::Tool(id, number) => SitePath::tool(corpus, id).numbered(number),
            Self::Rankings => SitePath::folder(&["rankings"]),
            Self::Economy => SitePath::folder(&["economy"]),
            Self::Compare => SitePath::folder(&["compare"]),
            Self::Articles(number) => SitePath::folder(&["articles"]).numbered(number),
            Self::Article(at) => SitePath::folder(&["articles", corpus.articles[at].page.slug.as_str()]),
            Self::Changes(number) => SitePath::folder(&["changes"]).numbered(number),
            Self::Sources => SitePath::folder(&["sources"]),
            Self::Methodology => SitePath::folder(&["methodology"]),
            Self::Data => SitePath::folder(&["data"]),
            Self::Text(at) => SitePath::folder(&[corpus.pages[at].slug.as_str()]),
            Self::NotFound => SitePath::file("404.html"),
        }
    }

    /// The template that makes it.
    pub fn template(self) -> &'static str {
        match self {
            Self::Home => "home.html",
            Self::Reports(_) => "reports.html",
            Self::Report(_) => "report.html",
            Self::Industries => "industries.html",
            Self::Industry(..) => "industry.html",
            Self::Tools(_) => "tools.html",
            Self::Tool(..) => "tool.html",
            Self::Rankings => "rankings.html",
            Self::Economy => "economy.html",
            Self::Compare => "compare.html",
            Self::Articles(_) => "articles.html",
            Self::Article(_) => "article.html",
            Self::Changes(_) => "changes.html",
            Self::Sources => "sources.html",
            Self::Methodology => "methodology.html",
            Self::Data => "data.html",
            Self::Text(_) => "page.html",
            Self::NotFound => "404.html",
        }
    }
}

impl Output {
    /// The template that makes it, or in a word or two what it is.
    pub fn maker(self) -> &'static str {
        match self {
            Self::Page(page) => page.template(),
            Self::Redirect(_) => "redirect.html",
            Self::Embed(_) => "embed.html",
            Self::ReportData(_) => "data of a report",
            Self::Card(_) | Self::SiteCard => "share card",
            Self::Badge(_) => "badge",
            Self::Table(_) => "table of data",
            Self::Rows(_) => "rows of reports",
            Self::TaskScores(_) => "task scores",
            Self::Feed(_) => "feed",
            Self::Sitemap | Self::SitemapPart(_) => "sitemap",
            Self::SearchManifest | Self::SearchShard(_) => "search index",
            Self::Asset(_) | Self::RootFile(_) => "static file",
            Self::Robots | Self::Llms | Self::Redirects | Self::Headers => "file for programs",
        }
    }

    /// Whether a file of `static/root/` with the same path is written in its place.
    pub(super) fn yields_to_root_file(self) -> bool {
        matches!(self, Self::Robots | Self::Llms | Self::Redirects | Self::Headers)
    }

    /// Who wants its address.
    pub(super) fn origin(self, corpus: &Corpus, plan: &SitePlan, assets: &Assets, root_files: &[SiteFile]) -> Origin {
        let file = |file: &str| Origin::File(file.to_owned());
        match self {
            Self::Page(Page::Report(id))
            | Self::ReportData(id)
            | Self::Card(id)
            | Self::Badge(id)
            | Self::Embed(id) => Origin::File(corpus.card(id).file()),
            Self::Page(Page::Article(at)) => file(&corpus.articles[at].page.file),
            Self::Page(Page::Text(at)) => file(&corpus.pages[at].file),
            Self::Page(Page::Industry(..)) => file("content/industries.yaml"),
            Self::Page(Page::Tool(..)) => file("content/tools.yaml"),
            Self::Redirect(at) => {
                let (file, place) = plan.redirect(at).origin.clone();
                Origin::Alias(file, place)
            }
            Self::RootFile(at) => file(&root_files[at].path),
            Self::Asset(at) => {
                assets.iter().nth(at).map_or(Origin::Theme, |asset| file(&format!("static/{}", asset.path)))
            }
            _ => Origin::Theme,
        }
    }
}

/// Who wants an address.
#[derive(Clone, Debug)]
pub(super) enum Origin {
    /// A file of the site.
    File(String),
    /// An alias in a file of the site.
    Alias(String, Place),
    /// The theme.
    Theme,
}

impl Origin {
    pub(super) fn is_alias(&self) -> bool {
        matches!(self, Self::Alias(..))
    }

    pub(super) fn is_of_site(&self) -> bool {
        !matches!(self, Self::Theme)
    }

    /// The file and the place at which a collision is reported.
    pub(super) fn place(self) -> (String, Place) {
        match self {
            Self::File(file) => (file, Place::File),
            Self::Alias(file, place) => (file, place),
            Self::Theme => (SITE_FILE.to_owned(), Place::File),
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(file) => write!(f, "`{file}`"),
            Self::Alias(file, _) => write!(f, "an alias in `{file}`"),
            Self::Theme => f.write_str("a page of the theme"),
        }
    }
}
