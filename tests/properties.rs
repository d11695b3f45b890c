//! What holds for every build: the same input makes the same bytes, by any number of threads, at any address, in any surroundings,
//! and from any state of the output folder.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use foretask::build::BuildOptions;
use foretask::model::Scalar;
use foretask::model::site::BaseUrl;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use support::{Dist, Site, crate_root, files_in, foretask};

type Files = BTreeMap<String, Vec<u8>>;

/// Compares two sites file by file, so that a difference is shown where it is and not as a megabyte.
fn expect_same(left: &Files, right: &Files) {
    let names = |files: &Files| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(left), names(right));
    for (path, bytes) in left {
        let other = &right[path];
        if bytes == other {
            continue;
        }
        let at = bytes.iter().zip(other).take_while(|(one, other)| one == other).count();
        let around = |bytes: &[u8]| {
            String::from_utf8_lossy(&bytes[at.saturating_sub(100)..bytes.len().min(at + 100)]).into_owned()
        };
        panic!("`{path}` differs at byte {at}:\n--- one\n{}\n--- other\n{}", around(bytes), around(other));
    }
}

fn at(base_url: &str) -> BuildOptions {
    let base_url = BaseUrl::from_text(base_url).expect("the test's address is one");
    BuildOptions { base_url: Some(base_url), ..BuildOptions::default() }
}

/// A site as the program builds it with these arguments, in the repository's folder.
fn built_by_program(root: &Path, arguments: &[&str], surroundings: &[(&str, &str)]) -> Files {
    let folder = tempfile::tempdir().expect("tests can make temporary folders");
    let out = folder.path().join("dist");
    let mut command = foretask();
    command.current_dir(crate_root()).envs(surroundings.iter().copied());
    command.args(["build", "--quiet", "--root"]).arg(root).arg("--out").arg(&out).args(arguments);
    command.assert().success();
    files_in(&out)
}

#[test]
fn the_same_input_makes_the_same_bytes() {
    for site in [Site::example(), Site::full()] {
        expect_same(&site.build_clean().files(), &site.build_clean().files());
    }
}

#[test]
fn one_thread_makes_the_bytes_of_many() {
    for root in [crate_root(), &crate_root().join("tests/sites/full")] {
        let by = |jobs| built_by_program(root, &["--jobs", jobs], &[]);
        expect_same(&by("1"), &by("8"));
    }
}

#[test]
fn the_surroundings_change_nothing() {
    let plain = built_by_program(crate_root(), &[], &[]);
    let surroundings = [
        ("TZ", "Pacific/Kiritimati"),
        ("LANG", "tr_TR.UTF-8"),
        ("LC_ALL", "tr_TR.UTF-8"),
        ("SOURCE_DATE_EPOCH", "1"),
        ("HOME", "/nowhere"),
        ("COLUMNS", "20"),
    ];
    expect_same(&plain, &built_by_program(Path::new("."), &[], &surroundings));
}

