use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use borsh::BorshSerialize;

use super::PublishError;
use super::seal::Seal;

/// Every change that publishing makes to the file system, one method each.
///
/// A file is created and never written over: what stands at its path is unlinked first, since its inode may be shared
/// with the live tree. Errors name the path as the person knows it. In tests every change is a place at which the
/// process can die.
pub(super) struct Disk {
    /// Folders in which publishing works and how each is shown, the innermost first.
    names: Vec<(PathBuf, PathBuf)>,
    #[cfg(test)]
    pub(super) fuse: super::tests::Fuse,
}

impl Disk {
    pub(super) fn new(names: Vec<(PathBuf, PathBuf)>) -> Self {
        Self {
            names,
            #[cfg(test)]
            fuse: super::tests::Fuse::default(),
        }
    }

    /// The path as the person knows it.
    pub(super) fn shown(&self, path: &Path) -> PathBuf {
        for (root, shown) in &self.names {
            match path.strip_prefix(root) {
                Ok(rest) if rest.as_os_str().is_empty() => return shown.clone(),
                Ok(rest) => return shown.join(rest),
                Err(_) => {}
            }
        }
        path.to_owned()
    }

    /// An error of the machine at a path.
    pub(super) fn error(&self, action: &'static str, path: &Path, source: io::Error) -> PublishError {
        PublishError::Io { action, path: self.shown(path), source }
    }

