use std::fs;

use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::*;

const MEANS: [Means; 4] = [Means::Exchange, Means::Rename, Means::FileByFile, Means::Refused];

/// Sites one after the other, each with something that changes, comes, goes, or turns from a file into a folder. A table is put in parts.
const SITES: [&str; 4] = [
    "index.html=1 css/site.css=1 a/x=1 b=1 gone=1 all.csv=12",
    "index.html=2 css/site.css=1 a/x=1 b=1 gone=1 all.csv=12",
    "index.html=3 css/site.css=2 a=1 b/y=1 all.csv=34",
    "index.html=3 css/site.css=2 a/x=1 b=1 gone=1",
];

fn with_foreign(files: &str) -> Content {
    let mut all = site(files);
    all.extend(site("CNAME=mine own/deep/file=mine own/empty=/"));
    all
}

/// An output with the first sites published and foreign files in it.
fn prepared(means: Means, sites: usize) -> Output {
    let output = Output::by(means);
    for (number, files) in SITES.iter().take(sites).enumerate() {
        output.build(files);
        if number == 0 {
            output.foreign("CNAME", "mine");
            output.foreign("own/deep/file", "mine");
            fs::create_dir(output.file("own/empty")).unwrap();
        }
    }
    output
}

/// What visitors may see after a crash on the way from one site to another.
fn check_after_crash(output: &Output, old: &Content, new: &Content, at: &str) {
    match output.means {
        Means::Exchange => {
            let now = output.content();
            assert!(now == *old || now == *new, "{at}: {now:?}");
        }
        // Between two renames there may be no site, and the next run puts one back.
        Means::Rename if !output.out().exists() => {}
        Means::Rename => {
            let now = output.content();
            assert!(now == *old || now == *new, "{at}: {now:?}");
        }
        // Every foreign file is there at any time; the rest is the next run's.
        Means::FileByFile | Means::Refused => {
            let now = output.content();
            assert!(new.iter().all(|(path, text)| text != "mine" || now.get(path) == Some(text)), "{at}: {now:?}");
        }
    }
    let publisher = output.open().unwrap();
    let now = output.content();
    assert!(now == *old || now == *new, "{at}, opened again: {now:?}");
    for site in [old, new] {
        // Not being known costs time only; being known as another site would keep it from being built.
        assert!(publisher.unchanged(digest(site)).is_none() || now == *site, "{at}: known as another site");
    }
}

#[test]
fn killed_at_any_step_the_next_build_succeeds() {
    for means in MEANS {
        for sites in 1..SITES.len() {
            for steps in 0.. {
                let at = format!("{means:?}, site {sites}, step {steps}");
                let output = prepared(means, sites);
                let (old, new) = (with_foreign(SITES[sites - 1]), with_foreign(SITES[sites]));
                assert_eq!(output.content(), old, "{at}");
                let done = output.try_build(&site(SITES[sites]), Fuse::of(steps));
                check_after_crash(&output, &old, &new, &at);
                // Either site can be built from whatever state the crash left.
                let next = if steps % 2 == 0 { sites } else { sites - 1 };
                output.build(SITES[next]);
                assert_eq!(output.content(), with_foreign(SITES[next]), "{at}");
                output.build("index.html=last");
                assert_eq!(output.content(), with_foreign("index.html=last"), "{at}");
                if done.is_ok() {
                    break;
                }
            }
        }
    }
}

#[test]
fn killed_in_the_first_build() {
    for means in MEANS {
        for steps in 0.. {
            let output = Output::by(means);
            let done = output.try_build(&site(SITES[0]), Fuse::of(steps));
            let seen = if output.out().exists() { output.content() } else { Content::new() };
            if matches!(means, Means::Exchange | Means::Rename) {
                assert!(seen.is_empty() || seen == site(SITES[0]), "{means:?}, step {steps}: {seen:?}");
            }
            output.build(SITES[0]);
            assert_eq!(output.content(), site(SITES[0]), "{means:?}, step {steps}");
            if done.is_ok() {
                break;
            }
        }
    }
}

#[test]
fn killed_again_while_it_recovers() {
    for means in [Means::Rename, Means::FileByFile] {
        let (old, new) = (with_foreign(SITES[1]), with_foreign(SITES[2]));
        for steps in 0.. {
            let mut ended = false;
            for again in 0.. {
                let output = prepared(means, 2);
                ended = output.try_build(&site(SITES[2]), Fuse::of(steps)).is_ok();
                let recovered = output.open_with(Fuse::of(again)).is_ok();
                check_after_crash(&output, &old, &new, &format!("{means:?}, step {steps}, again {again}"));
                output.build(SITES[2]);
                assert_eq!(output.content(), new);
                if recovered {
                    break;
                }
            }
            if ended {
                break;
            }
        }
    }
}

