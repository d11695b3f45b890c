use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Config, Event, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::{ServeError, Watching};
use crate::parse;
use crate::source::{self, FOLDERS, Link};

/// A save is over when nothing has changed for this long. An editor that writes atomically makes five or ten changes of one save, all
/// within a millisecond or two.
const QUIET: Duration = Duration::from_millis(4);

/// So long at most changes are gathered while they go on, as in the checkout of a thousand files.
const PATIENCE: Duration = Duration::from_millis(100);

/// After a folder came or went, files are looked at once more when nothing has changed for this long.
const SETTLED: Duration = Duration::from_millis(150);

/// How often all files are looked at where the system does not tell of changes. The polling of `notify` is not used: it takes note of
/// whole seconds only, and of no file that an older one replaces.
const POLL: Duration = Duration::from_millis(500);

/// What an author can do where the system does not tell of changes.
pub(super) const INSTEAD: &str = "`--poll` looks at the files itself";

/// Notices what changes in the folders of a site.
pub(super) enum Watcher {
    /// The system tells.
    Events(Told),
    /// Nothing is told, and all files are looked at again and again.
    Polling,
}

/// What the system tells of the folders of a site.
pub(super) struct Told {
    root: PathBuf,
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    /// Whether files may have changed of which nothing was told.
    unsure: bool,
    /// The links of the site that are followed. What changes behind them is told by its own path.
    links: Vec<Link>,
    /// What is watched outside of the site.
    outside: BTreeSet<PathBuf>,
}

/// What has changed.
#[derive(Default)]
pub(super) struct Changes {
    /// Files and folders that came, went or changed, absolute.
    pub paths: BTreeSet<PathBuf>,
    /// Whether files may have changed that are not named: all have to be looked at.
    pub survey: bool,
    /// Why changes are no longer noticed as they should.
    pub trouble: Option<String>,
}

impl Watcher {
    /// Watches the site in a folder, by its absolute path.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn start(root: PathBuf, watching: Watching) -> Result<Self, ServeError> {
        match watching {
            Watching::Events => {
                Told::of(root).map(Self::Events).map_err(|error: notify::Error| ServeError::Watch(words(&error)))
            }
            Watching::Polling => Ok(Self::Polling),
        }
    }

    /// Waits until something may have changed, and gathers what changes with it. `None` when nothing more can be told.
    pub fn next(&mut self) -> Option<Changes> {
        match self {
            Self::Events(told) => told.next(),
            Self::Polling => {
                thread::sleep(POLL);
                Some(Changes { survey: true, ..Changes::default() })
            }
        }
    }
}

impl Told {
    fn of(root: PathBuf) -> notify::Result<Self> {
        let (sender, events): (Sender<notify::Result<Event>>, _) = channel();
        // A link that the site does not follow may lead to more folders than can be watched.
        let mut watcher = RecommendedWatcher::new(sender, Config::default().with_follow_symlinks(false))?;
        // The root itself tells when one of the folders comes or goes; what else is in it can be large and is of no interest.
        watcher.watch(&root, RecursiveMode::NonRecursive)?;
        for folder in FOLDERS {
            let path = root.join(folder);
            if path.is_dir() {
                watcher.watch(&path, RecursiveMode::Recursive)?;
            }
        }
        let (links, outside) = (Vec::new(), BTreeSet::new());
        let mut told = Self { root, watcher, events, unsure: false, links, outside };
        told.watch_links()?;
        Ok(told)
    }

