//! From data sets to `content/imported/`: the small data sets of `tests/import/` have the forms and the traps of the real ones.
//! `UPDATE_EXPECTED=1 cargo test --test import` writes what is expected anew.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use foretask::import::{
    Additions, Base, BrokenRows, DataFaults, Gone, ImportError, ImportOptions, Imported, Measures, Writing, import,
};
use proptest::prelude::*;
use support::{Site, crate_root, files_below, foretask, read};

fn fixtures() -> PathBuf {
    crate_root().join("tests/import")
}

fn value_file(name: &str) -> PathBuf {
    fixtures().join("values").join(name)
}

/// All files with values that the tests have.
fn everything() -> Additions {
    Additions {
        exposure: vec![value_file("full_labelset.tsv"), value_file("occ_level.csv")],
        applicability: Some(value_file("ai_applicability_scores.csv")),
        wages: Some(value_file("national_M2024_dl.csv")),
        wages_as_of: None,
        projections: Some(value_file("projections.csv")),
        assessments: vec![value_file("index.csv")],
    }
}

fn options(base: Base, additions: Additions) -> ImportOptions {
    ImportOptions { base, additions, broken: BrokenRows::Refuse, gone: Gone::Keep, writing: Writing::Write }
}

fn onet(folder: &Path) -> Base {
    Base::Onet { folder: folder.to_owned(), edition: None }
}

/// A site that knows the index of the tests.
fn site() -> Site {
    let index = "harbour-index:\n  title: Harbour Index\n  kind: index\n  measures: automation\n  scale: {from: 0, to: 10, higher: more exposed}\n";
    Site::minimal().file("content/sources.yaml", index)
}

fn run(site: &Site, base: Base, additions: Additions) -> Imported {
    match import(&site.root(), &options(base, additions)) {
        Ok(imported) => imported,
        Err(ImportError::Faults(faults)) => panic!("the data have faults: {:#?}", faults.diagnostics),
        Err(error) => panic!("nothing was imported: {error}"),
    }
}

/// The files of `content/imported/`.
fn imported(site: &Site) -> BTreeMap<PathBuf, String> {
    let folder = site.root().join("content/imported");
    if !folder.exists() {
        return BTreeMap::new();
    }
    files_below(&folder).into_iter().map(|path| (path.clone(), read(folder.join(path)))).collect()
}

fn report(site: &Site, slug: &str) -> serde_yaml::Value {
    let text = read(site.root().join(format!("content/imported/occupations/{slug}.yaml")));
    serde_yaml::from_str(&text).expect("a report is YAML")
}

/// The fixtures in a folder where they can be changed.
struct Data(tempfile::TempDir);

impl Data {
    fn copy() -> Self {
        let data = Self(tempfile::TempDir::with_prefix("foretask-data-").expect("tests can make temporary folders"));
        for folder in ["text", "values"] {
            fs::create_dir(data.0.path().join(folder)).expect("the folder was just made");
            for file in files_below(&fixtures().join(folder)) {
                let from = fixtures().join(folder).join(&file);
                fs::copy(from, data.0.path().join(folder).join(file)).expect("the fixtures are readable");
            }
        }
        data
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn text_folder(&self) -> Base {
        onet(&self.path("text"))
    }

    fn replace(&self, name: &str, from: &str, to: &str) {
        let text = read(self.path(name));
        assert!(text.contains(from), "`{from}` does not stand in `{name}`");
        fs::write(self.path(name), text.replacen(from, to, 1)).expect("the folder is the test's own");
    }
}

fn faults(site: &Site, options: &ImportOptions) -> DataFaults {
    match import(&site.root(), options) {
        Err(ImportError::Faults(faults)) => faults,
        Err(error) => panic!("the data cannot be read: {error}"),
        Ok(_) => panic!("the data have no faults"),
    }
}

/// The codes and messages of faults.
fn told(faults: &DataFaults) -> Vec<(&str, &str)> {
    faults.diagnostics.iter().map(|found| (found.code.as_str(), found.message.as_str())).collect()
}

#[test]
fn what_is_imported_is_a_site_and_a_person_can_write_over_it() {
    let site = site();
    run(&site, onet(&fixtures().join("text")), everything());
    let page = site.build().page("occupations/lamp-trimmers/");
    let text = page.words("body");
    for words in
        ["Lamp Trimmers", "A minimal site has modified all or some", "E1", "Job zone 2 of 5", "$41,200", "Oil Log Pro"]
    {
        assert!(text.contains(words), "`{words}` is not on the page\n{text}");
    }
    let own = "risk: {verdict: The lamp stays.}\ntasks:\n  onet-8823: {exposure: 10}\n";
    site.write("content/occupations/lamp-trimmers.yaml", own);
    run(&site, onet(&fixtures().join("text")), everything());
    assert_eq!(read(site.root().join("content/occupations/lamp-trimmers.yaml")), own);
    assert!(site.build().page("occupations/lamp-trimmers/").words("body").contains("The lamp stays."));
}

#[test]
fn the_data_become_the_files_that_are_expected() {
    let site = site();
    run(&site, onet(&fixtures().join("text")), everything());
    let expected = fixtures().join("expected");
    let written = imported(&site);
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        for (path, text) in &written {
            let path = expected.join(path);
            fs::create_dir_all(path.parent().expect("a file stands in a folder")).expect("the expected files are ours");
            fs::write(path, text).expect("the expected files are ours");
        }
    }
    assert_eq!(written.keys().cloned().collect::<Vec<_>>(), files_below(&expected));
    for (path, text) in written {
        assert_eq!(text, read(expected.join(&path)), "{}", path.display());
    }
}

