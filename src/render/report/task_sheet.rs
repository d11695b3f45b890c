//! The arithmetic of the task score: tasks by their own numbers and by their labels, alike or by shares of time.

use super::ReportPage;
use super::worksheet::{Inputs, Sheet};
use crate::link::{Basis, Task, TaskScore, Weighting, numbered_tasks};
use crate::model::occupation::TaskKind;
use crate::render::messages::args;

impl ReportPage<'_> {
    pub(super) fn task_sheet(&self, score: TaskScore, id: &'static str, title: &str) -> Sheet {
        let messages = &self.renderer.messages;
        let counted: Vec<(&Task, f64)> = numbered_tasks(&self.body.tasks).collect();
        let (method, inputs, sum) = match score.weighting {
            Weighting::ByShare(whole) => {
                ("worksheet_weighted_method", self.weighted_inputs(&counted), self.weighted_sum(&counted, whole, score))
            }
            Weighting::Plain => {
                ("worksheet_plain_method", self.plain_inputs(&counted), self.plain_sum(&counted, score))
            }
        };
        let mut steps = self.label_steps();
        steps.push(sum);
        steps.push(self.rounding(score.score.get(), i64::from(score.score.points().get())));
        let supplemental = counted.iter().filter(|(task, _)| task.kind == Some(TaskKind::Supplemental)).count();
        if supplemental > 0 {
            steps.push(messages.say("worksheet_supplemental", &args!["count" => supplemental, "of" => counted.len()]));
        }
        if score.counted < score.of {
            steps.push(
                messages.say("worksheet_left_out", &args!["count" => score.of - score.counted, "of" => score.of]),
            );
        }
        Sheet { id, title: self.label(title), method: self.label(method), inputs: Some(inputs), steps }
    }

    fn columns(&self, columns: &[&str]) -> Vec<String> {
        columns.iter().map(|column| self.label(column)).collect()
    }

    /// The tasks that count alike: those with numbers of their own one by one, those with a label as many as have it.
    fn plain_inputs(&self, counted: &[(&Task, f64)]) -> Inputs {
        let messages = &self.renderer.messages;
        let said = counted.iter().filter(|(task, _)| task.basis == Basis::Said);
        let labels = self.counted_labels();
        if labels.iter().all(|label| label.tasks == 0) {
            return Inputs {
                columns: self.columns(&["worksheet_column_task", "worksheet_column_exposure"]),
                rows: said.map(|(task, exposure)| vec![task.name.to_string(), messages.decimal(*exposure)]).collect(),
            };
        }
        let row = |name: String, exposure: f64, tasks: usize| {
            vec![name, messages.decimal(exposure), tasks.to_string(), messages.decimal(exposure * tasks as f64)]
        };
        let labelled = labels.into_iter().filter(|label| label.tasks > 0).map(|label| {
            let source = self.renderer.corpus.source(label.source).short();
            let name = messages.say("worksheet_label", &args!["label" => label.label, "source" => source]);
            row(name, label.exposure, label.tasks)
        });
        let columns = [
            "worksheet_column_task_or_label",
            "worksheet_column_exposure",
            "worksheet_column_tasks",
            "worksheet_column_product",
        ];
        Inputs {
            columns: self.columns(&columns),
            rows: labelled.chain(said.map(|(task, exposure)| row(task.name.to_string(), *exposure, 1))).collect(),
        }
    }

    fn plain_sum(&self, counted: &[(&Task, f64)], score: TaskScore) -> String {
        let messages = &self.renderer.messages;
        let sum: f64 = counted.iter().map(|(_, exposure)| exposure).sum();
        messages.say(
            "worksheet_plain_step",
            &args![
                "sum" => messages.decimal(sum),
                "count" => score.counted,
                "score" => messages.decimal(score.score.get()),
            ],
        )
    }

    /// The tasks one by one, each with its share of time.
    fn weighted_inputs(&self, counted: &[(&Task, f64)]) -> Inputs {
        let messages = &self.renderer.messages;
        let by_label = counted.iter().any(|(task, _)| task.basis == Basis::Label);
        let mut columns = self.columns(&[
            "worksheet_column_task",
            "worksheet_column_exposure",
            "worksheet_column_share",
            "worksheet_column_product",
        ]);
        if by_label {
            columns.insert(1, self.label("column_label"));
        }
        let row = |(task, exposure): &(&Task, f64)| {
            let mut row = vec![
                task.name.to_string(),
                messages.decimal(*exposure),
                messages.percent(share(task)),
                messages.decimal(exposure * share(task)),
            ];
            if by_label {
                let label = task.label.as_ref().filter(|_| task.basis == Basis::Label);
                row.insert(1, label.map(|label| label.value.to_string()).unwrap_or_default());
            }
            row
        };
        Inputs { columns, rows: counted.iter().map(row).collect() }
    }

    fn weighted_sum(&self, counted: &[(&Task, f64)], whole: f64, score: TaskScore) -> String {
        let messages = &self.renderer.messages;
        let sum: f64 = counted.iter().map(|(task, exposure)| exposure * share(task)).sum();
        messages.say(
            "worksheet_weighted_step",
            &args![
                "sum" => messages.decimal(sum),
                "shares" => messages.decimal(whole),
                "score" => messages.decimal(score.score.get()),
            ],
        )
    }

    /// How the labels of each source became numbers, and why so.
    fn label_steps(&self) -> Vec<String> {
        let messages = &self.renderer.messages;
        let labels = self.counted_labels();
        let steps = labels.chunk_by(|one, other| one.source == other.source).filter(|of_source| {
            // A source whose labels all give way to numbers of their own has no part in the sum.
            of_source.iter().any(|label| label.tasks > 0)
        });
        steps
            .map(|of_source| {
                let entry = self.renderer.corpus.source(of_source[0].source);
                let counts: Vec<String> = of_source
                    .iter()
                    .map(|label| {
                        let args =
                            args!["label" => label.label.as_str(), "exposure" => messages.decimal(label.exposure)];
                        messages.say("worksheet_label_counts", &args)
                    })
                    .collect();
                let step = messages
                    .say("worksheet_labels", &args!["source" => entry.short(), "labels" => messages.list(&counts)]);
                match &entry.entry.rule {
                    Some(rule) => format!("{step} {rule}"),
                    None => step,
                }
            })
            .collect()
    }
}

/// The share of working time of a task that has one.
fn share(task: &Task) -> f64 {
    task.share.as_ref().map_or(0.0, |share| share.value.get())
}
