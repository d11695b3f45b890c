use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, PoisonError, RwLock};

use borsh::{BorshDeserialize, BorshSerialize};

use super::corpus::{Skill, SourceId};
use crate::model::occupation::SkillKind;
use crate::model::round_half_up;

/// From this importance on, of 1 to 5, a skill counts as one that a job needs.
pub const NEEDED: f64 = 3.0;
/// Over fewer skills than these no match is computed.
pub const LEAST_NEEDED: usize = 5;
/// How many skills are named as had, and how many as missing.
const NAMED: usize = 4;

/// The importance and the level of a report's skills by one source: the one that gives most of them.
#[derive(Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct SkillProfile {
    /// Who gives them.
    pub source: SourceId,
    /// Sorted by kind and name, each once.
    skills: Box<[MeasuredSkill]>,
}

/// A skill with its importance and its level, both as printed: in hundredths.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
struct MeasuredSkill {
    kind: SkillKind,
    name: Arc<str>,
    importance: u16,
    level: u16,
}

/// How well the skills of one job fit another: the part of the needed levels that is there.
#[derive(Clone, Debug, PartialEq)]
pub struct SkillMatch<'a> {
    /// The skills that the other job needs, most important first.
    pub skills: Vec<NeededSkill<'a>>,
}

/// A skill that another job needs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NeededSkill<'a> {
    /// What it is.
    pub name: &'a str,
    /// Skill, field of knowledge or ability.
    pub kind: SkillKind,
    /// How important it is to that job, in hundredths.
    importance: u16,
    /// The level that that job needs, in hundredths.
    needed: u16,
    /// The level that this job has, in hundredths; 0 where it does not list the skill.
    own: u16,
}

impl SkillProfile {
    /// The profile of a report. `None` where none of its skills has both figures from one named source.
    ///
    /// Where two sources give equally many, the one that stands first among the sources of the site wins.
    pub(super) fn of(skills: &[Skill], names: &NamePool) -> Option<Self> {
        let mut by_source: BTreeMap<SourceId, Vec<MeasuredSkill>> = BTreeMap::new();
        for skill in skills {
            let (Some(importance), Some(level)) = (&skill.importance, &skill.level) else { continue };
            let source = importance.citation.source.filter(|source| level.citation.source == Some(*source));
            let Some(source) = source else { continue };
            by_source.entry(source).or_default().push(MeasuredSkill {
                kind: skill.kind,
                name: names.keep(skill.name.as_str()),
                importance: hundredths(importance.value.get()),
                level: hundredths(level.value.get()),
            });
        }
        let (source, mut skills) = by_source.into_iter().rev().max_by_key(|(_, skills)| skills.len())?;
        skills.sort_by(|a, b| a.key().cmp(&b.key()));
        Some(Self { source, skills: skills.into() })
    }

    /// Shares the names of its skills.
    pub(super) fn share_names(&mut self, names: &NamePool) {
        for skill in &mut self.skills {
            skill.name = names.keep(&skill.name);
        }
    }

    /// How well this job's skills fit another job: of all skills with an importance of [`NEEDED`] or more there, the lower of both
    /// levels, added up, for the sum of the levels that the other job needs. A skill that this job does not list has the level 0.
    ///
    /// `None` where the figures are of different sources, where fewer than [`LEAST_NEEDED`] skills are needed, or none at a level.
    pub fn fit<'a>(&self, other: &'a Self) -> Option<SkillMatch<'a>> {
        if self.source != other.source {
            return None;
        }
        let mut own = self.skills.iter().peekable();
        let mut skills: Vec<NeededSkill<'a>> = Vec::new();
        // Both are sorted alike, so that one walk over each is enough.
        for needed in other.skills.iter().filter(|skill| f64::from(skill.importance) >= 100.0 * NEEDED) {
            while own.next_if(|skill| skill.key() < needed.key()).is_some() {}
            let same = own.peek().filter(|skill| skill.key() == needed.key());
            skills.push(NeededSkill {
                name: &needed.name,
                kind: needed.kind,
                importance: needed.importance,
                needed: needed.level,
                own: same.map_or(0, |skill| skill.level),
            });
        }
        if skills.len() < LEAST_NEEDED || skills.iter().all(|skill| skill.needed == 0) {
            return None;
        }
        skills.sort_by(|a, b| b.importance.cmp(&a.importance).then_with(|| b.needed.cmp(&a.needed)));
        Some(SkillMatch { skills })
    }
}

impl MeasuredSkill {
    fn key(&self) -> (SkillKind, &str) {
        (self.kind, &self.name)
    }
}

impl<'a> SkillMatch<'a> {
    /// The levels that are there, each at most as high as it is needed, added up.
    pub fn kept(&self) -> f64 {
        f64::from(self.hundredths(|skill| skill.own.min(skill.needed))) / 100.0
    }

    /// The needed levels added up.
    pub fn needed(&self) -> f64 {
        f64::from(self.hundredths(|skill| skill.needed)) / 100.0
    }

