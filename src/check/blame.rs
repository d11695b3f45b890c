//! Who wrote what stands on a page: the file to look at, and where in it.

use super::text::{Unit, files};
use crate::build::Site;
use crate::diagnostic::{Code, Diagnostic, FieldPath, Place};
use crate::parse::SITE_FILE;
use crate::plan::{Output, Page};
use crate::source::ReadError;

/// A place in a file.
pub(super) struct Blamed {
    pub file: String,
    pub place: Place,
}

impl Blamed {
    /// Whether it is a file of the content, and no template.
    pub fn is_content(&self) -> bool {
        self.file.starts_with("content/")
    }

    /// A problem at this place.
    pub fn diagnostic(self, code: Code, message: String) -> Diagnostic {
        Diagnostic::new(code, self.file, self.place, message)
    }
}

/// The file that put one of these words on the page at a position of the plan: the site's navigation, the page's content, the site's own
/// file, or a template; at last the template of the page as a whole.
///
/// # Errors
/// When a file cannot be read again.
pub(super) fn blame(site: &Site, page: usize, words: &[String]) -> Result<Blamed, ReadError> {
    let href = words.first().map(String::as_str).unwrap_or_default();
    let navigation = site.corpus.site.navigation.iter().flatten();
    for (at, entry) in navigation.enumerate() {
        if entry.to.starts_with('/') && site.plan.urls.href_of(&entry.to) == href {
            let place = Place::Value(FieldPath::of("navigation").index(at).key("to"));
            return Ok(Blamed { file: SITE_FILE.to_owned(), place });
        }
    }
    let output = site.plan.outputs()[page].1;
    let unit = match output {
        Output::Page(Page::Report(id)) => Some(Unit::Report(id)),
        Output::Page(Page::Article(at)) => Some(Unit::Article(at)),
        Output::Page(Page::Text(at)) => Some(Unit::Page(at)),
        Output::Page(Page::Methodology) => {
            site.corpus.pages.iter().position(|page| page.slug.as_str() == "methodology").map(Unit::Page)
        }
        _ => None,
    };
    let of_unit = unit.map(|unit| files(&site.corpus, unit)).transpose()?.unwrap_or_default();
    for file in of_unit.into_iter().chain([SITE_FILE.to_owned()]) {
        let text = site.listing.read_for_display(&file)?;
        if let Some(place) = found(&text, words) {
            return Ok(Blamed { file, place });
        }
    }
    // A site's own templates are looked at before those that are built in.
    let mut templates: Vec<_> = site.theme.templates.values().collect();
    templates.sort_by_key(|template| template.origin.starts_with("built-in"));
    for template in &templates {
        if let Some(place) = found(&template.text, words) {
            return Ok(Blamed { file: template.origin.clone(), place });
        }
    }
    let own = match output {
        Output::Page(page) => page.template(),
        _ => "redirect.html",
    };
    let file = site.theme.templates.get(own).map_or_else(|| own.to_owned(), |template| template.origin.clone());
    Ok(Blamed { file, place: Place::File })
}

/// Where the first of the words that a text has stands in it.
fn found(text: &str, words: &[String]) -> Option<Place> {
    words.iter().filter(|word| word.len() > 2).find_map(|word| {
        let ends = |at: usize| {
            let next = text[at + word.len()..].chars().next();
            next.is_none_or(|next| !(next.is_alphanumeric() || matches!(next, '-' | '/')))
        };
        let at = text.match_indices(word.as_str()).map(|(at, _)| at).find(|at| ends(*at))?;
        Some(Place::Bytes(at..at + word.len()))
    })
}
