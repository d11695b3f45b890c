//! What others can show of the site: share cards, badges, and pages for frames.

mod badge;
mod embed;
mod report_card;
mod site_card;
mod svg;

pub(super) use embed::EMBED;
pub use embed::ShareView;

use serde::Serialize;

use super::Renderer;
use super::messages::args;
use super::strip;
use crate::cards;
use crate::link::ReportId;
use crate::plan::{Output, SitePath};

/// The picture that stands for a page on social sites.
#[derive(Clone, Debug, Serialize)]
pub struct ImageView {
    /// Its whole address.
    pub src: String,
    /// Its media type.
    pub kind: &'static str,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// What it shows, in words.
    pub alt: String,
}

/// Whether the address of a picture changes with the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Address {
    /// It does, so that a social site that keeps pictures by their addresses shows the new one.
    Versioned,
    /// It does not.
    Plain,
}

impl Renderer<'_> {
    /// The badge of a report.
    pub(super) fn badge(&self, id: ReportId) -> String {
        badge::svg(self, id)
    }

    /// The SVG from which the share card that is an output is drawn; `None` of another output.
    pub fn card(&self, output: Output) -> Option<String> {
        match output {
            Output::Card(id) => Some(report_card::svg(self, id)),
            Output::SiteCard => Some(site_card::svg(self)),
            _ => None,
        }
    }

    /// The share card of a report; `None` where the site has no cards.
    pub(super) fn report_image(&self, id: ReportId) -> Option<ImageView> {
        self.corpus.site.sharing.cards.then(|| {
            let path = SitePath::card(self.corpus, id);
            self.image(&path, self.report_in_words(id), Output::Card(id), Address::Versioned)
        })
    }

    /// What a picture of a report shows, in words.
    fn report_in_words(&self, id: ReportId) -> String {
        let card = self.corpus.card(id);
        let strip = strip::small(card, &self.messages).text;
        match card.headline {
            Some(headline) => self.messages.say(
                "card_text",
                &args![
                    "title" => card.title.as_str(),
                    "points" => headline.points.get(),
                    "band" => self.messages.band(headline.band),
                    "strip" => strip,
                ],
            ),
            None => {
                self.messages.say("card_text_no_headline", &args!["title" => card.title.as_str(), "strip" => strip])
            }
        }
    }

    /// The share card of the site, for its first page.
    pub(super) fn home_image(&self) -> Option<ImageView> {
        self.site_image(Address::Versioned)
    }

    /// The share card of the site, for its other pages. Its address stays, since otherwise each change of a score would change them all.
    pub(super) fn other_image(&self) -> Option<ImageView> {
        self.site_image(Address::Plain)
    }

    fn site_image(&self, address: Address) -> Option<ImageView> {
        self.corpus.site.sharing.cards.then(|| {
            let site = &self.corpus.site;
            let alt = self.messages.say(
                "card_text_site",
                &args!["site" => site.title.as_str(), "description" => site.description.as_str()],
            );
            self.image(&SitePath::site_card(), alt, Output::SiteCard, address)
        })
    }

    fn image(&self, path: &SitePath, alt: String, output: Output, address: Address) -> ImageView {
        let version = match address {
            Address::Versioned => {
                let svg = self.card(output).expect("the output is a card");
                format!("?v={}", &cards::digest(&svg).to_hex()[..12])
            }
            Address::Plain => String::new(),
        };
        let src = format!("{}{version}", self.plan.urls.absolute(path));
        ImageView { src, kind: "image/png", width: cards::WIDTH, height: cards::HEIGHT, alt }
    }
}
