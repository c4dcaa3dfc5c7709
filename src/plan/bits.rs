//! Answers of tests as bits of whole numbers.
//!
//! A join copies every column that it carries, row by row, and the answers of hundreds of
//! segments are hundreds of columns. As bits they are a few, and what a condition asks of one
//! of these columns, however many answers, is one comparison.

use super::context::named;
use super::logic;
use datafusion::logical_expr::expr::Case;
use datafusion::logical_expr::{Expr, Operator, binary_expr, lit};
use std::collections::BTreeMap;

/// Bits of a column: the sign is left alone.
const BITS: usize = 63;

/// Where the answer to a test stands.
#[derive(Debug, Clone)]
pub(super) struct Bit {
    word: String,
    bit: i64,
    /// Whether the bit is set where the test holds; else it is where it does not.
    set: bool,
}

impl Bit {
    /// The answer to the opposite.
    #[must_use]
    pub fn not(self) -> Self {
        Self { set: !self.set, ..self }
    }
}

/// Columns that hold the answers to these tests, which may be null, and where each stands.
pub(super) fn pack(tests: Vec<Expr>, name: &str) -> (Vec<Expr>, Vec<Bit>) {
    let (mut words, mut bits) = (Vec::new(), Vec::new());
    let mut tests = tests.into_iter().peekable();
    while tests.peek().is_some() {
        let word = format!("{name}b{}", words.len());
        let parts = tests.by_ref().take(BITS).enumerate().map(|(place, test)| {
            let bit = 1_i64 << place;
            bits.push(Bit { word: word.clone(), bit, set: true });
            Expr::Case(Case::new(None, vec![(Box::new(test), Box::new(lit(bit)))], Some(Box::new(lit(0_i64)))))
        });
        let all = logic::join(parts.collect(), |left, right| binary_expr(left, Operator::BitwiseOr, right));
        words.extend(all.map(|all| all.alias(&word)));
    }
    (words, bits)
}

/// That all of these answers are yes: a test of each column, never null.
pub(super) fn all(bits: impl IntoIterator<Item = Bit>) -> Vec<Expr> {
    asked(bits).into_iter().map(|(word, (mask, wanted))| masked(word, mask).eq(lit(wanted))).collect()
}

/// That one of these answers is yes: a test of each column, of which one holds then; never null.
pub(super) fn one(bits: impl IntoIterator<Item = Bit>) -> Vec<Expr> {
    let none = asked(bits.into_iter().map(Bit::not));
    none.into_iter().map(|(word, (mask, wanted))| masked(word, mask).not_eq(lit(wanted))).collect()
}

/// Of each column, the bits that are looked at, and those of them that are set if all is as asked.
fn asked(bits: impl IntoIterator<Item = Bit>) -> BTreeMap<String, (i64, i64)> {
    let mut words: BTreeMap<String, (i64, i64)> = BTreeMap::new();
    for Bit { word, bit, set } in bits {
        let (mask, wanted) = words.entry(word).or_default();
        *mask |= bit;
        *wanted |= if set { bit } else { 0 };
    }
    words
}

fn masked(word: String, mask: i64) -> Expr {
    binary_expr(named(word), Operator::BitwiseAnd, lit(mask))
}
