//! After any edit of a site, a build into the folder of the build before gives what a build into an empty folder gives: byte for byte, or
//! fault for fault.

mod support;

use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU8, Ordering};
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use foretask::build::{BuildError, BuildOptions, Progress, Stage, build};
use foretask::diagnostic::Diagnostic;
use foretask::source::{FOLDERS, Fingerprint, Follow, WORK_FOLDER};
use proptest::strategy::{BoxedStrategy, Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use support::{Edit, Files, Site, expect_same, files_in, read, set_time};
use tempfile::TempDir;

/// What a build came to.
#[derive(Debug)]
enum Outcome {
    Site(Files),
    Faults(Vec<Diagnostic>),
}

impl Outcome {
    /// Builds a site into a folder.
    fn of(root: &Path, out: &Path) -> Self {
        match build(root, out, &BuildOptions::default(), &()) {
            Ok(_) => Self::Site(files_in(out)),
            Err(BuildError::Faults(faults)) => Self::Faults(faults.diagnostics),
            Err(error) => panic!("the site cannot be built: {error}"),
        }
    }

    /// Builds a site into a folder that is new, without what the builds before kept in the site's own.
    fn clean(site: &Site) -> Self {
        let folder = TempDir::with_prefix("foretask-test-").expect("tests can make temporary folders");
        let (kept, aside) = (site.root().join(WORK_FOLDER), folder.path().join("kept"));
        let is_kept = kept.exists();
        if is_kept {
            fs::rename(&kept, &aside).expect("the test's folders are its own");
        }
        let built = Self::of(&site.root(), &folder.path().join("dist"));
        if is_kept {
            fs::remove_dir_all(&kept).expect("the test's folders are its own");
            fs::rename(&aside, &kept).expect("the test's folders are its own");
        }
        built
    }
}

/// The files of a site's folder.
fn sources(site: &Site) -> Files {
    let mut files = files_in(&site.root());
    files.retain(|path, _| FOLDERS.iter().any(|folder| path.starts_with(folder)));
    files
}

/// Brings the files of a site back to what they were, as somebody does who gives up a change.
fn restore(site: &Site, before: &Files) {
    let now = sources(site);
    for path in now.keys().filter(|path| !before.contains_key(*path)) {
        site.remove(path);
    }
    for (path, bytes) in before.iter().filter(|(path, bytes)| now.get(*path) != Some(bytes)) {
        site.write(path, std::str::from_utf8(bytes).expect("the sources are texts"));
    }
}

/// Whether a site has share cards. They are dear to draw, and most walks go without them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cards {
    LeftOut,
    Drawn,
}

/// The site that uses every key, and two reports that were imported.
fn begin(cards: Cards) -> Site {
    let site = Site::full();
    let groomer = read(site.root().join("content/occupations/dragon-groomer.yaml"));
    for name in ["imported-one", "imported-two"] {
        let report = groomer.replace("\naliases:", "\n# aliases:");
        site.write(&format!("content/imported/occupations/{name}.yaml"), &report);
    }
    if cards == Cards::LeftOut {
        site.replace("content/site.yaml", "sharing: {cards: true", "sharing: {cards: false");
    }
    site
}

/// Edits chosen by some strategies in turn, the same for the same seed.
fn choose(seed: u8, edits: impl IntoIterator<Item = BoxedStrategy<Edit>>) -> Vec<Edit> {
    let mut runner = TestRunner::new_with_rng(Config::default(), TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]));
    let mut choose = |edits: BoxedStrategy<Edit>| edits.new_tree(&mut runner).expect("no edit is rejected").current();
    edits.into_iter().map(&mut choose).collect()
}

/// Any edits.
fn any_edits(seed: u8, count: usize) -> Vec<Edit> {
    choose(seed, std::iter::repeat_n(Edit::any().boxed(), count))
}

/// How far a walk led.
#[derive(Clone, Copy, Debug, Default)]
struct Walk {
    edits: usize,
    /// Edits that found something to change.
    changed: usize,
    /// Edits after which the site had no fault.
    without_faults: usize,
}

impl std::iter::Sum for Walk {
    fn sum<I: Iterator<Item = Self>>(walks: I) -> Self {
        walks.fold(Self::default(), |one, other| Self {
            edits: one.edits + other.edits,
            changed: one.changed + other.changed,
            without_faults: one.without_faults + other.without_faults,
        })
    }
}

/// Makes edits one after the other, and after each holds a build into one lasting folder to one into a new folder.
///
/// After a fault the site is sometimes edited further, and more often brought back to what it was before.
fn walk(cards: Cards, edits: &[Edit]) -> Walk {
    let site = begin(cards);
    let Outcome::Site(mut live) = Outcome::of(&site.root(), &site.out()) else { panic!("the site has no fault yet") };
    let mut good = sources(&site);
    let mut walk = Walk { edits: edits.len(), ..Walk::default() };
    for (number, edit) in edits.iter().enumerate() {
        // What a test printed is shown where it failed.
        println!("{edit:?}");
        walk.changed += usize::from(!edit.make(&site).is_empty());
        match (Outcome::of(&site.root(), &site.out()), Outcome::clean(&site)) {
            (Outcome::Site(incremental), Outcome::Site(clean)) => {
                expect_same(&incremental, &clean);
                (live, good) = (clean, sources(&site));
                walk.without_faults += 1;
            }
            (Outcome::Faults(incremental), Outcome::Faults(clean)) => {
                assert_eq!(incremental, clean);
                expect_same(&files_in(&site.out()), &live);
                if number % 3 != 0 {
                    restore(&site, &good);
                }
            }
            (incremental, clean) => {
                let faults = |outcome| if let Outcome::Faults(faults) = outcome { faults } else { Vec::new() };
                panic!(
                    "only one is a site; into the lasting folder: {:?}, into a new one: {:?}",
                    faults(incremental),
                    faults(clean)
                );
            }
        }
    }
    walk
}

