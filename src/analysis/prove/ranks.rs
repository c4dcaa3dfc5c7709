//! Rankings: whoever is in one is among those of whom it is.

use crate::types::ir::{Condition, Fact, Test, Value};

/// The same condition, in which each ranking says of whom it is; none if that changes nothing.
pub(super) fn told(condition: &Condition) -> Option<Condition> {
    let mut some = false;
    condition.for_each_test(&mut |test| some |= among(test).is_some());
    some.then(|| with_ranks(condition))
}

fn with_ranks(condition: &Condition) -> Condition {
    match condition {
        Condition::Always(truth) => Condition::Always(*truth),
        Condition::All(parts) => Condition::All(parts.iter().map(with_ranks).collect()),
        Condition::Any(parts) => Condition::Any(parts.iter().map(with_ranks).collect()),
        Condition::Not(inner) => with_ranks(inner).negate(),
        Condition::Segment(used) => with_ranks(&used.meaning),
        Condition::Test(test) => match among(test) {
            Some(of) => Condition::All(vec![condition.clone(), with_ranks(of)]),
            None => condition.clone(),
        },
    }
}

/// Of whom the ranking is that a test asks for.
fn among(test: &Test) -> Option<&Condition> {
    match test {
        Test::Flag(Value::Fact(fact)) => match fact.as_ref() {
            Fact::Rank(rank) => rank.of.as_ref(),
            _ => None,
        },
        _ => None,
    }
}
