use crate::link::{
    Basis, Body, Card, CareerPath, Citation, Cited, NeededSkill, PathEnd, Preparation, ReportId, ScoreRank, Skill,
    SourceId, Technology, TechnologyRef, Weight, Weighting,
};
use crate::model::figure::Wage;
use crate::model::occupation::{ChangeRange, ClassificationCode, MoneyRange};
use crate::model::registry::SourceEntry;
use crate::model::{Grade, Horizon, Percent};
use crate::plan::Page;
use crate::render::object::{Json, Object, list};
use crate::render::report::Computed;
use crate::render::{Renderer, json};
use crate::source::ReadError;

/// A report as JSON: every figure with its source and date, and how it stands to the others. What is unknown is absent.
///
/// # Errors
/// When what the report says cannot be read back.
pub(in crate::render) fn report_json(renderer: &Renderer<'_>, id: ReportId) -> Result<Vec<u8>, ReadError> {
    let page = Exporter { renderer };
    let (card, body) = (renderer.corpus.card(id), &*renderer.corpus.body(id)?);
    let relations = renderer.corpus.relations(id);
    let ranks = renderer.corpus.score_ranks(id);
    let standing = |standing: &crate::link::Standing| {
        Object::default()
            .with("rank", standing.rank)
            .with("of", standing.of)
            .with("percentile", standing.percentile)
            .with(
                "weighted_by",
                match standing.weight {
                    Weight::Reports => "reports",
                    Weight::Employment { .. } => "employment",
                },
            )
    };
    let task_score = card.task_score.map(|score| {
        Object::default()
            .with("score", score.score.points().get())
            .with("exact", rounded(score.score.get()))
            .with("tasks_counted", score.counted)
            .with("tasks", score.of)
            .with("weighted_by_share", matches!(score.weighting, Weighting::ByShare(_)))
    });
    let learn = body.learn.iter().map(|learn| {
        let tool = renderer.corpus.tool(learn.tool);
        let object = Object::default().with("tool", tool.id.as_str()).with("why", learn.why.as_ref());
        page.with_source(object, learn.citation)
    });
    let demand = body.demand.as_ref().map(|demand| {
        Object::default()
            .with("employment", demand.employment.as_ref().map(|figure| page.cited(figure, figure.value.get())))
            .with("growth", demand.growth.as_ref().map(|figure| page.cited(figure, figure.value.get())))
            .with("openings", demand.openings.as_ref().map(|figure| page.cited(figure, figure.value.get())))
            .with("period", demand.period.map(|period| format!("{}-{}", period.from(), period.to())))
            .with("area", demand.area.as_ref())
            .with("trend", demand.trend.as_ref())
            .with("note", demand.note.as_ref())
            .with("code", demand.code.as_deref().map(code))
    });
    let history = card.history.iter().map(|entry| {
        Object::default()
            .with("date", entry.date)
            .with("score", entry.points().get())
            .with("cause", entry.cause.as_str())
            .with("note", entry.note.as_ref())
    });
    let report = page
        .card(id)
        .with("standing", relations.overall.as_ref().map(standing))
        .with("standing_in_industry", relations.in_industry.as_ref().map(standing))
        .with("assessments", list(card.assessments.iter().zip(ranks).map(|(each, rank)| page.assessment(each, rank))))
        .with("window", body.window.as_ref().map(|window| page.cited(window, horizon(window.value))))
        .with("task_score", task_score)
        .with("tasks", list(page.tasks(body)))
        .with("skills", list(body.skills.iter().map(|skill| page.skill(skill))))
        .with("technologies", list(body.technologies.iter().map(|technology| page.technology(technology))))
        .with("preparation", body.preparation.as_ref().map(|preparation| page.preparation(preparation)))
        .with("learn", list(learn))
        .with("paths", list(body.paths.iter().map(|path| page.path(card, path))))
        .with("pay", body.pay.as_ref().map(|pay| page.pay(pay)))
        .with("demand", demand)
        .with(
            "related",
            list(relations.related.iter().map(|related| renderer.corpus.card(related.report).slug.as_str())),
        )
        .with("history", list(history))
        .with("sources", list(card.sources.iter().map(|(id, figures)| page.source(*id, *figures))));
    Ok(json(&report))
}

