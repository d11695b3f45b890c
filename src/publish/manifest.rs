use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use blake3::Hash;
use borsh::{BorshDeserialize, BorshSerialize};
use hashbrown::{HashMap, HashSet};

use super::PublishError;
use super::disk::Disk;
use super::puts::{Puts, is_safe};
use super::seal::{by_path, unseal, values};
use super::tree::{file_at, folders_of};
use crate::source;

/// The first line of a manifest; another number is another format.
const HEADER: &str = "foretask manifest 3";

/// About how many bytes a file takes.
const FILE: usize = 110;

/// What a tree holds that Foretask wrote, by path with `/` between its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    files: HashMap<Arc<str>, Entry>,
    /// Folders that held these files and their folders and nothing else when the manifest was written, and rested then: while one has its
    /// stamp, it does so still.
    folders: HashMap<Box<str>, FolderStamp>,
}

/// One file as it was when it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// Digest of its bytes.
    pub(super) digest: Hash,
    /// What the file system says of it; differs as soon as somebody edits it.
    pub(super) stamp: Stamp,
    /// The file's number in the file system: two names with one number are of one file. 0 where the system does not tell.
    pub(super) number: u64,
}

/// What the file system says of a folder: differs as soon as something in it comes, goes or gets another name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub(super) struct FolderStamp {
    number: u64,
    /// Nanoseconds since 1970.
    changed: i64,
}

/// A file's size and time of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    /// In bytes.
    pub(super) size: u64,
    /// Nanoseconds since 1970.
    modified: i64,
}

/// Which folder it is, whatever its name and place: it keeps its identity when it is renamed or exchanged.
///
/// A manifest is named for the identity of its tree, so that after a crash there is no doubt which belongs to which. The
/// time of creation is part of it where there is one, since file systems hand out the number of a removed folder again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Identity {
    number: u64,
    created: i64,
}

impl Manifest {
    pub(super) fn get(&self, path: &str) -> Option<&Entry> {
        self.files.get(path)
    }

    pub(super) fn contains(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// The path as it stands here, to be shared.
    pub(super) fn name(&self, path: &str) -> Option<&Arc<str>> {
        self.files.get_key_value(path).map(|(path, _)| path)
    }

    pub(super) fn insert(&mut self, path: Arc<str>, entry: Entry) {
        self.files.insert(path, entry);
    }

    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(|path| &**path)
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = (&str, &Entry)> {
        self.files.iter().map(|(path, entry)| (&**path, entry))
    }

    pub(super) fn len(&self) -> usize {
        self.files.len()
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

    /// The folders of which it is known how they looked when they held nothing but ours.
    pub(super) fn stamps(&self) -> &HashMap<Box<str>, FolderStamp> {
        &self.folders
    }

    /// Says of folders how they look while they hold nothing but ours.
    pub(super) fn set_stamps(&mut self, folders: HashMap<Box<str>, FolderStamp>) {
        self.folders = folders;
    }

    /// Whether the files are the same, whatever is known of the folders.
    pub(super) fn has_files_of(&self, other: &Self) -> bool {
        self.files == other.files
    }

    /// The manifest at a path: absent, damaged (or of another version), or readable.
    pub(super) fn read(path: &Path) -> io::Result<Found> {
        match fs::read(path) {
            Ok(bytes) => Ok(unseal(HEADER, &bytes).and_then(Self::from_bytes).map_or(Found::Damaged, Found::Readable)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Found::Absent),
            Err(error) => Err(error),
        }
    }

    /// Writes it down at a path.
    pub(super) fn keep(&self, path: &Path, disk: &Disk) -> Result<(), PublishError> {
        disk.replace_by_sealed(path, HEADER, self.parts())
    }

    /// Writes down at a path what a tree holds that has all of the new site, and how its folders look.
    pub(super) fn keep_of(
        puts: &Puts,
        folders: &HashMap<Box<str>, FolderStamp>,
        path: &Path,
        disk: &Disk,
    ) -> Result<(), PublishError> {
        disk.replace_by_sealed(path, HEADER, parts(puts.entries(), folders))
    }

    /// What it says of each file and each folder, sorted by path.
    pub(super) fn parts(&self) -> impl Iterator<Item = Part<&str>> {
        parts(self.entries(), &self.folders)
    }

    /// What [`parts`](Self::parts) gave, as bytes; nothing where a path leads out of the tree.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut manifest = Self::default();
        manifest.files.reserve(bytes.len() / FILE);
        for part in values(bytes) {
            manifest.add(part?)?;
        }
        Some(manifest)
    }

    /// Adds what is said of a file or folder; nothing where the path leads out of the tree.
    pub(super) fn add(&mut self, part: Part<Arc<str>>) -> Option<()> {
        match part {
            Part::File(path, entry) if is_safe(&path) => _ = self.files.insert(path, entry),
            Part::Folder(path, stamp) if is_safe(&path) => _ = self.folders.insert((*path).into(), stamp),
            Part::File(..) | Part::Folder(..) => return None,
        }
        Some(())
    }
}

/// What a manifest says of files and folders, each sorted by path.
fn parts<'a>(
    files: impl Iterator<Item = (&'a str, &'a Entry)>,
    folders: &'a HashMap<Box<str>, FolderStamp>,
) -> impl Iterator<Item = Part<&'a str>> {
    let folders = by_path(folders.iter().map(|(path, stamp)| (&**path, stamp)));
    by_path(files)
        .map(|(path, entry)| Part::File(path, *entry))
        .chain(folders.map(|(path, stamp)| Part::Folder(path, *stamp)))
}

