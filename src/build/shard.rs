use std::num::NonZeroUsize;

/// One of several parts of a site's outputs. The parts have no output in common, and together they are the site.
///
/// Outputs are dealt out one by one, so that each part has its share of every kind of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// Counted from 0.
    at: usize,
    of: NonZeroUsize,
}

/// The whole site.
impl Default for Shard {
    fn default() -> Self {
        Self { at: 0, of: NonZeroUsize::MIN }
    }
}

impl Shard {
    /// Reads `3/16`: the third of sixteen parts.
    ///
    /// # Errors
    /// What is wrong with the text.
    pub fn from_text(text: &str) -> Result<Self, String> {
        let form = || format!("`{text}` is not a part such as `3/16`, the third of sixteen");
        let (number, of) = text.split_once('/').ok_or_else(form)?;
        let number: NonZeroUsize = number.parse().map_err(|_| form())?;
        let of: NonZeroUsize = of.parse().map_err(|_| form())?;
        if number > of {
            return Err(format!("there is no part {number} of {of}; parts are counted from 1"));
        }
        Ok(Self { at: number.get() - 1, of })
    }

    /// What of a list belongs to this part, in its order.
    pub fn part_of<T>(self, whole: &[T]) -> Vec<&T> {
        whole.iter().skip(self.at).step_by(self.of.get()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(number: usize, of: usize) -> Shard {
        Shard::from_text(&format!("{number}/{of}")).expect("a part that exists")
    }

    #[test]
    fn parts_make_up_the_whole_and_share_nothing() {
        let whole: Vec<u32> = (0..23).collect();
        for of in 1..=30 {
            let mut found: Vec<u32> = (1..=of).flat_map(|number| part(number, of).part_of(&whole)).copied().collect();
            found.sort_unstable();
            assert_eq!(found, whole, "{of} parts");
        }
        assert_eq!(Shard::default().part_of(&whole).len(), whole.len());
    }

    #[test]
    fn parts_are_alike_in_number() {
        let whole = [(); 100];
        let sizes: Vec<usize> = (1..=16).map(|number| part(number, 16).part_of(&whole).len()).collect();
        assert!(sizes.iter().all(|size| (6..=7).contains(size)), "{sizes:?}");
    }

    #[test]
    fn what_is_no_part_is_refused() {
        for text in ["", "3", "0/4", "5/4", "1/0", "-1/4", "a/b", "1/2/3", " 1/2"] {
            assert!(Shard::from_text(text).is_err(), "{text}");
        }
    }
}
