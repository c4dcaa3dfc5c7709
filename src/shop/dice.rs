//! Chance that is the same for ever: whole numbers drawn from ChaCha8, whose stream is fixed by
//! specification. Integer arithmetic only, so every platform rolls alike. Knows nothing of shops.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

/// A source of chance that belongs to one stream of one seed.
pub(super) struct Dice(ChaCha8Rng);

impl Dice {
    /// The dice of one stream, independent of every other stream of the same seed.
    pub fn new(seed: u64, stream: u64) -> Self {
        let mut key = [0; 32];
        for (byte, of_seed) in key.iter_mut().zip(seed.to_le_bytes()) {
            *byte = of_seed;
        }
        let mut rng = ChaCha8Rng::from_seed(key);
        rng.set_stream(stream);
        Self(rng)
    }

    /// A number from 0 to `n - 1`; 0 when `n` is 0.
    pub fn below(&mut self, n: u64) -> u64 {
        let wide = u128::from(self.0.next_u64()) * u128::from(n);
        (wide >> 64) as u64
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below(high.abs_diff(low) + 1) as i64
    }

    /// True in `permille` of 1,000 cases.
    pub fn chance(&mut self, permille: u64) -> bool {
        self.below(1_000) < permille
    }

    /// The value in `permille` of 1,000 cases, else nothing.
    pub fn maybe<T>(&mut self, permille: u64, value: T) -> Option<T> {
        self.chance(permille).then_some(value)
    }

    /// One entry of a table that is not empty, each as likely as any other.
    #[expect(clippy::indexing_slicing, reason = "callers pass constant, filled tables; below(n) < n")]
    pub fn pick<'t, T>(&mut self, table: &'t [T]) -> &'t T {
        &table[self.below(table.len() as u64) as usize]
    }

    /// One entry of a table that is not empty, as likely as its weight says.
    pub fn weighted<T: Copy, const N: usize>(&mut self, table: &[(u64, T); N]) -> T {
        let mut left = self.below(table.iter().map(|(weight, _)| weight).sum());
        for (weight, value) in table {
            if left < *weight {
                return *value;
            }
            left -= weight;
        }
        self.pick(table).1
    }
}
