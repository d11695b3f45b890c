//! How each kind of key merges; what two files say is written out as one.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::Value;
use serde_yaml::Value as Yaml;

use super::{Layered, Merged, merge};
use crate::model::occupation::OccupationDraft;
use crate::model::registry::ToolEntry;
use crate::model::{Scalar, Slug, Table};
use crate::parse::yaml::{Lie, Texts, write_layers};
use crate::schema::Kind;

const FILE: &str = "content/occupations/smith.yaml";

/// The required keys of a report.
const HEAD: &str = "title: Smith\nsummary: Forges.\nindustry: trades\n";

/// The merged text of two without its layers.
fn laid<T: Layered>(imported: &str, written: &str) -> String {
    let text = write_layers::<T>(Texts { imported, written }, T::SHAPE).expect("the texts are YAML");
    text.lines().map(|line| format!("{}\n", line.split("  # ").next().unwrap_or_default())).collect()
}

/// What lies below the required keys of a report after something was laid over it.
fn merged(imported: &str, written: &str) -> String {
    let whole = laid::<OccupationDraft>(&format!("{HEAD}{imported}"), written);
    whole.strip_prefix(HEAD).unwrap_or_else(|| panic!("the report begins with\n{whole}")).to_owned()
}

fn result(imported: &str, written: &str) -> Merged<OccupationDraft> {
    merge(FILE, Texts { imported, written })
}

/// The faults of two texts below the required keys: the file, the marked bytes, the code and the message.
fn faults(imported: &str, written: &str) -> Vec<String> {
    said(imported, written, |merged| merged.diagnostics)
}

/// What in the written text has no effect.
fn idle(imported: &str, written: &str) -> Vec<String> {
    let found = result(&format!("{HEAD}{imported}"), written);
    assert!(found.diagnostics.is_empty(), "{:?}", found.diagnostics);
    said(imported, written, |merged| merged.idle)
}

fn said(
    imported: &str,
    written: &str,
    which: fn(Merged<OccupationDraft>) -> Vec<crate::diagnostic::Diagnostic>,
) -> Vec<String> {
    let imported = format!("{HEAD}{imported}");
    let mut found = which(result(&imported, written));
    crate::diagnostic::sort(&mut found);
    let line = |fault: crate::diagnostic::Diagnostic| {
        let crate::diagnostic::Place::Bytes(range) = fault.place else { panic!("{fault:?} has no bytes") };
        let (layer, text) = if fault.file == FILE { ("written", written) } else { ("imported", imported.as_str()) };
        format!("{layer} `{}` {}: {}", &text[range], fault.code, fault.message)
    };
    found.into_iter().map(line).collect()
}

#[test]
fn texts_and_lists_replace_and_mappings_merge() {
    let below = "also: [Blacksmith, Farrier]\npay: {currency: USD, per: year, area: Here}\n";
    let above =
        "title: Master Smith\nalso: [Forger]\npay: {area: There, note: Of all.}\nfaq: [{question: Why, answer: So}]\n";
    assert_eq!(
        laid::<OccupationDraft>(&format!("{HEAD}{below}"), above),
        "title: Master Smith\nsummary: Forges.\nindustry: trades\nalso:\n  - Forger\npay:\n  currency: USD\n  per: year\n  \
         area: There\n  note: Of all.\nfaq:\n  - question: Why\n    answer: So\n"
    );
}

#[test]
fn nothing_removes() {
    let below = "also: [Farrier]\nrisk: {outlook: Fair, verdict: Good}\nrelated: [farmer]\n";
    assert_eq!(merged(below, "also:\nrisk: {outlook: ~}\nrelated: null\n"), "risk:\n  verdict: Good\n");
}

#[test]
fn a_list_changes_what_it_finds_and_adds_the_rest() {
    let below = "tasks:\n  - {id: a, name: Forge, performer: human}\n  - {id: b, name: Shoe}\n";
    let above = "tasks:\n  - {id: b, performer: assisted}\n  - {name: Sell}\n  - {id: c, name: Teach}\n";
    assert_eq!(
        merged(below, above),
        "tasks:\n  - id: a\n    name: Forge\n    performer: human\n  - id: b\n    name: Shoe\n    performer: assisted\n  \
         - name: Sell\n  - id: c\n    name: Teach\n"
    );
}

