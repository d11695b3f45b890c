use std::sync::Arc;

use super::corpus::{Card, ReportId, Site, TaskNames};
use super::names::Lookup;
use super::skills::NamePool;
use crate::model::registry::SourceEntry;
use crate::parse::{Key, OccupationFile, Shelf, Shelved};

/// All that reports are linked with besides what they say themselves.
pub(super) struct Grounds {
    pub site: Arc<Site>,
    /// The sources of the site, by their ids.
    pub sources: Vec<SourceEntry>,
    pub lookup: Arc<Lookup>,
    /// Names that many reports have.
    pub names: Arc<NamePool>,
    /// Where what is made of single reports is put aside.
    pub shelf: Shelf,
    /// The digest of the tables and of the names of all reports.
    pub digest: blake3::Hash,
}

impl Grounds {
    /// Under what something is put aside that is made of a report on these grounds. Two reports may say the same in the same words.
    pub fn key(&self, what: &str, report: &OccupationFile) -> Key {
        let mut hasher = blake3::Hasher::new();
        hasher.update(what.as_bytes()).update(self.digest.as_bytes()).update(&report.digest);
        hasher.update(report.slug.as_str().as_bytes());
        hasher.finalize().into()
    }

    /// The card of a report, the reports that its author names as related, the digest of both, and what its tasks are called, where they
    /// were linked before without a fault.
    pub fn find_card(&self, report: &OccupationFile) -> Option<FoundCard> {
        type Put = (Card, Vec<ReportId>, [u8; 32]);
        let ((mut card, related, digest), _) = self.shelf.find::<Put, ()>(&self.key("card", report))?;
        let task_names = self.shelf.find_unread(&self.key("tasks", report))?;
        card.share_names(&self.names);
        Some((card, related, digest.into(), task_names))
    }

    /// Puts the card of a report aside that was linked without a fault, and what its tasks are called.
    pub fn put_card(
        &self,
        report: &OccupationFile,
        (card, related, digest): (&Card, &[ReportId], blake3::Hash),
        task_names: TaskNames,
    ) -> Shelved<(), TaskNames> {
        self.shelf.put(self.key("card", report), (card, related, digest.as_bytes()), ());
        self.shelf.put(self.key("tasks", report), (), task_names)
    }
}

/// A card that was put aside, the reports that its author names as related, the digest of both, and what its tasks are called.
type FoundCard = (Card, Vec<ReportId>, blake3::Hash, Shelved<(), TaskNames>);
