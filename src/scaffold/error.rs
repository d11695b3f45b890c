use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::source::ReadError;

/// Why nothing was written.
#[derive(Debug)]
pub enum ScaffoldError {
    /// The folder of a new site holds something.
    Occupied {
        /// The folder.
        folder: PathBuf,
        /// What is in it, sorted; never empty.
        found: Vec<String>,
    },
    /// The file is there already.
    Exists(PathBuf),
    /// Something cannot be read.
    Read(ReadError),
    /// Something cannot be written.
    Write {
        /// What was to be written.
        path: PathBuf,
        /// Why it could not be.
        cause: io::Error,
    },
}

/// So many of the things in the way are named.
const NAMED: usize = 3;

impl fmt::Display for ScaffoldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Occupied { folder, found } => {
                let names: Vec<String> = found.iter().take(NAMED).map(|name| format!("`{name}`")).collect();
                let more = match found.len().saturating_sub(NAMED) {
                    0 => String::new(),
                    more => format!(" and {more} more"),
                };
                let verb = if found.len() == 1 { "is" } else { "are" };
                let folder = folder.display();
                write!(f, "`{folder}` is not empty: {}{more} {verb} in the way; ", names.join(", "))?;
                f.write_str("name a folder that is empty or does not exist yet")
            }
            Self::Exists(path) => write!(f, "`{}` is there already", path.display()),
            Self::Read(error) => error.fmt(f),
            Self::Write { path, cause } => write!(f, "cannot write `{}`: {cause}", path.display()),
        }
    }
}

impl std::error::Error for ScaffoldError {}

impl From<ReadError> for ScaffoldError {
    fn from(error: ReadError) -> Self {
        Self::Read(error)
    }
}
