use serde::Serialize;
use serde_json::Value;

use crate::link::{Distribution, IndustryId};
use crate::render::Renderer;

/// How task scores are spread, among all reports and among those of an industry. Compact, and as large on every site.
#[derive(Serialize)]
struct TaskScoresRecord {
    all: DistributionRecord,
    industry: DistributionRecord,
}

/// How many reports have each printed score from 0 to 100, and how many persons are in their jobs, where every report says so.
#[derive(Serialize)]
struct DistributionRecord {
    reports: Vec<usize>,
    persons: Option<Vec<Value>>,
}

impl DistributionRecord {
    fn of(distribution: &Distribution) -> Self {
        let whole = |persons: f64| if persons.fract() == 0.0 { Value::from(persons as u64) } else { persons.into() };
        Self {
            reports: distribution.reports().to_vec(),
            persons: distribution.persons().map(|persons| persons.iter().copied().map(whole).collect()),
        }
    }
}

/// The spread of the task scores of all reports and of an industry's.
pub(in crate::render) fn task_scores(renderer: &Renderer<'_>, industry: IndustryId) -> Vec<u8> {
    let scores = renderer.corpus.task_scores();
    let record = TaskScoresRecord {
        all: DistributionRecord::of(&scores.all),
        industry: DistributionRecord::of(&scores.industries[industry.position()]),
    };
    let mut bytes = serde_json::to_vec(&record).expect("the record is made of lists and numbers");
    bytes.push(b'\n');
    bytes
}
