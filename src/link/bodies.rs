use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use borsh::{BorshDeserialize, BorshSerialize};

use super::card_shelf::CardShelf;
use super::corpus::{Body, ReportId, Site};
use super::memo::Draft;
use super::names::Lookup;
use super::report;
use super::skills::NamePool;
use crate::model::registry::SourceEntry;
use crate::parse::Shelf;
use crate::source::ReadError;

/// So many bodies that were asked for last are kept: those on which the threads are working.
const RECENT: usize = 64;

/// What only its own page needs of each report: linked anew whenever it is asked for, so that it need not be kept.
pub(super) struct Bodies {
    drafts: Vec<Draft>,
    sources: Vec<SourceEntry>,
    lookup: Arc<Lookup>,
    names: Arc<NamePool>,
    /// Where what is made of single reports is put aside.
    shelf: Shelf,
    /// The digest of all on which the bodies depend besides the reports themselves.
    basis: blake3::Hash,
    /// At its position, modulo their number, the report that was asked for last.
    recent: Vec<Mutex<Option<Recent>>>,
}

/// A report that was asked for, and its body.
type Recent = (ReportId, Arc<Body>);

impl Bodies {
    pub fn new(
        drafts: Vec<Draft>,
        sources: Vec<SourceEntry>,
        lookup: Arc<Lookup>,
        names: Arc<NamePool>,
        cards: &CardShelf<'_>,
    ) -> Self {
        let recent = std::iter::repeat_with(Mutex::default).take(RECENT).collect();
        let CardShelf { shelf, basis } = cards;
        Self { drafts, sources, lookup, names, shelf: Shelf::clone(shelf), basis: *basis, recent }
    }

    /// What is made of the data of a report, the names of all reports and the tables alone: put aside under a name, and made only where it
    /// is not there.
    pub fn derived<T: BorshSerialize + BorshDeserialize>(
        &self,
        id: ReportId,
        site: &Site,
        name: &str,
        make: impl FnOnce(&Body) -> T,
    ) -> Result<T, ReadError> {
        let report = &self.drafts[id.position()].occupation;
        let mut hasher = blake3::Hasher::new();
        hasher.update(name.as_bytes()).update(self.basis.as_bytes()).update(&report.digest);
        // Two reports may say the same in the same words.
        let key = hasher.update(report.slug.as_str().as_bytes()).finalize().into();
        if let Some((made, _)) = self.shelf.find::<T, ()>(&key) {
            return Ok(made);
        }
        let made = make(&*self.get(id, site)?);
        self.shelf.put(key, &made, ());
        Ok(made)
    }

    /// The body of a report of this site.
    pub fn get(&self, id: ReportId, site: &Site) -> Result<Arc<Body>, ReadError> {
        // Who asks for the same report meanwhile waits, instead of linking it a second time.
        let mut recent = self.recent[id.position() % RECENT].lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, body)) = &*recent
            && *known == id
        {
            return Ok(Arc::clone(body));
        }
        let Draft { occupation, analysis } = &self.drafts[id.position()];
        let analysis = analysis.as_deref();
        let body = report::body(occupation, analysis, site, &self.sources, &self.lookup, &self.names)?;
        let body = Arc::new(body);
        *recent = Some((id, Arc::clone(&body)));
        Ok(body)
    }
}

impl fmt::Debug for Bodies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bodies", self.drafts.len())
    }
}
