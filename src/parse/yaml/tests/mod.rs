//! Types such as the model has, and the one helper through which faults are looked at.

mod agree;
mod bounds;
mod faults;
mod places;
mod syntax;
mod table;

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeOwned, Deserializer, Error, MapAccess, Visitor};
use serde::{Deserialize, Serialize};

use super::decode;
use crate::diagnostic::Code;
use crate::model::Invalid;
use table::Table;

/// The faults of a text, one a line: ``3:5 unknown-key tasks[0].expsure: unknown key `expsure` (known here: `name`)``.
fn faults<T: DeserializeOwned + fmt::Debug>(text: &str) -> String {
    let faults = decode::<T>(text).expect_err("the text has a fault");
    let line = |fault: &super::Fault| {
        let before = &text[..fault.span.start];
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        let path = fault.path.to_string();
        let colon = if path.is_empty() { "" } else { ": " };
        let help = fault.help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
        format!("{}:{column} {} {path}{colon}{}{help}\n", before.matches('\n').count() + 1, fault.code, fault.message)
    };
    faults.iter().map(line).collect()
}

/// The text that each fault marks.
fn marked<T: DeserializeOwned + fmt::Debug>(text: &str) -> Vec<&str> {
    let faults = decode::<T>(text).expect_err("the text has a fault");
    faults.iter().map(|fault| &text[fault.span.clone()]).collect()
}

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Report {
    title: Text,
    industry: Slug,
    summary: Text,
    #[serde(default)]
    also: Vec<Text>,
    #[serde(default)]
    tasks: Vec<Task>,
    #[serde(default)]
    tools: Table<Tool>,
    pay: Option<Box<Pay>>,
    #[serde(default)]
    draft: bool,
}

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(try_from = "RawTask", into = "RawTask")]
struct Task(RawTask);

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct RawTask {
    name: Text,
    exposure: Option<Figure>,
    level: Option<Level>,
    share: Option<u8>,
    #[serde(default)]
    tools: Vec<Slug>,
}

impl TryFrom<RawTask> for Task {
    type Error = Invalid;

    fn try_from(raw: RawTask) -> Result<Self, Invalid> {
        if raw.exposure.is_some() == raw.level.is_some() {
            return Err(Invalid::new(Code::ConflictingKeys, "a task has either `exposure` or `level`"));
        }
        Ok(Self(raw))
    }
}

impl From<Task> for RawTask {
    fn from(task: Task) -> Self {
        task.0
    }
}

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Tool {
    name: Text,
    kind: Level,
    rank: i64,
}

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Pay {
    currency: Currency,
    p50: f64,
    range: Option<(u8, u8)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Level {
    Low,
    Medium,
    High,
}

/// A figure on its own, or with its source.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(into = "Cited")]
struct Figure(Cited);

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Cited {
    value: f64,
    source: Option<Slug>,
}

impl From<Figure> for Cited {
    fn from(figure: Figure) -> Self {
        figure.0
    }
}

impl<'de> Deserialize<'de> for Figure {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FigureVisitor;

        impl<'de> Visitor<'de> for FigureVisitor {
            type Value = Figure;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number, or a mapping with `value`")
            }

            fn visit_u64<E: Error>(self, value: u64) -> Result<Figure, E> {
                self.visit_f64(u32::try_from(value).map_err(E::custom)?.into())
            }

            fn visit_f64<E: Error>(self, value: f64) -> Result<Figure, E> {
                match value {
                    0.0..=100.0 => Ok(Figure(Cited { value, source: None })),
                    _ => Err(E::custom(
                        Invalid::new(Code::OutOfRange, format!("{value} is not from 0 to 100")).help("a percentage"),
                    )),
                }
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Figure, A::Error> {
                Cited::deserialize(MapAccessDeserializer::new(map)).map(Figure)
            }
        }

        deserializer.deserialize_any(FigureVisitor)
    }
}

/// A text with something in it.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
struct Text(String);

impl TryFrom<String> for Text {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        if text.trim().is_empty() { Err(Invalid::new(Code::EmptyText, "the text is empty")) } else { Ok(Self(text)) }
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.0
    }
}

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
struct Slug(String);

impl TryFrom<String> for Slug {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        let is_slug = !text.is_empty()
            && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        if is_slug { Ok(Self(text)) } else { Err(Invalid::new(Code::InvalidSlug, format!("`{text}` is no slug"))) }
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0
    }
}

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
struct Currency(String);

impl TryFrom<String> for Currency {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        let is_code = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase());
        if is_code { Ok(Self(text)) } else { Err(Invalid::new(Code::UnknownWord, format!("`{text}` is no currency"))) }
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.0
    }
}
