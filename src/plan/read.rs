//! A table of the vocabulary from the project's files: canonical columns under the
//! vocabulary's names, only those that are asked for, only the rows there are.

use super::condition::Scope;
use super::context::{CUSTOMER, Context, column, name, named, type_of};
use super::error::{PlanError, Result};
use super::{column as canon, derived, folded, needs, spelled, time};
use crate::types::ir::ColumnRef;
use crate::vocabulary::{CURRENCY, CUSTOMERS, Join, Mapping, Source, Type};
use datafusion::common::{Column, DFSchema, TableReference};
use datafusion::functions::core::expr_fn::coalesce;
use datafusion::functions_aggregate::expr_fn::first_value;
use datafusion::functions_nested::expr_fn::array_to_string;
use datafusion::logical_expr::expr::Case;
use datafusion::logical_expr::{Expr, JoinType, LogicalPlan, LogicalPlanBuilder, lit};
use std::collections::{BTreeMap, BTreeSet};

/// The currency of the row that a row is a line of, as a column of the line.
const PARENT_CURRENCY: &str = "@currency of the whole";

/// Where a column of the vocabulary comes from.
enum Origin<'a> {
    /// The files of the table, or a table joined to it.
    Files(&'a Source),
    /// The project has none; this stands for it.
    Default(&'a str),
    /// The row that this one is a line of.
    Parent(ColumnRef),
}

/// The columns of a table that are asked for, by their names there.
pub(super) fn read(cx: &Context, table: &str, columns: impl IntoIterator<Item = ColumnRef>) -> Result<LogicalPlan> {
    let cx = &cx.inside(table)?;
    let mapping = cx.model.mapping(table);
    let mapping = mapping.ok_or_else(|| PlanError::NoTable(table.to_owned()))?;
    let rows = cx.model.row_filter(table);
    let mut columns = needs::stored(cx, columns)?;
    let asked = columns.clone();
    if let Some(rows) = rows {
        columns.extend(needs::stored(cx, needs::of_condition(rows))?);
    }

    let mut own = Vec::new();
    let mut inherited = BTreeMap::new();
    let currencies = currencies(cx, table, mapping, &columns);
    if currencies.of_row {
        columns.insert(ColumnRef::new(table, CURRENCY));
    }
    if let Some(of_parent) = &currencies.of_parent {
        inherited.insert(ColumnRef::new(table, PARENT_CURRENCY), of_parent.clone());
    }
    for wanted in columns {
        match origin(cx, mapping, &wanted)? {
            Origin::Parent(of) => {
                inherited.insert(wanted, of);
            }
            other => own.push((wanted, other)),
        }
    }
    if !inherited.is_empty()
        && let Some((_, lines)) = cx.model.vocabulary().parent(table)
    {
        let order = ColumnRef::new(table, lines.order.clone());
        if !own.iter().any(|(column, _)| *column == order) {
            let source = origin(cx, mapping, &order)?;
            own.push((order, source));
        }
    }

    let mut plan = stored(cx, table, mapping, &own)?;
    if !inherited.is_empty() {
        plan = inherit(cx, table, plan, &own, &inherited)?;
    }
    if currencies.of_row || currencies.of_parent.is_some() {
        plan = of_our_currency(cx, table, plan, &own, &inherited)?;
    }
    let Some(rows) = rows else {
        return Ok(plan);
    };
    let filter = Scope::rows(cx, plan.schema()).condition(rows)?;
    let kept: Vec<Expr> = folded::with(&asked, plan.schema()).collect();
    Ok(LogicalPlanBuilder::from(plan).filter(filter)?.project(kept)?.build()?)
}

/// Whether the project has the time of a table's rows.
pub(super) fn has_time(cx: &Context, table: &str) -> bool {
    let date = ColumnRef::new(table, ColumnRef::TIME);
    let mapping = cx.model.mapping(table);
    mapping.is_some_and(|mapping| origin(cx, mapping, &date).is_ok())
}

/// Whether a table of lines has a column by itself: from its files, computed, or by
/// a default where the rows that the lines belong to have no better.
pub(super) fn is_own(cx: &Context, column: &ColumnRef) -> bool {
    let Some(mapping) = cx.model.mapping(&column.table) else {
        return false;
    };
    match needs::stored(cx, [column.clone()]) {
        Ok(stored) => {
            stored.iter().all(|column| matches!(origin(cx, mapping, column), Ok(Origin::Files(_) | Origin::Default(_))))
        }
        Err(_) => false,
    }
}

fn origin<'a>(cx: &Context<'a>, mapping: &'a Mapping, column: &ColumnRef) -> Result<Origin<'a>> {
    let source = match column.column.as_str() {
        CUSTOMER => mapping.customer.as_ref(),
        CURRENCY => mapping.currency.as_ref(),
        ColumnRef::SINCE => mapping.time.as_ref(),
        ColumnRef::KEY if !mapping.columns.contains_key(ColumnRef::KEY) => mapping.key.as_ref(),
        ColumnRef::TIME if column.table != CUSTOMERS => mapping.time.as_ref(),
        name => mapping.columns.get(name),
    };
    if let Some(source) = source {
        return Ok(Origin::Files(source));
    }
    let default = default_of(cx, column);
    let special = [CUSTOMER, ColumnRef::TIME].contains(&column.column.as_str());
    if (special || default.is_some())
        && let Some((parent, _)) = cx.model.vocabulary().parent(&column.table)
    {
        let of = ColumnRef::new(parent, column.column.clone());
        if has_better(cx, &of) && derived::is_apart(cx, &of, column) {
            return Ok(Origin::Parent(of));
        }
    }
    default.map(Origin::Default).ok_or_else(|| PlanError::NoColumn(column.clone()))
}

fn default_of<'a>(cx: &Context<'a>, column: &ColumnRef) -> Option<&'a str> {
    cx.model.vocabulary().column(&column.table, &column.column)?.default.as_deref()
}

