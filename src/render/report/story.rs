//! What is told: outlook, verdict, timeline, analysis and score history.

use serde::Serialize;

use super::ReportPage;
use crate::link::Cited;
use crate::model::Prose;
use crate::model::occupation::HistoryEntry;
use crate::model::registry::SourceKind;
use crate::parse::REPORT_IDS;
use crate::render::messages::args;
use crate::render::view::{CiteMark, Link, ScoreView, SourceLine};

/// A piece of prose.
#[derive(Serialize)]
pub struct ProseView {
    /// The text as HTML.
    pub html: String,
    /// Whether it is the publisher's own judgement.
    pub judgement: bool,
    /// The sources of the section.
    pub sources: Vec<SourceLine>,
}

/// Eras.
#[derive(Serialize)]
pub struct TimelineView {
    /// The eras in their order.
    pub eras: Vec<EraView>,
    /// The sources of the section.
    pub sources: Vec<SourceLine>,
}

/// An era.
#[derive(Serialize)]
pub struct EraView {
    /// When.
    pub period: String,
    /// What it is called.
    pub title: String,
    /// What happens, as HTML.
    pub html: Option<String>,
    /// Who says so.
    pub cite: Option<CiteMark>,
}

/// The long analysis.
#[derive(Serialize)]
pub struct AnalysisView {
    /// Its table of contents; absent where it has fewer than three headings.
    pub contents: Option<Vec<Link>>,
    /// The text as HTML.
    pub html: String,
    /// How many minutes it takes to read, at 230 words a minute.
    pub minutes: String,
}

/// Earlier headlines.
#[derive(Serialize)]
pub struct HistoryView {
    /// The entries, newest first.
    pub rows: Vec<HistoryRow>,
}

/// An earlier headline.
#[derive(Serialize)]
pub struct HistoryRow {
    /// From when on it stood.
    pub date: String,
    /// The headline.
    pub score: ScoreView,
    /// The change against the entry before, with its sign; absent of the first.
    pub change: Option<String>,
    /// Why.
    pub cause: String,
    /// What changed.
    pub note: Option<String>,
}

impl ReportPage<'_> {
    fn prose(&self, prose: &Cited<Prose>) -> ProseView {
        let section = self.citations.section([prose.citation]);
        let judgement = prose
            .citation
            .source
            .is_none_or(|source| self.renderer.corpus.source(source).entry.kind == SourceKind::Judgement);
        ProseView {
            html: self.renderer.prose(prose.value.as_str(), &self.body.file),
            judgement,
            sources: section.foot(),
        }
    }

    pub(super) fn outlook(&self) -> Option<ProseView> {
        self.body.outlook.as_ref().map(|prose| self.prose(prose))
    }

    pub(super) fn verdict(&self) -> Option<ProseView> {
        self.body.verdict.as_ref().map(|prose| self.prose(prose))
    }

    pub(super) fn timeline(&self) -> Option<TimelineView> {
        if self.body.timeline.is_empty() {
            return None;
        }
        let section = self.citations.section(self.body.timeline.iter().map(|era| era.citation));
        let eras = self
            .body
            .timeline
            .iter()
            .map(|era| EraView {
                period: era.period.to_string(),
                title: era.title.to_string(),
                html: era.text.as_ref().map(|text| self.renderer.prose(text.as_str(), &self.body.file)),
                cite: section.mark(era.citation),
            })
            .collect();
        Some(TimelineView { eras, sources: section.foot() })
    }

    pub(super) fn analysis(&self) -> Option<AnalysisView> {
        let analysis = self.body.analysis.as_ref()?;
        let headings: Vec<Link> = analysis
            .outline
            .headings
            .iter()
            .filter(|heading| heading.level == 2)
            .map(|heading| Link { label: heading.text.clone(), href: format!("#{}", heading.id) })
            .collect();
        let minutes = analysis.outline.words.div_ceil(230).max(1);
        Some(AnalysisView {
            contents: (headings.len() > 2).then_some(headings),
            html: self.renderer.document(&analysis.text, &analysis.file, REPORT_IDS),
            minutes: self.renderer.messages.say("reading_minutes", &args!["count" => minutes]),
        })
    }

    pub(super) fn history(&self) -> Option<HistoryView> {
        let history = &self.card.history;
        if history.is_empty() {
            return None;
        }
        let points: Vec<_> = history.iter().map(HistoryEntry::points).collect();
        let rows = history
            .iter()
            .enumerate()
            .map(|(at, entry)| HistoryRow {
                date: self.renderer.messages.date(entry.date),
                score: self.renderer.score(points[at]),
                change: points.get(at + 1).map(|before| self.renderer.signed(points[at].minus(*before))),
                cause: self.renderer.cause(entry.cause),
                note: entry.note.as_ref().map(ToString::to_string),
            })
            .collect();
        Some(HistoryView { rows })
    }
}
