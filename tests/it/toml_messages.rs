//! What is said of mistakes in `seg.toml`: the text that it points at, the sentence, what is the
//! case there, and the help. Each mistake is the only one in its file.

use seg::source::SourceFile;
use seg::types::Model;
use seg::vocabulary::Project;
use std::path::Path;

const HEAD: &str = "version = 1\nzone = \"Europe/Rome\"\ncurrency = \"EUR\"\n";
const CUSTOMERS: &str = "[tables.customers]\npath = \"c.parquet\"\nkey = \"id\"\n";
const ORDERS: &str = "[tables.orders]\npath = \"o.parquet\"\nkey = \"id\"\ncustomer = \"c\"\ntime = \"t\"\n";

/// All that is wrong with a text, one line each: `under | sentence | label | help`.
fn said(text: &str) -> Vec<String> {
    let (project, mut wrong) = Project::load(Path::new("."), SourceFile::new("seg.toml", text));
    let (_, more) = Model::build(project);
    wrong.extend(more);
    let line = |found: &seg::diagnostics::Diagnostic| {
        let parts = [&text[found.span().range()], found.message.as_str(), found.labels[0].text.as_str()].into_iter();
        let parts = parts.chain(found.help.iter().map(String::as_str)).filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(" | ")
    };
    wrong.iter().map(line).collect()
}

