//! What a segment means, in plain words.
//!
//! The sentence is made from the meaning, not from the text, so that it says what
//! is computed: the days that a window covers, that people who never did a thing
//! are in, that a missing value counts as different.

mod distance;
mod happened;
mod nth;
mod object;
mod rank;
mod regular;
mod sequence;
mod told;
mod value;

use super::dates::{self, Tense};
use crate::syntax::ast::TextVerb;
use crate::time::{Clock, Edge, Window};
use crate::types::Model;
use crate::types::ir::{Aggregate, Comparison, Condition, Fact, Membership, Test, Value};
use crate::vocabulary::{CUSTOMERS, JOINED_LIST, Type, Word};
use happened::{count_of, past};
use rust_decimal::Decimal;

/// A condition as one plain sentence about customers.
pub fn explain(condition: &Condition, model: &Model, clock: &Clock) -> String {
    let mut told = sentence(condition, model, clock);
    let mut used = Vec::new();
    collect_used(condition, &mut used);
    for segment in used {
        let meaning = sentence(&segment.meaning, model, clock);
        told.push_str(&format!(" In `{}`: {meaning}", segment.name));
    }
    told
}

/// What a value is called.
pub fn called(value: &Value, model: &Model, clock: &Clock) -> String {
    Teller { model, clock, beside: Vec::new(), lines: None }.value(value)
}

fn sentence(condition: &Condition, model: &Model, clock: &Clock) -> String {
    let mut teller = Teller { model, clock, beside: Vec::new(), lines: None };
    match condition {
        Condition::Always(true) => "Everyone.".to_owned(),
        Condition::Always(false) => "Nobody.".to_owned(),
        other => format!("Customers {}.", teller.who(other, false)),
    }
}

/// The segments that a condition uses, each once, those that use others before these.
fn collect_used<'a>(condition: &'a Condition, used: &mut Vec<&'a Membership>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| collect_used(part, used)),
        Condition::Not(inner) => collect_used(inner, used),
        Condition::Segment(segment) if !used.iter().any(|seen| seen.name == segment.name) => {
            used.push(segment);
            collect_used(&segment.meaning, used);
        }
        Condition::Segment(_) | Condition::Always(_) | Condition::Test(_) => {}
    }
}

struct Teller<'a> {
    model: &'a Model,
    clock: &'a Clock,
    /// What is said beside: people for whom it does not hold are out already.
    beside: Vec<&'a Condition>,
    /// Inside a condition over lines, their table: other columns are the order's.
    lines: Option<String>,
}

impl<'a> Teller<'a> {
    /// What is said after "customers".
    fn who(&mut self, condition: &'a Condition, nested: bool) -> String {
        match condition {
            Condition::Always(true) => "whoever they are".to_owned(),
            Condition::Always(false) => "who do not exist".to_owned(),
            Condition::All(parts) => {
                let one = self.between(parts).or_else(|| self.lapsed(parts)).or_else(|| self.listed(parts, "and"));
                if let Some(said) = one.or_else(|| self.known(condition)) {
                    return said;
                }
                let outer = self.beside.len();
                self.beside.extend(parts);
                let joined = series(parts.iter().map(|part| self.who(part, true)).collect(), "and");
                self.beside.truncate(outer);
                if nested { format!("({joined})") } else { joined }
            }
            Condition::Any(parts) => {
                if let Some(said) = self.listed(parts, "or") {
                    return said;
                }
                let joined = series(parts.iter().map(|part| self.who(part, true)).collect(), "or");
                if nested { format!("({joined})") } else { joined }
            }
            Condition::Not(inner) => self.not(inner, nested),
            Condition::Segment(used) => format!("who are in the segment `{}`", used.name),
            Condition::Test(test) => self.known(condition).unwrap_or_else(|| self.test(test, false)),
        }
    }

