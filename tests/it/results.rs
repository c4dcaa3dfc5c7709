//! Results: what a run writes, how it tells who came and went, and whose files it leaves alone.

use std::fs;
use std::path::{Path, PathBuf};

use datafusion::arrow::datatypes::DataType;
use seg::results::{Asked, Column, Disk, Form, Manifest, Order, Report, Results, ResultsError, Status};
use seg::types::ir::{ColumnRef, Value};

use crate::engine_kit::{self as kit, Kit, clock, ints, lists, texts, times, typed};

/// A shop with four customers, and a folder of results.
pub struct Shop {
    pub kit: Kit,
    ask: kit::Asked,
    pub out: PathBuf,
}

impl Shop {
    pub fn new() -> Self {
        let kit = Kit::new()
            .customers(4)
            .toml("[tables.orders]\npath = \"orders.parquet\"\ncustomer = \"who\"\ntime = \"at\"\n[tables.orders.columns]\ntotal = \"total\"")
            .file(
                "orders.parquet",
                [
                    ("who", ints([1, 2, 3, 3])),
                    ("at", times(["2026-06-01T10:00Z", "2026-06-10T10:00Z", "2026-06-20T10:00Z", "2026-06-21T10:00Z"])),
                    ("total", typed(DataType::Decimal128(12, 2), ["10.00", "20.00", "30.00", "0.50"])),
                ],
            );
        let (ask, out) = (kit.ask(), kit.path("out"));
        Self { kit, ask, out }
    }

    pub fn order(&self, segments: &[(&str, &str)]) -> Order {
        let asked =
            |(name, text): &(&str, &str)| Asked { name: (*name).to_owned(), meaning: Ok(self.ask.condition(text)) };
        Order { segments: segments.iter().map(asked).collect(), whole: true, form: Form::Csv, ..Order::default() }
    }

    pub fn run_on(&self, disk: &Disk, order: &Order, at: &str) -> Result<Report, ResultsError> {
        Results::open(&self.out, disk)?.run(order, &self.ask.data, &clock(&self.ask.model, at))
    }

    /// A run as of a moment.
    pub fn run(&self, order: &Order, at: &str) -> Report {
        self.run_on(&Disk::default(), order, at).unwrap()
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.out.join(name)).unwrap_or_else(|error| format!("{name}: {error}"))
    }

    /// The files of the folder, but not those that only the next run needs.
    pub fn files(&self) -> Vec<String> {
        let mut found = Vec::new();
        let mut folders = vec![self.out.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                match entry.is_dir() {
                    true if entry.ends_with(".seg") => {}
                    true => folders.push(entry),
                    false => found.push(entry.strip_prefix(&self.out).unwrap().to_string_lossy().into_owned()),
                }
            }
        }
        found.sort();
        found
    }
}

const RECENT: &[(&str, &str)] = &[("recent", "ordered last 15d"), ("all", "ordered or not ordered")];

/// A segment, what became of it, its people, and those who entered and left.
type Line<'r> = (&'r str, Status, Option<u64>, Option<u64>, Option<u64>);

fn numbers(report: &Report) -> Vec<Line<'_>> {
    let entries = report.manifest.segments.iter();
    entries.map(|e| (e.name.as_str(), e.status, e.count, e.entered, e.left)).collect()
}

#[test]
fn a_run_tells_who_entered_who_left_and_since_when_each_is_in() {
    let shop = Shop::new();
    let order = Order { columns: vec![Column::MemberSince], ..shop.order(RECENT) };
    let first = shop.run(&order, "2026-06-12T00:00");
    assert_eq!(
        numbers(&first),
        [("all", Status::Ok, Some(4), Some(4), Some(0)), ("recent", Status::Ok, Some(2), Some(2), Some(0))]
    );
    assert_eq!(shop.read("recent.csv"), "id,member_since\n1,2026-06-11T22:00:00Z\n2,2026-06-11T22:00:00Z\n");

    let second = shop.run(&order, "2026-06-22T00:00");
    assert_eq!(
        numbers(&second),
        [("all", Status::Ok, Some(4), Some(0), Some(0)), ("recent", Status::Ok, Some(2), Some(1), Some(1))]
    );
    assert_eq!(shop.read("recent.csv"), "id,member_since\n2,2026-06-11T22:00:00Z\n3,2026-06-21T22:00:00Z\n");
    assert_eq!(shop.read("changes/recent.entered.csv"), "id,member_since\n3,2026-06-21T22:00:00Z\n");
    assert_eq!(shop.read("changes/recent.left.csv"), "id\n1\n");
    assert_eq!(second.manifest.run, 2);
}

