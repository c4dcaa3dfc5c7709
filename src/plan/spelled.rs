//! Texts that stand for something else, as text files have nothing but texts: numbers,
//! amounts, lists, dates in a form of the project's own. What is none is missing.

use super::context::Context;
use super::text::{TEXT, list_type};
use crate::vocabulary::{DateFormat, Source, Type};
use datafusion::arrow::datatypes::DataType;
use datafusion::functions::core::expr_fn::nullif;
use datafusion::functions::regex::expr_fn::{regexp_like, regexp_replace};
use datafusion::functions::string::expr_fn::{btrim, lower, replace, starts_with, upper};
use datafusion::functions_nested::expr_fn::array_remove_all;
use datafusion::functions_nested::string::string_to_array_udf;
use datafusion::logical_expr::expr::Case;
use datafusion::logical_expr::{Expr, cast, lit, try_cast};

/// What may stand around a value without being part of it.
const BLANKS: &str = " \t\r\n\u{A0}\u{202F}";

/// Signs of currencies that are no letters.
const SIGNS: &[(&str, &str)] = &[
    ("EUR", "€"),
    ("USD", r"\$"),
    ("CAD", r"\$"),
    ("AUD", r"\$"),
    ("GBP", "£"),
    ("JPY", "¥"),
    ("CNY", "¥"),
    ("INR", "₹"),
    ("BRL", r"R\$"),
];

/// Whether a column of this type holds texts.
pub(super) fn is_text(kind: &DataType) -> bool {
    matches!(kind, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View)
}

/// A text without blanks around it; missing if there is nothing else.
pub(super) fn trimmed(value: Expr) -> Expr {
    nullif(btrim(vec![value, lit(BLANKS)]), lit(""))
}

/// A text column with the plain spelling of what it stands for.
pub(super) fn plain(cx: &Context, value: Expr, source: &Source, meaning: &Type) -> Expr {
    let value = match meaning {
        Type::Text | Type::Choice(_) | Type::Key => return value,
        _ => trimmed(value),
    };
    match (meaning, &source.format, &source.separator) {
        (Type::Money, ..) => number(without_currency(value, &cx.model.project.settings.currency), source.comma),
        (Type::Number, ..) => number(value, source.comma),
        (Type::Date, Some(format), _) => date(value, format),
        (Type::List, _, Some(separator)) => list(value, separator),
        _ => value,
    }
}

/// What a value means, where its column says so.
pub(super) fn meant(value: Expr, means: &[(String, String)]) -> Expr {
    let value = trimmed(cast(value, DataType::Utf8));
    let when = means.iter().map(|(text, meaning)| (Box::new(lit(text.as_str())), Box::new(lit(meaning.as_str()))));
    let is = lower(value.clone());
    let meant = Expr::Case(Case::new(Some(Box::new(is)), when.collect(), Some(Box::new(value))));
    cast(meant, TEXT)
}

/// Whether a text names the project's currency, or none.
pub(super) fn is_ours(cx: &Context, currency: Expr) -> Expr {
    let ours = cx.model.project.settings.currency.as_str();
    let sign = SIGNS.iter().find(|(code, _)| *code == ours).map(|(_, sign)| sign.replace('\\', ""));
    let known = [Some(ours.to_owned()), sign].into_iter().flatten().map(lit).collect();
    let named = trimmed(cast(currency, DataType::Utf8));
    named.clone().is_null().or(upper(named).in_list(known, false))
}

/// An amount may have the project's currency beside it, and no other.
fn without_currency(value: Expr, currency: &str) -> Expr {
    let sign = SIGNS.iter().find(|(code, _)| *code == currency).map_or(String::new(), |(_, sign)| format!("|{sign}"));
    let around = format!(r"^([+-]?)\s*(?:{currency}{sign})\s*|\s*(?:{currency}{sign})$");
    regexp_replace(value, lit(around), lit("${1}"), Some(lit("g")))
}

/// A number as `1234.5`; its thousands may be apart.
fn number(value: Expr, comma: bool) -> Expr {
    let (form, apart): (_, &[&str]) = match comma {
        true => (r"^[+-]?(?:\d{1,3}(?:[. ]\d{3})+|\d+)(?:,\d*)?$", &[".", " "]),
        false => (r"^[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?$", &[","]),
    };
    let is_number = regexp_like(value.clone(), lit(form), None);
    let mut plain = apart.iter().fold(value, |value, apart| replace(value, lit(*apart), lit("")));
    if comma {
        plain = replace(plain, lit(","), lit("."));
    }
    Expr::Case(Case::new(None, vec![(Box::new(is_number), Box::new(plain))], None))
}

/// A date in the form of ISO 8601.
fn date(value: Expr, format: &DateFormat) -> Expr {
    let iso = regexp_replace(value, lit(format.found.as_str()), lit(format.iso.as_str()), None);
    regexp_replace(iso, lit(r"([- ])0(\d\d)\b"), lit("${1}${2}"), Some(lit("g")))
}

/// A list of what stands between the separators, without blanks around it.
fn list(value: Expr, separator: &str) -> Expr {
    let trimmed = separator.trim();
    let separator = if trimmed.is_empty() { separator } else { trimmed };
    let escaped: String =
        separator.chars().flat_map(|c| c.is_ascii_punctuation().then_some('\\').into_iter().chain([c])).collect();
    let close =
        regexp_replace(value, lit(format!(r"\s*{escaped}\s*")), lit(separator.replace('$', "$$")), Some(lit("g")));
    let items = string_to_array_udf().call(vec![cast(close, DataType::Utf8), lit(separator)]);
    cast(array_remove_all(items, lit("")), list_type())
}

/// A column of a text file: the texts that stand for a missing value are missing, and
/// the apostrophe is gone that keeps a spreadsheet from taking `+39 333` for a sum, or
/// `00123` for 123.
pub fn of_file(value: Expr, missing: &[String]) -> Expr {
    let kept_apart = regexp_replace(value.clone(), lit("^'([-+=@]|[0-9][0-9 .,/-]*$)"), lit("${1}"), None);
    let is_apart = starts_with(value.clone(), lit("'"));
    let value = Expr::Case(Case::new(None, vec![(Box::new(is_apart), Box::new(kept_apart))], Some(Box::new(value))));
    missing.iter().fold(value, |value, text| nullif(value, lit(text.as_str())))
}

/// The whole number that a key of a text file stands for.
pub fn whole_number(value: Expr) -> Expr {
    try_cast(trimmed(value), DataType::Int64)
}
