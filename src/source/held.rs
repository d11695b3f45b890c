use std::fs::{File, TryLockError};

/// A file that is locked until this is dropped, or the process is killed.
///
/// Closing the file alone would not unlock it at once: a program that another thread is just starting has a copy of every handle
/// until it begins to run, and the lock lasts as long as the last of them.
#[derive(Debug)]
pub struct Held(File);

impl Held {
    /// Holds a file by one of the locks that the standard library has, such as [`File::try_lock`].
    ///
    /// # Errors
    /// Those of `lock`: the file is held by somebody else, or the system does not lock it.
    pub fn by(file: File, lock: impl FnOnce(&File) -> Result<(), TryLockError>) -> Result<Self, TryLockError> {
        lock(&file)?;
        Ok(Self(file))
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        // Where this fails, closing the file is what is left, and it comes next.
        let _ = self.0.unlock();
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that panics has failed")]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_free_at_once_though_a_copy_of_its_handle_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        let held = Held::by(File::create(&path).unwrap(), File::try_lock).unwrap();
        let copy = held.0.try_clone().unwrap();
        let take = || Held::by(File::open(&path).unwrap(), File::try_lock);
        assert!(matches!(take(), Err(TryLockError::WouldBlock)));
        drop(held);
        take().unwrap();
        drop(copy);
    }
}
