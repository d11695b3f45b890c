use std::ops::Range;

use super::reference::{Kind, Mention};

/// The addresses in a style sheet: `url(…)`, the strings of `image-set(…)`, and `@import "…"`, in order.
///
/// Comments, other strings and names are told apart as the CSS Syntax module does; nothing else of CSS is understood.
pub(super) fn mentions(css: &[u8]) -> Vec<Mention> {
    let mut scanner = Scanner { css, at: 0, after_import: false, functions: Vec::new(), found: Vec::new() };
    while scanner.at < css.len() {
        scanner.step();
    }
    scanner.found
}

struct Scanner<'a> {
    css: &'a [u8],
    at: usize,
    /// Whether a string here is the address of an `@import`.
    after_import: bool,
    /// For each open parenthesis whether strings in it are addresses.
    functions: Vec<bool>,
    found: Vec<Mention>,
}

impl Scanner<'_> {
    fn peek(&self, ahead: usize) -> Option<u8> {
        self.css.get(self.at + ahead).copied()
    }

    /// Reads one token.
    fn step(&mut self) {
        match self.css[self.at] {
            b'/' if self.peek(1) == Some(b'*') => self.skip_comment(),
            quote @ (b'"' | b'\'') => {
                let string = self.string(quote);
                if self.after_import || self.functions.last() == Some(&true) {
                    self.mention(string);
                }
                self.after_import = false;
            }
            b'@' => {
                self.at += 1;
                let name = self.name();
                self.after_import = self.css[name].eq_ignore_ascii_case(b"import");
            }
            byte if byte.is_ascii_whitespace() => self.at += 1,
            byte if is_name(byte) => {
                let name = self.name();
                self.after_import = false;
                if self.peek(0) == Some(b'(') {
                    self.at += 1;
                    self.function(name);
                }
            }
            byte => {
                match byte {
                    b'(' => self.functions.push(false),
                    b')' => drop(self.functions.pop()),
                    b'{' | b'}' => self.functions.clear(),
                    _ => {}
                }
                self.after_import = false;
                self.at += 1;
            }
        }
    }

    fn skip_comment(&mut self) {
        let end = self.css[self.at + 2..].windows(2).position(|two| two == b"*/");
        self.at = end.map_or(self.css.len(), |end| self.at + 2 + end + 2);
    }

    fn name(&mut self) -> Range<usize> {
        let start = self.at;
        while let Some(byte) = self.peek(0).filter(|byte| is_name(*byte)) {
            self.at += if byte == b'\\' { 2 } else { 1 };
        }
        self.at = self.at.min(self.css.len());
        start..self.at
    }

    /// Reads what follows a name and its parenthesis.
    fn function(&mut self, name: Range<usize>) {
        let name = &self.css[name];
        let is = |known: &str| name.eq_ignore_ascii_case(known.as_bytes());
        if !is("url") {
            self.functions.push(is("image-set") || is("-webkit-image-set"));
            return;
        }
        self.skip_whitespace();
        if let Some(quote @ (b'"' | b'\'')) = self.peek(0) {
            let string = self.string(quote);
            self.mention(string);
            self.functions.push(false);
        } else {
            let address = self.unquoted();
            self.mention(address);
        }
    }

    fn skip_whitespace(&mut self) {
        while self.peek(0).is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    /// Reads a string and gives what stands between its quotes; nothing for one that does not end.
    fn string(&mut self, quote: u8) -> Option<Range<usize>> {
        self.at += 1;
        let start = self.at;
        while let Some(byte) = self.peek(0) {
            match byte {
                b'\\' => self.at += 2,
                b'\n' | b'\r' | b'\x0c' => return None,
                _ if byte == quote => {
                    self.at += 1;
                    return Some(start..self.at - 1);
                }
                _ => self.at += 1,
            }
        }
        self.at = self.css.len();
        None
    }

    /// Reads an address without quotes and its closing parenthesis; nothing for one with what cannot stand there.
    fn unquoted(&mut self) -> Option<Range<usize>> {
        let start = self.at;
        let (mut end, mut bad) = (start, false);
        while let Some(byte) = self.peek(0) {
            match byte {
                b')' => {
                    self.at += 1;
                    return (!bad).then_some(start..end);
                }
                _ if byte.is_ascii_whitespace() => self.at += 1,
                _ => {
                    bad |= end != self.at || matches!(byte, b'"' | b'\'' | b'(') || byte.is_ascii_control();
                    // Outside quotes a backslash does not join two lines.
                    bad |= byte == b'\\' && matches!(self.peek(1), Some(b'\n' | b'\r' | b'\x0c') | None);
                    self.at += if byte == b'\\' { 2 } else { 1 };
                    end = self.at;
                }
            }
        }
        self.at = self.css.len();
        None
    }

    fn mention(&mut self, range: Option<Range<usize>>) {
        let Some(range) = range else { return };
        if let Ok(text) = std::str::from_utf8(&self.css[range.clone()]) {
            self.found.push(Mention { range, address: unescape(text), kind: Kind::Style });
        }
    }
}

/// Whether a byte can stand in a name; digits too, so that `1url(` is no `url(`.
fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'\\') || !byte.is_ascii()
}

/// A text with its escapes resolved: `\` and up to six hexadecimal digits and one space, a line break, or any character.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        let digits = after.bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
        if let Ok(number) = u32::from_str_radix(&after[..digits], 16) {
            out.push(char::from_u32(number).filter(|c| *c != '\0').unwrap_or(char::REPLACEMENT_CHARACTER));
            rest = &after[digits..];
            rest = rest
                .strip_prefix("\r\n")
                .or_else(|| rest.strip_prefix([' ', '\t', '\n', '\r', '\x0c']))
                .unwrap_or(rest);
        } else if let Some(broken) = after.strip_prefix("\r\n").or_else(|| after.strip_prefix(['\n', '\r', '\x0c'])) {
            rest = broken;
        } else {
            let escaped = after.chars().next();
            out.extend(escaped);
            rest = &after[escaped.map_or(0, char::len_utf8)..];
        }
    }
    out.push_str(rest);
    out
}
