//! The table of keys knows what the schemas know, and the documentation is true.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Layered, Merged, result};
use crate::model::occupation::OccupationDraft;
use crate::parse::yaml::Lie;
use crate::schema::Kind;

#[test]
fn the_example_of_the_documentation_is_true() {
    let page = include_str!("../../../../docs/content.md");
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
    let shapes = [OccupationDraft::SHAPE, &super::super::RISK];
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
