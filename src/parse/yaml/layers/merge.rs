use std::collections::HashSet;
use std::ops::Range;

use super::cite::{Cite, Outer};
use super::shape::{Cites, Lie, PLAIN, Shape};
use crate::diagnostic::{Code, FieldPath, HINTED, Step, did_you_mean};
use crate::parse::yaml::Fault;
use crate::parse::yaml::scalar;
use crate::parse::yaml::tree::{Content, Entry, Gaps, Node, NodeId, Scalar, Style, TOP, Tag, Tree};
use crate::source::Layer;

/// A node of one of two trees.
#[derive(Clone, Copy, Debug)]
pub(super) struct At {
    pub layer: Layer,
    pub id: NodeId,
}

/// An item that is written and of which the imported file has none.
pub(super) struct Stray {
    /// Its node in the merged tree.
    pub id: NodeId,
    /// That the imported file has none.
    pub message: String,
    /// A question about the name that may be meant.
    pub hint: String,
}

/// Two trees on their way to one. All its nodes are copies, and stand where they stand in the two texts, of which the written one follows
/// the imported one.
pub(super) struct Merger<'a> {
    imported: &'a Tree,
    written: &'a Tree,
    /// Where the written text begins.
    seam: usize,
    nodes: Vec<Node>,
    pub gaps: Gaps,
    /// What in the written file has no effect.
    pub idle: Vec<Fault>,
    pub strays: Vec<Stray>,
    /// How many of the names that nothing is known by were compared with those that are known.
    compared: usize,
}

/// What came of two trees.
pub(super) struct Merged {
    pub nodes: Vec<Node>,
    pub gaps: Gaps,
    pub idle: Vec<Fault>,
    pub strays: Vec<Stray>,
}

/// Lays a written tree over an imported one.
pub(super) fn merge(imported: &Tree, written: &Tree, seam: usize, shape: &Shape) -> Merged {
    let mut merger = Merger {
        imported,
        written,
        seam,
        nodes: Vec::new(),
        gaps: Gaps::default(),
        idle: Vec::new(),
        strays: Vec::new(),
        compared: 0,
    };
    let top = |layer| At { layer, id: TOP };
    let (below, above) = (top(Layer::Imported), top(Layer::Written));
    let outer = Outer { imported: Cite::default(), written: Cite::default(), merged: Layer::Imported };
    let empty = |merger: &Merger<'_>, at| merger.is_nothing(at) && merger.text(at) == Some("");
    match (merger.is_mapping(below) || empty(&merger, below), merger.is_mapping(above) || empty(&merger, above)) {
        (true, true) => merger.mapping(Some(below), Some(above), shape, outer, None),
        (true, false) => merger.copy(above, None),
        (false, _) => merger.copy(below, None),
    };
    let Merger { nodes, gaps, idle, strays, .. } = merger;
    Merged { nodes, gaps, idle, strays }
}

/// The mapping or list in which a node stands, and the step from there.
pub(super) type Parent = Option<(NodeId, Step)>;

