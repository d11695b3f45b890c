//! A way to the readers of data sets, for tables that are made up at random.

use std::collections::BTreeMap;

use super::onet::{Before, Database, Edition, assemble};
use super::table::DataFile;
use super::values::{Applicability, Assessments, Exposure, Projections, Reports, Sources, Wages};
use super::{BrokenRows, Findings};
use crate::diagnostic::Place;

/// How many kinds of tables there are.
pub const KINDS: usize = 5 + Database::KINDS;

/// Reads bytes as a table of a kind, by its number below [`KINDS`], and adds its values to reports.
pub fn table(kind: usize, bytes: &[u8]) {
    let Ok(file) = DataFile::of("table.csv".to_owned(), bytes.to_vec()) else { return };
    let mut findings = Findings::default();
    let (mut reports, mut sources) = (Reports::default(), Sources::default());
    let findings_of = &mut findings;
    match kind {
        0 => drop(Applicability::read(&file, findings_of).map(|found| found.add(&mut reports, &mut sources))),
        1 => drop(Assessments::read(&file, &BTreeMap::new(), findings_of).map(|found| found.add(&mut reports))),
        2 => drop(Exposure::read(&file, findings_of).map(|found| found.add(&mut reports, &mut sources))),
        3 => drop(Projections::read(&file, findings_of).map(|found| found.add(&mut reports, &mut sources))),
        4 => drop(Wages::read(&file, None, findings_of).map(|found| found.add(&mut reports, &mut sources))),
        kind => {
            let data = Database::of_table(kind - 5, &file, findings_of);
            let edition = Edition::from_text("29.3, May 2025").expect("an edition");
            let before = Before { slugs: BTreeMap::new(), tools: BTreeMap::new() };
            for (slug, report) in assemble(&data, &edition, &before).reports {
                report.text(&slug);
            }
        }
    }
    for fault in findings.diagnostics() {
        if let Place::Bytes(span) = &fault.place {
            assert!(file.text.get(span.clone()).is_some(), "{fault:?} is no place in {:?}", file.text);
        }
    }
    findings.close(file);
    drop(findings.conclude(BrokenRows::Skip));
}
