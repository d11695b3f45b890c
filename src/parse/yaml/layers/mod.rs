//! One YAML text over another: two trees become one, from which a value is decoded as from the tree of one text.
//!
//! The written text is thought of as following the imported one, so that a span says in which of the two it lies, and every fault and
//! every place of the merged value is found in the text from which it came. What is known of keys (lists with identities, values with
//! sources) is a [`Shape`], which comes from outside.
//!
//! Sources stay with their layer: a written value never takes the source of the imported file from further out, nor an imported one that
//! of the written file.

mod cite;
mod figure;
mod items;
mod merge;
mod shape;

use std::ops::Range;

use serde::de::{DeserializeOwned, IgnoredAny};

pub use shape::{Cites, Identity, Lie, Long, Shape};

use super::glance::{Glance, Way};
use super::tree::{Content, Tree};
use super::trouble::repeated_key;
use super::walk::{self, Lacking, Walked};
use super::{Body, Fault, syntax, write};
use crate::diagnostic::{Code, FieldPath, Place};
use crate::source::Layer;
use merge::{Merged, Stray, merge};

/// Two texts, one over the other.
#[derive(Clone, Copy)]
pub struct Texts<'a> {
    /// The one below.
    pub imported: &'a str,
    /// The one above.
    pub written: &'a str,
}

/// What was made of two texts.
#[derive(Debug)]
pub struct Reading<T> {
    /// The merged value; where there are faults, what can be salvaged.
    pub value: Option<T>,
    /// Every fault, with the text in whose bytes it stands.
    pub faults: Vec<(Layer, Fault)>,
    /// The ways to what is not in the value, or only as a stand-in.
    pub missing: Vec<FieldPath>,
    /// What in the written text has no effect. None of it is a fault.
    pub idle: Vec<Fault>,
}

/// Decodes a text over another.
pub fn decode_layers<T: DeserializeOwned>(texts: Texts<'_>, shape: &Shape) -> Reading<T> {
    let mut laid = match Laid::of(texts, shape) {
        Ok(laid) => laid,
        Err(faults) => return Reading { value: None, faults, missing: Vec::new(), idle: Vec::new() },
    };
    let Walked { value, faults: found, missing: _ } = laid.settle::<T>();
    let located = |fault: Fault| {
        let (layer, span) = laid.bounds.place(&fault.span);
        (layer, Fault { span, ..fault })
    };
    laid.faults.extend(found.into_iter().map(located));
    let Laid { tree, controls, faults, idle, .. } = laid;
    if faults.is_empty() {
        // Nothing was refused without a word: a file of which nothing can be made is at fault.
        let faults =
            if value.is_some() { faults } else { vec![(Layer::Written, syntax::refusal(texts.written, None))] };
        return Reading { value, faults, missing: Vec::new(), idle };
    }
    let Walked { value, faults: _, missing } = walk::decode(&tree, &controls, Lacking::Keep);
    Reading { value, faults, missing, idle }
}

/// Where the value (or key) at each place of the merged value stands: in which text, and there.
pub fn locate_layers<T: DeserializeOwned>(
    texts: Texts<'_>,
    shape: &Shape,
    places: &[Place],
) -> Vec<(Layer, Range<usize>)> {
    let Ok(mut laid) = Laid::of(texts, shape) else { return vec![(Layer::Written, 0..0); places.len()] };
    laid.settle::<T>();
    let place = |place: &Place| match place {
        Place::File => (Layer::Written, 0..0),
        Place::Bytes(range) => (Layer::Written, range.clone()),
        Place::Value(path) => laid.bounds.place(&laid.tree.value_span(path)),
        Place::Key(path) => laid.bounds.place(&laid.tree.key_span(path)),
        Place::Words(path, words) => {
            let (layer, span) = laid.bounds.place(&laid.tree.value_span(path));
            let text = if layer == Layer::Imported { texts.imported } else { texts.written };
            (layer, super::words::within(text, span, words))
        }
    };
    places.iter().map(place).collect()
}

/// The merged text, with the layer behind each value.
///
/// # Errors
/// Why a text is none, or has a key twice.
pub fn write_layers<T: DeserializeOwned>(texts: Texts<'_>, shape: &Shape) -> Result<String, Vec<(Layer, Fault)>> {
    let mut laid = Laid::of(texts, shape)?;
    laid.settle::<T>();
    if !laid.faults.is_empty() {
        return Err(laid.faults);
    }
    Ok(write::text(&laid.tree, |span| laid.bounds.place(span).0))
}

/// A text by itself, with its layer behind each value.
///
/// # Errors
/// Why the text is none, or has a key twice.
pub fn write_one(text: &str, layer: Layer) -> Result<String, Vec<(Layer, Fault)>> {
    let texts = match layer {
        Layer::Imported => Texts { imported: text, written: "" },
        Layer::Written => Texts { imported: "", written: text },
    };
    let Laid { tree, bounds, faults, .. } = Laid::of(texts, &shape::PLAIN)?;
    if faults.is_empty() { Ok(write::text(&tree, |span| bounds.place(span).0)) } else { Err(faults) }
}

