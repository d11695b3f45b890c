//! What a publisher's rule adds to a reader's own score.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};

use super::key_rule::wants;
use super::scalar::{Scalar, deserialize_scalar};
use super::{Form, Invalid, Text};
use crate::diagnostic::Code;

/// What a publisher's rule adds to the score that a reader makes of their own week, in points. A judgement, not a measurement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OwnScoreRule {
    /// Why the publisher does so.
    pub why: Text,
    /// What the tools add that the reader uses.
    pub tools: Option<ToolRule>,
    /// What years in the job add; the highest step that is reached counts.
    pub experience: Vec<ExperienceStep>,
    /// What the reader's place in the job adds.
    pub seniority: Vec<SeniorityStep>,
}

/// What a reader says of themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OwnSituation<'a> {
    /// How many of the report's tools the reader uses.
    pub tools: usize,
    /// Whole years in the job, where told.
    pub years: Option<u8>,
    /// The name of the reader's step of seniority, where told.
    pub seniority: Option<&'a str>,
}

impl OwnScoreRule {
    /// What the rule adds for a reader, in points. A step of seniority that the rule does not have adds nothing.
    pub fn points(&self, situation: OwnSituation<'_>) -> i32 {
        let tools = self.tools.map_or(0, |rule| {
            let counted = situation.tools.min(usize::from(rule.up_to.get()));
            i32::from(rule.points.get()) * i32::try_from(counted).expect("at most 20 tools count")
        });
        let reached =
            self.experience.iter().filter(|step| situation.years.is_some_and(|years| step.from.get() <= years));
        let experience = reached.max_by_key(|step| step.from).map_or(0, |step| i32::from(step.points.get()));
        let chosen = self.seniority.iter().find(|step| situation.seniority == Some(step.label.as_str()));
        let seniority = chosen.map_or(0, |step| i32::from(step.points.get()));
        tools + experience + seniority
    }
}

/// What each tool adds that a reader uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline, title = "Tools that a reader uses")]
pub struct ToolRule {
    /// What each tool of the report that the reader uses adds; may be negative.
    pub points: PointChange,
    /// So many tools count at most.
    pub up_to: ToolCount,
}

/// What years in the job add.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline, title = "Years in the job")]
pub struct ExperienceStep {
    /// From so many years on.
    pub from: ExperienceYears,
    /// What they add; may be negative.
    pub points: PointChange,
}

/// What a place in the job adds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline, title = "Place in the job")]
pub struct SeniorityStep {
    /// Its name, as in "Team lead".
    pub label: Text,
    /// What it adds; may be negative.
    pub points: PointChange,
}

macro_rules! small_number {
    ($($(#[doc = $doc:literal])+ $name:ident($kind:ty): $low:literal..=$high:literal, $pattern:literal, $what:literal;)+) => {
        $($(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
        pub struct $name($kind);

        impl $name {
            /// The number.
            pub fn get(self) -> $kind {
                self.0
            }
        }

        impl Scalar for $name {
            const EXPECTING: &'static str = $what;

            fn form() -> Form {
                Form::whole_number(f64::from($low), f64::from($high)).or_text($pattern)
            }

            fn from_text(text: &str) -> Result<Self, Invalid> {
                let number = text.parse::<f64>().ok().filter(|number| number.is_finite());
                let wrong = || Invalid::new(Code::WrongType, format!("expected {}, found `{text}`", Self::EXPECTING));
                number.ok_or_else(wrong)?;
                let number = text.parse().ok().filter(|number| ($low..=$high).contains(number));
                number.map(Self).ok_or_else(|| {
                    Invalid::new(Code::OutOfRange, format!("`{text}` is out of range"))
                        .help(format!("this is {}", Self::EXPECTING))
                })
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        deserialize_scalar!($name);)+
    };
}

small_number! {
    /// Points that are added to a score.
    PointChange(i8): -50..=50, r"[-+]?0*(?:50|[1-4]?[0-9])", "a whole number of points from -50 to 50";
    /// Years in a job.
    ExperienceYears(u8): 1..=60, r"\+?0*(?:60|[1-5][0-9]|[1-9])", "a whole number of years from 1 to 60";
    /// A number of tools.
    ToolCount(u8): 1..=20, r"\+?0*(?:20|1[0-9]|[1-9])", "a whole number of tools from 1 to 20";
}

/// The rule as it is written.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Rule for a reader's own score", extend("allOf" = [wants("tools", &["experience", "seniority"])]))]
struct OwnScoreDraft {
    /// Why the publisher adds these points; printed beside them.
    why: Text,
    /// What each of the report's tools adds that the reader uses.
    tools: Option<ToolRule>,
    /// What years in the job add; the highest step that is reached counts.
    experience: Option<Vec<ExperienceStep>>,
    /// What the reader's place in the job adds.
    seniority: Option<Vec<SeniorityStep>>,
}

impl JsonSchema for OwnScoreRule {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "own score".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        OwnScoreDraft::json_schema(generator)
    }
}

impl<'de> Deserialize<'de> for OwnScoreRule {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let OwnScoreDraft { why, tools, experience, seniority } = OwnScoreDraft::deserialize(deserializer)?;
        if tools.is_none() && experience.is_none() && seniority.is_none() {
            let invalid = Invalid::new(Code::MissingKey, "the rule for a reader's own score adds nothing")
                .help("write `tools`, `experience` or `seniority`, or remove `own_score`");
            return Err(serde::de::Error::custom(invalid));
        }
        let (experience, seniority) = (experience.unwrap_or_default(), seniority.unwrap_or_default());
        Ok(Self { why, tools, experience, seniority })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(yaml: &str) -> OwnScoreRule {
        serde_yaml::from_str(yaml).expect("the test's rule is one")
    }

    #[test]
    fn the_highest_step_that_is_reached_counts_alone() {
        let rule = rule("{why: a, experience: [{from: 10, points: -5}, {from: 3, points: -2}]}");
        let points = [None, Some(2), Some(3), Some(9), Some(10), Some(60)]
            .map(|years| rule.points(OwnSituation { years, ..OwnSituation::default() }));
        assert_eq!(points, [0, 0, -2, -2, -5, -5]);
    }

    #[test]
    fn no_more_tools_count_than_the_rule_says() {
        let rule = rule("{why: a, tools: {points: -2, up_to: 3}, seniority: [{label: Lead, points: 4}]}");
        let points = |tools, seniority| rule.points(OwnSituation { tools, seniority, years: None });
        assert_eq!([points(0, None), points(2, None), points(9, None)], [0, -4, -6]);
        assert_eq!([points(1, Some("Lead")), points(0, Some("lead"))], [2, 0]);
    }
}
