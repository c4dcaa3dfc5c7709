//! And, or, not: a condition in a plan "holds" where it is true; false and null are
//! the same until a `not` or the end asks which it is.

use datafusion::logical_expr::{Expr, Operator, binary_expr, lit};

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

fn join(mut parts: Vec<Expr>, with: fn(Expr, Expr) -> Expr) -> Option<Expr> {
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
