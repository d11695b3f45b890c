//! What a person can do: tools to learn, comparable jobs, the plan, certificates, reports to read next.

use serde::Serialize;

use super::ReportPage;
use crate::link::ReportId;
use crate::model::Points;
use crate::render::messages::args;
use crate::render::strip::{self, SmallStrip};
use crate::render::view::{CiteMark, Link, OutLink, ScoreView, SourceLine};

/// Tools to learn.
#[derive(Serialize)]
pub struct LearnView {
    /// The tools.
    pub rows: Vec<LearnRow>,
    /// Whether a link of the section is an affiliate link.
    pub sponsored: bool,
    /// The sources of the section.
    pub sources: Vec<SourceLine>,
}

/// A tool to learn.
#[derive(Serialize)]
pub struct LearnRow {
    /// The tool.
    pub tool: Link,
    /// Why, or what it does.
    pub why: String,
    /// Its own page.
    pub link: Option<OutLink>,
    /// Who says so.
    pub cite: Option<CiteMark>,
}

/// Comparable jobs, from more exposed to much lower.
#[derive(Serialize)]
pub struct LadderView {
    /// The rungs.
    pub rungs: Vec<Rung>,
}

/// A job on the ladder.
#[derive(Serialize)]
pub struct Rung {
    /// `more`, `this`, `lower` or `much-lower`.
    pub id: &'static str,
    /// What the rung means.
    pub label: String,
    /// The job.
    pub report: Link,
    /// Its headline.
    pub score: ScoreView,
    /// Its strip.
    pub strip: SmallStrip,
    /// How it differs, in a sentence.
    pub sentence: Option<String>,
    /// Where both stand side by side; none of this job itself.
    pub compare: Option<String>,
}

/// The plan in phases.
#[derive(Serialize)]
pub struct RoadmapView {
    /// The phases.
    pub phases: Vec<PhaseView>,
    /// The sources of the section.
    pub sources: Vec<SourceLine>,
}

/// A phase of the plan.
#[derive(Serialize)]
pub struct PhaseView {
    /// What it is called.
    pub title: String,
    /// How long, or when.
    pub period: Option<String>,
    /// What is reached.
    pub goal: Option<String>,
    /// What to do, as HTML.
    pub steps: Vec<String>,
    /// Who says so.
    pub cite: Option<CiteMark>,
}

/// Certificates.
#[derive(Serialize)]
pub struct CertificationsView {
    /// The certificates.
    pub rows: Vec<CertificationRow>,
    /// Whether a link of the section is an affiliate link.
    pub sponsored: bool,
    /// The sources of the section.
    pub sources: Vec<SourceLine>,
}

/// A certificate.
#[derive(Serialize)]
pub struct CertificationRow {
    /// Its name.
    pub name: String,
    /// Who gives it.
    pub issuer: Option<String>,
    /// Where it is described.
    pub link: Option<OutLink>,
    /// Why.
    pub why: Option<String>,
    /// Who says so.
    pub cite: Option<CiteMark>,
}

/// A report to read next.
#[derive(Serialize)]
pub struct RelatedView {
    /// The report.
    pub report: Link,
    /// Its industry.
    pub industry: String,
    /// Its headline.
    pub score: Option<ScoreView>,
    /// Its strip.
    pub strip: SmallStrip,
    /// What both have in common, in a sentence.
    pub why: String,
    /// Where both stand side by side.
    pub compare: String,
}

