//! Conditions as pieces: where their lines may break, and the order of modifiers.
//!
//! Words that no part of an expression claims are printed where they stand, so nothing of
//! the text is lost; commas alone are the layout's own.

use super::doc::{Doc, group};
use super::words::Words;
use crate::syntax::ast::{Aspect, Expr, ExprKind, Modifier, ModifierKind, Step, Term};
use std::ops::Range;

/// Conditions of one text.
pub struct Layout<'a>(pub &'a Words);

impl<'a> Layout<'a> {
    /// An expression.
    pub fn expr(&self, expr: &'a Expr) -> Vec<Doc> {
        let range = self.0.inside(expr.span);
        match &expr.kind {
            ExprKind::All(parts) | ExprKind::Any(parts) => vec![self.chain(range, parts)],
            ExprKind::Group(inner) => {
                let inside = vec![group(self.0, self.expr(inner))];
                self.enclosed(range.start, inside, range.end.saturating_sub(1))
            }
            ExprKind::Arithmetic(left, _, sign, right) => {
                let mut rest = vec![Doc::Break];
                rest.extend(self.words(self.0.inside(*sign)));
                rest.extend(self.expr(right));
                let mut docs = self.expr(left);
                docs.push(Doc::Nest(rest));
                docs
            }
            ExprKind::Minus(inner) => {
                let mut docs = vec![Doc::Word(range.start), Doc::Tight];
                docs.extend(self.expr(inner));
                docs
            }
            ExprKind::Compare(left, _, _, right) => vec![group(self.0, self.around(range, &[left, right]))],
            ExprKind::Between { value, low, high, negated: _ } => {
                vec![group(self.0, self.around(range, &[value, low, high]))]
            }
            ExprKind::OneOf { value, list, negated: _ } => self.listed(range, Some(value), list),
            ExprKind::Text { value, verb: _, exact: _, quantity: _, needles, negated: _ } => {
                self.listed(range, Some(value), needles)
            }
            ExprKind::Presence { value, known: _ } | ExprKind::InSet { value, set: _, negated: _ } => {
                self.around(range, &[value])
            }
            ExprKind::Told(Aspect::PhoneCountry | Aspect::EmailDomain, _, of) => {
                let mut docs = vec![Doc::Word(range.start), Doc::Tight];
                docs.extend(self.enclosed(range.start + 1, self.expr(of), range.end.saturating_sub(1)));
                docs
            }
            ExprKind::Told(_, _, of) => self.around(range, &[of]),
            ExprKind::Not(_, inner) => self.around(range, &[inner]),
            ExprKind::Term(term) => self.term(term, false),
            ExprKind::Never(_, term) => {
                let start = self.0.inside(term.span).start;
                let mut docs = self.words(range.start..start);
                docs.extend(self.term(term, false));
                docs
            }
            ExprKind::Sequence(steps) => vec![self.sequence(range, steps)],
            ExprKind::Call(_, term) => {
                let mut docs = vec![Doc::Word(range.start), Doc::Tight];
                docs.extend(self.enclosed(range.start + 1, self.term(term, true), range.end.saturating_sub(1)));
                docs
            }
            ExprKind::Ranked(ranked) => {
                let parts: Vec<&Expr> = std::iter::once(&ranked.by).chain(&ranked.of).collect();
                vec![group(self.0, self.around(range, &parts))]
            }
            ExprKind::Near(near) => self.listed(range, None, near.written()),
            ExprKind::Hole
            | ExprKind::Sample { .. }
            | ExprKind::Literal(_)
            | ExprKind::Parameter(_)
            | ExprKind::InSegment(_)
            | ExprKind::InList(_) => self.words(range),
        }
    }

    /// Words as they stand.
    fn words(&self, range: Range<usize>) -> Vec<Doc> {
        range.map(Doc::Word).collect()
    }

