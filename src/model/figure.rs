//! Values that may name their source.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_json::Value;

use super::form::short_or_long;
use super::key_rule::{excludes, wants};
use super::scalar::{Scalar, ScalarVisitor};
use super::{Date, Horizon, Invalid, Money, Prose, Reference, Text, Years};
use crate::diagnostic::Code;

/// Where a figure comes from, as an author wrote it: at a figure, an item, a section or a report.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize, JsonSchema)]
#[derive(borsh::BorshSerialize, borsh::BorshDeserialize)]
#[serde(deny_unknown_fields)]
#[schemars(inline, title = "Source")]
pub struct CiteDraft {
    /// The id of a source in `sources.yaml`.
    pub source: Option<Reference>,
    /// The date at which the source says so.
    pub as_of: Option<Date>,
}

/// A value, bare or with its own source.
#[derive(Clone, Debug, PartialEq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Figure<T> {
    /// The value.
    pub value: T,
    /// Its own source; nearer than any other.
    pub cite: CiteDraft,
    /// What a reader has to know of it.
    pub note: Option<Text>,
}

impl<T> Figure<T> {
    fn bare(value: T) -> Self {
        Self { value, cite: CiteDraft::default(), note: None }
    }
}

/// The long form of a figure.
#[derive(serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Figure with its source")]
struct FigureFields<T> {
    /// The value.
    value: T,
    /// The id of the source of this figure, in `sources.yaml`; nearer than any other.
    source: Option<Reference>,
    /// The date at which the source says so.
    as_of: Option<Date>,
    /// What a reader has to know of the figure.
    note: Option<Text>,
}

impl<T: Scalar + JsonSchema> JsonSchema for Figure<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("figure of {}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        short_or_long(T::form().schema(T::EXPECTING), FigureFields::<T>::json_schema(generator))
    }
}

struct FigureVisitor<T>(PhantomData<T>);

/// Hands the short forms of a value on to the visitor of its scalar.
macro_rules! visit_short_forms {
    ($scalar:ty, $wrap:expr) => {
        fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
            ScalarVisitor::<$scalar>(PhantomData).visit_str(text).map($wrap)
        }

        fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
            ScalarVisitor::<$scalar>(PhantomData).visit_u64(number).map($wrap)
        }

        fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
            ScalarVisitor::<$scalar>(PhantomData).visit_i64(number).map($wrap)
        }

        fn visit_f64<E: Error>(self, number: f64) -> Result<Self::Value, E> {
            ScalarVisitor::<$scalar>(PhantomData).visit_f64(number).map($wrap)
        }
    };
}

impl<'de, T: Scalar + Deserialize<'de>> Visitor<'de> for FigureVisitor<T> {
    type Value = Figure<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, or a mapping with `value` and `source`", T::EXPECTING)
    }

    visit_short_forms!(T, Figure::bare);

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        let FigureFields { value, source, as_of, note } = FigureFields::deserialize(MapAccessDeserializer::new(map))?;
        Ok(Figure { value, cite: CiteDraft { source, as_of }, note })
    }
}

impl<'de, T: Scalar + Deserialize<'de>> Deserialize<'de> for Figure<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FigureVisitor(PhantomData))
    }
}

/// A horizon: `1-3`, `{before: 2031}` or `{years: 5-10, source: …}`.
#[derive(Clone, Debug, PartialEq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct HorizonFigure(pub Figure<Horizon>);

/// The long form of a horizon.
#[derive(serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Horizon with its source", extend(
    "allOf" = [
        wants("years", &["before", "value"]),
        excludes("years", "before", "`years` and `before` stand together; keep one of them"),
        excludes("value", "before", "`value` and `before` stand together; keep one of them"),
        excludes("years", "value", "`years` and `value` are the same; keep one of them"),
    ],
), transform = with_value)]
struct HorizonFields {
    /// Years from the date of the source on, such as `5-10` or `10+`.
    #[serde(alias = "value")]
    years: Option<Years>,
    /// The year before whose beginning the change is expected.
    #[schemars(range(min = 1000, max = 9999), extend("examples" = [2031]))]
    before: Option<i16>,
    /// The id of the source of this horizon, in `sources.yaml`; nearer than any other.
    source: Option<Reference>,
    /// The date at which the source says so; years are counted from it.
    as_of: Option<Date>,
    /// What a reader has to know of the horizon.
    note: Option<Text>,
}

/// Adds the other name of `years`, which every figure has and no editor need offer.
fn with_value(schema: &mut Schema) {
    let properties = schema.get_mut("properties").and_then(Value::as_object_mut).expect("a horizon has keys");
    let mut value = properties.get("years").cloned().expect("one of them is `years`");
    if let Some(value) = value.as_object_mut() {
        value.insert("doNotSuggest".to_owned(), true.into());
    }
    properties.insert("value".to_owned(), value);
}

impl JsonSchema for HorizonFigure {
    fn schema_name() -> Cow<'static, str> {
        "horizon".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        short_or_long(Years::form().schema(Years::EXPECTING), HorizonFields::json_schema(generator))
    }
}

struct HorizonVisitor;

