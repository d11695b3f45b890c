//! The index itself: lists of names, each under a key that a reader's words lead to, in parts of about the same size.
//!
//! A list holds the names that have certain whole words, its *context*, and a word that begins in a certain way. Where a list would be long,
//! only the names that rank first are in it, and there are longer beginnings and larger contexts beside it whose lists are short. Which
//! lists there are follows from how many names have which word, and this is what the *vocabulary* of a context says. So a reader's
//! words cost the vocabulary of each and then one short list, however many names there are.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde_json::{Map, Value, json};

use super::entries::Entry;

/// A list of at most so many names is whole.
const WHOLE: usize = 48;
/// So many names of a longer list are in it, those that rank first.
const FIRST: usize = 16;
/// A context has at most so many words. Reading `static/js/search-core.js` needs the same numbers.
const CONTEXT: usize = 3;
/// A part of a vocabulary has at most so many words, where they are not all one word's.
const VOCABULARY: usize = 300;
/// Shorter words are never taken for misspelt, so their endings need not be known.
const MISSPELT: usize = 4;

/// The index of a site.
pub struct Index {
    /// The names.
    pub entries: Vec<Entry>,
    /// All words and, for each, how many names have it.
    pub words: Value,
    /// The same with each word spelt backwards; by it words are found whose beginning is misspelt.
    pub endings: Value,
    parts: Vec<BTreeMap<String, Node>>,
}

/// What stands under a key.
enum Node {
    /// Names by their positions.
    Names(Box<[u32]>),
    /// A vocabulary.
    Words(Value),
}

/// The names that have a word, by the word.
type Lists<'a> = BTreeMap<&'a str, Vec<u32>>;

impl Index {
    /// The index of names, in so many parts.
    pub fn of(entries: Vec<Entry>, parts: usize) -> Self {
        let mut making = Making { entries: &entries, parts: (0..parts).map(|_| BTreeMap::new()).collect() };
        let all: Vec<u32> = (0..).take(entries.len()).collect();
        let words = making.context(&[], &all);
        // Where all words are in one list, it is looked through whole.
        let endings = if words.get("all").is_some() { json!({"all": ""}) } else { making.endings() };
        let parts = making.parts;
        Self { entries, words, endings, parts }
    }

    /// A part as JSON: its names, once each, its lists of them by their positions, and its vocabularies.
    pub fn part(&self, number: usize) -> Vec<u8> {
        let part = &self.parts[number];
        let listed = part.values().filter_map(|node| match node {
            Node::Names(names) => Some(names),
            Node::Words(_) => None,
        });
        let names: BTreeSet<u32> = listed.flatten().copied().collect();
        let positions: HashMap<u32, usize> = names.iter().enumerate().map(|(position, at)| (*at, position)).collect();
        let (mut lists, mut words) = (Map::new(), Map::new());
        for (key, node) in part {
            match node {
                Node::Names(names) => lists.insert(key.clone(), names.iter().map(|at| positions[at]).collect()),
                Node::Words(listed) => words.insert(key.clone(), listed.clone()),
            };
        }
        let names: Vec<Value> = names.into_iter().map(|at| self.entries[at as usize].json()).collect();
        let mut bytes = json!({"names": names, "lists": lists, "words": words}).to_string().into_bytes();
        bytes.push(b'\n');
        bytes
    }
}

/// An index in the making.
struct Making<'a> {
    entries: &'a [Entry],
    parts: Vec<BTreeMap<String, Node>>,
}

