//! A report as import writes it and reads it again.

use serde::Deserialize;

use super::code::{ONET_SOC, OnetCode, SOC, SocCode};
use super::yaml::{Fields, Node};
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

    /// The text of its file.
    pub fn text(&self, slug: &str) -> String {
        let comments = format!(
            "# Made by `foretask import`, which writes this file anew. Write what is yours into content/occupations/{slug}.yaml: it lies \
             over this, key by key.\n"
        );
        self.fields().document(&comments)
    }

    fn fields(&self) -> Fields {
        let Self {
            title,
            summary,
            industry,
            also,
            codes,
            defaults,
            risk,
            tasks,
            skills,
            technologies,
            preparation,
            paths,
            pay,
            demand,
            related,
            history,
        } = self;
        let texts = |texts: &[String]| texts.iter().map(|text| Node::Text(text.clone())).collect::<Vec<_>>();
        Fields::default()
            .text("title", title)
            .text("summary", summary)
            .text("industry", industry)
            .list("also", texts(also))
            .list("codes", codes.iter().map(|code| Node::Map(code.fields())))
            .lines("defaults", defaults.fields())
            .lines(
                "risk",
                Fields::default()
                    .list("assessments", risk.assessments.iter().map(|assessment| Node::Lines(assessment.fields()))),
            )
            .list("tasks", tasks.iter().map(|task| Node::Lines(task.fields())))
            .list("skills", skills.iter().map(|skill| Node::Map(skill.fields())))
            .list("technologies", technologies.iter().map(|technology| Node::Map(technology.fields())))
            .lines("preparation", preparation.as_ref().map(Preparation::fields).unwrap_or_default())
            .list("paths", paths.iter().map(|path| Node::Map(path.fields())))
            .lines("pay", pay.as_ref().map(Pay::fields).unwrap_or_default())
            .lines("demand", demand.as_ref().map(Demand::fields).unwrap_or_default())
            .list("related", texts(related))
            .list("history", history.iter().map(|entry| Node::Map(history_fields(entry))))
    }
}

impl Cite {
    fn fields(&self) -> Fields {
        let Self { source, as_of } = self;
        Fields::default().text("source", source).plain("as_of", as_of)
    }
}

impl Defaults {
    fn fields(&self) -> Fields {
        let Self { tasks, skills, technologies, paths } = self;
        let cite = |cite: &Option<Cite>| cite.as_ref().map(|cite| Node::Map(cite.fields()));
        Fields::default()
            .optional("tasks", cite(tasks))
            .optional("skills", cite(skills))
            .optional("technologies", cite(technologies))
            .optional("paths", cite(paths))
    }
}

impl CodeOf {
    fn fields(&self) -> Fields {
        let Self { scheme, code, label, fit } = self;
        Fields::default()
            .text("scheme", scheme)
            .text("code", code)
            .text_or_none("label", label.as_ref())
            .plain_or_none("match", fit.map(Fit::as_str))
    }
}

impl Assessment {
    fn fields(&self) -> Fields {
        let Self { source, score, label, as_of, url, note, code } = self;
        Fields::default()
            .text("source", source)
            .plain("score", score)
            .text_or_none("label", label.as_ref())
            .plain_or_none("as_of", *as_of)
            .text_or_none("url", url.as_ref())
            .text_or_none("note", note.as_ref())
            .optional("code", code.as_ref().map(|code| Node::Map(code.fields())))
    }
}

impl Task {
    fn fields(&self) -> Fields {
        let Self { id, name, kind, importance, relevance, label } = self;
        Fields::default()
            .text("id", id)
            .text("name", name)
            .text_or_none("kind", kind.as_ref())
            .plain_or_none("importance", *importance)
            .plain_or_none("relevance", *relevance)
            .optional("label", label.as_ref().map(|label| Node::Map(label.fields())))
    }
}