/// Whether a column is more than a default.
fn has_better(cx: &Context, column: &ColumnRef) -> bool {
    let Some(mapping) = cx.model.mapping(&column.table) else {
        return false;
    };
    match column.column.as_str() {
        CUSTOMER => mapping.customer.is_some(),
        ColumnRef::TIME => mapping.time.is_some(),
        name => mapping.columns.contains_key(name) || cx.model.computed(column).is_some(),
    }
}

/// Which currencies the amounts of a table's rows may be in.
struct Currencies {
    /// Whether each row says it.
    of_row: bool,
    /// The column of the row that it is a line of, which may say it where the line does not.
    of_parent: Option<ColumnRef>,
}

fn currencies(cx: &Context, table: &str, mapping: &Mapping, columns: &BTreeSet<ColumnRef>) -> Currencies {
    // What a row is made from has seen to its own amounts.
    if mapping.from.is_some() || !columns.iter().any(|column| cx.model.column_type(column) == Type::Money) {
        return Currencies { of_row: false, of_parent: None };
    }
    let parent = cx.model.vocabulary().parent(table).filter(|(_, lines)| mapping.columns.contains_key(&lines.order));
    let parent = parent.filter(|(parent, _)| cx.model.mapping(parent).is_some_and(|parent| parent.currency.is_some()));
    Currencies {
        of_row: mapping.currency.is_some(),
        of_parent: parent.map(|(parent, _)| ColumnRef::new(parent, CURRENCY)),
    }
}

/// Amounts in another currency than the project's are missing: they are never added up.
fn of_our_currency(
    cx: &Context,
    table: &str,
    plan: LogicalPlan,
    own: &[(ColumnRef, Origin)],
    inherited: &BTreeMap<ColumnRef, ColumnRef>,
) -> Result<LogicalPlan> {
    let said = [CURRENCY, PARENT_CURRENCY].map(|column| ColumnRef::new(table, column));
    let is_said = |column: &ColumnRef| said.contains(column);
    let said = own.iter().map(|(column, _)| column).chain(inherited.keys()).filter(|column| is_said(column));
    let ours = spelled::is_ours(cx, coalesce(said.map(column).collect()));
    let amounts = own.iter().filter(|(of, origin)| {
        cx.model.column_type(of) == Type::Money && matches!(origin, Origin::Files(source) if source.join.is_none())
    });
    let amounts: BTreeSet<&ColumnRef> = amounts.map(|(column, _)| column).collect();
    let all = || own.iter().map(|(column, _)| column).chain(inherited.keys());
    let of_ours = |of| Expr::Case(Case::new(None, vec![(Box::new(ours.clone()), Box::new(column(of)))], None));
    let mut projected: Vec<Expr> = folded::with(all().filter(|of| !amounts.contains(of)), plan.schema()).collect();
    projected.extend(all().filter(|of| amounts.contains(of)).map(|of| of_ours(of).alias(name(of))));
    Ok(LogicalPlanBuilder::from(plan).project(projected)?.build()?)
}

