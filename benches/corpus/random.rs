//! Random numbers that are the same everywhere: SplitMix64 (Steele, Lea and Flood, 2014) and
//! Zipf-distributed ranks drawn with it.

/// A stream of random numbers.
pub struct Random {
    state: u64,
}

impl Random {
    /// A stream of its own for each pair: the articles of an archive do not depend on each other's
    /// length.
    pub fn new(seed: u64, stream: u64) -> Random {
        let mut random = Random { state: seed ^ stream.wrapping_mul(0xD1B5_4A32_D192_ED03) };
        random.state = random.next();
        random
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to, not including, `bound`, which is not 0.
    pub fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.next()) * bound as u128) >> 64) as usize
    }

    /// From `low` to `high`, both included.
    pub fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    /// True `percent` times of a hundred.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// From 0.0 up to, not including, 1.0.
    fn fraction(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// One of a list that is not empty.
    pub fn one_of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }

    /// Puts a list into random order.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last + 1));
        }
    }
}

/// Ranks from 0, of which rank `r` is drawn in proportion to `1 / (r + 1 + shift)`.
pub struct Zipf {
    /// How much all ranks up to each one weigh.
    cumulative: Vec<f64>,
}

impl Zipf {
    /// `ranks` is not 0. A `shift` above 0 flattens the head (Mandelbrot's form).
    pub fn new(ranks: usize, shift: f64) -> Zipf {
        let mut sum = 0.0;
        let cumulative = (1..=ranks).map(|rank| {
            sum += 1.0 / (rank as f64 + shift);
            sum
        });
        Zipf { cumulative: cumulative.collect() }
    }

    pub fn draw(&self, random: &mut Random) -> usize {
        let last = self.cumulative.len() - 1;
        let wanted = random.fraction() * self.cumulative[last];
        self.cumulative.partition_point(|sum| *sum <= wanted).min(last)
    }
}
