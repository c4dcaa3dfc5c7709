//! Counts and periods in words for which the language has others: `more than 3 times`,
//! `in the last 90 days`, `joined > last year`. They are reported with the words that it has.

use super::super::ast::{CompareOp, Expr, ExprKind};
use super::super::grammar::{Node, Rule as Token};
use super::Builder;
use super::foreign::MADE_BY_FIX;
use crate::diagnostics::{Diagnostic, Rule, Safety};
use crate::source::Span;
use crate::time::{Period, Point, Window};
use chrono::NaiveDate;

const NUMBERS: [&str; 10] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/// Whether a period is said in words for which the language has others.
pub(super) fn in_other_words(window: &Node) -> bool {
    let is_foreign = |node: &Node| {
        matches!(
            node.rule,
            Token::err_than
                | Token::err_last
                | Token::err_next
                | Token::err_during
                | Token::err_from
                | Token::err_until
        )
    };
    let of_a_year = || window.has(Token::year) && (window.has(Token::month_name) || window.has(Token::err_month));
    let in_a_length = || window.has(Token::kw_in) && window.has(Token::length);
    window.children.first().is_some_and(is_foreign) || of_a_year() || in_a_length()
}

impl Builder<'_> {
    /// `more than 3 times`, `3 times or more`: read as meant.
    pub(super) fn count_in_other_words(&mut self, node: &Node) -> Option<(CompareOp, u32)> {
        let words = node.children.iter().find(|c| matches!(c.rule, Token::err_count | Token::err_or_more))?;
        let said = self.slice(words.span).split_whitespace().collect::<Vec<_>>().join(" ");
        let given = match (node.child(Token::number), node.child(Token::err_number)) {
            (Some(number), _) => self.slice(number.span).replace('_', "").parse::<u32>().ok(),
            (None, Some(word)) => Some(self.number_word(word)),
            (None, None) => Some(if node.has(Token::kw_once) { 1 } else { 2 }),
        };
        let meant = match said.as_str() {
            "more than" | "over" => given.and_then(|n| n.checked_add(1)).map(|n| (CompareOp::AtLeast, n)),
            "less than" | "fewer than" | "under" => {
                given.and_then(|n| n.checked_sub(1)).map(|n| (CompareOp::AtMost, n))
            }
            "or more" | "+" => given.map(|n| (CompareOp::AtLeast, n)),
            _ => given.map(|n| (CompareOp::AtMost, n)),
        };
        let whole = self.slice(node.span).to_owned();
        let Some((op, count)) = meant else {
            let message = format!("`{whole}` cannot be");
            self.report(
                Diagnostic::new(Rule::NumberOutOfRange, node.span, message, "how many times?")
                    .help("for example `at most twice`"),
            );
            return None;
        };
        let written = match (op, count) {
            (CompareOp::AtMost, 0) => "0 times".to_owned(),
            (op, count) => {
                let bound = if op == CompareOp::AtLeast { "at least" } else { "at most" };
                match count {
                    1 => format!("{bound} once"),
                    2 => format!("{bound} twice"),
                    _ => format!("{bound} {count} times"),
                }
            }
        };
        let message = format!("counts are `at least`, `at most` or `exactly`, not `{said}`");
        self.report(Diagnostic::new(Rule::ForeignOperator, node.span, message, format!("write `{written}`")).fix(
            Safety::Safe,
            node.span,
            written,
        ));
        Some(if (op, count) == (CompareOp::AtMost, 0) { (CompareOp::Equal, 0) } else { (op, count) })
    }

    /// `max(ordered.date) more than 90 days ago`: longer ago is earlier, which a sign would not say.
    pub(super) fn so_long_ago(&mut self, left: &Expr, op: CompareOp, sign: Span, ago: Span) -> Expr {
        let (word, written) = (self.slice(left.span), so_long_ago(op, self.slice(ago)));
        let at = sign.to(ago);
        let message = "how long ago is said with `before` and `last`";
        let finding = Diagnostic::new(Rule::OtherWords, at, message, format!("write `{written}`"));
        let finding = finding.help(format!("write `{word} {written}`")).fix(Safety::Unsafe, at, written);
        self.report(finding);
        Expr::hole(left.span.to(ago))
    }

    /// `joined > last year`: a date is compared with a day, and asked for a period by its name.
    pub(super) fn period_compared(&mut self, left: &Expr, op: CompareOp, sign: Span, period: &Node) -> Expr {
        let (word, said) = (self.slice(left.span).to_owned(), self.slice(period.span).to_owned());
        let rolling = period.child(Token::length).map(|length| self.slice(length.span).to_owned());
        let written = match (op, rolling) {
            (CompareOp::Equal, _) => Some(said.clone()),
            (CompareOp::NotEqual, _) => None,
            (CompareOp::Greater, None) => Some(format!("after {said}")),
            (CompareOp::AtLeast, None) => Some(format!("on or after {said}")),
            (CompareOp::Less, None) => Some(format!("before {said}")),
            (CompareOp::AtMost, None) => Some(format!("on or before {said}")),
            (CompareOp::Greater | CompareOp::AtLeast, Some(_)) if period.has(Token::kw_last) => Some(said.clone()),
            (CompareOp::Less | CompareOp::AtMost, Some(length)) if period.has(Token::kw_last) => {
                Some(format!("before {length} ago"))
            }
            (CompareOp::Less | CompareOp::AtMost, Some(_)) => Some(said.clone()),
            (CompareOp::Greater | CompareOp::AtLeast, Some(_)) => None,
        };
        let at = sign.to(period.span);
        let message = format!("`{said}` is a period, and takes no `{}`", op.sign());
        let finding = Diagnostic::new(Rule::MisplacedWord, at, message, "a period stands alone");
        let finding = match (written, op) {
            (Some(written), _) => finding.help(format!("write `{word} {written}`")).fix(Safety::Unsafe, at, written),
            (None, CompareOp::NotEqual) => finding.help(format!("write `not {word} {said}`")),
            (None, _) => finding.help(format!("for example `{word} after 2026-12-24`")),
        };
        self.report(finding);
        Expr::hole(left.span.to(period.span))
    }

    pub(super) fn number_word(&self, node: &Node) -> u32 {
        let word = self.slice(node.span);
        NUMBERS.iter().position(|number| *number == word).and_then(|at| u32::try_from(at + 1).ok()).unwrap_or(1)
    }

    /// `in the last 90 days`, `from A to B`, `more than 30 days ago`: read as meant.
    pub(super) fn window_in_other_words(&mut self, node: &Node) -> Option<Window> {
        let (first, rest) = node.children.split_first()?;
        let said = |builder: &Self, part: &Node| builder.slice(part.span).to_owned();
        let second = rest.first();
        let (written, window, safety) = match (first.rule, second) {
            (Token::err_last | Token::err_next, Some(period)) if period.rule == Token::period => {
                let which = if first.rule == Token::err_last { "last" } else { "next" };
                self.calendar_or_rolling(node, which, self.period(period));
                return None;
            }
            (Token::err_last, Some(length)) => {
                (format!("last {}", said(self, length)), self.length(length).map(Window::last), Safety::Safe)
            }
            (Token::err_next, Some(length)) => {
                (format!("next {}", said(self, length)), self.length(length).map(Window::next), Safety::Safe)
            }
            (Token::err_during, Some(stretch)) => {
                (format!("in {}", said(self, stretch)), self.point(stretch, false).map(Window::during), Safety::Safe)
            }
            (Token::err_from, Some(from)) => match rest.get(2) {
                Some(to) => {
                    let written = format!("between {} and {}", said(self, from), said(self, to));
                    let window = match self.two_years(node) {
                        Some(_) => None,
                        None => self.point(from, true).zip(self.point(to, true)).map(|(a, b)| Window::between(a, b)),
                    };
                    (written, window, Safety::Unsafe)
                }
                None => {
                    (format!("since {}", said(self, from)), self.point(from, true).map(Window::since), Safety::Unsafe)
                }
            },
            (Token::err_until, Some(day)) => {
                let window = self.point(day, true).map(Window::through);
                (format!("on or before {}", said(self, day)), window, Safety::Unsafe)
            }
            (Token::err_than, Some(length)) => {
                let (op, _) = self.compare_op(first);
                let written = so_long_ago(op, &format!("{} ago", said(self, length)));
                let ago = self.length(length).map(Point::Ago);
                let window = ago.map(|ago| match op {
                    CompareOp::Greater => Window::before(ago),
                    CompareOp::AtLeast => Window::through(ago),
                    CompareOp::Less | CompareOp::AtMost => Window::since(ago),
                    CompareOp::Equal | CompareOp::NotEqual => Window::during(ago),
                });
                (written, window, Safety::Unsafe)
            }
            (Token::kw_in, Some(length)) if length.rule == Token::length => {
                let length = said(self, length);
                let message = format!("`in {length}` could be before today or ahead of it");
                self.report(
                    Diagnostic::new(Rule::MisplacedWord, node.span, message, "`last` or `next`?")
                        .help(format!("before today: `last {length}`; ahead: `next {length}`"))
                        .fix(Safety::Unsafe, node.span, format!("last {length}"))
                        .fix(Safety::Unsafe, node.span, format!("next {length}")),
                );
                return None;
            }
            _ => {
                let named = node.children.iter().find(|c| matches!(c.rule, Token::month_name | Token::err_month))?;
                let year = node.child(Token::year)?;
                let month = self.month_number(named)?;
                let number = said(self, year).parse().ok()?;
                self.sane_year(number, year.span)?;
                let window = NaiveDate::from_ymd_opt(number, month, 1).map(|day| Window::during(Point::Month(day)));
                (format!("in {number}-{month:02}"), window, Safety::Safe)
            }
        };
        let message = format!("`{}` is written `{written}` here", said(self, node));
        let finding = Diagnostic::new(Rule::ForeignOperator, node.span, message, format!("write `{written}`"));
        self.report(
            match safety {
                Safety::Safe => finding.help(MADE_BY_FIX),
                _ => finding,
            }
            .fix(safety, node.span, written),
        );
        window
    }

    /// `in the last year`: the one before this, or the twelve months up to now?
    fn calendar_or_rolling(&mut self, node: &Node, which: &str, period: Period) {
        let said = self.slice(node.span).to_owned();
        let length = match period {
            Period::Quarter => "3 months".to_owned(),
            other => format!("1 {}", other.name()),
        };
        let (calendar, rolling) = (format!("{which} {}", period.name()), format!("{which} {length}"));
        let to_or_from = if which == "last" { "up to now" } else { "from today" };
        let message = format!("`{said}` can be read in two ways");
        self.report(
            Diagnostic::new(Rule::AmbiguousDate, node.span, message, "by the calendar, or counted?")
                .help(format!("the {which} {} of the calendar: `{calendar}`", period.name()))
                .help(format!("{length} {to_or_from}: `{rolling}`"))
                .fix(Safety::Unsafe, node.span, calendar)
                .fix(Safety::Unsafe, node.span, rolling),
        );
    }

    /// `country is US`: a value is compared with `=`; read as meant.
    pub(super) fn is_value(&mut self, left: Expr, node: &Node, negated: bool) -> Expr {
        let words: Vec<Span> = node
            .children
            .iter()
            .filter(|c| {
                matches!(c.rule, Token::kw_is | Token::kw_not | Token::kw_in | Token::kw_any_of | Token::err_one_of)
            })
            .map(|c| c.span)
            .collect();
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return Expr::hole(node.span) };
        let at = first.to(*last);
        let value = Box::new(left);
        if let Some(list) = node.child(Token::list) {
            self.habit(Rule::ForeignOperator, at, if negated { "not in" } else { "in" });
            let list = self.list(list);
            return Expr { kind: ExprKind::OneOf { value, list, negated }, span: node.span };
        }
        let Some(right) = node.child(Token::sum) else { return Expr::hole(node.span) };
        let op = if negated { CompareOp::NotEqual } else { CompareOp::Equal };
        self.habit(Rule::ForeignOperator, at, op.sign());
        let right = Box::new(self.value(right));
        Expr { kind: ExprKind::Compare(value, op, at, right), span: node.span }
    }
}

/// How a date is compared with a day that is counted back from today: more is longer ago.
fn so_long_ago(op: CompareOp, ago: &str) -> String {
    match op {
        CompareOp::Greater => format!("before {ago}"),
        CompareOp::AtLeast => format!("on or before {ago}"),
        CompareOp::Less => format!("last {}", ago.trim_end_matches("ago").trim_end()),
        CompareOp::AtMost => format!("on or after {ago}"),
        CompareOp::Equal | CompareOp::NotEqual => format!("on {ago}"),
    }
}
