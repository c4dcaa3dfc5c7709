//! Whatever is offered for a sentence in other words means what the sentence says: never its opposite, never a part of
//! it. Each row is held against several fields; `~` stands for the field, `#` for a value or length of time.

use crate::support::{demo, repaired, understand};
use seg::diagnostics::Severity;
use seg::types::ir::Condition;

/// What is said and what it means, or what stands for `~` and `#`.
type Pairs = &'static [(&'static str, &'static str)];

/// What is said of a text, and what it means.
const TEXTS: Pairs = &[
    ("~ is #", "~ = #"),
    ("~ equals #", "~ = #"),
    ("~ == #", "~ = #"),
    ("~ is equal to #", "~ = #"),
    ("~ is exactly \"#\"", "~ = exactly \"#\""),
    ("~ is not #", "~ != #"),
    ("~ isn't #", "~ != #"),
    ("~ not #", "~ != #"),
    ("~ <> #", "~ != #"),
    ("~ !== #", "~ != #"),
    ("~ is not equal to #", "~ != #"),
    ("~ does not equal #", "~ != #"),
    ("~ doesn't equal #", "~ != #"),
    ("~ not equal to #", "~ != #"),
    ("~ is anything but #", "~ != #"),
    ("~ is other than #", "~ != #"),
    ("not ~ is #", "~ != #"),
    ("~ is not in (#, Oslo)", "~ not in (#, Oslo)"),
    ("~ isn't in (#, Oslo)", "~ not in (#, Oslo)"),
    ("~ not one of (#, Oslo)", "~ not in (#, Oslo)"),
    ("~ is none of (#, Oslo)", "~ not in (#, Oslo)"),
    ("~ is one of (#, Oslo)", "~ in (#, Oslo)"),
    ("~ is any of (#, Oslo)", "~ in (#, Oslo)"),
    ("~ is neither # nor Oslo", "~ not in (#, Oslo)"),
    ("~ is either # or Oslo", "~ in (#, Oslo)"),
    ("~ doesn't contain #", "~ does not contain #"),
    ("~ not contains #", "~ does not contain #"),
    ("~ doesn't start with #", "~ does not start with #"),
    ("~ not starts with #", "~ does not start with #"),
    ("~ begins with #", "~ starts with #"),
    ("~ is empty", "~ is missing"),
    ("~ is not empty", "~ is known"),
    ("~ isn't empty", "~ is known"),
    ("~ is null", "~ is missing"),
    ("~ is not null", "~ is known"),
    ("~ is blank", "~ is missing"),
    ("~ is not set", "~ is missing"),
    ("~ is set", "~ is known"),
    ("~ is unknown", "~ is missing"),
    ("~ is not known", "~ is missing"),
    ("~ is not missing", "~ is known"),
    ("~ exists", "~ is known"),
    ("~ does not exist", "~ is missing"),
];

/// What is said of a list.
const LISTS: Pairs = &[
    ("~ is #", "~ contains #"),
    ("~ are #", "~ contains #"),
    ("~ = #", "~ contains #"),
    ("~ has #", "~ contains #"),
    ("~ includes #", "~ contains #"),
    ("~ include #", "~ contains #"),
    ("# in ~", "~ contains #"),
    ("~ is not #", "~ does not contain #"),
    ("~ are not #", "~ does not contain #"),
    ("~ isn't #", "~ does not contain #"),
    ("~ aren't #", "~ does not contain #"),
    ("~ not #", "~ does not contain #"),
    ("~ != #", "~ does not contain #"),
    ("~ <> #", "~ does not contain #"),
    ("~ not contains #", "~ does not contain #"),
    ("~ not contain #", "~ does not contain #"),
    ("~ doesn't contain #", "~ does not contain #"),
    ("~ don't contain #", "~ does not contain #"),
    ("~ do not contain #", "~ does not contain #"),
    ("~ does not include #", "~ does not contain #"),
    ("~ doesn't include #", "~ does not contain #"),
    ("~ don't have #", "~ does not contain #"),
    ("~ without #", "~ does not contain #"),
    ("~ exclude #", "~ does not contain #"),
    ("~ excludes #", "~ does not contain #"),
    ("# not in ~", "~ does not contain #"),
    ("not ~ has #", "~ does not contain #"),
    ("not ~ = #", "~ does not contain #"),
    ("~ in (#, b2b)", "~ contains any of (#, b2b)"),
    ("~ has any of (#, b2b)", "~ contains any of (#, b2b)"),
    ("~ has all of (#, b2b)", "~ contains all of (#, b2b)"),
    ("~ not in (#, b2b)", "~ contains none of (#, b2b)"),
    ("~ is not in (#, b2b)", "~ contains none of (#, b2b)"),
    ("~ has none of (#, b2b)", "~ contains none of (#, b2b)"),
    ("~ is neither # nor b2b", "~ contains none of (#, b2b)"),
    ("~ is empty", "~ is missing"),
    ("~ is not empty", "~ is known"),
];

