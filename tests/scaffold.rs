//! What `init` and `new` write: a site without a fault or a warning, and drafts that are read as they are.

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use foretask::build::{BuildError, BuildOptions, build};
use foretask::check::{CheckOptions, check};
use foretask::diagnostic::{Diagnostic, Severity};
use foretask::link::DraftRule;
use foretask::scaffold::{Contents, start};
use foretask::schema::Kind;
use support::{Dist, Site, crate_root, files_below, foretask, read};
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

/// What keeps a site from being built, drafts included.
fn faults(root: &Path) -> Vec<Diagnostic> {
    problems(root).into_iter().filter(|found| found.code.severity() == Severity::Error).collect()
}

/// A new site.
fn starter() -> (TempDir, PathBuf) {
    let folder = TempDir::with_prefix("foretask-test-").expect("tests can make temporary folders");
    let root = folder.path().join("site");
    start(&root, Contents::Examples).expect("the folder is writable and empty");
    (folder, root)
}

fn names(root: &Path) -> Vec<String> {
    files_below(root).iter().map(|path| path.to_str().expect("the names are plain").replace('\\', "/")).collect()
}

/// What is wrong with a site, drafts and warnings included.
fn problems(root: &Path) -> Vec<Diagnostic> {
    let out = TempDir::with_prefix("foretask-test-").expect("tests can make temporary folders");
    let options = BuildOptions { drafts: DraftRule::Include, ..BuildOptions::default() };
    if let Err(error) = build(root, &out.path().join("dist"), &options, &()) {
        let BuildError::Faults(found) = error else { panic!("the site cannot be built: {error}") };
        return found.diagnostics;
    }
    let today = "2026-11-20".parse().expect("the day exists");
    check(root, &CheckOptions { build: options, today }).expect("the site was just built").diagnostics
}

