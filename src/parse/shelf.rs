//! What texts said, put aside on disk: so that a site of any size fits into memory, and what was parsed once need not be again.
//!
//! A shelf is one file that only grows at its end: a head that names the program, and records, each under the digest of the texts that it
//! was made of. A record is read back only as it was written and where it was written: it carries its own digest, in which its key counts.
//! A file of another program, a record that is cut off or damaged, and a shelf that somebody else is using count for nothing; what they
//! would have said is parsed.

use std::collections::HashMap;
use std::fs::{self, File, FileType, OpenOptions};
use std::io;
use std::marker::PhantomData;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use borsh::{BorshDeserialize, BorshSerialize};

use crate::source::ReadError;

/// The name of the file in the folder of a shelf that is kept.
pub(super) const FILE: &str = "parsed";
/// What a file begins with: records mean something only to the program that wrote them.
const HEAD: &str = concat!("foretask ", env!("CARGO_PKG_VERSION"), " ", env!("FORETASK_SOURCES"), "\n");
/// What a record begins with.
const MARK: [u8; 4] = *b"said";
/// The length of what stands before the content of a record: the mark, the key, and of both parts the digest and the length.
const RECORD: usize = MARK.len() + 32 + 2 * PART;
/// The length of what a record says of a part of its content.
const PART: usize = 16 + 4;
/// A file with so many bytes more than are in use is written anew.
const IDLE: u64 = 16 << 20;

/// The digest of everything on which a record depends besides the program.
pub type Key = [u8; 32];

/// Where values are put aside.
#[derive(Clone, Debug, Default)]
pub struct Shelf(Option<Arc<Store>>);

#[derive(Debug)]
struct Store {
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
struct Slot {
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

/// A value behind what is to be known of it without reading the whole: read back when it is needed, or kept where it could not be put aside.
#[derive(Debug)]
pub struct Shelved<F, T>(Where<F, T>);

#[derive(Debug)]
enum Where<F, T> {
    Here(Arc<F>, Arc<T>),
    Aside(Arc<Store>, Slot, PhantomData<fn() -> (F, T)>),
}

impl Shelf {
    /// A shelf in a folder, which is made where only it is missing, with what was put there before. Where the folder cannot be used, somebody
    /// else is using it, or a link stands in its place or in that of its file, a shelf for this run.
    pub fn kept_in(folder: &Path) -> Self {
        match Store::kept_in(folder) {
            Ok(store) => Self(Some(Arc::new(store))),
            Err(_) => Self::for_this_run(),
        }
    }

    /// A shelf that goes when it is dropped; where the machine has no place for one, values stay in memory.
    pub fn for_this_run() -> Self {
        let store = tempfile::tempfile().map(|file| Store::new(std::env::temp_dir(), file, HashMap::new(), 0));
        Self(store.ok().map(Arc::new))
    }

    /// Whether what is put aside can be found again; else it stays with whoever put it.
    pub fn is_there(&self) -> bool {
        self.0.is_some()
    }

    /// Puts a value aside under a key, behind what is to be known of it without reading the whole.
    pub fn put<F: BorshSerialize, T: BorshSerialize>(&self, key: Key, facts: F, value: T) -> Shelved<F, T> {
        let place = self.0.as_ref().and_then(|store| {
            let (facts, value) = (borsh::to_vec(&facts).ok()?, borsh::to_vec(&value).ok()?);
            let slot = store.append(key, &facts, &value).ok()?;
            Some(Where::Aside(Arc::clone(store), slot, PhantomData))
        });
        Shelved(place.unwrap_or_else(|| Where::Here(Arc::new(facts), Arc::new(value))))
    }

    /// What was put aside under a key before, with what is to be known of it.
    pub fn find<F: BorshDeserialize, T>(&self, key: &Key) -> Option<(F, Shelved<F, T>)> {
        let store = self.0.as_ref()?;
        let slot = store.slot(key)?;
        let facts = store.facts(slot).ok()?;
        Some((facts, Shelved(Where::Aside(Arc::clone(store), slot, PhantomData))))
    }

    /// Removes the file of a shelf from which something could not be read back as it was written, so that the next shelf in the folder is
    /// whole. Whether that was so.
    pub fn forget_if_damaged(&self) -> bool {
        let damaged = self.0.as_ref().filter(|store| store.is_damaged.load(Ordering::Relaxed));
        if let Some(store) = damaged.filter(|store| store.kept) {
            let _ = fs::remove_file(&store.path);
        }
        damaged.is_some()
    }

    /// What the file of a shelf says is in it: the keys, and how many bytes are under each.
    #[cfg(fuzzing)]
    pub fn said(&self) -> Vec<(Key, u64)> {
        let known = self.0.iter().flat_map(|store| &store.known);
        known.map(|(key, known)| (*key, known.slot.length())).collect()
    }

