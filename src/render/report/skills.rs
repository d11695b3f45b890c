//! What a person in the job can and knows: what each skill is worth in the job, and how well it lasts.

use serde::Serialize;

use super::ReportPage;
use crate::link::{Citation, Skill};
use crate::model::occupation::SkillKind;
use crate::model::{Band, Grade};
use crate::render::citations::SectionCitations;
use crate::render::messages::args;
use crate::render::view::{Bar, CiteMark, FigureView, SourceLine};

/// How many skills of a kind are shown at first.
const SHOWN: usize = 10;
/// Fewer than these are not worth a click.
const LEAST_HIDDEN: usize = 3;

/// Skills: those that are only judged by how well they last, and the others by kind.
#[derive(Serialize)]
pub struct SkillsView {
    /// The groups in their order.
    pub groups: Vec<SkillGroup>,
    /// The sources of the section.
    pub sources: Vec<SourceLine>,
}

/// Skills that are shown in one table.
#[derive(Serialize)]
pub struct SkillGroup {
    /// `resilience`, `skill`, `knowledge`, `ability` or `plain`.
    pub id: &'static str,
    /// The heading of the group; absent where the heading of the section says enough.
    pub label: Option<String>,
    /// What the figures mean and how the skills are sorted; absent where the group before has said it.
    pub lead: Option<String>,
    /// The words above the names.
    pub column: String,
    /// The source of all figures of the group, where the section has several and the group has one.
    pub cite: Option<CiteMark>,
    /// Which columns have something in them.
    pub has: SkillColumns,
    /// Skills: by importance, most important first, then those without one by resilience, most at risk first.
    pub rows: Vec<SkillRow>,
    /// The less important of a long group.
    pub rest: Vec<SkillRow>,
    /// How many those are, in words.
    pub rest_label: String,
}

/// Which columns of a group have something in them.
#[derive(Serialize)]
pub struct SkillColumns {
    /// Importance to the job.
    pub importance: bool,
    /// Needed level.
    pub level: bool,
    /// How well it lasts.
    pub resilience: bool,
}

/// A skill.
#[derive(Serialize)]
pub struct SkillRow {
    /// What it is.
    pub name: String,
    /// How important it is to the job, from 1 to 5.
    pub importance: Option<FigureView>,
    /// Where its importance stands between 1 and 5, in percent.
    pub importance_at: Option<f64>,
    /// At what level the job needs it, from 0 to 7.
    pub level: Option<FigureView>,
    /// Where its level stands between 0 and 7, in percent.
    pub level_at: Option<f64>,
    /// How well it lasts, as a number or a word.
    pub resilience: Option<FigureView>,
    /// The bar of its resilience, where there is a number.
    pub bar: Option<Bar>,
    /// The steps of its word of four, where there is a word.
    pub steps: Option<u8>,
    /// Why.
    pub why: Option<String>,
}

/// What the skills of a group have in common.
#[derive(Clone, Copy)]
enum GroupOf {
    /// They have no figure but how well they last, of some at least.
    Resilience,
    /// They are of one kind and have an importance or a level.
    Kind(SkillKind),
    /// They have no figure.
    Plain,
}

impl GroupOf {
    fn id(self) -> &'static str {
        match self {
            Self::Resilience => "resilience",
            Self::Kind(kind) => kind.as_str(),
            Self::Plain => "plain",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Resilience => "skills_by_resilience",
            Self::Kind(SkillKind::Skill) => "skills_by_importance",
            Self::Kind(SkillKind::Knowledge) => "skills_knowledge",
            Self::Kind(SkillKind::Ability) => "skills_abilities",
            Self::Plain => "skills_others",
        }
    }

    fn column(self) -> &'static str {
        match self {
            Self::Kind(SkillKind::Knowledge) => "column_knowledge",
            Self::Kind(SkillKind::Ability) => "column_ability",
            Self::Resilience | Self::Kind(SkillKind::Skill) | Self::Plain => "column_skill",
        }
    }
}

