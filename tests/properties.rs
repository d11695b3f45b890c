//! What holds for every build: the same input makes the same bytes, at any address and from any state of the output folder.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::time::SystemTime;

use foretask::build::BuildOptions;
use foretask::model::Scalar;
use foretask::model::site::BaseUrl;
use support::{Dist, Site, expect_same, files_in};

fn at(base_url: &str) -> BuildOptions {
    let base_url = BaseUrl::from_text(base_url).expect("the test's address is one");
    BuildOptions { base_url: Some(base_url), ..BuildOptions::default() }
}

#[test]
fn the_same_input_makes_the_same_bytes() {
    for site in [Site::example(), Site::full()] {
        expect_same(&site.build_clean().files(), &site.build_clean().files());
    }
}

#[test]
fn a_site_in_a_path_is_the_site_at_a_root_but_for_the_prefix() {
    for site in [Site::example(), Site::full(), Site::minimal()] {
        let root = site.build_with(&at("https://a.example/")).files();
        let path = Site::build_in_place(&site.root(), &at("https://a.example/some/path/")).files();
        let without_prefix = path.into_iter().map(|(name, bytes)| match String::from_utf8(bytes) {
            Ok(text) => (name, text.replace("/some/path/", "/").into_bytes()),
            Err(error) => (name, error.into_bytes()),
        });
        expect_same(&root, &without_prefix.collect());
    }
}

#[test]
fn nothing_but_addresses_changes_with_the_host() {
    let site = Site::example();
    let one = site.build_with(&at("https://one.example/")).files();
    let other = Site::build_in_place(&site.root(), &at("http://other.example:8080/")).files();
    let renamed = other.into_iter().map(|(name, bytes)| match String::from_utf8(bytes) {
        Ok(text) => (name, text.replace("http://other.example:8080/", "https://one.example/").into_bytes()),
        Err(error) => (name, error.into_bytes()),
    });
    expect_same(&one, &renamed.collect());
}

fn times(dist: &Dist) -> BTreeMap<String, SystemTime> {
    let time = |path: String| {
        let meta = fs::metadata(dist.folder().join(&path)).expect("what was written is there");
        (path, meta.modified().expect("the file system keeps times"))
    };
    dist.files().into_keys().map(time).collect()
}

#[test]
fn a_rebuild_of_the_same_writes_nothing() {
    let site = Site::full();
    let first = site.build();
    let before = times(&first);
    for _ in 0..2 {
        let again = site.build();
        assert_eq!((again.built.written, again.built.removed), (0, 0));
        assert_eq!(again.built.unchanged, before.len());
        assert_eq!(times(&again), before);
    }
}

#[test]
fn a_changed_sentence_writes_few_files() {
    let site = Site::full();
    let before = times(&site.build());
    site.replace("content/occupations/dragon-groomer.yaml", "note: No change.", "note: No change at all.");
    let after = site.build();
    // The report, its data, the changes as a page, as a feed and as a table.
    assert!(after.built.written <= 5, "{} files are written", after.built.written);
    assert_eq!(after.built.removed, 0);
    let kept = times(&after).into_iter().filter(|(path, time)| before.get(path) == Some(time)).count();
    assert_eq!(kept, after.built.unchanged);
}

#[test]
fn a_build_that_fails_leaves_the_last_good_site() {
    let site = Site::full();
    let before = site.build().files();
    site.write("content/occupations/sre.yaml", "title: SRE\nsummary: \"open\n");
    assert!(!site.faults().is_empty());
    expect_same(&files_in(&site.out()), &before);
    site.write("content/occupations/sre.yaml", "title: SRE\nsummary: Mended.\nindustry: clockwork-and-code\n");
    expect_same(&site.build().files(), &site.build_clean().files());
}

#[test]
fn what_others_put_into_the_output_stays() {
    let site = Site::full();
    let dist = site.build();
    fs::write(dist.folder().join("theirs.txt"), "theirs").expect("the test's folder is its own");
    site.replace("content/occupations/dragon-groomer.yaml", "from a distance", "from a great distance");
    let again = site.build();
    assert_eq!(again.text("theirs.txt"), "theirs");
    let mut files = again.files();
    files.remove("theirs.txt");
    expect_same(&files, &site.build_clean().files());
}
