//! What helps somebody who types: what may come at a place, colours, lines that go on.

use seg::analysis::{Paint, Typed, complete, goes_on, helpers_only, hover, likeliest, paint, refined, steps};
use seg::project::Library;
use seg::source::SourceFile;
use seg::types::ir::ColumnRef;
use seg::types::{Catalog, Surroundings, Values};

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use super::support::{demo, understand};

fn known() -> Catalog {
    let mut catalog = Catalog::default();
    let mut know = |table: &str, column: &str, counts: &[(&str, u64)]| {
        let counts = counts.iter().map(|(value, people)| ((*value).to_owned(), *people)).collect();
        catalog.values.insert(ColumnRef::new(table, column), Values { counts, truncated: false });
    };
    know("order_lines", "product", &[("Blue Mug", 412), ("Blue Mug XL", 37), ("Red Mug", 500)]);
    know("customers", "country", &[("IT", 900), ("US", 1200)]);
    catalog
}

fn around() -> Surroundings<'static> {
    static KNOWN: LazyLock<Catalog> = LazyLock::new(known);
    static SAVED: LazyLock<Library> =
        LazyLock::new(|| Library::of_text(SourceFile::new("a.seg", "segment winback is lapsed 90d")));
    Surroundings::of(demo()).with_catalog(&KNOWN).with_segments(&*SAVED)
}

/// What may come at the end of a text.
fn after(text: &str) -> Vec<String> {
    complete(text, text.len(), &around()).items.into_iter().map(|item| item.text).collect()
}

#[track_caller]
fn offers(text: &str, expected: &[&str]) {
    let offered = after(text);
    let missing: Vec<&&str> = expected.iter().filter(|e| !offered.iter().any(|o| o == **e)).collect();
    assert!(missing.is_empty(), "after `{text}` {missing:?} should be among {offered:?}");
}

#[track_caller]
fn does_not_offer(text: &str, unexpected: &[&str]) {
    let offered = after(text);
    let found: Vec<&&str> = unexpected.iter().filter(|u| offered.iter().any(|o| o == **u)).collect();
    assert!(found.is_empty(), "after `{text}` {found:?} should not be among {offered:?}");
}

#[test]
fn a_condition_begins_with_a_word() {
    offers("", &["money_spent", "ordered", "sms_consent", "ordered_since", "not", "never", "sum("]);
    does_not_offer("", &["and", ">", "product", "contains", "where", "description", "times"]);
    assert_eq!(after("money")[0], "money_spent", "the shorter word is the likelier one");
    offers("ordered and ", &["money_spent", "not"]);
    offers("(ordered and ", &["money_spent", "not"]);
}

#[test]
fn what_follows_fits_the_type() {
    offers("money_spent ", &[">", "<=", "last", "between", "is known", "where"]);
    does_not_offer("money_spent ", &["contains", "starts with", "and", "ordered", "twice"]);
    offers("tags ", &["contains", "does not contain", "is known"]);
    does_not_offer("tags ", &[">", "last", "starts with"]);
    offers("joined ", &["last", "since", "before", ">=", "between", "this"]);
    does_not_offer("joined ", &["contains", "twice"]);
    offers("city ", &["=", "in", "contains", "starts with", "is missing"]);
    offers("sms_consent ", &["and", "or"]);
    does_not_offer("sms_consent ", &["last", ">", "contains", "twice", "where"]);
    offers("ordered ", &["last", "where", "at least", "twice", "product", "collection", "and"]);
    offers("ordered last 30d ", &["where", "at least", "and"]);
    does_not_offer("ordered last 30d ", &["last", "since"]);
    offers("ordered where ", &["product", "quantity", "total", "channel"]);
    does_not_offer("ordered where ", &["money_spent", "sms_consent"]);
    offers("sum(ordered.", &["total", "net"]);
}

#[test]
fn words_of_two_words_go_on() {
    assert_eq!(after("ordered at "), ["least", "most"]);
    assert_eq!(after("ordered at l"), ["least"]);
    assert_eq!(after("city starts "), ["with"]);
}

#[test]
fn units_belong_to_numbers_where_time_does() {
    offers("ordered last 90", &["90d", "90w", "90mo"]);
    assert_eq!(after("money_spent > 90"), [""; 0]);
}