    /// Makes a folder, whose parent exists. A folder that stands there stays; anything else gives way.
    pub(super) fn create_folder(&self, path: &Path) -> Result<(), PublishError> {
        let failed = |error| self.error("create", path, error);
        self.step().map_err(failed)?;
        match fs::create_dir(path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                if fs::symlink_metadata(path).map_err(failed)?.is_dir() {
                    return Ok(());
                }
                self.remove(path)?;
                fs::create_dir(path).map_err(failed)
            }
            result => result.map_err(failed),
        }
    }

    /// Creates a file, whose folder exists. What stands at its path gives way.
    pub(super) fn create_file(&self, path: &Path, bytes: &[u8]) -> Result<(), PublishError> {
        let mut file = self.begin_file(path)?;
        self.extend_file(&mut file, path, bytes)
    }

    /// Creates an empty file, whose folder exists. What stands at its path gives way.
    pub(super) fn begin_file(&self, path: &Path) -> Result<File, PublishError> {
        let failed = |error| self.error("write", path, error);
        self.step().map_err(failed)?;
        match File::create_new(path) {
            Err(_) if fs::symlink_metadata(path).is_ok() => {
                self.remove(path)?;
                File::create_new(path).map_err(failed)
            }
            result => result.map_err(failed),
        }
    }

    /// Writes bytes to the end of a file that was begun.
    pub(super) fn extend_file(&self, file: &mut File, path: &Path, bytes: &[u8]) -> Result<(), PublishError> {
        self.step().and_then(|()| file.write_all(bytes)).map_err(|error| self.error("write", path, error))
    }

    /// Replaces a file of the work folder by sealed values, so that a reader finds the old or the new ones, never a part.
    pub(super) fn replace_by_sealed(
        &self,
        path: &Path,
        header: &str,
        values: impl Iterator<Item = impl BorshSerialize>,
    ) -> Result<(), PublishError> {
        let mut new = path.as_os_str().to_owned();
        new.push(".new");
        let new = PathBuf::from(new);
        let mut file = self.begin_file(&new)?;
        let mut seal = Seal::begin(header);
        for value in values {
            if let Some(part) = seal.add(&value).map_err(|error| self.error("write", path, error))? {
                self.extend_file(&mut file, &new, &part)?;
            }
        }
        self.extend_file(&mut file, &new, &seal.end())?;
        drop(file);
        self.rename(&new, path)
    }

    /// Gives a file a second name, or copies it where that cannot be: its time of change goes with it. What stands at the
    /// new path gives way.
    pub(super) fn link(&self, from: &Path, to: &Path) -> Result<(), PublishError> {
        self.step().map_err(|error| self.error("write", to, error))?;
        let mut linked = fs::hard_link(from, to);
        if linked.is_err() && fs::symlink_metadata(to).is_ok() {
            self.remove(to)?;
            linked = fs::hard_link(from, to);
        }
        linked.or_else(|_| self.copy(from, to))
    }

    /// Copies a file or a symbolic link with its time of change. What stands at the new path gives way.
    pub(super) fn copy(&self, from: &Path, to: &Path) -> Result<(), PublishError> {
        let failed = |error| self.error("write", to, error);
        self.remove(to)?;
        self.step().map_err(failed)?;
        let old = fs::symlink_metadata(from).map_err(|error| self.error("read", from, error))?;
        if old.is_symlink() {
            return copy_symlink(from, to).map_err(failed);
        }
        fs::copy(from, to).map_err(failed)?;
        // Without its time the copy is still right; the next build then compares it by its bytes.
        if let (Ok(time), Ok(file)) = (old.modified(), open_for_time(to)) {
            let _ = file.set_modified(time);
        }
        Ok(())
    }

    /// Gives a folder the permissions of another; its owner keeps the right to write, which the next build needs.
    pub(super) fn copy_permissions(&self, from: &Path, to: &Path) -> Result<(), PublishError> {
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = |path: &Path| fs::symlink_metadata(path).map(|meta| meta.permissions().mode() & 0o7777);
            let wanted = mode(from).map_err(|error| self.error("read", from, error))? | 0o700;
            if mode(to).map_err(|error| self.error("read", to, error))? != wanted {
                let failed = |error| self.error("set the permissions of", to, error);
                self.step().map_err(failed)?;
                fs::set_permissions(to, fs::Permissions::from_mode(wanted)).map_err(failed)?;
            }
        }
        #[cfg(not(unix))]
        let _ = (from, to);
        Ok(())
    }

    /// Removes whatever stands at a path: a file, a link, or a folder with all that is in it. Nothing there is fine.
    pub(super) fn remove(&self, path: &Path) -> Result<(), PublishError> {
        let failed = |error| self.error("remove", path, error);
        let folder = match fs::symlink_metadata(path) {
            Ok(meta) => meta.is_dir(),
            Err(error) if is_absent(&error) => return Ok(()),
            Err(error) => return Err(failed(error)),
        };
        self.step().map_err(failed)?;
        match if folder { fs::remove_dir_all(path) } else { fs::remove_file(path) } {
            Err(error) if is_absent(&error) => Ok(()),
            result => result.map_err(failed),
        }
    }

    /// Removes a folder if it is empty, and says whether it is gone.
    pub(super) fn remove_empty_folder(&self, path: &Path) -> Result<bool, PublishError> {
        self.step().map_err(|error| self.error("remove", path, error))?;
        Ok(match fs::remove_dir(path) {
            Ok(()) => true,
            Err(error) => is_absent(&error),
        })
    }

    /// Renames a file or folder. A file at the new path gives way.
    pub(super) fn rename(&self, from: &Path, to: &Path) -> Result<(), PublishError> {
        self.step().and_then(|()| fs::rename(from, to)).map_err(|error| self.error("replace", to, error))
    }

    /// Renames a folder. The inner result is the file system's answer, for which there is another way.
    pub(super) fn try_rename(&self, from: &Path, to: &Path) -> Result<io::Result<()>, PublishError> {
        self.step().map_err(|error| self.error("replace", to, error))?;
        Ok(fs::rename(from, to))
    }

    /// Exchanges two folders in one step. The inner result is the file system's answer, for which there is another way.
    pub(super) fn exchange(&self, one: &Path, other: &Path) -> Result<io::Result<()>, PublishError> {
        self.step().map_err(|error| self.error("exchange", one, error))?;
        Ok(exchange(one, other))
    }

    #[cfg(not(test))]
    #[inline]
    #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "in tests it can fail")]
    fn step(&self) -> io::Result<()> {
        Ok(())
    }

    #[cfg(test)]
    fn step(&self) -> io::Result<()> {
        self.fuse.step()
    }
}

/// Whether an error says that there is nothing at a path.
pub(super) fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

#[cfg(unix)]
fn copy_symlink(from: &Path, to: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(fs::read_link(from)?, to)
}

#[cfg(not(unix))]
fn copy_symlink(_: &Path, _: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

/// Opens a file so that its time can be set: on Unix its owner may, also where nobody may write to it.
fn open_for_time(path: &Path) -> io::Result<File> {
    if cfg!(unix) { File::open(path) } else { File::options().write(true).open(path) }
}
