//! What texts said, put aside on disk: so that a site of any size fits into memory, and what was parsed once need not be again.
//!
//! A shelf is one file: a head that names the program, records, each under the digest of the texts that it was made of, and a list of the
//! records and of what is noted. It only grows, but for the list, which gives way to the next record. A record is read back only as it was written and where it
//! was written: it carries its own digests, in which its key counts. Where a run ended without a list, the next one goes from record to record.
//! A file of another program, a record that is cut off or damaged, and a shelf that somebody else is using count for nothing; what they
//! would have said is parsed.

mod list;
mod store;

#[cfg(fuzzing)]
pub(super) use store::FILE;

use std::marker::PhantomData;
use std::path::Path;
use std::sync::Arc;

use borsh::{BorshDeserialize, BorshSerialize};

use crate::source::ReadError;
use store::{Record, Store};

/// The digest of everything on which a record depends besides the program.
pub type Key = [u8; 32];

/// Where values are put aside.
#[derive(Clone, Debug, Default)]
pub struct Shelf(Option<Arc<Store>>);

/// A value behind what is to be known of it without reading the whole: read back when it is needed, or kept where it could not be put aside.
#[derive(Debug)]
pub struct Shelved<F, T>(Where<F, T>);

#[derive(Debug)]
enum Where<F, T> {
    Here(Arc<F>, Arc<T>),
    Aside(Arc<Store>, Record, PhantomData<fn() -> (F, T)>),
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
        Self(Store::for_this_run().ok().map(Arc::new))
    }

    /// Whether what is put aside can be found again; else it stays with whoever put it.
    pub fn is_there(&self) -> bool {
        self.0.is_some()
    }

    /// Puts a value aside under a key, behind what is to be known of it without reading the whole.
    pub fn put<F: BorshSerialize, T: BorshSerialize>(&self, key: Key, facts: F, value: T) -> Shelved<F, T> {
        let place = self.0.as_ref().and_then(|store| {
            let (facts, value) = (borsh::to_vec(&facts).ok()?, borsh::to_vec(&value).ok()?);
            let record = store.append(key, &facts, &value).ok()?;
            Some(Where::Aside(Arc::clone(store), record, PhantomData))
        });
        Shelved(place.unwrap_or_else(|| Where::Here(Arc::new(facts), Arc::new(value))))
    }

    /// What was put aside under a key before, with what is to be known of it.
    pub fn find<F: BorshDeserialize, T>(&self, key: &Key) -> Option<(F, Shelved<F, T>)> {
        let store = self.0.as_ref()?;
        let record = store.record(key)?;
        let facts = store.facts(record).ok()?;
        Some((facts, Shelved(Where::Aside(Arc::clone(store), record, PhantomData))))
    }

    /// What was put aside under a key before, unread: whether it is as it was written shows when it is asked for.
    pub fn find_unread<F, T>(&self, key: &Key) -> Option<Shelved<F, T>> {
        let store = self.0.as_ref()?;
        Some(Shelved(Where::Aside(Arc::clone(store), store.record(key)?, PhantomData)))
    }

    /// What was noted under a key.
    pub fn noted(&self, key: &Key) -> Option<Key> {
        self.0.as_ref()?.noted(key)
    }

    /// Notes something of which nothing is lost if it is forgotten.
    pub fn note(&self, key: Key, note: Key) {
        if let Some(store) = &self.0 {
            store.note(key, note);
        }
    }

    /// Removes the file of a shelf from which something could not be read back as it was written, so that the next shelf in the folder is
    /// whole. Whether that was so.
    pub fn forget_if_damaged(&self) -> bool {
        self.0.as_ref().is_some_and(|store| store.forget_if_damaged())
    }

    /// What the file of a shelf says is in it: the keys, and how many bytes are under each.
    #[cfg(fuzzing)]
    pub fn said(&self) -> Vec<(Key, u64)> {
        self.0.as_ref().map(|store| store.said()).unwrap_or_default()
    }

    /// Writes the file of a shelf anew where most of it is no longer in use, and its list where something was added. To be called when all is
    /// put aside or found.
    pub fn tidy(&self) {
        if let Some(store) = &self.0 {
            // What cannot be tidied is only larger than it need be, and without the list the next run looks for the records.
            let _ = store.tidy().and_then(|()| store.list());
        }
    }
}