#[test]
fn sheets_with_more_columns_say_the_same() {
    let (text, sheets) = (site(), site());
    run(&text, onet(&fixtures().join("text")), everything());
    let base = Base::Onet { folder: fixtures().join("sheets"), edition: Some("29.3, May 2025".to_owned()) };
    run(&sheets, base, everything());
    assert_eq!(imported(&text), imported(&sheets));
}

#[test]
fn a_second_import_changes_nothing() {
    let site = site();
    let first = run(&site, onet(&fixtures().join("text")), everything());
    assert_eq!((first.changes.added.len(), first.changes.unchanged), (5, 0));
    assert_eq!(first.changes.tables, ["industries.yaml", "sources.yaml", "tools.yaml"]);
    let before = imported(&site);
    let stamp = |slug: &str| {
        let path = site.root().join(format!("content/imported/occupations/{slug}.yaml"));
        fs::metadata(path).and_then(|data| data.modified()).expect("the file is there")
    };
    let stamped = stamp("lamp-trimmers");
    let second = run(&site, onet(&fixtures().join("text")), everything());
    assert_eq!((second.changes.added.len(), second.changes.changed.len(), second.changes.unchanged), (0, 0, 5));
    assert!(second.changes.tables.is_empty());
    assert_eq!(imported(&site), before);
    assert_eq!(stamp("lamp-trimmers"), stamped, "a file that has its text is not written again");
}

#[test]
fn several_runs_in_any_order_give_what_one_run_gives() {
    let whole = site();
    run(&whole, onet(&fixtures().join("text")), everything());
    let Additions { exposure, applicability, wages, projections, assessments, .. } = everything();
    let parts = [
        Additions { exposure: vec![exposure[0].clone()], ..Additions::default() },
        Additions { exposure: vec![exposure[1].clone()], ..Additions::default() },
        Additions { applicability, ..Additions::default() },
        Additions { wages, ..Additions::default() },
        Additions { projections, ..Additions::default() },
        Additions { assessments, ..Additions::default() },
    ];
    for shift in 0..parts.len() {
        let site = site();
        run(&site, onet(&fixtures().join("text")), Additions::default());
        for at in 0..parts.len() {
            run(&site, Base::Imported, parts[(at + shift) % parts.len()].clone());
        }
        assert_eq!(imported(&site), imported(&whole), "beginning with part {shift}");
        run(&site, onet(&fixtures().join("text")), Additions::default());
        assert_eq!(imported(&site), imported(&whole), "after the database was imported again");
    }
}

