use super::cite::Outer;
use super::merge::{At, Merger, Stray, Way, not_there};
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
        let known: Vec<Option<String>> = lower.iter().map(|item| self.identity(*item, identity)).collect();
        let mut over: Vec<Over> = lower.iter().map(|_| Over::Nothing).collect();
        let mut added = Vec::new();
        match above {
            Some(above) if self.is_mapping(above) => {
                for (key, value) in self.entries(above) {
                    self.lay(key, value, &name, (&lower, &known, &mut over), identity);
                }
                list?;
            }
            // A list with nothing in it leaves nothing of the other.
            Some(above) if !self.is_list(above) || self.items(above).is_empty() => {
                return Some(self.add_value(mapping, key, |merger, parent| merger.copy(above, parent)));
            }
            Some(above) => {
                for item in self.items(above) {
                    let free = |at: usize| matches!(over[at], Over::Nothing);
                    match self.found(item, self.identity(item, identity), &lower, &known, identity, free) {
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
            let names: Vec<String> = known.iter().flatten().cloned().collect();
            for item in added {
                let made = merger.add_item(id, |merger, parent| merger.item(item, shape, outer, parent));
                if let (Some(own), true) = (merger.identity(item, identity), list.is_some()) {
                    let (message, hint) = not_there(&format!("item of `{name}` named"), &own, &names);
                    merger.strays.push(Stray { id: made, message, hint });
                }
            }
            id
        }))
    }

    /// Lays what a mapping says under an identity over the item that it finds.
    fn lay(
        &mut self,
        key: At,
        value: At,
        list: &str,
        (lower, known, over): (&[At], &[Option<String>], &mut [Over]),
        identity: &Identity,
    ) {
        let own = self.text(key).map(str::to_owned);
        if self.is_nothing(value) {
            let all: Vec<usize> = (0..known.len()).filter(|at| known[*at].is_some() && known[*at] == own).collect();
            for at in &all {
                over[*at] = Over::Removed;
            }
            if !all.is_empty() {
                return;
            }
        } else if let Some(at) = self.found(value, own.clone(), lower, known, identity, |_| true) {
            over[at] = Over::Item(value);
            return;
        }
        let names: Vec<String> = known.iter().flatten().cloned().collect();
        let (message, hint) = not_there(&format!("item of `{list}` named"), &own.unwrap_or_default(), &names);
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

    /// The item that is meant by an identity: of several the one that agrees in the key of choice, otherwise the first.
    fn found(
        &self,
        item: At,
        own: Option<String>,
        lower: &[At],
        known: &[Option<String>],
        identity: &Identity,
        free: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let own = own?;
        let all: Vec<usize> =
            (0..known.len()).filter(|at| free(*at) && known[*at].as_deref() == Some(own.as_str())).collect();
        let chosen = identity.choice.and_then(|(key, absent)| {
            let word = |at: At| self.get(at, key).and_then(|at| self.text(at)).unwrap_or(absent);
            all.iter().find(|at| word(lower[**at]) == word(item))
        });
        chosen.or(all.first()).copied()
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

/// What lies over an item of the imported list.
enum Over {
    Nothing,
    Item(At),
    Removed,
}
