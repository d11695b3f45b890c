//! The persons of each industry by band, as bars on one scale.

use std::cmp::Reverse;

use serde::Serialize;

use super::stairs::{persons_by_band, short};
use crate::link::{IndustryId, JobField, ReportId};
use crate::model::{Band, Score, round_half_up};
use crate::render::Renderer;
use crate::render::messages::args;
use crate::render::view::{Link, ScoreView};

/// So many industries have a row of their own; smaller ones share the last.
const SHOWN: usize = 40;

/// The industries with the persons in their jobs.
#[derive(Serialize)]
pub struct Industries {
    /// What is to be seen, in a sentence.
    finding: String,
    /// The industries, most exposed first.
    rows: Vec<IndustryBar>,
}

/// An industry, or all of the smaller ones together.
#[derive(Serialize)]
pub struct IndustryBar {
    /// Its name.
    name: String,
    /// Its page; none of several together.
    href: Option<String>,
    /// How many persons work in them.
    persons: String,
    /// The mean of their headlines, weighted by persons.
    score: ScoreView,
    /// The persons by band, in percent of the largest bar.
    parts: Vec<BarPart>,
    /// What the bar shows, in words.
    text: String,
}

/// A part of a bar.
#[derive(Serialize)]
pub struct BarPart {
    /// The name of its band.
    band: &'static str,
    /// Where it begins, in percent.
    x: f64,
    /// How long it is, in percent.
    width: f64,
}

/// The counted reports of one industry or of several.
struct Group {
    industry: Option<IndustryId>,
    of: usize,
    reports: Vec<(ReportId, f64)>,
    persons: f64,
}

impl Renderer<'_> {
    /// The industries of the counted reports; `None` where there are fewer than three.
    pub(super) fn industry_bars(&self, field: &JobField) -> Option<Industries> {
        let mut of: Vec<Vec<(ReportId, f64)>> = vec![Vec::new(); self.corpus.industries.len()];
        for (id, persons) in &field.reports {
            of[self.corpus.card(*id).industry.position()].push((*id, *persons));
        }
        let known = of.into_iter().enumerate().filter(|(_, reports)| !reports.is_empty());
        let mut groups: Vec<Group> = known
            .map(|(at, reports)| Group {
                industry: Some(IndustryId::at(at)),
                of: 1,
                persons: reports.iter().map(|(_, persons)| persons).sum(),
                reports,
            })
            .collect();
        if groups.len() < 3 {
            return None;
        }
        groups.sort_by(|a, b| b.persons.total_cmp(&a.persons));
        if groups.len() > SHOWN {
            let rest = groups.split_off(SHOWN - 1);
            groups.push(Group {
                industry: None,
                of: rest.len(),
                persons: rest.iter().map(|group| group.persons).sum(),
                reports: rest.into_iter().flat_map(|group| group.reports).collect(),
            });
        }
        let most = groups.iter().map(|group| group.persons).fold(0.0, f64::max);
        let mut rows: Vec<(Score, IndustryBar)> = groups.iter().map(|group| self.industry_bar(group, most)).collect();
        rows.sort_by_key(|(score, _)| Reverse(score.points()));
        let rows: Vec<IndustryBar> = rows.into_iter().map(|(_, row)| row).collect();
        let (first, last) = (rows.first()?, rows.last()?);
        let finding = self.messages.say(
            "economy_industries_finding",
            &args![
                "most" => first.name.as_str(),
                "high" => first.score.points,
                "least" => last.name.as_str(),
                "low" => last.score.points,
            ],
        );
        Some(Industries { finding, rows })
    }

    fn industry_bar(&self, group: &Group, most: f64) -> (Score, IndustryBar) {
        let messages = &self.messages;
        let headline = |id: &ReportId| self.corpus.card(*id).headline.map_or(0.0, |headline| headline.score.get());
        let weighted: f64 = group.reports.iter().map(|(id, persons)| headline(id) * persons).sum();
        let mean = Score::clamped(weighted / group.persons);
        let Link { label: name, href } = match group.industry {
            Some(industry) => self.industry_link(industry),
            None => Link {
                label: messages.say("economy_industries_rest", &args!["count" => group.of]),
                href: String::new(),
            },
        };
        let by_band = persons_by_band(self, &group.reports);
        let mut before = 0.0;
        let mut parts = Vec::new();
        let mut said = Vec::new();
        for (band, persons) in Band::ALL.into_iter().zip(by_band) {
            if persons > 0.0 {
                parts.push(BarPart {
                    band: band.as_str(),
                    x: short(100.0 * before / most),
                    width: short(100.0 * persons / most),
                });
                let persons = messages.whole(round_half_up(persons));
                said.push(
                    messages.say("economy_share", &args!["band" => messages.band(band), "share" => persons.as_str()]),
                );
            }
            before += persons;
        }
        let bar = IndustryBar {
            name,
            href: Some(href).filter(|href| !href.is_empty()),
            persons: messages.whole(round_half_up(group.persons)),
            score: self.score(mean.points()),
            parts,
            text: messages.list(&said),
        };
        (mean, bar)
    }
}
