//! `seg init`: what it makes of the demo's files, of the same files with names that mean nothing,
//! and of other shapes.

use crate::cli::seg;
use crate::engine_kit::{ints, texts, typed};
use crate::meaning::meaning;
use crate::{found, support};
use datafusion::arrow::array::{Array, ArrayRef, AsArray, RecordBatch};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Field, Schema};
use datafusion::arrow::util::display::array_value_to_string;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use seg::setup::init::{Cell, Column, Decided, Kind, Lookup, OPEN, Place, Spelled, Style, Table, decide, init};
use seg::setup::{PROJECT_FILES, SetupError, write_shop};
use seg::shop::{Options, Shop};
use seg::types::Model;
use std::collections::HashSet;
use std::fs::{self, File};
use std::path::Path;
use std::sync::Arc;

const SHOP: Options = Options { customers: 700, seed: 5 };

/// The tables under names that say nothing, in an order that says nothing.
const NAMELESS: [(&str, &str); 9] = [
    ("t1", "visits"),
    ("t2", "checkouts"),
    ("t3", "order_lines"),
    ("t4", "lists"),
    ("t5", "customers"),
    ("t6", "consents"),
    ("t7", "products"),
    ("t8", "messages"),
    ("t9", "orders"),
];

fn shop(folder: &Path) {
    fs::create_dir_all(folder).unwrap();
    write_shop(folder, Shop::parts(&SHOP)).unwrap();
}

/// Copies a file with its columns called `c1`, `c2` and so on.
fn nameless(from: &Path, to: &Path) {
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(from).unwrap()).unwrap();
    let fields = reader.schema().fields().iter().enumerate();
    let fields = fields.map(|(at, field)| Field::new(format!("c{}", at + 1), field.data_type().clone(), true));
    let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
    let mut writer = ArrowWriter::try_new(File::create(to).unwrap(), schema.clone(), None).unwrap();
    for batch in reader.build().unwrap() {
        let columns = batch.unwrap().columns().to_vec();
        writer.write(&RecordBatch::try_new(schema.clone(), columns).unwrap()).unwrap();
    }
    writer.close().unwrap();
}

/// How many are in each of the demo's saved segments.
fn counts(model: &Model) -> Vec<(String, u64)> {
    let segments = PROJECT_FILES.iter().filter(|file| file.path.ends_with(".seg"));
    let segments: Vec<_> = segments.map(|file| (file.path.to_owned(), meaning(file.text, model))).collect();
    let conditions: Vec<_> = segments.iter().map(|(_, condition)| condition.clone()).collect();
    let clock = support::clock(support::demo());
    let counts = found::open(model).count(&conditions, &clock).unwrap();
    segments.into_iter().map(|(name, _)| name).zip(counts.matched).collect()
}

/// The lines of a file that are marked as open, by the heading of their table.
fn open(text: &str) -> Vec<(String, Vec<String>)> {
    let mut tables: Vec<(String, Vec<String>)> = vec![(String::new(), Vec::new())];
    for line in text.lines().skip(2) {
        if let Some(name) = line.strip_prefix("[tables.") {
            let name = name.trim_end_matches(']').split('.').next().unwrap().to_owned();
            if tables.last().unwrap().0 != name {
                tables.push((name, Vec::new()));
            }
        } else if line.contains(OPEN) {
            tables.last_mut().unwrap().1.push(line.to_owned());
        }
    }
    tables
}

#[test]
fn the_demos_files_get_a_file_that_counts_as_the_demos_own() {
    let home = tempfile::tempdir().unwrap();
    shop(&home.path().join("data"));
    let own = counts(&found::at(home.path(), include_str!("../../examples/demo/seg.toml")));
    assert!(own.iter().filter(|(_, count)| *count > 0).count() >= 7, "{own:?}");
    let begun = init(&home.path().join("data"), home.path()).unwrap();
    assert_eq!(counts(&found::at(home.path(), &begun.text)), own, "{}", begun.text);
    assert!(begun.text.contains("path = \"data/customers.parquet\""), "{}", begun.text);
    let left: Vec<String> = open(&begun.text).into_iter().flat_map(|(_, lines)| lines).collect();
    assert_eq!(left.len(), 2, "only zone and currency: {left:?}");
}

