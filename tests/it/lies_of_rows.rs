//! Rows that lie, in files that are sound: what would change a count is refused, what
//! is left out or cannot be right is said with how many rows it is.

use seg::diagnostics::{Diagnostic, Severity};

use crate::engine_kit::{Asked, Kit};

const CUSTOMERS: &str = "[tables.customers]\npath = \"customers.csv\"\nkey = \"id\"";
const ORDERS: &str = "[tables.orders]\npath = \"orders.csv\"\nkey = \"id\"\ncustomer = \"who\"\ntime = \"at\"\n\
                      columns.total = \"total\"";
const LINES: &str = "[tables.order_lines]\npath = \"lines.csv\"\ncustomer = \"orders.who\"\ntime = \"orders.at\"\n\
                     joins.orders = \"order\"\njoins.products = \"sku\"\n\
                     columns.order = \"order\"\ncolumns.product = \"products.name\"\ncolumns.amount = \"paid\"";
const PRODUCTS: &str = "[tables.products]\npath = \"products.csv\"\nkey = \"sku\"\ncolumns.title = \"name\"";

/// Three customers and their orders.
fn shop(orders: &str) -> Kit {
    Kit::new().toml(CUSTOMERS).csv("customers.csv", "id\n1\n2\n3\n").toml(ORDERS).csv("orders.csv", orders)
}

/// The same with lines and two products.
fn with_lines(lines: &str) -> Kit {
    shop("id,who,at,total\n1,1,2026-06-01,10\n2,2,2026-06-02,20\n")
        .toml(LINES)
        .csv("lines.csv", lines)
        .toml(PRODUCTS)
        .csv("products.csv", "sku,name\nb,Blue Mug\ng,Green Mug\n")
}

/// All that `seg check` says of the data, now.
fn check(ask: &Asked) -> Vec<String> {
    let found = ask.data.findings(Some(ask.clock.as_of())).unwrap();
    found.iter().map(told).collect()
}

/// What is said beside the number of those who ordered.
fn aside(ask: &Asked) -> Vec<String> {
    let doubts = ask.data.doubts(&[ask.condition("ordered")], &ask.clock).unwrap();
    doubts.iter().map(told).collect()
}

/// Why there is no number.
fn refusal(ask: &Asked, condition: &str) -> String {
    told(&ask.data.count(&[ask.condition(condition)], &ask.clock).unwrap_err().diagnostic)
}

fn told(found: &Diagnostic) -> String {
    let weight = match found.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "advice",
    };
    let parts = [weight, found.message.as_str(), found.labels[0].text.as_str()].into_iter();
    let parts = parts.chain(found.help.iter().map(String::as_str)).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" | ")
}

#[test]
fn customers_that_stand_twice() {
    let kit = Kit::new()
        .toml(CUSTOMERS)
        .toml("columns.country = \"id\"")
        .csv("customers.csv", "id\n1\n2\n2\n3\n4\n4\n1\n5\n5\n");
    assert_eq!(
        refusal(&kit.ask(), "country is missing"),
        "error | several customers have the same key | `id` of customers.csv | more than one row each: `1`, `2`, `4` | every customer needs a row and a key of their own"
    );
}

#[test]
fn orders_that_stand_twice() {
    let twice = "id,who,at,total\n1,1,2026-06-01,10\n2,2,2026-06-02,20\n1,1,2026-06-01,10\n";
    let ask = with_lines("order,sku,paid\n1,b,10\n").csv("orders.csv", twice).ask();
    assert_eq!(
        refusal(&ask, "money_spent > 15"),
        "error | several orders have the same key | `id` of orders.csv | more than one row each: `1` | each row would count; write them once, or leave `key` out if it is no key | rows that are lines make a table of their own, and this one is `from` them"
    );
    // Whoever does not ask for orders has an answer.
    assert_eq!(ask.data.count(&[], &ask.clock).unwrap().customers, 3);
}

#[test]
fn products_that_stand_twice() {
    let ask = with_lines("order,sku,paid\n1,b,10\n2,g,20\n")
        .csv("products.csv", "sku,name\nb,Blue Mug\nb,Blue Cup\ng,Green Mug\n")
        .ask();
    assert_eq!(ask.who("ordered product \"Blue Cup\""), "1");
    assert_eq!(ask.who("ordered product \"Blue Mug\""), "");
    assert_eq!(
        check(&ask),
        [
            "warning | several rows of `products` have the same key | `sku` of products.csv | more than one row each: `b` | whoever joins them gets one of the rows, always the same"
        ]
    );
}