#[test]
fn incremental_equals_clean_after_each_kind_of_edit() {
    let edits = choose(100, Edit::of_each_kind());
    // Upon the full site, not upon what is left of it after twenty others.
    let walk: Walk = edits.chunks(7).map(|edits| walk(Cards::LeftOut, edits)).sum();
    // One of them is to change nothing.
    assert!(walk.changed >= walk.edits - 3, "edits found nothing to change: {walk:?}");
}

#[test]
fn incremental_equals_clean_after_any_edits() {
    let walk: Walk = [1, 2].map(|seed| walk(Cards::LeftOut, &any_edits(seed, 14))).into_iter().sum();
    assert!(2 * walk.without_faults > walk.edits, "most edits should leave a site that can be built: {walk:?}");
}

#[test]
fn incremental_equals_clean_after_edits_of_a_site_with_cards() {
    let walk = walk(Cards::Drawn, &any_edits(3, 10));
    assert!(2 * walk.without_faults > walk.edits, "most edits should leave a site that can be built: {walk:?}");
}

#[test]
#[ignore = "takes minutes: cargo test --test edits -- --ignored --nocapture"]
fn incremental_equals_clean_after_a_thousand_edits() {
    let next = AtomicU8::new(0);
    let some_walks = || {
        let mut walks = Walk::default();
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= 40 {
                return walks;
            }
            let cards = if seed.is_multiple_of(4) { Cards::Drawn } else { Cards::LeftOut };
            walks = [walks, walk(cards, &any_edits(10 + seed, 25))].into_iter().sum();
        }
    };
    let walks: Walk = std::thread::scope(|scope| {
        let threads = [scope.spawn(some_walks), scope.spawn(some_walks)];
        threads.map(|thread| thread.join().expect("no walk fails")).into_iter().sum()
    });
    println!("{walks:?}");
}

/// The stages of a build.
#[derive(Default)]
struct Stages(Mutex<Vec<Stage>>);

impl Progress for Stages {
    fn stage(&self, stage: Stage, _: Duration) {
        self.0.lock().expect("no build panics here").push(stage);
    }
}

fn stages(site: &Site) -> Vec<Stage> {
    let stages = Stages::default();
    build(&site.root(), &site.out(), &BuildOptions::default(), &stages).expect("the site has no faults");
    stages.0.into_inner().expect("no build panics here")
}

/// An edit that leaves as much as it can as it was.
type QuietEdit = fn(&Site);

const KEEPER: &str = "content/occupations/lighthouse-keeper.yaml";

const QUIET_EDITS: [(&str, QuietEdit); 5] = [
    ("a file with another letter, and its size and time", |site| {
        let file = site.root().join(KEEPER);
        let time = modified(&file);
        site.replace(KEEPER, "lamp burning", "lamp turning");
        set_time(&file, time);
    }),
    ("another file of the same name, size and time", |site| {
        let file = site.root().join(KEEPER);
        let text = read(&file).replace("lamp burning", "lamp turning");
        let other = site.root().join("other.yaml");
        fs::write(&other, text).expect("the test's folder is its own");
        set_time(&other, modified(&file));
        fs::rename(other, file).expect("the test's folder is its own");
    }),
    ("two files that changed their names", |site| {
        site.rename(KEEPER, "one");
        site.rename("content/occupations/fog-bottler.yaml", KEEPER);
        site.rename("one", "content/occupations/fog-bottler.yaml");
    }),
    ("an empty file that came", |site| site.write("static/root/empty", "")),
    ("a template that went", |site| site.remove("templates/404.html")),
];

fn modified(file: &Path) -> SystemTime {
    fs::metadata(file).and_then(|metadata| metadata.modified()).expect("the file system keeps times")
}

#[test]
fn what_changes_after_a_rest_is_noticed_by_a_build_that_reads_no_file() {
    let site = || {
        let site = Site::minimal().file("templates/404.html", "<!doctype html><title>Gone</title><h1>Gone</h1>\n");
        // Of the same size.
        let text = read(site.root().join(KEEPER)).replace("Lighthouse Keeper", "Fog Bottler, late");
        site.write("content/occupations/fog-bottler.yaml", &text);
        site
    };
    let sites: Vec<Site> = QUIET_EDITS.iter().map(|_| site()).collect();
    for (site, (name, edit)) in sites.iter().zip(QUIET_EDITS) {
        while !Fingerprint::of(&site.root(), &Follow::default()).is_some_and(|fingerprint| fingerprint.is_settled()) {
            sleep(Duration::from_millis(20));
        }
        assert!(stages(site).len() > 1, "the first build reads the site");
        assert_eq!(stages(site), [Stage::Look], "nothing changed");
        edit(site);
        let (Outcome::Site(incremental), Outcome::Site(clean)) =
            (Outcome::of(&site.root(), &site.out()), Outcome::clean(site))
        else {
            panic!("{name}: the site has faults");
        };
        assert!(incremental == clean, "{name}: the build did not notice it");
    }
}
