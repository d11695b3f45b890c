//! The program as a person or a script meets it: what it prints and where, how it ends, what it refuses.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;
use support::{Site, crate_root, files_in, foretask};

/// What a run printed and how it ended.
struct Run {
    code: i32,
    stdout: String,
    stderr: String,
}

fn run(command: &mut Command) -> Run {
    let output = command.output().expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("the program prints UTF-8");
    let code = output.status.code().expect("the program ends by itself");
    Run { code, stdout: text(output.stdout), stderr: text(output.stderr) }
}

fn build(site: &Site, arguments: &[&str]) -> Run {
    run(foretask().args(["build", "--root"]).arg(site.root()).arg("--out").arg(site.out()).args(arguments))
}

fn broken() -> Site {
    Site::minimal().line("content/occupations/lighthouse-keeper.yaml", "updatd: 2026")
}

#[test]
fn help_says_what_there_is() {
    let help = run(foretask().arg("--help"));
    assert_eq!((help.code, help.stderr.as_str()), (0, ""));
    for word in [
        "build",
        "check",
        "serve",
        "init",
        "new",
        "import",
        "explain",
        "schema",
        "record",
        "eject",
        "view",
        "completions",
        "man",
        "Usage: foretask <COMMAND>",
    ] {
        assert!(help.stdout.contains(word), "{}", help.stdout);
    }
    let help = run(foretask().args(["build", "--help"]));
    for word in
        ["--root", "--out", "--base-url", "--drafts", "--jobs", "--format", "--quiet", "Exit codes: 0", "[default: "]
    {
        assert!(help.stdout.contains(word), "{word} is not in\n{}", help.stdout);
    }
}

/// The names of all commands, as the help lists them.
fn commands() -> Vec<String> {
    let help = run(foretask().arg("-h")).stdout;
    let listed =
        help.split("Commands:\n").nth(1).and_then(|rest| rest.split("\n\n").next()).expect("the help lists commands");
    let names = listed.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned);
    names.filter(|name| name != "help").collect()
}

#[test]
fn every_option_has_a_help_text_of_its_own() {
    for command in commands().iter().map(|name| vec![name.as_str(), "-h"]).chain([vec!["-h"]]) {
        let help = run(foretask().args(command)).stdout;
        let entries = help.lines().filter(|line| line.trim_start().starts_with('-'));
        for entry in entries {
            let words = entry.trim().split("  ").skip(1).collect::<String>();
            assert!(!words.trim().is_empty(), "`{}` says nothing in\n{help}", entry.trim());
        }
    }
}