#[test]
fn a_bare_site_has_no_report_and_neither_fault_nor_warning() {
    let folder = TempDir::with_prefix("foretask-test-").expect("tests can make temporary folders");
    let run = run(folder.path(), &["init", "--bare", "site"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let root = folder.path().join("site");
    let content: Vec<String> = names(&root).into_iter().filter(|name| name.starts_with("content/")).collect();
    assert_eq!(content, ["content/pages/about.md", "content/site.yaml"]);
    let problems = problems(&root);
    assert!(problems.is_empty(), "{problems:?}");
    assert!(read(root.join("content/site.yaml")).contains("What AI does to occupations, with"));
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
    assert_eq!(run(&root, &["new", "occupation", "Locksmith", "--industry", "skilled-trades"]).code, Some(0));
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
fn the_page_about_publishing_is_true() {
    let (_folder, root) = starter();
    let page = read(crate_root().join("docs/deploy.md"));
    let commands: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix("foretask ")).collect();
    assert!(!commands.is_empty(), "the page shows a command");
    for command in commands {
        assert_eq!(run(&root, &command.split(' ').collect::<Vec<_>>()).code, Some(0), "{command}");
    }
    assert!(root.join("dist/404.html").is_file());
    // The starter has one former address: a page that leads on, and a line for hosts that can do better.
    assert_eq!(read(root.join("dist/_redirects")), "/occupations/interpreter/ /occupations/translator/ 301\n");
    assert!(root.join("dist/occupations/interpreter/index.html").is_file());
    fs::create_dir_all(root.join("static/root")).expect("the test's folder is its own");
    fs::write(root.join("static/root/_redirects"), "/a /b 302\n").expect("the test's folder is its own");
    assert_eq!(run(&root, &["build"]).code, Some(0));
    assert_eq!(read(root.join("dist/_redirects")), "/a /b 302\n");
    // Without the folder beside it, the output is somebody else's.
    fs::remove_dir_all(root.join(".dist.foretask")).expect("the build made it");
    assert_eq!(run(&root, &["build"]).code, Some(2));
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

/// Begins something in a site; gives what was printed.
fn new(root: &Path, arguments: &[&str]) -> Run {
    let mut all = vec!["new"];
    all.extend(arguments);
    run(root, &all)
}

#[test]
fn a_new_report_is_a_draft_that_is_read_as_it_is() {
    let (_folder, root) = starter();
    let made = new(&root, &["occupation", "Nurse Practitioner", "--industry", "healthcare"]);
    assert_eq!((made.code, made.stdout.as_str()), (Some(0), "content/occupations/nurse-practitioner.yaml\n"));
    let next = "A draft for /occupations/nurse-practitioner/; `foretask serve --drafts --open` shows it. \
                When it is ready, remove `draft: true`.\n";
    assert_eq!(made.stderr, next);
    assert_eq!(problems(&root).into_iter().filter(|found| found.code.severity() == Severity::Error).count(), 0);
    let published = Site::build_in_place(&root, &BuildOptions::default());
    assert!(!published.has("occupations/nurse-practitioner/index.html"));
    let drafts = BuildOptions { drafts: DraftRule::Include, ..BuildOptions::default() };
    let page = Site::build_in_place(&root, &drafts).page("occupations/nurse-practitioner/");
    assert_eq!(page.words("h1"), "Nurse Practitioner");
}

/// The parts of a new file that are switched off, each with its lines.
fn switched_off(text: &str) -> Vec<&str> {
    text.split("\n\n").filter(|part| part.trim_start_matches("---\n").starts_with("## ")).collect()
}

/// A part with its keys switched on, as an editor does it: one sign and the space behind it go.
fn switched_on(part: &str) -> String {
    let on = |line: &str| line.strip_prefix("# ").or(line.strip_prefix('#')).unwrap_or(line).to_owned();
    part.lines().map(on).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_part_of_a_new_file_can_be_switched_on() {
    let (_folder, root) = starter();
    for (arguments, parts) in [
        (&["occupation", "Locksmith", "--industry", "skilled-trades"][..], 19),
        (&["article", "Strikes"], 2),
        (&["page", "Terms"], 1),
    ] {
        let made = new(&root, arguments);
        let file = root.join(made.stdout.trim_end());
        let text = read(&file);
        let off = switched_off(&text);
        assert_eq!(off.len(), parts, "{text}");
        let all = off.iter().fold(text.clone(), |text, part| text.replace(part, &switched_on(part)));
        let each = off.iter().map(|part| text.replace(part, &switched_on(part)));
        for changed in each.chain([all]) {
            assert_ne!(changed, text);
            fs::write(&file, &changed).expect("the test's folder is its own");
            let faults = faults(&root);
            assert!(faults.is_empty(), "{changed}\n{faults:#?}");
        }
        fs::write(&file, &text).expect("the test's folder is its own");
    }
}

/// A report that was imported, in a site that `init` made.
const IMPORTED: &str = "content/imported/occupations/locksmith.yaml";

#[test]
fn a_new_report_over_an_imported_one_changes_nothing_until_it_is_switched_on() {
    let (_folder, root) = starter();
    fs::create_dir_all(root.join(IMPORTED).parent().expect("it stands in a folder")).expect("the folder is its own");
    let imported = "title: Locksmiths\nsummary: Fit locks.\nindustry: skilled-trades\nskills: [{name: A skill}]\n";
    fs::write(root.join(IMPORTED), imported).expect("the test's folder is its own");
    let title =
        |root: &Path| Site::build_in_place(root, &BuildOptions::default()).page("occupations/locksmith/").words("h1");
    assert_eq!(title(&root), "Locksmiths");
    let made = new(&root, &["occupation", "Locksmith"]);
    assert_eq!((made.code, made.stdout.as_str()), (Some(0), "content/occupations/locksmith.yaml\n"));
    let next =
        "It lies over the imported report; `foretask serve --open` shows both together at /occupations/locksmith/.\n";
    assert_eq!(made.stderr, next);
    assert_eq!(title(&root), "Locksmiths");
    let file = root.join("content/occupations/locksmith.yaml");
    let text = read(&file);
    assert!(text.starts_with("# yaml-language-server: $schema=../../schema/occupation-overlay.json\n"), "{text}");
    let off = switched_off(&text);
    assert_eq!(off.len(), 10, "{text}");
    let all = off.iter().fold(text.clone(), |text, part| text.replace(part, &switched_on(part)));
    for changed in off.iter().map(|part| text.replace(part, &switched_on(part))).chain([all]) {
        fs::write(&file, &changed).expect("the test's folder is its own");
        let faults = faults(&root);
        assert!(faults.is_empty(), "{changed}\n{faults:#?}");
    }
    assert_eq!(title(&root), "Locksmith");
}

#[test]
fn a_new_report_shows_every_key() {
    let (_folder, root) = starter();
    let made = new(&root, &["occupation", "Locksmith", "--industry", "skilled-trades"]);
    let text = read(root.join(made.stdout.trim_end()));
    let schema: serde_json::Value = serde_json::from_str(&Kind::Occupation.json()).expect("a schema is JSON");
    let keys = schema["properties"].as_object().expect("a report is a mapping").keys();
    // A new report has no former address and no earlier headline, is not kept from search engines, and has no one source of all its figures.
    let rare = ["aliases", "history", "noindex", "source", "as_of"];
    let shown =
        |key: &str| text.lines().any(|line| line.strip_prefix("# ").unwrap_or(line).starts_with(&format!("{key}:")));
    let missing: Vec<&String> = keys.filter(|key| !rare.contains(&key.as_str()) && !shown(key)).collect();
    assert!(missing.is_empty(), "not shown: {missing:?}\n{text}");
}

#[test]
fn a_site_with_little_gets_only_what_it_has() {
    let site = Site::minimal();
    let made = new(&site.root(), &["occupation", "Fog Bottler"]);
    assert_eq!(made.code, Some(0), "{}", made.stderr);
    let file = site.root().join("content/occupations/fog-bottler.yaml");
    let text = read(&file);
    assert!(text.contains("\nindustry: sea\n") && !text.contains('$') && !text.contains("# learn:"), "{text}");
    fs::write(
        &file,
        switched_off(&text).iter().fold(text.clone(), |text, part| text.replace(part, &switched_on(part))),
    )
    .expect("the test's folder is its own");
    site.remove("content/occupations/lighthouse-keeper.yaml");
    site.replace("content/occupations/fog-bottler.yaml", "\nrelated: [lighthouse-keeper]", "");
    assert_eq!(faults(&site.root()), []);
    site.remove("content/occupations/fog-bottler.yaml");
    assert_eq!(new(&site.root(), &["article", "No jobs"]).code, Some(0));
    assert!(!read(site.root().join("content/articles/no-jobs.md")).contains("occupations"));
}

#[test]
fn any_title_is_kept_as_it_is() {
    let titles =
        ["Null", "Yes", "2024", "\"Quoted\": #really", "- a dash", "Chef d’équipe & co.", "It's {a} $source [title]"];
    for title in titles {
        let site = Site::minimal();
        for kind in ["occupation", "article", "page"] {
            let made = new(&site.root(), &[kind, "--slug", "it", "--", title]);
            assert_eq!(made.code, Some(0), "{title}\n{}", made.stderr);
        }
        let dist = site.build_with(&BuildOptions { drafts: DraftRule::Include, ..BuildOptions::default() });
        for page in ["occupations/it/", "articles/it/", "it/"] {
            assert_eq!(dist.page(page).words("h1"), title);
        }
    }
}

#[test]
fn a_title_without_a_name_in_it_needs_one() {
    let site = Site::minimal();
    for title in ["灯台", "...", "Con"] {
        let refused = new(&site.root(), &["page", title]);
        let expected = format!(
            "error: no file name can be made from `{title}`; give one with `--slug`, of lower-case letters, digits and single hyphens\n"
        );
        assert_eq!((refused.code, refused.stderr), (Some(2), expected));
    }
    for title in ["", "  ", "a\u{7}b"] {
        let refused = new(&site.root(), &["page", title]);
        assert_eq!(refused.code, Some(2));
        assert!(refused.stderr.starts_with("error: the title cannot be used: "), "{}", refused.stderr);
    }
    let refused = new(&site.root(), &["page", "Lamps", "--slug", "The Lamps"]);
    assert_eq!(refused.code, Some(2));
    assert!(refused.stderr.contains("such as `the-lamps`"), "{}", refused.stderr);
    let made = new(&site.root(), &["page", "灯台", "--slug", "lamps"]);
    assert_eq!((made.code, made.stdout.as_str()), (Some(0), "content/pages/lamps.md\n"));
}

#[test]
fn nothing_is_written_over() {
    let site = Site::minimal();
    let file = site.root().join("content/occupations/lighthouse-keeper.yaml");
    let before = read(&file);
    let refused = new(&site.root(), &["occupation", "Lighthouse Keeper"]);
    assert_eq!(refused.code, Some(2));
    let expected = "lighthouse-keeper.yaml` is there already; choose another title, or a name with `--slug`\n";
    assert!(refused.stderr.ends_with(expected), "{}", refused.stderr);
    assert_eq!(read(&file), before);
}

#[test]
fn a_folder_without_a_site_gets_nothing() {
    let site = Site::empty();
    let refused = new(&site.root(), &["article", "Lamps"]);
    let expected = "error: `.` is not the folder of a site: it has no `content/site.yaml`; \
                    `foretask init DIR` makes a site, and `--root` names one\n";
    assert_eq!((refused.code, refused.stderr.as_str()), (Some(2), expected));
    assert_eq!(names(&site.root()).len(), 0);
}

#[test]
fn the_root_is_as_asked_for() {
    let site = Site::minimal();
    let made = run(Path::new("/"), &["new", "page", "Lamps", "--root", site.root().to_str().expect("it is Unicode")]);
    let file = site.root().join("content/pages/lamps.md");
    assert_eq!((made.code, made.stdout), (Some(0), format!("{}\n", file.display())));
    let serve = format!("`foretask serve --drafts --open --root {}`", site.root().display());
    assert!(made.stderr.contains(&serve), "{}", made.stderr);
    assert!(file.is_file());
}

#[test]
fn of_several_industries_one_has_to_be_named() {
    let (_folder, root) = starter();
    let list = "\n  healthcare         Healthcare\n  language-services  Language services\n  skilled-trades     Skilled trades\n";
    let refused = new(&root, &["occupation", "Locksmith"]);
    let expected = format!("error: which industry does the report belong to? say it with `--industry`:\n{list}");
    assert_eq!((refused.code, refused.stderr), (Some(2), expected));
    let refused = new(&root, &["occupation", "Locksmith", "--industry", "skilled-trade"]);
    let expected = format!("error: no industry is named `skilled-trade`; did you mean `skilled-trades`?\n{list}");
    assert_eq!((refused.code, refused.stderr), (Some(2), expected));
    let site = Site::minimal().file("content/industries.yaml", "");
    let refused = new(&site.root(), &["occupation", "Locksmith"]);
    assert_eq!(refused.code, Some(2));
    assert!(refused.stderr.starts_with("error: the site has no industry yet"), "{}", refused.stderr);
}

#[test]
fn what_cannot_be_written_leaves_nothing() {
    let site = Site::minimal().file("content/articles", "a file in place of the folder");
    let refused = new(&site.root(), &["article", "Lamps"]);
    assert_eq!(refused.code, Some(2));
    assert!(refused.stderr.starts_with("error: cannot "), "{}", refused.stderr);
    assert_eq!(read(site.root().join("content/articles")), "a file in place of the folder");
}
