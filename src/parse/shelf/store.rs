use std::collections::HashMap;
use std::fs::{self, File, FileType, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use borsh::BorshDeserialize;

use super::Key;
use crate::source::ReadError;

/// The name of the file in the folder of a shelf that is kept.
pub(in crate::parse) const FILE: &str = "parsed";
/// What a file begins with: records mean something only to the program that wrote them.
pub(super) const HEAD: &str = concat!("foretask ", env!("CARGO_PKG_VERSION"), " ", env!("FORETASK_SOURCES"), "\n");
/// What a record begins with.
pub(super) const MARK: [u8; 4] = *b"said";
/// The length of what stands before the content of a record: the mark, the key, and of both parts the digest and the length.
pub(super) const RECORD: usize = MARK.len() + 32 + 2 * PART;
/// The length of what a record says of a part of its content.
const PART: usize = 16 + 4;
/// A file with so many bytes more than are in use is written anew.
pub(super) const IDLE: u64 = 16 << 20;

/// The file of a shelf.
#[derive(Debug)]
pub(super) struct Store {
    /// What errors name.
    path: PathBuf,
    /// The file is in its folder from one run to the next.
    kept: bool,
    /// Read at any place by any thread; written to only under the lock.
    file: File,
    /// What it held when it was opened.
    known: HashMap<Key, Known>,
    state: Mutex<State>,
    /// Something could not be read back.
    is_damaged: AtomicBool,
}

#[derive(Debug)]
struct State {
    end: u64,
    /// The records that were put aside since.
    added: HashMap<Key, Slot>,
}

/// A record of an earlier run.
#[derive(Debug)]
struct Known {
    slot: Slot,
    is_used: AtomicBool,
}

/// Where the content of a record stands: first what is to be known of the value, then the value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    key: Key,
    at: u64,
    facts: Part,
    value: Part,
}

/// What a part of the content of a record is.
#[derive(Clone, Copy, Debug)]
enum Role {
    Facts,
    Value,
}

/// A part of the content of a record, which is read and believed by itself.
#[derive(Clone, Copy, Debug)]
struct Part {
    digest: [u8; 16],
    length: u32,
}

impl Part {
    fn of(key: &Key, role: Role, content: &[u8]) -> io::Result<Self> {
        Ok(Self { digest: digest(key, role, content), length: u32::try_from(content.len()).map_err(io::Error::other)? })
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (digest, length) = bytes.split_at_checked(16)?;
        Some(Self { digest: digest.try_into().ok()?, length: u32::from_le_bytes(length.try_into().ok()?) })
    }

    fn to_bytes(self) -> [u8; PART] {
        let mut bytes = [0; PART];
        bytes[..16].copy_from_slice(&self.digest);
        bytes[16..].copy_from_slice(&self.length.to_le_bytes());
        bytes
    }
}

impl Slot {
    fn length(self) -> u64 {
        u64::from(self.facts.length) + u64::from(self.value.length)
    }
}

impl Store {
    /// A file that goes when it is dropped.
    pub fn for_this_run() -> io::Result<Self> {
        Ok(Self::new(std::env::temp_dir(), tempfile::tempfile()?, HashMap::new(), 0))
    }

    fn new(path: PathBuf, file: File, known: HashMap<Key, Known>, end: u64) -> Self {
        let state = Mutex::new(State { end, added: HashMap::new() });
        Self { path, kept: false, file, known, state, is_damaged: AtomicBool::new(false) }
    }

    /// The file in a folder, with what was put there before.
    pub fn kept_in(folder: &Path) -> io::Result<Self> {
        if !stands(folder, FileType::is_dir)? {
            fs::create_dir(folder)?;
            fs::write(folder.join(".gitignore"), "*\n")?;
        }
        let path = folder.join(FILE);
        stands(&path, FileType::is_file)?;
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path)?;
        file.try_lock().map_err(io::Error::from)?;
        let (known, end) = match records(&file)? {
            Some(records) => records,
            None => {
                file.set_len(0)?;
                at::write(&file, HEAD.as_bytes(), 0)?;
                (HashMap::new(), HEAD.len() as u64)
            }
        };
        Ok(Self { kept: true, ..Self::new(path, file, known, end) })
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn error(&self, cause: io::Error) -> ReadError {
        ReadError { path: self.path.clone(), cause }
    }

    /// Where the record under a key stands, which is in use from now on.
    pub fn slot(&self, key: &Key) -> Option<Slot> {
        // What was put aside in this run takes the place of what could not be read back.
        if let Some(slot) = self.lock().added.get(key) {
            return Some(*slot);
        }
        let Known { slot, is_used } = self.known.get(key)?;
        is_used.store(true, Ordering::Relaxed);
        Some(*slot)
    }

    /// What is to be known of a value.
    pub fn facts<F: BorshDeserialize>(&self, slot: Slot) -> io::Result<F> {
        F::try_from_slice(&self.read(slot, Role::Facts)?)
    }

    /// A value.
    pub fn value<T: BorshDeserialize>(&self, slot: Slot) -> io::Result<T> {
        T::try_from_slice(&self.read(slot, Role::Value)?)
    }

    /// Puts a record behind those that are there.
    pub fn append(&self, key: Key, facts: &[u8], value: &[u8]) -> io::Result<Slot> {
        let parts = (Part::of(&key, Role::Facts, facts)?, Part::of(&key, Role::Value, value)?);
        let record = [MARK.as_slice(), &key, &parts.0.to_bytes(), &parts.1.to_bytes(), facts, value].concat();
        let mut state = self.lock();
        let at = state.end;
        at::write(&self.file, &record, at)?;
        state.end += record.len() as u64;
        let slot = Slot { key, at: at + RECORD as u64, facts: parts.0, value: parts.1 };
        state.added.insert(key, slot);
        Ok(slot)
    }