#[test]
fn names_that_mean_nothing_are_seen_through() {
    let home = tempfile::tempdir().unwrap();
    let (named, data) = (home.path().join("data"), home.path().join("files"));
    shop(&named);
    fs::create_dir(&data).unwrap();
    for (name, table) in NAMELESS {
        nameless(&named.join(format!("{table}.parquet")), &data.join(format!("{name}.parquet")));
    }
    let own = counts(&found::at(home.path(), include_str!("../../examples/demo/seg.toml")));
    let begun = init(&data, home.path()).unwrap();
    let text = &begun.text;
    for (name, table) in NAMELESS {
        let expected = (table.to_owned(), format!("files/{name}.parquet"));
        assert!(begun.tables.contains(&expected), "{table}: {:?}", begun.tables);
    }
    for (table, lines) in open(text) {
        assert!(lines.len() <= 2, "{table} leaves open {lines:#?}");
    }
    assert_eq!(counts(&found::at(home.path(), text)), own, "{text}");
}

/// Writes a Parquet file as CSV, its columns named by a function.
fn as_csv(from: &Path, to: &Path, name: impl Fn(usize, &str) -> String) {
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(from).unwrap()).unwrap();
    let fields = reader.schema().fields().iter().enumerate();
    let names: Vec<String> = fields.map(|(at, field)| name(at, field.name())).collect();
    let mut text = names.join(",") + "\n";
    for batch in reader.build().unwrap() {
        let batch = batch.unwrap();
        for row in 0..batch.num_rows() {
            let values = batch.columns().iter().map(|column| {
                let text = match column.data_type() {
                    DataType::List(_) if column.is_valid(row) => {
                        let items = cast(&column.as_list::<i32>().value(row), &DataType::Utf8).unwrap();
                        items.as_string::<i32>().iter().flatten().collect::<Vec<_>>().join(", ")
                    }
                    _ => array_value_to_string(column, row).unwrap(),
                };
                format!("\"{}\"", text.replace('"', "\"\""))
            });
            text += &(values.collect::<Vec<_>>().join(",") + "\n");
        }
    }
    fs::write(to, text).unwrap();
}

#[test]
fn csv_files_of_the_demo_get_a_file_that_counts_as_the_demos_own() {
    let home = tempfile::tempdir().unwrap();
    let (parquet, data) = (home.path().join("data"), home.path().join("files"));
    shop(&parquet);
    fs::create_dir(&data).unwrap();
    for (_, table) in NAMELESS {
        as_csv(&parquet.join(format!("{table}.parquet")), &data.join(format!("{table}.csv")), |_, name| {
            name.to_owned()
        });
    }
    let own = counts(&found::at(home.path(), include_str!("../../examples/demo/seg.toml")));
    let begun = init(&data, home.path()).unwrap();
    for (table, lines) in open(&begun.text) {
        assert!(lines.len() <= 2, "{table} leaves open {lines:#?}");
    }
    assert_eq!(counts(&found::at(home.path(), &begun.text)), own, "{}", begun.text);
}

#[test]
fn csv_files_whose_names_mean_nothing_are_seen_through() {
    let home = tempfile::tempdir().unwrap();
    let (parquet, data) = (home.path().join("data"), home.path().join("files"));
    shop(&parquet);
    fs::create_dir(&data).unwrap();
    for (name, table) in NAMELESS {
        let to = data.join(format!("{name}.csv"));
        as_csv(&parquet.join(format!("{table}.parquet")), &to, |at, _| format!("c{}", at + 1));
    }
    let own = counts(&found::at(home.path(), include_str!("../../examples/demo/seg.toml")));
    let begun = init(&data, home.path()).unwrap();
    for (name, table) in NAMELESS {
        let expected = (table.to_owned(), format!("files/{name}.csv"));
        assert!(begun.tables.contains(&expected), "{table}: {:?}", begun.tables);
    }
    for (table, lines) in open(&begun.text) {
        assert!(lines.len() <= 2, "{table} leaves open {lines:#?}");
    }
    assert_eq!(counts(&found::at(home.path(), &begun.text)), own, "{}", begun.text);
}