#[test]
fn a_mapping_changes_and_removes_and_adds_nothing() {
    let below = "tasks: [{id: a, name: Forge}, {id: b, name: Shoe}, {id: c, name: Sell}]\n";
    let above = "tasks: {b: {performer: human}, c: null, d: {name: Teach}, e: null}\n";
    assert_eq!(
        merged(below, above),
        "tasks:\n  - id: a\n    name: Forge\n  - id: b\n    name: Shoe\n    performer: human\n"
    );
    assert_eq!(
        idle(below, above),
        [
            "written `d` overlay-without-item: the imported file has no item of `tasks` named `d`",
            "written `e` overlay-removes-nothing: the imported file has no item of `tasks` named `e`",
        ]
    );
}

#[test]
fn each_list_knows_its_items_by_its_own_keys() {
    for (below, above, expected) in [
        (
            "risk: {assessments: [{source: index, score: 40%, as_of: 2025}]}\n",
            "risk: {assessments: [{source: index, label: fair}]}\n",
            "risk:\n  assessments:\n    - source: index\n      score: 40%\n      as_of: 2025\n      label: fair\n",
        ),
        ("learn: [{tool: saw}]\n", "learn: {saw: {why: It lasts.}}\n", "learn:\n  - tool: saw\n    why: It lasts.\n"),
        (
            "paths: [{to: farmer}, {to: {title: Chief Smith}}]\n",
            "paths: {Chief Smith: {kind: leadership}, farmer: null}\n",
            "paths:\n  - to:\n      title: Chief Smith\n    kind: leadership\n",
        ),
        (
            "technologies: [{tool: saw, hot: true}, {tool: {name: Old File}, use: filing}]\n",
            "technologies: [{tool: {name: Old File}, use: rough filing}, {tool: rasp}]\n",
            "technologies:\n  - tool: saw\n    hot: true\n  - tool:\n      name: Old File\n    use: rough filing\n  - tool: rasp\n",
        ),
        (
            "codes: [{scheme: isco, code: 7221}, {scheme: soc, code: 7221}]\n",
            "codes: {soc 7221: {match: broad}}\n",
            "codes:\n  - scheme: isco\n    code: 7221\n  - scheme: soc\n    code: 7221\n    match: broad\n",
        ),
        (
            "skills: [{name: Sums, kind: knowledge}, {name: Sums}]\n",
            "skills: [{name: Sums, why: Counting.}, {name: Sums, kind: knowledge, why: Knowing.}]\n",
            "skills:\n  - name: Sums\n    kind: knowledge\n    why: Knowing.\n  - name: Sums\n    why: Counting.\n",
        ),
    ] {
        assert_eq!(merged(below, above), expected, "{above}");
    }
}

#[test]
fn of_items_that_are_known_by_the_same_a_list_meets_one_after_the_other() {
    let below = "risk: {assessments: [{source: index, score: 40%}, {source: index, score: 41%}]}\n";
    let above = "risk: {assessments: [{source: index, score: 50%}, {source: index, score: 51%}, {source: index, score: 52%}]}\n";
    let expected = "risk:\n  assessments:\n    - source: index\n      score: 50%\n    - source: index\n      score: 51%\n    \
                    - source: index\n      score: 52%\n";
    assert_eq!(merged(below, above), expected);
    assert_eq!(merged(below, "risk: {assessments: {index: null}}\n"), "risk:\n  assessments: []\n");
}

#[test]
fn an_empty_list_leaves_nothing() {
    assert_eq!(merged("skills: [{name: Sums}]\n", "skills: []\n"), "skills: []\n");
}

#[test]
fn a_figure_with_a_value_takes_the_place_of_the_other_with_all_that_stands_beside_it() {
    let cited = "tasks: [{id: a, name: Forge, exposure: {value: 80, source: study, as_of: 2023, note: Old}}]\n";
    for (below, above, expected) in [
        (cited, "exposure: {value: 60, source: ours}", "exposure:\n      value: 60\n      source: ours\n"),
        (cited, "exposure: 60", "exposure: 60\n"),
        (
            "tasks: [{id: a, name: Forge, exposure: 80}]\n",
            "exposure: {value: 60, source: ours, as_of: 2026}",
            "exposure:\n      value: 60\n      source: ours\n      as_of: 2026\n",
        ),
    ] {
        let whole = merged(below, &format!("tasks: {{a: {{{above}}}}}\n"));
        assert_eq!(whole, format!("tasks:\n  - id: a\n    name: Forge\n    {expected}"), "{above}");
    }
}

