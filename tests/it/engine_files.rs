//! What is wrong with files and mappings is said before anything is run, and what is
//! written can be read.

use std::fs;

use datafusion::arrow::datatypes::DataType;
use seg::types::Wants;
use seg::types::ir::ColumnRef;

use crate::engine_kit::{Kit, ints, lists, texts, times, typed};

const CUSTOMERS: &str = "[tables.customers]\npath = \"customers.parquet\"\nkey = \"id\"";

#[test]
fn files_that_cannot_be_read_are_named() {
    let kit = Kit::new().customers(3).toml(
        r#"
[tables.orders]
path = "data/*.parquet"
key = "id"
customer = "who"
time = "at"
[tables.visits]
path = "visit.parquet"
customer = "who"
time = "at"
"#,
    );
    let kit = kit.file("data/whole.parquet", [("id", ints([1]))]).file("visits.parquet", [("id", ints([1]))]);
    let whole = fs::read(kit.path("data/whole.parquet")).unwrap();
    fs::write(kit.path("data/a.parquet"), "").unwrap();
    fs::write(kit.path("data/b.parquet"), &whole[..whole.len() - 9]).unwrap();
    fs::write(kit.path("data/c.parquet"), "who,at\n1,2026-01-01\n").unwrap();
    let mut damaged = whole.clone();
    let end = damaged.len();
    damaged[end - 8..end - 4].copy_from_slice(&[255; 4]);
    fs::write(kit.path("data/d.parquet"), &damaged).unwrap();
    let named = |sentence: &str, repair: &str| (format!("`data/{sentence}: {repair}"), "data/*.parquet".into());
    let again = "write or copy the file again";
    assert_eq!(
        kit.wrong(),
        [
            named("a.parquet` is empty: it has 0 bytes", again),
            named("b.parquet` is cut short: its end is missing", again),
            named("c.parquet` is not a Parquet file", "data is read from Parquet and CSV files"),
            named("d.parquet` is damaged: its table of contents cannot be read", again),
            ("there is no file `visit.parquet`: did you mean `visits.parquet`?".into(), "visit.parquet".into()),
        ]
    );
}

#[test]
fn columns_that_do_not_fit_are_all_named() {
    let kit = Kit::new()
        .toml(CUSTOMERS)
        .toml("[tables.customers.columns]\nemail = \"mail_adress\"\njoined = \"since\"\npredicted_clv = \"clv\"\ntags = \"tags\"")
        .toml("[tables.orders]\npath = \"orders.parquet\"\nkey = \"id\"\ncustomer = \"who\"\ntime = \"at\"")
        .file(
            "customers.parquet",
            [
                ("id", ints([1])),
                ("mail_address", texts([Some("a")])),
                ("since", ints([1])),
                ("clv", lists([Some(&["12"])])),
                ("tags", lists([Some(&["a"])])),
            ],
        )
        .file(
            "orders.parquet",
            [
                ("id", ints([1])),
                ("who", texts([Some("1")])),
                ("at", times(["2026-01-01T00:00Z"])),
            ],
        );
    let wrong = kit.wrong();
    let of = |sentence: &str, place: &str| (sentence.to_owned(), place.to_owned());
    assert_eq!(
        wrong,
        [
            of("the data has nothing for `email`: customers.parquet has no such column", "mail_adress"),
            of("`joined` is a date, and its column is not: customers.parquet has whole numbers here", "since"),
            of("`predicted_clv` is an amount, and its column is not: customers.parquet has lists here", "clv"),
            of("`who` and the key of `customers` are of different kinds: text here", "who"),
        ]
    );
    let found = kit.open().err().unwrap();
    assert_eq!(found[0].help[0], "it has `mail_address` (text); if that is the one, write it here");
    assert_eq!(found[0].fixes[0].edits[0].text, "mail_address");
}

