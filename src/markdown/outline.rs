use std::ops::Range;

use borsh::{BorshDeserialize, BorshSerialize};
use pulldown_cmark::{Event, Tag, TagEnd};

use super::fault::control_characters;
use super::plain::{count_words, plain};
use super::reader::{self, Text};
use super::words::is_line_of_words;
use super::{Fault, Settings, html, nesting};

/// What other stages need to know of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Outline {
    /// The headings that are printed, in order.
    pub headings: Vec<Heading>,
    /// Every address of a link or an image that is not an outside one, in order, one for each time it stands there.
    pub links: Vec<Link>,
    /// How many words the text has, footnotes left out; what is between white space is a word.
    pub words: usize,
    /// The first paragraph that is not in a list, a quote or a footnote and has words, without its markup.
    pub first_paragraph: Option<String>,
}

/// A heading of a text.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Heading {
    /// Its level as printed, from 2 to 6.
    pub level: u8,
    /// Its id as printed, which no other heading of the text has.
    pub id: String,
    /// Its words, never empty, not escaped.
    pub text: String,
    /// Its HTML for a table of contents: emphasis and code, no links, no images, no raw HTML.
    pub html: String,
}

/// An address of a link or an image.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Link {
    /// The address as written, entities and backslashes resolved, without spaces at its ends; never empty.
    pub target: String,
    /// What it belongs to.
    pub kind: LinkKind,
    /// The whole link or image, in bytes of the text.
    pub span: Range<usize>,
}

/// What an address belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, BorshSerialize, BorshDeserialize)]
pub enum LinkKind {
    /// A link.
    Link,
    /// An image.
    Image,
}

/// The outline of a text and its faults, sorted by place.
pub fn outline(text: &str, settings: &Settings<'_>) -> (Outline, Vec<Fault>) {
    let source = nesting::bounded(text);
    let read = reader::read(&source, settings);
    let headings = read
        .headings
        .iter()
        .map(|heading| Heading {
            level: heading.level,
            id: heading.id.clone(),
            text: heading.text.clone(),
            html: html::without_links(&read.events[heading.content.clone()]),
        })
        .collect();
    let words = count_words(read.events.iter().map(|(event, _)| event));
    let first_paragraph = first_paragraph(&read);
    let (links, faults) = checked(text, read);
    (Outline { headings, links, words, first_paragraph }, faults)
}

/// The links of an [`outline`] and the faults of the text, for a text of which nothing else is asked.
pub fn links(text: &str, settings: &Settings<'_>) -> (Vec<Link>, Vec<Fault>) {
    if is_line_of_words(text) {
        return Default::default();
    }
    checked(text, reader::read(&nesting::bounded(text), settings))
}

/// The addresses for others to check in a text that was read, and what is wrong with it, sorted by place.
fn checked(source: &str, read: Text<'_>) -> (Vec<Link>, Vec<Fault>) {
    let Text { links, mut faults, .. } = read;
    faults.extend(control_characters(source));
    faults.sort_by(|a, b| (a.span.start, a.code, &a.message).cmp(&(b.span.start, b.code, &b.message)));
    (links, faults)
}

/// Every link to another site, in order, one for each time it stands there. Raw HTML is not looked into.
pub fn outside_links(text: &str, settings: &Settings<'_>) -> Vec<Link> {
    reader::read(&nesting::bounded(text), settings).outside
}

fn first_paragraph(text: &Text<'_>) -> Option<String> {
    let mut depth = 0;
    let mut start = 0;
    for (at, (event, _)) in text.events.iter().enumerate() {
        match event {
            Event::Start(tag) => {
                if depth == 0 && *tag == Tag::Paragraph {
                    start = at;
                }
                depth += 1;
            }
            Event::End(tag) => {
                depth -= 1;
                if depth == 0 && *tag == TagEnd::Paragraph {
                    let words = plain(text.events[start..at].iter().map(|(event, _)| event));
                    if !words.is_empty() {
                        return Some(words);
                    }
                }
            }
            _ => {}
        }
    }
    None
}
