use std::fmt;

use borsh::{BorshDeserialize, BorshSerialize};

/// The way from the top of a YAML file to one of its values: `tasks[3].exposure`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, BorshSerialize, BorshDeserialize)]
pub struct FieldPath(Vec<Step>);

/// One step of a [`FieldPath`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, BorshSerialize, BorshDeserialize)]
pub enum Step {
    /// Into the mapping's value of this key.
    Key(String),
    /// Into the list's item of this number, counted from 0.
    Index(usize),
}

impl FieldPath {
    /// The top of the file.
    pub fn root() -> Self {
        Self::default()
    }

    /// A path of one key.
    pub fn of(key: &str) -> Self {
        Self::root().key(key)
    }

    /// This path and then a key.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        self.then(Step::Key(key.to_owned()))
    }

    /// This path and then an item's number.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.then(Step::Index(index))
    }

    /// This path and then a step.
    #[must_use]
    pub fn then(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }

    /// The steps from the top.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }
}

/// The way to a value while somebody goes it: nothing is written down until something is wrong there and it has to be a [`FieldPath`].
#[derive(Clone, Copy, Debug)]
pub enum Trail<'p> {
    /// The top of the file.
    Top,
    /// Into a mapping's value.
    Key(&'p Trail<'p>, &'p str),
    /// Into a list's item.
    Index(&'p Trail<'p>, usize),
}

impl<'p> Trail<'p> {
    /// A trail of one key.
    pub fn of(key: &'p str) -> Self {
        Self::Key(&Trail::Top, key)
    }

    /// This trail and then a key.
    #[must_use]
    pub fn key(&'p self, key: &'p str) -> Self {
        Self::Key(self, key)
    }

    /// This trail and then an item's number.
    #[must_use]
    pub fn index(&'p self, index: usize) -> Self {
        Self::Index(self, index)
    }
}

impl From<Trail<'_>> for FieldPath {
    fn from(trail: Trail<'_>) -> Self {
        match trail {
            Trail::Top => Self::root(),
            Trail::Key(before, key) => Self::from(*before).key(key),
            Trail::Index(before, index) => Self::from(*before).index(index),
        }
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if position == 0 => write!(f, "{key}")?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}
