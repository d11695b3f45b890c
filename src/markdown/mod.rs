//! Markdown: what a text says, what is wrong with it, and its HTML.
//!
//! Pure functions of the text and their settings: nothing here reads a file, knows the site's pages or decides where a
//! link leads. The text passes two stages. `reader` takes the parser's events and leaves out or changes what cannot be
//! printed as it stands, and notes each of these as a fault; [`outline()`] and [`to_html`] see only what it lets
//! through, so they agree about headings, ids, links and footnotes. `html` writes those events.
//!
//! Guarantees of the HTML, for any text, with [`RawHtml::Refuse`]: well-formed and valid; every letter escaped for its
//! place; no address but `http`, `https`, `mailto`, `tel` and what the resolver gives; no image of another host; no
//! `style`; no id twice; no link inside a link. With [`RawHtml::Allow`] the author answers for the HTML in the text.
//!
//! Quotes, lists and emphasis nested deeper than 64 levels are printed without the levels beyond, and the signs of a
//! line that opens more than 500 of them are left out from there on; neither is a fault. Work and memory grow with the
//! length of the text, work also with how much of it is open at once, and nothing recurses.

mod address;
mod endnotes;
mod escape;
mod fault;
mod footnotes;
mod heading_ids;
mod headings;
mod html;
mod html_block;
mod nesting;
mod outline;
mod passages;
mod plain;
mod reader;
mod table;
#[cfg(test)]
mod tests;
mod words;

pub use fault::Fault;
pub use outline::{Heading, Link, LinkKind, Outline, links, outline, outside_links};
pub use passages::{Passage, PassageKind, Passages, Wording, passages};
pub use plain::to_plain;

use html::Surroundings;
use words::is_line_of_words;

/// What kind of text it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// A long text with headings and footnotes: an analysis, an article, a page.
    Document,
    /// A value of a YAML file: a heading is a fault, and `[^1]` is text.
    Prose,
}

/// What happens to HTML in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RawHtml {
    /// It is a fault and printed as the letters it consists of.
    Refuse,
    /// It is printed as it is.
    Allow,
}

/// How a text is read.
#[derive(Clone, Copy, Debug)]
pub struct Settings<'a> {
    /// What kind of text it is.
    pub profile: Profile,
    /// What happens to HTML in it. Comments are always left out.
    pub raw_html: RawHtml,
    /// Ids that the page itself uses. A heading gets another one; writing one of them with `{#id}` is a fault.
    pub reserved_ids: &'a [&'a str],
}

/// Where a link leads, as decided by whoever knows the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    /// The address to print. It is escaped on printing; what is percent-encoded already stays so.
    pub href: String,
    /// Whose page it is. Without meaning for an image.
    pub kind: DestinationKind,
}

/// Whose page a link leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DestinationKind {
    /// One of this site's.
    Internal,
    /// Somebody else's.
    External,
    /// Somebody else's who pays for it.
    Sponsored,
}

/// The words that are printed around a text.
#[derive(Clone, Copy, Debug)]
pub struct Labels<'a> {
    /// Title of `> [!NOTE]`.
    pub note: &'a str,
    /// Title of `> [!TIP]`.
    pub tip: &'a str,
    /// Title of `> [!IMPORTANT]`.
    pub important: &'a str,
    /// Title of `> [!WARNING]`.
    pub warning: &'a str,
    /// Title of `> [!CAUTION]`.
    pub caution: &'a str,
    /// Title above the footnotes.
    pub footnotes: &'a str,
    /// What a footnote's way back does; the number of the footnote follows.
    pub back_to_text: &'a str,
    /// What a table is that may be wider than the page; the table's first header follows after a colon.
    pub scroll_table: &'a str,
    /// The tooltip of a link to another site that has none of its own; none where empty.
    pub external: &'a str,
    /// What stands after a sponsored link.
    pub sponsored: &'a str,
}

/// Words for texts that are made up.
#[cfg(any(test, fuzzing))]
pub const LABELS: Labels<'static> = Labels {
    note: "Note",
    tip: "Tip",
    important: "Important",
    warning: "Warning",
    caution: "Caution",
    footnotes: "Footnotes",
    back_to_text: "Back to the text",
    scroll_table: "Table",
    external: "Another site",
    sponsored: "advertisement",
};

/// The HTML of a text.
///
/// `resolve` is asked for every address but `mailto:` and `tel:`, in the form in which [`Link::target`] has it.
/// `id_prefix` begins the ids of footnotes (`fn:1`, `fnref:1`, `fnref:1:2`), so that several texts can stand on one
/// page; headings' ids are those of the [`Outline`], and never of that form. Empty for a text that is empty, otherwise
/// with a line break at its end. What is a fault according to [`outline()`] is printed in the nearest harmless form: a
/// refused link as its text, a refused tag as its letters, a heading of the first level as one of the second, a heading
/// that may not be there as a paragraph.
pub fn to_html(
    text: &str,
    settings: &Settings<'_>,
    labels: &Labels<'_>,
    resolve: &dyn Fn(&str, LinkKind) -> Destination,
    id_prefix: &str,
) -> String {
    if is_line_of_words(text) {
        return format!("<p>{text}</p>\n");
    }
    html::blocks(&reader::read(&nesting::bounded(text), settings), Surroundings { labels, resolve, id_prefix })
}

/// A plain text as it stands between tags of HTML.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape::text(&mut out, text);
    out
}

/// The HTML of a text for a place inside a sentence or a table cell: that of [`to_html`] without the `<p>` of a text
/// which is one paragraph and without a line break at the end. Several paragraphs, or a list, stay as they are.
pub fn to_inline_html(
    text: &str,
    settings: &Settings<'_>,
    labels: &Labels<'_>,
    resolve: &dyn Fn(&str, LinkKind) -> Destination,
    id_prefix: &str,
) -> String {
    if is_line_of_words(text) {
        return text.to_owned();
    }
    html::inline(&reader::read(&nesting::bounded(text), settings), Surroundings { labels, resolve, id_prefix })
}
