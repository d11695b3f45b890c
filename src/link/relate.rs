use std::sync::Arc;

use hashbrown::HashMap;

use super::corpus::{Card, Related, ReportId};

/// How many reports are shown as related.
const SHOWN: usize = 6;
/// How many reports are looked at for one report; those that share its rarest skills and tools come first.
const CANDIDATES: usize = 256;

/// Which reports have a skill or a tool, so that relatives are found without comparing all with all.
pub struct Kinship<'a> {
    cards: &'a [Arc<Card>],
    numbers: HashMap<Trait<'a>, usize>,
    /// By the number of a trait, the reports that have it.
    holders: Vec<Vec<ReportId>>,
    /// By the position of a report, its traits with their numbers, by number.
    own: Vec<Vec<(usize, Trait<'a>)>>,
}

/// Something that two reports can have in common.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Trait<'a> {
    Skill(&'a str),
    Tool(u32),
}

impl<'a> Kinship<'a> {
    /// Indexes reports by their skills and tools.
    pub fn of(cards: &'a [Arc<Card>]) -> Self {
        let mut numbers: HashMap<Trait<'a>, usize> = HashMap::new();
        let mut holders: Vec<Vec<ReportId>> = Vec::new();
        let mut own = Vec::with_capacity(cards.len());
        for (position, card) in cards.iter().enumerate() {
            let mut numbered: Vec<(usize, Trait<'_>)> = Vec::new();
            for shared in traits(card) {
                let number = *numbers.entry(shared).or_insert(holders.len());
                if number == holders.len() {
                    holders.push(Vec::new());
                }
                holders[number].push(ReportId::at(position));
                numbered.push((number, shared));
            }
            numbered.sort_unstable_by_key(|(number, _)| *number);
            own.push(numbered);
        }
        Self { cards, numbers, holders, own }
    }

    /// The reports that have a trait.
    pub fn holders<'s>(&'s self, shared: Trait<'s>) -> &'s [ReportId] {
        self.numbers.get(&shared).map(|number| self.holders[*number].as_slice()).unwrap_or_default()
    }

    /// The nearest relatives of a report, nearest first.
    ///
    /// What two reports share counts by its rarity: the logarithm of how many reports there are for each that has it, as in inverse
    /// document frequency. The same industry counts half as much again. Who shares nothing is no relative.
    pub fn relatives(&self, id: ReportId) -> Vec<Related> {
        let card = &self.cards[id.position()];
        let mut own: Vec<(Trait<'_>, &[ReportId])> =
            traits(card).map(|shared| (shared, self.holders(shared))).collect();
        own.sort_by_key(|(_, holders)| holders.len());
        let mut scores: HashMap<ReportId, (f64, usize, usize)> = HashMap::new();
        for (shared, holders) in own {
            let rarity = (1.0 + self.cards.len() as f64 / holders.len() as f64).ln();
            for other in nearby(holders, id) {
                if other == id || (scores.len() >= CANDIDATES && !scores.contains_key(&other)) {
                    continue;
                }
                let entry = scores.entry(other).or_default();
                entry.0 += rarity;
                match shared {
                    Trait::Skill(_) => entry.1 += 1,
                    Trait::Tool(_) => entry.2 += 1,
                }
            }
        }
        let mut relatives: Vec<(f64, Related)> = scores
            .into_iter()
            .map(|(report, (score, skills, tools))| {
                let kin = self.cards[report.position()].industry == card.industry;
                (score * if kin { 1.5 } else { 1.0 }, Related { report, skills, tools, chosen: false })
            })
            .collect();
        relatives.sort_by(|(a, one), (b, other)| b.total_cmp(a).then(one.report.cmp(&other.report)));
        relatives.truncate(SHOWN);
        relatives.into_iter().map(|(_, related)| related).collect()
    }

    /// What a report that the author names has in common with this one.
    pub fn chosen(&self, id: ReportId, other: ReportId) -> Related {
        let (mut skills, mut tools) = (0, 0);
        let mut others = self.own[other.position()].iter().peekable();
        for (number, shared) in &self.own[id.position()] {
            while others.next_if(|(other, _)| other < number).is_some() {}
            if others.peek().is_some_and(|(other, _)| other == number) {
                match shared {
                    Trait::Skill(_) => skills += 1,
                    Trait::Tool(_) => tools += 1,
                }
            }
        }
        Related { report: other, skills, tools, chosen: true }
    }
}

/// What a report can have in common with others.
pub(super) fn traits(card: &Card) -> impl Iterator<Item = Trait<'_>> {
    let skills = card.skills.iter().map(|skill| Trait::Skill(skill));
    skills.chain(card.tools.iter().map(|tool| Trait::Tool(tool.tool.position() as u32)))
}

/// At most [`CANDIDATES`] holders of a trait: those whose place in the order of slugs is nearest.
fn nearby(holders: &[ReportId], id: ReportId) -> impl Iterator<Item = ReportId> + '_ {
    let at = holders.partition_point(|holder| *holder < id);
    let start = at.saturating_sub(CANDIDATES / 2).min(holders.len().saturating_sub(CANDIDATES));
    holders[start..].iter().take(CANDIDATES).copied()
}
