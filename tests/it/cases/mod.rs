//! Messages as people get them: `tests/cases/**.seg`, each a text with mistakes and, behind `#>`, which
//! they are, what they underline, and how they are drawn.
//!
//! `UPDATE=1 cargo test cases` writes what is drawn now into the files: read the difference as prose. Each
//! is also held at the end of a file, a condition inside parentheses, and before a second mistake, where it
//! must be the same message at the same place.

mod known;
mod projects;
pub mod prose;

use crate::support::demo;
use known::known;
use seg::diagnostics::{Diagnostic, RULES, Rule, sort};
use seg::lint::{Understood, across, understand};
use seg::many::each;
use seg::render::{Findings, Look, human};
use seg::source::SourceFile;
use seg::types::Surroundings;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// A case: its file, what is written in it, what is found in that, and what is expected.
pub struct Case {
    pub path: PathBuf,
    pub text: String,
    pub found: Vec<Diagnostic>,
    expected: String,
}

/// All cases, in the order of their paths.
pub fn cases() -> &'static [Case] {
    static CASES: OnceLock<Vec<Case>> = OnceLock::new();
    CASES.get_or_init(|| {
        let mut paths = Vec::new();
        gather(&folder(), &mut paths, &["seg"]);
        paths.retain(|path| !path.starts_with(folder().join("projects")));
        paths.sort();
        each(&paths, |path| read(path.clone()))
    })
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

/// The files below a folder whose names end so.
fn gather(folder: &Path, paths: &mut Vec<PathBuf>, ends: &[&str]) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => gather(&path, paths, ends),
            false if path.extension().and_then(OsStr::to_str).is_some_and(|end| ends.contains(&end)) => {
                paths.push(path)
            }
            false => {}
        }
    }
}

fn read(path: PathBuf) -> Case {
    let whole = fs::read_to_string(&path).unwrap();
    let at = whole.find("#>").unwrap_or(whole.len());
    let (text, expected) = whole.split_at(at);
    let text = text.trim_end().to_owned();
    let found = messages(&text);
    Case { path, text, found, expected: expected.to_owned() }
}

/// What is wrong with a text, or worth a look, by the demo's vocabulary and a shop's data.
pub fn messages(text: &str) -> Vec<Diagnostic> {
    let around = Surroundings::of(demo());
    let source = SourceFile::new("-e", text);
    let catalog = known(&understand(&source, &around).wants);
    let around = around.with_catalog(&catalog);
    let analysis = understand(&source, &around);
    let names: Vec<&str> = analysis.segments.iter().map(|one| one.name.as_deref().unwrap_or("-e")).collect();
    let mut found = across(&[Understood { source: &source, analysis: &analysis, names: &names }], &around).concat();
    found.extend(analysis.diagnostics.iter().cloned());
    sort(&mut found);
    found
}

fn drawn(name: &str, text: &str, diagnostics: &[Diagnostic], look: Look) -> String {
    let mut findings = Findings::default();
    findings.add(&SourceFile::new(name, text), diagnostics.to_vec());
    human(&findings, look)
}

/// The name of each message, and what it underlines.
fn names<'t>(text: &'t str, diagnostics: &[Diagnostic]) -> Vec<(&'static str, &'t str)> {
    diagnostics.iter().map(|d| (d.rule.name(), &text[d.span().range()])).collect()
}

/// What stands behind `#>` in a case's file.
fn expectation(case: &Case) -> String {
    let name = case.path.file_name().unwrap().to_string_lossy();
    let titles =
        names(&case.text, &case.found).into_iter().map(|(name, under)| format!("{name}: {}", under.replace('\n', "⏎")));
    let picture = drawn(&name, &case.text, &case.found, Look { width: 100, colour: false });
    let lines = titles.chain([String::new()]).chain(picture.lines().map(str::to_owned));
    lines.map(|line| format!("#> {line}").trim_end().to_owned() + "\n").collect()
}

#[test]
fn every_case_is_drawn_as_its_file_says() {
    let mut wrong = String::new();
    for case in cases() {
        let found = expectation(case);
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&case.path, format!("{}\n\n{found}", case.text)).unwrap();
        } else if found != case.expected {
            wrong.push_str(&format!("{}:\n{}\n{found}\nnot\n{}\n", case.path.display(), case.text, case.expected));
        }
    }
    assert!(wrong.is_empty(), "{wrong}UPDATE=1 writes what is drawn now");
}

/// A second mistake, which has nothing to do with the first.
const SECOND: (&str, &str) = ("impossible-date", "2026-04-31");

/// Another segment, with that mistake.
const ANOTHER: &str = "\n\nsegment another\n  description \"Another\"\nis\n  joined > 2026-04-31\n";

/// A place that a case is put, what is written then, and the messages that are expected.
type Placed<'c> = (&'static str, String, Vec<(&'static str, &'c str)>);

