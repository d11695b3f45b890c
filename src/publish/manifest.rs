use std::collections::{HashMap, HashSet};
use std::fmt::Write;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use blake3::Hash;

use super::puts::is_safe;
use super::tree::folders_of;

/// The first line of a manifest; another number is another format.
const HEADER: &str = "foretask manifest 1";

/// What a tree holds that Foretask wrote, by path with `/` between its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest(HashMap<String, Entry>);

/// One file as it was when it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// Digest of its bytes.
    pub(super) digest: Hash,
    /// What the file system says of it; differs as soon as somebody edits it.
    pub(super) stamp: Stamp,
}

/// A file's size and time of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    /// In bytes.
    pub(super) size: u64,
    /// Nanoseconds since 1970.
    modified: i128,
}

/// Which folder it is, whatever its name and place: it keeps its identity when it is renamed or exchanged.
///
/// A manifest is named for the identity of its tree, so that after a crash there is no doubt which belongs to which. The
/// time of creation is part of it where there is one, since file systems hand out the number of a removed folder again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Identity {
    number: u64,
    created: i128,
}

impl Manifest {
    pub(super) fn get(&self, path: &str) -> Option<&Entry> {
        self.0.get(path)
    }

    pub(super) fn contains(&self, path: &str) -> bool {
        self.0.contains_key(path)
    }

    pub(super) fn insert(&mut self, path: String, entry: Entry) {
        self.0.insert(path, entry);
    }

    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = (&str, &Entry)> {
        self.0.iter().map(|(path, entry)| (path.as_str(), entry))
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Every folder in which one of the files lies.
    pub(super) fn folders(&self) -> HashSet<&str> {
        let mut folders = HashSet::new();
        for path in self.paths() {
            // Where a folder is known, so are those in which it lies.
            let _ = folders_of(path).find(|folder| !folders.insert(*folder));
        }
        folders
    }

    /// The manifest at a path: absent, damaged (or of another version), or readable.
    pub(super) fn read(path: &Path) -> io::Result<Found> {
        match fs::read(path) {
            Ok(bytes) => Ok(unseal(HEADER, &bytes).and_then(Self::from_lines).map_or(Found::Damaged, Found::Readable)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Found::Absent),
            Err(error) => Err(error),
        }
    }

    /// The text of the file, sorted by path.
    pub(super) fn to_text(&self) -> String {
        seal(HEADER, &self.to_lines())
    }

    /// One line a file: digest, size, time, path.
    pub(super) fn to_lines(&self) -> String {
        let mut sorted: Vec<_> = self.0.iter().collect();
        sorted.sort_unstable_by_key(|(path, _)| *path);
        let mut lines = String::with_capacity(sorted.len() * 128);
        for (path, Entry { digest, stamp: Stamp { size, modified } }) in sorted {
            writeln!(lines, "{} {size} {modified} {path}", digest.to_hex()).expect("writing to a string does not fail");
        }
        lines
    }

    /// What [`to_lines`](Self::to_lines) wrote; nothing where a path leads out of the tree.
    pub(super) fn from_lines(lines: &str) -> Option<Self> {
        lines.lines().map(entry_from_line).collect::<Option<_>>().map(Self)
    }
}

impl FromIterator<(String, Entry)> for Manifest {
    fn from_iter<I: IntoIterator<Item = (String, Entry)>>(entries: I) -> Self {
        Self(entries.into_iter().collect())
    }
}

fn entry_from_line(line: &str) -> Option<(String, Entry)> {
    let mut parts = line.splitn(4, ' ');
    let digest = Hash::from_hex(parts.next()?).ok()?;
    let size = parts.next()?.parse().ok()?;
    let modified = parts.next()?.parse().ok()?;
    let path = parts.next().filter(|path| is_safe(path))?;
    Some((path.to_owned(), Entry { digest, stamp: Stamp { size, modified } }))
}

/// What stands where a manifest is looked for.
pub(super) enum Found {
    /// Nothing.
    Absent,
    /// Something that this version did not write, or did not write like this.
    Damaged,
    /// A manifest.
    Readable(Manifest),
}

impl Stamp {
    pub(super) fn of(meta: &Metadata) -> Self {
        Self { size: meta.len(), modified: meta.modified().map_or(0, nanoseconds) }
    }

    /// The stamp of the regular file at a path, if there is one.
    pub(super) fn at(path: &Path) -> Option<Self> {
        fs::symlink_metadata(path).ok().filter(Metadata::is_file).map(|meta| Self::of(&meta))
    }
}

impl Identity {
    pub(super) fn of(meta: &Metadata) -> Self {
        #[cfg(unix)]
        let number = std::os::unix::fs::MetadataExt::ino(meta);
        #[cfg(not(unix))]
        let number = 0;
        Self { number, created: meta.created().map_or(0, nanoseconds) }
    }

    /// The manifest of this tree in the work folder.
    pub(super) fn manifest_in(self, work: &Path) -> PathBuf {
        work.join(format!("tree-{}-{}.manifest", self.number, self.created))
    }
}

/// Whether a file of the work folder has the name of a manifest.
pub(super) fn is_manifest_name(name: &str) -> bool {
    name.starts_with("tree-") && name.ends_with(".manifest")
}

fn nanoseconds(time: std::time::SystemTime) -> i128 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => after.as_nanos().cast_signed(),
        Err(before) => -before.duration().as_nanos().cast_signed(),
    }
}

/// A text with its header and, at its end, a checksum over both.
pub(super) fn seal(header: &str, lines: &str) -> String {
    let mut text = format!("{header}\n{lines}");
    let checksum = blake3::hash(text.as_bytes());
    writeln!(text, "checksum {}", checksum.to_hex()).expect("writing to a string does not fail");
    text
}

/// The lines of a sealed text, if it is whole and has this header.
pub(super) fn unseal<'a>(header: &str, bytes: &'a [u8]) -> Option<&'a str> {
    let text = std::str::from_utf8(bytes).ok()?;
    let (sealed, checksum) = text.strip_suffix('\n')?.rsplit_once("checksum ")?;
    if blake3::hash(sealed.as_bytes()) != Hash::from_hex(checksum).ok()? {
        return None;
    }
    sealed.strip_prefix(header)?.strip_prefix('\n')
}
