//! From the text of one file to a draft: YAML, front matter and Markdown, in parallel.
//!
//! A report and a table can stand in two files, one over the other; what comes of them is one draft, and its faults stand in the file from
//! which each value came. Pure per draft: what one says is never checked against another here. Never stops at
//! the first bad file, and gives a draft of a bad file where one can be made, so that its links are checked in the same run.

mod draft;
mod follow;
#[cfg(fuzzing)]
pub mod fuzz;
mod front_matter;
mod memo;
mod overlay;
mod place;
mod prose;
mod rules;
mod shelf;
mod texts;
mod yaml;

pub use draft::{AnalysisFile, AnalysisText, Body, Drafts, OccupationFile, TextLink, WritingFile};
pub use follow::follow;
pub use memo::Memo;
pub use overlay::layers;
pub use place::locate;
pub use prose::{METHODOLOGY_IDS, REPORT_IDS, WRITING_IDS, body_settings, prose_settings};
pub use rules::task_id;
pub use shelf::{Key, Shelf, Shelved};
pub use yaml::{ItemForm, ListForm, list_form};

use std::sync::Arc;

use serde::de::DeserializeOwned;

use crate::diagnostic::{Code, Diagnostic, FieldPath, Place};
use crate::markdown::RawHtml;
use crate::model::occupation::{HistoryEntry, OccupationDraft};
use crate::model::registry::SourceEntry;
use crate::model::writing::FrontMatter;
use crate::model::{Slug, Table};
use crate::source::{FileKind, LayeredFile, Listing, ReadError};
use draft::Part;
use overlay::Layered;
use texts::{LayerTexts, Said};

/// Reads and parses every file of a listing.
///
/// # Errors
/// When a file cannot be read. What is wrong inside files is in [`Drafts::diagnostics`].
pub fn parse(listing: &Listing) -> Result<Drafts, ReadError> {
    Memo::default().parse(listing)
}

/// The file that says what the site is.
pub const SITE_FILE: &str = "content/site.yaml";

/// The file that lists the sources.
pub const SOURCES_FILE: &str = "content/sources.yaml";

/// What was made of one YAML text, or of two, and what was wrong with it.
#[derive(Debug)]
struct Parsed<T> {
    /// The path at which a person writes it, whichever file says it.
    file: String,
    value: Option<Arc<T>>,
    diagnostics: Vec<Diagnostic>,
    /// Problems between values, at paths of the draft.
    broken_rules: Vec<Diagnostic>,
    /// What was left out of the value because of a fault, or stands in it in place of a faulty one.
    pruned: Vec<FieldPath>,
    /// What a person wrote that has no effect, with places in bytes.
    idle: Vec<Diagnostic>,
}

impl<T> Parsed<T> {
    /// Notes the problems and gives the value.
    fn keep(&self, drafts: &mut Drafts) -> Option<Arc<T>> {
        let Self { file, value, diagnostics, broken_rules, pruned, idle: _ } = self;
        if !pruned.is_empty() {
            drafts.pruned.insert(file.clone(), pruned.clone());
        }
        let broken: Vec<Diagnostic> =
            broken_rules.iter().filter_map(|fault| drafts.as_written(fault.clone())).collect();
        drafts.diagnostics.extend(broken);
        if !diagnostics.is_empty() {
            drafts.faulty.insert(file.clone());
        }
        drafts.diagnostics.extend_from_slice(diagnostics);
        value.clone()
    }

    /// Notes the problems and what has no effect, and gives the value.
    fn keep_table(&self, drafts: &mut Drafts) -> Arc<T>
    where
        T: Default,
    {
        drafts.idle.extend_from_slice(&self.idle);
        self.keep(drafts).unwrap_or_default()
    }

