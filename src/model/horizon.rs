use std::fmt;

use borsh::{BorshDeserialize, BorshSerialize};
use serde_json::json;

use super::pattern::rising;
use super::scalar::{Scalar, deserialize_scalar};
use super::{Form, Invalid};
use crate::diagnostic::Code;

/// What stands between two years.
const DASH: &str = r"\s*[-–]\s*";

/// Years from a date on: `1-3`, `5-10`, `10+`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Years {
    from: u8,
    to: Option<u8>,
}

impl Years {
    /// The earliest year, counted from the date.
    pub fn from(self) -> u8 {
        self.from
    }

    /// The latest year; `None` where it is open.
    pub fn to(self) -> Option<u8> {
        self.to
    }
}

impl Scalar for Years {
    const EXPECTING: &'static str = "a horizon in years such as `1-3`, `5-10` or `10+`";

    fn form() -> Form {
        let longer = format!("[0-9]{DASH}(?:[1-9][0-9]|100)|[1-9][0-9]{DASH}100");
        let as_long = rising(&["[0-9]", "[1-9][0-9]"], DASH);
        Form::text(&format!(r"{longer}|{as_long}|(?:[1-9]?[0-9]|100)\s*\+")).examples(json!(["1-3", "5-10", "10+"]))
    }

    fn from_text(text: &str) -> Result<Self, Invalid> {
        let number = |part: &str| part.trim().parse::<u8>().ok().filter(|years| *years <= 100);
        let falling = |(from, to): (u8, u8)| {
            (from >= to).then(|| {
                Invalid::new(Code::InvalidHorizon, format!("the horizon runs from {from} to {to}"))
                    .help("the first number is the smaller one, such as `5-10`")
            })
        };
        let years = if let Some(from) = text.strip_suffix('+') {
            number(from).map(|from| Self { from, to: None })
        } else if let Some((from, to)) = text.split_once(['-', '–']) {
            let ends = number(from).zip(number(to));
            if let Some(invalid) = ends.and_then(falling) {
                return Err(invalid);
            }
            ends.map(|(from, to)| Self { from, to: Some(to) })
        } else {
            None
        };
        years.ok_or_else(|| {
            Invalid::new(Code::InvalidHorizon, format!("`{text}` is not a horizon"))
                .help("write years from the date of the source on, such as `1-3`, `5-10` or `10+`, or `{before: 2031}`")
        })
    }
}

deserialize_scalar!(Years);

impl fmt::Display for Years {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to {
            Some(to) => write!(f, "{}\u{2013}{to}", self.from),
            None => write!(f, "{}+", self.from),
        }
    }
}

/// When a change is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Horizon {
    /// In so many years from the figure's date.
    In(Years),
    /// Before the beginning of a year.
    Before(i16),
}

/// The years that a projection spans: `2024-2034`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Period {
    from: i16,
    to: i16,
}

impl Period {
    /// The first year.
    pub fn from(self) -> i16 {
        self.from
    }

    /// The last year.
    pub fn to(self) -> i16 {
        self.to
    }
}

impl Scalar for Period {
    const EXPECTING: &'static str = "a span of years such as `2024-2034`";

    fn form() -> Form {
        Form::text(&rising(&["[1-9][0-9]{3}"], DASH)).examples(json!(["2024-2034"]))
    }

    fn from_text(text: &str) -> Result<Self, Invalid> {
        let year = |part: &str| part.trim().parse::<i16>().ok().filter(|year| (1000..=9999).contains(year));
        text.split_once(['-', '–'])
            .and_then(|(from, to)| year(from).zip(year(to)))
            .filter(|(from, to)| from < to)
            .map(|(from, to)| Self { from, to })
            .ok_or_else(|| {
                Invalid::new(Code::InvalidHorizon, format!("`{text}` is not a span of years"))
                    .help("write two years with a hyphen between them, such as `2024-2034`")
            })
    }
}

deserialize_scalar!(Period);

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\u{2013}{}", self.from, self.to)
    }
}