#[test]
fn a_dry_run_writes_nothing_and_tells_the_same() {
    let data = Data::copy();
    let site = site();
    let pretend = |additions| {
        let options = ImportOptions { writing: Writing::Pretend, ..options(data.text_folder(), additions) };
        import(&site.root(), &options).expect("the data have no faults")
    };
    let would = pretend(everything()).changes;
    assert!(imported(&site).is_empty());
    assert_eq!(run(&site, data.text_folder(), everything()).changes, would);
    data.replace("values/occ_level.csv", "0.38888888888888884", "0.5");
    data.replace("values/full_labelset.tsv", "\tE0\tE2\tE0", "\tE1\tE2\tE1");
    data.replace("values/national_M2024_dl.csv", "\"41,200\"", "\"42,000\"");
    let changed = Additions {
        exposure: vec![data.path("values/full_labelset.tsv"), data.path("values/occ_level.csv")],
        wages: Some(data.path("values/national_M2024_dl.csv")),
        ..Additions::default()
    };
    let before = imported(&site);
    let changes = pretend(changed).changes;
    assert_eq!(imported(&site), before);
    let figures = |slug: &str| {
        let found = changes.changed.iter().find(|changed| changed.slug == slug).expect("the report changes");
        let words = found.figures.iter().map(|change| {
            let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "none".to_owned());
            format!("{} {} → {}", change.what, value(&change.before), value(&change.after))
        });
        words.collect::<Vec<_>>()
    };
    assert_eq!(
        figures("lamp-trimmers"),
        ["gpts-are-gpts 0.389 → 0.5", "label of onet-8823 E0 → E1", "pay p50 41200 a year → 42000 a year"]
    );
    assert_eq!(changes.unchanged, 3, "{changes:#?}");
    assert_eq!(figures("fog-signal-attendants"), ["pay p50 41200 a year → 42000 a year"]);
}

#[test]
fn values_find_their_reports_by_code() {
    let site = site();
    let done = run(&site, onet(&fixtures().join("text")), everything());
    let counts = |what: &str| {
        let found = done.coverage.iter().find(|coverage| coverage.what == what).expect("the file was read");
        (found.rows, found.exact, found.shared, found.broad, found.without.clone(), found.unmatched.clone())
    };
    let none = Vec::<String>::new;
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    assert_eq!(counts("applicability scores"), (4, 1, 2, 2, none(), none()));
    assert_eq!(counts("wages"), (7, 1, 2, 2, none(), names(&["53-9099 Keepers, All Other"])));
    let unscored = names(&["buoy-painters", "harbour-counsellors"]);
    assert_eq!(counts("exposure scores"), (4, 3, 0, 0, unscored, names(&["99-9999.00 Unknown Keepers"])));
    let (.., unindexed, unmatched) = counts("assessments");
    assert_eq!((unindexed, unmatched), (names(&["harbour-counsellors"]), names(&["harbour-index: 99-1234 Nobody"])));
    assert_eq!(done.measures, Measures::Others, "the index stands in the site's own registry");
}

#[test]
fn a_file_without_codes_is_matched_by_title_and_says_so() {
    let site = site();
    let additions = Additions { projections: Some(value_file("projections-by-title.csv")), ..Additions::default() };
    let done = run(&site, onet(&fixtures().join("text")), additions);
    let coverage = &done.coverage[0];
    assert_eq!((coverage.exact, coverage.shared, coverage.broad), (1, 2, 0));
    assert!(coverage.notes[0].contains("has no codes"), "{:?}", coverage.notes);
    assert_eq!(coverage.unmatched, ["Total, all occupations"]);
    let growth = &report(&site, "lamp-trimmers")["demand"]["growth"];
    assert_eq!(growth["value"].as_f64(), Some(-3.0), "the sum of its group has the same title and stands before it");
    let demand = &report(&site, "tide-table-compilers")["demand"];
    assert_eq!(demand["growth"]["value"].as_f64(), Some(12.0));
    assert_eq!(demand["period"].as_str(), Some("2020-2030"));
}

