use std::fs;
use std::thread::sleep;
use std::time::Duration;

use super::*;
use crate::publish::manifest::{Found, Identity, Manifest};

const SITE: &str = "index.html=home a/one=1 a/two=2 b/c/three=3 b/four=4 d/five=5";

/// An output of which both trees were made whole when their folders had rested, but for the folder of what changed at last.
fn rested() -> Output {
    let output = Output::new();
    for last in 1..=4 {
        output.build(&format!("{SITE} e/last={last}"));
        sleep(Duration::from_millis(2_100));
    }
    output
}

/// What the manifest of a tree says.
fn manifest(output: &Output, tree: &Path) -> Manifest {
    let meta = fs::symlink_metadata(tree).unwrap();
    match Manifest::read(&Identity::of(&meta).manifest_in(&output.work())).unwrap() {
        Found::Readable(manifest) => manifest,
        Found::Absent | Found::Damaged => panic!("the tree is whole"),
    }
}

fn sorted<T: Ord>(list: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut list: Vec<T> = list.into_iter().collect();
    list.sort();
    list
}

#[test]
fn folders_that_rest_are_not_read_until_something_changes_in_them() {
    let output = rested();
    for tree in [output.out(), output.work().join("staged")] {
        let manifest = manifest(&output, &tree);
        let (changed, standing) = Tree::walk_changed(&tree, &manifest, &manifest.folders()).unwrap();
        assert_eq!(sorted(standing.folders), ["a", "b", "b/c", "d"]);
        assert_eq!(changed.folders, [Path::new("e")]);
        assert_eq!(sorted(changed.files), [Path::new("e/last"), Path::new("index.html")]);

        fs::write(tree.join("b/c/mine"), "mine").unwrap();
        fs::remove_file(tree.join("a/one")).unwrap();
        fs::rename(tree.join("d"), tree.join("D")).unwrap();
        let (changed, standing) = Tree::walk_changed(&tree, &manifest, &manifest.folders()).unwrap();
        assert_eq!(sorted(standing.folders), ["b"]);
        assert_eq!(sorted(changed.folders), ["D", "a", "b/c", "e"].map(Path::new));
        let files = ["D/five", "a/two", "b/c/mine", "b/c/three", "e/last", "index.html"];
        assert_eq!(sorted(changed.files), files.map(Path::new));
    }
}

#[test]
fn what_others_do_to_folders_that_rested_is_found() {
    let output = rested();
    output.foreign("b/c/mine", "mine");
    output.foreign("f/mine", "mine");
    fs::remove_file(output.file("a/one")).unwrap();
    fs::write(output.file("b/four"), "edited").unwrap();
    fs::rename(output.file("d"), output.file("g")).unwrap();
    let staged = output.work().join("staged");
    fs::write(staged.join("a/stray"), "stray").unwrap();
    fs::remove_file(staged.join("b/c/three")).unwrap();
    fs::rename(staged.join("d"), staged.join("h")).unwrap();
    // `b/four` has two names, of which one gets bytes of its own.
    fs::remove_file(staged.join("b/four")).unwrap();
    fs::write(staged.join("b/four"), "other").unwrap();
    let wanted = |last| {
        let mut all = site(&format!("{SITE} e/last={last} b/c/mine=mine f/mine=mine"));
        all.extend(site("g/five=5"));
        all
    };
    for last in 5..=7 {
        output.build(&format!("{SITE} e/last={last}"));
        assert_eq!(output.content(), wanted(last));
    }
}

#[test]
fn files_and_folders_of_ours_come_and_go_in_folders_that_rested() {
    let output = rested();
    let sites = [
        "index.html=home a/one=1 b/c/three=3 b/four=4 d/five=5 e/last=5",
        "index.html=home a=1 b/c=3 d/five=5 e/last=6",
        "index.html=home a/one/more=1 b/four=4 e/last=6",
        SITE,
    ];
    for files in sites {
        output.build(files);
        assert_eq!(output.content(), site(files));
    }
}

#[test]
fn a_folder_that_changed_just_now_is_not_at_rest() {
    let output = Output::new();
    output.build("a/one=1");
    output.build("a/one=2");
    for tree in [output.out(), output.work().join("staged")] {
        assert!(manifest(&output, &tree).stamps().is_empty());
    }
}
