use std::collections::{HashMap, HashSet};

use super::footnotes;

/// What a heading is called whose text has no letter and no digit.
const NAMELESS: &str = "section";

/// The ids of one text's headings: none is given twice, and none that the page itself uses.
pub(super) struct HeadingIds<'a> {
    reserved: &'a [&'a str],
    taken: HashSet<String>,
    /// The number with which the search for a free id goes on, by the id that was wished for.
    next: HashMap<String, usize>,
}

/// By whom a wished-for id is used already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Taken {
    /// By the page around the text.
    ByPage,
    /// By an earlier heading.
    ByHeading,
}

impl<'a> HeadingIds<'a> {
    /// None given yet.
    pub fn new(reserved: &'a [&'a str]) -> Self {
        Self { reserved, taken: HashSet::new(), next: HashMap::new() }
    }

    /// Takes exactly this id.
    ///
    /// # Errors
    /// It is taken, by the page or by a heading.
    pub fn claim(&mut self, id: &str) -> Result<(), Taken> {
        if self.reserved.contains(&id) || footnotes::is_footnote_id(id) {
            Err(Taken::ByPage)
        } else if self.taken.insert(id.to_owned()) {
            Ok(())
        } else {
            Err(Taken::ByHeading)
        }
    }

    /// Takes this id, or the first free one of it with `-2`, `-3` and so on.
    pub fn take(&mut self, wish: &str) -> String {
        if self.claim(wish).is_ok() {
            return wish.to_owned();
        }
        if footnotes::is_footnote_id(wish) {
            // With a number it would still be one; a slug never is.
            return self.take(&slug(wish));
        }
        let mut number = self.next.get(wish).copied().unwrap_or(2);
        let id = loop {
            let id = format!("{wish}-{number}");
            number += 1;
            if self.claim(&id).is_ok() {
                break id;
            }
        };
        self.next.insert(wish.to_owned(), number);
        id
    }
}

/// The id that a text becomes: its letters and digits in lower case, in any alphabet, and a hyphen for all between two
/// words.
///
/// An apostrophe separates nothing (`don't` is `dont`). A text without letters and digits becomes `section`.
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut separated = false;
    for c in text.chars() {
        if c.is_alphanumeric() || (is_mark(c) && !separated && !slug.is_empty()) {
            if separated && !slug.is_empty() {
                slug.push('-');
            }
            separated = false;
            slug.extend(c.to_lowercase());
        } else if !matches!(c, '\'' | '’') {
            separated = true;
        }
    }
    if slug.is_empty() { NAMELESS.to_owned() } else { slug }
}

/// Whether a character belongs to the letter before it: accents of their own, and signs of the scripts from Devanagari
/// to Myanmar but for their full stops. The standard library tells only some of them from punctuation.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{109f}')
        && !matches!(c, '\u{964}' | '\u{965}' | '\u{104a}'..='\u{104f}')
}
