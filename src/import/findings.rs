use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::table::DataFile;
use super::{BrokenRows, DataFaults, ImportError};
use crate::diagnostic::{self, Code, Diagnostic};

/// What is wrong with the files that are read, and what was said of them.
#[derive(Default)]
pub(super) struct Findings {
    diagnostics: Vec<Diagnostic>,
    texts: BTreeMap<String, String>,
    /// What a publisher should know of this run, a sentence each.
    pub notes: Vec<String>,
}

impl Findings {
    /// Reads a file. `None` where it is no table; the fault is noted.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn open(&mut self, path: &Path) -> Result<Option<DataFile>, ImportError> {
        let name = path.display().to_string();
        let bytes = fs::read(path).map_err(|cause| ImportError::Read { path: path.to_owned(), cause })?;
        match DataFile::of(name, bytes) {
            Ok(file) => Ok(Some(file)),
            Err(refused) => {
                let (diagnostic, text) = *refused;
                self.fault_in(diagnostic, text);
                Ok(None)
            }
        }
    }

    /// Notes what is wrong.
    pub fn fault(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Notes what is wrong with a file, and keeps its text.
    pub fn fault_in(&mut self, diagnostic: Diagnostic, text: String) {
        self.texts.insert(diagnostic.file.clone(), text);
        self.fault(diagnostic);
    }

    /// What is wrong.
    #[cfg(fuzzing)]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Whether anything is wrong.
    pub fn are_none(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// Keeps the text of a file that has been read, where something is wrong with it.
    pub fn close(&mut self, file: DataFile) {
        if self.diagnostics.iter().any(|found| found.file == file.name) {
            self.texts.insert(file.name, file.text);
        }
    }

    /// The rows that were skipped, and the notes, where broken rows may be skipped and nothing else is wrong.
    ///
    /// # Errors
    /// All faults where a file is unusable, or a row is broken and may not be.
    pub fn conclude(self, broken: BrokenRows) -> Result<(DataFaults, Vec<String>), ImportError> {
        let Self { mut diagnostics, texts, notes } = self;
        diagnostic::sort(&mut diagnostics);
        let may_be_skipped = |found: &Diagnostic| broken == BrokenRows::Skip && found.code == Code::BrokenRow;
        let refused = !diagnostics.iter().all(may_be_skipped);
        let faults = DataFaults { diagnostics, texts };
        if refused { Err(ImportError::Faults(faults)) } else { Ok((faults, notes)) }
    }
}
