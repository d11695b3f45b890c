//! YAML text to typed values, or to every fault in it.
//!
//! A good file is decoded by `serde_yaml`, which is quick and stops at the first thing it cannot take. Only a file that it
//! refuses, or that holds one of the few things it does not look at (see [`Way`]), is walked: parsed into a [`Tree`] that
//! keeps positions, and decoded from there by a deserializer of this module. When the walk meets a fault it writes it down,
//! buries the value at fault and decodes again without it, until it gets through or nothing is left.
//!
//! What is guaranteed:
//! - [`decode`] answers with a value or with at least one fault, and both ways agree on which it is. A property test holds
//!   them to it. Where only `serde_yaml` refuses a text, its own message is the fault.
//! - One mistake gives one fault. What a fault takes away (a required key whose value is wrong, a rule between keys of which
//!   one is wrong) is not reported as well; a rule over a mapping with a wrong entry is checked once the entry is mended.
//! - Mistakes of syntax end the search: a file has at most one of them, and then nothing but control characters beside it.
//! - Neither way recurses by more than [`DEPTH_LIMIT`](tree::DEPTH_LIMIT) levels, nor follows aliases into more than
//!   [`ALIAS_BUDGET`](tree::ALIAS_BUDGET) values.
//!
//! A key that stands twice in a plain map (`BTreeMap<String, V>`) is seen by the walk only; the model has a table of its own for
//! maps.
//!
//! This module knows nothing of reports; it owns neither files nor their names.

mod access;
mod cursor;
#[cfg(fuzzing)]
pub mod fuzz;
mod glance;
mod grow;
mod hide;
mod invent;
mod layers;
mod layout;
mod lines;
mod quote;
mod scalar;
mod syntax;
#[cfg(test)]
mod tests;
mod tree;
mod trouble;
mod walk;
mod wording;
mod words;
mod write;

use std::borrow::Cow;
use std::ops::Range;

use serde::de::DeserializeOwned;

use crate::diagnostic::{Code, FieldPath, Place};
use glance::{Glance, Way};
pub use layers::{
    Cites, Identity, Lie, Long, Reading, Shape, Texts, decode_layers, locate_layers, write_layers, write_one,
};
pub use layout::{ItemForm, ListForm, list_form};
use tree::Tree;
use walk::{Lacking, Walked};

/// One fault in a YAML text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What kind of fault it is.
    pub code: Code,
    /// The bytes of the text at fault. For a block mapping or list all of its lines.
    pub span: Range<usize>,
    /// The way to the value or key at fault, or to the mapping that lacks a key; the top for a fault of syntax.
    pub path: FieldPath,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: Option<String>,
}

/// The mark that some editors put before a text.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// Decodes a YAML text: the value, or every fault in it, sorted by place.
///
/// A text without content is an empty mapping. A byte-order mark at the start is passed over, and the last line is taken to
/// end with a line break, which a text after `|` or `>` then ends with too.
///
/// # Errors
///
/// Every fault in the text, at least one.
pub fn decode<T: DeserializeOwned>(text: &str) -> Result<T, Vec<Fault>> {
    let body = Body::of(text);
    decode_body(&body.text).map_err(|mut faults| {
        faults.sort_by_key(|fault| fault.span.start);
        for fault in &mut faults {
            fault.span = body.in_whole(&fault.span);
        }
        faults
    })
}

/// What could be made of a text that has faults.
#[derive(Debug)]
pub struct Salvage<T> {
    /// The value without what is at fault, and with stand-ins for required keys; absent where nothing can be made.
    pub value: Option<T>,
    /// Every fault, at least one, sorted by place.
    pub faults: Vec<Fault>,
    /// The ways to what is not in the value, or only as a stand-in: nothing can be said of it.
    pub missing: Vec<FieldPath>,
}

