//! Whether a rewriting mends what it should: the text is read again, and nothing new may be wrong.

use super::pieces::{Piece, pieces};
use crate::diagnostics::{Diagnostic, Edit, Fix, Rule, Severity};
use crate::source::{SourceFile, Span};
use crate::types::{Surroundings, Wants};
use std::cell::{Cell, RefCell};

/// One place that is wrong. A message that collects several habits has several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wrong {
    /// Which of the messages says so.
    pub message: usize,
    pub rule: Rule,
    pub span: Span,
    /// Whether only the end of the text is missing.
    pub incomplete: bool,
}

/// The places that are wrong.
pub(super) fn wrongs(diagnostics: &[Diagnostic]) -> Vec<Wrong> {
    let mut found = Vec::new();
    for (message, diagnostic) in diagnostics.iter().enumerate().filter(|(_, d)| d.severity() == Severity::Error) {
        let (rule, incomplete) = (diagnostic.rule, diagnostic.incomplete);
        let one = |span| Wrong { message, rule, span, incomplete };
        match collected(diagnostic) {
            Some(edits) => found.extend(edits.iter().map(|edit| one(edit.span))),
            None => found.push(one(diagnostic.span())),
        }
    }
    found
}

/// The places that one message about habits collects, if it is such a message.
pub(super) fn collected(diagnostic: &Diagnostic) -> Option<&[crate::diagnostics::Edit]> {
    let collects = matches!(diagnostic.rule, Rule::ForeignOperator | Rule::LookAlikeCharacter | Rule::IsNullHabit);
    diagnostic.fixes.first().map(|fix| fix.edits.as_slice()).filter(|edits| collects && edits.len() > 1)
}

/// A rewriting, read.
pub(super) struct Reread {
    /// What is wrong in it.
    pub wrongs: Vec<Wrong>,
    /// Whether it names a value that the data has not, nor one that is near, and the text did not.
    pub is_unheard_of: bool,
    /// The same with the nearest values that the data has in place of those that it has not.
    pub nearest: Option<String>,
    /// What is said of it.
    diagnostics: Vec<Diagnostic>,
}

/// Reads rewritings of one text.
pub(super) struct Proof<'a> {
    name: &'a str,
    text: &'a str,
    around: &'a Surroundings<'a>,
    before: &'a [Wrong],
    /// How many values the text names that the data has not.
    unknown: usize,
    /// What it would help to know of the data, for the rewritings.
    wants: RefCell<Wants>,
    /// How many more are read: a text full of mistakes is not guessed at for ever.
    left: Cell<usize>,
}

/// How many rewritings of one text are read at most.
const MOST: usize = 600;

/// How much is read in all, in bytes: a rewriting is read from its beginning to its end.
const MOST_BYTES: usize = 1_000_000;

/// So large a text is not guessed at, in bytes.
const LARGEST: usize = 20_000;

impl<'a> Proof<'a> {
    pub(super) fn new(
        source: &'a SourceFile,
        around: &'a Surroundings<'a>,
        before: &'a [Wrong],
        found: &[Diagnostic],
    ) -> Self {
        let unknown = found.iter().filter(|d| d.rule == Rule::UnknownInData).count();
        let length = source.text().len();
        let left = if length > LARGEST { 0 } else { MOST.min(MOST_BYTES / length.max(1)) };
        Self {
            name: source.name(),
            text: source.text(),
            around,
            before,
            unknown,
            wants: RefCell::default(),
            left: Cell::new(left),
        }
    }

    /// What it would help to know of the data.
    pub(super) fn wants(self) -> Wants {
        self.wants.into_inner()
    }

    /// How many places are wrong in the text itself.
    pub(super) fn count(&self) -> usize {
        self.before.len()
    }

    /// What is wrong in a rewriting; none if too many have been read.
    pub(super) fn read(&self, text: &str) -> Option<Reread> {
        self.left.set(self.left.get().checked_sub(1)?);
        let source = SourceFile::new(self.name, text);
        let read = super::super::read(&source, self.around);
        let wrongs = wrongs(&read.diagnostics);
        if wrongs.len() < self.before.len() {
            self.wants.borrow_mut().values.extend(read.wants.values.iter().cloned());
        }
        let unknown: Vec<&Diagnostic> = read.diagnostics.iter().filter(|d| d.rule == Rule::UnknownInData).collect();
        let fixes: Vec<&Fix> = unknown.iter().filter_map(|d| d.fixes.first()).collect();
        let edits: Vec<Edit> = fixes.iter().flat_map(|fix| fix.edits.iter().cloned()).collect();
        let is_unheard_of = unknown.len() - fixes.len() > self.unknown;
        let nearest = (unknown.len() > self.unknown && !edits.is_empty()).then(|| super::say::with_edits(text, &edits));
        Some(Reread { wrongs, is_unheard_of, nearest, diagnostics: read.diagnostics })
    }

