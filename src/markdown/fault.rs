use std::ops::Range;

use crate::diagnostic::Code;

/// Something in a text that its author has to mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What kind of problem it is.
    pub code: Code,
    /// Where it stands, in bytes of the text.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: Option<String>,
}

/// A name longer than this many characters is cut in a message.
const SHOWN_CHARACTERS: usize = 60;

/// A piece of the author's text as it stands in a message: on one line, without control characters, not too long.
pub(super) fn shown(text: &str) -> String {
    let mut shown = String::new();
    for (count, c) in text.chars().enumerate() {
        if count == SHOWN_CHARACTERS {
            shown.push('…');
            break;
        }
        if c.is_control() { shown.extend(c.escape_default()) } else { shown.push(c) }
    }
    shown
}

/// A span without the white space at its ends.
pub(super) fn trimmed(source: &str, span: Range<usize>) -> Range<usize> {
    let Some(text) = source.get(span.clone()) else { return span };
    let start = span.start + (text.len() - text.trim_start().len());
    start..start + text.trim().len()
}

/// The control characters of a text, the first of every line. Tabs and line ends are none.
pub(super) fn control_characters(source: &str) -> Vec<Fault> {
    // Hardly a text has one, and bytes are quicker to look at than characters.
    let may_begin = |byte: u8| match byte {
        b'\t' | b'\n' | b'\r' => false,
        byte => byte.is_ascii_control() || byte == 0xc2,
    };
    // All of them are looked at, whatever is found, so that many are looked at at once.
    if !source.bytes().fold(false, |found, byte| found | may_begin(byte)) {
        return Vec::new();
    }
    let mut faults: Vec<Fault> = Vec::new();
    let mut line_start = 0;
    for line in source.split_inclusive('\n') {
        if let Some((at, c)) = line.char_indices().find(|(_, c)| c.is_control() && !matches!(c, '\t' | '\n' | '\r')) {
            let start = line_start + at;
            faults.push(Fault {
                code: Code::ControlCharacter,
                span: start..start + c.len_utf8(),
                message: format!("control character U+{:04X}", u32::from(c)),
                help: Some("write the text without it".to_owned()),
            });
        }
        line_start += line.len();
    }
    faults
}
