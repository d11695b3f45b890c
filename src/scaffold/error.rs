use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::diagnostic::did_you_mean;
use crate::model::Invalid;
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
    /// The folder is not that of a site.
    NoSite(PathBuf),
    /// The file is there already.
    Exists(PathBuf),
    /// The title is none.
    Title(Invalid),
    /// No name for a file can be made from this title.
    NoSlug(String),
    /// The site has no industry, and a report needs one.
    NoIndustry,
    /// Nobody said which industry is meant.
    WhichIndustry {
        /// The ids and names of those that there are, at least two.
        known: Vec<(String, String)>,
    },
    /// The industry does not exist.
    UnknownIndustry {
        /// What was asked for.
        wanted: String,
        /// The ids and names of those that there are.
        known: Vec<(String, String)>,
    },
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
            Self::NoSite(root) => write!(
                f,
                "`{}` is not the folder of a site: it has no `content/site.yaml`; `foretask init DIR` makes a site, and `--root` names one",
                root.display()
            ),
            Self::Exists(path) => {
                write!(f, "`{}` is there already; choose another title, or a name with `--slug`", path.display())
            }
            Self::Title(invalid) => write!(f, "the title cannot be used: {}", invalid.message),
            Self::NoSlug(title) => write!(
                f,
                "no file name can be made from `{title}`; \
                 give one with `--slug`, of lower-case letters, digits and single hyphens"
            ),
            Self::NoIndustry => f.write_str(
                "the site has no industry yet, and a report needs one; \
                 write one into `content/industries.yaml`, such as `healthcare: {name: Healthcare}`",
            ),
            Self::WhichIndustry { known } => {
                f.write_str("which industry does the report belong to? say it with `--industry`:\n")?;
                list(f, known)
            }
            Self::UnknownIndustry { wanted, known } => {
                let hint = did_you_mean(wanted, known.iter().map(|(id, _)| id.as_str()));
                writeln!(f, "no industry is named `{wanted}`{hint}")?;
                list(f, known)
            }
            Self::Read(error) => error.fmt(f),
            Self::Write { path, cause } => write!(f, "cannot write `{}`: {cause}", path.display()),
        }
    }
}

/// Ids and names, a line each.
fn list(f: &mut fmt::Formatter<'_>, known: &[(String, String)]) -> fmt::Result {
    let width = known.iter().map(|(id, _)| id.len()).max().unwrap_or_default();
    known.iter().try_for_each(|(id, name)| write!(f, "\n  {id:width$}  {name}"))
}

impl std::error::Error for ScaffoldError {}

impl From<ReadError> for ScaffoldError {
    fn from(error: ReadError) -> Self {
        Self::Read(error)
    }
}