impl Merger<'_> {
    pub fn tree(&self, layer: Layer) -> &Tree {
        match layer {
            Layer::Imported => self.imported,
            Layer::Written => self.written,
        }
    }

    pub fn text(&self, at: At) -> Option<&str> {
        self.tree(at.layer).text(at.id)
    }

    pub fn is_mapping(&self, at: At) -> bool {
        matches!(self.tree(at.layer).content(at.id), Content::Mapping(_))
    }

    pub fn is_list(&self, at: At) -> bool {
        matches!(self.tree(at.layer).content(at.id), Content::List(_))
    }

    /// Whether a value is nothing, which removes what lies below it.
    pub fn is_nothing(&self, at: At) -> bool {
        let tree = self.tree(at.layer);
        let tag = &tree.node(tree.resolved(at.id)).tag;
        matches!(tree.content(at.id), Content::Scalar(scalar) if scalar::is_nothing(scalar, tag))
    }

    /// The bytes of a node, counted over both texts.
    pub fn span(&self, at: At) -> Range<usize> {
        let span = &self.tree(at.layer).node(at.id).span;
        let shift = if at.layer == Layer::Written { self.seam } else { 0 };
        span.start + shift..span.end + shift
    }

    /// The entries of a mapping, without those whose key stands there already.
    pub fn entries(&self, mapping: At) -> Vec<(At, At)> {
        let mut seen = HashSet::new();
        let at = |id| At { layer: mapping.layer, id };
        let entries = self.tree(mapping.layer).entries(mapping.id).iter().map(|entry| (at(entry.key), at(entry.value)));
        entries.filter(|(key, _)| self.text(*key).is_none_or(|text| seen.insert(text.to_owned()))).collect()
    }

    /// The items of a list.
    pub fn items(&self, list: At) -> Vec<At> {
        let items = self.tree(list.layer).items(list.id).iter();
        items.map(|id| At { layer: list.layer, id: *id }).collect()
    }

    fn entry(&self, mapping: At, name: &str) -> Option<(At, At)> {
        let found = self.tree(mapping.layer).entry(mapping.id, name)?;
        let at = |id| At { layer: mapping.layer, id };
        Some((at(found.key), at(found.value)))
    }

    /// The value of a key.
    pub fn get(&self, mapping: At, key: &str) -> Option<At> {
        self.entry(mapping, key).map(|(_, value)| value)
    }

    fn push(&mut self, span: Range<usize>, parent: Parent, tag: Tag, content: Content) -> NodeId {
        self.nodes.push(Node { span, parent, tag, content });
        self.nodes.len() - 1
    }

    /// A node of the merged tree that holds nothing yet, in the place of one or both.
    pub fn open(&mut self, below: Option<At>, above: Option<At>, parent: Parent, content: Content) -> NodeId {
        let at = above.or(below).expect("something is merged");
        let tag = self.tree(at.layer).node(self.tree(at.layer).resolved(at.id)).tag.clone();
        let id = self.push(self.span(at), parent, tag, content);
        if let (Some(below), Some(_)) = (below, above) {
            let span = self.span(below);
            self.gaps.below(id, span);
        }
        id
    }

    pub fn copy(&mut self, at: At, parent: Parent) -> NodeId {
        let tree = self.tree(at.layer);
        let tag = tree.node(tree.resolved(at.id)).tag.clone();
        let span = self.span(at);
        match tree.content(at.id) {
            Content::Scalar(Scalar { text, style }) => {
                let scalar = Scalar { text: text.clone(), style: *style };
                self.push(span, parent, tag, Content::Scalar(scalar))
            }
            Content::List(_) => {
                let id = self.push(span, parent, tag, Content::List(Vec::new()));
                for item in self.items(at) {
                    self.add_item(id, |merger, parent| merger.copy(item, parent));
                }
                id
            }
            Content::Mapping(_) | Content::Alias(_) => {
                let id = self.push(span, parent, tag, Content::Mapping(Vec::new()));
                for (key, value) in self.entries(at) {
                    self.add_value(id, key, |merger, parent| merger.copy(value, parent));
                }
                id
            }
        }
    }

    /// Adds an item to a list.
    pub fn add_item(&mut self, list: NodeId, make: impl FnOnce(&mut Self, Parent) -> NodeId) -> NodeId {
        let Content::List(items) = &self.nodes[list].content else { unreachable!("items are added to lists") };
        let step = Step::Index(items.len());
        let item = make(self, Some((list, step)));
        if let Content::List(items) = &mut self.nodes[list].content {
            items.push(item);
        }
        item
    }

    /// Adds an entry to a mapping, whose key is a copy of one.
    pub fn add_value(&mut self, mapping: NodeId, key: At, make: impl FnOnce(&mut Self, Parent) -> NodeId) -> NodeId {
        let name = self.text(key).map(str::to_owned).unwrap_or_default();
        let parent = Some((mapping, Step::Key(name)));
        let key = self.copy(key, parent.clone());
        let value = make(self, parent);
        self.close_entry(mapping, key, value);
        value
    }

    /// Adds an entry to a mapping whose key is not written there: it stands where the value does.
    pub fn add_named(
        &mut self,
        mapping: NodeId,
        name: &str,
        at: Range<usize>,
        make: impl FnOnce(&mut Self, Parent) -> NodeId,
    ) {
        let parent = Some((mapping, Step::Key(name.to_owned())));
        let scalar = Scalar { text: name.to_owned(), style: Style::Plain };
        let key = self.push(at, parent.clone(), Tag::None, Content::Scalar(scalar));
        let value = make(self, parent);
        self.close_entry(mapping, key, value);
    }

    /// Adds the copy of a value under a name.
    pub fn add_entry(&mut self, mapping: NodeId, name: &str, value: At) {
        let span = self.span(value);
        self.add_named(mapping, name, span, |merger, parent| merger.copy(value, parent));
    }

    /// Adds a text that nobody wrote, at the place for which it stands.
    pub fn add_invented(&mut self, mapping: NodeId, name: &str, text: &str, at: Range<usize>) {
        self.add_named(mapping, name, at.clone(), |merger, parent| {
            let scalar = Scalar { text: text.to_owned(), style: Style::Plain };
            merger.push(at, parent, Tag::None, Content::Scalar(scalar))
        });
    }

    fn close_entry(&mut self, mapping: NodeId, key: NodeId, value: NodeId) {
        if let Content::Mapping(entries) = &mut self.nodes[mapping].content {
            entries.push(Entry { key, value });
        }
    }

    /// The merged value of one or both; `None` where nothing is left.
    fn value(
        &mut self,
        below: Option<At>,
        above: Option<At>,
        lie: Option<Lie>,
        outer: Outer,
        way: &Way,
    ) -> Option<NodeId> {
        let Way { mapping, key } = *way;
        let is_mapping = |at: &At| self.is_mapping(*at);
        let of_both = (below.filter(is_mapping), above.filter(is_mapping));
        Some(match (lie, of_both) {
            (Some(Lie::Items(identity, shape)), _) => {
                return self.known_items(below, above, identity, shape, outer, way);
            }
            (Some(Lie::Whole(shape)), _) => {
                let list = above.or(below)?;
                self.add_value(mapping, key, |merger, parent| merger.whole_list(list, shape, outer, parent))
            }
            (Some(Lie::Figure(long)), _) => {
                self.add_value(mapping, key, |merger, parent| merger.figure(below, above, long, outer, parent))
            }
            (_, (_, None)) if above.is_some() => {
                let above = above?;
                self.add_value(mapping, key, |merger, parent| merger.copy(above, parent))
            }
            (lie, (below, above)) if below.is_some() || above.is_some() => {
                let shape = if let Some(Lie::Mapping(shape)) = lie { shape } else { &PLAIN };
                self.add_value(mapping, key, |merger, parent| merger.mapping(below, above, shape, outer, parent))
            }
            _ => {
                let below = below?;
                self.add_value(mapping, key, |merger, parent| merger.copy(below, parent))
            }
        })
    }

    /// A mapping of one or both.
    pub fn mapping(
        &mut self,
        below: Option<At>,
        above: Option<At>,
        shape: &Shape,
        outer: Outer,
        parent: Parent,
    ) -> NodeId {
        let id = self.open(below, above, parent, Content::Mapping(Vec::new()));
        let cited = self.cited(below, above, shape, outer);
        for (key, value) in below.map(|at| self.entries(at)).unwrap_or_default() {
            let name = self.text(key).map(str::to_owned).unwrap_or_default();
            let over = above.and_then(|above| self.entry(above, &name));
            if let Some((over_key, over)) = over.filter(|(_, over)| self.is_nothing(*over)) {
                let span = self.span(over_key).start..self.span(over).end;
                self.gaps.removed(id, &name, span);
                continue;
            }
            let rival = shape.rival(&name).is_some_and(|rival| over.is_none() && self.gives(above, rival));
            if rival || cited.leaves_out(&name, Layer::Imported) {
                continue;
            }
            if cited.spreads(&name) {
                self.add_value(id, key, |merger, parent| merger.defaults(value, over.map(|(_, over)| over), parent));
                continue;
            }
            let over = over.filter(|_| !cited.is_said_by(&name));
            let way = Way { mapping: id, key: over.map_or(key, |(key, _)| key) };
            let inner = self.inner(&cited, below, above, &name);
            self.value(Some(value), over.map(|(_, value)| value), shape.lie(&name), inner, &way);
        }
        for (key, value) in above.map(|at| self.entries(at)).unwrap_or_default() {
            let name = self.text(key).map(str::to_owned).unwrap_or_default();
            let is_below = below.is_some_and(|below| self.entry(below, &name).is_some());
            if below.is_some() && self.is_nothing(value) {
                if !is_below {
                    self.removes_nothing(key, below);
                }
                continue;
            }
            if cited.leaves_out(&name, Layer::Written) || (is_below && !cited.is_said_by(&name)) {
                continue;
            }
            let inner = self.inner(&cited, below, above, &name);
            let made = self.value(None, Some(value), shape.lie(&name), inner, &Way { mapping: id, key });
            if let (Cites::Table, Some(below), Some(made)) = (shape.cites, below, made) {
                let (message, hint) = self.not_there("entry", &name, |merger| merger.entry_names(below));
                self.strays.push(Stray { id: made, message, hint });
            }
        }
        if let Some((cite, whose)) = cited.said {
            self.add_cite(id, cite, whose);
        }
        id
    }

    /// Whether a mapping has something under a key.
    pub fn gives(&self, mapping: Option<At>, key: &str) -> bool {
        mapping.and_then(|at| self.get(at, key)).is_some_and(|at| !self.is_nothing(at))
    }

    /// Whether a mapping has nothing under a key.
    pub fn removes(&self, mapping: Option<At>, key: &str) -> bool {
        mapping.and_then(|at| self.get(at, key)).is_some_and(|at| self.is_nothing(at))
    }

    /// The imported sources of sections, without those that are removed. Those of the written file are said where its values stand.
    fn defaults(&mut self, below: At, above: Option<At>, parent: Parent) -> NodeId {
        if !self.is_mapping(below) {
            return self.copy(below, parent);
        }
        let id = self.open(Some(below), None, parent, Content::Mapping(Vec::new()));
        for (key, value) in self.entries(below) {
            let name = self.text(key).map(str::to_owned).unwrap_or_default();
            if !self.removes(above, &name) {
                self.add_value(id, key, |merger, parent| merger.copy(value, parent));
            }
        }
        for (key, value) in above.map(|at| self.entries(at)).unwrap_or_default() {
            let is_below = self.text(key).is_some_and(|name| self.get(below, name).is_some());
            if self.is_nothing(value) && !is_below {
                self.removes_nothing(key, Some(below));
            }
        }
        id
    }

    /// The keys of a mapping.
    pub fn entry_names(&self, mapping: At) -> Vec<String> {
        self.entries(mapping).iter().filter_map(|(key, _)| self.text(*key).map(str::to_owned)).collect()
    }

    /// Notes a key with nothing behind it for which there is nothing below.
    pub fn removes_nothing(&mut self, key: At, below: Option<At>) {
        let name = self.text(key).map(str::to_owned).unwrap_or_default();
        let known = |merger: &Self| below.map(|at| merger.entry_names(at)).unwrap_or_default();
        let (message, hint) = self.not_there("key", &name, known);
        let message = message + &hint;
        self.idles(
            Code::OverlayRemovesNothing,
            key,
            message,
            "there is nothing to remove; correct the key, or delete the line",
        );
    }

    /// Notes something that has no effect.
    pub fn idles(&mut self, code: Code, at: At, message: String, help: &str) {
        let span = self.tree(at.layer).node(at.id).span.clone();
        self.idle.push(Fault { code, span, path: FieldPath::root(), message, help: Some(help.to_owned()) });
    }

    /// Says that the imported file does not have something, and asks whether something near is meant.
    pub fn not_there(&mut self, what: &str, name: &str, known: impl FnOnce(&Self) -> Vec<String>) -> (String, String) {
        self.compared += 1;
        let known = if self.compared <= HINTED { known(self) } else { Vec::new() };
        let hint = did_you_mean(name, known.iter().map(String::as_str));
        (format!("the imported file has no {what} `{name}`"), hint)
    }
}

/// Where an entry of a merged mapping stands.
pub(super) struct Way {
    pub mapping: NodeId,
    pub key: At,
}
