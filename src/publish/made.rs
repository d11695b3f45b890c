use std::collections::HashMap;
use std::fmt::Write;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use blake3::Hash;

use super::disk::Disk;
use super::manifest::{seal, unseal};
use super::puts::is_safe;

/// The first line of the file; another number is another format.
const HEADER: &str = "foretask made 1";

/// What files that are dear to make were made from, by path: so that one whose inputs are the same is not made again.
///
/// It is never believed by itself: it says which bytes a file had, and the file counts only while it has them.
#[derive(Default)]
pub(super) struct Made {
    before: HashMap<String, Making>,
    now: Mutex<HashMap<String, Making>>,
}

/// From what a file was made, and what came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Making {
    /// The digest of all that it is made from.
    pub(super) from: Hash,
    /// The digest of its bytes.
    pub(super) bytes: Hash,
}

impl Made {
    /// What the build before wrote down at a path. What is absent, damaged, cannot be read or is of another version says nothing.
    pub(super) fn read(path: &Path) -> Self {
        let lines = fs::read(path).ok();
        let before = lines.and_then(|bytes| unseal(HEADER, &bytes).and_then(from_lines)).unwrap_or_default();
        Self { before, now: Mutex::default() }
    }

    /// The digest of the bytes that a file had when it was made from these inputs.
    pub(super) fn bytes(&self, path: &str, from: Hash) -> Option<Hash> {
        self.before.get(path).filter(|making| making.from == from).map(|making| making.bytes)
    }

    /// Notes a file of this build.
    pub(super) fn note(&self, path: &str, making: Making) {
        self.now.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), making);
    }

    /// Writes down what this build noted, and nothing of what the builds before did. Where there is nothing to say there is no file.
    pub(super) fn keep(self, path: &Path, disk: &Disk) -> Result<(), super::PublishError> {
        let now = self.now.into_inner().unwrap_or_else(PoisonError::into_inner);
        if now == self.before && (path.exists() || now.is_empty()) {
            return Ok(());
        }
        if now.is_empty() {
            return match fs::remove_file(path) {
                Err(error) if error.kind() != ErrorKind::NotFound => Err(disk.error("remove", path, error)),
                _ => Ok(()),
            };
        }
        disk.replace_file(path, seal(HEADER, &to_lines(&now)).as_bytes())
    }
}

/// One line a file, sorted by path: from what it was made, what came of it, its path.
pub(super) fn to_lines(made: &HashMap<String, Making>) -> String {
    let mut sorted: Vec<_> = made.iter().collect();
    sorted.sort_unstable_by_key(|(path, _)| *path);
    let mut lines = String::with_capacity(sorted.len() * 176);
    for (path, Making { from, bytes }) in sorted {
        writeln!(lines, "{} {} {path}", from.to_hex(), bytes.to_hex()).expect("writing to a string does not fail");
    }
    lines
}

pub(super) fn from_lines(lines: &str) -> Option<HashMap<String, Making>> {
    lines
        .lines()
        .map(|line| {
            let mut parts = line.splitn(3, ' ');
            let from = Hash::from_hex(parts.next()?).ok()?;
            let bytes = Hash::from_hex(parts.next()?).ok()?;
            let path = parts.next().filter(|path| is_safe(path))?;
            Some((path.to_owned(), Making { from, bytes }))
        })
        .collect()
}
