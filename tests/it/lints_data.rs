//! Lints that ask the data: what they want to know, and what they say of each answer.

use crate::support::{demo, repaired};
use seg::diagnostics::{Diagnostic, Rule};
use seg::lint;
use seg::source::SourceFile;
use seg::time::Instant;
use seg::types::{Catalog, Surroundings, Tie, Values, Wants};

/// What a lint says of a text once its questions are answered, and what it says before.
fn told(text: &str, rule: Rule, answer: impl Fn(&Wants, &mut Catalog)) -> Vec<Diagnostic> {
    let source = SourceFile::new("-e", text);
    let around = Surroundings::of(demo());
    let before = lint::understand(&source, &around);
    assert!(before.diagnostics.iter().all(|d| d.rule != rule), "without the data nothing is claimed: {text}");
    let mut catalog = Catalog { as_of: Some(at("2026-06-30T12:00:00Z")), ..Catalog::default() };
    answer(&before.wants, &mut catalog);
    let found = lint::understand(&source, &around.with_catalog(&catalog)).diagnostics;
    found.into_iter().filter(|found| found.rule == rule).collect()
}

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

/// The underlined text, what is said of it there, and the headline.
fn shown<'t>(text: &'t str, found: &[Diagnostic]) -> Vec<(&'t str, String, String)> {
    found.iter().map(|d| (&text[d.span().range()], d.labels[0].text.clone(), d.message.clone())).collect()
}

/// Everybody whom a question is about is so many.
fn counted(count: u64) -> impl Fn(&Wants, &mut Catalog) {
    move |wants, catalog| catalog.counts.extend(wants.counts.iter().map(|condition| (condition.clone(), count)))
}

#[test]
fn a_negative_test_lets_in_whoever_is_not_known() {
    for (text, under, value) in [
        ("country != US", "country != US", "country"),
        ("vip and country not in (US, CA)", "country not in (US, CA)", "country"),
        ("not (country = US or vip)", "country = US", "country"),
        ("not country = US", "not country = US", "country"),
        ("city does not contain \"port\"", "city does not contain \"port\"", "city"),
        (
            "not average_order_value between 10 and 20",
            "not average_order_value between 10 and 20",
            "average_order_value",
        ),
        ("ordered and not birthday before 1990-01-01", "not birthday before 1990-01-01", "birthday"),
    ] {
        let found = told(text, Rule::MissingIncluded, counted(1_204));
        let message = format!("this includes customers whose `{value}` is not known");
        let label = "of 1,204 of those who match it is not known".to_owned();
        assert_eq!(shown(text, &found), [(under, label, message)], "{text}");
        assert_eq!(told(text, Rule::MissingIncluded, counted(0)), [], "nobody: {text}");
        let allowed = format!("# allow: missing-included\n{text}");
        assert_eq!(told(&allowed, Rule::MissingIncluded, counted(3)), [], "{allowed}");
    }
    for text in [
        "country = US",
        "country != US and country is known",
        "not (country != US)",
        "not vip",
        "not sms_consent",
        "tags does not contain \"vip\"",
        "not ordered last 30d",
        "not money_spent > 100",
        "country is not missing",
        "ordered and not last_order_date last 30d",
    ] {
        assert_eq!(told(text, Rule::MissingIncluded, counted(7)), [], "{text}");
    }
}