    /// Looks which links the site has and follows, and watches those places outside of it to which they lead.
    fn watch_links(&mut self) -> notify::Result<()> {
        self.links = source::links(&self.root, &parse::follow(&self.root));
        for Link { target, .. } in self.links.iter().filter(|link| !link.target.starts_with(&self.root)) {
            let is_folder = target.is_dir();
            // A file may give way to another of its name, of which its folder tells.
            let place = if is_folder { target } else { target.parent().unwrap_or(target) };
            if place.ancestors().any(|folder| self.outside.contains(folder)) {
                continue;
            }
            let mode = if is_folder { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
            self.watcher.watch(place, mode)?;
            if is_folder {
                self.outside.insert(place.to_owned());
            }
        }
        Ok(())
    }

    /// A path of which something was told, and those at which the site shows it by way of links.
    fn shown(&self, path: PathBuf) -> Vec<PathBuf> {
        let behind = |link: &Link| {
            let rest = path.strip_prefix(&link.target).ok()?;
            Some(link.shown.iter().chain(rest).collect())
        };
        let mut shown: Vec<PathBuf> = self.links.iter().filter_map(behind).collect();
        shown.push(path);
        shown
    }

    fn next(&mut self) -> Option<Changes> {
        let mut changes = Changes::default();
        while changes.is_empty() {
            let first = if self.unsure {
                match self.events.recv_timeout(SETTLED) {
                    Ok(event) => event,
                    Err(RecvTimeoutError::Timeout) => {
                        self.unsure = false;
                        changes.survey = true;
                        return Some(changes);
                    }
                    Err(RecvTimeoutError::Disconnected) => return None,
                }
            } else {
                self.events.recv().ok()?
            };
            let start = Instant::now();
            self.add(first, &mut changes);
            while start.elapsed() < PATIENCE
                && let Ok(event) = self.events.recv_timeout(QUIET)
            {
                self.add(event, &mut changes);
            }
        }
        Some(changes)
    }

    fn add(&mut self, event: notify::Result<Event>, changes: &mut Changes) {
        let event = match event {
            Ok(event) => event,
            Err(error) => {
                changes.trouble = Some(format!("changes may go unnoticed: {}; {INSTEAD}", words(&error)));
                changes.survey = true;
                return;
            }
        };
        if event.need_rescan() {
            self.unsure = true;
            changes.survey = true;
        }
        // Reading a file is told too, and the preview itself reads them.
        if matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write)) {
            return;
        }
        let site_file = self.root.join(parse::SITE_FILE);
        let paths: Vec<PathBuf> = event.paths.into_iter().flat_map(|path| self.shown(path)).collect();
        let may_link = paths.iter().any(|path| *path == site_file || path.is_symlink());
        for path in paths {
            let Some(below) = below(&self.root, &path) else { continue };
            if below.iter().count() == 1 && path.is_dir() {
                // A folder that came anew is not watched by itself.
                if let Err(error) = self.watcher.watch(&path, RecursiveMode::Recursive) {
                    changes.trouble = Some(format!("changes may go unnoticed: {}; {INSTEAD}", words(&error)));
                }
            }
            // What is gone may have been a folder.
            self.unsure |= !path.is_file();
            changes.paths.insert(path);
        }
        if may_link && let Err(error) = self.watch_links() {
            changes.trouble = Some(format!("changes may go unnoticed: {}; {INSTEAD}", words(&error)));
        }
    }
}

impl Changes {
    fn is_empty(&self) -> bool {
        self.paths.is_empty() && !self.survey && self.trouble.is_none()
    }
}

/// The path of a file or folder below the root, where it belongs to the site. What `source` passes over, such as the files that editors
/// write beside the one that is edited, does not.
pub(super) fn below<'a>(root: &Path, path: &'a Path) -> Option<&'a Path> {
    let below = path.strip_prefix(root).ok()?;
    let mut parts = below.iter().map(|part| part.to_string_lossy());
    let folder = parts.next()?;
    if !FOLDERS.contains(&folder.as_ref()) {
        return None;
    }
    let hidden = parts.any(|part| part.starts_with('.') || part.ends_with('~'));
    (!hidden || below.starts_with("static/root")).then_some(below)
}

/// What an error of the watch says, with the path where it names one.
fn words(error: &notify::Error) -> String {
    match &error.kind {
        notify::ErrorKind::MaxFilesWatch => "the system watches no more folders".to_owned(),
        _ => error.to_string(),
    }
}
