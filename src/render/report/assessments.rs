//! What published assessments say, on one scale and in their own notation.

use serde::Serialize;

use super::ReportPage;
use super::answer::Spread;
use crate::link::{Citation, ScoreRank, median, of_measure};
use crate::model::Measure;
use crate::render::messages::args;
use crate::render::readings::{Readings, rank_in_words, readings};
use crate::render::view::{CiteMark, OutLink, ScoreView};

/// Assessments grouped by what they measure.
#[derive(Serialize)]
pub struct AssessmentsView {
    /// All of them by value and by rank, where one of them has a rank.
    pub readings: Option<Readings>,
    /// One group for each measure.
    pub groups: Vec<MeasureGroup>,
}

/// The assessments of one measure.
#[derive(Serialize)]
pub struct MeasureGroup {
    /// The measure's name for classes.
    pub id: &'static str,
    /// The measure's word.
    pub label: String,
    /// What the measure says.
    pub explanation: String,
    /// Its assessments, highest first.
    pub rows: Vec<AssessmentRow>,
    /// Whether one of them has a word of its publisher.
    pub has_words: bool,
    /// Median and spread, in a sentence, where there are two or more.
    pub summary: Option<String>,
}

/// One assessment.
#[derive(Serialize)]
pub struct AssessmentRow {
    /// Who publishes it.
    pub source: String,
    /// Its number among the sources of the page.
    pub cite: Option<CiteMark>,
    /// In its own notation.
    pub notation: String,
    /// On the common scale.
    pub score: ScoreView,
    /// Its publisher's own word.
    pub word: Option<String>,
    /// When it was published, or that it is not known.
    pub date: String,
    /// The page that says so.
    pub link: Option<OutLink>,
    /// Where it stands among the scores that its source gives to reports here, in words.
    pub rank: Option<String>,
    /// To which occupation its publisher gives it, in a sentence.
    pub code: Option<String>,
    /// What a reader has to know of it.
    pub note: Option<String>,
}

impl ReportPage<'_> {
    pub(super) fn assessments(&self) -> Option<AssessmentsView> {
        let Self { renderer, card, id, .. } = self;
        let ranks = renderer.corpus.score_ranks(*id);
        let groups: Vec<MeasureGroup> =
            Measure::ALL.iter().filter_map(|measure| self.measure_group(*measure, &ranks)).collect();
        let readings = readings(&card.assessments, &ranks, &renderer.corpus.sources, &renderer.messages);
        (!groups.is_empty()).then_some(AssessmentsView { readings, groups })
    }

    fn measure_group(&self, measure: Measure, ranks: &[Option<ScoreRank>]) -> Option<MeasureGroup> {
        let Self { renderer, card, .. } = self;
        let messages = &renderer.messages;
        let ranked = card.assessments.iter().zip(ranks);
        let mut assessments: Vec<_> = ranked.filter(|(assessment, _)| assessment.measure == measure).collect();
        if assessments.is_empty() {
            return None;
        }
        assessments.sort_by(|(a, _), (b, _)| b.score.get().total_cmp(&a.score.get()));
        let rows: Vec<AssessmentRow> = assessments
            .into_iter()
            .map(|(assessment, rank)| AssessmentRow {
                source: renderer.corpus.source(assessment.source).short().to_owned(),
                cite: self.citations.mark(Citation { source: Some(assessment.source), as_of: assessment.as_of }),
                notation: assessment.notation.to_string(),
                score: renderer.score(assessment.score.points()),
                word: assessment.label.as_ref().map(ToString::to_string),
                date: assessment
                    .as_of
                    .map_or_else(|| messages.label("date_unknown").to_owned(), |date| messages.date(date)),
                link: assessment.url.as_ref().map(|url| OutLink {
                    label: url.host().to_owned(),
                    href: url.to_string(),
                    sponsored: false,
                }),
                rank: rank.map(|rank| rank_in_words(rank, messages)),
                code: assessment.code.as_ref().map(|code| renderer.code_of_value(code)),
                note: assessment.note.as_ref().map(ToString::to_string),
            })
            .collect();
        let summary = Spread::of(&card.assessments, measure).and_then(|spread| {
            let middle = median(of_measure(&card.assessments, measure))?.points();
            Some(messages.say(
                "assessments_summary",
                &args![
                    "count" => spread.count,
                    "median" => middle.get(),
                    "low" => spread.low,
                    "high" => spread.high,
                    "points" => spread.points(),
                ],
            ))
        });
        Some(MeasureGroup {
            id: measure.as_str(),
            label: messages.measure(measure).to_owned(),
            explanation: renderer.measure_explanation(measure),
            has_words: rows.iter().any(|row| row.word.is_some()),
            rows,
            summary,
        })
    }
}
