//! What every page has: its head, and what the whole site has in common.

use serde::Serialize;

use super::messages::{Messages, args};
use super::report::ReportView;
use super::share::ImageView;
use super::view::{BandRange, Link, Pager};
use super::{Renderer, policy, strip, structured};
use crate::link::Corpus;
use crate::model::site::Section;
use crate::plan::{Feed, Page, SitePath, SitePlan, Slice};

/// What every page sees as `site`.
#[derive(Serialize)]
pub struct SiteView {
    title: String,
    description: String,
    language: String,
    policy: String,
    home: String,
    navigation: Vec<Link>,
    feeds: Vec<Link>,
    publisher: String,
    publisher_href: Option<String>,
    licence: Option<Link>,
    disclosure: String,
    bands: Vec<BandRange>,
    scale: String,
    footer: Vec<Link>,
}

impl SiteView {
    /// What a site has in common.
    pub fn of(corpus: &Corpus, plan: &SitePlan, messages: &Messages) -> Self {
        let href = |page: Page| plan.urls.href(&page.path(corpus));
        let theme_link = |label: &str, page: Page| Link { label: messages.label(label).to_owned(), href: href(page) };
        let navigation = match &corpus.site.navigation {
            Some(entries) => entries
                .iter()
                .map(|entry| Link {
                    label: entry.label.to_string(),
                    href: match entry.to.starts_with('/') {
                        true => plan.urls.href_of(&entry.to),
                        false => entry.to.to_string(),
                    },
                })
                .collect(),
            None => {
                let mut links =
                    vec![theme_link("nav_reports", Page::Reports(1)), theme_link("nav_rankings", Page::Rankings)];
                if corpus.has_economy() {
                    links.push(theme_link("nav_economy", Page::Economy));
                }
                links.extend([theme_link("nav_industries", Page::Industries), theme_link("nav_tools", Page::Tools(1))]);
                if !corpus.articles.is_empty() {
                    links.push(theme_link("nav_articles", Page::Articles(1)));
                }
                links.push(theme_link("nav_methodology", Page::Methodology));
                links
            }
        };
        let mut footer = vec![
            theme_link("nav_compare", Page::Compare),
            theme_link("nav_changes", Page::Changes(1)),
            theme_link("nav_sources", Page::Sources),
            theme_link("nav_methodology", Page::Methodology),
            theme_link("nav_data", Page::Data),
        ];
        let texts = corpus.pages.iter().enumerate().filter(|(_, page)| page.slug.as_str() != "methodology");
        footer.extend(texts.map(|(at, page)| Link { label: page.title.to_string(), href: href(Page::Text(at)) }));
        let site = &corpus.site;
        let bands = strip::bands(site.bands, messages);
        Self {
            title: site.title.to_string(),
            description: site.description.to_string(),
            language: site.language.as_str().to_owned(),
            policy: policy::policy(site),
            home: href(Page::Home),
            navigation,
            feeds: vec![
                Link { label: messages.label("feed_news").to_owned(), href: plan.urls.href(&Feed::News.path()) },
                Link { label: messages.label("feed_changes").to_owned(), href: plan.urls.href(&Feed::Changes.path()) },
            ],
            publisher: site.publisher.as_ref().map_or(&site.title, |publisher| &publisher.name).to_string(),
            publisher_href: site
                .publisher
                .as_ref()
                .and_then(|publisher| publisher.url.as_ref())
                .map(ToString::to_string),
            licence: site.licence.as_ref().map(|licence| Link {
                label: licence.name.to_string(),
                href: licence.url.as_ref().map(ToString::to_string).unwrap_or_default(),
            }),
            disclosure: match &site.disclosure {
                Some(disclosure) => disclosure.to_string(),
                None => messages.label("disclosure").to_owned(),
            },
            scale: strip::scale(&bands),
            bands,
            footer,
        }
    }
}