#[test]
fn the_manifest_says_what_was_found_from_which_data() {
    use sha2::{Digest, Sha256};
    let shop = Shop::new();
    let report = shop.run(&shop.order(RECENT), "2026-06-12T00:00");
    let manifest: Manifest = serde_json::from_str(&shop.read("manifest.json")).unwrap();
    assert_eq!(manifest, report.manifest);
    assert_eq!((manifest.version, manifest.as_of.as_str()), (1, "2026-06-12T00:00:00+02:00"));
    assert_eq!(manifest.zone, "Europe/Rome");
    let data: Vec<_> = manifest.data.iter().map(|d| (d.table.as_str(), d.path.to_str().unwrap(), d.rows)).collect();
    assert_eq!(data, [("customers", "customers.parquet", 4), ("orders", "orders.parquet", 4)]);
    for entry in &manifest.segments {
        let bytes = fs::read(shop.out.join(entry.file.as_ref().unwrap())).unwrap();
        let hash: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(entry.sha256.as_deref(), Some(hash.as_str()), "{}", entry.name);
    }
    assert_ne!(manifest.segments[0].hash, manifest.segments[1].hash);
}

#[test]
fn members_are_written_under_their_key_sorted() {
    let kit = Kit::new()
        .toml("[tables.customers]\npath = \"customers.parquet\"\nkey = \"mail\"\n[tables.customers.columns]\ncity = \"city\"")
        .file(
            "customers.parquet",
            [
                ("mail", texts([Some("z@x"), Some("=1+1"), Some("a,b"), None])),
                ("city", texts([Some("Rome"), Some("Rome"), Some("Rome"), Some("Rome")])),
            ],
        );
    let ask = kit.ask();
    let asked = |name: &str, text: &str| Asked { name: name.to_owned(), meaning: Ok(ask.condition(text)) };
    let segments = vec![asked("rome", "city = rome"), asked("oslo", "city = oslo")];
    let out = kit.path("out");
    let write = |form| {
        let order = Order { segments: segments.clone(), whole: true, form, ..Order::default() };
        let disk = Disk::default();
        Results::open(&out, &disk).unwrap().run(&order, &ask.data, &ask.clock).unwrap()
    };
    let read = |name: &str| fs::read_to_string(out.join(name)).unwrap();
    write(Form::Csv);
    assert_eq!(read("rome.csv"), "mail\n'=1+1\n\"a,b\"\nz@x\n");
    assert_eq!(read("oslo.csv"), "mail\n");
    let gone = write(Form::JsonLines).removed;
    assert_eq!(read("rome.jsonl"), "{\"mail\":\"=1+1\"}\n{\"mail\":\"a,b\"}\n{\"mail\":\"z@x\"}\n");
    assert!(gone.contains(&"rome.csv".to_owned()), "a form that is not written any more goes: {gone:?}");
    write(Form::Parquet);
    let first = fs::read(out.join("rome.parquet")).unwrap();
    write(Form::Parquet);
    assert_eq!(fs::read(out.join("rome.parquet")).unwrap(), first);
}

