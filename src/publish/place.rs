use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::PublishError;
use super::disk::is_absent;
use super::manifest::is_manifest_name;
use crate::source::{ARRIVING, Held};

/// Where a site is published: the output folder, and beside it the work folder, on which this process holds the lock.
pub(super) struct Place {
    /// The output folder as the person gave it.
    pub(super) shown: PathBuf,
    /// The output folder, absolute and without symbolic links. It may not exist yet.
    pub(super) live: PathBuf,
    /// The folder beside it, which exists.
    pub(super) work: PathBuf,
    _lock: Held,
}

impl Place {
    /// Finds the output folder, refuses one that must not be written to, makes the work folder and takes the lock.
    ///
    /// Nothing is made on the disk for an output that is refused.
    pub(super) fn open(out: &Path, protected: &[PathBuf]) -> Result<Self, PublishError> {
        let shown: PathBuf = out.components().collect();
        let failed = |action, path: &Path, source| PublishError::Io { action, path: path.to_owned(), source };
        let live = resolve(out).map_err(|error| failed("find", &shown, error))?;
        let Some(work) = work_beside(&live) else {
            return Err(PublishError::NotAFolder { out: shown });
        };
        for folder in protected {
            let folder = resolve(folder).map_err(|error| failed("find", folder, error))?;
            if live.starts_with(&folder) || folder.starts_with(&live) {
                return Err(PublishError::HoldsSources { out: shown });
            }
        }
        match fs::read_dir(&live) {
            Ok(mut entries) => {
                let is_begun = |entry: io::Result<fs::DirEntry>| entry.is_ok_and(|entry| entry.file_name() == ARRIVING);
                let written = || has_written(&work).map_err(|error| failed("read", &shown_work(&shown, &work), error));
                if !entries.all(is_begun) && !written()? {
                    return Err(PublishError::NotOurs { out: shown });
                }
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) if error.kind() == ErrorKind::NotADirectory => {
                return Err(PublishError::NotAFolder { out: shown });
            }
            Err(error) => return Err(failed("read", &shown, error)),
        }
        let lock = lock(&work).map_err(|error| match error {
            TryLockError::WouldBlock => PublishError::Locked { out: shown.clone() },
            TryLockError::Error(source) => PublishError::WorkFolder { path: shown_work(&shown, &work), source },
        })?;
        Ok(Self { shown, live, work, _lock: lock })
    }

    /// The older tree, or the one that is being made.
    pub(super) fn staged(&self) -> PathBuf {
        self.work.join("staged")
    }

    /// Where the live tree waits for a moment, where two trees cannot be exchanged in one step.
    pub(super) fn retired(&self) -> PathBuf {
        self.work.join("retired")
    }

    /// What is left to do where files are replaced one by one.
    pub(super) fn journal(&self) -> PathBuf {
        self.work.join("journal")
    }

    /// Where files of the live tree wait that are about to take others' places, where files are replaced one by one.
    pub(super) fn arriving(&self) -> PathBuf {
        self.live.join(ARRIVING)
    }

    /// From what files that are dear to make were made.
    pub(super) fn made(&self) -> PathBuf {
        self.work.join("made")
    }

    /// From what the live tree was built.
    pub(super) fn whole(&self) -> PathBuf {
        self.work.join(WHOLE)
    }

    /// Every manifest in the work folder.
    pub(super) fn manifests(&self) -> Result<Vec<PathBuf>, PublishError> {
        let failed = |source| PublishError::Io { action: "read", path: shown_work(&self.shown, &self.work), source };
        let mut found = Vec::new();
        for entry in fs::read_dir(&self.work).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            if entry.file_name().to_str().is_some_and(is_manifest_name) {
                found.push(entry.path());
            }
        }
        found.sort();
        Ok(found)
    }

    /// The folders of publishing and how each is shown; a staged file is shown as the file that it will be.
    pub(super) fn names(&self) -> Vec<(PathBuf, PathBuf)> {
        vec![
            (self.staged(), self.shown.clone()),
            (self.live.clone(), self.shown.clone()),
            (self.work.clone(), shown_work(&self.shown, &self.work)),
        ]
    }
}

/// The name of the file that says from what the live tree was built.
const WHOLE: &str = "whole";

/// Whether it is known from what the site in an output folder was built.
pub(super) fn is_known(out: &Path) -> bool {
    resolve(out).is_ok_and(|live| work_beside(&live).is_some_and(|work| work.join(WHOLE).is_file()))
}

/// The work folder of an output folder.
fn work_beside(live: &Path) -> Option<PathBuf> {
    let mut name = OsString::from(".");
    name.push(live.file_name()?);
    name.push(".foretask");
    Some(live.parent()?.join(name))
}

/// The work folder as the person would write it.
fn shown_work(shown: &Path, work: &Path) -> PathBuf {
    match (shown.file_name(), work.file_name()) {
        (Some(_), Some(name)) if !shown.is_symlink() => shown.with_file_name(name),
        _ => work.to_owned(),
    }
}

/// An absolute path without symbolic links and `..`, of which the last parts need not exist.
fn resolve(path: &Path) -> io::Result<PathBuf> {
    let mut existing = std::path::absolute(path)?;
    let mut missing = Vec::new();
    loop {
        match fs::canonicalize(&existing) {
            Ok(mut real) => {
                real.extend(missing.iter().rev());
                return Ok(real);
            }
            Err(error) if error.kind() == ErrorKind::NotFound && !existing.is_symlink() => {
                let Some(name) = existing.file_name() else { return Err(error) };
                missing.push(name.to_owned());
                existing.pop();
            }
            Err(error) => return Err(error),
        }
    }
}

/// Whether a work folder says that Foretask wrote to the output beside it: each tree's manifest or journal is there before
/// its first file is live. A folder that cannot be read says nothing either way.
fn has_written(work: &Path) -> io::Result<bool> {
    let entries = match fs::read_dir(work) {
        Err(error) if is_absent(&error) => return Ok(false),
        entries => entries?,
    };
    for entry in entries {
        let name = entry?.file_name();
        if name == "journal" || name.to_str().is_some_and(is_manifest_name) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn lock(work: &Path) -> Result<Held, TryLockError> {
    fs::create_dir_all(work).map_err(TryLockError::Error)?;
    let open = |name| File::options().write(true).create(true).truncate(false).open(work.join(name));
    let lock = Held::by(open("lock").map_err(TryLockError::Error)?, File::try_lock)?;
    // The folder is no part of anybody's sources.
    let ignore = work.join(".gitignore");
    if !ignore.exists() {
        fs::write(ignore, "*\n").map_err(TryLockError::Error)?;
    }
    Ok(lock)
}
