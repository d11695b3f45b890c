//! The work itself: its tasks with what studies say of them, what people work with, and how one gets into the job.

use super::corpus::*;
use super::report::Linker;
use crate::diagnostic::{Code, Diagnostic, Place, Trail, did_you_mean};
use crate::model::figure::{Figure, HorizonFigure};
use crate::model::occupation::*;
use crate::model::{Label, LabelMeaning};
use crate::parse::task_id;

impl<'a> Linker<'a> {
    pub(super) fn tasks(&mut self, site: &Site) -> Vec<Task> {
        let outer = self.section(CitableSection::Tasks, "tasks");
        let list = Trail::of("tasks");
        let mut tasks = Vec::new();
        for (index, draft) in self.draft.tasks.iter().enumerate() {
            let path = list.index(index);
            let Some(id) = task_id(draft) else { continue };
            let TaskDraft {
                id: _,
                name,
                description,
                exposure,
                level,
                share,
                horizon,
                kind,
                importance,
                relevance,
                label,
                performer,
                why,
                tools,
                source,
                as_of,
            } = draft;
            let citation = self.nearest(source.as_ref(), *as_of, &path, outer);
            let level = level.map(|value| Cited { value, citation: self.uses(citation), note: None });
            let exposure = exposure.as_ref().map(|figure| self.figure(figure, &path.key("exposure"), citation));
            let share = share.as_ref().map(|figure| self.figure(figure, &path.key("share"), citation));
            let horizon =
                horizon.as_ref().map(|HorizonFigure(figure)| self.figure(figure, &path.key("horizon"), citation));
            let importance = importance.as_ref().map(|figure| self.figure(figure, &path.key("importance"), citation));
            let relevance = relevance.as_ref().map(|figure| self.figure(figure, &path.key("relevance"), citation));
            let mut used = Vec::new();
            for (at, ToolUseDraft { tool, purpose }) in tools.iter().enumerate() {
                if let Some(tool) = self.names.tool(tool, path.key("tools").index(at)) {
                    used.push((tool, purpose.clone()));
                }
            }
            let mut task = Task {
                id,
                name: name.clone(),
                description: description.clone(),
                exposure,
                basis: Basis::Said,
                level,
                share,
                horizon,
                kind: *kind,
                importance,
                relevance,
                label: None,
                performer: *performer,
                why: why.clone(),
                tools: used,
                citation,
            };
            task.performer = performer.or_else(|| task.band(site.bands).map(Performer::of));
            if let Some(label) = label {
                self.label(&mut task, draft, label, &path);
            }
            if task.is_taken() {
                self.uses(citation);
            }
            tasks.push(task);
        }
        tasks
    }

    /// Gives a task the label that a study gives to it, and the exposure that follows from the label where there is none.
    fn label(&mut self, task: &mut Task, draft: &TaskDraft, label: &Figure<Label>, path: &Trail<'_>) {
        let label = self.figure(label, &path.key("label"), task.citation);
        let Some(meaning) = self.meaning(&label, draft, &path.key("label")) else { return };
        if let Some(value) = meaning.exposure {
            if task.level.is_some() {
                let message = format!("`level` and the label `{}`, which counts {value}, stand together", label.value);
                self.names.faults.push(
                    Diagnostic::new(
                        Code::ConflictingKeys,
                        self.names.file,
                        Place::Key(path.key("level").into()),
                        message,
                    )
                    .help("the level follows from the label; remove `level`"),
                );
            } else if task.exposure.is_none() {
                task.exposure = Some(Cited { value, citation: label.citation, note: None });
                task.basis = Basis::Label;
            }
        }
        task.label = Some(label);
    }

