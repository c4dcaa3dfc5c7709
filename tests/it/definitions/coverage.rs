//! `docs/coverage.md` shows each definition as its file has it.

use super::{Definition, project};
use seg::syntax;
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// How the ids of a system's definitions begin, and the system; in the order of the page.
const SYSTEMS: &[(&str, &str)] = &[
    ("smsb", "SMSBump"),
    ("klav", "Klaviyo"),
    ("shop", "Shopify"),
    ("post", "PostHog"),
    ("cio", "Customer.io"),
    ("seg", "Twilio Segment"),
    ("dyn", "Dynamics 365 Marketing"),
    ("adobe", "Adobe PQL"),
    ("lyt", "Lytics FilterQL"),
    ("braze", "Braze"),
    ("hig", "Hightouch"),
    ("mau", "Mautic"),
    ("shopana", "Shopana"),
    ("uno", "Apache Unomi"),
    ("kai", "kaija filter-dsl"),
    ("sca", "SCAYLE"),
    ("opt", "OptCulture"),
];

const TABLES: &str = "<!-- tables -->\n";
const END: &str = "<!-- end of tables -->";

#[test]
fn the_page_of_coverage_shows_the_files() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/coverage.md");
    let page = fs::read_to_string(&path).unwrap();
    let (before, rest) = page.split_once(TABLES).unwrap();
    let (shown, after) = rest.split_once(END).unwrap();
    let mut tables = String::new();
    let mut placed = 0;
    for (prefix, system) in SYSTEMS {
        let own = project().definitions.iter().filter(|of| of.id.rsplit_once('-').unwrap().0 == *prefix);
        let own: Vec<&Definition> = own.collect();
        placed += own.len();
        if !own.is_empty() {
            let rows: String = own.into_iter().map(rows).collect();
            write!(tables, "\n### {system}\n\n| | who is in | said |\n|---|---|---|\n{rows}").unwrap();
        }
    }
    tables.push('\n');
    assert_eq!(placed, project().definitions.len(), "the definitions of some system have no place");
    if std::env::var("SEG_EXPECT").is_ok_and(|wish| wish == "write") {
        fs::write(&path, format!("{before}{TABLES}{tables}{END}{after}")).unwrap();
    } else {
        assert_eq!(tables, shown, "SEG_EXPECT=write brings the page up to date");
    }
}

/// A line for each segment of a definition: its description, and its condition on one line.
fn rows(definition: &Definition) -> String {
    let (id, text) = (&definition.id, definition.source.text());
    let mut link = format!("[{id}](../examples/definitions/{id}.seg)");
    let mut rows = String::new();
    for segment in syntax::parse(text).file.segments {
        let who = segment.description.unwrap().text;
        let said = text[segment.body.span.range()].split_whitespace().collect::<Vec<_>>().join(" ");
        writeln!(rows, "| {} | {who} | `{said}` |", std::mem::take(&mut link)).unwrap();
    }
    rows
}
