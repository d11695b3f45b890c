//! Eras, questions and earlier headlines.

use borsh::{BorshDeserialize, BorshSerialize};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::{Date, Percent, Points, Prose, Reference, Score, Text};

/// An era of the timeline.
#[derive(Clone, Debug, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "era")]
pub struct EraDraft {
    /// When, such as "2021-2024".
    pub period: Text,
    /// What the era is called.
    pub title: Text,
    /// What happens in it; Markdown works.
    pub text: Option<Prose>,
    /// The id of the source of what this era says, in `sources.yaml`; where absent, that of the section.
    pub source: Option<Reference>,
    /// The date at which that source says so.
    pub as_of: Option<Date>,
}

/// A question and its answer.
#[derive(Clone, Debug, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "question")]
pub struct Question {
    /// The question, as a reader would ask it.
    pub question: Text,
    /// The answer; Markdown works. Answers that are composed from the data stand after the author's own.
    pub answer: Prose,
}

/// An earlier headline.
#[derive(Clone, Debug, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "earlier headline")]
pub struct HistoryEntry {
    /// The date from which on this headline stood.
    pub date: Date,
    /// The headline as it was, from 0 to 100.
    pub score: Percent,
    /// Why the headline changed.
    pub cause: Cause,
    /// What changed.
    pub note: Option<Text>,
}

impl HistoryEntry {
    /// The headline as it is printed.
    pub fn points(&self) -> Points {
        Score::clamped(self.score.get()).points()
    }
}

/// Why a headline changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum Cause {
    /// New data.
    Data,
    /// Another way of counting.
    Method,
    /// A mistake was mended.
    Correction,
}

impl Cause {
    /// The name in files and message ids.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Data => "data",
            Self::Method => "method",
            Self::Correction => "correction",
        }
    }
}
