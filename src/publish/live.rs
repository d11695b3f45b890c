use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use hashbrown::HashMap;
use rayon::prelude::*;

use super::PublishError;
use super::disk::{Disk, is_absent};
use super::manifest::{Entry, Found, Identity, Manifest, Stamp};
use super::place::Place;
use super::puts::Puts;
use super::tree::{Tree, file_at, holds_mount, key};

/// The tree that visitors see, as it was when the build began. Nothing here changes it.
pub(super) struct Live {
    root: PathBuf,
    /// Whether there is one; before the first build there may be none.
    pub(super) exists: bool,
    /// What in it is ours.
    pub(super) manifest: Manifest,
    /// What to make of a file that the manifest does not list.
    unlisted: Unlisted,
}

/// What a file in the output is that no manifest lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unlisted {
    /// Somebody else put it there.
    Foreign,
    /// It may be ours, since a manifest is damaged: where the site has a file of this path it gives way, else it stays.
    PerhapsOurs,
}

/// What in the live tree is not ours, by path relative to it.
#[derive(Default)]
pub(super) struct Foreign {
    /// Everything that is no folder, sorted.
    pub(super) files: Vec<PathBuf>,
    /// Folders that hold nothing of ours, sorted: a folder comes before those in it.
    pub(super) folders: Vec<PathBuf>,
    /// Whether another file system is mounted inside the live tree, so that the tree must stay where it is.
    pub(super) holds_mount: bool,
}

impl Live {
    /// Finds out what in the live tree is ours.
    ///
    /// A tree with a manifest of its own is known by that. One without, since its manifest is damaged or since it was
    /// copied or restored from elsewhere, is ours as far as its files still have the bytes that one of our manifests
    /// lists.
    pub(super) fn open(place: &Place, disk: &Disk, unlisted: Unlisted) -> Result<Self, PublishError> {
        let root = place.live.clone();
        let identity = match fs::symlink_metadata(&root) {
            Ok(meta) => Identity::of(&meta),
            Err(error) if is_absent(&error) => {
                return Ok(Self { root, exists: false, manifest: Manifest::default(), unlisted });
            }
            Err(error) => return Err(disk.error("read", &root, error)),
        };
        let read = |path: &Path| Manifest::read(path).map_err(|error| disk.error("read", path, error));
        if let Found::Readable(manifest) = read(&identity.manifest_in(&place.work))? {
            return Ok(Self { root, exists: true, manifest, unlisted });
        }
        let mut unlisted = unlisted;
        let mut known = Vec::new();
        for path in place.manifests()? {
            match read(&path)? {
                Found::Readable(manifest) => known.push(manifest),
                Found::Damaged => unlisted = Unlisted::PerhapsOurs,
                Found::Absent => {}
            }
        }
        let manifest = recognise(&root, &known).map_err(|(path, error)| disk.error("read", &path, error))?;
        Ok(Self { root, exists: true, manifest, unlisted })
    }

    /// The live file of this path, if it has the bytes of this digest, and so many.
    ///
    /// # Errors
    ///
    /// Where something foreign stands at the path with other bytes, or the machine cannot read it.
    pub(super) fn find(
        &self,
        path: &str,
        size: u64,
        digest: blake3::Hash,
        disk: &Disk,
    ) -> Result<Option<Entry>, PublishError> {
        if !self.exists {
            return Ok(None);
        }
        let file = self.root.join(path);
        let meta = match fs::symlink_metadata(&file) {
            Ok(meta) => meta,
            Err(error) if is_absent(&error) => return Ok(None),
            Err(error) => return Err(disk.error("read", &file, error)),
        };
        if meta.is_dir() {
            return Ok(None);
        }
        let (entry, stamp) = (self.manifest.get(path), Stamp::of(&meta));
        if let Some(entry) = entry.filter(|entry| meta.is_file() && entry.stamp == stamp) {
            return Ok((entry.digest == digest).then(|| Entry::of(digest, &meta)));
        }
        let same = meta.is_file() && stamp.size == size && {
            digest_of(&file).map_err(|error| disk.error("read", &file, error))? == digest
        };
        if same {
            return Ok(Some(Entry::of(digest, &meta)));
        }
        if entry.is_none() && self.unlisted == Unlisted::Foreign {
            return Err(PublishError::Foreign { path: disk.shown(&file) });
        }
        Ok(None)
    }

