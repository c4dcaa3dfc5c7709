//! Tables without files of their own: customers from those who bought, orders from their lines.

use crate::engine_kit::{Kit, ints, sentences, texts, times, typed};
use datafusion::arrow::datatypes::DataType;
use seg::source::SourceFile;
use seg::vocabulary::Project;

const LINES: &str = r#"
[tables.order_lines]
path = "lines.parquet"
customer = "who"
time = "at"
[tables.order_lines.columns]
order = "basket"
product = "what"
quantity = "pieces"
price = "each"
voided = { column = "voided", type = "yes/no" }
till = { column = "till", type = "text" }
"#;

const ORDERS: &str = r#"
[tables.orders]
from = "order_lines"
key = "order"
[tables.orders.columns]
total = { sum = "amount" }
channel = { column = "till" }
opened = { first = "till", type = "text" }
pieces = { sum = "quantity", type = "number" }
dearest = { max = "price", type = "money" }
cancelled = { max = "voided" }
"#;

/// Four baskets of three people, one line that is nobody's, one without a basket, one to come.
fn lines() -> Kit {
    let float = |values| typed(DataType::Float64, values);
    Kit::new().file(
        "lines.parquet",
        [
            ("basket", typed(DataType::Int64, ["10", "10", "20", "30", "30", "40", "50", "", "10"])),
            ("who", typed(DataType::Int64, ["1", "1", "1", "2", "2", "3", "", "3", "1"])),
            (
                "at",
                times([
                    "2026-06-02T10:00Z",
                    "2026-06-01T10:00Z",
                    "2026-06-20T10:00Z",
                    "2026-06-03T10:00Z",
                    "2026-06-03T10:00Z",
                    "2026-06-04T10:00Z",
                    "2026-06-05T10:00Z",
                    "2026-06-06T10:00Z",
                    "2026-07-15T10:00Z",
                ]),
            ),
            ("what", texts(["tea", "cup", "tea", "cup", "pot", "tea", "tea", "tea", "pot"].map(Some))),
            ("pieces", ints([2, 1, 1, 1, 1, 3, 1, 1, 9])),
            ("each", float(["0.1", "0.2", "5", "30", "40.005", "1.1", "7", "7", "900"])),
            ("voided", typed(DataType::Boolean, ["false", "false", "false", "false", "true", "", "true", "", "false"])),
            (
                "till",
                texts([Some("late"), Some("early"), None, Some("web"), Some("web"), Some("web"), None, None, None]),
            ),
        ],
    )
}

#[test]
fn an_order_is_the_lines_of_its_key() {
    let kit = lines().toml("[tables.customers]\nfrom = \"order_lines\"").toml(LINES).toml(ORDERS);
    let ask = kit.ask();
    assert_eq!(ask.who("order_count >= 0"), "1 2 3");
    // Basket 30 has a line that was voided, and the line without a basket is of no order.
    assert_eq!(ask.who("never ordered"), "2");
    assert_eq!(ask.who("order_count = 2"), "1");
    assert_eq!(ask.who("order_count = 1"), "3");
    assert_eq!(ask.who("money_spent = 5.40"), "1");
    assert_eq!(ask.who("money_spent = 3.30"), "3");
    assert_eq!(ask.who("sum(ordered.pieces) = 4"), "1");
    assert_eq!(ask.who("max(ordered.dearest) = 5"), "1");
    // An order is of the time of its first line; a line to come is not there yet.
    assert_eq!(ask.who("ordered on 2026-06-01"), "1");
    assert_eq!(ask.who("ordered on 2026-06-02"), "");
    assert_eq!(ask.who("ordered where total > 100"), "");
    // By time, the last value that is known, or the first.
    assert_eq!(ask.who("ordered where channel = late"), "1");
    assert_eq!(ask.who("ordered where channel = early"), "");
    assert_eq!(ask.who("ordered where opened = early"), "1");
}

#[test]
fn lines_know_their_order_though_it_is_made_of_them() {
    let kit = lines().toml("[tables.customers]\nfrom = \"orders\"").toml(LINES).toml(ORDERS);
    let ask = kit.ask();
    assert_eq!(ask.who("order_count >= 0"), "1 2 3", "customers of orders that are made of lines");
    // One of its lines is the cup, and all of the order costs 0.40.
    assert_eq!(ask.who("ordered where (product = \"cup\" and total = 0.40)"), "1");
    assert_eq!(ask.who("ordered where (product = \"cup\" and total = 0.20)"), "");
    // Of an order that is cancelled no line counts.
    assert_eq!(ask.who("ordered_item where product = \"cup\""), "1");
    assert_eq!(ask.who("count(ordered_item) = 3"), "1");
}

