//! `foretask record`: what it writes into the files of reports, what it leaves, and what it refuses.

mod support;

use std::fs;

use proptest::prelude::*;
use support::{Site, foretask, read};

const REPORT: &str = "content/occupations/lighthouse-keeper.yaml";

/// The report without its history. Its headline is 38.
const HEAD: &str = "title: Lighthouse Keeper   # in the singular\nindustry: sea\nsummary: 'Keeps a lamp burning.'\nrisk:\n  \
                    assessments: [{source: index, score: 38%}]\n";

const SOURCES: &str = "index: {title: The Index, kind: index, measures: risk}\n";

/// A site with one report of this text.
fn site(report: &str) -> Site {
    Site::minimal().file("content/sources.yaml", SOURCES).file(REPORT, report)
}

/// What a run printed and how it ended.
#[derive(Debug, PartialEq, Eq)]
struct Run {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

fn record(site: &Site, arguments: &[&str]) -> Run {
    let mut command = foretask();
    command.args(["record", "--root"]).arg(site.root()).args(arguments);
    let output = command.output().expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("the program prints UTF-8");
    Run { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

const TODAY: [&str; 4] = ["--cause", "data", "--date", "2026-11-25"];

/// The text of the report after a day's change of its headline is recorded; a second run leaves it.
fn recorded(report: &str, more: &[&str]) -> String {
    let site = site(report);
    let arguments = [&TODAY[..], more].concat();
    let run = record(&site, &arguments);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), "1 entry recorded\n"), "{run:?}\n{report}");
    let text = read(site.root().join(REPORT));
    let again = record(&site, &arguments);
    assert_eq!((again.stdout.as_str(), again.stderr.as_str()), ("", "0 entries recorded\n"));
    assert_eq!(read(site.root().join(REPORT)), text);
    text
}

/// Why a change of the headline is not recorded; the file stays as it is.
fn refused(report: &str, arguments: &[&str]) -> String {
    let site = site(report);
    let run = record(&site, arguments);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""), "{run:?}");
    assert_eq!(read(site.root().join(REPORT)), report);
    let why = run.stderr.strip_prefix("lighthouse-keeper: not recorded: ").expect("the line names the report");
    why.strip_suffix("\n0 entries recorded; 1 to be written by hand\n").expect("a line counts").to_owned()
}

#[test]
fn an_entry_stands_where_the_newest_stands() {
    let new = "{date: 2026-11-25, score: 38, cause: data}";
    let (may, march) = ("{date: 2026-05, score: 34, cause: method}", "{date: 2026-03-01, score: 30.4, cause: data}");
    for (before, after) in [
        // No history yet.
        (String::new(), format!("history:\n  - {new}\n")),
        ("history:\n".to_owned(), format!("history:\n  - {new}\n")),
        ("history:   # none yet\nupdated: 2026".to_owned(), format!("history:   # none yet\n  - {new}\nupdated: 2026")),
        ("history: []  # none yet\n".to_owned(), format!("history: [{new}]  # none yet\n")),
        // A line for each entry, the newest first or last.
        (format!("history:\n  - {may}\n"), format!("history:\n  - {new}\n  - {may}\n")),
        (format!("history:\n- {may} # old\n"), format!("history:\n- {new}\n- {may} # old\n")),
        (format!("history:\n  - {may}\n  - {march}"), format!("history:\n  - {new}\n  - {may}\n  - {march}")),
        (
            format!("history:\n    -  {march}\n    -  {may} # last\n\nupdated: 2026\n"),
            format!("history:\n    -  {march}\n    -  {may} # last\n    -  {new}\n\nupdated: 2026\n"),
        ),
        (format!("\"history\":\n  - {march}\n  - {may}"), format!("\"history\":\n  - {march}\n  - {may}\n  - {new}")),
        // A comment stays with the entry below it.
        (format!("history:\n  # by hand\n  - {may}\n"), format!("history:\n  - {new}\n  # by hand\n  - {may}\n")),
        // In brackets.
        (format!("history: [{may}, {march}]\n"), format!("history: [{new}, {may}, {march}]\n")),
        (format!("history: [ {march}, {may} ]\n"), format!("history: [ {march}, {may}, {new} ]\n")),
        (
            format!("history: [\n    {march},\n    {may},\n  ]\n"),
            format!("history: [\n    {march},\n    {may},\n    {new},\n  ]\n"),
        ),
        (format!("history: [\n  {may}\n]\n"), format!("history: [\n  {new},\n  {may}\n]\n")),
    ] {
        for ending in ["", "updated: 2026-03   # the end\n\n# nothing more\n"] {
            if !ending.is_empty() && (before.is_empty() || !before.ends_with('\n') || before.contains("updated")) {
                continue;
            }
            let report = format!("{HEAD}{before}{ending}");
            assert_eq!(recorded(&report, &[]), format!("{HEAD}{after}{ending}"));
        }
    }
}

