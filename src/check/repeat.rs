//! What is said twice: sentences that stand in more than one place, and sections that restate another.
//!
//! Nothing is compared with everything: sentences meet by a digest of their words, and the texts of a report by their runs of three words.

use std::collections::HashMap;
use std::ops::Range;

use rayon::prelude::*;

use super::Reports;
use super::sentence::{digest, words};
use super::text::{Role, Unit, Written, texts};
use crate::diagnostic::{Code, Diagnostic};
use crate::markdown::PassageKind;

/// Shorter sentences are said twice by chance.
const WORDS: usize = 8;
/// A page that repeats another in more places than this gets one warning for all of them.
const RUNS: usize = 3;
/// A section has at least so many words.
const SECTION_WORDS: usize = 12;
/// A section of which so large a part stands in another says what that one has said.
const RESTATED: f64 = 0.6;

/// A sentence of a site, by its digest, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spoken {
    digest: u64,
    /// The position of its unit.
    unit: u32,
    /// The position of its text in the unit.
    text: u32,
    /// The position of the sentence in the text.
    sentence: u32,
}

/// Warns of sections of a unit that restate an earlier one of it, and gives the sentences of all others.
pub(super) fn check_unit(position: usize, texts: &[Written<'_>], found: &mut Vec<Diagnostic>) -> Vec<Spoken> {
    let restated = restated_sections(texts, found);
    let position_of = |at: usize| u32::try_from(at).expect("a site has fewer than four thousand million texts");
    let mut spoken = Vec::new();
    for (at, text) in texts.iter().enumerate().filter(|(_, text)| text.role != Role::Title && text.role != Role::Phase)
    {
        for (sentence, said) in text.sentences().enumerate() {
            let source = said.passage.source(said.range.clone());
            if restated.iter().any(|(in_text, part)| *in_text == at && part.contains(&source.start)) {
                continue;
            }
            let words = words(said.text());
            if words.len() >= WORDS {
                spoken.push(Spoken {
                    digest: digest(&words),
                    unit: position_of(position),
                    text: position_of(at),
                    sentence: position_of(sentence),
                });
            }
        }
    }
    spoken
}

/// A part of a text that says one thing: a value, or what stands under a heading of a document.
struct Section {
    text: usize,
    /// In bytes of the text's source.
    part: Range<usize>,
    /// What it is called in a message, where it has a heading.
    heading: Option<String>,
    words: Vec<u64>,
    sentences: usize,
}

fn sections(texts: &[Written<'_>]) -> Vec<Section> {
    let mut sections = Vec::new();
    for (text, written) in texts.iter().enumerate() {
        if matches!(written.role, Role::Title | Role::Phase) {
            continue;
        }
        let mut heading = None;
        let mut current: Option<Section> = None;
        for (at, passage) in written.passages.passages.iter().enumerate() {
            match passage.kind {
                PassageKind::Heading(_) => {
                    sections.extend(current.take());
                    heading = Some(passage.text.trim().to_owned());
                }
                PassageKind::Paragraph | PassageKind::Item => {
                    let section = current.get_or_insert_with(|| Section {
                        text,
                        part: passage.span.clone(),
                        heading: heading.clone(),
                        words: Vec::new(),
                        sentences: 0,
                    });
                    section.part.end = passage.span.end;
                    section.sentences += written.sentences_of(at);
                    section.words.extend(words(&passage.text));
                }
                _ => {}
            }
        }
        sections.extend(current);
    }
    sections
}

/// Warns of sections of which most stands in one that comes before, and gives their parts.
fn restated_sections(texts: &[Written<'_>], found: &mut Vec<Diagnostic>) -> Vec<(usize, Range<usize>)> {
    let sections = sections(texts);
    let mut known: HashMap<u64, Vec<usize>> = HashMap::new();
    let mut restated = Vec::new();
    for (at, section) in sections.iter().enumerate() {
        let text = &texts[section.text];
        let mut runs: Vec<u64> = section.words.windows(3).map(digest).collect();
        runs.sort_unstable();
        runs.dedup();
        // One sentence of a smaller part is a repeated sentence, not a section.
        let is_whole = matches!(text.role, Role::Summary | Role::Outlook | Role::Verdict | Role::Answer);
        if section.words.len() >= SECTION_WORDS && (is_whole || section.sentences > 1) {
            let mut shared: HashMap<usize, usize> = HashMap::new();
            for earlier in runs.iter().filter_map(|run| known.get(run)).flatten() {
                *shared.entry(*earlier).or_default() += 1;
            }
            let most = shared.into_iter().max_by_key(|(earlier, count)| (*count, std::cmp::Reverse(*earlier)));
            if let Some((earlier, count)) = most
                && count as f64 >= RESTATED * runs.len() as f64
            {
                let name = |section: &Section| match &section.heading {
                    Some(heading) => format!("`{heading}`"),
                    None => texts[section.text].name(),
                };
                let message = format!("this says again what {} has said", name(&sections[earlier]));
                let first_line = section.part.clone();
                found.push(
                    Diagnostic::new(Code::RepeatedSection, text.file, text.place(first_line), message)
                        .help("remove one of the two, or say here what the other does not"),
                );
                restated.push((section.text, section.part.clone()));
                continue;
            }
        }
        for run in runs {
            known.entry(run).or_default().push(at);
        }
    }
    restated
}

/// A sentence that stands in more than one place.
struct Repeated {
    /// Its second place.
    here: Spoken,
    /// Its first place.
    there: Spoken,
    /// How many places there are.
    places: usize,
}

/// Warns of sentences that stand in more than one place: once for each run of them, at the second place; of what a page has in many places
/// from another page, once.
pub(super) fn check_all(all: &Reports<'_>, units: &[Unit], mut spoken: Vec<Spoken>) -> Vec<Diagnostic> {
    spoken.par_sort_unstable();
    let same = spoken.chunk_by(|one, other| one.digest == other.digest).filter(|same| same.len() > 1);
    let mut repeated: Vec<Repeated> =
        same.map(|same| Repeated { here: same[1], there: same[0], places: same.len() }).collect();
    repeated.sort_unstable_by_key(|Repeated { here, .. }| (here.unit, here.text, here.sentence));
    let of_units: Vec<&[Repeated]> = repeated.chunk_by(|one, next| one.here.unit == next.here.unit).collect();
    of_units.par_iter().flat_map_iter(|repeated| of_unit(all, units, repeated)).collect()
}

/// What a unit repeats, in order.
fn of_unit(all: &Reports<'_>, units: &[Unit], repeated: &[Repeated]) -> Vec<Diagnostic> {
    // What follows each other here and there alike is one repetition.
    let follows = |one: &Repeated, next: &Repeated| {
        let place = |spoken: &Spoken| (spoken.unit, spoken.text);
        place(&one.here) == place(&next.here)
            && place(&one.there) == place(&next.there)
            && next.here.sentence - one.here.sentence <= 2
            && next.there.sentence.abs_diff(one.there.sentence) <= 2
    };
    let mut read: HashMap<u32, Vec<Written<'_>>> = HashMap::new();
    let mut runs: HashMap<u32, Vec<&[Repeated]>> = HashMap::new();
    for run in repeated.chunk_by(follows) {
        for unit in [run[0].here.unit, run[0].there.unit] {
            read.entry(unit).or_insert_with(|| texts(all, units[unit as usize]));
        }
        if is_alike(&read, &run[0]) {
            runs.entry(run[0].there.unit).or_default().push(run);
        }
    }
    let mut found = Vec::new();
    for runs in runs.values() {
        let is_other_page = runs[0][0].here.unit != runs[0][0].there.unit;
        if is_other_page && runs.len() > RUNS {
            let count = runs.iter().map(|run| run.len()).sum();
            found.extend(warning(&read, runs[0], Extent::Page(count)));
        } else {
            found.extend(runs.iter().filter_map(|run| warning(&read, run, Extent::Run)));
        }
    }
    found
}

/// Whether two sentences have not only a digest in common.
fn is_alike(read: &HashMap<u32, Vec<Written<'_>>>, repeated: &Repeated) -> bool {
    let letters = |spoken: &Spoken| -> Option<String> {
        let sentence = read[&spoken.unit][spoken.text as usize].sentences().nth(spoken.sentence as usize)?;
        Some(sentence.text().chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect())
    };
    letters(&repeated.here) == letters(&repeated.there)
}

/// What a warning stands for.
enum Extent {
    /// The sentences of one run.
    Run,
    /// So many sentences of a page.
    Page(usize),
}

fn warning(read: &HashMap<u32, Vec<Written<'_>>>, run: &[Repeated], extent: Extent) -> Option<Diagnostic> {
    let (Repeated { here: first, there: before, places }, Repeated { here: last, .. }) = (run.first()?, run.last()?);
    let text = &read[&first.unit][first.text as usize];
    let other = &read[&before.unit][before.text as usize];
    let nth = |spoken: &Spoken| text.sentences().nth(spoken.sentence as usize);
    let (begin, end) = (nth(first)?, nth(last)?);
    let part = begin.passage.source(begin.range.clone()).start..end.passage.source(end.range.clone()).end;
    let place = if first.unit == before.unit && text.file == other.file {
        match other.role {
            Role::Document => "earlier in this text".to_owned(),
            _ => format!("in {} too", other.name()),
        }
    } else {
        format!("in `{}` too", other.file)
    };
    let more = match places - 2 {
        0 => String::new(),
        1 => ", and in 1 more place".to_owned(),
        more => format!(", and in {more} more places"),
    };
    let message = match (extent, run.len()) {
        (Extent::Page(count), _) => format!("{count} sentences of this page stand {place}; this is the first"),
        (Extent::Run, 1) => format!("this sentence stands {place}{more}"),
        (Extent::Run, count) => format!("these {count} sentences stand {place}{more}"),
    };
    Some(
        Diagnostic::new(Code::RepeatedSentence, text.file, text.place(part), message)
            .help("say it once and link to it, or say what is particular here"),
    )
}
