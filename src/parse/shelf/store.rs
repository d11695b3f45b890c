use std::collections::HashMap;
use std::fs::{self, File, FileType, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use borsh::{BorshDeserialize, BorshSerialize};

use super::Key;
use super::list::{List, Sorted};
use crate::source::ReadError;

/// The name of the file in the folder of a shelf that is kept.
pub(in crate::parse) const FILE: &str = "parsed";
/// What a file begins with: records mean something only to the program that wrote them.
pub(super) const HEAD: &str = concat!("foretask ", env!("CARGO_PKG_VERSION"), " ", env!("FORETASK_SOURCES"), "\n");
/// What a record begins with.
pub(super) const MARK: [u8; 4] = *b"said";
/// The length of what stands before the content of a record: the mark, the key, and the lengths of both parts.
pub(super) const RECORD: usize = MARK.len() + size_of::<Key>() + 4 + 4;
/// The length of the digest before each part of the content.
pub(super) const DIGEST: usize = 16;
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
    known: List,
    state: Mutex<State>,
    /// Something could not be read back.
    is_damaged: AtomicBool,
}

#[derive(Debug)]
struct State {
    /// Where the records end.
    end: u64,
    /// The records that were put aside since.
    added: HashMap<Key, Slot>,
    /// What was noted since.
    noted: HashMap<Key, Key>,
    /// Whether all that is of use was asked for.
    is_done: bool,
    /// Whether the file ends with the list of its records.
    is_listed: bool,
}

/// A record: under which key, and where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record {
    key: Key,
    slot: Slot,
}

/// Where a record stands, and how long its parts are: first what is to be known of the value, then the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub(super) struct Slot {
    at: u64,
    facts: u32,
    value: u32,
}

/// A part of the content of a record, which is read and believed by itself.
#[derive(Clone, Copy, Debug)]
enum Role {
    Facts,
    Value,
}

impl Slot {
    /// The bytes of its content.
    fn content(self) -> u64 {
        u64::from(self.facts) + u64::from(self.value)
    }

    /// The bytes of the whole record.
    fn length(self) -> u64 {
        (RECORD + 2 * DIGEST) as u64 + self.content()
    }
}

impl Store {
    /// A file that goes when it is dropped.
    pub fn for_this_run() -> io::Result<Self> {
        Ok(Self::new(std::env::temp_dir(), tempfile::tempfile()?, false, (List::default(), 0)))
    }

