//! What a job pays, and how many do it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::figure::{Figure, WageFigure};
use crate::model::number::{Change, Count, Money};
use crate::model::{Date, Period, Reference, Text};

/// What the job pays.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PayDraft {
    /// Three letters, such as USD.
    pub currency: Currency,
    /// For how long a time.
    pub per: PayPeriod,
    /// Where.
    pub area: Option<Text>,
    /// What part of those who do the job earn at most so much.
    pub percentiles: Option<Percentiles>,
    /// What some earn more than others.
    pub premium: Option<PremiumDraft>,
    /// How pay differs between levels.
    #[serde(default)]
    pub levels: Vec<PayLevelDraft>,
    /// What a reader has to know of it.
    pub note: Option<Text>,
    /// Of the section.
    pub source: Option<Reference>,
    /// Of the section.
    pub as_of: Option<Date>,
}

/// Three capital letters by which a currency is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Currency(pub(in crate::model) String);

impl Currency {
    /// The letters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The time for which pay is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PayPeriod {
    /// A year.
    Year,
    /// A month.
    Month,
    /// An hour.
    Hour,
}

impl PayPeriod {
    /// The name in files and message ids.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Month => "month",
            Self::Hour => "hour",
        }
    }
}

/// Wages at percentiles.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Percentiles {
    /// A tenth earns at most this.
    pub p10: Option<WageFigure>,
    /// A quarter earns at most this.
    pub p25: Option<WageFigure>,
    /// The median.
    pub p50: Option<WageFigure>,
    /// A quarter earns at least this.
    pub p75: Option<WageFigure>,
    /// A tenth earns at least this.
    pub p90: Option<WageFigure>,
}

/// A difference in pay, in percent.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PremiumDraft {
    /// The lower end.
    pub from: Change,
    /// The upper end.
    pub to: Option<Change>,
    /// Of whom.
    #[serde(rename = "for")]
    pub whom: Option<Text>,
    /// Of the premium.
    pub source: Option<Reference>,
    /// Of the premium.
    pub as_of: Option<Date>,
}

/// Pay at one level of the job.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PayLevelDraft {
    /// The level.
    pub name: Text,
    /// What it pays.
    pub range: Option<MoneyRange>,
    /// How its pay changes, in percent.
    pub change: Option<ChangeRange>,
    /// How its pay changes, in words.
    pub outlook: Option<Text>,
    /// Of the level.
    pub source: Option<Reference>,
    /// Of the level.
    pub as_of: Option<Date>,
}

/// Two amounts of money.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MoneyRange {
    /// The lower end.
    pub from: Money,
    /// The upper end.
    pub to: Money,
}

/// Two changes in percent.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeRange {
    /// The lower end.
    pub from: Change,
    /// The upper end.
    pub to: Option<Change>,
}

/// How many do the job, and how that changes.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DemandDraft {
    /// Persons in the job.
    pub employment: Option<Figure<Count>>,
    /// Change of employment over the period, in percent.
    pub growth: Option<Figure<Change>>,
    /// Openings a year.
    pub openings: Option<Figure<Count>>,
    /// The years of the projection.
    pub period: Option<Period>,
    /// Where.
    pub area: Option<Text>,
    /// The trend in words.
    pub trend: Option<Text>,
    /// What a reader has to know of it.
    pub note: Option<Text>,
    /// Of the section.
    pub source: Option<Reference>,
    /// Of the section.
    pub as_of: Option<Date>,
}
