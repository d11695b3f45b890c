//! What would make a site's reports better, beyond what is wrong: warnings, each with a code, looked for in the linked corpus and in the
//! finished pages.
//!
//! The day that is taken for today comes from outside. Writes nothing.
//!
//! A false alarm is worse than a miss: a check that is not sure is silent. One cause gives one warning, however many places show it.

mod band;
mod blame;
mod claim;
mod dates;
mod figures;
mod history;
mod pages;
mod reading;
mod repeat;
mod scan;
mod sentence;
mod sources;
mod text;
mod writing;
mod year;

use std::path::Path;
use std::sync::Arc;

use jiff::civil;

use crate::build::{BuildError, BuildOptions, Faults, Site};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::link::{Body, Card, Corpus, ReportId};
use crate::model::Band;
use crate::source::Listing;

/// What to look at.
#[derive(Clone, Debug)]
pub struct CheckOptions {
    /// Which site is meant.
    pub build: BuildOptions,
    /// The day against which dates are judged.
    pub today: civil::Date,
}

/// Warnings of a site without faults, sorted by place; those that its `site.yaml` switches off are left out.
///
/// # Errors
/// All faults of all files, those of the templates on the site's pages included, or what could not be read.
pub fn check(root: &Path, options: &CheckOptions) -> Result<Faults, BuildError> {
    let site = Site::load(root, &options.build)?;
    let press = site.press()?;
    let renderer = site.renderer(&press);
    let bodies = site.corpus.reports().map(|id| site.corpus.body(id)).collect::<Result<_, _>>()?;
    let reports = Reports { corpus: &site.corpus, bodies };
    let mut warnings = Warnings {
        corpus: &site.corpus,
        all: &reports,
        listing: &site.listing,
        today: options.today,
        found: site.corpus.idle.clone(),
    };
    figures::check(&mut warnings);
    dates::check(&mut warnings);
    history::check(&mut warnings);
    sources::check(&mut warnings);
    let linked = reading::check(&mut warnings);
    sources::check_entries(&mut warnings, &linked)?;
    pages::check(&site, &renderer, &mut warnings)?;
    let off = &site.corpus.site.check.off;
    let mut found = warnings.found;
    found.retain(|diagnostic| !off.iter().any(|warning| warning.0 == diagnostic.code));
    Ok(site.locate(found)?)
}

/// All reports of a site, whole: each is looked at several times.
struct Reports<'a> {
    corpus: &'a Corpus,
    bodies: Vec<Arc<Body>>,
}

impl Reports<'_> {
    fn body(&self, id: ReportId) -> &Body {
        &self.bodies[id.position()]
    }
}

/// What is looked at, and what was found.
struct Warnings<'a> {
    corpus: &'a Corpus,
    all: &'a Reports<'a>,
    listing: &'a Listing,
    today: civil::Date,
    found: Vec<Diagnostic>,
}

impl<'a> Warnings<'a> {
    /// Every report.
    fn reports(&self) -> impl Iterator<Item = (&'a Card, &'a Body)> + use<'a> {
        let all = self.all;
        all.corpus.reports().map(move |id| (all.corpus.card(id), all.body(id)))
    }

    fn warn(&mut self, code: Code, file: &str, place: Place, message: String, help: &str) {
        self.found.push(Diagnostic::new(code, file, place, message).help(help));
    }
}

/// A band as a text names it.
fn band_word(band: Band) -> &'static str {
    match band {
        Band::Low => "low",
        Band::Moderate => "moderate",
        Band::High => "high",
        Band::VeryHigh => "very high",
    }
}
