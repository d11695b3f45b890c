//! Values with a short and a long form, and scalars that only reports have.

use std::borrow::Cow;
use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::json;

use super::form::short_or_long;
use super::occupation::{Currency, PathTarget, TechnologyName, ToolUseDraft};
use super::pattern::decimal;
use super::scalar::{Scalar, deserialize_scalar};
use super::{Band, Form, Invalid, Percent, Reference, Text};
use crate::diagnostic::Code;

/// How well a skill lasts: a number from 0 to 100, or a word.
#[derive(Clone, Copy, Debug, PartialEq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum Grade {
    /// A number.
    Number(Percent),
    /// A word.
    Word(Band),
}

impl Scalar for Grade {
    const EXPECTING: &'static str = "a number from 0 to 100, or `low`, `medium` or `high`";

    fn form() -> Form {
        let number = format!(r"(?=[0-9]){}\s*%?", decimal(0.0, 100.0));
        Form::number(0.0, 100.0)
            .or_text(&format!("{number}|{}", Band::words()))
            .examples(json!([88, "low", "medium", "high"]))
    }

    fn from_text(text: &str) -> Result<Self, Invalid> {
        if text.starts_with(|c: char| c.is_ascii_digit()) {
            return Percent::from_text(text).map(Self::Number);
        }
        Band::from_text(text).map(Self::Word)
    }

    fn from_number(number: f64) -> Result<Self, Invalid> {
        Percent::from_number(number).map(Self::Number)
    }
}

impl Scalar for Currency {
    const EXPECTING: &'static str = "a currency such as `USD`";

    fn form() -> Form {
        Form::text("[A-Z]{3}").examples(json!(["USD", "EUR", "GBP"]))
    }

    fn from_text(text: &str) -> Result<Self, Invalid> {
        if text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase()) {
            return Ok(Self(text.to_owned()));
        }
        Err(Invalid::new(Code::UnknownWord, format!("`{text}` is not a currency"))
            .help("write the three capital letters by which it is known, such as `USD` or `EUR`"))
    }
}

deserialize_scalar!(Grade, Currency);

/// The long form of the use of a tool.
#[derive(serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Tool and its use")]
struct ToolUseFields {
    /// The id of a tool in `tools.yaml`.
    tool: Reference,
    /// For what it is used in this task.
    #[serde(rename = "use")]
    purpose: Option<Text>,
}

impl JsonSchema for ToolUseDraft {
    fn schema_name() -> Cow<'static, str> {
        "use of a tool".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        short_or_long(Text::plain_form(), ToolUseFields::json_schema(generator))
    }
}

struct ToolUseVisitor;

impl<'de> Visitor<'de> for ToolUseVisitor {
    type Value = ToolUseDraft;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the id of a tool, or a mapping with `tool` and `use`")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<ToolUseDraft, E> {
        let tool = Reference::deserialize(serde::de::value::StrDeserializer::<E>::new(text))?;
        Ok(ToolUseDraft { tool, purpose: None })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<ToolUseDraft, A::Error> {
        let ToolUseFields { tool, purpose } = ToolUseFields::deserialize(MapAccessDeserializer::new(map))?;
        Ok(ToolUseDraft { tool, purpose })
    }
}

impl<'de> Deserialize<'de> for ToolUseDraft {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ToolUseVisitor)
    }
}

/// A technology without a page on this site.
#[derive(serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Technology without a page here")]
struct TechnologyNameFields {
    /// The name of the technology, where this site has no page on it.
    name: Text,
}

impl JsonSchema for TechnologyName {
    fn schema_name() -> Cow<'static, str> {
        "name of a technology".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        short_or_long(Text::plain_form(), TechnologyNameFields::json_schema(generator))
    }
}

struct TechnologyNameVisitor;

impl<'de> Visitor<'de> for TechnologyNameVisitor {
    type Value = TechnologyName;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the id of a tool, or a mapping with `name`")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<TechnologyName, E> {
        Reference::deserialize(serde::de::value::StrDeserializer::<E>::new(text)).map(TechnologyName::Tool)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<TechnologyName, A::Error> {
        TechnologyNameFields::deserialize(MapAccessDeserializer::new(map))
            .map(|TechnologyNameFields { name }| TechnologyName::Name(name))
    }
}

impl<'de> Deserialize<'de> for TechnologyName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TechnologyNameVisitor)
    }
}

/// A job without a report on this site.
#[derive(serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Job without a report here")]
struct PathTargetFields {
    /// The job's title, where this site has no report on it.
    title: Text,
}

impl JsonSchema for PathTarget {
    fn schema_name() -> Cow<'static, str> {
        "end of a path".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        short_or_long(Text::plain_form(), PathTargetFields::json_schema(generator))
    }
}

struct PathTargetVisitor;

impl<'de> Visitor<'de> for PathTargetVisitor {
    type Value = PathTarget;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the slug of a report, or a mapping with `title`")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<PathTarget, E> {
        Reference::deserialize(serde::de::value::StrDeserializer::<E>::new(text)).map(PathTarget::Report)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<PathTarget, A::Error> {
        PathTargetFields::deserialize(MapAccessDeserializer::new(map))
            .map(|PathTargetFields { title }| PathTarget::Title(title))
    }
}

impl<'de> Deserialize<'de> for PathTarget {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PathTargetVisitor)
    }
}
