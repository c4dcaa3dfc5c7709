//! Files that lie: what is said of each, before anything is counted, and where nothing
//! need be said the right answer.

use std::fs;

use datafusion::arrow::array::ArrayRef;
use datafusion::arrow::datatypes::DataType;
use datafusion::parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions};

use crate::engine_kit::{Asked, Kit, ints, lists, texts, times, typed};

const ORDERS: &str = "[tables.orders]\npath = \"orders\"\nkey = \"id\"\ncustomer = \"who\"\ntime = \"at\"\n[tables.orders.columns]\ntotal = \"total\"\ncancelled = \"void\"";

/// Five customers, and orders in a folder of files.
fn shop() -> Kit {
    Kit::new().customers(5).toml(ORDERS)
}

/// The columns of an order: its number, whose it is, and what it cost.
fn order(id: i64, who: i64, total: &str) -> [(&'static str, ArrayRef); 5] {
    [
        ("id", ints([id])),
        ("who", ints([who])),
        ("at", times(["2026-06-01T08:00Z"])),
        ("total", typed(DataType::Decimal128(8, 2), [total])),
        ("void", texts([Some("no")])),
    ]
}

fn without<const N: usize, const M: usize>(
    columns: [(&'static str, ArrayRef); N],
    name: &str,
) -> [(&'static str, ArrayRef); M] {
    let left: Vec<_> = columns.into_iter().filter(|(column, _)| *column != name).collect();
    left.try_into().unwrap()
}

fn with(columns: [(&'static str, ArrayRef); 5], name: &'static str, value: ArrayRef) -> [(&'static str, ArrayRef); 5] {
    columns.map(|(column, old)| if column == name { (column, value.clone()) } else { (column, old) })
}

/// All that is wrong, as it is read: the sentence, what is said at the place, the help.
fn refused(kit: &Kit) -> Vec<String> {
    let found = kit.open().err().unwrap_or_default();
    found.iter().map(told).collect()
}

fn doubts(asked: &Asked) -> Vec<String> {
    asked.data.findings(None).unwrap().iter().map(told).collect()
}

fn told(found: &seg::diagnostics::Diagnostic) -> String {
    let parts = [found.message.as_str(), found.labels[0].text.as_str()].into_iter();
    let parts = parts.chain(found.help.iter().map(String::as_str)).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" | ")
}

#[test]
fn bytes_that_are_no_data() {
    let table: [(&str, &[u8], &str); 10] = [
        ("a.parquet", b"", "`orders/a.parquet` is empty: it has 0 bytes | write or copy the file again"),
        ("a.parquet", b"PAR1", "`orders/a.parquet` is cut short: its end is missing | write or copy the file again"),
        (
            "a.parquet",
            b"PAR1 and so on, but no end",
            "`orders/a.parquet` is cut short: its end is missing | write or copy the file again",
        ),
        (
            "a.parquet",
            b"id,who\n1,2\n",
            "`orders/a.parquet` is not a Parquet file | data is read from Parquet and CSV files",
        ),
        ("a.parquet", b"PARE, and the rest is secret", "`orders/a.parquet` is encrypted | write it without encryption"),
        (
            "a.parquet",
            b"Obj\x01 and so on",
            "`orders/a.parquet` is an Avro file | data is read from Parquet and CSV files",
        ),
        ("a.csv", b"PK\x03\x04 and so on", "`orders/a.csv` is a workbook or a ZIP archive | save or unpack it as CSV"),
        ("a.csv", b"\x1F\x8B\x08\0 and so on", "`orders/a.csv` is packed | unpack it"),
        (
            "a.csv",
            b"<!DOCTYPE html><title>Sign in</title>",
            "`orders/a.csv` is a page of the web | fetch the file itself, perhaps after signing in",
        ),
        (
            "a.csv",
            b"PAR1 and so on",
            "`orders/a.csv` is a Parquet file under another name | let its name end in `.parquet`",
        ),
    ];
    for (name, bytes, message) in table {
        let kit = shop().file("orders/whole.parquet", order(1, 1, "5")).bytes(&format!("orders/{name}"), bytes);
        assert_eq!(refused(&kit), [message], "{:?}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn what_is_found_and_what_is_passed_over() {
    let kit = shop()
        .toml("") // a folder; names that begin with `_` or `.` are of work under way
        .file("orders/a.parquet", order(1, 1, "5"))
        .file("orders/B.PARQUET", order(2, 2, "5"))
        .file("orders/2026/part.parquet/0.parquet", order(3, 3, "5"))
        .file("orders/_temporary/0/a.parquet", order(4, 4, "5"))
        .file("orders/.a.parquet", order(5, 5, "5"))
        .bytes("orders/_SUCCESS", b"")
        .bytes("orders/readme.txt", b"What this is");
    assert_eq!(kit.ask().who("ordered"), "1 2 3");

    let named = |path: &str| {
        let kit = Kit::new().customers(5).toml(&ORDERS.replace("\"orders\"", path));
        kit.file("out/a.parquet", order(1, 1, "5"))
            .file("out/b.parquet/part-0.parquet", order(2, 2, "5"))
            .file("out/_tmp/c.parquet", order(3, 3, "5"))
            .file("out/_b.parquet", order(4, 4, "5"))
    };
    let table = [
        ("\"out/*.parquet\"", "1 2"),
        ("\"out/**/*.parquet\"", "1 2"),
        ("\"out/_tmp\"", "3"),
        ("\"out/_*.parquet\"", "4"),
        ("\"out/_tmp/c.parquet\"", "3"),
        ("[\"out/a.parquet\", \"out/*.parquet\", \"out\"]", "1 2"),
    ];
    for (path, members) in table {
        assert_eq!(named(path).ask().who("ordered exactly once"), members, "{path}");
    }
    let hidden = Kit::new().customers(1).toml(ORDERS).file("orders/_tmp/a.parquet", order(1, 1, "5"));
    assert_eq!(
        refused(&hidden),
        [
            "the folder `orders` holds no data | nothing is found here | files and folders whose names begin with `_` or `.` are left out"
        ]
    );
}

#[test]
fn what_would_be_left_out_or_counted_twice() {
    let kit = || shop().file("orders/a.parquet", order(1, 1, "5"));
    assert_eq!(
        refused(&kit().bytes("orders/b.csv.gz", b"\x1F\x8B")),
        ["`orders/b.csv.gz` is packed, and cannot be read so | unpack it, or move it elsewhere"]
    );
    assert_eq!(
        refused(&kit().bytes("orders/_delta_log/00000000000000000000.json", b"{}")),
        [
            "`orders` is a Delta table, with old rows among its files | write its present rows as Parquet files into another folder | or name the files that are current, one by one"
        ]
    );
    let named = Kit::new().customers(5).toml(&ORDERS.replace("\"orders\"", "\"orders/a.parquet\""));
    let named = named.file("orders/a.parquet", order(1, 1, "5")).bytes("orders/_delta_log/0.json", b"{}");
    assert_eq!(named.ask().who("ordered"), "1");
    let bad = Kit::new().customers(5).toml(&ORDERS.replace("\"orders\"", "\"orders/[a.parquet\""));
    assert_eq!(
        refused(&bad),
        ["`orders/[a.parquet` is no pattern of paths | it goes wrong here: invalid range pattern"]
    );
}

#[cfg(unix)]
#[test]
fn links_that_lead_nowhere() {
    let kit = shop().file("orders/a.parquet", order(1, 1, "5"));
    std::os::unix::fs::symlink("gone.parquet", kit.path("orders/b.parquet")).unwrap();
    assert_eq!(
        refused(&kit),
        ["`orders/b.parquet` leads to a file that is not there | it is a link; mend it or remove it"]
    );
}

/// As a user who is not allowed to do everything, which those who run tests may be.
#[cfg(unix)]
#[test]
fn what_may_not_be_read() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;
    let kit = shop().file("orders/a.parquet", order(1, 1, "5")).file("orders/in/b.parquet", order(2, 1, "5"));
    fs::write(kit.path("seg.toml"), kit.text()).unwrap();
    let open = |path: &str, mode| fs::set_permissions(kit.path(path), fs::Permissions::from_mode(mode)).unwrap();
    let is_root = fs::metadata(kit.path("seg.toml")).unwrap().uid() == 0;
    let said = || {
        let mut seg = std::process::Command::new(env!("CARGO_BIN_EXE_seg"));
        seg.args(["check", "--format", "short", "-e", "ordered", "--project", "."]).current_dir(kit.path(""));
        if is_root {
            seg.uid(65534);
        }
        String::from_utf8(seg.output().unwrap().stdout).unwrap()
    };
    open("", 0o755);
    open("orders/a.parquet", 0o000);
    assert_eq!(
        said(),
        "seg.toml:8:9: error[unreadable-file] `orders/a.parquet` may not be read by you; its permissions forbid it\n"
    );
    open("orders/a.parquet", 0o644);
    open("orders/in", 0o000);
    assert_eq!(
        said(),
        "seg.toml:8:9: error[unreadable-file] the folder `orders/in` may not be looked into by you; its permissions forbid it\n"
    );
    open("orders/in", 0o755);
    assert_eq!(said(), "");
}

#[test]
fn a_column_that_one_file_lacks() {
    let kit = || shop().file("orders/a.parquet", order(1, 1, "5")).file("orders/b.parquet", order(2, 2, "5"));
    // A key, a customer, a time: no row of the file could count.
    assert_eq!(
        refused(&kit().file::<4>("orders/c.parquet", without(order(3, 3, "5"), "who"))),
        [
            "`c.parquet` has no column `who` | 2 other files have it | its row could not count; write the file again with that column"
        ]
    );
    // Renamed.
    let renamed = order(3, 3, "5").map(|(name, column)| (if name == "at" { "created" } else { name }, column));
    assert_eq!(
        refused(&kit().file("orders/c.parquet", renamed)),
        [
            "`c.parquet` has no column `at` | 2 other files have it | c.parquet has `created`, which the others have not: is it that? | its row could not count; write the file again with that column"
        ]
    );
    // Anything else is missing in its rows, and said.
    let lacks = || kit().file::<4>("orders/c.parquet", without(order(3, 3, "5"), "total"));
    let ask = lacks().ask();
    assert_eq!(ask.who("money_spent = 5"), "1 2");
    assert_eq!(
        doubts(&ask),
        [
            "`c.parquet` has no column `total` | 2 other files have it | in its row `total` is missing | if that is right, say so: `total = { column = \"total\", optional = true }`"
        ]
    );
    let lacks = lacks().file::<4>("orders/d.parquet", without(order(4, 4, "5"), "void"));
    let lacks = lacks.file::<4>("orders/e.parquet", without(order(5, 5, "5"), "void"));
    assert_eq!(
        doubts(&lacks.ask()),
        [
            "`c.parquet` has no column `total` | 4 other files have it | in its row `total` is missing | if that is right, say so: `total = { column = \"total\", optional = true }`",
            "2 of 5 files have no column `void` | d.parquet and e.parquet | in their 2 rows `cancelled` is taken for no | if that is right, say so: `cancelled = { column = \"void\", optional = true }`",
        ]
    );
    let optional =
        Kit::new().customers(5).toml(&ORDERS.replace("= \"total\"", "= { column = \"total\", optional = true }"));
    let optional = optional.file("orders/a.parquet", order(1, 1, "5"));
    let optional = optional.file::<4>("orders/c.parquet", without(order(3, 3, "5"), "total"));
    assert_eq!(doubts(&optional.ask()), [""; 0]);
}

#[test]
fn a_column_of_another_type_in_one_file() {
    let kit = || shop().file("orders/a.parquet", order(1, 1, "5")).file("orders/b.parquet", order(2, 2, "5"));
    let at = |kind: DataType| typed(kind, ["2026-06-01"]);
    let naive = DataType::Timestamp(datafusion::arrow::datatypes::TimeUnit::Microsecond, None);
    let table = [
        (
            "who",
            texts([Some("3")]),
            "the files do not agree on what `who` is | whole numbers in a.parquet and b.parquet, text in c.parquet | write c.parquet with whole numbers, as the others",
        ),
        (
            "at",
            at(naive),
            "the files do not agree on what `at` is | times of a zone in a.parquet and b.parquet, times without a zone in c.parquet | write c.parquet with times of a zone, as the others",
        ),
        (
            "at",
            at(DataType::Date32),
            "the files do not agree on what `at` is | times of a zone in a.parquet and b.parquet, days in c.parquet | write c.parquet with times of a zone, as the others",
        ),
        (
            "total",
            lists([Some(&["5"])]),
            "the files do not agree on what `total` is | numbers with decimals in a.parquet and b.parquet, lists in c.parquet | write c.parquet with numbers with decimals, as the others",
        ),
    ];
    for (name, column, message) in table {
        assert_eq!(refused(&kit().file("orders/c.parquet", with(order(3, 3, "5"), name, column))), [message]);
    }
    // All at once.
    let wrong = with(order(3, 3, "5"), "who", texts([Some("3")]));
    assert_eq!(refused(&kit().file("orders/c.parquet", with(wrong, "total", lists([None])))).len(), 2);
}

#[test]
fn keys_of_any_width() {
    let key = |kind: DataType, value: &str| typed(kind, [value]);
    let kit = shop()
        .file("orders/a.parquet", with(order(1, 0, "5"), "who", key(DataType::Int8, "1")))
        .file("orders/b.parquet", with(order(2, 0, "5"), "who", key(DataType::UInt64, "2")))
        .file("orders/c.parquet", with(order(3, 0, "5"), "who", key(DataType::Decimal128(38, 0), "3")))
        .file("orders/d.parquet", with(order(4, 0, "5"), "who", key(DataType::Int64, "4")));
    assert_eq!(kit.ask().who("ordered"), "1 2 3 4");
    // Programs that have no missing whole numbers write floats.
    let kit = kit.file("orders/e.parquet", with(order(5, 0, "5"), "who", key(DataType::Float64, "5")));
    assert_eq!(kit.ask().who("ordered"), "1 2 3 4 5");
    let halves = shop().file("orders/a.parquet", with(order(5, 0, "5"), "who", key(DataType::Float64, "1.5")));
    assert_eq!(halves.ask().who("ordered"), "");
}

#[test]
fn folders_that_say_what_their_rows_hold() {
    let orders = ORDERS.replace("\"at\"", "\"day\"") + "\nchannel = \"channel\"";
    let part = |id, who| without::<5, 4>(order(id, who, "5"), "at");
    let kit = Kit::new()
        .customers(5)
        .toml(&orders)
        .file("orders/day=2026-06-01/channel=web/a.parquet", part(1, 1))
        .file("orders/day=2026-06-02/channel=in%20store/a.parquet", part(2, 2))
        .file("orders/day=2026-06-02/channel=in%20store/b.parquet", part(3, 3))
        .file("orders/day=2026-06-03/channel=__HIVE_DEFAULT_PARTITION__/a.parquet", part(4, 4))
        .csv("orders/day=2026-06-04/channel=web/a.csv", "id,who,total,void\n5,5,7,no\n");
    let text = kit.wrong();
    assert_eq!(text, [
        ("the files do not agree on what `id` is: whole numbers in a.parquet, a.parquet and 2 more, text in a.csv".into(), "id".into()),
        ("the files do not agree on what `who` is: whole numbers in a.parquet, a.parquet and 2 more, text in a.csv".into(), "who".into()),
        ("the files do not agree on what `total` is: numbers with decimals in a.parquet, a.parquet and 2 more, text in a.csv".into(), "total".into()),
    ]);
    fs::remove_dir_all(kit.path("orders/day=2026-06-04")).unwrap();
    let ask = kit.ask();
    assert_eq!(ask.who("ordered on 2026-06-02"), "2 3");
    assert_eq!(ask.who("ordered where channel = web"), "1");
    assert_eq!(ask.who("ordered where channel = \"in store\" and money_spent = 5"), "2 3");
    assert_eq!(ask.who("ordered where channel is missing"), "4");
    assert_eq!(doubts(&ask), [""; 0]);

    let customers = "[tables.customers]\npath = \"c/**/*.csv\"\nkey = { column = \"shard\", read = \"number\" }\n[tables.customers.columns]\ncity = \"city\"";
    let kit =
        Kit::new().toml(customers).csv("c/shard=07/a.csv", "city\nRome\n").csv("c/shard=8/a.csv", "mail,city\n,Oslo\n");
    let ask = kit.ask();
    assert_eq!((ask.who("city = Rome").as_str(), ask.who("city = Oslo").as_str()), ("7", "8"));
}

#[test]
fn damage_inside_of_a_file_is_found() {
    let two: [(&str, ArrayRef); 5] = [
        ("id", ints([2, 3])),
        ("who", ints([2, 3])),
        ("at", times(["2026-06-01T08:00Z", "2026-06-01T09:00Z"])),
        ("total", typed(DataType::Decimal128(8, 2), ["5", "6"])),
        ("void", texts([Some("no"), Some("yes")])),
    ];
    let kit = shop().file("orders/a.parquet", order(1, 1, "5")).file("orders/b.parquet", two);
    let path = kit.path("orders/b.parquet");
    let footer = ArrowReaderMetadata::load(&fs::File::open(&path).unwrap(), ArrowReaderOptions::new()).unwrap();
    let (start, length) = footer.metadata().row_group(0).column(4).byte_range();
    let mut bytes = fs::read(&path).unwrap();
    bytes[start as usize..(start + length) as usize].fill(0xFF);
    fs::write(&path, bytes).unwrap();
    let ask = kit.ask();
    let error = ask.data.count(&[ask.condition("ordered")], &ask.clock).unwrap_err();
    assert_eq!(error.to_string(), "`orders/b.parquet` is damaged inside, in its column `void`");
    assert_eq!(error.diagnostic.help, ["write or copy the file again; the table `orders` needs it"]);
}

#[test]
fn a_file_that_changes_while_it_is_read() {
    let kit = shop().file("orders/a.parquet", order(1, 1, "5"));
    let ask = kit.ask();
    let never = [ask.condition("never ordered")];
    assert_eq!(ask.data.members(&never, &[], &ask.clock).unwrap().count(0), 4);
    let kit = kit.file("orders/a.parquet", order(1, 2, "50000"));
    drop(kit);
    let refused = ask.data.members(&never, &[], &ask.clock).err().unwrap();
    assert_eq!(refused.to_string(), "`orders/a.parquet` was changed or removed after it was opened");
}

/// One file under ten thousand names, as a stream of events leaves them behind; and a system
/// that lets a program open 256 of them at a time.
#[cfg(unix)]
#[test]
fn ten_thousand_small_files() {
    let kit = Kit::new().customers(5).toml(&ORDERS.replace("key = \"id\"\n", ""));
    let kit = kit.file("orders/0.parquet", order(1, 1, "5"));
    for name in 1..10_000 {
        fs::hard_link(kit.path("orders/0.parquet"), kit.path(&format!("orders/{name}.parquet"))).unwrap();
    }
    fs::write(kit.path("seg.toml"), kit.text()).unwrap();
    let mut seg = std::process::Command::new("sh");
    let count = format!("ulimit -n 256; exec {} count --quiet -e 'money_spent = 50000'", env!("CARGO_BIN_EXE_seg"));
    let said = seg.args(["-c", &count]).current_dir(kit.path("")).output().unwrap();
    assert_eq!(String::from_utf8(said.stderr).unwrap(), "");
    assert_eq!(String::from_utf8(said.stdout).unwrap(), "1 customer, 20.0% of 5\n");
}
