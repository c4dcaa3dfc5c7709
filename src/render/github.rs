//! Findings as commands of GitHub's runners, which show them beside the lines of a change.

use super::{Finding, Findings};
use crate::diagnostics::Severity;
use crate::source::SourceFile;

/// Each finding as one command.
pub fn github(findings: &Findings) -> String {
    findings.all().iter().map(command).collect()
}

fn command(finding: &Finding) -> String {
    let Finding { source, diagnostic } = finding;
    let kind = match diagnostic.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "notice",
    };
    let mut properties = format!("title=seg ({})", diagnostic.rule.name());
    if source.name() != SourceFile::TYPED {
        let span = diagnostic.span();
        let (start, end) = (source.position(span.start), source.position(span.end.max(span.start)));
        properties.push_str(&format!(",file={},line={}", escaped(source.name(), true), start.line));
        // Columns of an annotation are on one line.
        match start.line == end.line {
            true => properties.push_str(&format!(",col={},endColumn={}", start.column, end.column)),
            false => properties.push_str(&format!(",endLine={}", end.line)),
        }
    }
    format!("::{kind} {properties}::{}\n", escaped(&finding.told(), false))
}

/// A text in which nothing ends the command, or the property.
fn escaped(text: &str, in_property: bool) -> String {
    let escape = |c: char| match c {
        '%' => "%25".to_owned(),
        '\r' => "%0D".to_owned(),
        '\n' => "%0A".to_owned(),
        ':' if in_property => "%3A".to_owned(),
        ',' if in_property => "%2C".to_owned(),
        c => c.to_string(),
    };
    text.chars().map(escape).collect()
}
