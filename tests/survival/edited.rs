//! Sources that change while a build reads them: what comes out is of one state of each file, or a clear error, and the next build is not
//! misled.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::symlink;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::held::Held;
use crate::program::{Ended, Output, build, built, end};
use crate::support::{Site, files_in};
use crate::versions::Files;

const REPORT: &str = "content/occupations/lighthouse-keeper.yaml";
const ANALYSIS: &str = "content/occupations/lighthouse-keeper.md";

/// What is done to a file.
#[derive(Clone, Copy, Debug)]
enum Edit {
    /// It is written over with other words.
    Rewrite,
    /// Another file takes its place.
    Replace,
    /// It is cut to nothing.
    Truncate,
    /// It is gone.
    Delete,
}

const EDITS: [Edit; 4] = [Edit::Rewrite, Edit::Replace, Edit::Truncate, Edit::Delete];

/// The text of a file in a state.
type Text = fn(usize) -> String;

/// The files that are edited, each with its text.
const FILES: [(&str, Text); 5] = [
    (REPORT, |state| format!("title: Lighthouse Keeper\nindustry: sea\nsummary: In report state-{state}.\n")),
    (ANALYSIS, |state| format!("## Fog\n\nIn analysis state-{state}.\n")),
    ("templates/sections/related.html", |state| format!("<p>In template state-{state}.</p>\n")),
    ("static/css/own.css", |state| format!("/* in style state-{state} */\n")),
    ("static/root/own.txt", |state| format!("in text state-{state}\n")),
];

/// A site in which each of the files is in state 0.
fn site() -> Site {
    let site = FILES.iter().fold(Site::minimal(), |site, (path, text)| site.file(path, &text(0)));
    site.replace("content/site.yaml", "description:", "sharing: {cards: false}\ndescription:");
    site
}

fn edit(site: &Site, path: &str, text: &str, edit: Edit) {
    let file = site.root().join(path);
    match edit {
        Edit::Rewrite => site.write(path, text),
        Edit::Replace => {
            let beside = site.root().join("new");
            fs::write(&beside, text).expect("the test's folder is its own");
            fs::rename(&beside, &file).expect("the test's folder is its own");
        }
        Edit::Truncate => site.write(path, ""),
        Edit::Delete => fs::remove_file(&file).expect("the test's folder is its own"),
    }
}

/// What a build from nothing makes of a site; nothing where it is refused.
fn clean(site: &Site) -> Option<Files> {
    let folder = tempfile::tempdir().expect("tests can make temporary folders");
    let out = folder.path().join("dist");
    end(&mut build(site, &out)).status.success().then(|| files_in(&out))
}

/// Whether a run ended in one of the ways that are documented, and said why where it failed.
fn assert_answered(ended: &Ended, at: &str) {
    assert!(matches!(ended.code(), Some(0..=2)), "{at}: {} {}", ended.status, ended.said);
    assert!(!ended.said.contains("panicked") && !ended.said.is_empty(), "{at}: {}", ended.said);
}

/// The live files, of which there are none before the first build.
fn live(output: &Output) -> Option<Files> {
    output.out.exists().then(|| files_in(&output.out))
}

#[test]
fn a_file_that_changes_after_it_was_read_is_of_one_state() {
    for (path, text) in FILES {
        for kind in EDITS {
            let at = format!("{path}, {kind:?}");
            let site = site();
            let output = Output::of(&site);
            let old = clean(&site);
            // In a first build all content is read by then, and no page is rendered.
            let held = Held::at(&mut build(&site, &output.out), &output.made());
            edit(&site, path, &text(1), kind);
            let new = clean(&site);
            let ended = held.go_on();
            assert_answered(&ended, &at);
            let now = live(&output);
            match ended.code() {
                Some(0) => assert!(now == old || now == new, "{at}: {:?}", now.map(|files| states(&files))),
                _ => {
                    assert_eq!(now, None, "{at}");
                    assert!(ended.said.contains(path), "{at}: {}", ended.said);
                }
            }
            let next = end(&mut build(&site, &output.out));
            assert_answered(&next, &at);
            assert_eq!(next.code() == Some(0), new.is_some(), "{at}: {}", next.said);
            if new.is_some() {
                assert_eq!(live(&output), new, "{at}");
            }
        }
    }
}

/// In which states the files of a site were when it was made: `report state-1`.
fn states(files: &Files) -> BTreeSet<String> {
    let mut states = BTreeSet::new();
    for text in files.values().filter_map(|bytes| std::str::from_utf8(bytes).ok()) {
        for (at, _) in text.match_indices(" state-") {
            let file = text[..at].rsplit(' ').next().unwrap_or_default();
            let state: String = text[at + 7..].chars().take_while(char::is_ascii_digit).collect();
            states.insert(format!("{file} state-{state}"));
        }
    }
    states
}

