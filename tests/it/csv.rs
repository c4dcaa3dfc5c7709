//! Text files (CSV): how their texts become numbers, amounts, dates, lists, and what is
//! said of files that are not what they should be.

use crate::engine_kit::{Asked, Kit, ints, sentences, texts, times};

const SHOP: &str = r#"
[tables.customers]
path = "customers.csv"
key = "Id"
[tables.customers.columns]
email = "Email"
tags = { column = "Tags", separator = "," }
joined = "Joined"
predicted_clv = "Value"
[fields.score]
type = "number"
column = "Score"
[fields.friend]
type = "yes/no"
column = "Friend"
"#;

/// A project whose customers are these lines.
fn shop(lines: &str) -> Kit {
    Kit::new().toml(SHOP).csv("customers.csv", &format!("Id,Email,Tags,Joined,Value,Score,Friend\n{lines}"))
}

fn doubts(asked: &Asked) -> Vec<String> {
    asked.data.findings(None).unwrap().iter().map(|d| format!("{}: {}", d.message, d.labels[0].text)).collect()
}

#[test]
fn what_texts_of_ones_own_mean() {
    let consents = r#"
[tables.consents]
path = "c.csv"
customer = "Id"
time = "At"
columns.channel = { column = "Kanal", means = { SMS = "sms", "E-Mail" = "email" } }
columns.status = { column = "Status", means = { opt_in = "subscribed", 0 = "unsubscribed" } }
[fields.club]
type = "yes/no"
column = "Club"
means = { ja = "yes", nein = "no" }
"#;
    let kit = Kit::new().toml("[tables.customers]\npath = \"customers.csv\"\nkey = \"Id\"").toml(consents);
    let ask = kit
        .csv("customers.csv", "Id,Club\n1,Ja\n2, nein \n3,\n4,yes\n")
        .csv("c.csv", "Id,At,Kanal,Status\n1,2026-01-01,SMS,Opt_In\n2,2026-01-01,e-mail,opt_in\n3,2026-01-01,sms,subscribed\n3,2026-01-02,sms,0\n")
        .ask();
    let table = [("sms_consent", "1"), ("email_consent", "2"), ("club", "1 4"), ("not club", "2 3")];
    for (condition, members) in table {
        assert_eq!(ask.who(condition), members, "{condition}");
    }
    assert_eq!(doubts(&ask), [""; 0]);
}

#[test]
fn texts_are_read_as_what_they_stand_for() {
    let ask = shop(
        "1,ann@x.org,\"vip, new\",2026-06-01,12.50,3,yes\n\
         2,\"b \"\"Bo\"\" o\",vip,2026-06-01T23:30:00Z,\"1,234.50\",-2.5,No\n\
         3,,,,,,\n\
         4,d@x.org,\" , new,\",2026-06-01 23:30:05 +0100,-5 EUR,+7,TRUE\n\
         5,e@x.org,old,2026-06-01 23:30 UTC,€ 0.5,0,0\n",
    )
    .ask();
    let table = [
        ("email = \"b \\\"Bo\\\" o\"", "2"),
        ("email is missing", "3"),
        ("tags contains vip", "1 2"),
        ("tags contains new", "1 4"),
        ("tags is missing", "3"),
        ("joined on 2026-06-01", "1"),
        ("joined on 2026-06-02", "2 4 5"),
        ("joined >= 2026-06-02T00:30", "2 4 5"),
        ("joined > 2026-06-02T00:30", "2 4 5"),
        ("joined > 2026-06-02T01:00", "2 5"),
        ("joined is missing", "3"),
        ("predicted_clv = 12.50", "1"),
        ("predicted_clv > 1234", "2"),
        ("predicted_clv < 0", "4"),
        ("predicted_clv = 0.5", "5"),
        ("predicted_clv is missing", "3"),
        ("score = 3", "1"),
        ("score < 0", "2"),
        ("score > 3", "4"),
        ("friend", "1 4"),
        ("not friend", "2 3 5"),
        ("friend is missing", "3"),
    ];
    for (condition, members) in table {
        assert_eq!(ask.who(condition), members, "{condition}");
    }
    assert_eq!(doubts(&ask), [""; 0]);
}

