//! From the parser's events to the nodes of a tree.

use std::collections::HashMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span};

use super::quote;
use super::tree::{ALIAS_BUDGET, Content, DEPTH_LIMIT, Entry, Node, NodeId, Scalar, Style, Tag};
use crate::diagnostic::Step;

/// Why a text has no tree.
#[derive(Debug)]
pub(super) struct Broken {
    /// The byte at which the parser stopped.
    pub at: usize,
    /// Why it stopped.
    pub reason: Reason,
}

/// Why the parser stopped.
#[derive(Debug)]
pub(super) enum Reason {
    /// What stands there is not YAML, in the parser's words.
    Syntax(String),
    /// A second document begins.
    SecondDocument,
    /// More than [`DEPTH_LIMIT`] levels.
    TooDeep,
    /// Aliases for more than [`ALIAS_BUDGET`] values.
    TooMany,
    /// More values than can be kept.
    TooLong,
    /// An alias inside the value that it stands for.
    EndlessAlias,
    /// A text without quotes that begins with a sign of YAML's. The parser lets some of them pass inside brackets.
    BadStart,
    /// A key in brackets whose colon stands right before a comma or bracket, which likewise passes.
    CloseColon,
    /// A colon with no key before it, which YAML 1.2 allows and `serde_yaml` does not.
    NoKey,
}

/// The nodes of a text, the first at the top. `letters` is the text as the parser is to read it, of as many characters.
pub(super) fn grow(text: &str, letters: &str) -> Result<Vec<Node>, Broken> {
    let offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut grower =
        Grower { text, offsets, nodes: Vec::new(), open: Vec::new(), anchors: HashMap::new(), expanded: 0 };
    let mut documents = 0;
    for event in Parser::new_from_str(letters) {
        let (event, span) = event.map_err(|error| grower.stopped(&error))?;
        if let Event::DocumentStart(_) = event {
            documents += 1;
            if documents > 1 {
                return Err(Broken { at: grower.bytes(span).start, reason: Reason::SecondDocument });
            }
        }
        grower.take(event, span)?;
    }
    if grower.nodes.is_empty() {
        let scalar = Scalar { text: String::new(), style: Style::Plain };
        grower.nodes.push(Node { span: 0..0, parent: None, tag: Tag::None, content: Content::Scalar(scalar) });
    }
    Ok(grower.nodes)
}

struct Grower<'a> {
    text: &'a str,
    /// The byte offset of each character, and of the end.
    offsets: Vec<usize>,
    nodes: Vec<Node>,
    /// The lists and mappings that have not ended, outermost first.
    open: Vec<Open>,
    /// What aliases can stand for, by the parser's number of the anchor.
    anchors: HashMap<usize, Anchor>,
    /// How many values aliases have added so far.
    expanded: usize,
}

/// A list or mapping that has not ended.
struct Open {
    id: NodeId,
    anchor: usize,
    /// The key whose value comes next.
    key: Option<NodeId>,
    size: Size,
}

enum Anchor {
    /// The value has not ended.
    Open,
    Ended(NodeId, Size),
}

/// How much a value holds, with what its aliases stand for.
#[derive(Clone, Copy)]
struct Size {
    values: usize,
    levels: usize,
}

