use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::de::{Deserialize, DeserializeOwned};

use super::Fault;
use super::cursor::Cursor;
use super::glance::is_control;
use super::invent::Inventions;
use super::tree::{NodeId, TOP, Tree};
use super::trouble::{Spot, Trouble, What, missing_key, repeated_key, unknown_key};
use crate::diagnostic::{Code, FieldPath, nearest};
use crate::model::Invalid;

/// The most faults that are told of one text. Each costs another attempt, and nobody reads more.
const MOST_FAULTS: usize = 10_000;

/// What is done with a value that lacks required keys.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lacking {
    /// It is left out.
    LeaveOut,
    /// It is kept, with stand-ins for what it lacks.
    Keep,
}

/// What came of a tree.
pub(super) struct Walked<T> {
    /// The value, unless the faults say why there is none.
    pub value: Option<T>,
    pub faults: Vec<Fault>,
    /// The ways to what is not in the value, or only as a stand-in.
    pub missing: Vec<FieldPath>,
}

/// Decodes a tree.
pub(super) fn decode<T: DeserializeOwned>(tree: &Tree, controls: &[usize], lacking: Lacking) -> Walked<T> {
    let walk = Walk {
        tree,
        controls,
        lacking,
        buried: RefCell::new(vec![false; tree.len()]),
        inventions: Inventions::default(),
        stand_ins: RefCell::default(),
        notes: RefCell::default(),
        faults: RefCell::default(),
        compared: RefCell::default(),
    };
    let value = walk.attempt(Spot::Node(TOP));
    let missing = walk.missing();
    Walked { value, faults: walk.faults.into_inner(), missing }
}

/// The state of one decoding.
///
/// Whatever is about to be decoded for itself (the top, an item of a list, the value of a key) is [attempted](Self::attempt)
/// until it succeeds or is buried. Each failure buries something or invents something, so there is an end. What is buried
/// is passed over from then on, by its list or mapping too.
pub(super) struct Walk<'a> {
    pub tree: &'a Tree,
    /// The bytes of control characters, for which there are faults already.
    controls: &'a [usize],
    lacking: Lacking,
    buried: RefCell<Vec<bool>>,
    pub inventions: Inventions,
    /// The stand-ins that a mapping was given for required keys that it lacks, so that the next one it lacks is found as well.
    stand_ins: RefCell<BTreeMap<Spot, Vec<(&'static str, usize)>>>,
    notes: RefCell<Notes>,
    faults: RefCell<Vec<Fault>>,
    /// The mappings whose keys have been compared with each other.
    compared: RefCell<BTreeSet<NodeId>>,
}

/// What is remembered of faults to tell whether another follows from them.
#[derive(Default)]
struct Notes {
    /// What has been said of which value: an alias says nothing that was said of the value it stands for.
    said: BTreeSet<(NodeId, String)>,
    /// Known keys that an unknown one was probably meant to be, with their mapping.
    meant: BTreeSet<(NodeId, String)>,
    /// Keys too many, without which their mapping is no less than its author meant.
    surplus: BTreeSet<NodeId>,
}

impl<'a> Walk<'a> {
    /// Decodes what stands at a spot, again and again without what turns out to be at fault. `None` once it is buried.
    pub fn attempt<'de, T: Deserialize<'de>>(&'a self, spot: Spot) -> Option<T> {
        while !self.is_buried(spot) {
            match T::deserialize(Cursor { walk: self, spot }) {
                Ok(value) if self.lacking == Lacking::LeaveOut && self.lacks(spot) => {
                    self.bury(spot);
                    drop(value);
                }
                Ok(value) => return Some(value),
                Err(trouble) => self.settle(spot, trouble),
            }
        }
        None
    }

