use borsh::{BorshDeserialize, BorshSerialize};

use super::corpus::Task;
use crate::model::Score;

/// The mean exposure of a report's tasks.
#[derive(Clone, Copy, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct TaskScore {
    /// The mean.
    pub score: Score,
    /// How many tasks have a number.
    pub counted: usize,
    /// How many tasks there are.
    pub of: usize,
    /// How they are weighted.
    pub weighting: Weighting,
}

/// How tasks are weighted in their mean.
#[derive(Clone, Copy, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub enum Weighting {
    /// All alike.
    Plain,
    /// By share of working time; the shares come to this many percent.
    ByShare(f64),
}

/// The tasks that have a number, each with its exposure.
pub fn numbered_tasks(tasks: &[Task]) -> impl Iterator<Item = (&Task, f64)> {
    tasks.iter().filter_map(|task| Some((task, task.exposure.as_ref()?.value.get())))
}

/// The mean of the tasks that have a number. `None` where no task has one.
pub fn task_score(tasks: &[Task]) -> Option<TaskScore> {
    let exposures: Vec<(f64, Option<f64>)> = numbered_tasks(tasks)
        .map(|(task, exposure)| (exposure, task.share.as_ref().map(|share| share.value.get())))
        .collect();
    let (score, weighting) = task_mean(&exposures)?;
    Some(TaskScore { score, counted: exposures.len(), of: tasks.len(), weighting })
}

/// The mean of exposures: weighted by shares of time if every one has a share and not all are nothing, else plain. `None` of nothing.
pub fn task_mean(exposures: &[(f64, Option<f64>)]) -> Option<(Score, Weighting)> {
    if exposures.is_empty() {
        return None;
    }
    let shares: Option<f64> = exposures.iter().map(|(_, share)| *share).sum();
    let (mean, weighting) = match shares {
        Some(whole) if whole > 0.0 => {
            let weighted: f64 = exposures.iter().map(|(exposure, share)| exposure * share.unwrap_or_default()).sum();
            (weighted / whole, Weighting::ByShare(whole))
        }
        _ => {
            let sum: f64 = exposures.iter().map(|(exposure, _)| exposure).sum();
            (sum / exposures.len() as f64, Weighting::Plain)
        }
    };
    Some((Score::clamped(mean), weighting))
}
