use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::diagnostic::Diagnostic;
use crate::source::{ReadError, reason};

/// Why nothing was imported.
#[derive(Debug)]
pub enum ImportError {
    /// The files to be imported have faults, or the folder of what was imported has.
    Faults(DataFaults),
    /// The folder is not that of a site.
    NoSite(PathBuf),
    /// Values are to be added, and nothing was imported to which they could be.
    NothingImported,
    /// Values are to be added, and no file with values is named.
    NothingToAdd,
    /// Something cannot be read.
    Read {
        /// What was to be read.
        path: PathBuf,
        /// Why it could not be.
        cause: io::Error,
    },
    /// Something cannot be written. What was imported before stands as it was, unless the message says otherwise.
    Write {
        /// What was to be written.
        path: PathBuf,
        /// Why it could not be.
        cause: io::Error,
        /// How many files had taken their places by then.
        placed: usize,
    },
}

/// Faults of files that were to be imported, sorted by place, with the texts in which they stand.
#[derive(Debug, Default)]
pub struct DataFaults {
    /// The faults.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts, by the names of their files.
    pub texts: BTreeMap<String, String>,
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Faults(faults) => write!(f, "the data have {} faults", faults.diagnostics.len()),
            Self::NoSite(root) => write!(
                f,
                "`{}` is not the folder of a site: it has no `content/site.yaml`; `foretask init DIR` makes a site, and `--root` names one",
                root.display()
            ),
            Self::NothingImported => f.write_str(
                "nothing is imported yet to which values could be added; begin with `foretask import onet FOLDER`",
            ),
            Self::NothingToAdd => f.write_str(
                "no file with values is named; name one with `--exposure`, `--applicability`, `--wages`, `--projections` or \
                 `--assessments`",
            ),
            Self::Read { path, cause } => write!(f, "cannot read `{}`: {}", path.display(), reason(cause)),
            Self::Write { path, cause, placed } => {
                write!(f, "cannot write `{}`: {}", path.display(), reason(cause))?;
                match placed {
                    0 => Ok(()),
                    placed => {
                        write!(f, "; {placed} files were already replaced, and the same command replaces the rest")
                    }
                }
            }
        }
    }
}

impl std::error::Error for ImportError {}

impl From<ReadError> for ImportError {
    fn from(ReadError { path, cause }: ReadError) -> Self {
        Self::Read { path, cause }
    }
}