#[test]
fn an_entry_is_written_as_the_one_beside_it() {
    let old = "history:\n- date: 2026-03-01\n  score: 30\n  cause: method\n  note: |\n    Two\n    lines.\n";
    let new = "- date: 2026-11-25\n  score: 38\n  cause: data\n  note: A second edition.\n";
    let expected = old.replace("history:\n", &format!("history:\n{new}"));
    assert_eq!(recorded(&format!("{HEAD}{old}"), &["--note", "A second edition."]), format!("{HEAD}{expected}"));
}

#[test]
fn a_file_without_a_line_break_at_its_end_gets_one() {
    let report = format!("{HEAD}updated: 2026");
    let expected = format!("{report}\nhistory:\n  - {{date: 2026-11-25, score: 38, cause: data}}\n");
    assert_eq!(recorded(&report, &[]), expected);
}

#[test]
fn line_ends_of_windows_and_byte_order_marks_stay() {
    for history in
        ["", "history:\n- {date: 2026, score: 3, cause: data}\n", "history:\n- date: 2026\n  score: 3\n  cause: data"]
    {
        let unix = format!("\u{feff}{HEAD}{history}");
        let windows = unix.replace('\n', "\r\n");
        assert_eq!(
            recorded(&windows, &["--note", "Why: this."]),
            recorded(&unix, &["--note", "Why: this."]).replace('\n', "\r\n")
        );
    }
}

#[test]
fn a_headline_is_compared_as_it_is_printed() {
    let site = site(&format!("{HEAD}history: [{{date: 2026, score: 37.5, cause: data}}]\n"));
    assert_eq!(record(&site, &TODAY).stderr, "0 entries recorded\n");
}

#[test]
fn the_last_change_of_a_day_stands() {
    let flow = "history:\n  - {date: 2026-11-25, score: 34, cause: data} # today\n  - {date: 2026-03-01, score: 30, cause: data}\n";
    assert_eq!(recorded(&format!("{HEAD}{flow}"), &[]), format!("{HEAD}{flow}").replace("score: 34", "score: 38"));
    let noted = recorded(&format!("{HEAD}{flow}"), &["--note", "Why."]);
    assert!(noted.contains("  - {date: 2026-11-25, score: 38, cause: data, note: \"Why.\"} # today\n"), "{noted}");
    let block = "history:\n  - cause: data\n    score: 34.25   # so far\n    date: 2026-11-25\nupdated: 2026\n";
    let noted = recorded(&format!("{HEAD}{block}"), &["--note", "The second edition."]);
    let expected =
        block.replace("34.25", "38").replace("date: 2026-11-25\n", "date: 2026-11-25\n    note: The second edition.\n");
    assert_eq!(noted, format!("{HEAD}{expected}"));
    let old = "history: [{date: 2026-11-25, note: 'It''s old', score: 34, cause: data}]";
    let noted = recorded(&format!("{HEAD}{old}"), &["--note", "It’s new"]);
    assert_eq!(noted, format!("{HEAD}{}", old.replace("'It''s old'", "It’s new").replace("34", "38")));
}