impl<'de> Visitor<'de> for HorizonVisitor {
    type Value = HorizonFigure;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a horizon such as `1-3`, `10+` or `{before: 2031}`")
    }

    visit_short_forms!(Years, |years| HorizonFigure(Figure::bare(Horizon::In(years))));

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        let HorizonFields { years, before, source, as_of, note } =
            HorizonFields::deserialize(MapAccessDeserializer::new(map))?;
        let value = match (years, before) {
            (Some(years), None) => Horizon::In(years),
            (None, Some(year)) if (1000..=9999).contains(&year) => Horizon::Before(year),
            (None, Some(year)) => {
                return Err(A::Error::custom(
                    Invalid::new(Code::InvalidHorizon, format!("`{year}` is not a year")).help("write four digits"),
                ));
            }
            (Some(_), Some(_)) => {
                return Err(A::Error::custom(
                    Invalid::new(Code::ConflictingKeys, "`years` and `before` stand together").help("keep one of them"),
                ));
            }
            (None, None) => {
                return Err(A::Error::custom(
                    Invalid::new(Code::MissingKey, "a horizon needs `years` or `before`")
                        .help("write `years: 5-10` or `before: 2031`"),
                ));
            }
        };
        Ok(HorizonFigure(Figure { value, cite: CiteDraft { source, as_of }, note }))
    }
}

impl<'de> Deserialize<'de> for HorizonFigure {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(HorizonVisitor)
    }
}

/// A wage, exact or known only to be at least so much.
#[derive(Clone, Copy, Debug, PartialEq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum Wage {
    /// The amount.
    Exactly(Money),
    /// The source's highest class is open upwards.
    AtLeast(Money),
}

impl Wage {
    /// The amount, which may be a lower bound.
    pub fn amount(self) -> Money {
        match self {
            Self::Exactly(money) | Self::AtLeast(money) => money,
        }
    }
}

/// A wage: `85000`, `{at_least: 239200}` or `{value: 85000, source: …}`.
#[derive(Clone, Debug, PartialEq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct WageFigure(pub Figure<Wage>);

/// The long form of a wage.
#[derive(serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Wage with its source", extend(
    "allOf" = [
        wants("value", &["at_least"]),
        excludes("value", "at_least", "`value` and `at_least` stand together; keep one of them"),
    ],
))]
struct WageFields {
    /// The amount.
    value: Option<Money>,
    /// The least that it can be, where the source's highest class is open upwards.
    at_least: Option<Money>,
    /// The id of the source of this wage, in `sources.yaml`; nearer than any other.
    source: Option<Reference>,
    /// The date at which the source says so.
    as_of: Option<Date>,
    /// What a reader has to know of the wage.
    note: Option<Text>,
}

impl JsonSchema for WageFigure {
    fn schema_name() -> Cow<'static, str> {
        "wage".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        short_or_long(Money::form().schema(Money::EXPECTING), WageFields::json_schema(generator))
    }
}

struct WageVisitor;

impl<'de> Visitor<'de> for WageVisitor {
    type Value = WageFigure;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an amount of money such as `85000`, or `{at_least: 239200}`")
    }

    visit_short_forms!(Money, |money| WageFigure(Figure::bare(Wage::Exactly(money))));

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        let WageFields { value, at_least, source, as_of, note } =
            WageFields::deserialize(MapAccessDeserializer::new(map))?;
        let value = match (value, at_least) {
            (Some(money), None) => Wage::Exactly(money),
            (None, Some(money)) => Wage::AtLeast(money),
            (Some(_), Some(_)) => {
                return Err(A::Error::custom(
                    Invalid::new(Code::ConflictingKeys, "`value` and `at_least` stand together")
                        .help("keep one of them"),
                ));
            }
            (None, None) => {
                return Err(A::Error::custom(
                    Invalid::new(Code::MissingKey, "a wage needs `value` or `at_least`").help("write one of them"),
                ));
            }
        };
        Ok(WageFigure(Figure { value, cite: CiteDraft { source, as_of }, note }))
    }
}

impl<'de> Deserialize<'de> for WageFigure {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(WageVisitor)
    }
}

/// Prose that may name its source: a text, or `{text, source, as_of}`.
#[derive(Clone, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct CitedProse {
    /// The prose.
    pub text: Prose,
    /// Its own source.
    pub cite: CiteDraft,
}

/// The long form of cited prose.
#[derive(serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Prose with its source")]
struct CitedProseFields {
    /// The prose; Markdown works in it.
    text: Prose,
    /// The id of its source, in `sources.yaml`; nearer than any other.
    source: Option<Reference>,
    /// The date at which the source says so.
    as_of: Option<Date>,
}

impl JsonSchema for CitedProse {
    fn schema_name() -> Cow<'static, str> {
        "cited prose".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        short_or_long(Text::plain_form(), CitedProseFields::json_schema(generator))
    }
}

struct CitedProseVisitor;

impl<'de> Visitor<'de> for CitedProseVisitor {
    type Value = CitedProse;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, or a mapping with `text` and `source`")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<CitedProse, E> {
        let text = Prose::deserialize(serde::de::value::StrDeserializer::<E>::new(text))?;
        Ok(CitedProse { text, cite: CiteDraft::default() })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<CitedProse, A::Error> {
        let CitedProseFields { text, source, as_of } = CitedProseFields::deserialize(MapAccessDeserializer::new(map))?;
        Ok(CitedProse { text, cite: CiteDraft { source, as_of } })
    }
}

impl<'de> Deserialize<'de> for CitedProse {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(CitedProseVisitor)
    }
}