#[test]
fn the_version_is_that_of_the_crate() {
    assert_eq!(run(foretask().arg("--version")).stdout, format!("foretask {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_build_ends_with_one_line_that_says_what_was_done() {
    let site = Site::minimal();
    let built = build(&site, &[]);
    assert_eq!((built.code, built.stdout.as_str()), (0, ""));
    let files = files_in(&site.out()).len();
    let line = built.stderr.strip_suffix(" s\n").expect("the line ends with the seconds");
    let (line, seconds) = line.rsplit_once(" in ").expect("the line says how long it took");
    assert!(seconds.parse::<f64>().is_ok(), "{}", built.stderr);
    let (pages, rest) = line.split_once(" pages in ").expect("the line begins with the pages");
    assert!(pages.parse::<usize>().is_ok(), "{}", built.stderr);
    assert_eq!(rest, format!("{}: {files} files written, 0 unchanged, 0 removed", site.out().display()));
    let again = build(&site, &[]).stderr;
    assert!(again.contains(&format!(": 0 files written, {files} unchanged, 0 removed in ")), "{again}");
}

#[test]
fn timings_say_where_the_time_went() {
    let site = Site::minimal();
    let built = build(&site, &["--timings"]);
    let said = built.stderr;
    for part in ["parse", "replace", "report.html", "share card", "slowest to make"] {
        assert!(said.contains(part), "no {part} in:\n{said}");
    }
    let json = build(&site, &["--timings", "--format", "json"]);
    let lines: Vec<Value> =
        json.stdout.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect();
    let [timings, built] = lines.as_slice() else { panic!("not two lines: {lines:?}") };
    let stages: Vec<&str> =
        timings["stages"].as_array().expect("a list").iter().filter_map(|stage| stage["stage"].as_str()).collect();
    assert_eq!(stages, ["look", "list", "parse", "link", "plan", "prepare", "render", "replace"]);
    assert_eq!(built["event"], "built");
}

#[test]
fn what_did_not_change_is_not_even_read() {
    // A copy would be too young: what was written just now may change again without looking otherwise.
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("dist");
    let stages = |options: &[&str]| {
        let mut command = foretask();
        command.args(["build", "--timings", "--format", "json", "--root"]).arg(crate_root()).arg("--out").arg(&out);
        let built = run(command.args(options));
        assert_eq!(built.code, 0, "{}", built.stderr);
        let (timings, built) = built.stdout.split_once('\n').expect("two lines");
        let timings: Value = serde_json::from_str(timings).expect("a line of JSON");
        let built: Value = serde_json::from_str(built).expect("a line of JSON");
        let count = timings["stages"].as_array().expect("a list").len();
        (count, built["pages"].clone(), built["written"].as_u64(), built["unchanged"].as_u64())
    };
    let (all, pages, written, _) = stages(&[]);
    let before = files_in(&out);
    assert_eq!(stages(&[]), (1, pages.clone(), Some(0), written));
    assert_eq!(files_in(&out), before);
    // What was asked for counts, and so does the output.
    assert_eq!(stages(&["--base-url", "https://elsewhere.example/"]).0, all);
    assert_eq!(stages(&[]).0, all);
    fs::write(out.join("index.html"), "somebody else").expect("the page can be written");
    assert_eq!(stages(&[]).0, all);
    assert_eq!(files_in(&out), before);
}

#[test]
fn a_part_is_named_by_its_number_and_their_number() {
    let site = Site::minimal();
    assert_eq!(build(&site, &["--shard", "2/2"]).code, 0);
    let refused = build(&site, &["--shard", "3/2"]);
    assert_eq!(refused.code, 2);
    let said = refused.stderr;
    assert!(said.contains("there is no part 3 of 2; parts are counted from 1"), "{said}");
}

#[test]
fn quiet_prints_faults_and_nothing_else() {
    let site = Site::minimal();
    let built = build(&site, &["--quiet"]);
    assert_eq!((built.code, built.stdout.as_str(), built.stderr.as_str()), (0, "", ""));
    let refused = build(&broken(), &["-q"]);
    assert_eq!((refused.code, refused.stdout.as_str()), (1, ""));
    assert!(refused.stderr.starts_with("error[unknown-key]: "), "{}", refused.stderr);
}

#[test]
fn json_says_at_the_end_what_was_done() {
    let site = Site::minimal();
    let built = build(&site, &["--format", "json"]);
    assert_eq!((built.code, built.stderr.as_str()), (0, ""));
    let lines: Vec<Value> =
        built.stdout.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect();
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0]["event"], "built");
    assert_eq!(lines[0]["written"], files_in(&site.out()).len());
    for number in ["pages", "unchanged", "removed", "seconds"] {
        assert!(lines[0][number].is_number(), "{}", lines[0]);
    }
    assert_eq!(lines[0]["exchanged"], true);
}

#[test]
fn a_runner_gets_annotations_that_name_files_from_where_it_stands() {
    let site = broken();
    let mut command = foretask();
    command.args(["build", "--root", "site", "--format", "github"]).current_dir(site.root().join(".."));
    let refused = run(&mut command);
    assert_eq!((refused.code, refused.stderr.as_str()), (1, ""));
    let line = "::error file=site/content/occupations/lighthouse-keeper.yaml,line=4,endLine=4,col=1,endColumn=7,title=unknown-key::\
                unknown key `updatd`; did you mean `updated`?%0A";
    assert!(refused.stdout.starts_with(line), "{}", refused.stdout);
    assert_eq!(refused.stdout.lines().count(), 1);
}

