//! What a page takes from the reports of a site, noted while it is made: so that it is known later of which changes it has to be made again.
//!
//! Whatever depends on reports is behind a method of the corpus that notes it. A page that looks at one report after the other has looked at
//! everything.

use std::cell::RefCell;
use std::fmt;
use std::str::FromStr;

use super::corpus::ReportId;

thread_local! {
    /// What the page that this thread is making has seen so far.
    static NOTES: RefCell<Option<Seen>> = const { RefCell::new(None) };
}

/// What a page was made from besides the tables and the names of all reports. Reports stand in the order of their ids, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Everything may count.
    pub everything: bool,
    /// The reports of which it has seen what stands on their cards.
    pub cards: Vec<ReportId>,
    /// Those of which it has seen how they stand to the others.
    pub standings: Vec<ReportId>,
    /// Those of which it has seen all.
    pub bodies: Vec<ReportId>,
}

/// Does what makes a page, in this thread alone, and says what was seen.
pub fn observe<T>(work: impl FnOnce() -> T) -> (T, Seen) {
    let outer = NOTES.replace(Some(Seen::default()));
    let done = work();
    let mut seen = NOTES.replace(outer).unwrap_or_default();
    for ids in [&mut seen.cards, &mut seen.standings, &mut seen.bodies] {
        ids.sort_unstable();
        ids.dedup();
    }
    (done, seen)
}

fn note(what: impl FnOnce(&mut Seen)) {
    NOTES.with_borrow_mut(|notes| notes.as_mut().map(what));
}

/// Who looks at one report looks at it again and again.
fn push(ids: &mut Vec<ReportId>, id: ReportId) {
    if ids.last() != Some(&id) {
        ids.push(id);
    }
}

pub(super) fn everything() {
    note(|seen| seen.everything = true);
}

pub(super) fn card(id: ReportId) {
    note(|seen| push(&mut seen.cards, id));
}

pub(super) fn standing(id: ReportId) {
    note(|seen| push(&mut seen.standings, id));
}

pub(super) fn body(id: ReportId) {
    note(|seen| push(&mut seen.bodies, id));
}

/// `*` of everything, else the positions of the reports of each kind.
impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.everything {
            return f.write_str("*");
        }
        let Self { everything: _, cards, standings, bodies } = self;
        for (kind, ids) in [("c", cards), ("s", standings), ("b", bodies)] {
            f.write_str(kind)?;
            for id in ids {
                write!(f, "{},", id.position())?;
            }
        }
        Ok(())
    }
}

/// What was written is not what [`Seen`] writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotSeen;

impl FromStr for Seen {
    type Err = NotSeen;

    fn from_str(text: &str) -> Result<Self, NotSeen> {
        if text == "*" {
            return Ok(Self { everything: true, ..Self::default() });
        }
        let (cards, rest) = text.strip_prefix('c').and_then(|rest| rest.split_once('s')).ok_or(NotSeen)?;
        let (standings, bodies) = rest.split_once('b').ok_or(NotSeen)?;
        let id = |number: &str| number.parse::<u32>().map(|at| ReportId::at(at as usize)).map_err(|_| NotSeen);
        let ids = |list: &str| list.split_terminator(',').map(id).collect::<Result<_, _>>();
        Ok(Self { everything: false, cards: ids(cards)?, standings: ids(standings)?, bodies: ids(bodies)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(positions: &[usize]) -> Vec<ReportId> {
        positions.iter().map(|at| ReportId::at(*at)).collect()
    }

    #[test]
    fn what_is_noted_is_what_was_seen_meanwhile() {
        card(ReportId::at(9));
        let ((), seen) = observe(|| {
            card(ReportId::at(3));
            card(ReportId::at(1));
            let ((), inner) = observe(everything);
            assert_eq!(inner, Seen { everything: true, ..Seen::default() });
            standing(ReportId::at(3));
            body(ReportId::at(3));
        });
        card(ReportId::at(9));
        let expected = Seen { everything: false, cards: ids(&[1, 3]), standings: ids(&[3]), bodies: ids(&[3]) };
        assert_eq!(seen, expected);
    }

    #[test]
    fn what_is_written_down_is_read_back() {
        let some = Seen { everything: false, cards: ids(&[0, 12, 4_000]), standings: ids(&[12]), bodies: ids(&[]) };
        assert_eq!(some.to_string(), "c0,12,4000,s12,b");
        for seen in [some, Seen::default(), Seen { everything: true, ..Seen::default() }] {
            assert_eq!(seen.to_string().parse(), Ok(seen));
        }
        for text in ["", "c", "cs", "c1", "c1,s", "c1;sb", "c-1,sb", "cx,sb", "csb4294967296,", "*c", "sb"] {
            assert_eq!(text.parse::<Seen>(), Err(NotSeen), "{text}");
        }
    }
}
