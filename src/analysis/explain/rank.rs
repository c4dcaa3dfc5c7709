//! Those with the most of something, and samples, in words.

use super::Teller;
use crate::types::ir::{Fact, Rank, Share, Value};
use crate::vocabulary::Type;
use rust_decimal::Decimal;

impl Teller<'_> {
    /// "who are among the 10% with the highest total spending of all customers".
    pub(super) fn rank(&self, rank: &Rank, negated: bool) -> String {
        let not = if negated { "not " } else { "" };
        let how_many = match rank.share {
            Share::Percent(percent) => format!("{percent}%"),
            Share::Count(count) => crate::types::thousands(count),
        };
        let most = match (self.model.type_of(&rank.by), rank.top) {
            (Type::Date, true) => "latest",
            (Type::Date, false) => "earliest",
            (_, true) => "highest",
            (_, false) => "lowest",
        };
        let by = self.subject(&rank.by);
        let known = if can_be_missing(&rank.by) { " for whom it is known" } else { "" };
        let among = match &rank.of {
            None => format!("all customers{known}"),
            Some(of) => {
                let mut teller = Teller { model: self.model, clock: self.clock, beside: Vec::new(), lines: None };
                let who = teller.who(of, true);
                let known = if known.is_empty() { String::new() } else { format!(",{known}") };
                format!("the customers {who}{known}")
            }
        };
        format!("who are {not}among the {how_many} with the {most} {by} of {among} (of equals, the first by key)")
    }

    /// "who are in a sample of 10%".
    pub(super) fn sampled(&self, percent: Decimal, seed: &str, negated: bool) -> String {
        let not = if negated { "not " } else { "" };
        let seed = if seed.is_empty() { String::new() } else { format!(" (seed \"{seed}\")") };
        format!("who are {not}in the sample of {percent}%{seed}")
    }
}

/// Whether customers may have no such value.
fn can_be_missing(value: &Value) -> bool {
    match value {
        Value::Number(_) => false,
        Value::Fact(fact) => match fact.as_ref() {
            Fact::Aggregate(aggregate) => !aggregate.function.is_zero_over_none(),
            Fact::Regular(_) => false,
            _ => true,
        },
        Value::Column(_) | Value::Told(..) | Value::Arithmetic(..) => true,
    }
}
