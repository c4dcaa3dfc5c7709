//! A number of four digits could be a year: it is one only where no number can be.

use crate::support::{demo, mistakes, understand};
use seg::diagnostics::Severity;
use seg::fmt::format;
use seg::syntax::{TokenKind, parse};

/// Texts that mean the same.
const SAME: &[(&str, &str)] = &[
    // Behind a number they are its bounds.
    ("money_spent between 1000 and 2000", "money_spent >= 1000 and money_spent <= 2000"),
    ("order_count between 1999 and 2026", "order_count >= 1999 and order_count <= 2026"),
    ("predicted_clv between 2010 and 2020", "predicted_clv >= 2010 and predicted_clv <= 2020"),
    ("money_spent not between 1000 and 2000", "not (money_spent >= 1000 and money_spent <= 2000)"),
    ("not money_spent between 1000 and 2000", "not (money_spent >= 1000 and money_spent <= 2000)"),
    ("money_spent last 90d between 1000 and 2000", "money_spent last 90d >= 1000 and money_spent last 90d <= 2000"),
    ("money_spent between 1000 and 10_000", "money_spent >= 1000 and money_spent <= 10_000"),
    ("money_spent between 1000 and 2000.50", "money_spent >= 1000 and money_spent <= 2000.50"),
    ("money_spent between 1000.50 and 2000", "money_spent >= 1000.50 and money_spent <= 2000"),
    ("money_spent between 1000 EUR and 2000 EUR", "money_spent >= 1000 and money_spent <= 2000"),
    ("money_spent between 1000 and predicted_clv", "money_spent >= 1000 and money_spent <= predicted_clv"),
    ("2 * money_spent between 1000 and 2000", "2 * money_spent >= 1000 and 2 * money_spent <= 2000"),
    ("days since joined between 1000 and 2000", "days since joined >= 1000 and days since joined <= 2000"),
    ("ordered where total between 1000 and 2000", "ordered where (total >= 1000 and total <= 2000)"),
    (
        "ordered where total between 1000 and 2000 between 2024 and 2025",
        "ordered where (total >= 1000 and total <= 2000) between 2024-01-01 and 2025-12-31",
    ),
    (
        "ordered where days since date between 1000 and 2000 between 2024 and 2025",
        "ordered between 2024-01-01 and 2025-12-31 where (days since date >= 1000 and days since date <= 2000)",
    ),
    (
        "ordered where total - refunded between 1000 and 2000 between 2024 and 2025",
        "ordered between 2024-01-01 and 2025-12-31 where (total - refunded >= 1000 and total - refunded <= 2000)",
    ),
    ("ordered where (total) between 1000 and 2000", "ordered where (total >= 1000 and total <= 2000)"),
    (
        "ordered where (total - refunded) between 1000 and 2000 last 90d",
        "ordered last 90d where (total - refunded >= 1000 and total - refunded <= 2000)",
    ),
    ("ordered where (total * 2) between 1000 and 2000", "ordered where (total * 2 >= 1000 and total * 2 <= 2000)"),
    ("number of tags between 1000 and 2000", "number of tags >= 1000 and number of tags <= 2000"),
    // A number that has its bounds already takes a period.
    ("money_spent between 2024 and 2025 > 500", "money_spent between 2024-01-01 and 2025-12-31 > 500"),
    (
        "money_spent between 2024 and 2025 between 1000 and 2000",
        "money_spent between 2024-01-01 and 2025-12-31 >= 1000 and money_spent between 2024-01-01 and 2025-12-31 <= 2000",
    ),
    ("top 10 by money_spent between 2024 and 2025", "top 10 by money_spent between 2024-01-01 and 2025-12-31"),
    // Behind anything else they are years.
    ("ordered between 2024 and 2025", "ordered between 2024-01-01 and 2025-12-31"),
    ("never ordered between 2024 and 2025", "never ordered between 2024-01-01 and 2025-12-31"),
    ("first ordered between 2024 and 2025", "first ordered between 2024-01-01 and 2025-12-31"),
    ("joined between 2024 and 2025", "joined between 2024-01-01 and 2025-12-31"),
    ("last_order_date between 2024 and 2025", "last_order_date between 2024-01-01 and 2025-12-31"),
    ("max(ordered.date) between 2024 and 2025", "last_order_date between 2024-01-01 and 2025-12-31"),
    ("ordered where date between 2024 and 2025", "ordered where date between 2024-01-01 and 2025-12-31"),
    ("ordered where (test) between 2024 and 2025", "ordered between 2024-01-01 and 2025-12-31 where test"),
    ("ordered where test between 2024 and 2025", "ordered where (test) between 2024-01-01 and 2025-12-31"),
];