    fn not(&mut self, inner: &'a Condition, nested: bool) -> String {
        if let Some(known) = self.known_negated(inner) {
            return known;
        }
        match inner {
            Condition::Test(test) => self.test(test, true),
            Condition::Segment(used) => format!("who are not in the segment `{}`", used.name),
            Condition::Not(inner) => self.who(inner, true),
            Condition::All(parts) if self.lapsed(parts).is_some() => self.not_lapsed(parts),
            Condition::Any(parts) => {
                if let Some(list) = object::one_list(parts) {
                    let items = series(self.items(parts), "or");
                    return format!("whose {} {} {items}", self.value(list), self.includes(list, true));
                }
                let joined = series(parts.iter().map(|part| self.not(part, true)).collect(), "and");
                if nested { format!("({joined})") } else { joined }
            }
            _ => format!("who are not those {}", self.who(inner, true)),
        }
    }

    /// The words of a condition of the vocabulary that means just this.
    fn known(&self, condition: &Condition) -> Option<String> {
        self.named(condition).and_then(|word| word.says.first()).map(|says| format!("who {says}"))
    }

    fn known_negated(&self, condition: &Condition) -> Option<String> {
        self.named(condition).and_then(|word| word.says.get(1)).map(|says| format!("who {says}"))
    }

    fn named(&self, condition: &Condition) -> Option<&Word> {
        let name = self.model.condition_named(&condition.canonical())?;
        self.model.vocabulary().word(name)
    }

    /// `between 1 and 5` is one thing to say, though two comparisons.
    fn between(&self, parts: &[Condition]) -> Option<String> {
        let [
            Condition::Test(Test::Compare(a, Comparison::AtLeast, Value::Number(low))),
            Condition::Test(Test::Compare(b, Comparison::AtMost, Value::Number(high))),
        ] = parts
        else {
            return None;
        };
        let kind = self.model.type_of(a);
        (a == b).then(|| {
            format!("whose {} is from {} to {}", self.subject(a), self.number(*low, &kind), self.number(*high, &kind))
        })
    }

    /// That somebody did a thing, but not of late, is one thing to say.
    fn lapsed(&self, parts: &[Condition]) -> Option<String> {
        let (did, window) = lapsed(parts)?;
        let lately = dates::window(self.clock, &window, Tense::Past);
        Some(format!("{}, but not {lately}", self.times(did, Comparison::AtLeast, Decimal::ONE, false)))
    }

    fn not_lapsed(&self, parts: &[Condition]) -> String {
        let Some((did, window)) = lapsed(parts) else { return String::new() };
        let lately = Aggregate { window: Some(window), ..did.clone() };
        format!("{}, or never", self.times(&lately, Comparison::AtLeast, Decimal::ONE, false))
    }

    /// A list that holds one of several items, or all of them; a text that is one of several.
    fn listed(&self, parts: &[Condition], word: &str) -> Option<String> {
        if let Some(value) = object::one_text(parts).filter(|_| word == "or") {
            let of = |part: &Condition| match part {
                Condition::Test(Test::OneOf { options, .. }) => self.options(value, options),
                _ => String::new(),
            };
            return Some(format!("whose {} is {}", self.subject(value), series(parts.iter().map(of).collect(), "or")));
        }
        let list = object::one_list(parts)?;
        Some(format!("whose {} {} {}", self.value(list), self.includes(list, false), series(self.items(parts), word)))
    }