    /// The part of the needed levels that is there, in percent: 0 to 100.
    pub fn percent(&self) -> f64 {
        let kept = self.hundredths(|skill| skill.own.min(skill.needed));
        100.0 * f64::from(kept) / f64::from(self.hundredths(|skill| skill.needed))
    }

    fn hundredths(&self, level: impl Fn(&NeededSkill<'_>) -> u16) -> u32 {
        self.skills.iter().map(|skill| u32::from(level(skill))).sum()
    }

    /// The most important skills that are there at the needed level, at most four.
    pub fn have(&self) -> Vec<NeededSkill<'a>> {
        self.skills.iter().filter(|skill| skill.is_reached()).take(NAMED).copied().collect()
    }

    /// The skills that are furthest below the needed level, at most four; of equals the more important first.
    pub fn need(&self) -> Vec<NeededSkill<'a>> {
        let mut missing: Vec<_> = self.skills.iter().filter(|skill| !skill.is_reached()).copied().collect();
        missing.sort_by_key(|skill| std::cmp::Reverse(skill.needed - skill.own));
        missing.truncate(NAMED);
        missing
    }
}

impl NeededSkill<'_> {
    /// How important it is to the other job, from 1 to 5.
    pub fn importance(&self) -> f64 {
        f64::from(self.importance) / 100.0
    }

    /// The level that the other job needs, from 0 to 7.
    pub fn needed(&self) -> f64 {
        f64::from(self.needed) / 100.0
    }

    /// The level that this job has, from 0 to 7.
    pub fn own(&self) -> f64 {
        f64::from(self.own) / 100.0
    }

    /// Whether this job has it at the level that the other one needs.
    pub fn is_reached(&self) -> bool {
        self.own >= self.needed
    }

    /// What counts of it: the lower of both levels.
    pub fn kept(&self) -> f64 {
        f64::from(self.own.min(self.needed)) / 100.0
    }
}

/// A figure as it is printed, with two decimals.
fn hundredths(value: f64) -> u16 {
    u16::try_from(round_half_up(100.0 * value)).expect("importance and level are at most 7")
}

/// The names by which two reports can be found to have a skill in common, each once: skills whose importance nobody gives, and those
/// with an importance of [`NEEDED`] or more. A list of all skills that there are, each with an importance, has nearly all of them in
/// every report.
pub(super) fn shared_names(skills: &[Skill], names: &NamePool) -> Vec<Arc<str>> {
    let counts = |skill: &&Skill| skill.importance.as_ref().is_none_or(|figure| figure.value.get() >= NEEDED);
    let mut seen = HashSet::new();
    let named = skills.iter().filter(counts).map(|skill| skill.name.as_str());
    named.filter(|name| seen.insert(*name)).map(|name| names.keep(name)).collect()
}

/// Names that many reports have, each kept once.
#[derive(Default)]
pub(super) struct NamePool {
    names: RwLock<HashSet<Arc<str>>>,
}

impl NamePool {
    /// The kept name of this text.
    pub fn keep(&self, name: &str) -> Arc<str> {
        if let Some(known) = self.names.read().unwrap_or_else(PoisonError::into_inner).get(name) {
            return Arc::clone(known);
        }
        let mut names = self.names.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = names.get(name) {
            return Arc::clone(known);
        }
        let kept: Arc<str> = Arc::from(name);
        names.insert(Arc::clone(&kept));
        kept
    }

