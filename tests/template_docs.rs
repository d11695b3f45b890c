//! `docs/templates.md` names every template, and every value that a template sees, by its name and its type; and no others.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use foretask::build::{BuildOptions, Site as Loaded};
use foretask::link::DraftRule;
use serde_json::Value;
use support::{Site, crate_root, files_below, read};

/// A row of a table: a value by its path, and its type.
type Table = BTreeMap<String, String>;

/// The document: for each heading the table below it.
struct Document {
    text: String,
    tables: BTreeMap<String, Table>,
}

impl Document {
    fn read() -> Self {
        let text = read(crate_root().join("docs/templates.md"));
        let mut tables: BTreeMap<String, Table> = BTreeMap::new();
        let mut heading = String::new();
        let mut is_of_values = false;
        for line in text.lines() {
            if let Some(title) = line.strip_prefix("### ").or(line.strip_prefix("## ")) {
                heading = title.trim_matches('`').to_lowercase();
                is_of_values = false;
            } else if line == "| value | type | what it is |" {
                is_of_values = true;
            } else if is_of_values && line.starts_with("| `") {
                let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
                let [path, kind, what] = cells[..] else { panic!("a row has three cells: {line}") };
                assert!(!what.is_empty(), "nothing is said of {path} below {heading}");
                let table = tables.entry(heading.clone()).or_default();
                let before = table.insert(path.trim_matches('`').to_owned(), kind.to_owned());
                assert!(before.is_none(), "{path} stands twice below {heading}");
            }
        }
        Self { text, tables }
    }

    /// All that a template sees: what every page has, what its own table names, and of a report what its sections' do.
    fn seen_by(&self, template: &str) -> Table {
        let is_meant = |heading: &str| {
            heading == template
                || heading == "values of every page"
                || (template == "report.html" && heading.starts_with("sections/"))
        };
        let tables = self.tables.iter().filter(|(heading, _)| is_meant(heading));
        tables.flat_map(|(_, table)| table.clone()).collect()
    }
}

/// What was compared with the document.
#[derive(Default)]
struct Comparison {
    complaints: BTreeSet<String>,
    /// The values that some view has, by table.
    seen: BTreeSet<(String, String)>,
}

impl Comparison {
    /// Compares the values of an object with a table, below a path in it.
    fn object(&mut self, document: &Document, name: &str, table: &Table, path: &str, object: &Value) {
        let Value::Object(values) = object else {
            self.complaints.insert(format!("{name}: `{path}` is no set of values"));
            return;
        };
        for (key, value) in values {
            let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            match table.get(&path) {
                Some(kind) => self.value(document, name, table, &path, kind, value),
                None if table.keys().any(|known| known.starts_with(&format!("{path}[]."))) => {
                    self.list(document, name, table, &path, "values", value);
                }
                None => {
                    self.complaints.insert(format!("{name}: `{path}` is not in the document"));
                }
            }
        }
    }

    /// Compares a value with the type that the document names.
    fn value(&mut self, document: &Document, name: &str, table: &Table, path: &str, kind: &str, value: &Value) {
        let (bare, optional) = kind.strip_suffix(" or none").map_or((kind, false), |bare| (bare, true));
        if value.is_null() {
            if !optional {
                self.complaints.insert(format!("{name}: `{path}` can be none, and the document says {kind}"));
            }
            return;
        }
        self.seen.insert((name.to_owned(), path.to_owned()));
        let is_right = match bare {
            "text" | "HTML" | "address" => value.is_string(),
            "number" => value.is_number(),
            "flag" => value.is_boolean(),
            "values" => return self.object(document, name, table, path, value),
            _ => match (bare.strip_prefix("list of "), bare.strip_prefix('[')) {
                (Some(item), _) => return self.list(document, name, table, path, item, value),
                (None, Some(link)) => {
                    let shape = link.split(']').next().unwrap_or_default().to_owned();
                    match document.tables.get(&shape) {
                        Some(table) => return self.object(document, &shape, table, "", value),
                        None => panic!("{name}: `{path}` is a {shape}, which the document does not explain"),
                    }
                }
                (None, None) => panic!("{name}: `{path}` has the type {kind}, which is none"),
            },
        };
        if !is_right {
            self.complaints.insert(format!("{name}: `{path}` is {value}, and the document says {kind}"));
        }
    }

    fn list(&mut self, document: &Document, name: &str, table: &Table, path: &str, item: &str, value: &Value) {
        let Value::Array(items) = value else {
            self.complaints.insert(format!("{name}: `{path}` is no list"));
            return;
        };
        for value in items {
            self.value(document, name, table, &format!("{path}[]"), item, value);
        }
    }
}

