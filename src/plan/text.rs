//! Tests of texts and lists.

use super::alike;
use crate::syntax::ast::TextVerb;
use crate::types::ir::fold;
use datafusion::arrow::datatypes::{DataType, Field};
use datafusion::common::ScalarValue;
use datafusion::functions::core::expr_fn::{coalesce, nullif};
use datafusion::functions::string::expr_fn::{contains, ends_with, lower, replace, split_part, starts_with};
use datafusion::functions_nested::expr_fn::{array_has, array_length, array_to_string};
use datafusion::logical_expr::Operator::StringConcat;
use datafusion::logical_expr::expr::Case;
use datafusion::logical_expr::{Expr, Like, binary_expr, cast, lit};
use std::sync::Arc;

/// The type of texts.
pub(super) const TEXT: DataType = DataType::Utf8View;

/// What stands between the items of a joined list: U+001F, the "unit separator",
/// which has no other use than this.
const SEPARATOR: &str = "\u{1F}";

/// The type of lists of texts.
pub(super) fn list_type() -> DataType {
    DataType::List(Arc::new(Field::new_list_field(TEXT, true)))
}

/// A text.
pub(super) fn text(value: &str) -> Expr {
    lit(ScalarValue::Utf8View(Some(value.to_owned())))
}

/// The text in lower case, unless it is compared exactly.
pub(super) fn folded(value: Expr, exact: bool) -> Expr {
    if exact { value } else { lower(value) }
}

/// The text as it is compared with another column, where case does not matter.
pub(super) fn same_case(value: Expr) -> Expr {
    replace(lower(value), lit("ς"), lit("σ"))
}

fn needle(value: &str, exact: bool) -> String {
    if exact { value.to_owned() } else { fold(value) }
}

/// The text to be held against these needles. Only a needle with a sigma needs the two
/// lower cases of it to be one.
fn for_needles(value: Expr, needles: &[&str], exact: bool) -> Expr {
    match !exact && needles.iter().any(|needle| needle.contains('σ')) {
        true => replace(value, lit("ς"), lit("σ")),
        false => value,
    }
}

/// That a text, in lower case unless it is compared exactly, is one of several.
pub(super) fn one_of(value: Expr, options: &[String], exact: bool) -> Expr {
    let options: Vec<String> = options.iter().map(|option| needle(option, exact)).collect();
    let needles: Vec<&str> = options.iter().map(String::as_str).collect();
    let value = for_needles(value, &needles, exact);
    value.in_list(options.iter().map(|option| text(option)).collect(), false)
}

/// That a text, in lower case unless it is compared exactly, contains, starts with, ends with,
/// matches or is spelled like another.
pub(super) fn holds(value: Expr, verb: TextVerb, needle: &str, exact: bool) -> Expr {
    let needle = self::needle(needle, exact);
    let value = for_needles(value, &[&needle], exact);
    match verb {
        TextVerb::Contains => contains(value, text(&needle)),
        TextVerb::StartsWith => starts_with(value, text(&needle)),
        TextVerb::EndsWith => ends_with(value, text(&needle)),
        TextVerb::Matches => matches(value, &needle),
        TextVerb::Like => alike::is_near(value, &needle),
    }
}

/// That all of a text follows a pattern in which `*` stands for any text.
fn matches(value: Expr, pattern: &str) -> Expr {
    let mut like = String::with_capacity(pattern.len() + 2);
    for character in pattern.chars() {
        match character {
            '*' => like.push('%'),
            '%' | '_' | '\\' => like.extend(['\\', character]),
            other => like.push(other),
        }
    }
    Expr::Like(Like::new(false, Box::new(value), Box::new(text(&like)), None, false))
}

/// That a list holds an item, whose case matters.
pub(super) fn list_has(list: Expr, item: &str) -> Expr {
    array_has(list, text(item))
}

/// A list as one text, with a separator around every item: no standard function puts the items
/// of a list in lower case.
pub(super) fn fenced(list: Expr) -> Expr {
    let joined = array_to_string(list, lit(SEPARATOR));
    concat(concat(lit(SEPARATOR), joined), lit(SEPARATOR))
}

/// That a list, fenced and in lower case, holds an item.
///
/// That is exact: a separator is no letter, so an item has the lower case beside it that it has
/// alone, and an item is found only between two separators. But an empty item would be found in
/// an empty list; it has no case, and is looked up in the list itself.
pub(super) fn fenced_holds(fenced: Expr, item: &str) -> Expr {
    let item = format!("{SEPARATOR}{}{SEPARATOR}", fold(item));
    contains(for_needles(fenced, &[&item], false), lit(item))
}

fn concat(left: Expr, right: Expr) -> Expr {
    binary_expr(left, StringConcat, right)
}

/// How many items a list has.
pub(super) fn list_size(list: Expr) -> Expr {
    let empty = Case::new(None, vec![(Box::new(list.clone().is_not_null()), Box::new(lit(0_i64)))], None);
    coalesce(vec![cast(array_length(list), DataType::Int64), Expr::Case(empty)])
}

/// What follows the last `@` of an address, in lower case; missing where nothing does.
pub(super) fn domain(address: Expr) -> Expr {
    let at = contains(address.clone(), lit("@"));
    let domain = nullif(lower(split_part(address, lit("@"), lit(-1_i64))), text(""));
    Expr::Case(Case::new(None, vec![(Box::new(at), Box::new(domain))], None))
}