    fn new(path: PathBuf, file: File, kept: bool, (known, end): (List, u64)) -> Self {
        let (added, noted) = (HashMap::new(), HashMap::new());
        let state = Mutex::new(State { end, added, noted, is_done: false, is_listed: false });
        Self { path, kept, file, known, state, is_damaged: AtomicBool::new(false) }
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
        let length = file.metadata()?.len();
        if !begins_with_head(&file, length)? {
            file.set_len(0)?;
            at::write(&file, HEAD.as_bytes(), 0)?;
            return Ok(Self::new(path, file, true, (List::default(), HEAD.len() as u64)));
        }
        if let Some(listed) = List::read(&file, length)? {
            let store = Self::new(path, file, true, listed);
            store.lock().is_listed = true;
            return Ok(store);
        }
        let found = scan(&file, length)?;
        Ok(Self::new(path, file, true, found))
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn error(&self, cause: io::Error) -> ReadError {
        ReadError { path: self.path.clone(), cause }
    }

    /// The record under a key, which is in use from now on.
    pub fn record(&self, key: &Key) -> Option<Record> {
        // What was put aside in this run takes the place of what could not be read back.
        let added = self.lock().added.get(key).copied();
        Some(Record { key: *key, slot: added.or_else(|| self.known.records.find(key))? })
    }

    /// What is to be known of a value.
    pub fn facts<F: BorshDeserialize>(&self, record: Record) -> io::Result<F> {
        self.read(record, Role::Facts, F::try_from_slice)
    }

    /// A value.
    pub fn value<T: BorshDeserialize>(&self, record: Record) -> io::Result<T> {
        self.read(record, Role::Value, T::try_from_slice)
    }

    /// Puts a record behind those that are there.
    pub fn append(&self, key: Key, facts: &[u8], value: &[u8]) -> io::Result<Record> {
        let length = |part: &[u8]| u32::try_from(part.len()).map_err(io::Error::other);
        let (of_facts, of_value) = (digest(&key, Role::Facts, facts), digest(&key, Role::Value, value));
        let mut slot = Slot { at: 0, facts: length(facts)?, value: length(value)? };
        let lengths = (slot.facts.to_le_bytes(), slot.value.to_le_bytes());
        let record = [&MARK, key.as_slice(), &lengths.0, &lengths.1, &of_facts, facts, &of_value, value].concat();
        let mut state = self.lock();
        slot.at = state.end;
        // It stands where the list stood.
        state.is_listed = false;
        at::write(&self.file, &record, slot.at)?;
        state.end += record.len() as u64;
        state.added.insert(key, slot);
        Ok(Record { key, slot })
    }

    /// Reads a part of a record, and what it says by `decode`.
    fn read<T>(&self, record: Record, role: Role, decode: impl FnOnce(&[u8]) -> io::Result<T>) -> io::Result<T> {
        let Record { key, slot } = record;
        let (at, length) = match role {
            Role::Facts => (RECORD as u64, slot.facts),
            Role::Value => ((RECORD + DIGEST) as u64 + u64::from(slot.facts), slot.value),
        };
        let mut bytes = vec![0; DIGEST + length as usize];
        let read = at::read(&self.file, &mut bytes, slot.at + at).and_then(|()| {
            let (said, content) = bytes.split_at(DIGEST);
            match digest(&key, role, content) == said {
                true => decode(content),
                false => Err(io::Error::new(io::ErrorKind::InvalidData, "what was put aside there is damaged")),
            }
        });
        read.inspect_err(|_| self.is_damaged.store(true, Ordering::Relaxed))
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
        self.known.records.iter().map(|(key, slot)| (key, slot.content())).collect()
    }

    /// What was noted under a key, which is in use from now on.
    pub fn noted(&self, key: &Key) -> Option<Key> {
        let noted = self.lock().noted.get(key).copied();
        noted.or_else(|| self.known.notes.find(key))
    }

    /// Notes something under a key. It is lost if the run is killed.
    pub fn note(&self, key: Key, note: Key) {
        let mut state = self.lock();
        state.noted.insert(key, note);
        state.is_listed = false;
    }

    /// Writes the file anew where most of it is no longer in use, and forgets notes that are not. To be called when all is put aside or found.
    pub fn tidy(&self) -> io::Result<()> {
        let used: Vec<(Key, Slot)> = {
            let mut state = self.lock();
            state.is_done = true;
            let used = || self.known.records.used().chain(state.added.iter().map(|(key, slot)| (*key, *slot)));
            // What took the place of something that could not be read back counts twice here, which only puts it off.
            let in_use: u64 = used().map(|(_, slot)| slot.length()).sum();
            if !self.kept || state.end < 2 * in_use + IDLE {
                return Ok(());
            }
            Sorted::of(used().collect()).iter().collect()
        };
        let folder = self.path.parent().ok_or(io::ErrorKind::NotFound)?;
        let anew = tempfile::NamedTempFile::new_in(folder)?;
        let store = Self::new(self.path.clone(), anew.reopen()?, true, (List::default(), HEAD.len() as u64));
        at::write(&store.file, HEAD.as_bytes(), 0)?;
        for (key, slot) in used {
            let part = |role| self.read(Record { key, slot }, role, |content| Ok(content.to_vec()));
            store.append(key, &part(Role::Facts)?, &part(Role::Value)?)?;
        }
        let notes = self.notes(&self.lock());
        for (key, note) in notes.iter() {
            store.note(key, note);
        }
        drop(store);
        anew.persist(&self.path)?;
        // What is open is the file of before, which goes when it is closed.
        self.lock().is_listed = true;
        Ok(())
    }

    /// Ends the file with its list, so that the next run need not look for the records.
    pub fn list(&self) -> io::Result<()> {
        let mut state = self.lock();
        if state.is_listed || !self.kept {
            return Ok(());
        }
        let added = state.added.iter().map(|(key, slot)| (*key, *slot));
        let records = Sorted::of(self.known.records.iter().chain(added).collect());
        let end = List { records, notes: self.notes(&state) }.write(&self.file, state.end)?;
        self.file.set_len(end)?;
        state.is_listed = true;
        Ok(())
    }

    /// The notes of before that may be of use, and those of this run.
    fn notes(&self, state: &State) -> Sorted<Key> {
        let mut notes: Vec<(Key, Key)> =
            if state.is_done { self.known.notes.used().collect() } else { self.known.notes.iter().collect() };
        notes.extend(state.noted.iter().map(|(key, note)| (*key, *note)));
        Sorted::of(notes)
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        // Without it nothing is wrong but that the next run looks for the records.
        let _ = self.list();
        // See `source::Held`, which this is not because the file of one run is not locked.
        let _ = self.file.unlock();
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

/// Whether a file was written by this program.
fn begins_with_head(file: &File, length: u64) -> io::Result<bool> {
    let mut head = vec![0; HEAD.len()];
    if length < head.len() as u64 {
        return Ok(false);
    }
    at::read(file, &mut head, 0)?;
    Ok(head == HEAD.as_bytes())
}

/// The records of a file up to the first that is not whole, and where it stands.
fn scan(file: &File, length: u64) -> io::Result<(List, u64)> {
    let mut records = Vec::new();
    let mut end = HEAD.len() as u64;
    let mut head = [0; RECORD];
    while end + RECORD as u64 <= length {
        at::read(file, &mut head, end)?;
        let (mark, rest) = head.split_at(MARK.len());
        let (key, lengths) = rest.split_first_chunk().expect("it holds a key");
        let (facts, value) = lengths.split_first_chunk().expect("it holds a length");
        let value = value.first_chunk().expect("it holds two lengths");
        let slot = Slot { at: end, facts: u32::from_le_bytes(*facts), value: u32::from_le_bytes(*value) };
        if mark != MARK || end + slot.length() > length {
            break;
        }
        records.push((*key, slot));
        end += slot.length();
    }
    Ok((List { records: Sorted::of(records), notes: Sorted::default() }, end))
}

/// Ways into a file at a place of it, for any number of threads.
#[cfg(unix)]
pub(super) mod at {
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
pub(super) mod at {
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
fn digest(key: &Key, role: Role, content: &[u8]) -> [u8; DIGEST] {
    let mut hasher = blake3::Hasher::new_keyed(key);
    hasher.update(content).update(&[role as u8]);
    let mut digest = [0; DIGEST];
    digest.copy_from_slice(&hasher.finalize().as_bytes()[..DIGEST]);
    digest
}
