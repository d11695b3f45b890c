//! What has gone stale: horizons that have run out, old sources, scores without a date.

use jiff::{ToSpan, civil};

use super::Warnings;
use crate::diagnostic::{Code, FieldPath, Place};
use crate::link::{Body, Card, Cited};
use crate::model::{Date, Horizon};
use crate::parse::SOURCES_FILE;

pub(super) fn check(warnings: &mut Warnings<'_>) {
    for (card, body) in warnings.reports() {
        horizons(warnings, body);
        undated(warnings, card, body);
    }
    sources(warnings);
}

/// The last year of a horizon, where it has one.
fn last_year(horizon: &Cited<Horizon>) -> Option<i16> {
    match horizon.value {
        Horizon::Before(year) => Some(year - 1),
        Horizon::In(years) => Some(horizon.citation.as_of?.year() + i16::from(years.to()?)),
    }
}

fn horizons(warnings: &mut Warnings<'_>, body: &Body) {
    const HELP: &str = "look for a newer estimate, or correct its `as_of`, from which the years are counted";
    let today = warnings.today.year();
    let passed = |horizon: &Cited<Horizon>| last_year(horizon).filter(|year| *year < today);
    if let Some(year) = body.window.as_ref().and_then(passed) {
        let place = Place::Value(FieldPath::of("risk").key("window"));
        let message = format!("the change is expected until {year}, which has passed");
        warnings.warn(Code::HorizonPassed, &body.file, place, message, HELP);
    }
    let tasks = body.tasks.iter().enumerate();
    let over: Vec<(usize, i16)> =
        tasks.filter_map(|(at, task)| Some((at, task.horizon.as_ref().and_then(passed)?))).collect();
    if let Some((at, year)) = over.first() {
        let more = match over.len() - 1 {
            0 => String::new(),
            1 => ", and so has that of 1 more task".to_owned(),
            more => format!(", and so have those of {more} more tasks"),
        };
        let place = Place::Value(FieldPath::of("tasks").index(*at).key("horizon"));
        let message = format!("the horizon of this task ended with {year}, which has passed{more}");
        warnings.warn(Code::HorizonPassed, &body.file, place, message, HELP);
    }
    if let Some(period) = body.demand.as_ref().and_then(|demand| demand.period).filter(|period| period.to() < today) {
        let place = Place::Value(FieldPath::of("demand").key("period"));
        let message = format!("the projection ended with {}, which has passed", period.to());
        warnings.warn(Code::HorizonPassed, &body.file, place, message, "look for the projection that followed it");
    }
}

fn undated(warnings: &mut Warnings<'_>, card: &Card, body: &Body) {
    for (at, assessment) in card.assessments.iter().enumerate() {
        // An author who says in the note that there is no date has said what can be known.
        let speaks_of_it = assessment.note.as_ref().is_some_and(|note| {
            note.split(|c: char| !c.is_alphanumeric())
                .any(|word| matches!(word, "date" | "dates" | "dated" | "undated"))
        });
        if assessment.as_of.is_some() || speaks_of_it {
            continue;
        }
        let source = &warnings.corpus.source(assessment.source).id;
        let message = format!("the score of `{source}` has no date");
        warnings.warn(
            Code::AssessmentUndated,
            &body.file,
            Place::Value(FieldPath::of("risk").key("assessments").index(at).key("score")),
            message,
            "write `as_of`, or say in its `note` that the publisher gives no date",
        );
    }
}

/// The last day that a date can mean.
fn last_day(date: Date) -> civil::Date {
    match date {
        Date::Year(year) => civil::date(year, 12, 31),
        Date::Month(..) => date.first_day().last_of_month(),
        Date::Day(day) => day,
    }
}

fn sources(warnings: &mut Warnings<'_>) {
    let Some(years) = warnings.corpus.site.check.source_years else { return };
    let Ok(limit) = warnings.today.checked_sub(i32::from(years.get()).years()) else { return };
    for source in &warnings.corpus.sources {
        let (key, date, what) = match (source.entry.published, source.entry.accessed) {
            (Some(date), _) => ("published", date, "was published"),
            (None, Some(date)) => ("accessed", date, "was read"),
            (None, None) => continue,
        };
        if last_day(date) >= limit {
            continue;
        }
        let limit = match years.get() {
            1 => "a year".to_owned(),
            years => format!("{years} years"),
        };
        let on = if matches!(date, Date::Day(_)) { "on" } else { "in" };
        let message = format!("the source `{}` {what} {on} {date}, more than {limit} ago", source.id);
        warnings.warn(
            Code::SourceOld,
            SOURCES_FILE,
            Place::Value(FieldPath::of(source.id.as_str()).key(key)),
            message,
            "look for a newer edition; `check.source_years` in `content/site.yaml` says how old a source may be",
        );
    }
}
