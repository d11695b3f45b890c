use std::borrow::Cow;
use std::fmt;

use borsh::{BorshDeserialize, BorshSerialize};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::number::round_half_up;
use super::pattern::{DECIMAL, decimal};
use super::scalar::{Scalar, deserialize_scalar};
use super::{Form, Invalid};
use crate::diagnostic::Code;

/// A score on the common scale: 0 to 100, higher is more exposed. Exact; printed as [`Points`].
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, BorshSerialize, BorshDeserialize)]
pub struct Score(f64);

impl Score {
    /// A score of this many hundredths; values outside 0 to 100 are taken to the nearer end.
    pub fn clamped(value: f64) -> Self {
        Self(value.clamp(0.0, 100.0))
    }

    /// The exact value.
    pub fn get(self) -> f64 {
        self.0
    }

    /// The printed figure. Bands and differences are taken from it, so that a reader can check them.
    pub fn points(self) -> Points {
        Points(u8::try_from(round_half_up(self.0)).expect("a score lies between 0 and 100"))
    }
}

/// A printed score: a whole number from 0 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, BorshSerialize, BorshDeserialize)]
pub struct Points(u8);

impl Points {
    /// The number.
    pub fn get(self) -> u8 {
        self.0
    }

    /// This score minus another, in points.
    pub fn minus(self, other: Self) -> i16 {
        i16::from(self.0) - i16::from(other.0)
    }
}

impl Scalar for Points {
    const EXPECTING: &'static str = "a whole number from 0 to 100";

    fn form() -> Form {
        Form::whole_number(0.0, 100.0).or_text(r"\+?0*(?:100|[0-9]{1,2})(?:\.0*)?")
    }

    fn from_text(text: &str) -> Result<Self, Invalid> {
        let wrong = || Invalid::new(Code::WrongType, format!("expected {}, found `{text}`", Self::EXPECTING));
        text.parse().map_err(|_| wrong()).and_then(Self::from_number)
    }

    fn from_number(number: f64) -> Result<Self, Invalid> {
        if (0.0..=100.0).contains(&number) && number.fract() == 0.0 {
            return Ok(Score(number).points());
        }
        Err(Invalid::new(Code::OutOfRange, format!("`{number}` is out of range"))
            .help(format!("this is {}", Self::EXPECTING)))
    }
}

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A score as its publisher writes it.
#[derive(Clone, Copy, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub enum Notation {
    /// `68%`
    Percent(f64),
    /// `44/100`, `5/10`
    OutOf(f64, f64),
    /// `0.45`, on the scale that the source declares.
    Plain(f64),
}

impl Notation {
    /// The score on the common scale. `Err` holds the bounds that a plain number must keep.
    ///
    /// # Errors
    /// When a plain number lies outside the source's scale.
    pub fn on(self, scale: Scale) -> Result<Score, (f64, f64)> {
        let share = match self {
            Self::Percent(percent) => percent / 100.0,
            Self::OutOf(value, whole) => value / whole,
            Self::Plain(value) => {
                let share = (value - scale.from) / (scale.to - scale.from);
                if !(0.0..=1.0).contains(&share) {
                    return Err((scale.from, scale.to));
                }
                share
            }
        };
        Ok(Score::clamped(match scale.higher {
            Direction::MoreExposed => 100.0 * share,
            Direction::LessExposed => 100.0 * (1.0 - share),
        }))
    }
}

impl fmt::Display for Notation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Percent(percent) => write!(f, "{percent}%"),
            Self::OutOf(value, whole) => write!(f, "{value}/{whole}"),
            Self::Plain(value) => write!(f, "{value}"),
        }
    }
}

impl Scalar for Notation {
    const EXPECTING: &'static str = "a score such as `68%`, `44/100`, `5/10`, or a number on its source's scale";

    /// Whether a score is more than the whole is seen for the wholes that publishers use.
    fn form() -> Form {
        let usual = ["1", "5", "10", "100"];
        let of_usual = usual.map(|whole| {
            let value = match whole {
                "5" => r"(?:0*5(?:\.0*)?|0*[0-4](?:\.[0-9]*)?|0*\.[0-9]+)".to_owned(),
                power => decimal(0.0, power.parse().expect("the usual wholes are numbers")),
            };
            format!(r"{value}\s*/\s*\+?0*{whole}(?:\.0*)?")
        });
        let of_others = format!(r"\+?{DECIMAL}\s*/\s*(?!\+?0*(?:{})?(?:\.0*)?\s*$)\+?{DECIMAL}", usual.join("|"));
        let percent = decimal(0.0, 100.0);
        Form::any_number()
            .or_text(&format!(r"{percent}\s*%|{}|{of_others}|[-+]?{DECIMAL}", of_usual.join("|")))
            .examples(json!(["68%", "44/100", "5/10", 0.45]))
    }