/// Decodes a YAML text as [`decode`] does, and of a text with faults makes what can be made, so that the rest of it can be
/// checked in the same run.
///
/// # Errors
///
/// What could be salvaged, with every fault.
pub fn decode_or_salvage<T: DeserializeOwned>(text: &str) -> Result<T, Salvage<T>> {
    let faults = match decode(text) {
        Ok(value) => return Ok(value),
        Err(faults) => faults,
    };
    let body = Body::of(text);
    let glance = Glance::at(&body.text);
    let Ok(tree) = Tree::of(&body.text, &glance) else {
        return Err(Salvage { value: None, faults, missing: Vec::new() });
    };
    let Walked { value, faults: _, missing } = walk::decode(&tree, &glance.controls, Lacking::Keep);
    Err(Salvage { value, faults, missing })
}

/// What both ways read of a text.
struct Body<'a> {
    text: Cow<'a, str>,
    /// The bytes before it, and where the whole text ends.
    within: Range<usize>,
}

impl<'a> Body<'a> {
    fn of(whole: &'a str) -> Self {
        let text = whole.strip_prefix(BYTE_ORDER_MARK).unwrap_or(whole);
        let within = whole.len() - text.len()..whole.len();
        let ended = text.is_empty() || text.ends_with(['\n', '\r']);
        Self { text: if ended { Cow::Borrowed(text) } else { Cow::Owned(format!("{text}\n")) }, within }
    }

    /// The bytes of the whole text for bytes of the body.
    fn in_whole(&self, span: &Range<usize>) -> Range<usize> {
        let Range { start, end } = self.within;
        (start + span.start).min(end)..(start + span.end).min(end)
    }
}

fn decode_body<T: DeserializeOwned>(text: &str) -> Result<T, Vec<Fault>> {
    let glance = Glance::at(text);
    let refusal = match glance.way {
        Way::Quick => match serde_yaml::from_str(text) {
            Ok(value) => return Ok(value),
            Err(refusal) => Some(refusal),
        },
        Way::Walk => None,
    };
    match (walked(text, &glance), refusal) {
        (Ok(Some(value)), None) => Ok(value),
        (Ok(_), refusal) => Err(vec![syntax::refusal(text, refusal.or_else(|| serde_yaml::from_str::<T>(text).err()))]),
        (Err(faults), _) => Err(faults),
    }
}

/// Decodes by the walk alone. `None` where it finds neither value nor fault, which means that T refused without saying why.
fn walked<T: DeserializeOwned>(text: &str, glance: &Glance) -> Result<Option<T>, Vec<Fault>> {
    let tree = Tree::of(text, glance);
    let mut faults = glance.faults(text, tree.as_ref().ok());
    let tree = match tree {
        Ok(tree) => tree,
        Err(broken) => {
            faults.push(syntax::explain(text, &broken));
            return Err(faults);
        }
    };
    let Walked { value, faults: found, missing: _ } = walk::decode(&tree, &glance.controls, Lacking::LeaveOut);
    faults.extend(found);
    if faults.is_empty() { Ok(value) } else { Err(faults) }
}

/// Where the value (or key) at each place stands; the nearest enclosing one that exists when the path itself does not.
///
/// Bytes stand where they say, and the file as a whole at its start, as does everything in a text that is not YAML.
pub fn locate(text: &str, places: &[Place]) -> Vec<Range<usize>> {
    let body = Body::of(text);
    let tree = Tree::of(&body.text, &Glance::at(&body.text)).ok();
    let found = |span: Option<Range<usize>>| span.map_or(0..0, |span| body.in_whole(&span));
    places
        .iter()
        .map(|place| match place {
            Place::File => 0..0,
            Place::Bytes(range) => range.clone(),
            Place::Value(path) => found(tree.as_ref().map(|tree| tree.value_span(path))),
            Place::Key(path) => found(tree.as_ref().map(|tree| tree.key_span(path))),
            Place::Words(path, words) => {
                let value = found(tree.as_ref().map(|tree| tree.value_span(path)));
                words::within(text, value, words)
            }
        })
        .collect()
}
