use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use tokio::sync::watch;

use super::state::{Shown, State};
use super::survey::Survey;
use super::watch::{Changes, Watcher, below};
use super::{Event, Observer, ServeError, Watching};
use crate::build::{BuildError, BuildOptions, Faults, Workshop};
use crate::diagnostic::{self, Format, Styling, Texts};

/// A file that an editor is just replacing is there again after this long.
const REPLACED: Duration = Duration::from_millis(50);

/// So often a file that was there a moment ago is looked for again before it counts as unreadable.
const LOOKS: usize = 3;

/// Keeps the site that is shown in step with the files of its folder.
pub(super) struct Preview {
    root: PathBuf,
    options: BuildOptions,
    workshop: Workshop,
    survey: Survey,
    states: watch::Sender<Arc<State>>,
    observer: Observer,
}

impl Preview {
    /// Begins to watch and to read the site in a folder, by its absolute path, in a thread of its own. Gives what is shown, from now on.
    ///
    /// # Errors
    /// When the folder cannot be watched, or the system starts no thread.
    pub fn start(
        root: PathBuf,
        options: BuildOptions,
        watching: Watching,
        observer: Observer,
    ) -> Result<watch::Receiver<Arc<State>>, ServeError> {
        // Before the first look, so that no change falls between the two.
        let watcher = Watcher::start(root.clone(), watching)?;
        let (states, shown) = watch::channel(Arc::default());
        let workshop = Workshop::new(&root, options.clone());
        let preview = Self { root, options, workshop, survey: Survey::default(), states, observer };
        let thread = thread::Builder::new().name("preview".to_owned());
        thread.spawn(move || preview.run(watcher)).map_err(ServeError::System)?;
        Ok(shown)
    }

    fn run(mut self, mut watcher: Watcher) {
        let start = Instant::now();
        self.survey.changes(&self.root);
        if let Some(shown) = self.refresh() {
            (self.observer)(Event::Ready { reports: shown.reports(), elapsed: start.elapsed() });
        }
        while let Some(changes) = watcher.next() {
            // A fault of the program itself must not leave pages behind that follow nothing: what is known is forgotten, and the next save
            // begins anew.
            if catch_unwind(AssertUnwindSafe(|| self.take(changes))).is_err() {
                self.workshop = Workshop::new(&self.root, self.options.clone());
                (self.observer)(Event::Watch("the last change could not be read; this is a fault of foretask"));
            }
        }
    }

    /// Reads again what has changed, and shows it.
    fn take(&mut self, changes: Changes) {
        let Changes { mut paths, survey, trouble } = changes;
        if let Some(trouble) = trouble {
            (self.observer)(Event::Watch(&trouble));
        }
        let start = Instant::now();
        if survey {
            paths.extend(self.survey.changes(&self.root));
        }
        let mut files = BTreeSet::new();
        for path in paths {
            let Some(name) = below(&self.root, &path).map(slashed) else { continue };
            self.survey.note(&path);
            if self.workshop.changed(&name) {
                files.insert(name);
            }
        }
        if files.is_empty() {
            return;
        }
        if self.refresh().is_some() {
            let files: Vec<String> = files.into_iter().collect();
            (self.observer)(Event::Changed { files: &files, elapsed: start.elapsed() });
        }
    }

    /// Makes the site of what is known and shows it, or says above the last good one what is wrong. The site where it has no fault.
    fn refresh(&mut self) -> Option<Arc<Shown>> {
        let mut looks = 0;
        let site = loop {
            looks += 1;
            match self.workshop.site() {
                Err(BuildError::Read(error)) if error.cause.kind() == std::io::ErrorKind::NotFound && looks < LOOKS => {
                    thread::sleep(REPLACED);
                    self.workshop.relist();
                }
                site => break site,
            }
        };
        let shown = site.and_then(|site| {
            let press = site.press()?;
            Ok(Arc::new(Shown::new(site, press)))
        });
        let last = self.states.borrow().shown.clone();
        match shown {
            Ok(shown) => {
                self.states.send_replace(Arc::new(State { shown: Some(Arc::clone(&shown)), problem: None }));
                Some(shown)
            }
            Err(error) => {
                let problem = match &error {
                    BuildError::Faults(faults) => text_of(faults),
                    BuildError::Read(_) | BuildError::Publish(_) => Arc::from(error.to_string()),
                };
                self.states.send_replace(Arc::new(State { shown: last, problem: Some(problem) }));
                match error {
                    BuildError::Faults(faults) => (self.observer)(Event::Faults(&faults)),
                    BuildError::Read(error) => (self.observer)(Event::Unreadable(&error)),
                    BuildError::Publish(_) => unreachable!("a preview publishes nothing"),
                }
                None
            }
        }
    }
}

/// Faults as the terminal shows them, without colours.
pub(super) fn text_of(faults: &Faults) -> Arc<str> {
    let texts: Texts<'_> = faults.texts.iter().map(|(file, text)| (file.as_str(), text.as_str())).collect();
    let text = diagnostic::print(&faults.diagnostics, &texts, Format::Human, Styling::Plain);
    Arc::from(text.trim_end())
}

fn slashed(path: &Path) -> String {
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}