fn texts(texts: &[crate::model::Text]) -> Json<'_> {
    list(texts)
}

fn rounded(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

fn horizon(horizon: Horizon) -> String {
    match horizon {
        Horizon::In(years) => years.to_string().replace('\u{2013}', "-"),
        Horizon::Before(year) => format!("before {year}"),
    }
}

fn code(code: &ClassificationCode) -> Object<'_> {
    let ClassificationCode { scheme, code, label, fit } = code;
    Object::default()
        .with("scheme", scheme)
        .with("code", code)
        .with("label", label.as_ref())
        .with("match", fit.map(|fit| fit.as_str()))
}

/// Turns parts of the corpus into JSON.
struct Exporter<'a> {
    renderer: &'a Renderer<'a>,
}

impl<'a> Exporter<'a> {
    fn card(&self, id: ReportId) -> Object<'a> {
        let corpus = self.renderer.corpus;
        let card: &Card = corpus.card(id);
        Object::default()
            .with("slug", card.slug.as_str())
            .with("title", &card.title)
            .with("url", self.renderer.plan.urls.absolute(&Page::Report(id).path(corpus)))
            .with("summary", &card.summary)
            .with("industry", corpus.industry(card.industry).id.as_str())
            .with("also", texts(&card.also))
            .with("codes", list(card.codes.iter().map(code)))
            .with("updated", card.updated)
            .with("score", card.headline.map(|headline| headline.points.get()))
            .with("exact_score", card.headline.map(|headline| rounded(headline.score.get())))
            .with("band", card.headline.map(|headline| headline.band.as_str()))
    }

    fn with_source(&self, object: Object<'a>, citation: Citation) -> Object<'a> {
        let source = citation.source.map(|source| self.renderer.corpus.source(source).id.as_str());
        object.with("source", source).with("as_of", citation.as_of)
    }

    fn cited<T>(&self, figure: &'a Cited<T>, value: impl Into<Json<'a>>) -> Object<'a> {
        self.figure("value", figure, value)
    }

    /// A figure whose value stands under a key.
    fn figure<T>(&self, key: &'static str, figure: &'a Cited<T>, value: impl Into<Json<'a>>) -> Object<'a> {
        self.with_source(Object::default().with(key, value).with("note", figure.note.as_ref()), figure.citation)
    }

    fn assessment(&self, assessment: &'a crate::link::Assessment, rank: Option<ScoreRank>) -> Object<'a> {
        let rank = rank.map(|ScoreRank { of, below, ties, percentile }| {
            Object::default().with("percentile", percentile).with("below", below).with("ties", ties).with("of", of)
        });
        let object = Object::default()
            .with("measure", assessment.measure.as_str())
            .with("score", assessment.notation.to_string())
            .with("points", assessment.score.points().get())
            .with("label", assessment.label.as_ref())
            .with("url", assessment.url.as_ref().map(|url| url.as_str()))
            .with("note", assessment.note.as_ref())
            .with("code", assessment.code.as_deref().map(code))
            .with("rank_of_source", rank);
        self.with_source(object, Citation { source: Some(assessment.source), as_of: assessment.as_of })
    }

    fn tasks(&self, body: &'a Body) -> impl Iterator<Item = Object<'a>> {
        body.tasks.iter().map(|task| {
            let tools = task.tools.iter().map(|(tool, purpose)| {
                let tool = self.renderer.corpus.tool(*tool);
                Object::default().with("tool", tool.id.as_str()).with("use", purpose.as_ref())
            });
            let object = Object::default()
                .with("id", task.id.as_str())
                .with("name", &task.name)
                .with("description", task.description.as_ref())
                .with("exposure", task.exposure.as_ref().map(|figure| self.exposure(figure, task.basis)))
                .with("level", task.level.as_ref().map(|figure| self.cited(figure, figure.value.as_str())))
                .with("share", task.share.as_ref().map(|figure| self.cited(figure, figure.value.get())))
                .with("horizon", task.horizon.as_ref().map(|figure| self.cited(figure, horizon(figure.value))))
                .with("kind", task.kind.map(|kind| kind.as_str()))
                .with("importance", task.importance.as_ref().map(|figure| self.cited(figure, figure.value.get())))
                .with("relevance", task.relevance.as_ref().map(|figure| self.cited(figure, figure.value.get())))
                .with("label", task.label.as_ref().map(|figure| self.cited(figure, figure.value.as_str())))
                .with("performer", task.performer.map(|performer| performer.as_str()))
                .with("why", task.why.as_ref())
                .with("tools", list(tools));
            // A figure names its own source; the task needs one where it has neither number nor word, or is taken from a data set.
            match (task.exposure.is_none() && task.level.is_none()) || task.is_taken() {
                true => self.with_source(object, task.citation),
                false => object,
            }
        })
    }

    /// An exposure, and whether it follows from the label beside it.
    fn exposure(&self, figure: &'a Cited<Percent>, basis: Basis) -> Object<'a> {
        let follows_from = match basis {
            Basis::Label => Some("label"),
            Basis::Said => None,
        };
        self.cited(figure, figure.value.get()).with("follows_from", follows_from)
    }

    fn technology(&self, technology: &'a Technology) -> Object<'a> {
        let (tool, name) = match &technology.name {
            TechnologyRef::Tool(id) => {
                let tool = self.renderer.corpus.tool(*id);
                (Some(tool.id.as_str()), tool.entry.name.as_str())
            }
            TechnologyRef::Name(name) => (None, name.as_str()),
        };
        let object = Object::default()
            .with("tool", tool)
            .with("name", name)
            .with("use", technology.purpose.as_ref())
            .with("hot", technology.sought.hot)
            .with("in_demand", technology.sought.in_demand);
        self.with_source(object, technology.citation)
    }

    fn preparation(&self, preparation: &'a Preparation) -> Object<'a> {
        let Preparation { job_zone, experience, education, training, citation } = preparation;
        let object = Object::default()
            .with("job_zone", job_zone.as_ref().map(|zone| self.cited(zone, zone.value.get())))
            .with("experience", experience.as_ref())
            .with("education", education.as_ref())
            .with("training", training.as_ref());
        self.with_source(object, *citation)
    }

    /// A source, on which so many figures of the report rest.
    fn source(&self, id: SourceId, figures: u32) -> Object<'a> {
        let source = self.renderer.corpus.source(id);
        let entry = &source.entry;
        Object::default()
            .with("id", source.id.as_str())
            .with("title", &entry.title)
            .with("short", entry.short.as_ref())
            .with("publisher", entry.publisher.as_ref())
            .with("url", entry.url.as_ref().map(|url| url.as_str()))
            .with("published", entry.published)
            .with("licence", entry.licence.as_ref())
            .with("attribution", entry.attribution.as_ref())
            .with("labels", Self::labels(entry))
            .with("rule", entry.rule.as_ref())
            .with("figures", figures)
    }

    /// What the labels of a source mean; nothing where it has none.
    fn labels(entry: &'a SourceEntry) -> Option<Object<'a>> {
        let meanings = entry.labels.iter().fold(Object::default(), |meanings, (label, meaning)| {
            let exposure = meaning.exposure.map(|exposure| exposure.get());
            meanings.with(label.as_str(), Object::default().with("text", &meaning.text).with("exposure", exposure))
        });
        (!entry.labels.is_empty()).then_some(meanings)
    }

    fn skill(&self, skill: &'a Skill) -> Object<'a> {
        let resilience = skill.resilience.as_ref().map(|figure| match figure.value {
            Grade::Number(number) => self.cited(figure, number.get()),
            Grade::Word(word) => self.cited(figure, word.as_str()),
        });
        let object = Object::default()
            .with("name", &skill.name)
            .with("kind", skill.kind.as_str())
            .with("importance", skill.importance.as_ref().map(|figure| self.cited(figure, figure.value.get())))
            .with("level", skill.level.as_ref().map(|figure| self.cited(figure, figure.value.get())))
            .with("resilience", resilience)
            .with("why", skill.why.as_ref());
        // A figure names its own source.
        match skill.importance.is_none() && skill.level.is_none() {
            true => self.with_source(object, skill.citation),
            false => object,
        }
    }

    /// A path; `computed` names the keys that are computed from the skills of both reports, whose figures are of `computed_from`.
    fn path(&self, card: &'a Card, path: &'a CareerPath) -> Object<'a> {
        let corpus = self.renderer.corpus;
        let (slug, title) = match &path.to {
            PathEnd::Report(id) => (Some(corpus.card(*id).slug.as_str()), &corpus.card(*id).title),
            PathEnd::Title(title) => (None, title),
        };
        let computed = self.renderer.computed(card, path);
        let names = |skills: Vec<NeededSkill<'a>>| list(skills.into_iter().map(|skill| skill.name));
        let published = path.skill_match.as_ref().map(|figure| self.cited(figure, figure.value.get()));
        let (mut skill_match, mut have, mut need) = (published.into(), texts(&path.have), texts(&path.need));
        let mut keys: Vec<&str> = Vec::new();
        let mut from = None;
        if let Some(Computed { fit, is_match, is_have, is_need }) = &computed {
            let mut compute = |is_computed: bool, key, place: &mut Json<'a>, value: Json<'a>| {
                if is_computed && !matches!(value, Json::Nothing) {
                    *place = value;
                    keys.push(key);
                }
            };
            let percent = Object::default().with("value", rounded(fit.percent()));
            compute(*is_match, "match", &mut skill_match, percent.into());
            compute(*is_have, "have", &mut have, names(fit.have()));
            compute(*is_need, "need", &mut need, names(fit.need()));
            from = card.profile.as_ref().map(|profile| corpus.source(profile.source).id.as_str());
        }
        let object = Object::default()
            .with("to", slug)
            .with("title", title)
            .with("kind", path.kind.map(|kind| kind.as_str()))
            .with("match", skill_match)
            .with("difficulty", path.difficulty.map(|difficulty| difficulty.as_str()))
            .with("label", path.label.as_ref())
            .with("score", path.score.as_ref().map(|(notation, _)| notation.to_string()))
            .with("have", have)
            .with("need", need)
            .with("computed", list(keys))
            .with("computed_from", from)
            .with("why", path.why.as_ref());
        self.with_source(object, path.citation)
    }

    fn pay(&self, pay: &'a crate::link::Pay) -> Object<'a> {
        let percentiles = pay.percentiles.iter().fold(Object::default(), |percentiles, (percentile, wage)| {
            let key = match wage.value {
                Wage::Exactly(_) => "value",
                Wage::AtLeast(_) => "at_least",
            };
            percentiles.with(format!("p{percentile}"), self.figure(key, wage, wage.value.amount().get()))
        });
        let premium = pay.premium.as_ref().map(|premium| {
            let object = Object::default()
                .with("from", premium.range.from.get())
                .with("to", premium.range.to.map(|to| to.get()))
                .with("for", premium.whom.as_ref());
            self.with_source(object, premium.citation)
        });
        let levels = pay.levels.iter().map(|level| {
            let range = |range: MoneyRange| Object::default().with("from", range.from.get()).with("to", range.to.get());
            let change = |change: ChangeRange| {
                Object::default().with("from", change.from.get()).with("to", change.to.map(|to| to.get()))
            };
            let object = Object::default()
                .with("name", &level.name)
                .with("range", level.range.map(range))
                .with("change", level.change.map(change))
                .with("outlook", level.outlook.as_ref());
            self.with_source(object, level.citation)
        });
        Object::default()
            .with("currency", pay.currency.as_str())
            .with("per", pay.per.as_str())
            .with("area", pay.area.as_ref())
            .with("percentiles", percentiles)
            .with("premium", premium)
            .with("code", pay.code.as_deref().map(code))
            .with("levels", list(levels))
            .with("note", pay.note.as_ref())
    }
}
