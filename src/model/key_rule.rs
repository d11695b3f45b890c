//! Rules between the keys of a mapping, as a JSON Schema says them. A key with nothing behind it counts as absent.

use serde_json::{Map, Value, json};

/// Refuses a key beside another, and says why.
pub(crate) fn excludes(first: &str, second: &str, message: &str) -> Value {
    forbids(json!({ "required": [first], "properties": { first: { "not": { "type": "null" } } } }), second, message)
}

/// Refuses a key where a condition holds, and says why. The key is refused by its name: a schema of its value would be taken by an editor
/// for something to offer.
pub(crate) fn forbids(condition: Value, key: &str, message: &str) -> Value {
    let given = json!({ "required": [key], "properties": { key: { "not": { "type": "null" } } } });
    json!({
        "if": { "allOf": [condition, given] },
        "then": { "propertyNames": { "pattern": format!("^(?!{key}$)"), "patternErrorMessage": message, "doNotSuggest": true } },
    })
}

/// Wants a key where none of some others is given.
pub(crate) fn wants(key: &str, others: &[&str]) -> Value {
    let absent: Map<String, Value> =
        others.iter().map(|other| (other.to_string(), json!({ "type": "null" }))).collect();
    json!({
        "if": { "properties": absent },
        "then": { "required": [key], "properties": { key: { "not": { "type": "null" }, "doNotSuggest": true } } },
    })
}
