//! What a person wrote over what was imported: how each key of a report and of a table merges, and the reports and tables that come of it.
//!
//! With `draft`, the only place that knows of two layers; a merged report is one draft, as if it stood in one file.

#[cfg(test)]
mod tests;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::yaml::{self, Cites, Identity, Lie, Long, Reading, Shape, Texts};
use crate::diagnostic::{Diagnostic, FieldPath, Place};
use crate::model::occupation::{Defaults, OccupationDraft};
use crate::model::registry::{IndustryEntry, SourceEntry, ToolEntry};
use crate::model::{Date, Reference, Slug, Table};
use crate::source::{FileKind, Layer, Layers, Listing, ReadError};

/// What can stand in both layers.
pub(super) trait Layered: DeserializeOwned {
    /// How its keys merge.
    const SHAPE: &'static Shape;

    /// Faults of the written text in what has no place in the merged value.
    fn left_out(_written: &str) -> Vec<yaml::Fault> {
        Vec::new()
    }
}

impl Layered for OccupationDraft {
    const SHAPE: &'static Shape = &REPORT;

    fn left_out(written: &str) -> Vec<yaml::Fault> {
        /// What a written file says of its sources, which is said again where its values stand.
        #[derive(Deserialize)]
        #[expect(dead_code, reason = "only what is wrong with it is asked for")]
        struct Sources {
            source: Option<Reference>,
            as_of: Option<Date>,
            defaults: Option<Defaults>,
        }
        yaml::decode::<Sources>(written).err().unwrap_or_default()
    }
}

impl Layered for Table<IndustryEntry> {
    const SHAPE: &'static Shape = &TABLE;
}

impl Layered for Table<ToolEntry> {
    const SHAPE: &'static Shape = &TABLE;
}

impl Layered for Table<SourceEntry> {
    const SHAPE: &'static Shape = &TABLE;
}

/// A table of tools, industries or sources: entry by entry, and of each key by key.
const TABLE: Shape = Shape { cites: Cites::Table, keys: &[], words: &[], rivals: &[] };

/// A report. Every key whose value names its own source stands here; a test holds the list to the schema.
const REPORT: Shape = Shape {
    cites: Cites::InDefaults,
    keys: &[
        ("codes", Lie::Items(&BY_CODE, &BARE)),
        ("risk", Lie::Mapping(&RISK)),
        ("tasks", Lie::Items(&BY_ID, &TASK)),
        ("skills", Lie::Items(&BY_NAME, &SKILL)),
        ("technologies", Lie::Items(&BY_TOOL, &TECHNOLOGY)),
        ("learn", Lie::Items(&BY_TOOL, &ADVICE)),
        ("paths", Lie::Items(&BY_END, &PATH)),
        ("roadmap", Lie::Whole(&ITEM)),
        ("certifications", Lie::Whole(&ITEM)),
        ("preparation", Lie::Mapping(&PREPARATION)),
        ("pay", Lie::Mapping(&PAY)),
        ("demand", Lie::Mapping(&DEMAND)),
        ("timeline", Lie::Whole(&ITEM)),
    ],
    words: &[],
    rivals: &[],
};

const BY_ID: Identity = Identity { keys: &["id"], otherwise: Some(("name", id_of)), choice: None };
const BY_SOURCE: Identity = by(&["source"]);
const BY_NAME: Identity = Identity { choice: Some(("kind", "skill")), ..by(&["name"]) };
const BY_TOOL: Identity = by(&["tool"]);
const BY_END: Identity = by(&["to"]);
const BY_CODE: Identity = by(&["scheme", "code"]);

const fn by(keys: &'static [&'static str]) -> Identity {
    Identity { keys, otherwise: None, choice: None }
}

/// The id that a task has by its name.
fn id_of(name: &str) -> Option<String> {
    Slug::from_title(name).map(|slug| slug.to_string())
}

const BARE: Shape = Shape { cites: Cites::Outside, keys: &[], words: &[], rivals: &[] };
const ITEM: Shape = Shape { cites: Cites::Here, keys: &[], words: &[], rivals: &[] };

const FIGURE: Lie = Lie::Figure(&Long { values: &["value"], short: Some("value") });
const HORIZON: Lie = Lie::Figure(&Long { values: &["years", "value", "before"], short: Some("years") });
const WAGE: Lie = Lie::Figure(&Long { values: &["value", "at_least"], short: Some("value") });
const PROSE: Lie = Lie::Figure(&Long { values: &["text"], short: Some("text") });
const RANGE: Lie = Lie::Figure(&Long { values: &["from", "to"], short: None });

const RISK: Shape = Shape {
    keys: &[
        ("assessments", Lie::Items(&BY_SOURCE, &BARE)),
        ("window", HORIZON),
        ("outlook", PROSE),
        ("verdict", PROSE),
    ],
    ..ITEM
};

const TASK: Shape = Shape {
    keys: &[
        ("importance", FIGURE),
        ("relevance", FIGURE),
        ("label", FIGURE),
        ("exposure", FIGURE),
        ("share", FIGURE),
        ("horizon", HORIZON),
    ],
    words: &["level"],
    rivals: &[["exposure", "level"]],
    ..ITEM
};