/// Builds until it is known from what the live site was built, which is not so while the sources are too young.
fn settle(site: &Site, output: &Output) {
    let start = Instant::now();
    while !output.work.join("whole").exists() {
        built(site, &output.out);
        assert!(start.elapsed() < Duration::from_secs(60), "the sources never settle");
    }
}

#[test]
fn a_file_that_changes_during_a_build_is_not_taken_for_known() {
    let site = site();
    let output = Output::of(&site);
    let text = |state| FILES[0].1(state);
    settle(&site, &output);
    // Nothing is known, so that everything is read before the build is held; what it writes down then is of the sources as they were.
    fs::remove_file(output.work.join("whole")).expect("the test's folder is its own");
    let held = Held::at(&mut build(&site, &output.out), &output.made());
    edit(&site, REPORT, &text(1), Edit::Rewrite);
    assert_eq!(held.go_on().code(), Some(0));
    assert!(output.work.join("whole").exists(), "the test is about a build that is known");
    built(&site, &output.out);
    assert_eq!(live(&output), clean(&site), "changed after it was read");

    settle(&site, &output);
    // Something has to be built, and the build is held before anything is read.
    fs::write(output.out.join("index.html"), "somebody else").expect("the test's folder is its own");
    let held = Held::at(&mut build(&site, &output.out), &output.made());
    edit(&site, REPORT, &text(2), Edit::Replace);
    assert_eq!(held.go_on().code(), Some(0));
    built(&site, &output.out);
    assert_eq!(live(&output), clean(&site), "changed after it was looked at");
}

#[test]
fn a_fault_in_a_file_that_is_cut_meanwhile_is_told() {
    let page = "templates/404.html";
    let long = format!("{}{{{{ page.no.such.thing }}}}\n", "<p>Words.</p>\n".repeat(100));
    for kind in EDITS {
        let site = site().file(page, &long);
        let output = Output::of(&site);
        let held = Held::at(&mut build(&site, &output.out), &output.made());
        edit(&site, page, "<p>", kind);
        let ended = held.go_on();
        assert_eq!(ended.code(), Some(1), "{kind:?}: {}", ended.said);
        // The line is shown as it was read.
        let told = ended.said.contains(page) && ended.said.contains("| {{ page.no.such.thing }}");
        assert!(told && !output.out.exists(), "{kind:?}: {}", ended.said);
    }
}

/// Says at its end that it is over.
struct Over<'a>(&'a AtomicBool);

impl Drop for Over<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[test]
fn builds_beside_somebody_who_writes_all_the_time() {
    let site = site();
    let output = Output::of(&site);
    built(&site, &output.out);
    let over = AtomicBool::new(false);
    let done = thread::scope(|scope| {
        scope.spawn(|| {
            for state in 1.. {
                if over.load(Ordering::Relaxed) {
                    return;
                }
                let (path, text) = FILES[state % FILES.len()];
                let kind = EDITS[state / FILES.len() % EDITS.len()];
                if site.root().join(path).exists() || matches!(kind, Edit::Rewrite | Edit::Replace) {
                    edit(&site, path, &text(state), kind);
                }
                // What is cut or gone does not stay so, or every build would be refused.
                if matches!(kind, Edit::Truncate | Edit::Delete) {
                    edit(&site, path, &text(state), Edit::Rewrite);
                }
            }
        });
        // Also when a build is found wanting: the writer would write for ever.
        let _over = Over(&over);
        let mut done = 0;
        for number in 0..30 {
            let before = live(&output);
            let ended = end(&mut build(&site, &output.out));
            assert_answered(&ended, &format!("build {number}"));
            let now = live(&output).expect("there was a site before");
            if ended.code() == Some(0) {
                done += 1;
                let states = states(&now);
                let kinds: BTreeSet<&str> = states.iter().filter_map(|state| state.split(' ').next()).collect();
                assert_eq!(states.len(), kinds.len(), "build {number} is of two states of one file: {states:?}");
            } else {
                assert_eq!(Some(now), before, "build {number}: {}", ended.said);
            }
        }
        done
    });
    eprintln!("{done} of 30 builds found files that they could read");
    for (path, text) in FILES {
        site.write(path, &text(0));
    }
    built(&site, &output.out);
    assert_eq!(live(&output), clean(&site));
}

#[test]
fn a_link_that_an_editor_keeps_beside_a_file_is_passed_over() {
    let site = site();
    let output = Output::of(&site);
    let link = site.root().join("content/occupations/.#lighthouse-keeper.yaml");
    symlink("author@desk.4711:1767225600", link).expect("the test's folder is its own");
    built(&site, &output.out);
}