impl Grower<'_> {
    fn stopped(&self, error: &ScanError) -> Broken {
        let at = self.offsets[error.marker().index().min(self.offsets.len() - 1)];
        Broken { at, reason: Reason::Syntax(error.info().to_owned()) }
    }

    fn bytes(&self, span: Span) -> Range<usize> {
        let byte = |index: usize| self.offsets[index.min(self.offsets.len() - 1)];
        byte(span.start.index())..byte(span.end.index())
    }

    fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), Broken> {
        let bytes = self.bytes(span);
        match event {
            Event::Scalar(value, style, anchor, tag) => {
                if self.lacks_key(&bytes) {
                    return Err(Broken { at: bytes.start, reason: Reason::NoKey });
                }
                if style == ScalarStyle::Plain && self.begins_badly(&value) {
                    return Err(Broken { at: bytes.start, reason: Reason::BadStart });
                }
                if style == ScalarStyle::Plain && !value.is_empty() && self.is_bare_key(&bytes) {
                    return Err(Broken { at: bytes.end, reason: Reason::CloseColon });
                }
                let span = self.scalar_span(style, bytes, value.is_empty());
                let style = match style {
                    ScalarStyle::Plain => Style::Plain,
                    ScalarStyle::Literal => Style::Literal,
                    ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted | ScalarStyle::Folded => Style::Text,
                };
                let content = Content::Scalar(Scalar { text: value.into_owned(), style });
                let id = self.add(span, named(tag.as_deref()), content);
                self.end(id, anchor, Size { values: 1, levels: 0 });
            }
            Event::SequenceStart(anchor, tag) => {
                let start = self.list_start(&bytes);
                self.begin(start..bytes.end, anchor, named(tag.as_deref()), Content::List(Vec::new()))?;
            }
            Event::MappingStart(anchor, tag) => {
                self.begin(bytes, anchor, named(tag.as_deref()), Content::Mapping(Vec::new()))?;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(Open { id, anchor, size, .. }) = self.open.pop() {
                    self.nodes[id].span.end = self.container_end(id, &bytes);
                    self.end(id, anchor, Size { levels: size.levels + 1, ..size });
                }
            }
            Event::Alias(anchor) => {
                let reason = match self.anchors.get(&anchor) {
                    Some(&Anchor::Ended(target, size)) => {
                        self.expanded += size.values;
                        if self.expanded > ALIAS_BUDGET {
                            Reason::TooMany
                        } else if self.open.len() + size.levels > DEPTH_LIMIT {
                            Reason::TooDeep
                        } else {
                            let id = self.add(bytes, Tag::None, Content::Alias(target));
                            self.end(id, 0, size);
                            return Ok(());
                        }
                    }
                    Some(Anchor::Open) | None => Reason::EndlessAlias,
                };
                return Err(Broken { at: bytes.start, reason });
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) | Event::DocumentEnd => {}
        }
        Ok(())
    }

    /// Begins a list or mapping.
    fn begin(&mut self, span: Range<usize>, anchor: usize, tag: Tag, content: Content) -> Result<(), Broken> {
        if self.open.len() == DEPTH_LIMIT {
            return Err(Broken { at: span.start, reason: Reason::TooDeep });
        }
        let id = self.add(span, tag, content);
        if anchor > 0 {
            self.anchors.insert(anchor, Anchor::Open);
        }
        self.open.push(Open { id, anchor, key: None, size: Size { values: 1, levels: 0 } });
        Ok(())
    }

    /// Adds a node below the innermost open one, as yet without a link from there.
    fn add(&mut self, span: Range<usize>, tag: Tag, content: Content) -> NodeId {
        let parent = self.open.last().map(|open| {
            let step = match (&self.nodes[open.id].content, open.key) {
                (Content::List(items), _) => Step::Index(items.len()),
                (_, key) => Step::Key(key.map(|key| self.key_text(key)).unwrap_or_default()),
            };
            (open.id, step)
        });
        self.nodes.push(Node { span, parent, tag, content });
        self.nodes.len() - 1
    }

    /// The text of a key, resolved where it is an alias; as written where it is not a scalar.
    fn key_text(&self, key: NodeId) -> String {
        let node = &self.nodes[key];
        let resolved = if let Content::Alias(target) = node.content { &self.nodes[target] } else { node };
        match &resolved.content {
            Content::Scalar(scalar) => scalar.text.clone(),
            Content::List(_) | Content::Mapping(_) | Content::Alias(_) => self.text[node.span.clone()].to_owned(),
        }
    }

    /// Links a node that has ended to the innermost open one.
    fn end(&mut self, id: NodeId, anchor: usize, size: Size) {
        if anchor > 0 {
            self.anchors.insert(anchor, Anchor::Ended(id, size));
        }
        let Some(open) = self.open.last_mut() else { return };
        open.size.values += size.values;
        open.size.levels = open.size.levels.max(size.levels);
        match (&mut self.nodes[open.id].content, open.key.take()) {
            (Content::List(items), _) => items.push(id),
            (Content::Mapping(entries), Some(key)) => entries.push(Entry { key, value: id }),
            (Content::Mapping(_), None) => {
                open.key = Some(id);
                // Only now it is known how long a key in brackets is.
                let step = Step::Key(self.key_text(id));
                if let Some((_, name)) = &mut self.nodes[id].parent {
                    *name = step;
                }
            }
            (Content::Scalar(_) | Content::Alias(_), _) => {}
        }
    }

    /// The bytes of a scalar as written. The parser's span of one in quotes takes in the blanks and the comment behind it,
    /// that of one after `|` or `>` lacks the sign, and that of one left out stands before whatever comes next.
    fn scalar_span(&self, style: ScalarStyle, bytes: Range<usize>, empty: bool) -> Range<usize> {
        match style {
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
                let quote = if style == ScalarStyle::DoubleQuoted { '"' } else { '\'' };
                let open = self.text[bytes.clone()].find(quote).map(|at| bytes.start + at);
                bytes.start..open.and_then(|open| quote::end(self.text, open)).unwrap_or(bytes.end)
            }
            ScalarStyle::Literal | ScalarStyle::Folded => {
                let before = self.text[..bytes.start].trim_end();
                let line = before.rfind('\n').map_or(0, |at| at + 1);
                let uncommented = before[line..].find(" #").map_or(before, |at| &before[..line + at]);
                let sign = uncommented.rfind(['|', '>']).filter(|&at| at >= line);
                let start = sign.filter(|_| !self.text[bytes.clone()].starts_with(['|', '>', '&', '!']));
                trimmed(self.text, start.unwrap_or(bytes.start)..bytes.end)
            }
            ScalarStyle::Plain if empty && bytes.is_empty() => self.absence(bytes),
            ScalarStyle::Plain => bytes,
        }
    }

    /// Whether a scalar that is left out should be the key before a colon.
    fn lacks_key(&self, bytes: &Range<usize>) -> bool {
        let awaits_key = |open: &Open| open.key.is_none() && matches!(self.nodes[open.id].content, Content::Mapping(_));
        bytes.is_empty()
            && self.open.last().is_some_and(awaits_key)
            && self.text[bytes.start..].starts_with(':')
            && !self.text[..bytes.start].trim_end().ends_with('?')
    }

    /// Whether a text without quotes begins with a sign that `serde_yaml` takes for something else.
    fn begins_badly(&self, value: &str) -> bool {
        value.starts_with(['|', '>', '%', '@', '`']) || (value.starts_with(':') && self.is_in_brackets())
    }

    /// Whether what follows a text without quotes is a colon that is followed by a comma or bracket, all inside brackets.
    fn is_bare_key(&self, bytes: &Range<usize>) -> bool {
        let after = self.text[bytes.end..].strip_prefix(':');
        after.is_some_and(|after| after.starts_with([',', '?', '[', ']', '{', '}'])) && self.is_in_brackets()
    }

    fn is_in_brackets(&self) -> bool {
        self.open.iter().any(|open| self.text[self.nodes[open.id].span.start..].starts_with(['[', '{']))
    }

    /// Where to point for a value that is left out: at its key, or at the dash of its item.
    fn absence(&self, bytes: Range<usize>) -> Range<usize> {
        let Some(open) = self.open.last() else { return bytes };
        if let Some(key) = open.key {
            return self.nodes[key].span.clone();
        }
        let line = self.text[..bytes.start].rfind('\n').map_or(0, |at| at + 1);
        match self.text[line..bytes.start].rfind('-') {
            Some(dash) if matches!(self.nodes[open.id].content, Content::List(_)) => line + dash..line + dash + 1,
            _ => bytes,
        }
    }

    /// Where a list begins: the parser's place is behind the first dash when the list is not indented below its key.
    fn list_start(&self, bytes: &Range<usize>) -> usize {
        let below_key = self.open.last().is_some_and(|open| open.key.is_some());
        if !below_key || self.text[bytes.start..].starts_with(['[', '&', '!']) {
            return bytes.start;
        }
        let line = self.text[..bytes.start].rfind('\n').map_or(0, |at| at + 1);
        let dash = self.text[line..bytes.start].find(|c: char| !c.is_whitespace()).map(|at| line + at);
        dash.filter(|&at| self.text[at..].starts_with('-')).unwrap_or(bytes.start)
    }

    /// Where a list or mapping ends: behind its bracket, or with the last value in it.
    fn container_end(&self, id: NodeId, bytes: &Range<usize>) -> usize {
        if !bytes.is_empty() && self.text[bytes.start..].starts_with([']', '}']) {
            return bytes.start + 1;
        }
        let node = &self.nodes[id];
        let last = match &node.content {
            Content::List(items) => items.last().copied(),
            Content::Mapping(entries) => entries.last().map(|entry| entry.value),
            Content::Scalar(_) | Content::Alias(_) => None,
        };
        last.map_or(node.span.end, |last| self.nodes[last].span.end).max(node.span.start)
    }
}

fn named(tag: Option<&saphyr_parser::Tag>) -> Tag {
    match tag {
        None => Tag::None,
        Some(tag) => {
            let whole = format!("{}{}", tag.handle, tag.suffix);
            match whole.strip_prefix("tag:yaml.org,2002:") {
                Some(name @ ("str" | "int" | "float" | "bool" | "null" | "seq" | "map")) => Tag::Core(name.to_owned()),
                Some(name) => Tag::Foreign(format!("!!{name}")),
                None => Tag::Foreign(whole),
            }
        }
    }
}

fn trimmed(text: &str, span: Range<usize>) -> Range<usize> {
    span.start..span.start + text[span.clone()].trim_end().len()
}