#[test]
fn a_report_keeps_its_address_its_history_and_what_was_added() {
    let data = Data::copy();
    let site = site();
    run(&site, data.text_folder(), everything());
    let path = "content/imported/occupations/lamp-trimmers.yaml";
    let text = read(site.root().join(path));
    site.write(
        path,
        &format!(
            "{text}\nhistory:\n  - {{date: 2026-02-01, score: 39, cause: data, note: \"First, and \\\"only\\\".\"}}\n"
        ),
    );
    data.replace("text/Occupation Data.txt", "Lamp Trimmers", "Lamp Technicians");
    data.replace("text/Read Me.txt", "29.3 Database\nMay 2025", "30.0 Database\nAugust 2025");
    let done = run(&site, data.text_folder(), Additions::default());
    assert!(done.changes.added.is_empty(), "{:?}", done.changes);
    assert_eq!(done.changes.dropped_sources, ["onet-29.3"]);
    let report = report(&site, "lamp-trimmers");
    assert_eq!(report["title"].as_str(), Some("Lamp Technicians"));
    assert_eq!(report["defaults"]["tasks"]["source"].as_str(), Some("onet-30.0"));
    assert_eq!(report["pay"]["percentiles"]["p50"].as_f64(), Some(41200.0));
    assert_eq!(report["tasks"][0]["label"]["value"].as_str(), Some("E0"));
    let note = "history:\n  - {date: 2026-02-01, score: 39, cause: data, note: \"First, and \\\"only\\\".\"}\n";
    assert!(read(site.root().join(path)).ends_with(note));
}

#[test]
fn what_is_gone_is_named_and_removed_only_when_asked() {
    let data = Data::copy();
    let site = site();
    run(&site, data.text_folder(), Additions::default());
    for name in
        ["Occupation Data", "Task Statements", "Skills", "Technology Skills", "Job Zones", "Related Occupations"]
    {
        let path = data.path(&format!("text/{name}.txt"));
        let rest: String = read(&path).split_inclusive('\n').filter(|line| !line.contains("53-9021.00")).collect();
        fs::write(path, rest).expect("the folder is the test's own");
    }
    let kept = run(&site, data.text_folder(), Additions::default()).changes;
    assert_eq!((kept.gone, kept.removed), (vec!["buoy-painters".to_owned()], Vec::new()));
    assert!(site.root().join("content/imported/occupations/buoy-painters.yaml").exists());
    let remove = ImportOptions { gone: Gone::Remove, ..options(data.text_folder(), Additions::default()) };
    let removed = import(&site.root(), &remove).expect("the data have no faults").changes;
    assert_eq!((removed.gone, removed.removed), (Vec::new(), vec!["buoy-painters".to_owned()]));
    assert!(!site.root().join("content/imported/occupations/buoy-painters.yaml").exists());
    assert!(!read(site.root().join("content/imported/occupations/lamp-trimmers.yaml")).contains("buoy-painters"));
}

#[test]
fn what_import_did_not_write_is_not_written_over() {
    let site = site().file("content/imported/occupations/lamp-trimmers.yaml", "title: Mine\n");
    let found = faults(&site, &options(onet(&fixtures().join("text")), Additions::default()));
    assert_eq!(told(&found), [("foreign-import", "import has to write here, and did not write what stands here")]);
    assert_eq!(imported(&site).len(), 1);
    // What is not in the way stays.
    let site = Site::minimal().file("content/imported/occupations/own.yaml", "title: Mine\n");
    run(&site, onet(&fixtures().join("text")), Additions::default());
    assert_eq!(read(site.root().join("content/imported/occupations/own.yaml")), "title: Mine\n");
}

#[test]
fn an_imported_file_with_a_key_of_a_person_is_refused() {
    let site = site();
    run(&site, onet(&fixtures().join("text")), Additions::default());
    let path = "content/imported/occupations/lamp-trimmers.yaml";
    let text = read(site.root().join(path));
    site.write(path, &format!("{text}\nquick_wins: [Buy a better wick.]\n"));
    let found = faults(&site, &options(Base::Imported, everything()));
    assert_eq!(told(&found), [("foreign-import", "from here on this is not as import writes it")]);
    assert!(read(site.root().join(path)).ends_with("quick_wins: [Buy a better wick.]\n"));
}

#[test]
fn titles_that_make_one_name_are_told_apart_by_code() {
    let data = Data::copy();
    data.replace("text/Occupation Data.txt", "Fog Signal Attendants", "Lamp-Trimmers");
    let site = site();
    let done = run(&site, data.text_folder(), Additions::default());
    assert_eq!(done.changes.added[2..4], ["lamp-trimmers", "lamp-trimmers-53-9011-01"]);
    let again = run(&site, data.text_folder(), Additions::default());
    assert_eq!(again.changes.unchanged, 5);
}