#[test]
fn a_figure_without_a_value_changes_what_stands_beside_the_other() {
    let cited = "exposure: {value: 80, source: study, as_of: 2023, note: Old}";
    for (below, above, expected) in [
        (cited, "{note: New}", "value: 80|note: New|source: study|as_of: 2023"),
        (cited, "{as_of: 2024}", "value: 80|note: Old|source: study|as_of: 2024"),
        // A date belongs to the source that it stands with.
        (cited, "{source: survey}", "value: 80|note: Old|source: survey"),
        (cited, "{note: ~, as_of: ~}", "value: 80|source: study"),
        ("exposure: 80, source: study", "{note: New}", "value: 80|note: New"),
        ("horizon: {before: 2031}", "{note: New}", "before: 2031|note: New"),
        ("horizon: 1-3", "{note: New}", "years: 1-3|note: New"),
    ] {
        let key = below.split(':').next().expect("it has a key");
        let whole = merged(
            &format!("tasks: [{{id: a, name: Forge, {below}}}]\n"),
            &format!("tasks: {{a: {{{key}: {above}}}}}\n"),
        );
        let lines: Vec<&str> = whole.lines().filter_map(|line| line.strip_prefix("      ")).collect();
        assert_eq!(lines.join("|"), expected, "{below} {above}");
    }
}

#[test]
fn other_long_forms_replace_each_other_too() {
    let below =
        "pay: {currency: USD, per: year, percentiles: {p50: 10, p90: {at_least: 20}}, premium: {from: 1, to: 5}}\n";
    let above = "pay: {percentiles: {p90: {value: 30, note: New}}, premium: {from: 2}}\n";
    assert_eq!(
        merged(below, above),
        "pay:\n  currency: USD\n  per: year\n  percentiles:\n    p50: 10\n    p90:\n      value: 30\n      note: New\n  \
         premium:\n    from: 2\n"
    );
    let below = "tasks: [{id: a, name: Forge, horizon: {years: 1-3, source: study}, exposure: 50}]\n";
    let above = "tasks: {a: {horizon: {before: 2031, source: ours}, level: high}}\n";
    let expected =
        "tasks:\n  - id: a\n    name: Forge\n    horizon:\n      before: 2031\n      source: ours\n    level: high\n";
    assert_eq!(merged(below, above), expected);
}

/// An imported report whose figures have sources at every place from which they can come.
const SOURCED: &str = "source: census\nas_of: 2024\ndefaults: {tasks: {source: study, as_of: 2023}}\nrisk: {outlook: Fair}\n\
                       tasks: [{id: a, name: Forge, exposure: 50}, {id: b, name: Shoe, source: survey, share: 10}]\n\
                       demand: {employment: 100, source: bureau, as_of: 2025}\n";

/// The lines of a merged report that are about one key, below it.
fn below_key(whole: &str, key: &str) -> String {
    let start = whole.find(&format!("\n{key}:\n")).unwrap_or_else(|| panic!("no `{key}` in\n{whole}"));
    let rest = &whole[start + key.len() + 3..];
    let lines: Vec<&str> = rest.lines().take_while(|line| line.starts_with(' ')).map(str::trim).collect();
    lines.join("|")
}

#[test]
fn a_written_value_never_takes_the_source_of_the_imported_file() {
    let whole =
        merged(SOURCED, "risk: {verdict: Good}\ntasks: {a: {share: 20}, b: {exposure: 5}}\ndemand: {growth: 3}\n");
    assert_eq!(below_key(&whole, "risk"), "outlook: Fair|verdict:|text: Good|source: none");
    assert_eq!(
        below_key(&whole, "tasks"),
        "- id: a|name: Forge|exposure: 50|share:|value: 20|source: none|\
         - id: b|name: Shoe|source: survey|share: 10|exposure:|value: 5|source: none"
    );
    assert_eq!(below_key(&whole, "demand"), "employment: 100|source: bureau|as_of: 2025|growth:|value: 3|source: none");
    assert!(
        whole.starts_with("source: census\nas_of: 2024\ndefaults:\n  tasks:\n    source: study\n    as_of: 2023\n")
    );
}

