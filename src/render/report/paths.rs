//! Career paths: where to go from here, what carries over, and what the move does to exposure and pay.

use serde::Serialize;

use super::ReportPage;
use super::worksheet::Inputs;
use crate::link::{Card, CareerPath, Citation, MedianPay, NEEDED, NeededSkill, PathEnd, SkillMatch};
use crate::model::occupation::{Difficulty, PathKind};
use crate::model::{JobZone, Money, Notation, Points, Score, round_half_up};
use crate::plan::SitePath;
use crate::render::Renderer;
use crate::render::citations::SectionCitations;
use crate::render::messages::args;
use crate::render::view::{CiteMark, FigureView, ScoreView, SourceLine};

/// More paths than these are many: the best come first.
const MANY: usize = 10;
/// How many of many paths are shown at first.
const FIRST: usize = 6;

/// Career paths.
#[derive(Serialize)]
pub struct PathsView {
    /// In what order the paths stand, where there are many.
    pub lead: Option<String>,
    /// The paths in the order of the file; of many the first by skill match, then by exposure.
    pub rows: Vec<PathRow>,
    /// The others of many.
    pub rest: Vec<PathRow>,
    /// How many those are, in words.
    pub rest_label: String,
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
    /// Percent of skills that carry over, published or computed.
    pub skill_match: Option<FigureView>,
    /// What of the path is computed here from the skills of both reports.
    pub computed: Option<ComputedView>,
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
    /// What the move does to median pay.
    pub pay: Option<PathChange>,
    /// What the move does to the preparation that is needed.
    pub zone: Option<PathChange>,
    /// Skills that carry over.
    pub have: Vec<String>,
    /// Skills to gain.
    pub need: Vec<String>,
    /// Why.
    pub why: Option<String>,
    /// Who says so.
    pub cite: Option<CiteMark>,
}

/// What is computed from the skills of two reports.
#[derive(Serialize)]
pub struct ComputedView {
    /// What is computed, and from whose figures, in a sentence.
    pub note: String,
    /// Whose figures they are.
    pub cite: Option<CiteMark>,
    /// How many of the needed skills are there at the needed level, in words; absent where the match is published.
    pub reached: Option<String>,
    /// The arithmetic of the match; absent where the match is published.
    pub sheet: Option<MatchSheet>,
}

/// The arithmetic of a match.
#[derive(Serialize)]
pub struct MatchSheet {
    /// How it is computed.
    pub method: String,
    /// The skills with both levels.
    pub inputs: Inputs,
    /// The steps, each a line of arithmetic.
    pub steps: Vec<String>,
}

/// What a move changes.
#[derive(Serialize)]
pub struct PathChange {
    /// The sentence.
    pub text: String,
    /// Where the figures of both jobs come from.
    pub cites: Vec<CiteMark>,
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

/// What of a path is computed from the skills of both reports.
pub(in crate::render) struct Computed<'a> {
    /// The skills that the other job needs, with both levels.
    pub fit: SkillMatch<'a>,
    /// Whether the match is computed: nobody publishes one.
    pub is_match: bool,
    /// Whether the skills that carry over are: the author names none.
    pub is_have: bool,
    /// Whether the skills to gain are: the author names none.
    pub is_need: bool,
}

impl Renderer<'_> {
    /// What of a path is computed. `None` where the path leads to no report, where the skills of both are not comparable, and where the
    /// author says all of it.
    pub(in crate::render) fn computed<'c>(&'c self, card: &'c Card, path: &CareerPath) -> Option<Computed<'c>> {
        let PathEnd::Report(end) = path.to else { return None };
        let fit = card.profile.as_ref()?.fit(self.corpus.card(end).profile.as_ref()?)?;
        let (is_match, is_have, is_need) = (path.skill_match.is_none(), path.have.is_empty(), path.need.is_empty());
        (is_match || is_have || is_need).then_some(Computed { fit, is_match, is_have, is_need })
    }
}

/// A path, its end, and what is computed of it.
struct Known<'a> {
    path: &'a CareerPath,
    end: Option<&'a Card>,
    computed: Option<Computed<'a>>,
}

impl Known<'_> {
    /// Percent of skills that carry over: as published, else as computed.
    fn percent(&self) -> Option<f64> {
        let published = self.path.skill_match.as_ref().map(|figure| figure.value.get());
        published.or_else(|| self.computed.as_ref().map(|computed| computed.fit.percent()))
    }

    /// The headline of the job at its end.
    fn points(&self) -> Option<Points> {
        Some(self.end?.headline?.points)
    }
}

/// The marks of the sources of two figures, each once.
fn marks(cited: [Citation; 2], section: &SectionCitations<'_, '_>) -> Vec<CiteMark> {
    let mut marks: Vec<CiteMark> = Vec::new();
    for mark in cited.into_iter().filter_map(|citation| section.mark(citation)) {
        if !marks.contains(&mark) {
            marks.push(mark);
        }
    }
    marks
}

