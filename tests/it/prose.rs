//! What reads well in English but is written otherwise: read as meant, and mended to the same.

use crate::support::{demo, mistakes, repaired, understand};
use seg::diagnostics::Safety;

#[test]
fn plain_english_is_understood() {
    let cases: &[(&str, &str)] = &[
        // written, mended
        ("ordered in the last 3 months", "ordered last 3 months"),
        ("ordered within the past 30 days", "ordered last 30 days"),
        ("joined over the next 7 days", "joined next 7 days"),
        ("ordered in this week", "ordered this week"),
        ("city is Boston", "city = Boston"),
        ("city is not \"San Francisco\"", "city != \"San Francisco\""),
        ("country is one of (US, CA)", "country in (US, CA)"),
        ("country is not in (US, CA)", "country not in (US, CA)"),
        ("country is (US, CA)", "country in (US, CA)"),
        ("joined is before 2025-01-01", "joined before 2025-01-01"),
        ("money_spent is between 5 and 8", "money_spent between 5 and 8"),
        // Longer ago is earlier.
        ("joined more than 7 days ago", "joined before 7 days ago"),
        ("joined is less than 7d ago", "joined after 7d ago"),
        ("joined is at least 7 days ago", "joined on or before 7 days ago"),
        ("last_order_date older than 60 days", "last_order_date before 60 days ago"),
        ("last_order_date newer than 60 days ago", "last_order_date after 60 days ago"),
        ("birthday later than 1990-01-01", "birthday after 1990-01-01"),
        ("years since birthday older than 18", "years since birthday > 18"),
        ("has ordered last week", "ordered last week"),
        ("customers who have not ordered last 90d", "not ordered last 90d"),
        ("ordered from collection \"Dog treats\"", "ordered collection \"Dog treats\""),
    ];
    for (written, mended) in cases {
        let (found, meant) = (understand(written, demo()), understand(mended, demo()));
        assert!(meant.diagnostics.is_empty(), "{mended}: {:?}", meant.diagnostics);
        let [finding] = found.diagnostics.as_slice() else { panic!("{written}: {:#?}", found.diagnostics) };
        assert_eq!(finding.rule.name(), "foreign-operator", "{written}");
        let fix = finding.fixes.iter().find(|fix| fix.safety == Safety::Safe).unwrap();
        assert_eq!(repaired(written, &fix.edits), *mended);
        assert!(found.segments[0].condition.is_some(), "{written} has no meaning");
        assert_eq!(found.segments[0].condition, meant.segments[0].condition, "{written}");
    }
}

/// A greater date, or more days? Nobody can know, so it has no meaning.
#[test]
fn what_can_be_read_in_two_ways_is_asked() {
    let text = "joined greater than 7 days ago";
    assert_eq!(mistakes(text, demo()), [("foreign-operator", "greater than 7 days ago")]);
    let found = understand(text, demo());
    assert_eq!(found.segments[0].condition, None);
    let mended = found.diagnostics[0].fixes.iter().map(|fix| repaired(text, &fix.edits));
    assert_eq!(mended.collect::<Vec<_>>(), ["joined before 7 days ago", "joined after 7 days ago"]);
}

/// The words of such phrases are names wherever they stand as names.
#[test]
fn names_stay_names() {
    for text in ["who is missing", "has = 3", "past > 3", "current is known", "within in (US, CA)", "the last 30d"] {
        let found = seg::syntax::parse(text).diagnostics;
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}