/// What comes from the table's own files and the tables joined to them.
fn stored(cx: &Context, table: &str, mapping: &Mapping, columns: &[(ColumnRef, Origin)]) -> Result<LogicalPlan> {
    let own = columns.iter().filter_map(|(_, origin)| match origin {
        Origin::Files(source) if source.join.is_none() => Some(*source),
        _ => None,
    });
    let mut plan = match &mapping.from {
        Some((from, _)) => LogicalPlanBuilder::from(derived::table(cx, table, mapping, from, own)?),
        None => LogicalPlanBuilder::scan(TableReference::bare(table), cx.source(table)?, None)?,
    };
    let mut joined: BTreeMap<&str, Vec<(&ColumnRef, &Source)>> = BTreeMap::new();
    for (wanted, origin) in columns {
        if let Origin::Files(source) = origin
            && let Some(join) = &source.join
        {
            joined.entry(join).or_default().push((wanted, *source));
        }
    }
    for (name, wanted) in &joined {
        let Some(join) = mapping.joins.get(*name) else {
            return Err(PlanError::NoTable((*name).to_owned()));
        };
        let on = file_column(table, &join.on);
        let kind = type_of(&on, plan.schema())?;
        let on = canon::key(on, &kind).eq(named(joined_key(name)));
        plan = plan.join_on(one_a_key(cx, name, join, wanted)?, JoinType::Left, [on])?;
    }
    let mut projected = Vec::new();
    for (wanted, origin) in columns {
        let meaning = meaning(cx, wanted);
        let value = match origin {
            Origin::Default(value) => canon::default(cx, value, &meaning),
            Origin::Files(source) => {
                let value = match &source.join {
                    Some(_) => column(wanted),
                    None => {
                        let value = file_column(table, &derived::file_name(source));
                        let kind = type_of(&value, plan.schema())?;
                        canon::canonical(cx, value, &kind, source, &meaning)?
                    }
                };
                let value = if cx.model.says_when(wanted) { time::by_now(value, cx.clock) } else { value };
                match default_of(cx, wanted) {
                    // A row that lacks the value has the default, as a project that lacks the column.
                    Some(default) => coalesce(vec![value, canon::default(cx, default, &meaning)]),
                    None => {
                        projected.extend(folded::of(wanted, plan.schema()));
                        value
                    }
                }
            }
            Origin::Parent(_) => continue,
        };
        projected.push(value.alias(name(wanted)));
    }
    Ok(plan.project(projected)?.build()?)
}

/// What the values of a column are, keys among them.
fn meaning(cx: &Context, column: &ColumnRef) -> Type {
    match column.column.as_str() {
        CUSTOMER | ColumnRef::KEY => Type::Key,
        _ => cx.model.column_type(column),
    }
}

/// The columns of a joined table, reduced to one row a key, so that a key that
/// stands there twice does not multiply the rows that name it.
fn one_a_key(cx: &Context, name: &str, join: &Join, wanted: &[(&ColumnRef, &Source)]) -> Result<LogicalPlan> {
    let mapping = cx.model.mapping(&join.table);
    let key = mapping.and_then(|mapping| mapping.key.as_ref());
    let key = key.ok_or_else(|| PlanError::NoTable(join.table.clone()))?;
    let scan = LogicalPlanBuilder::scan(TableReference::bare(name), cx.source(&join.table)?, None)?;
    let key = file_column(name, &key.column);
    let kind = type_of(&key, scan.schema())?;
    let sources: BTreeSet<&str> = wanted.iter().map(|(_, source)| source.column.as_str()).collect();
    let columns: Vec<Expr> = sources.iter().map(|column| file_column(name, column)).collect();
    let values = one_row(&columns, scan.schema())?.into_iter().zip(&sources);
    let values: Vec<Expr> = values.map(|(value, column)| value.alias(*column)).collect();
    let rows =
        scan.filter(key.clone().is_not_null())?.aggregate([canon::key(key, &kind).alias(joined_key(name))], values)?;
    let mut projected = vec![named(joined_key(name))];
    for (wanted, source) in wanted {
        let value = named(&source.column);
        let kind = type_of(&value, rows.schema())?;
        let meaning = meaning(cx, wanted);
        let value = canon::canonical(cx, value, &kind, source, &meaning)?;
        projected.extend(folded::beside(wanted, &value, &meaning));
        projected.push(value.alias(self::name(wanted)));
    }
    Ok(rows.project(projected)?.build()?)
}

