//! The page of a report for frames on other sites, and the code with which they show it.

use serde::Serialize;

use super::badge;
use super::svg::escaped;
use crate::cards::{Face, Step, set};
use crate::link::ReportId;
use crate::plan::SitePath;
use crate::render::Renderer;
use crate::render::messages::args;
use crate::render::page::Head;
use crate::render::strip::{self, Strip};
use crate::render::view::ScoreView;

/// The height of a frame in pixels, without its title and without its lanes of labels; on a phone too, where its last line wraps.
const FRAME: usize = 264;
/// The height of a line of the title in pixels.
const LINE: usize = 26;
/// The height of a lane of labels in pixels.
const LANE: usize = 20;
/// The size of the title in pixels, and the width of a line of it on a phone.
const TITLE: [f64; 2] = [22.0, 300.0];

/// The template of a page for frames.
pub(crate) const EMBED: &str = "embed.html";

/// What the template of a page for frames sees.
#[derive(Serialize)]
pub struct EmbedView {
    /// The head of the page.
    pub page: Head,
    /// The occupation.
    pub title: String,
    /// The whole address of its report.
    pub address: String,
    /// Its headline.
    pub score: Option<ScoreView>,
    /// Its strip.
    pub strip: Strip,
    /// When the report was last changed, in words.
    pub updated: Option<String>,
}

/// Code for other sites that shows something of a report.
#[derive(Clone, Debug, Serialize)]
pub struct ShareView {
    /// The badge, where the publisher allows it.
    pub badge: Option<BadgeView>,
    /// HTML that shows the page for frames, where the publisher allows it.
    pub embed: Option<String>,
}

/// A badge and how to show it.
#[derive(Clone, Debug, Serialize)]
pub struct BadgeView {
    /// Its path.
    pub src: String,
    /// What it says, in words.
    pub alt: String,
    /// HTML that shows it.
    pub code: String,
}

impl Renderer<'_> {
    pub(crate) fn embed_view(&self, id: ReportId) -> EmbedView {
        let corpus = self.corpus;
        let card = corpus.card(id);
        let address = self.plan.urls.absolute(&SitePath::report(corpus, id));
        let page = Head {
            title: self
                .messages
                .say("title_page", &args!["title" => card.title.as_str(), "site" => corpus.site.title.as_str()]),
            description: self.report_in_words(id),
            canonical: address.clone(),
            href: self.plan.urls.href(&SitePath::embed(corpus, id)),
            kind: "website",
            noindex: true,
            ..Head::default()
        };
        EmbedView {
            page,
            title: card.title.to_string(),
            address,
            score: card.headline.map(|headline| self.score(headline.points)),
            strip: strip::strip(card, &corpus.sources, corpus.site.bands, &self.messages),
            updated: card
                .updated
                .map(|date| self.messages.say("embed_updated", &args!["date" => self.messages.date(date)])),
        }
    }

    /// The code that shows something of a report on other sites; `None` where the publisher allows nothing that the report has.
    pub(crate) fn share_view(&self, id: ReportId) -> Option<ShareView> {
        let (corpus, urls) = (self.corpus, &self.plan.urls);
        let card = corpus.card(id);
        let sharing = corpus.site.sharing;
        let report = urls.absolute(&SitePath::report(corpus, id));
        let badge = (sharing.badge && card.headline.is_some()).then(|| {
            let path = SitePath::badge(corpus, id);
            let alt = badge::words(self, id);
            let code = format!(
                "<a href=\"{}\"><img src=\"{}\" width=\"{}\" height=\"{}\" alt=\"{}\"></a>",
                escaped(&report),
                escaped(&urls.absolute(&path)),
                badge::WIDTH,
                badge::HEIGHT,
                escaped(&alt)
            );
            BadgeView { src: urls.href(&path), alt, code }
        });
        let embed = (sharing.embed && card.is_marked()).then(|| {
            let lanes = strip::strip(card, &corpus.sources, corpus.site.bands, &self.messages).lanes;
            let [size, width] = TITLE;
            let lines = set(card.title.as_str(), Face::ExtraBold, &[Step(size, usize::MAX)], width, 0.0).lines.len();
            format!(
                "<iframe src=\"{}\" title=\"{}\" width=\"100%\" height=\"{}\" loading=\"lazy\"></iframe>",
                escaped(&urls.absolute(&SitePath::embed(corpus, id))),
                escaped(card.title.as_str()),
                FRAME + LINE * lines + LANE * lanes
            )
        });
        (badge.is_some() || embed.is_some()).then_some(ShareView { badge, embed })
    }
}