    fn includes(&self, list: &Value, negated: bool) -> &'static str {
        match (negated, self.value(list).ends_with('s')) {
            (false, true) => "include",
            (false, false) => "includes",
            (true, true) => "do not include",
            (true, false) => "does not include",
        }
    }

    fn test(&self, test: &Test, negated: bool) -> String {
        let not = if negated { "not " } else { "" };
        match test {
            Test::Compare(left, comparison, right) => {
                if let (Some(count), Value::Number(times)) = (count_of(left), right) {
                    return self.times(count, *comparison, *times, negated);
                }
                if let Some(said) = self.regular_compared(left, *comparison, right, negated) {
                    return said;
                }
                if let Some(said) = self.near(left, *comparison, right, negated) {
                    return said;
                }
                if let Some(said) = self.told_compared(left, *comparison, right, negated) {
                    return said;
                }
                let kind = self.model.type_of(left);
                let bound = match right {
                    Value::Number(number) => self.number(*number, &kind),
                    other => self.value(other),
                };
                let unknown = if negated { self.or_unknown(left) } else { "" };
                format!("whose {} is {not}{}{bound}{unknown}", self.subject(left), compared(*comparison, &kind))
            }
            Test::During(value, window) => {
                if let Some(said) = self.nth_during(value, window, negated) {
                    return said;
                }
                let unknown = if negated { self.or_unknown(value) } else { "" };
                format!(
                    "whose {} is {not}{}{unknown}",
                    self.subject(value),
                    dates::window(self.clock, window, Tense::Date)
                )
            }
            Test::Anniversary(value, window) => {
                let unknown = if negated { self.or_unknown(value) } else { "" };
                let when = dates::window(self.clock, window, Tense::Date);
                format!("whose {} comes round {not}{when}{unknown}", self.subject(value))
            }
            Test::InMonth(value, month) => {
                let unknown = if negated { self.or_unknown(value) } else { "" };
                format!("whose {} is {not}in {} of any year{unknown}", self.subject(value), dates::month(*month))
            }
            Test::OneOf { value, options, exact } => {
                let case = if *exact { " (with just these capitals)" } else { "" };
                let unknown = if negated { self.or_unknown(value) } else { "" };
                let options = self.options(value, options);
                format!("whose {} is {not}{options}{case}{unknown}", self.subject(value))
            }
            Test::Text { value, verb, needle, exact } => {
                let (yes, no) = match verb {
                    TextVerb::Contains => ("contains", "does not contain"),
                    TextVerb::StartsWith => ("starts with", "does not start with"),
                    TextVerb::EndsWith => ("ends with", "does not end with"),
                    TextVerb::Matches => ("matches", "does not match"),
                    TextVerb::Like => ("is spelled like", "is not spelled like"),
                };
                let case = match verb {
                    TextVerb::Like => format!(" ({})", object::slips(needle)),
                    _ if *exact => " (with just these capitals)".to_owned(),
                    _ => String::new(),
                };
                let unknown = if negated { self.or_unknown(value) } else { "" };
                format!("whose {} {} \"{needle}\"{case}{unknown}", self.subject(value), if negated { no } else { yes })
            }
            Test::Holds { list, item, exact } => {
                let case = if *exact { " (with just these capitals)" } else { "" };
                format!("whose {} {} \"{item}\"{case}", self.value(list), self.includes(list, negated))
            }
            Test::Known(value) => {
                format!("whose {} is {}", self.subject(value), if negated { "missing" } else { "known" })
            }
            Test::Sampled { key: _, percent, seed } => self.sampled(*percent, seed, negated),
            Test::Flag(value) => {
                if let Value::Fact(fact) = value {
                    match fact.as_ref() {
                        Fact::Sequence(sequence) => return self.sequence(sequence, negated),
                        Fact::Rank(rank) => return self.rank(rank, negated),
                        Fact::Aggregate(_) | Fact::Nth(_) | Fact::Regular(_) | Fact::Distance(_) => {}
                    }
                }
                let says = match value {
                    Value::Column(column) if column.table == CUSTOMERS => {
                        self.model.vocabulary().word(&column.column).map(|word| word.says.as_slice())
                    }
                    _ => None,
                };
                match (says, negated) {
                    (Some([yes, _]), false) => format!("who {yes}"),
                    (Some([_, no]), true) => format!("who {no}"),
                    _ => format!("whose {} is {}", self.value(value), if negated { "not yes" } else { "yes" }),
                }
            }
        }
    }

    /// People without a value are among those for whom it is not so.
    fn or_unknown(&self, value: &Value) -> &'static str {
        match value {
            Value::Fact(fact) => match fact.as_ref() {
                Fact::Aggregate(Aggregate { function, .. }) if function.is_zero_over_none() => "",
                Fact::Aggregate(_) | Fact::Nth(_) | Fact::Distance(_) => ", or there is none",
                Fact::Sequence(_) | Fact::Rank(_) | Fact::Regular(_) => "",
            },
            _ => ", or not known",
        }
    }

    fn names_table(&self, condition: &Condition, table: &str) -> bool {
        let mut names = false;
        condition.for_each_value(&mut |value| names |= matches!(value, Value::Column(column) if column.table == table));
        names
    }

    /// A condition over a row.
    fn row(&self, condition: &Condition, nested: bool) -> String {
        let join = |parts: &[Condition], word| {
            let joined = series(parts.iter().map(|part| self.row(part, true)).collect(), word);
            if nested { format!("({joined})") } else { joined }
        };
        match condition {
            Condition::All(parts) => join(parts, "and"),
            Condition::Any(parts) => join(parts, "or"),
            Condition::Not(inner) => match inner.as_ref() {
                Condition::Test(test) => strip(&self.test(test, true)),
                other => format!("it is not so that {}", self.row(other, true)),
            },
            Condition::Test(test) => strip(&self.test(test, false)),
            Condition::Segment(used) => self.row(&used.meaning, nested),
            Condition::Always(truth) => if *truth { "anything holds" } else { "nothing holds" }.to_owned(),
        }
    }
}

