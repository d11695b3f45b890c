use std::fmt;

use borsh::{BorshDeserialize, BorshSerialize};
use serde::Serialize;

use super::pattern::decimal;
use super::scalar::{Scalar, deserialize_scalar};
use super::{Form, Invalid};
use crate::diagnostic::Code;

/// Rounds half up, once, to whole numbers.
///
/// A millionth is taken for an error of binary fractions: 100 × 0.285 is 28.5 and rounds to 29.
pub fn round_half_up(value: f64) -> i64 {
    let exact = (value * 1e6).round() / 1e6;
    (exact + 0.5).floor() as i64
}

fn number(text: &str) -> Option<f64> {
    text.parse::<f64>().ok().filter(|number| number.is_finite())
}

/// Reads a number within bounds; the text may end in a percent sign where `percent` allows it.
fn bounded(text: &str, range: (f64, f64), what: &str) -> Result<f64, Invalid> {
    let bare = text.strip_suffix('%').map_or(text, str::trim_end);
    let value =
        number(bare).ok_or_else(|| Invalid::new(Code::WrongType, format!("expected {what}, found `{text}`")))?;
    in_range(value, range, what)
}

fn in_range(value: f64, (low, high): (f64, f64), what: &str) -> Result<f64, Invalid> {
    if value.is_finite() && (low..=high).contains(&value) {
        return Ok(value);
    }
    Err(Invalid::new(Code::OutOfRange, format!("`{value}` is out of range")).help(format!("this is {what}")))
}

macro_rules! bounded_number {
    ($($(#[doc = $doc:literal])+ $name:ident: $low:literal..=$high:literal, $what:literal;)+) => {
        $($(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize, BorshSerialize, BorshDeserialize)]
        pub struct $name(f64);

        impl $name {
            /// The number.
            pub fn get(self) -> f64 {
                self.0
            }

            /// The number as it is printed: rounded half up.
            pub fn rounded(self) -> i64 {
                round_half_up(self.0)
            }
        }

        impl Scalar for $name {
            const EXPECTING: &'static str = $what;

            fn form() -> Form {
                Form::number($low, $high).or_text(&format!(r"{}\s*%?", decimal($low, $high)))
            }

            fn from_text(text: &str) -> Result<Self, Invalid> {
                bounded(text, ($low, $high), $what).map(Self)
            }

            fn from_number(number: f64) -> Result<Self, Invalid> {
                in_range(number, ($low, $high), $what).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}", self.0)
            }
        }

        deserialize_scalar!($name);)+
    };
}

bounded_number! {
    /// A share of a whole, or a value on a scale from 0 to 100.
    Percent: 0.0..=100.0, "a number from 0 to 100";
    /// A change in percent; may be negative and more than a hundred.
    Change: -100.0..=10000.0, "a change in percent, from -100 to 10000";
    /// An amount of money in the currency that stands beside it.
    Money: 0.0..=1e12, "an amount of money, 0 or more, without a currency sign and without separators";
    /// How important something is to a job, on O*NET's scale: 1 is not important, 5 extremely important.
    Importance: 1.0..=5.0, "a number from 1 to 5";
    /// At what level a job needs a skill, on O*NET's scale: 0 is none, 7 the highest.
    SkillLevel: 0.0..=7.0, "a number from 0 to 7";
    /// A number of persons or jobs.
    Count: 0.0..=1e11, "a number of persons, 0 or more, without separators";
}

/// How much preparation a job needs, in O*NET's five zones: from 1 (little or none) to 5 (extensive).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, BorshSerialize, BorshDeserialize)]
pub struct JobZone(u8);

impl JobZone {
    /// The number.
    pub fn get(self) -> u8 {
        self.0
    }
}

impl Scalar for JobZone {
    const EXPECTING: &'static str = "a whole number from 1 to 5";

    fn form() -> Form {
        Form::whole_number(1.0, 5.0).or_text(r"\+?0*[1-5](?:\.0*)?")
    }

    fn from_text(text: &str) -> Result<Self, Invalid> {
        let wrong = || Invalid::new(Code::WrongType, format!("expected {}, found `{text}`", Self::EXPECTING));
        number(text).ok_or_else(wrong).and_then(Self::from_number)
    }

    fn from_number(number: f64) -> Result<Self, Invalid> {
        match number {
            1.0 => Ok(Self(1)),
            2.0 => Ok(Self(2)),
            3.0 => Ok(Self(3)),
            4.0 => Ok(Self(4)),
            5.0 => Ok(Self(5)),
            _ => Err(Invalid::new(Code::OutOfRange, format!("`{number}` is out of range"))
                .help(format!("this is {}", Self::EXPECTING))),
        }
    }
}

deserialize_scalar!(JobZone);
