use super::corpus::Task;
use crate::model::Score;

/// The mean exposure of a report's tasks.
#[derive(Clone, Copy, Debug, PartialEq)]
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
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Weighting {
    /// All alike.
    Plain,
    /// By share of working time; the shares come to this many percent.
    ByShare(f64),
}

/// The mean of the tasks that have a number: weighted by share of time if every one of them has a share above nothing, else
/// plain. `None` where no task has a number.
pub fn task_score(tasks: &[Task]) -> Option<TaskScore> {
    let exposures: Vec<(f64, Option<f64>)> = tasks
        .iter()
        .filter_map(|task| {
            let exposure = task.exposure.as_ref()?.value.get();
            Some((exposure, task.share.as_ref().map(|share| share.value.get())))
        })
        .collect();
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
    Some(TaskScore { score: Score::clamped(mean), counted: exposures.len(), of: tasks.len(), weighting })
}
