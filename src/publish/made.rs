use std::fs;
use std::io::{self, ErrorKind};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use blake3::Hash;
use borsh::{BorshDeserialize, BorshSerialize};
use hashbrown::HashMap;

use super::disk::Disk;
use super::puts::is_safe;
use super::seal::{by_path, unseal, values};

/// The first line of the file; another number is another format.
const HEADER: &str = "foretask made 3";

/// What files that are dear to make were made from, by path: so that one whose inputs are the same is not made again.
///
/// It is never believed by itself: it says which bytes a file had, and the file counts only while it has them.
pub(super) struct Made {
    /// Where it is written down.
    path: PathBuf,
    before: OnceLock<HashMap<Arc<str>, Making>>,
    now: Mutex<HashMap<Arc<str>, Making>>,
}

/// From what a file was made, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Making {
    /// The digest of all that it is made from.
    pub(super) from: Hash,
    /// The digest of its bytes.
    pub(super) bytes: Hash,
    /// What was seen while it was made, where that decides from what it was made.
    pub(super) seen: Option<Box<str>>,
}

impl Made {
    /// What the build before wrote down at a path, which is read when it is asked for. What is absent, damaged, cannot be read or is of
    /// another version says nothing.
    pub(super) fn at(path: PathBuf) -> Self {
        Self { path, before: OnceLock::new(), now: Mutex::default() }
    }

    /// Reads what the build before wrote down.
    pub(super) fn read(&self) -> &HashMap<Arc<str>, Making> {
        self.before.get_or_init(|| {
            let bytes = fs::read(&self.path).ok();
            bytes.and_then(|bytes| unseal(HEADER, &bytes).and_then(from_bytes)).unwrap_or_default()
        })
    }

    /// Makes room for so many files.
    pub(super) fn expect(&self, files: usize) {
        self.now.lock().unwrap_or_else(PoisonError::into_inner).reserve(files);
    }

    /// How a file was made before.
    pub(super) fn before(&self, path: &str) -> Option<&Making> {
        self.read().get(path)
    }

    /// Notes a file of this build.
    pub(super) fn note(&self, path: Arc<str>, making: Making) {
        self.now.lock().unwrap_or_else(PoisonError::into_inner).insert(path, making);
    }

    /// Writes down what this build noted, and nothing of what the builds before did. Where there is nothing to say there is no file.
    pub(super) fn keep(self, disk: &Disk) -> Result<(), super::PublishError> {
        self.read();
        let Self { path, before, now } = self;
        let now = now.into_inner().unwrap_or_else(PoisonError::into_inner);
        if Some(&now) == before.get() && (path.exists() || now.is_empty()) {
            return Ok(());
        }
        if now.is_empty() {
            return match fs::remove_file(&path) {
                Err(error) if error.kind() != ErrorKind::NotFound => Err(disk.error("remove", &path, error)),
                _ => Ok(()),
            };
        }
        disk.replace_by_sealed(&path, HEADER, parts(&now))
    }
}

/// About how many bytes a file takes.
const FILE: usize = 150;

/// How each file was made, sorted by path.
pub(super) fn parts(made: &HashMap<Arc<str>, Making>) -> impl Iterator<Item = (&str, &Making)> {
    by_path(made.iter().map(|(path, making)| (&**path, making)))
}

/// What [`parts`] gave, as bytes; nothing where a path leads out of the output.
pub(super) fn from_bytes(bytes: &[u8]) -> Option<HashMap<Arc<str>, Making>> {
    let mut made = HashMap::with_capacity(bytes.len() / FILE);
    for part in values::<(Arc<str>, Making)>(bytes) {
        let (path, making) = part.filter(|(path, _)| is_safe(path))?;
        made.insert(path, making);
    }
    Some(made)
}

impl BorshSerialize for Making {
    fn serialize<W: io::Write>(&self, writer: &mut W) -> io::Result<()> {
        let Self { from, bytes, seen } = self;
        (from.as_bytes(), bytes.as_bytes(), seen).serialize(writer)
    }
}

impl BorshDeserialize for Making {
    fn deserialize_reader<R: io::Read>(reader: &mut R) -> io::Result<Self> {
        let (from, bytes, seen): ([u8; 32], [u8; 32], _) = BorshDeserialize::deserialize_reader(reader)?;
        Ok(Self { from: from.into(), bytes: bytes.into(), seen })
    }
}
