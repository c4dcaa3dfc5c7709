//! Findings as JSON for scripts: an array of flat objects, whose shape only grows.

use super::{Finding, Findings};
use crate::diagnostics::{Fix, Label, Safety, Severity};
use crate::source::{SourceFile, Span};
use serde::Serialize;

/// All findings as a JSON array, on lines of its own.
pub fn json(findings: &Findings) -> String {
    let entries: Vec<Entry> = findings.all().iter().map(Entry::new).collect();
    let mut text = serde_json::to_string_pretty(&entries).unwrap_or_else(|_| "[]".to_owned());
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Entry<'a> {
    file: &'a str,
    #[serde(flatten)]
    place: Place,
    name: &'static str,
    code: &'static str,
    severity: Severity,
    message: &'a str,
    help: String,
    fixes: Vec<Repair<'a>>,
    labels: Vec<Mark<'a>>,
}

/// Lines and columns from 1, columns in characters, the end excluded.
#[derive(Serialize)]
struct Place {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
struct Repair<'a> {
    safety: Safety,
    edits: Vec<Mark<'a>>,
}

/// A place and its text: what is said there, or what is to be written there.
#[derive(Serialize)]
struct Mark<'a> {
    #[serde(flatten)]
    place: Place,
    text: &'a str,
}

impl<'a> Entry<'a> {
    fn new(finding: &'a Finding) -> Self {
        let Finding { source, diagnostic } = finding;
        Self {
            file: source.name(),
            place: Place::new(source, diagnostic.span()),
            name: diagnostic.rule.name(),
            code: diagnostic.rule.code(),
            severity: diagnostic.severity(),
            message: &diagnostic.message,
            help: diagnostic.help.join("\n"),
            fixes: diagnostic.fixes.iter().map(|fix| Repair::new(source, fix)).collect(),
            labels: diagnostic.labels.iter().map(|Label { span, text }| Mark::new(source, *span, text)).collect(),
        }
    }
}

impl Place {
    fn new(source: &SourceFile, span: Span) -> Self {
        let start = source.position(span.start);
        let end = source.position(span.end.max(span.start));
        Self { line: start.line, column: start.column, end_line: end.line, end_column: end.column }
    }
}

impl<'a> Repair<'a> {
    fn new(source: &SourceFile, fix: &'a Fix) -> Self {
        Self {
            safety: fix.safety,
            edits: fix.edits.iter().map(|edit| Mark::new(source, edit.span, &edit.text)).collect(),
        }
    }
}

impl<'a> Mark<'a> {
    fn new(source: &SourceFile, span: Span, text: &'a str) -> Self {
        Self { place: Place::new(source, span), text }
    }
}