#[test]
fn a_written_value_takes_the_nearest_source_of_the_written_file() {
    let above = "source: ours\nas_of: 2026\ndefaults: {tasks: {as_of: 2027}}\nrisk: {verdict: Good}\n\
                 tasks: [{id: a, share: 20}, {name: Teach, exposure: 5}]\n";
    let whole = merged(SOURCED, above);
    assert_eq!(below_key(&whole, "risk"), "outlook: Fair|verdict:|text: Good|source: ours|as_of: 2026");
    assert_eq!(
        below_key(&whole, "tasks"),
        "- id: a|name: Forge|exposure: 50|share:|value: 20|source: ours|as_of: 2027|\
         - id: b|name: Shoe|source: survey|share: 10|- name: Teach|exposure: 5|source: ours|as_of: 2027"
    );
    // What is imported keeps its own.
    assert!(whole.starts_with("source: census\nas_of: 2024\n"), "{whole}");
}

#[test]
fn a_source_of_a_written_item_is_not_that_of_what_was_imported() {
    let whole = merged(SOURCED, "tasks: {a: {source: ours, share: 20}, b: {source: ours, level: low}}\n");
    assert_eq!(
        below_key(&whole, "tasks"),
        "- id: a|name: Forge|exposure:|value: 50|source: study|as_of: 2023|source: ours|share: 20|\
         - id: b|name: Shoe|share:|value: 10|source: survey|source: ours|level: low"
    );
}

#[test]
fn words_without_a_source_of_their_own_bring_that_of_their_item() {
    let whole = merged(SOURCED, "tasks: {b: {level: low}}\n");
    assert_eq!(
        below_key(&whole, "tasks"),
        "- id: a|name: Forge|exposure: 50|- id: b|name: Shoe|share:|value: 10|source: survey|level: low|source: none"
    );
}

#[test]
fn a_written_list_keeps_its_sources_as_a_whole() {
    let below = "source: census\nroadmap: [{title: Old}]\npay: {currency: USD, per: year, source: bureau, levels: [{name: Old}]}\n";
    let above = "source: ours\nroadmap: [{title: New}, {title: Other, source: study}]\npay: {levels: [{name: New}]}\n";
    let whole = merged(below, above);
    assert_eq!(below_key(&whole, "roadmap"), "- title: New|source: ours|- title: Other|source: study");
    assert_eq!(below_key(&whole, "pay"), "currency: USD|per: year|source: bureau|levels:|- name: New|source: ours");
}

#[test]
fn imported_sources_can_be_removed() {
    let whole = merged(SOURCED, "source: ~\nas_of: ~\ndefaults: {tasks: ~}\n");
    assert!(whole.starts_with("defaults: {}\nrisk:\n  outlook: Fair\ntasks:\n"), "{whole}");
}

#[test]
fn a_table_merges_entry_by_entry() {
    let below = "saw: {name: Saw, summary: Saws., url: 'https://saw.example/'}\nrasp: {name: Rasp, summary: Rasps.}\n";
    let above =
        "saw: {affiliate: true, url: ~}\nrasp: ~\nfile: {name: File, summary: Files.}\nswa: {affiliate: true}\n";
    let expected = "saw:\n  name: Saw\n  summary: Saws.\n  affiliate: true\nfile:\n  name: File\n  summary: Files.\n";
    assert_eq!(laid::<Table<ToolEntry>>(below, above), expected);
    let found = merge::<Table<ToolEntry>>("content/tools.yaml", Texts { imported: below, written: above });
    let names: Vec<Slug> = found.value.expect("there is no fault").into_iter().map(|(id, _)| id).collect();
    assert_eq!(names, ["saw", "file"].map(|id| Slug::from_text(id).expect("it is one")));
    let [idle] = found.idle.as_slice() else { panic!("{:?}", found.idle) };
    let said =
        "the imported file has no entry `swa`, and for one of its own the key `name` is missing; did you mean `saw`?";
    assert_eq!(idle.message, said);
}

