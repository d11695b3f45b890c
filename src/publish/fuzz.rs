//! Ways to the readers of what lies beside an output, for bytes that are made up at random.

use borsh::BorshSerialize;

use super::journal::Journal;
use super::made;
use super::manifest::Manifest;
use super::seal::{seal, unseal};
use super::whole::Whole;

/// The header of a journal.
const JOURNAL: &str = "foretask journal 3";

/// Reads bytes as each of the files beside an output, sealed and as they are. What is believed is written as it was read, and no path of it
/// leads out.
pub fn records(bytes: &[u8]) {
    for header in ["foretask manifest 3", JOURNAL, "foretask whole 2", "foretask made 3"] {
        assert_eq!(unseal(header, &seal(header, bytes)), Some(bytes));
        unseal(header, bytes);
    }
    if let Some(manifest) = Manifest::from_bytes(bytes) {
        assert!(manifest.paths().all(is_inside), "{bytes:?}");
        assert_eq!(Manifest::from_bytes(&joined(manifest.parts())), Some(manifest));
    }
    if let Some(journal) = Journal::from_file(&seal(JOURNAL, bytes)) {
        assert!(journal.paths().all(is_inside), "{bytes:?}");
        assert_eq!(Journal::from_file(&seal(JOURNAL, &joined(journal.parts()))), Some(journal));
    }
    Whole::from_bytes(bytes);
    if let Some(made) = made::from_bytes(bytes) {
        assert_eq!(made::from_bytes(&joined(made::parts(&made))), Some(made));
    }
}

fn joined(values: impl Iterator<Item = impl BorshSerialize>) -> Vec<u8> {
    values.flat_map(|value| borsh::to_vec(&value).expect("memory takes everything")).collect()
}

fn is_inside(path: &str) -> bool {
    !path.starts_with('/') && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}
