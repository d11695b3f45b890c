//! From (page, corpus, templates) to bytes: views, the strip, structured data, feeds and data files.
//!
//! Pure: reads no file, knows no clock, and a template sees its view and nothing else.

mod blocks;
mod chains;
mod citations;
mod control;
mod data;
mod economy;
mod engine;
mod feeds;
mod messages;
mod object;
mod page;
mod pages;
mod plain;
mod policy;
mod readings;
mod report;
mod search;
mod seen;
mod share;
mod strip;
mod structured;
mod view;
mod words;

pub use messages::Messages;
pub use seen::Seen;

use std::sync::{Arc, OnceLock};

use serde::Serialize;

use crate::assets::Assets;
use crate::cards;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::link::{Corpus, IndustryId, ReportId, Target};
use crate::markdown::{self, Destination, DestinationKind, Labels, LinkKind};
use crate::model::occupation::Cause;
use crate::model::site::{Language, Section};
use crate::model::{Measure, Points};
use crate::parse::{SITE_FILE, body_settings, prose_settings};
use crate::plan::{DataTable, Output, Page, SitePath, SitePlan, Urls};
use crate::source::ReadError;
use crate::theme::Theme;
use data::TableError;
use engine::Engine;
use page::SiteView;
use seen::{Printing, REDIRECT, Seer};
use share::EMBED;
use view::{Link, ScoreView};

/// Renders the outputs of a site.
pub struct Renderer<'a> {
    pub(crate) corpus: &'a Corpus,
    pub(crate) plan: &'a SitePlan,
    assets: &'a Assets,
    pub(crate) messages: Arc<Messages>,
    engine: Arc<Engine>,
    search: Arc<OnceLock<search::Index>>,
    own_score_words: Arc<str>,
}

/// The words and the templates of a planned site, read once for all of its pages, and its search index once somebody asks for it.
#[derive(Clone)]
pub struct Press {
    messages: Arc<Messages>,
    engine: Arc<Engine>,
    search: Arc<OnceLock<search::Index>>,
    own_score_words: Arc<str>,
}

/// The words and the templates of a site as they are before it is known what all its reports say.
pub struct Templates {
    messages: Messages,
    engine: Engine,
    own_score_words: Arc<str>,
}

impl Templates {
    /// Reads the messages of a language and the templates of a theme, for reports with these sections in this order.
    ///
    /// # Errors
    /// Everything that is wrong in them.
    pub fn of(
        theme: &Theme,
        assets: &Assets,
        language: &Language,
        sections: &[Section],
        urls: &Urls,
    ) -> Result<Self, Vec<Diagnostic>> {
        let messages = Messages::of(theme, language)?;
        let engine = Engine::new(theme, sections, &messages, assets, urls)?;
        let own_score_words = report::own_score_words(&messages).into();
        Ok(Self { messages, engine, own_score_words })
    }
}

impl Press {
    /// A press for a planned site with its templates.
    pub fn new(templates: Templates, corpus: &Corpus, plan: &SitePlan) -> Self {
        let Templates { messages, mut engine, own_score_words } = templates;
        engine.show_everywhere("site", &SiteView::of(corpus, plan, &messages));
        let (messages, engine) = (Arc::new(messages), Arc::new(engine));
        Self { messages, engine, search: Arc::default(), own_score_words }
    }
}

/// Why an output has no bytes.
#[derive(Debug)]
pub enum OutputError {
    /// A template fails on it.
    Fault(Box<Diagnostic>),
    /// What it is made of cannot be read.
    Read(ReadError),
}

impl From<Box<Diagnostic>> for OutputError {
    fn from(fault: Box<Diagnostic>) -> Self {
        Self::Fault(fault)
    }
}

impl From<ReadError> for OutputError {
    fn from(error: ReadError) -> Self {
        Self::Read(error)
    }
}

impl<'a> Renderer<'a> {
    /// A renderer of a planned site with the press that was made for it.
    pub fn new(corpus: &'a Corpus, plan: &'a SitePlan, assets: &'a Assets, press: &Press) -> Self {
        let Press { messages, engine, search, own_score_words } = press.clone();
        Self { corpus, plan, assets, messages, engine, search, own_score_words }
    }