/// What is said of a number or an amount.
const AMOUNTS: Pairs = &[
    ("~ more than #", "~ > #"),
    ("~ is more than #", "~ > #"),
    ("~ greater than #", "~ > #"),
    ("~ is over #", "~ > #"),
    ("~ over #", "~ > #"),
    ("~ above #", "~ > #"),
    ("~ exceeds #", "~ > #"),
    ("~ less than #", "~ < #"),
    ("~ is fewer than #", "~ < #"),
    ("~ under #", "~ < #"),
    ("~ is below #", "~ < #"),
    ("~ at least #", "~ >= #"),
    ("~ is at least #", "~ >= #"),
    ("~ at most #", "~ <= #"),
    ("~ is at most #", "~ <= #"),
    ("~ up to #", "~ <= #"),
    ("~ not more than #", "~ <= #"),
    ("~ no more than #", "~ <= #"),
    ("~ is not more than #", "~ <= #"),
    ("~ isn't more than #", "~ <= #"),
    ("~ not over #", "~ <= #"),
    ("~ not less than #", "~ >= #"),
    ("~ no less than #", "~ >= #"),
    ("~ is not less than #", "~ >= #"),
    ("~ isn't less than #", "~ >= #"),
    ("~ not under #", "~ >= #"),
    ("~ # or more", "~ >= #"),
    ("~ is # or more", "~ >= #"),
    ("~ # or less", "~ <= #"),
    ("~ is # or less", "~ <= #"),
    ("~ greater than or equal to #", "~ >= #"),
    ("~ is less than or equal to #", "~ <= #"),
    ("~ more than or equal to #", "~ >= #"),
    ("~ => #", "~ >= #"),
    ("~ =< #", "~ <= #"),
    ("~ ≥ #", "~ >= #"),
    ("~ is #", "~ = #"),
    ("~ equals #", "~ = #"),
    ("~ is not #", "~ != #"),
    ("~ isn't #", "~ != #"),
    ("~ <> #", "~ != #"),
    ("~ not #", "~ != #"),
    ("~ does not equal #", "~ != #"),
    ("~ isn't greater than #", "~ <= #"),
    ("~ is not greater than #", "~ <= #"),
    ("~ is not at least #", "~ < #"),
    ("~ > # and < 9000", "~ > # and ~ < 9000"),
    ("~ more than # and less than 9000", "~ > # and ~ < 9000"),
    ("~ between # to 9000", "~ between # and 9000"),
    ("~ from # to 9000", "~ between # and 9000"),
    ("~ not between # and 9000", "not ~ between # and 9000"),
    ("~ is between # and 9000", "~ between # and 9000"),
    ("~ between # and 9000 in the last 30 days", "~ last 30d between # and 9000"),
    ("~ between # and 9000 last 30d", "~ last 30d between # and 9000"),
    ("~ between # and 9000 this year", "~ this year between # and 9000"),
    ("~ > # where channel = web", "~ where channel = web > #"),
    ("~ > # where (total > 50)", "~ where (total > 50) > #"),
    ("~ between # and 9000 where total > 50", "~ where total > 50 between # and 9000"),
    ("~ between # and 9000 where (total > 50)", "~ where (total > 50) between # and 9000"),
    ("~ between # and 9000 since 2026-01-01", "~ since 2026-01-01 between # and 9000"),
];