    /// The ways to all that was buried, and to the keys that were given stand-ins.
    fn missing(&self) -> Vec<FieldPath> {
        let buried = self.buried.borrow();
        let gone = buried.iter().enumerate().filter(|(_, buried)| **buried).map(|(id, _)| self.tree.path(id));
        let stand_ins = self.stand_ins.borrow();
        let made_up = stand_ins.iter().filter_map(|(mapping, given)| match mapping {
            Spot::Node(id) => Some((self.tree.path(*id), given)),
            Spot::Invented(_) => None,
        });
        let made_up = made_up.flat_map(|(path, given)| given.iter().map(move |(name, _)| path.key(name)));
        gone.chain(made_up).collect()
    }

    /// Whether something is passed over.
    pub fn is_buried(&self, spot: Spot) -> bool {
        match spot {
            Spot::Node(id) => self.buried.borrow()[id],
            Spot::Invented(id) => self.inventions.is_given_up(id),
        }
    }

    /// The stand-ins for required keys that a mapping lacks.
    pub fn stand_ins(&self, spot: Spot) -> Vec<(&'static str, usize)> {
        self.stand_ins.borrow().get(&spot).cloned().unwrap_or_default()
    }

    /// Buries the entries of a mapping whose key stands there already, with a fault for each.
    pub fn compare_keys(&self, mapping: NodeId) {
        let mapping = self.tree.resolved(mapping);
        if !self.compared.borrow_mut().insert(mapping) {
            return;
        }
        for (key, first) in self.tree.repeated(mapping) {
            let text = self.tree.text(key).unwrap_or_default();
            let invalid = Invalid::new(Code::DuplicateKey, repeated_key(text));
            self.report(key, invalid.help(format!("it stands first on line {}", self.tree.line(first))));
            self.notes.borrow_mut().surplus.insert(key);
            self.bury(Spot::Node(key));
        }
    }

    /// Refuses a scalar that holds a control character.
    pub fn check_characters(&self, id: NodeId) -> Result<(), Trouble> {
        let span = &self.tree.node(id).span;
        let from = self.controls.partition_point(|&at| at < span.start);
        if self.controls.get(from).is_some_and(|&at| at < span.end) {
            return Err(Trouble::known(Spot::Node(id)));
        }
        match self.tree.text(id).unwrap_or_default().chars().find(|&c| is_control(c)) {
            None => Ok(()),
            Some(c) => Err(Trouble::refused(
                Invalid::new(Code::ControlCharacter, super::glance::control_message(c))
                    .help("write the text without it"),
            )),
        }
    }

    /// Writes down what went wrong while a spot was attempted, and buries or invents what lets the next attempt get further.
    fn settle(&'a self, attempted: Spot, trouble: Trouble) {
        let at = trouble.at.unwrap_or(attempted);
        if self.faults.borrow().len() >= MOST_FAULTS {
            self.bury(attempted);
            return;
        }
        match (at, trouble.what) {
            (Spot::Invented(id), What::MissingKey(name)) => {
                if !self.stand_in(at, name) {
                    self.inventions.try_next(id);
                }
            }
            (Spot::Invented(id), _) if self.inventions.is_given_up(id) => match attempted {
                Spot::Invented(outer) => self.inventions.try_next(outer),
                Spot::Node(_) => self.bury(attempted),
            },
            (Spot::Invented(id), _) => self.inventions.try_next(id),
            (Spot::Node(_), What::Known) => self.bury(at),
            (Spot::Node(id), What::MissingKey(name)) => {
                if !self.has_wrong_entry(id, name) {
                    let invalid = Invalid::new(Code::MissingKey, missing_key(name));
                    self.report_at(id, self.tree.gap(id, name), invalid);
                }
                if !self.stand_in(at, name) {
                    self.bury(at);
                }
            }
            (Spot::Node(id), What::UnknownKey { name, known }) => self.settle_unknown_key(id, &name, known),
            (Spot::Node(id), What::Refused(invalid)) => {
                if !self.is_damaged(id) {
                    self.report(id, invalid);
                }
                self.bury(at);
            }
        }
    }

