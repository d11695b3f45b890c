//! The search index: what can be found, in what parts it comes, and what a change of one title changes of it.

mod support;

use std::collections::BTreeSet;

use serde_json::Value;
use support::{Dist, Site, crate_root};

/// The most bytes of a part, and of what a search begins with.
const LARGEST: usize = 20_000;

/// Every part of the index.
fn parts(dist: &Dist) -> Vec<Value> {
    let count = dist.json("search/index.json")["parts"].as_u64().expect("the index says how many parts it has");
    (0..count).map(|number| dist.json(&format!("search/{number}.json"))).collect()
}

/// All that can be found: the kind and the name.
fn found(dist: &Dist) -> BTreeSet<(u64, String)> {
    let parts = parts(dist);
    let entries = parts.iter().flat_map(|part| part["names"].as_array().expect("a part has names"));
    entries
        .map(|entry| (entry[0].as_u64().expect("a kind is a number"), entry[1].as_str().expect("a name").to_owned()))
        .collect()
}

fn report(title: &str) -> String {
    format!("title: {title}\nindustry: sea\nsummary: A job.\n")
}

#[test]
fn all_that_has_a_name_can_be_found() {
    let site = Site::full();
    site.write(
        "content/occupations/diver.yaml",
        "title: Diver\nindustry: sea-and-sky\nsummary: A job.\nalso: [Frogman]\ncodes: [{scheme: list, code: 53-1031.00}]\n",
    );
    let found = found(&site.build());
    for (kind, name) in [(0, "Diver"), (1, "Frogman"), (2, "53-1031.00"), (3, "Talking Mirror"), (5, "Five lamps")] {
        assert!(
            found.iter().any(|(k, n)| *k == kind && n.contains(name)),
            "the index has no `{name}` of the kind {kind}: {found:?}"
        );
    }
    assert!(found.iter().any(|(kind, _)| *kind == 4), "the index has no industry");
    assert!(found.iter().any(|(kind, _)| *kind == 6), "the index has no page");
}

#[test]
fn drafts_and_pages_kept_from_search_engines_cannot_be_found() {
    let found = found(&Site::full().build());
    for name in ["Fog Bottler", "Unfinished song", "An undated letter", "Thank you for the letter"] {
        assert!(!found.iter().any(|(_, found)| found.contains(name)), "the index has `{name}`");
    }
    // A report that is kept from search engines stands in the lists of the site all the same.
    assert!(found.iter().any(|(_, found)| found == "Echo Collector"));
}

#[test]
fn a_changed_title_changes_the_version_and_leaves_other_parts_as_they_are() {
    let mut site = Site::minimal();
    for number in 0..300 {
        let title = format!("Keeper {} {number}", ["Lamp", "Gate", "Bridge"][number % 3]);
        site = site.file(&format!("content/occupations/job-{number}.yaml"), &report(&title));
    }
    let before = site.build().files();
    site.write("content/occupations/job-7.yaml", &report("Warden"));
    let dist = site.build();
    let after = dist.files();
    let is_part = |path: &&String| path.starts_with("search/") && *path != "search/index.json";
    let count = after.keys().filter(is_part).count();
    let changed = after.iter().filter(|(path, bytes)| is_part(path) && before.get(*path) != Some(bytes)).count();
    assert_eq!(before.keys().filter(is_part).count(), count);
    assert!(changed > 0 && changed * 2 < count, "{changed} of {count} parts changed");
    let version = |files: &std::collections::BTreeMap<String, Vec<u8>>| {
        let manifest: Value = serde_json::from_slice(&files["search/index.json"]).expect("it is JSON");
        manifest["version"].as_str().expect("a version is text").to_owned()
    };
    assert_ne!(version(&before), version(&after));
    // A version in a page would change all pages with every title.
    let version = version(&after);
    for (path, bytes) in after.iter().filter(|(path, _)| path.ends_with(".html")) {
        assert!(!String::from_utf8_lossy(bytes).contains(&version), "`{path}` names the version of the index");
    }
}

#[test]
fn long_names_do_not_make_large_parts() {
    let mut site = Site::minimal();
    for number in 0..80 {
        let title = format!("{} {number} {}", "Keeper of the long names ".repeat(40), "x".repeat(2000));
        site = site.file(&format!("content/occupations/job-{number}.yaml"), &report(&title));
    }
    for (path, bytes) in site.build().files().iter().filter(|(path, _)| path.starts_with("search/")) {
        assert!(bytes.len() <= LARGEST, "`{path}` has {} bytes", bytes.len());
    }
}

#[test]
fn the_index_of_a_site_without_reports_is_whole() {
    let site = Site::minimal();
    site.remove("content/occupations/lighthouse-keeper.yaml");
    let dist = site.build();
    assert_eq!(parts(&dist).len(), 1);
}

#[test]
fn the_scripts_of_the_search_are_small() {
    let size =
        |name: &str| std::fs::read(crate_root().join("static/js").join(name)).expect("the script is there").len();
    let bytes = size("search.js") + size("search-core.js");
    assert!(bytes < 30_000, "the scripts of the search have {bytes} bytes");
}

#[test]
fn without_scripts_a_link_to_all_reports_stands_in_the_place_of_the_search() {
    // A page for frames is a part of another site's page.
    let has_masthead = |page: &&support::Page| !page.is_redirect() && !page.file.starts_with("embed/");
    for page in Site::full().build().pages().iter().filter(has_masthead) {
        let links = page.all("header [data-search] a");
        assert_eq!(links.len(), 1, "{}", page.file);
        assert_eq!(links[0].attr("href"), Some("/reports/occupations/"), "{}", page.file);
        assert!(!page.has("header input, header button"), "{} has a control that does nothing", page.file);
    }
}
