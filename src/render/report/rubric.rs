//! What the labels of studies mean, and how they count.

use serde::Serialize;

use super::ReportPage;
use crate::link::{Basis, SourceId, Task};
use crate::render::messages::args;

/// What the labels of a source mean, and how they count here.
#[derive(Serialize)]
pub struct RubricView {
    /// Whose labels they are, in words.
    pub title: String,
    /// The labels in the order of the source.
    pub rows: Vec<RubricRow>,
    /// Whether a label counts as a number.
    pub counts: bool,
    /// Why they count so.
    pub rule: Option<String>,
}

/// A label of a rubric.
#[derive(Serialize)]
pub struct RubricRow {
    /// The label.
    pub label: String,
    /// What it means.
    pub text: String,
    /// The exposure that the site makes of it.
    pub exposure: Option<String>,
    /// How many tasks of the report have it.
    pub tasks: usize,
}

impl ReportPage<'_> {
    /// The sources whose labels the tasks have, in the order of their first.
    fn labelling(&self) -> Vec<SourceId> {
        let mut sources: Vec<SourceId> = Vec::new();
        for source in self.body.tasks.iter().filter_map(|task| task.label.as_ref()?.citation.source) {
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
        sources
    }

    /// The rubric of each source whose labels the tasks have.
    pub(super) fn rubrics(&self) -> Vec<RubricView> {
        let messages = &self.renderer.messages;
        let rubric = |id: SourceId| {
            let source = self.renderer.corpus.source(id);
            let labels = &source.entry.labels;
            RubricView {
                title: messages.say("rubric_title", &args!["source" => source.short()]),
                rows: labels
                    .iter()
                    .map(|(label, meaning)| RubricRow {
                        label: label.to_string(),
                        text: meaning.text.to_string(),
                        exposure: meaning.exposure.map(|exposure| messages.decimal(exposure.get())),
                        tasks: self.labelled(id, label.as_str()).count(),
                    })
                    .collect(),
                counts: labels.iter().any(|(_, meaning)| meaning.exposure.is_some()),
                rule: source.entry.rule.as_ref().map(ToString::to_string),
            }
        };
        self.labelling().into_iter().map(rubric).collect()
    }

    /// The tasks that have a label of a source.
    fn labelled<'s>(&'s self, source: SourceId, label: &'s str) -> impl Iterator<Item = &'s Task> {
        let has = move |task: &&Task| {
            task.label.as_ref().is_some_and(|has| has.citation.source == Some(source) && has.value.as_str() == label)
        };
        self.body.tasks.iter().filter(has)
    }

    /// That numbers follow from labels, in a sentence.
    pub(super) fn by_label(&self) -> Option<String> {
        let tasks = &self.body.tasks;
        let count = tasks.iter().filter(|task| task.basis == Basis::Label).count();
        let numbered = tasks.iter().filter(|task| task.exposure.is_some()).count();
        let all = if count == numbered { "yes" } else { "no" };
        (count > 0).then(|| self.renderer.messages.say("tasks_by_label", &args!["count" => count, "all" => all]))
    }

    /// The labels from which numbers follow: the source, the label, the number and how many tasks; in the order of the rubrics.
    pub(super) fn counted_labels(&self) -> Vec<CountedLabel> {
        let mut counted = Vec::new();
        for source in self.labelling() {
            for (label, meaning) in self.renderer.corpus.source(source).entry.labels.iter() {
                let Some(exposure) = meaning.exposure else { continue };
                let tasks = self.labelled(source, label.as_str()).filter(|task| task.basis == Basis::Label).count();
                counted.push(CountedLabel { source, label: label.to_string(), exposure: exposure.get(), tasks });
            }
        }
        counted
    }
}

/// A label that counts as a number.
pub(super) struct CountedLabel {
    pub source: SourceId,
    pub label: String,
    pub exposure: f64,
    /// How many tasks have their number from it; may be none.
    pub tasks: usize,
}
