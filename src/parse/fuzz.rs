//! Ways to private readers of content, for texts that are made up at random.

use std::cell::LazyCell;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::overlay::{self, Layered};
use super::shelf::{self, Key, Shelf};
use super::yaml::{Texts, fuzz::decoded};
use super::{AnalysisText, TextLink, front_matter, prose, rules};
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

/// What is put aside in the file of a shelf: texts behind their lengths, each under a key of one number.
const PUT_ASIDE: [(u8, &str); 4] = [(1, "one"), (2, "two"), (3, ""), (0x73, "said, in more words than the others")];

thread_local! {
    /// The folder of shelves, which is written again for each.
    static FOLDER: LazyCell<TempDir> = LazyCell::new(|| tempfile::tempdir().expect("a folder can be made"));
}

/// Puts bytes in the place of the file of a shelf in a folder.
pub fn put_shelf(folder: &Path, file: &[u8]) {
    fs::write(folder.join(shelf::FILE), file).expect("the folder is there");
}

/// The file of the shelf in a folder.
pub fn shelf_in(folder: &Path) -> Vec<u8> {
    fs::read(folder.join(shelf::FILE)).expect("a shelf was there")
}

/// The file of a shelf on which texts were put aside.
pub fn sound_shelf() -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder can be made");
    put_all(&Shelf::kept_in(folder.path()));
    shelf_in(folder.path())
}

fn put_all(shelf: &Shelf) {
    for (number, text) in PUT_ASIDE {
        let shelved = shelf.put([number; 32], text.len() as u64, text.to_owned());
        assert_eq!(*shelved.get().expect("it was just written"), text);
    }
}

/// Reads bytes as the file of a shelf, and asks for all that was put aside on a sound one and all that this one says is in it. Nothing is
/// found but what was put aside; nothing is as large as the file; and what is put aside again is found by the next.
pub fn shelf(file: &[u8]) {
    FOLDER.with(|folder| {
        let folder = folder.path();
        put_shelf(folder, file);
        let shelf = Shelf::kept_in(folder);
        let said = shelf.said();
        assert!(said.iter().map(|(_, length)| length).sum::<u64>() <= file.len() as u64);
        for (key, _) in &said {
            if !PUT_ASIDE.iter().any(|(number, _)| *key == [*number; 32]) {
                assert!(shelf.find::<u64, String>(key).is_none(), "nothing was put aside under {key:?}");
                let draft = shelf.find::<(bool, Vec<TextLink>), OccupationDraft>(key);
                assert!(draft.is_none_or(|(_, draft)| draft.facts().is_err() && draft.get().is_err()));
                let text = shelf.find::<Vec<TextLink>, AnalysisText>(key);
                assert!(text.is_none_or(|(_, text)| text.facts().is_err() && text.get().is_err()));
            }
        }
        for (number, text) in PUT_ASIDE {
            expect_put(&shelf, &[number; 32], text);
        }
        put_all(&shelf);
        shelf.tidy();
        shelf.forget_if_damaged();
        drop(shelf);
        let next = Shelf::kept_in(folder);
        for (number, text) in PUT_ASIDE {
            expect_put(&next, &[number; 32], text);
        }
    });
}

/// What is found under a key is the text that was put aside under it, if it is found.
fn expect_put(shelf: &Shelf, key: &Key, text: &str) {
    if let Some((length, shelved)) = shelf.find::<u64, String>(key) {
        assert_eq!(length, text.len() as u64);
        assert!(shelved.facts().is_ok_and(|length| *length == text.len() as u64));
        assert!(shelved.get().is_err() || shelved.get().is_ok_and(|found| *found == text));
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
