use super::cite::{Cite, Outer};
use super::merge::{At, Merger, Parent};
use super::shape::Long;
use crate::parse::yaml::tree::{Content, NodeId};
use crate::source::Layer;

impl Merger<'_> {
    /// A value that may name its source.
    ///
    /// One with a value takes the place of the other, with its source, date and note. One without a value changes what stands beside that
    /// of the other; a new source takes the old date away. The source of a written value is the nearest of the written file, that of an
    /// imported one the nearest of the imported file.
    pub fn figure(
        &mut self,
        below: Option<At>,
        above: Option<At>,
        long: &Long,
        outer: Outer,
        parent: Parent,
    ) -> NodeId {
        match (below, above) {
            (Some(below), Some(above)) if !self.has_value(above, long) => {
                self.annotated(below, above, long, outer, parent)
            }
            (below, above) => {
                let winner = above.or(below).expect("one of them is there");
                let own = self.own_cite(Some(winner));
                let cite = own.or(outer.of(winner.layer));
                if self.same(cite, own.or(outer.of(outer.merged))) {
                    self.copy(winner, parent)
                } else {
                    self.with_cite(winner, long, cite, parent)
                }
            }
        }
    }

    fn has_value(&self, at: At, long: &Long) -> bool {
        !self.is_mapping(at) || long.values.iter().any(|key| self.gives(Some(at), key))
    }

    /// A value with the source that it has in its layer.
    fn with_cite(&mut self, at: At, long: &Long, cite: Cite, parent: Parent) -> NodeId {
        if !self.is_mapping(at) && (long.short.is_none() || self.is_list(at)) {
            return self.copy(at, parent);
        }
        let id = self.open(Some(at), None, parent, Content::Mapping(Vec::new()));
        self.add_values(id, at, long, None);
        self.add_cite(id, cite, at);
        id
    }

    /// Adds what a value says besides its source; what a mapping above says too is left out.
    fn add_values(&mut self, id: NodeId, at: At, long: &Long, above: Option<At>) {
        if !self.is_mapping(at) {
            self.add_entry(id, long.short.unwrap_or("value"), at);
            return;
        }
        for (key, value) in self.entries(at) {
            let name = self.text(key).map(str::to_owned).unwrap_or_default();
            let is_said = above.is_some_and(|above| self.get(above, &name).is_some());
            if !is_said && !matches!(name.as_str(), "source" | "as_of") {
                self.add_value(id, key, |merger, parent| merger.copy(value, parent));
            }
        }
    }

    /// An imported value with what a written mapping says of it.
    fn annotated(&mut self, below: At, above: At, long: &Long, outer: Outer, parent: Parent) -> NodeId {
        if self.is_list(below) || (!self.is_mapping(below) && long.short.is_none()) {
            return self.copy(above, parent);
        }
        let mut cite = self.kept_cite(Some(below), Some(above)).or(outer.imported);
        let own = self.own_cite(Some(above));
        if own.source.is_some() || own.as_of.is_some() {
            cite = own.or(cite);
        }
        let id = self.open(Some(below), Some(above), parent, Content::Mapping(Vec::new()));
        self.add_values(id, below, long, Some(above));
        for (key, value) in self.entries(above) {
            let name = self.text(key).map(str::to_owned).unwrap_or_default();
            let is_below = self.is_mapping(below) && self.get(below, &name).is_some();
            if self.is_nothing(value) {
                let span = self.span(key).start..self.span(value).end;
                match is_below {
                    true => self.gaps.removed(id, &name, span),
                    false => self.removes_nothing(key, Some(below)),
                }
            } else if !matches!(name.as_str(), "source" | "as_of") {
                self.add_value(id, key, |merger, parent| merger.copy(value, parent));
            }
        }
        if !self.same(cite, outer.of(outer.merged)) {
            self.add_cite(id, cite, above);
        }
        id
    }

    /// A list that is one layer's as a whole; its items keep the sources of that layer.
    pub fn whole_list(&mut self, list: At, shape: &super::shape::Shape, outer: Outer, parent: Parent) -> NodeId {
        if !self.is_list(list) {
            return self.copy(list, parent);
        }
        let id = self.open(Some(list), None, parent, Content::List(Vec::new()));
        for item in self.items(list) {
            self.add_item(id, |merger, parent| merger.item(item, shape, outer, parent));
        }
        id
    }

    /// An item of one layer.
    pub fn item(&mut self, item: At, shape: &super::shape::Shape, outer: Outer, parent: Parent) -> NodeId {
        if !self.is_mapping(item) {
            return self.copy(item, parent);
        }
        match item.layer {
            Layer::Imported => self.mapping(Some(item), None, shape, outer, parent),
            Layer::Written => self.mapping(None, Some(item), shape, outer, parent),
        }
    }
}
