use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use super::site::located;
use super::{BuildError, BuildOptions, Progress, Site, Stage, timed};
use crate::assets::Assets;
use crate::diagnostic::Diagnostic;
use crate::link;
use crate::model::site::SiteDraft;
use crate::parse;
use crate::plan::{SitePlan, Urls};
use crate::render::{Press, Templates};
use crate::source::{FOLDERS, Fingerprint, Listing, ReadError};
use crate::theme::Theme;

/// A site's folder and what is known of it, so that after a change only what the change touches is read, parsed and linked again.
///
/// The site that it gives is the same as that of a workshop that knows nothing.
#[derive(Default)]
pub struct Workshop {
    root: PathBuf,
    options: BuildOptions,
    listed: Option<Listed>,
    look: Option<Look>,
    parsed: parse::Memo,
    linked: link::Memo,
}

/// What is known of a site before it is linked.
struct Known<'a> {
    site: &'a SiteDraft,
    urls: &'a Urls,
    theme: &'a Theme,
    assets: &'a Assets,
}

/// The files of the folder, and what is wrong with their names.
struct Listed {
    listing: Arc<Listing>,
    /// All paths of the listing, and those of files that have no meaning where they stand.
    paths: HashSet<String>,
    faults: Vec<Diagnostic>,
}

/// How the site looks, and what is wrong with the files that say so.
struct Look {
    theme: Arc<Theme>,
    assets: Arc<Assets>,
    faults: Vec<Diagnostic>,
}

impl Workshop {
    /// A workshop that knows nothing yet of the site in a folder.
    pub fn new(root: &Path, options: BuildOptions) -> Self {
        Self { root: root.to_owned(), options, ..Self::default() }
    }

    /// The same, which puts what reports say on a shelf instead of keeping it in memory.
    #[must_use]
    pub fn on(self, shelf: parse::Shelf) -> Self {
        Self { parsed: parse::Memo::on(shelf.clone()), linked: link::Memo::on(shelf), ..self }
    }

    /// The site as its files say now.
    ///
    /// # Errors
    /// All faults of all files, or what could not be read.
    pub fn site(&mut self) -> Result<Site, BuildError> {
        self.site_with(&())
    }

    /// The same, for somebody who wants to know how long each stage takes.
    ///
    /// # Errors
    /// As [`Workshop::site`].
    pub fn site_with(&mut self, progress: &dyn Progress) -> Result<Site, BuildError> {
        self.site_beside(progress, |_| ()).map(|(site, ())| site)
    }

