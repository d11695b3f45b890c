//! The Markdown in a file: bodies, and prose in the values of YAML files.

use super::draft::{Body, TextLink};
use crate::diagnostic::{Diagnostic, FieldPath, Place};
use crate::markdown::{Fault, Profile, RawHtml, Settings, links, outline};
use crate::model::Prose;
use crate::model::figure::CitedProse;
use crate::model::occupation::OccupationDraft;
use crate::model::site::{Section, SiteDraft};

/// Ids that pages use themselves; a heading of a text never takes one.
pub const WRITING_IDS: &[&str] = &[
    "main",
    "reports",
    "site-rules-title",
    "site-rules",
    "rule-headline",
    "rule-bands",
    "rule-measures",
    "rule-percentile",
    "rule-ladder",
    "rule-rounding",
    "band-low",
    "band-moderate",
    "band-high",
    "band-very-high",
];

/// Places of the methodology page that the theme adds to the author's text, and that links can name.
pub const METHODOLOGY_IDS: &[&str] = WRITING_IDS.split_at(3).1;

/// The same on the page of a report: those of its sections and parts.
pub const REPORT_IDS: &[&str] = &report_ids();

/// Ids of parts of the page that are no sections.
const PARTS: [&str; 5] = ["main", "menu", "contents", "strip", "answer"];

const fn report_ids() -> [&'static str; PARTS.len() + Section::ALL.len()] {
    let mut ids = ["main"; PARTS.len() + Section::ALL.len()];
    let mut at = 0;
    while at < PARTS.len() {
        ids[at] = PARTS[at];
        at += 1;
    }
    while at - PARTS.len() < Section::ALL.len() {
        ids[at] = Section::ALL[at - PARTS.len()].as_str();
        at += 1;
    }
    ids
}

/// The settings under which a body is read and printed.
pub fn body_settings(raw_html: RawHtml, reserved_ids: &'static [&'static str]) -> Settings<'static> {
    Settings { profile: Profile::Document, raw_html, reserved_ids }
}

/// The settings under which prose in YAML is read and printed.
pub fn prose_settings(raw_html: RawHtml) -> Settings<'static> {
    Settings { profile: Profile::Prose, raw_html, reserved_ids: &[] }
}

/// Reads a body that begins at an offset of its file.
pub(super) fn body(
    file: &str,
    text: &str,
    offset: usize,
    raw_html: RawHtml,
    reserved_ids: &'static [&'static str],
) -> (Body, Vec<Diagnostic>) {
    let (outline, faults) = outline(text, &body_settings(raw_html, reserved_ids));
    let place = |span: &std::ops::Range<usize>| Place::Bytes(span.start + offset..span.end + offset);
    let links = outline
        .links
        .iter()
        .map(|link| TextLink { place: place(&link.span), target: link.target.clone(), kind: link.kind })
        .collect();
    let diagnostics = faults.into_iter().map(|fault| diagnostic(file, place(&fault.span.clone()), fault)).collect();
    (Body { text: text.to_owned(), offset, outline, links }, diagnostics)
}

fn diagnostic(file: &str, place: Place, fault: Fault) -> Diagnostic {
    let Fault { code, span: _, message, help } = fault;
    Diagnostic { code, file: file.to_owned(), place, message, help }
}

/// Reads pieces of prose, each with its path in the file.
struct Reader<'a> {
    file: &'a str,
    settings: Settings<'static>,
    links: Vec<TextLink>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    fn new(file: &'a str, raw_html: RawHtml) -> Self {
        Self { file, settings: prose_settings(raw_html), links: Vec::new(), diagnostics: Vec::new() }
    }

    fn read(&mut self, prose: &Prose, path: FieldPath) {
        let (links, faults) = links(prose.as_str(), &self.settings);
        let place = Place::Value(path);
        self.links.extend(links.into_iter().map(|link| TextLink {
            place: place.clone(),
            target: link.target,
            kind: link.kind,
        }));
        self.diagnostics.extend(faults.into_iter().map(|fault| diagnostic(self.file, place.clone(), fault)));
    }

    fn read_cited(&mut self, prose: Option<&CitedProse>, path: &FieldPath) {
        if let Some(CitedProse { text, cite: _ }) = prose {
            self.read(text, path.clone());
        }
    }
}

/// The links in a report's prose, and what is wrong with that prose.
pub(super) fn of_occupation(
    draft: &OccupationDraft,
    file: &str,
    raw_html: RawHtml,
) -> (Vec<TextLink>, Vec<Diagnostic>) {
    let mut reader = Reader::new(file, raw_html);
    let risk = FieldPath::of("risk");
    reader.read_cited(draft.risk.outlook.as_ref(), &risk.key("outlook"));
    reader.read_cited(draft.risk.verdict.as_ref(), &risk.key("verdict"));
    for (index, phase) in draft.roadmap.iter().enumerate() {
        for (step, prose) in phase.steps.iter().enumerate() {
            reader.read(prose, FieldPath::of("roadmap").index(index).key("steps").index(step));
        }
    }
    for (index, prose) in draft.quick_wins.iter().enumerate() {
        reader.read(prose, FieldPath::of("quick_wins").index(index));
    }
    for (index, era) in draft.timeline.iter().enumerate() {
        if let Some(prose) = &era.text {
            reader.read(prose, FieldPath::of("timeline").index(index).key("text"));
        }
    }
    for (index, question) in draft.faq.iter().enumerate() {
        reader.read(&question.answer, FieldPath::of("faq").index(index).key("answer"));
    }
    (reader.links, reader.diagnostics)
}

/// The links in the prose of the site's own file, and what is wrong with that prose.
pub(super) fn of_site(site: &SiteDraft, file: &str, raw_html: RawHtml) -> (Vec<TextLink>, Vec<Diagnostic>) {
    let mut reader = Reader::new(file, raw_html);
    for (index, block) in site.blocks.iter().enumerate() {
        if let Some(prose) = &block.text {
            reader.read(prose, FieldPath::of("blocks").index(index).key("text"));
        }
    }
    (reader.links, reader.diagnostics)
}