#[test]
fn columns_are_written_as_people_read_them() {
    let kit = Kit::new()
        .toml(
            "[tables.customers]\npath = \"customers.parquet\"\nkey = \"id\"\n[tables.customers.columns]\n\
             phone = \"phone\"\nfirst_name = \"name\"\nbirthday = \"born\"\njoined = \"joined\"\ntags = \"tags\"\npredicted_clv = \"clv\"",
        )
        .file(
            "customers.parquet",
            [
                ("id", typed(DataType::Int32, ["7"])),
                ("phone", texts([Some("+39347123")])),
                ("name", texts([Some("@SUM(A1)")])),
                ("born", typed(DataType::Date32, ["1990-01-01"])),
                ("joined", times(["2024-12-24T16:00Z"])),
                ("tags", lists([Some(&["vip", "-1+1"])])),
                ("clv", typed(DataType::Decimal128(12, 2), ["12.30"])),
            ],
        );
    let ask = kit.ask();
    let names = ["phone", "first_name", "birthday", "joined", "tags", "predicted_clv"];
    let value = |name: &&str| Column::Value((*name).to_owned(), Value::Column(ColumnRef::new("customers", *name)));
    let everyone = Asked { name: "all".to_owned(), meaning: Ok(ask.condition("phone is known")) };
    let write = |form| {
        let columns = names.iter().map(value).collect();
        let order = Order { segments: vec![everyone.clone()], whole: true, columns, form };
        let disk = Disk::default();
        Results::open(&kit.path("out"), &disk).unwrap().run(&order, &ask.data, &ask.clock).unwrap();
        fs::read(kit.path("out").join(format!("all.{}", form.extension()))).unwrap()
    };
    assert_eq!(
        String::from_utf8(write(Form::Csv)).unwrap(),
        "id,phone,first_name,birthday,joined,tags,predicted_clv\n\
         7,+39347123,'@SUM(A1),1990-01-01,2024-12-24T16:00:00Z,vip; -1+1,12.30\n"
    );
    assert_eq!(
        String::from_utf8(write(Form::JsonLines)).unwrap(),
        "{\"id\":7,\"phone\":\"+39347123\",\"first_name\":\"@SUM(A1)\",\"birthday\":\"1990-01-01\",\
         \"joined\":\"2024-12-24T16:00:00Z\",\"tags\":[\"vip\",\"-1+1\"],\"predicted_clv\":12.30}\n"
    );
    write(Form::Parquet);
}

#[test]
fn a_run_of_some_keeps_the_others_and_a_run_of_all_clears_what_is_no_segment_any_more() {
    let shop = Shop::new();
    shop.run(&shop.order(RECENT), "2026-06-12T00:00");
    let some = Order { whole: false, ..shop.order(&RECENT[..1]) };
    let report = shop.run(&some, "2026-06-22T00:00");
    let kept = &report.manifest.segments[0];
    assert_eq!((kept.name.as_str(), kept.status, kept.run, kept.count), ("all", Status::Kept, Some(1), Some(4)));
    assert!(report.removed.is_empty());
    assert_eq!(shop.read("all.csv"), "id\n1\n2\n3\n4\n");
    // What was kept is still what the next run of it begins from.
    let all = shop.run(&shop.order(&RECENT[1..]), "2026-06-23T00:00");
    assert_eq!(numbers(&all), [("all", Status::Ok, Some(4), Some(0), Some(0))]);
    assert_eq!(all.removed, ["changes/recent.entered.csv", "changes/recent.left.csv", "recent.csv"]);
    assert_eq!(shop.files(), ["all.csv", "changes/all.entered.csv", "changes/all.left.csv", "manifest.json"]);
}

#[test]
fn a_segment_that_fails_keeps_its_old_files_and_stops_no_other() {
    let shop = Shop::new();
    shop.run(&shop.order(RECENT), "2026-06-12T00:00");
    let mut order = shop.order(RECENT);
    order.segments[0].meaning = Err("it has mistakes".to_owned());
    let report = shop.run(&order, "2026-06-22T00:00");
    let recent = &report.manifest.segments[1];
    assert_eq!((recent.status, recent.run, recent.count), (Status::Failed, Some(1), Some(2)));
    assert_eq!(recent.message.as_deref(), Some("it has mistakes"));
    assert_eq!(report.manifest.segments[0].run, Some(2));
    assert_eq!(shop.read("recent.csv"), "id\n1\n2\n");
    // Mended, it is held against the last run that knew it.
    let mended = shop.run(&shop.order(RECENT), "2026-06-22T00:00");
    assert_eq!(numbers(&mended)[1], ("recent", Status::Ok, Some(2), Some(1), Some(1)));
}

