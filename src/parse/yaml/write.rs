//! A tree as a text of YAML: a line for each value, behind which its layer stands.

use std::ops::Range;

use super::scalar;
use super::tree::{Content, NodeId, Scalar, Style, TOP, Tag, Tree};
use crate::source::Layer;

/// The text of a tree in which there are no aliases. `layer` says of a span in which layer it lies.
pub(super) fn text(tree: &Tree, layer: impl Fn(&Range<usize>) -> Layer) -> String {
    let mut writer = Writer { tree, layer, out: String::new() };
    match tree.content(TOP) {
        Content::Mapping(entries) if !entries.is_empty() => writer.mapping(TOP, 0, Start::NewLine),
        _ => {
            writer.value(TOP, 0);
            writer.out = writer.out.trim_start().to_owned();
        }
    }
    writer.out
}

/// Where a mapping or list begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Start {
    NewLine,
    /// Behind the dash of an item.
    Dash,
}

struct Writer<'a, F> {
    tree: &'a Tree,
    layer: F,
    out: String,
}

impl<F: Fn(&Range<usize>) -> Layer> Writer<'_, F> {
    fn mapping(&mut self, id: NodeId, indent: usize, start: Start) {
        for (at, entry) in self.tree.entries(id).iter().enumerate() {
            if at > 0 || start == Start::NewLine {
                self.out.push_str(&" ".repeat(indent));
            }
            let key = match self.tree.content(entry.key) {
                Content::Scalar(key) => one_line(key),
                _ => String::new(),
            };
            self.out.push_str(&key);
            self.out.push(':');
            self.value(entry.value, indent + 2);
        }
    }

    /// What stands behind a colon or a dash, with the line break behind it. What begins on a line of its own is indented so deep.
    fn value(&mut self, id: NodeId, indent: usize) {
        match self.tree.content(id) {
            Content::List(items) if items.is_empty() => self.end(" []", id),
            Content::Mapping(entries) if entries.is_empty() => self.end(" {}", id),
            Content::List(items) => {
                self.out.push('\n');
                for item in items {
                    self.out.push_str(&" ".repeat(indent));
                    self.out.push('-');
                    match self.tree.content(*item) {
                        Content::Mapping(entries) if !entries.is_empty() => {
                            self.out.push(' ');
                            self.mapping(*item, indent + 2, Start::Dash);
                        }
                        _ => self.value(*item, indent + 2),
                    }
                }
            }
            Content::Mapping(_) => {
                self.out.push('\n');
                self.mapping(id, indent, Start::NewLine);
            }
            Content::Scalar(scalar) => self.scalar(scalar, id, indent),
            Content::Alias(_) => unreachable!("a tree that is written has no aliases"),
        }
    }

    fn scalar(&mut self, scalar: &Scalar, id: NodeId, indent: usize) {
        let tag = match &self.tree.node(id).tag {
            Tag::Core(name) => format!(" !!{name}"),
            Tag::Foreign(name) => format!(" {name}"),
            Tag::None => String::new(),
        };
        match block(scalar).filter(|_| tag.is_empty()) {
            Some((sign, lines)) => {
                self.end(&format!(" {sign}"), id);
                for line in lines.lines() {
                    if !line.is_empty() {
                        self.out.push_str(&" ".repeat(indent));
                    }
                    self.out.push_str(line);
                    self.out.push('\n');
                }
            }
            None => {
                let text = one_line(scalar);
                let space = if text.is_empty() { "" } else { " " };
                self.end(&format!("{tag}{space}{text}"), id);
            }
        }
    }

    /// The end of a line, with the layer of its value.
    fn end(&mut self, text: &str, id: NodeId) {
        let layer = (self.layer)(&self.tree.node(id).span).as_str();
        self.out.push_str(&format!("{text}  # {layer}\n"));
    }
}

/// A scalar in one line: as it was written where it can be nothing else, otherwise in quotes.
fn one_line(scalar: &Scalar) -> String {
    let text = scalar.text.as_str();
    let is_plain = match scalar.style {
        // Numbers and the like are such only without quotes.
        Style::Plain => text.is_empty() || is_value(text) || is_words(text),
        Style::Literal | Style::Text => is_words(text),
    };
    if is_plain { text.to_owned() } else { serde_json::Value::from(text).to_string() }
}

/// Whether a text without quotes can be something else than a text, or is nothing but letters, digits and signs that mean nothing.
fn is_value(text: &str) -> bool {
    let plain = Scalar { text: text.to_owned(), style: Style::Plain };
    let is_text = matches!(scalar::resolve(&plain, &Tag::None), scalar::Resolved::Text(_));
    let starts = text.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '/');
    let harmless = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '.' | '/' | '%' | '_');
    !is_text || (starts && text.chars().all(harmless))
}

/// Whether a text is words that no reader of YAML takes for anything else.
fn is_words(text: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | ',' | '.' | ';' | '-' | '/' | '(' | ')' | '’' | '%');
    let is_word = text.contains(' ') || text.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    let reserved = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    is_word
        && text.starts_with(char::is_alphabetic)
        && !text.ends_with(' ')
        && text.chars().all(plain)
        && !reserved.contains(&text)
}

/// A text of several lines as a block: its sign, and its lines. `None` where it is not one or cannot be.
fn block(scalar: &Scalar) -> Option<(&'static str, &str)> {
    let text = scalar.text.as_str();
    let sign = match (text.ends_with('\n'), text.ends_with("\n\n")) {
        (_, true) => return None,
        (true, false) => "|",
        (false, false) => "|-",
    };
    let harmless = |c: char| c == '\n' || !(c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}'));
    let fits = text.contains('\n') && !text.starts_with([' ', '\n']) && text.chars().all(harmless);
    fits.then_some((sign, text))
}