/// What is said of a date.
const DATES: Pairs = &[
    ("~ in the last #", "~ last #"),
    ("~ within the last #", "~ last #"),
    ("~ is in the last #", "~ last #"),
    ("~ past #", "~ last #"),
    ("~ within #", "~ last #"),
    ("~ not in the last #", "not ~ last #"),
    ("~ is not in the last #", "not ~ last #"),
    ("~ wasn't in the last #", "not ~ last #"),
    ("not ~ in the last #", "not ~ last #"),
    ("~ more than # ago", "~ before # ago"),
    ("~ is more than # ago", "~ before # ago"),
    ("~ over # ago", "~ before # ago"),
    ("~ was over # ago", "~ before # ago"),
    ("~ longer than # ago", "~ before # ago"),
    ("~ older than # ago", "~ before # ago"),
    ("~ earlier than # ago", "~ before # ago"),
    ("~ greater than # ago", "~ before # ago"),
    ("~ less than # ago", "~ last #"),
    ("~ is less than # ago", "~ last #"),
    ("~ under # ago", "~ last #"),
    ("~ later than # ago", "~ after # ago"),
    ("~ newer than # ago", "~ last #"),
    ("~ at least # ago", "~ on or before # ago"),
    ("~ is at least # ago", "~ on or before # ago"),
    ("~ at most # ago", "~ on or after # ago"),
    ("~ is at most # ago", "~ on or after # ago"),
    ("~ greater than or equal to # ago", "~ on or before # ago"),
    ("~ less than or equal to # ago", "~ on or after # ago"),
    ("~ no more than # ago", "~ last #"),
    ("~ not more than # ago", "~ last #"),
    ("~ is not more than # ago", "~ last #"),
    ("~ isn't more than # ago", "~ last #"),
    ("~ no less than # ago", "~ before # ago"),
    ("~ not less than # ago", "~ before # ago"),
    ("~ exactly # ago", "~ on # ago"),
    ("~ equals # ago", "~ on # ago"),
    ("~ is # ago", "~ on # ago"),
    ("~ # ago", "~ on # ago"),
    ("~ # ago or more", "~ on or before # ago"),
    ("~ # or more ago", "~ on or before # ago"),
    ("~ prior to 2026-01-01", "~ before 2026-01-01"),
    ("~ is before 2026-01-01", "~ before 2026-01-01"),
    ("~ is after 2026-01-01", "~ after 2026-01-01"),
    ("~ not before 2026-01-01", "~ on or after 2026-01-01"),
    ("~ is not before 2026-01-01", "~ on or after 2026-01-01"),
    ("~ not after 2026-01-01", "~ on or before 2026-01-01"),
    ("~ isn't after 2026-01-01", "~ on or before 2026-01-01"),
    ("~ no later than 2026-01-01", "~ on or before 2026-01-01"),
    ("~ no earlier than 2026-01-01", "~ on or after 2026-01-01"),
    ("~ until 2026-01-01", "~ on or before 2026-01-01"),
    ("~ up to 2026-01-01", "~ on or before 2026-01-01"),
    ("~ from 2026-01-01 on", "~ since 2026-01-01"),
    ("~ starting 2026-01-01", "~ since 2026-01-01"),
    ("~ is 2026-01-01", "~ on 2026-01-01"),
    ("~ is not 2026-01-01", "not ~ on 2026-01-01"),
    ("~ isn't 2026-01-01", "not ~ on 2026-01-01"),
    ("~ not on 2026-01-01", "not ~ on 2026-01-01"),
];

/// What is said of something that happened.
const EVENTS: Pairs = &[
    ("has ~", "~"),
    ("have ~", "~"),
    ("did not ~", "not ~"),
    ("has not ~", "not ~"),
    ("hasn't ~", "not ~"),
    ("haven't ~", "not ~"),
    ("didn't ~", "not ~"),
    ("has never ~", "never ~"),
    ("not ever ~", "never ~"),
    ("no ~", "not ~"),
    ("without ~", "not ~"),
    ("~ zero times", "not ~"),
    ("~ 0 times", "not ~"),
    ("~ no times", "not ~"),
    ("has ~ in the last #", "~ last #"),
    ("has not ~ in the last #", "not ~ last #"),
    ("hasn't ~ in the past #", "not ~ last #"),
    ("haven't ~ for #", "not ~ last #"),
    ("has not ~ since 2026-01-01", "not ~ since 2026-01-01"),
    ("not ~ for #", "not ~ last #"),
    ("not ~ in #", "not ~ last #"),
    ("not ~ within the last #", "not ~ last #"),
    ("never ~ in the last #", "not ~ last #"),
    ("~ more than twice", "~ more than 2 times"),
    ("~ more than 3 times", "~ at least 4 times"),
    ("~ over 3 times", "~ at least 4 times"),
    ("~ less than 3 times", "~ at most twice"),
    ("~ fewer than 3 times", "~ at most twice"),
    ("~ under 3 times", "~ at most twice"),
    ("~ no more than 3 times", "~ at most 3 times"),
    ("~ not more than 3 times", "~ at most 3 times"),
    ("~ no less than 3 times", "~ at least 3 times"),
    ("~ not fewer than 3 times", "~ at least 3 times"),
    ("~ up to 3 times", "~ at most 3 times"),
    ("~ 3 times or more", "~ at least 3 times"),
    ("~ 3+ times", "~ at least 3 times"),
    ("~ 3 or more times", "~ at least 3 times"),
    ("~ 3 times or less", "~ at most 3 times"),
    ("~ >= 3 times", "~ at least 3 times"),
    ("~ > 3 times", "~ at least 4 times"),
    ("~ < 3 times", "~ at most twice"),
    ("~ three times", "~ exactly 3 times"),
    ("~ not 3 times", "not ~ exactly 3 times"),
    ("not ~ 3 times", "not ~ exactly 3 times"),
];

