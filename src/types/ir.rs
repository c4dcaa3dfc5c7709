//! The meaning of a segment: typed, symbolic in time, two-valued.
//!
//! A [`Condition`] is true or false for every customer, and in a row's filter for
//! every row; nothing is ever "unknown". Windows keep their symbolic edges, so the
//! same text means the same on every day. Two conditions with the same
//! [`canonical`](Condition::canonical) form mean the same.

mod alike;
mod condition;
mod distance;
mod fact;
mod nth;
mod rank;
mod regular;
mod sequence;
mod test;
mod value;

pub use alike::most_slips;
pub use condition::{Condition, Membership};
pub use distance::{Distance, Place};
pub use fact::{Aggregate, Fact, Function};
pub use nth::Nth;
pub use rank::{Rank, Share};
pub use regular::Regular;
pub use sequence::{Same, Sequence, Step, Then};
pub use test::{Comparison, Test};
pub use value::{ColumnRef, Value};

/// A text as it is compared where case does not matter: in lower case (Unicode), and
/// with one lower case of sigma, since which of the two a word has depends on where
/// it ends.
pub fn fold(text: &str) -> String {
    text.to_lowercase().replace('ς', "σ")
}
