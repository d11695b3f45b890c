//! The whole pipeline: from a site's folder to its output folder.
//!
//! Prints nothing. Writes only through `publish`.

mod origins;
mod shard;
mod site;
mod workshop;

use origins::{Origin, Origins};
pub use shard::Shard;
pub use site::Site;
pub use workshop::Workshop;

use std::collections::BTreeMap;
use std::fmt;
use std::iter;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use crate::cards;
use crate::diagnostic::Diagnostic;
use crate::link::{self, DraftRule};
use crate::model::site::BaseUrl;
use crate::parse::{self, Shelf};
use crate::plan::{Output, SitePath};
use crate::publish::{PublishError, Publisher, Replacement, Whole};
use crate::render::{OutputError, Renderer};
use crate::source::{Access, FOLDERS, Fingerprint, Follow, ReadError, WORK_FOLDER};

/// What to build.
#[derive(Clone, Debug, Default)]
pub struct BuildOptions {
    /// Whether drafts are built.
    pub drafts: DraftRule,
    /// The base address, in place of that in `site.yaml`.
    pub base_url: Option<BaseUrl>,
    /// Which part of the outputs [`build`] writes.
    pub shard: Shard,
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

/// A part of a build whose time is of interest. They come one after the other, but for what is made ready while the site is linked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// How the files of the site look, and whether they look as they did when the site that is live was built.
    Look,
    /// The names of the site's files, its templates, messages and static files.
    List,
    /// The texts of the content.
    Parse,
    /// References, ranks and relations.
    Link,
    /// The addresses of all outputs.
    Plan,
    /// Templates and messages made ready, while the site is linked.
    Prepare,
    /// Outputs rendered, compared with the live site, and staged.
    Render,
    /// The new site made whole and put in the place of the old one.
    Replace,
}

/// How long one output took.
#[derive(Clone, Copy, Debug)]
pub struct Took {
    /// To make its bytes.
    pub making: Duration,
    /// To compare them with the live site, and to stage them where they differ.
    pub storing: Duration,
}

/// Who wants to know how far a build is.
pub trait Progress: Sync {
    /// A stage is done.
    fn stage(&self, _stage: Stage, _took: Duration) {}

    /// So many outputs will be rendered.
    fn outputs(&self, _count: usize) {}

    /// One more is rendered.
    fn rendered(&self, _path: &SitePath, _output: Output, _took: Took) {}
}

/// Nobody wants to know.
impl Progress for () {}

/// Does what a stage consists of, and says how long it took.
fn timed<T>(stage: Stage, progress: &dyn Progress, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let done = work();
    progress.stage(stage, start.elapsed());
    done
}

/// Builds the site in a folder into an output folder.
///
/// # Errors
/// When the content has faults, something cannot be read or written, or another process changes the content. The output folder is then as
/// it was.
pub fn build(root: &Path, out: &Path, options: &BuildOptions, progress: &dyn Progress) -> Result<Built, BuildError> {
    let kept = || match root.join("content").is_dir() {
        true => Shelf::kept_in(&root.join(WORK_FOLDER)),
        false => Shelf::default(),
    };
    // It is not opened where nothing changed.
    let shelf = LazyLock::new(kept);
    match build_on(&shelf, root, out, options, progress) {
        // What was put aside is not believed, and nothing is lost with it.
        Err(BuildError::Read(_)) if shelf.forget_if_damaged() => {
            drop(shelf);
            build_on(&LazyLock::new(kept), root, out, options, progress)
        }
        built => built,
    }
}

fn build_on(
    shelf: &(impl Deref<Target = Shelf> + Sync),
    root: &Path,
    out: &Path,
    options: &BuildOptions,
    progress: &dyn Progress,
) -> Result<Built, BuildError> {
    let start = Instant::now();
    let _reading = Access::to_read(root)?;
    let follow = parse::follow(root);
    let protected = sources(root, &follow);
    let (looked, early) = rayon::join(
        || timed(Stage::Look, progress, || inputs(root, &follow, options)),
        || Publisher::knows(out).then(|| Publisher::open(out, &protected)).transpose(),
    );
    let ((from, seen), early) = (looked.unzip(), early?);
    if let (Some(from), Some(publisher)) = (from, &early)
        && let Some((Whole { pages, .. }, unchanged)) = publisher.unchanged(from.digest)
    {
        let replacement = Replacement::Unneeded;
        return Ok(Built { pages, written: 0, unchanged, removed: 0, replacement, elapsed: start.elapsed() });
    }
    let mut workshop = Workshop::new(root, options.clone());
    let (listed, shelf) = rayon::join(
        || workshop.list(seen, progress),
        || {
            early.as_ref().inspect(|publisher| publisher.make_ready());
            Shelf::clone(shelf)
        },
    );
    listed?;
    let (site, press) = workshop.on(shelf.clone()).site_and_press(progress)?;
    let origins = Origins::of(&site, options);
    let renderer = site.renderer(&press);
    let outputs = options.shard.part_of(site.plan.outputs());
    let publisher = match early {
        Some(publisher) => publisher,
        None => Publisher::open(out, &protected)?,
    };
    progress.outputs(outputs.len());
    let faults: Vec<Fault> = timed(Stage::Render, progress, || {
        let write =
            |(path, output): &&(SitePath, Output)| match write(&site, &renderer, &publisher, &origins, path, *output) {
                Ok(took) => {
                    progress.rendered(path, *output, took);
                    None
                }
                Err(fault) => Some(fault),
            };
        // Tables of what reports say come last: then their rows are there, put aside with the data of each report.
        let is_last =
            |(_, output): &&&(SitePath, Output)| matches!(output, Output::Table(table) if table.is_of_bodies());
        let (last, first): (Vec<_>, Vec<_>) = outputs.iter().partition(is_last);
        let mut faults: Vec<Fault> = first.into_par_iter().filter_map(write).collect();
        faults.extend(last.into_iter().filter_map(write));
        faults
    });
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
        return Err(BuildError::Faults(site.locate(diagnostics)?));
    }
    let pages = outputs.iter().filter(|(_, output)| matches!(output, Output::Page(_))).count();
    let whole = from.filter(|from| from.settled).map(|from| Whole { from: from.digest, pages });
    drop((origins, renderer));
    // What is done with makes room for what comes now.
    let clear = || {
        drop((site, press));
        shelf.tidy();
    };
    let (published, ()) = rayon::join(|| timed(Stage::Replace, progress, || publisher.finish(whole)), clear);
    let published = published?;
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