impl ReportPage<'_> {
    pub(super) fn skills(&self) -> Option<SkillsView> {
        let skills = &self.body.skills;
        if skills.is_empty() {
            return None;
        }
        let section = self.citations.section(skills.iter().flat_map(cited));
        let (rated, others): (Vec<&Skill>, Vec<&Skill>) =
            skills.iter().partition(|skill| skill.importance.is_some() || skill.level.is_some());
        let (lasting, is_mixed) =
            (others.iter().any(|skill| skill.resilience.is_some()), !rated.is_empty() && !others.is_empty());
        let of_kind = |kind: SkillKind| rated.iter().copied().filter(move |skill| skill.kind == kind).collect();
        let kinds = SkillKind::ALL.into_iter().map(|kind| (GroupOf::Kind(kind), of_kind(kind)));
        let mut groups: Vec<(GroupOf, Vec<&Skill>)> = kinds.collect();
        if lasting {
            groups.insert(0, (GroupOf::Resilience, others));
        } else {
            groups.push((GroupOf::Plain, others));
        }
        groups.retain(|(_, skills)| !skills.is_empty());
        let first_rated = groups.iter().position(|(group, _)| matches!(group, GroupOf::Kind(_)));
        let views = groups.into_iter().enumerate().map(|(at, (group, skills))| {
            let mut view = self.skill_group(group, skills, &section);
            if !is_mixed && matches!(group, GroupOf::Kind(SkillKind::Skill) | GroupOf::Resilience | GroupOf::Plain) {
                view.label = None;
            }
            if matches!(group, GroupOf::Kind(_)) && first_rated != Some(at) {
                view.lead = None;
            }
            view
        });
        Some(SkillsView { groups: views.collect(), sources: section.foot() })
    }

    fn skill_group(&self, group: GroupOf, mut skills: Vec<&Skill>, section: &SectionCitations<'_, '_>) -> SkillGroup {
        let messages = &self.renderer.messages;
        let bands = self.renderer.corpus.site.bands;
        let height = |grade: Grade| match grade {
            Grade::Number(number) => number.get(),
            Grade::Word(word) => f64::from(bands.range(word).0),
        };
        let importance = |skill: &Skill| skill.importance.as_ref().map_or(0.0, |figure| figure.value.get());
        let lasting = |skill: &Skill| skill.resilience.as_ref().map_or(101.0, |figure| height(figure.value));
        skills.sort_by(|a, b| importance(b).total_cmp(&importance(a)).then_with(|| lasting(a).total_cmp(&lasting(b))));
        let has = SkillColumns {
            importance: skills.iter().any(|skill| skill.importance.is_some()),
            level: skills.iter().any(|skill| skill.level.is_some()),
            resilience: skills.iter().any(|skill| skill.resilience.is_some()),
        };
        // Where a whole group has one source, the head of its table is marked in place of every figure.
        let own = self.citations.section(skills.iter().copied().flat_map(cited));
        let of_group = own.only();
        let cites = if of_group.is_some() { &own } else { section };
        // What the author has judged is not hidden.
        let is_plain = |skill: &Skill| skill.resilience.is_none() && skill.why.is_none();
        let hidden = |(at, skill): &(usize, &Skill)| *at >= SHOWN && skill.importance.is_some() && is_plain(skill);
        let (rest, shown): (Vec<_>, Vec<_>) = skills.iter().copied().enumerate().partition(hidden);
        let row = |(_, skill): (usize, &Skill)| self.skill_row(skill, group, cites);
        let (mut rows, mut rest): (Vec<SkillRow>, Vec<SkillRow>) =
            (shown.into_iter().map(row).collect(), rest.into_iter().map(row).collect());
        if rest.len() < LEAST_HIDDEN {
            rows.append(&mut rest);
        }
        let lead = [
            has.importance.then_some("skills_lead_importance"),
            has.level.then_some("skills_lead_level"),
            has.resilience.then_some(if has.importance { "skills_lead_resilience" } else { "skills_lead" }),
        ];
        let lead: Vec<&str> = lead.into_iter().flatten().map(|name| messages.label(name)).collect();
        SkillGroup {
            id: group.id(),
            label: Some(messages.label(group.label()).to_owned()),
            lead: (!lead.is_empty()).then(|| lead.join(" ")),
            column: messages.label(group.column()).to_owned(),
            cite: of_group.and_then(|citation| section.mark(citation)),
            has,
            rest_label: messages.say("skills_rest", &args!["count" => rest.len(), "kind" => group.id()]),
            rows,
            rest,
        }
    }

    fn skill_row(&self, skill: &Skill, group: GroupOf, section: &SectionCitations<'_, '_>) -> SkillRow {
        let messages = &self.renderer.messages;
        let grade = skill.resilience.as_ref().map(|resilience| resilience.value);
        let text = grade.map(|grade| match grade {
            Grade::Number(number) => number.rounded().to_string(),
            Grade::Word(word) => messages.label(resilience_word(word)).to_owned(),
        });
        let importance = skill.importance.as_ref();
        let level = skill.level.as_ref().map(|figure| {
            let mut view = section.figure(figure, messages.decimal(figure.value.get()));
            // Two figures of one source beside each other need one mark.
            if importance.is_some_and(|importance| importance.citation == figure.citation) {
                view.cite = None;
            }
            view
        });
        SkillRow {
            name: match group {
                GroupOf::Kind(_) => skill.name.to_string(),
                GroupOf::Resilience | GroupOf::Plain => self.skill_name(skill.name.as_str(), skill.kind),
            },
            importance: importance.map(|figure| section.figure(figure, messages.decimal(figure.value.get()))),
            importance_at: importance.map(|figure| at(figure.value.get(), 1.0, 5.0)),
            level,
            level_at: skill.level.as_ref().map(|figure| at(figure.value.get(), 0.0, 7.0)),
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
    }

    /// The name of a skill, with its kind where it is not a skill in the narrow sense.
    pub(super) fn skill_name(&self, name: &str, kind: SkillKind) -> String {
        self.renderer.messages.say("skill_named", &args!["name" => name, "kind" => kind.as_str()])
    }
}

/// Where the figures of a skill come from; of one without figures, where it itself does.
fn cited(skill: &Skill) -> impl Iterator<Item = Citation> + use<> {
    let figures = [
        skill.importance.as_ref().map(|figure| figure.citation),
        skill.level.as_ref().map(|figure| figure.citation),
        skill.resilience.as_ref().map(|figure| figure.citation),
    ];
    let without = figures.iter().all(Option::is_none).then_some(skill.citation);
    figures.into_iter().chain([without]).flatten()
}

/// Where a value stands between two ends, in percent with one decimal.
fn at(value: f64, from: f64, to: f64) -> f64 {
    (1000.0 * (value - from) / (to - from)).round() / 10.0
}

fn resilience_word(band: Band) -> &'static str {
    match band {
        Band::Low => "resilience_low",
        Band::Moderate => "resilience_moderate",
        Band::High => "resilience_high",
        Band::VeryHigh => "resilience_very_high",
    }
}