    /// The same with another value, made of this one and this one's own problems.
    fn and<U>(self, make: impl FnOnce(T) -> (U, Vec<Diagnostic>)) -> Parsed<U> {
        let Self { file, value, diagnostics, mut broken_rules, pruned, idle } = self;
        let value = value.and_then(Arc::into_inner).map(|value| {
            let (value, faults) = make(value);
            broken_rules.extend(faults);
            Arc::new(value)
        });
        Parsed { file, value, diagnostics, broken_rules, pruned, idle }
    }
}

/// Decodes a text that stands in a file. `place` is the path at which a person writes it.
fn decode<T: DeserializeOwned>(place: &str, file: &str, text: &str) -> Parsed<T> {
    let (value, faults, pruned) = match yaml::decode_or_salvage::<T>(text) {
        Ok(value) => (Some(Arc::new(value)), Vec::new(), Vec::new()),
        Err(yaml::Salvage { value, faults, missing }) => (value.map(Arc::new), faults, missing),
    };
    let diagnostics = faults
        .into_iter()
        .map(|yaml::Fault { code, span, message, help, .. }| Diagnostic {
            code,
            file: file.to_owned(),
            place: Place::Bytes(span),
            message,
            help,
        })
        .collect();
    Parsed { file: place.to_owned(), value, diagnostics, broken_rules: Vec::new(), pruned, idle: Vec::new() }
}

/// The history that the text of a report's file holds, whether the rest of it is a report or lies over one. `None` where it has a fault.
pub fn history(text: &str) -> Option<Vec<HistoryEntry>> {
    #[derive(serde::Deserialize)]
    struct History {
        #[serde(default)]
        history: Vec<HistoryEntry>,
    }
    yaml::decode(text).ok().map(|History { history }| history)
}

/// Reads and decodes what stands in one file, or in two of which one lies over the other.
fn read_yaml<T: Layered>(listing: &Listing, file: &LayeredFile<'_>) -> Result<Parsed<T>, ReadError> {
    Ok(LayerTexts::read(listing, file)?.decode(file))
}

/// Reads and decodes one file.
fn read_one<T: DeserializeOwned>(listing: &Listing, place: &str, file: &str) -> Result<Parsed<T>, ReadError> {
    Ok(match listing.read_text(file)? {
        Ok(text) => decode(place, file, &text),
        Err(diagnostic) => unreadable(place.to_owned(), vec![diagnostic]),
    })
}

fn unreadable<T>(file: String, diagnostics: Vec<Diagnostic>) -> Parsed<T> {
    Parsed { file, value: None, diagnostics, broken_rules: Vec::new(), pruned: Vec::new(), idle: Vec::new() }
}

fn parse_file(listing: &Listing, file: &LayeredFile<'_>, raw_html: RawHtml, shelf: &Shelf) -> Result<Part, ReadError> {
    let path = file.place();
    Ok(match file.kind {
        FileKind::Site => unreachable!("the site's file is parsed before the others"),
        FileKind::Industries => Part::Industries(read_yaml(listing, file)?),
        FileKind::Tools => Part::Tools(read_yaml(listing, file)?),
        FileKind::Sources => {
            let parsed: Parsed<Table<SourceEntry>> = read_yaml(listing, file)?;
            Part::Sources(parsed.and(|table| {
                let faults = rules::of_sources(&table, &path);
                (table, faults)
            }))
        }
        FileKind::Occupation(slug) => Part::Occupation(slug.clone(), occupation(slug, listing, file, raw_html, shelf)?),
        FileKind::Analysis(slug) => Part::Analysis(analysis(slug, listing, file, raw_html, shelf)?),
        FileKind::Article(slug) => Part::Article(slug.clone(), writing(listing, &path, slug, raw_html)?),
        FileKind::Page(slug) => Part::Page(slug.clone(), writing(listing, &path, slug, raw_html)?),
    })
}