/// The static list of `in list "newsletter"`.
fn list_of(aggregate: &Aggregate) -> Option<&str> {
    match (aggregate.filter.as_ref()?, aggregate.window) {
        (Condition::Test(Test::OneOf { options, exact: false, .. }), None) if aggregate.event == JOINED_LIST => {
            let [list] = options.as_slice() else { return None };
            Some(list)
        }
        _ => None,
    }
}

/// What somebody did, and since when they did not, if that is all that is asked.
fn lapsed(parts: &[Condition]) -> Option<(&Aggregate, Window)> {
    let [Condition::Test(Test::Compare(before, Comparison::AtLeast, one)), Condition::Not(lately)] = parts else {
        return None;
    };
    let Condition::Test(Test::Compare(after, Comparison::AtLeast, other)) = lately.as_ref() else { return None };
    let (before, after) = (count_of(before)?, count_of(after)?);
    let since = after.window.filter(|window| window.to == Some(Edge::Now))?;
    let same = Aggregate { window: None, ..after.clone() } == *before && one == other;
    (same && *one == Value::Number(Decimal::ONE)).then_some((before, since))
}

fn compared(comparison: Comparison, kind: &Type) -> &'static str {
    match (comparison, kind) {
        (Comparison::Equal, _) => "",
        (Comparison::Less, Type::Date) => "before ",
        (Comparison::Greater, Type::Date) => "after ",
        (Comparison::AtMost, Type::Date) => "at the latest ",
        (Comparison::AtLeast, Type::Date) => "at the earliest ",
        (Comparison::Less, _) => "less than ",
        (Comparison::AtMost, _) => "at most ",
        (Comparison::Greater, _) => "more than ",
        (Comparison::AtLeast, _) => "at least ",
    }
}

/// "whose total is ..." about a row: "total is ...".
fn strip(sentence: &str) -> String {
    sentence.strip_prefix("whose ").or_else(|| sentence.strip_prefix("who ")).unwrap_or(sentence).to_owned()
}

/// `a`, `a and b`, `a, b and c`.
fn series(mut parts: Vec<String>, word: &str) -> String {
    match parts.pop() {
        None => String::new(),
        Some(last) if parts.is_empty() => last,
        Some(last) if parts.len() == 1 && !last.contains(',') && !parts.iter().any(|part| part.contains(',')) => {
            format!("{} {word} {last}", parts.concat())
        }
        Some(last) => format!("{}, {word} {last}", parts.join(", ")),
    }
}