    /// The live file of this path, if it is one of ours and has the bytes of this digest. They are read only where the file system says that
    /// it may have been changed.
    pub(super) fn known(&self, path: &str, digest: blake3::Hash) -> Option<Entry> {
        let file = self.root.join(path);
        let entry = self.manifest.get(path).filter(|entry| self.exists && entry.digest == digest)?;
        let meta = file_at(&file)?;
        let same = entry.stamp == Stamp::of(&meta) || digest_of(&file).is_ok_and(|found| found == digest);
        same.then(|| Entry::of(digest, &meta))
    }

    /// Whether there is a live tree in which every file of ours is as it was written, as far as the file system knows.
    pub(super) fn is_untouched(&self) -> bool {
        let entries: Vec<(&str, &Entry)> = self.manifest.entries().collect();
        self.exists && entries.par_iter().all(|(path, entry)| Stamp::at(&self.root.join(path)) == Some(entry.stamp))
    }

    /// Our live files that the new site has no more, sorted.
    pub(super) fn gone(&self, puts: &Puts) -> Vec<String> {
        let is_file = |path: &str| fs::symlink_metadata(self.root.join(path)).is_ok_and(|meta| !meta.is_dir());
        let mut gone: Vec<String> =
            self.manifest.paths().filter(|path| !puts.contains(path) && is_file(path)).map(str::to_owned).collect();
        gone.sort_unstable();
        gone
    }

    /// What in the live tree is not ours.
    ///
    /// # Errors
    ///
    /// Where the site has a folder in place of a foreign file, or a file in place of a folder with something foreign in it.
    pub(super) fn foreign(&self, puts: &Puts, disk: &Disk) -> Result<Foreign, PublishError> {
        if !self.exists {
            return Ok(Foreign::default());
        }
        let ours = self.manifest.folders();
        let (Tree { mut files, mut folders }, standing) = Tree::walk_changed(&self.root, &self.manifest, &ours)
            .map_err(|(path, error)| disk.error("read", &path, error))?;
        let holds_mount = standing.holds_mount || holds_mount(&self.root, &folders);
        files.retain(|path| key(path).is_none_or(|path| !self.manifest.contains(&path) && !puts.contains(&path)));
        folders.retain(|path| key(path).is_none_or(|path| !ours.contains(&*path)));
        files.sort_unstable();
        folders.sort_unstable();
        let lies_in_a_file =
            |path: &Path| path.ancestors().any(|part| key(part).is_some_and(|part| puts.contains(&part)));
        let is_a_folder = |path: &Path| key(path).is_some_and(|path| puts.has_folder(&path));
        let in_the_way = (files.iter().find(|path| is_a_folder(path) || lies_in_a_file(path)))
            .or_else(|| folders.iter().find(|path| lies_in_a_file(path)));
        if let Some(path) = in_the_way {
            return Err(PublishError::Foreign { path: disk.shown(&self.root.join(path)) });
        }
        Ok(Foreign { files, folders, holds_mount })
    }
}

/// The digest of the bytes of a file, which is not read into memory as a whole.
fn digest_of(file: &Path) -> io::Result<blake3::Hash> {
    let mut digest = blake3::Hasher::new();
    digest.update_reader(File::open(file)?)?;
    Ok(digest.finalize())
}

/// The files of a tree that have the bytes which one of the manifests lists for their path.
fn recognise(root: &Path, known: &[Manifest]) -> Result<Manifest, (PathBuf, io::Error)> {
    if known.is_empty() {
        return Ok(Manifest::default());
    }
    let recognised: HashMap<Arc<str>, Entry> = Tree::walk(root)?
        .files
        .par_iter()
        .filter_map(|path| {
            let (file, path) = (root.join(path), key(path)?);
            let meta = file_at(&file)?;
            let mut candidates = known.iter().filter_map(|manifest| manifest.get(&path)).peekable();
            candidates.peek()?;
            let digest = digest_of(&file).ok()?;
            candidates.any(|entry| entry.digest == digest).then(|| (path.into(), Entry::of(digest, &meta)))
        })
        .collect();
    Ok(recognised.into_iter().collect())
}