#[test]
fn names_survive_the_journal_and_the_manifest() {
    let names = ["a b.html", " ", "é/ü.html", "then", "write x", "x/remove y", "checksum 0", "\u{2028}"];
    let site_of = |text: &str| names.iter().map(|name| ((*name).to_owned(), text.to_owned())).collect::<Content>();
    for steps in 0.. {
        let output = Output::by(Means::FileByFile);
        output.try_build(&site_of("1"), Fuse::default()).unwrap();
        let done = output.try_build(&site_of("2"), Fuse::of(steps));
        drop(output.open().unwrap());
        let now = output.content();
        assert!(now == site_of("1") || now == site_of("2"), "step {steps}: {now:?}");
        assert_eq!(output.try_build(&Content::new(), Fuse::default()).unwrap().removed, names.len());
        assert_eq!(output.content(), Content::new());
        if done.is_ok() {
            break;
        }
    }
}

#[test]
fn a_damaged_journal_is_none() {
    for steps in 0.. {
        let output = prepared(Means::FileByFile, 1);
        let done = output.try_build(&site(SITES[1]), Fuse::of(steps));
        let journal = output.work().join("journal");
        if journal.exists() {
            fs::write(&journal, &fs::read(&journal).unwrap()[..40]).unwrap();
        }
        output.build(SITES[2]);
        assert_eq!(output.content(), with_foreign(SITES[2]), "step {steps}");
        if done.is_ok() {
            break;
        }
    }
}

/// What happens to an output between two looks at it.
#[derive(Clone, Debug)]
enum Event {
    /// A site is built, by a process that dies after so many steps if a number is given.
    Build(Content, Option<isize>),
    /// Somebody writes a file of their own.
    Foreign(&'static str),
    /// Somebody removes it again.
    Withdraw(&'static str),
}

/// Paths of which some cannot be files at once.
const PATHS: [&str; 8] = ["a", "a/b", "a/b/c", "a/d", "e/f", "e", "g.html", "h/index.html"];
const FOREIGN: [&str; 3] = ["CNAME", "own/file", "e/own"];

fn sites() -> impl Strategy<Value = Content> {
    (subsequence(PATHS.to_vec(), 0..=6), prop::collection::vec(select(vec!["1", "2", "3"]), 8)).prop_map(
        |(paths, texts)| {
            let mut site = Content::new();
            for (path, text) in paths.into_iter().zip(texts) {
                let clashes =
                    |other: &String| other.starts_with(&format!("{path}/")) || path.starts_with(&format!("{other}/"));
                if !site.keys().any(clashes) {
                    site.insert(path.to_owned(), text.to_owned());
                }
            }
            site
        },
    )
}

fn events() -> impl Strategy<Value = Event> {
    prop_oneof![
        4 => (sites(), prop::option::of(0..40_isize)).prop_map(|(site, steps)| Event::Build(site, steps)),
        1 => select(FOREIGN.to_vec()).prop_map(Event::Foreign),
        1 => select(FOREIGN.to_vec()).prop_map(Event::Withdraw),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// The output is always the last site that was finished or the one that was under way, with every foreign file.
    #[test]
    fn no_history_of_builds_and_crashes_confuses_it(
        means in select(MEANS.to_vec()),
        history in prop::collection::vec(events(), 1..12),
    ) {
        let output = Output::by(means);
        output.build("a=1 h/index.html=1");
        let mut ours = site("a=1 h/index.html=1");
        let mut foreign = Content::new();
        for event in history {
            match event {
                Event::Foreign(path) if ours.contains_key("e") && path.starts_with("e/") => {}
                Event::Foreign(path) => {
                    output.foreign(path, "mine");
                    foreign.insert(path.to_owned(), "mine".to_owned());
                }
                Event::Withdraw(path) => {
                    if foreign.remove(path).is_some() {
                        fs::remove_file(output.file(path)).unwrap();
                        // The folder would be an empty foreign one.
                        if let Some((folder, _)) = path.rsplit_once('/') {
                            let _ = fs::remove_dir(output.file(folder));
                        }
                    }
                }
                Event::Build(site, steps) => {
                    let result = output.try_build(&site, steps.map_or_else(Fuse::default, Fuse::of));
                    drop(output.open().unwrap());
                    let now: Content =
                        output.content().into_iter().filter(|(path, _)| !foreign.contains_key(path)).collect();
                    if result.is_ok() {
                        prop_assert_eq!(&now, &site);
                    } else {
                        prop_assert!(now == ours || now == site, "{:?} is neither {:?} nor {:?}", now, ours, site);
                    }
                    if let Err(PublishError::Foreign { .. }) = &result {
                        prop_assert!(site.contains_key("e") && foreign.contains_key("e/own"));
                    }
                    ours = now;
                }
            }
            let now = output.content();
            prop_assert!(foreign.iter().all(|(path, text)| now.get(path) == Some(text)));
        }
    }
}
