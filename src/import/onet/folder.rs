use std::fs;
use std::path::{Path, PathBuf};

use super::edition::Edition;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::import::ImportError;
use crate::import::findings::Findings;
use crate::import::table::DataFile;

/// A folder with the files of the database.
pub(in crate::import) struct Folder {
    path: PathBuf,
    /// The names of its files, sorted.
    names: Vec<String>,
}

/// The endings of tables, the one that is taken first where a table is there twice.
const ENDINGS: [&str; 3] = ["txt", "tsv", "csv"];

impl Folder {
    /// Lists a folder.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn of(path: &Path) -> Result<Self, ImportError> {
        let refused = |cause| ImportError::Read { path: path.to_owned(), cause };
        let mut names = Vec::new();
        for entry in fs::read_dir(path).map_err(refused)? {
            // Tables have plain names; what has none is none.
            names.extend(entry.map_err(refused)?.file_name().into_string());
        }
        names.sort();
        Ok(Self { path: path.to_owned(), names })
    }

    /// The table of a name, whatever the case of the name and the signs between its words.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn table(&self, name: &str, findings: &mut Findings) -> Result<Option<DataFile>, ImportError> {
        match ENDINGS.iter().find_map(|ending| self.named(name, ending)) {
            Some(found) => findings.open(&self.path.join(found)),
            None => Ok(None),
        }
    }

    fn named(&self, name: &str, ending: &str) -> Option<&String> {
        let folded = |name: &str| {
            name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect::<String>()
        };
        self.names.iter().find(|file| {
            let (stem, extension) = file.rsplit_once('.').unwrap_or((file, ""));
            extension.eq_ignore_ascii_case(ending) && folded(stem) == folded(name)
        })
    }

    /// The edition that `Read Me.txt` names. `None` where that file is absent or names none.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn edition(&self) -> Result<Option<Edition>, ImportError> {
        let Some(name) = self.named("Read Me", "txt") else { return Ok(None) };
        let path = self.path.join(name);
        let bytes = fs::read(&path).map_err(|cause| ImportError::Read { path, cause })?;
        Ok(Edition::from_text(&String::from_utf8_lossy(&bytes)))
    }

    /// A fault of the folder as a whole.
    pub fn unusable(&self, message: &str, help: &str) -> Diagnostic {
        Diagnostic::new(Code::UnusableData, self.path.display().to_string(), Place::File, message).help(help)
    }

    /// Whether the tables are there as workbooks only.
    pub fn holds_workbooks(&self) -> bool {
        self.names.iter().any(|name| name.to_ascii_lowercase().ends_with(".xlsx"))
    }
}