    /// Writes the file of a shelf anew where most of it is no longer in use. To be called when all is put aside or found.
    pub fn tidy(&self) {
        if let Some(store) = &self.0 {
            // What cannot be tidied is only larger than it need be.
            let _ = store.tidy();
        }
    }
}

impl<F: BorshDeserialize, T: BorshDeserialize> Shelved<F, T> {
    /// A value that stays in memory.
    pub fn here(facts: F, value: T) -> Self {
        Self(Where::Here(Arc::new(facts), Arc::new(value)))
    }

    /// What is to be known of it.
    ///
    /// # Errors
    /// When it cannot be read back as it was written.
    pub fn facts(&self) -> Result<Arc<F>, ReadError> {
        match &self.0 {
            Where::Here(facts, _) => Ok(Arc::clone(facts)),
            Where::Aside(store, slot, _) => store.facts(*slot).map(Arc::new).map_err(|cause| store.error(cause)),
        }
    }

    /// The value.
    ///
    /// # Errors
    /// When it cannot be read back as it was written.
    pub fn get(&self) -> Result<Arc<T>, ReadError> {
        match &self.0 {
            Where::Here(_, value) => Ok(Arc::clone(value)),
            Where::Aside(store, slot, _) => {
                let value = store.read(*slot, Role::Value).and_then(|value| T::try_from_slice(&value));
                value.map(Arc::new).map_err(|cause| store.error(cause))
            }
        }
    }
}

impl Store {
    fn new(path: PathBuf, file: File, known: HashMap<Key, Known>, end: u64) -> Self {
        let state = Mutex::new(State { end, added: HashMap::new() });
        Self { path, kept: false, file, known, state, is_damaged: AtomicBool::new(false) }
    }

