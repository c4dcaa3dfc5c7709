//! What was found out about large data is kept for later runs, and only as long as it holds.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, Int64Array, StringArray, TimestampMicrosecondArray};
use seg::engine::Data;
use seg::types::Wants;
use seg::types::ir::ColumnRef;

use crate::engine_kit::{Kit, clock};

/// A shop with 200,000 orders, as many of them of an unknown customer as are asked for.
fn shop(strangers: i64) -> Kit {
    let kit = Kit::new().customers(4).toml(
        "[tables.orders]\npath = \"orders.parquet\"\ncustomer = \"who\"\ntime = \"at\"\n[tables.orders.columns]\nchannel = \"channel\"",
    );
    orders(kit, strangers)
}

fn orders(kit: Kit, strangers: i64) -> Kit {
    let who: ArrayRef =
        Arc::new(Int64Array::from_iter_values((0..200_000).map(|n| if n < strangers { 77 } else { n % 4 + 1 })));
    let at = TimestampMicrosecondArray::from_iter_values((0..200_000).map(|n| 1_780_000_000_000_000 + n * 1_000_000));
    let channel = StringArray::from_iter_values(std::iter::repeat_n("web", 200_000));
    kit.file(
        "orders.parquet",
        [
            ("who", who),
            ("at", Arc::new(at.with_timezone("UTC")) as ArrayRef),
            ("channel", Arc::new(channel) as ArrayRef),
        ],
    )
}

/// What is said of the data, and the values of a column, by a program that keeps what it finds in this folder.
fn ask(kit: &Kit, folder: &Path) -> (Vec<String>, Vec<String>) {
    let asked = kit.ask();
    let data = Data::open(&asked.model).unwrap().remembering(folder);
    let clock = clock(&asked.model, "2026-06-30T12:00");
    let doubts = data.doubts(&[asked.condition("ordered")], &clock).unwrap();
    let wants = Wants { values: [ColumnRef::new("orders", "channel")].into(), ..Wants::default() };
    let values = data.answer(&wants, &clock).unwrap().values;
    let values = values.into_values().flat_map(|values| values.counts.into_keys());
    (doubts.into_iter().map(|doubt| doubt.message).collect(), values.collect())
}

fn kept(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder).into_iter().flatten();
    files.map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn what_was_found_in_large_data_is_kept_as_long_as_the_files_are_the_same() {
    let kit = shop(150_000);
    let folder = kit.path("kept");
    let unknown = "150000 of 200000 rows of `orders` are of unknown customers".to_owned();
    let first = ask(&kit, &folder);
    assert_eq!(first, (vec![unknown], vec!["web".to_owned()]));
    assert!(!kept(&folder).is_empty());
    assert_eq!(ask(&kit, &folder), first);

    // It is what was kept that is said the second time.
    for file in kept(&folder) {
        let text = fs::read_to_string(&file).unwrap();
        fs::write(&file, text.replace("150000 of", "149999 of").replace("\"web\"", "\"shop\"")).unwrap();
    }
    let second = ask(&kit, &folder);
    assert_eq!(second.0, ["149999 of 200000 rows of `orders` are of unknown customers"]);
    assert_eq!(second.1, ["shop"]);

    // What cannot be read is found out again, and so is all of it when a file changes.
    for file in kept(&folder) {
        fs::write(&file, "{").unwrap();
    }
    assert_eq!(ask(&kit, &folder), first);
    let kit = orders(kit, 0);
    assert_eq!(ask(&kit, &folder).0, [""; 0]);
}

#[test]
fn of_small_data_nothing_is_kept() {
    let kit = crate::results::Shop::new().kit;
    let folder = kit.path("kept");
    let asked = kit.ask();
    let data = Data::open(&asked.model).unwrap().remembering(&folder);
    data.count(&[asked.condition("ordered")], &asked.clock).unwrap();
    assert!(kept(&folder).is_empty());
}
