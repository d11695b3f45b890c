//! The first screen: how exposed, who says so, how sure, since when; what follows from it is in [`super::advice`].

use serde::Serialize;

use super::{ReportPage, ReportView};
use crate::link::{Assessment, HeadlineRule, Standing, Weight, of_measure};
use crate::model::site::Section;
use crate::model::{Measure, Score};
use crate::render::messages::args;
use crate::render::strip::{self, Strip};
use crate::render::view::{CiteMark, Link, ScoreView};

/// Among fewer jobs than these a percentile says less than the rank, and is left to the worksheet.
pub(super) const FEW: usize = 5;

/// The headline of a report.
#[derive(Serialize)]
pub struct HeadlineView {
    /// The printed score and its band; absent where the site's rule gives none.
    pub score: Option<ScoreView>,
    /// How the score is made, or that there is none.
    pub rule: String,
    /// The strip, where there is a mark for it.
    pub strip: Option<Strip>,
    /// Answers to what a reader asks first.
    pub facts: Vec<Fact>,
}

/// An answer on the first screen.
#[derive(Serialize)]
pub struct Fact {
    /// What is asked.
    pub question: String,
    /// The answer.
    pub answer: String,
    /// Where the answer comes from.
    pub cite: Option<CiteMark>,
    /// Where more of it stands.
    pub links: Vec<Link>,
}

impl ReportPage<'_> {
    /// The headline of a page whose sections are those of a view, with the answer to when change is expected.
    pub(super) fn headline(&self, view: &ReportView, window: Option<Fact>) -> Option<HeadlineView> {
        let Self { renderer, card, .. } = self;
        let facts = self.facts(view, window);
        if card.headline.is_none() && card.assessments.is_empty() && facts.is_empty() {
            return None;
        }
        let messages = &renderer.messages;
        let strip = card.is_marked();
        Some(HeadlineView {
            score: card.headline.map(|headline| renderer.score(headline.points)),
            rule: self.rule(),
            strip: strip.then(|| strip::strip(card, &renderer.corpus.sources, renderer.corpus.site.bands, messages)),
            facts,
        })
    }

    /// How the headline is made, in a sentence.
    fn rule(&self) -> String {
        let Self { renderer, card, .. } = self;
        let messages = &renderer.messages;
        let rule = renderer.corpus.site.headline;
        let Some(headline) = card.headline else {
            return match rule {
                HeadlineRule::Median(measure) => {
                    messages.say("headline_none_median", &args!["measure" => messages.measure(measure)])
                }
                HeadlineRule::Tasks => messages.label("headline_none_tasks").to_owned(),
                HeadlineRule::Source(source) => {
                    messages.say("headline_none_source", &args!["source" => renderer.corpus.source(source).short()])
                }
            };
        };
        match rule {
            HeadlineRule::Median(measure) => messages
                .say("headline_median", &args!["count" => headline.over, "measure" => messages.measure(measure)]),
            HeadlineRule::Tasks => messages.say("headline_tasks", &args!["count" => headline.over]),
            HeadlineRule::Source(source) => {
                messages.say("headline_source", &args!["source" => renderer.corpus.source(source).short()])
            }
        }
    }

    fn facts(&self, view: &ReportView, window: Option<Fact>) -> Vec<Fact> {
        let asked = [
            self.who(view),
            self.how_sure(),
            self.which_tasks(view),
            self.with_which_tools(view),
            window,
            self.what_to_learn(view),
            self.where_to_move(view),
            self.own_week(view),
            self.rank(),
            self.what_next(view),
            self.classified(view),
            self.since_when(),
        ];
        asked.into_iter().flatten().collect()
    }

    pub(super) fn fact(&self, question: &str, answer: String) -> Fact {
        let question = self.renderer.messages.label(question).to_owned();
        Fact { question, answer, cite: None, links: Vec::new() }
    }

    fn who(&self, view: &ReportView) -> Option<Fact> {
        let Self { renderer, card, .. } = self;
        if card.assessments.is_empty() {
            return None;
        }
        let mut sources: Vec<&str> = Vec::new();
        for assessment in &card.assessments {
            let name = renderer.corpus.source(assessment.source).short();
            if !sources.contains(&name) {
                sources.push(name);
            }
        }
        let answer = renderer.messages.say(
            "fact_who_answer",
            &args!["count" => card.assessments.len(), "sources" => renderer.messages.list(&sources)],
        );
        let label = renderer.messages.label("fact_who_link").to_owned();
        let links = view.link_to(Section::Assessments, label).into_iter().collect();
        Some(Fact { links, ..self.fact("fact_who", answer) })
    }

    fn how_sure(&self) -> Option<Fact> {
        let messages = &self.renderer.messages;
        let spreads: Vec<String> = self.spreads().iter().map(|spread| spread.sentence(messages)).collect();
        if spreads.is_empty() {
            let single = self.card.assessments.len() == 1;
            return single.then(|| self.fact("fact_sure", messages.label("fact_sure_single").to_owned()));
        }
        Some(self.fact("fact_sure", spreads.join(" ")))
    }

    /// How far the assessments of each measure lie apart, where there are two or more.
    pub(super) fn spreads(&self) -> Vec<Spread> {
        Spread::all(&self.card.assessments)
    }

    fn since_when(&self) -> Option<Fact> {
        let Self { renderer, card, .. } = self;
        let messages = &renderer.messages;
        let newest = card.assessments.iter().filter_map(|assessment| assessment.as_of).max();
        let answer = match (newest, card.updated) {
            (Some(newest), Some(updated)) => messages
                .say("fact_since_both", &args!["newest" => messages.date(newest), "updated" => messages.date(updated)]),
            (Some(newest), None) => messages.say("fact_since_newest", &args!["newest" => messages.date(newest)]),
            (None, Some(updated)) => messages.say("fact_since_updated", &args!["updated" => messages.date(updated)]),
            (None, None) => return None,
        };
        Some(self.fact("fact_since", answer))
    }

    fn rank(&self) -> Option<Fact> {
        let Self { renderer, relations, card, .. } = self;
        let overall = relations.overall.filter(|standing| standing.of > 1)?;
        let mut answer = renderer.standing("standing_overall", overall, "");
        if let Some(standing) = relations.in_industry.filter(|standing| standing.of > 1) {
            let industry = renderer.corpus.industry(card.industry).entry.name.as_str();
            answer = format!("{answer} {}", renderer.standing("standing_industry", standing, industry));
        }
        Some(self.fact("fact_rank", answer))
    }

    pub(super) fn window(&self) -> Option<Fact> {
        let window = self.body.window.as_ref()?;
        let answer = self.renderer.messages.horizon(window.value, window.citation.as_of);
        Some(Fact { cite: self.citations.mark(window.citation), ..self.fact("fact_window", answer) })
    }
}

