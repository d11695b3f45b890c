use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::Fault;
use super::fault::shown;
use super::reader::Piece;
use crate::diagnostic::{Code, HINTED, did_you_mean};

/// The footnotes of a text in the order in which they are printed, which is that of their first references.
///
/// References inside footnotes count after those of the text. A footnote to which only footnotes refer that are not
/// printed is not printed either.
#[derive(Default)]
pub(super) struct Footnotes {
    /// The footnotes that are printed.
    pub notes: Vec<Note>,
    /// The references that are printed, by the place of their event.
    references: HashMap<usize, Reference>,
    /// Where the events of each written footnote end, by the place where they begin.
    ends: HashMap<usize, usize>,
}

/// A footnote that is printed.
pub(super) struct Note {
    /// Its events, without those that begin and end it.
    pub content: Range<usize>,
    /// How many references lead to it; at least 1.
    pub references: usize,
}

/// A place in the text that refers to a footnote.
#[derive(Clone, Copy)]
pub(super) struct Reference {
    /// Place of the footnote among those that are printed, from 1.
    pub number: usize,
    /// Which of the references to this footnote it is, from 1.
    pub occurrence: usize,
}

impl Reference {
    /// The id that it is printed with, after the prefix of the text.
    pub fn id(self) -> String {
        match self.occurrence {
            1 => format!("fnref:{}", self.number),
            occurrence => format!("fnref:{}:{occurrence}", self.number),
        }
    }
}

/// Whether an id has the form of those that footnotes are printed with.
pub(super) fn is_footnote_id(id: &str) -> bool {
    id.contains("fn:") || id.contains("fnref:")
}

/// A footnote as it is written.
struct Definition {
    content: Range<usize>,
    span: Range<usize>,
    label: String,
    number: Option<usize>,
}

/// Labels differ in nothing but case where they are the same.
fn key(label: &str) -> String {
    label.to_lowercase()
}

impl Footnotes {
    /// Finds and numbers the footnotes of events. `loose` are the references that the parser took for text.
    pub fn read(source: &str, events: &[Piece<'_>], loose: LooseReferences, faults: &mut Vec<Fault>) -> Self {
        let mut reading = Reading { source, events, faults, definitions: HashMap::new(), footnotes: Self::default() };
        reading.definitions();
        reading.references(0..events.len());
        let mut next = 0;
        while let Some(note) = reading.footnotes.notes.get(next) {
            reading.references(note.content.clone());
            next += 1;
        }
        reading.unused();
        reading.unknown(loose);
        reading.footnotes
    }

    /// Where the events of the footnote end that begins with this event.
    pub fn end(&self, start: usize) -> usize {
        self.ends.get(&start).copied().unwrap_or(start + 1)
    }

    /// The reference that this event is, where its footnote is printed.
    pub fn reference(&self, at: usize) -> Option<Reference> {
        self.references.get(&at).copied()
    }
}

struct Reading<'r, 'a> {
    source: &'r str,
    events: &'r [Piece<'a>],
    faults: &'r mut Vec<Fault>,
    /// Written footnotes by the key of their label.
    definitions: HashMap<String, Definition>,
    footnotes: Footnotes,
}

impl Reading<'_, '_> {
    fn definitions(&mut self) {
        let mut open = Vec::new();
        for (at, (event, span)) in self.events.iter().enumerate() {
            match event {
                Event::Start(Tag::FootnoteDefinition(label)) => open.push((at, label)),
                Event::End(TagEnd::FootnoteDefinition) => {
                    let (start, label) = open.pop().expect("the parser closes only what it opened");
                    self.footnotes.ends.insert(start, at + 1);
                    self.define(label, start + 1..at, span);
                }
                _ => {}
            }
        }
    }

    fn define(&mut self, label: &str, content: Range<usize>, span: &Range<usize>) {
        let span = span.start..label_end(self.source, span.start + 1).unwrap_or(span.end);
        if content.is_empty() {
            self.fault(
                span.clone(),
                format!("the footnote `{}` has no text", shown(label)),
                "write it after the colon",
            );
        }
        match self.definitions.entry(key(label)) {
            Entry::Vacant(place) => {
                place.insert(Definition { content, span, label: label.to_owned(), number: None });
            }
            Entry::Occupied(_) => {
                let message = format!("the footnote `{}` is written twice", shown(label));
                self.fault(span, message, "give one of them another name");
            }
        }
    }