/// What is said of what is yes or no.
const FLAGS: Pairs = &[
    ("~ is true", "~"),
    ("~ is yes", "~"),
    ("~ = true", "~"),
    ("~ = 1", "~"),
    ("~ == yes", "~"),
    ("is ~", "~"),
    ("has ~", "~"),
    ("~ is false", "not ~"),
    ("~ is no", "not ~"),
    ("~ = false", "not ~"),
    ("~ = 0", "not ~"),
    ("~ != true", "not ~"),
    ("~ <> yes", "not ~"),
    ("~ != false", "~"),
    ("~ is not true", "not ~"),
    ("~ isn't true", "not ~"),
    ("~ is not false", "~"),
    ("~ not true", "not ~"),
    ("is not ~", "not ~"),
    ("isn't ~", "not ~"),
    ("has no ~", "not ~"),
    ("without ~", "not ~"),
    ("no ~", "not ~"),
    ("!~", "not ~"),
    ("not ~ is true", "not ~"),
    ("not ~ = false", "~"),
];

/// Whole sentences.
const SENTENCES: Pairs = &[
    ("not in Italy", "country != IT"),
    ("not from US", "country != US"),
    ("lives outside US", "country != US"),
    ("outside of Italy", "country != IT"),
    ("not living in Rome", "city != Rome"),
    ("doesn't speak Italian", "language != it"),
    ("can't be texted", "not sms_consent"),
    ("cannot be texted", "not sms_consent"),
    ("can not be emailed", "not email_consent"),
    ("may not be texted", "not sms_consent"),
    ("can be texted", "sms_consent"),
    ("not subscribed to sms", "not sms_consent"),
    ("no sms consent", "not sms_consent"),
    ("without email consent", "not email_consent"),
    ("not opted in to sms", "not sms_consent"),
    ("unsubscribed from sms", "sms_unsubscribed"),
    ("opted out of sms", "sms_unsubscribed"),
    ("hasn't bought anything", "not ordered"),
    ("bought nothing", "not ordered"),
    ("ordered nothing", "not ordered"),
    ("never bought anything", "not ordered"),
    ("has not spent anything", "money_spent = 0"),
    ("spent nothing", "money_spent = 0"),
    ("spent less than 100", "money_spent < 100"),
    ("spent no more than 100", "money_spent <= 100"),
    ("didn't buy \"Blue Mug\"", "not ordered product \"Blue Mug\""),
    ("never bought \"Blue Mug\"", "not ordered product \"Blue Mug\""),
    ("bought anything but \"Blue Mug\"", "not ordered product \"Blue Mug\""),
    ("ordered everything except \"Blue Mug\"", "not ordered product \"Blue Mug\""),
    ("ordered no product \"Blue Mug\"", "not ordered product \"Blue Mug\""),
    ("last order was more than 90 days ago", "last_order_date before 90 days ago"),
    ("last order less than 90 days ago", "last_order_date last 90d"),
    ("last order not in the last 90 days", "not last_order_date last 90d"),
    ("first order more than 90 days ago", "first_order_date before 90 days ago"),
    ("max(ordered.date) more than 90 days ago", "max(ordered.date) < 90 days ago"),
    ("max(ordered.date) is at least 90 days ago", "max(ordered.date) <= 90 days ago"),
    ("joined is more than (90 days ago)", "joined < 90 days ago"),
    ("no orders in the last 90 days", "not ordered last 90d"),
    ("no order since 2026-01-01", "not ordered since 2026-01-01"),
    ("hasn't ordered since 2026-01-01", "not ordered since 2026-01-01"),
    ("ordered before but not in the last 90 days", "ordered and not ordered last 90d"),
    ("started checkout but didn't order", "started_checkout and not ordered"),
    ("viewed product but did not order within 7 days", "viewed_product then not ordered within 7d"),
    ("never clicked an email", "never clicked_email"),
    ("hasn't opened any email in the last 30 days", "not opened_email last 30d"),
    ("not a vip", "not vip"),
    ("non vip", "not vip"),
    ("is not a vip", "not vip"),
    ("not tagged vip", "tags does not contain vip"),
    ("untagged", "tags is missing"),
    ("no tags", "tags is missing"),
    ("not born in may", "not birthday in may"),
    ("neither vip nor sms_consent", "not (vip or sms_consent)"),
    ("not vip nor sms_consent", "not (vip or sms_consent)"),
    ("vip but not sms_consent", "vip and not sms_consent"),
    ("vip except sms_consent", "vip and not sms_consent"),
    ("vip unless sms_consent", "vip and not sms_consent"),
    ("vip without sms_consent", "vip and not sms_consent"),
    ("(clicked_sms or clicked_email) last 30d", "clicked_sms last 30d or clicked_email last 30d"),
    ("(ordered) last 30d", "ordered last 30d"),
    ("not (ordered) in the last 30 days", "not ordered last 30d"),
    ("(not ordered) last 30d", "not ordered last 30d"),
    ("(ordered) at least 3 times", "ordered at least 3 times"),
    ("(ordered) where total > 50", "ordered where total > 50"),
    ("(lapsed) 90d", "lapsed 90d"),
    ("(ordered and viewed_product) since 2026-01-01", "ordered since 2026-01-01 and viewed_product since 2026-01-01"),
    ("vip and (ordered or visited) this month", "vip and (ordered this month or visited this month)"),
    ("not (ordered or visited) last 30d", "not (ordered last 30d or visited last 30d)"),
    ("(ordered or visited) in the last 30 days and vip", "(ordered last 30d or visited last 30d) and vip"),
    ("lapsed = 90d", "lapsed 90d"),
    ("lapsed > 90 days", "lapsed 90d"),
    ("lapsed < 90d", "not lapsed 90d"),
    ("ordered_since yesterday", "ordered since yesterday"),
    ("not ordered_since last month", "not ordered since last month"),
    ("either vip or sms_consent", "vip or sms_consent"),
    ("everyone except vip", "not vip"),
    ("everybody but people in Italy", "country != IT"),
    ("ordered more than once but less than five times", "ordered at least twice and ordered at most 4 times"),
    ("COALESCE(predicted_clv, 0) < 1", "predicted_clv < 1 or predicted_clv is missing"),
    ("COALESCE(country, 'US') != 'US'", "country != US and country is known"),
    ("YEAR(joined) <= 2025", "joined before 2026-01-01"),
    ("customer_id NOT IN (SELECT customer_id FROM orders WHERE total > 100)", "not ordered where total > 100"),
    ("id NOT IN (SELECT id FROM customers WHERE country = 'US' or city = 'Rome')", "not (country = US or city = Rome)"),
];

