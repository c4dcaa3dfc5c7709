//! The words and signs of a text, each with the comments that stand at it.

use crate::source::Span;
use crate::syntax::{Token, TokenKind};
use std::ops::Range;

/// A comment.
#[derive(Debug, Clone)]
pub struct Comment {
    /// From the `#` to its last character that is no blank.
    pub text: String,
    /// Whether an empty line stands before it.
    pub blank_before: bool,
    /// Whether its line begins with blanks.
    pub indented: bool,
}

/// A word or sign.
#[derive(Debug, Clone)]
pub struct Word {
    /// As it is printed.
    pub text: String,
    /// Its place in the text.
    pub span: Span,
    /// Comments on lines of their own before it.
    pub before: Vec<Comment>,
    /// A comment behind it, to the end of its line.
    pub after: Option<String>,
    /// Whether an empty line stands before it, behind its comments.
    pub blank_before: bool,
}

/// All words of a text; the last one is empty and holds the comments at the end.
#[derive(Debug, Clone)]
pub struct Words(pub Vec<Word>);

impl Words {
    /// The words of a text that was read into these tokens.
    pub fn new(text: &str, tokens: &[Token]) -> Self {
        let mut words: Vec<Word> = Vec::new();
        let mut before: Vec<Comment> = Vec::new();
        let mut gap = "";
        for token in tokens {
            let slice = text.get(token.span.range()).unwrap_or_default();
            match token.kind {
                TokenKind::Blank => gap = slice,
                TokenKind::Comment => {
                    let comment = slice.trim_end().to_owned();
                    match words.last_mut() {
                        Some(word) if before.is_empty() && !gap.contains('\n') => word.after = Some(comment),
                        _ => before.push(Comment {
                            text: comment,
                            blank_before: is_empty_line(gap),
                            indented: !gap.is_empty() && !gap.ends_with(['\n', '\u{feff}']),
                        }),
                    }
                    gap = "";
                }
                kind => {
                    words.push(Word {
                        text: tidy(kind, slice),
                        span: token.span,
                        before: std::mem::take(&mut before),
                        after: None,
                        blank_before: is_empty_line(gap),
                    });
                    gap = "";
                }
            }
        }
        let end = Span::new(text.len(), text.len());
        words.push(Word { text: String::new(), span: end, before, after: None, blank_before: false });
        Self(words)
    }

    /// The places of the words inside a span.
    pub fn inside(&self, span: Span) -> Range<usize> {
        let first = self.0.partition_point(|word| word.span.start < span.start);
        let last = self.0.partition_point(|word| word.span.end <= span.end && !word.text.is_empty());
        first..last.max(first)
    }

    /// The printed form of a word; of a place without one, nothing.
    pub fn text(&self, at: usize) -> &str {
        self.0.get(at).map(|word| word.text.as_str()).unwrap_or_default()
    }

    /// All comments, sorted.
    pub fn comments(&self) -> Vec<&str> {
        let behind = self.0.iter().filter_map(|word| word.after.as_deref());
        let before = self.0.iter().flat_map(|word| &word.before).map(|comment| comment.text.as_str());
        let mut all: Vec<&str> = behind.chain(before).collect();
        all.sort_unstable();
        all
    }
}

/// Whether the blanks between two words hold an empty line. What stands behind a comment
/// begins with the end of its line.
fn is_empty_line(gap: &str) -> bool {
    gap.matches('\n').count() > 1
}

/// A word with the blanks inside it as everybody sets them: `at least`, `100 EUR`, `10%`, `90d`.
fn tidy(kind: TokenKind, text: &str) -> String {
    match kind {
        TokenKind::Text | TokenKind::Wrong | TokenKind::Name | TokenKind::Sign => text.to_owned(),
        TokenKind::Number | TokenKind::Time => {
            let unit = text.trim_start_matches(|c: char| c.is_ascii_digit() || "._-:T \t\u{a0}\u{202f}".contains(c));
            let number = text.strip_suffix(unit).unwrap_or(text).trim_end();
            let short = ["", "%", "min", "mo", "h", "d", "w", "y", "km", "mi"];
            let blank = if short.contains(&unit) { "" } else { " " };
            format!("{number}{blank}{unit}")
        }
        TokenKind::Keyword | TokenKind::Blank | TokenKind::Comment => {
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        }
    }
}
