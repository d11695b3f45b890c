use serde_json::{Value, json};

use crate::link::{
    Basis, Body, Card, CareerPath, Citation, Cited, NeededSkill, PathEnd, Preparation, ReportId, ScoreRank, Skill,
    Technology, TechnologyRef, Weight, Weighting,
};
use crate::model::figure::Wage;
use crate::model::occupation::ClassificationCode;
use crate::model::registry::SourceEntry;
use crate::model::{Grade, Horizon, Percent};
use crate::plan::Page;
use crate::render::report::Computed;
use crate::render::{Renderer, json as to_json};
use crate::source::ReadError;

/// A report as JSON: every figure with its source and date, and how it stands to the others.
///
/// # Errors
/// When what the report says cannot be read back.
pub(in crate::render) fn report_json(renderer: &Renderer<'_>, id: ReportId) -> Result<Vec<u8>, ReadError> {
    let page = Exporter { renderer };
    let (card, body) = (renderer.corpus.card(id), &*renderer.corpus.body(id)?);
    let mut object = page.card(id);
    let relations = renderer.corpus.relations(id);
    let ranks = renderer.corpus.score_ranks(id);
    let standing = |standing: &crate::link::Standing| {
        json!({
            "rank": standing.rank,
            "of": standing.of,
            "percentile": standing.percentile,
            "weighted_by": match standing.weight {
                Weight::Reports => "reports",
                Weight::Employment { .. } => "employment",
            },
        })
    };
    let parts = [
        ("standing", relations.overall.as_ref().map(standing)),
        ("standing_in_industry", relations.in_industry.as_ref().map(standing)),
        ("assessments", list(card.assessments.iter().zip(ranks).map(|(each, rank)| page.assessment(each, rank)))),
        ("window", body.window.as_ref().map(|window| page.cited(window, horizon(window.value)))),
        (
            "task_score",
            card.task_score.map(|score| {
                json!({
                    "score": score.score.points().get(),
                    "exact": rounded(score.score.get()),
                    "tasks_counted": score.counted,
                    "tasks": score.of,
                    "weighted_by_share": matches!(score.weighting, Weighting::ByShare(_)),
                })
            }),
        ),
        ("tasks", list(page.tasks(body))),
        ("skills", list(body.skills.iter().map(|skill| page.skill(skill)))),
        ("technologies", list(body.technologies.iter().map(|technology| page.technology(technology)))),
        ("preparation", body.preparation.as_ref().map(|preparation| page.preparation(preparation))),
        (
            "learn",
            list(body.learn.iter().map(|learn| {
                let tool = renderer.corpus.tool(learn.tool);
                page.with_source(json!({"tool": tool.id.as_str(), "why": learn.why.as_deref()}), learn.citation)
            })),
        ),
        ("paths", list(body.paths.iter().map(|path| page.path(card, path)))),
        ("pay", body.pay.as_ref().map(|pay| page.pay(pay))),
        (
            "demand",
            body.demand.as_ref().map(|demand| {
                json!({
                    "employment": demand.employment.as_ref().map(|figure| page.cited(figure, figure.value.get())),
                    "growth": demand.growth.as_ref().map(|figure| page.cited(figure, figure.value.get())),
                    "openings": demand.openings.as_ref().map(|figure| page.cited(figure, figure.value.get())),
                    "period": demand.period.map(|period| format!("{}-{}", period.from(), period.to())),
                    "area": demand.area.as_deref(),
                    "trend": demand.trend.as_deref(),
                    "note": demand.note.as_deref(),
                    "code": demand.code.as_deref().map(code),
                })
            }),
        ),
        (
            "related",
            list(relations.related.iter().map(|related| renderer.corpus.card(related.report).slug.as_str().into())),
        ),
        (
            "history",
            list(card.history.iter().map(|entry| {
                json!({
                    "date": entry.date,
                    "score": entry.points().get(),
                    "cause": entry.cause.as_str(),
                    "note": entry.note.as_deref(),
                })
            })),
        ),
        (
            "sources",
            list(card.sources.iter().map(|(id, figures)| {
                let source = renderer.corpus.source(*id);
                let entry = &source.entry;
                json!({
                    "id": source.id.as_str(),
                    "title": entry.title.as_str(),
                    "short": entry.short.as_deref(),
                    "publisher": entry.publisher.as_deref(),
                    "url": entry.url.as_ref().map(|url| url.as_str()),
                    "published": entry.published,
                    "licence": entry.licence.as_deref(),
                    "attribution": entry.attribution.as_deref(),
                    "labels": Exporter::labels(entry),
                    "rule": entry.rule.as_deref(),
                    "figures": figures,
                })
            })),
        ),
    ];
    if let Value::Object(object) = &mut object {
        for (key, value) in parts {
            object.insert(key.to_owned(), value.unwrap_or(Value::Null));
        }
    }
    without_nothing(&mut object);
    Ok(to_json(&object))
}