impl From<OutputError> for Fault {
    fn from(error: OutputError) -> Self {
        match error {
            OutputError::Fault(diagnostic) => Self::Content(diagnostic),
            OutputError::Read(error) => Self::Read(error),
        }
    }
}

impl From<PublishError> for Fault {
    fn from(error: PublishError) -> Self {
        Self::Publish(error)
    }
}

/// Renders and stages one output in the same task, so that its bytes are not kept.
fn write(
    site: &Site,
    renderer: &Renderer<'_>,
    publisher: &Publisher,
    origins: &Origins<'_>,
    path: &SitePath,
    output: Output,
) -> Result<Took, Fault> {
    let start = Instant::now();
    let card = renderer.card(output);
    let from = card.as_deref().map_or_else(|| origins.of_output(output), |card| Origin::Of(cards::digest(card)));
    let mut making = start.elapsed();
    let mut make = || {
        let start = Instant::now();
        let bytes = match &card {
            // Drawing takes as long as ten pages do.
            Some(svg) => Ok(cards::draw(svg)),
            None => site.bytes(renderer, path, output).map_err(Fault::from),
        };
        if let Output::ReportData(id) = output {
            // What the report says is at hand now, and need not be linked again for the tables.
            renderer.keep_rows(path, id)?;
        }
        making += start.elapsed();
        bytes
    };
    let file = path.output_file();
    match (from, output) {
        (Origin::Of(from), Output::Table(table)) => {
            let mut parts = renderer.table(path, table);
            let mut next = || {
                let start = Instant::now();
                let part = parts.next();
                making += start.elapsed();
                Some(part?.map_err(Fault::from))
            };
            publisher.put_made_in_parts(&file, from, || iter::from_fn(&mut next))?;
        }
        (Origin::Of(from), _) => publisher.put_made(&file, from, make)?,
        (Origin::Seen(report), _) => {
            let make = || {
                let (bytes, seen) = link::observe(make);
                Ok::<_, Fault>((bytes?, seen))
            };
            publisher.put_seen(&file, |seen| origins.of_seen(report, seen), make)?;
        }
        (Origin::Unsaid, _) => {
            let bytes = make()?;
            publisher.put(&file, &bytes)?;
        }
    }
    Ok(Took { making, storing: start.elapsed().saturating_sub(making) })
}

/// A broken template fails on every page that uses it: the first page stands for all.
pub(crate) fn once_per_place(diagnostics: &mut Vec<Diagnostic>) {
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

/// What a build is made from, without a look into it.
#[derive(Clone, Copy)]
struct Inputs {
    digest: blake3::Hash,
    /// Whether a change from now on shows.
    settled: bool,
}

/// All that decides what comes of a build: the site's files, what is asked for, and the program itself; and what was seen of the files.
/// `None` where it cannot be said.
fn inputs(root: &Path, follow: &Follow, options: &BuildOptions) -> Option<(Inputs, Fingerprint)> {
    let program = std::env::current_exe().and_then(|path| path.metadata()).ok()?;
    let fingerprint = Fingerprint::of(root, follow)?;
    let mut hasher = blake3::Hasher::new();
    hasher.update(fingerprint.digest().as_bytes());
    let program = (env!("CARGO_PKG_VERSION"), program.len(), program.modified().ok()?);
    hasher.update(format!("{options:?} {program:?}").as_bytes());
    Some((Inputs { digest: hasher.finalize(), settled: fingerprint.is_settled() }, fingerprint))
}

/// The folders that an output must not touch: those of the site, and those to which links lead that it follows.
fn sources(root: &Path, follow: &Follow) -> Vec<PathBuf> {
    FOLDERS.iter().map(|folder| root.join(folder)).chain(follow.iter().map(|link| root.join(link))).collect()
}
