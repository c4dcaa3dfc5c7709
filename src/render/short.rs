//! One line a finding, for logs: `winback.seg:1:1: error[unknown-field] ...`.

use super::Findings;
use super::text::printable;
use crate::diagnostics::Severity;

/// Each finding as one line.
pub fn short(findings: &Findings) -> String {
    let mut out = String::new();
    for finding in findings.all() {
        let diagnostic = &finding.diagnostic;
        let at = finding.source.position(diagnostic.span().start);
        let severity = match diagnostic.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Advice => "advice",
        };
        let fact = diagnostic
            .labels
            .first()
            .filter(|label| !label.text.is_empty())
            .map(|label| format!("; {}", label.text))
            .unwrap_or_default();
        let line = format!(
            "{}:{}:{}: {severity}[{}] {}{fact}",
            finding.source.name(),
            at.line,
            at.column,
            diagnostic.rule.name(),
            diagnostic.message,
        );
        out.push_str(&printable(&line));
        out.push('\n');
    }
    out
}
