use super::corpus::{Card, ReportId};
use super::memo::Basis;
use super::skills::NamePool;
use crate::parse::{Drafts, Key, OccupationFile, Shelf};

/// Cards that were linked before, on the same basis and among reports of the same names.
pub(super) struct CardShelf<'a> {
    pub shelf: &'a Shelf,
    /// The digest of all that a card depends on besides the report itself.
    pub basis: blake3::Hash,
}

impl<'a> CardShelf<'a> {
    pub fn of(shelf: &'a Shelf, basis: &Basis, drafts: &Drafts) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(format!("{basis:?}").as_bytes());
        for report in &drafts.occupations {
            hasher.update(report.slug.as_str().as_bytes());
            hasher.update(b"\n");
        }
        Self { shelf, basis: hasher.finalize() }
    }

    /// The card of a report and the reports that its author names as related, where they were linked before without a fault.
    pub fn find(&self, report: &OccupationFile, names: &NamePool) -> Option<(Card, Vec<ReportId>)> {
        let ((mut card, related), _) = self.shelf.find::<(Card, Vec<ReportId>), ()>(&self.key(report))?;
        card.share_names(names);
        Some((card, related))
    }

    pub fn put(&self, report: &OccupationFile, card: &Card, related: &[ReportId]) {
        self.shelf.put(self.key(report), (card, related), ());
    }

    fn key(&self, report: &OccupationFile) -> Key {
        let mut hasher = blake3::Hasher::new();
        hasher.update(b"card").update(self.basis.as_bytes()).update(&report.digest);
        hasher.update(report.file.as_bytes());
        hasher.finalize().into()
    }
}
