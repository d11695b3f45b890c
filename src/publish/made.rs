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
const HEADER: &str = "foretask made 2";

/// What files that are dear to make were made from, by path: so that one whose inputs are the same is not made again.
///
/// It is never believed by itself: it says which bytes a file had, and the file counts only while it has them.
#[derive(Default)]
pub(super) struct Made {
    before: HashMap<String, Making>,
    now: Mutex<HashMap<String, Making>>,
}

/// From what a file was made, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Making {
    /// The digest of all that it is made from.
    pub(super) from: Hash,
    /// The digest of its bytes.
    pub(super) bytes: Hash,
    /// What was seen while it was made, where that decides from what it was made. One word.
    pub(super) seen: Option<Box<str>>,
}

impl Made {
    /// What the build before wrote down at a path. What is absent, damaged, cannot be read or is of another version says nothing.
    pub(super) fn read(path: &Path) -> Self {
        let lines = fs::read(path).ok();
        let before = lines.and_then(|bytes| unseal(HEADER, &bytes).and_then(from_lines)).unwrap_or_default();
        Self { before, now: Mutex::default() }
    }

    /// How a file was made before.
    pub(super) fn before(&self, path: &str) -> Option<&Making> {
        self.before.get(path)
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

/// What stands for what was seen where nothing had to be.
const UNSEEN: &str = "-";

/// One line a file, sorted by path: from what it was made, what came of it, what was seen, its path.
pub(super) fn to_lines(made: &HashMap<String, Making>) -> String {
    let mut sorted: Vec<_> = made.iter().collect();
    sorted.sort_unstable_by_key(|(path, _)| *path);
    let mut lines = String::with_capacity(sorted.len() * 256);
    for (path, Making { from, bytes, seen }) in sorted {
        let seen = seen.as_deref().unwrap_or(UNSEEN);
        writeln!(lines, "{} {} {seen} {path}", from.to_hex(), bytes.to_hex())
            .expect("writing to a string does not fail");
    }
    lines
}

pub(super) fn from_lines(lines: &str) -> Option<HashMap<String, Making>> {
    lines
        .lines()
        .map(|line| {
            let mut parts = line.splitn(4, ' ');
            let from = Hash::from_hex(parts.next()?).ok()?;
            let bytes = Hash::from_hex(parts.next()?).ok()?;
            let seen = parts.next().filter(|seen| *seen != UNSEEN).map(Box::from);
            let path = parts.next().filter(|path| is_safe(path))?;
            Some((path.to_owned(), Making { from, bytes, seen }))
        })
        .collect()
}
