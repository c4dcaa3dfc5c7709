//! Slips of the finger in right segments: one mistake gives one message, which points at the slip and
//! offers what was there.
//!
//! Every segment of `right.txt` and of the definitions gets one slip of each kind, at a place that chance
//! picks. A slip that leaves a right segment (another number, another text) says nothing, and is left out.

mod slips;

use crate::dice::Dice;
use crate::support::{demo, project, repaired};
use seg::analysis::analyze;
use seg::diagnostics::{Diagnostic, Severity};
use seg::project::Library;
use seg::source::SourceFile;
use seg::types::Surroundings;
use slips::{KINDS, Slip};
use std::fmt;
use std::path::Path;

/// The rates below which nothing may fall, of a thousand.
const ONE_MESSAGE: usize = 990;
const TOUCHED: usize = 980;
const RESTORED: usize = 930;

#[test]
fn a_slip_has_one_message_that_mends_it() {
    let mut rates = Rates::default();
    let mut misses = String::new();
    let mut dice = Dice::new(7);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/definitions");
    let definitions = project(&std::fs::read_to_string(folder.join("seg.toml")).unwrap());
    let library = Library::of_folder(&folder, &folder).unwrap();
    let lines = include_str!("right.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let pages = library.files.iter().map(|file| file.source.text());
    let of_demo = lines.map(|text| (text, Surroundings::of(demo())));
    let of_pages = pages.map(|text| (text, Surroundings::of(&definitions).with_segments(&library)));
    for (text, around) in of_demo.chain(of_pages) {
        rates.segments += 1;
        assert_eq!(errors(text, &around), [], "{text}");
        for kind in KINDS {
            let Some(slip) = slips::slip(text, *kind, &mut dice) else { continue };
            let found = errors(&slip.text, &around);
            if !found.is_empty() {
                rates.count(text, &slip, &found, &mut misses);
            }
        }
    }
    println!("{misses}{rates}");
    assert!(rates.segments >= 200);
    assert!(rates.of(rates.one) >= ONE_MESSAGE, "one message only: {rates}");
    assert!(rates.of(rates.touched) >= TOUCHED, "underlines the slip: {rates}");
    assert!(rates.of(rates.restored) >= RESTORED, "restores what was there: {rates}");
}

fn errors(text: &str, around: &Surroundings<'_>) -> Vec<Diagnostic> {
    let analysis = analyze(&SourceFile::new("-e", text), around);
    analysis.diagnostics.into_iter().filter(|found| found.severity() == Severity::Error).collect()
}

#[derive(Default)]
struct Rates {
    segments: usize,
    slips: usize,
    one: usize,
    touched: usize,
    restored: usize,
}

impl Rates {
    fn count(&mut self, right: &str, slip: &Slip, found: &[Diagnostic], misses: &mut String) {
        let one = found.len() == 1;
        let touched = found.iter().any(|d| d.labels.iter().any(|l| slip.at.touches(l.span)));
        let mends = |d: &Diagnostic| d.fixes.iter().any(|fix| same(&repaired(&slip.text, &fix.edits), right));
        let restored = found.iter().any(mends);
        self.slips += 1;
        self.one += usize::from(one);
        self.touched += usize::from(touched);
        self.restored += usize::from(restored);
        if !(one && touched && restored) {
            let mark = |yes: bool, letter: char| if yes { '-' } else { letter };
            let said: Vec<String> =
                found.iter().map(|d| format!("{} [{}]", d.message, &slip.text[d.span().range()])).collect();
            let marks: String = [mark(one, 'M'), mark(touched, 'T'), mark(restored, 'R')].iter().collect();
            misses.push_str(&format!("{marks} {}\n      {}\n", slip.shown(), said.join("\n      ")));
        }
    }

    fn of(&self, part: usize) -> usize {
        part * 1000 / self.slips.max(1)
    }
}

impl fmt::Display for Rates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = |part: usize| format!("{}.{} %", self.of(part) / 10, self.of(part) % 10);
        let (one, touched, restored) = (percent(self.one), percent(self.touched), percent(self.restored));
        let Self { segments, slips, .. } = self;
        write!(f, "{slips} slips in {segments} segments: {one} one message, {touched} underlined, {restored} restored")
    }
}

/// Whether two texts are the same but for blanks that nothing needs.
fn same(a: &str, b: &str) -> bool {
    let tight = |text: &str| {
        let words: Vec<&str> = text.split_whitespace().collect();
        let mut text = words.join(" ");
        for sign in ["<=", ">=", "!=", "=", "<", ">", "(", ")", ","] {
            text = text.replace(&format!(" {sign}"), sign).replace(&format!("{sign} "), sign);
        }
        text
    };
    tight(a) == tight(b)
}
