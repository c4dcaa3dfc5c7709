//! The prompt where no terminal is: entries on standard input, answers on standard output.

use seg::render::text::width;

use super::cli::{Ran, seg, seg_with_input};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use tempfile::TempDir;

static SHOP: LazyLock<TempDir> = LazyLock::new(|| {
    let home = tempfile::tempdir().unwrap();
    let ran = seg(home.path(), &["demo", "--customers", "200"]);
    assert_eq!(ran.code, 0, "{}", ran.talk);
    home
});

fn shop() -> PathBuf {
    SHOP.path().join("seg-demo")
}

fn entered(folder: &Path, args: &[&str], entries: &str) -> Ran {
    seg_with_input(folder, &[&["repl"], args].concat(), entries)
}

/// What comes out for entries, the talk behind the answers.
#[track_caller]
fn says(entries: &str, expected: &[&str]) -> String {
    let ran = entered(&shop(), &[], entries);
    let all = format!("{}{}", ran.out, ran.talk);
    for part in expected {
        assert!(all.contains(part), "`{entries}` should say `{part}`, and says:\n{all}");
    }
    all
}

fn count(text: &str) -> u64 {
    let ran = seg(&shop(), &["count", "--json", "-e", text]);
    ran.json()["segments"][0]["count"].as_u64().unwrap()
}

#[test]
fn a_condition_is_counted_read_and_taken_apart() {
    let ran = entered(&shop(), &[], "money_spent > 100 and country = IT\n");
    let people = count("money_spent > 100 and country = IT");
    assert!(ran.out.starts_with(&format!("{people} customers, ")), "{}", ran.out);
    for part in [
        "  Customers whose total spending is more than 100 EUR and whose country is \"IT\".\n",
        "  everyone           200  ",
        "  and country = IT  ",
        "  as of 30 June 2026, 12:00 Europe/Rome\n",
    ] {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }
    assert_eq!((ran.code, ran.talk.as_str()), (0, ""));
}

#[test]
fn quiet_answers_are_one_line_each() {
    let ran = entered(&shop(), &["--quiet"], "country = IT\nand sms_consent\nnot country = IT\n");
    let counts: Vec<u64> = ran.out.lines().map(|line| line.split(' ').next().unwrap().parse().unwrap()).collect();
    let expected = ["country = IT", "country = IT and sms_consent", "not country = IT"].map(count);
    assert_eq!(counts, expected);
}

/// What was said before stays together, whatever it is gone on with.
#[test]
fn entries_refine_those_before() {
    let ran = entered(&shop(), &["-q"], "country = IT\nor country = DE\nand sms_consent\nand not vip\n");
    let last = ran.out.lines().last().unwrap();
    let people = count("(country = IT or country = DE) and sms_consent and not vip");
    assert!(last.starts_with(&format!("{people} customer")), "{last} is not {people}");
}

#[test]
fn mistakes_are_drawn_and_the_session_goes_on() {
    let ran = entered(&shop(), &["-q"], "money_spend > 5\ncountry = IT\n");
    assert!(ran.talk.contains("did you mean `money_spent`?"), "{}", ran.talk);
    assert!(ran.talk.contains("[entry:1:1]"), "{}", ran.talk);
    assert!(ran.out.starts_with(&format!("{} customers", count("country = IT"))), "{}", ran.out);
    assert_eq!(ran.code, 2, "a script is told");
}

#[test]
fn both_readings_are_counted() {
    let [and_first, or_first] =
        ["country = IT or (vip and sms_consent)", "(country = IT or vip) and sms_consent"].map(count);
    says(
        "country = IT or vip and sms_consent",
        &[&format!("{and_first}  country = IT or (vip and"), &format!("{or_first}  (country = IT or vip) and")],
    );
}

#[test]
fn lints_are_heard() {
    says("not country = IT or vip", &["not-before-or"]);
    let quiet = entered(&shop(), &["-q"], "not country = IT or vip");
    assert_eq!(quiet.talk, "");
}

