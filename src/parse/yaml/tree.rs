use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;

use super::glance::Glance;
use super::grow::{Broken, Reason, grow};
use super::hide::{self, Dislike};
use crate::diagnostic::{FieldPath, Step};

/// How many levels of lists and mappings may stand in each other, counted through aliases.
pub(super) const DEPTH_LIMIT: usize = 64;

/// How many values aliases may add to a file.
pub(super) const ALIAS_BUDGET: usize = 100_000;

/// A YAML text as a tree that knows where everything stands.
pub(super) struct Tree {
    nodes: Vec<Node>,
    /// Where each line but the first begins.
    lines: Vec<usize>,
    /// Where faults about keys that are absent stand.
    gaps: Gaps,
    /// Of large mappings that were asked for a key, where each key stands first.
    keys: RefCell<HashMap<NodeId, HashMap<String, usize>>>,
}

/// A mapping of more entries than this is looked through once and not for each key.
const LARGE: usize = 32;

/// Where keys are absent from mappings that were made of two. Empty for a tree of one text.
#[derive(Default)]
pub(super) struct Gaps {
    removed: HashMap<(NodeId, String), Range<usize>>,
    below: HashMap<NodeId, Range<usize>>,
}

impl Gaps {
    /// Notes where it is said that a mapping is without a key.
    pub fn removed(&mut self, mapping: NodeId, key: &str, span: Range<usize>) {
        self.removed.insert((mapping, key.to_owned()), span);
    }

    /// Notes where the mapping stands that lies below another, and should have had the keys that both lack.
    pub fn below(&mut self, mapping: NodeId, span: Range<usize>) {
        self.below.insert(mapping, span);
    }
}

/// Number of a [`Node`] in its tree.
pub(super) type NodeId = usize;

/// The node at the top of every tree. In a text without content it is an empty scalar.
pub(super) const TOP: NodeId = 0;

/// A value or a key.
pub(super) struct Node {
    /// The bytes that it takes up, with its quotes or brackets, its tag and its anchor. Where a value is left out, the key
    /// or the dash that lacks it.
    pub span: Range<usize>,
    /// The mapping or list in which it stands, and the step from there. A key has the step of its value.
    pub parent: Option<(NodeId, Step)>,
    /// What it says of its own type.
    pub tag: Tag,
    /// What it holds.
    pub content: Content,
}

/// What a node says of its own type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// Nothing.
    None,
    /// A type of YAML's own, by its name: `str`, `int`.
    Core(String),
    /// Any other tag, as written.
    Foreign(String),
}

/// What a node holds.
pub(super) enum Content {
    Scalar(Scalar),
    List(Vec<NodeId>),
    Mapping(Vec<Entry>),
    /// What another node holds, which is never an alias itself.
    Alias(NodeId),
}

/// A text, number or the like: what it is depends on who asks.
pub(super) struct Scalar {
    pub text: String,
    pub style: Style,
}

/// How a scalar is written, as far as its type depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// Without quotes.
    Plain,
    /// After `|`.
    Literal,
    /// In quotes or after `>`.
    Text,
}

/// A key and its value.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    pub key: NodeId,
    pub value: NodeId,
}

/// How many things may be hidden from the parser. Each costs a parse.
const HIDDEN: usize = 1000;

/// How many bytes may be parsed again for it.
const HIDDEN_BYTES: usize = 4_000_000;

impl Tree {
    /// Parses a text. Control characters in it are taken for letters, so that nothing else is lost for them.
    ///
    /// `serde_yaml` decides what is good. What it takes and `saphyr_parser` refuses is [hidden](Dislike) from the latter.
    pub fn of(text: &str, glance: &Glance) -> Result<Self, Broken> {
        if let Some(at) = glance.too_many {
            return Err(Broken { at, reason: Reason::TooLong });
        }
        let lines = text.match_indices('\n').map(|(at, _)| at + 1).collect();
        let mut letters = glance.masked(text);
        let mut hidden = 0;
        let most = HIDDEN.min(HIDDEN_BYTES / text.len().max(1));
        loop {
            let broken = match grow(text, &letters) {
                Ok(nodes) => {
                    let nodes = if hidden == 0 { nodes } else { nodes.into_iter().map(unhidden).collect() };
                    return Ok(Self { nodes, lines, gaps: Gaps::default(), keys: RefCell::default() });
                }
                Err(broken) => broken,
            };
            let dislike = Dislike::of(&broken.reason).filter(|_| hidden < most && (hidden > 0 || is_yaml(&letters)));
            let at = text[..broken.at].chars().count();
            if !dislike.is_some_and(|dislike| dislike.hide(letters.to_mut(), at)) {
                return Err(broken);
            }
            hidden += 1;
        }
    }

    /// A tree that was made of two, in which no key stands twice.
    pub fn made(nodes: Vec<Node>, gaps: Gaps) -> Self {
        Self { nodes, lines: Vec::new(), gaps, keys: RefCell::default() }
    }

    /// Takes nodes out of the lists and mappings in which they stand.
    pub fn take_out(&mut self, gone: &[NodeId]) {
        self.keys.get_mut().clear();
        for id in gone {
            let Some((parent, _)) = self.nodes[*id].parent else { continue };
            match &mut self.nodes[parent].content {
                Content::List(items) => items.retain(|item| item != id),
                Content::Mapping(entries) => entries.retain(|entry| entry.value != *id),
                Content::Scalar(_) | Content::Alias(_) => {}
            }
            for (at, item) in self.items(parent).to_vec().into_iter().enumerate() {
                self.nodes[item].parent = Some((parent, Step::Index(at)));
            }
        }
    }

