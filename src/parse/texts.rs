use std::sync::Arc;

use super::overlay::{self, Layered};
use super::shelf::{Key, Shelf};
use super::yaml::Texts;
use super::{Parsed, decode, unreadable};
use crate::diagnostic::Diagnostic;
use crate::markdown::RawHtml;
use crate::source::{LayeredFile, Listing, Look, ReadError};

/// The text of a file, or what is wrong with it as a text.
type FileText = Result<String, Diagnostic>;

/// What stands in one file, or in two of which one lies over the other.
pub(super) struct LayerTexts {
    imported: Option<FileText>,
    written: Option<FileText>,
}

impl LayerTexts {
    pub fn read(listing: &Listing, file: &LayeredFile<'_>) -> Result<Self, ReadError> {
        let text = |path: Option<&str>| path.map(|path| listing.read_text(path)).transpose();
        Ok(Self { imported: text(file.imported)?, written: text(file.written)? })
    }

    pub fn decode<T: Layered>(&self, file: &LayeredFile<'_>) -> Parsed<T> {
        let place = file.place();
        match (&self.imported, &self.written) {
            (Some(Ok(imported)), Some(Ok(written))) => {
                let texts = Texts { imported, written };
                let overlay::Merged { value, diagnostics, idle, missing } = overlay::merge::<T>(&place, texts);
                let value = value.map(Arc::new);
                Parsed { file: place, value, diagnostics, broken_rules: Vec::new(), pruned: missing, idle }
            }
            (Some(Ok(text)), None) | (None, Some(Ok(text))) => {
                decode(&place, file.imported.or(file.written).unwrap_or(&place), text)
            }
            _ => unreadable(place, self.faults()),
        }
    }

    /// The text of what stands in one file alone, or what is wrong with it.
    pub fn one(&self) -> Result<&str, Vec<Diagnostic>> {
        match self.imported.as_ref().or(self.written.as_ref()) {
            Some(Ok(text)) => Ok(text),
            Some(Err(_)) | None => Err(self.faults()),
        }
    }

    fn faults(&self) -> Vec<Diagnostic> {
        let texts = [&self.imported, &self.written].into_iter().flatten();
        texts.filter_map(|text| text.as_ref().err()).cloned().collect()
    }

    fn digests(&self) -> [Option<blake3::Hash>; 2] {
        let digest = |text: &Option<FileText>| Some(blake3::hash(text.as_ref()?.as_ref().ok()?.as_bytes()));
        [digest(&self.imported), digest(&self.written)]
    }
}

/// What texts say.
pub(super) enum Said<T> {
    /// The same texts were parsed before without finding anything.
    Before { key: Key, found: T },
    /// They are to be parsed, and what they say is put aside under the key.
    Anew { key: Key, texts: Box<LayerTexts> },
}

impl<T> Said<T> {
    /// Finds what a file says, or two of which one lies over the other; `of` says what is made of the texts, and `found` finds on the shelf
    /// what was put aside under a key. Files that look as they did when they were last read are not read.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn find(
        listing: &Listing,
        file: &LayeredFile<'_>,
        of: (&str, RawHtml),
        shelf: &Shelf,
        found: impl Fn(&Key) -> Option<T>,
    ) -> Result<Self, ReadError> {
        let found = |key| found(&key).map(|found| Self::Before { key, found });
        let paths = [file.imported, file.written];
        let looks = file.looks.map(|look| look.filter(|_| shelf.is_there()));
        let known = looks.map(|look| shelf.noted(&key_of_look(look?)).map(blake3::Hash::from_bytes));
        if (0..paths.len()).all(|at| paths[at].is_none() || known[at].is_some())
            && let Some(found) = found(key(of, known))
        {
            return Ok(found);
        }
        let texts = Box::new(LayerTexts::read(listing, file)?);
        let digests = texts.digests();
        for at in 0..paths.len() {
            let (Some(look), Some(digest)) = (looks[at], digests[at]) else { continue };
            // Of a file that changed since it was looked at, nobody knows what it said then.
            let is_same = || paths[at].and_then(|path| listing.look(path)).as_ref() == Some(look);
            if known[at] != Some(digest) && is_same() {
                shelf.note(key_of_look(look), digest.into());
            }
        }
        let key = key(of, digests);
        let is_whole = texts.faults().is_empty();
        Ok(found(key).filter(|_| is_whole).unwrap_or(Self::Anew { key, texts }))
    }
}

