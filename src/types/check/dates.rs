//! Dates in periods: as they are, or, for those that come round every year, by their day.

use super::{Checker, messages};
use crate::diagnostics::{Diagnostic, Rule, Safety};
use crate::source::Span;
use crate::syntax::ast::{CompareOp, Expr};
use crate::time::{Edge, Length, Point, Window};
use crate::types::ir::{Condition, Test, Value};

impl<'a> Checker<'a> {
    /// That a date lies in a period. One that comes round every year is asked for its day
    /// where the period is near today on both sides: `birthday next 30d`.
    pub(super) fn in_window(&mut self, value: Value, window: Window, word: &str, at: Span) -> Option<Condition> {
        let (Some(from), Some(to)) = (window.from, window.to) else {
            return Some(Condition::Test(Test::During(value, window)));
        };
        if !(self.model.is_yearly(&value) && is_near_today(from) && is_near_today(to)) {
            return Some(Condition::Test(Test::During(value, window)));
        }
        if let Some(hours) = [from, to].into_iter().find_map(exact_length) {
            let days = match hours {
                Length::Minutes(minutes) => (minutes.abs() / (24 * 60)).max(1),
                _ => 1,
            };
            let message = format!("`{word}` is a day, so hours and minutes do not apply");
            self.report(
                Diagnostic::new(Rule::TypeMismatch, at, message, "days belong here")
                    .help(format!("for example `{word} next {days}d`")),
            );
            return None;
        }
        if let Some(length) = whole_years(from, to) {
            let (short, message) =
                (messages::length(length), format!("`{word}` comes round every year, so this holds for all"));
            self.report(
                Diagnostic::new(Rule::TypeMismatch, at, message, "a year or more")
                    .help(format!("by the year itself: `{word} >= {short} ago`"))
                    .fix(Safety::Unsafe, at, format!(">= {short} ago")),
            );
            return None;
        }
        Some(Condition::Test(Test::Anniversary(value, window)))
    }

    /// A date compared with a day compares days: `=` is all of it, `>` after it.
    pub(super) fn during(
        &mut self,
        value: Value,
        op: CompareOp,
        point: Point,
        left: &'a Expr,
        at: Span,
    ) -> Option<Condition> {
        let window = match op {
            CompareOp::Equal | CompareOp::NotEqual => Window::during(point),
            CompareOp::Less => Window::before(point),
            CompareOp::AtMost => Window::through(point),
            CompareOp::Greater => Window::after(point),
            CompareOp::AtLeast => Window::from(point),
        };
        let word = self.written(left);
        let condition = self.in_window(value, window, &word, at)?;
        Some(condition.negate_if(op == CompareOp::NotEqual))
    }

    /// `ordered in june`: events have many Junes.
    pub(super) fn month_of_which_year(&mut self, event: &str, month: u32, at: Span) {
        let message = "a month of which year?";
        self.report(
            Diagnostic::new(Rule::AmbiguousDate, at, message, "it comes every year")
                .help(format!("of one year: `{event} in 2025-{month:02}`"))
                .help(format!("of any year: `{event} where (date {})`", self.month_as_written(month))),
        );
    }

    fn month_as_written(&self, month: u32) -> String {
        let name = chrono::Month::try_from(u8::try_from(month).unwrap_or(1)).map_or("june", |month| month.name());
        format!("in {}", name.to_lowercase())
    }
}

/// Whether an edge moves with the day on which the segment is looked at.
fn is_near_today(edge: Edge) -> bool {
    !matches!(edge, Edge::Day(_) | Edge::Moment(_) | Edge::After(_))
}

fn exact_length(edge: Edge) -> Option<Length> {
    match edge {
        Edge::Exactly(length @ Length::Minutes(_)) => Some(length),
        _ => None,
    }
}

/// How long a window is, if that is plainly a year or more.
fn whole_years(from: Edge, to: Edge) -> Option<Length> {
    let length = |edge: Edge| match edge {
        Edge::Today(length) | Edge::DayAfter(length) => Some(length),
        _ => None,
    };
    let is_long = |length: &Length| match length {
        Length::Days(days) => days.abs() >= 366,
        Length::Months(months) => months.abs() >= 12,
        Length::Minutes(_) => false,
    };
    let found = [length(from), length(to)].into_iter().flatten().find(is_long)?;
    let other_is_today = [from, to].into_iter().any(|edge| matches!(edge, Edge::Now | Edge::Today(Length::Days(0))));
    other_is_today.then(|| match found {
        Length::Days(days) => Length::Days(days.abs()),
        Length::Months(months) => Length::Months(months.abs()),
        Length::Minutes(minutes) => Length::Minutes(minutes.abs()),
    })
}
