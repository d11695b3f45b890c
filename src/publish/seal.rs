//! Files that carry a checksum, so that what is read is what was written.

use std::io;

use blake3::{Hash, Hasher};
use borsh::{BorshDeserialize, BorshSerialize};

/// So many bytes of a file are put together before they are written.
const PART: usize = 64 * 1024;

/// A file on its way to the disk: a header on a line of its own, values one behind the other, and at its end a checksum over both. It is
/// written in parts.
pub(super) struct Seal {
    hasher: Hasher,
    part: Vec<u8>,
}

impl Seal {
    /// Begins a file with a header.
    pub(super) fn begin(header: &str) -> Self {
        Self { hasher: Hasher::new(), part: format!("{header}\n").into_bytes() }
    }

    /// Adds a value. Gives the next part where there is a whole one.
    pub(super) fn add(&mut self, value: &impl BorshSerialize) -> io::Result<Option<Vec<u8>>> {
        value.serialize(&mut self.part)?;
        Ok((self.part.len() >= PART).then(|| self.next_part()))
    }

    fn next_part(&mut self) -> Vec<u8> {
        self.hasher.update(&self.part);
        std::mem::replace(&mut self.part, Vec::with_capacity(PART + 1024))
    }

    /// The last part.
    pub(super) fn end(mut self) -> Vec<u8> {
        let mut part = self.next_part();
        part.extend(self.hasher.finalize().as_bytes());
        part
    }
}

/// The bytes of a whole file.
#[cfg(any(test, fuzzing))]
pub(super) fn seal(header: &str, values: &[u8]) -> Vec<u8> {
    let mut seal = Seal::begin(header);
    seal.part.extend(values);
    seal.end()
}

/// What stands between the header and the checksum of a file, if it is whole and has this header.
pub(super) fn unseal<'a>(header: &str, bytes: &'a [u8]) -> Option<&'a [u8]> {
    let (sealed, checksum) = bytes.split_last_chunk::<{ blake3::OUT_LEN }>()?;
    if blake3::hash(sealed) != Hash::from_bytes(*checksum) {
        return None;
    }
    sealed.strip_prefix(header.as_bytes())?.strip_prefix(b"\n")
}

/// What is said of paths, in the order in which it is written down.
pub(super) fn by_path<'a, T: 'a>(of: impl Iterator<Item = (&'a str, &'a T)>) -> impl Iterator<Item = (&'a str, &'a T)> {
    let mut sorted: Vec<(&str, &T)> = of.collect();
    sorted.sort_unstable_by_key(|(path, _)| *path);
    sorted.into_iter()
}

/// The values in some bytes, one behind the other; `None` in place of the first that is none, which is the last.
pub(super) fn values<T: BorshDeserialize>(mut bytes: &[u8]) -> impl Iterator<Item = Option<T>> {
    std::iter::from_fn(move || {
        if bytes.is_empty() {
            return None;
        }
        let value = T::deserialize(&mut bytes).ok();
        if value.is_none() {
            bytes = &[];
        }
        Some(value)
    })
}
