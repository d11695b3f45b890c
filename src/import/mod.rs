//! Reports from public data sets: the database of O*NET, and values of studies and statistics that are added to it.
//!
//! Reads the files of data sets and the folder `content/imported/`, which it owns; writes only files of that folder that it wrote itself.
//! What is wrong with any row of any file is found in one run, and then nothing is written. The same files give the same bytes, in one run
//! or in several.

mod changes;
mod code;
mod error;
mod findings;
#[cfg(fuzzing)]
pub mod fuzz;
mod industries;
mod known;
mod onet;
mod registry;
mod report;
mod store;
mod table;
mod values;
mod yaml;

pub use changes::{Changed, Changes, FigureChange};
pub use error::{DataFaults, ImportError};
pub use values::Coverage;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::model::Date;
use crate::source::Access;
use findings::Findings;
use onet::{Before, Database, Edition, Folder};
use registry::{Source, Tool};
use report::Report;
use store::{Store, report_path};
use table::DataFile;
use values::{Applicability, Assessments, Exposure, Projections, Reports, Sources, Wages};

/// What is imported, and how.
#[derive(Clone, Debug)]
pub struct ImportOptions {
    /// What the reports are made of.
    pub base: Base,
    /// What is added to them.
    pub additions: Additions,
    /// What becomes of rows that cannot be used.
    pub broken: BrokenRows,
    /// What becomes of reports whose occupations the database no longer has.
    pub gone: Gone,
    /// Whether files are written.
    pub writing: Writing,
}

/// What the reports are made of.
#[derive(Clone, Debug)]
pub enum Base {
    /// A folder with the database of O*NET.
    Onet {
        /// The folder.
        folder: PathBuf,
        /// The edition, such as "29.3, May 2025", in place of the one that the folder's `Read Me.txt` names.
        edition: Option<String>,
    },
    /// What was imported before.
    Imported,
}

/// Files with values that are added to reports.
#[derive(Clone, Debug, Default)]
pub struct Additions {
    /// Tables of the study "GPTs are GPTs": labels of tasks, scores of occupations, or both.
    pub exposure: Vec<PathBuf>,
    /// The table of scores of the study "Working with AI".
    pub applicability: Option<PathBuf>,
    /// A table of the Occupational Employment and Wage Statistics.
    pub wages: Option<PathBuf>,
    /// The month of those wages, in place of the year in the name of their file.
    pub wages_as_of: Option<Date>,
    /// A table of employment projections.
    pub projections: Option<PathBuf>,
    /// Tables of scores of any index.
    pub assessments: Vec<PathBuf>,
}

impl Additions {
    fn are_none(&self) -> bool {
        let Self { exposure, applicability, wages, wages_as_of: _, projections, assessments } = self;
        let single = [applicability, wages, projections];
        exposure.is_empty() && assessments.is_empty() && single.into_iter().all(Option::is_none)
    }
}

/// What becomes of rows that cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BrokenRows {
    /// Nothing is written while there is one.
    Refuse,
    /// They are left out.
    Skip,
}

/// What becomes of reports whose occupations the database no longer has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gone {
    /// They stay.
    Keep,
    /// Their files are removed.
    Remove,
}

/// Whether files are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writing {
    /// They are.
    Write,
    /// Only what would be written is told.
    Pretend,
}

/// What was imported, or would be.
#[derive(Debug)]
pub struct Imported {
    /// The database that was read; `None` where values were added to what was imported before.
    pub database: Option<DatabaseRead>,
    /// What became of the values of each file.
    pub coverage: Vec<Coverage>,
    /// What changes.
    pub changes: Changes,
    /// The rows that were left out, each with what is wrong with it.
    pub skipped: DataFaults,
    /// What else a publisher should know, a sentence each.
    pub notes: Vec<String>,
    /// What the imported scores measure.
    pub measures: Measures,
}

/// What of the database was read.
#[derive(Clone, Debug)]
pub struct DatabaseRead {
    /// The number of its edition.
    pub edition: String,
    /// The files, each with the number of its rows.
    pub files: Vec<(String, usize)>,
    /// The files that the folder lacks, each with what is missing without it.
    pub absent: Vec<(&'static str, &'static str)>,
    /// How many reports came of it.
    pub reports: usize,
    /// How many occupations have no report, because the database holds no more than their names.
    pub without_data: usize,
    /// How many values were left out because the database recommends it.
    pub suppressed: usize,
    /// How many levels were left out because the database calls them not relevant.
    pub not_relevant: usize,
}

/// Of what a headline can be made where no score measures risk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measures {
    /// Of nothing: no report has a score or a label.
    Nothing,
    /// Of the labels of tasks alone.
    Tasks,
    /// Of scores that measure exposure.
    Exposure,
    /// Of scores that measure applicability.
    Applicability,
    /// Some scores measure risk, or what the site's own registry says that they measure.
    Others,
}

