//! What conditions mean over files: one test for each trap.

use datafusion::arrow::datatypes::{DataType, TimeUnit};

use crate::engine_kit::{Kit, ints, lists, texts, times, typed};

const ORDERS: &str = r#"
[tables.orders]
path = "orders.parquet"
key = "id"
customer = "who"
time = "at"
[tables.orders.columns]
total = "total"
"#;

fn money<const N: usize>(values: [&str; N]) -> datafusion::arrow::array::ArrayRef {
    typed(DataType::Decimal128(12, 2), values)
}

#[test]
fn a_missing_value_is_on_the_side_of_not() {
    let kit = Kit::new()
        .toml("[tables.customers]\npath = \"customers.parquet\"\nkey = \"id\"")
        .toml("[tables.customers.columns]\ncountry = \"land\"\ntags = \"tags\"\njoined = \"since\"\npredicted_clv = \"clv\"")
        .file(
            "customers.parquet",
            [
                ("id", ints([1, 2, 3])),
                ("land", texts([Some("IT"), None, Some("us")])),
                ("tags", lists([Some(&["VIP"]), None, Some(&[])])),
                ("since", times(["2026-06-01T00:00Z", "", "2020-01-01T00:00Z"])),
                ("clv", money(["10.00", "", "9.99"])),
            ],
        );
    let ask = kit.ask();
    assert_eq!(ask.who("country = it"), "1");
    assert_eq!(ask.who("country != it"), "2 3");
    assert_eq!(ask.who("not country = it"), "2 3");
    assert_eq!(ask.who("country in (IT, US)"), "1 3");
    assert_eq!(ask.who("country not in (IT, US)"), "2");
    assert_eq!(ask.who("country is missing"), "2");
    assert_eq!(ask.who("country is known"), "1 3");
    assert_eq!(ask.who("tags contains \"vip\""), "1");
    assert_eq!(ask.who("not tags contains \"vip\""), "2 3");
    assert_eq!(ask.who("joined last 90d"), "1");
    assert_eq!(ask.who("not joined last 90d"), "2 3");
    assert_eq!(ask.who("predicted_clv > 9.99"), "1");
    assert_eq!(ask.who("not predicted_clv > 9.99"), "2 3");
    assert_eq!(ask.who("not (not predicted_clv > 9.99)"), "1");
    assert_eq!(ask.who("not (country = it or predicted_clv < 10)"), "2");
}

#[test]
fn items_of_a_list_are_the_same_in_any_case_and_only_as_a_whole() {
    let kit = Kit::new()
        .toml("[tables.customers]\npath = \"customers.parquet\"\nkey = \"id\"")
        .toml("[tables.customers.columns]\ntags = \"tags\"")
        .file(
            "customers.parquet",
            [
                ("id", ints([1, 2, 3, 4, 5])),
                (
                    "tags",
                    lists([
                        Some(&["Straße", "vip"]),
                        Some(&["super vip", "STRASSE"]),
                        Some(&["ΟΔΟΣ", "last"]),
                        Some(&[]),
                        Some(&[""]),
                    ]),
                ),
            ],
        );
    let ask = kit.ask();
    assert_eq!(ask.who("tags contains \"VIP\""), "1");
    assert_eq!(ask.who("tags contains \"STRAßE\""), "1");
    assert_eq!(ask.who("tags contains \"οδος\""), "3");
    assert_eq!(ask.who("tags contains \"LAST\""), "3");
    assert_eq!(ask.who("tags contains exactly \"VIP\""), "");
    assert_eq!(ask.who("tags contains exactly \"vip\""), "1");
    assert_eq!(ask.who("tags is known"), "1 2 3 4 5");
}

#[test]
fn texts_are_compared_by_their_letters() {
    let kit = Kit::new()
        .toml("[tables.customers]\npath = \"customers.parquet\"\nkey = \"id\"")
        .toml("[tables.customers.columns]\nemail = \"mail\"")
        .file(
            "customers.parquet",
            [("id", ints([1, 2, 3])), ("mail", texts([Some("Ann_5%@x.IT"), Some("annA5b@x.it"), None]))],
        );
    let ask = kit.ask();
    assert_eq!(ask.who("email starts with \"ANN\""), "1 2");
    assert_eq!(ask.who("email ends with \".it\""), "1 2");
    assert_eq!(ask.who("email contains \"_5%\""), "1");
    assert_eq!(ask.who("email matches \"ann_*@x.it\""), "1");
    assert_eq!(ask.who("email matches \"ann*\""), "1 2");
    assert_eq!(ask.who("email matches \"ann\""), "");
    assert_eq!(ask.who("email = exactly \"annA5b@x.it\""), "2");
}

