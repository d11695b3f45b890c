use std::collections::HashMap;

use rayon::prelude::*;

use super::draft::Part;
use super::{Drafts, Parsed, SITE_FILE, Shelf, TextLink, parse_file, prose, read_one, rules};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::markdown::RawHtml;
use crate::model::site::SiteDraft;
use crate::source::{FileKind, LayeredFile, Listing, ReadError};

/// Parsed files, kept so that only those are parsed again that changed.
#[derive(Debug, Default)]
pub struct Memo {
    site: Option<SitePart>,
    /// What is known of the other files, in the order of the listing.
    parts: Vec<(Paths, Option<Part>)>,
    /// How HTML was treated in them.
    raw_html: Option<RawHtml>,
    /// Where what reports say is put aside.
    shelf: Shelf,
}

/// The paths of the files that say something together. When one of them comes or goes, something else is said.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Paths {
    imported: Option<String>,
    written: Option<String>,
}

/// `site.yaml` and the links in its prose.
#[derive(Debug)]
struct SitePart {
    parsed: Parsed<SiteDraft>,
    links: Vec<TextLink>,
}

impl Memo {
    /// A memo that knows nothing, and puts what reports say on a shelf.
    pub fn on(shelf: Shelf) -> Self {
        Self { shelf, ..Self::default() }
    }

    /// Forgets what a file said, by its path from the root.
    pub fn forget(&mut self, path: &str) {
        self.forget_where(|known| known == path);
    }

    /// Forgets what the files below a folder said.
    pub fn forget_below(&mut self, folder: &str) {
        self.forget_where(|known| known.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')));
    }

    fn forget_where(&mut self, wanted: impl Fn(&str) -> bool) {
        if wanted(SITE_FILE) {
            self.site = None;
        }
        for (Paths { imported, written }, part) in &mut self.parts {
            if imported.iter().chain(written.iter()).any(|path| wanted(path)) {
                *part = None;
            }
        }
    }

    /// Reads and parses those files of a listing that are not known yet, and forgets those that are not in it. A file counts as known
    /// until [`Memo::forget`] is told otherwise.
    ///
    /// # Errors
    /// When a file cannot be read; what was known stays so. What is wrong inside files is in [`Drafts::diagnostics`].
    pub fn parse(&mut self, listing: &Listing) -> Result<Drafts, ReadError> {
        let mut drafts = Drafts::default();
        let Some(site) = listing.content.iter().find(|file| file.kind == FileKind::Site) else {
            self.site = None;
            drafts.diagnostics.push(
                Diagnostic::new(Code::MissingFile, SITE_FILE, Place::File, "the site has no `site.yaml`")
                    .help("write one with `title`, `base_url` and `description`"),
            );
            return Ok(drafts);
        };
        let site = match self.site.take() {
            Some(known) => known,
            None => SitePart::read(listing, &site.path)?,
        };
        let site = self.site.insert(site);
        drafts.site = site.parsed.keep(&mut drafts);
        drafts.site_links.clone_from(&site.links);
        let raw_html = raw_html(drafts.site.as_deref());
        if self.raw_html.replace(raw_html) != Some(raw_html) {
            self.parts.clear();
        }
        let files: Vec<LayeredFile<'_>> = listing.layered().filter(|file| *file.kind != FileKind::Site).collect();
        self.align(&files);
        let parsed: Vec<(usize, Part)> = (0..files.len())
            .filter(|at| self.parts[*at].1.is_none())
            .collect::<Vec<_>>()
            .into_par_iter()
            .map(|at| Ok((at, parse_file(listing, &files[at], raw_html, &self.shelf)?)))
            .collect::<Result<_, ReadError>>()?;
        for (at, part) in parsed {
            self.parts[at].1 = Some(part);
        }
        for part in self.parts.iter().filter_map(|(_, part)| part.as_ref()) {
            part.keep(&mut drafts);
        }
        Ok(drafts)
    }

    /// Brings what is known into the order of a listing; what is not in it is forgotten.
    fn align(&mut self, files: &[LayeredFile<'_>]) {
        let aligned = self.parts.len() == files.len()
            && self.parts.iter().zip(files).all(|((paths, _), file)| {
                paths.imported.as_deref() == file.imported && paths.written.as_deref() == file.written
            });
        if !aligned {
            let mut known: HashMap<Paths, Option<Part>> = self.parts.drain(..).collect();
            let part = |file: &LayeredFile<'_>| {
                let owned = |path: Option<&str>| path.map(str::to_owned);
                let paths = Paths { imported: owned(file.imported), written: owned(file.written) };
                let part = known.remove(&paths).flatten();
                (paths, part)
            };
            self.parts = files.iter().map(part).collect();
        }
    }
}

impl SitePart {
    fn read(listing: &Listing, file: &str) -> Result<Self, ReadError> {
        let mut parsed: Parsed<SiteDraft> = read_one(listing, SITE_FILE, file)?;
        let mut links = Vec::new();
        if let Some(site) = &parsed.value {
            let (found, faults) = prose::of_site(site, SITE_FILE, raw_html(Some(site)));
            links = found;
            parsed.broken_rules.extend(faults);
            parsed.broken_rules.extend(rules::of_site(site, SITE_FILE));
        }
        Ok(Self { parsed, links })
    }
}

/// How HTML in Markdown is treated. Without a readable configuration nothing is built; HTML is not refused on top of that.
fn raw_html(site: Option<&SiteDraft>) -> RawHtml {
    match site {
        Some(site) if !site.markdown.raw_html => RawHtml::Refuse,
        Some(_) | None => RawHtml::Allow,
    }
}
