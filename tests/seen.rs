//! What is seen of reports while a page is made: so little that a changed report leaves most pages as they are.

mod support;

use std::path::Path;

use foretask::build::{BuildOptions, Site};
use foretask::link::{DraftRule, ReportId, observe};
use foretask::plan::{Output, Page};
use support::crate_root;

/// The outputs of each report of a site, and how many reports each has seen.
fn seen_by(root: &Path) -> Vec<(String, usize)> {
    let options = BuildOptions { drafts: DraftRule::Include, ..BuildOptions::default() };
    let site = Site::load(root, &options).expect("the site has no fault");
    let press = site.press().expect("its templates have none");
    let renderer = site.renderer(&press);
    let mut counts = Vec::new();
    for (path, output) in site.plan.outputs() {
        let (Output::Page(Page::Report(id)) | Output::ReportData(id) | Output::Badge(id) | Output::Embed(id)) = *output
        else {
            continue;
        };
        let (bytes, seen) = observe(|| site.bytes(&renderer, path, *output));
        bytes.expect("it can be made");
        assert!(!seen.everything, "{path} has looked at everything");
        let bodies: Vec<ReportId> = seen.bodies.into_iter().collect();
        assert!(bodies.is_empty() || bodies == [id], "{path} has seen all of {bodies:?}");
        assert!(seen.cards.contains(&id), "{path} has not seen its own report");
        counts.push((path.to_string(), seen.cards.len()));
    }
    counts
}

#[test]
fn pages_of_a_report_see_little_of_others() {
    for (root, reports) in [(crate_root().to_owned(), 24), (crate_root().join("tests/sites/full"), 13)] {
        let counts = seen_by(&root);
        assert!(counts.len() >= 2 * reports, "{} outputs", counts.len());
        for (path, cards) in counts {
            assert!(cards <= 40, "{path} has seen {cards} reports");
        }
    }
}
