//! The whole pipeline: from a site's folder to its output folder.
//!
//! Prints nothing. Writes only through `publish`.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use crate::assets::Assets;
use crate::diagnostic::Diagnostic;
use crate::link::{Corpus, DraftRule, link};
use crate::model::site::BaseUrl;
use crate::parse;
use crate::plan::{Output, SitePlan, Urls};
use crate::publish::{PublishError, Publisher, Replacement};
use crate::render::Renderer;
use crate::source::{Listing, ReadError};
use crate::theme::Theme;

/// What to build.
#[derive(Clone, Debug, Default)]
pub struct BuildOptions {
    /// Whether drafts are built.
    pub drafts: DraftRule,
    /// The base address, in place of that in `site.yaml`.
    pub base_url: Option<BaseUrl>,
}

/// What was built.
#[derive(Clone, Copy, Debug)]
pub struct Built {
    /// HTML pages, redirects not counted.
    pub pages: usize,
    /// Files whose bytes are new.
    pub written: usize,
    /// Files that stayed as they were.
    pub unchanged: usize,
    /// Files that are gone.
    pub removed: usize,
    /// How the new site took the place of the old one.
    pub replacement: Replacement,
    /// How long it took.
    pub elapsed: Duration,
}

/// Why nothing was built.
#[derive(Debug)]
pub enum BuildError {
    /// The content, the templates or the static files have faults.
    Faults(Faults),
    /// Something could not be read.
    Read(ReadError),
    /// Something could not be written.
    Publish(PublishError),
}

