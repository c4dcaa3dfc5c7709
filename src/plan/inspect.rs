//! What may be wrong with the rows of a table: how many have no customer, are of nobody
//! who is known, have no time or one that cannot be, are in another currency, or do not
//! fit the rows that they are lines of.

use super::context::{CUSTOMER, Context, column, instant, named};
use super::error::Result;
use super::{Tables, customers, read, spelled};
use crate::time::{Clock, Instant, WeekStart};
use crate::types::Model;
use crate::types::ir::ColumnRef;
use crate::vocabulary::{CURRENCY, CUSTOMERS};
use chrono::NaiveDate;
use datafusion::arrow::datatypes::DataType;
use datafusion::functions_aggregate::expr_fn::{count, min};
use datafusion::logical_expr::{Expr, ExprFunctionExt, JoinType, LogicalPlan, LogicalPlanBuilder, cast, lit};
use std::collections::BTreeSet;

/// Years before this one are taken for numbers that were read in the wrong unit.
const FIRST_YEAR: i32 = 1980;

/// What is counted of a table's rows: columns of the one row that comes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// All rows.
    Rows,
    /// Customers without a key, or events without a customer.
    Nobodys,
    /// Events of customers that are not known; [`Seen::example`] has one of their keys.
    Strangers,
    /// Events without a time.
    Timeless,
    /// Events before 1980.
    Ancient,
    /// Events after the as-of instant.
    Ahead,
    /// Amounts in another currency; [`Seen::example`] has one.
    Foreign,
    /// Lines of orders that there are not; [`Seen::example`] has the key of one.
    Orphans,
    /// Lines of another customer than their order is.
    Astray,
}

impl Seen {
    /// The column with the number of such rows.
    pub fn name(self) -> String {
        format!("{self:?}")
    }

    /// The column with an example, as text.
    pub fn example(self) -> String {
        format!("{self:?} example")
    }
}