/// What says more than any rewriting of a part of it.
const MORE: &[&str] = &[
    "(ordered or visited) over 3 times",
    "(ordered or visited) last 30d at least 3 times",
    "(ordered or visited) this month at most 2 times",
    "(ordered or visited) since 2026-01-01 twice",
    "(ordered and visited) last 30d then ordered",
    "customer_id IN (SELECT customer_id FROM orders GROUP BY customer_id HAVING COUNT(*) > 3 AND SUM(total) > 100)",
    "customer_id IN (SELECT customer_id FROM orders WHERE total > 100 LIMIT 10)",
    "customer_id IN (SELECT o.customer_id FROM orders o JOIN products p ON o.id = p.id WHERE total > 100)",
    "city IN (SELECT city FROM orders WHERE total > 100)",
    "product_id IN (SELECT product_id FROM orders WHERE total > 100)",
];

/// The tables, and what stands in them for `~` and `#`.
const ALL: &[(&str, Pairs, Pairs)] = &[
    (
        "texts",
        TEXTS,
        &[
            ("city", "Rome"),
            ("city", "\"San Remo\""),
            ("country", "US"),
            ("first_name", "\"Ann\""),
            ("ordered where product", "\"Blue Mug\""),
            ("ordered where discount_code", "SUMMER"),
        ],
    ),
    (
        "lists",
        LISTS,
        &[
            ("tags", "vip"),
            ("tags", "\"big spender\""),
            ("sms_preferences", "\"sales\""),
            ("ordered where collection", "\"Summer\""),
        ],
    ),
    (
        "amounts",
        AMOUNTS,
        &[
            ("money_spent", "100"),
            ("money_spent", "1500"),
            ("order_count", "3"),
            ("predicted_clv", "2024"),
            ("money_spent last 90d", "50"),
            ("ordered where total", "100"),
            ("ordered where total", "2000"),
        ],
    ),
    ("dates", DATES, &[("joined", "90 days"), ("last_order_date", "30d"), ("birthday", "2 weeks")]),
    ("events", EVENTS, &[("ordered", "90 days"), ("clicked_email", "30d"), ("viewed_product", "2 weeks")]),
    ("flags", FLAGS, &[("vip", ""), ("sms_consent", "")]),
    ("sentences", SENTENCES, &[("", "")]),
];

