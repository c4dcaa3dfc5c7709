//! What tests of one text say of each other.

use crate::syntax::ast::TextVerb;
use crate::types::ir::{Test, fold};

/// A test of a text, and whether it passes.
pub(super) type Said<'a> = (&'a Test, bool);

/// Whether no text passes and fails all of these as it should.
pub(super) fn exclude(said: &[Said<'_>]) -> bool {
    let passed = || said.iter().filter(|(_, passes)| *passes).map(|(test, _)| *test);
    let failed = || said.iter().filter(|(_, passes)| !passes).map(|(test, _)| *test);
    if passed().any(|one| failed().any(|other| implies(one, other))) {
        return true;
    }
    if passed().any(|one| passed().any(|other| apart(one, other))) {
        return true;
    }
    // One of several: each of them may be out.
    let lists = passed().filter_map(|test| match test {
        Test::OneOf { options, exact, .. } => Some((options, *exact)),
        _ => None,
    });
    lists.into_iter().any(|(options, exact)| {
        options.iter().all(|option| {
            said.iter().any(|(test, passes)| tells(test, option, exact).is_some_and(|tells| tells != *passes))
        })
    })
}

/// Whether a test passes for a text, of which the case is known or not; none if that is not certain.
fn tells(test: &Test, text: &str, exact: bool) -> Option<bool> {
    let folded = fold(text);
    let own = |minds_case: bool| (if minds_case { text } else { folded.as_str() }).to_owned();
    match test {
        Test::OneOf { options, exact: minds, .. } => {
            if *minds && !exact {
                let may_be = options.iter().any(|option| fold(option) == folded);
                return if may_be { None } else { Some(false) };
            }
            Some(options.iter().any(|option| if *minds { *option == text } else { fold(option) == folded }))
        }
        Test::Text { verb, needle, exact: minds, .. } => {
            if *minds && !exact {
                let may_be = holds(&folded, *verb, &fold(needle))?;
                return if may_be { None } else { Some(false) };
            }
            let needle = if *minds { needle.clone() } else { fold(needle) };
            holds(&own(*minds), *verb, &needle)
        }
        _ => None,
    }
}

fn holds(text: &str, verb: TextVerb, needle: &str) -> Option<bool> {
    match verb {
        TextVerb::Contains => Some(text.contains(needle)),
        TextVerb::StartsWith => Some(text.starts_with(needle)),
        TextVerb::EndsWith => Some(text.ends_with(needle)),
        TextVerb::Matches => None,
        TextVerb::Like => (text == needle).then_some(true),
    }
}

/// Whether each text that passes one test of pieces passes the other.
fn implies(one: &Test, other: &Test) -> bool {
    let (
        Test::Text { verb, needle, exact, .. },
        Test::Text { verb: other_verb, needle: other_needle, exact: other_exact, .. },
    ) = (one, other)
    else {
        return false;
    };
    if *other_exact && !exact {
        return false;
    }
    let case = |text: &str| if *other_exact { text.to_owned() } else { fold(text) };
    let (long, short) = (case(needle), case(other_needle));
    match (verb, other_verb) {
        (TextVerb::Matches | TextVerb::Like, _) | (_, TextVerb::Matches | TextVerb::Like) => false,
        (TextVerb::StartsWith, TextVerb::StartsWith) => long.starts_with(&short),
        (TextVerb::EndsWith, TextVerb::EndsWith) => long.ends_with(&short),
        (_, TextVerb::Contains) => long.contains(&short),
        _ => false,
    }
}

/// Whether no text begins, or ends, in both ways.
fn apart(one: &Test, other: &Test) -> bool {
    let (Test::Text { verb, needle, .. }, Test::Text { verb: other_verb, needle: other, .. }) = (one, other) else {
        return false;
    };
    let (one, other) = (fold(needle), fold(other));
    match (verb, other_verb) {
        (TextVerb::StartsWith, TextVerb::StartsWith) => !one.starts_with(&other) && !other.starts_with(&one),
        (TextVerb::EndsWith, TextVerb::EndsWith) => !one.ends_with(&other) && !other.ends_with(&one),
        _ => false,
    }
}
