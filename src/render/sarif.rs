//! Findings as SARIF 2.1.0, which code hosts show beside the lines of a change.
//!
//! Columns are in characters, as everywhere; the run says so. Of the rules those are
//! described that were broken, each with its page.

use super::page::{page, page_markdown};
use super::{Finding, Findings, Look};
use crate::diagnostics::{Edit, Fix, Rule, Safety, Severity};
use crate::source::{SourceFile, Span};
use serde_json::{Value, json};
use std::collections::BTreeSet;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// All findings as one run.
pub fn sarif(findings: &Findings) -> String {
    let found: BTreeSet<Rule> = findings.all().iter().map(|finding| finding.diagnostic.rule).collect();
    let rules: Vec<Rule> = found.into_iter().collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "seg",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().copied().map(described).collect::<Vec<Value>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": findings.all().iter().map(|finding| result(finding, &rules)).collect::<Vec<Value>>(),
        }],
    });
    let mut text = serde_json::to_string_pretty(&log).unwrap_or_default();
    text.push('\n');
    text
}

/// A rule, with its page as its help.
fn described(rule: Rule) -> Value {
    json!({
        "id": rule.code(),
        "name": rule.name(),
        "shortDescription": {"text": rule.about()},
        "help": {
            "text": page(rule, Look { width: 100, colour: false }),
            "markdown": page_markdown(rule, |_| None),
        },
        "defaultConfiguration": {"level": level(rule.severity())},
    })
}

fn result(finding: &Finding, rules: &[Rule]) -> Value {
    let Finding { source, diagnostic } = finding;
    let mut result = json!({
        "ruleId": diagnostic.rule.code(),
        "ruleIndex": rules.iter().position(|rule| *rule == diagnostic.rule),
        "level": level(diagnostic.severity()),
        "message": {"text": finding.told()},
        "locations": [{"physicalLocation": place(source, diagnostic.span())}],
    });
    let related: Vec<Value> = (diagnostic.labels.iter().skip(1).filter(|label| !label.text.is_empty()))
        .map(|label| json!({"physicalLocation": place(source, label.span), "message": {"text": label.text}}))
        .collect();
    let fixes: Vec<Value> = diagnostic.fixes.iter().filter_map(|fix| repair(source, fix)).collect();
    if let Some(result) = result.as_object_mut() {
        for (name, values) in [("relatedLocations", related), ("fixes", fixes)] {
            if !values.is_empty() {
                result.insert(name.to_owned(), Value::Array(values));
            }
        }
    }
    result
}

/// A repair that could be made; one that is only to be shown is in the message already.
fn repair(source: &SourceFile, fix: &Fix) -> Option<Value> {
    let description = match fix.safety {
        Safety::Safe => "Keeps the meaning",
        Safety::Unsafe => "Likely what was meant; look at it first",
        Safety::Display => return None,
    };
    let replacement =
        |edit: &Edit| json!({"deletedRegion": region(source, edit.span), "insertedContent": {"text": edit.text}});
    Some(json!({
        "description": {"text": description},
        "artifactChanges": [{
            "artifactLocation": {"uri": uri(source.name())},
            "replacements": fix.edits.iter().map(replacement).collect::<Vec<Value>>(),
        }],
    }))
}

fn place(source: &SourceFile, span: Span) -> Value {
    json!({"artifactLocation": {"uri": uri(source.name())}, "region": region(source, span)})
}

fn region(source: &SourceFile, span: Span) -> Value {
    let (start, end) = (source.position(span.start), source.position(span.end.max(span.start)));
    json!({"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column})
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    }
}

/// A path as a reference: relative to where the program ran, or to the root of a disk.
fn uri(path: &str) -> String {
    let path = if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() };
    let is_drive = path.get(1..3) == Some(":/");
    let root = match path.starts_with('/') {
        true => "file://",
        false if is_drive => "file:///",
        false => "",
    };
    let encoded = path.bytes().map(|byte| match byte {
        b'/' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        b':' if is_drive => ":".to_owned(),
        _ if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    });
    format!("{root}{}", encoded.collect::<String>())
}