    /// Numbers the footnotes to which these events refer, but for those inside footnotes.
    fn references(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            match &self.events[at] {
                (Event::Start(Tag::FootnoteDefinition(_)), _) => {
                    at = self.footnotes.end(at);
                    continue;
                }
                (Event::FootnoteReference(label), span) => self.reference(at, label, span),
                _ => {}
            }
            at += 1;
        }
    }

    fn reference(&mut self, at: usize, label: &str, span: &Range<usize>) {
        let Some(definition) = self.definitions.get_mut(&key(label)) else {
            // The parser compares labels by Unicode's case folding, which takes a few more for the same.
            let message = format!("no footnote is named `{}`", shown(label));
            self.fault(span.clone(), message, "write the name as where the footnote stands");
            return;
        };
        let notes = &mut self.footnotes.notes;
        let number = *definition.number.get_or_insert_with(|| {
            notes.push(Note { content: definition.content.clone(), references: 0 });
            notes.len()
        });
        let note = &mut notes[number - 1];
        note.references += 1;
        self.footnotes.references.insert(at, Reference { number, occurrence: note.references });
    }

    fn unused(&mut self) {
        let unused: Vec<_> = self
            .definitions
            .values()
            .filter(|definition| definition.number.is_none())
            .map(|definition| (definition.span.clone(), shown(&definition.label)))
            .collect();
        for (span, label) in unused {
            let message = format!("nothing in the text refers to the footnote `{label}`");
            self.fault(span, message, format!("write `[^{label}]` where it belongs, or remove it"));
        }
    }

    fn unknown(&mut self, loose: LooseReferences) {
        let mut known: Vec<_> = self.definitions.values().map(|definition| definition.label.clone()).collect();
        known.sort_unstable();
        known.truncate(HINTED);
        for (count, (label, span)) in loose.found.into_iter().enumerate() {
            let known = if count < HINTED { known.as_slice() } else { &[] };
            let label = shown(&label);
            let message =
                format!("no footnote is named `{label}`{}", did_you_mean(&label, known.iter().map(String::as_str)));
            let help =
                format!("write `[^{label}]: …` on a line of its own, or `\\[^{label}]` where no footnote is meant");
            self.fault(span, message, help);
        }
    }

    fn fault(&mut self, span: Range<usize>, message: String, help: impl Into<String>) {
        self.faults.push(Fault { code: Code::Footnote, span, message, help: Some(help.into()) });
    }
}

/// Finds `[^label]` among the texts of a parser, which leaves it as it is where no such footnote is written.
///
/// An escaped one is not found: the parser gives a bracket a text of its own only where it could begin or end a link.
#[derive(Default)]
pub(super) struct LooseReferences {
    open: Option<Range<usize>>,
    found: Vec<(String, Range<usize>)>,
}

impl LooseReferences {
    /// Takes note of the next text.
    pub fn see(&mut self, source: &str, span: &Range<usize>) {
        match source.get(span.clone()) {
            Some("[" | "![") => self.open = label_end(source, span.end).map(|end| span.end - 1..end),
            Some("]") => {
                if let Some(open) = self.open.take_if(|open| open.end == span.end) {
                    self.found.push((source[open.start + 2..open.end - 1].trim().to_owned(), open));
                }
            }
            _ => {}
        }
    }
}

/// Where `^label]` ends that begins here, if it stands here.
pub(super) fn label_end(source: &str, start: usize) -> Option<usize> {
    let label = source.get(start..)?.strip_prefix('^')?;
    let mut escaped = false;
    for (at, c) in label.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            ']' => return (!label[..at].trim().is_empty()).then_some(start + 1 + at + 1),
            '[' | '\n' | '\r' => return None,
            _ => {}
        }
    }
    None
}