    /// Forgets the names that no report has any more.
    pub fn tidy(&self) {
        let mut names = self.names.write().unwrap_or_else(PoisonError::into_inner);
        names.retain(|name| Arc::strong_count(name) > 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A profile of skills by name, importance and level.
    fn profile(skills: &[(&str, f64, f64)]) -> SkillProfile {
        let measured = |(name, importance, level): &(&str, f64, f64)| MeasuredSkill {
            kind: SkillKind::Skill,
            name: Arc::from(*name),
            importance: hundredths(*importance),
            level: hundredths(*level),
        };
        sorted(skills.iter().map(measured).collect())
    }

    fn sorted(mut skills: Vec<MeasuredSkill>) -> SkillProfile {
        skills.sort_by(|a, b| a.key().cmp(&b.key()));
        SkillProfile { source: SourceId::at(0), skills: skills.into() }
    }

    #[test]
    fn a_match_is_the_part_of_the_needed_levels_that_is_there() {
        let own = profile(&[("a", 1.0, 2.0), ("b", 5.0, 7.0), ("c", 3.0, 3.0), ("z", 5.0, 7.0)]);
        let other = profile(&[
            ("a", 3.0, 4.0),
            ("b", 4.5, 3.5),
            ("c", 4.0, 3.0),
            ("d", 3.5, 2.5),
            ("e", 3.0, 1.0),
            ("f", 2.99, 7.0),
        ]);
        let fit = own.fit(&other).expect("both are of one source, and five skills are needed");
        // 2 of 4, 3.5 of 3.5, 3 of 3, nothing of 2.5 and of 1; the importance of f is too small.
        assert_eq!((fit.kept(), fit.needed()), (8.5, 14.0));
        assert_eq!(fit.percent(), 100.0 * 8.5 / 14.0);
        assert_eq!(fit.skills.iter().map(|skill| skill.name).collect::<Vec<_>>(), ["b", "c", "d", "a", "e"]);
        assert_eq!(fit.have().iter().map(|skill| skill.name).collect::<Vec<_>>(), ["b", "c"]);
        assert_eq!(fit.need().iter().map(|skill| skill.name).collect::<Vec<_>>(), ["d", "a", "e"]);
    }

    #[test]
    fn one_name_in_two_kinds_is_two_skills() {
        let mut skills: Vec<MeasuredSkill> = profile(&[("mathematics", 4.0, 3.0)]).skills.into();
        skills.push(MeasuredSkill { kind: SkillKind::Knowledge, level: 500, ..skills[0].clone() });
        let other = profile(&[("a", 3.0, 1.0), ("b", 3.0, 1.0), ("c", 3.0, 1.0), ("d", 3.0, 1.0)]);
        let mut wanted: Vec<MeasuredSkill> = other.skills.into();
        wanted.push(MeasuredSkill { importance: 500, level: 700, ..skills[1].clone() });
        let (own, wanted) = (sorted(skills), sorted(wanted));
        assert_eq!(own.fit(&wanted).map(|fit| fit.skills[0].own()), Some(5.0));
    }

    #[test]
    fn nothing_is_computed_over_different_sources_or_a_handful_of_skills() {
        let all = [("a", 5.0, 4.0), ("b", 5.0, 4.0), ("c", 5.0, 4.0), ("d", 5.0, 4.0), ("e", 5.0, 4.0)];
        let one = profile(&all);
        assert!(one.fit(&one).is_some());
        assert_eq!(one.fit(&profile(&all[1..])), None);
        assert_eq!(one.fit(&SkillProfile { source: SourceId::at(1), ..profile(&all) }), None);
        assert_eq!(one.fit(&profile(&all.map(|(name, importance, _)| (name, importance, 0.0)))), None);
    }

    #[test]
    fn a_pool_keeps_a_name_once_and_forgets_it_when_nobody_has_it() {
        let mut pool = NamePool::default();
        let (one, other) = (pool.keep("weaving"), pool.keep("weaving"));
        assert!(Arc::ptr_eq(&one, &other));
        drop(one);
        pool.tidy();
        assert!(Arc::ptr_eq(&other, &pool.keep("weaving")));
        drop(other);
        pool.tidy();
        assert_eq!(pool.names.get_mut().map(|names| names.len()).ok(), Some(0));
    }

    /// Skills by a number, with importance and level in hundredths.
    fn skills() -> impl Strategy<Value = Vec<(u8, u16, u16)>> {
        proptest::collection::btree_map(0..40_u8, (100..=500_u16, 0..=700_u16), 0..40)
            .prop_map(|map| map.into_iter().map(|(name, (importance, level))| (name, importance, level)).collect())
    }

    fn numbered(skills: &[(u8, u16, u16)]) -> SkillProfile {
        let measured = |(name, importance, level): &(u8, u16, u16)| MeasuredSkill {
            kind: SkillKind::ALL[usize::from(name % 3)],
            name: Arc::from(format!("skill {name:02}")),
            importance: *importance,
            level: *level,
        };
        sorted(skills.iter().map(measured).collect())
    }

    proptest! {
        #[test]
        fn a_job_fits_itself_wholly(skills in skills()) {
            let one = numbered(&skills);
            if let Some(fit) = one.fit(&one) {
                prop_assert_eq!(fit.percent(), 100.0);
                prop_assert!(fit.need().is_empty());
            }
        }

        #[test]
        fn a_match_lies_between_0_and_100_and_says_the_same_in_parts(own in skills(), other in skills()) {
            let (own, other) = (numbered(&own), numbered(&other));
            if let Some(fit) = own.fit(&other) {
                prop_assert!((0.0..=100.0).contains(&fit.percent()));
                let by_hand: f64 = fit.skills.iter().map(|skill| skill.own().min(skill.needed())).sum();
                prop_assert!((by_hand - fit.kept()).abs() < 1e-9);
                prop_assert!(fit.skills.iter().all(|skill| skill.importance() >= NEEDED));
                prop_assert!(fit.have().iter().all(|skill| skill.own() >= skill.needed()));
                prop_assert!(fit.need().iter().all(|skill| skill.own() < skill.needed()));
            }
        }

        #[test]
        fn whoever_learns_fits_no_worse(own in skills(), other in skills(), at in 0..40_usize, more in 0..=700_u16) {
            let mut learnt = own.clone();
            if let Some(skill) = at.checked_rem(own.len()).and_then(|at| learnt.get_mut(at)) {
                skill.2 = (skill.2 + more).min(700);
            }
            let (own, learnt, other) = (numbered(&own), numbered(&learnt), numbered(&other));
            if let Some(fit) = own.fit(&other) {
                let after = learnt.fit(&other).map(|fit| fit.percent());
                prop_assert!(after.is_some_and(|after| after >= fit.percent()));
            }
        }
    }
}
