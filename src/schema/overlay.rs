//! The schema of a file that lies over an imported one: no key is required, nothing removes, and lists whose items are known by an identity
//! can be mappings.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::tidy::NOTHING;

/// Lists whose items lie over those of the imported file, wherever they stand.
const KNOWN_ITEMS: [&str; 7] = ["codes", "assessments", "tasks", "skills", "technologies", "learn", "paths"];

/// Where the definitions of a schema stand.
const DEFINITIONS: &str = "#/definitions/";

/// Turns the schema of a whole file into that of one that lies over it.
pub(super) fn lay_over(schema: &mut Value) {
    let definitions = schema.get("definitions").cloned().unwrap_or_default();
    let mut reached = BTreeSet::new();
    let mut next = Vec::new();
    relax(schema, &mut next);
    while let Some(name) = next.pop() {
        let Some(mut definition) = definitions.get(&name).filter(|_| reached.insert(name.clone())).cloned() else {
            continue;
        };
        relax(&mut definition, &mut next);
        schema["definitions"][&name] = definition;
    }
}

/// Relaxes a schema and what stands in it, and notes the definitions to which it refers. Items of lists that are replaced as a whole stay
/// as they are.
fn relax(schema: &mut Value, refers_to: &mut Vec<String>) {
    let Some(keys) = schema.as_object_mut() else { return };
    if let Some(name) = keys.get("$ref").and_then(Value::as_str).and_then(|name| name.strip_prefix(DEFINITIONS)) {
        refers_to.push(name.replace("%20", " "));
    }
    for part in ["anyOf", "oneOf"] {
        for form in keys.get_mut(part).and_then(Value::as_array_mut).into_iter().flatten() {
            relax(form, refers_to);
        }
    }
    if let Some(rules) = keys.get_mut("allOf").and_then(Value::as_array_mut) {
        // A key that is wanted can stand in the imported file.
        rules.retain(|rule| rule.pointer("/then/required").is_none());
        if rules.is_empty() {
            keys.remove("allOf");
        }
    }
    if let Some(then) = keys.get_mut("then") {
        relax(then, refers_to);
    }
    if let Some(entries) = keys.get_mut("additionalProperties").filter(|entries| entries.is_object()) {
        relax(entries, refers_to);
        take_nothing(entries);
    }
    let Some(properties) = keys.get_mut("properties").and_then(Value::as_object_mut) else { return };
    for (key, value) in properties.iter_mut() {
        relax(value, refers_to);
        if KNOWN_ITEMS.contains(&key.as_str()) {
            take_mapping(value, refers_to);
        }
        take_nothing(value);
    }
    keys.remove("required");
}

/// Takes a mapping from identities in place of a list too.
fn take_mapping(list: &mut Value, refers_to: &mut Vec<String>) {
    let Some(mut item) = list.get("items").cloned() else { return };
    relax(&mut item, refers_to);
    take_nothing(&mut item);
    list["type"] = json!(["array", "object", "null"]);
    list["additionalProperties"] = item;
}

/// Takes nothing, which removes what lies below.
fn take_nothing(value: &mut Value) {
    let Some(keys) = value.as_object_mut() else { return };
    let nothing = json!({ "$ref": NOTHING });
    let takes_null =
        |types: &Value| types == "null" || types.as_array().is_some_and(|types| types.contains(&json!("null")));
    if keys.get("type").is_some_and(takes_null) {
        return;
    }
    if let Some(forms) = keys.get_mut("anyOf").and_then(Value::as_array_mut) {
        if !forms.contains(&nothing) {
            forms.push(nothing);
        }
        return;
    }
    let (outside, inside): (Map<String, Value>, Map<String, Value>) = std::mem::take(keys)
        .into_iter()
        .partition(|(key, _)| matches!(key.as_str(), "description" | "markdownDescription"));
    keys.extend(outside);
    keys.insert("anyOf".to_owned(), json!([inside, nothing]));
}