impl ReportPage<'_> {
    pub(super) fn learn(&self) -> Option<LearnView> {
        if self.body.learn.is_empty() {
            return None;
        }
        let section = self.citations.section(self.body.learn.iter().map(|learn| learn.citation));
        let rows: Vec<LearnRow> = self
            .body
            .learn
            .iter()
            .map(|learn| LearnRow {
                tool: self.renderer.tool_link(learn.tool),
                why: learn.why.as_ref().unwrap_or(&self.renderer.corpus.tool(learn.tool).entry.summary).to_string(),
                link: self.renderer.tool_out_link(learn.tool),
                cite: section.mark(learn.citation),
            })
            .collect();
        let sponsored = rows.iter().any(|row| row.link.as_ref().is_some_and(|link| link.sponsored));
        Some(LearnView { rows, sponsored, sources: section.foot() })
    }

    pub(super) fn ladder(&self) -> Option<LadderView> {
        let own = self.card.headline?.points;
        let ladder = self.relations.ladder;
        let mut rungs = Vec::new();
        rungs.extend(ladder.more.and_then(|id| self.rung("more", "ladder_more", id, own)));
        rungs.extend(self.rung("this", "ladder_this", self.id, own));
        rungs.extend(ladder.lower.and_then(|id| self.rung("lower", "ladder_lower", id, own)));
        rungs.extend(ladder.much_lower.and_then(|id| self.rung("much-lower", "ladder_much_lower", id, own)));
        (rungs.len() > 1).then_some(LadderView { rungs })
    }

    fn rung(&self, id: &'static str, label: &str, report: ReportId, own: Points) -> Option<Rung> {
        let renderer = self.renderer;
        let card = renderer.corpus.card(report);
        let points = card.headline?.points;
        let sentence = (report != self.id).then(|| {
            let industry = renderer.corpus.industry(card.industry).entry.name.as_str();
            renderer.messages.say(
                "ladder_sentence",
                &args![
                    "direction" => if points > own { "more" } else { "less" },
                    "points" => points.minus(own).unsigned_abs(),
                    "industry" => industry,
                    "same" => if card.industry == self.card.industry { "yes" } else { "no" },
                ],
            )
        });
        Some(Rung {
            id,
            label: renderer.messages.label(label).to_owned(),
            report: renderer.report_link(report),
            score: renderer.score(points),
            strip: strip::small(card, &renderer.messages),
            sentence,
            compare: (report != self.id).then(|| renderer.comparison(self.id, report)),
        })
    }

    pub(super) fn roadmap(&self) -> Option<RoadmapView> {
        if self.body.roadmap.is_empty() {
            return None;
        }
        let section = self.citations.section(self.body.roadmap.iter().map(|phase| phase.citation));
        let phases = self
            .body
            .roadmap
            .iter()
            .map(|phase| PhaseView {
                title: phase.title.to_string(),
                period: phase.period.as_ref().map(ToString::to_string),
                goal: phase.goal.as_ref().map(ToString::to_string),
                steps: phase.steps.iter().map(|step| self.renderer.inline(step.as_str(), &self.body.file)).collect(),
                cite: section.mark(phase.citation),
            })
            .collect();
        Some(RoadmapView { phases, sources: section.foot() })
    }

    pub(super) fn certifications(&self) -> Option<CertificationsView> {
        if self.body.certifications.is_empty() {
            return None;
        }
        let section = self.citations.section(self.body.certifications.iter().map(|c| c.citation));
        let rows: Vec<CertificationRow> = self
            .body
            .certifications
            .iter()
            .map(|certification| CertificationRow {
                name: certification.name.to_string(),
                issuer: certification.issuer.as_ref().map(ToString::to_string),
                link: certification.url.as_ref().map(|url| OutLink {
                    label: url.host().to_owned(),
                    href: url.to_string(),
                    sponsored: certification.affiliate,
                }),
                why: certification.why.as_ref().map(ToString::to_string),
                cite: section.mark(certification.citation),
            })
            .collect();
        let sponsored = rows.iter().any(|row| row.link.as_ref().is_some_and(|link| link.sponsored));
        Some(CertificationsView { rows, sponsored, sources: section.foot() })
    }

    pub(super) fn related(&self) -> Vec<RelatedView> {
        let renderer = self.renderer;
        self.relations
            .related
            .iter()
            .map(|related| {
                let card = renderer.corpus.card(related.report);
                let same = card.industry == self.card.industry;
                let industry = renderer.corpus.industry(card.industry).entry.name.to_string();
                RelatedView {
                    report: renderer.report_link(related.report),
                    compare: renderer.comparison(self.id, related.report),
                    score: card.headline.map(|headline| renderer.score(headline.points)),
                    strip: strip::small(card, &renderer.messages),
                    why: renderer.messages.say(
                        "related_why",
                        &args![
                            "skills" => related.skills,
                            "tools" => related.tools,
                            "same" => if same { "yes" } else { "no" },
                            "chosen" => if related.chosen { "yes" } else { "no" },
                            "industry" => industry.as_str(),
                        ],
                    ),
                    industry,
                }
            })
            .collect()
    }
}
