//! References in JavaScript modules.

mod token;

use std::ops::Range;

use super::reference::{Kind, Mention};
use token::{Token, tokens};

/// The addresses in a module: of `import` and `export … from`, `import("…")` and `new URL("…", import.meta.url)`, in order.
///
/// Only an address that stands there as one plain string is found: no escapes in it, nothing added to it.
pub(super) fn mentions(js: &[u8]) -> Vec<Mention> {
    let reader = Reader { js, tokens: tokens(js) };
    let found = |at| {
        let (range, kind) = match reader.word(at)? {
            b"import" if !reader.is_member(at) => (reader.import(at + 1)?, Kind::Module),
            b"export" if !reader.is_member(at) => (reader.export(at + 1)?, Kind::Module),
            b"new" if !reader.is_member(at) => (reader.new_url(at + 1)?, Kind::Url),
            _ => return None,
        };
        let address = std::str::from_utf8(&js[range.clone()]).ok()?.to_owned();
        Some(Mention { range, address, kind })
    };
    let mut mentions: Vec<Mention> = (0..reader.tokens.len()).filter_map(found).collect();
    // In what is no valid script two words can lay claim to one string.
    mentions.sort_by_key(|mention| mention.range.start);
    mentions.dedup_by_key(|mention| mention.range.start);
    mentions
}

struct Reader<'a> {
    js: &'a [u8],
    tokens: Vec<Token>,
}

impl Reader<'_> {
    fn word(&self, at: usize) -> Option<&[u8]> {
        match self.tokens.get(at)? {
            Token::Word(range) => Some(&self.js[range.clone()]),
            Token::Plain(_) | Token::Opaque | Token::Sign(_) => None,
        }
    }

    fn is_word(&self, at: usize, word: &str) -> bool {
        self.word(at) == Some(word.as_bytes())
    }

    fn is_sign(&self, at: usize, sign: u8) -> bool {
        self.tokens.get(at) == Some(&Token::Sign(sign))
    }

    fn plain(&self, at: usize) -> Option<Range<usize>> {
        match self.tokens.get(at)? {
            Token::Plain(range) => Some(range.clone()),
            Token::Word(_) | Token::Opaque | Token::Sign(_) => None,
        }
    }

    /// Whether the word here is the name of a member (`a.import`), and no keyword. Three dots are no member's.
    fn is_member(&self, at: usize) -> bool {
        at >= 1 && self.is_sign(at - 1, b'.') && !(at >= 2 && self.is_sign(at - 2, b'.'))
    }

    /// The address after `import`: at once, in parentheses, or after names and `from`.
    fn import(&self, mut at: usize) -> Option<Range<usize>> {
        if self.is_sign(at, b'(') {
            let whole = self.is_sign(at + 2, b')') || self.is_sign(at + 2, b',');
            return self.plain(at + 1).filter(|_| whole);
        }
        if let Some(range) = self.plain(at) {
            return Some(range);
        }
        loop {
            if self.is_word(at, "from")
                && let Some(range) = self.plain(at + 1)
            {
                return Some(range);
            }
            match self.tokens.get(at)? {
                Token::Sign(b'{' | b'}' | b',' | b'*') | Token::Word(_) | Token::Plain(_) | Token::Opaque => at += 1,
                Token::Sign(_) => return None,
            }
        }
    }

    /// The address after `export * from`, `export * as name from` or `export { … } from`.
    fn export(&self, at: usize) -> Option<Range<usize>> {
        let from = if self.is_sign(at, b'*') {
            if self.is_word(at + 1, "as") { at + 3 } else { at + 1 }
        } else if self.is_sign(at, b'{') {
            at + 1 + self.tokens[at..].iter().position(|token| *token == Token::Sign(b'}'))?
        } else {
            return None;
        };
        self.plain(from + 1).filter(|_| self.is_word(from, "from"))
    }

    /// The address in `new URL("…", import.meta.url)`.
    fn new_url(&self, at: usize) -> Option<Range<usize>> {
        let head = self.is_word(at, "URL") && self.is_sign(at + 1, b'(') && self.is_sign(at + 3, b',');
        let base = self.is_word(at + 4, "import")
            && self.is_sign(at + 5, b'.')
            && self.is_word(at + 6, "meta")
            && self.is_sign(at + 7, b'.')
            && self.is_word(at + 8, "url");
        let end = self.is_sign(at + 9, b')') || (self.is_sign(at + 9, b',') && self.is_sign(at + 10, b')'));
        self.plain(at + 2).filter(|_| head && base && end)
    }
}
