//! Things whose hash is told once.

use std::hash::{DefaultHasher, Hash, Hasher};

/// Something with its hash, which is told where it is made: what looks for it among many takes a number.
#[derive(PartialEq, Eq)]
pub(super) struct Hashed<T> {
    hash: u64,
    is: T,
}

impl<T: Hash> Hashed<T> {
    pub fn new(is: T) -> Self {
        let mut hasher = DefaultHasher::new();
        is.hash(&mut hasher);
        Self { hash: hasher.finish(), is }
    }
}

impl<T> Hashed<T> {
    pub fn get(&self) -> &T {
        &self.is
    }
}

impl<T> Hash for Hashed<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.hash.hash(state);
    }
}