#[test]
fn what_has_no_effect_is_told() {
    let below = "skills: [{name: Sums}]\ntasks: [{id: a-1, name: Forge}]\nrisk: {outlook: Fair}\n";
    let above = "sumary: ~\nskills: {Sum: {resilience: high}}\ntasks: [{id: a-2, share: 5}, {id: b, name: Own}]\nrisk: {verdikt: ~}\n";
    assert_eq!(
        idle(below, above),
        [
            "written `sumary` overlay-removes-nothing: the imported file has no key `sumary`; did you mean `summary`?",
            "written `Sum` overlay-without-item: the imported file has no item of `skills` named `Sum`; did you mean `Sums`?",
            "written `{id: a-2, share: 5}` overlay-without-item: the imported file has no item of `tasks` named `a-2`, and \
             for one of its own the key `name` is missing; did you mean `a-1`?",
            "written `verdikt` overlay-removes-nothing: the imported file has no key `verdikt`",
        ]
    );
    let draft = result(&format!("{HEAD}{below}"), above).value.expect("there is no fault");
    assert_eq!(draft.tasks.iter().map(|task| task.name.as_str()).collect::<Vec<_>>(), ["Forge", "Own"]);
}

#[test]
fn an_item_that_is_no_edit_has_to_stand_by_itself() {
    let missing = "missing-key: the key `name` is missing";
    assert_eq!(faults("", "tasks: [{id: a, share: 5}]\n"), [format!("written `{{id: a, share: 5}}` {missing}")]);
    assert_eq!(
        faults("tasks: [{id: a, name: Forge}]\n", "tasks: [{share: 5}]\n"),
        [format!("written `{{share: 5}}` {missing}")]
    );
}

#[test]
fn a_fault_stands_in_the_file_from_which_the_value_came() {
    let below = "updated: soon\ntasks: [{id: a, name: Forge, share: 101}, {id: b, name: Shoe, exposur: 1}]\n";
    let above =
        "tasks: {a: {exposure: 200}, b: {share: many}}\nalsso: [x]\nas_of: soon\ndefaults: {taks: {source: a}}\n";
    let found: Vec<String> =
        faults(below, above).iter().map(|fault| fault.split(": ").next().expect("it has words").to_owned()).collect();
    assert_eq!(
        found,
        [
            "imported `soon` invalid-date",
            "imported `101` out-of-range",
            "imported `exposur` unknown-key",
            "written `200` out-of-range",
            "written `many` wrong-type",
            "written `alsso` unknown-key",
            "written `soon` invalid-date",
            "written `taks` unknown-key",
        ]
    );
}

#[test]
fn a_missing_key_is_missing_where_it_was_removed() {
    assert_eq!(faults("", "title: ~\n"), ["written `title: ~` missing-key: the key `title` is missing"]);
    let below = "risk: {assessments: [{source: index, score: 5%}, {source: study}]}\n";
    assert_eq!(
        faults(below, "risk: {assessments: {index: {score: ~}}}\n"),
        [
            "imported `{source: study}` missing-key: the key `score` is missing",
            "written `score: ~` missing-key: the key `score` is missing",
        ]
    );
    let lacking = result("title: Smith\nindustry: trades\n", "updated: 2026\n");
    assert_eq!(lacking.diagnostics[0].file, "content/imported/occupations/smith.yaml");
}

#[test]
fn what_is_no_yaml_is_told_of_both() {
    let found = result("title: [\n", "title: '\n");
    let files: Vec<&str> = found.diagnostics.iter().map(|fault| fault.file.as_str()).collect();
    assert_eq!(files, ["content/imported/occupations/smith.yaml", FILE]);
    assert_eq!(faults("", "also: [a]\nalso: [b]\n"), ["written `also` duplicate-key: the key `also` stands twice"]);
    assert_eq!(faults("", "- a\n"), ["written `- a` wrong-type: expected a mapping, found a list"]);
}

