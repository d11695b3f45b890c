//! Values of other data sets that are added to reports: scores of studies, wages, projections, and any index that a publisher has.
//!
//! A value finds its reports by the code of the occupation, never by its title where the file has codes; the code, its edition and how well
//! it fits are kept beside the value.

mod applicability;
mod assessments;
mod exposure;
mod projections;
mod wages;

use std::collections::{BTreeMap, BTreeSet};

use super::code::{JobCode, SocCode};
use super::registry::Source;
use super::report::{CodeOf, Fit, Report};
use crate::model::{Notation, round_half_up};

pub(super) use applicability::Applicability;
pub(super) use assessments::{Assessments, Known};
pub(super) use exposure::Exposure;
pub(super) use projections::Projections;
pub(super) use wages::Wages;

/// The reports to which values are added, by the names of their files.
pub(super) type Reports = BTreeMap<String, Report>;

/// The sources that imported reports name, by id.
pub(super) type Sources = BTreeMap<String, Source>;

/// What became of the values of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// The file, as it was named.
    pub file: String,
    /// What its values are.
    pub what: &'static str,
    /// How many rows it has.
    pub rows: usize,
    /// How many reports got a value whose code stands for their occupation alone.
    pub exact: usize,
    /// How many got one whose code stands for several occupations of O*NET.
    pub shared: usize,
    /// How many got one that is given for a wider group only.
    pub broad: usize,
    /// The reports that got none, by the names of their files.
    pub without: Vec<String>,
    /// What the file has values for and no report is about.
    pub unmatched: Vec<String>,
    /// What else a publisher should know of it, a sentence each.
    pub notes: Vec<String>,
}

impl Coverage {
    fn count(&mut self, slug: &str, fit: Option<Fit>) {
        match fit {
            Some(Fit::Exact) => self.exact += 1,
            Some(Fit::Shared) => self.shared += 1,
            Some(Fit::Broad) => self.broad += 1,
            None => self.without.push(slug.to_owned()),
        }
    }
}

/// Values by the codes of occupations.
struct Values<T> {
    by_code: BTreeMap<JobCode, Stated<T>>,
}

/// A value and what its source calls the occupation.
struct Stated<T> {
    label: Option<String>,
    value: T,
}

/// A value that was found for a report.
struct Found<'v, T> {
    /// The code under which it stands.
    code: CodeOf,
    fit: Fit,
    value: &'v T,
    /// The code again, as the table of values has it.
    key: JobCode,
}

impl<T> Default for Values<T> {
    fn default() -> Self {
        Self { by_code: BTreeMap::new() }
    }
}

impl<T> Values<T> {
    /// The value for a report: that of its own code in O*NET, else that of its code in the SOC, else that of a code that stands for this
    /// one and others together.
    fn of(&self, report: &Report) -> Option<Found<'_, T>> {
        let (soc, of_soc) = report.soc()?;
        let onet = report.onet_code().map(|code| (JobCode::Onet(code), Fit::Exact));
        let same = (JobCode::Soc(soc.clone()), of_soc.fit.unwrap_or(Fit::Exact));
        let wider = soc.wider().into_iter().map(|code: SocCode| (JobCode::Soc(code), Fit::Broad));
        let (key, fit) =
            onet.into_iter().chain([same]).chain(wider).find(|(code, _)| self.by_code.contains_key(code))?;
        let Stated { label, value } = &self.by_code[&key];
        let code = CodeOf {
            scheme: key.scheme().to_owned(),
            code: key.as_str().to_owned(),
            label: label.clone(),
            fit: Some(fit),
        };
        Some(Found { code, fit, value, key })
    }

    /// Those that no report has found, each with its code and its name.
    fn unmatched(&self, used: &BTreeSet<JobCode>) -> Vec<String> {
        let unused = self.by_code.iter().filter(|(code, _)| !used.contains(code));
        unused
            .map(|(code, stated)| match &stated.label {
                Some(label) => format!("{} {label}", code.as_str()),
                None => code.as_str().to_owned(),
            })
            .collect()
    }
}

/// A score as it is written into reports: with three decimals at most.
fn to_three_decimals(score: f64) -> Notation {
    Notation::Plain(round_half_up(score * 1000.0) as f64 / 1000.0)
}

/// The order in which assessments stand in a report: that of this list, then all others by name.
const ORDER: [&str; 3] = [exposure::BY_PEOPLE, exposure::BY_MODEL, applicability::SOURCE];

/// Puts the assessments of a report into the order that all reports have, whatever was imported first.
fn sort_assessments(report: &mut Report) {
    report.risk.assessments.sort_by_cached_key(|assessment| {
        let place = ORDER.iter().position(|source| *source == assessment.source).unwrap_or(ORDER.len());
        (place, assessment.source.clone())
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_is_rounded_once_and_half_up() {
        let written = |score: f64| to_three_decimals(score).to_string();
        assert_eq!(written(0.38888888888888884), "0.389");
        assert_eq!(written(0.1255), "0.126");
        assert_eq!(written(0.5), "0.5");
        assert_eq!(written(0.0), "0");
    }
}
