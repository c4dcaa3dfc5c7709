//! The words of the messages: what a marketer should not have to read, how long a line is, and that what
//! is offered mends what is wrong.

use super::{cases, messages};
use crate::support::repaired;
use seg::diagnostics::{Diagnostic, RULES, Severity};

/// Words of those who write programs.
const JARGON: &[&str] = &[
    "token",
    "parse",
    "parser",
    "expression",
    "operand",
    "identifier",
    "boolean",
    "literal",
    "predicate",
    "syntax",
    "null",
    "invalid",
    "unexpected",
    "illegal",
    "argument",
    "eof",
];

/// Every message of the cases, with its text.
fn all() -> impl Iterator<Item = (&'static str, &'static Diagnostic)> {
    cases().iter().flat_map(|case| case.found.iter().map(|found| (case.text.as_str(), found)))
}

/// A sentence without what the author wrote.
fn own_words(sentence: &str) -> String {
    let outside = sentence.split('`').step_by(2).collect::<Vec<_>>().join(" ");
    outside.split('"').step_by(2).collect::<Vec<_>>().join(" ").to_lowercase()
}

#[test]
fn headlines_are_short_plain_sentences() {
    for (text, found) in all() {
        let headline = &found.message;
        assert!(headline.chars().count() <= 72, "{headline}: {text}");
        assert!(!headline.ends_with('.') && !headline.is_empty(), "{headline}: {text}");
        for line in found.help.iter().chain([headline]).chain(found.labels.iter().map(|label| &label.text)) {
            let words = own_words(line);
            let jargon = words.split(|c: char| !c.is_alphanumeric()).find(|word| JARGON.contains(word));
            assert_eq!(jargon, None, "{line}: {text}");
        }
    }
}

#[test]
fn no_rule_is_about_jargon() {
    for rule in RULES {
        let words = own_words(rule.about());
        let jargon = words.split(|c: char| !c.is_alphanumeric()).find(|word| JARGON.contains(word));
        assert_eq!(jargon, None, "{}: {}", rule.name(), rule.about());
    }
}

#[test]
fn a_line_of_help_fits() {
    for (text, found) in all() {
        // The two readings of a chain are shown in full, to be copied.
        for line in found.help.iter().filter(|_| found.rule.name() != "mixed-and-or") {
            assert!(line.chars().count() <= 84, "{line}: {text}");
        }
        assert!(found.labels.iter().all(|label| label.text != found.message), "{}: {text}", found.message);
    }
}

#[test]
fn what_is_offered_mends() {
    let errors = |found: &[Diagnostic]| found.iter().filter(|d| d.severity() == Severity::Error).count();
    let mut wrong = String::new();
    for (text, found) in all().filter(|(_, found)| found.severity() == Severity::Error) {
        let before = errors(&messages(text));
        for fix in &found.fixes {
            let mended = repaired(text, &fix.edits);
            let after = messages(&mended);
            let is_left = after.iter().any(|d| d.rule == found.rule && d.message == found.message);
            if errors(&after) > before || (is_left && errors(&after) == before) {
                wrong.push_str(&format!(
                    "{text}\n  {mended}\n  {:?}\n",
                    after.iter().map(|d| &d.message).collect::<Vec<_>>()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// `write \`...\``: what stands there can be copied.
#[test]
fn what_is_written_out_is_right() {
    for (text, found) in all() {
        let is_whole = ["other-words", "unknown-word"].contains(&found.rule.name());
        for line in found.help.iter().filter(|_| is_whole) {
            let offered = line.strip_prefix("write `").or_else(|| line.strip_prefix("or    `"));
            let Some(offered) = offered.and_then(|rest| rest.strip_suffix('`')) else { continue };
            let wrong: Vec<String> =
                messages(offered).into_iter().filter(|d| d.severity() == Severity::Error).map(|d| d.message).collect();
            assert!(wrong.is_empty(), "{text}: {line}: {wrong:?}");
        }
    }
}