/// Under what the digest of a text is noted whose file looked so.
fn key_of_look(look: &Look) -> Key {
    look.digest().into()
}

/// Under what is put aside what was made of texts with these digests.
fn key((of, raw_html): (&str, RawHtml), digests: [Option<blake3::Hash>; 2]) -> Key {
    let mut hasher = blake3::Hasher::new();
    hasher.update(format!("{of} {raw_html:?}").as_bytes());
    for digest in digests {
        // A digest is no other's beginning, and there are two places for them.
        hasher.update(digest.as_ref().map_or(&[0], |digest| digest.as_bytes().as_slice()));
    }
    hasher.finalize().into()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that panics has failed")]
mod tests {
    use std::fs;
    use std::time::Duration;

    use tempfile::TempDir;

    use super::*;
    use crate::source::{Fingerprint, Follow};

    const OF: (&str, RawHtml) = ("analysis", RawHtml::Refuse);

    /// A site with one text, and its listing.
    fn site(text: &str) -> (TempDir, Listing) {
        let folder = TempDir::new().unwrap();
        fs::create_dir_all(folder.path().join("content/occupations")).unwrap();
        fs::write(folder.path().join("content/occupations/a.md"), text).unwrap();
        let listing = listing(&folder);
        (folder, listing)
    }

    fn listing(folder: &TempDir) -> Listing {
        let fingerprint = Fingerprint::of(folder.path(), &Follow::default()).unwrap();
        Listing::of_seen(fingerprint).unwrap().0
    }

    /// What is on the shelf of the text of the site; what is not is put there.
    fn found(listing: &Listing, shelf: &Shelf) -> Option<String> {
        let file = listing.layered().next().unwrap();
        match Said::find(listing, &file, OF, shelf, |key| shelf.find::<String, ()>(key)).unwrap() {
            Said::Before { found: (text, _), .. } => Some(text),
            Said::Anew { key, texts } => {
                shelf.put(key, texts.one().unwrap().to_owned(), ());
                None
            }
        }
    }

    #[test]
    fn a_file_that_looks_as_it_did_is_not_read() {
        let (folder, _) = site("one");
        std::thread::sleep(Duration::from_millis(2_100));
        let before = listing(&folder);
        let shelf = Shelf::for_this_run();
        assert_eq!(found(&before, &shelf), None);
        assert_eq!(found(&before, &shelf).as_deref(), Some("one"));
        // A shelf that says something false of the look is believed, so the file was not asked.
        let look = before.look("content/occupations/a.md").unwrap();
        let other = blake3::hash(b"two");
        shelf.note(key_of_look(&look), other.into());
        shelf.put(key(OF, [None, Some(other)]), "two".to_owned(), ());
        assert_eq!(found(&before, &shelf).as_deref(), Some("two"));
        // Another look is another matter.
        fs::write(folder.path().join("content/occupations/a.md"), "six").unwrap();
        let after = listing(&folder);
        assert_eq!(found(&after, &shelf), None);
        assert_eq!(found(&after, &shelf).as_deref(), Some("six"));
    }

    #[test]
    fn what_a_file_says_that_changed_since_it_was_looked_at_is_not_known_by_its_look() {
        let (folder, _) = site("one");
        std::thread::sleep(Duration::from_millis(2_100));
        let before = listing(&folder);
        let look = before.look("content/occupations/a.md").unwrap();
        fs::write(folder.path().join("content/occupations/a.md"), "two").unwrap();
        let shelf = Shelf::for_this_run();
        assert_eq!(found(&before, &shelf), None);
        assert_eq!(found(&before, &shelf).as_deref(), Some("two"));
        assert_eq!(shelf.noted(&key_of_look(&look)), None);
    }

    #[test]
    fn how_a_file_looks_that_was_just_written_says_nothing() {
        let (_folder, listing) = site("one");
        let shelf = Shelf::for_this_run();
        assert_eq!(found(&listing, &shelf), None);
        let look = listing.look("content/occupations/a.md").unwrap();
        assert_eq!(shelf.noted(&key_of_look(&look)), None);
        assert_eq!(found(&listing, &shelf).as_deref(), Some("one"), "it is read and known by its text");
    }
}
