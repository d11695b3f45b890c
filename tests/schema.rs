//! The schemas that editors read say what the program says.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use foretask::diagnostic::{Code, Diagnostic};
use foretask::model::occupation::Currency;
use foretask::model::site::{BaseUrl, Language, Section, SourceYears, Warning};
use foretask::model::{
    Address, Band, Change, Count, Date, ExperienceYears, Grade, Importance, JobZone, Label, Money, Notation, Percent,
    Period, PointChange, Points, Scalar, SkillLevel, Slug, ToolCount, Years,
};
use foretask::parse::{follow, parse};
use foretask::schema::Kind;
use foretask::source::Listing;
use jsonschema::Validator;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use support::{crate_root, files_below, folders_in, read};
use tempfile::TempDir;

#[test]
fn the_committed_schemas_are_those_of_the_program() {
    let folder = crate_root().join("schema");
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        for kind in Kind::ALL {
            fs::write(folder.join(kind.file_name()), kind.json()).expect("the schema can be written");
        }
    }
    for kind in Kind::ALL {
        let same = read(folder.join(kind.file_name())) == kind.json();
        assert!(same, "schema/{} is not up to date; `foretask schema` writes it", kind.file_name());
    }
    let files = folder.read_dir().expect("the schemas are there").count();
    assert_eq!(files, Kind::ALL.len(), "schema/ holds a file that the program does not write");
}

/// The schemas, ready to check with.
struct Schemas(BTreeMap<Kind, Validator>);

impl Schemas {
    fn new() -> Self {
        let validator = |kind: Kind| {
            let schema: Value = serde_json::from_str(&kind.json()).expect("a schema is JSON");
            jsonschema::draft7::meta::validate(&schema).unwrap_or_else(|error| panic!("{}: {error}", kind.name()));
            jsonschema::draft7::new(&schema).unwrap_or_else(|error| panic!("{}: {error}", kind.name()))
        };
        Self(Kind::ALL.into_iter().map(|kind| (kind, validator(kind))).collect())
    }

    /// What a schema has to say against a file.
    fn complaints(&self, kind: Kind, value: &Value) -> Vec<String> {
        self.0[&kind].iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
    }
}

/// The kind of a file of a site, by its path from the root.
fn kind_of(root: &Path, path: &str) -> Option<Kind> {
    let kind = kind_in_layer(path.strip_prefix("content/imported/").or(path.strip_prefix("content/"))?)?;
    let imported = root.join("content/imported").join(path.strip_prefix("content/")?);
    Some(if imported.is_file() { kind.over() } else { kind })
}

fn kind_in_layer(path: &str) -> Option<Kind> {
    let (folder, name) = path.split_once('/').unwrap_or(("", path));
    match (folder, name) {
        ("", "site.yaml") => Some(Kind::Site),
        ("", "tools.yaml") => Some(Kind::Tools),
        ("", "industries.yaml") => Some(Kind::Industries),
        ("", "sources.yaml") => Some(Kind::Sources),
        ("occupations", name) if name.ends_with(".yaml") => Some(Kind::Occupation),
        ("articles", name) if name.ends_with(".md") => Some(Kind::Article),
        ("pages", name) if name.ends_with(".md") => Some(Kind::Page),
        _ => None,
    }
}

/// What an editor sees of a file: its YAML or its front matter. `None` where it is not YAML.
fn seen(path: &str, text: &str) -> Option<Value> {
    let yaml = if path.ends_with(".md") { text.strip_prefix("---\n")?.split_once("\n---\n")?.0 } else { text };
    serde_yaml::from_str(yaml).ok()
}

/// The files of a site that have a schema, with their paths from its root.
fn files_with_schema(root: &Path) -> Vec<(String, Kind)> {
    let content = root.join("content");
    let paths = files_below(&content).into_iter().map(|path| format!("content/{}", path.display()).replace('\\', "/"));
    paths.filter_map(|path| kind_of(root, &path).map(|kind| (path, kind))).collect()
}