#[test]
fn values_come_from_the_data_those_of_most_people_first() {
    assert_eq!(after("ordered product "), ["\"Red Mug\"", "\"Blue Mug\"", "\"Blue Mug XL\""]);
    assert_eq!(after("ordered product \"bl"), ["\"Blue Mug\"", "\"Blue Mug XL\""]);
    assert_eq!(after("ordered where product = "), ["\"Red Mug\"", "\"Blue Mug\"", "\"Blue Mug XL\""]);
    assert_eq!(after("country in (US, "), ["US", "IT"]);
    assert_eq!(after("country = I"), ["IT"]);
    let about = &complete("ordered product ", 16, &around()).items[0].about;
    assert_eq!(about, "500 customers");
    let unknown = complete("ordered product ", 16, &Surroundings::of(demo()));
    assert_eq!(unknown.wants, Some(ColumnRef::new("order_lines", "product")));
}

#[test]
fn choices_come_from_the_vocabulary() {
    assert_eq!(after("email_status = "), ["subscribed", "unsubscribed"]);
    assert_eq!(after("email_status = un"), ["unsubscribed"]);
    assert_eq!(after("account_status in (enabled, "), ["disabled", "enabled", "invited"]);
}

#[test]
fn saved_segments_are_offered_where_they_can_stand() {
    offers("", &["in segment"]);
    assert_eq!(after("ordered and in segment "), ["winback"]);
    does_not_offer("", &["winback"]);
}

#[test]
fn files_too() {
    offers("segment vip ", &["description", "owner", "channel", "is"]);
    offers("let big = money_spent > 500\nsegment vip is ", &["big", "ordered"]);
    offers("let big = money_spent > 500\nsegment vip is ordered and b", &["big"]);
    offers("segment vip is ", &["ordered"]);
}

#[test]
fn places_too() {
    offers("with", &["within"]);
    offers("within 25", &["25km", "25mi"]);
    offers("within 25km ", &["of"]);
    offers("within 25km of ", &["\"Milan store\"", "postcode"]);
    offers("within 25km of \"mi", &["\"Milan store\""]);
}

#[test]
fn what_is_offered_is_never_refused() {
    let beginnings =
        ["", "not ", "sms_consent ", "money_spent ", "city ", "ordered where ", "ordered last ", "tags ", "("];
    for beginning in beginnings {
        for offered in after(beginning) {
            let text = format!("{beginning}{offered}");
            let more = understand(&text, demo()).diagnostics.into_iter().filter(|d| !d.incomplete);
            let wrong: Vec<String> = more.map(|d| d.rule.name().to_owned()).collect();
            // A value alone has yet to be compared; nothing else may be against it.
            assert!(wrong.iter().all(|name| name == "needs-comparison"), "`{text}`: {wrong:?}");
        }
    }
}

fn painted(text: &str, cursor: Option<usize>) -> Vec<(&str, Paint)> {
    let all = paint(text, cursor, &around());
    let whole: String = all.iter().map(|(span, _)| &text[span.range()]).collect();
    assert_eq!(whole, text, "every byte once");
    all.into_iter().map(|(span, kind)| (text[span.range()].trim(), kind)).filter(|(t, _)| !t.is_empty()).collect()
}

#[test]
fn colours_of_right_half_written_and_wrong_text() {
    use Paint::{Comment, Keyword, Plain, Value, Word, Wrong};
    let whole = [("money_spent", Word), (">", Plain), ("100", Value), ("and not", Keyword), ("ordered", Word)];
    assert_eq!(painted("money_spent > 100 and not ordered", None)[..3], whole[..3]);
    assert_eq!(painted("ordered # so", None), [("ordered", Word), ("# so", Comment)]);
    assert_eq!(painted("moni", Some(4)), [("moni", Plain)]);
    assert_eq!(painted("moni > 5", None), [("moni", Wrong), (">", Plain), ("5", Value)]);
    assert_eq!(painted("ordered product \"Bl", Some(19)), [("ordered", Word), ("product", Word), ("\"Bl", Value)]);
    assert_eq!(painted("a && b", None)[1], ("&&", Wrong));
}

#[test]
fn one_line_about_a_word() {
    let money = hover("ordered and money_spent > 1", 15, demo()).unwrap();
    assert_eq!((money.kind.as_str(), money.about.as_str()), ("measure, money", "Total paid, refunds subtracted"));
    assert_eq!(hover("ordered_since 9d", 3, demo()).unwrap().kind, "event");
    assert!(hover("nonsense > 1", 3, demo()).is_none());
}