fn shop() -> Kit {
    Kit::new()
        .customers(4)
        .toml(ORDERS)
        .toml(
            r#"
refunded = "back"
channel = "channel"
cancelled = { is = "status = cancelled" }
status = { column = "status", type = "text" }
[tables.order_lines]
path = "lines.parquet"
customer = "who"
time = "at"
joins.products = "product_id"
[tables.order_lines.columns]
order = "order_id"
product = "products.title"
collection = "products.collections"
quantity = "n"
price = "price"
cancelled = { is = "status = cancelled" }
status = { column = "status", type = "text" }
[tables.products]
path = "products.parquet"
key = "id"
"#,
        )
        .file(
            "orders.parquet",
            [
                ("id", ints([10, 11, 20, 30, 31])),
                ("who", ints([1, 1, 2, 3, 3])),
                (
                    "at",
                    times([
                        "2026-06-01T10:00Z",
                        "2026-06-20T10:00Z",
                        "2026-06-10T10:00Z",
                        "2026-06-30T10:00Z",
                        "2026-06-30T10:00:01Z",
                    ]),
                ),
                ("total", money(["100.00", "20.00", "80.00", "5.00", "7.00"])),
                ("back", money(["0.00", "", "30.00", "0.00", "0.00"])),
                ("channel", texts([Some("web"), Some("pos"), Some("web"), Some("web"), None])),
                ("status", texts([Some("paid"), Some("paid"), Some("paid"), Some("paid"), Some("paid")])),
            ],
        )
        .file(
            "lines.parquet",
            [
                ("order_id", ints([10, 10, 11, 20, 20, 30])),
                ("who", ints([1, 1, 1, 2, 2, 3])),
                (
                    "at",
                    times([
                        "2026-06-01T10:00Z",
                        "2026-06-01T10:00Z",
                        "2026-06-20T10:00Z",
                        "2026-06-10T10:00Z",
                        "2026-06-10T10:00Z",
                        "2026-06-30T10:00Z",
                    ]),
                ),
                ("product_id", ints([7, 8, 7, 7, 7, 9])),
                ("n", typed(DataType::Int32, ["1", "5", "3", "1", "1", "2"])),
                ("price", money(["60.00", "8.00", "6.66", "40.00", "40.00", "2.50"])),
                ("status", texts([Some("paid"); 6])),
            ],
        )
        .file(
            "products.parquet",
            [
                ("id", typed(DataType::Int32, ["7", "8", "8"])),
                ("title", texts([Some("Blue Mug"), Some("Red Mug"), Some("Red Mug")])),
                ("collections", lists([Some(&["Mugs", "Blue"]), Some(&["Mugs"]), Some(&["Mugs"])])),
            ],
        )
}

#[test]
fn all_of_a_filter_holds_for_one_line() {
    let ask = shop().ask();
    assert_eq!(ask.who("ordered product \"blue mug\""), "1 2");
    assert_eq!(ask.who("ordered product \"blue mug\" where quantity >= 3"), "1");
    assert_eq!(ask.who("ordered product \"blue mug\" where quantity >= 5"), "");
    assert_eq!(ask.who("ordered product \"red mug\" where quantity >= 5"), "1");
    // Two lines of one order are one order, and a product that is there twice is one.
    assert_eq!(ask.who("ordered product \"blue mug\" exactly once"), "2");
    assert_eq!(ask.who("ordered product \"red mug\" exactly once"), "1");
    assert_eq!(ask.who("ordered product \"blue mug\" at least twice"), "1");
    assert_eq!(ask.who("ordered_item where product = \"blue mug\" at least twice"), "1 2");
    assert_eq!(ask.who("ordered collection \"BLUE\""), "1 2");
    // A product that is not in the table of products has no title.
    assert_eq!(ask.who("ordered where not product = \"blue mug\""), "1 3");
}