#[test]
fn a_value_of_another_field_is_named_with_its_field() {
    let answer = |wants: &Wants, catalog: &mut Catalog| {
        for column in &wants.values {
            let counts = [("vip".to_owned(), 12), ("friend".to_owned(), 3), ("Invited".to_owned(), 1)].into();
            catalog.values.insert(column.clone(), Values { counts, truncated: false });
        }
    };
    let text = "tags contains \"enabled\" and vip";
    let found = told(text, Rule::ValueOfOtherField, answer);
    let message = "`enabled` is a value of `account_status`, not of `tags`".to_owned();
    let label = "the data never has it in `tags`".to_owned();
    assert_eq!(shown(text, &found), [("tags contains \"enabled\"", label, message)]);
    assert_eq!(repaired(text, &found[0].fixes[0].edits), "account_status = enabled and vip");
    let text = "tags does not contain \"DISABLED\"";
    let found = told(text, Rule::ValueOfOtherField, answer);
    assert_eq!(repaired(text, &found[0].fixes[0].edits), "account_status != disabled");
    for text in
        ["tags contains \"vip\"", "tags contains \"invited\"", "tags contains \"nothing has it\"", "city = Rome"]
    {
        assert_eq!(told(text, Rule::ValueOfOtherField, answer), [], "{text}");
    }
    let truncated = |wants: &Wants, catalog: &mut Catalog| {
        answer(wants, catalog);
        catalog.values.values_mut().for_each(|values| values.truncated = true);
    };
    assert_eq!(told("tags contains \"enabled\"", Rule::ValueOfOtherField, truncated), []);
}

/// It takes the place of "the data never holds this".
#[test]
fn one_mistake_about_a_value_is_one_message() {
    let source = SourceFile::new("-e", "tags contains \"enabled\"");
    let around = Surroundings::of(demo());
    let mut catalog = Catalog::default();
    for column in lint::understand(&source, &around).wants.values {
        catalog.values.insert(column, Values { counts: [("vip".to_owned(), 12)].into(), truncated: false });
    }
    let found = lint::understand(&source, &around.with_catalog(&catalog)).diagnostics;
    assert_eq!(found.iter().map(|d| d.rule).collect::<Vec<_>>(), [Rule::ValueOfOtherField]);
}

#[test]
fn a_cut_through_equals_is_told() {
    let tied = |wants: &Wants, catalog: &mut Catalog| {
        let tie = Some(Tie { customers: 3_120, inside: 1_050 });
        catalog.ties.extend(wants.ties.iter().map(|rank| (rank.clone(), tie)));
    };
    let clear = |wants: &Wants, catalog: &mut Catalog| {
        catalog.ties.extend(wants.ties.iter().map(|rank| (rank.clone(), None)));
    };
    let text = "vip and not top 10% by money_spent";
    let label = "3,120 have the same `money_spent`; 1,050 of them are in".to_owned();
    let message = "the cut goes through customers who are equal".to_owned();
    let found = told(text, Rule::RankThroughTie, tied);
    assert_eq!(shown(text, &found), [("top 10% by money_spent", label, message)]);
    assert_eq!(told(text, Rule::RankThroughTie, clear), []);
    assert_eq!(
        told("let best = top 5 by order_count\nsegment s description \"S\" is best", Rule::RankThroughTie, tied).len(),
        1
    );
    assert_eq!(told("money_spent > 10", Rule::RankThroughTie, tied), []);
}

#[test]
fn a_period_after_the_end_of_the_data_is_told() {
    let ends = |day: &'static str| {
        move |wants: &Wants, catalog: &mut Catalog| {
            let latest = Some(at(&format!("{day}T10:00:00Z")));
            catalog.latest.extend(wants.latest.iter().map(|table| (table.clone(), latest)));
        }
    };
    for (text, under) in [
        ("ordered last 7d", "last 7d"),
        ("vip and not ordered_since 7d", "7d"),
        ("money_spent last 20d > 10", "last 20d"),
        ("ordered this month and vip", "this month"),
        ("ordered last 7d and money_spent last 7d > 10", "last 7d"),
    ] {
        let found = told(text, Rule::StaleData, ends("2026-06-15"));
        let under_and_headline: Vec<_> = shown(text, &found).into_iter().map(|(at, _, said)| (at, said)).collect();
        let message = format!("the data ends on 2026-06-15; `{under}` sees nothing after it");
        assert_eq!(under_and_headline, [(under, message)], "{text}");
        assert_eq!(told(text, Rule::StaleData, ends("2026-06-29")), [], "an export of yesterday: {text}");
    }
    for text in ["ordered last 90d", "ordered", "ordered since 2026-06-20", "joined last 7d", "ordered before 7d ago"] {
        assert_eq!(told(text, Rule::StaleData, ends("2026-06-15")), [], "{text}");
    }
}