/// How far the assessments of one measure lie apart.
pub struct Spread {
    /// The measure.
    pub measure: Measure,
    /// How many assessments there are.
    pub count: usize,
    /// The lowest printed score.
    pub low: u8,
    /// The highest printed score.
    pub high: u8,
}

impl Spread {
    /// The spread of a measure of which there are two assessments or more.
    pub fn of(assessments: &[Assessment], measure: Measure) -> Option<Self> {
        let points: Vec<u8> =
            of_measure(assessments, measure).iter().map(|score: &Score| score.points().get()).collect();
        let (low, high) = (*points.iter().min()?, *points.iter().max()?);
        (points.len() > 1).then_some(Self { measure, count: points.len(), low, high })
    }

    /// The spreads of all measures, in the order in which pages show them.
    pub fn all(assessments: &[Assessment]) -> Vec<Self> {
        Measure::ALL.iter().filter_map(|measure| Self::of(assessments, *measure)).collect()
    }

    /// The spread in printed points.
    pub fn points(&self) -> i64 {
        i64::from(self.high) - i64::from(self.low)
    }

    /// The spread in a sentence.
    pub fn sentence(&self, messages: &crate::render::Messages) -> String {
        messages.say(
            "spread_sentence",
            &args![
                "measure" => messages.measure(self.measure),
                "count" => self.count,
                "low" => self.low,
                "high" => self.high,
                "points" => self.points(),
            ],
        )
    }
}

impl crate::render::Renderer<'_> {
    /// Where a report stands, in a sentence.
    pub(super) fn standing(&self, message: &str, standing: Standing, group: &str) -> String {
        let weight = match standing.weight {
            Weight::Reports => "reports",
            Weight::Employment { .. } => "employment",
        };
        self.messages.say(
            message,
            &args![
                "percentile" => standing.percentile,
                "rank" => standing.rank,
                "of" => standing.of,
                "ties" => standing.ties,
                "weight" => if standing.of < FEW { "few" } else { weight },
                "group" => group,
            ],
        )
    }
}