#[test]
fn what_would_not_be_the_newest_entry_is_refused() {
    let entry = "{date: 2026-11-25, score: 38, cause: data}";
    let later = format!("{HEAD}history: [{{date: 2026-12-01, score: 30, cause: data}}]\n");
    let why = "the newest entry of its history is of 2026-12-01; name a day after that with `--date`, or write this entry by hand: ";
    assert_eq!(refused(&later, &TODAY), format!("{why}`{entry}`"));
    let other = format!("{HEAD}history: [{{date: 2026-11-25, score: 30, cause: method}}]\n");
    let why = "its history has an entry of 2026-11-25 with the cause `method`; write this one before it by hand, or name another day \
               with `--date`: ";
    assert_eq!(refused(&other, &TODAY), format!("{why}`{entry}`"));
    let back = "history:\n- {date: 2026-11-25, score: 30, cause: data}\n- {date: 2026-03-01, score: 38, cause: data}\n";
    let why = "its headline is 38 again, as before the entry of 2026-11-25; remove that entry by hand";
    assert_eq!(refused(&format!("{HEAD}{back}"), &TODAY), why);
}

#[test]
fn what_cannot_be_changed_safely_is_refused_with_the_entry_to_write() {
    let file =
        "`history` in `content/occupations/lighthouse-keeper.yaml` is not written in a form that can be changed safely";
    let entry = "write this entry into it: `{date: 2026-11-25, score: 38, cause: data}`";
    let braces = "{title: A, industry: sea, summary: B, risk: {assessments: [{source: index, score: 38%}]}}\n";
    let anchor = format!("{HEAD}history: &old [{{date: 2026, score: 30, cause: data}}]\n");
    let explicit = format!("{HEAD}? history\n: - {{date: 2026, score: 30, cause: data}}\n");
    let ended = format!("{HEAD}...\n");
    for report in [braces, &anchor, &explicit, &ended] {
        assert_eq!(refused(report, &TODAY), format!("{file}; {entry}"), "{report}");
    }
}

#[test]
fn a_line_tells_each_change() {
    let site = Site::full();
    let before = support::files_in(&site.root());
    let arguments = ["--cause", "method", "--date", "2026-11-25", "--note", "Counted anew."];
    let dry = record(&site, &[&arguments[..], &["--dry-run"]].concat());
    assert!(dry.stderr.ends_with(" entries would be recorded\n"), "{dry:?}");
    assert_eq!(support::files_in(&site.root()), before);
    let run = record(&site, &arguments);
    assert_eq!((run.code, &run.stdout), (Some(0), &dry.stdout), "{run:?}");
    assert!(run.stdout.contains("sre: 64 → 40 (method)\n"), "{}", run.stdout);
    assert!(run.stdout.lines().any(|line| line.ends_with(" (method), the first entry")), "{}", run.stdout);
    let changed: Vec<String> = support::files_in(&site.root())
        .into_iter()
        .filter(|(path, bytes)| before.get(path) != Some(bytes))
        .map(|(path, _)| path.trim_start_matches("content/occupations/").trim_end_matches(".yaml").to_owned())
        .collect();
    let told: Vec<String> =
        run.stdout.lines().map(|line| line.split(':').next().unwrap_or_default().to_owned()).collect();
    assert_eq!(changed, told);
    let changes = site.build().page("changes/");
    let rows = changes.all("tbody tr").into_iter().filter(|row| support::words(*row).contains("Counted anew."));
    assert_eq!(rows.count(), told.len());
}

