//! Text and places in it.
//!
//! A [`Span`] is a range of bytes; only this module turns bytes into lines and
//! columns. It knows nothing of what the text means.

use std::ops::Range;
use std::sync::Arc;

/// A range of bytes in a source text, end excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The smallest span that holds both.
    pub fn to(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// Whether no byte lies inside.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// The bytes as a range, to slice with.
    pub fn range(self) -> Range<usize> {
        self.start..self.end.max(self.start)
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether another span lies inside this one.
    pub fn covers(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// A place as people count it: lines and columns from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// A named text, with its lines found once.
#[derive(Debug, Clone)]
pub struct SourceFile {
    name: Arc<str>,
    text: Arc<str>,
    line_starts: Arc<[usize]>,
}

impl SourceFile {
    /// The name of a text that was typed on the command line.
    pub const TYPED: &'static str = "-e";

    /// Takes a text under the name that messages will show.
    pub fn new(name: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        let text: Arc<str> = text.into();
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { name: name.into(), text, line_starts }
    }

    /// The name that messages show: a path, or `-e`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of a span; empty if the span is not one of this text.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The bytes of a line, from 1, without its end.
    pub fn line(&self, line: usize) -> Option<Span> {
        let start = *self.line_starts.get(line.checked_sub(1)?)?;
        let end = self.line_starts.get(line).map_or(self.text.len(), |e| e - 1);
        let text = self.text.get(start..end)?;
        Some(Span::new(start, start + text.trim_end_matches('\r').len()))
    }

    /// The line and column of a byte; bytes past the end are the end.
    pub fn position(&self, offset: usize) -> Position {
        let offset = offset.min(self.text.len());
        let line = self.line_starts.partition_point(|&start| start <= offset);
        let start = self.line_starts.get(line.saturating_sub(1)).copied().unwrap_or_default();
        let before = self.text.get(start..offset).unwrap_or_default();
        // A byte order mark is no column: SARIF 2.1.0 says so of its regions, and an editor shows none.
        let before = before.strip_prefix('\u{FEFF}').filter(|_| start == 0).unwrap_or(before);
        Position { line, column: before.chars().count() + 1 }
    }
}
