use std::collections::{BTreeSet, HashMap};

use super::cite::Outer;
use super::merge::{At, Merger, Stray, Way};
use super::shape::{Identity, Shape};
use crate::diagnostic::Code;
use crate::parse::yaml::tree::{Content, NodeId};

impl Merger<'_> {
    /// A list whose items are known by an identity. Above it stands a list, whose items lie over those that they find and are added
    /// where they find none, or a mapping from identities, which changes and removes. `None` where nothing is left.
    pub fn known_items(
        &mut self,
        below: Option<At>,
        above: Option<At>,
        identity: &Identity,
        shape: &Shape,
        outer: Outer,
        way: &Way,
    ) -> Option<NodeId> {
        let Way { mapping, key } = *way;
        let name = self.text(key).map(str::to_owned).unwrap_or_default();
        let list = below.filter(|at| self.is_list(*at));
        let lower: Vec<At> = list.map(|at| self.items(at)).unwrap_or_default();
        let mut known = Known::default();
        for (at, item) in lower.iter().enumerate() {
            if let Some(name) = self.identity(*item, identity) {
                known.add(at, name, self.choice(*item, identity));
            }
        }
        let mut over: Vec<Over> = lower.iter().map(|_| Over::Nothing).collect();
        let mut added = Vec::new();
        match above {
            Some(above) if self.is_mapping(above) => {
                for (key, value) in self.entries(above) {
                    self.lay(key, value, &name, (&known, &mut over), identity);
                }
                list?;
            }
            // A list with nothing in it leaves nothing of the other.
            Some(above) if !self.is_list(above) || self.items(above).is_empty() => {
                return Some(self.add_value(mapping, key, |merger, parent| merger.copy(above, parent)));
            }
            Some(above) => {
                let mut free = known.clone();
                for item in self.items(above) {
                    let choice = self.choice(item, identity);
                    match self.identity(item, identity).and_then(|own| free.take(&own, choice)) {
                        Some(at) => over[at] = Over::Item(item),
                        None => added.push(item),
                    }
                }
            }
            None if list.is_none() => {
                let below = below?;
                return Some(self.add_value(mapping, key, |merger, parent| merger.copy(below, parent)));
            }
            None => {}
        }
        let above_list = above.filter(|at| self.is_list(*at));
        Some(self.add_value(mapping, key, |merger, parent| {
            let id = merger.open(list, above_list, parent, Content::List(Vec::new()));
            for (item, over) in lower.iter().copied().zip(&over) {
                match *over {
                    Over::Removed => {}
                    Over::Nothing => {
                        merger.add_item(id, |merger, parent| merger.item(item, shape, outer, parent));
                    }
                    Over::Item(above) if merger.is_mapping(above) => {
                        merger.add_item(id, |merger, parent| {
                            merger.mapping(Some(item), Some(above), shape, outer, parent)
                        });
                    }
                    Over::Item(above) => {
                        merger.add_item(id, |merger, parent| merger.copy(above, parent));
                    }
                }
            }
            for item in added {
                let made = merger.add_item(id, |merger, parent| merger.item(item, shape, outer, parent));
                if let (Some(own), true) = (merger.identity(item, identity), list.is_some()) {
                    let what = format!("item of `{name}` named");
                    let (message, hint) = merger.not_there(&what, &own, |_| known.names());
                    merger.strays.push(Stray { id: made, message, hint });
                }
            }
            id
        }))
    }

    /// Lays what a mapping says under an identity over the item that it finds.
    fn lay(&mut self, key: At, value: At, list: &str, (known, over): (&Known, &mut [Over]), identity: &Identity) {
        let own = self.text(key).map(str::to_owned).unwrap_or_default();
        if self.is_nothing(value) {
            let all = known.all(&own);
            for at in &all {
                over[*at] = Over::Removed;
            }
            if !all.is_empty() {
                return;
            }
        } else if let Some(at) = known.first(&own, self.choice(value, identity)) {
            over[at] = Over::Item(value);
            return;
        }
        let (message, hint) = self.not_there(&format!("item of `{list}` named"), &own, |_| known.names());
        let message = message + &hint;
        let (code, help) = match self.is_nothing(value) {
            true => (Code::OverlayRemovesNothing, "there is nothing to remove; correct the name, or delete the line"),
            false => (
                Code::OverlayWithoutItem,
                "what is written here is left out; correct the name, delete it, or write the item in a list of its own",
            ),
        };
        self.idles(code, key, message, help);
    }

    /// The word by which items of one identity are told from each other.
    fn choice(&self, item: At, identity: &Identity) -> String {
        let word = |(key, absent)| self.get(item, key).and_then(|at| self.text(at)).unwrap_or(absent).to_owned();
        identity.choice.map(word).unwrap_or_default()
    }

    /// The identity of an item: the values of its keys, with a space between them, or what is made in their place.
    fn identity(&self, item: At, identity: &Identity) -> Option<String> {
        let word = |key: &&str| {
            let value = self.get(item, key).filter(|at| !self.is_nothing(*at))?;
            match self.entries(value).as_slice() {
                // The name of something that has no id: `{title: …}`.
                [(_, named)] => self.text(*named),
                _ => self.text(value),
            }
        };
        let words: Option<Vec<&str>> = identity.keys.iter().map(word).collect();
        let (key, make) = match (words, identity.otherwise) {
            (Some(words), _) => return Some(words.join(" ")),
            (None, otherwise) => otherwise?,
        };
        make(word(&key)?)
    }
}

/// The items of a list by their identities, and by the words of choice beside them.
#[derive(Clone, Default)]
struct Known(HashMap<String, HashMap<String, BTreeSet<usize>>>);

impl Known {
    fn add(&mut self, at: usize, name: String, choice: String) {
        self.0.entry(name).or_default().entry(choice).or_default().insert(at);
    }

    /// The item that is meant by an identity: of several the one that agrees in the word of choice, otherwise the first.
    fn first(&self, name: &str, choice: String) -> Option<usize> {
        let alike = self.0.get(name)?;
        let chosen = alike.get(&choice).and_then(BTreeSet::first);
        chosen.or_else(|| alike.values().filter_map(BTreeSet::first).min()).copied()
    }

    /// The same, which is not found again.
    fn take(&mut self, name: &str, choice: String) -> Option<usize> {
        let at = self.first(name, choice)?;
        self.0.get_mut(name)?.retain(|_, items| {
            items.remove(&at);
            !items.is_empty()
        });
        Some(at)
    }

    /// All items of an identity.
    fn all(&self, name: &str) -> Vec<usize> {
        self.0.get(name).into_iter().flat_map(HashMap::values).flatten().copied().collect()
    }

    /// The identities, in the order of their items.
    fn names(&self) -> Vec<String> {
        let mut names: Vec<(&usize, &String)> = Vec::new();
        for (name, alike) in &self.0 {
            names.extend(alike.values().flatten().map(|at| (at, name)));
        }
        names.sort_unstable();
        names.into_iter().map(|(_, name)| name.clone()).collect()
    }
}

/// What lies over an item of the imported list.
enum Over {
    Nothing,
    Item(At),
    Removed,
}