/// Adds what lines take from the row that they are lines of, by its key.
fn inherit(
    cx: &Context,
    table: &str,
    lines: LogicalPlan,
    own: &[(ColumnRef, Origin)],
    inherited: &BTreeMap<ColumnRef, ColumnRef>,
) -> Result<LogicalPlan> {
    let Some((parent_table, link)) = cx.model.vocabulary().parent(table) else {
        return Err(PlanError::NoTable(table.to_owned()));
    };
    let order = ColumnRef::new(table, link.order.clone());
    let joined = join_parent(cx, lines, &order, parent_table, inherited.values().cloned())?;
    let mut projected: Vec<Expr> = folded::with(own.iter().map(|(wanted, _)| wanted), joined.schema()).collect();
    for (wanted, of) in inherited {
        let value = Scope::rows(cx, joined.schema()).column(of)?;
        projected.push(value.alias(name(wanted)));
    }
    Ok(LogicalPlanBuilder::from(joined).project(projected)?.build()?)
}

/// Joins to lines the rows that they are lines of, by the lines' column `order`.
/// Lines of rows that the project leaves out are left out too.
pub(super) fn join_parent(
    cx: &Context,
    lines: LogicalPlan,
    order: &ColumnRef,
    parent: &str,
    columns: impl IntoIterator<Item = ColumnRef>,
) -> Result<LogicalPlan> {
    if parent == order.table {
        return Err(PlanError::Circular(parent.to_owned()));
    }
    let key = ColumnRef::new(parent, ColumnRef::KEY);
    let mut stored = needs::stored(cx, columns)?;
    stored.remove(&key);
    let rows = read(cx, parent, stored.iter().cloned().chain([key.clone()]))?;
    let columns: Vec<Expr> = stored.iter().map(column).collect();
    let values = one_row(&columns, rows.schema())?.into_iter().zip(&stored);
    let values: Vec<Expr> = values.map(|(value, wanted)| value.alias(name(wanted))).collect();
    let rows = LogicalPlanBuilder::from(rows)
        .filter(column(&key).is_not_null())?
        .aggregate([column(&key)], values)?
        .build()?;
    let how = match cx.model.row_filter(parent) {
        Some(_) => JoinType::Inner,
        None => JoinType::Left,
    };
    Ok(LogicalPlanBuilder::from(lines).join_on(rows, how, [column(order).eq(column(&key))])?.build()?)
}

/// The values of the one row of a key. Of several rows they are those of one, the
/// first when sorted by all that is asked of them: never a mix that no row has, and
/// the same one in every run.
fn one_row(columns: &[Expr], schema: &DFSchema) -> Result<Vec<Expr>> {
    let sorted = columns.iter().map(|column| {
        let by = match type_of(column, schema)?.is_nested() {
            true => array_to_string(column.clone(), lit("\u{1F}")),
            false => column.clone(),
        };
        Ok(by.sort(true, false))
    });
    let sorted = sorted.collect::<Result<Vec<_>>>()?;
    Ok(columns.iter().map(|column| first_value(column.clone(), sorted.clone())).collect())
}

/// The key of a joined table. A solidus keeps it apart from the columns of files and of the vocabulary.
fn joined_key(join: &str) -> String {
    format!("{join}/key")
}

fn file_column(table: &str, column: &str) -> Expr {
    Expr::Column(Column::new(Some(TableReference::bare(table)), column))
}