#[test]
fn only_the_reports_that_are_named_are_looked_at() {
    let site = Site::full();
    let run = record(&site, &[&TODAY[..], &["sre"]].concat());
    assert_eq!((run.code, run.stdout.lines().count()), (Some(0), 1), "{run:?}");
    let run = record(&site, &[&TODAY[..], &["dragon-grommer"]].concat());
    let message = "error: no report is named `dragon-grommer`; did you mean `dragon-groomer`?\n";
    assert_eq!((run.code, run.stderr.as_str()), (Some(2), message));
    let run = record(&site, &[&TODAY[..], &["fog-bottler"]].concat());
    let message = "error: `fog-bottler` is a draft; its history begins when it is published\n";
    assert_eq!((run.code, run.stderr.as_str()), (Some(2), message));
}

#[test]
fn nothing_is_recorded_while_the_site_has_faults() {
    let report = format!("{HEAD}updatd: 2026\n");
    let site = site(&report);
    let run = record(&site, &TODAY);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    assert!(run.stderr.starts_with("error[unknown-key]: "), "{}", run.stderr);
    assert!(run.stderr.ends_with("1 fault in 1 file; nothing was recorded\n"), "{}", run.stderr);
    assert_eq!(read(site.root().join(REPORT)), report);
}

#[test]
fn wrong_arguments_are_refused() {
    let site = site(HEAD);
    for arguments in [
        &[][..],
        &["--cause", "mood"],
        &["--cause", "data", "--date", "2026-11"],
        &["--cause", "data", "--date", "2026-02-30"],
        &["--cause", "data", "--note", " "],
    ] {
        assert_eq!(record(&site, arguments).code, Some(2), "{arguments:?}");
        assert_eq!(read(site.root().join(REPORT)), HEAD);
    }
}

#[cfg(unix)]
#[test]
fn a_file_keeps_its_permissions_and_a_link_stays_one() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let site = site(HEAD);
    let path = site.root().join(REPORT);
    let real = site.root().join("content/occupations/.real");
    fs::rename(&path, &real).expect("the test's folder is its own");
    symlink(".real", &path).expect("the test's folder is its own");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("the test's folder is its own");
    assert_eq!(record(&site, &TODAY).code, Some(0));
    assert!(fs::symlink_metadata(&path).expect("it is there").is_symlink());
    let mode = fs::metadata(&real).expect("it is there").permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    assert!(read(&real).ends_with("score: 38, cause: data}\n"));
    fs::set_permissions(&real, fs::Permissions::from_mode(0o440)).expect("the test's folder is its own");
    let refused = record(&site, &["--cause", "method", "--date", "2026-12-01"]);
    assert_eq!((refused.code, refused.stdout.as_str()), (Some(0), ""), "nothing has changed: {refused:?}");
    site.replace(
        "content/sources.yaml",
        "measures: risk",
        "measures: risk, scale: {from: 0, to: 100, higher: less exposed}",
    );
    let refused = record(&site, &["--cause", "method", "--date", "2026-12-01"]);
    assert_eq!(refused.code, Some(2), "{refused:?}");
    assert!(refused.stderr.starts_with("error: cannot write `"), "{refused:?}");
}

/// How a history can be laid out in a file.
#[derive(Debug, Clone)]
struct Layout {
    /// Entries by year, newest first or last.
    years: Vec<u16>,
    key_comment: bool,
    brackets: bool,
    lines: bool,
    indentation: usize,
    behind_dash: usize,
    comments: bool,
    windows: bool,
    more: usize,
}

fn layouts() -> impl Strategy<Value = Layout> {
    let years = (prop::collection::btree_set(2000u16..2026, 1..5), any::<bool>()).prop_map(|(years, newest_first)| {
        if newest_first { years.into_iter().rev().collect() } else { years.into_iter().collect() }
    });
    let flags = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
    (years, flags, 0usize..5, 1usize..4, 0usize..6).prop_map(
        |(years, (key_comment, brackets, lines, comments, windows), indentation, behind_dash, more)| Layout {
            years,
            key_comment,
            brackets,
            lines,
            indentation,
            behind_dash,
            comments,
            windows,
            more,
        },
    )
}

