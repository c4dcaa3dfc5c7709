//! `# allow: name`: a comment that lets a lint pass, on a line, a segment or a whole file.

use super::text::Text;
use crate::diagnostics::{Diagnostic, Severity};
use crate::source::Span;
use crate::syntax::TokenKind;

/// A name that is allowed, and where.
pub(super) struct Allow<'a> {
    /// The lint, as it is written.
    pub name: &'a str,
    /// The name's place.
    pub span: Span,
    /// The comment that it stands in.
    pub comment: Span,
    /// How many names the comment has.
    pub names: usize,
    /// The part of the text that it is about.
    about: Span,
}

impl Allow<'_> {
    /// Whether a finding is among what is allowed here; an error never is.
    pub fn covers(&self, finding: &Diagnostic) -> bool {
        if finding.severity() == Severity::Error {
            return false;
        }
        let touches = |span: Span| span.start < self.about.end && self.about.start <= span.end.max(span.start);
        finding.rule.name() == self.name && finding.labels.iter().any(|label| touches(label.span))
    }
}

/// All names that the comments of a text allow.
pub(super) fn allows<'a>(text: &Text<'a>) -> Vec<Allow<'a>> {
    let tokens = &text.analysis.tree.tokens;
    let comments = tokens.iter().filter(|token| token.kind == TokenKind::Comment);
    comments.flat_map(|comment| names(text, comment.span)).collect()
}

fn names<'a>(text: &Text<'a>, comment: Span) -> Vec<Allow<'a>> {
    let whole = text.slice(comment);
    let inside = whole.trim_start_matches('#').trim_start();
    let Some(list) = inside.strip_prefix("allow:") else {
        return Vec::new();
    };
    // A reason may follow in parentheses.
    let list = list.split('(').next().unwrap_or(list);
    let about = about(text, comment);
    let offset = |part: &str| comment.start + (part.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize);
    let parts: Vec<&str> = list.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    let allow = |name: &&'a str| Allow {
        name,
        span: Span::new(offset(name), offset(name) + name.len()),
        comment,
        names: parts.len(),
        about,
    };
    parts.iter().map(allow).collect()
}

/// What a comment is about: behind something, its line; above everything, the file;
/// above a segment or helper, all of that; else the line below.
fn about(text: &Text<'_>, comment: Span) -> Span {
    let whole = text.source.text();
    let code = |token: &&crate::syntax::Token| !matches!(token.kind, TokenKind::Blank | TokenKind::Comment);
    let tokens = &text.analysis.tree.tokens;
    let before = tokens.iter().filter(code).take_while(|token| token.span.end <= comment.start).last();
    let Some(before) = before else {
        return Span::new(0, whole.len());
    };
    let line = text.source.position(comment.start).line;
    if text.source.position(before.span.end).line == line {
        return text.source.line(line).unwrap_or(comment);
    }
    let Some(next) = tokens.iter().filter(code).find(|token| token.span.start >= comment.end) else {
        return comment;
    };
    let file = &text.analysis.tree.file;
    let segments = file.segments.iter().filter_map(|segment| Some((segment.name.as_ref()?.span, segment.body.span)));
    let mut named = segments.chain(file.lets.iter().map(|helper| (helper.name.span, helper.body.span)));
    let begins = |(name, _): &(Span, Span)| {
        name.start >= next.span.end && text.slice(Span::new(next.span.end, name.start)).trim().is_empty()
    };
    if matches!(text.slice(next.span), "segment" | "let")
        && let Some((_, body)) = named.find(begins)
    {
        return Span::new(next.span.start, body.end);
    }
    text.source.line(text.source.position(next.span.start).line).unwrap_or(comment)
}
