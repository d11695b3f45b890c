use std::fmt;
use std::io;
use std::path::PathBuf;

use super::reason;
use crate::diagnostic::shown;

/// The machine refuses to read something.
#[derive(Debug)]
pub struct ReadError {
    /// What was to be read.
    pub path: PathBuf,
    /// Why it could not be.
    pub cause: io::Error,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot read `{}`: {}", shown(&self.path.to_string_lossy()), reason(&self.cause))?;
        if self.cause.kind() == io::ErrorKind::NotFound && self.path.ends_with("content") {
            f.write_str("; a site is a folder with `content/` in it, and `--root` names it")?;
        }
        Ok(())
    }
}

impl std::error::Error for ReadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.cause)
    }
}
