//! The publisher's own blocks on pages: letters, examinations, things for sale.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Address, Prose, Slug, Text};

/// A block of the publisher's own.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "block")]
pub struct Block {
    /// A slug that names the place of the block on the page.
    pub id: Slug,
    /// What the block is.
    pub kind: BlockKind,
    /// Its heading.
    pub title: Text,
    /// What it says; Markdown works.
    pub text: Option<Prose>,
    /// The link that it leads to.
    pub link: Option<BlockLink>,
    /// A form with one field, such as for a letter by e-mail.
    pub form: Option<BlockForm>,
    /// What it costs, in words.
    pub price: Option<Text>,
    /// `true` marks its link as paid for and prints the disclosure.
    #[serde(default)]
    pub sponsored: bool,
    /// The pages on which it stands.
    #[serde(default = "on_reports")]
    #[schemars(extend("default" = ["reports"]))]
    pub on: Vec<BlockPlace>,
}

fn on_reports() -> Vec<BlockPlace> {
    vec![BlockPlace::Reports]
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum BlockKind {
    /// Letters to readers.
    Newsletter,
    /// An examination of the reader's own case.
    Audit,
    /// Something for sale.
    Product,
}

/// Where a block's link leads.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline, title = "Link")]
pub struct BlockLink {
    /// The words of the link.
    pub label: Text,
    /// Its address.
    pub url: Address,
}

/// A form with one field.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline, title = "Form")]
pub struct BlockForm {
    /// The address to which the form is sent by POST.
    pub action: Address,
    /// The name under which the field is sent.
    pub field: Text,
    /// What the field asks for.
    pub label: Text,
    /// The words of the button.
    pub button: Text,
}

/// The pages on which a block can stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum BlockPlace {
    /// Reports.
    Reports,
    /// Articles.
    Articles,
    /// The home page.
    Home,
}
