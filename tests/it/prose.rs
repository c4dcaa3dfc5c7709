//! What reads well in English but is written otherwise: read as meant, and mended to the same.

use crate::support::{demo, repaired, understand};

#[test]
fn plain_english_is_understood() {
    let cases: &[(&str, &str)] = &[
        // written, mended
        ("ordered in the last 3 months", "ordered last 3 months"),
        ("ordered within the past 30 days", "ordered last 30 days"),
        ("joined over the next 7 days", "joined next 7 days"),
        ("city is Boston", "city = Boston"),
        ("city is not \"San Francisco\"", "city != \"San Francisco\""),
        ("country is one of (US, CA)", "country in (US, CA)"),
        ("country is not in (US, CA)", "country not in (US, CA)"),
        ("country is (US, CA)", "country in (US, CA)"),
        ("joined is before 2025-01-01", "joined before 2025-01-01"),
        ("joined is in 2025", "joined in 2025"),
        ("last_order_date is between 2025-01-01 and 2025-02-01", "last_order_date between 2025-01-01 and 2025-02-01"),
        ("money_spent is between 5 and 8", "money_spent between 5 and 8"),
        ("joined more than 7 days ago", "joined before 7 days ago"),
        ("ordered from collection \"Dog treats\"", "ordered collection \"Dog treats\""),
    ];
    for (written, mended) in cases {
        let (found, meant) = (understand(written, demo()), understand(mended, demo()));
        assert!(meant.diagnostics.is_empty(), "{mended}: {:?}", meant.diagnostics);
        let [finding] = found.diagnostics.as_slice() else { panic!("{written}: {:#?}", found.diagnostics) };
        assert_eq!(finding.rule.name(), "foreign-operator", "{written}");
        let fix = finding.fixes.first().unwrap();
        assert_eq!(repaired(written, &fix.edits), *mended);
        assert!(found.segments[0].condition.is_some(), "{written} has no meaning");
        assert_eq!(found.segments[0].condition, meant.segments[0].condition, "{written}");
    }
}

/// The words of such phrases are names wherever they stand as names.
#[test]
fn names_stay_names() {
    for text in ["past > 3", "from is known", "coming in (US, CA)", "previous contains \"x\""] {
        let found = seg::syntax::parse(text).diagnostics;
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}

/// A bare word before a period that starts with a word of comparisons.
#[test]
fn a_bare_word_takes_a_period_after_it() {
    for period in ["between 60d and 30d ago", "between 2026-01-01 and 2026-02-01", "in 2026-02", "in 2025", "last 30d"]
    {
        for text in [format!("ordered channel web {period}"), format!("money_spent channel web {period} > 5")] {
            let found = understand(&text, demo());
            assert!(found.diagnostics.is_empty(), "{text}: {:#?}", found.diagnostics);
            let quoted = understand(&text.replace("web", "\"web\""), demo());
            assert_eq!(found.segments[0].condition, quoted.segments[0].condition, "{text}");
        }
    }
}