const SKILL: Shape = Shape { keys: &[("importance", FIGURE), ("level", FIGURE), ("resilience", FIGURE)], ..ITEM };

const TECHNOLOGY: Shape = Shape { words: &["use", "hot", "in_demand"], ..ITEM };

const ADVICE: Shape = Shape { words: &["why"], ..ITEM };

const PATH: Shape = Shape { keys: &[("match", FIGURE)], words: &["difficulty", "label", "score", "why"], ..ITEM };

const PREPARATION: Shape =
    Shape { keys: &[("job_zone", FIGURE)], words: &["experience", "education", "training"], ..ITEM };

const PAY: Shape = Shape {
    keys: &[("percentiles", Lie::Mapping(&PERCENTILES)), ("premium", RANGE), ("levels", Lie::Whole(&ITEM))],
    ..ITEM
};

const PERCENTILES: Shape =
    Shape { keys: &[("p10", WAGE), ("p25", WAGE), ("p50", WAGE), ("p75", WAGE), ("p90", WAGE)], ..BARE };

const DEMAND: Shape =
    Shape { keys: &[("employment", FIGURE), ("growth", FIGURE), ("openings", FIGURE)], words: &["trend"], ..ITEM };

/// What two texts say together, and what is wrong with them, with places in bytes.
pub(super) struct Merged<T> {
    pub value: Option<T>,
    pub diagnostics: Vec<Diagnostic>,
    /// What could be better: written things that have no effect.
    pub idle: Vec<Diagnostic>,
    pub missing: Vec<FieldPath>,
}

/// Lays a written text over an imported one. `file` is the path of the written one.
pub(super) fn merge<T: Layered>(file: &str, texts: Texts<'_>) -> Merged<T> {
    let Reading { value, mut faults, missing, idle } = yaml::decode_layers::<T>(texts, T::SHAPE);
    if value.is_some() {
        faults.extend(T::left_out(texts.written).into_iter().map(|fault| (Layer::Written, fault)));
    }
    Merged {
        value,
        diagnostics: faults.into_iter().map(|fault| diagnostic(file, fault)).collect(),
        idle: idle.into_iter().map(|fault| diagnostic(file, (Layer::Written, fault))).collect(),
        missing,
    }
}

/// What the files of a report say together, as YAML with the layer behind each value. `None` where there is no such report.
///
/// # Errors
/// The outer when a file cannot be read; the inner, diagnostics, when one is not YAML or has a key twice.
pub fn layers(listing: &Listing, slug: &str) -> Result<Option<Result<String, Vec<Diagnostic>>>, ReadError> {
    let is_meant = |kind: &FileKind| matches!(kind, FileKind::Occupation(of) if of.as_str() == slug);
    let Some(file) = listing.layered().find(|file| is_meant(file.kind)) else { return Ok(None) };
    let place = file.place();
    let mut texts = [String::new(), String::new()];
    let mut heads = String::new();
    for ((path, layer), text) in
        [(file.imported, Layer::Imported), (file.written, Layer::Written)].into_iter().zip(&mut texts)
    {
        let Some(path) = path else { continue };
        heads.push_str(&format!("# {}: {path}\n", layer.as_str()));
        *text = match listing.read_text(path)? {
            Ok(text) => text,
            Err(diagnostic) => return Ok(Some(Err(vec![diagnostic]))),
        };
    }
    let [imported, written] = &texts;
    let merged = match file.layers() {
        Layers::Both => yaml::write_layers::<OccupationDraft>(Texts { imported, written }, OccupationDraft::SHAPE),
        Layers::Imported => yaml::write_one(imported, Layer::Imported),
        Layers::Written => yaml::write_one(written, Layer::Written),
    };
    Ok(Some(match merged {
        Ok(text) => Ok(format!("{heads}{text}")),
        Err(faults) => Err(faults.into_iter().map(|fault| diagnostic(&place, fault)).collect()),
    }))
}

fn diagnostic(file: &str, (layer, fault): (Layer, yaml::Fault)) -> Diagnostic {
    let yaml::Fault { code, span, path: _, message, help } = fault;
    Diagnostic { code, file: layer.path(file), place: Place::Bytes(span), message, help }
}

/// Where places of something of two texts stand.
pub(super) fn locate(kind: &FileKind, texts: Texts<'_>, places: &[Place]) -> Vec<(Layer, std::ops::Range<usize>)> {
    match kind {
        FileKind::Occupation(_) => locate_in::<OccupationDraft>(texts, places),
        FileKind::Industries => locate_in::<Table<IndustryEntry>>(texts, places),
        FileKind::Tools => locate_in::<Table<ToolEntry>>(texts, places),
        FileKind::Sources => locate_in::<Table<SourceEntry>>(texts, places),
        FileKind::Site | FileKind::Analysis(_) | FileKind::Article(_) | FileKind::Page(_) => {
            unreachable!("only reports and tables are imported")
        }
    }
}

fn locate_in<T: Layered>(texts: Texts<'_>, places: &[Place]) -> Vec<(Layer, std::ops::Range<usize>)> {
    yaml::locate_layers::<T>(texts, T::SHAPE, places)
}