    /// A clause as it is shown, with plain signs in it.
    pub(super) fn without_signs(&self, clause: &str) -> String {
        let source = SourceFile::new(self.name, clause);
        crate::diagnostics::fix::mend(clause, &crate::syntax::parse(source.text()).diagnostics).0
    }

    /// The places that a rewriting mends, if nothing new is wrong in it.
    pub(super) fn mends(&self, text: &str, after: &[Wrong]) -> Option<Vec<Wrong>> {
        let (mended, new) = self.split(text, after);
        new.is_empty().then_some(mended)
    }

    /// What a rewriting mends of a clause, if all that is left wrong there is a name that the project does not have;
    /// and what is said of that name.
    pub(super) fn mends_but_a_name(
        &self,
        text: &str,
        after: &Reread,
        same: &[Wrong],
    ) -> Option<(Vec<Wrong>, Diagnostic)> {
        let is_name = |wrong: &&Wrong| matches!(wrong.rule, Rule::UnknownSegment | Rule::UnknownPlace);
        let (mut mended, new) = self.split(text, &after.wrongs);
        let kept: Vec<Wrong> = same.iter().filter(|wrong| is_name(wrong) && !mended.contains(wrong)).copied().collect();
        // Where the name alone was wrong, what is said of it is all there is to say.
        if mended.iter().all(|wrong| is_name(&wrong)) {
            return None;
        }
        mended.extend(kept.iter().copied());
        let one = match (new.as_slice(), kept.as_slice()) {
            ([one], []) => one,
            ([], [kept]) => after.wrongs.iter().find(|wrong| wrong.rule == kept.rule)?,
            _ => return None,
        };
        is_name(&one).then(|| Some((mended, after.diagnostics.get(one.message)?.clone())))?
    }

    /// The places that a rewriting mends, and what is new in it.
    fn split(&self, text: &str, after: &[Wrong]) -> (Vec<Wrong>, Vec<Wrong>) {
        let (start, old_end, new_end) = changed(self.text, text);
        let mut left: Vec<&Wrong> = after.iter().collect();
        let mut mended = Vec::new();
        for wrong in self.before {
            let moved = if wrong.span.end <= start {
                wrong.span
            } else if wrong.span.start >= old_end {
                let by = |at: usize| (at + new_end).saturating_sub(old_end);
                Span::new(by(wrong.span.start), by(wrong.span.end))
            } else {
                mended.push(*wrong);
                continue;
            };
            match left.iter().position(|other| other.rule == wrong.rule && other.span == moved) {
                Some(same) => {
                    left.remove(same);
                }
                None => mended.push(*wrong),
            }
        }
        (mended, left.into_iter().copied().collect())
    }
}

/// Where two texts differ, in whole pieces: from, to in the first, to in the second.
pub(super) fn changed(old: &str, new: &str) -> (usize, usize, usize) {
    let (a, b) = (pieces(old), pieces(new));
    let same = a.iter().zip(&b).take_while(|(a, b)| a.text == b.text && a.span == b.span).count();
    let from_end = |span: Span, text: &str| (text.len() - span.start, text.len() - span.end);
    let most = a.len().min(b.len()) - same;
    let is_tail =
        |(x, y): &(&Piece<'_>, &Piece<'_>)| x.text == y.text && from_end(x.span, old) == from_end(y.span, new);
    let tail = a.iter().rev().zip(b.iter().rev()).take(most).take_while(is_tail).count();
    // A comment behind the last piece is no part of what differs.
    let end = |pieces: &[Piece<'_>]| pieces.last().map_or(0, |piece| piece.span.end);
    let same_rest = old.get(end(&a)..) == new.get(end(&b)..);
    let whole = |pieces: &[Piece<'_>], text: &str| if same_rest { end(pieces) } else { text.len() };
    let behind = |pieces: &[Piece<'_>], text: &str| {
        pieces.get(pieces.len() - tail).map_or_else(|| whole(pieces, text), |p| p.span.start)
    };
    let mut start = a.get(..same).and_then(|before| before.last()).map_or(0, |piece| piece.span.end);
    let (mut old_end, mut new_end) = (behind(&a, old), behind(&b, new));
    // Blanks that both have at the edges are the same.
    let blank = |text: &str, from: usize, to: usize| {
        text.get(from..to).map(str::as_bytes).and_then(|b| b.first().copied()).filter(u8::is_ascii_whitespace)
    };
    while blank(old, start, old_end).is_some() && blank(old, start, old_end) == blank(new, start, new_end) {
        start += 1;
    }
    let last = |text: &str, to: usize| {
        text.get(start..to).map(str::as_bytes).and_then(|b| b.last().copied()).filter(u8::is_ascii_whitespace)
    };
    while last(old, old_end).is_some() && last(old, old_end) == last(new, new_end) {
        (old_end, new_end) = (old_end - 1, new_end - 1);
    }
    (start, old_end, new_end)
}
