//! Ways to the readers of what lies beside an output, for texts that are made up at random.

use std::fmt::Display;

use super::journal::Journal;
use super::made;
use super::manifest::Manifest;
use super::seal::{seal, unseal};
use super::whole::Whole;

/// Reads a text as each of the files beside an output, sealed and as it is. What is believed is written as it was read, and no path of it
/// leads out.
pub fn records(text: &str) {
    for header in ["foretask manifest 2", "foretask journal 2", "foretask whole 1", "foretask made 2"] {
        assert_eq!(unseal(header, seal(header, text).as_bytes()), Some(text));
        unseal(header, text.as_bytes());
    }
    if let Some(manifest) = Manifest::from_lines(text) {
        assert!(manifest.paths().all(is_inside), "{text:?}");
        assert_eq!(Manifest::from_lines(&joined(manifest.lines())), Some(manifest));
    }
    if let Some(journal) = Journal::from_text(seal("foretask journal 2", text).as_bytes()) {
        assert!(journal.paths().all(is_inside), "{text:?}");
        assert_eq!(Journal::from_text(seal("foretask journal 2", &joined(journal.lines())).as_bytes()), Some(journal));
    }
    Whole::from_lines(text);
    if let Some(made) = made::from_lines(text) {
        assert_eq!(made::from_lines(&joined(made::lines(&made))), Some(made));
    }
}

fn joined(lines: impl Iterator<Item = impl Display>) -> String {
    lines.map(|line| format!("{line}\n")).collect()
}

fn is_inside(path: &str) -> bool {
    !path.starts_with('/') && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}
