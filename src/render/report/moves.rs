//! What a person can do: skills, tools to learn, comparable jobs, paths, the plan, certificates, reports to read next.

use serde::Serialize;

use super::ReportPage;
use crate::link::{CareerPath, PathEnd, ReportId};
use crate::model::{Band, Grade, Points, Score};
use crate::plan::SitePath;
use crate::render::messages::args;
use crate::render::strip::{self, SmallStrip};
use crate::render::view::{Bar, CiteMark, FigureView, Link, OutLink, ScoreView, SourceLine};

/// Skills by resilience.
#[derive(Serialize)]
pub struct SkillsView {
    /// Skills, most at risk first; those without a grade last.
    pub rows: Vec<SkillRow>,
    /// The sources of the section.
    pub sources: Vec<SourceLine>,
}

/// A skill.
#[derive(Serialize)]
pub struct SkillRow {
    /// What it is.
    pub name: String,
    /// How well it lasts, as a number or a word.
    pub resilience: Option<FigureView>,
    /// Its bar, where there is a number.
    pub bar: Option<Bar>,
    /// The steps of its word of four, where there is a word.
    pub steps: Option<u8>,
    /// Why.
    pub why: Option<String>,
}

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

/// Career paths.
#[derive(Serialize)]
pub struct PathsView {
    /// The paths.
    pub rows: Vec<PathRow>,
    /// The sources of the section.
    pub sources: Vec<SourceLine>,
}

/// A career path.
#[derive(Serialize)]
pub struct PathRow {
    /// The job.
    pub title: String,
    /// Its report, where there is one.
    pub href: Option<String>,
    /// Where both jobs stand side by side, where it has a report.
    pub compare: Option<String>,
    /// What kind of move it is.
    pub kind: Option<String>,
    /// The publisher's own word.
    pub label: Option<String>,
    /// Percent of skills that carry over.
    pub skill_match: Option<FigureView>,
    /// How hard it is.
    pub difficulty: Option<String>,
    /// The target's own headline here.
    pub score: Option<ScoreView>,
    /// The target's score as the path's source gives it.
    pub source_score: Option<String>,
    /// What the move does to exposure, in a sentence.
    pub difference: Option<String>,
    /// Both jobs on one scale: this one, then that one.
    pub move_strip: Option<MoveStrip>,
    /// Skills that carry over.
    pub have: Vec<String>,
    /// Skills to gain.
    pub need: Vec<String>,
    /// Why.
    pub why: Option<String>,
    /// Who says so.
    pub cite: Option<CiteMark>,
}

/// Two jobs on one scale.
#[derive(Serialize)]
pub struct MoveStrip {
    /// This job.
    pub here: u8,
    /// That job.
    pub there: u8,
    /// What it shows, in words.
    pub text: String,
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
    pub(super) fn skills(&self) -> Option<SkillsView> {
        if self.body.skills.is_empty() {
            return None;
        }
        let messages = &self.renderer.messages;
        let cited = self.body.skills.iter().map(|skill| match &skill.resilience {
            Some(resilience) => resilience.citation,
            None => skill.citation,
        });
        let section = self.citations.section(cited);
        let bands = self.renderer.corpus.site.bands;
        let mut skills: Vec<_> = self.body.skills.iter().collect();
        let height = |grade: Grade| match grade {
            Grade::Number(number) => number.get(),
            Grade::Word(word) => f64::from(bands.range(word).0),
        };
        skills.sort_by(|a, b| {
            let height = |skill: &crate::link::Skill| skill.resilience.as_ref().map_or(101.0, |r| height(r.value));
            height(a).total_cmp(&height(b))
        });
        let rows = skills
            .into_iter()
            .map(|skill| {
                let grade = skill.resilience.as_ref().map(|resilience| resilience.value);
                let text = grade.map(|grade| match grade {
                    Grade::Number(number) => number.rounded().to_string(),
                    Grade::Word(word) => messages.label(resilience_word(word)).to_owned(),
                });
                SkillRow {
                    name: skill.name.to_string(),
                    resilience: skill.resilience.as_ref().zip(text).map(|(r, text)| section.figure(r, text)),
                    bar: match grade {
                        Some(Grade::Number(number)) => Some(Bar { length: number.get(), band: "resilience" }),
                        _ => None,
                    },
                    steps: match grade {
                        Some(Grade::Word(word)) => Some(1 + word as u8),
                        _ => None,
                    },
                    why: skill.why.as_ref().map(ToString::to_string),
                }
            })
            .collect();
        Some(SkillsView { rows, sources: section.foot() })
    }

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