/// Imports data into the site in a folder.
///
/// # Errors
/// When there is no site, the data have faults, something cannot be read or written, or another process is at work on the content.
pub fn import(root: &Path, options: &ImportOptions) -> Result<Imported, ImportError> {
    let ImportOptions { base, additions, broken, gone, writing } = options;
    if !root.join("content/site.yaml").is_file() {
        return Err(ImportError::NoSite(root.to_owned()));
    }
    if matches!(base, Base::Imported) && additions.are_none() {
        return Err(ImportError::NothingToAdd);
    }
    let _access = match writing {
        Writing::Write => Access::to_change(root)?,
        Writing::Pretend => Access::to_read(root)?,
    };
    let mut findings = Findings::default();
    let store = Store::read(root, &mut findings)?;
    if matches!(base, Base::Imported) && store.reports.is_empty() && findings.are_none() {
        return Err(ImportError::NothingImported);
    }
    let mut draft = match base {
        Base::Onet { folder, edition } => from_onet(root, &store, folder, edition.as_deref(), &mut findings)?,
        Base::Imported => Draft {
            reports: store.reports.clone(),
            tools: store.tools.clone(),
            sources: store.sources.clone(),
            database: None,
            gone: Vec::new(),
        },
    };
    let coverage = add_values(root, &mut draft, additions, &mut findings)?;
    let plan = Plan::of(draft, &store, *gone);
    store.guard(plan.texts.keys(), &mut findings);
    let (skipped, notes) = findings.conclude(*broken)?;
    if *writing == Writing::Write {
        store.write(&plan.texts, &plan.removed)?;
    }
    let Plan { changes, database, measures, .. } = plan;
    Ok(Imported { database, coverage, changes, skipped, notes, measures })
}

/// What is to stand in the folder.
#[derive(Default)]
struct Draft {
    reports: Reports,
    tools: BTreeMap<String, Tool>,
    sources: Sources,
    database: Option<DatabaseRead>,
    /// Reports of an earlier import on occupations that are no longer there.
    gone: Vec<String>,
}

/// Makes reports of the database, and keeps of those that an earlier import made what does not come from it.
fn from_onet(
    root: &Path,
    store: &Store,
    folder: &Path,
    edition: Option<&str>,
    findings: &mut Findings,
) -> Result<Draft, ImportError> {
    let folder = Folder::of(folder)?;
    let data = Database::read(&folder, findings)?;
    let edition = match edition {
        Some(text) => Edition::from_text(text),
        None => folder.edition()?,
    };
    // What a folder without occupations lacks beside them says nothing.
    if data.occupations.is_empty() && !findings.are_none() {
        return Ok(Draft::default());
    }
    let Some(edition) = edition else {
        findings.fault(folder.unusable(
            "nothing says which edition of the database this is",
            "keep its `Read Me.txt` in the folder, or name number and month with `--edition`, such as `--edition \"29.3, May 2025\"`",
        ));
        return Ok(Draft::default());
    };
    if !edition.has_known_codes() {
        findings.fault(folder.unusable(
            &format!("O*NET {} has codes of an older classification of occupations", edition.number),
            "take edition 25.1 or a later one, whose codes are those of O*NET-SOC 2019",
        ));
    }
    let before = Before {
        slugs: store.reports.iter().filter_map(|(slug, report)| Some((report.onet_code()?, slug.clone()))).collect(),
        tools: store.tools.iter().map(|(id, tool)| (tool.name.clone(), id.clone())).collect(),
    };
    let onet::Assembled { mut reports, tools, without_data } = onet::assemble(&data, &edition, &before);
    for (slug, report) in &mut reports {
        if let Some(old) = store.reports.get(slug) {
            keep(old, report);
        }
    }
    let gone: Vec<String> = store.reports.keys().filter(|slug| !reports.contains_key(*slug)).cloned().collect();
    let database = DatabaseRead {
        edition: edition.number.clone(),
        files: data.read,
        absent: data.absent,
        reports: reports.len(),
        without_data,
        suppressed: data.suppressed,
        not_relevant: data.not_relevant,
    };
    reports.extend(gone.iter().map(|slug| (slug.clone(), store.reports[slug].clone())));
    let mut sources = store.sources.clone();
    sources.insert(edition.source(), known::onet(&edition, &known::publisher(root)));
    let mut all_tools = store.tools.clone();
    all_tools.extend(tools);
    Ok(Draft { reports, tools: all_tools, sources, database: Some(database), gone })
}

/// Keeps what a report says that does not come from the database.
fn keep(old: &Report, new: &mut Report) {
    new.risk = old.risk.clone();
    new.pay = old.pay.clone();
    new.demand = old.demand.clone();
    new.history = old.history.clone();
    let labels: BTreeMap<&String, _> =
        old.tasks.iter().filter_map(|task| Some((&task.id, task.label.as_ref()?))).collect();
    for task in &mut new.tasks {
        task.label = labels.get(&task.id).map(|label| (*label).clone());
    }
}