#[test]
fn four_digits_are_a_year_where_no_number_can_be() {
    for (text, same) in SAME {
        let [one, other] = [text, same].map(|text| {
            let analysis = understand(text, demo());
            let errors: Vec<_> =
                analysis.diagnostics.iter().filter(|found| found.severity() == Severity::Error).collect();
            assert!(errors.is_empty(), "{text}: {errors:#?}");
            analysis.segments[0].condition.as_ref().map(|condition| condition.canonical())
        });
        assert_eq!(one, other, "{text}");
    }
}

fn laid_out(text: &str) -> String {
    format(text).unwrap_or_else(|refused| panic!("{text}: {refused:?}")).trim_end().to_owned()
}

#[test]
fn they_are_laid_out_and_say_the_same() {
    for text in SAME.iter().flat_map(|(one, other)| [one, other]) {
        let once = laid_out(text);
        assert_eq!(laid_out(&once), once, "{text}");
        let [before, after] = [text, once.as_str()].map(|text| {
            let segments = understand(text, demo()).segments;
            segments[0].condition.as_ref().map(|condition| condition.canonical())
        });
        assert_eq!(before, after, "{text}: {once}");
    }
}

#[test]
fn what_is_no_year_and_no_bound_has_a_message() {
    for (text, rule, at) in [
        ("ordered between 1024 and 2025", "impossible-date", "1024"),
        ("ordered between 2025 and 2024", "wrong-direction", "2025 and 2024"),
        ("money_spent between 2025 and 2024", "wrong-direction", "2025 and 2024"),
        ("money_spent between 1000 and 900", "wrong-direction", "1000 and 900"),
        ("first_name between 2024 and 2025", "window-on-field", "between 2024 and 2025"),
        ("ordered between 0100 and 0200", "impossible-date", "0100"),
        ("joined between 30 and 60", "type-mismatch", "30"),
        ("money_spent where total between 1000 and 2000 > 5", "misplaced-modifier", "total between 1000 and 2000"),
    ] {
        assert_eq!(mistakes(text, demo())[0], (rule, at), "{text}");
    }
}

#[test]
fn a_number_may_have_any_length() {
    let lines = include_str!("mutations/right.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let mut grown = 0;
    for line in lines {
        let numbers: Vec<_> = parse(line).tokens.into_iter().filter(|token| token.kind == TokenKind::Number).collect();
        // Of `10% seed 1` and `top 10` the number says how many.
        if numbers.is_empty()
            || line.contains("seed")
            || line.contains("% ")
            || line.contains("sample")
            || line.contains("top ")
            || line.contains("of the last")
        {
            continue;
        }
        // All of them at once: the smaller one of two stays the smaller one.
        let mut text = line.to_owned();
        for token in numbers.iter().rev() {
            let whole = |c: &char| c.is_ascii_digit() || *c == '_';
            let digits: String = line[token.span.range()].chars().take_while(whole).collect();
            let longer = 1000 + digits.replace('_', "").parse::<u32>().unwrap();
            text.replace_range(token.span.start..token.span.start + digits.len(), &longer.to_string());
        }
        let wrong: Vec<_> = understand(&text, demo())
            .diagnostics
            .into_iter()
            .filter(|found| found.severity() == Severity::Error)
            .map(|found| found.message)
            .collect();
        assert!(wrong.is_empty(), "{text}: {wrong:#?}");
        grown += 1;
    }
    assert!(grown > 50, "{grown}");
}
