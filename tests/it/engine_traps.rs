//! Data that is a little off, and must still be read one way only.

use crate::engine_kit::{Kit, ints, texts};

fn orders(kit: Kit, times: [&str; 3]) -> Kit {
    kit.customers(3)
        .toml("[tables.orders]\npath = \"orders.parquet\"\nkey = \"id\"\ncustomer = \"c\"\ntime = \"t\"")
        .file("orders.parquet", [("id", ints([1, 2, 3])), ("c", ints([1, 2, 3])), ("t", texts(times.map(Some)))])
}

#[test]
fn times_in_text_need_no_seconds() {
    let ask = orders(Kit::new(), ["2026-06-01T08:30", "2026-06-01 06:30Z", "2026-06-01T08:30:00+02:00"]).ask();
    assert_eq!(ask.who("ordered"), "1 2 3");
    assert_eq!(ask.who("min(ordered.date) = 2026-06-01T08:30"), "1 2 3");
}

#[test]
fn a_product_that_stands_twice_is_one_of_its_rows_and_never_a_mix() {
    let kit = orders(Kit::new(), ["2026-06-01", "2026-06-01", "2026-06-01"])
        .toml("[tables.order_lines]\npath = \"lines.parquet\"\ncustomer = \"c\"\ntime = \"t\"\njoins.products = \"p\"")
        .toml("[tables.order_lines.columns]\norder = \"o\"\nproduct = \"products.title\"\nvendor = \"products.vendor\"")
        .toml("[tables.products]\npath = \"products.parquet\"\nkey = \"id\"")
        .file(
            "lines.parquet",
            [("o", ints([1])), ("c", ints([1])), ("t", texts([Some("2026-06-01")])), ("p", ints([7]))],
        )
        .file(
            "products.parquet",
            [("id", ints([7, 7])), ("title", texts([Some("A"), Some("B")])), ("vendor", texts([Some("Z"), Some("Y")]))],
        );
    let ask = kit.ask();
    assert_eq!(ask.who("ordered where (product = \"A\" and vendor = \"Z\")"), "1");
    for mixed in [
        "product = \"A\" and vendor = \"Y\"",
        "product = \"B\" and vendor = \"Z\"",
        "product = \"B\" and vendor = \"Y\"",
    ] {
        assert_eq!(ask.who(&format!("ordered where ({mixed})")), "", "{mixed}");
    }
}

/// Which lower case a sigma has depends on where its word ends.
#[test]
fn a_sigma_is_a_sigma() {
    let kit = Kit::new()
        .toml("[tables.customers]\npath = \"customers.parquet\"\nkey = \"id\"\n[tables.customers.columns]\ncity = \"city\"")
        .file("customers.parquet", [("id", ints([1, 2, 3])), ("city", texts([Some("Θεσσαλονίκη"), Some("ΟΔΟΣ"), Some("οδος")]))]);
    let ask = kit.ask();
    assert_eq!(ask.who("city starts with \"ΘΕΣ\""), "1");
    assert_eq!(ask.who("city = \"ΟΔΟΣ\""), "2 3");
    assert_eq!(ask.who("city in (\"Οδος\", \"x\")"), "2 3");
    assert_eq!(ask.who("city matches \"ΟΔ*Σ\""), "2 3");
}

/// A text column in the place of yes/no or of a date would be missing everywhere without a word.
#[test]
fn texts_that_are_something_else_are_refused() {
    let kit = |column: &str| {
        orders(Kit::new(), ["2026-06-01", "2026-06-02", "never"])
            .toml(&format!("[tables.orders.columns]\n{column}"))
            .file(
                "orders.parquet",
                [
                    ("id", ints([1, 2, 3])),
                    ("c", ints([1, 2, 3])),
                    ("t", texts([Some("2026-06-01"), Some("2026-06-02"), Some("never")])),
                    ("status", texts([Some("paid"), Some("cancelled"), None])),
                    ("test", texts([Some("No"), Some("TRUE"), None])),
                ],
            )
    };
    let refused = |column: &str| {
        let ask = kit(column).ask();
        let condition = ask.condition("ordered");
        ask.data.count(&[condition], &ask.clock).err().map(|error| error.to_string())
    };
    let needs = "`cancelled` needs yes or no, and `status` holds texts such as \"cancelled\"";
    assert_eq!(refused("cancelled = \"status\""), Some(needs.to_owned()));
    let needs = "`due` needs dates, and `status` holds texts such as \"cancelled\"";
    assert_eq!(refused("due = { column = \"status\", type = \"date\" }"), Some(needs.to_owned()));
    assert_eq!(refused("test = \"test\""), None);
    assert_eq!(kit("test = \"test\"").ask().who("ordered"), "1", "the test and the row without a time do not count");
}
