//! Bringing the history of each report up to its headline: an entry in the report's file for every headline that is not the one which
//! stands last in its history.
//!
//! The only part of the program that changes what an author wrote. It adds one entry, or corrects the one of the same day, and leaves
//! every other byte of the file as it is; what it cannot do so it refuses.

mod edit;
mod entry;
#[cfg(fuzzing)]
pub mod fuzz;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use jiff::civil;
use rayon::prelude::*;

use crate::build::{BuildError, BuildOptions, Site};
use crate::diagnostic::did_you_mean;
use crate::link::{Corpus, ReportId};
use crate::model::occupation::{Cause, HistoryEntry};
use crate::model::{Date, Points, Slug, Text};
use crate::parse::{self, list_form};
use crate::source::{Access, FileKind, ReadError, reason, replace};
use entry::Entry;

/// What is recorded, and of which reports.
#[derive(Clone, Debug)]
pub struct RecordOptions {
    /// The slugs of the reports; none means all.
    pub reports: Vec<String>,
    /// Why the headlines changed.
    pub cause: Cause,
    /// What changed.
    pub note: Option<Text>,
    /// The day of the change.
    pub date: civil::Date,
    /// Whether files are changed.
    pub writing: Writing,
}

/// Whether files are changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writing {
    /// They are.
    Write,
    /// Only what would be changed is told.
    Pretend,
}

/// What became of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The report.
    pub slug: Slug,
    /// What was done with its history.
    pub what: What,
}

/// What was done with the history of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Nothing: the report has no headline, or the newest entry is its headline.
    Left,
    /// An entry was added.
    Added {
        /// The headline of the entry before it.
        before: Option<Points>,
        /// The headline.
        points: Points,
    },
    /// The entry of the same day and cause got another score.
    Corrected {
        /// The headline of the entry before it.
        before: Option<Points>,
        /// What stood in it.
        instead_of: Points,
        /// The headline.
        points: Points,
    },
    /// Nothing, although there is a change to record.
    Refused {
        /// Why, and what to do about it.
        why: String,
    },
}

/// Why nothing was recorded, or not everything.
#[derive(Debug)]
pub enum RecordError {
    /// The site has faults, or cannot be read.
    Build(BuildError),
    /// A report that was named does not exist.
    UnknownReport(String),
    /// A file cannot be written; it is as it was. Others are written.
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Build(error) => error.fmt(f),
            Self::UnknownReport(message) => f.write_str(message),
            Self::Write { path, source } => write!(f, "cannot write `{}`: {}", path.display(), reason(source)),
        }
    }
}

impl std::error::Error for RecordError {}

impl From<BuildError> for RecordError {
    fn from(error: BuildError) -> Self {
        Self::Build(error)
    }
}

impl From<ReadError> for RecordError {
    fn from(error: ReadError) -> Self {
        Self::Build(BuildError::Read(error))
    }
}

/// Records the headlines of the site in a folder, drafts left out; says of each report that is meant what became of it, sorted by slug.
///
/// A second run changes nothing.
///
/// # Errors
/// When the site has faults, a named report does not exist, a file cannot be read or written, or another process is at work on the content.
pub fn record(root: &Path, options: &RecordOptions) -> Result<Vec<Outcome>, RecordError> {
    let _access = match options.writing {
        Writing::Write => Access::to_change(root)?,
        Writing::Pretend => Access::to_read(root)?,
    };
    let site = Site::load(root, &BuildOptions::default())?;
    let of = |id: &ReportId| {
        let slug = site.corpus.card(*id).slug.clone();
        one(&site, *id, options).map(|what| Outcome { slug, what })
    };
    meant(&site, &options.reports)?.par_iter().map(of).collect()
}

fn one(site: &Site, id: ReportId, options: &RecordOptions) -> Result<What, RecordError> {
    let (change, entry) = match decide(&site.corpus, id, options) {
        Decision::Leave => return Ok(What::Left),
        Decision::Refuse(why) => return Ok(What::Refused { why }),
        Decision::Change(change, entry) => (change, entry),
    };
    let (file, old) = text_with_history(site, id)?;
    let Some(new) = old.and_then(|old| changed(&old, &change, &entry)) else {
        return Ok(What::Refused { why: change.by_hand(&file, &entry) });
    };
    if options.writing == Writing::Write {
        let path = site.listing.root().join(&file);
        replace(&path, new.as_bytes()).map_err(|source| RecordError::Write { path, source })?;
    }
    Ok(change.what(entry.points))
}

/// The file in which the history of a report stands or is to stand, and its text where it is one: of a report in two layers the written
/// file if it has a history, and the imported one otherwise.
fn text_with_history(site: &Site, id: ReportId) -> Result<(String, Option<String>), ReadError> {
    let body = site.corpus.body(id)?;
    let text = |path: &str| site.listing.read(path).map(|bytes| String::from_utf8(bytes).ok());
    let mut paths = body.layers.paths(&body.file).into_iter();
    let first = paths.next().expect("a report is in one layer at least");
    let old = text(&first)?;
    let Some(imported) = paths.next() else { return Ok((first, old)) };
    if old.as_deref().is_some_and(has_history) {
        return Ok((first, old));
    }
    let old = text(&imported)?;
    Ok((imported, old))
}

/// Whether a text has the key `history`, whatever stands behind it.
fn has_history(text: &str) -> bool {
    serde_yaml::from_str::<serde_yaml::Mapping>(text).is_ok_and(|whole| whole.contains_key("history"))
}

