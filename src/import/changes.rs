use std::collections::{BTreeMap, BTreeSet};

use super::report::{Report, Wage};

/// What an import changes of what is imported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Reports that are new, by the names of their files.
    pub added: Vec<String>,
    /// Reports that are written anew.
    pub changed: Vec<Changed>,
    /// How many reports stay as they are, to the byte.
    pub unchanged: usize,
    /// Reports on occupations that are no longer in the database; they stay.
    pub gone: Vec<String>,
    /// Such reports that are removed.
    pub removed: Vec<String>,
    /// The tables that are new or written anew, by the names of their files.
    pub tables: Vec<String>,
    /// Sources that no imported report names any longer, by id.
    pub dropped_sources: Vec<String>,
}

/// A report that is written anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The name of its file.
    pub slug: String,
    /// The figures that are others than before; empty where only words changed.
    pub figures: Vec<FigureChange>,
}

/// A figure that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureChange {
    /// What it is of, such as the id of a source.
    pub what: String,
    /// What it was; `None` where it is new.
    pub before: Option<String>,
    /// What it is; `None` where it is gone.
    pub after: Option<String>,
}

/// The figures that differ between two states of a report, by what they are of.
pub(super) fn between(before: &Report, after: &Report) -> Vec<FigureChange> {
    let (before, after) = (figures(before), figures(after));
    let names: BTreeSet<&(usize, String)> = before.keys().chain(after.keys()).collect();
    let differing = names.into_iter().filter(|name| before.get(*name) != after.get(*name));
    differing
        .map(|name| FigureChange {
            what: name.1.clone(),
            before: before.get(name).cloned(),
            after: after.get(name).cloned(),
        })
        .collect()
}

/// The figures of a report, by the group in which they are told and what they are of.
fn figures(report: &Report) -> BTreeMap<(usize, String), String> {
    let mut figures = BTreeMap::new();
    for assessment in &report.risk.assessments {
        figures.insert((0, assessment.source.clone()), assessment.score.to_string());
    }
    for task in &report.tasks {
        figures.extend(task.label.as_ref().map(|label| ((1, format!("label of {}", task.id)), label.value.clone())));
    }
    if let Some(pay) = &report.pay {
        for (name, wage) in pay.percentiles.named() {
            let amount = wage.map(|wage| match wage {
                Wage::Exactly(amount) => format!("{amount} a {}", pay.per),
                Wage::AtLeast { at_least } => format!("{at_least} or more a {}", pay.per),
            });
            figures.extend(amount.map(|amount| ((2, format!("pay {name}")), amount)));
        }
    }
    if let Some(demand) = &report.demand {
        let employment = demand.employment.map(|value| value.to_string());
        figures.extend(employment.map(|value| ((3, "employment".to_owned()), value)));
        for (name, cited) in [("growth", &demand.growth), ("openings", &demand.openings)] {
            figures.extend(cited.as_ref().map(|cited| ((3, name.to_owned()), cited.value.to_string())));
        }
    }
    figures
}
