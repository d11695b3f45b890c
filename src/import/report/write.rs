use super::{
    Assessment, Cite, Cited, CodeOf, Defaults, Demand, Fit, Label, Path, Pay, Percentiles, Preparation, Report, Skill,
    Task, Technology, ToolName, Wage,
};
use crate::import::yaml::{Fields, Node};
use crate::model::occupation::HistoryEntry;

impl Report {
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