/// What the data of a report say, which is put aside; from the shelf where the same texts were parsed before without finding anything.
fn occupation(
    slug: &Slug,
    listing: &Listing,
    file: &LayeredFile<'_>,
    raw_html: RawHtml,
    shelf: &Shelf,
) -> Result<Parsed<OccupationFile>, ReadError> {
    let path = file.place();
    let whole = |digest, is_draft, draft, idle| OccupationFile {
        slug: slug.clone(),
        file: path.clone(),
        layers: file.layers(),
        digest,
        is_draft,
        draft,
        idle,
    };
    let find = |key: &Key| shelf.find::<(bool, Vec<TextLink>), _>(key);
    let (key, texts) = match Said::find(listing, file, ("report", raw_html), shelf, find)? {
        Said::Before { key, found: ((is_draft, _), draft) } => {
            let value = Some(Arc::new(whole(key, is_draft, draft, Vec::new())));
            return Ok(Parsed { value, ..unreadable(path.clone(), Vec::new()) });
        }
        Said::Anew { key, texts } => (key, texts),
    };
    let parsed: Parsed<OccupationDraft> = texts.decode(file);
    let idle = parsed.idle.clone();
    let is_flawless = parsed.diagnostics.is_empty() && parsed.pruned.is_empty() && idle.is_empty();
    Ok(parsed.and(|draft| {
        let (links, mut faults) = prose::of_occupation(&draft, &path, raw_html);
        faults.extend(rules::of_occupation(&draft, &path));
        let is_draft = draft.draft;
        let facts = (is_draft, links);
        let draft = match is_flawless && faults.is_empty() {
            true => shelf.put(key, facts, draft),
            false => Shelved::here(facts, draft),
        };
        (whole(key, is_draft, draft, idle), faults)
    }))
}

/// The same of the analysis of a report.
fn analysis(
    slug: &Slug,
    listing: &Listing,
    layered: &LayeredFile<'_>,
    raw_html: RawHtml,
    shelf: &Shelf,
) -> Result<Parsed<AnalysisFile>, ReadError> {
    let file = layered.place();
    let whole = |digest, text| Some(Arc::new(AnalysisFile { slug: slug.clone(), file: file.clone(), digest, text }));
    let (key, texts) = match Said::find(listing, layered, ("analysis", raw_html), shelf, |key| shelf.find_unread(key))?
    {
        Said::Before { key, found } => {
            return Ok(Parsed { value: whole(key, found), ..unreadable(file.clone(), Vec::new()) });
        }
        Said::Anew { key, texts } => (key, texts),
    };
    let text = match texts.one() {
        Ok(text) => text,
        Err(faults) => return Ok(unreadable(file.clone(), faults)),
    };
    let (Body { text, outline, links, .. }, diagnostics) = prose::body(&file, text, 0, raw_html, prose::REPORT_IDS);
    let text = AnalysisText { text, outline };
    let shelved = match diagnostics.is_empty() {
        true => shelf.put(key, links, text),
        false => Shelved::here(links, text),
    };
    Ok(Parsed { value: whole(key, shelved), diagnostics, ..unreadable(file.clone(), Vec::new()) })
}

fn writing(listing: &Listing, file: &str, slug: &Slug, raw_html: RawHtml) -> Result<Parsed<WritingFile>, ReadError> {
    let text = match listing.read_text(file)? {
        Ok(text) => text,
        Err(diagnostic) => return Ok(unreadable(file.to_owned(), vec![diagnostic])),
    };
    let parts = match front_matter::split(&text) {
        Ok(parts) => parts,
        Err((message, help)) => {
            let place = Place::Bytes(0..text.find('\n').unwrap_or(text.len()));
            let diagnostic = Diagnostic::new(Code::FrontMatter, file, place, message).help(help);
            return Ok(unreadable(file.to_owned(), vec![diagnostic]));
        }
    };
    let mut parsed: Parsed<FrontMatter> = decode(file, file, &parts.padded_yaml());
    let (body, faults) = prose::body(file, parts.body, parts.body_offset, raw_html, prose::WRITING_IDS);
    parsed.diagnostics.extend(faults);
    let whole = |front| WritingFile { slug: slug.clone(), file: file.to_owned(), front, body };
    Ok(parsed.and(|front| (whole(front), Vec::new())))
}
