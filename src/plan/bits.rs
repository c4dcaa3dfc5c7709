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
    /// What a column has of this answer, where it is yes and all others are no.
    pub fn in_word(&self, word: &str) -> i64 {
        if self.word == word { self.bit } else { 0 }
    }

    /// The answer to the opposite.
    #[must_use]
    pub fn not(self) -> Self {
        Self { set: !self.set, ..self }
    }
}

/// The columns, by a name that they share, for so many answers, and where each of them stands.
pub(super) fn places(answers: usize, name: &str) -> (Vec<String>, Vec<Bit>) {
    let words: Vec<String> = (0..answers.div_ceil(BITS)).map(|word| format!("{name}b{word}")).collect();
    let bits =
        words.iter().flat_map(|word| (0..BITS).map(|place| Bit { word: word.clone(), bit: 1 << place, set: true }));
    let bits = bits.take(answers).collect();
    (words, bits)
}

/// The columns with the answers to these tests, which may be null.
pub(super) fn pack(tests: Vec<Expr>, words: &[String]) -> Vec<Expr> {
    let mut tests = tests.into_iter();
    let pack = |word: &String| {
        let parts = tests.by_ref().take(BITS).enumerate().map(|(place, test)| {
            let bit = Box::new(lit(1_i64 << place));
            Expr::Case(Case::new(None, vec![(Box::new(test), bit)], Some(Box::new(lit(0_i64)))))
        });
        let all = logic::join(parts.collect(), |left, right| binary_expr(left, Operator::BitwiseOr, right));
        all.map(|all| all.alias(word))
    };
    words.iter().filter_map(pack).collect()
}

/// That all of these answers are yes: a test of each column, never null.
pub(super) fn all(bits: impl IntoIterator<Item = Bit>) -> Vec<Expr> {
    let test = |(word, asked): (String, Asked)| match asked.can_be() {
        true => masked(word, asked.set | asked.unset).eq(lit(asked.set)),
        false => lit(false),
    };
    asked(bits).into_iter().map(test).collect()
}

/// That one of these answers is yes: a test of each column, of which one holds then; never null.
pub(super) fn one(bits: impl IntoIterator<Item = Bit>) -> Vec<Expr> {
    let test = |(word, none): (String, Asked)| match none.can_be() {
        true => masked(word, none.set | none.unset).not_eq(lit(none.set)),
        false => lit(true),
    };
    asked(bits.into_iter().map(Bit::not)).into_iter().map(test).collect()
}

/// The bits of a column that must be set, and those that must not be.
#[derive(Debug, Default)]
struct Asked {
    set: i64,
    unset: i64,
}

impl Asked {
    /// Whether no bit must be both.
    fn can_be(&self) -> bool {
        self.set & self.unset == 0
    }
}

/// What is asked of each column if all is as asked.
fn asked(bits: impl IntoIterator<Item = Bit>) -> BTreeMap<String, Asked> {
    let mut words: BTreeMap<String, Asked> = BTreeMap::new();
    for Bit { word, bit, set } in bits {
        let asked = words.entry(word).or_default();
        match set {
            true => asked.set |= bit,
            false => asked.unset |= bit,
        }
    }
    words
}

fn masked(word: String, mask: i64) -> Expr {
    binary_expr(named(word), Operator::BitwiseAnd, lit(mask))
}
