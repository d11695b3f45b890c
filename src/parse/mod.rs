//! From the text of one file to a draft: YAML, front matter and Markdown, in parallel.
//!
//! Pure per file: what one file says is never checked against another here. Never stops at the first bad file, and gives a draft
//! of a bad file where one can be made, so that its links are checked in the same run.

mod draft;
mod front_matter;
mod memo;
mod prose;
mod rules;
mod yaml;

pub use draft::{AnalysisFile, Body, Drafts, OccupationFile, TextLink, WritingFile};
pub use memo::Memo;
pub use prose::{METHODOLOGY_IDS, REPORT_IDS, WRITING_IDS, body_settings, prose_settings};
pub use rules::task_id;
pub use yaml::{ItemForm, ListForm, list_form};

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::de::DeserializeOwned;

use crate::diagnostic::{Code, Diagnostic, FieldPath, Place};
use crate::markdown::RawHtml;
use crate::model::occupation::OccupationDraft;
use crate::model::writing::FrontMatter;
use crate::source::{ContentFile, FileKind, Listing, ReadError};
use draft::Part;

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

/// What was made of one YAML text, and what was wrong with it.
#[derive(Debug)]
struct Parsed<T> {
    file: String,
    value: Option<Arc<T>>,
    diagnostics: Vec<Diagnostic>,
    /// Problems between values, at paths of the draft.
    broken_rules: Vec<Diagnostic>,
    /// What was left out of the value because of a fault, or stands in it in place of a faulty one.
    pruned: Vec<FieldPath>,
}

