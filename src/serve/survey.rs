use std::collections::{BTreeSet, HashMap};
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::parse;
use crate::source;

/// How each file looked when it was last read, so that after a folder came, went or was renamed the files that are others are found.
///
/// The system tells of the files in a folder only from the moment on at which it is asked to watch it; what was written before goes
/// unnoticed.
#[derive(Default)]
pub(super) struct Survey {
    known: HashMap<PathBuf, Stamp>,
}

/// What changes when a file is another.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
    inode: u64,
}

impl Stamp {
    fn of(metadata: &Metadata) -> Self {
        Self { length: metadata.len(), modified: metadata.modified().ok(), inode: inode(metadata) }
    }
}

#[cfg(unix)]
fn inode(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn inode(_: &Metadata) -> u64 {
    0
}

impl Survey {
    /// Remembers how a file looks that is about to be read.
    pub fn note(&mut self, path: &Path) {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_file() => {
                self.known.insert(path.to_owned(), Stamp::of(&metadata));
            }
            _ => {
                self.known.remove(path);
            }
        }
    }

    /// Looks at all files of a site, remembers how they look, and gives those that came, went or look otherwise than before.
    pub fn changes(&mut self, root: &Path) -> BTreeSet<PathBuf> {
        let mut now = HashMap::with_capacity(self.known.len());
        // What cannot be looked at here is named when the site is read.
        for path in source::files(root, &parse::follow(root)) {
            if let Ok(metadata) = fs::metadata(&path)
                && metadata.is_file()
            {
                now.insert(path, Stamp::of(&metadata));
            }
        }
        let before = std::mem::replace(&mut self.known, now);
        let gone = before.keys().filter(|path| !self.known.contains_key(*path));
        let other = self.known.iter().filter(|(path, stamp)| before.get(*path) != Some(stamp)).map(|(path, _)| path);
        gone.chain(other).cloned().collect()
    }
}
