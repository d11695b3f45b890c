//! Atom feeds and sitemaps.

use std::io;

use jiff::civil;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::Renderer;
use super::messages::args;
use crate::link::ReportId;
use crate::model::Date;
use crate::model::occupation::HistoryEntry;
use crate::plan::{Feed, Output, Page, SITEMAP_LIMIT, SitePath};

/// The most entries that a feed holds; older ones drop out.
const ENTRIES: usize = 50;

type Xml = Writer<Vec<u8>>;

fn document() -> io::Result<Xml> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    Ok(xml)
}

fn finish(xml: Xml) -> Vec<u8> {
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    bytes
}

fn text(xml: &mut Xml, name: &str, text: &str) -> io::Result<()> {
    xml.create_element(name).write_text_content(BytesText::new(text)).map(drop)
}

fn link(xml: &mut Xml, rel: &str, kind: &str, href: &str) -> io::Result<()> {
    let element = xml.create_element("link");
    element.with_attributes([("rel", rel), ("type", kind), ("href", href)]).write_empty().map(drop)
}

/// A day as a point in time: its beginning in UTC.
fn instant(day: civil::Date) -> String {
    format!("{day}T00:00:00Z")
}

struct Entry {
    date: Date,
    title: String,
    summary: String,
    href: String,
    /// Unique and lasting.
    id: String,
}

/// A feed, newest first. What has no date is not in it.
pub(super) fn feed(renderer: &Renderer<'_>, feed: Feed) -> io::Result<Vec<u8>> {
    let Renderer { corpus, plan, messages, .. } = renderer;
    let mut entries = match feed {
        Feed::News => news(renderer),
        Feed::Changes => changes(renderer),
    };
    entries.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.id.cmp(&b.id)));
    entries.truncate(ENTRIES);
    // A feed must say when it was updated; an empty one has never been, so it bears the first day there is.
    let updated = entries.first().map_or(civil::date(1970, 1, 1), |entry| entry.date.first_day());
    let site = &corpus.site;
    let title = match feed {
        Feed::News => site.title.to_string(),
        Feed::Changes => messages.say("feed_changes_title", &args!["site" => site.title.as_str()]),
    };
    let address = plan.urls.absolute(&feed.path());
    let page = match feed {
        Feed::News => Page::Home,
        Feed::Changes => Page::Changes(1),
    };
    let publisher = site.publisher.as_ref().map_or(&site.title, |publisher| &publisher.name);
    let mut xml = document()?;
    xml.create_element("feed")
        .with_attributes([("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", site.language.as_str())])
        .write_inner_content(|xml| {
            text(xml, "title", &title)?;
            text(xml, "subtitle", site.description.as_str())?;
            text(xml, "id", &address)?;
            link(xml, "self", "application/atom+xml", &address)?;
            link(xml, "alternate", "text/html", &plan.urls.absolute(&page.path(corpus)))?;
            text(xml, "updated", &instant(updated))?;
            xml.create_element("author").write_inner_content(|xml| text(xml, "name", publisher.as_str()))?;
            for entry in &entries {
                xml.create_element("entry").write_inner_content(|xml| {
                    text(xml, "title", &entry.title)?;
                    text(xml, "id", &entry.id)?;
                    link(xml, "alternate", "text/html", &entry.href)?;
                    text(xml, "updated", &instant(entry.date.first_day()))?;
                    text(xml, "summary", &entry.summary)
                })?;
            }
            Ok(())
        })?;
    Ok(finish(xml))
}

fn news(renderer: &Renderer<'_>) -> Vec<Entry> {
    let Renderer { corpus, plan, messages, .. } = renderer;
    let shown = corpus.articles.iter().enumerate().filter(|(_, article)| !article.page.noindex);
    let articles = shown.filter_map(|(at, article)| {
        let href = plan.urls.absolute(&Page::Article(at).path(corpus));
        Some(Entry {
            date: article.page.updated.or(article.page.date)?,
            title: article.page.title.to_string(),
            summary: article.page.summary.to_string(),
            id: href.clone(),
            href,
        })
    });
    let reports = corpus.reports().filter(|id| !corpus.card(*id).noindex).filter_map(|id| {
        let card = corpus.card(id);
        let href = plan.urls.absolute(&SitePath::report(corpus, id));
        let title = match card.headline {
            Some(headline) => messages.say(
                "title_report",
                &args!["title" => card.title.as_str(), "points" => headline.points.get(), "band" => messages.band(headline.band)],
            ),
            None => messages.say("title_report_no_headline", &args!["title" => card.title.as_str()]),
        };
        Some(Entry { date: card.updated?, title, summary: card.summary.to_string(), id: href.clone(), href })
    });
    articles.chain(reports).collect()
}

