//! `docs/faults.md` and `docs/warnings.md` are true: every wrong example has the problem that its section is about, and with the right
//! one it is gone. Examples are laid over `tests/sites/trades`, a site without faults and warnings.

mod support;

use foretask::build::{BuildError, BuildOptions, build};
use foretask::check::{CheckOptions, check};
use foretask::diagnostic::{Code, Diagnostic, Severity, explanation};
use support::{Site, foretask};

/// Kinds whose mistake is told and not shown: a file that is absent, bytes that no text can hold, what no page has room for, what another
/// host answers, and what is wrong with files that are no part of a site.
const TOLD: [Code; 8] = [
    Code::MissingFile,
    Code::NotUtf8,
    Code::TooLarge,
    Code::UnusableData,
    Code::MissingColumn,
    Code::BrokenRow,
    Code::ForeignImport,
    Code::OutsideLink,
];

/// A file of an example, with its name.
#[derive(Debug)]
struct File {
    path: String,
    text: String,
}

/// What a section shows.
struct Examples {
    wrong: Vec<File>,
    right: Vec<File>,
}

/// The examples of a kind of problem, which has a section.
fn examples(code: Code, text: &str) -> Examples {
    let (said, rest) = text.split_once("\nWrong:").unwrap_or_else(|| panic!("{code} shows no mistake"));
    assert!(!said.contains("```"), "{code}: an example stands before `Wrong:`");
    let (wrong, right) = rest.split_once("\nRight:").unwrap_or_else(|| panic!("{code} is not shown right"));
    Examples { wrong: files(code, wrong), right: files(code, right) }
}

/// The files of fenced blocks. A file is named behind the language of its block, or by its first comment.
fn files(code: Code, text: &str) -> Vec<File> {
    let mut files = Vec::new();
    let mut open: Option<(Option<&str>, String)> = None;
    for line in text.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) => {
                assert!(!info.is_empty(), "{code}: an example does not say in which language it is");
                open = Some((info.split_once(' ').map(|(_, name)| name), String::new()));
            }
            (Some((name, text)), Some(_)) => {
                let path = name.map(str::to_owned).or_else(|| named(text));
                let path = path.unwrap_or_else(|| panic!("{code}: no name in\n{text}"));
                files.push(File { path, text: std::mem::take(text) });
                open = None;
            }
            (Some((_, text)), None) => text.extend([line, "\n"]),
            (None, None) => {}
        }
    }
    files
}

/// The name of a file: its first comment, as its language writes them. In front matter it stands behind the first line.
fn named(text: &str) -> Option<String> {
    let line = text.lines().find(|line| *line != "---")?;
    let comments = [("# ", ""), ("<!-- ", " -->"), ("{# ", " #}"), ("/* ", " */"), ("// ", "")];
    let name = comments.iter().find_map(|(start, end)| line.strip_prefix(start)?.strip_suffix(end))?;
    ["content/", "templates/", "static/"].iter().any(|folder| name.starts_with(folder)).then(|| name.to_owned())
}

/// What is wrong with a site; of one that can be built, its warnings.
fn problems(site: &Site) -> Vec<Diagnostic> {
    if let Err(BuildError::Faults(found)) = build(&site.root(), &site.out(), &BuildOptions::default(), &()) {
        return found.diagnostics;
    }
    let options = CheckOptions { build: BuildOptions::default(), today: "2026-11-20".parse().expect("the day exists") };
    match check(&site.root(), &options) {
        Ok(found) => found.diagnostics,
        Err(error) => panic!("the site can be built and not checked: {error}"),
    }
}

/// The site of the examples with files laid over it.
fn with(files: &[File]) -> Site {
    files.iter().fold(Site::trades(), |site, file| site.file(&file.path, &file.text))
}

fn explained() -> impl Iterator<Item = (Code, Examples)> {
    Code::ALL.iter().filter_map(|code| Some((*code, examples(*code, explanation(*code)?))))
}