impl<T> Parsed<T> {
    /// Notes the problems and gives the value.
    fn keep(&self, drafts: &mut Drafts) -> Option<Arc<T>> {
        let Self { file, value, diagnostics, broken_rules, pruned } = self;
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

    /// The same with another value, made of this one and this one's own problems.
    fn and<U>(self, make: impl FnOnce(T) -> (U, Vec<Diagnostic>)) -> Parsed<U> {
        let Self { file, value, diagnostics, mut broken_rules, pruned } = self;
        let value = value.and_then(Arc::into_inner).map(|value| {
            let (value, faults) = make(value);
            broken_rules.extend(faults);
            Arc::new(value)
        });
        Parsed { file, value, diagnostics, broken_rules, pruned }
    }
}

fn decode<T: DeserializeOwned>(file: &str, text: &str) -> Parsed<T> {
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
    Parsed { file: file.to_owned(), value, diagnostics, broken_rules: Vec::new(), pruned }
}

/// What the text of a report's file says. `None` where it has a fault.
pub fn occupation(text: &str) -> Option<OccupationDraft> {
    yaml::decode(text).ok()
}

fn read_yaml<T: DeserializeOwned>(listing: &Listing, file: &ContentFile) -> Result<Parsed<T>, ReadError> {
    Ok(match listing.read_text(&file.path)? {
        Ok(text) => decode(&file.path, &text),
        Err(diagnostic) => unreadable(file, diagnostic),
    })
}

fn unreadable<T>(file: &ContentFile, diagnostic: Diagnostic) -> Parsed<T> {
    Parsed {
        file: file.path.clone(),
        value: None,
        diagnostics: vec![diagnostic],
        broken_rules: Vec::new(),
        pruned: Vec::new(),
    }
}

fn parse_file(listing: &Listing, file: &ContentFile, raw_html: RawHtml) -> Result<Part, ReadError> {
    let path = file.path.clone();
    Ok(match &file.kind {
        FileKind::Site => unreachable!("the site's file is parsed before the others"),
        FileKind::Industries => Part::Industries(read_yaml(listing, file)?),
        FileKind::Tools => Part::Tools(read_yaml(listing, file)?),
        FileKind::Sources => Part::Sources(read_yaml(listing, file)?),
        FileKind::Occupation(slug) => {
            let parsed: Parsed<OccupationDraft> = read_yaml(listing, file)?;
            let parsed = parsed.and(|draft| {
                let (links, mut faults) = prose::of_occupation(&draft, &path, raw_html);
                faults.extend(rules::of_occupation(&draft, &path));
                (OccupationFile { slug: slug.clone(), file: path, draft, links }, faults)
            });
            Part::Occupation(slug.clone(), parsed)
        }
        FileKind::Analysis(slug) => {
            let parsed = match listing.read_text(&path)? {
                Err(diagnostic) => unreadable(file, diagnostic),
                Ok(text) => {
                    let (body, diagnostics) = prose::body(&path, &text, 0, raw_html, prose::REPORT_IDS);
                    let value = Some(Arc::new(AnalysisFile { slug: slug.clone(), file: path.clone(), body }));
                    Parsed { file: path, value, diagnostics, broken_rules: Vec::new(), pruned: Vec::new() }
                }
            };
            Part::Analysis(parsed)
        }
        FileKind::Article(slug) => Part::Article(slug.clone(), writing(listing, file, slug, raw_html)?),
        FileKind::Page(slug) => Part::Page(slug.clone(), writing(listing, file, slug, raw_html)?),
    })
}

fn writing(
    listing: &Listing,
    file: &ContentFile,
    slug: &crate::model::Slug,
    raw_html: RawHtml,
) -> Result<Parsed<WritingFile>, ReadError> {
    let text = match listing.read_text(&file.path)? {
        Ok(text) => text,
        Err(diagnostic) => return Ok(unreadable(file, diagnostic)),
    };
    let parts = match front_matter::split(&text) {
        Ok(parts) => parts,
        Err((message, help)) => {
            let place = Place::Bytes(0..text.find('\n').unwrap_or(text.len()));
            let diagnostic = Diagnostic::new(Code::FrontMatter, &file.path, place, message).help(help);
            return Ok(unreadable(file, diagnostic));
        }
    };
    let mut parsed: Parsed<FrontMatter> = decode(&file.path, &parts.padded_yaml());
    let (body, faults) = prose::body(&file.path, parts.body, parts.body_offset, raw_html, prose::WRITING_IDS);
    parsed.diagnostics.extend(faults);
    let whole = |front| WritingFile { slug: slug.clone(), file: file.path.clone(), front, body };
    Ok(parsed.and(|front| (whole(front), Vec::new())))
}

/// Turns the paths of problems into bytes of their files, and sorts them.
///
/// # Errors
/// When a file cannot be read again.
pub fn locate(listing: &Listing, diagnostics: &mut Vec<Diagnostic>) -> Result<BTreeMap<String, String>, ReadError> {
    let known = |file: &str| {
        listing.content.iter().any(|known| known.path == file)
            || file.starts_with("templates/")
            || file.starts_with("static/")
    };
    let mut texts = BTreeMap::new();
    for file in diagnostics.iter().map(|diagnostic| &diagnostic.file) {
        if texts.contains_key(file) || !known(file) || !listing.root().join(file).is_file() {
            continue;
        }
        texts.insert(file.clone(), listing.read_for_display(file)?);
    }
    for (file, text) in &texts {
        place_in(text, diagnostics.iter_mut().filter(|diagnostic| diagnostic.file == *file).collect());
    }
    crate::diagnostic::sort(diagnostics);
    Ok(texts)
}

/// Turns the paths of one file's problems into bytes of its text, which is parsed once for all of them.
fn place_in(text: &str, mut diagnostics: Vec<&mut Diagnostic>) {
    diagnostics.retain(|diagnostic| matches!(diagnostic.place, Place::Value(_) | Place::Key(_) | Place::Words(..)));
    let Some(first) = diagnostics.first() else { return };
    let padded = match front_matter::split(text) {
        Ok(parts) if first.file.ends_with(".md") => parts.padded_yaml(),
        _ => text.to_owned(),
    };
    let places: Vec<Place> = diagnostics.iter().map(|diagnostic| diagnostic.place.clone()).collect();
    for (diagnostic, range) in diagnostics.into_iter().zip(yaml::locate(&padded, &places)) {
        diagnostic.place = Place::Bytes(range);
    }
}