/// The places that a case is put.
fn placed(case: &Case) -> Vec<Placed<'_>> {
    let text = case.text.as_str();
    let alone = names(text, &case.found);
    let followed: Vec<(&str, &str)> = alone.iter().copied().chain([SECOND]).collect();
    let mut places = vec![("before a comment", format!("{text}\n\n# the end\n"), alone.clone())];
    let begins_with = |word: &str| text.lines().any(|line| line.starts_with(word));
    if begins_with("segment") {
        places.push(("before another segment", format!("{text}{ANOTHER}"), followed));
        return places;
    }
    if begins_with("let ") || text.contains('#') {
        return places;
    }
    let this = format!("segment one_of_two description \"The first\" is ({text})");
    places.push(("nested", format!("language is known and ({text})"), alone.clone()));
    places.push(("in a segment", this.clone(), alone));
    places.push(("before another segment", format!("{this}{ANOTHER}"), followed.clone()));
    if case.found.iter().all(|found| !found.rule.is_lint()) {
        // What is most likely not meant is not looked for where something is wrong.
        places.push(("followed by another", format!("({text}) and joined > 2026-04-31"), followed));
    }
    places
}

/// Cases that are another mistake in some places, and why: those that reach over what they are put in.
const ELSEWHERE: &[(&str, &[&str], &str)] = &[
    (
        "habits/amount-in-dollars",
        &["in a segment", "before another segment"],
        "of two habits in one clause the other is named, with the same repair",
    ),
    ("habits/semicolon-at-the-end", IN_PARENTHESES, "a `;` ends a text, and stands for nothing inside it"),
    ("habits/sql", IN_PARENTHESES, "its `;` likewise"),
    ("missing/nothing", &["before a comment"], "a comment is part of the nothing that it points at"),
    ("spreadsheets/begun", IN_PARENTHESES, "the parenthesis around it closes it"),
    ("spreadsheets/unfinished", IN_PARENTHESES, "the same"),
    ("whole/havent", &["followed by another"], "an apostrophe opens a text up to the end of the line"),
    ("whole/not-in-front", &["followed by another"], "the same"),
    ("whole/since-a-month", &["followed by another"], "the same"),
    ("whole/stray-paren", IN_PARENTHESES, "its parenthesis closes those around it"),
    ("whole/stray-paren-and-another", IN_PARENTHESES, "the same"),
    ("whole/three-mistakes", IN_PARENTHESES, "its parenthesis is closed by those around it"),
    ("whole/too-deep", &["before another segment", "followed by another"], "a text that is too deep is not read"),
    ("whole/unclosed-paren", &["before another segment"], "its parenthesis is closed by those around it"),
    ("whole/unclosed-paren-and-another", &["before another segment"], "the same"),
    ("whole/unclosed-text", IN_PARENTHESES, "its text takes the parenthesis behind it in"),
];

/// The places that put parentheses around a text.
const IN_PARENTHESES: &[&str] = &["nested", "in a segment", "before another segment", "followed by another"];

#[test]
fn a_mistake_is_the_same_wherever_it_stands() {
    let wrong: Vec<String> = each(cases(), |case| {
        let name = case.path.strip_prefix(folder()).unwrap().with_extension("").to_string_lossy().replace('\\', "/");
        let wrong = placed(case).into_iter().filter_map(|(how, written, expected)| {
            let found = messages(&written);
            let found = names(&written, &found);
            let is_listed = ELSEWHERE.iter().any(|(case, places, _)| *case == name && places.contains(&how));
            match found == expected {
                true if !is_listed => None,
                false if is_listed => None,
                true => Some(format!("(\"{name}\", \"{how}\") is the same there, and listed\n")),
                false => Some(format!("(\"{name}\", \"{how}\"): {written}\n  {found:?}\n  not {expected:?}\n")),
            }
        });
        wrong.collect()
    });
    assert!(wrong.concat().is_empty(), "{}", wrong.concat());
}

#[test]
fn every_case_can_be_read_in_60_columns_and_without_colour() {
    for case in cases() {
        for (width, colour) in [(60, false), (100, true), (60, true)] {
            let picture = drawn("a.seg", &case.text, &case.found, Look { width, colour });
            let plain = without_colour(&picture);
            let widest = plain.lines().map(|line| line.chars().count()).max().unwrap_or_default();
            assert!(widest <= width, "{widest} columns: {plain}");
            if width == 100 {
                assert_eq!(plain, drawn("a.seg", &case.text, &case.found, Look { width, colour: false }));
            }
        }
    }
}

fn without_colour(picture: &str) -> String {
    let mut plain = String::new();
    for (at, part) in picture.split('\u{1b}').enumerate() {
        plain.push_str(if at == 0 { part } else { part.split_once('m').map_or("", |(_, rest)| rest) });
    }
    plain
}

/// A text, or where that cannot show it a project; there is none for a mistake of our own.
#[test]
fn every_message_has_a_case() {
    let in_texts = |rule: &Rule| cases().iter().any(|case| case.found.iter().any(|found| found.rule == *rule));
    let without: Vec<&str> = RULES
        .iter()
        .filter(|rule| **rule != Rule::Internal && !in_texts(rule) && !projects::show(**rule))
        .map(|rule| rule.name())
        .collect();
    assert_eq!(without, [""; 0]);
}
