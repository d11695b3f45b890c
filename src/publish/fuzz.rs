//! Ways to the readers of what lies beside an output, for texts that are made up at random.

use super::journal::Journal;
use super::made;
use super::manifest::{Manifest, seal, unseal};
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
        assert_eq!(Manifest::from_lines(&manifest.to_lines()), Some(manifest));
    }
    if let Some(journal) = Journal::from_text(seal("foretask journal 2", text).as_bytes()) {
        assert!(journal.paths().all(is_inside), "{text:?}");
        assert_eq!(Journal::from_text(journal.to_text().as_bytes()), Some(journal));
    }
    Whole::from_lines(text);
    if let Some(made) = made::from_lines(text) {
        assert_eq!(made::from_lines(&made::to_lines(&made)), Some(made));
    }
}

fn is_inside(path: &str) -> bool {
    !path.starts_with('/') && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}
