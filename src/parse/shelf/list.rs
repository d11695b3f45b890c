//! The list with which the file of a shelf ends: of its records, so that they need not be looked for, and of what is noted besides.

use std::fs::File;
use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use borsh::{BorshDeserialize, BorshSerialize};

use super::Key;
use super::store::{HEAD, Slot, at};

/// What the end of a list begins with.
const MARK: [u8; 4] = *b"list";
/// The length of the end of a list: the mark, where the list begins, and the digest of both and of the list.
const END: usize = MARK.len() + 8 + 32;

/// What stands in a list.
#[derive(Debug, Default, BorshSerialize, BorshDeserialize)]
pub(super) struct List {
    /// Where the record under each key stands.
    pub records: Sorted<Slot>,
    /// What is noted under a key, a digest like the key itself.
    pub notes: Sorted<Key>,
}

impl List {
    /// Writes it into a file from a place on. Gives where it ends.
    pub fn write(&self, file: &File, begin: u64) -> io::Result<u64> {
        let mut list = Writing { file, at: begin, digest: hasher(begin) };
        let mut out = io::BufWriter::with_capacity(64 * 1024, &mut list);
        self.serialize(&mut out)?;
        out.flush()?;
        drop(out);
        let digest = list.digest.finalize();
        let end = [MARK.as_slice(), &begin.to_le_bytes(), digest.as_bytes()].concat();
        at::write(file, &end, list.at)?;
        Ok(list.at + end.len() as u64)
    }

    /// The list with which a file ends, and where it begins. `None` where there is none, or none as it was written.
    pub fn read(file: &File, length: u64) -> io::Result<Option<(Self, u64)>> {
        let Some(ended) = length.checked_sub(END as u64).filter(|ended| *ended >= HEAD.len() as u64) else {
            return Ok(None);
        };
        let mut end = [0; END];
        at::read(file, &mut end, ended)?;
        let (mark, rest) = end.split_at(MARK.len());
        let (begin, said) = rest.split_first_chunk().expect("it holds a place");
        let begin = u64::from_le_bytes(*begin);
        let Some(size) = ended.checked_sub(begin).filter(|_| mark == MARK) else { return Ok(None) };
        let mut list = vec![0; usize::try_from(size).map_err(io::Error::other)?];
        at::read(file, &mut list, begin)?;
        if hasher(begin).update(&list).finalize().as_bytes() != said {
            return Ok(None);
        }
        Ok(borsh::from_slice(&list).ok().map(|list| (list, begin)))
    }
}

/// What a list at a place is digested with.
fn hasher(begin: u64) -> blake3::Hasher {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&MARK).update(&begin.to_le_bytes());
    hasher
}

/// A list on its way into a file, part by part.
struct Writing<'a> {
    file: &'a File,
    at: u64,
    digest: blake3::Hasher,
}

impl Write for Writing<'_> {
    fn write(&mut self, part: &[u8]) -> io::Result<usize> {
        at::write(self.file, part, self.at)?;
        self.digest.update(part);
        self.at += part.len() as u64;
        Ok(part.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Something under each of many keys.
#[derive(Debug)]
pub(super) struct Sorted<T> {
    entries: Vec<(Key, T)>,
    /// Which of them are in use, at the same positions.
    used: Vec<AtomicBool>,
}

impl<T: Copy> Sorted<T> {
    /// Of two entries under one key, the later counts.
    pub fn of(mut entries: Vec<(Key, T)>) -> Self {
        entries.reverse();
        entries.sort_by_key(|(key, _)| *key);
        entries.dedup_by_key(|(key, _)| *key);
        let used = std::iter::repeat_with(AtomicBool::default).take(entries.len()).collect();
        Self { entries, used }
    }

    /// What stands under a key, which is in use from now on.
    pub fn find(&self, key: &Key) -> Option<T> {
        let at = self.entries.binary_search_by(|(known, _)| known.cmp(key)).ok()?;
        self.used[at].store(true, Ordering::Relaxed);
        Some(self.entries[at].1)
    }

    /// All of it.
    pub fn iter(&self) -> impl Iterator<Item = (Key, T)> {
        self.entries.iter().copied()
    }

    /// What is in use.
    pub fn used(&self) -> impl Iterator<Item = (Key, T)> {
        self.iter().zip(&self.used).filter(|(_, used)| used.load(Ordering::Relaxed)).map(|(entry, _)| entry)
    }
}

impl<T> Default for Sorted<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), used: Vec::new() }
    }
}

impl<T: BorshSerialize> BorshSerialize for Sorted<T> {
    fn serialize<W: io::Write>(&self, writer: &mut W) -> io::Result<()> {
        self.entries.serialize(writer)
    }
}

impl<T: BorshDeserialize + Copy> BorshDeserialize for Sorted<T> {
    fn deserialize_reader<R: io::Read>(reader: &mut R) -> io::Result<Self> {
        Vec::deserialize_reader(reader).map(Self::of)
    }
}