#[test]
fn every_file_of_a_good_site_is_valid() {
    let schemas = Schemas::new();
    let mut complaints = Vec::new();
    let mut kinds = BTreeMap::new();
    let sites = ["tests/sites/full", "tests/sites/minimal", "tests/sites/layers"].map(|site| crate_root().join(site));
    for root in [crate_root().to_owned()].into_iter().chain(sites) {
        for (path, kind) in files_with_schema(&root) {
            let value = seen(&path, &read(root.join(&path))).expect("a good site is YAML");
            *kinds.entry(kind).or_insert(0) += 1;
            complaints.extend(schemas.complaints(kind, &value).into_iter().map(|said| format!("{path}: {said}")));
        }
    }
    assert!(complaints.is_empty(), "{} complaints\n{}", complaints.len(), complaints.join("\n"));
    assert_eq!(kinds.len(), Kind::ALL.len(), "a kind of file is in no site: {kinds:?}");
}

#[test]
fn every_file_of_the_example_names_its_schema() {
    for (path, kind) in files_with_schema(crate_root()).into_iter().filter(|(path, _)| path.ends_with(".yaml")) {
        let up = "../".repeat(path.matches('/').count());
        let line = format!("# yaml-language-server: $schema={up}schema/{}\n", kind.file_name());
        assert!(read(crate_root().join(&path)).starts_with(&line), "{path} does not begin with\n{line}");
    }
}

/// Kinds of faults that stand in one value or one mapping, so that a schema can see them.
const IN_ONE_PLACE: [Code; 14] = [
    Code::UnknownKey,
    Code::MissingKey,
    Code::ConflictingKeys,
    Code::WrongType,
    Code::EmptyText,
    Code::ControlCharacter,
    Code::UnknownWord,
    Code::OutOfRange,
    Code::InvalidSlug,
    Code::InvalidDate,
    Code::InvalidScore,
    Code::InvalidHorizon,
    Code::InvalidAddress,
    Code::TooLarge,
];

/// Folders of `tests/invalid` with such a fault that a schema cannot see all the same, and why.
const UNSEEN: [(&str, &str); 16] = [
    ("conflicting-keys-label", IN_TWO_FILES),
    ("out-of-range-bands", COMPARES),
    ("out-of-range-level", COMPARES),
    ("out-of-range-level-change", COMPARES),
    ("out-of-range-premium", COMPARES),
    ("out-of-range-scale", COMPARES),
    ("control-character-markdown", MARKDOWN),
    ("empty-text-link", MARKDOWN),
    ("invalid-address-image", MARKDOWN),
    ("invalid-address-markdown", MARKDOWN),
    ("invalid-address-prose", MARKDOWN),
    ("invalid-address-empty", MARKDOWN),
    ("invalid-address-no-scheme", MARKDOWN),
    ("unknown-key-heading", MARKDOWN),
    ("missing-key-removed", LAYERS),
    ("invalid-slug-none", NAME),
];

const IN_TWO_FILES: &str = "what a label counts stands in another file";
const LAYERS: &str = "what is missing stands in another file, or is removed";
const NAME: &str = "a schema of a table does not look at single names";
const COMPARES: &str = "a schema cannot compare two numbers";
const MARKDOWN: &str = "the fault stands in Markdown";

