use std::cell::RefCell;
use std::collections::BTreeSet;

use super::messages::Messages;
use super::view::{CiteMark, FigureView, SourceLine};
use crate::link::{Citation, Cited, Corpus, SourceId};
use crate::model::Date;

/// The sources of a page, numbered in the order in which they are first cited.
pub struct Citations<'a> {
    corpus: &'a Corpus,
    messages: &'a Messages,
    order: RefCell<Vec<SourceId>>,
    /// What the marks of the citations so far say.
    titles: RefCell<Vec<(Citation, String)>>,
}

impl<'a> Citations<'a> {
    /// No source is cited yet.
    pub fn new(corpus: &'a Corpus, messages: &'a Messages) -> Self {
        Self { corpus, messages, order: RefCell::default(), titles: RefCell::default() }
    }

    /// The number of a source on this page.
    pub fn number(&self, source: SourceId) -> usize {
        let mut order = self.order.borrow_mut();
        match order.iter().position(|known| *known == source) {
            Some(position) => position + 1,
            None => {
                order.push(source);
                order.len()
            }
        }
    }

    /// The sources cited so far, by number.
    pub fn sources(&self) -> Vec<SourceId> {
        self.order.borrow().clone()
    }

    /// The mark of a citation; `None` where it names no source.
    pub fn mark(&self, citation: Citation) -> Option<CiteMark> {
        let source = citation.source?;
        Some(CiteMark { number: self.number(source), title: self.title(citation, source) })
    }

    /// What the mark of a citation says, which many figures of a page share.
    fn title(&self, citation: Citation, source: SourceId) -> String {
        let mut titles = self.titles.borrow_mut();
        if let Some((_, title)) = titles.iter().find(|(known, _)| *known == citation) {
            return title.clone();
        }
        let name = self.corpus.source(source).short();
        let title = match citation.as_of {
            Some(date) => format!("{name}, {}", self.messages.date(date)),
            None => name.to_owned(),
        };
        titles.push((citation, title.clone()));
        title
    }

    /// A section in which these citations occur.
    pub fn section(&self, citations: impl IntoIterator<Item = Citation>) -> SectionCitations<'_, 'a> {
        let mut distinct: Vec<Citation> = Vec::new();
        for citation in citations {
            if !distinct.contains(&citation) {
                distinct.push(citation);
            }
        }
        SectionCitations { page: self, distinct }
    }
}

/// The sources of one section: its figures are marked where they differ, and its foot names them all.
pub struct SectionCitations<'p, 'a> {
    page: &'p Citations<'a>,
    distinct: Vec<Citation>,
}

impl SectionCitations<'_, '_> {
    /// The mark of a figure; `None` where the whole section has one source, which its foot names.
    pub fn mark(&self, citation: Citation) -> Option<CiteMark> {
        if self.distinct.len() > 1 { self.page.mark(citation) } else { None }
    }

    /// The one citation of all its figures; `None` where there are several.
    pub fn only(&self) -> Option<Citation> {
        match self.distinct[..] {
            [citation] => Some(citation),
            _ => None,
        }
    }

    /// A figure as printed, with its mark.
    pub fn figure<T>(&self, cited: &Cited<T>, text: String) -> FigureView {
        FigureView { text, cite: self.mark(cited.citation), note: cited.note.as_ref().map(ToString::to_string) }
    }

    /// A column of a table in the section, in which these citations occur.
    pub fn column(&self, citations: impl IntoIterator<Item = Citation>) -> ColumnCitations<'_, '_, '_> {
        let mut citations = citations.into_iter();
        let first = citations.next();
        let rest: Vec<Citation> = citations.collect();
        ColumnCitations { section: self, only: first.filter(|first| rest.iter().all(|other| other == first)) }
    }

    /// The sources of the section, each once, with the dates with which it is cited.
    pub fn foot(&self) -> Vec<SourceLine> {
        let mut sources: Vec<SourceId> = Vec::new();
        for citation in &self.distinct {
            if let Some(source) = citation.source
                && !sources.contains(&source)
            {
                sources.push(source);
            }
        }
        let messages = self.page.messages;
        sources
            .into_iter()
            .map(|source| {
                let cited = self.distinct.iter().filter(|citation| citation.source == Some(source));
                let dates: BTreeSet<Date> = cited.filter_map(|citation| citation.as_of).collect();
                let dates: Vec<String> = dates.into_iter().map(|date| messages.date(date)).collect();
                SourceLine {
                    number: self.page.number(source),
                    name: self.page.corpus.source(source).short().to_owned(),
                    dates: (!dates.is_empty()).then(|| messages.list(&dates)),
                }
            })
            .collect()
    }
}

/// The sources of one column of a table: where all of its figures have one, its head bears the mark in their place.
pub struct ColumnCitations<'s, 'p, 'a> {
    section: &'s SectionCitations<'p, 'a>,
    only: Option<Citation>,
}

impl ColumnCitations<'_, '_, '_> {
    /// The mark of the head of the column; `None` where the figures bear their own, or need none.
    pub fn head(&self) -> Option<CiteMark> {
        self.section.mark(self.only?)
    }

    /// The mark of a figure; `None` where the head bears it, or none is needed.
    pub fn mark(&self, citation: Citation) -> Option<CiteMark> {
        if self.only.is_some() { None } else { self.section.mark(citation) }
    }

    /// A figure as printed, with its mark.
    pub fn figure<T>(&self, cited: &Cited<T>, text: String) -> FigureView {
        FigureView { text, cite: self.mark(cited.citation), note: cited.note.as_ref().map(ToString::to_string) }
    }
}