/// What a manifest says of a file or of a folder.
#[derive(BorshSerialize, BorshDeserialize)]
pub(super) enum Part<P> {
    File(P, Entry),
    Folder(P, FolderStamp),
}

impl FromIterator<(Arc<str>, Entry)> for Manifest {
    fn from_iter<I: IntoIterator<Item = (Arc<str>, Entry)>>(entries: I) -> Self {
        Self { files: entries.into_iter().collect(), folders: HashMap::new() }
    }
}

impl BorshSerialize for Entry {
    fn serialize<W: io::Write>(&self, writer: &mut W) -> io::Result<()> {
        let Self { digest, stamp: Stamp { size, modified }, number } = self;
        (digest.as_bytes(), size, modified, number).serialize(writer)
    }
}

impl BorshDeserialize for Entry {
    fn deserialize_reader<R: io::Read>(reader: &mut R) -> io::Result<Self> {
        let (digest, size, modified, number): ([u8; 32], _, _, _) = BorshDeserialize::deserialize_reader(reader)?;
        Ok(Self { digest: digest.into(), stamp: Stamp { size, modified }, number })
    }
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

impl Entry {
    /// A file with bytes of this digest, of which the file system says this.
    pub(super) fn of(digest: Hash, meta: &Metadata) -> Self {
        Self { digest, stamp: Stamp::of(meta), number: number(meta) }
    }

    /// Whether both are known to be of one file.
    pub(super) fn is_of_same_file(&self, other: &Self) -> bool {
        self.number != 0 && self.number == other.number
    }
}

impl FolderStamp {
    /// What is said of a folder. `None` of something else, or where the system does not tell enough.
    pub(super) fn of(meta: &Metadata) -> Option<Self> {
        let stamp = || Some(Self { number: number(meta), changed: nanoseconds(source::changed(meta)?) });
        if meta.is_dir() { stamp() } else { None }
    }

    /// The stamp of the folder at a path, if it would have another by a change from `now` on.
    pub(super) fn at_rest(path: &Path, now: SystemTime) -> Option<Self> {
        let meta = fs::symlink_metadata(path).ok()?;
        let is_settled = source::changed(&meta).is_some_and(|changed| source::is_settled(changed, now));
        if is_settled { Self::of(&meta) } else { None }
    }
}

impl Stamp {
    pub(super) fn of(meta: &Metadata) -> Self {
        Self { size: meta.len(), modified: meta.modified().map_or(0, nanoseconds) }
    }

    /// The stamp of the regular file at a path, if there is one.
    pub(super) fn at(path: &Path) -> Option<Self> {
        file_at(path).map(|meta| Self::of(&meta))
    }
}

impl Identity {
    pub(super) fn of(meta: &Metadata) -> Self {
        Self { number: number(meta), created: meta.created().map_or(0, nanoseconds) }
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

/// The number of a file or folder in its file system, or 0 where the system does not tell.
fn number(meta: &Metadata) -> u64 {
    #[cfg(unix)]
    return std::os::unix::fs::MetadataExt::ino(meta);
    #[cfg(not(unix))]
    {
        let _ = meta;
        0
    }
}

fn nanoseconds(time: SystemTime) -> i64 {
    let nanoseconds = match time.duration_since(UNIX_EPOCH) {
        Ok(after) => after.as_nanos().cast_signed(),
        Err(before) => -before.duration().as_nanos().cast_signed(),
    };
    i64::try_from(nanoseconds).unwrap_or_default()
}