/// Who gave their consent is seen by the words for it, in files of a tool for one channel.
#[test]
fn consents_are_told_by_what_they_say() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("d");
    fs::create_dir(&data).unwrap();
    let people: String = (0..40).map(|n| format!("p{n}@example.com,Anna {n}\n")).collect();
    fs::write(data.join("people.csv"), format!("Mail,Name\n{people}")).unwrap();
    let said = |n: usize| ["OPT_IN", "opt_in", "opt-out"][n % 3];
    let row = |n: usize| format!("p{}@example.com;{:02}/05/2026 10:00;{}\n", n % 40, 13 + n % 15, said(n));
    let rows: String = (0..90).map(row).collect();
    fs::write(data.join("sms_contacts.csv"), format!("Wer;Wann;Stand\n{rows}")).unwrap();
    let begun = init(&data, home.path()).unwrap();
    let text = &begun.text;
    let lines = [
        "[tables.consents]\n",
        "channel = { default = \"sms\" }\n",
        "{ column = \"Stand\", means = { \"opt-out\" = \"unsubscribed\", \"opt_in\" = \"subscribed\" } }\n",
    ];
    for line in lines {
        assert!(text.contains(line), "{line}\n{text}");
    }
    let model = found::at(home.path(), text);
    let clock = support::clock(support::demo());
    let counted = found::open(&model).count(&[meaning("sms_subscribed", &model)], &clock).unwrap();
    assert_eq!((counted.customers, counted.matched[0]), (40, 40));
}

/// A grocer: lines alone, households of whom some are described, and coupons that they redeemed.
#[test]
fn lines_alone_make_orders_and_customers() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("d");
    fs::create_dir(&data).unwrap();
    let mut lines = String::from("a,b,c,d,e,f\n");
    for basket in 0..400 {
        let (household, hour) = (1 + basket * 7 % 120, basket % 10);
        for line in 0..3 {
            let thing = (basket * 3 + line) % 50;
            lines += &format!(
                "{household},{},2026-0{}-1{hour} 1{hour}:00:00,T{thing:03},{},{}.{:02}\n",
                90_000 + basket,
                1 + basket % 6,
                1 + line,
                2 + thing,
                basket % 100
            );
        }
    }
    fs::write(data.join("t1.csv"), lines).unwrap();
    let things: String = (0..50).map(|thing| format!("T{thing:03},Thing number {thing}\n")).collect();
    fs::write(data.join("t2.csv"), format!("g,h\n{things}")).unwrap();
    let some: String = (1..=70).map(|household| format!("{household},{} Adults\n", 1 + household % 3)).collect();
    fs::write(data.join("t3.csv"), format!("i,j\n{some}")).unwrap();
    let redeemed: String = (0..150).map(|n| format!("{},2026-05-{:02},{}\n", 1 + n % 100, 1 + n % 28, n % 4)).collect();
    fs::write(data.join("t4.csv"), format!("k,l,m\n{redeemed}")).unwrap();
    let begun = init(&data, home.path()).unwrap();
    let text = &begun.text;
    for line in [
        "from = \"order_lines\"   # ? no table of customers was found",
        "joins.t3 = { table = \"t3\", on = \"key\" }",
        "total = { sum = \"amount\" }",
        "joins.products = \"d\"",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    let model = found::at(home.path(), text);
    let is = ["ordered at least 4 times", "sum(ordered_item.quantity) >= 24", "ordered product \"Thing number 7\""];
    let is = is.map(|is| meaning(is, &model));
    let counted = found::open(&model).count(&is, &support::clock(support::demo())).unwrap();
    let baskets = |household: usize| (0..400).filter(|basket| 1 + basket * 7 % 120 == household).count();
    let often = (1..=120).filter(|household| baskets(*household) >= 4).count() as u64;
    assert_eq!((counted.customers, counted.matched[0], counted.matched[1]), (120, often, often), "{text}");
    assert!(counted.matched[2] > 0, "{text}");
}