impl<'a> Making<'a> {
    fn entry(&self, at: u32) -> &'a Entry {
        &self.entries[at as usize]
    }

    /// Makes the lists of all names that have the words of a context. Gives the root of its vocabulary.
    fn context(&mut self, context: &[&'a str], names: &[u32]) -> Value {
        let mut lists = Lists::new();
        for &at in names {
            for word in self.entry(at).words.all.iter().filter(|word| !context.contains(&word.as_str())) {
                lists.entry(word).or_default().push(at);
            }
        }
        let lists: Vec<(&str, Vec<u32>)> = lists.into_iter().collect();
        self.beginnings(context, &lists, 0);
        let counted: Vec<(&str, usize)> = lists.iter().map(|(word, names)| (*word, names.len())).collect();
        let words = self.vocabulary(&format!("~{}/", context.join(" ")), &counted);
        for (word, names) in lists {
            // Each context is reached once: its words are in order. A word and its own end have the same names.
            let is_end = context.iter().any(|other| other.ends_with(word) || word.ends_with(other));
            let is_next = context.last().is_none_or(|last| *last < word) && context.len() < CONTEXT;
            if names.len() > WHOLE && is_next && !is_end {
                let larger: Vec<&str> = context.iter().copied().chain([word]).collect();
                let root = self.context(&larger, &names);
                self.put(format!("~{}/", larger.join(" ")), Node::Words(root));
            }
        }
        words
    }

    /// Makes the lists for the ways in which words begin that share their first bytes.
    fn beginnings(&mut self, context: &[&'a str], lists: &[(&'a str, Vec<u32>)], shared: usize) {
        let next = |word: &'a str| word[shared..].chars().next();
        for group in lists.chunk_by(|(a, _), (b, _)| next(a) == next(b)) {
            let (word, names) = &group[0];
            // The word that ends here has its own list already.
            let Some(letter) = next(word) else { continue };
            let start = &word[..shared + letter.len_utf8()];
            let key = format!("{}/{start}", context.join(" "));
            if group.iter().map(|(_, names)| names.len()).sum::<usize>() <= WHOLE {
                let whole: BTreeSet<u32> = group.iter().flat_map(|(_, names)| names).copied().collect();
                self.put(key, Node::Names(whole.into_iter().collect()));
                continue;
            }
            self.put(key.clone(), Node::Names(self.first(context, start, group)));
            if *word == start && names.len() <= WHOLE {
                self.put(format!("{key}$"), Node::Names(names.as_slice().into()));
            }
            self.beginnings(context, group, start.len());
        }
    }

    /// The names that rank first for the words of a context and the beginning of another, one for each page.
    fn first(&self, context: &[&str], start: &str, lists: &[(&str, Vec<u32>)]) -> Box<[u32]> {
        let names: BTreeSet<u32> = lists.iter().flat_map(|(_, names)| names).copied().collect();
        let rank = |at: u32| (self.rank(context, start, at), at);
        let mut ranked: Vec<_> = names.into_iter().map(rank).collect();
        ranked.sort_unstable();
        let mut pages = HashSet::new();
        let mut first: Vec<u32> = ranked
            .into_iter()
            .map(|(_, at)| at)
            .filter(|&at| pages.insert((self.entry(at).kind.folder(), &self.entry(at).slug)))
            .take(FIRST)
            .collect();
        first.sort_unstable();
        first.into()
    }

    /// The rank of a name: its kind, then whether it is just these words, begins with one of them, or only has them.
    fn rank(&self, context: &[&str], start: &str, at: u32) -> (u8, u8) {
        let entry = self.entry(at);
        let plain = &entry.words.plain;
        let is_one = |word: &String| context.contains(&word.as_str());
        let fit = if plain.iter().all(|word| is_one(word) || word == start) {
            0
        } else if is_one(&plain[0]) || plain[0].starts_with(start) {
            1
        } else {
            2
        };
        (entry.kind as u8, fit)
    }

    /// Files the parts of a vocabulary under keys that begin in one way. Gives its root: all words where they are few, else the beginnings
    /// that too many words share.
    fn vocabulary(&mut self, key: &str, words: &[(&str, usize)]) -> Value {
        if words.len() <= VOCABULARY {
            return json!({"all": listed(words)});
        }
        let mut split = vec![""];
        self.split(key, words, 0, &mut split);
        json!({"split": split})
    }

    fn split<'w>(&mut self, key: &str, words: &[(&'w str, usize)], shared: usize, split: &mut Vec<&'w str>) {
        let next = |word: &'w str| word[shared..].chars().next();
        for group in words.chunk_by(|(a, _), (b, _)| next(a) == next(b)) {
            let word = group[0].0;
            let Some(letter) = next(word) else {
                self.put(format!("{key}{word}"), Node::Words(json!({"all": listed(&group[..1])})));
                continue;
            };
            let start = &word[..shared + letter.len_utf8()];
            if group.len() <= VOCABULARY {
                self.put(format!("{key}{start}"), Node::Words(json!({"all": listed(group)})));
            } else {
                split.push(start);
                self.split(key, group, start.len(), split);
            }
        }
    }

    /// Files the words spelt backwards.
    fn endings(&mut self) -> Value {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for entry in self.entries {
            for word in entry.words.all.iter().filter(|word| word.chars().count() >= MISSPELT) {
                *counts.entry(word.chars().rev().collect()).or_default() += 1;
            }
        }
        let counted: Vec<(&str, usize)> = counts.iter().map(|(word, count)| (word.as_str(), *count)).collect();
        self.vocabulary("^/", &counted)
    }

    fn put(&mut self, key: String, node: Node) {
        let part = part_of(&key, self.parts.len());
        self.parts[part].insert(key, node);
    }
}

/// Words and their counts, as a reader's browser takes them apart: `engineer 12 engraver 1`.
fn listed(words: &[(&str, usize)]) -> String {
    let words: Vec<String> = words.iter().map(|(word, count)| format!("{word} {count}")).collect();
    words.join(" ")
}

