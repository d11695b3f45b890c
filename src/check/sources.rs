//! What figures rest on: figures without a source, sources without use, licence or address.

use std::collections::{BTreeSet, HashSet};

use super::Warnings;
use crate::diagnostic::{Code, FieldPath, Place};
use crate::link::{Body, Citation, Cited, HeadlineRule, Source, SourceId};
use crate::model::Grade;
use crate::model::registry::SourceKind;
use crate::parse::SOURCES_FILE;
use crate::source::{FileKind, ReadError};

pub(super) fn check(warnings: &mut Warnings<'_>) {
    for (_, body) in warnings.reports() {
        for section in sections(body) {
            let without: Vec<&FieldPath> = section
                .figures
                .iter()
                .filter(|(citation, _)| citation.source.is_none())
                .map(|(_, path)| path)
                .collect();
            let Some(first) = without.first() else { continue };
            let message = match without.len() {
                1 => "no source is named for this figure".to_owned(),
                count => format!("no source is named for this figure and {} more of `{}`", count - 1, section.name),
            };
            let help = format!(
                "write `source` beside it, or for all of them `defaults: {{{}: {{source: …}}}}`; what nobody published can name a source of the kind `judgement`",
                section.name
            );
            warnings.warn(Code::FigureWithoutSource, &body.file, Place::Value((*first).clone()), message, &help);
        }
    }
}

/// The figures of a section, each with its place.
struct Section {
    name: &'static str,
    figures: Vec<(Citation, FieldPath)>,
}

/// Every number of a report that can have a source; words such as `high` are judgements of its author.
fn sections(body: &Body) -> Vec<Section> {
    fn cited<T>(figure: &Option<Cited<T>>, path: FieldPath) -> Option<(Citation, FieldPath)> {
        Some((figure.as_ref()?.citation, path))
    }
    let section = |name: &'static str| Section { name, figures: Vec::new() };
    let mut risk = section("risk");
    risk.figures.extend(cited(&body.window, FieldPath::of("risk").key("window")));
    let mut tasks = section("tasks");
    for (at, task) in body.tasks.iter().enumerate() {
        let path = FieldPath::of("tasks").index(at);
        tasks.figures.extend(cited(&task.exposure, path.key("exposure")));
        tasks.figures.extend(cited(&task.importance, path.key("importance")));
        tasks.figures.extend(cited(&task.relevance, path.key("relevance")));
        tasks.figures.extend(cited(&task.share, path.key("share")));
        tasks.figures.extend(cited(&task.horizon, path.key("horizon")));
    }
    let mut skills = section("skills");
    for (at, skill) in body.skills.iter().enumerate() {
        let path = FieldPath::of("skills").index(at);
        skills.figures.extend(skill.importance.as_ref().map(|figure| (figure.citation, path.key("importance"))));
        skills.figures.extend(skill.level.as_ref().map(|figure| (figure.citation, path.key("level"))));
        if let Some(resilience) = skill.resilience.as_ref().filter(|figure| matches!(figure.value, Grade::Number(_))) {
            skills.figures.push((resilience.citation, path.key("resilience")));
        }
    }
    let mut preparation = section("preparation");
    if let Some(of) = &body.preparation {
        preparation.figures.extend(cited(&of.job_zone, FieldPath::of("preparation").key("job_zone")));
    }
    let mut paths = section("paths");
    for (at, path) in body.paths.iter().enumerate() {
        let place = FieldPath::of("paths").index(at);
        paths.figures.extend(cited(&path.skill_match, place.key("match")));
        paths.figures.extend(path.score.map(|_| (path.citation, place.key("score"))));
    }
    let mut pay = section("pay");
    if let Some(of) = &body.pay {
        let place = FieldPath::of("pay");
        let percentile = |(percentile, wage): &(u8, Cited<_>)| {
            (wage.citation, place.key("percentiles").key(&format!("p{percentile}")))
        };
        pay.figures.extend(of.percentiles.iter().map(percentile));
        pay.figures.extend(of.premium.as_ref().map(|premium| (premium.citation, place.key("premium"))));
        for (at, level) in of.levels.iter().enumerate() {
            let path = place.key("levels").index(at);
            pay.figures.extend(level.range.map(|_| (level.citation, path.key("range"))));
            pay.figures.extend(level.change.map(|_| (level.citation, path.key("change"))));
        }
    }
    let mut demand = section("demand");
    if let Some(of) = &body.demand {
        let place = FieldPath::of("demand");
        demand.figures.extend(cited(&of.employment, place.key("employment")));
        demand.figures.extend(cited(&of.growth, place.key("growth")));
        demand.figures.extend(cited(&of.openings, place.key("openings")));
    }
    vec![risk, tasks, skills, preparation, paths, pay, demand]
}