#[test]
fn files_that_are_absent_mean_fewer_sections() {
    let data = Data::copy();
    for name in ["Skills", "Knowledge", "Technology Skills", "Job Zones", "Task Ratings", "Related Occupations"] {
        fs::remove_file(data.path(&format!("text/{name}.txt"))).expect("the fixture is there");
    }
    let site = site();
    let done = run(&site, data.text_folder(), Additions::default());
    let database = done.database.expect("a database was read");
    let absent: Vec<&str> = database.absent.iter().map(|(name, _)| *name).collect();
    assert_eq!(
        absent,
        ["Task Ratings", "Skills", "Knowledge", "Abilities", "Technology Skills", "Job Zones", "Related Occupations"]
    );
    let report = report(&site, "lamp-trimmers");
    let keys: Vec<&str> =
        report.as_mapping().expect("a report is a mapping").keys().filter_map(serde_yaml::Value::as_str).collect();
    assert_eq!(keys, ["title", "summary", "industry", "also", "codes", "defaults", "tasks"]);
}

/// A broken row in every file, which one run finds.
fn with_broken_rows() -> Data {
    let data = Data::copy();
    for (name, from, to) in [
        ("text/Occupation Data.txt", "53-9021.00\tBuoy Painters", "53-9021.00\t"),
        ("text/Task Statements.txt", "8824", "88a24"),
        ("text/Task Ratings.txt", "4.12", "41.2"),
        ("text/Skills.txt", "2.88", "7.5"),
        ("text/Knowledge.txt", "3.25", "much"),
        ("text/Technology Skills.txt", "Oil Log Pro\t43231513\tRecord keeping software\tN\tN", "Oil Log Pro"),
        ("text/Job Zones.txt", "53-9011.01\t2", "53-9011.01\t9"),
        ("text/Job Zone Reference.txt", "2\tJob Zone Two", "II\tJob Zone Two"),
        ("text/Sample of Reported Titles.txt", "Lamp Keeper\tY", "Lamp Keeper\tperhaps"),
        ("text/Alternate Titles.txt", "53-9011.00\tOil Hand", "53-9012.00\tOil Hand"),
        ("text/Related Occupations.txt", "53-9011.01\tPrimary", "53-9011\tPrimary"),
        ("values/full_labelset.tsv", "\tE2\tE2\tE2", "\tE9\tE2\tE9"),
        ("values/occ_level.csv", "0.0625", "6.25"),
        ("values/ai_applicability_scores.csv", "53-9020,", "539020,"),
        ("values/national_M2024_dl.csv", "\"35,500\"", "\"25,500\""),
        ("values/projections.csv", "-9.5", "a lot"),
        ("values/index.csv", "6.5/10", "65/10"),
        ("values/index.csv", "harbour-index,,buoy-painters", "harbor-index,,buoy-painters"),
    ] {
        data.replace(name, from, to);
    }
    data
}

/// Runs the program beside the data, so that names of files do not depend on where they are.
fn program(data: &Data, site: &Site, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = foretask();
    command.current_dir(data.0.path()).arg("import").args(arguments).arg("--root").arg(site.root());
    let output = command.output().expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("the program prints UTF-8");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

const ALL: [&str; 15] = [
    "onet",
    "text",
    "--exposure",
    "values/full_labelset.tsv",
    "values/occ_level.csv",
    "--applicability",
    "values/ai_applicability_scores.csv",
    "--wages",
    "values/national_M2024_dl.csv",
    "--projections",
    "values/projections.csv",
    "--assessments",
    "values/index.csv",
    "--edition",
    "29.3, May 2025",
];

fn expect(name: &str, text: &str) {
    let path = fixtures().join(name);
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(&path, text).expect("the expected text is ours");
    }
    assert_eq!(text, read(path));
}

#[test]
fn every_broken_row_is_found_in_one_run() {
    let (data, site) = (with_broken_rows(), site());
    let (code, out, err) = program(&data, &site, &ALL);
    assert_eq!((code, out.as_str()), (Some(1), ""));
    expect("broken.txt", &err);
    assert!(imported(&site).is_empty());
}