/// A written tree over an imported one.
struct Laid {
    tree: Tree,
    /// The bytes of control characters.
    controls: Vec<usize>,
    bounds: Bounds,
    faults: Vec<(Layer, Fault)>,
    idle: Vec<Fault>,
    strays: Vec<Stray>,
}

/// Where the two texts lie in bytes counted over both.
struct Bounds {
    imported: Range<usize>,
    written: Range<usize>,
    /// Where the written one begins.
    seam: usize,
}

impl Bounds {
    /// Bytes of one text for bytes counted over both.
    fn place(&self, span: &Range<usize>) -> (Layer, Range<usize>) {
        let within = |whole: &Range<usize>, from: usize| {
            let at = |at: usize| (whole.start + at - from).min(whole.end);
            at(span.start)..at(span.end.max(span.start))
        };
        match span.start >= self.seam {
            true => (Layer::Written, within(&self.written, self.seam)),
            false => (Layer::Imported, within(&self.imported, 0)),
        }
    }
}

impl Laid {
    fn of(texts: Texts<'_>, shape: &Shape) -> Result<Self, Vec<(Layer, Fault)>> {
        let bodies = [Body::of(texts.imported), Body::of(texts.written)];
        let glances = [Glance::at(&bodies[0].text), Glance::at(&bodies[1].text)];
        let mut faults = Vec::new();
        let mut trees = Vec::new();
        for ((body, glance), layer) in bodies.iter().zip(&glances).zip([Layer::Imported, Layer::Written]) {
            let (tree, found) = look(&body.text, glance);
            let whole = |fault: Fault| (layer, Fault { span: body.in_whole(&fault.span), ..fault });
            faults.extend(found.into_iter().map(whole));
            trees.extend(tree);
        }
        let [imported, written] = trees.as_slice() else { return Err(faults) };
        // A byte lies between them, so that the end of the one is not the start of the other.
        let seam = bodies[0].text.len() + 1;
        let Merged { nodes, gaps, idle, strays } = merge(imported, written, seam, shape);
        let bounds = Bounds { imported: bodies[0].within.clone(), written: bodies[1].within.clone(), seam };
        let local = |fault: Fault| Fault { span: bodies[1].in_whole(&fault.span), ..fault };
        let shifted = glances[1].controls.iter().map(|at| at + seam);
        Ok(Self {
            tree: Tree::made(nodes, gaps),
            controls: glances[0].controls.iter().copied().chain(shifted).collect(),
            bounds,
            faults,
            idle: idle.into_iter().map(local).collect(),
            strays,
        })
    }

    /// Decodes the tree, and takes out of it the items that found nothing and cannot stand by themselves.
    fn settle<T: DeserializeOwned>(&mut self) -> Walked<T> {
        let mut walked = walk::decode::<T>(&self.tree, &self.controls, Lacking::LeaveOut);
        let mut gone = Vec::new();
        for Stray { id, message, hint } in std::mem::take(&mut self.strays) {
            let path = self.tree.path(id);
            let lacks = |fault: &Fault| fault.code == Code::MissingKey && fault.path == path;
            let Some(lacking) = walked.faults.iter().find(|fault| lacks(fault)) else { continue };
            let message = format!("{message}, and for one of its own {}{hint}", lacking.message);
            let (_, span) = self.bounds.place(&self.tree.node(id).span);
            let help =
                "what is written here is left out; correct the name, write the keys that are missing, or delete it";
            self.idle.push(Fault {
                code: Code::OverlayWithoutItem,
                span,
                path: path.clone(),
                message,
                help: Some(help.to_owned()),
            });
            walked.faults.retain(|fault| !lacks(fault));
            gone.push(id);
        }
        self.tree.take_out(&gone);
        walked
    }
}

/// The tree of one text, and what is wrong with the text as YAML.
fn look(text: &str, glance: &Glance) -> (Option<Tree>, Vec<Fault>) {
    let tree = match Tree::of(text, glance) {
        Ok(tree) => tree,
        Err(broken) => {
            let mut faults = glance.faults(text, None);
            faults.push(syntax::explain(text, &broken));
            return (None, faults);
        }
    };
    let mut faults = glance.faults(text, Some(&tree));
    if glance.way == Way::Quick
        && let Err(refusal) = serde_yaml::from_str::<IgnoredAny>(text)
    {
        faults.push(syntax::refusal(text, Some(refusal)));
        return (None, faults);
    }
    for mapping in (0..tree.len()).filter(|id| matches!(tree.node(*id).content, Content::Mapping(_))) {
        for (key, first) in tree.repeated(mapping) {
            faults.push(Fault {
                code: Code::DuplicateKey,
                span: tree.node(key).span.clone(),
                path: tree.path(key),
                message: repeated_key(tree.text(key).unwrap_or_default()),
                help: Some(format!("it stands first on line {}", tree.line(first))),
            });
        }
    }
    (Some(tree), faults)
}
