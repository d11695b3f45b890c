//! Every fault and every warning has a folder in `tests/invalid/`: a site with one mistake, in `mistake.txt` where it stands and what
//! it is, and in `expected.txt` all that the program says of it: `build` of a fault, `check` of a warning. `UPDATE_EXPECTED=1 cargo test --test invalid` writes what it says now.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use foretask::diagnostic::{Code, Severity, warnings};
use rayon::prelude::*;
use serde::Deserialize;
use support::{crate_root, folders_in, foretask, read};
use tempfile::TempDir;

/// A folder with one mistake.
struct Case {
    folder: PathBuf,
    name: String,
}

/// A fault as the program prints it for programs.
#[derive(Debug, Deserialize)]
struct Fault {
    code: String,
    file: String,
    line: Option<usize>,
}

/// What the program does with a site that has faults.
struct Refusal {
    code: Option<i32>,
    stdout: String,
    stderr: String,
    written: bool,
}

/// All folders but `many`, which has twenty mistakes.
fn cases() -> Vec<Case> {
    let folders = folders_in(&crate_root().join("tests/invalid"));
    let case = |folder: PathBuf| {
        let name = folder.file_name().expect("a folder has a name").to_str().expect("the name is Unicode").to_owned();
        Case { folder, name }
    };
    let cases: Vec<Case> = folders.into_iter().map(case).filter(|case| case.name != "many").collect();
    assert!(cases.len() > 200, "the folders of tests/invalid are gone");
    cases
}

/// Whether a folder is about a warning; its name begins with the code.
fn is_about_a_warning(folder: &Path) -> bool {
    let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    warnings().any(|code| name.strip_prefix(code.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('-')))
}

/// Builds a site with faults, or checks one with warnings.
fn refuse(folder: &Path, arguments: &[&str]) -> Refusal {
    let temporary = TempDir::new().expect("tests can make temporary folders");
    let out = temporary.path().join("dist");
    let mut command = foretask();
    if is_about_a_warning(folder) {
        command.args(["check", "--deny", "warnings", "--today", "2026-11-20", "--root"]).arg(folder).args(arguments);
    } else {
        command.arg("build").arg("--root").arg(folder).arg("--out").arg(&out).args(arguments);
    }
    let output = command.output().expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("the program prints UTF-8");
    Refusal {
        code: output.status.code(),
        stdout: text(output.stdout),
        stderr: text(output.stderr),
        written: out.exists(),
    }
}

/// The faults that the program finds, one JSON object a line.
fn faults(folder: &Path) -> Vec<Fault> {
    let printed = refuse(folder, &["--format", "json"]).stdout;
    let parse = |line: &str| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
    printed.lines().map(parse).collect()
}

/// Where a line of `mistake.txt` says that the mistake stands.
fn place(mistake: &str) -> (String, Option<usize>) {
    let endings = [".yaml", ".yml", ".md", ".html", ".ftl", ".css", ".js", ".txt"];
    let end = endings.iter().filter_map(|ending| Some(mistake.find(ending)? + ending.len())).min();
    let (file, rest) = mistake.split_at(end.unwrap_or_else(|| panic!("`{mistake}` names no file")));
    let line = rest.strip_prefix(':').and_then(|rest| rest.split(' ').next()?.parse().ok());
    (file.to_owned(), line)
}

/// The code and the message of a line that begins a fault or a warning.
fn title(line: &str) -> Option<(&str, &str)> {
    let rest = line.strip_prefix("error[").or_else(|| line.strip_prefix("warning["))?;
    rest.split_once("]: ")
}

/// Fails with all complaints at once.
fn none(complaints: Vec<String>) {
    assert!(complaints.is_empty(), "{} complaints\n\n{}", complaints.len(), complaints.join("\n"));
}