impl<F, T> Clone for Shelved<F, T> {
    fn clone(&self) -> Self {
        Self(match &self.0 {
            Where::Here(facts, value) => Where::Here(Arc::clone(facts), Arc::clone(value)),
            Where::Aside(store, record, _) => Where::Aside(Arc::clone(store), *record, PhantomData),
        })
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
            Where::Aside(store, record, _) => store.facts(*record).map(Arc::new).map_err(|cause| store.error(cause)),
        }
    }

    /// The value.
    ///
    /// # Errors
    /// When it cannot be read back as it was written.
    pub fn get(&self) -> Result<Arc<T>, ReadError> {
        match &self.0 {
            Where::Here(_, value) => Ok(Arc::clone(value)),
            Where::Aside(store, record, _) => store.value(*record).map(Arc::new).map_err(|cause| store.error(cause)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::store::{DIGEST, FILE, HEAD, IDLE, MARK, RECORD};
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

    /// The length of a record of a number and a text.
    const fn length(text: &str) -> usize {
        RECORD + DIGEST + 1 + DIGEST + 4 + text.len()
    }

    /// Where the records end that [`filled`] puts aside.
    const END: usize = HEAD.len() + length("one") + length("two");

    /// Changes the bytes of a file.
    fn change(folder: &Path, change: impl FnOnce(&mut Vec<u8>)) {
        let path = folder.join(FILE);
        let mut bytes = fs::read(&path).expect("the file is there");
        change(&mut bytes);
        fs::write(&path, bytes).expect("the file can be written");
    }

    fn length_of_file(folder: &Path) -> usize {
        fs::read(folder.join(FILE)).expect("the file is there").len()
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
        change(folder.path(), |bytes| bytes[END - 1] ^= 1);
        let shelf = Shelf::kept_in(folder.path());
        assert_eq!(found(&shelf, &KEY), Some((1, Arc::new("one".to_owned()))));
        assert_eq!(found(&shelf, &OTHER), None);
        shelf.put(OTHER, 2_u8, "two".to_owned());
        drop(shelf);
        assert_eq!(found(&Shelf::kept_in(folder.path()), &OTHER), Some((2, Arc::new("two".to_owned()))));
    }

    #[test]
    fn records_are_found_without_their_list_too() {
        let folder = filled();
        let whole = fs::read(folder.path().join(FILE)).expect("the file is there");
        for end in [END, END + 1, whole.len() - 1] {
            change(folder.path(), |bytes| *bytes = whole[..end].to_owned());
            let shelf = Shelf::kept_in(folder.path());
            assert_eq!(found(&shelf, &KEY), Some((1, Arc::new("one".to_owned()))));
            assert_eq!(found(&shelf, &OTHER), Some((2, Arc::new("two".to_owned()))));
            drop(shelf);
            assert_eq!(fs::read(folder.path().join(FILE)).expect("the file is there"), whole, "it is listed again");
        }
    }

    #[test]
    fn what_comes_later_stands_where_the_list_stood() {
        let folder = filled();
        let shelf = Shelf::kept_in(folder.path());
        shelf.put([9; 32], 3_u8, "six".to_owned());
        // As it is when the run is killed.
        let killed = fs::read(folder.path().join(FILE)).expect("the file is there");
        drop(shelf);
        let listed = length_of_file(folder.path());
        for bytes in [None, Some(killed)] {
            bytes.into_iter().for_each(|killed| change(folder.path(), |bytes| *bytes = killed));
            let shelf = Shelf::kept_in(folder.path());
            for (key, number, text) in [(KEY, 1, "one"), (OTHER, 2, "two"), ([9; 32], 3, "six")] {
                assert_eq!(found(&shelf, &key), Some((number, Arc::new(text.to_owned()))));
            }
            drop(shelf);
            assert_eq!(length_of_file(folder.path()), listed);
        }
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
        change(folder.path(), |bytes| {
            bytes.truncate(END);
            for (record, key) in [(HEAD.len(), OTHER), (HEAD.len() + length("one"), KEY)] {
                bytes[record + MARK.len()..][..32].copy_from_slice(&key);
            }
        });
        let shelf = Shelf::kept_in(folder.path());
        assert_eq!((found(&shelf, &KEY), found(&shelf, &OTHER)), (None, None));
    }

    #[test]
    fn the_file_of_another_program_is_begun_anew() {
        let folder = filled();
        change(folder.path(), |bytes| bytes[HEAD.len() - 2] ^= 1);
        let shelf = Shelf::kept_in(folder.path());
        assert_eq!(found(&shelf, &KEY), None);
        assert_eq!(length_of_file(folder.path()), HEAD.len());
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
        let alone = tempfile::tempdir().expect("a folder can be made");
        Shelf::kept_in(alone.path()).put(KEY, 1_u8, "one".to_owned());
        assert_eq!(length_of_file(folder.path()), length_of_file(alone.path()));
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
