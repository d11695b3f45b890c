use schemars::Schema;
use serde_json::{Map, Value, json};

/// What a schema says of a value as a whole, whatever form it has.
const OUTSIDE: [&str; 2] = ["description", "default"];

/// Where the schema of a key stands that has nothing behind it.
pub(super) const NOTHING: &str = "#/definitions/nothing";

/// What stands there.
pub(super) fn nothing() -> Value {
    json!({
        "description": "Or nothing, as if the key were not there.",
        "not": { "type": ["string", "number", "boolean", "array", "object"] },
    })
}

/// Gives a schema the shape in which editors show it best, without a change to what it takes, but for lists and mappings with nothing
/// behind their key, which the program takes.
pub(super) fn tidy(schema: &mut Schema) {
    join_alternatives(schema);
    list_words(schema);
    take_empty(schema);
    hide_types(schema);
    let Some(schema) = schema.as_object_mut() else { return };
    // Names of the program's own numbers say nothing to an author.
    schema.remove("format");
    match schema.get("default") {
        Some(Value::Array(items)) if items.is_empty() => {
            schema.remove("default");
        }
        // Whoever writes a switch that is off wants it on.
        Some(Value::Bool(false)) => {
            schema.remove("default");
            schema.insert("examples".to_owned(), json!([true]));
        }
        _ => {}
    }
    if let Some(text) = schema.get("description").and_then(Value::as_str) {
        // The lines of a comment are one paragraph.
        let text = text.replace('\n', " ");
        if text.contains('`') {
            schema.insert("markdownDescription".to_owned(), text.clone().into());
        }
        schema.insert("description".to_owned(), text.into());
    }
}

/// Makes one schema of a schema and nothing. What refers to a definition becomes an alternative without others: beside a reference, draft
/// 07 knows no other key, and of alternatives an editor knows that a value follows.
fn join_alternatives(schema: &mut Schema) {
    if let Some(Value::Array(all)) = schema.get("allOf")
        && matches!(&all[..], [Value::Object(one)] if one.len() == 1 && one.contains_key("$ref"))
    {
        let all = schema.remove("allOf").unwrap_or_default();
        schema.insert("anyOf".to_owned(), all);
        return;
    }
    let Some(Value::Array(alternatives)) = schema.get("anyOf") else { return };
    let [shown @ Value::Object(_), nothing] = &alternatives[..] else { return };
    if *nothing != json!({ "type": "null" }) {
        return;
    }
    let mut shown = Schema::try_from(shown.clone()).expect("a mapping is a schema");
    if shown.get("$ref").is_some() {
        schema.insert("anyOf".to_owned(), json!([shown, { "$ref": NOTHING }]));
        return;
    }
    list_words(&mut shown);
    let mut types = types_of(&shown);
    types.push("null".into());
    schema.remove("anyOf");
    let whole = schema.ensure_object();
    for (key, value) in shown.as_object().into_iter().flatten() {
        whole.entry(key).or_insert(value.clone());
    }
    whole.insert("type".to_owned(), types.into());
}

fn types_of(schema: &Schema) -> Vec<Value> {
    match schema.get("type") {
        Some(Value::Array(types)) => types.clone(),
        one => one.into_iter().cloned().collect(),
    }
}

/// Writes fixed words as a list, with what each means beside it.
fn list_words(schema: &mut Schema) {
    let constant = |one: &Value| Some((one.get("const")?.clone(), one.get("description").cloned().unwrap_or_default()));
    let all = |schema: &Schema| -> Option<(Vec<Value>, Vec<Value>)> {
        schema.get("oneOf")?.as_array()?.iter().map(constant).collect()
    };
    let Some((words, meanings)) = all(schema) else { return };
    schema.remove("oneOf");
    let whole = schema.ensure_object();
    whole.entry("type").or_insert("string".into());
    let listed = json!({ "enum": words, "enumDescriptions": meanings });
    whole.extend(listed.as_object().cloned().unwrap_or_default());
}

/// Takes nothing in place of a list, and of a mapping that needs no key.
fn take_empty(schema: &mut Schema) {
    let empty = match schema.get("type").and_then(Value::as_str) {
        Some("array") => true,
        Some("object") => {
            schema.get("required").is_none() && schema.get("properties").or(schema.get("propertyNames")).is_some()
        }
        _ => false,
    };
    if empty {
        let kind = schema.get("type").cloned().unwrap_or_default();
        schema.insert("type".to_owned(), json!([kind, "null"]));
    }
}

/// Takes nothing, or a truth value that is read as a text, without naming their types: an editor offers `null`, `true` and `false`
/// wherever they are named. Lists and mappings keep their types, since nobody looks for their values behind the key.
fn hide_types(schema: &mut Schema) {
    let Some(Value::Array(types)) = schema.get("type") else { return };
    let has = |name: &str| types.iter().any(|kind| kind == name);
    if has("array") || (has("object") && !has("string")) {
        return;
    }
    let is_hidden = |kind: &Value| kind == "null" || (kind == "boolean" && has("string"));
    let (hidden, named): (Vec<Value>, Vec<Value>) = types.iter().cloned().partition(is_hidden);
    if hidden.is_empty() {
        return;
    }
    let others = ["string", "number", "boolean", "null", "array", "object"];
    let others: Vec<&str> = others.into_iter().filter(|kind| !hidden.iter().any(|hidden| hidden == kind)).collect();
    let whole = std::mem::take(schema.ensure_object());
    let (outside, shown): (Map<String, Value>, Map<String, Value>) =
        whole.into_iter().partition(|(key, _)| OUTSIDE.contains(&key.as_str()));
    let mut first = Map::new();
    first.insert("type".to_owned(), if let [one] = &named[..] { one.clone() } else { named.into() });
    first.extend(shown.into_iter().filter(|(key, _)| key != "type"));
    let other = if hidden == ["null"] {
        json!({ "$ref": NOTHING })
    } else {
        json!({ "description": "Or a truth value, which is read as a text.", "not": { "type": others } })
    };
    schema.ensure_object().extend(outside);
    schema.insert("anyOf".to_owned(), json!([first, other]));
}