/// The grammar says when an entry has ended; an empty line ends it, too.
#[test]
fn entries_go_on_over_lines() {
    let ran = entered(&shop(), &["-q"], "country in\n  (IT,\n  DE) and\n  sms_consent\nvip\n");
    let first = count("country in (IT, DE) and sms_consent");
    let lines: Vec<&str> = ran.out.lines().collect();
    assert!(lines.len() == 2 && lines[0].starts_with(&format!("{first} customer")), "{lines:?}");
    let given_up = entered(&shop(), &["-q"], "country in (IT,\n\nvip\n");
    assert!(given_up.talk.contains("is never closed") && given_up.out.lines().count() == 1, "{}", given_up.talk);
}

#[test]
fn helpers_are_of_the_session_and_can_be_said_anew() {
    let entries = "let big = money_spent > 500\nbig and sms_consent\nlet big = money_spent > 50\nbig and sms_consent\n";
    let ran = entered(&shop(), &["-q"], entries);
    let expected = ["money_spent > 500 and sms_consent", "money_spent > 50 and sms_consent"].map(count);
    let counts: Vec<u64> = ran.out.lines().map(|line| line.split(' ').next().unwrap().parse().unwrap()).collect();
    assert_eq!(counts, expected);
    assert_eq!(ran.talk.matches("`big` is a word of this session now\n").count(), 2, "{}", ran.talk);
    says("let big = money_spend > 500\nbig", &["did you mean `money_spent`?", "nothing is called `big`"]);
}

#[test]
fn commands_are_found_by_their_beginning_and_near_names() {
    says(":q", &[]);
    says(":xplain", &["there is no command `:xplain`; did you mean `:explain`?\n"]);
    says(":s", &["`:s` could be `:segments`, `:sample` and `:save`\n"]);
    says(":frobnicate", &["`:help` lists them"]);
    says(":", &["a command stands behind the colon"]);
    let help = says("help", &[":values FIELD", ":save NAME [DESCRIPTION]", "ctrl-r searches them"]);
    assert_eq!(help, says(":help", &[]));
    says(":help by", &[":by FIELD\n"]);
    let left = entered(&shop(), &["-q"], "quit\ncountry = IT\n");
    assert_eq!((left.out.as_str(), left.code), ("", 0));
}

#[test]
fn values_of_fields_and_of_rows() {
    says(":values country", &["country: ", "  IT  ", "%  █"]);
    let products = says(":values product", &["product of order_lines: ", "product of visits: ", "more; tab completes"]);
    assert!(products.lines().count() < 50);
    says(":values ordered.product", &["product of order_lines: "]);
    says(":values email", &["not listed: they say who people are"]);
    says(":values countri", &["did you mean `country`?"]);
    says(":values", &["of which field?"]);
}

#[test]
fn people_by_something() {
    let all = says(":by country", &["200 customers by country\n"]);
    let people = |line: &str| line.split_whitespace().rev().find_map(|word| word.parse::<u64>().ok());
    let counts: Vec<u64> = all.lines().skip(1).filter_map(people).collect();
    assert_eq!(counts.iter().sum::<u64>(), 200, "{all}");
    let italians = count("country = IT");
    says("country = IT\n:by language", &[&format!("{italians} customers by language\n")]);
    let consent = count("country = IT and sms_consent");
    says("country = IT\n:by sms_consent", &[&format!("  yes  {consent}  ")]);
    says(":by ordered_since 90d", &["by ordered_since 90d\n  yes"]);
    says(":hist money_spent", &["by money_spent\n  0 to under "]);
    says(":hist joined", &["  2024 Q1  "]);
    says(":hist birthday", &["s  "]);
    says(":by email", &["says who people are"]);
    says("country = IT and not country = IT\n:by city", &["0 customers by city"]);
}

