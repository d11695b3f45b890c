//! What the page rests on: classification codes, sources with their duties, and how to cite the page itself.

use serde::Serialize;

use super::ReportPage;
use crate::link::SourceId;
use crate::model::occupation::ClassificationCode;
use crate::plan::SitePath;
use crate::render::messages::args;
use crate::render::share::ShareView;
use crate::render::view::{Link, OutLink};

/// A place in a classification.
#[derive(Serialize)]
pub struct CodeView {
    /// The classification.
    pub scheme: String,
    /// The code.
    pub code: String,
    /// What the classification calls it.
    pub label: Option<String>,
    /// How well it fits, in words.
    pub fit: Option<String>,
}

/// A source of the page.
#[derive(Serialize)]
pub struct SourceView {
    /// Its number on the page.
    pub number: usize,
    /// Its title.
    pub title: String,
    /// Its place on the page of all sources.
    pub href: String,
    /// What it is, who published it and when, in words.
    pub details: Vec<String>,
    /// Where it stands.
    pub link: Option<OutLink>,
    /// Its licence.
    pub licence: Option<LicenceView>,
    /// Text that the licence asks for.
    pub attribution: Option<String>,
}

/// A licence.
#[derive(Serialize)]
pub struct LicenceView {
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub href: Option<String>,
}

/// How to cite the page.
#[derive(Serialize)]
pub struct CiteView {
    /// What the page says in a sentence, where it has a headline.
    pub finding: Option<String>,
    /// In plain text.
    pub plain: String,
    /// For BibTeX.
    pub bibtex: String,
    /// The address of the page.
    pub url: String,
    /// The data of the page.
    pub data: Link,
    /// Code that shows something of the report on other sites, where the publisher allows it.
    pub share: Option<ShareView>,
}

impl ReportPage<'_> {
    pub(super) fn codes(&self) -> Vec<CodeView> {
        let messages = &self.renderer.messages;
        let codes = self.card.codes.iter();
        codes
            .map(|code| CodeView {
                scheme: messages.scheme(code.scheme.as_str()),
                code: code.code.to_string(),
                label: code.label.as_ref().map(ToString::to_string),
                fit: code.fit.map(|fit| messages.label(&format!("fit_{}", fit.as_str())).to_owned()),
            })
            .collect()
    }

    pub(super) fn sources(&self) -> Vec<SourceView> {
        let sources = self.citations.sources();
        sources.into_iter().enumerate().map(|(at, id)| self.renderer.source_view(id, at + 1)).collect()
    }

    pub(super) fn cite(&self) -> CiteView {
        let Self { renderer, card, id, .. } = self;
        let messages = &renderer.messages;
        let site = &renderer.corpus.site;
        let url = renderer.plan.urls.absolute(&SitePath::report(renderer.corpus, *id));
        let publisher = site.publisher.as_ref().map_or(&site.title, |publisher| &publisher.name);
        let finding = card.headline.map(|headline| {
            messages.say(
                "cite_finding",
                &args![
                    "title" => card.title.as_str(),
                    "site" => site.title.as_str(),
                    "points" => headline.points.get(),
                    "band" => messages.band(headline.band),
                    "dated" => if card.updated.is_some() { "yes" } else { "no" },
                    "date" => card.updated.map_or_else(String::new, |date| messages.date(date)),
                    "url" => url.as_str(),
                ],
            )
        });
        let plain = messages.say(
            "cite_plain",
            &args![
                "publisher" => publisher.as_str(),
                "same" => if *publisher == site.title { "yes" } else { "no" },
                "dated" => if card.updated.is_some() { "yes" } else { "no" },
                "date" => card.updated.map_or_else(String::new, |date| messages.date(date)),
                "title" => card.title.as_str(),
                "site" => site.title.as_str(),
                "url" => url.as_str(),
            ],
        );
        let year = card.updated.map(|date| date.year().to_string());
        let mut fields = vec![
            ("author", format!("{{{}}}", bibtex(publisher.as_str()))),
            ("title", bibtex(card.title.as_str())),
            ("howpublished", bibtex(site.title.as_str())),
        ];
        fields.extend(year.map(|year| ("year", year)));
        fields.push(("url", url.replace('%', "\\%")));
        let fields: Vec<String> = fields.into_iter().map(|(name, value)| format!("  {name} = {{{value}}}")).collect();
        CiteView {
            finding,
            plain,
            bibtex: format!("@misc{{{},\n{}\n}}", card.slug, fields.join(",\n")),
            url,
            data: Link {
                label: messages.label("cite_data").to_owned(),
                href: renderer.plan.urls.href(&SitePath::report_data(renderer.corpus, *id)),
            },
            share: renderer.share_view(*id),
        }
    }
}

impl crate::render::Renderer<'_> {
    /// For which occupation a source gives a value, in a sentence: only what the code says.
    pub(super) fn code_of_value(&self, code: &ClassificationCode) -> String {
        let messages = &self.messages;
        let fit = code.fit.map(|fit| format!("fit_{}", fit.as_str()));
        messages.say(
            "value_code",
            &args![
                "named" => if code.label.is_some() { "yes" } else { "no" },
                "label" => code.label.as_deref().unwrap_or_default(),
                "scheme" => messages.scheme(code.scheme.as_str()),
                "code" => code.code.as_str(),
                "fits" => if fit.is_some() { "known" } else { "unknown" },
                "fit" => fit.as_deref().map(|fit| messages.label(fit)).unwrap_or_default(),
            ],
        )
    }

    /// A source as a page prints it. What is unknown is said to be unknown.
    pub fn source_view(&self, id: SourceId, number: usize) -> SourceView {
        let messages = &self.messages;
        let source = self.corpus.source(id);
        let entry = &source.entry;
        let mut details = vec![messages.label(&format!("kind_{}", entry.kind.as_str())).to_owned()];
        if entry.kind != crate::model::registry::SourceKind::Judgement {
            details.push(match &entry.publisher {
                Some(publisher) => publisher.to_string(),
                None => messages.label("source_publisher_unknown").to_owned(),
            });
            details.extend(entry.published.map(|date| messages.date(date)));
            if entry.url.is_none() {
                details.push(messages.label("source_address_unknown").to_owned());
            }
            details.extend(
                entry.accessed.map(|date| messages.say("source_accessed", &args!["date" => messages.date(date)])),
            );
        }
        SourceView {
            number,
            title: entry.title.to_string(),
            href: format!("{}#{}", self.plan.urls.href(&SitePath::folder(&["sources"])), source.id),
            details,
            link: entry.url.as_ref().map(|url| OutLink {
                label: url.host().to_owned(),
                href: url.to_string(),
                sponsored: false,
            }),
            licence: entry.licence.as_ref().map(|licence| LicenceView {
                name: licence.to_string(),
                href: entry.licence_url.as_ref().map(ToString::to_string),
            }),
            attribution: entry.attribution.as_ref().map(ToString::to_string),
        }
    }
}

/// A text for a value of BibTeX: its special characters are masked.
fn bibtex(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => {
                masked.push('\\');
                masked.push(c);
            }
            '\\' => masked.push_str("\\textbackslash{}"),
            '~' => masked.push_str("\\textasciitilde{}"),
            '^' => masked.push_str("\\textasciicircum{}"),
            c => masked.push(c),
        }
    }
    masked
}
