//! Everything that is computed from customers' rows: each table is gone through
//! once for all segments, and the results are joined to the customers.

use super::aggregate::{self, customer_name, or_zero, rows_name, value_name};
use super::condition::Facts;
use super::context::{self, Context, named, type_of};
use super::error::Result;
use super::lines::{self, Naming};
use super::rows::{self, Wanted};
use super::{alone, bits, customers, distance, distinct, flags, logic, needs, number, rank, told};
use crate::types::ir::{Aggregate, Condition, Distance, Fact, Function, Rank, Sequence, Value};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::ScalarValue;
use datafusion::logical_expr::{Expr, LogicalPlan, LogicalPlanBuilder, cast, lit};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What one pass goes through: the rows of a table, or the lines of its rows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Grain {
    Rows(String),
    Lines(String, Naming),
    /// A pass of its own.
    Alone(usize),
}

/// Joins to the customers every fact that the segments name.
pub(super) fn join(cx: &Context, customers: LogicalPlan, segments: &[Condition]) -> Result<(LogicalPlan, Facts)> {
    let found = collect(segments);
    let mut passes: BTreeMap<Grain, Vec<Wanted>> = BTreeMap::new();
    for (number, fact) in found.iter().enumerate() {
        let Some(aggregate) = fact.aggregate() else { continue };
        let one = Wanted { number, aggregate };
        passes.entry(grain(cx, one)?).or_default().push(one);
    }
    // What is joined first is carried through the other joins: the wide passes come last.
    let mut passes: Vec<Vec<Wanted>> = passes.into_values().collect();
    passes.sort_by_key(Vec::len);
    let tests = told::of_one_fact(segments);
    let mut facts = Facts::default();
    let mut words = BTreeSet::new();
    let mut plan = compact(customers)?;
    for (pass, wanted) in passes.iter().enumerate() {
        let rows = go_through(cx, wanted, pass)?;
        let mut made = Facts::default();
        for one in wanted {
            let (fact, value) = (Fact::Aggregate(one.aggregate.clone()), value(&rows, one.number, one.aggregate)?);
            let counts = one.aggregate.function.is_zero_over_none();
            made.values.insert(fact.clone(), if counts { named(value_name(one.number)) } else { value.clone() });
            facts.values.insert(fact, value);
        }
        let told = told::tell(cx, rows, pass, &made, &tests)?;
        facts.tests.extend(told.answers);
        words.extend(told.words);
        plan = context::join_left(plan, compact(told.rows)?, (customers::key(), named(customer_name(pass))))?;
    }
    let sequences: Vec<&Sequence> = found.iter().filter_map(|fact| fact.sequence()).collect();
    if sequences.len() >= flags::MANY {
        let pass = passes.len() + found.len();
        let flags = flags::pass(cx, &sequences, pass)?;
        plan = context::join_left(plan, flags.rows, (customers::key(), named(customer_name(pass))))?;
        words.extend(flags.words);
        let facts_of = sequences.iter().map(|sequence| Fact::Sequence((*sequence).clone()));
        let is_in = flags.is_in.into_iter().map(|bit| logic::all(bits::all([bit])));
        facts.values.extend(facts_of.zip(is_in));
    }
    for (number, fact) in found.iter().enumerate() {
        let pass = passes.len() + number;
        if facts.values.contains_key(fact) {
            continue;
        }
        if let Some(values) = alone::pass(cx, fact, number, pass)? {
            plan = context::join_left(plan, values, (customers::key(), named(customer_name(pass))))?;
            facts.values.insert((*fact).clone(), alone::value(fact, number, pass));
        }
    }
    plan = told::known(plan, &words)?;
    let distances: Vec<&Distance> = found.iter().filter_map(|fact| fact.distance()).collect();
    let plan = distance::join(cx, plan, &distances, &mut facts)?;
    let mut ranks: Vec<&Rank> = found.iter().filter_map(|fact| fact.rank()).collect();
    ranks.sort_by_key(|rank| rank.depth());
    let plan = rank::join(cx, plan, &ranks, &mut facts)?;
    Ok((plan, facts))
}

/// Texts as arrays that own their bytes. Arrow's views share buffers, and each join
/// appends the buffers of both its sides to every text column that it carries: through
/// a chain of joins their number doubles at each.
fn compact(plan: LogicalPlan) -> Result<LogicalPlan> {
    let owned = |kind: &DataType| match kind {
        DataType::Utf8View => Some(DataType::Utf8),
        DataType::List(item) if *item.data_type() == DataType::Utf8View => {
            Some(DataType::List(Arc::new(item.as_ref().clone().with_data_type(DataType::Utf8))))
        }
        _ => None,
    };
    let fields = plan.schema().fields().iter();
    let columns: Vec<Expr> = fields
        .map(|field| match owned(field.data_type()) {
            Some(kind) => cast(named(field.name()), kind).alias(field.name()),
            None => named(field.name()),
        })
        .collect();
    context::project(plan, columns)
}

fn collect(segments: &[Condition]) -> BTreeSet<&Fact> {
    let mut found = BTreeSet::new();
    for segment in segments {
        needs::for_each_value(segment, &mut |value| {
            if let Value::Fact(fact) = value {
                found.insert(fact.as_ref());
            }
        });
    }
    found
}

fn grain(cx: &Context, one: Wanted) -> Result<Grain> {
    let event = rows::event(cx, one.aggregate)?;
    if one.aggregate.function == Function::Distinct {
        return Ok(Grain::Alone(one.number));
    }
    Ok(match lines::naming(cx, event, one.aggregate) {
        Naming::None => Grain::Rows(event.table.clone()),
        naming => Grain::Lines(event.table.clone(), naming),
    })
}

fn go_through(cx: &Context, wanted: &[Wanted], pass: usize) -> Result<LogicalPlan> {
    let Some(first) = wanted.first() else {
        return Ok(LogicalPlanBuilder::empty(false).build()?);
    };
    let event = rows::event(cx, first.aggregate)?;
    let rows = match lines::naming(cx, event, first.aggregate) {
        Naming::None => rows::of_table(cx, &event.table, wanted)?,
        naming => lines::of_event(cx, event, wanted, naming)?,
    };
    match first.aggregate.function {
        Function::Distinct => distinct::group(rows, pass),
        _ => aggregate::group(rows, pass),
    }
}

/// The value of a fact, where customers without rows have nulls.
fn value(plan: &LogicalPlan, number: usize, aggregate: &Aggregate) -> Result<Expr> {
    let value = named(value_name(number));
    Ok(match aggregate.function {
        Function::Count | Function::Distinct => or_zero(number, lit(0_i64)),
        Function::Sum => {
            let kind = type_of(&value, plan.schema())?;
            or_zero(number, lit(ScalarValue::new_zero(&kind)?))
        }
        Function::Average => number::divide(value, named(rows_name(number)), plan.schema())?,
        Function::Min | Function::Max | Function::First | Function::Last => value,
    })
}