#[test]
fn every_fault_that_a_schema_can_see_is_refused() {
    let schemas = Schemas::new();
    let mut complaints = Vec::new();
    let mut refused = 0;
    let mut unseen_folders = 0;
    for folder in folders_in(&crate_root().join("tests/invalid")) {
        let name = folder.file_name().expect("a folder has a name").to_str().expect("the name is Unicode").to_owned();
        if name == "many" {
            continue;
        }
        let code = IN_ONE_PLACE.into_iter().find(|code| name.starts_with(code.as_str()));
        let mistake = fs::read_to_string(folder.join("mistake.txt")).unwrap_or_default();
        for (path, kind) in files_with_schema(&folder) {
            let Ok(text) = fs::read_to_string(folder.join(&path)) else { continue };
            let Some(value) = seen(&path, &text) else { continue };
            let said = schemas.complaints(kind, &value);
            let expected = code.is_some() && mistake.starts_with(&path);
            let unseen = UNSEEN.iter().find(|(unseen, _)| *unseen == name);
            match (expected, said.is_empty(), unseen) {
                (true, true, None) => complaints.push(format!("{name}: {path} is not refused; {}", mistake.trim())),
                (true, false, None) => refused += 1,
                (_, false, Some(_)) => complaints.push(format!("{name}: is refused after all: {}", said.join(", "))),
                (false, false, None) => complaints.push(format!("{name}: {path} is refused: {}", said.join(", "))),
                (true, true, Some(_)) => unseen_folders += 1,
                (false, true, _) => {}
            }
        }
    }
    assert!(complaints.is_empty(), "{} complaints\n{}", complaints.len(), complaints.join("\n"));
    assert_eq!(unseen_folders, UNSEEN.len(), "an exception is of no use");
    assert!(refused > 80, "only {refused} faults are seen");
}

/// A site that uses every key of the format, in which one file after another is spoilt.
struct Bench {
    folder: TempDir,
    schemas: Schemas,
    files: Vec<(String, Kind, Value)>,
}

thread_local! {
    static BENCH: Bench = Bench::new();
}

/// Something that an author does to a file by mistake.
#[derive(Clone, Debug)]
enum Mutation {
    Drop,
    Rename(String),
    Replace(Value),
    PutIntoList,
}

/// A step on the way to a value.
#[derive(Clone, Debug)]
enum Step {
    Key(String),
    Index(usize),
}

/// The ways to all values below one, itself left out.
fn ways(value: &Value) -> Vec<Vec<Step>> {
    let below = |step: Step, value: &Value| {
        let mut ways = vec![vec![step.clone()]];
        ways.extend(self::ways(value).into_iter().map(|way| [vec![step.clone()], way].concat()));
        ways
    };
    match value {
        Value::Object(map) => map.iter().flat_map(|(key, value)| below(Step::Key(key.clone()), value)).collect(),
        Value::Array(list) => list.iter().enumerate().flat_map(|(at, value)| below(Step::Index(at), value)).collect(),
        _ => Vec::new(),
    }
}

fn mutate(value: &mut Value, way: &[Step], mutation: &Mutation) {
    let [step, rest @ ..] = way else { return };
    if !rest.is_empty() {
        let next = match step {
            Step::Key(key) => &mut value[key.as_str()],
            Step::Index(at) => &mut value[*at],
        };
        return mutate(next, rest, mutation);
    }
    match (value, step, mutation) {
        (Value::Object(map), Step::Key(key), Mutation::Drop) => {
            map.shift_remove(key);
        }
        (Value::Object(map), Step::Key(key), Mutation::Rename(name)) => {
            let value = map.shift_remove(key).unwrap_or_default();
            map.insert(name.clone(), value);
        }
        (Value::Array(list), Step::Index(at), Mutation::Drop) => {
            list.remove(*at);
        }
        (Value::Object(map), Step::Key(key), Mutation::Replace(value)) => map[key.as_str()] = value.clone(),
        (Value::Array(list), Step::Index(at), Mutation::Replace(value)) => list[*at] = value.clone(),
        (Value::Object(map), Step::Key(key), Mutation::PutIntoList) => map[key.as_str()] = json!([map[key.as_str()]]),
        (Value::Array(list), Step::Index(at), Mutation::PutIntoList) => list[*at] = json!([list[*at]]),
        _ => {}
    }
}

