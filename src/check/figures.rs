//! Figures that do not go together.

use std::collections::HashSet;

use super::{Reports, Warnings, band_word};
use crate::diagnostic::{Code, FieldPath, Place};
use crate::link::{Basis, Body, Card, PathEnd, ReportId, Task};
use crate::model::occupation::{Difficulty, Performer};
use crate::model::{Band, Score};

/// A path called easy carries over at least so many percent of the skills, one called medium so many.
const EASY: f64 = 60.0;
const MEDIUM: f64 = 30.0;

/// Shares are rounded one by one: each may take half a percent away.
const ROUNDING: f64 = 0.5;

pub(super) fn check(warnings: &mut Warnings<'_>) {
    for (card, body) in warnings.reports() {
        headline_outside_tasks(warnings, card, body);
        performers(warnings, body);
        shares(warnings, body);
        difficulties(warnings, body);
    }
    for id in warnings.corpus.reports() {
        related(warnings, id);
    }
}

fn headline_outside_tasks(warnings: &mut Warnings<'_>, card: &Card, body: &Body) {
    let Some(headline) = card.headline else { return };
    // A headline of several raters can lie outside of the labels that one of them gave.
    if body.tasks.iter().any(|task| task.basis == Basis::Label) {
        return;
    }
    let bands = warnings.corpus.site.bands;
    let range = |task: &Task| match (&task.exposure, &task.level) {
        (Some(exposure), _) => {
            let points = Score::clamped(exposure.value.get()).points().get();
            Some((points, points))
        }
        (None, Some(level)) => Some(bands.range(level.value)),
        (None, None) => None,
    };
    let ranges: Vec<(u8, u8)> = body.tasks.iter().filter_map(range).collect();
    // A few of the tasks say nothing about the others.
    if ranges.len() < 2 || ranges.len() * 2 < body.tasks.len() {
        return;
    }
    let low = ranges.iter().map(|(low, _)| *low).min().unwrap_or_default();
    let high = ranges.iter().map(|(_, high)| *high).max().unwrap_or(100);
    let points = headline.points.get();
    if (low..=high).contains(&points) {
        return;
    }
    let (side, end) = if points < low { ("below", low) } else { ("above", high) };
    let message =
        format!("the headline of this report is {points}, {side} every one of its tasks: the nearest is {end}");
    warnings.warn(
        Code::HeadlineOutsideTasks,
        &body.file,
        Place::Key(FieldPath::of("tasks")),
        message,
        "a job is not more exposed than the most exposed of its tasks, nor less than the least: look at the scores, their scale, and which tasks are missing",
    );
}

fn performers(warnings: &mut Warnings<'_>, body: &Body) {
    let bands = warnings.corpus.site.bands;
    for (at, task) in body.tasks.iter().enumerate() {
        let (Some(band), Some(performer)) = (task.band(bands), task.performer) else { continue };
        // Whom a task of the middle bands falls to, its author knows best; a label says nothing of it.
        if task.basis == Basis::Label
            || !matches!((performer, band), (Performer::Human, Band::VeryHigh) | (Performer::Automated, Band::Low))
        {
            continue;
        }
        let exposure = match &task.exposure {
            Some(exposure) => format!("{}, which is {}", exposure.value.rounded(), band_word(band)),
            None => band_word(band).to_owned(),
        };
        let message = format!("the task is called `{}`, but its exposure is {exposure}", performer.as_str());
        warnings.warn(
            Code::PerformerDisagrees,
            &body.file,
            Place::Value(FieldPath::of("tasks").index(at).key("performer")),
            message,
            "correct one of the two; without `performer` it follows from the exposure",
        );
    }
}

