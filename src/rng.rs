//! The random numbers of `np.random.seed(seed)` and what follows it.
//!
//! NumPy's module-level functions draw from one `RandomState`, whose stream is frozen (NEP 19, *Random number
//! generator policy*, 2018), so that a seed names the same numbers in every release. The words come from MT19937
//! (M. Matsumoto and T. Nishimura, *Mersenne Twister: a 623-dimensionally equidistributed uniform pseudo-random
//! number generator*, ACM TOMACS 8(1), 1998), seeded as in its authors' program of 2002. Each formula that turns
//! words into numbers is at its method.

/// NumPy's legacy generator: a Mersenne Twister and the second half of the last pair of normal numbers.
#[derive(Clone, Debug)]
pub struct NumpyRng {
    words: MersenneTwister,
    spare: Option<f64>,
}

impl NumpyRng {
    /// Returns the generator as `np.random.seed(seed)` leaves it.
    #[must_use]
    pub fn new(seed: u32) -> Self {
        Self { words: MersenneTwister::new(seed), spare: None }
    }

    /// Returns the next number of `np.random.rand`: uniform on [0, 1), a multiple of 2⁻⁵³.
    ///
    /// From two words u and v: (⌊u / 2⁵⌋ · 2²⁶ + ⌊v / 2⁶⌋) / 2⁵³, which is `genrand_res53` of Matsumoto and
    /// Nishimura's program.
    // Not inlined: twice in `randn` and once for samples would be three copies of the generator in the module.
    #[inline(never)]
    pub fn rand(&mut self) -> f64 {
        let high = self.words.next() >> 5;
        let low = self.words.next() >> 6;
        (f64::from(high) * 67_108_864.0 + f64::from(low)) / 9_007_199_254_740_992.0
    }

    /// Returns the next number of `np.random.randn`: normal with mean 0 and standard deviation 1.
    ///
    /// The polar method (G. Marsaglia and T. A. Bray, *A convenient method for generating normal variables*, SIAM
    /// Review 6(3), 1964): draw u and v uniform on [−1, 1) until 0 < r² = u² + v² < 1, let f = √(−2 ln r² / r²);
    /// v f is returned now and u f by the next call.
    ///
    /// The logarithm is the `libm` crate's on every platform, within one unit in the last place of the one that a
    /// NumPy build links to; all else equals NumPy's to the last bit.
    pub fn randn(&mut self) -> f64 {
        if let Some(spare) = self.spare.take() {
            return spare;
        }
        loop {
            let u = 2.0 * self.rand() - 1.0;
            let v = 2.0 * self.rand() - 1.0;
            let r_squared = u * u + v * v;
            if r_squared < 1.0 && r_squared > 0.0 {
                let f = (-2.0 * libm::log(r_squared) / r_squared).sqrt();
                self.spare = Some(f * u);
                return f * v;
            }
        }
    }

    /// Fills `indices` as `np.random.choice(samples, len(indices))` and `np.random.randint(0, samples, …)` do: each
    /// uniform on 0 … `samples` − 1, with replacement. `samples` is at least 1.
    ///
    /// A word is cut to the bits that `samples` − 1 needs and refused if it is still larger than that (masked
    /// rejection). `samples` = 1 takes no word.
    pub fn choice(&mut self, samples: u32, indices: &mut [u32]) {
        debug_assert!(samples > 0, "a choice among no samples");
        let largest = samples.saturating_sub(1);
        if largest == 0 {
            indices.fill(0);
            return;
        }
        let mask = mask_for(largest);
        let mut filled = 0;
        while filled < indices.len() {
            // A refused word is overwritten by the next: one branch less, which could not be predicted.
            for &word in self.words.take(indices.len() - filled) {
                indices[filled] = temper(word) & mask;
                filled += usize::from(indices[filled] <= largest);
            }
        }
    }