impl Layout {
    /// A report whose history is laid out so.
    fn text(&self) -> String {
        let comment = |text: &str| if self.comments { format!(" # {text}") } else { String::new() };
        let mut text = format!("{HEAD}history:{}", if self.key_comment && !self.brackets { " # the past" } else { "" });
        let indentation = " ".repeat(self.indentation);
        let fields = |year: &u16| [format!("date: {year}"), "score: 30".to_owned(), "cause: data".to_owned()];
        let in_braces = |year: &u16| format!("{{{}}}", fields(year).join(", "));
        if self.brackets && self.lines {
            text.push_str(" [");
            for year in &self.years {
                text.push_str(&format!("\n  {indentation}{},{}", in_braces(year), comment("so it was")));
            }
            text.push_str("\n  ]");
        } else if self.brackets {
            let entries: Vec<String> = self.years.iter().map(in_braces).collect();
            text.push_str(&format!(" [{}]{}", entries.join(",  "), comment("so it was")));
        } else {
            let dash = format!("{indentation}-{}", " ".repeat(self.behind_dash));
            for year in &self.years {
                if self.comments {
                    text.push_str(&format!("\n{indentation}# of {year}\n"));
                }
                let entry = if self.lines {
                    fields(year).join(&format!("{}\n{}", comment("it was"), " ".repeat(dash.len())))
                } else {
                    in_braces(year)
                };
                text.push_str(&format!("\n{dash}{entry}{}", comment("so it was")));
            }
        }
        text.push_str(
            [
                "",
                "\n",
                "\n\n\n# The end\n",
                "\nquick_wins:\n- |\n  history:\n    - {date: 1, score: 1, cause: data}\n",
                "\n# history: []\nupdated: 2026",
                "\nroadmap: [{title: 'history: [', steps: [\"]\"]}]\n\n",
            ][self.more],
        );
        if self.windows { text.replace('\n', "\r\n") } else { text }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_the_layout_only_the_entry_is_added(layout in layouts()) {
        let old = layout.text();
        let site = site(&old);
        let run = record(&site, &TODAY);
        prop_assert_eq!(run.code, Some(0), "{:?}\n{}", run, old);
        let new = read(site.root().join(REPORT));
        let same = |(a, b): &(u8, u8)| a == b;
        let before = old.bytes().zip(new.bytes()).take_while(same).count();
        let after = old.bytes().rev().zip(new.bytes().rev()).take_while(same).count();
        prop_assert!(before + after >= old.len(), "more than one place has changed\n{}\n{}", old, new);
        if layout.windows {
            prop_assert_eq!(new.matches('\n').count(), new.matches("\r\n").count());
        }
        let history = foretask::parse::history(&new).expect("the file has no fault");
        prop_assert_eq!(history.len(), layout.years.len() + 1);
        let newest = history.iter().max_by_key(|entry| entry.date).expect("there is a history");
        prop_assert_eq!(newest.date.to_string(), "2026-11-25");
        prop_assert_eq!(newest.points().get(), 38);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_note_comes_back_as_it_was_given(note in "[ -~äßé–“”🙂\\n\\t]{1,40}") {
        prop_assume!(!note.trim().is_empty() && note.trim() != "~" && !note.starts_with('-'));
        for history in ["", "history:\n- date: 2026\n  score: 3\n  cause: data\n"] {
            let site = site(&format!("{HEAD}{history}"));
            let run = record(&site, &[&TODAY[..], &["--note", &note]].concat());
            prop_assert_eq!(run.code, Some(0), "{:?}", run);
            let told = foretask::parse::history(&read(site.root().join(REPORT))).expect("the file has no fault");
            prop_assert_eq!(told[0].note.as_deref(), Some(note.trim()));
        }
    }
}
