//! A report as import writes it and reads it again.

mod write;

use serde::Deserialize;

use super::code::{ONET_SOC, OnetCode, SOC, SocCode};
use crate::model::occupation::HistoryEntry;
use crate::model::{Date, Notation};

/// What import says of an occupation: a file of `content/imported/occupations/`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Report {
    pub title: String,
    pub summary: String,
    pub industry: String,
    #[serde(default)]
    pub also: Vec<String>,
    #[serde(default)]
    pub codes: Vec<CodeOf>,
    #[serde(default)]
    pub defaults: Defaults,
    #[serde(default)]
    pub risk: Risk,
    #[serde(default)]
    pub tasks: Vec<Task>,
    #[serde(default)]
    pub skills: Vec<Skill>,
    #[serde(default)]
    pub technologies: Vec<Technology>,
    pub preparation: Option<Preparation>,
    #[serde(default)]
    pub paths: Vec<Path>,
    pub pay: Option<Pay>,
    pub demand: Option<Demand>,
    #[serde(default)]
    pub related: Vec<String>,
    #[serde(default)]
    pub history: Vec<HistoryEntry>,
}

/// Where values come from.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Cite {
    pub source: String,
    pub as_of: Date,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Defaults {
    pub tasks: Option<Cite>,
    pub skills: Option<Cite>,
    pub technologies: Option<Cite>,
    pub paths: Option<Cite>,
}

/// A place in a classification, and how well it fits.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CodeOf {
    pub scheme: String,
    pub code: String,
    pub label: Option<String>,
    #[serde(rename = "match")]
    pub fit: Option<Fit>,
}

/// How well a code fits an occupation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Fit {
    /// The code stands for this occupation alone.
    Exact,
    /// The code stands for several occupations of O*NET.
    Shared,
    /// The code is that of a wider group.
    Broad,
}

impl Fit {
    /// The word in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Shared => "shared",
            Self::Broad => "broad",
        }
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Risk {
    #[serde(default)]
    pub assessments: Vec<Assessment>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Assessment {
    pub source: String,
    pub score: Notation,
    pub label: Option<String>,
    pub as_of: Option<Date>,
    pub url: Option<String>,
    pub note: Option<String>,
    pub code: Option<CodeOf>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Task {
    pub id: String,
    pub name: String,
    pub kind: Option<String>,
    pub importance: Option<f64>,
    pub relevance: Option<f64>,
    pub label: Option<Label>,
}

/// What a study says of a task.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Label {
    pub value: String,
    pub source: String,
    pub as_of: Date,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Skill {
    pub name: String,
    pub kind: Option<String>,
    pub importance: Option<f64>,
    pub level: Option<f64>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Technology {
    pub tool: ToolName,
    #[serde(rename = "use")]
    pub purpose: Option<String>,
    #[serde(default)]
    pub hot: bool,
    #[serde(default)]
    pub in_demand: bool,
}

/// A tool by its id, or by its name alone.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum ToolName {
    Id(String),
    Name { name: String },
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Preparation {
    pub job_zone: f64,
    pub experience: Option<String>,
    pub education: Option<String>,
    pub training: Option<String>,
    pub source: String,
    pub as_of: Date,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Path {
    pub to: String,
    pub kind: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pay {
    pub currency: String,
    pub per: String,
    pub area: Option<String>,
    pub source: String,
    pub as_of: Date,
    pub code: Option<CodeOf>,
    pub percentiles: Percentiles,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Percentiles {
    pub p10: Option<Wage>,
    pub p25: Option<Wage>,
    pub p50: Option<Wage>,
    pub p75: Option<Wage>,
    pub p90: Option<Wage>,
}

/// A wage, or the least that it can be.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(untagged)]
pub(super) enum Wage {
    Exactly(f64),
    AtLeast { at_least: f64 },
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Demand {
    pub employment: Option<f64>,
    pub growth: Option<Cited>,
    pub openings: Option<Cited>,
    pub period: Option<String>,
    pub area: Option<String>,
    pub source: Option<String>,
    pub as_of: Option<Date>,
    pub code: Option<CodeOf>,
}

/// A figure with its source.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Cited {
    pub value: f64,
    pub source: String,
    pub as_of: Date,
    pub note: Option<String>,
}

impl Report {
    /// Its code in O*NET.
    pub fn onet_code(&self) -> Option<OnetCode> {
        self.codes.iter().find(|code| code.scheme == ONET_SOC).and_then(|code| OnetCode::from_text(&code.code))
    }

    /// Its code in the SOC with the title and the fit of that code.
    pub fn soc(&self) -> Option<(SocCode, &CodeOf)> {
        let code = self.codes.iter().find(|code| code.scheme == SOC)?;
        self.onet_code().map(|onet| (onet.soc(), code))
    }

    /// The ids of all sources that it names.
    pub fn sources(&self) -> Vec<&str> {
        let Self { defaults, risk, tasks, preparation, pay, demand, .. } = self;
        let Defaults { tasks: of_tasks, skills, technologies, paths } = defaults;
        let cites = [of_tasks, skills, technologies, paths].into_iter().flatten().map(|cite| cite.source.as_str());
        let labels = tasks.iter().filter_map(|task| Some(task.label.as_ref()?.source.as_str()));
        let demand = demand.iter().flat_map(|demand| {
            let cited = [&demand.growth, &demand.openings].into_iter().flatten().map(|cited| cited.source.as_str());
            demand.source.as_deref().into_iter().chain(cited)
        });
        cites
            .chain(risk.assessments.iter().map(|assessment| assessment.source.as_str()))
            .chain(labels)
            .chain(preparation.iter().map(|preparation| preparation.source.as_str()))
            .chain(pay.iter().map(|pay| pay.source.as_str()))
            .chain(demand)
            .collect()
    }

    /// The ids of the tools that it names.
    pub fn tools(&self) -> impl Iterator<Item = &str> {
        self.technologies.iter().filter_map(|technology| match &technology.tool {
            ToolName::Id(id) => Some(id.as_str()),
            ToolName::Name { .. } => None,
        })
    }
}

impl Percentiles {
    /// The percentiles with their names.
    pub fn named(&self) -> [(&'static str, Option<Wage>); 5] {
        let Self { p10, p25, p50, p75, p90 } = *self;
        [("p10", p10), ("p25", p25), ("p50", p50), ("p75", p75), ("p90", p90)]
    }
}
