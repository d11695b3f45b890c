use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::ScaffoldError;

/// Writes files below a folder, which is made where it is absent. None of them may be there. When one cannot be written, those that were
/// are removed again, with the folders that were made for them.
pub(super) fn write_all<'a>(
    folder: &Path,
    files: impl IntoIterator<Item = (&'a str, &'a [u8])>,
) -> Result<(), ScaffoldError> {
    let mut made = Made::default();
    for (name, bytes) in files {
        if let Err(error) = made.file(&folder.join(name), bytes) {
            made.remove();
            return Err(error);
        }
    }
    Ok(())
}

/// What was made so far.
#[derive(Default)]
struct Made {
    /// Files, and folders before what stands in them.
    paths: Vec<PathBuf>,
}

impl Made {
    fn file(&mut self, path: &Path, bytes: &[u8]) -> Result<(), ScaffoldError> {
        if let Some(folder) = path.parent() {
            self.folder(folder)?;
        }
        let refused = |cause: std::io::Error| match cause.kind() {
            ErrorKind::AlreadyExists => ScaffoldError::Exists(path.to_owned()),
            _ => ScaffoldError::Write { path: path.to_owned(), cause },
        };
        let mut file = fs::File::options().write(true).create_new(true).open(path).map_err(refused)?;
        self.paths.push(path.to_owned());
        file.write_all(bytes).map_err(refused)
    }

    fn folder(&mut self, path: &Path) -> Result<(), ScaffoldError> {
        if path.as_os_str().is_empty() || path.is_dir() {
            return Ok(());
        }
        if let Some(above) = path.parent() {
            self.folder(above)?;
        }
        fs::create_dir(path).map_err(|cause| ScaffoldError::Write { path: path.to_owned(), cause })?;
        self.paths.push(path.to_owned());
        Ok(())
    }

    /// Takes everything away again, as far as that works: what went wrong before is what the author has to hear of.
    fn remove(self) {
        for path in self.paths.into_iter().rev() {
            let _ = if path.is_dir() { fs::remove_dir(&path) } else { fs::remove_file(&path) };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_before_a_failure_is_removed() {
        let folder = tempfile::tempdir().expect("tests can make temporary folders");
        let site = folder.path().join("new/site");
        let files: [(&str, &[u8]); 3] = [("a/b", b"1"), ("c", b"2"), ("c/d", b"3")];
        let refused = write_all(&site, files).expect_err("a file is no folder");
        assert!(matches!(refused, ScaffoldError::Write { path, .. } if path == site.join("c")), "`c` is a file");
        assert_eq!(folder.path().read_dir().expect("the folder is there").count(), 0);
    }

    #[test]
    fn what_was_there_before_stays() {
        let folder = tempfile::tempdir().expect("tests can make temporary folders");
        fs::write(folder.path().join("b"), "mine").expect("the folder is writable");
        let files: [(&str, &[u8]); 2] = [("a/a", b"1"), ("b", b"2")];
        let refused = write_all(folder.path(), files).expect_err("the file is there");
        assert!(matches!(refused, ScaffoldError::Exists(path) if path == folder.path().join("b")));
        let left: Vec<_> =
            folder.path().read_dir().expect("the folder is there").flatten().map(|e| e.file_name()).collect();
        assert_eq!(left, ["b"]);
        assert_eq!(fs::read_to_string(folder.path().join("b")).expect("it is there"), "mine");
    }
}
