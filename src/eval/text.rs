//! Tests of texts.
//!
//! Case is folded by Unicode lower case of the whole text on both sides, unless
//! the test is exact; the two lower cases of sigma are one. Nothing else is made equal: accents count, and so does the
//! form in which a letter is written.

use super::alike;
use crate::syntax::ast::TextVerb;
use std::borrow::Cow;

/// The text in lower case, or as it is where the test is exact.
pub(super) fn fold(text: &str, exact: bool) -> Cow<'_, str> {
    if exact {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.to_lowercase().chars().map(|c| if c == 'ς' { 'σ' } else { c }).collect())
    }
}

/// Whether two texts are the same.
pub(super) fn same(left: &str, right: &str, exact: bool) -> bool {
    fold(left, exact) == fold(right, exact)
}

/// Whether a text contains, starts with, ends with, matches or is spelled like another.
pub(super) fn holds(text: &str, verb: TextVerb, needle: &str, exact: bool) -> bool {
    let (text, needle) = (fold(text, exact), fold(needle, exact));
    match verb {
        TextVerb::Contains => text.contains(&*needle),
        TextVerb::StartsWith => text.starts_with(&*needle),
        TextVerb::EndsWith => text.ends_with(&*needle),
        TextVerb::Matches => matches(&text, &needle),
        TextVerb::Like => alike::is_near(&text, &needle),
    }
}

/// Whether all of a text follows a pattern, in which `*` stands for any text, even none.
fn matches(text: &str, pattern: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else {
        return text == pattern;
    };
    let Some(mut text) = text.strip_prefix(start) else {
        return false;
    };
    let (middle, end) = rest.rsplit_once('*').unwrap_or(("", rest));
    for piece in middle.split('*') {
        // The first place where a piece fits leaves the most for the others.
        match text.split_once(piece) {
            Some((_, after)) => text = after,
            None => return false,
        }
    }
    text.ends_with(end)
}
