use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::bodies::Bodies;
use super::corpus::{Corpus, Related, ReportId};
use super::grounds::Grounds;
use super::names::{Kind, Names};
use super::relate::{Kinship, traits};
use super::skills::NamePool;
use super::text_links::Targets;
use super::{DraftRule, assemble, leave_out_drafts, report, site};
use crate::diagnostic::Diagnostic;
use crate::model::registry::{IndustryEntry, SourceEntry, ToolEntry};
use crate::model::site::SiteDraft;
use crate::model::{Slug, Table};
use crate::parse::{AnalysisFile, Drafts, OccupationFile, Shelf};
use crate::source::ReadError;

/// Linked reports, kept so that only those are linked again that changed, or all when what every link depends on did.
#[derive(Default)]
pub struct Memo {
    known: Option<Known>,
    names: Arc<NamePool>,
    shelf: Shelf,
}

struct Known {
    basis: Basis,
    /// The digest of the basis and of the names of the reports.
    digest: blake3::Hash,
    reports: Reports,
    targets: Arc<Targets>,
}

/// Every report, by its id: as parsed, linked, and its relatives.
#[derive(Default)]
struct Reports {
    drafts: Vec<Draft>,
    linked: Vec<Arc<report::Linked>>,
    kin: Vec<Arc<[Related]>>,
}

/// What a report's links depend on besides the report itself and the names of all reports.
#[derive(Debug)]
struct Basis {
    site: Arc<SiteDraft>,
    industries: Arc<Table<IndustryEntry>>,
    tools: Arc<Table<ToolEntry>>,
    sources: Arc<Table<SourceEntry>>,
    left_out: Vec<(Kind, String)>,
    /// Faulty files other than reports; a name may be missing from them.
    faulty: BTreeSet<String>,
    unreadable: BTreeSet<Slug>,
}

/// A report as parsed, with its analysis.
#[derive(Clone)]
pub(super) struct Draft {
    pub occupation: Arc<OccupationFile>,
    pub analysis: Option<Arc<AnalysisFile>>,
}

impl Memo {
    /// A memo that knows nothing, and finds cards on a shelf where they were linked before.
    pub fn on(shelf: Shelf) -> Self {
        Self { shelf, ..Self::default() }
    }

    /// Links drafts, using what was linked of the same drafts before.
    ///
    /// # Errors
    /// As [`super::link`].
    pub fn link(&mut self, mut drafts: Drafts, rule: DraftRule) -> Result<Result<Corpus, Vec<Diagnostic>>, ReadError> {
        let mut diagnostics = std::mem::take(&mut drafts.diagnostics);
        let left_out = leave_out_drafts(&mut drafts, rule);
        let Some(site_draft) = drafts.site.take() else {
            return Ok(Err(diagnostics));
        };
        let basis = Basis::of(&drafts, &site_draft, &left_out);
        let (known, corpus, faults) = {
            let mut names = Names::of(&drafts, left_out);
            let site = Arc::new(site(&site_draft, &mut names));
            let before = self.known.as_ref().filter(|known| known.basis.is(&basis) && known.names(&drafts));
            let digest = before.map_or_else(|| basis.digest(&drafts), |known| known.digest);
            let grounds = Grounds {
                site: Arc::clone(&site),
                sources: drafts.sources.iter().map(|(_, entry)| entry.clone()).collect(),
                lookup: Arc::clone(names.lookup()),
                names: Arc::clone(&self.names),
                shelf: self.shelf.clone(),
                digest,
            };
            let nothing = Reports::default();
            let reports = Reports::of(&drafts, before.map_or(&nothing, |known| &known.reports), &grounds)?;
            let targets = before.map(|known| &known.targets);
            let bodies = Bodies::new(reports.drafts.clone(), grounds);
            let (corpus, faults) =
                assemble(site, &reports.linked, bodies, reports.kin.clone(), targets, &drafts, names)?;
            let targets = Arc::clone(&corpus.targets);
            (Known { basis, digest, reports, targets }, corpus, faults)
        };
        diagnostics.extend(faults.into_iter().filter_map(|fault| drafts.as_written(fault)));
        if !diagnostics.is_empty() {
            // What is known stays as it was, for when the fault is mended.
            return Ok(Err(diagnostics));
        }
        self.known = Some(known);
        self.names.tidy();
        Ok(Ok(corpus))
    }
}

impl Reports {
    /// Links reports. `before` is what was known of them on the same basis.
    fn of(drafts: &Drafts, before: &Self, grounds: &Grounds) -> Result<Self, ReadError> {
        let drafts = Draft::all(drafts);
        let linked: Vec<Arc<report::Linked>> = drafts
            .par_iter()
            .enumerate()
            .map(|(at, draft)| match before.drafts.get(at).filter(|before| before.is(draft)) {
                Some(_) => Ok(Arc::clone(&before.linked[at])),
                None => report::link(draft, grounds).map(Arc::new),
            })
            .collect::<Result<_, ReadError>>()?;
        let kin = kin(&linked, &before.linked, before.kin.clone());
        Ok(Self { drafts, linked, kin })
    }
}