#[test]
fn a_damaged_table_fails_only_the_segments_that_need_it() {
    let shop = Shop::new();
    let emails = texts([Some("a@b.c"), None, Some("d@e.f"), None]);
    let kit = shop.kit.toml("[tables.customers.columns]\nemail = \"email\"");
    let kit = kit.file("customers.parquet", [("id", ints(1..=4)), ("email", emails)]);
    let path = kit.path("orders.parquet");
    // Its contents, between the marks at both ends of the file, become noise.
    let mut bytes = fs::read(&path).unwrap();
    bytes[4..60].fill(0xAA);
    fs::write(&path, bytes).unwrap();
    let shop = Shop { ask: kit.ask(), kit, ..shop };
    let order = shop.order(&[("buyers", "ordered"), ("all", "email is known or email is missing")]);
    let report = shop.run(&order, "2026-06-22T00:00");
    let statuses: Vec<Status> = report.manifest.segments.iter().map(|entry| entry.status).collect();
    assert_eq!(statuses, [Status::Ok, Status::Failed], "{:?}", report.manifest.segments);
    assert_eq!(
        report.manifest.segments[1].message.as_deref(),
        Some("`orders.parquet` is damaged inside, in its column `who`")
    );
    assert_eq!(shop.files(), ["all.csv", "changes/all.entered.csv", "changes/all.left.csv", "manifest.json"]);
}

#[test]
fn what_is_not_of_a_run_is_left_alone() {
    let refused = |prepare: &dyn Fn(&Path)| {
        let shop = Shop::new();
        prepare(&shop.out);
        let before = fs::metadata(&shop.out).unwrap().is_dir().then(|| shop.files());
        let error = shop.run_on(&Disk::default(), &shop.order(RECENT), "2026-06-12T00:00").unwrap_err();
        if let Some(before) = before {
            assert_eq!(shop.files(), before);
        }
        format!("{error}").replace(&*shop.out.to_string_lossy(), "out")
    };
    let file = |path: &Path, name: &str, text: &str| {
        fs::create_dir_all(path.join(name).parent().unwrap()).unwrap();
        fs::write(path.join(name), text).unwrap();
    };
    assert_eq!(refused(&|out| file(out, "cat.jpg", "")), "`out` is not empty, and no run has written there before");
    assert_eq!(refused(&|out| fs::write(out, "").unwrap()), "`out` is a file, not a folder");
    assert_eq!(
        refused(&|out| (file(out, ".seg/lock", ""), file(out, "recent.csv", "mine")).1),
        "`out/recent.csv` is there already, and is not from a run"
    );
    assert_eq!(refused(&|out| file(out, ".seg/committed.json", "{")), "`out/.seg/committed.json` cannot be understood");
    assert_eq!(
        refused(&|out| file(out, ".seg/committed.json", "{\"version\": 99}")),
        "a later version of seg wrote `out`"
    );
}

#[test]
fn names_that_some_systems_take_for_one_are_refused() {
    let shop = Shop::new();
    let order = shop.order(&[("VIP", "ordered"), ("vip", "ordered")]);
    let error = shop.run_on(&Disk::default(), &order, "2026-06-12T00:00").unwrap_err();
    assert!(matches!(error, ResultsError::SameFile(..)), "{error}");
}

#[test]
fn two_runs_at_once_do_not_mix() {
    let shop = Shop::new();
    let disk = Disk::default();
    let first = Results::open(&shop.out, &disk).unwrap();
    let second = shop.run_on(&disk, &shop.order(RECENT), "2026-06-12T00:00").unwrap_err();
    assert!(matches!(second, ResultsError::Busy(_)), "{second}");
    drop(first);
    shop.run(&shop.order(RECENT), "2026-06-12T00:00");
}

#[test]
fn a_stopped_run_changes_nothing() {
    let shop = Shop::new();
    shop.run(&shop.order(RECENT), "2026-06-12T00:00");
    let before = shop.read("recent.csv");
    shop.ask.data.stop();
    let error = shop.run_on(&Disk::default(), &shop.order(RECENT), "2026-06-22T00:00").unwrap_err();
    assert!(matches!(error, ResultsError::Stopped), "{error}");
    assert_eq!(shop.read("recent.csv"), before);
}
