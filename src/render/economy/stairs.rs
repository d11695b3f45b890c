//! All jobs in one line: each as wide as the number of persons in it and as high as its headline, from the least exposed to the most.

use std::fmt::Write;

use serde::Serialize;

use super::labels::{Label, NARROW, Stand, Stems, WIDE, Wanted, place};
use super::shares::whole_shares;
use super::{MOST, Named};
use crate::link::{JobField, ReportId};
use crate::model::{Band, Points};
use crate::render::Renderer;
use crate::render::messages::args;
use crate::render::view::BandView;

/// How high the picture is from the headline 0 to 100, in pixels.
const HEIGHT: f64 = 240.0;
/// How many of the largest jobs want their names beside them.
const NAMED: usize = 14;
/// A job is set off from the next where it has at least such a part of all persons.
const SET_OFF: f64 = 1.0 / 300.0;
/// At most so many names stand in one column above the stairs.
const LANES: usize = 9;

/// All jobs in one line.
#[derive(Serialize)]
pub struct Stairs {
    /// What it shows, in words.
    text: String,
    /// What is to be seen in it, in a sentence.
    finding: String,
    /// What is counted, where and when.
    scope: String,
    /// The parts of the line by band, from low to high; only those in which somebody works.
    bands: Vec<Part>,
    /// Where wide jobs end: a path like those of the bands.
    edges: String,
    /// Where the bands begin, as lines across.
    levels: Vec<u8>,
    /// Names of the largest jobs on a wide screen.
    labels: Vec<Label>,
    /// Those of them that have room on a narrow one.
    labels_narrow: Vec<Label>,
    /// How many marks the script can go through.
    marks: usize,
    /// All persons, as printed.
    total: String,
    /// All of them in percent, as printed.
    whole: String,
    /// How many jobs are counted.
    reports: String,
    /// Who is not in it and why, in a sentence.
    left_out: Option<String>,
}

/// The jobs of a band.
#[derive(Serialize)]
pub struct Part {
    /// The band.
    band: BandView,
    /// Its part of the stairs: a path in a drawing of 1000 by 100.
    path: String,
    /// Where it begins, in percent of all persons.
    x: f64,
    /// How wide it is, in percent of all persons.
    width: f64,
    /// Its share of all persons in whole percents, as printed; the shares of all bands sum to 100.
    share: String,
    /// How many jobs there are.
    reports: String,
    /// How many persons work in them.
    persons: String,
}

/// A step of the stairs, for the script: a name by its position, where it begins and ends in thousandths, and how high it is.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct Step(pub usize, pub f64, pub f64, pub u8);

/// A report with its headline and the persons in the job before and with it.
struct Tread {
    id: ReportId,
    points: Points,
    band: Band,
    from: f64,
    to: f64,
}

/// The reports of a field in their order, with the persons counted up.
fn treads(renderer: &Renderer<'_>, field: &JobField) -> Vec<Tread> {
    let mut from = 0.0;
    let tread = |(id, persons): &(ReportId, f64)| {
        let headline = renderer.corpus.card(*id).headline?;
        let tread = Tread { id: *id, points: headline.points, band: headline.band, from, to: from + persons };
        from = tread.to;
        Some(tread)
    };
    field.reports.iter().filter_map(tread).collect()
}

/// Persons by band, from low to high.
pub(super) fn persons_by_band(renderer: &Renderer<'_>, reports: &[(ReportId, f64)]) -> [f64; 4] {
    Band::ALL.map(|band| {
        let of_band = |id: &ReportId| renderer.corpus.card(*id).headline.is_some_and(|headline| headline.band == band);
        reports.iter().filter(|(id, _)| of_band(id)).map(|(_, persons)| persons).sum()
    })
}

/// A number for a drawing: at most two decimals.
pub(super) fn short(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// The stairs of some treads: a path from the ground up, over every step and down.
fn outline<'a>(treads: impl Iterator<Item = &'a Tread>, whole: f64) -> String {
    let at = |persons: f64| short(1000.0 * persons / whole);
    let mut path = String::new();
    let mut last: Option<(u8, f64)> = None;
    for Tread { points, from, to, .. } in treads {
        let points = points.get();
        match last {
            None => write!(path, "M{} 100V{}", at(*from), 100 - points),
            Some((before, _)) if before == points => Ok(()),
            Some((_, end)) => write!(path, "H{end}V{}", 100 - points),
        }
        .expect("writing to a string does not fail");
        last = Some((points, at(*to)));
    }
    if let Some((_, end)) = last {
        write!(path, "H{end}V100Z").expect("writing to a string does not fail");
    }
    path
}

/// How high the stairs stand: where each headline begins and ends among all persons. At most as many as there are headlines.
fn profile(treads: &[Tread]) -> Vec<(Points, f64, f64)> {
    let of_one = treads.chunk_by(|a, b| a.points == b.points);
    of_one.map(|group| (group[0].points, group[0].from, group[group.len() - 1].to)).collect()
}

/// The top of the stairs between two places, in pixels; the places are in parts of the whole.
fn highest(profile: &[(Points, f64, f64)], whole: f64, from: f64, to: f64) -> f64 {
    let inside = profile.iter().filter(|(_, start, end)| *end > from * whole && *start < to * whole);
    inside.map(|(points, ..)| top_of(*points)).fold(HEIGHT, f64::min)
}

fn top_of(points: Points) -> f64 {
    HEIGHT * (1.0 - f64::from(points.get()) / 100.0)
}