#[test]
fn a_filter_may_name_the_line_and_its_order() {
    let ask = shop().ask();
    assert_eq!(ask.who("ordered where (product = \"blue mug\" and total > 50)"), "1 2");
    assert_eq!(ask.who("ordered where (product = \"blue mug\" and total > 90)"), "1");
    assert_eq!(ask.who("ordered where (product = \"blue mug\" and channel = pos)"), "1");
    assert_eq!(ask.who("ordered where (product = \"blue mug\" and total < 50) last 15d"), "1");
    assert_eq!(ask.who("sum(ordered.total where product = \"blue mug\") = 120"), "1");
    assert_eq!(ask.who("sum(ordered.total where product = \"blue mug\") = 80"), "2");
    assert_eq!(ask.who("max(ordered.date where product = \"blue mug\") >= 2026-06-15"), "1");
    assert_eq!(ask.who("distinct(ordered.channel where product = \"blue mug\") = 2"), "1");
    assert_eq!(ask.who("sum(ordered_item.quantity) = 9"), "1");
    assert_eq!(ask.who("sum(ordered_item.amount) = 80"), "2");
}

#[test]
fn rows_after_the_as_of_instant_do_not_exist() {
    let ask = shop().ask();
    // 10:00 UTC is 12:00 in Rome, the instant as of which it is asked.
    assert_eq!(ask.who("order_count = 1"), "2 3");
    assert_eq!(ask.who("ordered on 2026-06-30"), "3");
    assert_eq!(ask.who("money_spent_gross >= 12"), "1 2");
    assert_eq!(ask.who("never ordered"), "4");
}

#[test]
fn nothing_is_zero_for_sums_and_missing_for_the_rest() {
    let ask = shop().ask();
    assert_eq!(ask.who("money_spent = 0"), "4");
    // Where no refund is known, nothing was paid back.
    assert_eq!(ask.who("money_spent = 120"), "1");
    assert_eq!(ask.who("money_spent = 50"), "2");
    assert_eq!(ask.who("order_count = 0"), "4");
    assert_eq!(ask.who("average_order_value is missing"), "4");
    assert_eq!(ask.who("last_order_date is missing"), "4");
    assert_eq!(ask.who("money_spent / order_count = 60"), "1");
    assert_eq!(ask.who("money_spent / order_count = 50"), "2");
    assert_eq!(ask.who("money_spent / order_count is missing"), "4");
    assert_eq!(ask.who("average(ordered.total) = 60"), "1");
    assert_eq!(ask.who("average(ordered_item.price) * 1_000_000 = 24886666"), "1");
    assert_eq!(ask.who("order_count / 3 = 0.6666"), "1");
    assert_eq!(ask.who("first(ordered.channel) = web"), "1 2 3");
    assert_eq!(ask.who("last(ordered.channel) = pos"), "1");
}

#[test]
fn money_is_read_in_any_shape() {
    let shapes = [
        ("total", money(["10.00", "-0.05", ""])),
        ("float", typed(DataType::Float64, ["9.999", "-0.045", "NaN"])),
        ("cents", ints([1000, -5, 0])),
        ("whole", typed(DataType::Int16, ["10", "0", ""])),
        ("fine", typed(DataType::Decimal128(20, 4), ["9.9950", "-0.0450", "1"])),
    ];
    let kit = Kit::new()
        .customers(3)
        .file(
            "orders.parquet",
            [
                ("id", ints([1, 2, 3])),
                ("who", ints([1, 2, 3])),
                ("at", times(["2026-01-01T00:00Z"; 3])),
                shapes[0].clone(),
                shapes[1].clone(),
                shapes[2].clone(),
                shapes[3].clone(),
                shapes[4].clone(),
            ],
        )
        .toml(ORDERS)
        .toml(
            r#"
float = { column = "float", type = "money" }
cents = { column = "cents", type = "money", unit = "cents" }
whole = { column = "whole", type = "money" }
fine = { column = "fine", type = "money" }
"#,
        );
    let ask = kit.ask();
    for column in ["total", "float", "cents", "whole", "fine"] {
        let at_ten = format!("max(ordered.{column}) = 10");
        assert_eq!(ask.who(&at_ten), "1", "{column}");
    }
    assert_eq!(ask.who("max(ordered.float) = -0.05"), "2");
    assert_eq!(ask.who("max(ordered.fine) = -0.05"), "2");
    assert_eq!(ask.who("max(ordered.float) is missing"), "3");
    assert_eq!(ask.who("sum(ordered.total) = 0"), "3");
}