    /// The site with what its outputs are rendered with, which is made ready while the site is linked.
    ///
    /// # Errors
    /// As [`Workshop::site`], and faults of the templates and messages.
    pub fn site_and_press(&mut self, progress: &dyn Progress) -> Result<(Site, Press), BuildError> {
        let read = |known: Known<'_>| {
            let Known { site: SiteDraft { language, sections, .. }, urls, theme, assets } = known;
            let sections = sections.sections();
            timed(Stage::Prepare, progress, || Templates::of(theme, assets, language, &sections, urls))
        };
        let (site, templates) = self.site_beside(progress, read)?;
        let press = site.press_of(templates)?;
        Ok((site, press))
    }

    /// The site, and what was done beside its linking.
    fn site_beside<T: Send>(
        &mut self,
        progress: &dyn Progress,
        work: impl FnOnce(Known<'_>) -> T + Send,
    ) -> Result<(Site, T), BuildError> {
        let Self { root, listed, look, .. } = self;
        let (listed, look) = list(root, None, listed, look, progress)?;
        let Listed { listing, faults: name_faults, .. } = listed;
        let Look { theme, assets, faults: look_faults } = look;
        let mut faults: Vec<Diagnostic> = name_faults.iter().chain(look_faults.iter()).cloned().collect();
        let drafts = timed(Stage::Parse, progress, || self.parsed.parse(listing))?;
        let draft = drafts.site.clone();
        let written = draft.as_ref().map(|site| site.base_url.clone());
        let urls = self.options.base_url.clone().or(written).map(|base_url| Urls::new(&base_url));
        let refused = |faults| Err(BuildError::Faults(located(listing, theme, faults)?));
        let known = draft.as_deref().zip(urls.as_ref()).map(|(site, urls)| Known { site, urls, theme, assets });
        let (linked, done) = rayon::join(
            || timed(Stage::Link, progress, || self.linked.link(drafts, self.options.drafts)),
            || known.map(work),
        );
        let (corpus, done) = match linked? {
            Ok(corpus) => (corpus, done.expect("a linked site has said what it is")),
            Err(found) => {
                faults.extend(found);
                return refused(faults);
            }
        };
        let urls = urls.expect("a linked site has an address");
        match timed(Stage::Plan, progress, || SitePlan::of(&corpus, assets, &listing.root_files, urls)) {
            Ok(plan) if faults.is_empty() => {
                let (listing, theme, assets) = (Arc::clone(listing), Arc::clone(theme), Arc::clone(assets));
                Ok((Site { listing, theme, assets, corpus, plan }, done))
            }
            Ok(_) => refused(faults),
            Err(found) => {
                faults.extend(found);
                refused(faults)
            }
        }
    }

    /// Lists the files of the folder, and reads its templates, messages and static files, where that is not known. `seen` is what somebody
    /// saw who looked at the folder just now.
    ///
    /// # Errors
    /// When something cannot be read.
    pub fn list(&mut self, seen: Option<Fingerprint>, progress: &dyn Progress) -> Result<(), BuildError> {
        let Self { root, listed, look, .. } = self;
        list(root, seen, listed, look, progress)?;
        Ok(())
    }

    /// Forgets what a change of a file or folder touches, by its path from the root with `/`. Whether the site can be another by it.
    pub fn changed(&mut self, path: &str) -> bool {
        let folder = path.split('/').next().unwrap_or_default();
        if !FOLDERS.contains(&folder) {
            return false;
        }
        let paths = self.listed.as_ref().map(|listed| &listed.paths);
        let known = paths.is_none_or(|paths| paths.contains(path));
        let whole = self.root.join(path);
        if !known && !whole.exists() {
            let below = |known: &String| known.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
            if !paths.is_some_and(|paths| paths.iter().any(below)) {
                // It came and went, as the files do that editors write beside the one that is edited.
                return false;
            }
        }
        if !known || !whole.is_file() {
            // Something came or went, perhaps a whole folder.
            self.listed = None;
            self.parsed.forget_below(path);
        }
        if path == parse::SITE_FILE {
            // It says which links are followed.
            (self.listed, self.look) = (None, None);
        }
        match folder {
            "content" => self.parsed.forget(path),
            _ => self.look = None,
        }
        true
    }

    /// Forgets which files there are, not what they said.
    pub fn relist(&mut self) {
        self.listed = None;
    }
}

/// What is known of a folder; what is not, is found out.
fn list<'a>(
    root: &Path,
    seen: Option<Fingerprint>,
    listed: &'a mut Option<Listed>,
    look: &'a mut Option<Look>,
    progress: &dyn Progress,
) -> Result<(&'a Listed, &'a Look), ReadError> {
    let start = Instant::now();
    let is_known = listed.is_some() && look.is_some();
    let listed = match listed.take() {
        Some(known) => listed.insert(known),
        None => listed.insert(Listed::of(root, seen)?),
    };
    let look = match look.take() {
        Some(known) => look.insert(known),
        None => look.insert(Look::of(&listed.listing)?),
    };
    if !is_known {
        progress.stage(Stage::List, start.elapsed());
    }
    Ok((listed, look))
}

impl Listed {
    fn of(root: &Path, seen: Option<Fingerprint>) -> Result<Self, ReadError> {
        let (listing, faults) = match seen {
            Some(seen) => Listing::of_seen(seen)?,
            None => Listing::of(root, &parse::follow(root))?,
        };
        let others = listing.templates.iter().chain(&listing.statics).chain(&listing.root_files);
        let paths = listing.content.iter().map(|file| &file.path).chain(others.map(|file| &file.path));
        // A file that is a fault by its name is known too: when it is gone, so is the fault.
        let paths = paths.chain(faults.iter().map(|fault| &fault.file)).cloned().collect();
        Ok(Self { listing: Arc::new(listing), paths, faults })
    }
}

impl Look {
    fn of(listing: &Listing) -> Result<Self, ReadError> {
        let (mut theme, mut faults) = Theme::of(listing)?;
        let (assets, asset_faults) = Assets::build(std::mem::take(&mut theme.statics));
        faults.extend(asset_faults);
        Ok(Self { theme: Arc::new(theme), assets: Arc::new(assets), faults })
    }
}
