use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use borsh::{BorshDeserialize, BorshSerialize};
use rayon::prelude::*;

use super::PublishError;
use super::disk::Disk;
use super::manifest::{self, Entry, Identity, Manifest};
use super::place::Place;
use super::puts::is_safe;
use super::seal::{unseal, values};
use super::tree::{Tree, file_at, folders_of};
use crate::source::ARRIVING;

/// The first line of a journal; another number is another format.
const HEADER: &str = "foretask journal 3";

/// What is to be done to the live tree where it cannot be exchanged: files are replaced one by one.
///
/// First all new files are copied into a folder of the live tree to which nothing leads: whatever room and rights they need, they have
/// before the first file of the old site gives way. The journal stands beside the output from then until after the last change, so that
/// the next run finishes what this one could not. Every step can be done twice.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Journal {
    /// Files of the staged tree to put in their places, in this order.
    writes: Vec<Arc<str>>,
    /// Files to remove after that.
    removals: Vec<String>,
    /// What of ours the live tree holds in the end.
    manifest: Manifest,
}

/// What the last run left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Recovered {
    /// Nothing to do, or it is done now.
    Done,
    /// A journal that cannot be read: which files it had written is not known.
    Damaged,
}

impl Journal {
    /// Puts the steps in order: what pages need, new pages, the pages that link to them, and the lists of pages (feeds,
    /// site map) last.
    pub(super) fn new(mut writes: Vec<Arc<str>>, removals: Vec<String>, manifest: Manifest, live: &Path) -> Self {
        writes.sort_by_cached_key(|path| {
            let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
            let rank = match extension {
                "html" => 1,
                "xml" | "txt" => 2,
                _ => 0,
            };
            (rank, live.join(&**path).exists(), path.clone())
        });
        Self { writes, removals, manifest }
    }

    /// Brings the new files to the live tree, writes the journal down and does what it says.
    ///
    /// # Errors
    ///
    /// Where the machine refuses. Before the journal is written, the live site is as it was.
    pub(super) fn carry_out(self, place: &Place, disk: &Disk) -> Result<(), PublishError> {
        let ready =
            self.bring(place, disk).and_then(|()| disk.replace_by_sealed(&place.journal(), HEADER, self.parts()));
        if let Err(error) = ready {
            // The first error is the one to tell.
            let _ = disk.remove(&place.arriving());
            return Err(error);
        }
        self.finish(place, disk).map_err(|error| error.halfway(&place.shown))
    }

    /// Copies the new files into a folder of the live tree, each named for its place in the order.
    fn bring(&self, place: &Place, disk: &Disk) -> Result<(), PublishError> {
        let (live, staged, arriving) = (&place.live, place.staged(), place.arriving());
        if !live.exists() {
            disk.create_folder(live)?;
        }
        disk.remove(&arriving)?;
        disk.create_folder(&arriving).map_err(|error| error.at(&place.shown))?;
        self.writes.par_iter().enumerate().try_for_each(|(number, path)| {
            let copied = disk.copy(&staged.join(&**path), &arriving.join(number.to_string()));
            copied.map_err(|error| error.at(&place.shown.join(&**path)))
        })
    }

