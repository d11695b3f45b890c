//! Templates, messages and static files: the built-in ones, and over them those of the site.
//!
//! A file of the site replaces the built-in one of the same path. Messages are laid over each other one by one, so that a site can
//! reword a single one. Renders nothing; writes only copies of built-in files into a site that asks for them.

mod eject;
mod layers;

pub use eject::{EjectError, Ejected, built_in, eject, meant};

use std::borrow::Cow;
use std::collections::BTreeMap;

use rust_embed::{EmbeddedFile, RustEmbed};

use crate::assets::StaticFile;
use crate::diagnostic::Diagnostic;
use crate::source::{Listing, ReadError};

#[derive(RustEmbed)]
#[folder = "templates/"]
struct BuiltInTemplates;

#[derive(RustEmbed)]
#[folder = "static/"]
#[exclude = "root/*"]
struct BuiltInStatics;

/// A template or message file.
#[derive(Clone, Debug)]
pub struct ThemeText {
    /// Where it comes from: a path of the site, or `built-in` and a path of the theme.
    pub origin: String,
    /// What it says.
    pub text: String,
}

/// The theme of a site.
#[derive(Debug)]
pub struct Theme {
    /// Templates by path, such as `sections/tasks.html`.
    pub templates: BTreeMap<String, ThemeText>,
    /// The built-in message files by language.
    pub built_in_messages: BTreeMap<String, ThemeText>,
    /// The site's own message files by language.
    pub own_messages: BTreeMap<String, ThemeText>,
    /// Static files, with the site's own in place of built-in ones.
    pub statics: Vec<StaticFile>,
}

impl Theme {
    /// The theme of a site: the built-in one under the files that the site has itself.
    ///
    /// # Errors
    /// When a file cannot be read. Templates that are not UTF-8 are reported.
    pub fn of(listing: &Listing) -> Result<(Self, Vec<Diagnostic>), ReadError> {
        let mut diagnostics = Vec::new();
        let mut templates: BTreeMap<String, ThemeText> = BTreeMap::new();
        let mut built_in_messages = BTreeMap::new();
        let mut own_messages = BTreeMap::new();
        for name in BuiltInTemplates::iter() {
            let file = BuiltInTemplates::get(&name).expect("the theme lists only files that it holds");
            let text = ThemeText { origin: format!("built-in templates/{name}"), text: text_of(file) };
            match language_of(&name) {
                Some(language) => built_in_messages.insert(language.to_owned(), text),
                None => templates.insert(name.into_owned(), text),
            };
        }
        for file in &listing.templates {
            match listing.read_text(&file.path)? {
                Err(diagnostic) => diagnostics.push(diagnostic),
                Ok(text) => {
                    let text = ThemeText { origin: file.path.clone(), text };
                    match language_of(&file.name) {
                        Some(language) => own_messages.insert(language.to_owned(), text),
                        None => templates.insert(file.name.clone(), text),
                    };
                }
            }
        }
        let mut statics: BTreeMap<String, StaticFile> = BuiltInStatics::iter()
            .map(|name| {
                let file = BuiltInStatics::get(&name).expect("the theme lists only files that it holds");
                let source = format!("built-in static/{name}");
                (name.to_string(), StaticFile { path: name.into_owned(), source, bytes: file.data })
            })
            .collect();
        for file in &listing.statics {
            let bytes = Cow::Owned(listing.read(&file.path)?);
            let own = StaticFile { path: file.name.clone(), source: file.path.clone(), bytes };
            statics.insert(file.name.clone(), own);
        }
        layers::join(&mut statics);
        let statics = statics.into_values().collect();
        Ok((Self { templates, built_in_messages, own_messages, statics }, diagnostics))
    }
}

fn text_of(file: EmbeddedFile) -> String {
    String::from_utf8(file.data.into_owned()).expect("the theme's own templates are UTF-8")
}

/// The language of a message file: `messages/de.ftl` is German.
fn language_of(name: &str) -> Option<&str> {
    name.strip_prefix("messages/")?.strip_suffix(".ftl")
}
