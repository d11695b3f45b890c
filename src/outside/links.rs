use std::collections::HashSet;

use url::Url;

use crate::build::Site;
use crate::diagnostic::{FieldPath, Place};
use crate::link::{Body, Corpus, ReportId};
use crate::markdown::{Settings, outside_links};
use crate::model::Address;
use crate::model::site::Section;
use crate::parse::{REPORT_IDS, SITE_FILE, WRITING_IDS, body_settings, prose_settings};
use crate::source::ReadError;

/// An address of another site, and where it first stands.
#[derive(Clone, Debug)]
pub(super) struct OutsideLink {
    /// The address without what stands behind `#`, which no host is told.
    pub url: Url,
    /// The file.
    pub file: String,
    /// Where in it.
    pub place: Place,
}

/// Every outside address of a site once: those of its own file first, then those of sources, tools, reports, articles and pages. Addresses
/// below the site's own, and those to which forms are sent, are not among them.
pub(super) fn of(site: &Site) -> Result<Vec<OutsideLink>, ReadError> {
    let mut links = Links { own: site.plan.urls.base(), known: HashSet::new(), found: Vec::new() };
    let corpus = &site.corpus;
    of_site(corpus, &mut links);
    for source in &corpus.sources {
        let path = FieldPath::of(source.id.as_str());
        links.address(source.entry.url.as_ref(), "content/sources.yaml", path.key("url"));
        links.address(source.entry.licence_url.as_ref(), "content/sources.yaml", path.key("licence_url"));
    }
    for tool in &corpus.tools {
        links.address(tool.entry.url.as_ref(), "content/tools.yaml", FieldPath::of(tool.id.as_str()).key("url"));
    }
    for id in corpus.reports() {
        let body = corpus.body(id)?;
        of_report(corpus, id, &body, &mut links);
        if let Some(analysis) = &body.analysis {
            links.document(&analysis.text, 0, &analysis.file, &body_settings(corpus.site.raw_html, REPORT_IDS));
        }
    }
    let articles = corpus.articles.iter().map(|article| &article.page);
    for page in articles.chain(&corpus.pages) {
        // The text is the end of the file, behind the front matter.
        let whole = site.listing.read_for_display(&page.file)?;
        let offset = whole.len().saturating_sub(page.text.len());
        links.document(&page.text, offset, &page.file, &body_settings(corpus.site.raw_html, WRITING_IDS));
    }
    Ok(links.found)
}

fn of_site(corpus: &Corpus, links: &mut Links<'_>) {
    let site = &corpus.site;
    for (key, named) in [("publisher", &site.publisher), ("licence", &site.licence)] {
        links.address(named.as_ref().and_then(|named| named.url.as_ref()), SITE_FILE, FieldPath::of(key).key("url"));
    }
    for (index, entry) in site.navigation.iter().flatten().enumerate() {
        links.add(entry.to.as_str(), SITE_FILE, Place::Value(FieldPath::of("navigation").index(index).key("to")));
    }
    let prose = prose_settings(site.raw_html);
    for (index, block) in site.blocks.iter().enumerate() {
        let path = FieldPath::of("blocks").index(index);
        links.address(block.link.as_ref().map(|link| &link.url), SITE_FILE, path.key("link").key("url"));
        links.prose(block.text.as_ref().map(|text| text.as_str()), SITE_FILE, path.key("text"), &prose);
    }
}

fn of_report(corpus: &Corpus, id: ReportId, body: &Body, links: &mut Links<'_>) {
    let card = corpus.card(id);
    let file = body.file.as_str();
    let prose = prose_settings(corpus.site.raw_html);
    let list = |section: Section| FieldPath::of(&section.as_str().replace('-', "_"));
    let risk = FieldPath::of("risk");
    for (index, assessment) in card.assessments.iter().enumerate() {
        links.address(assessment.url.as_ref(), file, risk.key("assessments").index(index).key("url"));
    }
    for (key, text) in [("outlook", &body.outlook), ("verdict", &body.verdict)] {
        links.prose(text.as_ref().map(|text| text.value.as_str()), file, risk.key(key), &prose);
    }
    for (index, phase) in body.roadmap.iter().enumerate() {
        let steps = list(Section::Roadmap).index(index).key("steps");
        for (step, text) in phase.steps.iter().enumerate() {
            links.prose(Some(text.as_str()), file, steps.index(step), &prose);
        }
    }
    for (index, text) in body.quick_wins.iter().enumerate() {
        links.prose(Some(text.as_str()), file, list(Section::QuickWins).index(index), &prose);
    }
    for (index, certification) in body.certifications.iter().enumerate() {
        links.address(certification.url.as_ref(), file, list(Section::Certifications).index(index).key("url"));
    }
    for (index, era) in body.timeline.iter().enumerate() {
        let path = list(Section::Timeline).index(index).key("text");
        links.prose(era.text.as_ref().map(|text| text.as_str()), file, path, &prose);
    }
    for (index, question) in body.faq.iter().enumerate() {
        links.prose(Some(question.answer.as_str()), file, list(Section::Faq).index(index).key("answer"), &prose);
    }
}

/// The links that are found so far.
struct Links<'a> {
    /// The address of the site itself.
    own: &'a str,
    known: HashSet<Url>,
    found: Vec<OutsideLink>,
}

impl Links<'_> {
    fn address(&mut self, address: Option<&Address>, file: &str, path: FieldPath) {
        if let Some(address) = address {
            self.add(address.as_str(), file, Place::Value(path));
        }
    }

    fn prose(&mut self, text: Option<&str>, file: &str, path: FieldPath, settings: &Settings<'_>) {
        for link in text.map(|text| outside_links(text, settings)).unwrap_or_default() {
            self.add(&link.target, file, Place::Value(path.clone()));
        }
    }

    fn document(&mut self, text: &str, offset: usize, file: &str, settings: &Settings<'_>) {
        for link in outside_links(text, settings) {
            self.add(&link.target, file, Place::Bytes(offset + link.span.start..offset + link.span.end));
        }
    }

    /// Adds an address of the web that is not known yet; anything else is passed over.
    fn add(&mut self, address: &str, file: &str, place: Place) {
        let Ok(mut url) = Url::parse(address) else { return };
        if !matches!(url.scheme(), "http" | "https") || address.starts_with(self.own) {
            return;
        }
        url.set_fragment(None);
        if self.known.insert(url.clone()) {
            self.found.push(OutsideLink { url, file: file.to_owned(), place });
        }
    }
}