/// Warns of sources that nothing uses, and of used ones that a reader cannot find or does not know how to use. `linked` are the ids to
/// which texts link.
///
/// # Errors
/// When a draft that may use a source cannot be read.
pub(super) fn check_entries(warnings: &mut Warnings<'_>, linked: &BTreeSet<String>) -> Result<(), ReadError> {
    let corpus = warnings.corpus;
    let used = used(warnings);
    let is_used = |at: usize, source: &Source| used.contains(&SourceId::at(at)) || linked.contains(source.id.as_str());
    let mut drafts: Option<Vec<String>> = None;
    for (at, source) in corpus.sources.iter().enumerate() {
        let id = source.id.as_str();
        if !is_used(at, source) {
            let drafts = match &drafts {
                Some(drafts) => drafts,
                None => drafts.insert(unbuilt(warnings)?),
            };
            if !drafts.iter().any(|text| text.contains(id)) {
                warnings.warn(
                    Code::UnusedSource,
                    SOURCES_FILE,
                    Place::Key(FieldPath::of(id)),
                    format!("nothing uses the source `{id}`"),
                    "name it where its figures stand, or remove it",
                );
            }
            continue;
        }
        if source.entry.kind == SourceKind::Judgement {
            continue;
        }
        if source.entry.licence.is_none() {
            warnings.warn(
                Code::SourceWithoutLicence,
                SOURCES_FILE,
                Place::Key(FieldPath::of(id)),
                format!("the source `{id}` does not say under what licence it may be used"),
                "write `licence`, and `licence_url` where it stands",
            );
        }
        if source.entry.url.is_none() {
            warnings.warn(
                Code::SourceWithoutAddress,
                SOURCES_FILE,
                Place::Key(FieldPath::of(id)),
                format!("the source `{id}` has no address at which a reader finds it"),
                "write `url`; for a book or a journal the address of its entry in a library's catalogue",
            );
        }
    }
    Ok(())
}

/// The sources that a report names, or that make the headlines.
fn used(warnings: &Warnings<'_>) -> HashSet<SourceId> {
    let corpus = warnings.corpus;
    let counted = corpus.cards().iter().flat_map(|card| card.sources.iter().map(|(source, _)| *source));
    let mut used: HashSet<SourceId> = counted.collect();
    if let HeadlineRule::Source(source) = corpus.site.headline {
        used.insert(source);
    }
    for (_, body) in warnings.reports() {
        // Items without a figure name a source for what they say in words.
        let items = body.tasks.iter().map(|task| task.citation);
        let items = items.chain(body.skills.iter().map(|skill| skill.citation));
        let items = items.chain(body.paths.iter().map(|path| path.citation));
        let items = items.chain(body.technologies.iter().map(|technology| technology.citation));
        let items = items.chain(body.preparation.iter().map(|preparation| preparation.citation));
        let items = items.chain(body.pay.iter().map(|pay| pay.citation));
        let items = items.chain(body.demand.iter().map(|demand| demand.citation));
        used.extend(items.filter_map(|citation| citation.source));
    }
    used
}

/// The texts of reports that are not built, because they are drafts.
fn unbuilt(warnings: &Warnings<'_>) -> Result<Vec<String>, ReadError> {
    let built: HashSet<&str> = warnings.corpus.cards().iter().map(|card| card.slug.as_str()).collect();
    let is_unbuilt = |kind: &FileKind| matches!(kind, FileKind::Occupation(slug) if !built.contains(slug.as_str()));
    let files = warnings.listing.content.iter().filter(|file| is_unbuilt(&file.kind));
    files.map(|file| warnings.listing.read_for_display(&file.path)).collect()
}
