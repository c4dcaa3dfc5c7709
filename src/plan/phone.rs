//! The country of a phone number.

use crate::vocabulary::phone::{BETWEEN, PREFIXES};
use datafusion::functions::core::expr_fn::coalesce;
use datafusion::functions::unicode::expr_fn::{substring, translate};
use datafusion::logical_expr::expr::Case;
use datafusion::logical_expr::{Expr, lit};
use std::collections::BTreeMap;

use super::text::text;

/// The country that a number begins with; missing where that is none. Beginnings of one
/// length are one look-up; the longest that fits counts.
pub(super) fn country(number: Expr) -> Expr {
    let mut by_length: BTreeMap<usize, Vec<(&str, &str)>> = BTreeMap::new();
    for (prefix, country) in PREFIXES.iter() {
        by_length.entry(prefix.len()).or_default().push((prefix, country));
    }
    let number = translate(number, lit(BETWEEN), lit(""));
    let look_up = |(length, prefixes): (usize, Vec<(&str, &str)>)| {
        let begins = substring(number.clone(), lit(1_i64), lit(length as i64 + 1));
        let arms = prefixes.into_iter().map(|(prefix, country)| {
            let prefix = format!("+{prefix}");
            (Box::new(text(&prefix)), Box::new(text(country)))
        });
        Expr::Case(Case::new(Some(Box::new(begins)), arms.collect(), None))
    };
    coalesce(by_length.into_iter().rev().map(look_up).collect())
}
