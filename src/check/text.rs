//! The texts of a site, each with its place and in sentences.

use std::ops::Range;

use super::Reports;
use super::sentence::sentences;
use crate::diagnostic::{FieldPath, Place};
use crate::link::{Article, Body, Card, Corpus, ReportId, TextPage};
use crate::markdown::{Passage, PassageKind, Passages, passages};
use crate::parse::{REPORT_IDS, SITE_FILE, WRITING_IDS, body_settings, prose_settings};
use crate::source::ReadError;

/// A page's worth of texts: what is read together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// A report and its analysis.
    Report(ReportId),
    /// An article, by its position.
    Article(usize),
    /// A page, by its position.
    Page(usize),
    /// What the site says of itself.
    Site,
}

/// A text as its author wrote it.
pub(super) struct Written<'a> {
    pub file: &'a str,
    pub role: Role,
    spot: Spot,
    source: &'a str,
    pub passages: Passages,
    /// Its sentences: the position of the passage, and the part of its words.
    sentences: Vec<(usize, Range<usize>)>,
}

/// What a text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Title,
    Summary,
    Outlook,
    Verdict,
    /// The answer to a question.
    Answer,
    /// A description, a reason, a step: often a phrase and not a sentence.
    Detail,
    /// The time of a phase of the plan.
    Phase,
    /// What an era of the timeline was or will be.
    Era,
    /// The long text of a Markdown file.
    Document,
}

/// Where a text begins.
enum Spot {
    /// In a value of YAML.
    Value(FieldPath),
    /// In a Markdown file, so many bytes behind its start.
    Bytes(usize),
}

/// A sentence of a text.
pub(super) struct Sentence<'w> {
    pub passage: &'w Passage,
    /// In bytes of the passage's words.
    pub range: Range<usize>,
}

impl Sentence<'_> {
    pub fn text(&self) -> &str {
        &self.passage.text[self.range.clone()]
    }
}

impl<'a> Written<'a> {
    /// The place of a part of its source.
    pub fn place(&self, part: Range<usize>) -> Place {
        match &self.spot {
            Spot::Bytes(offset) => Place::Bytes(part.start + offset..part.end + offset),
            Spot::Value(path) => match self.source.get(part) {
                Some(words) => Place::Words(path.clone(), words.into()),
                None => Place::Value(path.clone()),
            },
        }
    }

    /// The place of a part of a passage's words.
    pub fn place_in(&self, passage: &Passage, part: Range<usize>) -> Place {
        self.place(passage.source(part))
    }

    /// How the text is called in a message about another one.
    pub fn name(&self) -> String {
        match &self.spot {
            Spot::Value(path) => format!("`{path}`"),
            Spot::Bytes(_) => format!("`{}`", self.file),
        }
    }

    /// The ids of the sources to which it links.
    pub fn linked_sources(&self) -> impl Iterator<Item = String> + '_ {
        ["sources.yaml#", "/sources/#"].into_iter().flat_map(move |address| {
            self.source.match_indices(address).map(move |(at, _)| {
                let id = &self.source[at + address.len()..];
                let end = id.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '.'))).unwrap_or(id.len());
                id[..end].to_owned()
            })
        })
    }

    /// The sentences of its own: without headings, table cells, quotes, footnotes and code.
    pub fn sentences(&self) -> impl Iterator<Item = Sentence<'_>> {
        self.sentences
            .iter()
            .map(|(at, range)| Sentence { passage: &self.passages.passages[*at], range: range.clone() })
    }

    /// How many sentences a passage has.
    pub fn sentences_of(&self, passage: usize) -> usize {
        self.sentences.iter().filter(|(at, _)| *at == passage).count()
    }

    fn new(file: &'a str, role: Role, spot: Spot, source: &'a str, passages: Passages) -> Self {
        let own = |passage: &Passage| matches!(passage.kind, PassageKind::Paragraph | PassageKind::Item);
        let each = passages.passages.iter().enumerate().filter(|(_, passage)| own(passage));
        let sentences =
            each.flat_map(|(at, passage)| sentences(&passage.text).into_iter().map(move |range| (at, range))).collect();
        Self { file, role, spot, source, passages, sentences }
    }
}

/// Every unit of a site, in the order of the files.
pub(super) fn units(corpus: &Corpus) -> Vec<Unit> {
    let reports = corpus.reports().map(Unit::Report);
    let articles = (0..corpus.articles.len()).map(Unit::Article);
    let pages = (0..corpus.pages.len()).map(Unit::Page);
    reports.chain(articles).chain(pages).chain([Unit::Site]).collect()
}