/// Values that stand in places where they are wanted and in others where they are not.
fn odd_values() -> Vec<Value> {
    let texts = [
        "",
        " ",
        "~",
        "a",
        "A",
        "Some words.",
        "very high",
        "Very High",
        "medium",
        "huge",
        "80",
        "80 %",
        " 80 ",
        "-1",
        "+5",
        "1,5",
        "68%",
        "100%",
        "100.5%",
        "101%",
        "-1%",
        "44/100",
        "100/100",
        "101/100",
        "5/10",
        "5 / 10",
        "11/10",
        "6/5",
        "1.5/1",
        "3/7",
        "0/0",
        "3/0",
        "/",
        "0.45",
        "1-3",
        "3-1",
        "3-3",
        "5–10",
        "5 - 10",
        "10-12",
        "12-10",
        "19-21",
        "9-10",
        "99-100",
        "100-101",
        "10+",
        "100+",
        "101+",
        "soon",
        "2026",
        "999",
        "2026-03",
        "2026-3",
        "2026-13",
        "2026-00",
        "2026-03-14",
        "2026-04-31",
        "2024-02-29",
        "2023-02-29",
        "2000-02-29",
        "1900-02-29",
        "14.3.2026",
        "2026-03-14T10:00",
        "2024-2034",
        "2034-2024",
        "2024-2024",
        "2029-2031",
        "https://example.org",
        "HTTP://example.org:8080/a?b#c",
        "https://",
        "https://a@example.org/",
        "https://exa mple.org",
        "example.org",
        "/a/",
        "ftp://example.org",
        "javascript:alert(1)",
        "mailto:a@example.org",
        "USD",
        "usd",
        "EURO",
        "con",
        "nul.txt",
        "a--b",
        "-a",
        "a.b",
        "a_b",
        "data-engineer",
        "Data-Engineer",
        "en",
        "EN",
        "pt-BR",
        "pt_br",
        "de-1996",
        "english language",
        "e",
        "tasks",
        "task",
        "quick-wins",
        "true",
        "null",
        "median",
        "tasks",
        "source",
        "risk",
        "automated",
        "adjacent",
        "exact",
        "year",
        "study",
        "newsletter",
        "reports",
        "more exposed",
        "year-passed",
        "unknown-key",
        "…",
        "\u{7}",
        "a\u{202e}b",
        "two\nlines",
    ];
    let mut values: Vec<Value> = texts.into_iter().map(Value::from).collect();
    values.extend([
        json!(null),
        json!(true),
        json!(false),
        json!(0),
        json!(1),
        json!(-1),
        json!(-100),
        json!(-101),
        json!(0.45),
        json!(1.5),
        json!(50),
        json!(100),
        json!(100.5),
        json!(101),
        json!(999),
        json!(1000),
        json!(2026),
        json!(9999),
        json!(10000),
        json!(10001),
        json!(1e11),
        json!(2e11),
        json!(1e12),
        json!(2e12),
        json!([]),
        json!({}),
        json!(["a"]),
        json!([null]),
        json!({ "a": 1 }),
        json!({ "value": 80 }),
        json!({ "value": 180 }),
        json!({ "value": null }),
        json!({ "value": "5-10" }),
        json!({ "value": "high" }),
        json!({ "value": 80, "source": "a", "as_of": "2026-03", "note": "b" }),
        json!({ "value": 80, "scource": "a" }),
        json!({ "value": 80, "source": null, "as_of": null }),
        json!({ "value": 80, "as_of": "soon" }),
        json!({ "source": "a" }),
        json!({ "years": "5-10" }),
        json!({ "years": null }),
        json!({ "before": 2031 }),
        json!({ "before": 999 }),
        json!({ "before": "2031" }),
        json!({ "years": "1-3", "before": 2031 }),
        json!({ "years": "1-3", "before": null }),
        json!({ "value": "1-3", "before": 2031 }),
        json!({ "value": null, "before": 2031 }),
        json!({ "at_least": 5 }),
        json!({ "at_least": 5, "value": 6 }),
        json!({ "at_least": null, "value": 6 }),
        json!({ "text": "a" }),
        json!({ "text": "" }),
        json!({ "text": "a", "source": "b" }),
        json!({ "tool": "a" }),
        json!({ "tool": "a", "use": "b" }),
        json!({ "tool": 1 }),
        json!({ "use": "b" }),
        json!({ "title": "a" }),
        json!({ "title": "a", "b": "c" }),
        json!({ "from": 0, "to": 10 }),
        json!({ "from": 0 }),
        json!({ "by": "tasks" }),
        json!({ "by": "median" }),
        json!({ "by": "median", "measure": "risk" }),
        json!({ "by": "source", "source": "a" }),
        json!({ "by": "source", "source": "a", "measure": "risk" }),
        json!({ "by": "tasks", "source": "a" }),
        json!({ "by": "median", "measure": "risk", "source": null }),
    ]);
    values
}

