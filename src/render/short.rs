//! One line a finding, for logs: `winback.seg:1:1: error[unknown-field] ...`.

use super::text::printable;
use super::{Findings, weight};

/// Each finding as one line.
pub fn short(findings: &Findings) -> String {
    let mut out = String::new();
    for finding in findings.all() {
        let diagnostic = &finding.diagnostic;
        let at = finding.source.position(diagnostic.span().start);
        let severity = weight(diagnostic.severity());
        let line = format!(
            "{}:{}:{}: {severity}[{}] {}",
            finding.source.name(),
            at.line,
            at.column,
            diagnostic.rule.name(),
            finding.in_a_line(),
        );
        out.push_str(&printable(&line));
        out.push('\n');
    }
    out
}