    /// Finishes what an earlier run began.
    pub(super) fn recover(place: &Place, disk: &Disk) -> Result<Recovered, PublishError> {
        let file = place.journal();
        let bytes = match fs::read(&file) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                disk.remove(&place.arriving())?;
                return Ok(Recovered::Done);
            }
            Err(error) => return Err(disk.error("read", &file, error)),
        };
        if let Some(journal) = Self::from_file(&bytes) {
            journal.finish(place, disk).map_err(|error| error.halfway(&place.shown))?;
            return Ok(Recovered::Done);
        }
        disk.remove(&place.arriving())?;
        disk.remove(&file)?;
        Ok(Recovered::Damaged)
    }

    fn finish(mut self, place: &Place, disk: &Disk) -> Result<(), PublishError> {
        let (live, staged, arriving) = (&place.live, place.staged(), place.arriving());
        if !live.exists() {
            disk.create_folder(live)?;
        }
        let mut removals: BTreeSet<String> = self.removals.into_iter().collect();
        for (number, path) in self.writes.iter().enumerate() {
            make_way(live, path, &mut removals, disk)?;
            let (arrived, file) = (arriving.join(number.to_string()), live.join(&**path));
            if is_there(&arrived) {
                put(&arrived, &file, disk)?;
            } else if !self.manifest.get(path).is_some_and(|entry| has_bytes(&file, entry.digest)) {
                // A run that was killed has not put it in its place, and somebody took it away.
                let again = arriving.join("again");
                disk.create_folder(&arriving)?;
                disk.copy(&staged.join(&**path), &again)?;
                put(&again, &file, disk)?;
            }
            if let (Some(entry), Some(meta)) = (self.manifest.get(path), file_at(&file)) {
                let entry = Entry::of(entry.digest, &meta);
                self.manifest.insert(path.clone(), entry);
            }
        }
        for path in removals {
            remove_with_folders(live, &path, disk)?;
        }
        disk.remove(&arriving)?;
        let meta = fs::symlink_metadata(live).map_err(|error| disk.error("read", live, error))?;
        self.manifest.keep(&Identity::of(&meta).manifest_in(&place.work), disk)?;
        disk.remove(&place.journal())
    }

    /// Every path of its steps.
    #[cfg(fuzzing)]
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.writes.iter().map(|path| &**path).chain(self.removals.iter().map(String::as_str))
    }

    /// What is to be done, step by step, and what the manifest says then.
    pub(super) fn parts(&self) -> impl Iterator<Item = Part<&str>> {
        let Self { writes, removals, manifest } = self;
        let writes = writes.iter().map(|path| Part::Write(&**path));
        let removals = removals.iter().map(|path| Part::Remove(&**path));
        writes.chain(removals).chain(manifest.parts().map(Part::OfManifest))
    }

    /// The journal in the bytes of a file; nothing where a path leads out of the tree.
    pub(super) fn from_file(bytes: &[u8]) -> Option<Self> {
        let mut journal = Self { writes: Vec::new(), removals: Vec::new(), manifest: Manifest::default() };
        for part in values::<Part<Arc<str>>>(unseal(HEADER, bytes)?) {
            match part? {
                Part::Write(path) if is_safe(&path) => journal.writes.push(path),
                Part::Remove(path) if is_safe(&path) => journal.removals.push(path.to_string()),
                Part::Write(_) | Part::Remove(_) => return None,
                Part::OfManifest(part) => journal.manifest.add(part)?,
            }
        }
        Some(journal)
    }
}

/// A part of a journal.
#[derive(BorshSerialize, BorshDeserialize)]
pub(super) enum Part<P> {
    Write(P),
    Remove(P),
    OfManifest(manifest::Part<P>),
}

/// Puts a file in its place, also where that is on another file system, which is mounted inside the live tree.
fn put(arrived: &Path, file: &Path, disk: &Disk) -> Result<(), PublishError> {
    match disk.try_rename(arrived, file)? {
        Err(error) if error.kind() == ErrorKind::CrossesDevices => {
            let beside = file.with_file_name(ARRIVING);
            disk.copy(arrived, &beside)?;
            disk.rename(&beside, file)
        }
        Err(error) => Err(disk.error("replace", file, error)),
        Ok(()) => Ok(()),
    }
}

/// Whether anything stands at a path.
fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Whether a file has the bytes of a digest.
fn has_bytes(path: &Path, digest: blake3::Hash) -> bool {
    fs::read(path).is_ok_and(|bytes| blake3::hash(&bytes) == digest)
}

/// Removes what is to be removed anyway where it stands in the way of a file or of its folders, and makes the folders.
fn make_way(live: &Path, path: &str, removals: &mut BTreeSet<String>, disk: &Disk) -> Result<(), PublishError> {
    let is_folder = |path: &Path| fs::symlink_metadata(path).is_ok_and(|meta| meta.is_dir());
    let file = live.join(path);
    if is_folder(&file) {
        let within = format!("{path}/");
        for gone in removals.extract_if(within.clone().., |gone| gone.starts_with(&within)).collect::<Vec<_>>() {
            remove_with_folders(live, &gone, disk)?;
        }
    }
    if is_folder(&file) {
        let Tree { folders, .. } = Tree::walk(&file).map_err(|(path, error)| disk.error("read", &path, error))?;
        for folder in folders.iter().rev() {
            disk.remove_empty_folder(&file.join(folder))?;
        }
        disk.remove_empty_folder(&file)?;
    }
    let mut folders: Vec<&str> = folders_of(path).collect();
    folders.reverse();
    for folder in folders {
        // Only a file that is gone from the site can stand here: anything foreign was refused.
        removals.remove(folder);
        if !is_folder(&live.join(folder)) {
            disk.create_folder(&live.join(folder))?;
        }
    }
    Ok(())
}

/// Removes a file and the folders that it leaves empty.
fn remove_with_folders(live: &Path, path: &str, disk: &Disk) -> Result<(), PublishError> {
    disk.remove(&live.join(path))?;
    for folder in folders_of(path) {
        if !disk.remove_empty_folder(&live.join(folder))? {
            break;
        }
    }
    Ok(())
}