#[test]
fn many_files_are_one_table_and_their_types_widen() {
    let orders = "[tables.orders]\npath = \"orders\"\nkey = \"id\"\ncustomer = \"who\"\ntime = \"at\"\n[tables.orders.columns]\ntotal = \"total\"\nchannel = \"channel\"";
    let kit = Kit::new()
        .customers(3)
        .toml(orders)
        .file(
            "orders/2025/a b%.parquet",
            [
                ("id", typed(DataType::Int32, ["1", "2"])),
                ("who", typed(DataType::Int16, ["1", "2"])),
                ("at", times(["2025-01-01T00:00Z", "2025-01-02T00:00Z"])),
                ("total", typed(DataType::Decimal128(6, 2), ["1.50", "2.00"])),
            ],
        )
        .file(
            "orders/2026/[b].parquet",
            [
                ("channel", texts([Some("web")])),
                ("id", ints([3])),
                ("who", typed(DataType::UInt32, ["2"])),
                (
                    "at",
                    typed(
                        DataType::Timestamp(datafusion::arrow::datatypes::TimeUnit::Nanosecond, Some("+02:00".into())),
                        ["2026-01-01T00:00:00Z"],
                    ),
                ),
                ("total", typed(DataType::Decimal128(12, 4), ["3.2500"])),
            ],
        );
    let ask = kit.ask();
    assert_eq!(ask.who("ordered"), "1 2");
    assert_eq!(ask.who("money_spent_gross = 5.25"), "2");
    assert_eq!(ask.who("ordered where channel = web"), "2");
    assert_eq!(ask.who("ordered before 2026-01-01"), "1 2");
    assert_eq!(ask.who("ordered since 2026-01-01"), "2");
}

#[test]
fn files_that_do_not_agree_are_refused() {
    let kit = Kit::new()
        .toml("[tables.customers]\npath = \"c*.parquet\"\nkey = \"id\"")
        .file("c1.parquet", [("id", ints([1])), ("free", ints([1]))])
        .file("c2.parquet", [("id", texts([Some("1")])), ("free", texts([None]))]);
    assert_eq!(
        kit.wrong(),
        [(
            "the files do not agree on what `id` is: whole numbers in c1.parquet, text in c2.parquet".into(),
            "id".into()
        )]
    );
}

#[test]
fn a_file_that_changes_under_way_is_noticed() {
    let kit = Kit::new().customers(3);
    let ask = kit.ask();
    assert_eq!(ask.data.count(&[], &ask.clock).unwrap().customers, 3);
    fs::remove_file(kit.path("customers.parquet")).unwrap();
    let error = ask.data.count(&[], &ask.clock).unwrap_err();
    assert_eq!(error.to_string(), "`customers.parquet` was changed or removed after it was opened");
}

#[test]
fn customers_with_one_key_are_refused() {
    let kit = Kit::new().toml(CUSTOMERS).file("customers.parquet", [("id", ints([1, 5, 5, 3, 4, 4, 2, 2, 3]))]);
    let ask = kit.ask();
    let error = ask.data.count(&[], &ask.clock).unwrap_err();
    assert_eq!(error.to_string(), "several customers have the same key");
    assert_eq!(error.diagnostic.help[0], "more than one row each: `2`, `3`, `4`");
    assert_eq!(ask.model.project.source.slice(error.diagnostic.span()), "id");
}

#[test]
fn values_are_looked_up_with_their_customers() {
    let kit = Kit::new().toml(CUSTOMERS).toml("[tables.customers.columns]\ntags = \"tags\"\ncity = \"city\"").file(
        "customers.parquet",
        [
            ("id", ints([1, 2, 3])),
            ("tags", lists([Some(&["vip", "new", "vip"]), Some(&["vip"]), None])),
            ("city", texts([Some("Rome"), Some("rome"), Some("Rome")])),
        ],
    );
    let ask = kit.ask();
    let column = |name: &str| ColumnRef::new("customers", name);
    let known = ask.condition("city is known");
    let wants = Wants {
        values: [column("tags"), column("city")].into(),
        counts: [known.canonical()].into(),
        ..Wants::default()
    };
    let catalog = ask.data.answer(&wants, &ask.clock).unwrap();
    assert_eq!(catalog.customers, Some(3));
    assert_eq!(catalog.count(&known), Some(3));
    let values = |name: &str| {
        let values = catalog.values[&column(name)].counts.iter();
        values.map(|(value, n)| format!("{value} {n}")).collect::<Vec<_>>()
    };
    assert_eq!(values("tags"), ["new 1", "vip 2"]);
    assert_eq!(values("city"), ["Rome 2", "rome 1"]);
}
