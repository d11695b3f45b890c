//! Where texts in quotes end.

use std::ops::Range;

/// The offset behind the quote that closes the text that an opening quote at `open` begins.
pub(super) fn end(text: &str, open: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let quote = *bytes.get(open).filter(|byte| matches!(byte, b'"' | b'\''))?;
    let mut at = open + 1;
    while let Some(&byte) = bytes.get(at) {
        let next = bytes.get(at + 1);
        match byte {
            b'\\' if quote == b'"' => at += 1,
            b'\'' if quote == b'\'' && next == Some(&b'\'') => at += 1,
            _ if byte == quote => return Some(at + 1),
            _ => {}
        }
        at += 1;
    }
    None
}

/// The first escape in a text in double quotes that YAML does not know, or that is no character.
pub(super) fn bad_escape(text: &str, open: usize) -> Option<Range<usize>> {
    let inside = &text[open..end(text, open).unwrap_or(text.len())];
    let mut rest = inside.char_indices();
    while let Some((at, c)) = rest.next() {
        if c != '\\' {
            continue;
        }
        let (_, kind) = rest.next()?;
        let digits = match kind {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            '0' | 'a' | 'b' | 't' | '\t' | 'n' | 'v' | 'f' | 'r' | 'e' | ' ' | '"' | '/' | '\\' | 'N' | '_' | 'L'
            | 'P' | '\n' | '\r' => 0,
            _ => return Some(open + at..open + at + 1 + kind.len_utf8()),
        };
        if digits > 0 {
            let hex: String = inside[at + 2..].chars().take(digits).take_while(char::is_ascii_hexdigit).collect();
            if hex.len() < digits || u32::from_str_radix(&hex, 16).ok().and_then(char::from_u32).is_none() {
                return Some(open + at..open + at + 2 + hex.len());
            }
        }
    }
    None
}