    /// Writes `np.random.permutation(samples)` to `order`: the numbers 0 … `samples` − 1, shuffled.
    ///
    /// R. Durstenfeld's exchange (*Algorithm 235: Random permutation*, CACM 7(7), 1964): for i from the last place
    /// down to 1, swap place i with a place j uniform on 0 … i, drawn by masked rejection.
    pub fn permutation(&mut self, samples: u32, order: &mut Vec<u32>) {
        order.clear();
        order.extend(0..samples);
        for last in (1..samples).rev() {
            let mask = mask_for(last);
            let other = loop {
                let word = self.words.next() & mask;
                if word <= last {
                    break word;
                }
            };
            order.swap(last as usize, other as usize);
        }
    }
}

/// How many words the state has.
const WORDS: usize = 624;
/// How far apart are the words that are combined.
const MIDDLE: usize = 397;

/// MT19937. The state is renewed as a whole and words are taken in runs, which is what a compiler makes vectors of.
#[derive(Clone, Debug)]
struct MersenneTwister {
    state: [u32; WORDS],
    next: usize,
}

impl MersenneTwister {
    fn new(seed: u32) -> Self {
        let mut state = [seed; WORDS];
        let mut word = seed;
        for (place, i) in state[1..].iter_mut().zip(1..) {
            word = (word ^ (word >> 30)).wrapping_mul(1_812_433_253).wrapping_add(i);
            *place = word;
        }
        Self { state, next: WORDS }
    }

    #[inline(never)]
    fn renew(&mut self) {
        let state = &mut self.state;
        let twist = |upper: u32, lower: u32| {
            let word = (upper & 0x8000_0000) | (lower & 0x7fff_ffff);
            (word >> 1) ^ ((word & 1) * 0x9908_b0df)
        };
        for i in 0..WORDS - MIDDLE {
            state[i] = state[i + MIDDLE] ^ twist(state[i], state[i + 1]);
        }
        for i in WORDS - MIDDLE..WORDS - 1 {
            state[i] = state[i + MIDDLE - WORDS] ^ twist(state[i], state[i + 1]);
        }
        state[WORDS - 1] = state[MIDDLE - 1] ^ twist(state[WORDS - 1], state[0]);
        self.next = 0;
    }

    /// Returns the next words, at least one and at most `most`, which is at least 1; each is still to be tempered.
    #[inline]
    fn take(&mut self, most: usize) -> &[u32] {
        if self.next == WORDS {
            self.renew();
        }
        let first = self.next;
        self.next = WORDS.min(first + most);
        &self.state[first..self.next]
    }

    #[inline]
    fn next(&mut self) -> u32 {
        temper(self.take(1)[0])
    }
}

#[inline]
fn temper(mut word: u32) -> u32 {
    word ^= word >> 11;
    word ^= (word << 7) & 0x9d2c_5680;
    word ^= (word << 15) & 0xefc6_0000;
    word ^ (word >> 18)
}

/// The smallest 2ᵏ − 1 that is at least `largest`.
fn mask_for(largest: u32) -> u32 {
    u32::MAX.checked_shr(largest.leading_zeros()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_of_the_published_program() {
        // Matsumoto and Nishimura's default seed; the 10 000th word is also the check of C++'s std::mt19937.
        let mut rng = NumpyRng::new(5489);
        let word = (0..10_000).map(|_| rng.words.next()).last();
        assert_eq!(word, Some(4_123_659_995));
    }

    #[test]
    fn masks_cover_and_no_more() {
        for (largest, mask) in [(1, 1), (2, 3), (3, 3), (99, 127), (999_999, 1_048_575), (u32::MAX, u32::MAX)]
        {
            assert_eq!(mask_for(largest), mask);
        }
    }

    #[test]
    fn one_sample_takes_no_word() {
        let (mut rng, mut untouched) = (NumpyRng::new(3), NumpyRng::new(3));
        let mut indices = [9; 4];
        rng.choice(1, &mut indices);
        assert_eq!(indices, [0; 4]);
        assert_eq!(rng.rand().to_bits(), untouched.rand().to_bits());
    }

    #[test]
    fn a_permutation_holds_every_number_once() {
        let mut order = Vec::new();
        NumpyRng::new(11).permutation(1000, &mut order);
        assert_ne!(order, (0..1000).collect::<Vec<_>>());
        order.sort_unstable();
        assert_eq!(order, (0..1000).collect::<Vec<_>>());
    }
}