/// A list of values, or nothing where it is empty.
fn list(values: impl Iterator<Item = Value>) -> Option<Value> {
    let values: Vec<Value> = values.collect();
    (!values.is_empty()).then_some(Value::Array(values))
}

fn texts(texts: &[crate::model::Text]) -> Option<Value> {
    list(texts.iter().map(|text| text.as_str().into()))
}

/// Takes away keys that hold nothing: what is unknown is absent.
fn without_nothing(value: &mut Value) {
    match value {
        Value::Object(object) => {
            object.retain(|_, value| !value.is_null() && value.as_str() != Some(""));
            object.values_mut().for_each(without_nothing);
        }
        Value::Array(values) => values.iter_mut().for_each(without_nothing),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
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

fn code(code: &ClassificationCode) -> Value {
    serde_json::to_value(code).expect("a code is plain text")
}

/// Turns parts of the corpus into JSON.
struct Exporter<'a> {
    renderer: &'a Renderer<'a>,
}

impl Exporter<'_> {
    fn card(&self, id: ReportId) -> Value {
        let Self { renderer } = self;
        let card: &Card = renderer.corpus.card(id);
        json!({
            "slug": card.slug.as_str(),
            "title": card.title.as_str(),
            "url": renderer.plan.urls.absolute(&Page::Report(id).path(renderer.corpus)),
            "summary": card.summary.as_str(),
            "industry": renderer.corpus.industry(card.industry).id.as_str(),
            "also": texts(&card.also),
            "codes": list(card.codes.iter().map(code)),
            "updated": card.updated,
            "score": card.headline.map(|headline| headline.points.get()),
            "exact_score": card.headline.map(|headline| rounded(headline.score.get())),
            "band": card.headline.map(|headline| headline.band.as_str()),
        })
    }

    fn with_source(&self, mut value: Value, citation: Citation) -> Value {
        if let Value::Object(object) = &mut value {
            let source = citation.source.map(|source| self.renderer.corpus.source(source).id.as_str());
            object.insert("source".to_owned(), source.into());
            object.insert("as_of".to_owned(), citation.as_of.map(|date| date.to_string()).into());
        }
        value
    }

    fn cited<T>(&self, figure: &Cited<T>, value: impl Into<Value>) -> Value {
        let object = json!({"value": value.into(), "note": figure.note.as_deref()});
        self.with_source(object, figure.citation)
    }

    fn assessment(&self, assessment: &crate::link::Assessment, rank: Option<ScoreRank>) -> Value {
        let value = json!({
            "measure": assessment.measure.as_str(),
            "score": assessment.notation.to_string(),
            "points": assessment.score.points().get(),
            "label": assessment.label.as_deref(),
            "url": assessment.url.as_ref().map(|url| url.as_str()),
            "note": assessment.note.as_deref(),
            "code": assessment.code.as_deref().map(code),
            "rank_of_source": rank.map(|ScoreRank { of, below, ties, percentile }| {
                json!({"percentile": percentile, "below": below, "ties": ties, "of": of})
            }),
        });
        self.with_source(value, Citation { source: Some(assessment.source), as_of: assessment.as_of })
    }

    fn tasks<'b>(&'b self, body: &'b Body) -> impl Iterator<Item = Value> + 'b {
        body.tasks.iter().map(|task| {
            let value = json!({
                "id": task.id.as_str(),
                "name": task.name.as_str(),
                "description": task.description.as_deref(),
                "exposure": task.exposure.as_ref().map(|figure| self.exposure(figure, task.basis)),
                "level": task.level.as_ref().map(|figure| self.cited(figure, figure.value.as_str())),
                "share": task.share.as_ref().map(|figure| self.cited(figure, figure.value.get())),
                "horizon": task.horizon.as_ref().map(|figure| self.cited(figure, horizon(figure.value))),
                "kind": task.kind.map(|kind| kind.as_str()),
                "importance": task.importance.as_ref().map(|figure| self.cited(figure, figure.value.get())),
                "relevance": task.relevance.as_ref().map(|figure| self.cited(figure, figure.value.get())),
                "label": task.label.as_ref().map(|figure| self.cited(figure, figure.value.as_str())),
                "performer": task.performer.map(|performer| performer.as_str()),
                "why": task.why.as_deref(),
                "tools": list(task.tools.iter().map(|(tool, purpose)| {
                    json!({"tool": self.renderer.corpus.tool(*tool).id.as_str(), "use": purpose.as_deref()})
                })),
            });
            // A figure names its own source; the task needs one where it has neither number nor word, or is taken from a data set.
            match (task.exposure.is_none() && task.level.is_none()) || task.is_taken() {
                true => self.with_source(value, task.citation),
                false => value,
            }
        })
    }

    /// An exposure, and whether it follows from the label beside it.
    fn exposure(&self, figure: &Cited<Percent>, basis: Basis) -> Value {
        let mut value = self.cited(figure, figure.value.get());
        if let (Basis::Label, Value::Object(object)) = (basis, &mut value) {
            object.insert("follows_from".to_owned(), "label".into());
        }
        value
    }

    fn technology(&self, technology: &Technology) -> Value {
        let (tool, name) = match &technology.name {
            TechnologyRef::Tool(id) => {
                let tool = self.renderer.corpus.tool(*id);
                (Some(tool.id.as_str()), tool.entry.name.as_str())
            }
            TechnologyRef::Name(name) => (None, name.as_str()),
        };
        let value = json!({
            "tool": tool,
            "name": name,
            "use": technology.purpose.as_deref(),
            "hot": technology.sought.hot,
            "in_demand": technology.sought.in_demand,
        });
        self.with_source(value, technology.citation)
    }

    fn preparation(&self, preparation: &Preparation) -> Value {
        let Preparation { job_zone, experience, education, training, citation } = preparation;
        let value = json!({
            "job_zone": job_zone.as_ref().map(|zone| self.cited(zone, zone.value.get())),
            "experience": experience.as_deref(),
            "education": education.as_deref(),
            "training": training.as_deref(),
        });
        self.with_source(value, *citation)
    }

    /// What the labels of a source mean; nothing where it has none.
    fn labels(entry: &SourceEntry) -> Option<Value> {
        let meanings = entry.labels.iter().map(|(label, meaning)| {
            let exposure = meaning.exposure.map(|exposure| exposure.get());
            (label.to_string(), json!({"text": meaning.text.as_str(), "exposure": exposure}))
        });
        (!entry.labels.is_empty()).then(|| meanings.collect())
    }

    fn skill(&self, skill: &Skill) -> Value {
        let value = json!({
            "name": skill.name.as_str(),
            "kind": skill.kind.as_str(),
            "importance": skill.importance.as_ref().map(|figure| self.cited(figure, figure.value.get())),
            "level": skill.level.as_ref().map(|figure| self.cited(figure, figure.value.get())),
            "resilience": skill.resilience.as_ref().map(|figure| match figure.value {
                Grade::Number(number) => self.cited(figure, number.get()),
                Grade::Word(word) => self.cited(figure, word.as_str()),
            }),
            "why": skill.why.as_deref(),
        });
        // A figure names its own source.
        match skill.importance.is_none() && skill.level.is_none() {
            true => self.with_source(value, skill.citation),
            false => value,
        }
    }

    /// A path; `computed` names the keys that are computed from the skills of both reports, whose figures are of `computed_from`.
    fn path(&self, card: &Card, path: &CareerPath) -> Value {
        let corpus = self.renderer.corpus;
        let (slug, title) = match &path.to {
            PathEnd::Report(id) => (corpus.card(*id).slug.as_str(), corpus.card(*id).title.as_str()),
            PathEnd::Title(title) => ("", title.as_str()),
        };
        let computed = self.renderer.computed(card, path);
        let names = |skills: Vec<NeededSkill<'_>>| list(skills.into_iter().map(|skill| skill.name.into()));
        let (mut skill_match, mut have, mut need) = (
            path.skill_match.as_ref().map(|figure| self.cited(figure, figure.value.get())),
            texts(&path.have),
            texts(&path.need),
        );
        let mut keys: Vec<&str> = Vec::new();
        let mut from = None;
        if let Some(Computed { fit, is_match, is_have, is_need }) = &computed {
            let mut compute = |is_computed: bool, key, place: &mut Option<Value>, value: Option<Value>| {
                if is_computed && value.is_some() {
                    *place = value;
                    keys.push(key);
                }
            };
            compute(*is_match, "match", &mut skill_match, Some(json!({"value": rounded(fit.percent())})));
            compute(*is_have, "have", &mut have, names(fit.have()));
            compute(*is_need, "need", &mut need, names(fit.need()));
            from = card.profile.as_ref().map(|profile| corpus.source(profile.source).id.as_str());
        }
        let value = json!({
            "to": slug,
            "title": title,
            "kind": path.kind.map(|kind| kind.as_str()),
            "match": skill_match,
            "difficulty": path.difficulty.map(|difficulty| difficulty.as_str()),
            "label": path.label.as_deref(),
            "score": path.score.as_ref().map(|(notation, _)| notation.to_string()),
            "have": have,
            "need": need,
            "computed": list(keys.into_iter().map(Value::from)),
            "computed_from": from,
            "why": path.why.as_deref(),
        });
        self.with_source(value, path.citation)
    }

    fn pay(&self, pay: &crate::link::Pay) -> Value {
        let percentiles: serde_json::Map<String, Value> = pay
            .percentiles
            .iter()
            .map(|(percentile, wage)| {
                let mut value = self.cited(wage, wage.value.amount().get());
                if let (Wage::AtLeast(_), Value::Object(object)) = (wage.value, &mut value) {
                    let amount = object.remove("value").unwrap_or_default();
                    object.insert("at_least".to_owned(), amount);
                }
                (format!("p{percentile}"), value)
            })
            .collect();
        json!({
            "currency": pay.currency.as_str(),
            "per": pay.per.as_str(),
            "area": pay.area.as_deref(),
            "percentiles": percentiles,
            "premium": pay.premium.as_ref().map(|premium| self.with_source(json!({
                "from": premium.range.from.get(),
                "to": premium.range.to.map(|to| to.get()),
                "for": premium.whom.as_deref(),
            }), premium.citation)),
            "code": pay.code.as_deref().map(code),
            "levels": list(pay.levels.iter().map(|level| self.with_source(json!({
                "name": level.name.as_str(),
                "range": level.range.map(|range| json!({"from": range.from.get(), "to": range.to.get()})),
                "change": level.change.map(|c| json!({"from": c.from.get(), "to": c.to.map(|to| to.get())})),
                "outlook": level.outlook.as_deref(),
            }), level.citation))),
            "note": pay.note.as_deref(),
        })
    }
}
