use std::path::{Component, Path};
use std::sync::Arc;

use hashbrown::{HashMap, HashSet};

use super::PublishError;
use super::manifest::{Entry, Manifest};
use super::tree::folders_of;

/// What the new site holds.
#[derive(Default)]
pub(super) struct Puts {
    files: HashMap<Arc<str>, Put>,
    /// Every folder in which a file lies.
    folders: HashSet<String>,
    /// A path that could not be taken; without it the site would not be whole.
    failed: Option<String>,
}

/// One file of the new site.
#[derive(Clone, Copy)]
pub(super) enum Put {
    /// A thread is at it.
    Underway,
    /// The live tree has the same bytes.
    Same(Entry),
    /// It stands in the staged tree.
    New(Entry),
}

impl Puts {
    /// Makes room for so many files.
    pub(super) fn expect(&mut self, files: usize) {
        self.files.reserve(files);
    }

    /// Takes a path for one file.
    ///
    /// # Errors
    ///
    /// Where the path is not safe, is taken, or is a folder of another path or in one.
    pub(super) fn reserve(&mut self, path: &Arc<str>) -> Result<(), PublishError> {
        if !is_safe(path) {
            return Err(PublishError::UnsafePath { path: path.to_string() });
        }
        if self.files.contains_key(path) {
            return Err(PublishError::Twice { path: path.to_string() });
        }
        let both = |path: &str| PublishError::FileAndFolder { path: path.to_owned() };
        if self.folders.contains(&**path) {
            return Err(both(path));
        }
        for folder in folders_of(path) {
            if self.folders.contains(folder) {
                break;
            }
            if self.files.contains_key(folder) {
                return Err(both(folder));
            }
            self.folders.insert(folder.to_owned());
        }
        self.files.insert(Arc::clone(path), Put::Underway);
        Ok(())
    }

    /// Says what became of a path that was reserved.
    pub(super) fn settle(&mut self, path: &str, put: Put) {
        if let Some(underway) = self.files.get_mut(path) {
            *underway = put;
        }
    }

    /// Says that a path could not be taken.
    pub(super) fn fail(&mut self, path: &str) {
        self.failed.get_or_insert_with(|| path.to_owned());
    }

    /// Refuses a site of which a file could not be taken.
    pub(super) fn check(&self) -> Result<(), PublishError> {
        let underway = || self.files.iter().find(|(_, put)| matches!(put, Put::Underway)).map(|(path, _)| &**path);
        match self.failed.as_deref().or_else(underway) {
            Some(path) => Err(PublishError::Incomplete { path: path.to_owned() }),
            None => Ok(()),
        }
    }

    pub(super) fn contains(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// Whether a file lies in this folder.
    pub(super) fn has_folder(&self, path: &str) -> bool {
        self.folders.contains(path)
    }

    /// Every folder in which a file lies.
    pub(super) fn folders(&self) -> impl Iterator<Item = &str> {
        self.folders.iter().map(String::as_str)
    }

    /// The files that the live tree has too.
    pub(super) fn same(&self) -> Vec<(&str, &Entry)> {
        self.files
            .iter()
            .filter_map(|(path, put)| match put {
                Put::Same(entry) => Some((&**path, entry)),
                Put::New(_) | Put::Underway => None,
            })
            .collect()
    }

    /// The paths of the files that are new or have new bytes.
    pub(super) fn changed(&self) -> Vec<Arc<str>> {
        self.files.iter().filter(|(_, put)| matches!(put, Put::New(_))).map(|(path, _)| path.clone()).collect()
    }

    /// What a tree holds that has all of it.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&str, &Entry)> {
        self.taken().map(|(path, entry)| (&**path, entry))
    }

    /// The manifest of such a tree.
    pub(super) fn manifest(&self) -> Manifest {
        self.taken().map(|(path, entry)| (Arc::clone(path), *entry)).collect()
    }

    fn taken(&self) -> impl Iterator<Item = (&Arc<str>, &Entry)> {
        self.files.iter().filter_map(|(path, put)| match put {
            Put::Same(entry) | Put::New(entry) => Some((path, entry)),
            Put::Underway => None,
        })
    }
}

/// Whether a path is relative, `/`-separated, stays inside, and fits on one line of a manifest.
pub(super) fn is_safe(path: &str) -> bool {
    let plain = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    let parts = path.split('/').all(|part| !part.is_empty() && part != "." && part != "..");
    plain && parts && !path.contains('\\') && !path.contains(char::is_control)
}
