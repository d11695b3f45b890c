//! Publishing at its boundary: a site is put, and the output folder is looked at.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

mod crash;
mod made;
#[cfg(unix)]
mod output;
#[cfg(unix)]
mod refusal;
#[cfg(unix)]
mod rest;
mod whole;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicIsize, Ordering};

use tempfile::TempDir;

use super::disk::Disk;
use super::place::Place;
use super::swap::Means;
use super::tree::Tree;
use super::{PublishError, Published, Publisher, Whole};

/// The steps after which the process dies. Without a length it lives.
#[derive(Default)]
pub(super) struct Fuse(Option<AtomicIsize>);

impl Fuse {
    fn of(steps: isize) -> Self {
        Self(Some(AtomicIsize::new(steps)))
    }

    pub(super) fn step(&self) -> io::Result<()> {
        match &self.0 {
            Some(left) if left.fetch_sub(1, Ordering::Relaxed) <= 0 => Err(io::Error::other("killed")),
            _ => Ok(()),
        }
    }
}

/// What an output folder holds, by path: a file's text, and for an empty folder `/`.
type Content = BTreeMap<String, String>;

/// A site's files as a test writes them down: `path=text`, one a word.
fn site(files: &str) -> Content {
    files
        .split_whitespace()
        .map(|file| file.split_once('=').expect("path=text"))
        .map(|(p, t)| (p.into(), t.into()))
        .collect()
}

/// The digest of what a site is built from, which here are its own files.
fn digest(site: &Content) -> blake3::Hash {
    let own = site.iter().filter(|(_, text)| !matches!(text.as_str(), "mine" | "/"));
    blake3::hash(format!("{:?}", own.collect::<Vec<_>>()).as_bytes())
}

/// An output folder in a folder of its own.
struct Output {
    folder: TempDir,
    means: Means,
}

impl Output {
    fn new() -> Self {
        Self::by(Means::Exchange)
    }

    fn by(means: Means) -> Self {
        Self { folder: TempDir::new().unwrap(), means }
    }

    fn out(&self) -> PathBuf {
        self.folder.path().join("dist")
    }

    fn work(&self) -> PathBuf {
        self.folder.path().join(".dist.foretask")
    }

    fn file(&self, path: &str) -> PathBuf {
        self.out().join(path)
    }

    /// Writes a file into the output as somebody else would.
    fn foreign(&self, path: &str, text: &str) {
        fs::create_dir_all(self.file(path).parent().unwrap()).unwrap();
        fs::write(self.file(path), text).unwrap();
    }

    fn open(&self) -> Result<Publisher, PublishError> {
        self.open_with(Fuse::default())
    }

    fn open_with(&self, fuse: Fuse) -> Result<Publisher, PublishError> {
        let place = Place::open(&self.out(), &[])?;
        let mut disk = Disk::new(place.names());
        disk.fuse = fuse;
        Publisher::begin(place, disk, self.means)
    }

    fn try_build(&self, site: &Content, fuse: Fuse) -> Result<Published, PublishError> {
        let publisher = self.open_with(fuse)?;
        for (path, text) in site {
            match path.ends_with(".csv") {
                true => put_in_parts(&publisher, path, &format!("{site:?}"), text)?,
                false => publisher.put(path, text.as_bytes())?,
            }
        }
        publisher.finish(Some(Whole { from: digest(site), pages: site.len() }))
    }

    fn build(&self, files: &str) -> Published {
        self.try_build(&site(files), Fuse::default()).unwrap()
    }

    fn content(&self) -> Content {
        content(&self.out())
    }

    /// The names in the work folder, those of manifests shortened.
    fn left_over(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.work())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .map(|name| if name.ends_with(".manifest") { "manifest".into() } else { name })
            .collect();
        names.sort();
        names
    }
}

/// Puts a text byte by byte.
fn put_in_parts(publisher: &Publisher, path: &str, from: &str, text: &str) -> Result<(), PublishError> {
    let parts = || text.bytes().map(|byte| Ok::<_, PublishError>(vec![byte]));
    publisher.put_made_in_parts(path, blake3::hash(from.as_bytes()), parts)
}

fn content(root: &Path) -> Content {
    let tree = Tree::walk(root).unwrap();
    let text = |path: &Path| match fs::read_link(root.join(path)) {
        Ok(target) => format!("-> {}", target.display()),
        Err(_) => fs::read_to_string(root.join(path)).unwrap(),
    };
    let name = |path: &Path| path.to_str().unwrap().to_owned();
    let files = tree.files.iter().map(|path| (name(path), text(path)));
    let empty = tree.folders.iter().filter(|folder| fs::read_dir(root.join(folder)).unwrap().next().is_none());
    files.chain(empty.map(|folder| (name(folder), "/".to_owned()))).collect()
}