/// Exports of four tools: commas and semicolons, points and commas, dates in three forms.
#[test]
fn how_csv_files_are_written_is_found_out() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("d");
    fs::create_dir(&data).unwrap();
    let people: String = (0..60)
        .map(|n| {
            format!(
                "kunde{n}@example.de;{}.0{}.2025;{};{}\n",
                13 + n % 15,
                1 + n % 9,
                ["ja", "nein"][n % 2],
                ["VIP, Neu", "VIP", "Neu", ""][n % 4]
            )
        })
        .collect();
    fs::write(data.join("kunden.csv"), format!("Mail;Seit;Werbung;Merkmale\n{people}")).unwrap();
    let orders = |year: usize, more: &str| -> String {
        let order = |n: usize| {
            format!(
                "{year}{n:03};kunde{}@example.de;{}.0{}.{year} 1{}:30;{}.0{}{},{:02} €{more}\n",
                n % 50,
                13 + n % 15,
                1 + n % 5,
                n % 10,
                1 + n % 3,
                n % 10,
                n % 7,
                n % 100
            )
        };
        (0..200).map(order).collect()
    };
    fs::write(data.join("bestellungen-2025.csv"), format!("Nr;Kunde;Am;Summe\n{}", orders(2025, ""))).unwrap();
    fs::write(data.join("bestellungen-2026.csv"), format!("Nr;Kunde;Am;Summe;Kanal\n{}", orders(2026, ";web")))
        .unwrap();
    let begun = init(&data, home.path()).unwrap();
    let text = &begun.text;
    for line in [
        "path      = \"d/kunden.csv\"",
        "delimiter = \";\"",
        "{ column = \"Seit\", format = \"DD.MM.YYYY\" }",
        "means = { \"ja\" = \"yes\", \"nein\" = \"no\" }",
        "{ column = \"Merkmale\", separator = \",\" }",
        "path      = \"d/bestellungen*.csv\"",
        "decimal   = \",\"",
        "{ column = \"Am\", format = \"DD.MM.YYYY hh:mm\" }",
        "total   = \"Summe\"",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    let model = found::at(home.path(), text);
    let is = [meaning("ordered in 2025", &model), meaning("money_spent > 0", &model)];
    let counted = found::open(&model).count(&is, &support::clock(support::demo())).unwrap();
    assert_eq!((counted.customers, counted.matched), (60, vec![50, 50]), "{text}");
}

