use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use hyper::body::Bytes;

use super::live::{self, Mark};
use super::preview::text_of;
use crate::build::Site;
use crate::plan::{Output, Page};
use crate::render::OutputError;
use crate::render::Press;

/// How many rendered outputs are kept, so that the page of which a browser was told is not rendered again when it comes for it.
const KEPT: usize = 64;

/// What is shown at a moment: the last good site, and what has been wrong since.
#[derive(Default)]
pub(super) struct State {
    /// The last site without faults; `None` before there was one.
    pub shown: Option<Arc<Shown>>,
    /// What keeps the files as they are now from being a site, as the terminal shows it.
    pub problem: Option<Arc<str>>,
}

/// A site without faults and the outputs that were asked for lately.
pub(super) struct Shown {
    site: Site,
    press: Press,
    recent: Mutex<VecDeque<(usize, Arc<File>)>>,
}

/// An output as it is served.
pub(super) struct File {
    /// What `build` writes.
    pub bytes: Bytes,
    /// The name of the file that `build` writes.
    pub name: String,
    /// What of it a browser compares; only pages have it.
    pub mark: Option<Mark>,
    /// Whether its name changes with its bytes.
    pub fingerprinted: bool,
}

/// What there is at an address.
pub(super) enum Answer {
    /// An output.
    File(Arc<File>),
    /// Nothing, but a page at the same address with a slash behind.
    Folder,
    /// Nothing; the site's own page says so.
    Missing(Arc<File>),
    /// An output that a template fails on, or a site that never was without faults.
    Problem(Arc<str>),
}

impl State {
    /// What there is at a path below the site's root; it is a page's where it is empty or ends with `/`. `None` while nothing is known.
    pub fn answer(&self, path: &str) -> Option<Answer> {
        match (&self.shown, &self.problem) {
            (Some(shown), _) => Some(shown.answer(path)),
            (None, Some(problem)) => Some(Answer::Problem(Arc::clone(problem))),
            (None, None) => None,
        }
    }

    /// The path of the site below its host, from `/` to `/`. `None` while there is no site.
    pub fn base_path(&self) -> Option<String> {
        self.shown.as_ref().map(|shown| shown.site.plan.urls.href(&crate::plan::SitePath::root()))
    }
}

impl Shown {
    pub fn new(site: Site, press: Press) -> Self {
        Self { site, press, recent: Mutex::default() }
    }

    /// How many reports the site has.
    pub fn reports(&self) -> usize {
        self.site.corpus.reports().len()
    }

    fn answer(&self, path: &str) -> Answer {
        let plan = &self.site.plan;
        let found =
            plan.find(path).or_else(|| plan.find(path.strip_suffix("index.html").filter(|rest| is_folder(rest))?));
        let answer = match found {
            Some(at) => self.file(at).map(Answer::File),
            None if plan.find(&format!("{path}/")).is_some() => return Answer::Folder,
            None => {
                let missing = plan.outputs().iter().position(|(_, output)| *output == Output::Page(Page::NotFound));
                // Where the site has a page of its own for it, that is a file of its root.
                match missing.or_else(|| plan.find("404.html")) {
                    Some(at) => self.file(at).map(Answer::Missing),
                    None => Err("nothing is here".into()),
                }
            }
        };
        answer.unwrap_or_else(Answer::Problem)
    }

    /// An output as it is served, or why it cannot be rendered.
    fn file(&self, at: usize) -> Result<Arc<File>, Arc<str>> {
        if let Some(file) = self.recent(at) {
            return Ok(file);
        }
        let (path, output) = &self.site.plan.outputs()[at];
        let renderer = self.site.renderer(&self.press);
        let bytes = self.site.bytes(&renderer, path, *output).map_err(|error| match error {
            OutputError::Fault(fault) => match self.site.locate(vec![*fault]) {
                Ok(faults) => text_of(&faults),
                Err(error) => error.to_string().into(),
            },
            OutputError::Read(error) => Arc::from(error.to_string()),
        })?;
        let name = path.output_file();
        let mark = name.ends_with(".html").then(|| live::mark(&bytes, &self.site.assets, &self.site.plan.urls));
        let fingerprinted = matches!(output, Output::Asset(_));
        let file = Arc::new(File { bytes: Bytes::from(bytes), name, mark, fingerprinted });
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        if recent.len() == KEPT {
            recent.pop_front();
        }
        recent.push_back((at, Arc::clone(&file)));
        Ok(file)
    }

    fn recent(&self, at: usize) -> Option<Arc<File>> {
        let recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        recent.iter().find(|(known, _)| *known == at).map(|(_, file)| Arc::clone(file))
    }
}

fn is_folder(path: &str) -> bool {
    path.is_empty() || path.ends_with('/')
}
