//! What was imported, and what a person wrote over it: one report on the page, and each value in the file from which it came.

mod support;

use foretask::check::{CheckOptions, check};
use foretask::diagnostic::{Diagnostic, Format, Styling, Texts, print};
use serde_json::{Value, json};
use support::{Site, read, run};

const WRITTEN: &str = "content/occupations/lamp-trimmer.yaml";
const IMPORTED: &str = "content/imported/occupations/lamp-trimmer.yaml";

/// Faults or warnings as a terminal shows them.
fn shown(diagnostics: &[Diagnostic], texts: &std::collections::BTreeMap<String, String>) -> String {
    let texts: Texts<'_> = texts.iter().map(|(file, text)| (file.as_str(), text.as_str())).collect();
    print(diagnostics, &texts, Format::Human, Styling::Plain)
}

fn warnings(site: &Site) -> String {
    let options = CheckOptions { build: Default::default(), today: "2026-11-20".parse().expect("the day exists") };
    let found = check(&site.root(), &options).expect("the site has no fault");
    shown(&found.diagnostics, &found.texts)
}

#[test]
fn a_report_of_two_files_is_one_page() {
    let dist = Site::layers().build();
    let page = dist.page("occupations/lamp-trimmer/");
    assert_eq!(page.words("h1"), "Lamp Trimmer");
    assert!(page.words("#verdict").contains("somebody has to look after it"));
    assert!(page.words("#analysis").contains("Nobody has asked the gulls."));
    let tasks = page.words("#tasks");
    assert!(
        tasks.contains("Trim wicks") && tasks.contains("Wick Cutter") && !tasks.contains("Wind the clockwork"),
        "{tasks}"
    );
    for path in ["occupations/fog-bottler/", "occupations/meadow-listener/", "occupations/spoon-bender/"] {
        assert!(dist.has(&format!("{path}index.html")), "{path}");
    }
}

#[test]
fn a_page_says_whose_each_figure_is() {
    let dist = Site::layers().build();
    let data = dist.json("occupations/lamp-trimmer.json");
    let exposure = |at: usize| data["tasks"][at]["exposure"].clone();
    assert_eq!(exposure(0), json!({"value": 80.0, "source": "lamp-study", "as_of": "2023"}));
    assert_eq!(exposure(1), json!({"value": 35.0, "source": "our-judgement", "as_of": "2026-03"}));
    assert_eq!(data["skills"][1]["resilience"], json!({"value": 60.0, "source": "work-survey", "as_of": "2025-05"}));
    assert_eq!(data["skills"][2]["source"], "our-judgement");
    let sources: Vec<&Value> =
        data["sources"].as_array().expect("it is a list").iter().map(|source| &source["id"]).collect();
    assert_eq!(sources, ["work-survey", "lamp-study", "wage-count", "our-judgement"]);
    let page = dist.page("occupations/lamp-trimmer/");
    let sources = page.words("#sources");
    assert!(
        sources.contains("What we think ourselves") && sources.contains("A Study of Lamps that Think"),
        "{sources}"
    );
    // What a licence asks for stands on every page that uses its source, whoever named it.
    assert!(sources.contains("Uses the Survey of Imaginary Work"), "{sources}");
}

#[test]
fn a_written_figure_without_a_source_is_nobodys() {
    let site = Site::layers();
    site.replace(WRITTEN, "source: our-judgement\nas_of: 2026-03\n", "");
    let data = site.build().json("occupations/lamp-trimmer.json");
    assert_eq!(data["tasks"][1]["exposure"], json!({"value": 35.0}));
    let told = "warning[figure-without-source]: no source is named for this figure\n \
                --> content/occupations/lamp-trimmer.yaml:8:22\n";
    let warned = warnings(&site);
    assert!(warned.starts_with(told), "{warned}");
}

#[test]
fn the_next_import_leaves_what_is_written() {
    let site = Site::layers();
    let imported = read(site.root().join(IMPORTED));
    site.write(
        IMPORTED,
        &imported.replace("value: 20,", "value: 25,").replace("id: task-1,", "id: task-8,").replace("0.45", "0.55"),
    );
    let data = site.build().json("occupations/lamp-trimmer.json");
    assert_eq!((&data["score"], &data["tasks"][1]["exposure"]["value"]), (&json!(55), &json!(35.0)));
    let warned = warnings(&site);
    let first = "warning[overlay-without-item]: the imported file has no item of `tasks` named `task-1`; did you mean `task-8`?\n \
                 --> content/occupations/lamp-trimmer.yaml:9:3\n";
    assert!(warned.starts_with(first), "{warned}");
}

#[test]
fn links_lead_to_imported_reports_as_to_others() {
    let dist = Site::layers().build();
    let verdict = dist.text("occupations/lamp-trimmer/index.html");
    assert!(verdict.contains("<a href=\"/occupations/fog-bottler/\">fog bottler</a>"), "{verdict}");
}

