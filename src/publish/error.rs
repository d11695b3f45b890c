use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::source::reason;

/// Why a site was not published. The live site is as it was, unless the output is replaced file by file.
///
/// Paths are as the person gave them: `dist/index.html`, also where the file stood in the work folder at the time.
#[derive(Debug)]
#[non_exhaustive]
pub enum PublishError {
    /// The machine refuses to do something with a file or folder.
    Io {
        /// What could not be done, as it follows the word “cannot”.
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the machine says.
        source: io::Error,
    },
    /// The folder beside the output that holds the lock, the manifests and the older tree cannot be made.
    WorkFolder {
        /// The folder.
        path: PathBuf,
        /// What the machine says.
        source: io::Error,
    },
    /// The machine refuses to go on while files are replaced one by one.
    Halfway {
        /// The output folder, which holds files of both sites until the next build.
        out: PathBuf,
        /// Why.
        cause: Box<Self>,
    },
    /// Another build holds the lock.
    Locked {
        /// The output folder.
        out: PathBuf,
    },
    /// The output folder is a folder of sources, lies in one, or holds one.
    HoldsSources {
        /// The output folder.
        out: PathBuf,
    },
    /// The output folder is not empty, and nothing says that Foretask wrote it.
    NotOurs {
        /// The output folder.
        out: PathBuf,
    },
    /// The output folder is no folder, or can have no folder beside it.
    NotAFolder {
        /// What was given as the output folder.
        out: PathBuf,
    },
    /// Something that Foretask did not write stands where the site has a file or folder.
    Foreign {
        /// What stands there.
        path: PathBuf,
    },
    /// A path that would leave the output folder, or that not every system can hold.
    UnsafePath {
        /// The path, as it was put.
        path: String,
    },
    /// A path that was put twice.
    Twice {
        /// The path.
        path: String,
    },
    /// A site of which a file could not be taken.
    Incomplete {
        /// The path of that file.
        path: String,
    },
    /// A path that is to be a file and a folder at once.
    FileAndFolder {
        /// The path.
        path: String,
    },
}

impl PublishError {
    /// The same, of a file as the person knows it.
    pub(super) fn at(self, shown: &Path) -> Self {
        match self {
            Self::Io { action, source, .. } => Self::Io { action, path: shown.to_owned(), source },
            other => other,
        }
    }

    /// The same, after the first file of the live site was replaced.
    pub(super) fn halfway(self, out: &Path) -> Self {
        Self::Halfway { out: out.to_owned(), cause: Box::new(self) }
    }
}

impl fmt::Display for PublishError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { action, path, source } => {
                write!(f, "cannot {action} `{}`: {}", path.display(), reason(source))
            }
            Self::WorkFolder { path, source } => {
                write!(f, "cannot make the work folder `{}` beside the output: {}", path.display(), reason(source))
            }
            Self::Halfway { out, cause } => write!(
                f,
                "{cause}; `{}` holds files of the old site and of the new one until a build finishes what this one began",
                out.display()
            ),
            Self::Locked { out } => write!(
                f,
                "another build is writing to `{}`; wait until it has ended, or choose another folder with `--out`",
                out.display()
            ),
            Self::HoldsSources { out } => {
                write!(f, "refusing to publish into `{}`: it holds sources; choose another folder", out.display())
            }
            Self::NotOurs { out } => write!(
                f,
                "refusing to publish into `{}`: it is not empty and was not written by foretask; \
                 choose another folder or empty it",
                out.display()
            ),
            Self::NotAFolder { out } => {
                write!(
                    f,
                    "refusing to publish into `{}`: it is not a folder that can be replaced; choose another",
                    out.display()
                )
            }
            Self::Foreign { path } => write!(
                f,
                "refusing to replace `{}`: it was not written by foretask; move it away or delete it",
                path.display()
            ),
            Self::UnsafePath { path } => {
                write!(f, "refusing to publish `{}`: it is not a safe path", path.escape_debug())
            }
            Self::Twice { path } => write!(f, "refusing to publish `{path}` twice"),
            Self::Incomplete { path } => {
                write!(f, "refusing to publish a site without `{path}`, which could not be written")
            }
            Self::FileAndFolder { path } => write!(f, "refusing to publish `{path}` both as a file and as a folder"),
        }
    }
}

impl Error for PublishError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Io { source, .. } | Self::WorkFolder { source, .. } => Some(source),
            Self::Halfway { cause, .. } => Some(cause),
            _ => None,
        }
    }
}