/// A site whose lists are all longer than a page.
fn large() -> Site {
    let report = "industry: sea\nsummary: A.\ntasks: [{name: Ring, tools: [bell-0]}]\nlearn: [{tool: bell-0}]\n\
                  risk: {assessments: [{source: index, score: 5%}]}\nhistory: [{date: 2026, score: 5, cause: data}]\n";
    let tools: String = (0..210).map(|at| format!("bell-{at}: {{name: Bell {at}, summary: Rings.}}\n")).collect();
    let site = Site::minimal()
        .file("content/tools.yaml", &tools)
        .file("content/industries.yaml", "sea: {name: Sea}\nland: {name: Land}\nsky: {name: Sky}\n")
        .file("content/sources.yaml", "index: {title: The Index, kind: index, measures: risk, url: 'https://index.example/', licence: CC0, attribution: By all.}\noffice: {title: The Office, kind: statistics}\n");
    for at in 0..520 {
        // A score, pay and employment of its own, one after another in each of three industries.
        let industry = ["land", "sky"].get(at).unwrap_or(&"sea");
        let report = report.replace("industry: sea", &format!("industry: {industry}"));
        let report = report.replace("score: 5%", &format!("score: {}%", at % 100));
        let pay = if at == 9 { "{at_least: 900}".to_owned() } else { (100 + at).to_string() };
        let source = if at < 20 { "office" } else { "index" };
        let own = format!(
            "pay: {{currency: EUR, per: year, source: {source}, percentiles: {{p50: {pay}}}}}\n\
             demand: {{employment: {}, source: index}}\n",
            1000 + at,
        );
        let own = if at == 8 { "" } else { &own };
        site.write(&format!("content/occupations/job-{at}.yaml"), &format!("title: Job {at}\n{report}{own}"));
    }
    let article = "---\ntitle: A\nsummary: A.\n---\n\n## A\n\na\n\n## B\n\nb\n\n## C\n\nc\n\n## D\n\nd\n";
    for at in 0..210 {
        site.write(&format!("content/articles/article-{at}.md"), article);
    }
    site
}

#[test]
fn the_document_names_what_templates_see_and_nothing_else() {
    let document = Document::read();
    let mut comparison = Comparison::default();
    for site in [Site::full(), Site::minimal(), large()] {
        let options = BuildOptions { drafts: DraftRule::Exclude, ..BuildOptions::default() };
        let site = Loaded::load(&site.root(), &options).expect("the site has no faults");
        let press = site.press().expect("the theme has no faults");
        let renderer = site.renderer(&press);
        for (_, output) in site.plan.outputs() {
            let Some(seen) = renderer.seen(*output).expect("all can be read") else { continue };
            let mut values = seen.view;
            values.insert("site".to_owned(), seen.site);
            let table = document.seen_by(seen.template);
            comparison.object(&document, seen.template, &table, "", &Value::Object(values));
        }
    }
    let Comparison { mut complaints, seen } = comparison;
    for (heading, table) in &document.tables {
        for path in table.keys() {
            let is_seen = |(name, known): &(String, String)| {
                let here = name == heading
                    || heading == "values of every page"
                    || (heading.starts_with("sections/") && name == "report.html");
                here && known == path
            };
            if !seen.iter().any(is_seen) {
                complaints.insert(format!("{heading}: no view has `{path}`"));
            }
        }
    }
    let complaints: Vec<String> = complaints.into_iter().collect();
    assert!(complaints.is_empty(), "{} complaints\n{}", complaints.len(), complaints.join("\n"));
}

#[test]
fn every_file_of_the_templates_is_named() {
    let document = Document::read();
    for file in files_below(&crate_root().join("templates")) {
        let name = file.display().to_string().replace('\\', "/");
        assert!(document.text.contains(&format!("`{name}`")), "`{name}` is not in the document");
    }
}

#[test]
fn every_component_is_named_with_its_arguments() {
    let document = Document::read();
    let mut count = 0;
    let folder = crate_root().join("templates/components");
    for file in files_below(&folder) {
        let text = read(folder.join(file));
        for declared in text.split("{% component ").skip(1) {
            let (name, rest) = declared.split_once('(').expect("a component has arguments");
            let row = document.text.lines().find(|line| line.starts_with(&format!("| `<{name} />` |")));
            let row = row.unwrap_or_else(|| panic!("the component `{name}` is not in the document"));
            let arguments = rest.split(')').next().unwrap_or_default().split(',').map(str::trim);
            let wanted: BTreeSet<&str> = arguments
                .filter(|argument| !argument.starts_with('@') && !argument.is_empty())
                .map(|argument| argument.split(':').next().unwrap_or_default())
                .collect();
            let cell = row.split(" | ").nth(1).unwrap_or_default();
            let told: BTreeSet<&str> = cell
                .split("; `")
                .filter_map(|part| part.trim_start_matches(['`', '|', ' ']).split_once("`:"))
                .map(|(name, _)| name)
                .collect();
            assert_eq!(told, wanted, "{row}");
            count += 1;
        }
    }
    assert_eq!(document.text.lines().filter(|line| line.starts_with("| `<")).count(), count);
}

#[test]
fn every_function_and_filter_is_named() {
    let document = Document::read();
    let engine = read(crate_root().join("src/render/engine.rs"));
    let registered = engine.split("tera.register_").skip(1).filter_map(|text| text.split('"').nth(1));
    let names: Vec<&str> = registered.collect();
    assert!(names.len() >= 3, "{names:?}");
    for name in names {
        assert!(document.text.contains(&format!("| `{name}")), "`{name}` is not in the document");
    }
}
