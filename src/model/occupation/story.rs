//! Eras, questions and earlier headlines.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::{Date, Percent, Points, Prose, Reference, Score, Text};

/// An era of the timeline.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EraDraft {
    /// When.
    pub period: Text,
    /// What it is called.
    pub title: Text,
    /// What happens.
    pub text: Option<Prose>,
    /// Of the era.
    pub source: Option<Reference>,
    /// Of the era.
    pub as_of: Option<Date>,
}

/// A question and its answer.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The question.
    pub question: Text,
    /// The answer.
    pub answer: Prose,
}

/// An earlier headline.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HistoryEntry {
    /// From when on it stood.
    pub date: Date,
    /// The headline on the common scale.
    pub score: Percent,
    /// Why it changed.
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
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