/// Fails where the form of a scalar takes a value that the scalar cannot be read from, or the other way round.
fn agree<T: Scalar + DeserializeOwned>() {
    let schema = T::form().schema(T::EXPECTING);
    let validator = jsonschema::draft7::new(schema.as_value()).expect("a form is a schema");
    let disagrees = |value: &Value| validator.is_valid(value) != serde_yaml::from_str::<T>(&yaml_of(value)).is_ok();
    let disagreements: Vec<Value> = odd_values().into_iter().filter(disagrees).collect();
    assert!(disagreements.is_empty(), "{}: {disagreements:?}\n{schema:?}", T::EXPECTING);
}

#[test]
fn the_form_of_a_scalar_takes_what_the_scalar_is_read_from() {
    agree::<Address>();
    agree::<BaseUrl>();
    agree::<Band>();
    agree::<Change>();
    agree::<Count>();
    agree::<Currency>();
    agree::<Date>();
    agree::<ExperienceYears>();
    agree::<Grade>();
    agree::<Importance>();
    agree::<JobZone>();
    agree::<Label>();
    agree::<Language>();
    agree::<Money>();
    agree::<Notation>();
    agree::<Percent>();
    agree::<Period>();
    agree::<PointChange>();
    agree::<Points>();
    agree::<Section>();
    agree::<SkillLevel>();
    agree::<Slug>();
    agree::<SourceYears>();
    agree::<ToolCount>();
    agree::<Warning>();
    agree::<Years>();
}

/// Names that keys are changed to: those of other places, and none of the format.
const NAMES: [&str; 14] = [
    "value", "source", "level", "exposure", "before", "years", "at_least", "title", "name", "tittle", "Title", "a",
    "con", "2024",
];

/// Kinds of faults that a schema cannot know: they stand between values, between files or in Markdown.
const ELSEWHERE: [Code; 15] = [
    Code::UnknownLabel,
    Code::DuplicateId,
    Code::DuplicateKey,
    Code::UnknownReference,
    Code::SelfReference,
    Code::SharesOverWhole,
    Code::PercentilesFall,
    Code::ScoreOffScale,
    Code::NotAnAssessment,
    Code::RawHtml,
    Code::BrokenLink,
    Code::BrokenAnchor,
    Code::HeadingLevel,
    Code::Footnote,
    Code::FrontMatter,
];

/// What the program says of two numbers of which each is right by itself.
const COMPARISONS: [&str; 3] = ["the bands do not rise", "a scale cannot run from", "is lower than `from`"];

fn is_for_a_schema(fault: &Diagnostic) -> bool {
    !ELSEWHERE.contains(&fault.code) && !COMPARISONS.iter().any(|words| fault.message.contains(words))
}

/// Smaller files of the same kind, of which each has what every one needs and one key more: they are checked sooner.
fn parts(file: &Value) -> Vec<Value> {
    const NEEDED: [&str; 5] = ["title", "summary", "industry", "description", "base_url"];
    let map = file.as_object().expect("every file is a mapping");
    let part = |wanted: &str| -> Value {
        let keys = map.iter().filter(|(key, _)| *key == wanted || NEEDED.contains(&key.as_str()));
        keys.map(|(key, value)| (key.clone(), value.clone())).collect()
    };
    map.keys().filter(|key| !NEEDED.contains(&key.as_str())).map(|key| part(key)).collect()
}

