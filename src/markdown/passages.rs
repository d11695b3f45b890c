use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::escape::is_forbidden;
use super::plain::is_inline;
use super::reader;
use super::{Settings, nesting};

/// A text as its reader takes it in: one passage after the other, without markup, each with its place.
#[derive(Clone, Debug, Default)]
pub struct Passages {
    /// What stands in the text, in order. None is without words but code and what is neither words nor code.
    pub passages: Vec<Passage>,
    /// Its links, outside ones included, in order.
    pub links: Vec<Wording>,
    /// Its images, in order.
    pub images: Vec<Wording>,
}

/// A paragraph, a heading, an item: what has a beginning and an end of its own.
#[derive(Clone, Debug)]
pub struct Passage {
    /// What it is.
    pub kind: PassageKind,
    /// Its words on one line.
    pub text: String,
    /// The whole passage, in bytes of the source.
    pub span: Range<usize>,
    /// Whether its author ends a line within it, as in a verse or an address.
    pub has_line_ends: bool,
    /// Whether its last letters are those of a link, an image, an emphasis or code.
    pub ends_in_markup: bool,
    /// Where pieces of `text` begin, in it and in the source.
    pieces: Vec<(usize, usize)>,
}

/// What a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PassageKind {
    /// A paragraph that is in nothing else, or in a note such as `> [!NOTE]`.
    Paragraph,
    /// A heading and its level as printed.
    Heading(u8),
    /// Words of a list.
    Item,
    /// A cell of a table.
    Cell,
    /// Words of somebody else.
    Quote,
    /// Words of a footnote.
    Footnote,
    /// Code, which has no words.
    Code,
    /// A line across the page, or HTML.
    Other,
}

/// A link or an image: its words, and where it stands as a whole, in bytes of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// The words of a link, or the text in place of an image; empty where there is none.
    pub text: String,
    /// The whole link or image.
    pub span: Range<usize>,
}

impl Passage {
    /// A text without markup as a passage.
    pub fn plain(text: &str) -> Self {
        Self {
            kind: PassageKind::Paragraph,
            text: text.to_owned(),
            span: 0..text.len(),
            has_line_ends: false,
            ends_in_markup: false,
            pieces: vec![(0, 0)],
        }
    }

    /// Where a part of the text stands in the source.
    pub fn source(&self, part: Range<usize>) -> Range<usize> {
        let (start, _) = self.at(part.start);
        // The end is that of the last letter, since markup may stand behind it, but within its piece, which can be longer than its source.
        let end = match part.is_empty() {
            true => start,
            false => {
                let (last, piece_end) = self.at(part.end - 1);
                (last + 1).min(piece_end)
            }
        };
        start..end.max(start)
    }

    /// Where a letter stands in the source, and where its piece ends there at the latest.
    fn at(&self, offset: usize) -> (usize, usize) {
        let after = self.pieces.partition_point(|(own, _)| *own <= offset);
        let piece_end = self.pieces.get(after).map_or(self.span.end, |(_, source)| *source);
        match self.pieces.get(after.wrapping_sub(1)) {
            Some((own, source)) => (source + (offset - own), piece_end),
            None => (self.span.start, piece_end),
        }
    }
}

/// The passages of a text.
pub fn passages(text: &str, settings: &Settings<'_>) -> Passages {
    let source = nesting::bounded(text);
    let text = reader::read(&source, settings);
    let mut collector = Collector { source: &source, found: Passages::default(), open: Vec::new(), current: None };
    for (event, span) in &text.events {
        collector.event(event, span);
    }
    collector.end();
    collector.found
}

struct Collector<'a> {
    source: &'a str,
    found: Passages,
    /// What is open around the current event, as far as it says what its words are.
    open: Vec<(TagEnd, PassageKind)>,
    current: Option<Passage>,
}