#[test]
fn what_cannot_be_read_is_missing_and_counted() {
    let ask = shop("1,,,01/02/2026,12,x,yes\n2,,,2026-06-01,12 USD,1,no\n3,,,2026-13-01,\"1,5\",1e3,no\n").ask();
    assert_eq!(ask.who("predicted_clv is known"), "1");
    assert_eq!(ask.who("joined is known"), "2");
    assert_eq!(ask.who("score is known"), "2");
    assert_eq!(
        doubts(&ask),
        [
            "2 of 3 values of `joined` cannot be read: customers.csv has texts such as \"01/02/2026\" here",
            "2 of 3 values of `predicted_clv` cannot be read: customers.csv has texts such as \"1,5\" here",
            "2 of 3 values of `score` cannot be read: customers.csv has texts such as \"1e3\" here",
        ]
    );
}

#[test]
fn a_column_of_which_nothing_can_be_read_is_refused() {
    let refused = |line: &str| {
        let ask = shop(line).ask();
        ask.data.count(&[], &ask.clock).unwrap_err().to_string()
    };
    assert_eq!(
        refused("1,,,,,,sometimes\n2,,,,,,yes\n"),
        "`friend` needs yes or no, and `Friend` holds texts such as \"sometimes\""
    );
    assert_eq!(refused("1,,,,n/a,,\n"), "`predicted_clv` needs numbers, and `Value` holds texts such as \"n/a\"");
    assert_eq!(refused("1,,,1 June,,,\n"), "`joined` needs dates, and `Joined` holds texts such as \"1 June\"");
}

#[test]
fn dates_are_read_by_their_format() {
    let dated = |format: &str, values: &[&str]| {
        let toml = format!(
            "[tables.customers]\npath = \"c.csv\"\nkey = \"id\"\n[tables.customers.columns]\njoined = {{ column = \"at\", format = \"{format}\" }}"
        );
        let rows: Vec<String> = values.iter().enumerate().map(|(at, value)| format!("{at},\"{value}\"")).collect();
        Kit::new().toml(&toml).csv("c.csv", &format!("id,at\n{}\n", rows.join("\n"))).ask()
    };
    let ask = dated("DD/MM/YYYY", &["01/02/2026", "1/2/2026", "31/12/2025", "31/02/2026", "2026-02-01"]);
    assert_eq!(ask.who("joined on 2026-02-01"), "0 1 4");
    assert_eq!(ask.who("joined on 2025-12-31"), "2");
    assert_eq!(ask.who("joined is missing"), "3");
    let ask = dated("MM/DD/YY hh:mm", &["6/1/26 0:30", "06/01/26 23:59", "06/02/26 00:00", "06/01/26 00:30 +0000"]);
    assert_eq!(ask.who("joined on 2026-06-01"), "0 1 3");
    assert_eq!(ask.who("joined < 2026-06-01T01:00"), "0");
    let ask = dated("DD.MM.YYYY hh:mm:ss", &["02.06.2026 09:00:00", "2.6.2026 9:00:00.5"]);
    assert_eq!(ask.who("joined on 2026-06-02"), "0 1");
}

#[test]
fn semicolons_tabs_decimal_commas_and_words_for_nothing() {
    let table = |name: &str, more: &str| {
        format!(
            "[tables.customers]\npath = \"{name}\"\nkey = \"id\"\n{more}\n[tables.customers.columns]\npredicted_clv = \"clv\"\ncity = \"city\""
        )
    };
    let ask = Kit::new()
        .toml(&table("c.csv", "delimiter = \";\"\ndecimal = \",\"\nmissing = [\"NULL\", \"-\"]"))
        .csv("c.csv", "\u{FEFF} id ; clv;city\r\n1;1.234,50;Rome\r\n2;0,5;NULL\r\n3;-;-\r\n4;1 000;Oslo\r\n")
        .ask();
    assert_eq!(ask.who("predicted_clv = 1234.50"), "1");
    assert_eq!(ask.who("predicted_clv = 0.5"), "2");
    assert_eq!(ask.who("predicted_clv is missing"), "3");
    assert_eq!(ask.who("predicted_clv = 1000"), "4");
    assert_eq!(ask.who("city is known"), "1 4");
    let ask = Kit::new().toml(&table("c.tsv", "")).csv("c.tsv", "id\tclv\tcity\n1\t2.5\tRome, Italy\n").ask();
    assert_eq!(ask.who("city = \"Rome, Italy\" and predicted_clv = 2.5"), "1");
}

