use std::{fmt, vec};

use serde::de::value::StrDeserializer;
use serde::de::{self, Deserialize, DeserializeSeed, MapAccess, SeqAccess};

use super::cursor::Cursor;
use super::tree::Entry;
use super::trouble::{Spot, Trouble};

type Result<T> = std::result::Result<T, Trouble>;

/// What a list without one of its items is worth.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Missing {
    /// The rest of the items: the list may have any number of them.
    Skipped,
    /// Nothing: each item has its place.
    Fatal,
}

/// How many items or keys are wanted.
struct Count {
    wanted: usize,
    of: &'static str,
}

impl de::Expected for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.wanted, self.of)
    }
}

/// The items of a list, but for those that are buried.
///
/// [`SeqAccess::next_element`] attempts each item for itself, so that a fault in one does not cost decoding the others again.
/// The same holds for [`MapAccess::next_value`] and [`MapAccess::next_entry`] below. What is decoded with a seed of its own
/// cannot be attempted twice; trouble in it is left to whoever attempts the whole.
pub(super) struct Items<'a> {
    cursor: Cursor<'a>,
    items: vec::IntoIter<Spot>,
    missing: Missing,
    /// How many were asked for.
    taken: usize,
}

impl<'a> Items<'a> {
    pub fn new(cursor: Cursor<'a>, items: Vec<Spot>, missing: Missing) -> Self {
        Self { cursor, items: items.into_iter(), missing, taken: 0 }
    }

    fn next_spot(&mut self) -> Result<Option<Spot>> {
        let walk = self.cursor.walk;
        let next = match self.missing {
            Missing::Skipped => self.items.find(|&item| !walk.is_buried(item)),
            Missing::Fatal => self.items.next(),
        };
        match next {
            Some(item) if walk.is_buried(item) => Err(Trouble::known(self.cursor.spot)),
            next => {
                self.taken += usize::from(next.is_some());
                Ok(next)
            }
        }
    }

    /// Refuses items that nobody asked for.
    pub fn finish(mut self) -> Result<()> {
        let wanted = self.taken;
        match self.next_spot()? {
            None => Ok(()),
            Some(_) => Err(de::Error::invalid_length(self.taken + self.items.len(), &Count { wanted, of: "items" })),
        }
    }
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Trouble;

    fn next_element<T: Deserialize<'de>>(&mut self) -> Result<Option<T>> {
        while let Some(item) = self.next_spot()? {
            match self.cursor.walk.attempt(item) {
                Some(value) => return Ok(Some(value)),
                None if self.missing == Missing::Fatal => return Err(Trouble::known(self.cursor.spot)),
                None => {}
            }
        }
        Ok(None)
    }

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>> {
        let Some(item) = self.next_spot()? else { return Ok(None) };
        seed.deserialize(Cursor { spot: item, ..self.cursor }).map(Some).map_err(|trouble| trouble.at(item))
    }
}

/// The entries of a mapping, but for those that are buried, and then its stand-ins for required keys that it lacks.
pub(super) struct Entries<'a> {
    cursor: Cursor<'a>,
    entries: std::slice::Iter<'a, Entry>,
    stand_ins: vec::IntoIter<(&'static str, usize)>,
    /// The value whose key was given out last.
    value: Option<Spot>,
    /// How many were asked for.
    taken: usize,
}

/// A key of a mapping: one of the file, or the name of a stand-in.
enum Key {
    Written(Spot),
    Lacking(&'static str),
}

impl<'a> Entries<'a> {
    pub fn new(cursor: Cursor<'a>) -> Self {
        let walk = cursor.walk;
        let entries = match cursor.spot {
            Spot::Node(id) => {
                walk.compare_keys(id);
                walk.tree.entries(id)
            }
            Spot::Invented(_) => &[],
        };
        Self {
            cursor,
            entries: entries.iter(),
            stand_ins: walk.stand_ins(cursor.spot).into_iter(),
            value: None,
            taken: 0,
        }
    }

    fn next(&mut self) -> Option<(Key, Spot)> {
        let walk = self.cursor.walk;
        let whole = |entry: &&Entry| !walk.is_buried(Spot::Node(entry.key)) && !walk.is_buried(Spot::Node(entry.value));
        if let Some(entry) = self.entries.find(whole) {
            self.taken += 1;
            return Some((Key::Written(Spot::Node(entry.key)), Spot::Node(entry.value)));
        }
        let usable = |(_, id): &(&str, usize)| !walk.is_buried(Spot::Invented(*id));
        self.stand_ins.find(usable).map(|(name, id)| (Key::Lacking(name), Spot::Invented(id)))
    }

    fn key<'de, S: DeserializeSeed<'de>>(&self, key: &Key, seed: S) -> Result<S::Value> {
        match *key {
            Key::Written(spot) => seed.deserialize(Cursor { spot, ..self.cursor }).map_err(|trouble| trouble.at(spot)),
            Key::Lacking(name) => seed.deserialize(StrDeserializer::new(name)),
        }
    }

    fn take_value(&mut self) -> Result<Spot> {
        self.value.take().ok_or_else(|| de::Error::custom("a value was asked for without its key"))
    }

    /// Refuses entries that nobody asked for.
    pub fn finish(mut self) -> Result<()> {
        let wanted = self.taken;
        match self.next() {
            None => Ok(()),
            Some(_) => Err(de::Error::invalid_length(self.taken + self.entries.len(), &Count { wanted, of: "keys" })),
        }
    }
}

impl<'de> MapAccess<'de> for Entries<'_> {
    type Error = Trouble;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>> {
        let Some((key, value)) = self.next() else { return Ok(None) };
        self.value = Some(value);
        self.key(&key, seed).map(Some)
    }

    fn next_value<T: Deserialize<'de>>(&mut self) -> Result<T> {
        let value = self.take_value()?;
        self.cursor.walk.attempt(value).ok_or_else(|| Trouble::known(value))
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value> {
        let value = self.take_value()?;
        seed.deserialize(Cursor { spot: value, ..self.cursor }).map_err(|trouble| trouble.at(value))
    }

    fn next_entry<K: Deserialize<'de>, T: Deserialize<'de>>(&mut self) -> Result<Option<(K, T)>> {
        while let Some((key, value)) = self.next() {
            let key = match key {
                Key::Written(spot) => self.cursor.walk.attempt(spot),
                Key::Lacking(name) => Some(K::deserialize(StrDeserializer::<Trouble>::new(name))?),
            };
            let value = self.cursor.walk.attempt(value);
            if let (Some(key), Some(value)) = (key, value) {
                return Ok(Some((key, value)));
            }
        }
        Ok(None)
    }
}
