//! Windows that end now, or have no beginning, are answered by the latest or the earliest
//! row. What that must not change: who is in them, to the instant.

use crate::engine_kit::{Asked, Kit, ints, texts};

/// As of 30 June 2026, 12:00 in Rome, with orders of:
///
/// | customer | orders |
/// |---|---|
/// | 1 | 1 June 00:00 |
/// | 2 | 31 May 23:59:59 |
/// | 3 | 5 June, cancelled; 1 May |
/// | 4 | 30 June 12:00, now; 1 May, cancelled |
/// | 5 | 30 June 12:00:01 and 20 July, not yet; 1 May |
/// | 6 | one without a time |
/// | 7 | none |
fn ask() -> Asked {
    let rows = [
        (1, Some("2026-06-01T00:00:00"), "paid"),
        (2, Some("2026-05-31T23:59:59"), "paid"),
        (3, Some("2026-06-05T10:00:00"), "cancelled"),
        (3, Some("2026-05-01T10:00:00"), "paid"),
        (4, Some("2026-06-30T12:00:00"), "paid"),
        (4, Some("2026-05-01T10:00:00"), "Cancelled"),
        (5, Some("2026-06-30T12:00:01"), "paid"),
        (5, Some("2026-07-20T10:00:00"), "paid"),
        (5, Some("2026-05-01T10:00:00"), "paid"),
        (6, None, "paid"),
    ];
    Kit::new()
        .customers(7)
        .toml("[tables.orders]\npath = \"orders.parquet\"\nkey = \"id\"\ncustomer = \"c\"\ntime = \"t\"")
        .toml("[tables.orders.columns]\ncancelled = { is = \"status = cancelled\" }")
        .toml("status = { column = \"status\", type = \"text\", about = \"How it stands\" }")
        .file(
            "orders.parquet",
            [
                ("id", ints(std::array::from_fn::<i64, 10, _>(|at| at as i64))),
                ("c", ints(rows.map(|(customer, ..)| customer))),
                ("t", texts(rows.map(|(_, time, _)| time))),
                ("status", texts(rows.map(|(.., status)| Some(status)))),
            ],
        )
        .ask()
}

#[test]
fn the_latest_row_tells_of_every_window_that_ends_now() {
    let ask = ask();
    for (text, who) in [
        ("ordered since 2026-06-01", "1 4"),
        ("ordered since 2026-06-01T00:00:01", "4"),
        ("ordered since 2026-05-31", "1 2 4"),
        ("ordered after 2026-05-31", "1 4"),
        ("ordered last 1h", "4"),
        ("ordered today", "4"),
        ("ordered this month", "1 4"),
        ("ordered since 2026-07-01", ""),
        ("ordered next 30d", "4"),
        ("ordered since 2020-01-01", "1 2 3 4 5"),
        ("not ordered since 2026-06-01", "2 3 5 6 7"),
        ("ordered 0 times since 2026-06-01", "2 3 5 6 7"),
        ("ordered at least once since 2026-06-01", "1 4"),
    ] {
        assert_eq!(ask.who(text), who, "{text}");
    }
}

#[test]
fn the_earliest_row_tells_of_every_window_without_a_beginning() {
    let ask = ask();
    for (text, who) in [
        ("ordered before 2026-06-01", "2 3 5"),
        ("ordered before 2026-05-31T23:59:59", "3 5"),
        ("ordered on or before 2026-06-01", "1 2 3 5"),
        ("not ordered before 2026-06-01", "1 4 6 7"),
        ("ordered before 2027-01-01", "1 2 3 4 5"),
    ] {
        assert_eq!(ask.who(text), who, "{text}");
    }
}

#[test]
fn windows_with_both_ends_and_other_numbers_are_counted() {
    let ask = ask();
    for (text, who) in [
        ("ordered between 2026-05-31 and 2026-05-31", "2"),
        ("ordered in 2026-05", "2 3 5"),
        ("ordered exactly once since 2026-05-01", "1 2 3 4 5"),
        ("ordered at most once since 2026-05-01", "1 2 3 4 5 6 7"),
        ("ordered at least twice since 2026-05-01", ""),
    ] {
        assert_eq!(ask.who(text), who, "{text}");
    }
}

#[test]
fn windows_that_share_a_column_keep_their_own_edges() {
    let ask = ask();
    let texts = [
        "ordered since 2026-06-01",
        "ordered since 2026-05-31",
        "not ordered since 2026-06-01T00:00:01",
        "ordered last 1h",
        "ordered before 2026-06-01",
        "ordered before 2026-05-31T23:59:59",
        "ordered before 2026-05-31T23:59:59 and ordered last 1h",
        "ordered",
        "not ordered and not ordered since 2026-06-01",
    ];
    let together: Vec<_> = texts.iter().map(|text| ask.condition(text)).collect();
    let counts = ask.data.count(&together, &ask.clock).unwrap();
    assert_eq!(counts.matched, [2, 3, 6, 1, 3, 2, 0, 5, 2]);
}