/// The texts of a unit, in the order in which a page shows them.
pub(super) fn texts<'a>(all: &'a Reports<'_>, unit: Unit) -> Vec<Written<'a>> {
    let corpus = all.corpus;
    match unit {
        Unit::Report(id) => report(corpus, corpus.card(id), all.body(id)),
        Unit::Article(at) => {
            let Article { page, reports: _ } = &corpus.articles[at];
            page_texts(corpus, page)
        }
        Unit::Page(at) => page_texts(corpus, &corpus.pages[at]),
        Unit::Site => site(corpus),
    }
}

struct Collector<'a> {
    corpus: &'a Corpus,
    file: &'a str,
    texts: Vec<Written<'a>>,
}

impl<'a> Collector<'a> {
    fn plain(&mut self, role: Role, path: FieldPath, text: &'a str) {
        let passages = Passages { passages: vec![Passage::plain(text)], ..Passages::default() };
        self.add(role, Spot::Value(path), text, passages);
    }

    fn prose(&mut self, role: Role, path: FieldPath, text: &'a str) {
        let passages = passages(text, &prose_settings(self.corpus.site.raw_html));
        self.add(role, Spot::Value(path), text, passages);
    }

    fn add(&mut self, role: Role, spot: Spot, text: &'a str, passages: Passages) {
        self.texts.push(Written::new(self.file, role, spot, text, passages));
    }

    fn document(&mut self, file: &'a str, text: &'a str, offset: usize, ids: &'static [&'static str]) {
        let passages = passages(text, &body_settings(self.corpus.site.raw_html, ids));
        self.texts.push(Written::new(file, Role::Document, Spot::Bytes(offset), text, passages));
    }
}

fn report<'a>(corpus: &'a Corpus, card: &'a Card, body: &'a Body) -> Vec<Written<'a>> {
    let mut texts = Collector { corpus, file: &body.file, texts: Vec::new() };
    texts.plain(Role::Title, FieldPath::of("title"), &card.title);
    texts.plain(Role::Summary, FieldPath::of("summary"), &card.summary);
    let risk = FieldPath::of("risk");
    for (role, key, prose) in [(Role::Outlook, "outlook", &body.outlook), (Role::Verdict, "verdict", &body.verdict)] {
        if let Some(prose) = prose {
            texts.prose(role, risk.key(key), prose.value.as_str());
        }
    }
    let item = |list: &str, at: usize, key: &str| FieldPath::of(list).index(at).key(key);
    for (at, task) in body.tasks.iter().enumerate() {
        for (key, text) in [("description", &task.description), ("why", &task.why)] {
            if let Some(text) = text {
                texts.plain(Role::Detail, item("tasks", at, key), text);
            }
        }
    }
    let skills = body.skills.iter().map(|skill| &skill.why).enumerate();
    let learn = body.learn.iter().map(|learn| &learn.why).enumerate();
    let paths = body.paths.iter().map(|path| &path.why).enumerate();
    let certifications = body.certifications.iter().map(|certification| &certification.why).enumerate();
    let reasons = skills.map(|(at, why)| ("skills", at, why)).chain(learn.map(|(at, why)| ("learn", at, why)));
    let reasons = reasons.chain(paths.map(|(at, why)| ("paths", at, why)));
    let reasons = reasons.chain(certifications.map(|(at, why)| ("certifications", at, why)));
    for (list, at, why) in reasons {
        if let Some(why) = why {
            texts.plain(Role::Detail, item(list, at, "why"), why);
        }
    }
    for (at, phase) in body.roadmap.iter().enumerate() {
        if let Some(period) = &phase.period {
            texts.plain(Role::Phase, item("roadmap", at, "period"), period);
        }
        if let Some(goal) = &phase.goal {
            texts.plain(Role::Detail, item("roadmap", at, "goal"), goal);
        }
        for (step, prose) in phase.steps.iter().enumerate() {
            texts.prose(Role::Detail, item("roadmap", at, "steps").index(step), prose.as_str());
        }
    }
    for (at, prose) in body.quick_wins.iter().enumerate() {
        texts.prose(Role::Detail, FieldPath::of("quick_wins").index(at), prose.as_str());
    }
    for (at, era) in body.timeline.iter().enumerate() {
        if let Some(prose) = &era.text {
            texts.prose(Role::Era, item("timeline", at, "text"), prose.as_str());
        }
    }
    for (at, question) in body.faq.iter().enumerate() {
        texts.prose(Role::Answer, item("faq", at, "answer"), question.answer.as_str());
    }
    if let Some(analysis) = &body.analysis {
        texts.document(&analysis.file, &analysis.text, 0, REPORT_IDS);
    }
    texts.texts
}

