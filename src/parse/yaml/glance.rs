use std::borrow::Cow;

use super::tree::{DEPTH_LIMIT, Tree};
use super::{BYTE_ORDER_MARK, Fault};
use crate::diagnostic::{Code, FieldPath};

/// The most control characters of one text that are told.
const MOST_CONTROLS: usize = 10_000;

/// What one pass over the bytes of a text tells before anything is parsed.
pub(super) struct Glance {
    /// How the text is to be decoded.
    pub way: Way,
    /// The byte offsets of characters that no text may hold, in order.
    pub controls: Vec<usize>,
    /// The byte offset from which on there are more values than can be kept, where there is one.
    pub too_many: Option<usize>,
}

/// So many values a text can have however short they are.
const MOST_SHORT: usize = 100_000;

/// A text with more values has this many bytes for each. Every value takes a hundred bytes of memory, even where it is one letter.
const BYTES_FOR_EACH: usize = 12;

/// How a text is to be decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// By `serde_yaml`, and by the walk if that refuses it.
    Quick,
    /// By the walk alone, because the text may hold what `serde_yaml` does not look at or does badly: control characters,
    /// also as escapes; tags; anchors, whose aliases may expand without bound; brackets so deep that its time grows
    /// with their square; and the line breaks of YAML 1.1 that YAML 1.2 and this project take for characters.
    Walk,
}

impl Glance {
    /// Looks over a text. Errs towards [`Way::Walk`], which costs time but never a fault.
    pub fn at(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut controls = Vec::new();
        let mut way = Way::Quick;
        let mut depth = 0_usize;
        let most = MOST_SHORT.max(bytes.len() / BYTES_FOR_EACH);
        let mut values = 0_usize;
        let mut too_many = None;
        for (at, &byte) in bytes.iter().enumerate() {
            // Each of these ends a value or begins one.
            if matches!(byte, b'\n' | b',' | b':' | b'[' | b'{') {
                values += 1;
                if values == most {
                    too_many = Some(at);
                    way = Way::Walk;
                }
            }
            let suspicious = match byte {
                b'[' | b'{' => {
                    depth += 1;
                    depth > DEPTH_LIMIT
                }
                b']' | b'}' => {
                    depth = depth.saturating_sub(1);
                    false
                }
                b'!' => begins_value(bytes, at),
                b'&' | b'?' => {
                    begins_value(bytes, at) && bytes.get(at + 1).is_some_and(|next| !next.is_ascii_whitespace())
                }
                b'\\' => escapes_control(&bytes[at + 1..]),
                0x00..=0x1f | 0x7f | 0xc2 | 0xe2 | 0xef => {
                    let c = text[at..].chars().next().unwrap_or_default();
                    let control = is_control(c) && c != '\r';
                    if control {
                        controls.push(at);
                    }
                    control || matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}')
                }
                _ => false,
            };
            if suspicious {
                way = Way::Walk;
            }
        }
        Self { way, controls, too_many }
    }

    /// The text with a letter in place of each control character; of as many characters.
    pub fn masked<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if self.controls.is_empty() {
            return Cow::Borrowed(text);
        }
        let mask = |c: char| if is_control(c) && c != '\r' { char::REPLACEMENT_CHARACTER } else { c };
        Cow::Owned(text.chars().map(mask).collect())
    }

    /// A fault for each control character that stands in the text itself, up to as many as anybody can read.
    pub fn faults(&self, text: &str, tree: Option<&Tree>) -> Vec<Fault> {
        let order = tree.filter(|_| !self.controls.is_empty()).map(Tree::in_order);
        let fault = |&at: &usize| {
            let c = text[at..].chars().next().unwrap_or_default();
            Fault {
                code: Code::ControlCharacter,
                span: at..at + c.len_utf8(),
                path: tree.zip(order.as_ref()).map_or_else(FieldPath::root, |(tree, order)| tree.path_at(at, order)),
                message: control_message(c),
                help: Some("delete it; most editors do not show it".to_owned()),
            }
        };
        self.controls.iter().take(MOST_CONTROLS).map(fault).collect()
    }
}

/// Whether no text of a site may hold this character: C0 besides tab and line feed, DEL, C1 besides NEL, and the three
/// that mark the order of bytes or nothing at all.
pub(super) fn is_control(c: char) -> bool {
    matches!(c, '\u{00}'..='\u{08}' | '\u{0b}'..='\u{1f}' | '\u{7f}'..='\u{84}' | '\u{86}'..='\u{9f}'
        | BYTE_ORDER_MARK | '\u{fffe}' | '\u{ffff}')
}

/// Names a character that no text may hold.
pub(super) fn control_message(c: char) -> String {
    format!("control character U+{:04X}", u32::from(c))
}

/// Whether a value or its tag or anchor can begin at an offset, judged by what stands before it.
fn begins_value(bytes: &[u8], at: usize) -> bool {
    let before = bytes[..at].iter().rev().find(|&&byte| byte != b' ' && byte != b'\t');
    before.is_none_or(|byte| matches!(byte, b'\n' | b'\r' | b':' | b'-' | b'?' | b'[' | b'{' | b','))
}

/// Whether a backslash before these bytes could stand for a character that no text may hold.
fn escapes_control(after: &[u8]) -> bool {
    let digits = match after.first() {
        Some(b'0' | b'a' | b'b' | b'e' | b'f' | b'r' | b'v') => return true,
        Some(b'x') => 2,
        Some(b'u') => 4,
        Some(b'U') => 8,
        _ => return false,
    };
    let code = after.get(1..=digits).and_then(|hex| std::str::from_utf8(hex).ok());
    // What is no character at all is for the parser to refuse, and for the walk to explain.
    code.and_then(|hex| u32::from_str_radix(hex, 16).ok()).and_then(char::from_u32).is_none_or(is_control)
}
