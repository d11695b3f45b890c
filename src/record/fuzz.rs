//! A way to what changes the text of an author, for texts that are made up at random.

use jiff::civil;

use super::entry::Entry;
use super::{Change, changed};
use crate::model::Points;
use crate::model::Scalar;
use crate::model::occupation::Cause;
use crate::parse;

/// Adds an entry to the history in a text: what comes of it has that entry and all others, and every byte that it had.
pub fn history(text: &str) {
    let Some(before) = parse::history(text) else { return };
    let points = Points::from_text("38").expect("a score");
    let entry = Entry { date: civil::date(2026, 11, 25), points, cause: Cause::Data, note: None };
    let Some(new) = changed(text, &Change::Add { before: None }, &entry) else { return };
    let after = parse::history(&new).unwrap_or_else(|| panic!("{text:?} became {new:?}"));
    assert_eq!(after.len(), before.len() + 1, "{text:?} became {new:?}");
    assert!(after.iter().any(|found| entry.is(found)), "{text:?} became {new:?}");
    let same = text.bytes().zip(new.bytes()).take_while(|(one, other)| one == other).count();
    assert!(new.as_bytes().ends_with(&text.as_bytes()[same..]), "{text:?} became {new:?}");
}
