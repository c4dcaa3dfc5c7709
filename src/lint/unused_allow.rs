//! `unused-allow`: an `# allow:` that allows nothing. Here findings that are allowed are left out.

use super::Found;
use super::allow::{Allow, allows};
use super::text::Text;
use crate::diagnostics::Edit;
use crate::diagnostics::{Diagnostic, Fix, Level, RULES, Rule, Safety, Severity, suggest};
use crate::source::Span;

/// Leaves out what is allowed, and reports what allows nothing.
pub(super) fn settle(text: &Text<'_>, found: &mut Found) {
    let allows = allows(text);
    if allows.is_empty() {
        return;
    }
    let used = without_allowed(&allows, found);
    let Some(severity) = text.level(Rule::UnusedAllow).severity() else {
        return;
    };
    for (allow, _) in allows.iter().zip(used).filter(|(_, used)| !used) {
        if let Some(mut finding) = unused(allow, text) {
            finding.severity = severity;
            if !allows.iter().any(|other| other.covers(&finding)) {
                found.report(finding);
            }
        }
    }
}

/// Leaves out what is allowed.
pub(super) fn leave_out(text: &Text<'_>, found: &mut Found) {
    without_allowed(&allows(text), found);
}

/// Leaves out what is allowed; gives which of the names allowed something.
fn without_allowed(allows: &[Allow<'_>], found: &mut Found) -> Vec<bool> {
    let mut used = vec![false; allows.len()];
    found.diagnostics.retain(|finding| {
        let mut allowed = false;
        for (allow, used) in allows.iter().zip(&mut used) {
            if allow.covers(finding) {
                (allowed, *used) = (true, true);
            }
        }
        !allowed
    });
    used
}

/// Why nothing is allowed, if that is certain.
fn unused(allow: &Allow<'_>, text: &Text<'_>) -> Option<Diagnostic> {
    let finding = |message: String, label: &str| Diagnostic::new(Rule::UnusedAllow, allow.span, message, label);
    let Some(rule) = RULES.iter().copied().find(|rule| rule.name() == allow.name) else {
        let lints = RULES.iter().filter(|rule| rule.is_lint()).map(|rule| rule.name());
        let message = format!("there is no lint called `{}`", allow.name);
        return Some(match suggest::nearest(allow.name, lints).first() {
            Some(near) => finding(message, &format!("did you mean `{near}`?")).fix(Safety::Unsafe, allow.span, *near),
            None => finding(message, "allows nothing").help("`seg rule` lists the lints"),
        });
    };
    if !rule.is_lint() || text.level(rule) == Level::Error {
        let is_error = rule.severity() == Severity::Error || text.level(rule) == Level::Error;
        let why = if is_error { "is an error" } else { "weighs the same everywhere" };
        let message = format!("`{}` {why}, and cannot be allowed", rule.name());
        return Some(finding(message, "allows nothing").help("mend what it is about, and leave this out"));
    }
    let looked_for = text.is_sound() && text.level(rule) != Level::Off && text.looks_for(rule);
    if !looked_for || rule == Rule::UnusedAllow {
        return None;
    }
    let message = format!("nothing here needs `allow: {}`", rule.name());
    Some(finding(message, "leave it out").fixed_by(without(allow, text)))
}

/// The repair that takes a name out; with the last one goes the comment, and its line if it has one to itself.
fn without(allow: &Allow<'_>, text: &Text<'_>) -> Fix {
    let whole = text.source.text();
    let span = if allow.names > 1 {
        let after = whole.get(allow.span.end..).unwrap_or_default();
        let comma = after.len() - after.trim_start_matches([',', ' ']).len();
        match after.trim_start().starts_with(',') {
            true => Span::new(allow.span.start, allow.span.end + comma),
            false => {
                let before = whole.get(..allow.span.start).unwrap_or_default();
                Span::new(before.trim_end_matches([',', ' ']).len(), allow.span.end)
            }
        }
    } else {
        let before = whole.get(..allow.comment.start).unwrap_or_default();
        let start = before.trim_end_matches([' ', '\t']).len();
        let alone = before.get(..start).is_none_or(|before| before.is_empty() || before.ends_with('\n'));
        let newline = whole.get(allow.comment.end..).is_some_and(|after| after.starts_with('\n'));
        Span::new(start, allow.comment.end + usize::from(alone && newline))
    };
    Fix { safety: Safety::Safe, edits: vec![Edit { span, text: String::new() }] }
}