impl ReportPage<'_> {
    pub(super) fn paths(&self) -> Option<PathsView> {
        if self.body.paths.is_empty() {
            return None;
        }
        let renderer = self.renderer;
        let messages = &renderer.messages;
        let known = self.body.paths.iter().map(|path| Known {
            path,
            end: match path.to {
                PathEnd::Report(id) => Some(renderer.corpus.card(id)),
                PathEnd::Title(_) => None,
            },
            computed: renderer.computed(self.card, path),
        });
        let mut paths: Vec<Known<'_>> = known.collect();
        let cited = paths.iter().flat_map(|path| self.cited(path)).collect::<Vec<_>>();
        let section = self.citations.section(cited);
        let is_long = paths.len() > MANY;
        if is_long {
            paths.sort_by(|a, b| {
                let carried = |path: &Known<'_>| path.percent().unwrap_or(-1.0);
                let exposed = |path: &Known<'_>| path.points().map_or(u8::MAX, Points::get);
                carried(b).total_cmp(&carried(a)).then_with(|| exposed(a).cmp(&exposed(b)))
            });
        }
        let mut rows: Vec<PathRow> = paths.iter().map(|path| self.path(path, &section)).collect();
        let rest = if is_long { rows.split_off(FIRST) } else { Vec::new() };
        Some(PathsView {
            lead: is_long.then(|| messages.say("paths_lead_sorted", &args!["count" => paths.len()])),
            rest_label: messages.say("paths_rest", &args!["count" => rest.len()]),
            rows,
            rest,
            sources: section.foot(),
        })
    }

    /// What a path cites: its own source, whose figures its match is computed from, and the pay at both ends.
    fn cited(&self, known: &Known<'_>) -> Vec<Citation> {
        let mut cited = vec![known.path.citation];
        cited.extend(known.path.skill_match.as_ref().map(|figure| figure.citation));
        cited.extend(known.computed.as_ref().map(|_| self.profile_citation()));
        cited.extend(self.both_pays(known).iter().flat_map(|(here, there)| [here.citation, there.citation]));
        cited.extend(self.both_zones(known).iter().flat_map(|((_, here), (_, there))| [*here, *there]));
        cited
    }

    /// The source of the figures from which matches are computed.
    fn profile_citation(&self) -> Citation {
        Citation { source: self.card.profile.as_ref().map(|profile| profile.source), as_of: None }
    }

    /// The median pay of both jobs, where one can be subtracted from the other.
    fn both_pays<'k>(&'k self, known: &Known<'k>) -> Option<(&'k MedianPay, &'k MedianPay)> {
        let (here, there) = (self.card.median_pay.as_ref()?, known.end?.median_pay.as_ref()?);
        here.is_like(there).then_some((here, there))
    }

    /// The job zones of both jobs.
    fn both_zones(&self, known: &Known<'_>) -> Option<((JobZone, Citation), (JobZone, Citation))> {
        self.card.job_zone.zip(known.end?.job_zone)
    }

    fn path(&self, known: &Known<'_>, section: &SectionCitations<'_, '_>) -> PathRow {
        let renderer = self.renderer;
        let messages = &renderer.messages;
        let Known { path, end: _, computed } = known;
        let (title, report) = match &path.to {
            PathEnd::Title(title) => (title.to_string(), None),
            PathEnd::Report(id) => (renderer.corpus.card(*id).title.to_string(), Some(*id)),
        };
        let there = known.points();
        let ends = self.card.headline.map(|headline| headline.points).zip(there);
        let published = path.skill_match.as_ref().map(|m| section.figure(m, messages.percent(m.value.get())));
        let carried = || {
            let percent = round_half_up(computed.as_ref()?.fit.percent());
            Some(FigureView { text: messages.percent(percent as f64), cite: None, note: None })
        };
        let levels = |message: &str, skills: Vec<NeededSkill<'_>>| -> Vec<String> {
            skills.iter().map(|skill| self.levels(message, skill)).collect()
        };
        let have = computed.as_ref().filter(|computed| computed.is_have);
        let need = computed.as_ref().filter(|computed| computed.is_need);
        PathRow {
            href: report.map(|id| renderer.plan.urls.href(&SitePath::report(renderer.corpus, id))),
            compare: report.filter(|id| *id != self.id).map(|id| renderer.comparison(self.id, id)),
            kind: path.kind.map(|kind| messages.label(path_kind(kind)).to_owned()),
            label: path.label.as_ref().map(ToString::to_string),
            skill_match: published.or_else(carried),
            computed: computed.as_ref().map(|computed| self.computed_view(computed, section)),
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
            pay: self.both_pays(known).map(|(here, there)| self.path_pay(here, there, section)),
            zone: self.both_zones(known).map(|(here, there)| self.path_zone(here, there, section)),
            have: match have {
                Some(computed) => levels("path_have_level", computed.fit.have()),
                None => path.have.iter().map(ToString::to_string).collect(),
            },
            need: match need {
                Some(computed) => levels("path_need_level", computed.fit.need()),
                None => path.need.iter().map(ToString::to_string).collect(),
            },
            why: path.why.as_ref().map(ToString::to_string),
            cite: section.mark(path.citation),
            title,
        }
    }

    /// A skill with both levels.
    fn levels(&self, message: &str, skill: &NeededSkill<'_>) -> String {
        let messages = &self.renderer.messages;
        messages.say(
            message,
            &args![
                "name" => self.skill_name(skill.name, skill.kind),
                "here" => messages.decimal(skill.own()),
                "needed" => messages.decimal(skill.needed()),
                "gap" => messages.decimal(skill.needed() - skill.own()),
            ],
        )
    }

    fn computed_view(&self, computed: &Computed<'_>, section: &SectionCitations<'_, '_>) -> ComputedView {
        let messages = &self.renderer.messages;
        let citation = self.profile_citation();
        let source = citation.source.map(|source| self.renderer.corpus.source(source).short()).unwrap_or_default();
        let message = if computed.is_match { "path_computed_match" } else { "path_computed_lists" };
        ComputedView {
            note: messages.say(message, &args!["source" => source]),
            cite: section.mark(citation),
            reached: computed.is_match.then(|| {
                let reached = computed.fit.skills.iter().filter(|skill| skill.is_reached()).count();
                messages.say("path_reached", &args!["reached" => reached, "of" => computed.fit.skills.len()])
            }),
            sheet: computed.is_match.then(|| self.match_sheet(&computed.fit)),
        }
    }

    fn match_sheet(&self, fit: &SkillMatch<'_>) -> MatchSheet {
        let messages = &self.renderer.messages;
        let columns = [
            "column_skill",
            "column_importance_there",
            "column_level_there",
            "column_level_here",
            "column_level_counted",
        ];
        let row = |skill: &NeededSkill<'_>| {
            let figures = [skill.importance(), skill.needed(), skill.own(), skill.kept()];
            let name = self.skill_name(skill.name, skill.kind);
            std::iter::once(name).chain(figures.map(|figure| messages.decimal(figure))).collect()
        };
        let step = messages.say(
            "path_match_step",
            &args![
                "kept" => messages.decimal(fit.kept()),
                "needed" => messages.decimal(fit.needed()),
                "percent" => messages.decimal(fit.percent()),
            ],
        );
        MatchSheet {
            method: messages.say("path_match_method", &args!["needed" => messages.decimal(NEEDED)]),
            inputs: Inputs {
                columns: columns.into_iter().map(|column| messages.label(column).to_owned()).collect(),
                rows: fit.skills.iter().map(row).collect(),
            },
            steps: vec![step, self.rounding(fit.percent(), round_half_up(fit.percent()))],
        }
    }

    fn path_pay(&self, here: &MedianPay, there: &MedianPay, section: &SectionCitations<'_, '_>) -> PathChange {
        let messages = &self.renderer.messages;
        let apart = as_printed(there.wage.amount()) - as_printed(here.wage.amount());
        let direction = match apart {
            0.0 => "same",
            apart if apart < 0.0 => "less",
            _ => "more",
        };
        let text = messages.say(
            "path_pay",
            &args![
                "direction" => direction,
                "difference" => messages.amount(apart.abs(), &here.currency),
                "per" => messages.per(here.per),
                "here" => messages.money(here.wage.amount(), &here.currency),
                "there" => messages.money(there.wage.amount(), &there.currency),
            ],
        );
        PathChange { text, cites: marks([here.citation, there.citation], section) }
    }

    fn path_zone(
        &self,
        (here, cited_here): (JobZone, Citation),
        (there, cited_there): (JobZone, Citation),
        section: &SectionCitations<'_, '_>,
    ) -> PathChange {
        let messages = &self.renderer.messages;
        let meaning = format!("job_zone_{}", there.get());
        let text = messages.say(
            "path_zone",
            &args![
                "change" => if here == there { "same" } else { "other" },
                "here" => here.get(),
                "there" => there.get(),
                "meaning" => messages.label(&meaning),
            ],
        );
        PathChange { text, cites: marks([cited_here, cited_there], section) }
    }

    fn source_score(&self, path: &CareerPath, notation: Notation, score: Score) -> String {
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
}

/// An amount as it is printed, so that a difference can be checked.
fn as_printed(money: Money) -> f64 {
    let amount = money.get();
    if amount < 1000.0 { round_half_up(100.0 * amount) as f64 / 100.0 } else { money.rounded() as f64 }
}

fn path_kind(kind: PathKind) -> &'static str {
    match kind {
        PathKind::Adjacent => "path_adjacent",
        PathKind::CrossDomain => "path_cross_domain",
        PathKind::Specialisation => "path_specialisation",
        PathKind::Leadership => "path_leadership",
    }
}

fn difficulty_word(difficulty: Difficulty) -> &'static str {
    match difficulty {
        Difficulty::Easy => "difficulty_easy",
        Difficulty::Medium => "difficulty_medium",
        Difficulty::Hard => "difficulty_hard",
    }
}
