use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Tag, TagEnd};

use super::fault::{shown, trimmed};
use super::heading_ids::{HeadingIds, Taken, slug};
use super::plain::plain;
use super::reader::{Frame, Reader};
use super::{Profile, escape};
use crate::diagnostic::Code;

/// A heading among the events of a text.
pub(super) struct PlacedHeading {
    /// From 2 to 6.
    pub level: u8,
    /// Given to it alone.
    pub id: String,
    /// Its words, never empty.
    pub text: String,
    /// Its events, without those that begin and end it.
    pub content: Range<usize>,
    /// The id that its author wants, and where the heading stands.
    wanted: Option<(String, Range<usize>)>,
}

/// A heading whose end is not read yet.
pub(super) struct OpenHeading {
    /// Where its first event stands.
    start: usize,
    /// As written.
    level: HeadingLevel,
    /// The id that its author wants.
    id: Option<String>,
}

impl<'a> Reader<'_, 'a> {
    /// Prints the beginning of a heading, or of a paragraph where none may stand.
    pub(super) fn start_heading(
        &mut self,
        level: HeadingLevel,
        id: Option<CowStr<'a>>,
        classes: &[CowStr<'a>],
        attributes: &[(CowStr<'a>, Option<CowStr<'a>>)],
        span: Range<usize>,
    ) -> Frame {
        let start = self.events.len();
        let place = trimmed(self.source, span.clone());
        let extra = classes.first().map(|class| format!(".{class}"));
        if let Some(extra) = extra.or_else(|| attributes.first().map(|(name, _)| name.to_string())) {
            let message = format!("a heading takes nothing but an id, not `{}`", shown(&extra));
            self.fault(Code::UnknownKey, place.clone(), message, "write `{#id}`; `&#123;` is a brace in the text");
        }
        let refusal = if self.settings.profile == Profile::Document {
            self.in_footnote().then_some(("a heading in a footnote", "put the words in bold"))
        } else if self.source.as_bytes().get(place.start) == Some(&b'#') {
            Some(("a heading in a text that has none", "put the words in bold, or write `\\#` for the sign itself"))
        } else {
            let help = "leave a line empty above `---` or `===`, which make a heading of the text before them";
            Some(("a heading in a text that has none", help))
        };
        if let Some((message, help)) = refusal {
            self.fault(Code::HeadingLevel, place, message, help);
            self.print(Event::Start(Tag::Paragraph), span);
            return Frame::HeadingAsParagraph(start);
        }
        let printed = level.max(HeadingLevel::H2);
        let tag = Tag::Heading { level: printed, id: None, classes: Vec::new(), attrs: Vec::new() };
        self.print(Event::Start(tag), span);
        let id = id.map(|id| escape::printable(&id)).filter(|id| !id.is_empty());
        Frame::Heading(OpenHeading { start, level, id })
    }

    /// Prints the end of a heading, or takes it out where it has no words.
    pub(super) fn end_heading(&mut self, heading: OpenHeading, span: Range<usize>) {
        let OpenHeading { start, level, id } = heading;
        let place = trimmed(self.source, span.clone());
        let content = start + 1..self.events.len();
        let text = plain(self.events[content.clone()].iter().map(|(event, _)| event));
        if text.is_empty() {
            self.events.truncate(start);
            return self.fault(Code::HeadingLevel, place, "a heading without text", "write its words, or remove it");
        }
        self.check_level(level, place.clone());
        let level = level.max(HeadingLevel::H2);
        self.print(Event::End(TagEnd::Heading(level)), span);
        let wanted = id.map(|id| (id, place));
        self.headings.push(PlacedHeading { level: level as u8, id: String::new(), text, content, wanted });
    }

    fn check_level(&mut self, level: HeadingLevel, place: Range<usize>) {
        let previous = std::mem::replace(&mut self.previous_level, level) as usize;
        if level == HeadingLevel::H1 {
            let message = "a heading of the first level, which only the page's title has";
            self.fault(Code::HeadingLevel, place, message, "start at `##`");
        } else if level as usize > previous + 1 {
            let level = level as usize;
            let message = match previous {
                1 => format!("a heading of level {level} without one of level 2 above it"),
                _ => format!("a heading of level {level} under one of level {previous}"),
            };
            self.fault(Code::HeadingLevel, place, message, format!("write `{}`", "#".repeat(previous + 1)));
        }
    }

    /// Gives every heading its id: first those that authors want, then one made of the words.
    pub(super) fn give_ids(&mut self) {
        let mut ids = HeadingIds::new(self.settings.reserved_ids);
        let mut headings = std::mem::take(&mut self.headings);
        for heading in &mut headings {
            let Some((id, place)) = &heading.wanted else { continue };
            let message = match ids.claim(id) {
                Ok(()) => {
                    heading.id.clone_from(id);
                    continue;
                }
                Err(Taken::ByPage) => format!("the id `{}` belongs to the page around the text", shown(id)),
                Err(Taken::ByHeading) => format!("the id `{}` belongs to an earlier heading", shown(id)),
            };
            self.fault(Code::DuplicateId, place.clone(), message, "give the heading another one");
        }
        for heading in &mut headings {
            if heading.id.is_empty() {
                heading.id = match &heading.wanted {
                    Some((id, _)) => ids.take(id),
                    None => ids.take(&slug(&heading.text)),
                };
            }
            if let (Event::Start(Tag::Heading { id, .. }), _) = &mut self.events[heading.content.start - 1] {
                *id = Some(heading.id.clone().into());
            }
        }
        self.headings = headings;
    }
}
