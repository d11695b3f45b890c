use std::borrow::Cow;

use borsh::{BorshDeserialize, BorshSerialize};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::pattern::any_case;
use super::scalar::{Scalar, deserialize_scalar};
use super::{Form, Invalid, Points};
use crate::diagnostic::Code;

/// One of the four steps of exposure; also the word for a task that nobody gives a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Band {
    /// By default 0 to 29.
    Low,
    /// By default 30 to 59.
    Moderate,
    /// By default 60 to 79.
    High,
    /// By default 80 to 100.
    VeryHigh,
}

impl Band {
    /// All bands from low to high.
    pub const ALL: [Self; 4] = [Self::Low, Self::Moderate, Self::High, Self::VeryHigh];

    /// The name in classes, anchors and message ids.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Moderate => "moderate",
            Self::High => "high",
            Self::VeryHigh => "very-high",
        }
    }

    /// A regular expression of the words that are read as a band, in capitals too.
    pub(super) fn words() -> String {
        any_case("low|moderate|medium|high|very high").replace(' ', "[-_ ]")
    }
}

impl Scalar for Band {
    const EXPECTING: &'static str = "one of `low`, `moderate`, `high`, `very high`";

    fn form() -> Form {
        Form::text(&Self::words()).examples(json!(["low", "moderate", "high", "very high"]))
    }

    fn from_text(text: &str) -> Result<Self, Invalid> {
        match text.to_lowercase().replace(['-', '_'], " ").as_str() {
            "low" => Ok(Self::Low),
            "moderate" | "medium" => Ok(Self::Moderate),
            "high" => Ok(Self::High),
            "very high" => Ok(Self::VeryHigh),
            _ => Err(Invalid::new(Code::UnknownWord, format!("`{text}` is not a level"))
                .help("allowed: `low`, `moderate` (or `medium`), `high`, `very high`")),
        }
    }
}

deserialize_scalar!(Band);

/// Where each band begins; the lowest begins at 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Bands {
    moderate: u8,
    high: u8,
    very_high: u8,
}

impl Bands {
    /// The band of a printed score.
    pub fn of(self, points: Points) -> Band {
        match points.get() {
            p if p >= self.very_high => Band::VeryHigh,
            p if p >= self.high => Band::High,
            p if p >= self.moderate => Band::Moderate,
            _ => Band::Low,
        }
    }

    /// The first and the last printed score of a band.
    pub fn range(self, band: Band) -> (u8, u8) {
        match band {
            Band::Low => (0, self.moderate - 1),
            Band::Moderate => (self.moderate, self.high - 1),
            Band::High => (self.high, self.very_high - 1),
            Band::VeryHigh => (self.very_high, 100),
        }
    }
}

impl Default for Bands {
    /// The words as the field's publishers use them.
    fn default() -> Self {
        Self { moderate: 30, high: 60, very_high: 80 }
    }
}

/// The bands as they are written.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Bands")]
struct BandsDraft {
    /// The lowest score that is moderate; what is below is low.
    moderate: Points,
    /// The lowest score that is high.
    high: Points,
    /// The lowest score that is very high.
    very_high: Points,
}

impl JsonSchema for Bands {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "bands".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let Self { moderate, high, very_high } = Self::default();
        let mut schema = BandsDraft::json_schema(generator);
        let default = json!({ "moderate": moderate, "high": high, "very_high": very_high });
        schema.insert("default".to_owned(), default);
        schema
    }
}

impl<'de> Deserialize<'de> for Bands {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let BandsDraft { moderate, high, very_high } = BandsDraft::deserialize(deserializer)?;
        let [moderate, high, very_high] = [moderate, high, very_high].map(Points::get);
        if 0 < moderate && moderate < high && high < very_high && very_high <= 100 {
            return Ok(Self { moderate, high, very_high });
        }
        let invalid = Invalid::new(Code::OutOfRange, "the bands do not rise from 0 to 100").help(
            "`moderate`, `high` and `very_high` say where each band begins: 0 < moderate < high < very_high <= 100",
        );
        Err(serde::de::Error::custom(invalid))
    }
}