#[test]
fn every_fault_has_its_full_message_and_nothing_is_written() {
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let complaint = |case: &Case| {
        let refusal = refuse(&case.folder, &[]);
        let name = &case.name;
        if refusal.code != Some(1) || refusal.written || !refusal.stdout.is_empty() {
            let Refusal { code, stdout, stderr, written } = refusal;
            return Some(format!("{name}: exit code {code:?}, written {written}, printed\n{stdout}{stderr}"));
        }
        let path = case.folder.join("expected.txt");
        if update {
            fs::write(&path, &refusal.stderr).expect("the expected message can be written");
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        (refusal.stderr != expected).then(|| format!("{name}: expected\n{expected}\nprinted\n{}", refusal.stderr))
    };
    none(cases().par_iter().filter_map(complaint).collect());
}

#[test]
fn every_run_prints_the_same() {
    let complaint = |case: &Case| {
        let [one, other] = [(), ()].map(|()| refuse(&case.folder, &[]).stderr);
        (one != other).then(|| format!("{}: once\n{one}\nthen\n{other}", case.name))
    };
    none(cases().par_iter().filter_map(complaint).collect());
}

#[test]
fn every_mistake_is_one_fault_where_it_stands() {
    let complaint = |case: &Case| {
        let mistake = read(case.folder.join("mistake.txt"));
        let (file, line) = place(&mistake);
        let found = faults(&case.folder);
        let wanted = match case.name.as_str() {
            // An empty report lacks three keys.
            "missing-key-empty-file" => 3,
            // A tag and its end have to be mended both.
            "raw-html-pair" => 2,
            _ => 1,
        };
        let right = |fault: &Fault| fault.file == file && (line.is_none() || fault.line == line);
        (found.len() != wanted || !found.iter().all(right))
            .then(|| format!("{}: {}\n  found {found:?}", case.name, mistake.trim()))
    };
    none(cases().par_iter().filter_map(complaint).collect());
}

#[test]
fn every_folder_is_named_for_the_code_of_its_fault() {
    let complaint = |case: &Case| {
        let codes: BTreeSet<String> = faults(&case.folder).into_iter().map(|fault| fault.code).collect();
        let wrong = codes.iter().filter(|code| !case.name.starts_with(code.as_str()));
        let wrong: Vec<&str> = wrong.map(String::as_str).collect();
        (!wrong.is_empty()).then(|| format!("{}: {}", case.name, wrong.join(", ")))
    };
    none(cases().par_iter().filter_map(complaint).collect());
}

#[test]
fn every_code_has_a_folder() {
    let printed: BTreeSet<String> = cases()
        .iter()
        .map(|case| fs::read_to_string(case.folder.join("expected.txt")).unwrap_or_default())
        .flat_map(|text| text.lines().filter_map(|line| Some(title(line)?.0.to_owned())).collect::<Vec<_>>())
        .collect();
    // What other hosts answer cannot stand in a folder, and what is wrong with data to be imported is no part of a site: tests/import.rs.
    let of_imports = [Code::UnusableData, Code::MissingColumn, Code::BrokenRow, Code::ForeignImport];
    let expected = Code::ALL.iter().filter(|code| code.severity() != Severity::Note && !of_imports.contains(code));
    let missing = expected.filter(|code| !printed.contains(code.as_str()));
    none(missing.map(|code| format!("no folder has a fault with the code {code}")).collect());
}

/// Words of Rust and its libraries, which say nothing to an author.
const JARGON: [&str; 34] = [
    "u8", "u16", "u32", "u64", "i8", "i16", "i32", "i64", "f32", "f64", "usize", "isize", "str", "String", "bool",
    "Vec", "HashMap", "BTreeMap", "Option", "None", "Some", "Ok", "Err", "struct", "enum", "tuple", "newtype",
    "untagged", "serde", "saphyr", "tera", "panicked", "token", "255",
];

const JARGON_PHRASES: [&str; 6] =
    ["expected one of", "invalid type", "invalid value", "missing field", "unknown field", "did not match any variant"];

#[test]
fn no_message_speaks_of_the_program_itself() {
    let complaint = |case: &Case| {
        let text = fs::read_to_string(case.folder.join("expected.txt")).unwrap_or_default();
        let ours = |line: &&str| title(line).is_some() || line.trim_start().starts_with("= help:");
        let wrong = text.lines().filter(ours).find(|line| {
            // What stands in backticks is what the author wrote or has to write.
            let said: String = line.split('`').step_by(2).collect::<Vec<_>>().join(" ");
            let mut words = said.split(|c: char| !(c.is_alphanumeric() || c == '_'));
            words.any(|word| JARGON.contains(&word)) || JARGON_PHRASES.iter().any(|phrase| said.contains(phrase))
        });
        wrong.map(|line| format!("{}: {line}", case.name))
    };
    none(cases().iter().filter_map(complaint).collect());
}

#[test]
fn every_message_has_the_form_that_all_have() {
    let complaint = |case: &Case| {
        let text = fs::read_to_string(case.folder.join("expected.txt")).unwrap_or_default();
        let mut messages = text.lines().filter_map(|line| {
            let message = title(line).map(|(_, message)| message);
            message.or_else(|| line.trim_start().strip_prefix("= help: "))
        });
        let wrong = messages.find(|message| {
            let first = message.split([' ', ':', ',']).next().unwrap_or_default();
            let is_name = matches!(first, "HTML" | "Windows");
            (message.starts_with(char::is_uppercase) && !is_name) || message.ends_with('.')
        });
        wrong.map(|message| format!("{}: not lower case, or with a full stop: {message}", case.name))
    };
    none(cases().iter().filter_map(complaint).collect());
}

#[test]
fn twenty_mistakes_are_found_in_one_run() {
    let folder = crate_root().join("tests/invalid/many");
    let mistakes = read(folder.join("mistakes.txt"));
    let mut wanted: Vec<(String, Option<usize>)> = mistakes.lines().map(place).collect();
    wanted.sort();
    assert_eq!(wanted.len(), 20);
    let mut found: Vec<(String, Option<usize>)> =
        faults(&folder).into_iter().map(|fault| (fault.file, fault.line)).collect();
    found.sort();
    let missing = wanted.iter().filter(|place| !found.contains(place)).map(|place| format!("not found: {place:?}"));
    let invented = found.iter().filter(|place| !wanted.contains(place)).map(|place| format!("invented: {place:?}"));
    none(missing.chain(invented).collect());
    assert_eq!(found, wanted, "a fault is printed twice");
    let refusal = refuse(&folder, &[]);
    assert_eq!(refusal.code, Some(1));
    assert!(!refusal.written);
    assert!(refusal.stderr.ends_with("20 faults in 8 files; nothing was written\n"), "{}", refusal.stderr);
}
