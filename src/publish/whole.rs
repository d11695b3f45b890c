use std::fs;
use std::path::Path;

use blake3::Hash;

use super::PublishError;
use super::disk::Disk;
use super::seal::unseal;

/// The first line of the file; another number is another format.
const HEADER: &str = "foretask whole 1";

/// From what a whole site was built.
///
/// It is written when the site is live and taken away before the live site is touched, so that it never speaks of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whole {
    /// The digest of all that the site was built from: from the same comes the same site, byte for byte.
    pub from: Hash,
    /// How many pages it has.
    pub pages: usize,
}

impl Whole {
    /// What is written at a path. What is absent, damaged, cannot be read or is of another version says nothing.
    pub(super) fn read(path: &Path) -> Option<Self> {
        let bytes = fs::read(path).ok()?;
        Self::from_lines(unseal(HEADER, &bytes)?)
    }

    pub(super) fn from_lines(lines: &str) -> Option<Self> {
        let (from, pages) = lines.strip_suffix('\n')?.split_once(' ')?;
        Some(Self { from: Hash::from_hex(from).ok()?, pages: pages.parse().ok()? })
    }

    pub(super) fn keep(self, path: &Path, disk: &Disk) -> Result<(), PublishError> {
        let line = format!("{} {}", self.from.to_hex(), self.pages);
        disk.replace_by_sealed(path, HEADER, std::iter::once(line))
    }

    /// Takes away what is written at a path, if anything is.
    pub(super) fn forget(path: &Path, disk: &Disk) -> Result<(), PublishError> {
        disk.remove(path)
    }
}
