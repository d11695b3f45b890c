use schemars::Schema;
use serde_json::{Map, Value, json};

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

/// A regular expression of decimal numbers without a sign.
pub(super) const DECIMAL: &str = r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)";

/// A regular expression of decimal numbers between two bounds, of which one is a power of ten and the other 0 or the negative of one.
pub(super) fn decimal(low: f64, high: f64) -> String {
    let up_to = |bound: f64| {
        let noughts = bound.log10().round();
        let less = if noughts == 0.0 { "0".to_owned() } else { format!("[0-9]{{1,{noughts}}}") };
        format!(r"0*(?:10{{{noughts}}}(?:\.0*)?|{less}(?:\.[0-9]*)?|\.[0-9]+)")
    };
    let positive = format!(r"\+?{}", up_to(high));
    if low < 0.0 { format!("(?:{positive}|-{})", up_to(-low)) } else { format!("(?:{positive})") }
}

/// A regular expression of two whole numbers with something between them, both of one of the given kinds, the second larger than the
/// first. All numbers of a kind have equally many digits.
///
/// After the digits that both begin with, which are the one group of the expression, comes one that is larger in the second.
pub(super) fn rising(kinds: &[&str], between: &str) -> String {
    let pairs: Vec<String> = kinds.iter().map(|kind| format!("{kind}{between}{kind}")).collect();
    let larger: Vec<String> = (0..9).map(|digit| format!(r"{digit}[0-9]*{between}\1[{}-9]", digit + 1)).collect();
    format!(r"(?=(?:{})\s*$)([0-9]*?)(?:{})[0-9]*", pairs.join("|"), larger.join("|"))
}

/// A regular expression of words in small letters and capitals, from one in small letters.
pub(super) fn any_case(words: &str) -> String {
    let mut pattern = String::new();
    for c in words.chars() {
        match c.to_ascii_uppercase() {
            capital if capital != c => pattern.extend(['[', capital, c, ']']),
            c => pattern.push(c),
        }
    }
    pattern
}

/// A regular expression of addresses with `http` or `https` and a host, with what may follow the host.
pub(super) fn web_address(after_host: &str) -> String {
    let scheme = any_case("https?");
    let name = r"[^\s/\\?#@:%<>^|\[\]]+";
    format!(r"{scheme}:[/\\]*(?:{name}|\[[0-9A-Fa-f:.]+\])(?::[0-9]*)?{after_host}")
}