    /// Where to point for a key that a mapping lacks.
    pub fn gap(&self, mapping: NodeId, key: &str) -> Range<usize> {
        let removed = self.gaps.removed.get(&(mapping, key.to_owned()));
        removed.or(self.gaps.below.get(&mapping)).unwrap_or(&self.nodes[mapping].span).clone()
    }

    /// The node of a number.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id]
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The node that holds what this one stands for: itself, unless it is an alias.
    pub fn resolved(&self, id: NodeId) -> NodeId {
        match self.nodes[id].content {
            Content::Alias(target) => target,
            Content::Scalar(_) | Content::List(_) | Content::Mapping(_) => id,
        }
    }

    /// What a node holds, seen through an alias.
    pub fn content(&self, id: NodeId) -> &Content {
        &self.nodes[self.resolved(id)].content
    }

    /// The entries of a mapping; none for any other node.
    pub fn entries(&self, id: NodeId) -> &[Entry] {
        match self.content(id) {
            Content::Mapping(entries) => entries,
            Content::Scalar(_) | Content::List(_) | Content::Alias(_) => &[],
        }
    }

    /// The first entry of a mapping under a key.
    pub fn entry(&self, mapping: NodeId, key: &str) -> Option<Entry> {
        let entries = self.entries(mapping);
        if entries.len() <= LARGE {
            return entries.iter().find(|entry| self.text(entry.key) == Some(key)).copied();
        }
        let mut known = self.keys.borrow_mut();
        let places = known.entry(self.resolved(mapping)).or_insert_with(|| {
            let mut places = HashMap::with_capacity(entries.len());
            for (at, entry) in entries.iter().enumerate() {
                if let Some(text) = self.text(entry.key) {
                    places.entry(text.to_owned()).or_insert(at);
                }
            }
            places
        });
        places.get(key).map(|at| entries[*at])
    }

    /// The items of a list; none for any other node.
    pub fn items(&self, id: NodeId) -> &[NodeId] {
        match self.content(id) {
            Content::List(items) => items,
            Content::Scalar(_) | Content::Mapping(_) | Content::Alias(_) => &[],
        }
    }

    /// The text of a scalar.
    pub fn text(&self, id: NodeId) -> Option<&str> {
        match self.content(id) {
            Content::Scalar(scalar) => Some(&scalar.text),
            Content::List(_) | Content::Mapping(_) | Content::Alias(_) => None,
        }
    }

    /// The line on which a node begins, counted from 1.
    pub fn line(&self, id: NodeId) -> usize {
        self.lines.partition_point(|&start| start <= self.nodes[id].span.start) + 1
    }

    /// The way from the top to a node; to a key, the way to its value.
    pub fn path(&self, mut id: NodeId) -> FieldPath {
        let mut steps = Vec::new();
        while let Some((parent, step)) = &self.nodes[id].parent {
            steps.push(step);
            id = *parent;
        }
        steps.into_iter().rev().cloned().fold(FieldPath::root(), |path, step| path.then(step))
    }

    /// All nodes in the order in which they begin, what holds another before it.
    pub fn in_order(&self) -> Vec<NodeId> {
        let mut order: Vec<NodeId> = (0..self.nodes.len()).collect();
        order.sort_by_key(|id| (self.nodes[*id].span.start, std::cmp::Reverse(self.nodes[*id].span.end)));
        order
    }

    /// The way to the smallest node over an offset, with the nodes in [their order](Self::in_order); the top where there is none.
    pub fn path_at(&self, offset: usize, order: &[NodeId]) -> FieldPath {
        let before = order.partition_point(|id| self.nodes[*id].span.start <= offset);
        let mut found = order[..before].last().copied();
        while let Some(id) = found.filter(|id| !self.nodes[*id].span.contains(&offset)) {
            found = self.nodes[id].parent.as_ref().map(|(parent, _)| *parent);
        }
        self.path(found.unwrap_or(TOP))
    }

    /// The entries of a mapping whose key stands there already, each with the key that stands first.
    pub fn repeated(&self, mapping: NodeId) -> Vec<(NodeId, NodeId)> {
        let mut first = HashMap::new();
        let mut repeated = Vec::new();
        for entry in self.entries(mapping) {
            let Some(text) = self.text(entry.key) else { continue };
            let seen = *first.entry(text).or_insert(entry.key);
            if seen != entry.key {
                repeated.push((entry.key, seen));
            }
        }
        repeated
    }

    /// The span of the value at a path, or of the nearest enclosing one that exists.
    pub fn value_span(&self, path: &FieldPath) -> Range<usize> {
        self.nodes[self.follow(path).0].span.clone()
    }

    /// The span of the key at a path, or of the nearest enclosing value that exists.
    pub fn key_span(&self, path: &FieldPath) -> Range<usize> {
        let (value, key) = self.follow(path);
        self.nodes[key.unwrap_or(value)].span.clone()
    }

    /// The value at a path, and its key if the whole way exists and ends with one.
    fn follow(&self, path: &FieldPath) -> (NodeId, Option<NodeId>) {
        let mut found = (TOP, None);
        for step in path.steps() {
            let next = match step {
                Step::Key(key) => self.entry(found.0, key).map(|entry| (entry.value, Some(entry.key))),
                Step::Index(index) => self.items(found.0).get(*index).map(|&item| (item, None)),
            };
            match next {
                Some(next) => found = next,
                None => return (found.0, None),
            }
        }
        found
    }
}

fn is_yaml(text: &str) -> bool {
    serde_yaml::from_str::<serde::de::IgnoredAny>(text).is_ok()
}

/// A node without hidden line breaks in its text.
fn unhidden(mut node: Node) -> Node {
    if let Content::Scalar(scalar) = &mut node.content {
        scalar.text = hide::unhidden(&scalar.text);
    }
    node
}
