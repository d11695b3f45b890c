//! The publisher's own blocks.

use serde::Serialize;

use super::Renderer;
use super::view::OutLink;
use crate::model::site::{Block, BlockForm, BlockKind, BlockLink, BlockPlace};
use crate::parse::SITE_FILE;

/// A block.
#[derive(Clone, Debug, Serialize)]
pub struct BlockView {
    /// Names its place.
    pub id: String,
    /// What it is.
    pub kind: BlockKind,
    /// Its heading.
    pub title: String,
    /// What it says, as HTML.
    pub html: Option<String>,
    /// Where it leads.
    pub link: Option<OutLink>,
    /// What it asks for.
    pub form: Option<FormView>,
    /// What it costs.
    pub price: Option<String>,
    /// Whether somebody pays for it.
    pub sponsored: bool,
}

/// A form with one field.
#[derive(Clone, Debug, Serialize)]
pub struct FormView {
    /// Where it is sent.
    pub action: String,
    /// The name of the field.
    pub field: String,
    /// What the field asks for.
    pub label: String,
    /// The words of the button.
    pub button: String,
}

impl Renderer<'_> {
    /// The blocks of a kind of page.
    pub(super) fn blocks(&self, place: BlockPlace) -> Vec<BlockView> {
        let blocks = self.corpus.site.blocks.iter().filter(|block| block.on.contains(&place));
        blocks
            .map(|Block { id, kind, title, text, link, form, price, sponsored, on: _ }| BlockView {
                id: format!("block-{id}"),
                kind: *kind,
                title: title.to_string(),
                html: text.as_ref().map(|text| self.prose(text.as_str(), SITE_FILE)),
                link: link.as_ref().map(|BlockLink { label, url }| OutLink {
                    label: label.to_string(),
                    href: url.to_string(),
                    sponsored: *sponsored,
                }),
                form: form.as_ref().map(|BlockForm { action, field, label, button }| FormView {
                    action: action.to_string(),
                    field: field.to_string(),
                    label: label.to_string(),
                    button: button.to_string(),
                }),
                price: price.as_ref().map(ToString::to_string),
                sponsored: *sponsored,
            })
            .collect()
    }
}