/// Names to the left above their step or to the right, in lanes above each other.
fn stands() -> Vec<Stand> {
    let lane = |lane: usize| {
        let dy = -9.0 - 17.0 * lane as f64;
        [Stand { dx: 3.0, dy, anchor: "end" }, Stand { dx: -3.0, dy, anchor: "start" }]
    };
    (0..LANES).flat_map(lane).collect()
}

impl Renderer<'_> {
    /// The line of all jobs; `None` where too few reports say how many persons do them.
    pub(in crate::render) fn stairs(&self) -> Option<Stairs> {
        let field = self.corpus.economy().jobs.as_ref()?;
        let messages = &self.messages;
        let treads = treads(self, field);
        let persons = persons_by_band(self, &field.reports);
        let shares = whole_shares(persons);
        let mut before = 0.0;
        let mut bands = Vec::new();
        for ((band, persons), share) in Band::ALL.into_iter().zip(persons).zip(shares) {
            let of_band = || treads.iter().filter(|tread| tread.band == band);
            if persons > 0.0 {
                bands.push(Part {
                    band: self.band(band),
                    path: outline(of_band(), field.persons),
                    x: short(100.0 * before / field.persons),
                    width: short(100.0 * persons / field.persons),
                    share: self.share_in_words(share),
                    reports: messages.whole(of_band().count() as i64),
                    persons: messages.whole(crate::model::round_half_up(persons)),
                });
            }
            before += persons;
        }
        let exposed = shares[2] + shares[3];
        let total = messages.whole(crate::model::round_half_up(field.persons));
        let listed: Vec<String> = bands
            .iter()
            .map(|part| {
                messages
                    .say("economy_share", &args!["band" => part.band.label.as_str(), "share" => part.share.as_str()])
            })
            .collect();
        let is_wide = |tread: &&Tread| (tread.to - tread.from) / field.persons >= SET_OFF;
        let edges = treads.iter().filter(is_wide).fold(String::new(), |mut path, tread| {
            let end = short(1000.0 * tread.to / field.persons);
            write!(path, "M{end} {}V100", 100 - tread.points.get()).expect("writing to a string does not fail");
            path
        });
        let wanted = self.largest(&treads, field.persons);
        let profile = profile(&treads);
        let labels = |width: f64| {
            place(&wanted, &stands(), Stems::Drawn, width, |area| {
                // The numbers of the levels stand at the left end.
                let top = highest(&profile, field.persons, area.left / width, area.right / width);
                (area.left >= 26.0 && area.bottom <= top + 1.0).then_some(0)
            })
        };
        let (low, high) = (treads.first()?, treads.last()?);
        Some(Stairs {
            text: messages.say(
                "economy_stairs_text",
                &args![
                    "persons" => total.as_str(),
                    "count" => messages.whole(treads.len() as i64),
                    "low" => self.corpus.card(low.id).title.as_str(),
                    "from" => low.points.get(),
                    "high" => self.corpus.card(high.id).title.as_str(),
                    "to" => high.points.get(),
                    "shares" => messages.list(&listed),
                ],
            ),
            finding: messages.say(
                "economy_stairs_finding",
                &args![
                    "any" => if persons[2] + persons[3] > 0.0 { "some" } else { "none" },
                    "share" => self.share_in_words(exposed),
                    "persons" => total.as_str(),
                ],
            ),
            scope: self.jobs_scope(field),
            edges,
            levels: Band::ALL.iter().map(|band| self.corpus.site.bands.range(*band).0).chain([100]).collect(),
            labels: labels(WIDE),
            labels_narrow: labels(NARROW),
            reports: messages.whole(treads.len() as i64),
            left_out: self.left_out(field.left_out, "jobs"),
            marks: if treads.len() <= MOST { treads.len() } else { profile.len() },
            whole: messages.percent(100.0),
            bands,
            total,
        })
    }

    /// A printed share; where it is not nothing and rounds to it, that it is small.
    fn share_in_words(&self, share: u32) -> String {
        match share {
            0 => self.messages.label("economy_share_small").to_owned(),
            share => self.messages.percent(f64::from(share)),
        }
    }

    /// The largest jobs, who want their names above their steps.
    fn largest(&self, treads: &[Tread], whole: f64) -> Vec<Wanted> {
        let mut largest: Vec<&Tread> = treads.iter().collect();
        largest.sort_by(|a, b| (b.to - b.from).total_cmp(&(a.to - a.from)));
        let name = |tread: &&Tread| Wanted {
            x: short(50.0 * (tread.from + tread.to) / whole),
            y: short(top_of(tread.points)),
            text: self.corpus.card(tread.id).title.to_string(),
        };
        largest.iter().take(NAMED).map(name).collect()
    }

    /// The steps for the script: those of reports, or of headlines where the reports are many.
    pub(super) fn steps(&self, field: &JobField, named: &mut Named<'_>) -> Vec<Step> {
        let at = |persons: f64| short(1000.0 * persons / field.persons);
        let treads = treads(self, field);
        if treads.len() <= MOST {
            let step = |tread: &Tread| Step(named.report(tread.id), at(tread.from), at(tread.to), tread.points.get());
            return treads.iter().map(step).collect();
        }
        let of_one = |a: &Tread, b: &Tread| a.points == b.points;
        treads
            .chunk_by(of_one)
            .map(|group| {
                let (first, last) = (&group[0], &group[group.len() - 1]);
                let persons = self.messages.whole(crate::model::round_half_up(last.to - first.from));
                let points = first.points.get();
                let title = self.messages.say("economy_step", &args!["count" => group.len(), "points" => points]);
                let said = self.messages.say("economy_persons", &args!["persons" => persons]);
                Step(named.group((points, points), title, said), at(first.from), at(last.to), points)
            })
            .collect()
    }
}
