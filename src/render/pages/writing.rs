//! Articles and pages of text.

use serde::Serialize;

use crate::link::TextPage;
use crate::model::site::BlockPlace;
use crate::parse::WRITING_IDS;
use crate::plan::{Page, Slice};
use crate::render::blocks::BlockView;
use crate::render::messages::args;
use crate::render::page::Head;
use crate::render::view::{Link, Pager, ReportRow};
use crate::render::{Renderer, is_sponsored, structured};

/// All articles.
#[derive(Serialize)]
pub struct ArticlesView {
    page: Head,
    rows: Vec<ArticleRow>,
    pager: Option<Pager>,
}

/// An article in a list.
#[derive(Serialize)]
pub struct ArticleRow {
    title: String,
    href: String,
    summary: String,
    date: Option<String>,
}

/// An article.
#[derive(Serialize)]
pub struct ArticleView {
    page: Head,
    text: TextView,
    /// The reports that it is about.
    reports: Vec<ReportRow>,
    blocks: Vec<BlockView>,
}

/// A page of text.
#[derive(Serialize)]
pub struct PageView {
    page: Head,
    text: TextView,
}

#[derive(Serialize)]
struct TextView {
    title: String,
    summary: String,
    date: Option<String>,
    updated: Option<String>,
    html: String,
    /// Whether it holds a link by which the publisher earns.
    sponsored: bool,
    contents: Option<Vec<Link>>,
    minutes: String,
}

impl Renderer<'_> {
    pub(super) fn article_row(&self, at: usize) -> ArticleRow {
        let page = &self.corpus.articles[at].page;
        ArticleRow {
            title: page.title.to_string(),
            href: self.href(Page::Article(at)),
            summary: page.summary.to_string(),
            date: page.date.map(|date| self.messages.date(date)),
        }
    }

    pub(crate) fn articles_view(&self, number: usize) -> ArticlesView {
        let slice = Slice::of(self.corpus.articles.len(), number);
        ArticlesView {
            page: self.head(
                Page::Articles(number),
                self.messages.label("nav_articles"),
                &self.lead("articles_lead"),
                &[],
            ),
            rows: slice.range().map(|at| self.article_row(at)).collect(),
            pager: self.pager(slice, Page::Articles),
        }
    }

    fn text(&self, page: &TextPage) -> TextView {
        let headings = page.outline.headings.iter().filter(|heading| heading.level == 2);
        let contents: Vec<Link> =
            headings.map(|heading| Link { label: heading.text.clone(), href: format!("#{}", heading.id) }).collect();
        let html = self.document(&page.text, &page.file, WRITING_IDS);
        TextView {
            title: page.title.to_string(),
            summary: page.summary.to_string(),
            date: page.date.map(|date| self.messages.date(date)),
            updated: page.updated.filter(|updated| Some(*updated) != page.date).map(|date| self.messages.date(date)),
            sponsored: is_sponsored(&html),
            html,
            contents: (contents.len() > 3).then_some(contents),
            minutes: self.messages.say("reading_minutes", &args!["count" => page.outline.words.div_ceil(230).max(1)]),
        }
    }

    pub(crate) fn article_view(&self, at: usize) -> ArticleView {
        let article = &self.corpus.articles[at];
        let above = [Link { label: self.lead("nav_articles"), href: self.href(Page::Articles(1)) }];
        let (title, summary) = (article.page.title.as_str(), article.page.summary.as_str());
        let mut page = self.head(Page::Article(at), title, summary, &above);
        page.kind = "article";
        page.noindex = article.page.noindex;
        page.modified = article.page.updated.or(article.page.date).map(|date| date.first_day().to_string());
        page.structured.push(structured::article(self, &article.page, &page));
        ArticleView {
            page,
            text: self.text(&article.page),
            reports: article.reports.iter().map(|id| self.row(*id)).collect(),
            blocks: self.blocks(BlockPlace::Articles),
        }
    }

    pub(crate) fn text_view(&self, at: usize) -> PageView {
        let text = &self.corpus.pages[at];
        let mut page = self.head(Page::Text(at), text.title.as_str(), text.summary.as_str(), &[]);
        page.noindex = text.noindex;
        PageView { page, text: self.text(text) }
    }
}