#[test]
fn a_warning_of_a_table_stands_in_the_file_that_has_the_entry() {
    let site = Site::layers()
        .line("content/sources.yaml", "own-scroll: {title: Own, kind: report}")
        .line("content/imported/sources.yaml", "old-scroll: {title: Old, kind: report}");
    let warned = warnings(&site);
    for place in ["--> content/sources.yaml:4:1\n", "--> content/imported/sources.yaml:27:1\n"] {
        assert!(warned.contains(place), "{warned}");
    }
}

#[test]
fn words_of_prose_are_found_in_the_file_that_says_them() {
    let site = Site::layers().line(
        "content/imported/occupations/spoon-bender.yaml",
        "risk:\n  outlook: >-\n    What becomes of it\n    stands [here](fog-bottler.yaml).",
    );
    site.write("content/occupations/spoon-bender.yaml", "updated: 2026-03\n");
    let warned = warnings(&site);
    assert!(
        warned.contains("--> content/imported/occupations/spoon-bender.yaml:7:") && warned.contains("[vague-link]"),
        "{warned}"
    );
}

#[test]
fn the_layers_of_a_report_are_shown() {
    let shown = run(&Site::layers(), &["view", "lamp-trimmer", "--layers"]);
    assert_eq!((shown.code, shown.stderr.as_str()), (Some(0), ""));
    insta::assert_snapshot!("layers", shown.stdout);
    let address = run(&Site::layers(), &["view", "/occupations/lamp-trimmer/", "--layers"]);
    assert_eq!(address.stdout, shown.stdout);
    let one = run(&Site::layers(), &["view", "spoon-bender", "--layers"]);
    assert_eq!(
        one.stdout,
        "# imported: content/imported/occupations/spoon-bender.yaml\ntitle: Spoon Benders  # imported\n\
         summary: Bend spoons into shape.  # imported\nindustry: workshop  # imported\n"
    );
    let unknown = run(&Site::layers(), &["view", "lamp-trimer", "--layers"]);
    assert_eq!(unknown.code, Some(2));
    assert_eq!(unknown.stderr, "error: no report is named `lamp-trimer`; did you mean `lamp-trimmer`?\n");
    let broken = Site::layers().line(WRITTEN, "also: [");
    let broken = run(&broken, &["view", "lamp-trimmer", "--layers"]);
    assert_eq!((broken.code, broken.stdout.as_str()), (Some(1), ""));
    assert!(broken.stderr.starts_with("error["), "{}", broken.stderr);
}

const TODAY: [&str; 5] = ["record", "--cause", "data", "--date", "2026-11-25"];
const ENTRY: &str = "{date: 2026-11-25, score: 45, cause: data}";

#[test]
fn a_headline_is_recorded_where_the_history_stands() {
    // Nowhere yet: an import keeps the history of the file that it writes.
    let site = Site::layers();
    let before = read(site.root().join(IMPORTED));
    let written = read(site.root().join(WRITTEN));
    assert_eq!(run(&site, &[&TODAY[..], &["lamp-trimmer"]].concat()).code, Some(0));
    assert_eq!(read(site.root().join(IMPORTED)), format!("{before}history:\n  - {ENTRY}\n"));
    assert_eq!(read(site.root().join(WRITTEN)), written);
    let again = run(&site, &[&TODAY[..], &["lamp-trimmer"]].concat());
    assert_eq!(again.stderr, "0 entries recorded\n");

    // In what is written, which lies over the other as a whole.
    let old = "history:\n  - {date: 2026-02-01, score: 40, cause: data}";
    let site = Site::layers().line(WRITTEN, old);
    let written = read(site.root().join(WRITTEN));
    assert_eq!(run(&site, &[&TODAY[..], &["lamp-trimmer"]].concat()).code, Some(0));
    assert_eq!(read(site.root().join(WRITTEN)), written.replace("history:\n", &format!("history:\n  - {ENTRY}\n")));
    assert_eq!(read(site.root().join(IMPORTED)), before);
    assert_eq!(site.build().json("occupations/lamp-trimmer.json")["history"].as_array().map(Vec::len), Some(2));
}

#[test]
fn the_history_of_a_report_that_was_only_imported_stands_with_it() {
    let site = Site::layers();
    let path = "content/imported/occupations/fog-bottler.yaml";
    let before = read(site.root().join(path));
    assert_eq!(run(&site, &[&TODAY[..], &["fog-bottler"]].concat()).code, Some(0));
    assert_eq!(read(site.root().join(path)), format!("{before}history:\n  - {}\n", ENTRY.replace("45", "20")));
    assert!(!site.root().join("content/occupations/fog-bottler.yaml").exists());
}
