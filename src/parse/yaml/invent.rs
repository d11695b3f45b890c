//! Stand-ins for values that a file lacks.
//!
//! A typed mapping reports only the first required key that it lacks. To find the others, the first is given a stand-in
//! and the mapping is decoded again; what comes of it is thrown away. A stand-in tries one idea after another until its
//! type takes one. Where it takes none the search in this mapping ends, which loses no fault but the other missing keys.

use std::cell::RefCell;

/// Values that an invention can be, tried in this order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Idea {
    Text(&'static str),
    Number(u32),
    Mapping,
    /// A list of so many inventions.
    List(usize),
    Bool(bool),
}

/// Between them the forms that values of the model have: a slug, whole and broken numbers, dates, ranges, scores, codes,
/// addresses, tags of languages and currencies.
const IDEAS: &[Idea] = &[
    Idea::Text("a"),
    Idea::Number(1),
    Idea::Mapping,
    Idea::List(0),
    Idea::List(1),
    Idea::Bool(true),
    Idea::Text("1"),
    Idea::Text("2026"),
    Idea::Text("2026-01-01"),
    Idea::Text("50%"),
    Idea::Text("50/100"),
    Idea::Text("1-3"),
    Idea::Text("2021-2024"),
    Idea::Text("https://example.org/"),
    Idea::Text("/"),
    Idea::Text("en"),
    Idea::Text("USD"),
    Idea::Text("US"),
    Idea::Text("15-1254.00"),
    Idea::Text("#000000"),
    Idea::Text("a@example.org"),
    Idea::Number(50),
    Idea::Number(2026),
    Idea::Number(0),
    Idea::List(2),
];

/// How deep inventions may stand in each other.
const LEVELS: usize = 8;

/// The stand-ins of one decoding, by number.
#[derive(Default)]
pub(super) struct Inventions(RefCell<Vec<Invention>>);

struct Invention {
    idea: usize,
    /// How many inventions it stands in.
    level: usize,
    /// Its items, once it was tried as a list.
    items: Vec<usize>,
}

impl Inventions {
    /// A new one, inside another or in the file itself. `None` where they stand in each other too deep.
    pub fn another(&self, within: Option<usize>) -> Option<usize> {
        let mut all = self.0.borrow_mut();
        let level = within.map_or(0, |id| all[id].level + 1);
        (level < LEVELS).then(|| {
            all.push(Invention { idea: 0, level, items: Vec::new() });
            all.len() - 1
        })
    }

    /// What an invention is at present, if `fits` takes it; an idea that does not fit is passed over.
    pub fn idea(&self, id: usize, fits: impl Fn(Idea) -> bool) -> Option<Idea> {
        let mut all = self.0.borrow_mut();
        while let Some(&idea) = IDEAS.get(all[id].idea) {
            if fits(idea) {
                return Some(idea);
            }
            all[id].idea += 1;
        }
        None
    }

    /// How many ideas were tried already.
    pub fn tries(&self, id: usize) -> usize {
        self.0.borrow()[id].idea
    }

    /// Goes on to the next idea.
    pub fn try_next(&self, id: usize) {
        self.0.borrow_mut()[id].idea += 1;
    }

    /// Ends the search for an idea.
    pub fn give_up(&self, id: usize) {
        self.0.borrow_mut()[id].idea = IDEAS.len();
    }

    /// Whether no idea is left.
    pub fn is_given_up(&self, id: usize) -> bool {
        self.0.borrow()[id].idea >= IDEAS.len()
    }

    /// The items of an invention that is a list.
    pub fn items(&self, id: usize, count: usize) -> Vec<usize> {
        while self.0.borrow()[id].items.len() < count {
            let Some(item) = self.another(Some(id)) else { break };
            self.0.borrow_mut()[id].items.push(item);
        }
        self.0.borrow()[id].items.iter().copied().take(count).collect()
    }
}