#[test]
fn the_example_of_the_documentation_is_true() {
    let page = include_str!("../../../docs/content.md");
    let start = page.find("# content/occupations/electrician.yaml, over").expect("the page has an example");
    let example = page[start..].split("```").next().expect("the example has an end");
    let below = "title: Electricians\nsummary: Wire.\nindustry: trades\nalso: [Wireman]\ndefaults: {tasks: {source: census}}\n\
                 tasks: [{id: onet-8823, name: Pull}, {id: onet-8824, name: Bend, share: 5}]\nskills: [{name: Troubleshooting}]\n\
                 pay: {currency: USD, per: year, percentiles: {p50: 1}}\n";
    let Merged { value, diagnostics, idle, .. } = result(below, example);
    assert!(diagnostics.is_empty() && idle.is_empty(), "{diagnostics:?} {idle:?}");
    let draft = value.expect("there is no fault");
    assert_eq!(
        (draft.title.as_str(), draft.also.len(), draft.tasks.len(), draft.skills.len()),
        ("Electrician", 0, 1, 1)
    );
    let exposure = draft.tasks[0].exposure.as_ref().expect("it was written");
    assert_eq!(exposure.cite.source.as_ref().map(|source| source.as_str()), Some("our-judgement"));
}

/// The forms that a value can have by a schema.
fn forms(schema: &Value, of: &Value) -> Vec<Value> {
    if let Some(name) = of.get("$ref").and_then(Value::as_str) {
        let pointer = name.trim_start_matches('#').replace("%20", " ");
        return forms(schema, schema.pointer(&pointer).expect("the schema has what it refers to"));
    }
    match of.get("anyOf").and_then(Value::as_array) {
        Some(any) => any.iter().flat_map(|form| forms(schema, form)).collect(),
        None => vec![of.clone()],
    }
}

/// The ways to values that have a short form, and a long one that names a source.
fn figures(schema: &Value, of: &Value, way: &str, found: &mut BTreeSet<String>) {
    let forms = forms(schema, of);
    if forms.iter().any(|form| form.pointer("/then/properties/source").is_some()) {
        found.insert(way.to_owned());
        return;
    }
    for form in &forms {
        for (key, inner) in form.get("properties").and_then(Value::as_object).into_iter().flatten() {
            figures(schema, inner, &format!("{way}.{key}"), found);
        }
        if let Some(items) = form.get("items") {
            figures(schema, items, way, found);
        }
    }
}

