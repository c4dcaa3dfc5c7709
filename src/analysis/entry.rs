//! An entry at the prompt: whether it is whole, how it goes on from the one before,
//! and the steps in which it narrows.

use super::analyze;
use crate::diagnostics::Severity;
use crate::source::{SourceFile, Span};
use crate::syntax::ast::{ExprKind, File, Let};
use crate::syntax::{TokenKind, parse};
use crate::types::Surroundings;
use crate::types::ir::Condition;

/// Whether a text stops in the middle: more would make it right, and nothing else is wrong.
pub fn goes_on(text: &str, around: &Surroundings<'_>) -> bool {
    let analysis = analyze(&SourceFile::new("", text), around);
    let mut errors = analysis.diagnostics.iter().filter(|d| d.severity() == Severity::Error).peekable();
    errors.peek().is_some() && errors.all(|error| error.incomplete)
}

/// The names of helpers, if a text defines them and nothing else.
pub fn helpers_only(text: &str) -> Option<Vec<String>> {
    let file = parse(text).file;
    let names: Vec<String> = file.lets.into_iter().map(|helper| helper.name.text).collect();
    (!names.is_empty() && file.segments.is_empty()).then_some(names)
}

/// The condition before, gone on with by a text that begins with `and` or `or`; none
/// if it does not begin so. What was said before stays together.
pub fn refined(before: &str, text: &str) -> Option<String> {
    let said = |span: Span| text.get(span.range()).unwrap_or_default();
    let tokens = parse(text).tokens;
    let first = tokens.iter().find(|t| !matches!(t.kind, TokenKind::Blank | TokenKind::Comment))?;
    let joins = first.kind == TokenKind::Keyword && matches!(said(first.span), "and" | "or");
    let body = parse(before).file.segments.pop().map(|segment| segment.body).filter(|_| joins)?;
    let apart = match body.kind {
        ExprKind::All(_) => said(first.span) == "or",
        ExprKind::Any(_) => said(first.span) == "and",
        _ => false,
    };
    let part = |from: usize, to: usize| before.get(from..to).unwrap_or_default();
    let (head, tail) = (part(0, body.span.start), part(body.span.end, before.len()).trim_end());
    let body = part(body.span.start, body.span.end);
    let body = if apart { format!("({body})") } else { body.to_owned() };
    let space = if before.contains(['\n', '#']) || !tail.is_empty() { "\n" } else { " " };
    Some(format!("{head}{body}{tail}{space}{}", text.trim()))
}

/// How a condition narrows or widens, part by part.
#[derive(Debug, Clone)]
pub struct Steps {
    /// Whether each part lets more people in (`or`), or fewer (`and`).
    pub widens: bool,
    /// Each part as it is written, and what it means.
    pub parts: Vec<(String, Condition)>,
}

/// Of a longer chain, the first parts are steps, and all others together are one.
const MOST_STEPS: usize = 24;

/// The parts of a text's last segment, if it is a chain of several and without mistakes.
pub fn steps(text: &str, around: &Surroundings<'_>) -> Option<Steps> {
    let mut file = parse(text).file;
    let body = file.segments.pop()?.body;
    let (parts, widens) = match &body.inside().kind {
        ExprKind::All(parts) => (parts, false),
        ExprKind::Any(parts) => (parts, true),
        _ => return None,
    };
    let helpers = helpers(&file, text);
    let (first, rest) = parts.split_at_checked(MOST_STEPS).unwrap_or((parts, &[]));
    let parts = first.iter().map(|part| {
        let said = text.get(part.span.range())?;
        let source = SourceFile::new("", with_helpers(&helpers, said));
        let mut analysis = analyze(&source, around);
        let condition = analysis.segments.pop()?.condition?;
        Some((said.split_whitespace().collect::<Vec<_>>().join(" "), condition))
    });
    let mut parts = parts.collect::<Option<Vec<_>>>()?;
    if !rest.is_empty() {
        let mut analysis = analyze(&SourceFile::new("", text), around);
        parts.push((format!("{} more", rest.len()), analysis.segments.pop()?.condition?));
    }
    Some(Steps { widens, parts })
}

/// A text that can use these helpers. It ends with the text itself, so that places in
/// it are found from the end.
pub fn with_helpers(helpers: &str, text: &str) -> String {
    if helpers.is_empty() {
        return text.to_owned();
    }
    let tokens = parse(text).tokens;
    let first = tokens.iter().find(|t| !matches!(t.kind, TokenKind::Blank | TokenKind::Comment));
    let first = first.and_then(|token| text.get(token.span.range()));
    match first {
        // A bare condition would be taken for more of the last helper.
        Some("let" | "segment") => format!("{helpers}{text}"),
        _ => format!("{helpers}segment typed is\n{text}"),
    }
}

/// The helpers of a text, written out again.
pub(super) fn helpers(file: &File, text: &str) -> String {
    file.lets.iter().map(|one| helper(one, text)).collect()
}

/// A helper of a text, written out again.
pub(super) fn helper(helper: &Let, text: &str) -> String {
    format!("let {} = {}\n", helper.name.text, text.get(helper.body.span.range()).unwrap_or_default())
}

impl Steps {
    /// The condition after each part: those before it, and itself.
    pub fn so_far(&self) -> Vec<Condition> {
        let parts: Vec<Condition> = self.parts.iter().map(|(_, condition)| condition.clone()).collect();
        (1..=parts.len())
            .map(|count| {
                let first = parts.iter().take(count).cloned().collect();
                if self.widens { Condition::Any(first) } else { Condition::All(first) }
            })
            .collect()
    }
}
