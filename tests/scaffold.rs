//! What `init` writes: a site without a fault or a warning.

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use foretask::build::{BuildError, BuildOptions, build};
use foretask::check::{CheckOptions, check};
use foretask::diagnostic::Diagnostic;
use foretask::link::DraftRule;
use foretask::scaffold::start;
use foretask::schema::Kind;
use support::{Dist, Site, files_below, foretask, read};
use tempfile::TempDir;

/// What a run printed and how it ended.
struct Run {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

fn run(folder: &Path, arguments: &[&str]) -> Run {
    let output = foretask().current_dir(folder).args(arguments).output().expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("the program prints UTF-8");
    Run { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// A new site.
fn starter() -> (TempDir, PathBuf) {
    let folder = TempDir::with_prefix("foretask-test-").expect("tests can make temporary folders");
    let root = folder.path().join("site");
    start(&root).expect("the folder is writable and empty");
    (folder, root)
}

fn names(root: &Path) -> Vec<String> {
    files_below(root).iter().map(|path| path.to_str().expect("the names are plain").replace('\\', "/")).collect()
}

/// What is wrong with a site, drafts and warnings included.
fn problems(root: &Path) -> Vec<Diagnostic> {
    let out = TempDir::with_prefix("foretask-test-").expect("tests can make temporary folders");
    let options = BuildOptions { drafts: DraftRule::Include, base_url: None };
    if let Err(error) = build(root, &out.path().join("dist"), &options, &()) {
        let BuildError::Faults(found) = error else { panic!("the site cannot be built: {error}") };
        return found.diagnostics;
    }
    let today = "2026-11-20".parse().expect("the day exists");
    check(root, &CheckOptions { build: options, today }).expect("the site was just built").diagnostics
}

#[test]
fn a_new_site_has_neither_fault_nor_warning() {
    let (_folder, root) = starter();
    let found = problems(&root);
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn a_new_site_has_these_files() {
    let (_folder, root) = starter();
    let written = names(&root);
    let schemas: Vec<String> = Kind::ALL.iter().map(|kind| format!("schema/{}", kind.file_name())).collect();
    let others: Vec<&str> =
        written.iter().map(String::as_str).filter(|name| !schemas.iter().any(|schema| schema == name)).collect();
    let expected = [
        ".github/workflows/deploy.yml",
        ".gitignore",
        "content/industries.yaml",
        "content/occupations/electrician.yaml",
        "content/occupations/registered-nurse.yaml",
        "content/occupations/translator.md",
        "content/occupations/translator.yaml",
        "content/pages/about.md",
        "content/site.yaml",
        "content/sources.yaml",
        "content/tools.yaml",
    ];
    assert_eq!(others, expected);
    assert_eq!(written.len(), expected.len() + schemas.len());
}

#[test]
fn every_file_of_the_content_is_used() {
    let (_folder, root) = starter();
    let built = Site::build_in_place(&root, &BuildOptions::default()).files();
    for name in names(&root).iter().filter(|name| name.starts_with("content/")) {
        let text = fs::read(root.join(name)).expect("the file was just written");
        fs::remove_file(root.join(name)).expect("the file was just written");
        let out = TempDir::with_prefix("foretask-test-").expect("tests can make temporary folders");
        let dist = out.path().join("dist");
        if let Ok(summary) = build(&root, &dist, &BuildOptions::default(), &()) {
            let without = Dist::new(&dist, summary, &std::sync::Arc::new(out)).files();
            assert!(without != built, "the site is the same without `{name}`");
        }
        fs::write(root.join(name), text).expect("the test's folder is its own");
    }
}

#[test]
fn every_entry_of_a_new_site_is_used() {
    let (_folder, root) = starter();
    let dist = Site::build_in_place(&root, &BuildOptions::default());
    let reports: String = names(&root)
        .iter()
        .filter(|name| name.starts_with("content/occupations/") && name.ends_with(".yaml"))
        .map(|name| read(root.join(name)))
        .collect();
    for table in ["tools", "industries", "sources"] {
        let text = read(root.join(format!("content/{table}.yaml")));
        let ids: Vec<&str> =
            text.lines().filter_map(|line| line.strip_suffix(':')).filter(|id| !id.starts_with([' ', '#'])).collect();
        assert!(ids.len() >= 3, "{table}: {ids:?}");
        for id in ids {
            assert!(reports.contains(id), "no report names `{id}` of {table}.yaml");
        }
    }
    let about = dist.page("").all("a[href='/about/']").len();
    assert!(about > 0, "the page about the site is linked from the first page");
}

#[test]
fn editors_find_the_schema_of_every_yaml_file() {
    let (_folder, root) = starter();
    let yaml = names(&root).into_iter().filter(|name| name.starts_with("content/") && name.ends_with(".yaml"));
    for name in yaml {
        let file = root.join(&name);
        let text = read(&file);
        let schema = text.lines().next().and_then(|line| line.strip_prefix("# yaml-language-server: $schema="));
        let schema = schema.unwrap_or_else(|| panic!("`{name}` names no schema"));
        let path = file.parent().expect("a file stands in a folder").join(schema);
        let kind = Kind::ALL.into_iter().find(|kind| path.ends_with(kind.file_name())).expect("the schema has a kind");
        assert_eq!(read(&path), kind.json(), "{name}");
        let value: serde_json::Value = serde_yaml::from_str(&text).expect("the file is YAML");
        let schema = serde_json::from_str(&kind.json()).expect("a schema is JSON");
        let validator = jsonschema::validator_for(&schema).expect("the schema is one");
        assert!(validator.is_valid(&value), "`{name}` is not as its schema says");
    }
}

#[test]
fn what_a_build_writes_is_not_kept_in_the_repository() {
    let (_folder, root) = starter();
    let before = names(&root);
    assert_eq!(run(&root, &["build"]).code, Some(0));
    let ignored = read(root.join(".gitignore"));
    for name in names(&root).iter().filter(|name| !before.contains(name)) {
        let top = name.split('/').next().expect("a path has a beginning");
        assert!(ignored.lines().any(|line| line == format!("/{top}")), "`{name}` is not ignored");
    }
}

#[test]
fn the_workflow_installs_this_version_and_may_do_no_more_than_it_must() {
    let (_folder, root) = starter();
    let text = read(root.join(".github/workflows/deploy.yml"));
    let workflow: serde_json::Value = serde_yaml::from_str(&text).expect("the workflow is YAML");
    assert_eq!(workflow["env"]["FORETASK_VERSION"], env!("CARGO_PKG_VERSION"));
    assert_eq!(workflow["permissions"], serde_json::json!({}));
    let jobs = &workflow["jobs"];
    assert_eq!(jobs["build"]["permissions"], serde_json::json!({"contents": "read", "pages": "read"}));
    assert_eq!(jobs["deploy"]["permissions"], serde_json::json!({"pages": "write", "id-token": "write"}));
    assert_eq!(jobs["deploy"]["needs"], "build");
    // The commands of the workflow are commands of this program.
    let steps = jobs["build"]["steps"].as_array().expect("a job has steps");
    let commands = steps.iter().filter_map(|step| step["run"].as_str()?.strip_prefix("foretask "));
    let commands: Vec<String> =
        commands.map(|line| line.replace("\"$BASE_URL\"", "https://name.github.io/site")).collect();
    assert_eq!(commands.len(), 2);
    for command in commands {
        let run = run(&root, &command.split(' ').collect::<Vec<_>>());
        assert_eq!(run.code, Some(0), "{command}\n{}", run.stderr);
    }
    assert!(read(root.join("dist/index.html")).contains("href=\"https://name.github.io/site/\""));
}

#[test]
fn init_says_what_to_type_next() {
    let folder = TempDir::with_prefix("foretask-test-").expect("tests can make temporary folders");
    let made = run(folder.path(), &["init", "my site"]);
    assert_eq!((made.code, made.stdout.as_str()), (Some(0), ""));
    assert!(made.stderr.contains("\n\n  cd 'my site'\n  foretask serve --open\n\n"), "{}", made.stderr);
    let named = "content/occupations/electrician.yaml";
    assert!(made.stderr.contains(named) && folder.path().join("my site").join(named).is_file(), "{}", made.stderr);
}

#[test]
fn init_takes_an_empty_folder_and_that_of_an_empty_repository() {
    let folder = TempDir::with_prefix("foretask-test-").expect("tests can make temporary folders");
    fs::create_dir(folder.path().join(".git")).expect("the test's folder is its own");
    let made = run(folder.path(), &["init", "."]);
    assert_eq!(made.code, Some(0), "{}", made.stderr);
    assert!(!made.stderr.contains("cd "), "{}", made.stderr);
    assert!(folder.path().join("content/site.yaml").is_file());
}

#[test]
fn init_names_what_is_in_the_way_and_touches_nothing() {
    let folder = TempDir::with_prefix("foretask-test-").expect("tests can make temporary folders");
    for name in ["thesis.txt", "b", "a", ".hidden"] {
        fs::write(folder.path().join(name), "years of work").expect("the test's folder is its own");
    }
    let refused = run(folder.path(), &["init", "."]);
    let expected = "error: `.` is not empty: `.hidden`, `a`, `b` and 1 more are in the way; \
                    name a folder that is empty or does not exist yet\n";
    assert_eq!((refused.code, refused.stderr.as_str()), (Some(2), expected));
    let refused = run(folder.path(), &["init", "thesis.txt"]);
    assert_eq!(refused.code, Some(2));
    assert!(refused.stderr.starts_with("error: cannot read `thesis.txt`: "), "{}", refused.stderr);
    assert_eq!(names(folder.path()), [".hidden", "a", "b", "thesis.txt"]);
}

#[cfg(target_os = "linux")]
#[test]
fn init_says_where_nothing_can_be_written() {
    // Not even the superuser makes folders there.
    let refused = run(Path::new("/"), &["init", "/proc/new-site"]);
    assert_eq!(refused.code, Some(2));
    assert!(refused.stderr.starts_with("error: cannot write `/proc/new-site`: "), "{}", refused.stderr);
}