/// Faults, sorted by place, with the texts in which they stand.
#[derive(Debug, Default)]
pub struct Faults {
    /// The faults.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts, by path.
    pub texts: BTreeMap<String, String>,
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Faults(faults) => write!(f, "the site has {} faults", faults.diagnostics.len()),
            Self::Read(error) => error.fmt(f),
            Self::Publish(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for BuildError {}

impl From<ReadError> for BuildError {
    fn from(error: ReadError) -> Self {
        Self::Read(error)
    }
}

impl From<PublishError> for BuildError {
    fn from(error: PublishError) -> Self {
        Self::Publish(error)
    }
}

/// Who wants to know how far a build is.
pub trait Progress: Sync {
    /// So many outputs will be rendered.
    fn outputs(&self, count: usize);
    /// One more is rendered.
    fn rendered(&self);
}

/// Nobody wants to know.
impl Progress for () {
    fn outputs(&self, _count: usize) {}

    fn rendered(&self) {}
}

/// A site that is linked and planned; what is needed to render any of its pages.
#[derive(Debug)]
pub struct Site {
    /// The files of its folder.
    pub listing: Listing,
    /// Its templates and static files.
    pub theme: Theme,
    /// Its static files under the names that they are published with.
    pub assets: Assets,
    /// What its content says.
    pub corpus: Corpus,
    /// Its outputs.
    pub plan: SitePlan,
}

impl Site {
    /// Reads, parses, links and plans the site in a folder.
    ///
    /// # Errors
    /// All faults of all files, or what could not be read.
    pub fn load(root: &Path, options: &BuildOptions) -> Result<Self, BuildError> {
        let (listing, mut faults) = Listing::of(root)?;
        let (mut theme, theme_faults) = Theme::of(&listing)?;
        faults.extend(theme_faults);
        let (assets, asset_faults) = Assets::build(std::mem::take(&mut theme.statics));
        faults.extend(asset_faults);
        let drafts = parse::parse(&listing)?;
        let base_url = options.base_url.clone().or_else(|| drafts.site.as_ref().map(|site| site.base_url.clone()));
        let corpus = match link(drafts, options.drafts) {
            Ok(corpus) => corpus,
            Err(found) => {
                faults.extend(found);
                return Err(located(&listing, &theme, faults)?);
            }
        };
        let urls = Urls::new(&base_url.expect("a linked site has an address"));
        match SitePlan::of(&corpus, &assets, &listing.root_files, urls) {
            Ok(plan) if faults.is_empty() => Ok(Self { listing, theme, assets, corpus, plan }),
            Ok(_) => Err(located(&listing, &theme, faults)?),
            Err(found) => {
                faults.extend(found);
                Err(located(&listing, &theme, faults)?)
            }
        }
    }

    /// A renderer of the site's outputs.
    ///
    /// # Errors
    /// Faults of the templates and messages.
    pub fn renderer(&self) -> Result<Renderer<'_>, BuildError> {
        match Renderer::new(&self.corpus, &self.plan, &self.theme, &self.assets) {
            Ok(renderer) => Ok(renderer),
            Err(faults) => Err(located(&self.listing, &self.theme, faults)?),
        }
    }
}

/// Faults with their places in bytes. Texts of the built-in theme are known without reading.
fn located(listing: &Listing, theme: &Theme, mut diagnostics: Vec<Diagnostic>) -> Result<BuildError, ReadError> {
    let mut texts = parse::locate(listing, &mut diagnostics)?;
    let built_in = theme.templates.values().chain(theme.built_in_messages.values());
    for text in built_in {
        if diagnostics.iter().any(|diagnostic| diagnostic.file == text.origin) {
            texts.insert(text.origin.clone(), text.text.clone());
        }
    }
    Ok(BuildError::Faults(Faults { diagnostics, texts }))
}

/// Builds the site in a folder into an output folder.
///
/// # Errors
/// When the content has faults, or something cannot be read or written. The output folder is then as it was.
pub fn build(root: &Path, out: &Path, options: &BuildOptions, progress: &dyn Progress) -> Result<Built, BuildError> {
    let start = Instant::now();
    let site = Site::load(root, options)?;
    let renderer = site.renderer()?;
    let outputs = site.plan.outputs();
    let publisher = Publisher::open(out, &sources(site.listing.root()))?;
    progress.outputs(outputs.len());
    let faults: Vec<Fault> = outputs
        .par_iter()
        .filter_map(|(path, output)| {
            let done = write(&site, &renderer, &publisher, path, *output);
            progress.rendered();
            done.err()
        })
        .collect();
    let mut diagnostics = Vec::new();
    for fault in faults {
        match fault {
            Fault::Content(diagnostic) => diagnostics.push(*diagnostic),
            Fault::Read(error) => return Err(error.into()),
            Fault::Publish(error) => return Err(error.into()),
        }
    }
    if !diagnostics.is_empty() {
        once_per_place(&mut diagnostics);
        return Err(located(&site.listing, &site.theme, diagnostics)?);
    }
    let published = publisher.finish()?;
    let pages = outputs.iter().filter(|(_, output)| matches!(output, Output::Page(_))).count();
    Ok(Built {
        pages,
        written: published.written,
        unchanged: published.unchanged,
        removed: published.removed,
        replacement: published.replacement,
        elapsed: start.elapsed(),
    })
}

enum Fault {
    Content(Box<Diagnostic>),
    Read(ReadError),
    Publish(PublishError),
}

/// Renders and stages one output in the same task, so that its bytes are not kept.
fn write(
    site: &Site,
    renderer: &Renderer<'_>,
    publisher: &Publisher,
    path: &crate::plan::SitePath,
    output: Output,
) -> Result<(), Fault> {
    let rendered = renderer.render(path, output).map_err(Fault::Content)?;
    let bytes = match (rendered, output) {
        (Some(bytes), _) => bytes,
        (None, Output::RootFile(at)) => site.listing.read(&site.listing.root_files[at].path).map_err(Fault::Read)?,
        (None, _) => unreachable!("only root files are not rendered"),
    };
    publisher.put(&path.output_file(), &bytes).map_err(Fault::Publish)
}

/// A broken template fails on every page that uses it: the first page stands for all.
fn once_per_place(diagnostics: &mut Vec<Diagnostic>) {
    let mut seen = Vec::new();
    diagnostics.retain(|diagnostic| {
        let place = (diagnostic.file.clone(), diagnostic.place.clone());
        let new = !seen.contains(&place);
        if new {
            seen.push(place);
        }
        new
    });
}

/// The folders that an output must not touch.
fn sources(root: &Path) -> Vec<PathBuf> {
    ["content", "templates", "static"].iter().map(|folder| root.join(folder)).collect()
}
