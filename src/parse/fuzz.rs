//! Ways to private readers of content, for texts that are made up at random.

use super::overlay::{self, Layered};
use super::yaml::{Texts, fuzz::decoded};
use super::{front_matter, prose, rules};
use crate::diagnostic::{Diagnostic, Format, Place, Styling, print};
use crate::markdown::RawHtml;
use crate::model::Table;
use crate::model::occupation::OccupationDraft;
use crate::model::registry::{SourceEntry, ToolEntry};
use crate::model::site::SiteDraft;
use crate::model::writing::FrontMatter;

const FILE: &str = "content/occupations/a.yaml";

/// Reads a text as a report.
pub fn report(text: &str) {
    if let Some(draft) = decoded::<OccupationDraft>(text) {
        let (_, faults) = prose::of_occupation(&draft, FILE, RawHtml::Refuse);
        printed(&faults, text);
        printed(&rules::of_occupation(&draft, FILE), text);
    }
    super::history(text);
}

/// Reads a text as the file of a site.
pub fn site(text: &str) {
    if let Some(draft) = decoded::<SiteDraft>(text) {
        printed(&prose::of_site(&draft, FILE, RawHtml::Refuse).1, text);
        printed(&rules::of_site(&draft, FILE), text);
    }
}

/// Reads a text as a table of tools, and as one of sources.
pub fn tables(text: &str) {
    decoded::<Table<ToolEntry>>(text);
    if let Some(table) = decoded::<Table<SourceEntry>>(text) {
        printed(&rules::of_sources(&table, FILE), text);
    }
}

/// Reads a text as an article: front matter and Markdown.
pub fn article(text: &str) {
    let Ok(parts) = front_matter::split(text) else { return };
    let yaml = parts.padded_yaml();
    assert!(yaml.len() <= text.len());
    decoded::<FrontMatter>(&yaml);
    for raw_html in [RawHtml::Refuse, RawHtml::Allow] {
        let (_, faults) = prose::body(FILE, parts.body, parts.body_offset, raw_html, prose::WRITING_IDS);
        printed(&faults, text);
    }
}

/// Reads two texts as a report of which the second lies over the first, and as tables.
pub fn layers(imported: &str, written: &str) {
    merged::<OccupationDraft>(imported, written);
    merged::<Table<SourceEntry>>(imported, written);
}

fn merged<T: Layered>(imported: &str, written: &str) {
    let overlay::Merged { diagnostics, idle, .. } = overlay::merge::<T>(FILE, Texts { imported, written });
    for fault in diagnostics.iter().chain(&idle) {
        if let Place::Bytes(span) = &fault.place {
            let text = if fault.file == FILE { written } else { imported };
            assert!(text.get(span.clone()).is_some(), "{fault:?} is no place in {text:?}");
        }
    }
}

/// Prints faults, in every form.
fn printed(faults: &[Diagnostic], text: &str) {
    for fault in faults {
        if let Place::Bytes(span) = &fault.place {
            assert!(text.get(span.clone()).is_some(), "{fault:?} is no place in {text:?}");
        }
    }
    let texts = [(FILE, text)].into_iter().collect();
    for format in [Format::Human, Format::Json, Format::Github] {
        print(faults, &texts, format, Styling::Plain);
    }
}