impl Collector<'_> {
    fn event(&mut self, event: &Event<'_>, span: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.finish(*tag),
            Event::Text(_) if self.kind() == PassageKind::Code => {}
            Event::Text(text) => self.words(text, span.clone(), false),
            Event::Code(text) => {
                // The letters stand behind the signs around them.
                let inner = self.source[span.clone()].find(text.as_ref()).unwrap_or_default();
                self.words(text, span.start + inner..span.end, true);
            }
            Event::SoftBreak => self.words(" ", span.clone(), false),
            Event::HardBreak => {
                self.words(" ", span.clone(), false);
                if let Some(passage) = &mut self.current {
                    passage.has_line_ends = true;
                }
            }
            Event::Html(_) | Event::Rule => {
                self.end();
                self.found.passages.push(empty(PassageKind::Other, span.clone()));
            }
            Event::InlineHtml(_) => {
                if let Some(passage) = &mut self.current {
                    passage.ends_in_markup = true;
                }
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: &Range<usize>) {
        let kind = match tag {
            Tag::Link { .. } => {
                self.found.links.push(Wording { text: String::new(), span: span.clone() });
                self.open.push((tag.to_end(), self.kind()));
                return;
            }
            Tag::Image { .. } => {
                self.found.images.push(Wording { text: String::new(), span: span.clone() });
                self.open.push((tag.to_end(), self.kind()));
                return;
            }
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => return,
            Tag::Heading { level, .. } => PassageKind::Heading(*level as u8),
            Tag::BlockQuote(None) => PassageKind::Quote,
            Tag::Item | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => match self.kind() {
                outer @ (PassageKind::Quote | PassageKind::Footnote) => outer,
                _ => PassageKind::Item,
            },
            Tag::TableCell => PassageKind::Cell,
            Tag::FootnoteDefinition(_) => PassageKind::Footnote,
            Tag::CodeBlock(_) => PassageKind::Code,
            _ => self.kind(),
        };
        self.end();
        if kind == PassageKind::Code {
            self.found.passages.push(empty(kind, span.clone()));
        }
        self.open.push((tag.to_end(), kind));
    }

    fn finish(&mut self, tag: TagEnd) {
        match tag {
            tag if is_inline(tag) => {
                if matches!(tag, TagEnd::Link | TagEnd::Image) {
                    self.open.pop();
                }
                if let Some(passage) = &mut self.current {
                    passage.ends_in_markup = true;
                }
            }
            _ => {
                self.end();
                self.open.pop();
            }
        }
    }

    /// What the words here are.
    fn kind(&self) -> PassageKind {
        self.open.last().map_or(PassageKind::Paragraph, |(_, kind)| *kind)
    }

    fn words(&mut self, text: &str, span: Range<usize>, is_markup: bool) {
        let within = |tag: TagEnd| self.open.iter().any(|(open, _)| *open == tag);
        if within(TagEnd::Image) {
            if let Some(image) = self.found.images.last_mut() {
                image.text.push_str(text);
            }
            return;
        }
        if within(TagEnd::Link)
            && let Some(link) = self.found.links.last_mut()
        {
            link.text.push_str(text);
        }
        let kind = self.kind();
        let passage = self.current.get_or_insert_with(|| empty(kind, span.clone()));
        passage.pieces.push((passage.text.len(), span.start));
        passage.text.extend(text.chars().filter(|c| !is_forbidden(*c)).map(|c| if c == '\n' { ' ' } else { c }));
        passage.span.end = passage.span.end.max(span.end);
        passage.ends_in_markup = is_markup;
    }

    fn end(&mut self) {
        if let Some(passage) = self.current.take().filter(|passage| !passage.text.trim().is_empty()) {
            self.found.passages.push(passage);
        }
    }
}

fn empty(kind: PassageKind, span: Range<usize>) -> Passage {
    Passage { kind, text: String::new(), span, has_line_ends: false, ends_in_markup: false, pieces: Vec::new() }
}