fn changes(renderer: &Renderer<'_>) -> Vec<Entry> {
    let Renderer { corpus, plan, messages, .. } = renderer;
    renderer
        .changes()
        .into_iter()
        .map(|change| {
            let card = corpus.card(change.report);
            let href = plan.urls.absolute(&SitePath::report(corpus, change.report));
            let points = change.entry.points().get();
            let title = match change.before {
                Some(before) => messages.say(
                    "feed_change",
                    &args![
                        "title" => card.title.as_str(),
                        "from" => before.points().get(),
                        "to" => points,
                    ],
                ),
                None => messages.say("feed_first", &args!["title" => card.title.as_str(), "to" => points]),
            };
            let cause = renderer.cause(change.entry.cause);
            Entry {
                date: change.entry.date,
                title,
                summary: match &change.entry.note {
                    Some(note) => format!("{cause}. {note}"),
                    None => cause,
                },
                id: format!("{href}#change-{}-{points}", change.entry.date),
                href: format!("{href}#history"),
            }
        })
        .collect()
}

/// A change of a report's score.
pub(super) struct Change<'a> {
    pub report: ReportId,
    pub entry: &'a HistoryEntry,
    /// The entry before it.
    pub before: Option<&'a HistoryEntry>,
}

impl Renderer<'_> {
    /// Every change of a score, newest first; of one day by report.
    pub(super) fn changes(&self) -> Vec<Change<'_>> {
        let mut changes: Vec<Change<'_>> = self
            .corpus
            .reports()
            .flat_map(|report| {
                let history = &self.corpus.card(report).history;
                history.iter().enumerate().map(move |(at, entry)| Change { report, entry, before: history.get(at + 1) })
            })
            .collect();
        changes.sort_by(|a, b| b.entry.date.cmp(&a.entry.date).then(a.report.cmp(&b.report)));
        changes
    }
}

/// The sitemap: all pages that search engines may show; above the limit of the protocol an index of several.
pub(super) fn sitemap(renderer: &Renderer<'_>) -> io::Result<Vec<u8>> {
    let addresses = addresses(renderer);
    let parts: Vec<&SitePath> = renderer
        .plan
        .outputs()
        .iter()
        .filter(|(_, output)| matches!(output, Output::SitemapPart(_)))
        .map(|(path, _)| path)
        .collect();
    if parts.is_empty() {
        return urlset(&addresses);
    }
    let mut xml = document()?;
    xml.create_element("sitemapindex")
        .with_attribute(("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"))
        .write_inner_content(|xml| {
            for part in parts {
                let address = renderer.plan.urls.absolute(part);
                xml.create_element("sitemap").write_inner_content(|xml| text(xml, "loc", &address))?;
            }
            Ok(())
        })?;
    Ok(finish(xml))
}

/// One of several sitemaps.
pub(super) fn sitemap_part(renderer: &Renderer<'_>, part: usize) -> io::Result<Vec<u8>> {
    let addresses = addresses(renderer);
    urlset(addresses.chunks(SITEMAP_LIMIT).nth(part - 1).unwrap_or_default())
}

fn urlset(addresses: &[(String, Option<Date>)]) -> io::Result<Vec<u8>> {
    let mut xml = document()?;
    xml.create_element("urlset")
        .with_attribute(("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"))
        .write_inner_content(|xml| {
            for (address, modified) in addresses {
                xml.create_element("url").write_inner_content(|xml| {
                    text(xml, "loc", address)?;
                    modified.map_or(Ok(()), |date| text(xml, "lastmod", &date.to_string()))
                })?;
            }
            Ok(())
        })?;
    Ok(finish(xml))
}

/// Addresses of the sitemap with the dates of their last change.
fn addresses(renderer: &Renderer<'_>) -> Vec<(String, Option<Date>)> {
    let corpus = renderer.corpus;
    let listed = renderer.plan.outputs().iter().filter_map(|(path, output)| {
        let Output::Page(page) = output else { return None };
        let (shown, modified) = match page {
            Page::NotFound => (false, None),
            Page::Report(id) => (!corpus.card(*id).noindex, corpus.card(*id).updated),
            Page::Article(at) => {
                let page = &corpus.articles[*at].page;
                (!page.noindex, page.updated.or(page.date))
            }
            Page::Text(at) => (!corpus.pages[*at].noindex, corpus.pages[*at].updated.or(corpus.pages[*at].date)),
            _ => (true, None),
        };
        shown.then(|| (renderer.plan.urls.absolute(path), modified))
    });
    listed.collect()
}
