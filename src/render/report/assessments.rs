//! What published assessments say, on one scale and in their own notation.

use serde::Serialize;

use super::ReportPage;
use super::answer::Spread;
use crate::link::{Citation, median, of_measure};
use crate::model::Measure;
use crate::render::messages::args;
use crate::render::view::{CiteMark, OutLink, ScoreView};

/// Assessments grouped by what they measure.
#[derive(Serialize)]
pub struct AssessmentsView {
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
    /// What a reader has to know of it.
    pub note: Option<String>,
}

impl ReportPage<'_> {
    pub(super) fn assessments(&self) -> Option<AssessmentsView> {
        let groups: Vec<MeasureGroup> =
            Measure::ALL.iter().filter_map(|measure| self.measure_group(*measure)).collect();
        (!groups.is_empty()).then_some(AssessmentsView { groups })
    }

    fn measure_group(&self, measure: Measure) -> Option<MeasureGroup> {
        let Self { renderer, card, .. } = self;
        let messages = &renderer.messages;
        let mut assessments: Vec<_> = card.assessments.iter().filter(|a| a.measure == measure).collect();
        if assessments.is_empty() {
            return None;
        }
        assessments.sort_by(|a, b| b.score.get().total_cmp(&a.score.get()));
        let rows = assessments
            .into_iter()
            .map(|assessment| AssessmentRow {
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
            rows,
            summary,
        })
    }
}
