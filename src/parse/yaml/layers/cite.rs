use super::merge::{At, Merger};
use super::shape::{Cites, Shape};
use crate::model::NO_SOURCE;
use crate::parse::yaml::tree::NodeId;
use crate::source::Layer;

/// The keys of a source and its date.
const CITE: [&str; 2] = ["source", "as_of"];

/// The key of the sources of sections.
const DEFAULTS: &str = "defaults";

/// Where a value says that it comes from.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cite {
    pub source: Option<At>,
    pub as_of: Option<At>,
}

impl Cite {
    /// The nearest one: this, or what stands further out. A date alone belongs to the source further out.
    pub fn or(self, outer: Self) -> Self {
        match self {
            Self { source: Some(_), .. } => self,
            Self { source: None, as_of: Some(_) } => Self { source: outer.source, ..self },
            Self { source: None, as_of: None } => outer,
        }
    }
}

/// The sources that each layer gives a value from further out, and the layer whose source the merged file gives it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Outer {
    pub imported: Cite,
    pub written: Cite,
    pub merged: Layer,
}

impl Outer {
    /// What a layer gives.
    pub fn of(&self, layer: Layer) -> Cite {
        match layer {
            Layer::Imported => self.imported,
            Layer::Written => self.written,
        }
    }
}

/// What a merged mapping says of the sources of its values.
pub(super) struct Cited {
    cites: Cites,
    /// What stands further out for its values.
    outer: Outer,
    /// The layer whose `source` and `as_of` stay where they are.
    kept: Option<Layer>,
    /// What is said in their place, and for which value.
    pub said: Option<(Cite, At)>,
}

impl Cited {
    /// Whether the value of a key says where others come from.
    pub fn is_said_by(&self, key: &str) -> bool {
        match self.cites {
            Cites::Outside | Cites::Table => false,
            Cites::Here => CITE.contains(&key),
            Cites::InDefaults => CITE.contains(&key) || key == DEFAULTS,
        }
    }

    /// Whether it does so, and what a layer says there has no place in the merged mapping.
    pub fn leaves_out(&self, key: &str, layer: Layer) -> bool {
        self.is_said_by(key) && self.kept != Some(layer)
    }

    /// Whether the value of a key says it of each section.
    pub fn spreads(&self, key: &str) -> bool {
        self.cites == Cites::InDefaults && key == DEFAULTS
    }
}

impl Merger<'_> {
    /// What a mapping says of its own source; nothing where it is none, or leaves it out.
    pub fn own_cite(&self, mapping: Option<At>) -> Cite {
        let value = |key: &str| mapping.and_then(|at| self.get(at, key)).filter(|at| !self.is_nothing(*at));
        Cite { source: value("source"), as_of: value("as_of") }
    }

    /// What a mapping says of its own source, without what the one above removes.
    pub fn kept_cite(&self, below: Option<At>, above: Option<At>) -> Cite {
        let Cite { source, as_of } = self.own_cite(below);
        Cite {
            source: source.filter(|_| !self.removes(above, "source")),
            as_of: as_of.filter(|_| !self.removes(above, "as_of")),
        }
    }

    /// Where the values of a mapping have their sources from, and what is to be said of it in the merged one.
    ///
    /// Of an item that both layers have the source stays that of the imported one, unless the written one names a source for all of it, or
    /// says words that have no source of their own.
    pub fn cited(&self, below: Option<At>, above: Option<At>, shape: &Shape, outer: Outer) -> Cited {
        let Shape { cites, words, .. } = *shape;
        let (below_own, above_own) = (self.kept_cite(below, above), self.own_cite(above));
        match cites {
            Cites::Outside | Cites::Table => Cited { cites, outer, kept: None, said: None },
            Cites::InDefaults => {
                let outer = Outer { imported: below_own, written: above_own, merged: Layer::Imported };
                Cited { cites, outer, kept: Some(Layer::Imported), said: None }
            }
            Cites::Here => {
                let (imported, written) = (below_own.or(outer.imported), above_own.or(outer.written));
                let is_written = below.is_none()
                    || above_own.source.is_some()
                    || above_own.as_of.is_some()
                    || words.iter().any(|word| self.gives(above, word));
                let (merged, own, cite, whose) = match above {
                    Some(above) if is_written => (Layer::Written, above_own, written, Some(above)),
                    _ => (Layer::Imported, below_own, imported, below),
                };
                let as_it_stands = own.or(outer.of(outer.merged));
                let said = whose.filter(|_| !self.same(as_it_stands, cite)).map(|whose| (cite, whose));
                let kept = said.is_none().then_some(merged);
                Cited { cites, outer: Outer { imported, written, merged }, kept, said }
            }
        }
    }

    /// What stands further out for the value of a key.
    pub fn inner(&self, cited: &Cited, below: Option<At>, above: Option<At>, key: &str) -> Outer {
        if cited.cites != Cites::InDefaults {
            return cited.outer;
        }
        let defaults = |mapping: Option<At>| mapping.and_then(|at| self.get(at, DEFAULTS));
        let of_section = |mapping: Option<At>| defaults(mapping).and_then(|at| self.get(at, key));
        let removed = self.removes(above, DEFAULTS) || self.removes(defaults(above), key);
        let imported = self.own_cite(of_section(below).filter(|_| !removed));
        let written = self.own_cite(of_section(above));
        Outer {
            imported: imported.or(cited.outer.imported),
            written: written.or(cited.outer.written),
            merged: Layer::Imported,
        }
    }

    /// Whether two citations say the same.
    pub fn same(&self, one: Cite, other: Cite) -> bool {
        let words = |at: Option<At>| at.map(|at| self.text(at).map(str::to_owned));
        let source = |cite: Cite| words(cite.source).filter(|name| name.as_deref() != Some(NO_SOURCE));
        source(one) == source(other) && words(one.as_of) == words(other.as_of)
    }

    /// Adds `source` and `as_of` to a mapping, so that what stands further out has no say. Where no source is named, this is said too, at
    /// the value for which it is.
    pub fn add_cite(&mut self, mapping: NodeId, cite: Cite, whose: At) {
        match cite.source {
            Some(source) => self.add_entry(mapping, "source", source),
            None => {
                let span = self.span(whose);
                self.add_invented(mapping, "source", NO_SOURCE, span);
            }
        }
        if let Some(as_of) = cite.as_of {
            self.add_entry(mapping, "as_of", as_of);
        }
    }
}
