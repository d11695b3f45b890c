//! Labels that a study gives to tasks, and what they mean.

use std::fmt;

use borsh::{BorshDeserialize, BorshSerialize};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::scalar::{Scalar, deserialize_scalar};
use super::table::Key;
use super::{Form, Invalid, Percent, Table, Text};

/// A label of a study for a task, such as `E1`: a name in the rubric of its source.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, BorshSerialize, BorshDeserialize)]
pub struct Label(Text);

impl Label {
    /// The label as the study writes it.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Scalar for Label {
    const EXPECTING: &'static str = "a label such as `E1`";

    fn form() -> Form {
        Form::any_number().or_any_text()
    }

    fn from_text(text: &str) -> Result<Self, Invalid> {
        Text::new(text).map(Self)
    }
}

impl Key for Label {
    const EXPECTING: &'static str = <Self as Scalar>::EXPECTING;

    fn form() -> Form {
        Form::default().or_any_text()
    }

    fn from_key(text: &str) -> Result<Self, Invalid> {
        Self::from_text(text)
    }
}

deserialize_scalar!(Label);

/// What a label means, and what the site makes of it.
#[derive(Clone, Debug, Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "meaning of a label")]
pub struct LabelMeaning {
    /// What the label says of a task, in the study's own terms.
    pub text: Text,
    /// The exposure that this site makes of the label, from 0 to 100; where absent, a task with the label has no number.
    pub exposure: Option<Percent>,
}

/// The labels of a source, each with its meaning, in the order in which the source lists them.
pub type Rubric = Table<LabelMeaning, Label>;