/// What a text means, if nothing is wrong in it.
fn meaning(text: &str) -> Option<Condition> {
    let analysis = understand(text, demo());
    let is_wrong = analysis.diagnostics.iter().any(|finding| finding.severity() == Severity::Error);
    analysis
        .segments
        .first()
        .and_then(|segment| segment.condition.as_ref())
        .filter(|_| !is_wrong)
        .map(Condition::canonical)
}

/// What is made of a sentence: what it is taken for at once, or what the repairs of its messages say.
fn offered(text: &str) -> (usize, Vec<String>) {
    let analysis = understand(text, demo());
    let errors: Vec<_> = analysis.diagnostics.iter().filter(|found| found.severity() == Severity::Error).collect();
    match errors.as_slice() {
        [] => (0, vec![text.to_owned()]),
        [one] => (1, one.fixes.iter().map(|fix| repaired(text, &fix.edits)).collect()),
        several => {
            let edits: Vec<_> =
                several.iter().filter_map(|found| found.fixes.first()).flat_map(|fix| fix.edits.clone()).collect();
            (several.len(), vec![repaired(text, &edits)])
        }
    }
}

#[test]
fn what_is_offered_says_the_same() {
    let mut wrong = Vec::new();
    for (name, table, subjects) in ALL {
        for (said, means) in *table {
            for (field, value) in *subjects {
                // What stands before an event is not about its rows.
                if field.contains("where")
                    && (!said.starts_with('~') || !means.starts_with('~') || means.contains("and ~"))
                {
                    continue;
                }
                let fill = |text: &str| text.replace('~', field).replace('#', value);
                let (said, means) = (fill(said), fill(means));
                // Not every field has every meaning: a text in quotes stands in no second pair of them.
                let Some(expected) = meaning(&means) else { continue };
                let (messages, texts) = offered(&said);
                if messages > 1 || !texts.iter().any(|text| meaning(text).as_ref() == Some(&expected)) {
                    wrong.push(format!("{name}: `{said}` is `{means}`; in {messages} messages {texts:?} is offered"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_part_is_not_offered_for_the_whole() {
    for said in MORE {
        let (_, texts) = offered(said);
        let read: Vec<&String> = texts.iter().filter(|text| meaning(text).is_some()).collect();
        assert!(read.is_empty(), "{said}: {read:?}");
    }
}

#[test]
fn of_two_that_stand_side_by_side_none_is_lost() {
    let side_by_side = [
        "ordered visited",
        "(ordered) (visited)",
        "(ordered)(visited)",
        "(ordered), (visited)",
        "vip and (ordered) (visited)",
        "not (ordered) (visited)",
        "(ordered) (visited) last 30d",
    ];
    for said in side_by_side {
        let (_, texts) = offered(said);
        assert!(texts.iter().all(|text| text.contains("ordered") && text.contains("visited")), "{said}: {texts:?}");
    }
}