#[test]
fn broken_rows_are_skipped_when_asked_and_listed() {
    let (data, site) = (with_broken_rows(), site());
    data.replace("values/index.csv", "harbor-index", "harbour-index");
    let (code, out, err) = program(&data, &site, &[&ALL[..], &["--skip-broken"]].concat());
    assert_eq!(code, Some(0), "{err}");
    assert!(err.contains("error[broken-row]: ") && err.contains("\n17 faults in 17 files left out\n"), "{err}");
    assert!(out.ends_with("4 reports added, 0 changed, 0 removed, 0 unchanged\n"), "{out}");
    let report = report(&site, "lamp-trimmers");
    assert_eq!(report["tasks"].as_sequence().map(Vec::len), Some(2), "the task with the broken number is left out");
    assert!(report["pay"].is_null(), "the wages that fall are left out");
}

#[test]
fn the_summary_says_what_was_read_and_what_to_do_next() {
    let (data, site) = (Data::copy(), site());
    let (code, out, err) = program(&data, &site, &ALL);
    assert_eq!(code, Some(0), "{err}");
    let root = site.root().display().to_string();
    expect("summary.txt", &format!("{out}---\n{}", err.replace(&root, "my-site")));
    let (code, out, _) =
        program(&data, &site, &["add", "--wages", "values/national_M2024_dl.csv", "--dry-run", "--verbose"]);
    assert_eq!(code, Some(0));
    assert!(out.ends_with("\n0 reports would be added, 0 changed, 0 removed, 5 unchanged\n"), "{out}");
    assert!(out.contains("  1 value without a report: 53-9099 Keepers, All Other\n"), "{out}");
}

#[test]
fn what_cannot_be_imported_is_refused_with_a_reason() {
    let data = Data::copy();
    fs::write(data.path("book.csv"), b"PK\x03\x04...").expect("the folder is the test's own");
    fs::write(data.path("latin.csv"), b"SOC Code,title,ai_applicability_score\n53-9011,Caf\xe9,0.1\n")
        .expect("as above");
    fs::write(data.path("empty.csv"), "").expect("as above");
    fs::copy(data.path("values/national_M2024_dl.csv"), data.path("wages.csv")).expect("the fixture is there");
    fs::copy(data.path("values/national_M2024_dl.csv"), data.path("national_M2016_dl.csv")).expect("as above");
    let site = site();
    run(&site, data.text_folder(), Additions::default());
    let told_of = |additions: Additions| {
        let found = faults(&site, &options(Base::Imported, additions));
        let [only] = found.diagnostics.as_slice() else { panic!("{:#?}", found.diagnostics) };
        format!("{}: {}", only.code, only.message)
    };
    let scores = |name: &str| Additions { applicability: Some(data.path(name)), ..Additions::default() };
    let wages = |name: &str| Additions { wages: Some(data.path(name)), ..Additions::default() };
    assert_eq!(told_of(scores("book.csv")), "unusable-data: this is a workbook or an archive");
    assert_eq!(told_of(scores("latin.csv")), "not-utf8: the file is not UTF-8 from here on");
    let missing = "missing-column: the file has no columns `SOC Code`, `ai_applicability_score`";
    assert_eq!(told_of(scores("empty.csv")), missing);
    assert_eq!(told_of(scores("values/national_M2024_dl.csv")), missing);
    assert_eq!(told_of(wages("wages.csv")), "unusable-data: nothing says of what year these wages are");
    let old = "unusable-data: the wages of 2016-05 use an older classification of occupations than the reports";
    assert_eq!(told_of(wages("national_M2016_dl.csv")), old);
    data.replace(
        "wages.csv",
        "99,U.S.,1,US,000000,Cross-industry,cross-industry,1235,53-9099",
        "01,Alabama,2,AL,,,,,53-9099",
    );
    let dated = Additions { wages_as_of: Some(foretask::model::Date::Year(2024)), ..wages("wages.csv") };
    assert_eq!(told_of(dated), "unusable-data: the file has wages of 2 areas, `Alabama`, `U.S.` among them");
    fs::remove_file(data.path("text/Read Me.txt")).expect("the fixture is there");
    let unknown = faults(&site, &options(data.text_folder(), Additions::default()));
    assert_eq!(told(&unknown), [("unusable-data", "nothing says which edition of the database this is")]);
    let old = Base::Onet { folder: data.path("text"), edition: Some("24.3, May 2020".to_owned()) };
    let old = faults(&site, &options(old, Additions::default()));
    assert_eq!(told(&old), [("unusable-data", "O*NET 24.3 has codes of an older classification of occupations")]);
    let nowhere = faults(&site, &options(onet(&data.path("values")), Additions::default()));
    assert_eq!(
        told(&nowhere)[0],
        ("unusable-data", "the folder has no table `Occupation Data`, in which the occupations are")
    );
}

