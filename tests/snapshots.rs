//! Whole files of the full site, as they were last read and accepted. `INSTA_UPDATE=always cargo test --test snapshots` writes them
//! anew; the difference is part of the review.

mod support;

use support::{Dist, Site};

/// A text in which the digests in the names of static files do not show.
fn without_digests(text: &str) -> String {
    let is_digest =
        |part: &str| part.len() == 10 && part.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    text.split('.').map(|part| if is_digest(part) { "[digest]" } else { part }).collect::<Vec<_>>().join(".")
}

fn expect(name: &str, dist: &Dist, path: &str) {
    let settings = {
        let mut settings = insta::Settings::clone_current();
        settings.set_omit_expression(true);
        settings.set_prepend_module_to_snapshot(false);
        settings
    };
    settings.bind(|| insta::assert_snapshot!(name, without_digests(&dist.text(path))));
}

#[test]
fn a_complete_report() {
    expect("report.html", &Site::full().build(), "occupations/lighthouse-keeper/index.html");
}

#[test]
fn the_data_of_a_report() {
    expect("report.json", &Site::full().build(), "occupations/lighthouse-keeper.json");
}

#[test]
fn a_report_with_nothing_but_what_it_needs() {
    expect("minimal.html", &Site::minimal().build(), "occupations/lighthouse-keeper/index.html");
}

#[test]
fn the_feeds() {
    let dist = Site::full().build();
    expect("feed.xml", &dist, "feed.xml");
    expect("changes.xml", &dist, "changes.xml");
}

#[test]
fn the_lists_for_machines() {
    let dist = Site::full().build();
    expect("sitemap.xml", &dist, "sitemap.xml");
    expect("llms.txt", &dist, "llms.txt");
    expect("robots.txt", &dist, "robots.txt");
    expect("redirects.txt", &dist, "_redirects");
}