#[test]
fn rows_of_nobody_and_of_strangers() {
    let ask = shop("id,who,at,total\n1,1,2026-06-01,10\n2,,2026-06-02,20\n3,9,2026-06-03,30\n4,2,2026-06-04,40\n5,3,2026-06-05,5\n").ask();
    assert_eq!(ask.who("ordered"), "1 2 3");
    assert_eq!(
        check(&ask),
        [
            "advice | 1 of 5 rows of `orders` have no customer | in orders.csv: they are left out",
            "advice | 1 of 5 rows of `orders` are of unknown customers | in orders.csv: such as 9; they are left out | no row of `customers` has their key; guests are rightly left out",
        ]
    );
    assert_eq!(aside(&ask), [""; 0]);
    // Most rows: the keys are written otherwise here and there.
    let ask = shop("id,who,at,total\n1,0001,2026-06-01,10\n2,0002,2026-06-02,20\n3,3,2026-06-03,30\n").ask();
    assert_eq!(
        aside(&ask),
        [
            "warning | 2 of 3 rows of `orders` are of unknown customers | in orders.csv: such as 0001; they are left out | no row of `customers` has their key; guests are rightly left out"
        ]
    );
    let ask = Kit::new().toml(CUSTOMERS).csv("customers.csv", "id,mail\n1,a@b.it\n,c@d.it\n").ask();
    assert_eq!(ask.data.count(&[], &ask.clock).unwrap().customers, 1);
    assert_eq!(check(&ask), ["advice | 1 of 2 rows of `customers` have no key | in customers.csv: they are left out"]);
}

#[test]
fn times_that_are_missing_or_cannot_be() {
    let ask = shop(
        "id,who,at,total\n1,1,,10\n2,2,2026-07-02,20\n3,3,2026-06-30 12:00,30\n4,1,1970-01-21,40\n5,2,0001-01-01,4\n",
    )
    .ask();
    assert_eq!(ask.who("ordered"), "1 2 3");
    assert_eq!(ask.who("ordered last 30d"), "3");
    let early = "warning | 2 of 5 rows of `orders` are dated before 1980 | in orders.csv: is it read as it is meant? | a day that is not known should be missing";
    assert_eq!(
        check(&ask),
        [
            early,
            "advice | 1 of 5 rows of `orders` have no time | in orders.csv: they are left out",
            "advice | 1 of 5 rows of `orders` are dated in the future | in orders.csv: they do not count yet | is the zone right, and the unit? A plan is no event",
        ]
    );
    assert_eq!(aside(&ask), [early]);
    // What a pinned clock is before may lie ahead of it.
    assert_eq!(ask.data.findings(None).unwrap().len(), 2);
    let seconds = ORDERS.replace("\"at\"", "{ column = \"at\", unit = \"milliseconds\" }");
    let kit = Kit::new().toml(CUSTOMERS).csv("customers.csv", "id\n1\n").toml(&seconds);
    let ask = kit.csv("orders.csv", "id,who,at,total\n1,1,1780000000,10\n").ask();
    assert_eq!(
        aside(&ask),
        [
            "warning | 1 of 1 rows of `orders` are dated before 1980 | in orders.csv: is it read as it is meant? | is the `unit` right? In seconds the present has ten digits, in milliseconds thirteen"
        ]
    );
}

#[test]
fn amounts_in_other_currencies() {
    let orders = format!("{ORDERS}\ncurrency = \"money\"");
    let kit =
        Kit::new().toml(CUSTOMERS).csv("customers.csv", "id\n1\n2\n3\n").toml(&orders.replace(
            "columns.total = \"total\"\ncurrency = \"money\"",
            "currency = \"money\"\ncolumns.total = \"total\"",
        ));
    let kit = kit.csv("orders.csv", "id,who,at,total,money\n1,1,2026-06-01,10,EUR\n2,2,2026-06-02,20,USD\n3,3,2026-06-03,30,\n4,2,2026-06-03,5,eur\n");
    let ask = kit.ask();
    assert_eq!(ask.who("money_spent = 5"), "2");
    assert_eq!(ask.who("money_spent = 30"), "3");
    assert_eq!(ask.who("order_count = 2"), "2");
    assert_eq!(
        aside(&ask),
        [
            "warning | 1 of 4 rows of `orders` are in another currency | in orders.csv: such as USD; the project has EUR | their amounts are missing, and never added to others"
        ]
    );
    // A project weighs it.
    let weighed = |level: &str| kit.clone().toml(&format!("[lints]\nother-currency = \"{level}\"")).ask();
    assert_eq!(aside(&weighed("off")), [""; 0]);
    assert_eq!(check(&weighed("advice")).len(), 1);
    assert!(refusal(&weighed("error"), "ordered").starts_with("error | 1 of 4 rows of `orders`"));
    // Lines are in the currency of their order.
    let ask = kit
        .toml(LINES)
        .csv("lines.csv", "order,sku,paid\n1,b,10\n2,g,20\n3,g,30\n4,b,5\n")
        .toml(PRODUCTS)
        .csv("products.csv", "sku,name\nb,Blue Mug\ng,Green Mug\n")
        .ask();
    assert_eq!(ask.who("sum(ordered_item.amount) = 5"), "2");
}