/// The head of a page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Head {
    /// The title of the document.
    pub title: String,
    /// What the page says, in a sentence or two.
    pub description: String,
    /// Its whole address.
    pub canonical: String,
    /// Its path, to mark it in the navigation.
    pub href: String,
    /// What it is for Open Graph: `website` or `article`.
    pub kind: &'static str,
    /// Whether search engines are asked to pass it over.
    pub noindex: bool,
    /// Its data.
    pub data: Option<String>,
    /// The pages above it.
    pub breadcrumbs: Vec<Link>,
    /// JSON-LD, safe inside a script element.
    pub structured: Vec<String>,
    /// When it was last changed, as a day.
    pub modified: Option<String>,
    /// The picture that stands for it on social sites.
    pub image: Option<ImageView>,
    /// What the licences of the site's sources ask for, on a page that does not list its own sources.
    pub attributions: Vec<String>,
}

impl Renderer<'_> {
    /// The head of a page of the theme, without structured data but its breadcrumbs.
    pub(super) fn head(&self, page: Page, title: &str, description: &str, above: &[Link]) -> Head {
        let path = page.path(self.corpus);
        let canonical = self.plan.urls.absolute(&path);
        let mut head = Head {
            title: match page {
                Page::Home => title.to_owned(),
                _ => {
                    self.messages.say("title_page", &args!["title" => title, "site" => self.corpus.site.title.as_str()])
                }
            },
            description: description.to_owned(),
            href: self.plan.urls.href(&path),
            canonical,
            kind: "website",
            image: match page {
                Page::Home => self.home_image(),
                Page::Report(id) => self.report_image(id),
                _ => self.other_image(),
            },
            attributions: self.attributions(page),
            ..Head::default()
        };
        if page != Page::Home {
            let home = Link { label: self.messages.label("nav_home").to_owned(), href: self.href(Page::Home) };
            head.breadcrumbs = std::iter::once(home).chain(above.iter().cloned()).collect();
            head.structured.push(structured::breadcrumbs(self, &head.breadcrumbs, title, &head.canonical));
        }
        head
    }

    /// What the licences of all sources on which something rests ask for; nothing of a page that lists its own sources with it.
    fn attributions(&self, page: Page) -> Vec<String> {
        let lists_its_own = match page {
            Page::Report(_) => self.corpus.site.sections.contains(&Section::Sources),
            Page::Economy | Page::Sources | Page::Data => true,
            _ => false,
        };
        let mut texts = Vec::new();
        if !lists_its_own {
            for source in self.corpus.sources.iter().filter(|source| source.is_used()) {
                let text = source.entry.attribution.as_ref().map(ToString::to_string);
                texts.extend(text.filter(|text| !texts.contains(text)));
            }
        }
        texts
    }

    /// "Page 2 of 5" with the pages beside it; `None` where there is one page.
    pub(super) fn pager(&self, slice: Slice, page: impl Fn(usize) -> Page) -> Option<Pager> {
        if slice.pages == 1 {
            return None;
        }
        Some(Pager {
            text: self.messages.say("pager", &args!["number" => slice.number, "pages" => slice.pages]),
            previous: (slice.number > 1).then(|| self.href(page(slice.number - 1))),
            next: (slice.number < slice.pages).then(|| self.href(page(slice.number + 1))),
        })
    }
}

impl super::report::ReportPage<'_> {
    /// The head of a report.
    pub(super) fn head(&self, view: &ReportView) -> Head {
        let Self { renderer, card, .. } = self;
        let messages = &renderer.messages;
        let title = match card.headline {
            Some(headline) => messages.say(
                "title_report",
                &args![
                    "title" => card.title.as_str(),
                    "points" => headline.points.get(),
                    "band" => messages.band(headline.band),
                ],
            ),
            None => messages.say("title_report_no_headline", &args!["title" => card.title.as_str()]),
        };
        let reports = Link { label: messages.label("nav_reports").to_owned(), href: renderer.href(Page::Reports(1)) };
        let mut head = renderer.head(
            Page::Report(self.id),
            card.title.as_str(),
            card.summary.as_str(),
            &[reports, view.industry.clone()],
        );
        head.title =
            messages.say("title_page", &args!["title" => title, "site" => renderer.corpus.site.title.as_str()]);
        head.kind = "article";
        head.noindex = card.noindex;
        head.data = Some(renderer.plan.urls.href(&SitePath::report_data(renderer.corpus, self.id)));
        head.modified = card.updated.map(|date| date.first_day().to_string());
        head.structured.extend(structured::report(self, view, &head));
        head
    }
}