fn page_texts<'a>(corpus: &'a Corpus, page: &'a TextPage) -> Vec<Written<'a>> {
    let mut texts = Collector { corpus, file: &page.file, texts: Vec::new() };
    texts.plain(Role::Title, FieldPath::of("title"), &page.title);
    texts.plain(Role::Summary, FieldPath::of("summary"), &page.summary);
    texts.document(&page.file, &page.text, page.offset, WRITING_IDS);
    texts.texts
}

fn site(corpus: &Corpus) -> Vec<Written<'_>> {
    let mut texts = Collector { corpus, file: SITE_FILE, texts: Vec::new() };
    texts.plain(Role::Title, FieldPath::of("title"), &corpus.site.title);
    texts.plain(Role::Summary, FieldPath::of("description"), &corpus.site.description);
    for (at, block) in corpus.site.blocks.iter().enumerate() {
        if let Some(prose) = &block.text {
            texts.prose(Role::Detail, FieldPath::of("blocks").index(at).key("text"), prose.as_str());
        }
    }
    texts.texts
}

/// The files of a unit.
///
/// # Errors
/// When what a report says cannot be read back.
pub(super) fn files(corpus: &Corpus, unit: Unit) -> Result<Vec<String>, ReadError> {
    Ok(match unit {
        Unit::Report(id) => {
            let body = corpus.body(id)?;
            let analysis = body.analysis.as_ref().map(|analysis| analysis.file.clone());
            body.layers.paths(&body.file).into_iter().chain(analysis).collect()
        }
        Unit::Article(at) => vec![corpus.articles[at].page.file.clone()],
        Unit::Page(at) => vec![corpus.pages[at].file.clone()],
        Unit::Site => vec![SITE_FILE.to_owned()],
    })
}

/// The day of which the text of a unit speaks, where it has one.
pub(super) fn date_of(corpus: &Corpus, unit: Unit) -> Option<crate::model::Date> {
    match unit {
        Unit::Article(at) => corpus.articles[at].page.updated.max(corpus.articles[at].page.date),
        Unit::Page(at) => corpus.pages[at].updated.max(corpus.pages[at].date),
        Unit::Report(_) | Unit::Site => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::check::{claim, writing, year};
    use crate::markdown::RawHtml;

    const PIECES: [&str; 40] = [
        "high",
        "very ",
        "low",
        " risk",
        "Risk: ",
        "exposure ",
        "is ",
        "the ",
        "job",
        " by 2024",
        " will ",
        "in 2025",
        "this year",
        "(2024)",
        ". ",
        "? ",
        "… ",
        ", ",
        ": ",
        "; ",
        "— ",
        "’",
        "\"",
        "“",
        "é",
        "東京。",
        "*",
        "**",
        "`",
        "[a",
        "](b)",
        "![",
        "\n",
        "\n\n",
        "\n- ",
        "\n## ",
        "\n> ",
        "|",
        "[^1]",
        "&amp;",
    ];

    proptest! {
        /// Whatever stands in a text, its parts have places in it, and nothing that looks at it stumbles.
        #[test]
        fn every_sentence_has_a_place(pieces in proptest::collection::vec(proptest::sample::select(&PIECES[..]), 0..40)) {
            let text = pieces.concat();
            let passages = passages(&text, &body_settings(RawHtml::Refuse, REPORT_IDS));
            let written = Written::new("content/a.md", Role::Document, Spot::Bytes(0), &text, passages);
            let mut end = 0;
            for sentence in written.sentences() {
                let place = written.place_in(sentence.passage, sentence.range.clone());
                let Place::Bytes(range) = place else { panic!("a place in a document is bytes of it") };
                prop_assert!(range.start <= range.end && range.end <= text.len(), "{:?} in {:?}", range, text);
                prop_assert!(range.start >= end, "{:?} begins before {} in {:?}", range, end, text);
                end = range.start;
                claim::claim(sentence.text());
            }
            let mut found = Vec::new();
            writing::check(&written, writing::Tongue::English, &mut found);
            year::years(&written, 2026, false, None);
        }
    }
}