/// Writes a table of one file.
fn file<const N: usize>(path: &Path, columns: [(&str, ArrayRef); N]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let columns = columns.map(|(name, column)| (name, column, true));
    let batch = RecordBatch::try_from_iter_with_nullable(columns).unwrap();
    let mut writer = ArrowWriter::try_new(File::create(path).unwrap(), batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
}

#[test]
fn no_customers_numbers_for_times_cents_and_folders_of_files() {
    let home = tempfile::tempdir().unwrap();
    for (month, first) in [(1, 0), (2, 40)] {
        let path = home.path().join(format!("dump/sales/month={month}/part.parquet"));
        file(
            &path,
            [
                ("number", ints(first + 1..=first + 40)),
                ("buyer", ints((0..40).map(|n| 501 + n % 25))),
                ("at", ints((0..40).map(|n| 1_767_000_000 + (first + n) * 3600))),
                ("amount", ints((0..40).map(|n| 1_999 + 100 * n))),
            ],
        );
    }
    let begun = init(&home.path().join("dump"), home.path()).unwrap();
    let model = found::at(home.path(), &begun.text);
    let is = [meaning("ordered", &model), meaning("money_spent > 50", &model)];
    let counted = found::open(&model).count(&is, &support::clock(support::demo())).unwrap();
    assert_eq!((counted.customers, counted.matched[0]), (25, 25), "{}", begun.text);
    assert!(begun.text.contains("path     = \"dump/sales\""), "{}", begun.text);
    assert!(begun.text.contains("time     = { column = \"at\", unit = \"seconds\" }"), "{}", begun.text);
    assert!(begun.text.contains("total = { column = \"amount\", unit = \"cents\" }   # ? whole"), "{}", begun.text);
}

#[test]
fn lines_without_a_customer_come_through_their_order() {
    let home = tempfile::tempdir().unwrap();
    let money = |values: [&str; 4]| typed(DataType::Decimal128(10, 2), values);
    let days = ["2026-01-01T10:00:00", "2026-01-02T10:00:00", "2026-02-03T10:00:00", "2026-03-01T11:00:00"];
    let wall = DataType::Timestamp(datafusion::arrow::datatypes::TimeUnit::Millisecond, None);
    let emails = texts([Some("ann@a.com"), Some("bob@b.com"), Some("cy@c.com"), Some("di@d.com")]);
    let data = home.path().join("d");
    file(&data.join("who.parquet"), [("uid", ints([11, 12, 13, 14])), ("mail", emails)]);
    file(
        &data.join("purchases.parquet"),
        [
            ("nr", ints([901, 902, 903, 904])),
            ("who", ints([11, 11, 13, 14])),
            ("moment", typed(wall, days)),
            ("paid", money(["10.00", "20.00", "5.50", "1.00"])),
            ("state", texts([Some("paid"), Some("paid"), Some("shipped"), Some("cancelled")])),
        ],
    );
    file(
        &data.join("rows.parquet"),
        [
            ("nr", ints([901, 901, 902, 903, 904])),
            ("sku", texts([Some("A1"), Some("B2"), Some("A1"), Some("B2"), Some("A1")])),
            ("n", ints([1, 2, 1, 3, 1])),
        ],
    );
    let names = [("sku", texts([Some("A1"), Some("B2")])), ("label", texts([Some("Mug"), Some("Pot")]))];
    file(&data.join("things.parquet"), names);
    let begun = init(&data, home.path()).unwrap();
    let text = &begun.text;
    assert!(text.contains("customer       = \"orders.who\""), "{text}");
    assert!(text.contains("time           = { column = \"orders.moment\", read = \"local\" }"), "{text}");
    let model = found::at(home.path(), text);
    let data = found::open(&model);
    let clock = support::clock(support::demo());
    let is = ["ordered", "ordered product \"Mug\"", "sum(ordered_item.quantity) >= 3"].map(|is| meaning(is, &model));
    let counted = data.count(&is, &clock).unwrap();
    assert_eq!((counted.customers, counted.matched), (4, vec![2, 1, 2]), "{text}");
}

#[test]
fn files_that_differ_in_their_digits_are_one_table_and_more_may_come() {
    let home = tempfile::tempdir().unwrap();
    for year in [2024, 2025] {
        let stamp = ints((0..30).map(|n| (year - 1970) * 31_557_600 + n * 3600));
        let path = home.path().join(format!("d/orders-{year}.parquet"));
        file(&path, [("customer_id", ints((0..30).map(|n| 1 + n % 10))), ("ordered_at", stamp)]);
    }
    file(&home.path().join("d/customers.parquet"), [("id", ints(1..=10))]);
    let begun = init(&home.path().join("d"), home.path()).unwrap();
    let path = begun.tables.iter().find(|(name, _)| name == "orders").map(|(_, path)| path.as_str());
    assert_eq!(path, Some("d/orders*.parquet"), "{}", begun.text);
    found::open(&found::at(home.path(), &begun.text));
}

#[test]
fn a_file_that_is_there_is_left_as_it_is() {
    let home = tempfile::tempdir().unwrap();
    file(&home.path().join("a.parquet"), [("id", ints(1..=3))]);
    fs::write(home.path().join("seg.toml"), "mine").unwrap();
    let ran = seg(home.path(), &["init", "--data", "."]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.talk.contains("× `seg.toml` is there already, and is left as it is"), "{}", ran.talk);
    assert_eq!(fs::read_to_string(home.path().join("seg.toml")).unwrap(), "mine");
    assert!(matches!(init(home.path(), home.path()), Err(SetupError::AlreadyThere(_))));
}

#[test]
fn nothing_to_look_at_is_said_so() {
    let home = tempfile::tempdir().unwrap();
    let ran = seg(home.path(), &["init", "--data", "nowhere"]);
    assert_eq!(ran.code, 2);
    assert!(ran.talk.contains("there is no folder `nowhere`"), "{}", ran.talk);
    let ran = seg(home.path(), &["init", "--data", "."]);
    assert!(ran.talk.contains("there are no Parquet or CSV files below `.`"), "{}", ran.talk);
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
}

#[test]
fn a_damaged_file_is_left_out_and_named() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    shop(&data);
    fs::write(data.join("broken.parquet"), "PAR1 and then nothing").unwrap();
    let ran = seg(home.path(), &["init", "--data", "data", "--project", "mine"]);
    assert_eq!(ran.code, 0, "{}", ran.talk);
    assert!(ran.out.contains("`../data/broken.parquet` cannot be read, and is left out"), "{}", ran.out);
    let ran = seg(&home.path().join("mine"), &["count", "-e", "ordered", "--as-of", "2026-06-30T12:00"]);
    assert_eq!(ran.code, 0, "{}", ran.talk);
    let left = fs::read_dir(home.path().join("mine")).unwrap().count();
    assert_eq!(left, 1, "no temporary file is left");
}

/// Answers from the sample alone: what is decided needs no files.
struct Sample(Vec<Table>);

impl Lookup for Sample {
    type Error = ();

    fn is_unique(&mut self, (table, column): Place) -> Result<bool, ()> {
        let column = &self.0[table].columns[column];
        Ok(column.keys().len() == column.cells.len())
    }

