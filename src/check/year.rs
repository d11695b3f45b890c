//! Whether a text presents a year that has passed as the present one, or as one to come.
//!
//! A false alarm is worse than a miss: years of the past stand in every honest text. So only a few turns of phrase are looked for, and a
//! sentence that quotes, or tells what was once expected, is passed over.

use std::ops::Range;

use super::text::{Role, Unit, Written, date_of};
use crate::diagnostic::{Code, Diagnostic};
use crate::link::Corpus;
use crate::model::Date;

/// Words of a sentence that tells of the past, or of what somebody expected.
const PAST: &[&str] = &[
    "was",
    "were",
    "had",
    "would",
    "said",
    "predicted",
    "forecast",
    "forecasts",
    "forecasted",
    "promised",
    "claimed",
    "wrote",
    "hoped",
    "announced",
    "thought",
    "estimated",
    "projected",
    "published",
    "according",
    "did",
    "once",
    "planned",
    "foresaw",
    "assumed",
    "asked",
    "survey",
    "study",
    "surveyed",
    "report",
    "reports",
    "reported",
];

/// A title that names a year longer ago than so many does not speak of the present.
const OLDEST: i16 = 10;

/// Warns of years before that of today in a unit's texts that are taken for now or for the time to come.
pub(super) fn check(corpus: &Corpus, unit: Unit, today: i16, texts: &[Written<'_>], found: &mut Vec<Diagnostic>) {
    let date = date_of(corpus, unit);
    for text in texts {
        // An era speaks of its own time.
        if text.role == Role::Era {
            continue;
        }
        let title = text.role == Role::Title && matches!(unit, Unit::Report(_) | Unit::Site);
        for (passage, range, year) in years(text, today, title, date) {
            let words = passage.text[range.clone()].to_owned();
            let message = match text.role {
                Role::Title => format!("the title names the year {year}, which has passed"),
                Role::Phase => format!("the phase of the plan lies in {year}, which has passed"),
                _ => format!("`{words}` speaks of the year {year} as of now or later, and it has passed"),
            };
            let help = match text.role {
                Role::Title => "leave the year out; pages print their own dates",
                Role::Phase => "write how long the phase takes, such as `months 1-3`, or the years as they are now",
                _ => "say what came of it, or leave the year out",
            };
            let place = text.place_in(passage, range);
            found.push(Diagnostic::new(Code::YearPassed, text.file, place, message).help(help));
        }
    }
}

pub(super) type Found<'w> = (&'w crate::markdown::Passage, Range<usize>, i16);

/// The parts of a text that speak so of a year, each with the passage in which it stands.
pub(super) fn years<'w>(text: &'w Written<'_>, today: i16, own_title: bool, date: Option<Date>) -> Vec<Found<'w>> {
    let mut found = Vec::new();
    for sentence in text.sentences() {
        // Nearly all sentences end here.
        if !sentence.text().contains(['1', '2']) {
            continue;
        }
        let words = words(sentence.text());
        if !words.iter().any(|word| word.year.is_some_and(|year| year < today)) {
            continue;
        }
        let hit = match text.role {
            Role::Title if own_title => in_own_title(&words, today),
            Role::Title => in_title(sentence.text(), &words, today, date),
            Role::Phase => in_phase(&words, today),
            // What a dated text says of a year that was to come, it says as of its day.
            _ => in_sentence(sentence.text(), &words, today)
                .filter(|(_, year)| date.is_none_or(|date| date.year() > *year)),
        };
        if let Some((mut part, year)) = hit {
            let opens = sentence.text()[part.clone()].contains('(');
            if opens && sentence.text()[part.end..].starts_with(')') {
                part.end += 1;
            }
            let start = sentence.range.start;
            found.push((sentence.passage, start + part.start..start + part.end, year));
        }
    }
    found
}

struct Word<'t> {
    text: String,
    year: Option<i16>,
    at: Range<usize>,
    /// What stands between it and the word before.
    gap: &'t str,
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
    let mut rest = 0;
    while let Some(begin) = text[rest..].find(is_part).map(|at| rest + at) {
        let end = text[begin..].find(|c: char| !is_part(c)).map_or(text.len(), |at| begin + at);
        let word = &text[begin..end];
        let is_year = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
        let year = word.parse().ok().filter(|year| is_year && (1990..2100).contains(year));
        words.push(Word {
            text: word.to_lowercase().replace('’', "'"), year, at: begin..end, gap: &text[rest..begin]
        });
        rest = end;
    }
    words
}