/// However wide the letters are, the numbers and the bars stand below each other.
#[test]
fn bars_line_up_in_any_script() {
    let home = tempfile::tempdir().unwrap();
    let cities = ["東京", "Zürich", "Москва", "القاهرة", "🏙️ 市", "서울특별시", "नई दिल्ली", "Rome"];
    let row = |(at, city): (usize, &&str)| (0..=at).map(|n| format!("{},{city}\n", at * 100 + n)).collect::<String>();
    let rows: String = cities.iter().enumerate().map(row).collect();
    fs::write(home.path().join("c.csv"), format!("id,city\n{rows}")).unwrap();
    let settings = "version = 1\nzone = \"UTC\"\ncurrency = \"EUR\"\n[tables.customers]\npath = \"c.csv\"\nkey = \"id\"\n[tables.customers.columns]\ncity = \"city\"\n";
    fs::write(home.path().join("seg.toml"), settings).unwrap();
    for command in [":by city", ":values city"] {
        let out = entered(home.path(), &[], &format!("{command}\n")).out;
        let places = |mark: char| -> Vec<usize> {
            let lines = out.lines().filter(|line| line.contains('█'));
            lines.filter_map(|line| Some(width(&line[..line.find(mark)?]))).collect()
        };
        for mark in ['%', '█'] {
            let places = places(mark);
            assert_eq!(places.len(), cities.len(), "{out}");
            assert!(places.iter().all(|place| *place == places[0]), "{places:?}\n{out}");
        }
    }
}

/// Days are days of the project's zone, and no instants of another.
#[test]
fn days_are_shown_as_days() {
    let all = says("birthday before 1990-01-01\n:sample 5", &["birthday"]);
    let (_, sample) = all.split_once("customer  ").unwrap();
    let days = sample.lines().filter(|line| line.split_whitespace().any(|word| word.starts_with("19")));
    assert_eq!(days.count(), 5, "{all}");
    assert!(!sample.contains("00Z"), "{all}");
}

#[test]
fn people_are_shown_masked_unless_asked_for() {
    let masked = says("email_consent and money_spent > 10\n:sample 3", &["•••@•••", "names and contacts are masked"]);
    assert!(!masked.contains("@example."), "{masked}");
    let whole = says("email_consent and money_spent > 10\n:sample 3 unmasked", &["@example."]);
    assert!(!whole.contains("•••"), "{whole}");
    says(":sample 0", &["`:sample` takes a number up to 1,000, and `unmasked`"]);
    says("country = IT and not country = IT\n:sample", &["nobody\n"]);
}

#[test]
fn what_is_said_is_explained() {
    says(":explain lapsed", &["lapsed: condition, yes/no\n", "for example `lapsed 90d`"]);
    says(":explain country != US", &["Customers whose country is not \"US\", or not known.\n"]);
    says(":explain", &["there is none yet"]);
    says("country=IT\n:explain", &["country = IT\n\n  Customers whose country is \"IT\".\n"]);
    says("country = IT\n:plan", &["TableScan"]);
    says(":rule mixed-and-or", &["mixed-and-or (E0107), error"]);
    says(":rule mixed", &["there is no message called `mixed`"]);
    says(":words consent", &["sms_consent", "email_consent"]);
    says(":words zzz", &["no word has `zzz`"]);
}

#[test]
fn another_instant() {
    let ran = entered(&shop(), &["-q"], "ordered last 30d\n:asof 2026-01-01\n:asof tomorrow\n");
    let now = count("ordered last 30d");
    let then = seg(&shop(), &["count", "--json", "--as-of", "2026-01-01", "-e", "ordered last 30d"]).json();
    let counts: Vec<&str> = ran.out.lines().map(|line| line.split(' ').next().unwrap()).collect();
    assert_eq!(counts, [now.to_string(), then["segments"][0]["count"].to_string()]);
    assert!(ran.talk.contains("`tomorrow` is not a moment"), "{}", ran.talk);
    says(":asof", &["as of 30 June 2026, 12:00 Europe/Rome\n"]);
}

#[test]
fn memory_is_told_and_bounded() {
    says(
        "country = IT\n:memory",
        &["1 value of each customer kept in memory, ", "of at most 1,000 MB\n", "  country\n"],
    );
    let ran = entered(
        &shop(),
        &["--memory", "10KB"],
        "money_spent > 10 and country = IT and vip and city is known\n:memory\n",
    );
    assert_eq!(ran.code, 0, "{}", ran.talk);
    assert!(ran.out.contains(" bytes of at most 10 KB\n"), "{}", ran.out);
    let refused = entered(&shop(), &["--memory", "lots"], "");
    assert!(refused.code == 2 && refused.talk.contains("such as 512MB"), "{}", refused.talk);
}

