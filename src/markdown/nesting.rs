use std::borrow::Cow;

use super::footnotes::label_end;

/// How many quotes, lists and footnotes one line may open.
///
/// The parser looks at every open one on every line, so their number times that of the lines is what a text can cost at
/// worst. It is far more than is printed, and more than a line of code or an ornament is likely to begin with.
const MAX_OPENED: usize = 500;

/// What stands for a sign that is too much. It keeps every other letter in its place, and is not printed.
const NOTHING: char = '\u{7f}';

/// A text of the same length in which no line opens more than [`MAX_OPENED`] quotes, lists and footnotes.
pub(super) fn bounded(source: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut done = 0;
    let mut line_start = 0;
    for line in source.split_inclusive('\n') {
        if line.len() > MAX_OPENED {
            let mut opened = 0;
            let mut at = line_start;
            while let Some(sign) = sign(source, at) {
                if !sign.is_empty() {
                    opened += 1;
                }
                if opened > MAX_OPENED && !sign.is_empty() {
                    out.push_str(&source[done..at]);
                    out.extend(std::iter::repeat_n(NOTHING, sign.len()));
                    done = at + sign.len();
                }
                at += sign.len().max(1);
            }
        }
        line_start += line.len();
    }
    if done == 0 {
        return Cow::Borrowed(source);
    }
    out.push_str(&source[done..]);
    Cow::Owned(out)
}

/// The sign that stands here and opens something, empty for the space between two of them; `None` where text begins.
fn sign(source: &str, at: usize) -> Option<&str> {
    let rest = &source[at..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let len = match rest.as_bytes() {
        [b' ' | b'\t', ..] => 0,
        [b'>', ..] | [b'-' | b'+' | b'*' | b':', b' ' | b'\t', ..] => 1,
        [b'0'..=b'9', ..] if matches!(rest.as_bytes()[digits..], [b'.' | b')', b' ' | b'\t', ..]) => digits + 1,
        [b'[', b'^', ..] => match label_end(source, at + 1) {
            Some(end) if source[end..].starts_with(':') => end + 1 - at,
            _ => return None,
        },
        _ => return None,
    };
    Some(&rest[..len])
}