    fn found(&mut self, (table, column): Place, keys: &HashSet<u64>) -> Result<HashSet<u64>, ()> {
        Ok(self.0[table].columns[column].keys().intersection(keys).copied().collect())
    }
}

fn seen(stem: &str, columns: Vec<(&str, Kind, Vec<Cell>)>) -> Table {
    let rows = columns[0].2.len() as u64;
    let columns = columns.into_iter().map(|(name, kind, cells)| Column {
        name: name.to_owned(),
        kind,
        cells,
        spelled: Spelled::default(),
    });
    Table {
        paths: vec![format!("{stem}.parquet")],
        stem: stem.to_owned(),
        rows,
        columns: columns.collect(),
        style: Style::default(),
    }
}

fn whole(values: impl Iterator<Item = i64>) -> Vec<Cell> {
    values.map(Cell::Whole).collect()
}

fn words(values: impl Iterator<Item = String>) -> Vec<Cell> {
    values.map(Cell::Text).collect()
}

fn decided(tables: &[Table]) -> Decided {
    decide(tables, &mut Sample(tables.to_vec()), &[]).unwrap()
}

/// Small numbers are found among the keys of everything that is counted from one, and are no keys.
#[test]
fn what_points_at_what_is_told_from_small_numbers() {
    let people = seen(
        "a",
        vec![
            ("x", Kind::Whole, whole(1..=200)),
            ("y", Kind::Text, words((1..=200).map(|n| format!("p{n}@example.com")))),
            ("z", Kind::Whole, whole((1..=200).map(|n| n % 7))),
        ],
    );
    let hour = 3_600_000_000;
    let events = seen(
        "b",
        vec![
            ("q", Kind::Whole, whole((0..600).map(|n| 1 + n % 5))),
            ("r", Kind::Whole, whole((0..600).map(|n| 1 + (n * 7) % 200))),
            ("s", Kind::Instant, (0..600).map(|n| Cell::Moment(1_700_000_000_000_000 + n * hour)).collect()),
            ("t", Kind::Decimal, (0..600).map(|n| Cell::Decimal(10.0 + n as f64)).collect()),
            ("u", Kind::Text, words((0..600).map(|n| if n % 9 == 0 { "refunded" } else { "paid" }.to_owned()))),
        ],
    );
    let Decided { text, tables } = decided(&[events, people]);
    assert_eq!(
        tables,
        [("customers", "a.parquet"), ("orders", "b.parquet")].map(|(a, b)| (a.to_owned(), b.to_owned()))
    );
    for line in [
        "key  = \"x\"",
        "customer = \"r\"",
        "time     = \"s\"",
        "total  = \"t\"",
        "{ column = \"q\", type = \"number\" }",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
}

/// A name that is a word of the program is not taken from it.
#[test]
fn columns_of_ones_own_keep_away_from_words() {
    let people = seen(
        "customers",
        vec![
            ("id", Kind::Whole, whole(1..=50)),
            ("order_count", Kind::Whole, whole((1..=50).map(|n| n % 9))),
            ("Shoe Size", Kind::Whole, whole((1..=50).map(|n| 36 + n % 9))),
            ("between", Kind::YesNo, (1..=50).map(|n| Cell::Yes(n % 2 == 0)).collect()),
            ("empty", Kind::Text, vec![Cell::Missing; 50]),
        ],
    );
    let text = decided(&[people]).text;
    for line in ["stored_order_count", "shoe_size          = { column = \"Shoe Size\"", "column_between"] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert!(!text.contains("empty"), "{text}");
    support::project(&text);
}

#[test]
fn a_shop_of_quite_another_shape() {
    let home = tempfile::tempdir().unwrap();
    crate::other_shape::write(&Shop::generate(&SHOP), home.path());
    let begun = init(home.path(), home.path()).unwrap();
    let text = &begun.text;
    let found: Vec<&str> = begun.tables.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(found, ["orders", "order_lines", "products", "messages"], "{text}");
    for line in [
        "from = \"orders\"",
        "path     = \"acquisti\"",
        "customer = \"cliente\"",
        "{ column = \"quando\", unit = \"milliseconds\" }",
        "{ column = \"importo\", unit = \"cents\" }",
        "{ column = \"reso\", unit = \"cents\" }",
        "customer       = \"orders.cliente\"",
        "joins.products = \"codice\"",
        "# ? nothing says which orders were cancelled",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    found::open(&found::at(home.path(), text));
}
