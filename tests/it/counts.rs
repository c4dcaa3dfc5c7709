//! The demo shop's counts, held against hand-written SQL.
//!
//! `tests/counts/demo.sql` has, for each segment, the SQL that somebody wrote for it and the
//! number that DuckDB gave. The numbers are typed in there and nothing rewrites them.

use crate::meaning::meaning;
use crate::{found, support};
use seg::shop::{Options, Shop};
use seg::vocabulary::WordKind;

const PAGE: &str = include_str!("../counts/demo.sql");

/// Each segment of a page of SQL with what is typed in of its members.
pub fn of_page(page: &str) -> Vec<(&str, &str)> {
    let lines: Vec<&str> = page.lines().collect();
    let pairs = lines.windows(2).filter_map(|pair| {
        let text = pair[0].strip_prefix("-- seg: ")?;
        let members = pair[1].strip_prefix("-- members: ").unwrap_or_else(|| panic!("{text} has no number"));
        Some((text, members))
    });
    pairs.collect()
}

/// Each segment of the demo's page with its number.
fn expected() -> Vec<(&'static str, u64)> {
    of_page(PAGE).into_iter().map(|(text, members)| (text, members.parse().unwrap())).collect()
}

#[test]
fn the_demo_counts_what_duckdb_counts() {
    let folder = tempfile::tempdir().unwrap();
    let model = found::written(&Shop::generate(&Options::default()), folder.path());
    let expected = expected();
    assert!(expected.len() > 80);
    let conditions: Vec<_> = expected.iter().map(|(text, _)| meaning(text, &model)).collect();
    let counts = found::open(&model).count(&conditions, &support::clock(&model)).unwrap();
    let wrong: Vec<String> = expected
        .iter()
        .zip(&counts.matched)
        .filter(|((_, expected), found)| expected != *found)
        .map(|((text, expected), found)| format!("{text}: {found}, and DuckDB says {expected}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What the demo does without: its customers have postcodes and no coordinates.
const NOT_IN_THE_DEMO: [&str; 2] = ["latitude", "longitude"];

/// Every word that comes with the program stands in at least one of the segments.
#[test]
fn every_core_word_is_counted() {
    let words = support::demo().vocabulary().words.values();
    let named = |name: &str| {
        expected()
            .iter()
            .any(|(text, _)| text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word.starts_with(name)))
    };
    let missing: Vec<&str> = words
        .filter(|word| {
            matches!(word.kind, WordKind::Field(_) | WordKind::Event(_) | WordKind::Measure(_) | WordKind::Condition(_))
        })
        .map(|word| word.name.as_str())
        .filter(|name| !named(name) && !NOT_IN_THE_DEMO.contains(name))
        .collect();
    assert!(missing.is_empty(), "no count for {missing:?}");
}