    fn kept_in(folder: &Path) -> io::Result<Self> {
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

    fn error(&self, cause: io::Error) -> ReadError {
        ReadError { path: self.path.clone(), cause }
    }

    /// Where the record under a key stands, which is in use from now on.
    fn slot(&self, key: &Key) -> Option<Slot> {
        // What was put aside in this run takes the place of what could not be read back.
        if let Some(slot) = self.lock().added.get(key) {
            return Some(*slot);
        }
        let Known { slot, is_used } = self.known.get(key)?;
        is_used.store(true, Ordering::Relaxed);
        Some(*slot)
    }

    fn facts<F: BorshDeserialize>(&self, slot: Slot) -> io::Result<F> {
        F::try_from_slice(&self.read(slot, Role::Facts)?)
    }

    fn append(&self, key: Key, facts: &[u8], value: &[u8]) -> io::Result<Slot> {
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

    fn tidy(&self) -> io::Result<()> {
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

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: Key = [7; 32];
    const OTHER: Key = [8; 32];

    /// A folder in which a text was put aside under each of two keys.
    fn filled() -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let shelf = Shelf::kept_in(folder.path());
        shelf.put(KEY, 1_u8, "one".to_owned());
        shelf.put(OTHER, 2_u8, "two".to_owned());
        folder
    }

    fn found(shelf: &Shelf, key: &Key) -> Option<(u8, Arc<String>)> {
        let (facts, text) = shelf.find::<u8, String>(key)?;
        text.get().ok().map(|text| (facts, text))
    }

    /// The file with a byte changed.
    fn damage(folder: &Path, at: impl Fn(usize) -> usize) {
        let path = folder.join(FILE);
        let mut bytes = fs::read(&path).expect("the file is there");
        let at = at(bytes.len());
        bytes[at] ^= 1;
        fs::write(&path, bytes).expect("the file can be written");
    }

    #[test]
    fn what_was_put_aside_is_found_by_the_next_run_only_under_its_key() {
        let folder = filled();
        let shelf = Shelf::kept_in(folder.path());
        assert_eq!(found(&shelf, &KEY), Some((1, Arc::new("one".to_owned()))));
        assert_eq!(found(&shelf, &OTHER), Some((2, Arc::new("two".to_owned()))));
        assert_eq!(found(&shelf, &[9; 32]), None);
        let again = shelf.put([9; 32], 3_u8, "three".to_owned());
        assert_eq!(*again.get().expect("it was just written"), "three");
    }

    #[test]
    fn a_damaged_record_counts_for_nothing_and_is_replaced() {
        let folder = filled();
        damage(folder.path(), |length| length - "two".len() - 4 - 1);
        let shelf = Shelf::kept_in(folder.path());
        assert_eq!(found(&shelf, &KEY), Some((1, Arc::new("one".to_owned()))));
        assert_eq!(found(&shelf, &OTHER), None);
        shelf.put(OTHER, 2_u8, "two".to_owned());
        drop(shelf);
        assert_eq!(found(&Shelf::kept_in(folder.path()), &OTHER), Some((2, Arc::new("two".to_owned()))));
    }

    #[test]
    fn wherever_a_file_is_cut_off_or_damaged_nothing_false_is_found() {
        let folder = filled();
        let path = folder.path().join(FILE);
        let whole = fs::read(&path).expect("the file is there");
        for at in 0..whole.len() {
            let mut flipped = whole.clone();
            flipped[at] ^= 0x55;
            for bytes in [&whole[..at], flipped.as_slice()] {
                fs::write(&path, bytes).expect("the file can be written");
                let shelf = Shelf::kept_in(folder.path());
                for (key, text) in [(&KEY, "one"), (&OTHER, "two")] {
                    assert!(found(&shelf, key).is_none_or(|(_, found)| *found == text), "{at}");
                }
                shelf.put(KEY, 1_u8, "one".to_owned());
                assert_eq!(*shelf.put(OTHER, 2_u8, "two".to_owned()).get().expect("it was just written"), "two");
            }
        }
    }

    #[test]
    fn what_was_put_aside_under_another_key_is_not_found() {
        let folder = filled();
        let path = folder.path().join(FILE);
        let mut bytes = fs::read(&path).expect("the file is there");
        let second = HEAD.len() + RECORD + 1 + 4 + "one".len();
        for (record, key) in [(HEAD.len(), OTHER), (second, KEY)] {
            bytes[record + MARK.len()..][..32].copy_from_slice(&key);
        }
        fs::write(&path, &bytes).expect("the file can be written");
        let shelf = Shelf::kept_in(folder.path());
        assert_eq!((found(&shelf, &KEY), found(&shelf, &OTHER)), (None, None));
    }

    #[test]
    fn the_file_of_another_program_is_begun_anew() {
        let folder = filled();
        damage(folder.path(), |_| HEAD.len() - 2);
        assert_eq!(found(&Shelf::kept_in(folder.path()), &KEY), None);
        let length = fs::metadata(folder.path().join(FILE)).expect("the file is there").len();
        assert_eq!(length, HEAD.len() as u64);
    }

    #[test]
    fn of_two_at_once_one_works_without_what_was_kept() {
        let folder = filled();
        let (first, second) = (Shelf::kept_in(folder.path()), Shelf::kept_in(folder.path()));
        assert_eq!(found(&second, &KEY), None);
        assert_eq!(*second.put(KEY, 1_u8, "other".to_owned()).get().expect("it was just written"), "other");
        assert_eq!(found(&first, &KEY), Some((1, Arc::new("one".to_owned()))));
        drop((first, second));
        assert_eq!(found(&Shelf::kept_in(folder.path()), &KEY), Some((1, Arc::new("one".to_owned()))));
    }

    #[test]
    fn what_is_no_longer_used_goes_when_it_is_much() {
        let folder = filled();
        let large = "x".repeat(IDLE as usize);
        Shelf::kept_in(folder.path()).put([9; 32], 9_u8, large);
        let shelf = Shelf::kept_in(folder.path());
        let kept = shelf.find::<u8, String>(&KEY).expect("it was put aside").1;
        shelf.tidy();
        assert_eq!(*kept.get().expect("it is still to be read"), "one");
        drop((shelf, kept));
        let length = fs::metadata(folder.path().join(FILE)).expect("the file is there").len();
        assert_eq!(length, (HEAD.len() + RECORD + 1 + 4 + 3) as u64);
        let shelf = Shelf::kept_in(folder.path());
        assert_eq!(found(&shelf, &KEY), Some((1, Arc::new("one".to_owned()))));
        assert_eq!(found(&shelf, &OTHER), None);
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_written_where_a_link_leads() {
        use std::os::unix::fs::symlink;
        let outside = tempfile::tempdir().expect("a folder can be made");
        let theirs = outside.path().join(FILE);
        fs::write(&theirs, "theirs").expect("the folder is the test's own");
        let site = tempfile::tempdir().expect("a folder can be made");
        let (folder, other) = (site.path().join("folder"), site.path().join("other"));
        fs::create_dir(&other).expect("the folder is the test's own");
        symlink(outside.path(), &folder).expect("the folder is the test's own");
        symlink(&theirs, other.join(FILE)).expect("the folder is the test's own");
        for folder in [folder, other] {
            let shelf = Shelf::kept_in(&folder);
            assert_eq!(*shelf.put(KEY, 1_u8, "one".to_owned()).get().expect("it was just written"), "one");
            assert!(!shelf.forget_if_damaged());
            drop(shelf);
            assert_eq!(fs::read_to_string(&theirs).expect("it is still there"), "theirs");
        }
    }

    #[test]
    fn where_no_folder_can_be_made_a_shelf_holds_for_the_run() {
        let file = tempfile::NamedTempFile::new().expect("a file can be made");
        let shelf = Shelf::kept_in(&file.path().join("below"));
        assert_eq!(*shelf.put(KEY, 1_u8, "one".to_owned()).get().expect("it was just written"), "one");
    }
}
