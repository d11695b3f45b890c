//! Text files for machines: `robots.txt`, `llms.txt` and `_redirects`.

use std::fmt::Write;

use super::Renderer;
use crate::plan::{DataTable, Page, SitePath};

/// `robots.txt`: everything may be read, and where the sitemap is.
pub(super) fn robots(renderer: &Renderer<'_>) -> Vec<u8> {
    let sitemap = renderer.plan.urls.absolute(&SitePath::file("sitemap.xml"));
    format!("User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n").into_bytes()
}

/// `llms.txt`: what the site is and where its data is, for programs that read it for people.
pub(super) fn llms(renderer: &Renderer<'_>) -> Vec<u8> {
    let Renderer { corpus, plan, messages, .. } = renderer;
    let site = &corpus.site;
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = format!("# {}\n\n> {}\n", line(site.title.as_str()), line(site.description.as_str()));
    let mut section = |title: &str, entries: Vec<(String, String, String)>| {
        if entries.is_empty() {
            return;
        }
        write!(out, "\n## {title}\n\n").expect("writing to a string does not fail");
        for (name, href, about) in entries {
            writeln!(out, "- [{}]({href}): {}", line(&name).replace(['[', ']'], ""), line(&about))
                .expect("writing to a string does not fail");
        }
    };
    let absolute = |page: Page| plan.urls.absolute(&page.path(corpus));
    let pages = [
        ("nav_methodology", Page::Methodology, "methodology_lead"),
        ("nav_sources", Page::Sources, "sources_lead"),
        ("nav_changes", Page::Changes(1), "changes_lead"),
    ];
    let pages = pages
        .map(|(label, page, lead)| (messages.label(label).to_owned(), absolute(page), messages.label(lead).to_owned()));
    section(messages.label("llms_about"), pages.into());
    let tables = DataTable::ALL.map(|table| {
        let means = format!("data_{}", table.file_name().replace('.', "_"));
        (table.file_name().to_owned(), plan.urls.absolute(&table.path()), messages.label(&means).to_owned())
    });
    section(messages.label("nav_data"), tables.into());
    // Of a large site the first reports stand here; the data files hold all of them.
    let reports = corpus
        .reports()
        .filter(|id| !corpus.card(*id).noindex)
        .take(crate::plan::PER_PAGE)
        .map(|id| {
            let card = corpus.card(id);
            (card.title.to_string(), plan.urls.absolute(&SitePath::report_data(corpus, id)), card.summary.to_string())
        })
        .collect();
    section(messages.label("nav_reports"), reports);
    out.into_bytes()
}

/// `_redirects`: a line for each former address, for hosts that read it.
pub(super) fn redirects(renderer: &Renderer<'_>) -> Vec<u8> {
    let urls = &renderer.plan.urls;
    let mut out = String::new();
    for redirect in renderer.plan.redirects() {
        writeln!(out, "{} {} 301", urls.href(&redirect.from), urls.href(&redirect.to))
            .expect("writing to a string does not fail");
    }
    out.into_bytes()
}
