//! Escaping for the three places in which a text can land. Each leaves out what HTML forbids in any form.

use std::fmt::Write;

/// Adds a text between tags.
pub(super) fn text(out: &mut String, text: &str) {
    push(out, text, |c| match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        _ => None,
    });
}

/// Adds a text between the double quotes of an attribute.
pub(super) fn attribute(out: &mut String, text: &str) {
    push(out, text, |c| match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        _ => None,
    });
}

fn push(out: &mut String, text: &str, escape: impl Fn(char) -> Option<&'static str>) {
    let mut done = 0;
    let mut at = 0;
    while let Some(skipped) = text.as_bytes()[at..].iter().position(|byte| !is_plain(*byte)) {
        at += skipped;
        let Some(c) = text[at..].chars().next() else { break };
        let replacement = escape(c).or_else(|| is_forbidden(c).then_some(""));
        let next = at + c.len_utf8();
        if let Some(replacement) = replacement {
            out.push_str(&text[done..at]);
            out.push_str(replacement);
            done = next;
        }
        at = next;
    }
    out.push_str(&text[done..]);
}

/// Whether a byte is a character that stands as it is everywhere: most of a text, which so need not be taken apart.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\t' | b' '..=b'~') && !matches!(byte, b'&' | b'<' | b'>' | b'"')
}

/// Adds the id after the `#` of an address between the double quotes of an attribute.
pub(super) fn fragment(out: &mut String, id: &str) {
    for c in id.chars() {
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' => out.push(c),
            // In an id they are letters like others, in an address they have a meaning.
            '%' | '#' => write!(out, "%{:02X}", u32::from(c)).expect("writing to a string does not fail"),
            _ => address(out, c.encode_utf8(&mut [0; 4])),
        }
    }
}

/// Adds an address between the double quotes of an attribute.
///
/// What an address cannot hold is percent-encoded; letters of any alphabet may stand in it, and so does what is
/// encoded.
pub(super) fn address(out: &mut String, address: &str) {
    let host_end = host_end(address);
    let mut in_fragment = false;
    for (at, c) in address.char_indices() {
        let encode = match c {
            '%' => !starts_with_hex_pair(&address[at + 1..]),
            // Only the first one begins a fragment.
            '#' => std::mem::replace(&mut in_fragment, true),
            // They enclose an IPv6 host and have no place elsewhere.
            '[' | ']' => at >= host_end,
            ' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => true,
            _ => false,
        };
        match c {
            _ if encode => write!(out, "%{:02X}", u32::from(c)).expect("writing to a string does not fail"),
            '&' => out.push_str("&amp;"),
            '\n' | '\t' => {}
            _ if is_forbidden(c) => {}
            _ => out.push(c),
        }
    }
}

/// Where the host of an address ends; 0 where it has none.
fn host_end(address: &str) -> usize {
    let Some(host) = address.find("://").map(|at| at + 3) else { return 0 };
    address[host..].find(['/', '?', '#']).map_or(address.len(), |at| host + at)
}

fn starts_with_hex_pair(text: &str) -> bool {
    matches!(text.as_bytes(), [first, second, ..] if first.is_ascii_hexdigit() && second.is_ascii_hexdigit())
}

/// A text without what HTML forbids.
pub(super) fn printable(text: &str) -> String {
    text.chars().filter(|c| !is_forbidden(*c)).collect()
}

/// Whether nothing of a text can be seen.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_forbidden(c))
}

/// Whether HTML forbids a character even when escaped: controls and noncharacters. A carriage return counts as one,
/// since no line ends with it any more.
pub(super) fn is_forbidden(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        _ => c.is_control() || matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe,
    }
}
