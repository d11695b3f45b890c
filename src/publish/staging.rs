use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::SystemTime;

use hashbrown::{HashMap, HashSet};
use rayon::prelude::*;

use super::PublishError;
use super::disk::Disk;
use super::live::Foreign;
use super::manifest::{Entry, FolderStamp, Found, Identity, Manifest, Stamp};
use super::place::Place;
use super::puts::Puts;
use super::tree::{Standing, Tree, is_same_file, key};

/// The older tree on its way to being the new site. Nobody sees it before it is whole.
///
/// It has a manifest exactly while it is whole: the first change takes the manifest away, so a tree without one was
/// left by a build that did not end, and is made anew.
pub(super) struct Staging {
    root: PathBuf,
    work: PathBuf,
    scope: Scope,
    /// What the older tree holds, where it is whole and of use.
    older: OnceLock<Option<Manifest>>,
    /// Whether it is the older tree no more.
    begun: Mutex<bool>,
    /// Folders in the tree that are known to be there and to be folders.
    folders: Mutex<HashSet<PathBuf>>,
}

/// What the staged tree is to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// The whole site, to be exchanged with the live tree.
    Site,
    /// Only what changes, to be copied into the live tree file by file.
    Changes,
}

/// The tree that was live before, as far as it is known without a look at every file.
pub(super) struct Older<'a> {
    /// What it held; nothing where that is not known.
    manifest: Option<&'a Manifest>,
    /// What stands in the folders that may hold something else by now.
    tree: Tree,
    standing: Standing<'a>,
}

impl Staging {
    pub(super) fn new(place: &Place, scope: Scope) -> Self {
        let (root, work) = (place.staged(), place.work.clone());
        Self { root, work, scope, older: OnceLock::new(), begun: Mutex::default(), folders: Mutex::default() }
    }

    /// Creates a file with new bytes.
    pub(super) fn write(
        &self,
        path: &str,
        bytes: &[u8],
        digest: blake3::Hash,
        disk: &Disk,
    ) -> Result<Entry, PublishError> {
        let file = self.place_of(path, disk)?;
        disk.create_file(&file, bytes)?;
        Ok(Entry::of(digest, &meta_of(&file, disk)?))
    }

    /// Creates a file of which one part after the other is there.
    ///
    /// # Errors
    ///
    /// Where the machine refuses, or a part is an error.
    pub(super) fn write_parts<E: From<PublishError>>(
        &self,
        path: &str,
        parts: impl Iterator<Item = Result<Vec<u8>, E>>,
        disk: &Disk,
    ) -> Result<Entry, E> {
        let file = self.place_of(path, disk)?;
        let mut digest = blake3::Hasher::new();
        let mut begun = disk.begin_file(&file)?;
        for part in parts {
            let part = part?;
            digest.update(&part);
            disk.extend_file(&mut begun, &file, &part)?;
        }
        drop(begun);
        Ok(Entry::of(digest.finalize(), &meta_of(&file, disk)?))
    }

    /// Removes a file that was written and is not needed.
    pub(super) fn take_back(&self, path: &str, disk: &Disk) -> Result<(), PublishError> {
        disk.remove(&self.root.join(path))
    }

    /// Where a file is to stand, whose folder is there now.
    fn place_of(&self, path: &str, disk: &Disk) -> Result<PathBuf, PublishError> {
        self.begin(disk)?;
        self.create_folders(Path::new(path), disk)?;
        Ok(self.root.join(path))
    }