    fn read(&self, slot: Slot, role: Role) -> io::Result<Vec<u8>> {
        let (at, part) = match role {
            Role::Facts => (slot.at, slot.facts),
            Role::Value => (slot.at + u64::from(slot.facts.length), slot.value),
        };
        let mut content = vec![0; part.length as usize];
        let whole = at::read(&self.file, &mut content, at).and_then(|()| {
            match digest(&slot.key, role, &content) == part.digest {
                true => Ok(content),
                false => Err(io::Error::new(io::ErrorKind::InvalidData, "what was put aside there is damaged")),
            }
        });
        whole.inspect_err(|_| self.is_damaged.store(true, Ordering::Relaxed))
    }

    /// Removes the file, if it is kept and something could not be read back as it was written. Whether that was so.
    pub fn forget_if_damaged(&self) -> bool {
        let is_damaged = self.is_damaged.load(Ordering::Relaxed);
        if is_damaged && self.kept {
            let _ = fs::remove_file(&self.path);
        }
        is_damaged
    }

    /// What the file says is in it: the keys, and how many bytes are under each.
    #[cfg(fuzzing)]
    pub fn said(&self) -> Vec<(Key, u64)> {
        self.known.iter().map(|(key, known)| (*key, known.slot.length())).collect()
    }

    /// Writes the file anew where most of it is no longer in use.
    pub fn tidy(&self) -> io::Result<()> {
        let used: HashMap<Key, Slot> = {
            let state = self.lock();
            let is_used = |known: &&Known| known.is_used.load(Ordering::Relaxed);
            let used = || self.known.values().filter(is_used).map(|known| &known.slot).chain(state.added.values());
            // What took the place of something that could not be read back counts twice here, which only puts it off.
            let in_use: u64 = used().map(|slot| slot.length()).sum();
            if !self.kept || state.end < 2 * in_use + IDLE {
                return Ok(());
            }
            used().map(|slot| (slot.key, *slot)).collect()
        };
        let folder = self.path.parent().ok_or(io::ErrorKind::NotFound)?;
        let anew = tempfile::NamedTempFile::new_in(folder)?;
        let store = Self::new(self.path.clone(), anew.reopen()?, HashMap::new(), HEAD.len() as u64);
        at::write(&store.file, HEAD.as_bytes(), 0)?;
        for (key, slot) in used {
            store.append(key, &self.read(slot, Role::Facts)?, &self.read(slot, Role::Value)?)?;
        }
        anew.persist(&self.path)?;
        Ok(())
    }
}

/// Whether something of a kind stands at a path.
///
/// # Errors
/// When it is something else: who writes into what a link leads to writes over files that are somebody's own.
fn stands(path: &Path, kind: fn(&FileType) -> bool) -> io::Result<bool> {
    match fs::symlink_metadata(path) {
        Ok(found) if kind(&found.file_type()) => Ok(true),
        Ok(_) => Err(io::ErrorKind::InvalidInput.into()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// The records of a file up to the first that is not whole, and where it ends. `None` of a file of another program.
fn records(file: &File) -> io::Result<Option<(HashMap<Key, Known>, u64)>> {
    let length = file.metadata()?.len();
    let mut head = vec![0; HEAD.len()];
    if length < head.len() as u64 {
        return Ok(None);
    }
    at::read(file, &mut head, 0)?;
    if head != HEAD.as_bytes() {
        return Ok(None);
    }
    let mut known = HashMap::new();
    let mut end = head.len() as u64;
    let mut record = [0; RECORD];
    while end + RECORD as u64 <= length {
        at::read(file, &mut record, end)?;
        let (mark, rest) = record.split_at(MARK.len());
        let (key, rest) = rest.split_at(32);
        let (facts, value) = rest.split_at(PART);
        let (Ok(key), Some(facts), Some(value)) =
            (Key::try_from(key), Part::from_bytes(facts), Part::from_bytes(value))
        else {
            break;
        };
        let slot = Slot { key, at: end + RECORD as u64, facts, value };
        if mark != MARK || slot.at + slot.length() > length {
            break;
        }
        known.insert(key, Known { slot, is_used: AtomicBool::new(false) });
        end = slot.at + slot.length();
    }
    Ok(Some((known, end)))
}

/// Ways into a file at a place of it, for any number of threads.
#[cfg(unix)]
mod at {
    use std::fs::File;
    use std::io;
    use std::os::unix::fs::FileExt;

    pub fn read(file: &File, content: &mut [u8], at: u64) -> io::Result<()> {
        file.read_exact_at(content, at)
    }

    pub fn write(file: &File, content: &[u8], at: u64) -> io::Result<()> {
        file.write_all_at(content, at)
    }
}

/// The same where a file has one place at a time for all.
#[cfg(not(unix))]
mod at {
    use std::fs::File;
    use std::io::{self, Read, Seek, SeekFrom, Write};
    use std::sync::{Mutex, PoisonError};

    static ALONE: Mutex<()> = Mutex::new(());

    pub fn read(mut file: &File, content: &mut [u8], at: u64) -> io::Result<()> {
        let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(at))?;
        file.read_exact(content)
    }

    pub fn write(mut file: &File, content: &[u8], at: u64) -> io::Result<()> {
        let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(at))?;
        file.write_all(content)
    }
}

/// The digest of a part of a record: the same content has another one under another key, and in the place of the other part.
fn digest(key: &Key, role: Role, content: &[u8]) -> [u8; 16] {
    let mut hasher = blake3::Hasher::new_keyed(key);
    hasher.update(content).update(&[role as u8]);
    let whole = hasher.finalize();
    let mut half = [0; 16];
    half.copy_from_slice(&whole.as_bytes()[..16]);
    half
}