impl Known {
    /// Whether the reports have the same names in the same order.
    fn names(&self, drafts: &Drafts) -> bool {
        let same = |(known, file): (&Draft, &Arc<OccupationFile>)| {
            Arc::ptr_eq(&known.occupation, file) || known.occupation.slug == file.slug
        };
        let known = &self.reports.drafts;
        known.len() == drafts.occupations.len() && known.iter().zip(&drafts.occupations).all(same)
    }
}

impl Basis {
    fn of(drafts: &Drafts, site: &Arc<SiteDraft>, left_out: &[(Kind, String)]) -> Self {
        Self {
            site: Arc::clone(site),
            industries: Arc::clone(&drafts.industries),
            tools: Arc::clone(&drafts.tools),
            sources: Arc::clone(&drafts.sources),
            left_out: left_out.to_vec(),
            faulty: drafts.faulty.iter().filter(|file| !file.starts_with("content/occupations/")).cloned().collect(),
            unreadable: drafts.unreadable_occupations.clone(),
        }
    }

    /// The digest of all of it, and of the names of all reports.
    fn digest(&self, drafts: &Drafts) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        hasher.update(format!("{self:?}").as_bytes());
        for report in &drafts.occupations {
            hasher.update(report.slug.as_str().as_bytes());
            hasher.update(b"\n");
        }
        hasher.finalize()
    }

    /// Whether links mean the same as under another basis: the very same tables, and the same files left out or unreadable.
    fn is(&self, other: &Self) -> bool {
        let Self { site, industries, tools, sources, left_out, faulty, unreadable } = self;
        Arc::ptr_eq(site, &other.site)
            && Arc::ptr_eq(industries, &other.industries)
            && Arc::ptr_eq(tools, &other.tools)
            && Arc::ptr_eq(sources, &other.sources)
            && *left_out == other.left_out
            && *faulty == other.faulty
            && *unreadable == other.unreadable
    }
}

impl Draft {
    /// The reports in the order of their ids.
    fn all(drafts: &Drafts) -> Vec<Self> {
        let analyses: HashMap<&str, &Arc<AnalysisFile>> =
            drafts.analyses.iter().map(|analysis| (analysis.slug.as_str(), analysis)).collect();
        let draft = |file: &Arc<OccupationFile>| Self {
            occupation: Arc::clone(file),
            analysis: analyses.get(file.slug.as_str()).map(|analysis| Arc::clone(analysis)),
        };
        drafts.occupations.iter().map(draft).collect()
    }

    /// Whether it is the very same text as before, which was not parsed again.
    fn is(&self, other: &Self) -> bool {
        let same_analysis = match (&self.analysis, &other.analysis) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (None, None) => true,
            _ => false,
        };
        same_analysis && Arc::ptr_eq(&self.occupation, &other.occupation)
    }
}

/// The relatives of each report: those that its author chose, or the nearest. What is known from before is used for the reports whose
/// relatives cannot have changed: a report's depend on who has its skills and tools, and on the industries of those.
fn kin(
    linked: &[Arc<report::Linked>],
    before: &[Arc<report::Linked>],
    known: Vec<Arc<[Related]>>,
) -> Vec<Arc<[Related]>> {
    let changed: Vec<usize> = if before.is_empty() {
        (0..linked.len()).collect()
    } else {
        (0..linked.len()).filter(|at| !Arc::ptr_eq(&linked[*at].card, &before[*at].card)).collect()
    };
    if changed.is_empty() {
        return known;
    }
    let moved = |at: &&usize| {
        let Some(before) = before.get(**at) else { return true };
        let now = &linked[**at];
        !traits(&now.card).eq(traits(&before.card))
            || now.card.industry != before.card.industry
            || now.related != before.related
    };
    let moved: Vec<usize> = changed.iter().filter(moved).copied().collect();
    if moved.is_empty() {
        return known;
    }
    let cards: Vec<_> = linked.iter().map(|report| Arc::clone(&report.card)).collect();
    let kinship = Kinship::of(&cards);
    let mut kin = known;
    let touched: Vec<usize> = if before.is_empty() {
        kin = vec![Arc::from([]); linked.len()];
        moved
    } else {
        let own = moved.iter().flat_map(|at| traits(&linked[*at].card).chain(traits(&before[*at].card)));
        let holders: HashSet<usize> = own.flat_map(|shared| kinship.holders(shared)).map(|id| id.position()).collect();
        let chosen = |at: &usize| linked[*at].related.iter().any(|other| moved.contains(&other.position()));
        (0..linked.len()).filter(|at| moved.contains(at) || holders.contains(at) || chosen(at)).collect()
    };
    let found: Vec<(usize, Arc<[Related]>)> = touched
        .into_par_iter()
        .map(|at| {
            let id = ReportId::at(at);
            let chosen = &linked[at].related;
            let related = if chosen.is_empty() {
                kinship.relatives(id)
            } else {
                chosen.iter().map(|other| kinship.chosen(id, *other)).collect()
            };
            (at, Arc::from(related))
        })
        .collect();
    for (at, related) in found {
        kin[at] = related;
    }
    kin
}
