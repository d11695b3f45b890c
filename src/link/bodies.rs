use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use borsh::{BorshDeserialize, BorshSerialize};

use super::corpus::{Body, ReportId};
use super::grounds::Grounds;
use super::memo::Draft;
use super::report;
use crate::source::ReadError;

/// So many bodies that were asked for last are kept: those on which the threads are working.
const RECENT: usize = 64;

/// What only its own page needs of each report: linked anew whenever it is asked for, so that it need not be kept.
pub(super) struct Bodies {
    drafts: Vec<Draft>,
    grounds: Grounds,
    /// At its position, modulo their number, the report that was asked for last.
    recent: Vec<Mutex<Option<Recent>>>,
}

/// A report that was asked for, and its body.
type Recent = (ReportId, Arc<Body>);

impl Bodies {
    pub fn new(drafts: Vec<Draft>, grounds: Grounds) -> Self {
        Self { drafts, grounds, recent: std::iter::repeat_with(Mutex::default).take(RECENT).collect() }
    }

    /// What is made of the data of a report, the names of all reports and the tables alone: put aside under a name, and made only where it
    /// is not there.
    pub fn derived<T: BorshSerialize + BorshDeserialize, E: From<ReadError>>(
        &self,
        id: ReportId,
        name: &str,
        make: impl FnOnce(&Body) -> Result<T, E>,
    ) -> Result<T, E> {
        let key = self.grounds.key(name, &self.drafts[id.position()].occupation);
        if let Some((made, _)) = self.grounds.shelf.find::<T, ()>(&key) {
            return Ok(made);
        }
        let made = make(&*self.get(id)?)?;
        self.grounds.shelf.put(key, &made, ());
        Ok(made)
    }

    /// The body of a report.
    pub fn get(&self, id: ReportId) -> Result<Arc<Body>, ReadError> {
        // Who asks for the same report meanwhile waits, instead of linking it a second time.
        let mut recent = self.recent[id.position() % RECENT].lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, body)) = &*recent
            && *known == id
        {
            return Ok(Arc::clone(body));
        }
        let body = Arc::new(report::body(&self.drafts[id.position()], &self.grounds)?);
        *recent = Some((id, Arc::clone(&body)));
        Ok(body)
    }
}

impl fmt::Debug for Bodies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bodies", self.drafts.len())
    }
}
