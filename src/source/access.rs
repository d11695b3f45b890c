use std::fs::{File, TryLockError};
use std::io::{Error, ErrorKind};
use std::path::Path;

use super::{Held, ReadError};

/// The right to read the files of a site, or to change them, while no other process changes them.
///
/// It is given back when it is dropped, and also when the process is killed: the lock is the system's, on the folder `content/` itself, and
/// leaves nothing on the disk. It holds off only processes that ask for it, not editors.
#[derive(Debug)]
pub struct Access {
    _folder: Option<Held>,
}

impl Access {
    /// The right to read. Any number of processes have it at once.
    ///
    /// # Errors
    /// While another process has the right to change.
    pub fn to_read(root: &Path) -> Result<Self, ReadError> {
        Self::by(root, File::try_lock_shared)
    }

    /// The right to change, for one process alone.
    ///
    /// # Errors
    /// While another process has either right.
    pub fn to_change(root: &Path) -> Result<Self, ReadError> {
        Self::by(root, File::try_lock)
    }

    /// Where there is no folder, or the system locks none, everybody has every right: whoever reads the folder will say what is wrong with
    /// it.
    fn by(root: &Path, lock: impl FnOnce(&File) -> Result<(), TryLockError>) -> Result<Self, ReadError> {
        let path = root.join("content");
        let Ok(folder) = File::open(&path) else { return Ok(Self { _folder: None }) };
        match Held::by(folder, lock) {
            Ok(folder) => Ok(Self { _folder: Some(folder) }),
            Err(TryLockError::WouldBlock) => {
                let why = "another foretask reads or changes the files in it; run this again when that has ended";
                Err(ReadError { path, cause: Error::new(ErrorKind::ResourceBusy, why) })
            }
            Err(TryLockError::Error(_)) => Ok(Self { _folder: None }),
        }
    }
}
