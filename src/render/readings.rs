//! Two readings of the published scores of a report: by value and by rank, one scale above the other.

use serde::Serialize;

use super::messages::{Messages, args};
use super::strip::{self, Flag, Label};
use crate::link::{Assessment, ScoreRank, Source};

/// Two scales with the same marks.
#[derive(Clone, Debug, Serialize)]
pub struct Readings {
    /// One for each assessment, from the lowest score to the highest.
    pub marks: Vec<Reading>,
    /// How many lanes of labels the scale of values has.
    pub lanes: usize,
    /// How many lanes of labels the scale of ranks has.
    pub rank_lanes: usize,
    /// What it shows, in words.
    pub text: String,
}

/// An assessment on both scales.
#[derive(Clone, Debug, Serialize)]
pub struct Reading {
    /// What it measures; the class of its shape.
    pub measure: &'static str,
    /// Where it stands by value, in percent; the printed score.
    pub x: u8,
    /// Its lane there, counted from 0 at the scale upwards.
    pub lane: usize,
    /// Its label there: the score in its own notation.
    pub label: String,
    /// How that label stands to it: `start` to the right, `end` to the left.
    pub anchor: &'static str,
    /// Where it stands by rank.
    pub rank: Option<RankMark>,
    /// Who says so, in words.
    pub title: String,
}

/// The mark of an assessment on the scale of ranks.
#[derive(Clone, Debug, Serialize)]
pub struct RankMark {
    /// Where it stands, in percent; the printed percentile.
    pub x: i64,
    /// Its label: the percentile.
    pub label: String,
    /// Its lane, counted from 0 at the scale downwards.
    pub lane: usize,
    /// How its label stands to it: `start` to the right, `end` to the left.
    pub anchor: &'static str,
}

/// The readings of a report's assessments, with where each stands among the scores of its source. `None` where none has a rank.
pub fn readings(
    assessments: &[Assessment],
    ranks: &[Option<ScoreRank>],
    sources: &[Source],
    messages: &Messages,
) -> Option<Readings> {
    let mut order: Vec<(&Assessment, Option<ScoreRank>)> = assessments.iter().zip(ranks.iter().copied()).collect();
    order.sort_by_key(|(assessment, _)| assessment.score.points());
    let values = order
        .iter()
        .map(|(assessment, _)| Label::of(assessment.score.points().get(), &assessment.notation.to_string()));
    let flags = strip::lanes(&values.collect::<Vec<_>>(), strip::NARROWEST);
    let mut ranked: Vec<(usize, i64)> =
        order.iter().enumerate().filter_map(|(at, (_, rank))| Some((at, rank.as_ref()?.percentile))).collect();
    if ranked.is_empty() {
        return None;
    }
    ranked.sort_by_key(|(_, percentile)| *percentile);
    let words = |percentile: i64| messages.percent(percentile as f64);
    let labels =
        ranked.iter().map(|(_, percentile)| Label::of(u8::try_from(*percentile).unwrap_or(100), &words(*percentile)));
    let rank_flags: Vec<Flag> = strip::lanes(&labels.collect::<Vec<_>>(), strip::NARROWEST);
    let mut rank_marks: Vec<Option<RankMark>> = vec![None; order.len()];
    for ((at, x), flag) in ranked.into_iter().zip(&rank_flags) {
        rank_marks[at] = Some(RankMark { x, label: words(x), lane: flag.lane, anchor: flag.anchor });
    }
    let marks: Vec<Reading> = order
        .into_iter()
        .zip(&flags)
        .zip(rank_marks)
        .map(|(((assessment, place), flag), rank)| Reading {
            measure: assessment.measure.as_str(),
            x: assessment.score.points().get(),
            lane: flag.lane,
            label: assessment.notation.to_string(),
            anchor: flag.anchor,
            rank,
            title: says(assessment, place, sources, messages),
        })
        .collect();
    let titles: Vec<&str> = marks.iter().map(|mark| mark.title.as_str()).collect();
    let lanes = |flags: &[Flag]| flags.iter().map(|flag| flag.lane + 1).max().unwrap_or_default();
    Some(Readings {
        text: messages.say("readings_text", &args!["marks" => titles.join("; ")]),
        lanes: lanes(&flags),
        rank_lanes: lanes(&rank_flags),
        marks,
    })
}

fn says(assessment: &Assessment, rank: Option<ScoreRank>, sources: &[Source], messages: &Messages) -> String {
    let mark = strip::says(assessment, sources, messages);
    match rank {
        Some(rank) => messages.say("readings_mark", &args!["mark" => mark, "rank" => rank_in_words(rank, messages)]),
        None => mark,
    }
}

/// Where a score stands among those of its source, in words.
pub fn rank_in_words(rank: ScoreRank, messages: &Messages) -> String {
    messages.say(
        "assessment_rank",
        &args![
            "percentile" => messages.percent(rank.percentile as f64),
            "of" => messages.whole(i64::try_from(rank.of).unwrap_or(i64::MAX)),
        ],
    )
}
