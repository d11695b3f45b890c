//! One reading of all texts of a site, in parallel; each text is taken apart once for all that is looked for in it.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::repeat::{self, Spoken};
use super::text::{Unit, texts, units};
use super::writing::Tongue;
use super::{Reports, Warnings, band, writing, year};
use crate::diagnostic::Diagnostic;
use crate::source::Layers;

/// What was found in the texts of one unit.
#[derive(Default)]
struct Read {
    found: Vec<Diagnostic>,
    spoken: Vec<Spoken>,
    sources: BTreeSet<String>,
}

/// Whether nothing of a unit was written by a person.
fn is_imported(all: &Reports<'_>, unit: Unit) -> bool {
    match unit {
        Unit::Report(id) => all.body(id).layers == Layers::Imported && all.body(id).analysis.is_none(),
        Unit::Article(_) | Unit::Page(_) | Unit::Site => false,
    }
}

/// Warns of what is wrong in texts, and gives the ids of the sources to which texts link.
pub(super) fn check(warnings: &mut Warnings<'_>) -> BTreeSet<String> {
    let corpus = warnings.corpus;
    let today = warnings.today.year();
    let is_english = corpus.site.language.as_str().split('-').next() == Some("en");
    let tongue = if is_english { Tongue::English } else { Tongue::Other };
    let units = units(corpus);
    let read = |(position, unit): (usize, &Unit)| {
        let texts = texts(warnings.all, *unit);
        let mut read = Read::default();
        for text in &texts {
            writing::check(text, tongue, &mut read.found);
            read.sources.extend(text.linked_sources());
        }
        if tongue == Tongue::English {
            year::check(corpus, *unit, today, &texts, &mut read.found);
            if let Unit::Report(id) = unit {
                band::check(corpus, corpus.card(*id), &texts, &mut read.found);
            }
        }
        read.spoken = repeat::check_unit(position, &texts, &mut read.found);
        if is_imported(warnings.all, *unit) {
            // What a data set says of several jobs in the same words, nobody has written twice.
            read.spoken.clear();
        }
        read
    };
    let all: Vec<Read> = units.par_iter().enumerate().map(read).collect();
    let mut spoken = Vec::new();
    let mut sources = BTreeSet::new();
    for read in all {
        warnings.found.extend(read.found);
        spoken.extend(read.spoken);
        sources.extend(read.sources);
    }
    warnings.found.extend(repeat::check_all(warnings.all, &units, spoken));
    sources
}