/// One row that counts what may be wrong with a table's rows.
///
/// Whether they lie ahead is asked of a moment only.
pub fn lower_inspection(model: &Model, tables: &dyn Tables, table: &str, now: Option<Instant>) -> Result<LogicalPlan> {
    // Whatever there will ever be.
    let clock = &Clock::new(last(), model.project.settings.zone, WeekStart::Monday);
    let cx = &Context { model, clock, tables, depth: 0 };
    let Some(mapping) = model.mapping(table) else {
        return Err(super::PlanError::NoTable(table.to_owned()));
    };
    let of = |name: &str| ColumnRef::new(table, name);
    let is_customers = table == CUSTOMERS;
    let customer = match is_customers {
        true => Some(of(ColumnRef::KEY)),
        false => mapping.customer.as_ref().map(|_| of(CUSTOMER)),
    };
    let time = mapping.time.as_ref().filter(|_| !is_customers).map(|_| of(ColumnRef::TIME));
    let currency = mapping.currency.as_ref().map(|_| of(CURRENCY));
    let whole = whole(cx, table);
    let wanted = [&customer, &time, &currency].into_iter().flatten().cloned();
    let wanted: BTreeSet<ColumnRef> = wanted.chain(whole.as_ref().map(|(_, order)| order.clone())).collect();
    let mut plan = LogicalPlanBuilder::from(read::read(cx, table, wanted)?);

    let mut seen = vec![count(lit(1_i64)).alias(Seen::Rows.name())];
    let mut count_if = |what: Seen, test: Expr, example: Option<Expr>| -> Result<()> {
        seen.push(count(lit(1_i64)).filter(test.clone()).build()?.alias(what.name()));
        if let Some(example) = example {
            seen.push(min(cast(example, DataType::Utf8)).filter(test).build()?.alias(what.example()));
        }
        Ok(())
    };
    if let Some(of) = &customer {
        count_if(Seen::Nobodys, column(of).is_null(), None)?;
    }
    if let Some(of) = customer.as_ref().filter(|_| !is_customers) {
        let known = LogicalPlanBuilder::from(customers::read(cx, &[])?)
            .aggregate([customers::key().alias(KNOWN)], Vec::<Expr>::new())?
            .build()?;
        plan = plan.join_on(known, JoinType::Left, [column(of).eq(named(KNOWN))])?;
        let stranger = column(of).is_not_null().and(named(KNOWN).is_null());
        count_if(Seen::Strangers, stranger, Some(column(of)))?;
    }
    if let Some(of) = &time {
        count_if(Seen::Timeless, column(of).is_null(), None)?;
        let first = NaiveDate::from_ymd_opt(FIRST_YEAR, 1, 1).map_or(Instant::UNIX_EPOCH, |day| clock.midnight(day));
        count_if(Seen::Ancient, column(of).lt(instant(first)), None)?;
        if let Some(now) = now {
            count_if(Seen::Ahead, column(of).gt(instant(now)), None)?;
        }
    }
    if let Some(of) = &currency {
        count_if(Seen::Foreign, !spelled::is_ours(cx, column(of)), Some(column(of)))?;
    }
    if let Some((parent, order)) = &whole {
        let key = ColumnRef::new(*parent, ColumnRef::KEY);
        let owner = ColumnRef::new(*parent, CUSTOMER);
        let has_owner = customer.is_some() && model.mapping(parent).is_some_and(|parent| parent.customer.is_some());
        let columns = has_owner.then(|| owner.clone());
        plan = LogicalPlanBuilder::from(read::join_parent(cx, plan.build()?, order, parent, columns)?);
        let orphan = column(order).is_not_null().and(column(&key).is_null());
        count_if(Seen::Orphans, orphan, Some(column(order)))?;
        if let Some(of) = customer.as_ref().filter(|_| has_owner) {
            count_if(Seen::Astray, column(of).not_eq(column(&owner)), Some(column(order)))?;
        }
    }
    Ok(plan.aggregate(Vec::<Expr>::new(), seen)?.build()?)
}

/// The end of year 9999.
fn last() -> Instant {
    Instant::from_timestamp(253_402_300_799, 0).unwrap_or(Instant::MAX_UTC)
}

/// The name of a key that is known.
const KNOWN: &str = "known";

/// The table whose rows a table's rows are lines of, and the lines' column that names them;
/// none where that one is made from them, or leaves rows out.
fn whole<'a>(cx: &Context<'a>, table: &str) -> Option<(&'a str, ColumnRef)> {
    let (parent, lines) = cx.model.vocabulary().parent(table)?;
    let mapping = cx.model.mapping(parent)?;
    let is_whole = mapping.from.is_none() && mapping.key.is_some() && cx.model.row_filter(parent).is_none();
    let names_it = cx.model.mapping(table)?.columns.contains_key(&lines.order);
    (is_whole && names_it).then(|| (parent, ColumnRef::new(table, lines.order.clone())))
}

/// The keys that several rows of a table have, at most three of them.
pub fn lower_duplicates(model: &Model, tables: &dyn Tables, table: &str) -> Result<LogicalPlan> {
    let clock = Clock::new(Instant::MIN_UTC, model.project.settings.zone, WeekStart::Monday);
    let cx = Context { model, clock: &clock, tables, depth: 0 };
    let key = ColumnRef::new(table, ColumnRef::KEY);
    let rows = read::read(&cx, table, [key.clone()])?;
    let several = named(super::CUSTOMERS).gt(lit(1_i64));
    Ok(LogicalPlanBuilder::from(rows)
        .filter(column(&key).is_not_null())?
        .aggregate([column(&key)], [count(lit(1_i64)).alias(super::CUSTOMERS)])?
        .filter(several)?
        .sort_with_limit([column(&key).sort(true, false)], Some(3))?
        .project([column(&key).alias(super::KEY)])?
        .build()?)
}