#[test]
fn files_of_other_headers_are_one_table() {
    let kit = Kit::new()
        .toml("[tables.customers]\npath = \"parts/*.csv\"\nkey = \"id\"\n[tables.customers.columns]\ncity = \"city\"\nemail = \"mail\"")
        .csv("parts/a.csv", "id,city,mail\n1,Rome,a\n2,\"Ro\nme\",b\n")
        .csv("parts/b.csv", "mail,id\nc,3\n")
        .csv("parts/c.csv", "city,more,id\nRome,x,4\n")
        .csv("parts/d.csv", "id,city,mail\n");
    let ask = kit.ask();
    assert_eq!(ask.who("city = Rome"), "1 4");
    assert_eq!(ask.who("city starts with \"Ro\" and not city = Rome"), "2");
    assert_eq!(ask.who("email is known"), "1 2 3");
}

#[test]
fn keys_are_text_unless_they_are_to_be_numbers() {
    let orders = "[tables.orders]\npath = \"orders.csv\"\nkey = \"no\"\ntime = \"at\"";
    let csv = "no,who,at\nA1,7,2026-06-01\nA2, 07,2026-06-02\nA3,guest,2026-06-03\nA4,,2026-06-03\n";
    let text = Kit::new()
        .toml("[tables.customers]\npath = \"customers.csv\"\nkey = \"id\"")
        .toml(&format!("{orders}\ncustomer = \"who\""))
        .csv("customers.csv", "id\n7\n07\n8\n")
        .csv("orders.csv", csv)
        .ask();
    assert_eq!(text.who("ordered"), "7");
    assert_eq!(text.who("never ordered"), "07 8");
    let kit = Kit::new().customers(9).toml(&format!("{orders}\ncustomer = \"who\"")).csv("orders.csv", csv);
    assert_eq!(
        kit.wrong(),
        [("`who` and the key of `customers` are of different kinds: text here".to_owned(), "who".to_owned())]
    );
    let number = Kit::new()
        .customers(9)
        .toml(&format!("{orders}\ncustomer = {{ column = \"who\", read = \"number\" }}"))
        .csv("orders.csv", csv)
        .ask();
    assert_eq!(number.who("ordered exactly twice"), "7");
}

#[test]
fn an_apostrophe_before_a_sign_is_a_spreadsheets() {
    let kit = shop("1,'+39 333,,,,,\n2,'tis,,,,,\n3,'=1+1,,,,,\n");
    let ask = kit.ask();
    assert_eq!(ask.who("email = \"+39 333\""), "1");
    assert_eq!(ask.who("email = \"'tis\""), "2");
    assert_eq!(ask.who("email = \"=1+1\""), "3");
}