fn check(cases: &[(&str, &str)], whole: impl Fn(&str) -> String) {
    let mut wrong = Vec::new();
    for (text, expected) in cases {
        let found = said(&whole(text));
        if found != [*expected] {
            wrong.push(format!("{text:?}\n  expected {expected:?}\n  found    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn settings_of_the_project() {
    let table = [
        (
            "zone = \"Europe/Roma\"",
            "Europe/Roma | there is no time zone called `Europe/Roma` | did you mean `Europe/Rome`? | a zone is named by a city, such as `Europe/Rome` or `America/New_York`",
        ),
        (
            "zone = \"CEST\"",
            "CEST | there is no time zone called `CEST` | did you mean `CET`? | a zone is named by a city, such as `Europe/Rome` or `America/New_York`",
        ),
        ("currency = \"eur\"", "eur | a currency is three capital letters | for example `currency = \"EUR\"`"),
        ("currency = 5", "5 | `currency` is a text in quotes | for example `currency = \"...\"`"),
        ("version = 2", "version | this seg reads projects of version 1 | write `version = 1`"),
        ("as_of = \"yesterday\"", "\"yesterday\" | this is not a moment | for example `as_of = \"2026-06-30T12:00\"`"),
        (
            "week_starts = \"tuesday\"",
            "tuesday | weeks start on monday or sunday | for example `week_starts = \"sunday\"`",
        ),
        (
            "wek_starts = \"monday\"",
            "wek_starts | there is no setting called `wek_starts` here | did you mean `week_starts`? | what can stand here: `version`, `zone`, `currency`, `as_of`, `week_starts`, `lints`, `sets`, `places`, `fields`, `tables`, `events`, `measures`, `conditions`",
        ),
        (
            "[lint]\n",
            "lint | there is no setting called `lint` here | did you mean `lints`? | what can stand here: `version`, `zone`, `currency`, `as_of`, `week_starts`, `lints`, `sets`, `places`, `fields`, `tables`, `events`, `measures`, `conditions`",
        ),
        (
            "[lints]\nlapsed-long = \"off\"",
            "lapsed-long | there is no lint called `lapsed-long` | not known | `seg rule` lists them: numbers begin with `L`, or `E05` where the data is in doubt",
        ),
        (
            "[lints]\nfuture-row = \"off\"",
            "future-row | there is no lint called `future-row` | did you mean `future-rows`? | `seg rule` lists them: numbers begin with `L`, or `E05` where the data is in doubt",
        ),
        (
            "[lints]\nfuture-rows = \"of\"",
            "\"of\" | a lint has no level called `of` | did you mean `off`? | it is one of: error, warn, advice, off",
        ),
        (
            "[lints]\nduplicate-key = \"off\"",
            "duplicate-key | `duplicate-key` weighs the same in every project | `seg rule` lists them: numbers begin with `L`, or `E05` where the data is in doubt",
        ),
    ];
    let whole = |added: &str| {
        let name = added.split([' ', '\n']).next().unwrap();
        let head: Vec<&str> = HEAD.lines().filter(|line| !line.starts_with(&format!("{name} "))).collect();
        format!("{}\n{added}\n{CUSTOMERS}", head.join("\n"))
    };
    check(&table, whole);
}

#[test]
fn what_is_no_toml() {
    let table = [
        (
            "zone Europe",
            "zone | this line has no `=` | it is missing after this | a line is `name = value`; texts stand in quotes, headings in `[ ]`",
        ),
        ("about = \"All \\\" of it", "\" | this text has no closing quotation mark | a `\"` is missing behind it"),
        ("about = 'All' 'of it # here", "' | this text has no closing quotation mark | a `'` is missing behind it"),
    ];
    check(&table, |added| format!("{HEAD}{CUSTOMERS}{added}\n"));
    let twice = "is given twice | the second time | bring both together; headings too stand there once";
    assert_eq!(
        said(&format!("{HEAD}{CUSTOMERS}[tables.customers]\nkey = \"other\"\n")),
        [format!("customers | `customers` {twice}"), format!("key | `key` {twice}")]
    );
}

#[test]
fn what_a_project_cannot_do_without() {
    let table = [
        (
            "zone = \"Europe/Rome\"\ncurrency = \"EUR\"\n",
            "the project does not say its `version` | for example `version = 1`, at the top of the file",
        ),
        (
            "version = 1\ncurrency = \"EUR\"\n",
            "the project does not say its `zone` | for example `zone = \"Europe/Rome\"`, at the top of the file",
        ),
        (
            "version = 1\nzone = \"Europe/Rome\"\n",
            "the project does not say its `currency` | for example `currency = \"EUR\"`, at the top of the file",
        ),
    ];
    check(&table, |head| format!("{head}{CUSTOMERS}"));
    assert_eq!(
        said(HEAD),
        [
            "the project does not say where its customers are | for example `[tables.customers]` with `path` and `key` | without a table of them: `from = \"orders\"` takes the customers of the orders"
        ]
    );
}

#[test]
fn tables() {
    let table = [
        (
            "[tables.orders]\ncustomer = \"c\"\ntime = \"t\"",
            "orders | `orders` does not say where its files are | `path` is missing | for example `path = \"data/orders.parquet\"`",
        ),
        (
            "[tables.orders]\npaths = \"o.parquet\"\ncustomer = \"c\"\ntime = \"t\"\npath = \"o\"",
            "paths | there is no setting called `paths` here | did you mean `path`? | what can stand here: `about`, `path`, `from`, `key`, `customer`, `time`, `currency`, `rows`, `joins`, `columns`, `delimiter`, `decimal`, `missing`",
        ),
        (
            "[tables.orders]\npath = 5\ncustomer = \"c\"\ntime = \"t\"",
            "5 | `path` is a text in quotes | for example `path = \"...\"`",
        ),
        (
            "[tables.orders]\npath = \"o.parquet\"\ntime = \"t\"",
            "orders | `orders` does not say which column is the customer | `customer` is missing | for example `customer = \"customer_id\"`",
        ),
        (
            "[tables.orders]\npath = \"o.parquet\"\ncustomer = \"c\"",
            "orders | `orders` does not say which column is the time | `time` is missing | for example `time = \"created_at\"`",
        ),
        (
            "[tables.orders]\npath = \"o.csv\"\ncustomer = \"c\"\ntime = \"t\"\ndelimiter = \"semicolon\"",
            "semicolon | a delimiter is one character, and not a letter | for example `delimiter = \";\"`; a tab is `delimiter = \"\\t\"`",
        ),
        (
            "[tables.orders]\npath = \"o.csv\"\ncustomer = \"c\"\ntime = \"t\"\ndecimal = \"comma\"",
            "comma | decimals stand after a comma or a point | write `decimal = \",\"`, or leave it out",
        ),
        (
            "[tables.orders]\npath = \"o.csv\"\ncustomer = \"c\"\ntime = { column = \"t\", read = \"locale\" }",
            "locale | `read` is never `locale` | did you mean `local`? | it is one of: utc, local, day, number",
        ),
        (
            "[tables.orders]\npath = \"o.csv\"\ncustomer = \"c\"\ntime = { column = \"t\", unit = \"second\" }",
            "second | `unit` is never `second` | did you mean `seconds`? | it is one of: cents, seconds, milliseconds, microseconds",
        ),
        (
            "[tables.orders]\npath = \"o.csv\"\ncustomer = \"c\"\ntime = { column = \"t\", format = \"DD/MM/JJJJ\" }",
            "DD/MM/JJJJ | `DD/MM/JJJJ` is no form of dates: it has letters that are no part | it is made of YYYY, YY, MM, DD, hh, mm, ss, such as `DD/MM/YYYY hh:mm`",
        ),
        (
            "[tables.orders]\npath = \"o.csv\"\ncustomer = \"c\"\ntime = { colum = \"t\" }",
            "colum | there is no setting called `colum` here | did you mean `column`? | what can stand here: `column`, `read`, `unit`, `format`, `separator`, `optional`",
        ),
        (
            "[tables.orders]\npath = \"o.csv\"\ncustomer = \"c\"\ntime = \"t\"\njoins.products = \"sku\"",
            "sku | there is no table called `products` in this project | describe it under `[tables.products]`",
        ),
        (
            "[tables.orders]\npath = \"o.csv\"\ncustomer = \"c\"\ntime = \"t\"\njoins.people = { table = \"customers\" }",
            "people | the join `people` does not say by which column | `on` is missing | for example `on = \"product_id\"`",
        ),
        (
            "[tables.orders]\npath = \"o.csv\"\ncustomer = \"c\"\ntime = \"t\"\n[tables.orders.columns]\ntotl = \"total\"",
            "totl | `totl` is a column of your own, and needs a type | what does it hold? | for example `totl = { column = \"...\", type = \"text\" }`",
        ),
        (
            "[tables.orders]\nfrom = \"lines\"\nkey = \"o\"",
            "lines | there is no table called `lines` in this project | describe it under `[tables.lines]`",
        ),
        (
            "[tables.orders]\npath = \"o.csv\"\ncustomer = \"c\"\ntime = \"t\"\nrows = \"totl > 0\"",
            "totl | `orders` has no property called `totl` | did you mean `total`?",
        ),
    ];
    check(&table, |added| format!("{HEAD}{CUSTOMERS}{added}\n"));
}

#[test]
fn columns() {
    let table = [
        (
            "total = { column = \"a\", unit = \"cent\" }",
            "cent | `unit` is never `cent` | did you mean `cents`? | it is one of: cents, seconds, milliseconds, microseconds",
        ),
        (
            "total = { column = \"a\", unit = \"seconds\" }",
            "a | `total` is an amount, and takes no such `unit` | money has `cents`; dates have `seconds`, `milliseconds`, `microseconds`",
        ),
        (
            "total = { column = \"a\", separator = \",\" }",
            "a | `total` is an amount, and `separator` is for lists | leave `separator` out",
        ),
        (
            "total = { column = \"a\", format = \"DD.MM.YYYY\" }",
            "a | `total` is an amount, and `format` is for dates | leave `format` out",
        ),
        (
            "total = { column = \"a\", read = \"day\" }",
            "a | `total` is an amount, and `read` is for dates | leave `read` out",
        ),
        (
            "total = { column = \"a\", means = { x = \"1\" } }",
            "a | `total` is an amount, and `means` is for choices, texts, and yes/no | leave `means` out",
        ),
        (
            "total = { column = \"a\", optional = \"yes\" }",
            "\"yes\" | `optional` is true or false, without quotes | write `optional = true`, or leave it out",
        ),
        ("test = { column = \"a\", means = { ja = \"ja\" } }", "ja | `test` is never `ja` | it is one of: yes, no"),
        (
            "kind = { column = \"a\", type = \"choise\" }",
            "choise | `type` is never `choise` | did you mean `choice`? | it is one of: yes/no, number, money, date, text, choice, list, key",
        ),
        (
            "kind = { column = \"a\" }",
            "kind | `kind` has no type | what does it hold? | for example `type = \"text\"`; it is one of: yes/no, number, money, date, text, choice, list, key",
        ),
        (
            "kind = \"a\"",
            "kind | `kind` is a column of your own, and needs a type | what does it hold? | for example `kind = { column = \"...\", type = \"text\" }`",
        ),
        (
            "kind = { column = \"a\", type = \"choice\", values = [\"sale\", \"return\"], means = { S = \"sales\" } }",
            "sales | `kind` is never `sales` | did you mean `sale`? | it is one of: sale, return",
        ),
        (
            "kind = { column = \"a\", type = \"text\", happened = true }",
            "happened | `kind` is a text, and only a date says when something happened | leave `happened` out",
        ),
        (
            "kind = { column = \"a\", type = \"text\", yearly = true }",
            "yearly | `kind` is a text, and only a date comes round every year | leave `yearly` out",
        ),
        (
            "kind = { is = \"totl > 5\", type = \"yes/no\" }",
            "totl | `orders` has no property called `totl` | did you mean `total`?",
        ),
    ];
    check(&table, |added| format!("{HEAD}{CUSTOMERS}{ORDERS}[tables.orders.columns]\n{added}\n"));
}

#[test]
fn words() {
    let table = [
        (
            "[fields.between]\ntype = \"text\"\ncolumn = \"b\"",
            "between | `between` cannot be a word | a word is letters, digits and `_`, and no word of the language such as `between`",
        ),
        ("[fields]\nvip = \"b\"", "\"b\" | `vip` needs settings of its own | for example `vip = { ... }`"),
        (
            "[events.bought]\ntable = \"order\"",
            "order | there is no table called `order` | did you mean `orders`? | describe it under `[tables.order]`",
        ),
        (
            "[events.bought]\nwhere = \"total > 5\"",
            "bought | `bought` does not say what it stands for | `table` is missing | for example `table = \"orders\"`",
        ),
        (
            "[events.bought]\ntable = \"orders\"\nwhere = \"totel > 5\"",
            "totel | `orders` has no property called `totel` | did you mean `total`?",
        ),
        (
            "[measures.worth]\nis = \"sum(ordered.totl)\"",
            "totl | `ordered` has no property called `totl` | did you mean `total`?",
        ),
        (
            "[measures.worth]\nabout = \"A\"",
            "worth | `worth` does not say what it stands for | `is` is missing | for example `is = \"sum(ordered.total)\"`",
        ),
        (
            "[conditions.good]\nis = \"money_spent > 90d\"",
            "90d | money cannot be compared with a length of time | a length of time: 90 days | for an amount write `money_spent > 90` | for a period write `money_spent last 90d > 100`",
        ),
        (
            "[conditions.good]\nis = \"money_spent >\"",
            "> | `>` has nothing after it | a value belongs after this | for example `money_spent > 100`",
        ),
        (
            "[sets.DACH]\nabout = \"A\"",
            "DACH | the set `DACH` has no values | for example `values = [\"DE\", \"AT\", \"CH\"]`",
        ),
        (
            "[sets.DACH]\nvalue = [\"DE\"]\nvalues = [\"DE\"]",
            "value | there is no setting called `value` here | did you mean `values`? | what can stand here: `about`, `values`",
        ),
    ];
    check(&table, |added| format!("{HEAD}{CUSTOMERS}{ORDERS}{added}\n"));
}

/// One message for each mistake, and none for what only follows from it.
#[test]
fn lines_that_are_no_toml() {
    let head = |text: &str| format!("{HEAD}{CUSTOMERS}{text}");
    let line = "this line cannot be read | something is wrong here | a line is `name = value`; texts stand in quotes, headings in `[ ]` | a name may be given only once";
    let table = [
        (
            "[tables.orders\npath = \"o.parquet\"\nkey = \"id\"\n",
            vec!["[tables.orders | this heading is not closed | did you mean `[tables.orders]`?".to_owned()],
        ),
        (
            "[tables.customers.columns]\ncity = { column = \"c\", type = text }\n",
            vec!["text | texts stand in quotes | did you mean `\"text\"`?".to_owned()],
        ),
        (
            "[tables.customers.columns]\ncity = town\nbirthday = born\n",
            vec![
                "town | texts stand in quotes | did you mean `\"town\"`?".to_owned(),
                "born | texts stand in quotes | did you mean `\"born\"`?".to_owned(),
            ],
        ),
        (
            "[tables.orders]\npath = [\"x.parquet\", \"y\"\nkey = \"id\"\n[fields.vip]\ntype = yes\n",
            vec!["[ | this `[` is never closed | a `]` is missing after this".to_owned()],
        ),
        (
            "[tables.customers.columns]\ncity = { column = \"c\"\nbirthday = \"b\"\n",
            vec!["{ | this `{` is never closed | a `}` is missing after this".to_owned()],
        ),
        ("[tables.orders]\npath = [\"a\" \"b\"]\n", vec![format!(" \" | {line}")]),
        (
            "[tables.orders]\npath \"o.parquet\"\n",
            vec!["path | this line has no `=` | it is missing after this | a line is `name = value`; texts stand in quotes, headings in `[ ]`".to_owned()],
        ),
        (
            "city = \"c\"\n[tables.orders\nkey = \"id\"\n",
            vec![
                "city | there is no setting called `city` here | not known".to_owned(),
                "[tables.orders | this heading is not closed | did you mean `[tables.orders]`?".to_owned(),
            ],
        ),
    ];
    for (text, expected) in table {
        let found: Vec<String> = said(&head(text)).into_iter().filter(|line| !line.contains("needs data")).collect();
        let alike = found.len() == expected.len()
            && found.iter().zip(&expected).all(|(found, expected)| found.starts_with(expected.as_str()));
        assert!(alike, "{text}\nexpected {expected:#?}\nfound {found:#?}");
    }
}