fn shares(warnings: &mut Warnings<'_>, body: &Body) {
    let tasks = &body.tasks;
    let shares: Vec<f64> = tasks.iter().filter_map(|task| Some(task.share.as_ref()?.value.get())).collect();
    let Some(first) = tasks.iter().position(|task| task.share.is_some()) else { return };
    let sum: f64 = shares.iter().sum();
    let without: Vec<usize> = (0..tasks.len()).filter(|at| tasks[*at].share.is_none()).collect();
    let rated: Vec<&Task> = tasks.iter().filter(|task| task.exposure.is_some()).collect();
    let rated_without = rated.iter().filter(|task| task.share.is_none()).count();
    let (at, key, message, help) = if without.is_empty() && sum < 100.0 - ROUNDING * shares.len() as f64 {
        let message = format!("the shares of all tasks come to {} % of the working time", round(sum));
        (first, Some("share"), message, "add the task that is missing, or correct the shares: they make 100 together")
    } else if let Some(at) = without.first().filter(|_| sum >= 100.0) {
        let message = match without.len() {
            1 => "this task has no share, and the others take the whole of the working time already".to_owned(),
            count => format!(
                "this and {} more have no share, and the others take the whole of the working time already",
                count - 1
            ),
        };
        (*at, None, message, "take its share from the others, or remove the task")
    } else if rated_without > 0 && rated_without < rated.len() {
        let at = tasks.iter().position(|task| task.exposure.is_some() && task.share.is_none()).unwrap_or_default();
        let verb = if rated_without == 1 { "has" } else { "have" };
        let message = format!(
            "{rated_without} of the {} tasks with an exposure {verb} no share, so that the task score weighs all of them alike",
            rated.len()
        );
        (at, None, message, "give every task with an exposure its share, or none")
    } else {
        return;
    };
    let path = FieldPath::of("tasks").index(at);
    let path = key.map_or_else(|| path.key("name"), |key| path.key(key));
    warnings.warn(Code::SharesIncomplete, &body.file, Place::Value(path), message, help);
}

fn difficulties(warnings: &mut Warnings<'_>, body: &Body) {
    for (at, path) in body.paths.iter().enumerate() {
        let (Some(carried), Some(difficulty)) = (&path.skill_match, path.difficulty) else { continue };
        let least = match difficulty {
            Difficulty::Easy => EASY,
            Difficulty::Medium => MEDIUM,
            Difficulty::Hard => continue,
        };
        if carried.value.get() >= least {
            continue;
        }
        let message = format!(
            "the path is called `{}`, but only {} % of the skills carry over",
            difficulty.as_str(),
            carried.value.rounded()
        );
        warnings.warn(
            Code::PathDifficulty,
            &body.file,
            Place::Value(FieldPath::of("paths").index(at).key("difficulty")),
            message,
            "call it harder, or correct `match`: an easy path carries over 60 % of the skills or more, one of medium difficulty 30 %",
        );
    }
}

fn related(warnings: &mut Warnings<'_>, id: ReportId) {
    let (corpus, all) = (warnings.corpus, warnings.all);
    let card = corpus.card(id);
    let chosen = corpus.relations(id).related.iter().filter(|related| related.chosen);
    for (at, related) in chosen.enumerate() {
        let other = related.report;
        let share_something = related.skills > 0
            || related.tools > 0
            || card.industry == corpus.card(other).industry
            || have_in_common(card, corpus.card(other))
            || leads_to(all, id, other)
            || leads_to(all, other, id);
        if share_something {
            continue;
        }
        let message = format!(
            "`{}` is named as related, but the two reports share no skill, no tool, no industry and no path",
            corpus.card(other).slug
        );
        warnings.warn(
            Code::NothingInCommon,
            &card.file(),
            Place::Value(FieldPath::of("related").index(at)),
            message,
            "name a report that has to do with this one, or add what they have in common; without `related` the nearest are found",
        );
    }
}

/// Whether one job has a skill of the other, however it is spelt, or both have to do with a tool.
fn have_in_common(card: &Card, other: &Card) -> bool {
    let skills = |card: &Card| -> HashSet<String> { card.skills.iter().map(|skill| skill.to_lowercase()).collect() };
    let tools = |card: &Card| -> HashSet<_> {
        let worked_with = card.technologies.iter().map(|technology| technology.tool);
        let named = card.learn.iter().copied().chain(worked_with);
        card.tools.iter().map(|used| used.tool).chain(named).collect()
    };
    !skills(card).is_disjoint(&skills(other)) || !tools(card).is_disjoint(&tools(other))
}

fn leads_to(all: &Reports<'_>, from: ReportId, to: ReportId) -> bool {
    all.body(from).paths.iter().any(|path| matches!(path.to, PathEnd::Report(end) if end == to))
}

/// A number with one decimal where it has one.
fn round(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}
