//! Texts and lists in lower case, made where they are few.
//!
//! A product's title is the same for all lines that name the product. So what a table takes from
//! a table joined to it has, beside it, its lower case under a name of its own: it is made once a
//! product, and a plan that does not need it drops it. Besides, a test of a plain column tells
//! DataFusion what no function of a column does: that a row without product fails it, so that
//! the products can be sifted before any line is looked at.

use super::context::{name, named};
use super::text;
use crate::types::ir::ColumnRef;
use crate::vocabulary::Type;
use datafusion::common::DFSchema;
use datafusion::logical_expr::Expr;

/// The name of the lower case of a column.
fn folded_name(column: &ColumnRef) -> String {
    format!("{} in lower case", name(column))
}

/// The lower case of a column's value, under its name; none of what has no case.
pub(super) fn beside(column: &ColumnRef, value: &Expr, meaning: &Type) -> Option<Expr> {
    let folded = match meaning {
        Type::Text | Type::Choice(_) => text::folded(value.clone(), false),
        Type::List => text::folded(text::fenced(value.clone()), false),
        Type::YesNo | Type::Number | Type::Money | Type::Date | Type::Key => return None,
    };
    Some(folded.alias(folded_name(column)))
}

/// The lower case of a column, in a plan that has it.
pub(super) fn of(column: &ColumnRef, schema: &DFSchema) -> Option<Expr> {
    let name = folded_name(column);
    schema.has_column_with_unqualified_name(&name).then(|| named(name))
}

/// Columns of a plan, each with its lower case if the plan has it.
pub(super) fn with<'a>(
    columns: impl IntoIterator<Item = &'a ColumnRef>,
    schema: &DFSchema,
) -> impl Iterator<Item = Expr> {
    columns.into_iter().flat_map(|column| [Some(named(name(column))), of(column, schema)]).flatten()
}
