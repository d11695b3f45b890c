use std::fs;
use std::path::Path;

use blake3::Hash;

use super::PublishError;
use super::disk::Disk;
use super::seal::unseal;

/// The first line of the file; another number is another format.
const HEADER: &str = "foretask whole 2";

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
        Self::from_bytes(unseal(HEADER, &bytes)?)
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (from, pages): ([u8; 32], u64) = borsh::from_slice(bytes).ok()?;
        Some(Self { from: from.into(), pages: pages.try_into().ok()? })
    }

    pub(super) fn keep(self, path: &Path, disk: &Disk) -> Result<(), PublishError> {
        let value = (self.from.as_bytes(), self.pages as u64);
        disk.replace_by_sealed(path, HEADER, std::iter::once(value))
    }

    /// Takes away what is written at a path, if anything is.
    pub(super) fn forget(path: &Path, disk: &Disk) -> Result<(), PublishError> {
        disk.remove(path)
    }
}