#[test]
fn the_rows_that_there_are_make_the_orders() {
    let lines_of = LINES.replace("customer =", "rows = \"product != cup\"\ncustomer =");
    let orders = ORDERS.replace("key =", "rows = \"pieces < 3\"\nkey =").replace("cancelled =", "void =");
    let orders = orders.replace("max = \"voided\" }", "max = \"voided\", type = \"yes/no\" }");
    let kit = lines().toml("[tables.customers]\nfrom = \"order_lines\"").toml(&lines_of).toml(&orders);
    let ask = kit.ask();
    assert_eq!(ask.who("ordered"), "1 2");
    assert_eq!(ask.who("ordered where total = 40.01"), "2");
    assert_eq!(ask.who("ordered where void"), "2");
    assert_eq!(ask.who("ordered where product = \"tea\""), "1");
}

#[test]
fn customers_of_orders_take_columns_through_their_key() {
    let customers = r#"
[tables.customers]
from = "order_lines"
joins.about = { table = "people", on = "key" }
[tables.customers.columns]
city = "about.city"
phone = { last = "till" }
[tables.people]
path = "people.parquet"
key = "id"
"#;
    let people = |kit: Kit, id| {
        kit.toml(customers)
            .toml(LINES)
            .file("people.parquet", [("id", id), ("city", texts([Some("Rome"), None, Some("Oslo"), Some("Rome")]))])
    };
    let ask = people(lines(), typed(DataType::Int16, ["1", "2", "9", "9"])).ask();
    assert_eq!(ask.who("city is known"), "1", "9 never bought anything");
    assert_eq!(ask.who("city != Rome"), "2 3");
    assert_eq!(ask.who("phone = late"), "1");
    assert_eq!(ask.who("phone = web"), "2 3");
    let wrong = people(lines(), texts([Some("1"), None, None, None])).wrong();
    let sentence = "`who` and the key of `people` are of different kinds: whole numbers here";
    assert_eq!(wrong, [(sentence.to_owned(), "key".to_owned())]);
}

#[test]
fn what_cannot_be_made_from_rows_is_said() {
    let found = |text: &str| {
        let text = format!("version = 1\nzone = \"UTC\"\ncurrency = \"EUR\"\n{text}");
        let (_, found) = Project::load(std::path::Path::new("."), SourceFile::new("seg.toml", text.as_str()));
        sentences(&found)
    };
    let with = |orders: &str| found(&format!("[tables.customers]\nfrom = \"order_lines\"\n{LINES}{orders}"));
    assert_eq!(with(ORDERS), [""; 0]);
    assert_eq!(
        with("[tables.orders]\nfrom = \"order_lines\"\n[tables.orders.columns]\ntotal = { sum = \"amount\" }"),
        ["`orders` does not say which column of `order_lines` is its key"]
    );
    assert_eq!(
        with(&ORDERS.replace("sum = \"amount\"", "sum = \"amuont\"").replace("sum = \"quantity\"", "sum = \"till\"")),
        ["`order_lines` has no column called `amuont`", "`till` is a text, and cannot be added up"]
    );
    assert_eq!(
        with(&ORDERS.replace("max = \"voided\"", "max = \"price\"")),
        ["`cancelled` is yes or no, and `price` is an amount"]
    );
    assert_eq!(
        with(&ORDERS.replace("from = \"order_lines\"", "from = \"orders\"")),
        ["`orders` has no files of its own to take rows from"]
    );
    assert_eq!(
        found(&format!(
            "[tables.customers]\nfrom = \"order_lines\"\n{}",
            LINES.replace("\"pieces\"", "{ sum = \"pieces\" }")
        )),
        ["here is one value a row, and nothing to bring together"]
    );
    let people = "joins.people = { table = \"people\", on = \"till\" }\nkey =";
    assert_eq!(
        with(&format!("{}\n[tables.people]\npath = \"p\"\nkey = \"id\"", ORDERS.replace("key =", people))),
        ["`till` is a text, and only a key joins"]
    );
    assert_eq!(
        with(&format!(
            "{ORDERS}\n[tables.visits]\npath = \"v\"\ncustomer = \"who\"\ntime = \"at\"\njoins.orders = \"no\""
        )),
        ["`orders` has no files of its own to join"]
    );
}

#[test]
fn orders_and_lines_that_take_from_each_other_do_not_go_round() {
    for (cancelled, test, cups) in
        [("cancelled", "test", "1 2"), ("test", "cancelled", "1 2"), ("voided", "cancelled", "1")]
    {
        let orders = ORDERS.replace("\"voided\"", &format!("\"{cancelled}\""));
        let orders = format!("{orders}test = {{ max = \"{test}\" }}\n");
        let ask = lines().toml("[tables.customers]\nfrom = \"order_lines\"").toml(LINES).toml(&orders).ask();
        assert_eq!(ask.who("ordered_item where product = \"cup\""), cups, "{cancelled}");
        assert_eq!(ask.who("ordered where product = \"cup\""), cups, "{cancelled}");
    }
}

#[test]
fn the_rows_of_lines_do_not_ask_the_orders_that_they_make() {
    let lines_of = LINES.replace("customer =", "rows = \"not cancelled\"\ncustomer =");
    let ask = lines().toml("[tables.customers]\nfrom = \"order_lines\"").toml(&lines_of).toml(ORDERS).ask();
    assert_eq!(ask.who("ordered_item where product = \"cup\""), "1 2");
}