    pub(super) fn paths(&self) -> Option<PathsView> {
        if self.body.paths.is_empty() {
            return None;
        }
        let section = self.citations.section(self.body.paths.iter().map(|path| path.citation));
        let rows = self.body.paths.iter().map(|path| self.path(path, &section)).collect();
        Some(PathsView { rows, sources: section.foot() })
    }

    fn path(&self, path: &CareerPath, section: &crate::render::citations::SectionCitations<'_, '_>) -> PathRow {
        let renderer = self.renderer;
        let messages = &renderer.messages;
        let (title, href, there) = match &path.to {
            PathEnd::Title(title) => (title.to_string(), None, None),
            PathEnd::Report(id) => {
                let card = renderer.corpus.card(*id);
                let href = renderer.plan.urls.href(&SitePath::report(renderer.corpus, *id));
                (card.title.to_string(), Some(href), card.headline.map(|headline| headline.points))
            }
        };
        let compare = match &path.to {
            PathEnd::Report(id) if *id != self.id => Some(renderer.comparison(self.id, *id)),
            _ => None,
        };
        let here = self.card.headline.map(|headline| headline.points);
        let ends = here.zip(there);
        PathRow {
            href,
            compare,
            kind: path.kind.map(|kind| messages.label(path_kind(kind)).to_owned()),
            label: path.label.as_ref().map(ToString::to_string),
            skill_match: path.skill_match.as_ref().map(|m| section.figure(m, messages.percent(m.value.get()))),
            difficulty: path.difficulty.map(|difficulty| messages.label(difficulty_word(difficulty)).to_owned()),
            score: there.map(|points| renderer.score(points)),
            source_score: path.score.as_ref().map(|(notation, score)| self.source_score(path, *notation, *score)),
            difference: ends.map(|(here, there)| self.difference(here, there)),
            move_strip: ends.map(|(here, there)| MoveStrip {
                here: here.get(),
                there: there.get(),
                text: messages
                    .say("path_strip", &args!["here" => here.get(), "there" => there.get(), "title" => title.as_str()]),
            }),
            have: path.have.iter().map(ToString::to_string).collect(),
            need: path.need.iter().map(ToString::to_string).collect(),
            why: path.why.as_ref().map(ToString::to_string),
            cite: section.mark(path.citation),
            title,
        }
    }

    fn source_score(&self, path: &CareerPath, notation: crate::model::Notation, score: Score) -> String {
        let messages = &self.renderer.messages;
        let source = path.citation.source.map(|source| self.renderer.corpus.source(source).short());
        messages.say(
            "path_source_score",
            &args![
                "score" => notation.to_string(),
                "band" => messages.band(self.renderer.corpus.site.bands.of(score.points())),
                "known" => if source.is_some() { "yes" } else { "no" },
                "source" => source.unwrap_or_default(),
            ],
        )
    }

    fn difference(&self, here: Points, there: Points) -> String {
        let points = there.minus(here);
        let direction = match points {
            0 => "same",
            p if p < 0 => "less",
            _ => "more",
        };
        self.renderer.messages.say(
            "path_difference",
            &args!["direction" => direction, "points" => points.unsigned_abs(), "here" => here.get(), "there" => there.get()],
        )
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

fn resilience_word(band: Band) -> &'static str {
    match band {
        Band::Low => "resilience_low",
        Band::Moderate => "resilience_moderate",
        Band::High => "resilience_high",
        Band::VeryHigh => "resilience_very_high",
    }
}

fn path_kind(kind: crate::model::occupation::PathKind) -> &'static str {
    use crate::model::occupation::PathKind;
    match kind {
        PathKind::Adjacent => "path_adjacent",
        PathKind::CrossDomain => "path_cross_domain",
        PathKind::Specialisation => "path_specialisation",
        PathKind::Leadership => "path_leadership",
    }
}

fn difficulty_word(difficulty: crate::model::occupation::Difficulty) -> &'static str {
    use crate::model::occupation::Difficulty;
    match difficulty {
        Difficulty::Easy => "difficulty_easy",
        Difficulty::Medium => "difficulty_medium",
        Difficulty::Hard => "difficulty_hard",
    }
}