/// The part in which a key stands: its digest by FNV-1a, of 32 bits, over the number of parts.
fn part_of(key: &str, parts: usize) -> usize {
    let digest = key.bytes().fold(0x811c_9dc5_u32, |digest, byte| (digest ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    digest as usize % parts
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use super::super::entries::Kind;
    use super::super::words::words;
    use super::*;

    /// Names as a large site has them: a few words that many share, and many that few do.
    fn made_up(count: usize) -> Vec<Entry> {
        let roles = ["Engineer", "Technician", "Analyst", "Manager", "Operator", "Inspector", "Planner"];
        let fields = ["Marine", "Rail", "Textile", "Forest", "Harbour", "Quarry", "Vineyard", "Archive", "Bakery"];
        let syllables =
            ["ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ro", "su", "ta", "we"];
        let name = |number: usize| {
            let rare: String = (0..4).map(|at| syllables[(number * 7 + number / 16 * at) % syllables.len()]).collect();
            format!("{} {rare} {}", fields[number % fields.len()], roles[number / 3 % roles.len()])
        };
        (0..count)
            .map(|number| Entry {
                kind: Kind::Title,
                words: words(&name(number)),
                name: name(number),
                slug: format!("job-{number}"),
                points: Some(50),
                title: None,
            })
            .collect()
    }

    fn parts_of(index: &Index, count: usize) -> Vec<Value> {
        let text = |number| String::from_utf8(index.part(number)).expect("an index is UTF-8");
        (0..count).map(|number| Value::from_str(&text(number)).expect("a part is JSON")).collect()
    }

    /// The names under a key; `None` where it has no list.
    fn names(parts: &[Value], key: &str) -> Option<Vec<String>> {
        let part = &parts[part_of(key, parts.len())];
        let list = part["lists"].get(key)?.as_array().expect("a list is a list");
        let name = |at: &Value| part["names"][at.as_u64().expect("a position is a number") as usize][1].as_str();
        Some(list.iter().map(|at| name(at).expect("a name is text").to_owned()).collect())
    }

    #[test]
    fn no_part_is_large_however_many_names_there_are() {
        for count in [100, 1_000, 10_000] {
            let parts = (count / 24_usize).next_power_of_two();
            let index = Index::of(made_up(count), parts);
            let largest = (0..parts).map(|number| index.part(number).len()).max();
            assert!(largest < Some(24_000), "of {count} names the largest part has {largest:?} bytes");
            let root = index.words.to_string().len() + index.endings.to_string().len();
            assert!(root < 8_000, "of {count} names the vocabularies begin with {root} bytes");
        }
    }

    #[test]
    fn a_list_that_is_not_first_of_many_is_whole() {
        let entries = made_up(2_000);
        let with = |start: &str| {
            let has = |entry: &&Entry| entry.words.all.iter().any(|word| word.starts_with(start));
            entries.iter().filter(has).map(|entry| entry.name.clone()).collect::<BTreeSet<_>>()
        };
        let parts = parts_of(&Index::of(made_up(2_000), 64), 64);
        let mut whole = 0;
        for part in &parts {
            for key in part["lists"].as_object().expect("lists have keys").keys() {
                let Some(start) = key.strip_prefix('/').filter(|start| !start.ends_with('$')) else { continue };
                let (listed, all) = (names(&parts, key).expect("the key has a list"), with(start));
                if listed.len() < all.len() {
                    assert_eq!(listed.len(), FIRST, "`{key}`");
                } else {
                    whole += 1;
                    assert_eq!(listed.into_iter().collect::<BTreeSet<_>>(), all, "`{key}`");
                }
            }
        }
        assert!(whole > 100, "only {whole} lists are whole");
    }

    #[test]
    fn two_words_that_many_names_have_lead_to_the_names_that_have_both() {
        let entries = made_up(2_000);
        let both = |entry: &&Entry| {
            ["marine", "engineer"].iter().all(|word| entry.words.all.iter().any(|other| other == word))
        };
        let wanted: BTreeSet<String> = entries.iter().filter(both).map(|entry| entry.name.clone()).collect();
        assert!(!wanted.is_empty() && wanted.len() <= WHOLE);
        let parts = parts_of(&Index::of(made_up(2_000), 64), 64);
        let found = ["engineer/ma", "engineer/mar", "engineer/m", "engineer/marine"]
            .iter()
            .find_map(|key| names(&parts, key).filter(|names| names.len() != FIRST));
        let found: BTreeSet<String> = found.expect("a short list is there").into_iter().collect();
        assert!(wanted.is_subset(&found), "{wanted:?} is not in {found:?}");
    }

    #[test]
    fn the_same_names_make_the_same_index() {
        let of = || Index::of(made_up(500), 16);
        let (one, other) = (of(), of());
        assert!((0..16).all(|number| one.part(number) == other.part(number)));
        assert_eq!(one.words, other.words);
    }

    #[test]
    fn a_key_has_the_place_that_the_script_looks_for_it() {
        // The same values stand in tests/browser/search-core.test.mjs.
        let places = [("/eng", 1024), ("~engineer/se", 1024), ("/软件", 64)];
        assert_eq!(places.map(|(key, parts)| part_of(key, parts)), [14, 393, 3]);
    }
}
