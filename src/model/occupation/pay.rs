//! What a job pays, and how many do it.

use borsh::{BorshDeserialize, BorshSerialize};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ClassificationCode;
use crate::model::figure::{Figure, WageFigure};
use crate::model::key_rule::wants;
use crate::model::number::{Change, Count, Money};
use crate::model::{Date, Period, Reference, Text};

/// What the job pays.
#[derive(Clone, Debug, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
#[schemars(inline, title = "Pay")]
pub struct PayDraft {
    /// The three capital letters of the currency, such as `USD`.
    pub currency: Currency,
    /// The time for which all amounts of the section are given.
    pub per: PayPeriod,
    /// Where these wages are paid, such as "United States".
    pub area: Option<Text>,
    /// What part of those who do the job earn at most so much. Must not fall from `p10` to `p90`.
    pub percentiles: Option<Percentiles>,
    /// What some earn more than others, in percent.
    pub premium: Option<PremiumDraft>,
    /// How pay differs between levels of the job.
    #[serde(default)]
    pub levels: Vec<PayLevelDraft>,
    /// What a reader has to know of these wages.
    pub note: Option<Text>,
    /// The occupation of which the source gives these wages, in its own classification.
    pub code: Option<Box<ClassificationCode>>,
    /// The id of the source of the whole section, in `sources.yaml`; figures in it can name nearer ones.
    pub source: Option<Reference>,
    /// The date of that source.
    pub as_of: Option<Date>,
}

/// Three capital letters by which a currency is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, BorshSerialize, BorshDeserialize)]
pub struct Currency(pub(in crate::model) String);

impl Currency {
    /// The letters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The time for which pay is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
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
#[derive(Clone, Debug, Default, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
#[schemars(inline, title = "Percentiles", extend("allOf" = [wants("p50", &["p10", "p25", "p75", "p90"])]))]
pub struct Percentiles {
    /// The wage that a tenth earn at most.
    pub p10: Option<WageFigure>,
    /// The wage that a quarter earn at most.
    pub p25: Option<WageFigure>,
    /// The median wage.
    pub p50: Option<WageFigure>,
    /// The wage that a quarter earn at least.
    pub p75: Option<WageFigure>,
    /// The wage that a tenth earn at least; `{at_least: 239200}` where the source gives no more.
    pub p90: Option<WageFigure>,
}

/// A difference in pay, in percent.
#[derive(Clone, Debug, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
#[schemars(inline, title = "Premium")]
pub struct PremiumDraft {
    /// The lower end, in percent.
    pub from: Change,
    /// The upper end, in percent.
    pub to: Option<Change>,
    /// Who earns more, such as "those who use AI well".
    #[serde(rename = "for")]
    pub whom: Option<Text>,
    /// The id of the source of the premium, in `sources.yaml`; where absent, that of the section.
    pub source: Option<Reference>,
    /// The date at which that source says so.
    pub as_of: Option<Date>,
}

/// Pay at one level of the job.
#[derive(Clone, Debug, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "level")]
pub struct PayLevelDraft {
    /// What the level is called, such as "Entry level".
    pub name: Text,
    /// What it pays, in the currency of the section.
    pub range: Option<MoneyRange>,
    /// How its pay changes, in percent.
    pub change: Option<ChangeRange>,
    /// How its pay changes, in words.
    pub outlook: Option<Text>,
    /// The id of the source of what this level says, in `sources.yaml`; where absent, that of the section.
    pub source: Option<Reference>,
    /// The date at which that source says so.
    pub as_of: Option<Date>,
}

/// Two amounts of money.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
#[schemars(inline, title = "Range")]
pub struct MoneyRange {
    /// The lower end.
    pub from: Money,
    /// The upper end; not below the lower one.
    pub to: Money,
}

/// Two changes in percent.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
#[schemars(inline, title = "Change")]
pub struct ChangeRange {
    /// The lower end, in percent.
    pub from: Change,
    /// The upper end, in percent; not below the lower one.
    pub to: Option<Change>,
}

/// How many do the job, and how that changes.
#[derive(Clone, Debug, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
#[schemars(inline, title = "Demand")]
pub struct DemandDraft {
    /// The number of persons in this job.
    pub employment: Option<Figure<Count>>,
    /// The change of employment over the period, in percent; may be negative.
    pub growth: Option<Figure<Change>>,
    /// Openings a year.
    pub openings: Option<Figure<Count>>,
    /// The years of the projection, such as `2024-2034`.
    pub period: Option<Period>,
    /// Where, such as "United States".
    pub area: Option<Text>,
    /// The trend in words.
    pub trend: Option<Text>,
    /// What a reader has to know of these figures.
    pub note: Option<Text>,
    /// The occupation of which the source gives these figures, in its own classification. Its `match` says whether
    /// they are those of this job alone; without it, the `codes` of the report do.
    pub code: Option<Box<ClassificationCode>>,
    /// The id of the source of the whole section, in `sources.yaml`; figures in it can name nearer ones.
    pub source: Option<Reference>,
    /// The date of that source.
    pub as_of: Option<Date>,
}