    /// An unknown key arises at the key, or at its mapping if a visitor compares the keys itself.
    fn settle_unknown_key(&self, at: NodeId, name: &str, known: &[&str]) {
        let entries = self.tree.entries(at).iter();
        let mut keys = entries.map(|entry| entry.key).filter(|&key| !self.is_buried(Spot::Node(key)));
        let key = keys.find(|&key| self.tree.text(key) == Some(name)).unwrap_or(at);
        self.report(key, unknown_key(name, known));
        let mut notes = self.notes.borrow_mut();
        match (nearest(name, known.iter().copied()), &self.tree.node(key).parent) {
            (Some(meant), Some((mapping, _))) => {
                notes.meant.insert((*mapping, meant.to_owned()));
            }
            _ => {
                notes.surplus.insert(key);
            }
        }
        drop(notes);
        self.bury(Spot::Node(key));
    }

    /// Gives a mapping something for a required key. `false` if it has something already, which then did not help.
    fn stand_in(&self, mapping: Spot, name: &'static str) -> bool {
        let mut stand_ins = self.stand_ins.borrow_mut();
        let given = stand_ins.entry(mapping).or_default();
        if given.iter().any(|(known, _)| *known == name) {
            return false;
        }
        let within = if let Spot::Invented(id) = mapping { Some(id) } else { None };
        let Some(id) = self.inventions.another(within) else { return false };
        given.push((name, id));
        true
    }

    /// Whether a value of the file was completed with stand-ins, and so is not what its author wrote.
    fn lacks(&self, spot: Spot) -> bool {
        matches!(spot, Spot::Node(_)) && self.stand_ins.borrow().contains_key(&spot)
    }

    /// Whether a mapping has an entry for a key that is passed over, under its name or under a wrong one.
    fn has_wrong_entry(&self, mapping: NodeId, name: &str) -> bool {
        let tree = self.tree;
        let is_meant =
            |text: &str| text.chars().filter(|&c| !is_control(c) && c != char::REPLACEMENT_CHARACTER).eq(name.chars());
        let mut entries = tree.entries(mapping).iter();
        entries.any(|entry| tree.text(entry.key).is_some_and(is_meant))
            || self.stand_ins(Spot::Node(mapping)).iter().any(|(known, _)| *known == name)
            || self.notes.borrow().meant.contains(&(tree.resolved(mapping), name.to_owned()))
    }

    /// Whether a list or mapping is less than its author meant, so that a rule it breaks may be kept by what was meant.
    fn is_damaged(&self, id: NodeId) -> bool {
        let buried = |id: NodeId| self.is_buried(Spot::Node(id));
        let surplus = |id: NodeId| self.notes.borrow().surplus.contains(&id);
        let list_damaged = |id: NodeId| self.tree.items(id).iter().any(|&item| buried(item));
        self.lacks(Spot::Node(id))
            || list_damaged(id)
            || self.tree.entries(id).iter().any(|entry| {
                let gone = (buried(entry.key) && !surplus(entry.key)) || buried(entry.value);
                gone || list_damaged(entry.value)
            })
    }

    fn bury(&self, spot: Spot) {
        match spot {
            Spot::Node(id) => self.buried.borrow_mut()[id] = true,
            Spot::Invented(id) => self.inventions.give_up(id),
        }
    }

    /// Writes down a fault at a value or key, once.
    fn report(&self, id: NodeId, invalid: Invalid) {
        self.report_at(id, self.tree.node(id).span.clone(), invalid);
    }

    fn report_at(&self, id: NodeId, span: Range<usize>, invalid: Invalid) {
        let Invalid { code, message, help } = invalid;
        if self.faults.borrow().len() >= MOST_FAULTS {
            return;
        }
        if self.notes.borrow_mut().said.insert((self.tree.resolved(id), message.clone())) {
            let path = self.tree.path(id);
            self.faults.borrow_mut().push(Fault { code, span, path, message, help });
        }
    }
}