#[test]
fn json_says_of_each_fault_where_it_is_and_how_to_mend_it() {
    let refused = build(&broken(), &["--format", "json"]);
    assert_eq!((refused.code, refused.stderr.as_str()), (1, ""));
    let fault: Value =
        serde_json::from_str(refused.stdout.lines().next().expect("there is a fault")).expect("it is JSON");
    assert_eq!(fault["code"], "unknown-key");
    assert_eq!(fault["severity"], "error");
    assert_eq!(fault["file"], "content/occupations/lighthouse-keeper.yaml");
    assert_eq!((&fault["line"], &fault["column"]), (&Value::from(4), &Value::from(1)));
    assert_eq!(fault["message"], "unknown key `updatd`; did you mean `updated`?");
    assert!(fault["help"].is_string());
}

#[test]
fn what_a_script_reads_holds_no_colours() {
    let refused =
        run(foretask().args(["build", "--root"]).arg(broken().root()).env_remove("NO_COLOR").env("CLICOLOR", "1"));
    assert!(!refused.stderr.contains('\u{1b}'), "{}", refused.stderr);
}

#[test]
fn wrong_arguments_end_with_2() {
    for arguments in [
        &[][..],
        &["bild"],
        &["build", "--jobs", "0"],
        &["build", "--jobs", "many"],
        &["build", "--format", "xml"],
        &["build", "--base-url", "a.example"],
        &["build", "--base-url", "https://a.example/?b"],
        &["build", "extra"],
        &["completions", "cmd.exe"],
    ] {
        let refused = run(foretask().current_dir(Site::empty().root()).args(arguments));
        assert_eq!((refused.code, refused.stdout.as_str()), (2, ""), "{arguments:?}\n{}", refused.stderr);
        assert!(!refused.stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn what_cannot_be_read_or_written_ends_with_2() {
    let site = Site::minimal();
    let nowhere = run(foretask().args(["build", "--root", "/no/such/folder"]));
    assert_eq!((nowhere.code, nowhere.stderr.lines().count()), (2, 1), "{}", nowhere.stderr);
    assert!(nowhere.stderr.starts_with("error: ") && nowhere.stderr.contains("/no/such/folder"), "{}", nowhere.stderr);
    fs::write(site.out(), "a file").expect("the test's folder is its own");
    let file = build(&site, &[]);
    assert_eq!((file.code, file.stderr.lines().count()), (2, 1), "{}", file.stderr);
    assert_eq!(support::read(site.out()), "a file");
}

#[test]
fn a_folder_without_content_is_no_site() {
    let refused = build(&Site::empty(), &[]);
    assert_eq!(refused.code, 2, "{}", refused.stderr);
    assert!(refused.stderr.contains("content"), "{}", refused.stderr);
}

#[test]
fn sources_are_never_written_over() {
    let site = Site::full();
    // What was parsed is put aside in a folder of its own, whatever becomes of the output.
    let sources = || -> BTreeMap<_, _> {
        files_in(&site.root()).into_iter().filter(|(path, _)| !path.starts_with(".foretask/")).collect()
    };
    let before = sources();
    for out in ["content", "content/dist", "templates", "static", "static/root/dist", ".", ".."] {
        let out = site.root().join(out);
        let refused = run(foretask().args(["build", "--root"]).arg(site.root()).arg("--out").arg(&out));
        assert_eq!(refused.code, 2, "--out {}\n{}", out.display(), refused.stderr);
        assert!(refused.stderr.starts_with("error: refusing to publish into `"), "{}", refused.stderr);
    }
    assert_eq!(sources(), before);
}

#[test]
fn a_folder_of_somebody_else_is_never_written_over() {
    let site = Site::minimal();
    fs::create_dir(site.out()).expect("the test's folder is its own");
    fs::write(site.out().join("thesis.txt"), "years of work").expect("the test's folder is its own");
    let refused = build(&site, &[]);
    assert_eq!(refused.code, 2);
    assert!(refused.stderr.contains("it is not empty and was not written by foretask"), "{}", refused.stderr);
    assert_eq!(files_in(&site.out()).len(), 1);
}

#[test]
fn an_empty_folder_is_written_to() {
    let site = Site::minimal();
    fs::create_dir(site.out()).expect("the test's folder is its own");
    assert_eq!(build(&site, &[]).code, 0);
}

#[test]
fn the_output_is_dist_in_the_root_unless_said_otherwise() {
    let site = Site::minimal();
    assert_eq!(run(foretask().arg("build").current_dir(site.root())).code, 0);
    assert!(site.root().join("dist/index.html").is_file());
    let other = Site::minimal();
    assert_eq!(run(foretask().arg("build").env("FORETASK_ROOT", other.root()).current_dir(crate_root())).code, 0);
    assert!(other.root().join("dist/index.html").is_file());
}

#[test]
fn the_output_holds_the_site_and_nothing_else() {
    let site = Site::full();
    build(&site, &[]);
    let own = |path: &String| {
        !path.starts_with(".well-known/") && Path::new(path).iter().any(|part| part.to_string_lossy().starts_with('.'))
    };
    let hidden: Vec<String> = files_in(&site.out()).into_keys().filter(own).collect();
    assert!(hidden.is_empty(), "{hidden:?}");
}

#[test]
fn drafts_and_the_address_are_as_asked_for() {
    let site = Site::full();
    assert_eq!(build(&site, &["--drafts", "--base-url", "https://draft.example/x"]).code, 0);
    let page = support::read(site.out().join("occupations/fog-bottler/index.html"));
    assert!(
        page.contains("<link rel=\"canonical\" href=\"https://draft.example/x/occupations/fog-bottler/\">"),
        "{page}"
    );
}

#[test]
fn completions_exist_for_every_shell() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = run(foretask().args(["completions", shell]));
        assert_eq!((script.code, script.stderr.as_str()), (0, ""));
        assert!(script.stdout.contains("base-url"), "{shell}");
    }
}

#[test]
fn the_manual_page_is_one() {
    let page = run(foretask().arg("man"));
    assert_eq!((page.code, page.stderr.as_str()), (0, ""));
    assert!(page.stdout.contains(".TH foretask 1"), "{}", page.stdout);
    let inner = run(foretask().args(["man", "import-onet"])).stdout;
    assert!(inner.contains(".TH foretask-import-onet 1") && inner.contains("remove\\-gone"), "{inner}");
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    use std::process::{Command, Stdio};
    let program = foretask().get_program().to_owned();
    let mut child = Command::new(program)
        .args(["completions", "bash"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0));
}

#[test]
fn schemas_are_written_where_they_differ() {
    let site = Site::minimal();
    let schema = || run(foretask().args(["schema", "--root"]).arg(site.root()));
    let folder = site.root().join("schema");
    let written = schema();
    assert_eq!((written.code, written.stdout.as_str()), (0, ""));
    assert_eq!(written.stderr, format!("schemas in {}: 11 files written, 0 unchanged\n", folder.display()));
    fs::write(folder.join("site.json"), "{}").expect("the test's folder is its own");
    fs::write(folder.join("other.json"), "theirs").expect("the test's folder is its own");
    let again = schema();
    assert!(again.stderr.ends_with(": 1 files written, 10 unchanged\n"), "{}", again.stderr);
    assert_eq!(support::read(folder.join("site.json")), support::read(crate_root().join("schema/site.json")));
    assert_eq!(support::read(folder.join("other.json")), "theirs");
}

#[test]
fn one_schema_is_printed() {
    let printed = run(foretask().args(["schema", "occupation"]));
    assert_eq!((printed.code, printed.stderr.as_str()), (0, ""));
    assert_eq!(printed.stdout, support::read(crate_root().join("schema/occupation.json")));
}

#[test]
fn schemas_of_no_site_are_not_written() {
    let refused = run(foretask().args(["schema", "--root", "/no/such/folder"]));
    assert_eq!((refused.code, refused.stdout.as_str()), (2, ""));
    assert!(refused.stderr.starts_with("error: cannot write `/no/such/folder/schema`: "), "{}", refused.stderr);
    assert_eq!(run(foretask().args(["schema", "occupations"])).code, 2);
}
