use std::borrow::Borrow;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::escape::is_forbidden;
use super::reader::options;
use super::words::is_line_of_words;
use super::{Profile, nesting};

/// The words of a text without any markup, for descriptions and structured data.
///
/// One line, with single spaces between the words. Images stand as their alternative text; HTML tags, footnotes and the
/// boxes of task lists are left out. The result is not escaped for HTML.
pub fn to_plain(text: &str) -> String {
    if is_line_of_words(text) {
        return text.to_owned();
    }
    plain(Parser::new_ext(&nesting::bounded(text), options(Profile::Document)))
}

/// The words of events.
pub(super) fn plain<'a, E: Borrow<Event<'a>>>(events: impl IntoIterator<Item = E>) -> String {
    let words = Words::of(events);
    let mut joined = String::with_capacity(words.text.len());
    for word in words.each() {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    joined
}

/// How many words [`plain`] gives.
pub(super) fn count_words<'a, E: Borrow<Event<'a>>>(events: impl IntoIterator<Item = E>) -> usize {
    Words::of(events).each().count()
}

#[derive(Default)]
struct Words {
    text: String,
    /// How many footnotes it is inside of.
    footnotes: usize,
}

impl Words {
    fn of<'a, E: Borrow<Event<'a>>>(events: impl IntoIterator<Item = E>) -> Self {
        let mut words = Self::default();
        for event in events {
            words.add(event.borrow());
        }
        words
    }

    fn add(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(Tag::FootnoteDefinition(_)) => self.footnotes += 1,
            Event::End(TagEnd::FootnoteDefinition) => self.footnotes -= 1,
            _ if self.footnotes > 0 => {}
            Event::Text(text) | Event::Code(text) => self.text.push_str(text),
            Event::InlineHtml(tag) if tag.starts_with("<br") => self.text.push(' '),
            Event::Start(tag) if !is_inline(tag.to_end()) => self.text.push(' '),
            Event::End(tag) if !is_inline(*tag) => self.text.push(' '),
            Event::SoftBreak | Event::HardBreak | Event::Rule => self.text.push(' '),
            _ => {}
        }
    }

    fn each(&self) -> impl Iterator<Item = &str> {
        // Most characters are in words, and of those one comparison is enough.
        let parts = |c: char| !c.is_ascii_graphic() && (c.is_whitespace() || is_forbidden(c));
        self.text.split(parts).filter(|word| !word.is_empty())
    }
}

/// Whether an element stands inside a line.
pub(super) fn is_inline(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}
