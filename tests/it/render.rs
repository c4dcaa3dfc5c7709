//! Findings as people, logs and scripts get them.

use seg::diagnostics::{Diagnostic, Rule};
use seg::render::{Findings, Look, human, json, short};
use seg::source::{SourceFile, Span};

const MISTAKES: &str = "country == US && money_spent > and not ordered_since 90x and product “Blue Mug”";

fn found(name: &str, text: &str) -> Findings {
    let mut findings = Findings::default();
    findings.add(&SourceFile::new(name, text), seg::syntax::parse(text).diagnostics);
    findings
}

fn drawn(text: &str, width: usize) -> String {
    human(&found("winback.seg", text), Look { width, colour: false })
}

#[test]
fn five_mistakes_at_60_columns() {
    let expected = "\
foreign-operator (E0102)

  × `==` and `&&` are words of other languages
   ╭─[winback.seg:1:9]
 1 │ country == US && money_spent > and not ordered_since …
   ·         ─┬    ─┬
   ·          │     ╰── write `and`
   ·          ╰── write `=`
   ╰────
  help: in files, `seg check --fix` changes it

missing-value (E0103)

  × `>` has nothing after it
   ╭─[winback.seg:1:30]
 1 │ … == US && money_spent > and not ordered_since 90x …
   ·                        ┬
   ·                        ╰── a value belongs after this
   ╰────
  help: for example `money_spent > 100`

unknown-unit (E0401)

  × `x` is not a unit of time
   ╭─[winback.seg:1:54]
 1 │ … && money_spent > and not ordered_since 90x and …
   ·                                          ─┬─
   ·                                           ╰── 90 what?
   ╰────
  help: min minutes, h hours, d days, w weeks, mo
          months, y years
        for 90 days write `90d`

look-alike-character (E0003)

  × these quotation marks come from a text document
   ╭─[winback.seg:1:70]
 1 │ … 90x and product “Blue Mug”
   ·                   ─────┬────
   ·                        ╰── use plain \" marks
   ╰────
  help: in files, `seg check --fix` changes it
";
    let drawn = drawn(MISTAKES, 60);
    assert_eq!(drawn, expected, "{drawn}");
}

#[test]
fn at_100_columns_a_line_is_whole() {
    let drawn = drawn(MISTAKES, 100);
    let line = format!(" 1 │ {MISTAKES}\n");
    assert_eq!(drawn.matches(&line).count(), 3, "{drawn}");
    assert!(drawn.lines().all(|line| line.chars().count() <= 100), "{drawn}");
}

#[test]
fn a_gap_is_shown_at_what_stands_before_it() {
    let expected = "\
missing-condition (E0108)

  × `and` has nothing after it
   ╭─[winback.seg:1:10]
 1 │ nonsense and
   ·          ─┬─
   ·           ╰── a condition belongs after this
   ╰────
  help: for example `sms_consent`
";
    let drawn = drawn("nonsense and\n\n", 80);
    assert_eq!(drawn, expected, "{drawn}");
}

/// One finding at this part of a text, in 60 columns.
fn drawn_at(text: &str, part: &str, label: &str, help: &str) -> String {
    let start = text.find(part).unwrap();
    let finding = Diagnostic::new(Rule::Internal, Span::new(start, start + part.len()), "headline", label);
    let mut findings = Findings::default();
    findings.add(&SourceFile::new("a.seg", text), [finding.help(help)]);
    human(&findings, Look { width: 60, colour: false })
}

#[test]
fn a_line_is_cut_between_words() {
    let text = "country in (US, CA) and ordered last 30d and city = Boston and money_spent > 100 and sms_consent";
    let drawn = drawn_at(text, "Boston", "did you mean \"Houston\"?", "none");
    assert!(drawn.contains("│ … last 30d and city = Boston and money_spent > 100 …\n"), "{drawn}");
}

#[test]
fn a_line_that_fits_is_whole_beside_a_label_of_two_lines() {
    let drawn = drawn_at("money_spent between 100 and 50", "100 and 50", "the smaller one comes first", "none");
    assert!(drawn.contains("│ money_spent between 100 and 50\n"), "{drawn}");
    assert!(drawn.contains("the smaller one comes\n") && drawn.contains("│ first\n"), "{drawn}");
}

#[test]
fn texts_in_code_stay_whole_where_a_line_is_broken() {
    let written = "ordered product in (\"Blue Mug\", \"Red Mug\", \"Travel Mug\")";
    let drawn = drawn_at("vip", "vip", "write `product in (\"A\", \"Travel Mug\")`", &format!("write `{written}`"));
    for text in ["`product in (\"A\", \"Travel Mug\")`", "\"Blue Mug\"", "\"Red Mug\"", "\"Travel Mug\")`\n"] {
        assert!(drawn.contains(text), "{text}: {drawn}");
    }
}

#[test]
fn what_the_help_says_is_not_said_by_a_label_too() {
    let drawn = drawn_at("NOT(vip)", "NOT(vip)", "write `not vip`", "write `not vip`");
    assert_eq!(drawn.matches("not vip").count(), 1, "{drawn}");
    let drawn = drawn_at("NOT(vip)", "NOT(vip)", "write `not v…`", "write `not vip`");
    assert!(!drawn.contains("not v…"), "{drawn}");
}

#[test]
fn wherever_a_label_lies_it_is_drawn_on_one_line() {
    let text = "\tcity = \"Zürich\"\r\n  and “x”\n\nand tags contains \"a\u{301}\"";
    let source = SourceFile::new("odd.seg", text);
    for start in 0..=text.len() + 2 {
        for end in [start, start + 1, start + 9, text.len() + 5] {
            let finding = Diagnostic::new(Rule::Internal, Span::new(start, end), "headline", "label");
            let mut findings = Findings::default();
            findings.add(&source, [finding.also(Span::new(end, end), "other")]);
            for width in [0, 40, 100] {
                let drawn = human(&findings, Look { width, colour: false });
                assert!(drawn.contains("label") && drawn.contains("other"), "{start}..{end}: {drawn}");
                assert!(!drawn.contains('├') && !drawn.contains("Failed"), "{start}..{end}: {drawn}");
            }
            assert!(short(&findings).lines().count() == 1 && json(&findings).starts_with('['));
        }
    }
}

#[test]
fn nothing_that_was_written_reaches_the_terminal_as_a_command() {
    let drawn = drawn("money_spent \u{1b}[31m > \u{202e}100", 80);
    assert!(drawn.contains('␛') && !drawn.contains(['\u{1b}', '\u{202e}']), "{drawn}");
}

#[test]
fn of_many_findings_twenty_are_drawn() {
    let mut findings = Findings::default();
    let source = SourceFile::new("many.seg", "x");
    findings.add(&source, vec![Diagnostic::new(Rule::UnknownField, Span::new(0, 1), "headline", ""); 27]);
    let drawn = human(&findings, Look { width: 80, colour: false });
    assert_eq!(drawn.matches("headline").count(), 20);
    assert!(drawn.ends_with("\nand 7 more\n"), "{drawn}");
    assert_eq!(findings.summary().as_deref(), Some("27 errors in 1 file"));
    assert_eq!(found("-e", MISTAKES).summary().as_deref(), Some("4 errors"));
}

#[test]
fn colour_only_where_it_is_wanted() {
    let coloured = human(&found("a.seg", "a ==1"), Look { width: 80, colour: true });
    assert!(coloured.contains('\u{1b}'));
}