#[test]
fn text_files_that_lie_are_named_with_the_line() {
    let said = |bytes: &[u8]| {
        let kit = Kit::new().toml("[tables.customers]\npath = \"c.csv\"\nkey = \"id\"").bytes("c.csv", bytes);
        let found = kit.open().err().unwrap_or_default();
        let lines = found.iter().map(|d| {
            let said = [&d.message, &d.labels[0].text].into_iter().chain(&d.help);
            said.map(String::as_str).collect::<Vec<_>>().join("; ")
        });
        lines.collect::<Vec<_>>().join("\n")
    };
    let table: [(&[u8], &str); 10] = [
        (b"", "`c.csv` is empty: it has 0 bytes; write or copy the file again"),
        (b"\n\n", "`c.csv` has no header; its first line must name the columns"),
        (
            b"id,a\n1,2\n3\n4,5,6\n",
            "`c.csv` has 1 value in line 3, and its header 2 columns, and 1 more lines are so; a value that holds the delimiter or a line break stands in quotes",
        ),
        (
            b"id,a\r\n1,\"x\r\ny\"\r\n3\r\n",
            "`c.csv` has 1 value in line 4, and its header 2 columns; a value that holds the delimiter or a line break stands in quotes",
        ),
        (
            b"id,a\n1,x\n2,\"y\n3,z\n",
            "`c.csv` has a quotation mark in line 3 that is never closed; close it; a mark inside of a quoted value is written twice: \"\"",
        ),
        (b"id,a\n1,\xE9t\xE9\n", "`c.csv` is not UTF-8 text in line 2; save it with the encoding UTF-8"),
        (b"\xFF\xFEi\0d\0\n\0", "`c.csv` is UTF-16 text; save it with the encoding UTF-8"),
        (
            b"id;a\n1;2\n",
            "`c.csv` has no comma in its header; if its columns are apart by this, write `delimiter = \";\"`",
        ),
        (
            b"a,b\n1,2\n",
            "the data has nothing for `key`; c.csv has no such column; it could be one of: a, b; nothing is wrong in the segments themselves",
        ),
        (
            b"id,id\n1,2\n",
            "`c.csv` has several columns called `id`; which of them?; give them names of their own in the header",
        ),
    ];
    for (bytes, message) in table {
        assert_eq!(said(bytes), message, "{:?}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn settings_that_do_not_fit_are_pointed_at() {
    let said = |line: &str| {
        let text = format!(
            "version = 1\nzone = \"UTC\"\ncurrency = \"EUR\"\n[tables.customers]\npath = \"c.csv\"\nkey = \"id\"\n{line}"
        );
        let (_, found) = seg::vocabulary::Project::load(
            std::path::Path::new("."),
            seg::source::SourceFile::new("seg.toml", text.as_str()),
        );
        sentences(&found).join("; ")
    };
    let table = [
        ("delimiter = \"ab\"", "a delimiter is one character, and not a letter"),
        ("decimal = \";\"", "decimals stand after a comma or a point"),
        ("delimeter = \";\"", "there is no setting called `delimeter` here"),
        (
            "[fields.x]\ntype = \"date\"\ncolumn = \"x\"\nformat = \"DD/MM\"",
            "`DD/MM` is no form of dates: it needs a year, a month and a day",
        ),
        (
            "[fields.x]\ntype = \"date\"\ncolumn = \"x\"\nformat = \"dd/MM/YYYY\"",
            "`dd/MM/YYYY` is no form of dates: it has letters that are no part",
        ),
        (
            "[fields.x]\ntype = \"text\"\ncolumn = \"x\"\nformat = \"DD/MM/YYYY\"",
            "`x` is a text, and `format` is for dates",
        ),
        (
            "[fields.x]\ntype = \"text\"\ncolumn = \"x\"\nseparator = \",\"",
            "`x` is a text, and `separator` is for lists",
        ),
        (
            "[fields.x]\ntype = \"date\"\ncolumn = \"x\"\nread = \"number\"",
            "`x` is a date, and `read = \"number\"` is for keys",
        ),
    ];
    for (line, message) in table {
        assert_eq!(said(line), message, "{line}");
    }
}

#[test]
fn text_and_parquet_answer_alike() {
    let toml = |ending: &str| {
        format!(
            "[tables.orders]\npath = \"orders.{ending}\"\nkey = \"id\"\ncustomer = \"who\"\ntime = \"at\"\n[tables.orders.columns]\ntotal = \"total\"\n\
             [tables.customers]\nfrom = \"orders\""
        )
    };
    let parquet = Kit::new().toml(&toml("parquet")).file(
        "orders.parquet",
        [
            ("id", ints([1, 2, 3])),
            ("who", texts([Some("a"), Some("b"), Some("a")])),
            ("at", times(["2026-01-01T00:00Z", "2026-06-01T00:00Z", "2026-06-29T00:00Z"])),
            ("total", texts([Some("1.10"), Some("2.20"), Some("3.30")])),
        ],
    );
    let csv = Kit::new().toml(&toml("csv")).csv(
        "orders.csv",
        "id,who,at,total\n1,a,2026-01-01T00:00Z,1.10\n2,b,2026-06-01T00:00Z,2.20\n3,a,2026-06-29T00:00Z,3.30\n",
    );
    for ask in [parquet.ask(), csv.ask()] {
        assert_eq!(ask.who("money_spent = 4.40"), "a");
        assert_eq!(ask.who("ordered last 30d"), "a b");
        assert_eq!(ask.who("money_spent last 7d > 3"), "a");
    }
}
