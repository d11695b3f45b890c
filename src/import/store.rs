use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::de::DeserializeOwned;

use super::ImportError;
use super::findings::Findings;
use super::registry::{Source, Tool};
use super::report::Report;
use crate::diagnostic::{Code, Diagnostic, Place};

/// The beginning of every file that import wrote.
const MARK: &str = "# Made by `foretask import`";
/// The folder in which new files stand until all of them are written; its name is passed over by all that read content.
const STAGE: &str = ".import-stage";

/// What an earlier import wrote.
pub(super) struct Store {
    folder: PathBuf,
    /// The reports by the names of their files.
    pub reports: BTreeMap<String, Report>,
    pub tools: BTreeMap<String, Tool>,
    pub sources: BTreeMap<String, Source>,
    /// The texts of all of its files, by their paths in the folder.
    texts: BTreeMap<String, String>,
    /// The paths of files that import did not write.
    foreign: Vec<String>,
}

/// The path of a report's file in the folder.
pub(super) fn report_path(slug: &str) -> String {
    format!("occupations/{slug}.yaml")
}

impl Store {
    /// Reads the folder `content/imported/` of a site. What import wrote and cannot read again is a fault.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn read(root: &Path, findings: &mut Findings) -> Result<Self, ImportError> {
        let folder = root.join("content/imported");
        let mut store = Self {
            folder,
            reports: BTreeMap::new(),
            tools: BTreeMap::new(),
            sources: BTreeMap::new(),
            texts: BTreeMap::new(),
            foreign: Vec::new(),
        };
        let mut paths = yaml_files(&store.folder)?;
        let reports = yaml_files(&store.folder.join("occupations"))?;
        paths.extend(reports.into_iter().map(|name| format!("occupations/{name}")));
        let read: Result<Vec<(String, Option<String>)>, ImportError> =
            paths.into_par_iter().map(|path| own_text(&store.folder.join(&path)).map(|text| (path, text))).collect();
        for (path, text) in read? {
            match text {
                Some(text) => {
                    store.texts.insert(path, text);
                }
                None => store.foreign.push(path),
            }
        }
        store.tools = store.parsed("tools.yaml", findings);
        store.sources = store.parsed("sources.yaml", findings);
        let texts: Vec<(&String, &String)> =
            store.texts.iter().filter(|(path, _)| path.starts_with("occupations/")).collect();
        let parsed: Vec<(String, Result<Report, Diagnostic>)> = texts
            .into_par_iter()
            .map(|(path, text)| {
                let name = path.trim_start_matches("occupations/").trim_end_matches(".yaml");
                (name.to_owned(), parse(path, text))
            })
            .collect();
        for (slug, report) in parsed {
            match report {
                Ok(report) => {
                    store.reports.insert(slug, report);
                }
                Err(fault) => {
                    let text = store.texts[&report_path(&slug)].clone();
                    findings.fault_in(fault, text);
                }
            }
        }
        Ok(store)
    }

    fn parsed<T: DeserializeOwned + Default>(&self, path: &str, findings: &mut Findings) -> T {
        let Some(text) = self.texts.get(path) else { return T::default() };
        parse(path, text).unwrap_or_else(|fault| {
            findings.fault_in(fault, text.clone());
            T::default()
        })
    }

    /// The text of a file as an earlier import wrote it.
    pub fn text(&self, path: &str) -> Option<&String> {
        self.texts.get(path)
    }

    /// Notes a fault for each of these paths at which a file stands that import did not write.
    pub fn guard<'p>(&self, paths: impl IntoIterator<Item = &'p String>, findings: &mut Findings) {
        for path in paths.into_iter().filter(|path| self.foreign.contains(path)) {
            let message = "import has to write here, and did not write what stands here";
            let help = format!("move the file to `content/{path}`, where it lies over what is imported");
            findings.fault(Diagnostic::new(Code::ForeignImport, named(path), Place::File, message).help(help));
        }
    }

    /// Writes files, all of them or none as far as the machine lets it: the new texts are written beside, and when all are there, each
    /// takes its place in one step; then those to be removed are. What already has its text is left alone.
    ///
    /// # Errors
    /// When a file cannot be written or removed.
    pub fn write(&self, texts: &BTreeMap<String, String>, removed: &[String]) -> Result<(), ImportError> {
        let new: Vec<(&String, &String)> =
            texts.iter().filter(|(path, text)| self.texts.get(*path) != Some(*text)).collect();
        if new.is_empty() && removed.is_empty() {
            return Ok(());
        }
        let stage = self.folder.join(STAGE);
        let written = self.stage(&stage, &new).and_then(|()| self.place(&stage, &new, removed));
        // The first error is the one to tell.
        let _ = fs::remove_dir_all(&stage);
        written
    }

    fn stage(&self, stage: &Path, new: &[(&String, &String)]) -> Result<(), ImportError> {
        let refused = |path: &Path| {
            let path = path.to_owned();
            move |cause: io::Error| ImportError::Write { path, cause, placed: 0 }
        };
        // What a run that was killed has left.
        if stage.exists() {
            fs::remove_dir_all(stage).map_err(refused(stage))?;
        }
        for folder in [stage.join("occupations"), self.folder.join("occupations")] {
            fs::create_dir_all(&folder).map_err(refused(&folder))?;
        }
        new.par_iter().try_for_each(|(path, text)| {
            let path = stage.join(path);
            fs::write(&path, text).map_err(refused(&path))
        })
    }

    fn place(&self, stage: &Path, new: &[(&String, &String)], removed: &[String]) -> Result<(), ImportError> {
        let mut placed = 0;
        for (path, _) in new {
            let to = self.folder.join(path);
            fs::rename(stage.join(path), &to).map_err(|cause| ImportError::Write { path: to, cause, placed })?;
            placed += 1;
        }
        for path in removed {
            let path = self.folder.join(path);
            fs::remove_file(&path).map_err(|cause| ImportError::Write { path, cause, placed })?;
        }
        Ok(())
    }
}

/// How a path in the folder is named to people.
fn named(path: &str) -> String {
    format!("content/imported/{path}")
}

/// The names of the YAML files of a folder, sorted; none where the folder is absent.
fn yaml_files(folder: &Path) -> Result<Vec<String>, ImportError> {
    let refused = |cause| ImportError::Read { path: folder.to_owned(), cause };
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(refused)?,
    };
    let mut names = Vec::new();
    for entry in entries {
        let Ok(name) = entry.map_err(refused)?.file_name().into_string() else { continue };
        if name.ends_with(".yaml") && !name.starts_with('.') {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// The text of a file that import wrote; `None` of any other.
fn own_text(path: &Path) -> Result<Option<String>, ImportError> {
    let bytes = fs::read(path).map_err(|cause| ImportError::Read { path: path.to_owned(), cause })?;
    Ok(String::from_utf8(bytes).ok().filter(|text| text.starts_with(MARK)))
}

fn parse<T: DeserializeOwned + Default>(path: &str, text: &str) -> Result<T, Diagnostic> {
    // Nothing but comments is nothing.
    if text.lines().all(|line| line.is_empty() || line.starts_with('#')) {
        return Ok(T::default());
    }
    serde_yaml::from_str(text).map_err(|error| {
        let place = match error.location() {
            Some(at) => Place::Bytes(at.index().min(text.len())..at.index().min(text.len())),
            None => Place::File,
        };
        let help = format!("write what is yours into `content/{path}`, and remove this file; import makes it anew");
        Diagnostic::new(Code::ForeignImport, named(path), place, "from here on this is not as import writes it")
            .help(help)
    })
}