    fn from_text(text: &str) -> Result<Self, Invalid> {
        let number = |part: &str| part.trim().parse::<f64>().ok().filter(|n| n.is_finite());
        let (notation, whole) = if let Some(percent) = text.strip_suffix('%') {
            (number(percent).map(Self::Percent), Some(100.0))
        } else if let Some((value, whole)) = text.split_once('/') {
            let parts = number(value).zip(number(whole));
            (parts.map(|(value, whole)| Self::OutOf(value, whole)), parts.map(|(_, whole)| whole))
        } else {
            (number(text).map(Self::Plain), None)
        };
        let wrong = |why: &str| {
            Invalid::new(Code::InvalidScore, format!("`{text}` is not a score{why}")).help(
                "write `68%`, `44/100` or `5/10` as its publisher does, or a plain number on the scale of its source",
            )
        };
        match (notation, whole) {
            (None, _) => Err(wrong("")),
            (Some(Self::OutOf(_, whole)), _) if whole <= 0.0 => Err(wrong(": it is out of nothing")),
            (Some(Self::Percent(value) | Self::OutOf(value, _)), _) if value < 0.0 => Err(wrong(": it is below 0")),
            (Some(Self::Percent(value) | Self::OutOf(value, _)), Some(whole)) if value > whole => {
                Err(wrong(": it is more than the whole"))
            }
            (Some(notation), _) => Ok(notation),
        }
    }

    fn from_number(number: f64) -> Result<Self, Invalid> {
        Self::from_text(&number.to_string())
    }
}

deserialize_scalar!(Notation, Points);

/// The scale on which a source's plain numbers stand, and the direction of all its scores.
#[derive(Clone, Copy, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Scale {
    from: f64,
    to: f64,
    higher: Direction,
}

/// What a higher score of a source means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
#[schemars(inline)]
pub enum Direction {
    /// Higher is more exposed.
    #[serde(rename = "more exposed")]
    MoreExposed,
    /// Higher is less exposed: turned round on the common scale.
    #[serde(rename = "less exposed")]
    LessExposed,
}

impl Scale {
    /// A scale between two different finite ends.
    ///
    /// # Errors
    /// When the ends are equal or not finite.
    pub fn new(from: f64, to: f64, higher: Direction) -> Result<Self, Invalid> {
        if from.is_finite() && to.is_finite() && from < to {
            return Ok(Self { from, to, higher });
        }
        Err(Invalid::new(Code::OutOfRange, format!("a scale cannot run from {from} to {to}"))
            .help("`from` is the lowest value and `to` the highest; say with `higher` which way it points"))
    }

    /// The lowest and the highest value.
    pub fn ends(self) -> (f64, f64) {
        (self.from, self.to)
    }

    /// What a higher score means.
    pub fn higher(self) -> Direction {
        self.higher
    }
}

impl Default for Scale {
    fn default() -> Self {
        Self { from: 0.0, to: 100.0, higher: Direction::MoreExposed }
    }
}

/// A scale as it is written.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Scale")]
struct ScaleDraft {
    /// The lowest score that the source can give.
    #[schemars(extend("examples" = [0]))]
    from: f64,
    /// The highest score that the source can give.
    #[schemars(extend("examples" = [1, 10, 100]))]
    to: f64,
    /// What a higher score means.
    #[serde(default = "more_exposed")]
    #[schemars(extend("default" = "more exposed"))]
    higher: Direction,
}

fn more_exposed() -> Direction {
    Direction::MoreExposed
}

impl JsonSchema for Scale {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "scale".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = ScaleDraft::json_schema(generator);
        schema.insert("default".to_owned(), json!({ "from": 0, "to": 100, "higher": "more exposed" }));
        schema
    }
}

impl<'de> Deserialize<'de> for Scale {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let ScaleDraft { from, to, higher } = ScaleDraft::deserialize(deserializer)?;
        Self::new(from, to, higher).map_err(serde::de::Error::custom)
    }
}

/// What a score measures. Only scores of one measure are ever averaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[derive(BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum Measure {
    /// A publisher's overall verdict on the job.
    Risk,
    /// The part of the work that a system could do or speed up.
    Exposure,
    /// The part of the work that could be automated.
    Automation,
    /// How well observed use of AI fits the work.
    Applicability,
}

impl Measure {
    /// Every measure, in the order in which pages show them.
    pub const ALL: [Self; 4] = [Self::Risk, Self::Exposure, Self::Automation, Self::Applicability];

    /// The name in files and message ids.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Risk => "risk",
            Self::Exposure => "exposure",
            Self::Automation => "automation",
            Self::Applicability => "applicability",
        }
    }
}
