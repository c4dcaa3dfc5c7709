//! What a segment means, in plain words.
//!
//! The sentence is made from the meaning, not from the text, so that it says what
//! is computed: the days that a window covers, that people who never did a thing
//! are in, that a missing value counts as different.

use super::dates::{self, Tense};
use super::implies::happened;
use crate::syntax::ast::{ArithmeticOp, TextVerb};
use crate::time::Clock;
use crate::types::Model;
use crate::types::ir::{Aggregate, ColumnRef, Comparison, Condition, Fact, Function, Test, Value};
use crate::vocabulary::{CUSTOMERS, Type, Word};
use rust_decimal::Decimal;

/// A condition as one plain sentence about customers.
pub fn explain(condition: &Condition, model: &Model, clock: &Clock) -> String {
    let mut teller = Teller { model, clock, beside: Vec::new(), lines: None };
    match condition {
        Condition::Always(true) => "Everyone.".to_owned(),
        Condition::Always(false) => "Nobody.".to_owned(),
        other => format!("Customers {}.", teller.who(other, false)),
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
                if let Some(said) = self.between(parts).or_else(|| self.known(condition)) {
                    return said;
                }
                let outer = self.beside.len();
                self.beside.extend(parts);
                let joined = series(parts.iter().map(|part| self.who(part, true)).collect(), "and");
                self.beside.truncate(outer);
                if nested { format!("({joined})") } else { joined }
            }
            Condition::Any(parts) => {
                let joined = series(parts.iter().map(|part| self.who(part, true)).collect(), "or");
                if nested { format!("({joined})") } else { joined }
            }
            Condition::Not(inner) => self.not(inner, nested),
            Condition::Test(test) => self.known(condition).unwrap_or_else(|| self.test(test, false)),
        }
    }

    fn not(&mut self, inner: &'a Condition, nested: bool) -> String {
        if let Some(known) = self.known_negated(inner) {
            return known;
        }
        match inner {
            Condition::Test(test) => self.test(test, true),
            Condition::Not(inner) => self.who(inner, true),
            Condition::Any(parts) => {
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
            format!("whose {} is from {} to {}", self.value(a), self.number(*low, &kind), self.number(*high, &kind))
        })
    }

    fn test(&self, test: &Test, negated: bool) -> String {
        let not = if negated { "not " } else { "" };
        match test {
            Test::Compare(left, comparison, right) => {
                if let (Some(count), Value::Number(times)) = (count_of(left), right) {
                    return self.times(count, *comparison, *times, negated);
                }
                let kind = self.model.type_of(left);
                let bound = match right {
                    Value::Number(number) => self.number(*number, &kind),
                    other => self.value(other),
                };
                let unknown = if negated { self.or_unknown(left) } else { "" };
                format!("whose {} is {not}{}{bound}{unknown}", self.value(left), compared(*comparison, &kind))
            }
            Test::During(value, window) => {
                let unknown = if negated { self.or_unknown(value) } else { "" };
                format!(
                    "whose {} is {not}{}{unknown}",
                    self.value(value),
                    dates::window(self.clock, window, Tense::Date)
                )
            }
            Test::OneOf { value, options, exact } => {
                let case = if *exact { " (with just these capitals)" } else { "" };
                let unknown = if negated { self.or_unknown(value) } else { "" };
                let options = self.options(value, options);
                format!("whose {} is {not}{options}{case}{unknown}", self.value(value))
            }
            Test::Text { value, verb, needle, exact } => {
                let (yes, no) = match verb {
                    TextVerb::Contains => ("contains", "does not contain"),
                    TextVerb::StartsWith => ("starts with", "does not start with"),
                    TextVerb::EndsWith => ("ends with", "does not end with"),
                    TextVerb::Matches => ("matches", "does not match"),
                };
                let case = if *exact { " (with just these capitals)" } else { "" };
                let unknown = if negated { self.or_unknown(value) } else { "" };
                format!("whose {} {} \"{needle}\"{case}{unknown}", self.value(value), if negated { no } else { yes })
            }
            Test::Holds { list, item, exact } => {
                let case = if *exact { " (with just these capitals)" } else { "" };
                let many = self.value(list).ends_with('s');
                let verb = match (negated, many) {
                    (false, true) => "include",
                    (false, false) => "includes",
                    (true, true) => "do not include",
                    (true, false) => "does not include",
                };
                format!("whose {} {verb} \"{item}\"{case}", self.value(list))
            }
            Test::Known(value) => {
                format!("whose {} is {}", self.value(value), if negated { "missing" } else { "known" })
            }
            Test::Flag(value) => {
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
                Fact::Aggregate(_) => ", or there is none",
            },
            _ => ", or not known",
        }
    }

    fn times(&self, aggregate: &Aggregate, comparison: Comparison, times: Decimal, negated: bool) -> String {
        let word = self.model.vocabulary().word(&aggregate.event);
        let did = word.and_then(|word| word.says.first()).cloned().unwrap_or_else(|| aggregate.event.clone());
        let detail = self.detail(aggregate, true);
        let once = times == Decimal::ONE && comparison == Comparison::AtLeast;
        if once {
            let have = if negated { "have not" } else { "have" };
            let never =
                if negated && aggregate.window.is_none() && aggregate.filter.is_none() { "have never" } else { have };
            let narrowed = aggregate.window.is_some() || aggregate.filter.is_some();
            let includes_never =
                negated && narrowed && !self.beside.iter().any(|beside| happened(beside, &aggregate.event));
            let note =
                if includes_never { format!(", including people who never {}", past(&did)) } else { String::new() };
            return format!("who {never} {did}{detail}{note}");
        }
        // "Not at least 3 times" is "fewer than 3 times".
        let (comparison, negated) = match (comparison, negated) {
            (Comparison::AtLeast, true) => (Comparison::Less, false),
            (Comparison::AtMost, true) => (Comparison::Greater, false),
            (Comparison::Greater, true) => (Comparison::AtMost, false),
            (Comparison::Less, true) => (Comparison::AtLeast, false),
            as_said => as_said,
        };
        let count = match comparison {
            Comparison::AtLeast if times == Decimal::TWO => "at least twice".to_owned(),
            Comparison::AtLeast => format!("at least {times} times"),
            Comparison::Greater => format!("more than {times} times"),
            Comparison::AtMost => format!("at most {times} times (never counts too)"),
            Comparison::Less => format!("fewer than {times} times (never counts too)"),
            Comparison::Equal if times == Decimal::ONE => "exactly once".to_owned(),
            Comparison::Equal => format!("exactly {times} times"),
        };
        if negated {
            return format!("who have not {did} {count} (never counts too){detail}");
        }
        format!("who have {did} {count}{detail}")
    }

    /// The filter and window of an aggregate.
    fn detail(&self, aggregate: &Aggregate, done: bool) -> String {
        let mut out = String::new();
        if let Some(filter) = &aggregate.filter {
            let lines = self.model.vocabulary().event(&aggregate.event).and_then(|event| event.lines.clone());
            let of_lines = lines.map(|lines| lines.table).filter(|table| self.names_table(filter, table));
            out.push_str(if of_lines.is_some() { " with a line of which " } else { ", where " });
            let inside = Teller { model: self.model, clock: self.clock, beside: Vec::new(), lines: of_lines };
            out.push_str(&inside.row(filter, false));
        }
        if let Some(window) = &aggregate.window {
            out.push_str(if aggregate.filter.is_some() { ", " } else { " " });
            out.push_str(&dates::window(self.clock, window, if done { Tense::Past } else { Tense::Date }));
        }
        out
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
            Condition::Always(truth) => if *truth { "anything holds" } else { "nothing holds" }.to_owned(),
        }
    }

    fn value(&self, value: &Value) -> String {
        match value {
            Value::Number(number) => number.normalize().to_string(),
            Value::Column(column) => self.column(column),
            Value::Arithmetic(left, op, right) => {
                let sign = match op {
                    ArithmeticOp::Add => "plus",
                    ArithmeticOp::Subtract => "minus",
                    ArithmeticOp::Multiply => "times",
                    ArithmeticOp::Divide => "divided by",
                };
                format!("({} {sign} {})", self.value(left), self.value(right))
            }
            Value::Fact(fact) => match fact.as_ref() {
                Fact::Aggregate(aggregate) => self.aggregate(aggregate),
            },
        }
    }

    /// What an aggregate is called: the measure's own words, if it is one, and what narrows it further.
    fn aggregate(&self, aggregate: &Aggregate) -> String {
        // A measure may have a `where` of its own, which its words say already.
        let whole = Aggregate { window: None, ..aggregate.clone() };
        let bare = Aggregate { filter: None, ..whole.clone() };
        if let Some(says) = self.measure(&whole) {
            let rest = Aggregate { filter: None, ..aggregate.clone() };
            return format!("{says}{}", self.detail(&rest, true));
        }
        let detail = self.detail(aggregate, true);
        if let Some(says) = self.measure(&bare) {
            return format!("{says}{detail}");
        }
        let of = aggregate.property.as_ref().map(|column| self.column(column)).unwrap_or_default();
        let event = aggregate.event.replace('_', " ");
        let called = match aggregate.function {
            Function::Count => format!("number of times they {event}"),
            Function::Sum => format!("{of} in all ({event})"),
            Function::Average => format!("average {of} ({event})"),
            Function::Min => format!("smallest {of} ({event})"),
            Function::Max => format!("largest {of} ({event})"),
            Function::Distinct => format!("number of different values of {of} ({event})"),
            Function::First => format!("first {of} ({event})"),
            Function::Last => format!("last {of} ({event})"),
        };
        format!("{called}{detail}")
    }

    /// The words of the measure that is just this aggregate.
    fn measure(&self, aggregate: &Aggregate) -> Option<&str> {
        let value = Value::Fact(Box::new(Fact::Aggregate(aggregate.clone())));
        let word = self.model.vocabulary().word(self.model.measure_named(&value)?)?;
        Some(word.says.first().map_or(word.name.as_str(), String::as_str))
    }

    fn column(&self, column: &ColumnRef) -> String {
        let plain = column.column.replace('_', " ");
        if self.lines.as_ref().is_some_and(|lines| *lines != column.table) {
            return format!("the order's {plain}");
        }
        // What a yes/no word says is a whole sentence, not a name.
        let named = column.table == CUSTOMERS && self.model.column_type(column) != Type::YesNo;
        let word = self.model.vocabulary().word(&column.column).filter(|_| named);
        word.and_then(|word| word.says.first()).cloned().unwrap_or(plain)
    }

    fn options(&self, value: &Value, options: &[String]) -> String {
        let quoted = |option: &String| match self.model.type_of(value) {
            Type::Choice(_) => option.clone(),
            _ => format!("\"{option}\""),
        };
        series(options.iter().map(quoted).collect(), "or")
    }

    fn number(&self, number: Decimal, kind: &Type) -> String {
        let plain = number.normalize();
        match kind {
            Type::Money => format!("{plain} {}", self.model.project.settings.currency),
            _ => plain.to_string(),
        }
    }
}

fn count_of(value: &Value) -> Option<&Aggregate> {
    let Value::Fact(fact) = value else { return None };
    fact.aggregate().filter(|aggregate| aggregate.function == Function::Count)
}

/// "been sent an SMS" after "never": "were sent an SMS".
fn past(did: &str) -> String {
    did.strip_prefix("been ").map_or_else(|| did.to_owned(), |rest| format!("were {rest}"))
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