impl Label {
    fn fields(&self) -> Fields {
        let Self { value, source, as_of } = self;
        Fields::default().text("value", value).text("source", source).plain("as_of", as_of)
    }
}

impl Skill {
    fn fields(&self) -> Fields {
        let Self { name, kind, importance, level } = self;
        Fields::default()
            .text("name", name)
            .text_or_none("kind", kind.as_ref())
            .plain_or_none("importance", *importance)
            .plain_or_none("level", *level)
    }
}

impl Technology {
    fn fields(&self) -> Fields {
        let Self { tool, purpose, hot, in_demand } = self;
        let tool = match tool {
            ToolName::Id(id) => Node::Text(id.clone()),
            ToolName::Name { name } => Node::Map(Fields::default().text("name", name)),
        };
        Fields::default()
            .node("tool", tool)
            .text_or_none("use", purpose.as_ref())
            .flag("hot", *hot)
            .flag("in_demand", *in_demand)
    }
}

impl Preparation {
    fn fields(&self) -> Fields {
        let Self { job_zone, experience, education, training, source, as_of } = self;
        Fields::default()
            .plain("job_zone", job_zone)
            .text_or_none("experience", experience.as_ref())
            .text_or_none("education", education.as_ref())
            .text_or_none("training", training.as_ref())
            .text("source", source)
            .plain("as_of", as_of)
    }
}

impl Path {
    fn fields(&self) -> Fields {
        let Self { to, kind } = self;
        Fields::default().text("to", to).text_or_none("kind", kind.as_ref())
    }
}

impl Pay {
    fn fields(&self) -> Fields {
        let Self { currency, per, area, source, as_of, code, percentiles } = self;
        Fields::default()
            .text("currency", currency)
            .text("per", per)
            .text_or_none("area", area.as_ref())
            .text("source", source)
            .plain("as_of", as_of)
            .optional("code", code.as_ref().map(|code| Node::Map(code.fields())))
            .map("percentiles", percentiles.fields())
    }
}

impl Percentiles {
    /// The percentiles with their names.
    pub fn named(&self) -> [(&'static str, Option<Wage>); 5] {
        let Self { p10, p25, p50, p75, p90 } = *self;
        [("p10", p10), ("p25", p25), ("p50", p50), ("p75", p75), ("p90", p90)]
    }

    fn fields(&self) -> Fields {
        let wage = |wage: Wage| match wage {
            Wage::Exactly(amount) => Node::Plain(amount.to_string()),
            Wage::AtLeast { at_least } => Node::Map(Fields::default().plain("at_least", at_least)),
        };
        self.named().into_iter().fold(Fields::default(), |fields, (name, value)| fields.optional(name, value.map(wage)))
    }
}

impl Demand {
    fn fields(&self) -> Fields {
        let Self { employment, growth, openings, period, area, source, as_of, code } = self;
        let cited = |cited: &Option<Cited>| cited.as_ref().map(|cited| Node::Map(cited.fields()));
        Fields::default()
            .plain_or_none("employment", *employment)
            .optional("growth", cited(growth))
            .optional("openings", cited(openings))
            .plain_or_none("period", period.as_ref())
            .text_or_none("area", area.as_ref())
            .text_or_none("source", source.as_ref())
            .plain_or_none("as_of", *as_of)
            .optional("code", code.as_ref().map(|code| Node::Map(code.fields())))
    }
}

impl Cited {
    fn fields(&self) -> Fields {
        let Self { value, source, as_of, note } = self;
        Fields::default()
            .plain("value", value)
            .text("source", source)
            .plain("as_of", as_of)
            .text_or_none("note", note.as_ref())
    }
}

fn history_fields(entry: &HistoryEntry) -> Fields {
    let HistoryEntry { date, score, cause, note } = entry;
    let note = note.as_ref().map(|note| Node::Text(note.as_str().to_owned()));
    Fields::default().plain("date", date).plain("score", score).plain("cause", cause.as_str()).optional("note", note)
}