    /// What a label means in the rubric of its source. A label without a meaning is a fault, unless its source is missing for a fault of
    /// its own.
    fn meaning(&mut self, label: &Cited<Label>, draft: &TaskDraft, path: &Trail<'_>) -> Option<&'a LabelMeaning> {
        let written = label.value.as_str();
        let (message, help) = match label.citation.source {
            None if self.names_a_source(draft) => return None,
            None => (
                format!("the label `{written}` has no source"),
                "write `{value: …, source: …}`, or `source` beside it: the source says under `labels` what it means"
                    .to_owned(),
            ),
            Some(source) => {
                let rubric = &self.sources[source.position()].labels;
                if let Some((_, meaning)) = rubric.iter().find(|(known, _)| *known == label.value) {
                    return Some(meaning);
                }
                if self.names.lookup.lacks_sources() {
                    return None;
                }
                let id = self.names.lookup.source_id(source).unwrap_or_default();
                let known: Vec<&str> = rubric.iter().map(|(known, _)| known.as_str()).collect();
                if known.is_empty() {
                    (
                        format!("the source `{id}` has no labels, so that nothing says what `{written}` means"),
                        "name the source of the label, or give it `labels` in `content/sources.yaml`, such as `E1: {text: …, exposure: 100}`"
                            .to_owned(),
                    )
                } else {
                    let hint = did_you_mean(written, known.iter().copied());
                    let quoted: Vec<String> = known.iter().map(|known| format!("`{known}`")).collect();
                    (
                        format!("the source `{id}` has no label `{written}`{hint}"),
                        format!("its labels are {}; they stand in `content/sources.yaml`", quoted.join(", ")),
                    )
                }
            }
        };
        let place = Place::Value((*path).into());
        self.names.faults.push(Diagnostic::new(Code::UnknownLabel, self.names.file, place, message).help(help));
        None
    }

    /// Whether a source is named for the label of a task, be it one that does not exist.
    fn names_a_source(&self, task: &TaskDraft) -> bool {
        let label = task.label.as_ref().and_then(|label| label.cite.source.as_ref());
        let section = self.draft.defaults.of(CitableSection::Tasks).and_then(|cite| cite.source.as_ref());
        [label, task.source.as_ref(), section, self.draft.source.as_ref()].into_iter().any(|name| name.is_some())
    }

    pub(super) fn technologies(&mut self) -> Vec<Technology> {
        let outer = self.section(CitableSection::Technologies, "technologies");
        let draft = self.draft;
        let list = Trail::of("technologies");
        let each = draft.technologies.iter().enumerate();
        each.filter_map(|(index, TechnologyDraft { tool, purpose, hot, in_demand, source, as_of })| {
            let path = list.index(index);
            let citation = self.nearest(source.as_ref(), *as_of, &path, outer);
            let name = match tool {
                TechnologyName::Tool(id) => TechnologyRef::Tool(self.names.tool(id, path.key("tool"))?),
                TechnologyName::Name(name) => TechnologyRef::Name(name.clone()),
            };
            let citation = self.uses(citation);
            Some(Technology {
                name,
                purpose: purpose.clone(),
                sought: Sought { hot: *hot, in_demand: *in_demand },
                citation,
            })
        })
        .collect()
    }

    pub(super) fn preparation(&mut self, preparation: &PreparationDraft) -> Preparation {
        let PreparationDraft { job_zone, experience, education, training, source, as_of } = preparation;
        let section = Trail::of("preparation");
        let outer = self.section(CitableSection::Preparation, "preparation");
        let citation = self.nearest(source.as_ref(), *as_of, &section, outer);
        for _ in [experience, education, training].into_iter().flatten() {
            self.uses(citation);
        }
        Preparation {
            job_zone: job_zone.as_ref().map(|figure| self.figure(figure, &section.key("job_zone"), citation)),
            experience: experience.clone(),
            education: education.clone(),
            training: training.clone(),
            citation,
        }
    }
}

/// Tools of all tasks in the order in which they first appear, each with its tasks.
pub(super) fn card_tools(tasks: &[Task]) -> Vec<CardTool> {
    let mut tools: Vec<CardTool> = Vec::new();
    for (at, task) in tasks.iter().enumerate() {
        let at = u32::try_from(at).expect("a file has fewer than four thousand million lines");
        for (tool, _) in &task.tools {
            match tools.iter_mut().find(|known| known.tool == *tool) {
                Some(known) if known.tasks.contains(&at) => {}
                Some(known) => known.tasks.push(at),
                None => tools.push(CardTool { tool: *tool, tasks: vec![at] }),
            }
        }
    }
    tools
}

/// The ids and names of tasks, of those that no tool does too.
pub(super) fn task_names(tasks: &[Task]) -> TaskNames {
    tasks.iter().map(|task| (task.id.clone(), task.name.clone())).collect()
}