/// A segment is saved, opened, gone on with, and saved again in its place.
#[test]
fn segments_are_saved_and_opened() {
    let home = tempfile::tempdir().unwrap();
    assert_eq!(seg(home.path(), &["demo", "shop", "--customers", "40"]).code, 0);
    let shop = home.path().join("shop");
    let file = |name: &str| fs::read_to_string(shop.join("segments").join(name)).unwrap();
    let ran = entered(
        &shop,
        &["-q"],
        "let big = money_spent >\n 500\nlet unused = vip\nbig and country=IT and sms_consent\n:save big_it Big spenders \"of\" Italy\n",
    );
    assert_eq!(ran.code, 0, "{}", ran.talk);
    assert!(ran.talk.contains("saved in segments/big_it.seg, "), "{}", ran.talk);
    assert_eq!(
        file("big_it.seg"),
        "\
let big = money_spent > 500

segment big_it
  description \"Big spenders \\\"of\\\" Italy\"
is
  big and country = IT and sms_consent
"
    );
    let ran = entered(&shop, &["-q"], "country = IT\n:save italians\n");
    assert!(ran.out.contains("description \"Customers whose country is \\\"IT\\\"\""), "{}", ran.out);
    let ran = entered(&shop, &["-q"], "country = DE\n:save big_it\n");
    assert!(ran.code == 2 && ran.talk.contains("there is a segment `big_it` already"), "{}", ran.talk);
    let ran = entered(&shop, &["-q"], ":open big_it\nand not vip\n:save big_it\n:segments\n");
    assert_eq!(ran.code, 0, "{}", ran.talk);
    assert!(
        file("big_it.seg").ends_with("is\n  big and country = IT and sms_consent and not vip\n"),
        "{}",
        file("big_it.seg")
    );
    assert!(ran.out.contains("big_it            Big spenders \"of\" Italy\n"), "{}", ran.out);
    // What stands around a segment in its file stays.
    let ran = entered(&shop, &["-q"], ":open big_spenders\nand country = IT\n:save big_spenders Big, Italian\n");
    assert_eq!(ran.code, 0, "{}", ran.talk);
    let expected = include_str!("../../examples/demo/segments/big_spenders.seg")
        .replace("Over 500 in the last year, e-mail allowed", "Big, Italian")
        .replace("big_spender and email_consent", "big_spender and email_consent and country = IT");
    assert_eq!(file("big_spenders.seg"), expected);
    let wrong = entered(&shop, &["-q"], ":save x\ncountry = IT\n:save 1x\n:save\n:open winbak\n");
    for part in ["there is none yet", "cannot be a segment's name", "as what?", "did you mean `winback`?"] {
        assert!(wrong.talk.contains(part), "{part}: {}", wrong.talk);
    }
    let check = seg(&shop, &["check"]);
    assert_ne!(check.code, 2, "{}", check.talk);
    assert_eq!(seg(&shop, &["fmt", "--check"]).code, 0);
}

/// The README's session, entry by entry; `SEG_EXPECT=write` writes it anew.
#[test]
fn the_session_of_the_readme() {
    let home = tempfile::tempdir().unwrap();
    assert_eq!(seg(home.path(), &["demo"]).code, 0);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let (before, rest) = readme.split_once("```prompt\n").unwrap();
    let (shown, after) = rest.split_once("```").unwrap();
    let entries: Vec<&str> = shown.lines().filter_map(|line| line.strip_prefix("seg> ")).collect();
    assert!(entries.len() >= 3, "{shown}");
    let mut session = String::new();
    for count in 1..=entries.len() {
        // Of all that comes out, what the last entry adds.
        let out =
            |entries: &[&str]| entered(&home.path().join("seg-demo"), &[], &format!("{}\n", entries.join("\n"))).out;
        let (all, earlier) = (out(&entries[..count]), out(&entries[..count - 1]));
        let answer = all.strip_prefix(&earlier).unwrap().trim_start_matches('\n');
        session.push_str(&format!("seg> {}\n{answer}\n", entries[count - 1]));
    }
    let session = session.trim_end().to_owned() + "\n";
    if std::env::var("SEG_EXPECT").is_ok_and(|wish| wish == "write") {
        fs::write(&path, format!("{before}```prompt\n{session}```{after}")).unwrap();
    } else {
        assert_eq!(session, shown);
    }
}
