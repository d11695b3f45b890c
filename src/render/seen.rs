//! What the template of a page sees, for the template and for whoever writes one.

use serde::Serialize;
use serde_json::{Map, Value};

use super::Renderer;
use super::engine::Engine;
use super::page::SiteView;
use super::share::EMBED;
use crate::diagnostic::Diagnostic;
use crate::plan::Output;
use crate::source::ReadError;

/// The template of a page at a former address.
pub(super) const REDIRECT: &str = "redirect.html";

/// Who wants to see the view of a page.
pub(super) trait Seer {
    /// What it makes of it.
    type Made;

    /// Sees the view.
    fn see(self, view: &impl Serialize) -> Self::Made;
}

/// The template of a page.
pub(super) struct Printing<'a> {
    pub engine: &'a Engine,
    pub template: &'static str,
    /// What faults call the page.
    pub of: &'a str,
}

impl Seer for Printing<'_> {
    type Made = Result<Vec<u8>, Box<Diagnostic>>;

    fn see(self, view: &impl Serialize) -> Self::Made {
        self.engine.render(self.template, view, self.of)
    }
}

/// Whoever writes a template.
struct Writing;

impl Seer for Writing {
    type Made = Map<String, Value>;

    fn see(self, view: &impl Serialize) -> Self::Made {
        match value(view) {
            Value::Object(values) => values,
            _ => unreachable!("a view is a struct"),
        }
    }
}

/// What the template of a page sees.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    /// The template.
    pub template: &'static str,
    /// The values of the page by name.
    pub view: Map<String, Value>,
    /// What every page sees as `site`.
    pub site: Value,
    /// What every page sees as `t`: the labels.
    pub labels: Value,
}

impl Renderer<'_> {
    /// What the template of an output sees; `None` of what is made without one.
    ///
    /// # Errors
    /// When what a report says cannot be read back.
    pub fn seen(&self, output: Output) -> Result<Option<Seen>, ReadError> {
        let (template, view) = match output {
            Output::Page(page) => (page.template(), self.show(page, Writing)?),
            Output::Redirect(at) => (REDIRECT, Writing.see(&self.redirect_view(at))),
            Output::Embed(id) => (EMBED, Writing.see(&self.embed_view(id))),
            _ => return Ok(None),
        };
        let site = value(&SiteView::of(self.corpus, self.plan, &self.messages));
        Ok(Some(Seen { template, view, site, labels: value(&self.messages.labels()) }))
    }
}

fn value(view: &impl Serialize) -> Value {
    serde_json::to_value(view).expect("views hold no maps with keys that are not text")
}
