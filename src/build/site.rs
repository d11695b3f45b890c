use std::path::Path;
use std::sync::Arc;

use super::{BuildError, BuildOptions, Faults, Workshop};
use crate::assets::Assets;
use crate::diagnostic::Diagnostic;
use crate::link::{self, Corpus};
use crate::parse;
use crate::plan::{Output, SitePath, SitePlan};
use crate::render::{OutputError, Press, Renderer, Templates};
use crate::source::{Listing, ReadError};
use crate::theme::Theme;

/// A site that is linked and planned; what is needed to render any of its pages.
#[derive(Debug)]
pub struct Site {
    /// The files of its folder.
    pub listing: Arc<Listing>,
    /// Its templates and messages.
    pub theme: Arc<Theme>,
    /// Its static files under the names that they are published with.
    pub assets: Arc<Assets>,
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
        Workshop::new(root, options.clone()).site()
    }

    /// The words and templates with which the site's outputs are rendered.
    ///
    /// # Errors
    /// Faults of the templates and messages.
    pub fn press(&self) -> Result<Press, BuildError> {
        let link::Site { language, sections, .. } = &*self.corpus.site;
        self.press_of(Templates::of(&self.theme, &self.assets, language, sections, &self.plan.urls))
    }

    /// The same, with templates that were read already.
    pub(super) fn press_of(&self, templates: Result<Templates, Vec<Diagnostic>>) -> Result<Press, BuildError> {
        match templates {
            Ok(templates) => Ok(Press::new(templates, &self.corpus, &self.plan)),
            Err(faults) => Err(BuildError::Faults(self.locate(faults)?)),
        }
    }

    /// A renderer of the site's outputs, with the press that [`Site::press`] gave.
    pub fn renderer(&self, press: &Press) -> Renderer<'_> {
        Renderer::new(&self.corpus, &self.plan, &self.assets, press)
    }

    /// The bytes of an output, as they are published.
    ///
    /// # Errors
    /// When a template fails on it, or the file of the site that it is cannot be read.
    pub fn bytes(&self, renderer: &Renderer<'_>, path: &SitePath, output: Output) -> Result<Vec<u8>, OutputError> {
        let rendered = renderer.render(path, output)?;
        match (rendered, output) {
            (Some(bytes), _) => Ok(bytes),
            (None, Output::RootFile(at)) => {
                self.listing.read(&self.listing.root_files[at].path).map_err(OutputError::Read)
            }
            (None, _) => unreachable!("only root files are not rendered"),
        }
    }

    /// Problems with their places in bytes, sorted, and the texts in which they stand.
    ///
    /// # Errors
    /// When a file cannot be read again.
    pub fn locate(&self, diagnostics: Vec<Diagnostic>) -> Result<Faults, ReadError> {
        located(&self.listing, &self.theme, diagnostics)
    }
}

/// Faults with their places in bytes. Texts of the built-in theme are known without reading.
pub(super) fn located(listing: &Listing, theme: &Theme, mut diagnostics: Vec<Diagnostic>) -> Result<Faults, ReadError> {
    let mut texts = parse::locate(listing, &mut diagnostics)?;
    let built_in = theme.templates.values().chain(theme.built_in_messages.values());
    for text in built_in {
        if diagnostics.iter().any(|diagnostic| diagnostic.file == text.origin) {
            texts.insert(text.origin.clone(), text.text.clone());
        }
    }
    Ok(Faults { diagnostics, texts })
}
