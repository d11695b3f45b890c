//! A corpus of reports on jobs that do not exist, as full as published ones, for measuring and for tests.
//!
//! The same numbers make the same bytes, on every machine. Everything in it is put together from the lists in `words`, and says so: no
//! figure is anybody's. It is written as a site of Foretask, and, from the same reports, as a site of Hugo to be measured beside it.

#![allow(dead_code, reason = "each program that shares it uses a part of it")]

mod analysis;
mod chance;
mod foretask;
mod hugo;
mod report;
mod words;

use std::fs;
use std::io;
use std::path::Path;

pub use chance::Chance;
pub use report::Report;

use words::{INDUSTRIES, MATERIALS, ROLES, THINGS, TOOL_KINDS, TOOL_WORKS};

/// How many reports, and which.
#[derive(Clone, Copy, Debug)]
pub struct Corpus {
    /// The number of reports, at least 20: a report leads to twelve others.
    pub reports: usize,
    /// Another seed makes other texts and figures of the same jobs.
    pub seed: u64,
}

/// Whether a site has a share card for each report. They take longer than all else together, and are measured by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cards {
    /// None are drawn.
    LeftOut,
    /// Each report has one, and the site one for its other pages.
    Drawn,
}

impl Corpus {
    /// The corpus that is measured.
    pub fn of(reports: usize) -> Self {
        Self { reports, seed: 1 }
    }

    /// Writes the corpus as a site of Foretask.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn write(self, folder: &Path, cards: Cards) -> io::Result<()> {
        foretask::write(self, folder, cards)
    }

    /// Writes the corpus as a site of Hugo.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn write_for_hugo(self, folder: &Path) -> io::Result<()> {
        hugo::write(self, folder)
    }

    /// The report at a place, counted from 0.
    pub fn report(self, at: usize) -> Report {
        Report::compose(self, at)
    }
}

/// The title of a report. Past the 32,768 that the words give, titles bear a number.
fn title(at: usize) -> String {
    let kinds = MATERIALS.len() * THINGS.len() * ROLES.len();
    // Odd, so that neighbours have no word in common and no title comes twice.
    let mixed = at.wrapping_mul(19_867) % kinds;
    let (material, rest) = (mixed % MATERIALS.len(), mixed / MATERIALS.len());
    let (thing, role) = (rest % THINGS.len(), rest / THINGS.len());
    let title = format!("{} {} {}", MATERIALS[material], THINGS[thing], ROLES[role]);
    match at / kinds {
        0 => title,
        series => format!("{title} {}", series + 1),
    }
}

/// A name as it stands in addresses and files.
fn slug(name: &str) -> String {
    name.to_lowercase().replace(' ', "-")
}

/// How many tools there are.
const TOOLS: usize = TOOL_WORKS.len() * TOOL_KINDS.len();

/// The name of a tool.
fn tool(at: usize) -> String {
    format!("{} {}", TOOL_WORKS[at / TOOL_KINDS.len()], TOOL_KINDS[at % TOOL_KINDS.len()])
}

/// The name of an industry.
fn industry(at: usize) -> String {
    format!("{} Trades", INDUSTRIES[at])
}

/// Writes a file and the folders in which it stands.
fn put(folder: &Path, path: &str, text: &str) -> io::Result<()> {
    let path = folder.join(path);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
}
