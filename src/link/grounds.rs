use std::sync::Arc;

use super::corpus::{Card, ReportId, Site};
use super::names::Lookup;
use super::skills::NamePool;
use crate::model::registry::SourceEntry;
use crate::parse::{Key, OccupationFile, Shelf};

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

    /// The card of a report and the reports that its author names as related, with the digest of both, where they were linked before
    /// without a fault.
    pub fn find_card(&self, report: &OccupationFile) -> Option<(Card, Vec<ReportId>, blake3::Hash)> {
        type Put = (Card, Vec<ReportId>, [u8; 32]);
        let ((mut card, related, digest), _) = self.shelf.find::<Put, ()>(&self.key("card", report))?;
        card.share_names(&self.names);
        Some((card, related, digest.into()))
    }

    /// Puts the card of a report aside that was linked without a fault.
    pub fn put_card(&self, report: &OccupationFile, card: &Card, related: &[ReportId], digest: blake3::Hash) {
        self.shelf.put(self.key("card", report), (card, related, digest.as_bytes()), ());
    }
}
