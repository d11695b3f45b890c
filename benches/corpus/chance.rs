/// Numbers that look like chance and are the same everywhere.
///
/// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014). A library's numbers may change with its
/// version, and with them every figure that was ever measured on the corpus.
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// The numbers of one seed and one place, which have nothing in common with those of another.
    pub fn of(seed: u64, place: usize) -> Self {
        let mut chance = Self(seed);
        let start = chance.next();
        Self(start ^ (place as u64).wrapping_mul(0xd134_2543_de82_ef95))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below a limit, which is not 0.
    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    /// A number from one to another, both included.
    pub fn between(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most - least + 1)
    }

    /// One of a list.
    pub fn pick<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.below(list.len())]
    }

    /// Some numbers below a limit, none of them twice. There must be as many.
    pub fn some(&mut self, count: usize, limit: usize) -> Vec<usize> {
        let mut some = Vec::with_capacity(count);
        while some.len() < count {
            let number = self.below(limit);
            if !some.contains(&number) {
                some.push(number);
            }
        }
        some
    }
}