#[test]
fn every_value_that_can_name_its_source_is_known_as_such() {
    let schema: Value = serde_json::from_str(&Kind::Occupation.json()).expect("a schema is JSON");
    let mut ways = BTreeSet::new();
    figures(&schema, &schema, "", &mut ways);
    assert!(ways.len() > 15 && ways.contains(".tasks.exposure") && ways.contains(".risk.verdict"), "{ways:?}");
    let unknown: Vec<&String> = ways.iter().filter(|way| !is_figure(way)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

#[test]
fn a_schema_takes_a_mapping_for_every_list_whose_items_are_known() {
    let schema: Value = serde_json::from_str(&Kind::OccupationOverlay.json()).expect("a schema is JSON");
    let mut taken = BTreeSet::new();
    let keys = [schema.pointer("/properties"), schema.pointer("/properties/risk/properties")];
    for (key, value) in keys.into_iter().flatten().filter_map(Value::as_object).flatten() {
        let types = value.get("type").and_then(Value::as_array);
        if types.is_some_and(|types| ["array", "object"].iter().all(|name| types.contains(&(*name).into()))) {
            taken.insert(key.clone());
        }
    }
    let shapes = [OccupationDraft::SHAPE, &super::RISK];
    let known = shapes.iter().flat_map(|shape| shape.keys).filter(|(_, lie)| matches!(lie, Lie::Items(..)));
    let known: BTreeSet<String> = known.map(|(key, _)| (*key).to_owned()).collect();
    // A list that reports do not have yet is in no schema.
    assert!(
        taken.is_subset(&known)
            && known.iter().all(|key| taken.contains(key) || schema["properties"].get(key).is_none())
    );
    assert!(taken.len() >= 6, "{taken:?}");
}

/// Whether a way leads to a figure by the shape of a report.
fn is_figure(way: &str) -> bool {
    let mut shape = OccupationDraft::SHAPE;
    for key in way.split('.').skip(1) {
        match shape.keys.iter().find(|(name, _)| *name == key) {
            Some((_, Lie::Mapping(inner) | Lie::Items(_, inner) | Lie::Whole(inner))) => shape = inner,
            Some((_, Lie::Figure(_))) => return true,
            None => return false,
        }
    }
    false
}

/// Reports of the repository.
fn reports() -> Vec<String> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["content/occupations", "tests/sites/full/content/occupations"];
    let files = folders.iter().flat_map(|folder| root.join(folder).read_dir().expect("the site is there"));
    let paths = files.map(|file| file.expect("the folder can be read").path());
    let yaml = paths.filter(|path| path.extension().is_some_and(|ending| ending == "yaml"));
    let mut texts: Vec<String> = yaml.map(|path| std::fs::read_to_string(path).expect("it can be read")).collect();
    texts.sort();
    texts
}

fn draft(text: &str) -> String {
    let draft: OccupationDraft = serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{error}:\n{text}"));
    format!("{draft:?}")
}

#[test]
fn an_empty_file_over_a_report_changes_nothing() {
    for text in reports() {
        for above in ["", "# yaml-language-server: $schema=x\n", "{}\n"] {
            let Merged { value, diagnostics, idle, .. } = result(&text, above);
            assert!(diagnostics.is_empty() && idle.is_empty(), "{diagnostics:?} {idle:?}");
            assert_eq!(format!("{:?}", value.expect("there is no fault")), draft(&text));
        }
    }
}

#[test]
fn a_report_over_itself_changes_nothing() {
    for text in reports() {
        let Merged { value, diagnostics, idle, .. } = result(&text, &text);
        assert!(diagnostics.is_empty() && idle.is_empty(), "{diagnostics:?} {idle:?}");
        assert_eq!(format!("{:?}", value.expect("there is no fault")), draft(&text));
    }
}

/// A report with some of its keys, and of its lists with some of their items, some of them as nothing.
fn part(text: &str, choices: &[u8]) -> String {
    let whole: Yaml = serde_yaml::from_str(text).expect("the report is YAML");
    let mut choices = choices.iter().copied().cycle();
    let part = thinned(&whole, &mut choices, 0);
    serde_yaml::to_string(&part).expect("YAML can be written")
}

fn thinned(value: &Yaml, choices: &mut impl Iterator<Item = u8>, depth: usize) -> Yaml {
    match value {
        Yaml::Mapping(entries) => {
            let mut kept = serde_yaml::Mapping::new();
            for (key, inner) in entries {
                match choices.next().unwrap_or_default() % 8 {
                    0 | 1 => {}
                    2 if depth > 0 => {
                        kept.insert(key.clone(), Yaml::Null);
                    }
                    _ => {
                        kept.insert(key.clone(), thinned(inner, choices, depth + 1));
                    }
                }
            }
            Yaml::Mapping(kept)
        }
        Yaml::Sequence(items) => {
            let kept =
                items.iter().filter(|_| choices.next().is_some_and(|choice| choice > 80)).cloned().collect::<Vec<_>>();
            Yaml::Sequence(kept.iter().map(|item| thinned(item, choices, depth + 1)).collect())
        }
        scalar => scalar.clone(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn a_merged_report_is_what_its_text_says(one in 0..40_usize, other in 0..40_usize, choices in prop::collection::vec(any::<u8>(), 1..60)) {
        let reports = reports();
        let (imported, written) = (&reports[one % reports.len()], part(&reports[other % reports.len()], &choices));
        let Merged { value, diagnostics, idle, .. } = result(imported, &written);
        let texts = Texts { imported, written: &written };
        let text = write_layers::<OccupationDraft>(texts, OccupationDraft::SHAPE).expect("both are YAML");
        let quick = serde_yaml::from_str::<OccupationDraft>(&text);
        // What is left out of the text because it found nothing can have a fault beside.
        let agree = quick.is_ok() == diagnostics.is_empty() || !idle.is_empty();
        prop_assert!(agree, "{:?}\n{:?}\n{}", diagnostics, quick, text);
        prop_assert!(quick.is_ok() || !diagnostics.is_empty());
        if let Ok(quick) = quick {
            let value = value.filter(|_| diagnostics.is_empty());
            prop_assert!(value.is_none_or(|value| format!("{value:?}") == format!("{quick:?}")), "{}", text);
        }
    }
}