    /// The bytes of an output; `None` of a root file, which is copied.
    ///
    /// # Errors
    /// When a template fails on the page, or what a report says cannot be read back.
    pub fn render(&self, path: &SitePath, output: Output) -> Result<Option<Vec<u8>>, OutputError> {
        Ok(Some(match output {
            Output::Page(page) => self.page(path, page)?,
            Output::Redirect(at) => self.engine.render(REDIRECT, &self.redirect_view(at), &format!("`/{path}`"))?,
            Output::ReportData(id) => data::report_json(self, id)?,
            Output::Card(_) | Output::SiteCard => cards::draw(&self.card(output).expect("the output is a card")),
            Output::Badge(id) => self.badge(id).into_bytes(),
            Output::Embed(id) => self.engine.render(EMBED, &self.embed_view(id), &format!("`/{path}`"))?,
            Output::Table(table) => self.table(path, table).collect::<Result<Vec<Vec<u8>>, OutputError>>()?.concat(),
            Output::Rows(number) => data::rows(self, number),
            Output::TaskScores(industry) => data::task_scores(self, industry),
            Output::Feed(feed) => feeds::feed(self, feed).map_err(|error| internal(path, error))?,
            Output::Sitemap => feeds::sitemap(self).map_err(|error| internal(path, error))?,
            Output::SitemapPart(part) => feeds::sitemap_part(self, part).map_err(|error| internal(path, error))?,
            Output::Robots => plain::robots(self),
            Output::Llms => plain::llms(self),
            Output::Redirects => plain::redirects(self),
            Output::Headers => policy::headers(self),
            Output::SearchManifest => search::manifest(self),
            Output::SearchShard(number) => search::shard(self, number),
            Output::Asset(at) => match self.assets.iter().nth(at) {
                Some(asset) => asset.bytes.clone(),
                None => Vec::new(),
            },
            Output::RootFile(_) => return Ok(None),
        }))
    }

    /// The bytes of a table, one part after the other: of a large site it is too large to be in memory as a whole.
    pub fn table(&self, path: &SitePath, table: DataTable) -> impl Iterator<Item = Result<Vec<u8>, OutputError>> {
        data::table(self, table).map(move |part| part.map_err(|error| table_error(path, error)))
    }

    /// Puts the rows of a report aside for the tables that list what reports say. To be called while what it says is at hand.
    ///
    /// # Errors
    /// When what the report says cannot be read back.
    pub fn keep_rows(&self, path: &SitePath, id: ReportId) -> Result<(), OutputError> {
        data::keep_rows(self, id).map_err(|error| table_error(path, error))
    }

    fn page(&self, path: &SitePath, page: Page) -> Result<Vec<u8>, OutputError> {
        let of = format!("`/{path}`");
        Ok(self.show(page, Printing { engine: &self.engine, template: page.template(), of: &of })??)
    }

    /// Makes the view of a page, and shows it to whoever wants to see it.
    fn show<S: Seer>(&self, page: Page, seer: S) -> Result<S::Made, ReadError> {
        Ok(match page {
            Page::Report(id) => seer.see(&self.report_view(id, &*self.corpus.body(id)?)),
            Page::Home => seer.see(&self.home_view()),
            Page::Reports(number) => seer.see(&self.reports_view(number)),
            Page::Industries => seer.see(&self.industries_view()),
            Page::Industry(id, number) => seer.see(&self.industry_view(id, number)),
            Page::Tools(number) => seer.see(&self.tools_view(number)),
            Page::Tool(id, number) => seer.see(&self.tool_view(id, number)?),
            Page::Rankings => seer.see(&self.rankings_view()),
            Page::Economy => seer.see(&self.economy_view()),
            Page::Compare => seer.see(&self.compare_view()),
            Page::Articles(number) => seer.see(&self.articles_view(number)),
            Page::Article(at) => seer.see(&self.article_view(at)),
            Page::Changes(number) => seer.see(&self.changes_view(number)),
            Page::Sources => seer.see(&self.sources_view()),
            Page::Methodology => seer.see(&self.methodology_view()),
            Page::Data => seer.see(&self.data_view()),
            Page::Text(at) => seer.see(&self.text_view(at)),
            Page::NotFound => seer.see(&self.not_found_view()),
        })
    }

    pub(crate) fn href(&self, page: Page) -> String {
        self.plan.urls.href(&page.path(self.corpus))
    }

    pub(crate) fn score(&self, points: Points) -> ScoreView {
        ScoreView { points: points.get(), band: self.band(self.corpus.site.bands.of(points)) }
    }

    /// A difference in points with its sign.
    pub(crate) fn signed(&self, points: i16) -> String {
        match points {
            0 => "±0".to_owned(),
            p if p > 0 => format!("+{p}"),
            p => format!("\u{2212}{}", p.unsigned_abs()),
        }
    }

    pub(crate) fn cause(&self, cause: Cause) -> String {
        self.messages.label(&format!("cause_{}", cause.as_str())).to_owned()
    }

    pub(crate) fn measure_explanation(&self, measure: Measure) -> String {
        self.messages.label(&format!("measure_{}_means", measure.as_str())).to_owned()
    }

    pub(crate) fn section_label(&self, section: Section) -> String {
        self.messages.label(&format!("section_{}", section.as_str().replace('-', "_"))).to_owned()
    }

    pub(crate) fn report_link(&self, id: ReportId) -> Link {
        Link { label: self.corpus.card(id).title.to_string(), href: self.href(Page::Report(id)) }
    }

