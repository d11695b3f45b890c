use std::fmt;

use borsh::{BorshDeserialize, BorshSerialize, io};
use jiff::civil;
use serde::Serialize;
use serde_json::json;

use super::scalar::{Scalar, deserialize_scalar};
use super::{Form, Invalid};
use crate::diagnostic::Code;

/// A date as exact as its source gives it: a year, a month or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, BorshSerialize, BorshDeserialize)]
pub enum Date {
    /// `2026`
    Year(i16),
    /// `2026-03`
    Month(i16, i8),
    /// `2026-03-14`
    Day(#[borsh(serialize_with = "write_day", deserialize_with = "read_day")] civil::Date),
}

fn write_day(day: &civil::Date, writer: &mut impl io::Write) -> io::Result<()> {
    BorshSerialize::serialize(&(day.year(), day.month(), day.day()), writer)
}

fn read_day(reader: &mut impl io::Read) -> io::Result<civil::Date> {
    let (year, month, day) = BorshDeserialize::deserialize_reader(reader)?;
    civil::Date::new(year, month, day).map_err(io::Error::other)
}

impl Date {
    /// The year.
    pub fn year(self) -> i16 {
        match self {
            Self::Year(year) | Self::Month(year, _) => year,
            Self::Day(day) => day.year(),
        }
    }

    /// The first day that the date can mean; what feeds and sitemaps need.
    pub fn first_day(self) -> civil::Date {
        match self {
            Self::Year(year) => civil::date(year, 1, 1),
            Self::Month(year, month) => civil::date(year, month, 1),
            Self::Day(day) => day,
        }
    }
}

impl PartialOrd for Date {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Date {
    /// By the first day; of two with the same one the less exact comes first.
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let exactness = |date: &Self| match date {
            Self::Year(_) => 0,
            Self::Month(..) => 1,
            Self::Day(_) => 2,
        };
        (self.first_day(), exactness(self)).cmp(&(other.first_day(), exactness(other)))
    }
}

impl Scalar for Date {
    const EXPECTING: &'static str = "a date such as `2026`, `2026-03` or `2026-03-14`";

    fn form() -> Form {
        let year = "[1-9][0-9]{3}";
        let leap_year = "(?:[1-9][0-9](?:0[48]|[2468][048]|[13579][26])|(?:[2468][048]|[13579][26])00)";
        let day = "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8])";
        Form::whole_number(1000.0, 9999.0)
            .or_text(&format!("{year}(?:-(?:0[1-9]|1[0-2]|{day}))?|{leap_year}-02-29"))
            .examples(json!([2026, "2026-03", "2026-03-14"]))
    }

    fn from_text(text: &str) -> Result<Self, Invalid> {
        let digits = |part: &str, length: usize| -> Option<i16> {
            (part.len() == length && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok())?
        };
        let parts: Vec<&str> = text.split('-').collect();
        let date = match parts[..] {
            [year] => digits(year, 4).map(Self::Year),
            [year, month] => digits(year, 4)
                .zip(digits(month, 2))
                .filter(|(_, month)| (1..=12).contains(month))
                .map(|(year, month)| Self::Month(year, month as i8)),
            [year, month, day] => match (digits(year, 4), digits(month, 2), digits(day, 2)) {
                (Some(year), Some(month), Some(day)) => {
                    civil::Date::new(year, month as i8, day as i8).ok().map(Self::Day)
                }
                _ => None,
            },
            _ => None,
        };
        date.filter(|date| date.year() >= 1000).ok_or_else(|| {
            Invalid::new(Code::InvalidDate, format!("`{text}` is not a date"))
                .help("write `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, and a day that exists")
        })
    }
}

deserialize_scalar!(Date);

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(day) => write!(f, "{day}"),
        }
    }
}

impl Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
