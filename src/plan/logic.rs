//! And, or, not: a condition in a plan "holds" where it is true; false and null are
//! the same until a `not` or the end asks which it is.

use datafusion::common::DFSchema;
use datafusion::logical_expr::{Expr, ExprSchemable, Operator, binary_expr, lit};

/// All of them hold. A balanced tree, since deep ones overflow the stack.
pub(super) fn all(parts: Vec<Expr>) -> Expr {
    join(parts, Expr::and).unwrap_or_else(|| lit(true))
}

/// At least one holds.
pub(super) fn any(parts: Vec<Expr>) -> Expr {
    join(parts, Expr::or).unwrap_or_else(|| lit(false))
}

/// It does not hold: true also where it is null.
///
/// `IS NOT TRUE` would say the same, but DataFusion's logical and physical plans
/// disagree on whether that may be null, and then an aggregate above it is refused.
pub(super) fn not(part: Expr) -> Expr {
    binary_expr(part, Operator::IsDistinctFrom, lit(true))
}

/// Whether it holds: never null.
///
/// `coalesce(part, false)` would say the same, but becomes `part IS NOT NULL AND part`, and
/// what is asked twice is computed twice.
pub(super) fn settled(part: Expr) -> Expr {
    binary_expr(part, Operator::IsNotDistinctFrom, lit(true))
}

/// All of them hold, each looked at by itself; never null.
///
/// DataFusion looks at the left side of an `AND` first and, where that rarely holds, copies those
/// rows, ALL columns of them, to look at the right side there. Over the facts of hundreds of
/// segments the copying is nearly all that is done. Since false is less than true, `a > not b`
/// says the same, and is a comparison of bits.
pub(super) fn each(parts: Vec<Expr>, schema: &DFSchema) -> Expr {
    join(never_null(parts, schema), |left, right| binary_expr(left, Operator::Gt, !right)).unwrap_or_else(|| lit(true))
}

/// At least one holds, each looked at by itself, as in [`each`]; never null.
pub(super) fn one(parts: Vec<Expr>, schema: &DFSchema) -> Expr {
    join(never_null(parts, schema), |left, right| binary_expr(left, Operator::GtEq, !right))
        .unwrap_or_else(|| lit(false))
}

fn never_null(parts: Vec<Expr>, schema: &DFSchema) -> Vec<Expr> {
    parts.into_iter().map(|part| settled_over(part, schema)).collect()
}

/// Whether it holds over the columns of a plan: never null, as [`settled`].
pub(super) fn settled_over(part: Expr, schema: &DFSchema) -> Expr {
    let compares_nulls = |op: &Operator| matches!(op, Operator::IsDistinctFrom | Operator::IsNotDistinctFrom);
    match (&part, part.nullable(schema)) {
        // DataFusion says that these may be null too.
        (Expr::BinaryExpr(compared), _) if compares_nulls(&compared.op) => part,
        (_, Ok(false)) => part,
        _ => settled(part),
    }
}

/// These, joined two by two in a balanced tree.
pub(super) fn join(mut parts: Vec<Expr>, with: fn(Expr, Expr) -> Expr) -> Option<Expr> {
    while parts.len() > 1 {
        let mut pairs = Vec::with_capacity(parts.len().div_ceil(2));
        let mut rest = parts.into_iter();
        while let Some(left) = rest.next() {
            pairs.push(match rest.next() {
                Some(right) => with(left, right),
                None => left,
            });
        }
        parts = pairs;
    }
    parts.pop()
}
