//! How each kind of key merges, in which file a fault stands, and that a merged report is what it would be if it stood in one file.

mod faults;
mod keys;
mod schema;
mod sources;
mod whole;

use super::{Layered, Merged, merge};
use crate::diagnostic::{Diagnostic, Place, sort};
use crate::model::occupation::OccupationDraft;
use crate::parse::yaml::{Texts, write_layers};

const FILE: &str = "content/occupations/smith.yaml";

/// The required keys of a report.
const HEAD: &str = "title: Smith\nsummary: Forges.\nindustry: trades\n";

/// The merged text of two without its layers.
fn laid<T: Layered>(imported: &str, written: &str) -> String {
    let text = write_layers::<T>(Texts { imported, written }, T::SHAPE).expect("the texts are YAML");
    text.lines().map(|line| format!("{}\n", line.split("  # ").next().unwrap_or_default())).collect()
}

/// What lies below the required keys of a report after something was laid over it.
fn merged(imported: &str, written: &str) -> String {
    let whole = laid::<OccupationDraft>(&format!("{HEAD}{imported}"), written);
    whole.strip_prefix(HEAD).unwrap_or_else(|| panic!("the report begins with\n{whole}")).to_owned()
}

fn result(imported: &str, written: &str) -> Merged<OccupationDraft> {
    merge(FILE, Texts { imported, written })
}

/// The faults of two texts below the required keys: the file, the marked bytes, the code and the message.
fn faults(imported: &str, written: &str) -> Vec<String> {
    said(imported, written, |merged| merged.diagnostics)
}

/// What in the written text has no effect.
fn idle(imported: &str, written: &str) -> Vec<String> {
    let found = result(&format!("{HEAD}{imported}"), written);
    assert!(found.diagnostics.is_empty(), "{:?}", found.diagnostics);
    said(imported, written, |merged| merged.idle)
}

fn said(imported: &str, written: &str, which: fn(Merged<OccupationDraft>) -> Vec<Diagnostic>) -> Vec<String> {
    let imported = format!("{HEAD}{imported}");
    let mut found = which(result(&imported, written));
    sort(&mut found);
    let line = |fault: Diagnostic| {
        let Place::Bytes(range) = fault.place else { panic!("{fault:?} has no bytes") };
        let (layer, text) = if fault.file == FILE { ("written", written) } else { ("imported", imported.as_str()) };
        format!("{layer} `{}` {}: {}", &text[range], fault.code, fault.message)
    };
    found.into_iter().map(line).collect()
}