#[test]
fn a_copy_in_another_folder_makes_the_same_bytes() {
    let root = crate_root().join("tests/sites/full");
    expect_same(&Site::full().build().files(), &built_by_program(&root, &[], &[]));
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

/// Something that an author does between two builds.
#[derive(Clone, Copy, Debug)]
enum Edit {
    ChangeSentence,
    ChangeScore,
    RenameReport,
    DeleteReport,
    AddReport,
    ChangeTemplate,
    RemoveTemplate,
    RewordMessage,
    ChangeStyle,
    RenameTool,
    AddRootFile,
    TurnIntoDraft,
    ChangeAddress,
    Nothing,
}

impl Edit {
    const ALL: [Self; 14] = [
        Self::ChangeSentence,
        Self::ChangeScore,
        Self::RenameReport,
        Self::DeleteReport,
        Self::AddReport,
        Self::ChangeTemplate,
        Self::RemoveTemplate,
        Self::RewordMessage,
        Self::ChangeStyle,
        Self::RenameTool,
        Self::AddRootFile,
        Self::TurnIntoDraft,
        Self::ChangeAddress,
        Self::Nothing,
    ];

    /// Edits the full site. What is already as it would be stays so.
    fn make(self, site: &Site, number: usize) {
        let sre = "content/occupations/sre.yaml";
        let groomer = "content/occupations/dragon-groomer.yaml";
        let diviner = "content/occupations/ink-diviner.yaml";
        let has = |path: &str| site.root().join(path).exists();
        match self {
            Self::ChangeSentence => {
                let text = format!("title: SRE {number}\nsummary: Sentence {number}.\nindustry: clockwork-and-code\n");
                site.write(sre, &text);
            }
            Self::ChangeScore => {
                let text = support::read(site.root().join(groomer));
                let line = format!("    - {{source: imaginary-index, score: {}%, as_of: 2026-02}}", number % 101);
                let lines =
                    text.lines().map(|old| if old.contains("source: imaginary-index, score") { &line } else { old });
                site.write(groomer, &(lines.collect::<Vec<_>>().join("\n") + "\n"));
            }
            Self::RenameReport if has(diviner) => {
                site.rename(diviner, &format!("content/occupations/ink-diviner-{number}.yaml"));
            }
            Self::DeleteReport if has(diviner) => site.remove(diviner),
            Self::RenameReport | Self::DeleteReport | Self::AddReport => {
                site.write(diviner, "title: Ink Diviner\nindustry: paper-and-ink\nsummary: Finds ink.\n");
            }
            Self::ChangeTemplate => {
                site.write(
                    "templates/sections/cite.html",
                    &format!("<section id=\"cite\">Edition {number}</section>\n"),
                );
                site.write("templates/404.html", &format!("<!doctype html><title>{number}</title><h1>Gone</h1>\n"));
            }
            Self::RemoveTemplate => {
                if has("templates/404.html") {
                    site.remove("templates/404.html");
                }
            }
            Self::RewordMessage => {
                site.write("templates/messages/en.ftl", &format!("section_verdict = Judgement {number}\n"));
            }
            Self::ChangeStyle => site.write("static/css/own.css", &format!("p {{ order: {number} }}\n")),
            Self::RenameTool => {
                site.replace("content/tools.yaml", "name: Scrying", &format!("name: No. {number} Scrying"))
            }
            Self::AddRootFile => site.write("static/root/number.txt", &format!("{number}\n")),
            Self::TurnIntoDraft => {
                let letter = "content/articles/a-year-without-fog.md";
                let text = support::read(site.root().join(letter));
                if !text.contains("draft: true") {
                    site.write(letter, &text.replacen("---\n", "---\ndraft: true\n", 1));
                }
            }
            Self::ChangeAddress => {
                let text = support::read(site.root().join("content/site.yaml"));
                let line = format!("base_url: https://full.example/{number}/");
                let lines = text.lines().map(|old| if old.starts_with("base_url:") { &line } else { old });
                site.write("content/site.yaml", &(lines.collect::<Vec<_>>().join("\n") + "\n"));
            }
            Self::Nothing => {}
        }
    }
}

/// The output folder after each edit is what a build into an empty folder makes.
fn expect_incremental_equals_clean(edits: &[Edit]) {
    let site = Site::full();
    site.build();
    for (number, edit) in edits.iter().enumerate() {
        edit.make(&site, number);
        let incremental = site.build();
        let clean = site.build_clean();
        expect_same(&incremental.files(), &clean.files());
        let files = clean.files().len();
        assert_eq!(incremental.built.written + incremental.built.unchanged, files, "after {edit:?}");
        assert_eq!(clean.built.written, files, "after {edit:?}");
    }
}

#[test]
fn incremental_equals_clean_after_each_kind_of_edit() {
    expect_incremental_equals_clean(&Edit::ALL);
}

#[test]
fn incremental_equals_clean_after_any_edits() {
    let edits = prop::collection::vec(prop::sample::select(&Edit::ALL[..]), 1..6);
    let config = Config { cases: 4, failure_persistence: None, ..Config::default() };
    // The same edits in every run: what fails, fails again.
    let random = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let result = TestRunner::new_with_rng(config, random).run(&edits, |edits| {
        expect_incremental_equals_clean(&edits);
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
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