    /// Parts in the order of the text, with the words around them.
    fn around(&self, range: Range<usize>, parts: &[&'a Expr]) -> Vec<Doc> {
        let mut docs = Vec::new();
        let mut at = range.start;
        for part in parts {
            let inside = self.0.inside(part.span);
            docs.extend(self.words(at..inside.start));
            docs.extend(self.expr(part));
            at = inside.end;
        }
        docs.extend(self.words(at..range.end));
        docs
    }

    /// Conditions joined by the same word: each may begin a line with it.
    fn chain(&self, range: Range<usize>, parts: &'a [Expr]) -> Doc {
        let mut docs = Vec::new();
        let mut at = range.start;
        for part in parts {
            let inside = self.0.inside(part.span);
            if at > range.start {
                docs.push(Doc::Break);
            }
            docs.extend(self.words(at..inside.start));
            docs.extend(self.expr(part));
            at = inside.end;
        }
        docs.extend(self.words(at..range.end));
        group(self.0, docs)
    }

    /// Steps of a sequence: each but the first may begin a line with its `then`.
    fn sequence(&self, range: Range<usize>, steps: &'a [Step]) -> Doc {
        let (mut first, mut rest) = (Vec::new(), Vec::new());
        let mut at = range.start;
        for (number, step) in steps.iter().enumerate() {
            let docs = if number == 0 { &mut first } else { &mut rest };
            if number > 0 {
                docs.push(Doc::Break);
            }
            if let Some(term) = &step.term {
                let inside = self.0.inside(term.span);
                docs.extend(self.words(at..inside.start));
                docs.extend(self.term(term, false));
                at = inside.end;
            }
        }
        rest.extend(self.words(at..range.end));
        first.push(Doc::Nest(rest));
        group(self.0, first)
    }

    /// Something in the parentheses at these two places.
    fn enclosed(&self, open: usize, mut inside: Vec<Doc>, close: usize) -> Vec<Doc> {
        inside.insert(0, Doc::Break);
        inside.push(Doc::Before(close));
        vec![group(self.0, vec![Doc::Word(open), Doc::Nest(inside), Doc::Break, Doc::Bare(close)])]
    }

    /// A test with a list at its end, one item a line if they do not fit.
    fn listed(&self, range: Range<usize>, value: Option<&'a Expr>, items: &'a [Expr]) -> Vec<Doc> {
        let mut docs = Vec::new();
        let mut at = range.start;
        if let Some(value) = value {
            docs.extend(self.expr(value));
            at = self.0.inside(value.span).end;
        }
        let first = items.first().map_or(range.end, |item| self.0.inside(item.span).start);
        let open = first.saturating_sub(1);
        let close = range.end.saturating_sub(1);
        if open < at || self.0.text(open) != "(" || self.0.text(close) != ")" {
            docs.extend(self.around(at..range.end, &items.iter().collect::<Vec<_>>()));
            return docs;
        }
        docs.extend(self.words(at..open));
        let mut inside = Vec::new();
        for (number, item) in items.iter().enumerate() {
            if number > 0 {
                inside.extend([Doc::Sign(","), Doc::Break]);
            }
            inside.extend(self.expr(item));
        }
        docs.extend(self.enclosed(open, inside, close));
        docs
    }

    /// A word and its modifiers, in the order in which they read best.
    fn term(&self, term: &'a Term, in_call: bool) -> Vec<Doc> {
        let range = self.0.inside(term.span);
        let starts = term.modifiers.iter().map(|modifier| self.0.inside(modifier.span).start);
        let path = range.start..starts.min().unwrap_or(range.end);
        let mut docs: Vec<Doc> = self.words(path).into_iter().filter(|doc| !self.is_comma(doc)).collect();
        let mut modifiers: Vec<&Modifier> = term.modifiers.iter().collect();
        modifiers.sort_by_key(|modifier| place(&modifier.kind));
        let alone = modifiers.len() == 1;
        let mut rest = Vec::new();
        for (at, modifier) in modifiers.iter().enumerate() {
            if !alone {
                rest.push(Doc::Break);
            }
            let next = modifiers.get(at + 1).copied();
            rest.extend(self.modifier(modifier, next, in_call));
        }
        match alone {
            true => docs.extend(rest),
            false => docs.push(Doc::Nest(rest)),
        }
        vec![group(self.0, docs)]
    }

    fn is_comma(&self, doc: &Doc) -> bool {
        matches!(doc, Doc::Word(at) if self.0.text(*at) == ",")
    }

    fn modifier(&self, modifier: &'a Modifier, next: Option<&Modifier>, in_call: bool) -> Vec<Doc> {
        let range = self.0.inside(modifier.span);
        match &modifier.kind {
            ModifierKind::Window(_)
            | ModifierKind::Years(_)
            | ModifierKind::Month(_)
            | ModifierKind::Regular(_)
            | ModifierKind::Within(_)
            | ModifierKind::Same(_)
            | ModifierKind::Frequency(..)
            | ModifierKind::ShortSet(..) => self.words(range),
            ModifierKind::Argument(value) => self.around(range, &[value]),
            ModifierKind::Short(_, values) | ModifierKind::Listed(values) | ModifierKind::Alike(_, values) => {
                self.listed(range, None, values)
            }
            ModifierKind::Where(condition) => {
                let mut docs = vec![Doc::Word(range.start)];
                let inside = self.expr(condition);
                let takes = next.is_some_and(Modifier::is_period) && takes_a_period(condition);
                match takes && !in_call {
                    true => {
                        docs.push(Doc::Sign("("));
                        docs.extend(inside);
                        docs.push(Doc::Sign(")"));
                    }
                    false => docs.extend(inside),
                }
                if in_call && next.is_some() {
                    docs.push(Doc::Sign(","));
                }
                docs
            }
        }
    }
}

/// The place of a modifier among the others: what, which rows, how often, when, how soon.
fn place(kind: &ModifierKind) -> u8 {
    match kind {
        ModifierKind::Argument(_) => 0,
        ModifierKind::Short(..) | ModifierKind::ShortSet(..) | ModifierKind::Listed(_) | ModifierKind::Alike(..) => 1,
        ModifierKind::Same(_) => 2,
        ModifierKind::Where(_) => 3,
        ModifierKind::Frequency(..) => 4,
        ModifierKind::Window(_) | ModifierKind::Years(_) | ModifierKind::Month(_) | ModifierKind::Regular(_) => 5,
        ModifierKind::Within(_) => 6,
    }
}

/// Whether a period behind a `where` would be read as part of its condition.
fn takes_a_period(condition: &Expr) -> bool {
    match &condition.kind {
        ExprKind::Not(_, inner) => takes_a_period(inner),
        ExprKind::Term(term) => term.modifiers.is_empty(),
        _ => false,
    }
}