#[test]
fn customers_without_a_table_are_those_of_the_events() {
    let kit = Kit::new().toml("[tables.customers]\nfrom = \"orders\"").toml(ORDERS).file(
        "orders.parquet",
        [
            ("id", ints([1, 2, 3, 4])),
            ("who", texts([Some("b"), Some("a"), None, Some("b")])),
            ("at", times(["2026-06-01T00:00Z"; 4])),
            ("total", money(["1.00", "2.00", "3.00", "4.00"])),
        ],
    );
    let ask = kit.ask();
    assert_eq!(ask.who("ordered"), "a b");
    assert_eq!(ask.who("money_spent_gross = 5"), "b");
}

fn read_times(zone: &str, source: &str, kind: DataType, values: [&str; 3]) -> crate::engine_kit::Asked {
    Kit::in_zone(zone)
        .toml("[tables.customers]\npath = \"customers.parquet\"\nkey = \"id\"")
        .toml(&format!("[tables.customers.columns]\njoined = {source}"))
        .file("customers.parquet", [("id", ints([1, 2, 3])), ("at", typed(kind, values))])
        .ask()
}

/// Who joined just at this instant, in seconds.
fn joined_at(ask: &crate::engine_kit::Asked, utc: &str) -> String {
    use seg::time::{Edge, Length, Window};
    use seg::types::ir::{ColumnRef, Condition, Test, Value};
    let at: seg::time::Instant = utc.parse().unwrap();
    // One minute from `at`, as exact lengths from the clock's instant.
    let clock = seg::time::Clock::new(at, ask.clock.zone(), ask.clock.week_start());
    let window = Window { from: Some(Edge::Now), to: Some(Edge::Exactly(Length::Minutes(1))) };
    let joined = Value::Column(ColumnRef::new("customers", "joined"));
    let is = Condition::Test(Test::During(joined, window));
    let members = ask.data.members(&[is], &[], &clock).unwrap().of_segment(0).unwrap();
    use datafusion::arrow::array::AsArray;
    use datafusion::arrow::datatypes::Int64Type;
    let keys = members.column(0).as_primitive::<Int64Type>().values().iter().map(i64::to_string);
    keys.collect::<Vec<_>>().join(" ")
}

#[test]
fn times_on_the_wall_are_never_lost() {
    let wall = DataType::Timestamp(TimeUnit::Microsecond, None);
    for kind in [wall, DataType::Utf8] {
        let zone = "Europe/Rome";
        // The gap of spring, the hour of autumn that is there twice, a plain day.
        let ask = read_times(
            zone,
            "\"at\"",
            kind.clone(),
            ["2026-03-29T02:30:00", "2026-10-25T02:30:00", "2026-07-01T00:00:00"],
        );
        assert_eq!(joined_at(&ask, "2026-03-29T01:30:00Z"), "1");
        assert_eq!(joined_at(&ask, "2026-10-25T00:30:00Z"), "2");
        assert_eq!(joined_at(&ask, "2026-06-30T22:00:00Z"), "3");
        let zone = "America/New_York";
        let ask = read_times(
            zone,
            "\"at\"",
            kind.clone(),
            ["2026-03-08T02:30:00", "2026-11-01T01:30:00", "2026-07-01T00:00:00"],
        );
        assert_eq!(joined_at(&ask, "2026-03-08T07:30:00Z"), "1");
        assert_eq!(joined_at(&ask, "2026-11-01T05:30:00Z"), "2");
        let zone = "Australia/Lord_Howe";
        let ask = read_times(
            zone,
            "\"at\"",
            kind.clone(),
            ["2026-10-04T02:15:00", "2026-04-05T01:45:00", "2026-07-01T00:00:00"],
        );
        // +10:30 before the gap, +11:00 before the half hour that comes twice.
        assert_eq!(joined_at(&ask, "2026-10-03T15:45:00Z"), "1");
        assert_eq!(joined_at(&ask, "2026-04-04T14:45:00Z"), "2");
        let zone = "Pacific/Apia";
        let ask =
            read_times(zone, "\"at\"", kind, ["2011-12-30T12:00:00", "2011-12-29T12:00:00", "2011-12-31T00:00:00"]);
        // -10:00 before the day that was left out, +14:00 after.
        assert_eq!(joined_at(&ask, "2011-12-30T22:00:00Z"), "1");
        assert_eq!(joined_at(&ask, "2011-12-29T22:00:00Z"), "2");
        assert_eq!(joined_at(&ask, "2011-12-30T10:00:00Z"), "3");
    }
}

