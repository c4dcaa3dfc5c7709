//! The lines that a condition draws: where its numbers and times begin and end, and the texts it names.

use super::edges::{self, Cut};
use super::numbers;
use super::stretch::Part;
use super::values::{counts, is_whole};
use crate::syntax::ast::Aspect;
use crate::time::{Edge, Length, Window};
use crate::types::Model;
use crate::types::ir::{Aggregate, ColumnRef, Comparison, Condition, Fact, Rank, Sequence, Test, Value, fold};
use rust_decimal::Decimal;
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The lines that a condition draws, and what they are drawn through. Conditions of which none has
/// a part too much mean the same only if they draw the same lines, whatever words they are in.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Lines(BTreeSet<u64>);

impl Lines {
    /// The lines of a condition.
    pub fn of(condition: &Condition, model: &Model) -> Self {
        let mut drawn = Drawn { model, lines: BTreeSet::new() };
        drawn.condition(condition);
        Lines(drawn.lines)
    }
}

struct Drawn<'m> {
    model: &'m Model,
    lines: BTreeSet<u64>,
}

impl Drawn<'_> {
    fn line(&mut self, kind: &str, line: impl Hash) {
        let mut hasher = DefaultHasher::new();
        (kind, line).hash(&mut hasher);
        self.lines.insert(hasher.finish());
    }

    fn condition(&mut self, condition: &Condition) {
        condition.for_each_test(&mut |test| self.test(test));
    }

    fn test(&mut self, test: &Test) {
        test.values().into_iter().for_each(|value| self.value(value));
        match test {
            Test::Compare(value, comparison, Value::Number(number)) => self.numbers(value, *comparison, *number),
            Test::Compare(Value::Number(number), comparison, value) => {
                self.numbers(value, comparison.turned(), *number);
            }
            Test::During(_, window) => self.times(&edges::part(window)),
            Test::Anniversary(_, window) => self.line("anniversary", window),
            Test::InMonth(_, month) => self.line("month", month),
            Test::OneOf { options, .. } => options.iter().for_each(|option| self.line("text", fold(option))),
            Test::Text { needle, .. } => self.line("text", fold(needle)),
            Test::Holds { item, .. } => self.line("text", fold(item)),
            Test::Sampled { percent, seed, .. } => self.line("sample", (percent.normalize(), seed)),
            Test::Compare(..) | Test::Known(_) | Test::Flag(_) => {}
        }
    }

    fn numbers(&mut self, value: &Value, comparison: Comparison, number: Decimal) {
        if let Value::Told(aspect @ (Aspect::DaysSince | Aspect::DaysUntil), _) = value
            && let Some(days) = edges::days_away(comparison, number, *aspect == Aspect::DaysSince)
        {
            return self.times(&days);
        }
        let numbers = numbers::part(comparison, number);
        let numbers = if is_whole(value) { numbers::whole(numbers) } else { numbers };
        let is_count = matches!(value, Value::Fact(fact) if fact.aggregate().is_some_and(|a| counts(a.function)));
        // That there is one is said in many ways, and lies in what is counted.
        let first = numbers::Cut::before(Decimal::ONE);
        let cuts = [numbers.from, numbers.to].into_iter().flatten();
        cuts.filter(|cut| !is_count || *cut > first).for_each(|cut| self.line("number", cut));
    }

    fn times(&mut self, times: &Part<Cut>) {
        for cut in [times.from, times.to].into_iter().flatten() {
            match cut {
                Cut::AfterNow | Cut::Before(Edge::Now) => {}
                Cut::Before(Edge::DayAfter(Length::Days(days))) => {
                    self.line("time", Edge::Today(Length::Days(days.saturating_add(1))));
                }
                Cut::Before(edge) => self.line("time", edge),
            }
        }
    }

    fn value(&mut self, value: &Value) {
        value.walk(&mut |value| match value {
            Value::Column(column) => self.column(column),
            Value::Fact(fact) => match fact.as_ref() {
                Fact::Aggregate(aggregate) => self.aggregate(aggregate),
                Fact::Nth(nth) => {
                    self.line("place", nth.number);
                    self.aggregate(&nth.rows());
                }
                Fact::Sequence(sequence) => self.sequence(sequence),
                Fact::Regular(regular) => {
                    self.line("periods", (regular.times, regular.of, regular.period));
                    regular.counts().take(1).for_each(|rows| self.aggregate(&Aggregate { window: None, ..rows }));
                }
                Fact::Rank(rank) => self.rank(rank),
                Fact::Distance(distance) => self.line("place", &distance.from),
            },
            Value::Number(_) | Value::Told(..) | Value::Arithmetic(..) => {}
        });
    }

    fn column(&mut self, column: &ColumnRef) {
        if column.column != ColumnRef::TIME {
            self.line("column", &column.column);
        }
    }

    fn aggregate(&mut self, aggregate: &Aggregate) {
        let table = self.model.vocabulary().event(&aggregate.event).map(|event| event.table.as_str());
        self.line("table", table);
        aggregate.property.iter().for_each(|property| self.column(property));
        self.rows(&aggregate.event, aggregate.filter.as_ref(), aggregate.window);
    }

    fn rows(&mut self, event: &str, filter: Option<&Condition>, window: Option<Window>) {
        self.condition(&self.model.event_filter(event));
        filter.into_iter().for_each(|filter| self.condition(filter));
        window.iter().for_each(|window| self.times(&edges::part(window)));
    }

    fn sequence(&mut self, sequence: &Sequence) {
        sequence.steps().for_each(|step| self.aggregate(&step.rows(None)));
        self.line("within", sequence.then.iter().map(|then| (then.negated, then.within)).collect::<Vec<_>>());
    }

    fn rank(&mut self, rank: &Rank) {
        self.line("rank", (rank.top, rank.share));
        self.value(&rank.by);
        rank.of.iter().for_each(|of| self.condition(of));
    }
}