#[test]
fn values_need_reports_and_files() {
    let site = site();
    let nothing = import(&site.root(), &options(Base::Imported, Additions::default()));
    assert!(matches!(nothing, Err(ImportError::NothingToAdd)), "{nothing:?}");
    let nowhere = import(&site.root(), &options(Base::Imported, everything()));
    assert!(matches!(nowhere, Err(ImportError::NothingImported)), "{nowhere:?}");
    let no_site = import(&fixtures(), &options(Base::Imported, everything()));
    assert!(matches!(no_site, Err(ImportError::NoSite(_))), "{no_site:?}");
}

#[test]
fn a_failure_leaves_what_was_there() {
    let data = Data::copy();
    let site = site();
    run(&site, data.text_folder(), everything());
    let before = imported(&site);
    // A folder in the way of the place in which new files are made.
    site.write("content/imported/.import-stage", "a file in the way");
    data.replace("text/Occupation Data.txt", "Paint buoys", "Paint all buoys");
    let refused = import(&site.root(), &options(data.text_folder(), Additions::default()));
    assert!(matches!(refused, Err(ImportError::Write { placed: 0, .. })), "{refused:?}");
    site.remove("content/imported/.import-stage");
    assert_eq!(imported(&site), before);
}

/// The files of the fixtures that are read.
fn names() -> Vec<PathBuf> {
    let mut names: Vec<PathBuf> = Vec::new();
    for folder in ["text", "values"] {
        names.extend(files_below(&fixtures().join(folder)).into_iter().map(|file| Path::new(folder).join(file)));
    }
    names
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_bring_it_down(
        at in any::<prop::sample::Index>(),
        place in any::<prop::sample::Index>(),
        length in 0_usize..40,
        bytes in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..60),
            "[\t,;\"\r\n0-9.#*é-]{0,40}".prop_map(String::into_bytes),
        ],
        whole in prop::bool::weighted(0.2),
        broken in prop_oneof![Just(BrokenRows::Refuse), Just(BrokenRows::Skip)],
    ) {
        let data = Data::copy();
        let names = names();
        let path = data.path(names[at.index(names.len())].to_str().expect("the names are plain"));
        let mut text = fs::read(&path).expect("the fixture is there");
        if whole {
            text = bytes;
        } else {
            let start = place.index(text.len());
            let end = (start + length).min(text.len());
            text.splice(start..end, bytes);
        }
        fs::write(&path, text).expect("the folder is the test's own");
        let site = site();
        let additions = Additions {
            exposure: vec![data.path("values/full_labelset.tsv"), data.path("values/occ_level.csv")],
            applicability: Some(data.path("values/ai_applicability_scores.csv")),
            wages: Some(data.path("values/national_M2024_dl.csv")),
            wages_as_of: None,
            projections: Some(data.path("values/projections.csv")),
            assessments: vec![data.path("values/index.csv")],
        };
        let options = ImportOptions { broken, ..options(data.text_folder(), additions) };
        match import(&site.root(), &options) {
            Ok(_) => {
                // What was written is read again, and stays.
                let before = imported(&site);
                prop_assert!(import(&site.root(), &options).is_ok());
                prop_assert_eq!(imported(&site), before);
            }
            Err(ImportError::Faults(found)) => {
                prop_assert!(!found.diagnostics.is_empty());
                prop_assert!(imported(&site).is_empty());
                for fault in &found.diagnostics {
                    if let foretask::diagnostic::Place::Bytes(range) = &fault.place {
                        let text = found.texts.get(&fault.file);
                        prop_assert!(text.is_some_and(|text| range.end <= text.len() + 3), "{:?}", fault);
                    }
                }
            }
            Err(error) => prop_assert!(false, "{}", error),
        }
    }
}