#[test]
fn times_are_read_as_the_mapping_says() {
    let zone = "Europe/Rome";
    let seconds = "{ column = \"at\", unit = \"seconds\" }";
    let ask = read_times(zone, seconds, DataType::Int64, ["0", "1782820800", ""]);
    assert_eq!(joined_at(&ask, "2026-06-30T12:00:00Z"), "2");
    let utc = "{ column = \"at\", read = \"utc\" }";
    let wall = DataType::Timestamp(TimeUnit::Second, None);
    let times = ["2026-06-30T12:00:00", "2026-01-01T00:00:00", ""];
    let ask = read_times(zone, utc, wall.clone(), times);
    assert_eq!(joined_at(&ask, "2026-06-30T12:00:00Z"), "1");
    let day = "{ column = \"at\", read = \"day\" }";
    let ask = read_times(zone, day, wall, times);
    assert_eq!(joined_at(&ask, "2026-06-29T22:00:00Z"), "1");
    assert_eq!(joined_at(&ask, "2025-12-31T23:00:00Z"), "2");
    let ask = read_times(zone, "\"at\"", DataType::Date32, ["2026-06-30", "2026-03-29", ""]);
    assert_eq!(joined_at(&ask, "2026-06-29T22:00:00Z"), "1");
    let texts = ["2026-06-30T12:00:00+05:00", "2026-06-30", "soon"];
    let ask = read_times(zone, "\"at\"", DataType::Utf8, texts);
    assert_eq!(joined_at(&ask, "2026-06-30T07:00:00Z"), "1");
    assert_eq!(joined_at(&ask, "2026-06-29T22:00:00Z"), "2");
    assert_eq!(ask.who("joined is missing"), "3");
}

#[test]
fn the_first_and_the_last_are_so_by_time_then_by_value() {
    let kit = Kit::new()
        .customers(3)
        .toml("[tables.consents]\npath = \"c.parquet\"\ncustomer = \"who\"\ntime = \"at\"")
        .toml("[tables.consents.columns]\nstatus = \"status\"\nchannel = \"channel\"\nmethod = \"m\"")
        .file(
            "c.parquet",
            [
                ("who", ints([1, 1, 1, 2, 2, 2, 3, 3])),
                (
                    "at",
                    times([
                        "2026-03-01T00:00Z",
                        "2026-01-01T00:00Z",
                        "2026-02-01T00:00Z",
                        "2026-01-01T00:00Z",
                        "2026-01-01T00:00Z",
                        "2026-07-01T00:00Z",
                        "2026-02-01T00:00Z",
                        "2026-01-01T00:00Z",
                    ]),
                ),
                (
                    "status",
                    texts([
                        Some("subscribed"),
                        Some("subscribed"),
                        Some("unsubscribed"),
                        Some("unsubscribed"),
                        Some("subscribed"),
                        Some("subscribed"),
                        None,
                        Some("subscribed"),
                    ]),
                ),
                ("channel", texts([Some("sms"); 8])),
                ("m", texts([Some("c"), Some("b"), Some("a"), Some("z"), Some("y"), Some("x"), None, None])),
            ],
        );
    let ask = kit.ask();
    assert_eq!(ask.who("sms_consent"), "1 3");
    assert_eq!(ask.who("sms_status = unsubscribed"), "2");
    assert_eq!(ask.who("first(changed_consent.method) in (a, b, y, z)"), "1 2");
    assert_eq!(ask.who("first(changed_consent.method) = y"), "2");
    assert_eq!(ask.who("last(changed_consent.method) = z"), "2");
    assert_eq!(ask.who("first(changed_consent.method) = b"), "1");
    assert_eq!(ask.who("last(changed_consent.method) = c"), "1");
    assert_eq!(ask.who("last(changed_consent.method) is missing"), "3");
}

#[test]
fn lines_take_from_their_order_what_they_do_not_have() {
    let kit = Kit::new()
        .customers(3)
        .toml(ORDERS)
        .toml(
            r#"
cancelled = "void"
[tables.order_lines]
path = "lines.parquet"
customer = "orders.who"
time = "orders.at"
joins.orders = "order_id"
[tables.order_lines.columns]
order = "order_id"
product = "title"
"#,
        )
        .file(
            "orders.parquet",
            [
                ("id", ints([1, 2, 3, 4])),
                ("who", ints([1, 2, 3, 3])),
                ("at", times(["2026-06-01T00:00Z"; 4])),
                ("total", money(["1.00", "2.00", "3.00", "4.00"])),
                ("void", typed(DataType::Boolean, ["false", "true", "", "true"])),
            ],
        )
        .file("lines.parquet", [("order_id", ints([1, 2, 3, 4, 9])), ("title", texts([Some("mug"); 5]))]);
    let ask = kit.ask();
    assert_eq!(ask.who("ordered"), "1 3");
    assert_eq!(ask.who("ordered product \"Mug\""), "1 3");
    assert_eq!(ask.who("ordered_item where product = \"Mug\""), "1 3");
    assert_eq!(ask.who("ordered product \"Mug\" at least twice"), "");
    assert_eq!(ask.who("sum(ordered.total where product = \"Mug\") = 3"), "3");
    assert_eq!(ask.who("ordered product \"Mug\" last 10d"), "");
}