/// The reports that are meant, sorted by slug.
fn meant(site: &Site, names: &[String]) -> Result<Vec<ReportId>, RecordError> {
    let corpus = &site.corpus;
    if names.is_empty() {
        return Ok(corpus.reports().collect());
    }
    let mut found = Vec::new();
    for name in names {
        match corpus.reports().find(|id| corpus.card(*id).slug.as_str() == name) {
            Some(id) => found.push(id),
            None => return Err(RecordError::UnknownReport(unknown(site, name))),
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

fn unknown(site: &Site, name: &str) -> String {
    let mut files = site.listing.content.iter().map(|file| &file.kind);
    if files.any(|kind| matches!(kind, FileKind::Occupation(slug) if slug.as_str() == name)) {
        return format!("`{name}` is a draft; its history begins when it is published");
    }
    let known = site.corpus.cards().iter().map(|card| card.slug.as_str());
    format!("no report is named `{name}`{}", did_you_mean(name, known))
}

/// What is to be done with a history.
enum Decision {
    Leave,
    Refuse(String),
    Change(Change, Entry),
}

/// How a history is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    /// By a new entry, which is the newest.
    Add { before: Option<Points> },
    /// By another score in the newest entry.
    Correct { before: Option<Points>, instead_of: Points },
}

impl Change {
    fn what(self, points: Points) -> What {
        match self {
            Self::Add { before } => What::Added { before, points },
            Self::Correct { before, instead_of } => What::Corrected { before, instead_of, points },
        }
    }

    /// Why a file cannot be changed by a program.
    fn by_hand(self, file: &str, entry: &Entry) -> String {
        let what = match self {
            Self::Add { .. } => "write this entry into it",
            Self::Correct { .. } => "write this entry in place of the newest",
        };
        format!(
            "`history` in `{file}` is not written in a form that can be changed safely; {what}: `{}`",
            entry.in_braces()
        )
    }
}

fn decide(corpus: &Corpus, id: ReportId, options: &RecordOptions) -> Decision {
    let RecordOptions { cause, note, date, .. } = options;
    let card = corpus.card(id);
    let Some(headline) = card.headline else { return Decision::Leave };
    let points = headline.points;
    let entry = Entry { date: *date, points, cause: *cause, note: note.clone() };
    let add = |before| Decision::Change(Change::Add { before }, entry.clone());
    let Some(newest) = card.history.first() else { return add(None) };
    let last = newest.points();
    if last == points {
        return Decision::Leave;
    }
    let today = Date::Day(*date);
    if newest.date < today {
        return add(Some(last));
    }
    if newest.date > today {
        let why = format!(
            "the newest entry of its history is of {}; name a day after that with `--date`, or write this entry by hand: `{}`",
            newest.date,
            entry.in_braces()
        );
        return Decision::Refuse(why);
    }
    if newest.cause != *cause {
        let why = format!(
            "its history has an entry of {date} with the cause `{}`; write this one before it by hand, or name another day with \
             `--date`: `{}`",
            newest.cause.as_str(),
            entry.in_braces()
        );
        return Decision::Refuse(why);
    }
    let before = card.history.get(1).map(HistoryEntry::points);
    if before == Some(points) {
        let why = format!("its headline is {points} again, as before the entry of {date}; remove that entry by hand");
        return Decision::Refuse(why);
    }
    Decision::Change(Change::Correct { before, instead_of: last }, entry)
}

/// The text of a report's file with a changed history. `None` where it cannot be changed so that it says the same in all else.
fn changed(text: &str, change: &Change, entry: &Entry) -> Option<String> {
    let history = parse::history(text)?;
    let form = list_form(text, "history")?;
    let (new, at) = match change {
        Change::Add { .. } => {
            let end = edit::End::of(&history);
            (edit::add(text, &form, entry, end)?, if end == edit::End::First { 0 } else { history.len() })
        }
        Change::Correct { .. } => {
            let at = entry::newest(&history)?;
            (edit::correct(text, &form, at, entry)?, at)
        }
    };
    says_the_same_but(text, &new, at, change, entry).then_some(new)
}

/// Whether a new text says what the old one does, and beyond it only the change.
fn says_the_same_but(old: &str, new: &str, at: usize, change: &Change, entry: &Entry) -> bool {
    let Some(history) = parse::history(new) else { return false };
    let is_newest = entry::newest(&history) == Some(at);
    let is_entry = history.get(at).is_some_and(|found| entry.is(found));
    let (Some((old_rest, mut old_history)), Some((new_rest, mut new_history))) = (apart(old), apart(new)) else {
        return false;
    };
    if at >= new_history.len() || (matches!(change, Change::Correct { .. }) && at >= old_history.len()) {
        return false;
    }
    new_history.remove(at);
    if matches!(change, Change::Correct { .. }) {
        old_history.remove(at);
    }
    is_newest && is_entry && old_rest == new_rest && old_history == new_history
}

/// What a text says without its history, and its history.
fn apart(text: &str) -> Option<(serde_yaml::Mapping, Vec<serde_yaml::Value>)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut whole: serde_yaml::Mapping = serde_yaml::from_str(text).ok()?;
    let history = match whole.remove("history") {
        None | Some(serde_yaml::Value::Null) => Vec::new(),
        Some(serde_yaml::Value::Sequence(entries)) => entries,
        Some(_) => return None,
    };
    Some((whole, history))
}
