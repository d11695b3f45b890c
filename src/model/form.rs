use schemars::Schema;
use serde_json::{Map, Value, json};

use super::Text;

/// How a scalar may be written, as far as a JSON Schema can say it: which numbers, which texts.
///
/// A keyword of a JSON Schema concerns values of one type only, so a form is one flat schema without alternatives, and an editor can
/// say of a number that it is too large without having to guess that a number was meant.
#[derive(Clone, Debug, Default)]
pub struct Form {
    types: Vec<&'static str>,
    keywords: Map<String, Value>,
}

impl Form {
    /// Texts that match a regular expression, without regard to the space around them.
    pub fn text(pattern: &str) -> Self {
        Self::default().or_text(pattern)
    }

    /// Numbers from a lowest to a highest one.
    pub fn number(low: f64, high: f64) -> Self {
        Self::default().or_number("number", json!({ "minimum": whole(low), "maximum": whole(high) }))
    }

    /// Whole numbers from a lowest to a highest one.
    pub fn whole_number(low: f64, high: f64) -> Self {
        Self::default().or_number("integer", json!({ "minimum": whole(low), "maximum": whole(high) }))
    }

    /// Whole numbers from 0 on.
    pub fn natural_number() -> Self {
        Self::default().or_number("integer", json!({ "minimum": 0 }))
    }

    /// Any number.
    pub fn any_number() -> Self {
        Self::default().or_number("number", json!({}))
    }

    /// Or texts that match a regular expression, without regard to the space around them.
    #[must_use]
    pub fn or_text(mut self, pattern: &str) -> Self {
        self.types.push("string");
        self.keywords.insert("pattern".to_owned(), format!(r"^\s*(?:{pattern})\s*$").into());
        self
    }

    /// Or any text that is not empty and holds no control characters.
    #[must_use]
    pub fn or_any_text(mut self) -> Self {
        let text = Text::plain_form();
        self.types.push("string");
        self.keywords.extend(text.get("pattern").map(|pattern| ("pattern".to_owned(), pattern.clone())));
        self
    }

    fn or_number(mut self, kind: &'static str, keywords: Value) -> Self {
        self.types.push(kind);
        self.keywords.extend(keywords.as_object().cloned().unwrap_or_default());
        self
    }

    /// One of a few words, each with what it means.
    pub fn words(words: impl Iterator<Item = (&'static str, &'static str)>) -> Self {
        let (words, meanings): (Vec<&str>, Vec<&str>) = words.unzip();
        let mut form = Self { types: vec!["string"], keywords: Map::new() };
        form.keywords.insert("enum".to_owned(), words.into());
        if meanings.iter().any(|meaning| !meaning.is_empty()) {
            form.keywords.insert("enumDescriptions".to_owned(), meanings.into());
        }
        form
    }

    /// Texts of at most so many characters.
    #[must_use]
    pub fn longest(mut self, characters: usize) -> Self {
        self.keywords.insert("maxLength".to_owned(), characters.into());
        self
    }

    /// Values that an editor can offer.
    #[must_use]
    pub fn examples(mut self, examples: Value) -> Self {
        self.keywords.insert("examples".to_owned(), examples);
        self
    }

    /// The schema of the scalar, which says of a text that does not fit what is expected.
    pub fn schema(self, expecting: &str) -> Schema {
        let Self { mut types, keywords } = self;
        // The first type is what an editor prepares for.
        types.sort_by_key(|kind| *kind != "string");
        let mut schema = Map::new();
        schema.insert("type".to_owned(), if let [one] = types[..] { one.into() } else { types.into() });
        schema.extend(keywords);
        if schema.contains_key("pattern") {
            schema.insert("patternErrorMessage".to_owned(), format!("expected {expecting}").into());
        }
        schema.into()
    }
}

/// A bound without a decimal point where it has none.
fn whole(bound: f64) -> Value {
    if bound.fract() == 0.0 { json!(bound as i64) } else { json!(bound) }
}

/// A value that is written in a short form or as a mapping.
///
/// The keys of the mapping stand behind a condition: an editor that found them beside the short form would begin a mapping for whoever
/// chooses the key, and the short form is what is mostly meant.
pub fn short_or_long(mut short: Schema, mut long: Schema) -> Schema {
    let mut types = match short.remove("type") {
        Some(Value::Array(types)) => types,
        one => one.into_iter().collect(),
    };
    types.push("object".into());
    long.remove("description");
    let mut schema = Map::new();
    schema.insert("type".to_owned(), types.into());
    schema.extend(short.as_object().cloned().unwrap_or_default());
    schema.insert("if".to_owned(), json!({ "type": "object" }));
    schema.insert("then".to_owned(), long.into());
    schema.into()
}