#[test]
fn rows_that_the_project_leaves_out_are_nowhere() {
    let kit = Kit::new()
        .toml("[tables.customers]\npath = \"customers.parquet\"\nkey = \"id\"\nrows = \"not country = xx\"")
        .toml("[tables.customers.columns]\ncountry = \"land\"")
        .toml("[tables.orders]\npath = \"orders.parquet\"\nkey = \"id\"\ncustomer = \"who\"\ntime = \"at\"\nrows = \"total > 0\"")
        .toml("[tables.orders.columns]\ntotal = \"total\"")
        .toml("[tables.order_lines]\npath = \"lines.parquet\"\ncustomer = \"who\"\ntime = \"at\"")
        .toml("[tables.order_lines.columns]\norder = \"o\"\nproduct = \"title\"")
        .file(
            "customers.parquet",
            [
                ("id", typed(DataType::UInt64, ["1", "2", "3"])),
                ("land", texts([Some("IT"), Some("XX"), None])),
            ],
        )
        .file(
            "orders.parquet",
            [
                ("id", ints([1, 2, 3])),
                ("who", ints([1, 2, 3])),
                ("at", times(["2026-06-01T00:00Z"; 3])),
                ("total", money(["1.00", "2.00", "0.00"])),
            ],
        )
        .file(
            "lines.parquet",
            [
                ("o", typed(DataType::UInt16, ["1", "2", "3"])),
                ("who", ints([1, 2, 3])),
                ("at", times(["2026-06-01T00:00Z"; 3])),
                ("title", texts([Some("mug"); 3])),
            ],
        );
    let ask = kit.ask();
    assert_eq!(ask.who("country is known"), "1");
    assert_eq!(ask.who("never ordered"), "3");
    assert_eq!(ask.who("ordered product \"mug\""), "1");
}

#[test]
fn numbers_never_fail_and_never_lose_a_place() {
    let kit = Kit::new()
        .toml("[tables.customers]\npath = \"customers.parquet\"\nkey = \"id\"")
        .toml("[tables.customers.columns]\npredicted_clv = \"clv\"\n[fields.n]\ncolumn = \"n\"\ntype = \"number\"\n[fields.m]\ncolumn = \"m\"\ntype = \"number\"")
        .file(
            "customers.parquet",
            [
                ("id", ints([1, 2, 3, 4])),
                ("clv", typed(DataType::Decimal128(38, 2), ["2.00", "999999999999999999999.00", "-2.00", "1.00"])),
                ("n", ints([3, i64::MAX, i64::MIN, 0])),
                ("m", typed(DataType::Float64, ["0.5", "1e300", "-1.25", "0"])),
            ],
        );
    let ask = kit.ask();
    assert_eq!(ask.who("predicted_clv is missing"), "");
    assert_eq!(ask.who("predicted_clv / n * 1_000_000 = 666666"), "1");
    assert_eq!(ask.who("n > 2.5"), "1 2");
    assert_eq!(ask.who("n >= 3.0 and n < 3.5"), "1");
    assert_eq!(ask.who("n = 3.5"), "");
    assert_eq!(ask.who("m = 0.5"), "1");
    assert_eq!(ask.who("m is missing"), "2");
    assert_eq!(ask.who("n / m is missing"), "2 4");
    assert_eq!(ask.who("n * n > 0"), "1 2 3");
    assert_eq!(ask.who("n * n * n * n * n is known"), "1 4");
    assert_eq!(ask.who("n + n > n"), "1 2");
    assert_eq!(ask.who("n - m = 2.5"), "1");
    assert_eq!(ask.who("predicted_clv > 99_999_999_999_999"), "2");
    assert_eq!(ask.who("predicted_clv * predicted_clv is known"), "1 3 4");
}
