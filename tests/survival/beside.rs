//! Programs that meet: a lock and a clear message, never a mixed site.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::held::Held;
use crate::program::{self, Ended, Output, build, built, end};
use crate::support::{Preview, Site, crate_root, files_in};
use crate::versions::{Difference, Versions};

/// A command of the program on a site.
fn command(site: &Site, arguments: &[&str]) -> Command {
    let mut command = Command::new(program::path());
    command.args(arguments).arg("--root").arg(site.root());
    program::quiet(&mut command);
    command
}

/// Whether a run was refused by a message, and could not run.
fn assert_refused(ended: &Ended, message: &str) {
    assert_eq!((ended.code(), ended.said.as_str()), (Some(2), format!("error: {message}\n").as_str()));
}

fn locked(output: &Output) -> String {
    format!(
        "another build is writing to `{}`; wait until it has ended, or choose another folder with `--out`",
        output.out.display()
    )
}

fn busy(site: &Site) -> String {
    let content = site.root().join("content");
    format!(
        "cannot read `{}`: another foretask reads or changes the files in it; run this again when that has ended",
        content.display()
    )
}

#[test]
fn a_second_build_into_an_output_is_refused() {
    let (versions, output) = Versions::built();
    for hold in [Output::made, Output::older_manifest] {
        versions.set(0);
        built(&versions.site, &output.out);
        versions.set(1);
        let first = Held::at(&mut build(&versions.site, &output.out), &hold(&output));
        assert_refused(&end(&mut build(&versions.site, &output.out)), &locked(&output));
        assert_eq!(versions.version_in(&output.out), Some(0), "{}", versions.mixture(&output.out));
        assert_eq!(first.go_on().code(), Some(0));
        assert_eq!(versions.version_in(&output.out), Some(1), "{}", versions.mixture(&output.out));
    }
}

#[test]
fn the_lock_of_a_killed_build_does_not_stay() {
    let (versions, output) = Versions::built();
    for hold in [Output::made, Output::older_manifest] {
        Held::at(&mut build(&versions.site, &output.out), &hold(&output)).kill();
        assert_eq!(versions.version_in(&output.out), Some(0), "{}", versions.mixture(&output.out));
    }
    built(&versions.site, &output.out);
    assert_eq!(versions.version_in(&output.out), Some(1), "{}", versions.mixture(&output.out));
}

#[test]
fn of_many_builds_at_once_one_is_live_and_none_is_mixed() {
    // Two sites that are built into one output.
    let (one, other) = (Versions::of(Difference::Everything), Versions::of(Difference::Everything));
    other.set(1);
    let output = Output::of(&one.site);
    for _ in 0..4 {
        let start = |site: &Site| build(site, &output.out).stderr(Stdio::piped()).spawn().expect("the program starts");
        let running: Vec<_> = (0..3).flat_map(|_| [start(&one.site), start(&other.site)]).collect();
        let mut done = 0;
        for process in running {
            let ended = process.wait_with_output().expect("the process is ours");
            match ended.status.code() {
                Some(0) => done += 1,
                _ => {
                    let said = String::from_utf8(ended.stderr).expect("the program prints UTF-8");
                    assert_refused(&Ended { status: ended.status, said }, &locked(&output));
                }
            }
        }
        assert!(done > 0, "every build was refused");
        assert!(one.version_in(&output.out).is_some(), "{}", one.mixture(&output.out));
    }
}

#[test]
fn a_build_beside_a_preview_hinders_neither() {
    let (versions, output) = Versions::built();
    versions.set(0);
    let before = files_in(&versions.site.root().join(".."));
    let mut preview = Preview::of(&versions.site);
    assert!(preview.get("/").text().contains("Version One"));
    assert!(files_in(&versions.site.root().join("..")) == before, "a preview writes nothing");
    for version in [1, 0] {
        versions.set(version);
        built(&versions.site, &output.out);
        assert_eq!(versions.version_in(&output.out), Some(version), "{}", versions.mixture(&output.out));
        let title = ["Version One", "Version Two"][version];
        let start = Instant::now();
        while !preview.get("/").text().contains(title) {
            assert!(start.elapsed() < Duration::from_secs(60), "the preview never showed `{title}`");
        }
    }
    assert!(preview.runs());
}

#[test]
fn nothing_changes_the_content_that_a_build_reads() {
    let (versions, output) = Versions::built();
    let site = &versions.site;
    site.write(
        "content/occupations/lighthouse-keeper.yaml",
        "title: Lighthouse Keeper\nindustry: sea\nsummary: One.\ntasks: [{name: Trim, exposure: 40}]\n",
    );
    site.replace("content/site.yaml", "sharing:", "headline: {by: tasks}\nsharing:");
    let before = files_in(&site.root().join("content"));
    let record = || end(&mut command(site, &["record", "--cause", "data"]));
    let building = Held::at(&mut build(site, &output.out), &output.older_manifest());
    assert_refused(&record(), &busy(site));
    assert_refused(&end(&mut import(site, "text")), &busy(site));
    // Whoever only reads is let in.
    let other = output.out.with_file_name("other");
    built(site, &other);
    assert_eq!(files_in(&site.root().join("content")), before);
    assert_eq!(building.go_on().code(), Some(0));
    assert_eq!(files_in(&output.out), files_in(&other));
    let recorded = record();
    assert_eq!(recorded.code(), Some(0), "{}", recorded.said);
    assert_ne!(files_in(&site.root().join("content")), before);
}

/// An import of a small database, with a table of scores from a file.
fn import(site: &Site, exposure: &str) -> Command {
    let database = crate_root().join("tests/import/text");
    let mut command = command(site, &["import", "onet"]);
    command.arg(database).arg("--exposure").arg(site.root().join("..").join(exposure));
    command
}

#[test]
fn nothing_reads_the_content_that_an_import_changes() {
    let (versions, output) = Versions::built();
    let site = &versions.site;
    let before = files_in(&site.root());
    let table = site.root().join("../occ_level.csv");
    let importing = Held::at(&mut import(site, "occ_level.csv"), &table);
    assert_refused(&end(&mut build(site, &output.out)), &busy(site));
    assert_refused(&end(&mut command(site, &["record", "--cause", "data"])), &busy(site));
    assert_refused(&end(&mut import(site, "occ_level.csv")), &busy(site));
    assert_eq!(versions.version_in(&output.out), Some(0), "{}", versions.mixture(&output.out));
    // The lock of a killed import does not stay.
    importing.kill();
    built(site, &output.out);
    assert_eq!(versions.version_in(&output.out), Some(1), "{}", versions.mixture(&output.out));
    assert_eq!(files_in(&site.root()), before);
}