fn add_values(
    root: &Path,
    draft: &mut Draft,
    additions: &Additions,
    findings: &mut Findings,
) -> Result<Vec<Coverage>, ImportError> {
    let Additions { exposure, applicability, wages, wages_as_of, projections, assessments } = additions;
    let Draft { reports, sources, .. } = draft;
    let mut coverage = of_files(exposure, findings, |file, findings| {
        Exposure::read(file, findings).map(|found| found.add(reports, sources))
    })?;
    coverage.extend(of_files(applicability, findings, |file, findings| {
        Applicability::read(file, findings).map(|found| found.add(reports, sources))
    })?);
    coverage.extend(of_files(wages, findings, |file, findings| {
        Wages::read(file, *wages_as_of, findings).map(|found| found.add(reports, sources))
    })?);
    coverage.extend(of_files(projections, findings, |file, findings| {
        Projections::read(file, findings).map(|found| found.add(reports, sources))
    })?);
    let known = known::sources(root, sources);
    coverage.extend(of_files(assessments, findings, |file, findings| {
        Assessments::read(file, &known, findings).map(|found| found.add(reports))
    })?);
    Ok(coverage)
}

/// What becomes of the values of each file that can be read.
fn of_files<'p>(
    paths: impl IntoIterator<Item = &'p PathBuf>,
    findings: &mut Findings,
    mut add: impl FnMut(&DataFile, &mut Findings) -> Option<Coverage>,
) -> Result<Vec<Coverage>, ImportError> {
    let mut coverage = Vec::new();
    for path in paths {
        let Some(file) = findings.open(path)? else { continue };
        coverage.extend(add(&file, findings));
        findings.close(file);
    }
    Ok(coverage)
}

/// The texts of all files, and what they change.
struct Plan {
    texts: BTreeMap<String, String>,
    removed: Vec<String>,
    changes: Changes,
    database: Option<DatabaseRead>,
    measures: Measures,
}

impl Plan {
    fn of(draft: Draft, store: &Store, gone: Gone) -> Self {
        let Draft { mut reports, mut tools, mut sources, database, gone: gone_reports } = draft;
        let mut changes = Changes::default();
        match gone {
            Gone::Keep => changes.gone = gone_reports,
            Gone::Remove => {
                reports.retain(|slug, _| !gone_reports.contains(slug));
                changes.removed = gone_reports;
            }
        }
        for report in reports.values_mut() {
            // A report can lead only to reports that are there.
            let is_there = |slug: &String| changes.removed.binary_search(slug).is_err();
            report.related.retain(is_there);
            report.paths.retain(|path| is_there(&path.to));
        }
        let named: BTreeSet<String> = reports.values().flat_map(Report::sources).map(str::to_owned).collect();
        changes.dropped_sources = sources.keys().filter(|id| !named.contains(*id)).cloned().collect();
        sources.retain(|id, _| named.contains(id));
        let used: BTreeSet<&str> = reports.values().flat_map(Report::tools).collect();
        tools.retain(|id, _| used.contains(id.as_str()));
        let industries: Vec<&str> = reports.values().map(|report| report.industry.as_str()).collect();
        let mut texts = BTreeMap::from([
            ("tools.yaml".to_owned(), registry::tools_text(&tools)),
            ("sources.yaml".to_owned(), registry::sources_text(&sources)),
            ("industries.yaml".to_owned(), registry::industries_text(&industries)),
        ]);
        changes.tables =
            texts.iter().filter(|(path, text)| store.text(path) != Some(text)).map(|(path, _)| path.clone()).collect();
        for (slug, report) in &reports {
            let (path, text) = (report_path(slug), report.text(slug));
            match store.reports.get(slug) {
                None => changes.added.push(slug.clone()),
                Some(_) if store.text(&path) == Some(&text) => changes.unchanged += 1,
                Some(old) => {
                    changes.changed.push(Changed { slug: slug.clone(), figures: changes::between(old, report) });
                }
            }
            texts.insert(path, text);
        }
        let removed = changes.removed.iter().map(|slug| report_path(slug)).collect();
        let measures = measures(&reports, &sources);
        Self { texts, removed, changes, database, measures }
    }
}

/// What the scores of imported reports measure.
fn measures(reports: &Reports, sources: &BTreeMap<String, Source>) -> Measures {
    let assessments = reports.values().flat_map(|report| &report.risk.assessments);
    let of_source = |id: &str| sources.get(id).and_then(|source| source.measures.as_deref());
    let measured: BTreeSet<Option<&str>> = assessments.map(|assessment| of_source(&assessment.source)).collect();
    let has_labels = || reports.values().flat_map(|report| &report.tasks).any(|task| task.label.is_some());
    if measured.contains(&None) {
        Measures::Others
    } else if measured.contains(&Some("exposure")) {
        Measures::Exposure
    } else if measured.contains(&Some("applicability")) {
        Measures::Applicability
    } else if has_labels() {
        Measures::Tasks
    } else {
        Measures::Nothing
    }
}