#[test]
fn the_site_of_the_examples_has_no_problem() {
    let found = problems(&Site::trades());
    assert!(found.is_empty(), "{found:#?}");
}

/// Fails with all complaints at once.
fn none(complaints: Vec<String>) {
    assert!(complaints.is_empty(), "{} complaints\n{}", complaints.len(), complaints.join("\n"));
}

#[test]
fn every_wrong_example_has_its_problem() {
    let complaint = |(code, Examples { wrong, .. }): (Code, Examples)| {
        if TOLD.contains(&code) || wrong.is_empty() {
            return (TOLD.contains(&code) != wrong.is_empty()).then(|| format!("{code} is shown and told, or neither"));
        }
        let found = problems(&with(&wrong));
        // One mistake is one fault; what a warning's example says may be worth another warning.
        let others =
            found.iter().filter(|found| found.code != code && found.code.severity() == Severity::Error).count();
        let right = found.iter().any(|found| found.code == code) && others == 0;
        (!right).then(|| format!("{code}: its wrong example has {found:#?}"))
    };
    none(explained().filter_map(complaint).collect());
}

#[test]
fn no_right_example_has_its_problem() {
    let complaint = |(code, Examples { right, .. }): (Code, Examples)| {
        let found = problems(&with(&right));
        let wrong = found.iter().any(|found| found.code == code || found.code.severity() == Severity::Error);
        wrong.then(|| format!("{code}: its right example has {found:#?}"))
    };
    none(explained().filter_map(complaint).collect());
}

#[test]
fn the_faults_that_are_told_are_what_they_say() {
    let site = Site::trades();
    site.remove("content/site.yaml");
    assert_eq!(site.faults()[0].code, Code::MissingFile);
    let site = Site::trades();
    let file = site.root().join("content/occupations/locksmith.yaml");
    std::fs::write(&file, b"title: Caf\xe9\n").expect("the test's folder is its own");
    assert_eq!(site.faults()[0].code, Code::NotUtf8);
    std::fs::write(&file, vec![b'#'; 1_000_001]).expect("the test's folder is its own");
    assert_eq!(site.faults()[0].code, Code::TooLarge);
}

fn explain(arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = foretask().arg("explain").args(arguments).output().expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("the program prints UTF-8");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn a_kind_of_problem_is_explained_in_plain_text() {
    let (code, out, err) = explain(&["raw-html"]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert!(out.starts_with("raw-html (fault)\n\n"), "{out}");
    let example =
        "\nWrong:\n\n    <!-- content/occupations/locksmith.md -->\n    Trust, and <b>then</b> a lock.\n\nRight:\n";
    assert!(out.contains(example), "{out}");
    assert!(!out.contains("```") && !out.contains('\u{1b}'), "{out}");
}

#[test]
fn every_kind_can_be_explained() {
    for code in Code::ALL {
        let (exit, out, _) = explain(&[code.as_str()]);
        assert_eq!(exit, Some(0));
        assert!(out.lines().count() >= 3 && out.ends_with('\n') && !out.ends_with("\n\n"), "{code}\n{out}");
    }
}

#[test]
fn all_kinds_are_listed_by_weight() {
    let (code, out, err) = explain(&[]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    let place = |text: &str| out.find(text).unwrap_or_else(|| panic!("`{text}` is not in\n{out}"));
    for code in Code::ALL {
        let line = out.lines().find(|line| line.trim_start().split(' ').next() == Some(code.as_str()));
        assert!(line.is_some_and(|line| line.ends_with(code.summary())), "{code}\n{out}");
    }
    assert!(place("Faults: ") < place("missing-file") && place("foreign-import") < place("Warnings: "));
    assert!(place("Warnings: ") < place("band-disagrees") && place("page-anchor") < place("Notes: "));
}

#[test]
fn an_unknown_kind_is_refused_with_the_nearest() {
    let (code, out, err) = explain(&["unkown-key"]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    let expected = "error: no fault and no warning is named `unkown-key`; did you mean `unknown-key`?\n\n`foretask explain` lists them\n";
    assert_eq!(err, expected);
}