    pub(crate) fn industry_link(&self, id: IndustryId) -> Link {
        Link { label: self.corpus.industry(id).entry.name.to_string(), href: self.href(Page::Industry(id, 1)) }
    }

    /// A long text as HTML.
    pub(crate) fn document(&self, text: &str, file: &str, reserved_ids: &'static [&'static str]) -> String {
        let settings = body_settings(self.corpus.site.raw_html, reserved_ids);
        markdown::to_html(text, &settings, &self.labels(), &|target, kind| self.destination(file, target, kind), "")
    }

    /// Prose of a YAML file as HTML.
    pub(crate) fn prose(&self, text: &str, file: &str) -> String {
        let settings = prose_settings(self.corpus.site.raw_html);
        markdown::to_html(text, &settings, &self.labels(), &|target, kind| self.destination(file, target, kind), "")
    }

    /// Prose of a YAML file as HTML, without a paragraph around it where it is one.
    pub(crate) fn inline(&self, text: &str, file: &str) -> String {
        let settings = prose_settings(self.corpus.site.raw_html);
        markdown::to_inline_html(
            text,
            &settings,
            &self.labels(),
            &|target, kind| self.destination(file, target, kind),
            "",
        )
    }

    fn labels(&self) -> Labels<'_> {
        let label = |name| self.messages.label(name);
        Labels {
            note: label("alert_note"),
            tip: label("alert_tip"),
            important: label("alert_important"),
            warning: label("alert_warning"),
            caution: label("alert_caution"),
            footnotes: label("footnotes"),
            back_to_text: label("footnote_back"),
            scroll_table: label("table_scroll"),
            external: label("link_external"),
            sponsored: label("link_sponsored"),
        }
    }

    /// Where a link in a text of a file leads.
    fn destination(&self, file: &str, target: &str, _kind: LinkKind) -> Destination {
        let internal = |href: String| Destination { href, kind: DestinationKind::Internal };
        if target.contains("://") || target.starts_with("mailto:") || target.starts_with("tel:") {
            let sponsored =
                self.corpus.tools.iter().any(|tool| {
                    tool.entry.affiliate && tool.entry.url.as_ref().is_some_and(|url| url.as_str() == target)
                });
            let kind = if sponsored { DestinationKind::Sponsored } else { DestinationKind::External };
            return Destination { href: target.to_owned(), kind };
        }
        if let Some(anchor) = target.strip_prefix('#') {
            return internal(format!("#{anchor}"));
        }
        if target.starts_with('/') {
            return internal(self.plan.urls.href_of(target));
        }
        match self.corpus.follow(file, target) {
            Some((target, anchor)) => internal(self.target_href(&target, anchor.as_deref())),
            None => internal(target.to_owned()),
        }
    }

    fn target_href(&self, target: &Target, anchor: Option<&str>) -> String {
        use crate::link::Registry;
        let page = match target {
            Target::Report(id) => Page::Report(*id),
            Target::Article(at) => Page::Article(*at),
            Target::Page(at) if self.corpus.pages[*at].slug.as_str() == "methodology" => Page::Methodology,
            Target::Page(at) => Page::Text(*at),
            Target::Static(name) => {
                let output = self.assets.output(name).unwrap_or(name);
                return self.plan.urls.href(&SitePath::file(output));
            }
            Target::Registry(Registry::Sources) => Page::Sources,
            Target::Registry(registry) => {
                let folder = if *registry == Registry::Tools { "tools" } else { "industries" };
                let names: &[&str] = match &anchor {
                    Some(id) => &[folder, id],
                    None => &[folder],
                };
                return self.plan.urls.href(&SitePath::folder(names));
            }
        };
        with_anchor(self.href(page), anchor)
    }
}

/// Whether a text as HTML holds a link by which the publisher earns.
pub(crate) fn is_sponsored(html: &str) -> bool {
    html.contains("<small class=\"sponsored\">")
}

fn with_anchor(href: String, anchor: Option<&str>) -> String {
    match anchor {
        Some(anchor) => format!("{href}#{anchor}"),
        None => href,
    }
}

fn table_error(path: &SitePath, error: TableError) -> OutputError {
    match error {
        TableError::Read(error) => OutputError::Read(error),
        TableError::Write(error) => OutputError::Fault(internal(path, error)),
    }
}

fn internal(path: &SitePath, error: impl std::fmt::Display) -> Box<Diagnostic> {
    let message = format!("`/{path}` cannot be written: {error}");
    Box::new(Diagnostic::new(Code::TemplateError, SITE_FILE, Place::File, message))
}

/// Anything that serializes, as JSON.
pub(crate) fn json(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).expect("views hold no maps with keys that are not text");
    bytes.push(b'\n');
    bytes
}
