//! The words of the messages: what a marketer should not have to read, how long a line is, and that what
//! is offered mends what is wrong.

use super::{cases, messages};
use crate::support::repaired;
use seg::diagnostics::{Block, Diagnostic, RULES, Severity};
use seg::source::SourceFile;
use seg::types::Model;
use seg::vocabulary::Project;
use std::path::Path;
use std::sync::OnceLock;

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

/// Every message of the cases, and of the pages that show a segment or a `seg.toml`, with its text.
fn all() -> impl Iterator<Item = (&'static str, &'static Diagnostic)> {
    static PAGES: OnceLock<Vec<(&'static str, Vec<Diagnostic>)>> = OnceLock::new();
    let pages = PAGES.get_or_init(|| {
        let blocks = RULES.iter().flat_map(|rule| rule.page().blocks("Wrong"));
        let found = |block: Block<'static>| match block.language {
            "seg" => Some((block.text, messages(block.text))),
            "toml" => Some((block.text, of_project(block.text))),
            _ => None,
        };
        blocks.filter_map(found).collect()
    });
    let of_pages = pages.iter().flat_map(|(text, found)| found.iter().map(|found| (*text, found)));
    cases().iter().flat_map(|case| case.found.iter().map(|found| (case.text.as_str(), found))).chain(of_pages)
}

/// What is wrong with a `seg.toml`.
fn of_project(text: &str) -> Vec<Diagnostic> {
    let whole = match text.contains("version") {
        true => text.to_owned(),
        false => format!("version = 1\nzone = \"Europe/Rome\"\ncurrency = \"EUR\"\n{text}"),
    };
    let (project, mut found) = Project::load(Path::new("."), SourceFile::new("seg.toml", whole.as_str()));
    found.extend(Model::build(project).1);
    found
}

/// The words that a sentence should not have, if it has one.
pub fn jargon(line: &str) -> Option<String> {
    let words = own_words(line);
    let jargon = words.split(|c: char| !c.is_alphanumeric()).find(|word| JARGON.contains(word));
    jargon.map(str::to_owned)
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
            assert_eq!(jargon(line), None, "{line}: {text}");
        }
    }
}

#[test]
fn no_rule_is_about_jargon() {
    for rule in RULES {
        assert_eq!(jargon(rule.about()), None, "{}: {}", rule.name(), rule.about());
    }
}

#[test]
fn a_line_of_help_fits() {
    for (text, found) in all() {
        // The two readings of a chain are shown in full, to be copied; long lists are broken where they are drawn.
        let is_list = |line: &str| line.matches(", ").count() > 3;
        for line in found.help.iter().filter(|line| found.rule.name() != "mixed-and-or" && !is_list(line)) {
            assert!(line.chars().count() <= 84, "{line}: {text}");
        }
        assert!(found.labels.iter().all(|label| label.text != found.message), "{}: {text}", found.message);
    }
}

/// Whether a message is about a segment, and not about a `seg.toml`.
fn is_of_segment(found: &Diagnostic) -> bool {
    !found.rule.code().starts_with("E06") || ["unknown-segment", "segment-cycle"].contains(&found.rule.name())
}

#[test]
fn what_is_offered_mends() {
    let errors = |found: &[Diagnostic]| found.iter().filter(|d| d.severity() == Severity::Error).count();
    let mut wrong = String::new();
    for (text, found) in all().filter(|(_, found)| found.severity() == Severity::Error && is_of_segment(found)) {
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
