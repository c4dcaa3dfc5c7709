//! Segments that are counted together, many of them: each has the members that it has alone.
//! Facts of wide passes are looked at before they are joined to the customers, some of whom
//! have no rows at all.

use crate::engine_kit::{Asked, Kit, ints, texts};

/// As of 30 June 2026, 12:00 in Rome, with orders of:
///
/// | customer | orders |
/// |---|---|
/// | 1 | 10.00 yesterday, 5.00 ten days ago |
/// | 2 | 0.00 today |
/// | 3 | one without a total, five days ago |
/// | 4 | 20.00, 15 days ago, cancelled |
/// | 5 | none |
fn ask() -> Asked {
    let rows = [
        (1, "2026-06-29T10:00:00", Some("10.00"), "paid"),
        (1, "2026-06-20T10:00:00", Some("5.00"), "paid"),
        (2, "2026-06-30T10:00:00", Some("0.00"), "paid"),
        (3, "2026-06-25T10:00:00", None, "paid"),
        (4, "2026-06-15T10:00:00", Some("20.00"), "cancelled"),
    ];
    Kit::new()
        .customers(5)
        .toml("[tables.orders]\npath = \"orders.parquet\"\nkey = \"id\"\ncustomer = \"c\"\ntime = \"t\"")
        .toml("[tables.orders.columns]\ntotal = \"total\"\ncancelled = { is = \"status = cancelled\" }")
        .toml("status = { column = \"status\", type = \"text\", about = \"How it stands\" }")
        .file(
            "orders.parquet",
            [
                ("id", ints(std::array::from_fn::<i64, 5, _>(|at| at as i64))),
                ("c", ints(rows.map(|(customer, ..)| customer))),
                ("t", texts(rows.map(|(_, time, ..)| Some(time)))),
                ("total", texts(rows.map(|(_, _, total, _)| total))),
                ("status", texts(rows.map(|(.., status)| Some(status)))),
            ],
        )
        .ask()
}

#[test]
fn together_and_alone_are_the_same() {
    let ask = ask();
    let mut texts = Vec::new();
    for days in [1, 2, 3, 5, 10, 20] {
        texts.extend([
            format!("money_spent last {days}d > 5"),
            format!("not money_spent last {days}d > 5"),
            format!("money_spent last {days}d < 5"),
            format!("money_spent last {days}d = 0"),
            format!("money_spent last {days}d >= 0 and ordered at least once last {days}d"),
            format!("ordered at most once last {days}d"),
            format!("ordered exactly 2 times last {days}d or not ordered_since 3d"),
            format!("average(ordered.total last {days}d) <= 10"),
            format!("max(ordered.total last {days}d) is known and not money_spent last {days}d > 12"),
            format!("money_spent last {days}d > money_spent last 2d"),
        ]);
    }
    let all: Vec<_> = texts.iter().map(|text| ask.condition(text)).collect();
    let together = ask.data.count(&all, &ask.clock).unwrap();
    for ((text, condition), count) in texts.iter().zip(&all).zip(&together.matched) {
        let alone = ask.data.count(std::slice::from_ref(condition), &ask.clock).unwrap();
        assert_eq!(alone.matched, [*count], "{text}");
    }
    let of = |text: &str| texts.iter().position(|other| other == text).map(|at| together.matched[at]);
    assert_eq!(of("money_spent last 10d > 5"), Some(1), "1");
    assert_eq!(of("money_spent last 20d < 5"), Some(4), "2, 3, 4 and 5");
    assert_eq!(of("money_spent last 20d = 0"), Some(4), "2, 3, 4 and 5");
    assert_eq!(of("average(ordered.total last 20d) <= 10"), Some(2), "1 and 2");
    assert_eq!(of("ordered exactly 2 times last 20d or not ordered_since 3d"), Some(4), "all but 2");
}
