//! From the paths of problems to bytes of the files in which they stand.

use std::collections::{BTreeMap, BTreeSet};

use super::yaml::Texts;
use super::{front_matter, overlay, yaml};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::{FileKind, Layer, Listing, ReadError};

/// Turns the paths of problems into bytes of their files, and sorts them.
///
/// A problem of something that stands in two layers names the file in which a person writes it; it moves to the one from which its value
/// came, and so does a problem of what was only imported.
///
/// # Errors
/// When a file cannot be read again.
pub fn locate(listing: &Listing, diagnostics: &mut Vec<Diagnostic>) -> Result<BTreeMap<String, String>, ReadError> {
    let named: BTreeSet<String> = diagnostics.iter().map(|diagnostic| diagnostic.file.clone()).collect();
    for file in &named {
        let imported = Layer::Imported.path(file);
        if *file == imported || !is_known(listing, &imported) {
            continue;
        }
        let own = diagnostics.iter_mut().filter(|diagnostic| diagnostic.file == *file);
        if !is_known(listing, file) {
            own.for_each(|diagnostic| diagnostic.file.clone_from(&imported));
            continue;
        }
        let texts = [listing.read_for_display(&imported)?, listing.read_for_display(file)?];
        place_in_layers(file, &texts, own.filter(|diagnostic| is_path(&diagnostic.place)).collect());
    }
    let mut texts = BTreeMap::new();
    for file in diagnostics.iter().map(|diagnostic| &diagnostic.file) {
        if texts.contains_key(file) || !is_known(listing, file) {
            continue;
        }
        texts.insert(file.clone(), listing.read_for_display(file)?);
    }
    for (file, text) in &texts {
        place_in(text, diagnostics.iter_mut().filter(|diagnostic| diagnostic.file == *file).collect());
    }
    for diagnostic in diagnostics.iter_mut() {
        if let Some(text) = texts.get(&diagnostic.file) {
            say_where_to_write(diagnostic);
            say_that_nothing_lies_below(listing, text, diagnostic);
        }
    }
    crate::diagnostic::sort(diagnostics);
    Ok(texts)
}

/// Whether a file is one of the site, and there.
fn is_known(listing: &Listing, file: &str) -> bool {
    let is_of_site = listing.content.iter().any(|known| known.path == file)
        || file.starts_with("templates/")
        || file.starts_with("static/");
    is_of_site && listing.root().join(file).is_file()
}

fn is_path(place: &Place) -> bool {
    matches!(place, Place::Value(_) | Place::Key(_) | Place::Words(..))
}

/// Says of an imported file that the next import takes away what is changed in it.
fn say_where_to_write(diagnostic: &mut Diagnostic) {
    let (written, layer) = Layer::of(&diagnostic.file);
    if layer == Layer::Written || !matches!(diagnostic.place, Place::Bytes(_)) {
        return;
    }
    let where_to = format!("the next import writes this file anew: mend it in `{written}`, which lies over it");
    diagnostic.help = Some(match diagnostic.help.take() {
        Some(help) => format!("{help}; {where_to}"),
        None => where_to,
    });
}

/// Says of a report without a key that every one needs, where others are imported, that nothing lies below it.
fn say_that_nothing_lies_below(listing: &Listing, text: &str, diagnostic: &mut Diagnostic) {
    let is_comment = |line: &str| line.trim().is_empty() || line.starts_with('#');
    let is_whole = match &diagnostic.place {
        Place::Bytes(range) => text.get(..range.start).is_some_and(|before| before.lines().all(is_comment)),
        _ => false,
    };
    if diagnostic.code != Code::MissingKey || !is_whole || !diagnostic.file.starts_with("content/occupations/") {
        return;
    }
    let imported = Layer::Imported.path(&diagnostic.file);
    let is_import = listing.content.iter().any(|file| file.layer == Layer::Imported);
    if is_import && !is_known(listing, &imported) {
        diagnostic.help = Some(format!("write it; there is no `{imported}` over which this file could lie"));
    }
}

/// Moves problems of something that stands in two layers to the bytes and the file of each.
fn place_in_layers(file: &str, [imported, written]: &[String; 2], diagnostics: Vec<&mut Diagnostic>) {
    let kind = file.strip_prefix("content/").and_then(|path| FileKind::of(path).ok());
    let Some((kind, _)) = kind.filter(|_| !diagnostics.is_empty()) else { return };
    let places: Vec<Place> = diagnostics.iter().map(|diagnostic| diagnostic.place.clone()).collect();
    let found = overlay::locate(&kind, Texts { imported, written }, &places);
    for (diagnostic, (layer, range)) in diagnostics.into_iter().zip(found) {
        diagnostic.file = layer.path(file);
        diagnostic.place = Place::Bytes(range);
    }
}

/// Turns the paths of one file's problems into bytes of its text, which is parsed once for all of them.
fn place_in(text: &str, mut diagnostics: Vec<&mut Diagnostic>) {
    diagnostics.retain(|diagnostic| is_path(&diagnostic.place));
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
