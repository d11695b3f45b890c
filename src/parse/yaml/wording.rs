//! What is wanted and what is found, in an author's words.

use serde::de::Unexpected;

/// A text longer than this is not shown in a message.
const SHOWN_CHARACTERS: usize = 40;

/// What is wanted, from the text of an [`Expected`](serde::de::Expected): serde's own texts name types of Rust, those of the
/// model are written for authors and stay.
pub(super) fn wanted(expected: &str) -> String {
    let words = match expected {
        "a string" | "a borrowed string" | "string" | "path string" => "a text",
        "a char" | "a character" => "one character",
        "a boolean" | "bool" => "`true` or `false`",
        "f32" | "f64" | "a float" => "a number",
        "a sequence" => "a list",
        "a map" => "a mapping",
        "unit" | "null" => "nothing",
        "field identifier" => "a key",
        "variant identifier" => "a word",
        "option" | "anything at all" => "a value",
        "an integer" => "a whole number",
        _ => return integers(expected).or_else(|| named(expected)).unwrap_or_else(|| expected.to_owned()),
    };
    words.to_owned()
}

/// The range of an integer type.
fn integers(expected: &str) -> Option<String> {
    let range = match expected.strip_prefix("a nonzero ").unwrap_or(expected) {
        "u8" => "from 0 to 255".to_owned(),
        "u16" => format!("from 0 to {}", u16::MAX),
        "u32" => format!("from 0 to {}", u32::MAX),
        "u64" | "u128" | "usize" => "of at least 0".to_owned(),
        "i8" => "from -128 to 127".to_owned(),
        "i16" => format!("from {} to {}", i16::MIN, i16::MAX),
        "i32" => format!("from {} to {}", i32::MIN, i32::MAX),
        "i64" | "i128" | "isize" => return Some("a whole number".to_owned()),
        _ => return None,
    };
    let zero = if expected.starts_with("a nonzero ") { ", not 0" } else { "" };
    Some(format!("a whole number {range}{zero}"))
}

/// Whether the text of an [`Expected`](serde::de::Expected) names a type of whole numbers.
pub(super) fn is_integer(expected: &str) -> bool {
    integers(expected).is_some()
}

/// The kind of a type that is called by its name.
fn named(expected: &str) -> Option<String> {
    let size = |prefix| expected.strip_prefix(prefix).map(|size| format!("{size} items"));
    let kinds = [
        ("struct ", "a mapping"),
        ("tuple struct ", "a list"),
        ("newtype struct ", "a value"),
        ("unit struct ", "nothing"),
        ("enum ", "a word"),
    ];
    let kind = || kinds.iter().find(|(prefix, _)| expected.starts_with(prefix)).map(|(_, words)| (*words).to_owned());
    size("a tuple of size ").or_else(|| size("an array of length ")).or_else(kind)
}

/// What is found.
pub(super) fn found(unexpected: Unexpected<'_>) -> String {
    match unexpected {
        Unexpected::Bool(value) => format!("`{value}`"),
        Unexpected::Unsigned(number) => format!("the number {number}"),
        Unexpected::Signed(number) => format!("the number {number}"),
        Unexpected::Float(number) => format!("the number {number}"),
        Unexpected::Char(c) => format!("the text `{c}`"),
        Unexpected::Str("") => "an empty text".to_owned(),
        Unexpected::Str(text) if text.chars().count() <= SHOWN_CHARACTERS && !text.contains('\n') => {
            format!("the text `{text}`")
        }
        Unexpected::Str(_) | Unexpected::Bytes(_) => "a text".to_owned(),
        Unexpected::Unit | Unexpected::Option => "nothing".to_owned(),
        Unexpected::Seq | Unexpected::TupleVariant => "a list".to_owned(),
        Unexpected::Map | Unexpected::StructVariant => "a mapping".to_owned(),
        Unexpected::NewtypeStruct | Unexpected::NewtypeVariant => "a value".to_owned(),
        Unexpected::Enum | Unexpected::UnitVariant => "a word".to_owned(),
        Unexpected::Other(words) => words.to_owned(),
    }
}

/// Names in backticks, with commas between them.
pub(super) fn names(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