/// A year in the title of a report is taken for that of its figures; of several the newest counts. A number such as that of a standard
/// (`ISO 9001:2015`) is none, and an older one belongs to a name (`Windows 2000`).
fn in_own_title(words: &[Word<'_>], today: i16) -> Option<(Range<usize>, i16)> {
    let stands_alone = |word: &&Word<'_>| word.at.start == 0 || word.gap.contains([' ', '(', '[', '-', '–', '/']);
    let newest = words.iter().filter(|word| word.year.is_some()).filter(stands_alone).max_by_key(|word| word.year)?;
    let year = newest.year.filter(|year| (today - OLDEST..today).contains(year))?;
    Some((newest.at.clone(), year))
}

/// The title of an article or a page: a guide to a year, or a question about what will be in it.
fn in_title(text: &str, words: &[Word<'_>], today: i16, date: Option<Date>) -> Option<(Range<usize>, i16)> {
    const KINDS: [&str; 6] = ["guide", "outlook", "trends", "roadmap", "update", "checklist"];
    let is_kind = |at: usize| words.get(at).is_some_and(|word| KINDS.contains(&word.text.as_str()));
    let asks =
        text.ends_with('?') && words.iter().any(|word| matches!(word.text.as_str(), "will" | "should" | "is" | "are"));
    for (at, word) in words.iter().enumerate() {
        let Some(year) = word.year.filter(|year| *year < today) else { continue };
        let is_guide = is_kind(at + 1)
            || at > 0 && is_kind(at - 1) && words[at].gap.trim().is_empty()
            || at > 1 && matches!(words[at - 1].text.as_str(), "for" | "to" | "in") && is_kind(at - 2);
        // What is dated later looks back.
        let looks_back = date.is_some_and(|date| date.year() > year);
        if (is_guide || (asks && at > 0 && words[at - 1].text == "in")) && !looks_back {
            return Some((word.at.clone(), year));
        }
    }
    None
}

/// A phase of a plan that is over before a reader begins it.
fn in_phase(words: &[Word<'_>], today: i16) -> Option<(Range<usize>, i16)> {
    let is_open = words.iter().any(|word| matches!(word.text.as_str(), "from" | "since" | "after" | "onwards" | "on"));
    in_own_title(words, today).filter(|_| !is_open)
}

/// A sentence that has the year before it, or around it.
fn in_sentence(text: &str, words: &[Word<'_>], today: i16) -> Option<(Range<usize>, i16)> {
    if text.contains(['"', '“', '”', '„', '«', '»', '‘']) || words.iter().any(|word| PAST.contains(&word.text.as_str()))
    {
        return None;
    }
    let is = |at: Option<usize>, one_of: &[&str]| {
        at.and_then(|at| words.get(at)).is_some_and(|word| one_of.contains(&word.text.as_str()))
    };
    for (at, word) in words.iter().enumerate() {
        let Some(year) = word.year.filter(|year| *year < today) else { continue };
        let before = |steps: usize| at.checked_sub(steps);
        let span = |from: usize| words[from].at.start..word.at.end;
        // `this year (2024)`, `the current year, 2024`
        if is(before(1), &["year"]) && is(before(2), &["this", "next", "coming", "current"]) {
            return Some((span(at - 2), year));
        }
        // `today, in 2024`, `now (2024)`
        let now = ["today", "now", "currently", "nowadays"];
        if is(before(1), &["in"]) && is(before(2), &now) && !word.gap.contains([',', ';']) {
            return Some((span(at - 2), year));
        }
        if is(before(1), &now) && word.gap.contains('(') {
            return Some((span(at - 1), year));
        }
        // `in 2024 and beyond`
        if is(before(1), &["in", "for"])
            && is(Some(at + 1), &["and"])
            && is(Some(at + 2), &["beyond", "after", "later"])
        {
            return Some((words[at - 1].at.start..words[at + 2].at.end, year));
        }
        // `this 2024 guide`, `our 2024 outlook`
        if is(before(1), &["this", "our", "your"])
            && is(Some(at + 1), &["guide", "outlook", "roadmap", "plan", "checklist"])
        {
            return Some((words[at - 1].at.start..words[at + 1].at.end, year));
        }
        // `by 2025 … will`, `will … by 2025`
        if is(before(1), &["by", "until", "before"]) && to_come(words, at - 1, 12).is_some() {
            return Some((span(at - 1), year));
        }
        // `will … in 2025`, within one clause
        if is(before(1), &["in", "during", "throughout"])
            && to_come(&words[..at], at - 1, 8).is_some_and(|verb| in_one_clause(&words[verb + 1..at]))
        {
            return Some((span(at - 1), year));
        }
    }
    None
}

/// The nearest word within so many words of a place that speaks of what is to come.
fn to_come(words: &[Word<'_>], near: usize, reach: usize) -> Option<usize> {
    let speaks = |at: &usize| {
        let is = |at: usize, one_of: &[&str]| words.get(at).is_some_and(|word| one_of.contains(&word.text.as_str()));
        is(*at, &["will", "won't"])
            || is(*at, &["is", "are"])
                && is(*at + 1, &["expected", "likely", "going", "set", "about"])
                && is(*at + 2, &["to"])
    };
    let from = near.saturating_sub(reach);
    let until = (near + reach).min(words.len());
    (from..until).filter(speaks).min_by_key(|at| at.abs_diff(near))
}

/// Whether words run on without a break, and without another verb or a clause that a year could belong to.
fn in_one_clause(words: &[Word<'_>]) -> bool {
    let breaks = |word: &Word<'_>| {
        !word.gap.trim().is_empty()
            || matches!(
                word.text.as_str(),
                "that"
                    | "which"
                    | "who"
                    | "what"
                    | "made"
                    | "found"
                    | "measured"
                    | "built"
                    | "seen"
                    | "known"
                    | "started"
                    | "begun"
                    | "since"
                    | "as"
                    | "than"
                    | "trained"
                    | "released"
                    | "like"
                    | "taken"
                    | "written"
                    | "and"
            )
    };
    !words.iter().any(breaks)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: i16 = 2026;

    #[track_caller]
    fn passed(text: &str, part: &str) {
        let found = in_sentence(text, &words(text), TODAY).map(|(at, _)| &text[at]);
        assert_eq!(found, Some(part), "{text}");
    }

    #[test]
    fn a_past_year_as_now_or_to_come_is_found() {
        passed("By 2025, half of it will be automated.", "By 2025");
        passed("Half of it will be automated by 2024.", "by 2024");
        passed("By 2025 most tools are expected to write tests.", "By 2025");
        passed("This year (2024) brings new rules.", "This year (2024");
        passed("Next year, 2025, is decisive.", "Next year, 2025");
        passed("Wages will rise in 2025.", "in 2025");
        passed("Demand will grow strongly in 2024, and pay with it.", "in 2024");
        passed("Today, in 2024, agents are new.", "Today, in 2024");
        passed("What to learn in 2025 and beyond.", "in 2025 and beyond");
        passed("This 2025 guide helps you.", "This 2025 guide");
        passed("The shortage will last until 2024.", "until 2024");
    }

    #[test]
    fn history_is_none() {
        for text in [
            "In 2024 the tools learnt to write tests.",
            "Wages rose in 2024.",
            "The Census of 2024 counts them.",
            "As of 2024, there are two.",
            "By 2023 most teams used it.",
            "By 2025, half of it was automated.",
            "The study said that by 2025 half will be automated.",
            "One page promised that it would be over by 2024.",
            "The tools made in 2023 will stay.",
            "What was found in 2023 will matter.",
            "A model trained in 2024 will not know it.",
            "By 2030, half of it will be automated.",
            "By 2026, half of it will be automated.",
            "It will change the law of 2024.",
            "The period 2024-2034 will bring growth.",
            "From 2019 to 2024 it grew.",
            "Since 2021, it will not go away.",
            "Jobisque writes \"by 2025 half will be gone\".",
            "It will matter, as in 2024.",
            "Pay in May 2024 is the newest figure.",
            "It will cost 2024 dollars.",
            "Next to it, 2025 of them stand.",
        ] {
            assert_eq!(in_sentence(text, &words(text), TODAY).map(|(at, _)| &text[at]), None, "{text}");
        }
    }

    #[test]
    fn a_title_is_a_guide_to_its_year() {
        let title = |text: &str, date: Option<i16>| {
            in_title(text, &words(text), TODAY, date.map(Date::Year)).map(|(_, year)| year)
        };
        assert_eq!(title("The 2025 guide to jobs", None), Some(2025));
        assert_eq!(title("Guide for 2025", Some(2025)), Some(2025));
        assert_eq!(title("Outlook 2024", None), Some(2024));
        assert_eq!(title("Will AI take your job in 2025?", Some(2024)), Some(2025));
        assert_eq!(title("What we learnt in 2025", None), None);
        assert_eq!(title("The 2026 guide", None), None);
        assert_eq!(title("The 2024 guide, two years on", Some(2026)), None);
        assert_eq!(title("Did it happen in 2025?", None), None);
        assert_eq!(title("The year 2024", None), None);
    }

    #[test]
    fn the_title_of_a_report_bears_no_year() {
        let title = |text: &str| in_own_title(&words(text), TODAY).map(|(_, year)| year);
        assert_eq!(title("Backend Developer 2025"), Some(2025));
        assert_eq!(title("2024 Backend Developer"), Some(2024));
        assert_eq!(title("Backend Developer (2024-2025)"), Some(2025));
        assert_eq!(title("Backend Developer 2026"), None);
        assert_eq!(title("ISO 9001:2015 Auditor"), None);
        assert_eq!(title("Windows 2000 Administrator"), None);
    }

    #[test]
    fn the_newest_year_of_a_plan_counts() {
        let phase = |text: &str| in_phase(&words(text), TODAY).map(|(_, year)| year);
        assert_eq!(phase("2024"), Some(2024));
        assert_eq!(phase("Spring 2024 to 2025"), Some(2025));
        assert_eq!(phase("2025-2026"), None);
        assert_eq!(phase("Months 1 to 4"), None);
        assert_eq!(phase("From 2024 on"), None);
    }
}