    /// Looks at the older tree, with the new files in it.
    pub(super) fn look(&self, disk: &Disk) -> Result<Older<'_>, PublishError> {
        self.begin(disk)?;
        let manifest = self.read();
        let walked = match manifest {
            Some(manifest) => Tree::walk_changed(&self.root, manifest, &manifest.folders()),
            None => Tree::walk(&self.root).map(|tree| (tree, Standing::default())),
        };
        let (tree, standing) = walked.map_err(|(path, error)| disk.error("read", &path, error))?;
        Ok(Older { manifest, tree, standing })
    }

    /// Makes the tree whole: what the live tree has too is shared with it, what is foreign there is carried over, and what
    /// neither has goes. At the end the tree has its manifest.
    pub(super) fn complete(
        &self,
        older: &Older<'_>,
        live: &Path,
        puts: &Puts,
        foreign: &Foreign,
        disk: &Disk,
    ) -> Result<(), PublishError> {
        self.remove_others(puts, foreign, older, disk)?;
        puts.same().into_par_iter().try_for_each(|(path, entry)| self.share(live, path, entry, older, disk))?;
        for folder in &foreign.folders {
            self.create_folders(&folder.join("within"), disk)?;
        }
        foreign.files.par_iter().try_for_each(|path| self.carry(live, path, disk))?;
        for folder in foreign.folders.iter().rev() {
            disk.copy_permissions(&live.join(folder), &self.root.join(folder))?;
        }
        if live.exists() {
            disk.copy_permissions(live, &self.root)?;
        }
        let stamps = self.stamps(puts, foreign, older);
        Manifest::keep_of(puts, &stamps, &self.identity(disk)?.manifest_in(&self.work), disk)
    }

    /// How the folders look that hold files and folders of ours and nothing else.
    fn stamps(&self, puts: &Puts, foreign: &Foreign, older: &Older<'_>) -> HashMap<Box<str>, FolderStamp> {
        let holds_others: HashSet<&Path> =
            foreign.files.iter().chain(&foreign.folders).filter_map(|path| path.parent()).collect();
        let now = SystemTime::now();
        let stamp = |folder: &str| {
            // Where something was changed since, the next build finds another stamp.
            let known = older.standing.folders.get(folder).and_then(|folder| older.manifest?.stamps().get(*folder));
            let stamp = known.copied().or_else(|| FolderStamp::at_rest(&self.root.join(folder), now))?;
            Some((folder.into(), stamp))
        };
        let ours: Vec<&str> = puts.folders().filter(|folder| !holds_others.contains(Path::new(folder))).collect();
        ours.into_par_iter().filter_map(stamp).collect()
    }

    /// What the older tree holds. It is read once, before the first change.
    pub(super) fn read(&self) -> Option<&Manifest> {
        let read = || {
            let meta = fs::symlink_metadata(&self.root).ok().filter(Metadata::is_dir)?;
            match Manifest::read(&Identity::of(&meta).manifest_in(&self.work)) {
                Ok(Found::Readable(whole)) if self.scope == Scope::Site => Some(whole),
                _ => None,
            }
        };
        self.older.get_or_init(read).as_ref()
    }

    /// Makes the tree ready for changes, at the first call; it is not whole from then on.
    fn begin(&self, disk: &Disk) -> Result<(), PublishError> {
        let mut begun = lock(&self.begun);
        if *begun {
            return Ok(());
        }
        let older = self.read();
        if fs::symlink_metadata(&self.root).is_ok_and(|meta| meta.is_dir()) {
            disk.remove(&self.identity(disk)?.manifest_in(&self.work))?;
        }
        if older.is_none() {
            disk.remove(&self.root)?;
            disk.create_folder(&self.root)?;
            // A removed folder's number is given out again: no manifest may speak for the new one.
            disk.remove(&self.identity(disk)?.manifest_in(&self.work))?;
        }
        *begun = true;
        Ok(())
    }

    /// Removes what is neither in the new site nor carried over.
    fn remove_others(
        &self,
        puts: &Puts,
        foreign: &Foreign,
        older: &Older<'_>,
        disk: &Disk,
    ) -> Result<(), PublishError> {
        let Older { manifest, tree: Tree { files, folders }, standing } = older;
        let carried: HashSet<&Path> = foreign.files.iter().map(PathBuf::as_path).collect();
        let mut wanted: HashSet<&Path> = puts.folders().map(Path::new).collect();
        wanted.extend(foreign.folders.iter().flat_map(|path| path.ancestors()));
        wanted.extend(foreign.files.iter().flat_map(|path| path.ancestors().skip(1)));
        let folders = folders.iter().map(PathBuf::as_path).chain(standing.folders.iter().map(Path::new));
        let (kept, others): (Vec<_>, Vec<_>) = folders.partition(|path| wanted.contains(path));
        for folder in others {
            disk.remove(&self.root.join(folder))?;
        }
        let known =
            manifest.iter().flat_map(|manifest| manifest.paths()).filter(|path| standing.holds(path)).map(Path::new);
        let others: Vec<&Path> = (files.iter().map(PathBuf::as_path).chain(known))
            .filter(|path| key(path).is_none_or(|key| !puts.contains(&key)) && !carried.contains(path))
            .collect();
        others.par_iter().try_for_each(|path| disk.remove(&self.root.join(path)))?;
        lock(&self.folders).extend(kept.into_iter().map(Path::to_owned));
        Ok(())
    }

    /// Sees to it that the tree has the live file of this path.
    fn share(
        &self,
        live: &Path,
        path: &str,
        entry: &Entry,
        older: &Older<'_>,
        disk: &Disk,
    ) -> Result<(), PublishError> {
        let file = self.root.join(path);
        if let Some(known) =
            older.manifest.and_then(|manifest| manifest.get(path)).filter(|known| known.digest == entry.digest)
        {
            // The live file was looked at already, and this name still leads to it.
            let is_same = known.is_of_same_file(entry) && older.standing.holds(path);
            if is_same || Stamp::at(&file) == Some(entry.stamp) {
                return Ok(());
            }
        }
        self.create_folders(Path::new(path), disk)?;
        disk.link(&live.join(path), &file)
    }

    /// Sees to it that the tree has a foreign file of the live tree.
    fn carry(&self, live: &Path, path: &Path, disk: &Disk) -> Result<(), PublishError> {
        let (from, to) = (live.join(path), self.root.join(path));
        if is_same_file(&from, &to) {
            return Ok(());
        }
        self.create_folders(path, disk)?;
        disk.link(&from, &to)
    }

    /// Makes the folders in which a path lies. Each is made once, under a lock, since another thread may want it too.
    fn create_folders(&self, path: &Path, disk: &Disk) -> Result<(), PublishError> {
        let mut known = lock(&self.folders);
        let missing: Vec<&Path> = path
            .ancestors()
            .skip(1)
            .take_while(|folder| !folder.as_os_str().is_empty() && !known.contains(*folder))
            .collect();
        for folder in missing.into_iter().rev() {
            disk.create_folder(&self.root.join(folder))?;
            known.insert(folder.to_owned());
        }
        Ok(())
    }

    fn identity(&self, disk: &Disk) -> Result<Identity, PublishError> {
        Ok(Identity::of(&meta_of(&self.root, disk)?))
    }
}

fn meta_of(path: &Path, disk: &Disk) -> Result<Metadata, PublishError> {
    fs::symlink_metadata(path).map_err(|error| disk.error("read", path, error))
}

/// A thread that panicked while it held the lock has not broken what it guards: every change is one insertion.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