#[test]
fn an_entry_goes_on_while_the_grammar_waits() {
    for open in ["money_spent >", "ordered and", "(ordered", "ordered where (total > 5", "not", "let a =", "lapsed"] {
        assert!(goes_on(open, &around()), "{open}");
    }
    for whole in ["ordered", "money_spent > 5", "money_spend >", "money_spent", "ordered product \"Blue", "a && b"] {
        assert!(!goes_on(whole, &around()), "{whole}");
    }
}

#[test]
fn an_entry_that_begins_with_and_refines_the_one_before() {
    let table = [
        ("ordered", "and sms_consent", "ordered and sms_consent"),
        ("ordered and sms_consent", "and tags contains \"x\"", "ordered and sms_consent and tags contains \"x\""),
        ("ordered or sms_consent", "and lapsed 90d", "(ordered or sms_consent) and lapsed 90d"),
        ("ordered and sms_consent", "or lapsed 90d", "(ordered and sms_consent) or lapsed 90d"),
        ("(ordered or visited)", "and lapsed 90d", "(ordered or visited) and lapsed 90d"),
        ("ordered # yes", "and sms_consent", "ordered # yes\nand sms_consent"),
        ("segment a is visited or ordered", "and sms_consent", "segment a is (visited or ordered) and sms_consent"),
    ];
    for (before, text, expected) in table {
        assert_eq!(refined(before, text).as_deref(), Some(expected));
    }
    assert_eq!(refined("ordered", "sms_consent"), None);
    assert_eq!(helpers_only("let a = ordered"), Some(vec!["a".to_owned()]));
    assert_eq!(helpers_only("ordered"), None);
}

#[test]
fn a_chain_has_steps() {
    let text = "let big = money_spent > 5 segment a is big and ordered\n  last 9d and not (visited or lapsed 9d)";
    let chain = steps(text, &around()).unwrap();
    let said: Vec<&str> = chain.parts.iter().map(|(said, _)| said.as_str()).collect();
    assert_eq!(said, ["big", "ordered last 9d", "not (visited or lapsed 9d)"]);
    assert!(!chain.widens);
    let source = SourceFile::new("-e", text);
    let whole = seg::analysis::analyze(&source, &around()).segments[0].condition.clone().unwrap();
    assert_eq!(chain.so_far()[2].canonical(), whole.canonical(), "after the last step it is the whole");
    assert!(steps("ordered or visited", &around()).unwrap().widens);
    assert!(steps("ordered", &around()).is_none());
}

/// A clause, right and otherwise, over and over until the text is so long.
fn long(length: usize) -> String {
    const CLAUSES: [&str; 6] = [
        "money_spent last 90d > 100",
        "not ordered where (product = \"Blue Mug\" and quantity >= 2) last 30d",
        "country in (IT, US)",
        "joined between 60d and 30d ago",
        "nonsense > 3",
        "(ordered or viewed_product)",
    ];
    let clauses: Vec<&str> = CLAUSES.into_iter().cycle().take(length / 20).collect();
    let mut text = clauses.join(" and ");
    text.truncate(length);
    text
}

/// What stands before is kept from one key to the next, and never shows.
#[test]
fn a_long_text_looks_the_same_typed_and_read() {
    let whole = long(620) + " or in segment win";
    let mut typed = Typed::default();
    let mut same = |text: &str| {
        let at = Some(text.len());
        assert_eq!(typed.paint(text, at, &around()), paint(text, at, &around()), "{text}");
        assert_eq!(typed.likeliest(text, text.len(), &around()), likeliest(text, text.len(), &around()), "{text}");
    };
    for end in 280..=whole.len() {
        same(&whole[..end]);
    }
    // Taken back, changed in the middle, and another text.
    for end in (290..whole.len()).rev().step_by(7) {
        same(&whole[..end]);
    }
    same(&whole.replacen("100", "1000", 1));
    same(&format!("let big = {}", &whole[..500]));
    same("ordered");
}

/// Without optimisation, on a machine that has other things to do; `bench/prompt.py` measures the program.
#[test]
fn a_key_at_the_end_of_a_long_text_is_drawn_at_once() {
    let text = long(2_000);
    let mut typed = Typed::default();
    typed.paint(&text, Some(text.len()), &around());
    let key = |typed: &mut Typed| {
        let started = Instant::now();
        let more = format!("{text} and money_sp");
        typed.paint(&more, Some(more.len()), &around());
        typed.likeliest(&more, more.len(), &around());
        started.elapsed()
    };
    key(&mut typed);
    let least = (0..10).map(|_| key(&mut typed)).min().unwrap();
    assert!(least < Duration::from_millis(100), "{least:?}");
}