impl Bench {
    fn new() -> Self {
        let root = crate_root().join("tests/sites/full");
        let folder = tempfile::tempdir().expect("tests can make temporary folders");
        let wanted = |path: &str| !path.starts_with("content/occupations/") || path.ends_with("lighthouse-keeper.yaml");
        let files = files_with_schema(&root).into_iter().filter(|(path, _)| wanted(path));
        let value = |path: &str| seen(path, &read(root.join(path))).expect("a good site is YAML");
        let files: Vec<(String, Kind, Value)> = files
            .flat_map(|(path, kind)| parts(&value(&path)).into_iter().map(move |part| (path.clone(), kind, part)))
            .collect();
        Self { folder, schemas: Schemas::new(), files }
    }

    /// Writes one file alone, and the site's own file where it is another, and gives what the program finds in it.
    fn faults(&self, path: &str, value: &Value) -> Vec<Diagnostic> {
        let root = self.folder.path();
        let write = |path: &str, text: &str| {
            let path = root.join(path);
            fs::create_dir_all(path.parent().expect("a file stands in a folder"))
                .expect("the test's folder is its own");
            fs::write(path, text).expect("the test's folder is its own");
        };
        let _ = fs::remove_dir_all(root.join("content"));
        let site = "title: A\nbase_url: https://example.org/\ndescription: B\n";
        write("content/site.yaml", site);
        let yaml = yaml_of(value);
        write(path, &if path.ends_with(".md") { format!("---\n{yaml}---\n") } else { yaml });
        let (listing, _) = Listing::of(root, &follow(root)).expect("the test's folder is readable");
        let mut faults = parse(&listing).expect("the test's files are readable").diagnostics;
        faults.retain(|fault| fault.file == path);
        faults
    }

    /// What is wrong with a schema: it takes what the program refuses, or the other way round.
    fn disagreement(&self, file: usize, way: &[Step], mutation: &Mutation) -> Option<String> {
        let (path, kind, value) = &self.files[file];
        if matches!(way, [Step::Key(list), Step::Index(_), Step::Key(key), ..] if list == "navigation" && key == "to") {
            // Where the navigation leads is judged when all files are read.
            return None;
        }
        let mut value = value.clone();
        mutate(&mut value, way, mutation);
        let mut faults = self.faults(path, &value);
        faults.retain(is_for_a_schema);
        let said = self.schemas.complaints(*kind, &value);
        let faults: Vec<String> = faults.into_iter().map(|fault| fault.message).collect();
        (faults.is_empty() != said.is_empty())
            .then(|| format!("{path} {way:?} {mutation:?}\n  program: {faults:?}\n  schema: {said:?}"))
    }
}

/// A file as an author writes it: nothing is written as nothing.
fn yaml_of(value: &Value) -> String {
    let text = serde_yaml::to_string(value).expect("JSON is YAML");
    let lines = text.lines().map(|line| match line.strip_suffix("null") {
        Some(rest) if rest.ends_with(": ") || rest.ends_with("- ") => rest.trim_end(),
        _ => line,
    });
    lines.map(|line| format!("{line}\n")).collect()
}

proptest! {
    // Ten times as many as elsewhere: the ways to go wrong are many, and each is seen quickly.
    #![proptest_config(ProptestConfig {
        cases: 10 * ProptestConfig::default().cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_schema_takes_what_the_program_takes(
        file in any::<Index>(),
        way in any::<Index>(),
        mutation in prop_oneof![
            8 => select(odd_values()).prop_map(Mutation::Replace),
            2 => select(&NAMES[..]).prop_map(|name| Mutation::Rename(name.to_owned())),
            1 => Just(Mutation::Drop),
            1 => Just(Mutation::PutIntoList),
        ],
    ) {
        BENCH.with(|bench| {
            let file = file.index(bench.files.len());
            let ways = ways(&bench.files[file].2);
            let way = way.get(&ways);
            if let Some(disagreement) = bench.disagreement(file, way, &mutation) {
                prop_assert!(false, "{disagreement}");
            }
            Ok(())
        })?;
    }
}
