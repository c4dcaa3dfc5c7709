//! What segments are read as: each text with its sentence, as of 30 June 2026.

use crate::meaning::meaning;
use crate::support::{clock, demo};
use seg::analysis::explain;

#[test]
fn sentences_say_what_is_computed() {
    let table: &[(&str, &str)] = &[
        ("order_count > 1", "who have ordered more than once"),
        ("order_count > 2", "who have ordered more than twice"),
        (
            "ordered product_tags gift in 2027",
            "who have ordered something tagged \"gift\" from 1 January 2027 to 31 December 2027 (still ahead, so nobody yet)",
        ),
        ("ordered last 1y", "who have ordered in the last year (since 30 June 2025)"),
        ("ordered last week", "who have ordered last week (22 June 2026 to 28 June 2026)"),
        ("joined this month", "whose joining date is within this month (1 June 2026 to 30 June 2026)"),
        ("ordered quantity 3", "who have ordered quantity 3"),
        ("ordered last 1d", "who have ordered in the last day (since 29 June 2026)"),
        ("joined last 1 month", "whose joining date is within the last month (since 30 May 2026)"),
        ("ordered product in (\"Blue Mug\", \"Red Mug\")", "who have ordered product \"Blue Mug\" or \"Red Mug\""),
        (
            "ordered product \"Blue Mug\" vendor Nike where quantity >= 2",
            "who have ordered product \"Blue Mug\" in a line of which vendor is \"Nike\" and quantity is at least 2",
        ),
        (
            "not (ordered product \"Blue Mug\")",
            "who have not ordered product \"Blue Mug\", including people who never ordered",
        ),
        (
            "never ordered collection \"Mugs\"",
            "who have not ordered from collection \"Mugs\", including people who never ordered",
        ),
        (
            "not ordered product \"Blue Mug\" last 90d",
            "who have not ordered product \"Blue Mug\" in the last 90 days (since 1 April 2026), including people who never ordered",
        ),
        ("tags contains any of (\"a\", \"b\", \"c\")", "whose tags include \"a\", \"b\", or \"c\""),
        ("tags contains all of (\"a\", \"b\")", "whose tags include \"a\" and \"b\""),
        ("tags contains none of (\"a\", \"b\")", "whose tags do not include \"a\" or \"b\""),
        ("first_order_date <= 2026-05-17", "whose first order is before 18 May 2026"),
        ("ordered on or before 2026-05-17", "who have ordered before 18 May 2026"),
        ("first_order_date on or after 2026-05-17", "whose first order is on or after 17 May 2026"),
        ("count(ordered_item) > 3", "who have bought an item more than 3 times"),
        ("ordered_item vendor Nike at least twice", "who have bought an item at least twice, where vendor is \"Nike\""),
        (
            "texted in (\"JOIN\", \"JION\") last 30d",
            "who have texted us (\"JOIN\" or \"JION\") in the last 30 days (since 31 May 2026)",
        ),
        ("texted \"JOIN\"", "who have texted us (\"JOIN\")"),
        ("texted where text contains \"stop\"", "who have texted us, where text contains \"stop\""),
        (
            "viewed_product \"Blue Mug\" at least twice last 5d",
            "who have viewed a product (\"Blue Mug\") at least twice in the last 5 days (since 25 June 2026)",
        ),
        (
            "received_sms where campaign = \"Spring sale\"",
            "who have been sent an SMS, where campaign is \"Spring sale\"",
        ),
        (
            "ordered where (total > 100 and channel = web)",
            "who have ordered, where total is more than 100 EUR and channel is \"web\"",
        ),
        (
            "ordered where (product = \"Blue Mug\" and quantity >= 2 and total > 100) last 90d",
            "who have ordered product \"Blue Mug\" in a line of which quantity is at least 2 and the order's total is more than 100 EUR, in the last 90 days (since 1 April 2026)",
        ),
        (
            "money_spent where channel = web last 90d > 100",
            "whose total spending, where channel is \"web\", in the last 90 days (since 1 April 2026), is more than 100 EUR",
        ),
        ("average_order_value > 80", "whose average order value is more than 80 EUR"),
        (
            "sum(ordered_item.quantity where vendor = \"Nike\") >= 3",
            "whose total quantity (ordered item), where vendor is \"Nike\", is at least 3",
        ),
        (
            "distinct(ordered_item.product) >= 5",
            "whose number of different values of product (ordered item) is at least 5",
        ),
        ("days since last_order_date > 60", "whose last order is more than 60 days ago"),
        (
            "days since last_order_date > 2 * (days since first_order_date - days since last_order_date) / (order_count - 1)",
            "whose number of days since the last order is more than ((2 times (number of days since the first order minus number of days since the last order)) divided by (number of orders minus 1))",
        ),
        ("years since birthday >= 18", "whose date of birth is at least 18 full years ago"),
        ("number of tags >= 2", "whose number of tags is at least 2"),
        ("number of tags = 0", "whose number of tags is 0"),
        ("birthday next 30d", "whose date of birth comes round from 30 June 2026 to 30 July 2026"),
        ("birthday on 3d ago", "whose date of birth comes round on 27 June 2026"),
        ("birthday in june", "whose date of birth is in June of any year"),
        ("not birthday in june", "whose date of birth is not in June of any year, or not known"),
        ("phone_country in (US, CA)", "whose phone country is \"US\" or \"CA\""),
        ("phone_country in EU", "whose phone country is in EU"),
        ("country in (EU, GB)", "whose country is in EU or \"GB\""),
        ("email_domain = \"example.com\"", "whose e-mail domain is \"example.com\""),
        ("sms_consent_date before 30d ago", "whose SMS consent date is before 31 May 2026"),
        (
            "lapsed 90d and sms_consent",
            "who have ordered, but not in the last 90 days (since 1 April 2026), and who may be texted",
        ),
        ("not lapsed 90d", "who have ordered in the last 90 days (since 1 April 2026), or never"),
        (
            "not ordered_since 90d",
            "who have not ordered in the last 90 days (since 1 April 2026), including people who never ordered",
        ),
        (
            "ordered 0 times last 30d",
            "who have not ordered in the last 30 days (since 31 May 2026), including people who never ordered",
        ),
        (
            "ordered at most twice last 30d",
            "who have ordered at most twice (never counts too) in the last 30 days (since 31 May 2026)",
        ),
        ("ordered exactly twice", "who have ordered exactly twice"),
        ("order_count between 2 and 5", "whose number of orders is from 2 to 5"),
        ("order_count = 0", "who have never ordered"),
        (
            "money_spent > 100 or (vip and not email_consent)",
            "whose total spending is more than 100 EUR or (who are marked as VIP and who may not be e-mailed)",
        ),
        ("sms_status = unsubscribed", "whose SMS consent is unsubscribed"),
        ("sms_status != subscribed", "who may not be texted"),
        ("in list \"newsletter\"", "who are on the list \"newsletter\""),
        ("changed_consent where method = \"keyword\"", "who have changed their consent, where method is \"keyword\""),
        (
            "last(changed_consent.method where channel = sms) = keyword",
            "whose last method (changed consent), where channel is sms, is \"keyword\"",
        ),
        (
            "max(ordered.date where total > 100) < 90d ago",
            "whose last order, where total is more than 100 EUR, is before 1 April 2026",
        ),
        ("money_spent / order_count > 50", "whose total spending divided by number of orders is more than 50 EUR"),
        (
            "abandoned_checkout last 7d and not ordered_since 7d",
            "who have abandoned a checkout in the last 7 days (since 23 June 2026), and who have not ordered in the last 7 days (since 23 June 2026), including people who never ordered",
        ),
    ];
    for (text, said) in table {
        let sentence = explain(&meaning(text, demo()), demo(), &clock(demo()));
        assert_eq!(sentence, format!("Customers {said}."), "{text}");
    }
}