#[test]
fn lines_that_do_not_fit_their_orders() {
    let ask = with_lines("order,sku,paid\n1,b,10\n2,g,20\n7,g,20\n").ask();
    assert_eq!(
        check(&ask),
        [
            "warning | 1 of 3 rows of `order_lines` name orders that there are not | in lines.csv: such as 7 | is a file of orders missing, or the key written otherwise there?"
        ]
    );
    let lines = LINES.replace("orders.who", "who");
    let kit = shop("id,who,at,total\n1,1,2026-06-01,10\n2,2,2026-06-02,20\n").toml(&lines).toml(PRODUCTS);
    let ask = kit
        .csv("products.csv", "sku,name\nb,Blue Mug\n")
        .csv("lines.csv", "order,who,sku,paid\n1,1,b,10\n2,3,b,20\n")
        .ask();
    assert_eq!(
        check(&ask),
        [
            "warning | 1 of 2 rows of `order_lines` are of another customer than their order | in lines.csv: such as those of 2 | each counts for the customer of its own row"
        ]
    );
}

#[test]
fn choices_that_there_are_not() {
    let consents = "[tables.consents]\npath = \"c.csv\"\ncustomer = \"who\"\ntime = \"at\"\ncolumns.channel = \"channel\"\ncolumns.status = \"status\"";
    let kit = Kit::new().toml(CUSTOMERS).csv("customers.csv", "id\n1\n2\n3\n").toml(consents);
    let ask = kit.csv("c.csv", "who,at,channel,status\n1,2026-01-01,SMS,Subscribed\n2,2026-01-01,sms,opt_in\n3,2026-01-01,sms,unsubscribed\n").ask();
    assert_eq!(ask.who("sms_consent"), "1");
    let doubts = ask.data.doubts(&[ask.condition("sms_consent")], &ask.clock).unwrap();
    assert_eq!(
        doubts.iter().map(told).collect::<Vec<_>>(),
        [
            "warning | 1 of 3 values of `status` are none of its choices | c.csv has texts such as \"opt_in\" here | it is one of: subscribed, unsubscribed | else say what it means: |   `status = { column = \"status\", means = { \"opt_in\" = \"...\" } }`"
        ]
    );
}

#[test]
fn numbers_that_are_none() {
    use crate::engine_kit::{ints, times, typed};
    use datafusion::arrow::datatypes::DataType;
    let kit = Kit::new().customers(3).toml(&ORDERS.replace("csv", "parquet")).file(
        "orders.parquet",
        [
            ("id", ints([1, 2, 3])),
            ("who", ints([1, 2, 3])),
            ("at", times(["2026-06-01T08:00Z", "2026-06-01T08:00Z", "2026-06-01T08:00Z"])),
            ("total", typed(DataType::Float64, ["NaN", "12.345", "inf"])),
        ],
    );
    let ask = kit.ask();
    assert_eq!(ask.who("money_spent = 12.35"), "2");
    assert_eq!(ask.who("money_spent = 0"), "1 3");
    assert_eq!(
        aside(&ask),
        [
            "warning | 2 of 3 values of `total` cannot be read | orders.parquet has values such as NaN here | they are no amounts in the project's currency, and count as missing | numbers have at most 18 digits before the point"
        ]
    );
}

#[test]
fn lists_that_are_missing_or_empty() {
    use crate::engine_kit::{ints, lists};
    let kit = Kit::new()
        .toml("[tables.customers]\npath = \"c.parquet\"\nkey = \"id\"\ncolumns.tags = \"tags\"")
        .file("c.parquet", [("id", ints([1, 2, 3])), ("tags", lists([None, Some(&[]), Some(&["vip", ""])]))]);
    let ask = kit.ask();
    assert_eq!(ask.who("tags is missing"), "1");
    assert_eq!(ask.who("tags contains vip"), "3");
    assert_eq!(ask.who("not tags contains vip"), "1 2");
    assert_eq!(check(&ask), [""; 0]);
}

#[test]
fn the_file_that_holds_the_rows_is_named() {
    let parts = |kit: Kit| {
        let row = |id: i64, who: &str, total: &str| format!("id,who,at,total\n{id},{who},2026-06-01T08:00,{total}\n");
        let good = (0..7).fold(kit, |kit, id| kit.csv(&format!("orders/{id}.csv"), &row(id, "1", "5.00")));
        good.csv("orders/7.csv", &row(7, "99", "5.00")).csv("orders/8.csv", &row(8, "1", "five"))
    };
    let table = "[tables.orders]\npath = \"orders/*.csv\"\nkey = \"id\"\ncustomer = { column = \"who\", read = \"number\" }\ntime = \"at\"\n[tables.orders.columns]\ntotal = \"total\"";
    let kit = || parts(Kit::new().customers(2).toml(table));
    let label = |ask: &Asked| -> Vec<String> {
        let found = ask.data.findings(None).unwrap();
        found.iter().map(|found| format!("{} | {}", found.message, found.labels[0].text)).collect()
    };
    assert_eq!(
        label(&kit().ask()),
        [
            "1 of 9 rows of `orders` are of unknown customers | all in orders/7.csv: such as 99; they are left out",
            "1 of 9 values of `total` cannot be read | all in orders/8.csv: texts such as \"five\"",
        ]
    );
    let more = kit().csv("orders/9.csv", "id,who,at,total\n9,98,2026-06-01T08:00,5.00\n");
    assert_eq!(
        label(&more.ask())[0],
        "2 of 10 rows of `orders` are of unknown customers | first in orders/7.csv: such as 98; they are left out"
    );
}
