use std::borrow::Cow;
use std::ops::Range;

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What is encoded in the path of an address: all that could end it or has a meaning in an address, in CSS or in a string.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~')
    .remove(b'@')
    .remove(b'+')
    .remove(b',');

/// What is encoded in a query or fragment: all that could end the string or the `url(…)` around it.
const SUFFIX: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'\'').add(b'(').add(b')').add(b'\\').add(b'<').add(b'>').add(b'`');

/// An address that a static file mentions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    /// Where it stands in the file, without quotes.
    pub(super) range: Range<usize>,
    /// The address, with the escapes of the language resolved.
    pub(super) address: String,
    pub(super) kind: Kind,
}

/// By which rules an address is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An address in a style sheet.
    Style,
    /// The name of a module: a file only if it begins with `./` or `../`.
    Module,
    /// The first argument of `new URL(…, import.meta.url)`, which may as well name a page or a folder.
    Url,
}

/// What a reference leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// This logical path.
    Inside(String),
    /// Something above the static files, by this address.
    Outside(String),
}

/// How to write a reference, once the name of its target is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reference {
    kind: Kind,
    /// Query and fragment: `?#iefix`.
    suffix: String,
}

impl Mention {
    /// What is meant, seen from the file of this logical path; nothing where it is not for this site's static files to
    /// have.
    pub(super) fn resolve(&self, referrer: &str) -> Option<(Target, Reference)> {
        let (encoded, suffix) = self.address.split_at(self.address.find(['?', '#']).unwrap_or(self.address.len()));
        if encoded.is_empty() || encoded.starts_with('/') || has_scheme(encoded) {
            return None;
        }
        if self.kind == Kind::Module && !encoded.starts_with("./") && !encoded.starts_with("../") {
            return None;
        }
        let reference = Reference { kind: self.kind, suffix: suffix.to_owned() };
        let decoded = percent_decode_str(encoded).decode_utf8().unwrap_or(Cow::Borrowed(encoded));
        let mut parts: Vec<&str> = referrer.split('/').collect();
        parts.pop();
        for part in decoded.split('/') {
            match part {
                "." => {}
                ".." if parts.pop().is_none() => {
                    return (self.kind != Kind::Url).then(|| (Target::Outside(self.address.clone()), reference));
                }
                ".." => {}
                part => parts.push(part),
            }
        }
        let is_folder = matches!(decoded.rsplit('/').next(), None | Some("" | "." | ".."));
        if is_folder && self.kind == Kind::Url {
            return None;
        }
        Some((Target::Inside(parts.join("/")), reference))
    }
}

impl Reference {
    /// The address of one output path as seen from another.
    pub(super) fn rewrite(&self, from: &str, to: &str) -> String {
        let from: Vec<&str> = from.split('/').collect();
        let to: Vec<&str> = to.split('/').collect();
        let (folders, name) = (&from[..from.len() - 1], to.len() - 1);
        let common = folders.iter().zip(&to[..name]).take_while(|(from, to)| from == to).count();
        let up = "../".repeat(folders.len() - common);
        let here = if up.is_empty() && self.kind != Kind::Style { "./" } else { "" };
        let down = to[common..].join("/");
        format!("{up}{here}{}{}", utf8_percent_encode(&down, PATH), utf8_percent_encode(&self.suffix, SUFFIX))
    }
}

/// Whether an address begins with a scheme, as `https:` and `data:` do.
fn has_scheme(address: &str) -> bool {
    address.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    })
}
