//! The commands that ask the data, on a small demo shop.

use super::cli::seg;
use serde_json::json;
use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;
use tempfile::TempDir;

static SHOP: LazyLock<TempDir> = LazyLock::new(|| {
    let home = tempfile::tempdir().unwrap();
    let ran = seg(home.path(), &["demo", "--customers", "300"]);
    assert_eq!(ran.code, 0, "{}", ran.talk);
    fs::write(home.path().join("demo.txt"), ran.out).unwrap();
    fs::write(home.path().join("talk.txt"), ran.talk).unwrap();
    home
});

pub fn shop() -> PathBuf {
    SHOP.path().join("seg-demo")
}

#[test]
fn the_demo_fits_80_columns_and_says_what_to_type_next() {
    let read = |name: &str| fs::read_to_string(SHOP.path().join(name)).unwrap();
    let (out, talk) = (read("demo.txt"), read("talk.txt"));
    let shop = shop();
    for line in out.lines().chain(talk.lines().filter(|l| !l.contains("target"))) {
        assert!(line.chars().count() <= 80, "{line}");
    }
    assert!(out.contains("  Customers whose total spending is more than 100 EUR"), "{out}");
    assert!(out.ends_with("of 300 customers, as of 30 June 2026, 12:00 Europe/Rome\n"), "{out}");
    assert!(talk.contains("'money_spent > 100 and not ordered_since 90d and sms_consent'"), "{talk}");
    assert!(shop.join("data/orders.parquet").is_file());
}

#[test]
fn a_folder_of_others_is_refused() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("cat.jpg"), "").unwrap();
    let ran = seg(home.path(), &["demo", "."]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.talk.contains("× `.` is not empty"), "{}", ran.talk);
}

#[test]
fn counts_for_scripts() {
    let ran = seg(&shop(), &["count", "--json", "-e", "ordered or not ordered"]);
    let expected = json!({
        "version": 1, "as_of": "2026-06-30T12:00:00+02:00", "zone": "Europe/Rome", "customers": 300,
        "segments": [{"name": "-e", "count": 300, "share": 1.0}],
    });
    assert_eq!((ran.json(), ran.code), (expected, 0));
    let named = seg(&shop(), &["count", "--json", "winback", "--as-of", "2026-01-01"]).json();
    assert_eq!(named["as_of"], "2026-01-01T00:00:00+01:00");
    assert_eq!(named["segments"][0]["name"], "winback");
    let all = seg(&shop(), &["count", "--json"]).json();
    assert_eq!(all["segments"].as_array().unwrap().len(), 8);
}

#[test]
fn counts_for_people() {
    let ran = seg(&shop(), &["count", "-e", "ordered or not ordered"]);
    assert!(ran.out.starts_with("300 customers, 100.0% of 300\n"), "{}", ran.out);
    let ran = seg(&shop(), &["count", "winback", "segments/new_here.seg", "-q"]);
    let names: Vec<&str> = ran.out.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!((names, ran.code), (vec!["winback", "new_here"], 0));
}

#[test]
fn a_mistake_in_what_is_counted_ends_with_2() {
    let ran = seg(&shop(), &["count", "-e", "money_spend > 100"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.talk.contains("did you mean `money_spent`?"), "{}", ran.talk);
}

#[test]
fn a_segment_with_a_mistake_does_not_stop_the_others() {
    let home = tempfile::tempdir().unwrap();
    assert_eq!(seg(home.path(), &["demo", "shop", "--customers", "40"]).code, 0);
    let shop = home.path().join("shop");
    fs::write(shop.join("segments/broken.seg"), "money_spent >").unwrap();
    let ran = seg(&shop, &["run", "--out", "people", "--format=csv"]);
    assert_eq!(ran.code, 2, "{}", ran.talk);
    assert!(ran.talk.contains("missing-value"), "{}", ran.talk);
    assert!(shop.join("people/winback.csv").is_file());
    assert!(!shop.join("people/broken.csv").exists());
}

#[test]
fn a_folder_that_cannot_be_written_is_said_so() {
    let ran = seg(&shop(), &["run", "winback", "--out", "seg.toml"]);
    assert_eq!(ran.code, 2);
    assert_eq!(ran.talk, "  × `seg.toml` cannot be written\n  help: a file stands where a folder belongs\n");
}

#[test]
fn what_a_segment_means() {
    let explain = |args: &[&str]| seg(&shop(), args);
    let ran = explain(&["explain", "winback"]);
    assert!(ran.out.starts_with("winback: Good customers who went quiet, and may be texted\n\n"), "{}", ran.out);
    let answer = explain(&["explain", "--json", "-e", "sms_consent"]).json();
    assert_eq!(answer["segments"][0]["name"], "-e");
    assert!(answer["segments"][0]["reading"].as_str().unwrap().contains("may be texted"));
}
