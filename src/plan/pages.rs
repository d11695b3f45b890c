use super::address::SitePath;
use super::output::{Output, Page};
use crate::link::{Corpus, Distribution, IndustryId, ToolId};
use crate::model::site::{Section, Sharing};

/// The most rows that a page lists.
pub const PER_PAGE: usize = 200;
/// The most reports in one piece of the rows that scripts load.
pub const PER_PIECE: usize = 2_000;
/// The most addresses that one sitemap may hold, by its protocol.
pub const SITEMAP_LIMIT: usize = 50_000;

/// The part of a list that a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slice {
    /// The page's number, counted from 1.
    pub number: usize,
    /// How many pages there are.
    pub pages: usize,
    /// How many rows there are on all pages.
    pub rows: usize,
}

impl Slice {
    /// The part that the page of a number shows of so many rows.
    pub fn of(rows: usize, number: usize) -> Self {
        Self { number, pages: rows.div_ceil(PER_PAGE).max(1), rows }
    }

    /// The rows of the page.
    pub fn range(self) -> std::ops::Range<usize> {
        let start = (self.number - 1) * PER_PAGE;
        start..(start + PER_PAGE).min(self.rows)
    }
}

fn numbers(rows: usize) -> std::ops::RangeInclusive<usize> {
    1..=Slice::of(rows, 1).pages
}

/// All HTML pages but redirects.
pub(super) fn pages(corpus: &Corpus) -> Vec<Page> {
    let mut pages = vec![
        Page::Home,
        Page::Industries,
        Page::Rankings,
        Page::Compare,
        Page::Sources,
        Page::Methodology,
        Page::Data,
        Page::NotFound,
    ];
    pages.extend(corpus.has_economy().then_some(Page::Economy));
    pages.extend(numbers(corpus.count()).map(Page::Reports));
    pages.extend(corpus.reports().map(Page::Report));
    for (position, industry) in corpus.industries.iter().enumerate() {
        pages.extend(numbers(industry.reports().len()).map(|number| Page::Industry(IndustryId::at(position), number)));
    }
    pages.extend(numbers(corpus.tools.len()).map(Page::Tools));
    for (position, tool) in corpus.tools.iter().enumerate() {
        pages.extend(numbers(tool.rows()).map(|number| Page::Tool(ToolId::at(position), number)));
    }
    if !corpus.articles.is_empty() {
        pages.extend(numbers(corpus.articles.len()).map(Page::Articles));
    }
    pages.extend((0..corpus.articles.len()).map(Page::Article));
    let changes = corpus.cards().iter().map(|card| card.history.len()).sum();
    pages.extend(numbers(changes).map(Page::Changes));
    let texts = corpus.pages.iter().enumerate();
    // The page named `methodology` is the beginning of the theme's own.
    pages.extend(texts.filter(|(_, page)| page.slug.as_str() != "methodology").map(|(at, _)| Page::Text(at)));
    pages
}

/// The pieces of the rows of so many reports.
pub(super) fn pieces(reports: usize) -> impl Iterator<Item = (SitePath, Output)> {
    (1..=reports.div_ceil(PER_PIECE)).map(|number| (SitePath::rows(number), Output::Rows(number)))
}

/// The industries whose reports can be measured with a reader's own score: those with a task score, where the site shows the section.
pub(super) fn task_scores(corpus: &Corpus) -> impl Iterator<Item = IndustryId> + '_ {
    let industries = corpus.task_scores().industries.iter().enumerate();
    let shown = corpus.site.sections.contains(&Section::OwnScore);
    let has_scores = |scores: &Distribution| scores.reports().iter().any(|reports| *reports > 0);
    industries.filter(move |(_, scores)| shown && has_scores(scores)).map(|(at, _)| IndustryId::at(at))
}

/// What others can show of the site: share cards; and where the publisher allows it, of each report that has a headline a badge, and of
/// each that has a mark on its strip a page for frames.
pub(super) fn shared(corpus: &Corpus) -> Vec<(SitePath, Output)> {
    let Sharing { cards, badge, embed } = corpus.site.sharing;
    let mut shared = Vec::new();
    if cards {
        shared.push((SitePath::site_card(), Output::SiteCard));
        shared.extend(corpus.reports().map(|id| (SitePath::card(corpus, id), Output::Card(id))));
    }
    if badge {
        let scored = corpus.reports().filter(|id| corpus.card(*id).headline.is_some());
        shared.extend(scored.map(|id| (SitePath::badge(corpus, id), Output::Badge(id))));
    }
    if embed {
        let marked = corpus.reports().filter(|id| corpus.card(*id).is_marked());
        shared.extend(marked.map(|id| (SitePath::embed(corpus, id), Output::Embed(id))));
    }
    shared
}

/// The sitemap of so many addresses; above its limit an index and parts.
pub(super) fn sitemaps(addresses: usize) -> Vec<(SitePath, Output)> {
    let mut sitemaps = vec![(SitePath::file("sitemap.xml"), Output::Sitemap)];
    if addresses > SITEMAP_LIMIT {
        let parts = 1..=addresses.div_ceil(SITEMAP_LIMIT);
        sitemaps.extend(parts.map(|part| (SitePath::file(&format!("sitemap-{part}.xml")), Output::SitemapPart(part))));
    }
    sitemaps
}
