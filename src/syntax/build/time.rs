//! Periods, points and lengths of time, and what goes wrong in writing them.

use super::super::ast::{Expr, ExprKind, Literal};
use super::super::grammar::{Node, Rule as Token};
use super::Builder;
use crate::diagnostics::{Diagnostic, Rule, Safety};
use crate::source::Span;
use crate::time::{Edge, Length, Period, Point, Window, month_named};
use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};

pub(super) const UNITS: &str = "min minutes, h hours, d days, w weeks, mo months, y years";

impl Builder<'_> {
    pub(super) fn window(&mut self, node: &Node) -> Option<Window> {
        let keyword = node.children.first()?;
        if let Some(gap) = node
            .children
            .iter()
            .find(|child| matches!(child.rule, Token::no_length | Token::no_period | Token::no_point | Token::no_and))
        {
            return self.no_time(keyword.rule, gap);
        }
        let second = node.children.get(1);
        match (keyword.rule, second) {
            (Token::kw_today, _) => Some(Window::during(Point::FromToday(0))),
            (Token::kw_tomorrow, _) => Some(Window::during(Point::FromToday(1))),
            (Token::kw_yesterday, _) => Some(Window::during(Point::FromToday(-1))),
            (Token::kw_this, Some(period)) => Some(Window::period(self.period(period), 0)),
            (Token::kw_last, Some(period)) if period.rule == Token::period => {
                Some(Window::period(self.period(period), -1))
            }
            (Token::kw_next, Some(period)) if period.rule == Token::period => {
                Some(Window::period(self.period(period), 1))
            }
            (Token::kw_last, Some(length)) => self.length(length).map(Window::last),
            (Token::kw_next, Some(length)) => self.length(length).map(Window::next),
            (Token::kw_between, _) => self.window_between(node),
            (Token::kw_in, Some(stretch)) => self.point(stretch, false).map(Window::during),
            (keyword, Some(point)) => {
                let ago = !matches!(keyword, Token::kw_on);
                let point = self.point(point, ago)?;
                Some(match keyword {
                    Token::kw_on_or_before => Window::through(point),
                    Token::kw_on_or_after => Window::from(point),
                    Token::kw_since => Window::since(point),
                    Token::kw_before => Window::before(point),
                    Token::kw_after => Window::after(point),
                    _ => Window::during(point),
                })
            }
            _ => None,
        }
    }

    /// The month of `in june`, if a window is that.
    pub(super) fn month_of_any_year(&mut self, window: &Node) -> Option<u32> {
        let named = window.children.iter().find(|c| matches!(c.rule, Token::month_name | Token::err_month))?;
        if window.has(Token::year) {
            return None;
        }
        if named.rule == Token::err_month {
            let text = self.slice(named.span).to_lowercase();
            self.habit(Rule::ForeignOperator, named.span, text);
        }
        self.month_number(named)
    }

    /// The number of a month by its name, from 1.
    pub(super) fn month_number(&self, named: &Node) -> Option<u32> {
        month_named(&self.slice(named.span).to_lowercase())
    }

    fn no_time(&mut self, keyword: Token, gap: &Node) -> Option<Window> {
        let word = self.slice(self.before(gap.span)).to_owned();
        if gap.rule == Token::no_and {
            let help = "for example `between 2024-12-01 and 2024-12-24`";
            let message = "`between` has one date only";
            self.missing(Rule::MissingValue, gap.span, message, "`and` belongs after this", help);
            return None;
        }
        let (label, help) = match keyword {
            Token::kw_last | Token::kw_next => {
                ("a length of time or a period belongs after this", "for example `last 90d` or `last month`")
            }
            Token::kw_this => ("a period belongs after this", "for example `this month`"),
            Token::kw_between => ("two dates belong here", "for example `between 2024-12-01 and 2024-12-24`"),
            _ => ("a date belongs after this", "for example `since 2024-12-01` or `since 90d`"),
        };
        self.missing(Rule::MissingValue, gap.span, format!("`{word}` has nothing after it"), label, help);
        None
    }

    /// `between 2023 and 2024`, which what stands before it reads as years or as numbers.
    pub(super) fn two_years(&self, window: &Node) -> Option<[Expr; 2]> {
        let [keyword, low, _, high] = window.children.as_slice() else { return None };
        let is_between = matches!(keyword.rule, Token::kw_between | Token::err_from);
        let number = |node: &Node| {
            let kind = ExprKind::Literal(Literal::Number(self.slice(node.span).parse().ok()?));
            (is_between && node.rule == Token::year).then_some(Expr { kind, span: node.span })
        };
        Some([number(low)?, number(high)?])
    }

    fn window_between(&mut self, node: &Node) -> Option<Window> {
        let bounds: Vec<&Node> = node
            .children
            .iter()
            .filter(|child| !matches!(child.rule, Token::kw_between | Token::kw_and | Token::kw_ago))
            .collect();
        let [low, high] = bounds.as_slice() else {
            return None;
        };
        let ago = high.rule == Token::ago || node.has(Token::kw_ago);
        let (a, b) = (self.point(low, ago), self.point(high, ago));
        let (a, b) = (a?, b?);
        let reversed = match (a.start(), b.start()) {
            (Edge::Today(Length::Days(a)), Edge::Today(Length::Days(b))) => a > b,
            (Edge::Today(Length::Months(a)), Edge::Today(Length::Months(b))) => a > b,
            (Edge::Exactly(Length::Minutes(a)), Edge::Exactly(Length::Minutes(b))) => a > b,
            (a, b) => on_the_wall(a).zip(on_the_wall(b)).is_some_and(|(a, b)| a > b),
        };
        if a == b && matches!(a, Point::Ago(_)) {
            let (first, second) = (self.slice(low.span), self.slice(high.span));
            let message = format!("`between {first} and {second}` is empty");
            self.report(
                Diagnostic::new(Rule::WrongDirection, low.span.to(high.span), message, "it ends where it begins").help(
                    format!("that whole day is `on {}`", second.trim_end_matches("ago").trim_end().to_owned() + " ago"),
                ),
            );
            return None;
        }
        if reversed {
            let (first, second) = (self.slice(low.span).to_owned(), self.slice(high.span).to_owned());
            let whole = low.span.to(high.span);
            let unit = |text: &str| text.trim_end_matches("ago").trim_end().to_owned();
            let fixed = if high.rule == Token::ago {
                format!("{} and {} ago", unit(&second), unit(&first))
            } else {
                format!("{second} and {first}")
            };
            self.report(
                Diagnostic::new(
                    Rule::WrongDirection,
                    whole,
                    format!("`between {first} and {second}` is empty"),
                    "the earlier one comes first",
                )
                .help(format!("write `between {fixed}`"))
                .fix(Safety::Safe, whole, fixed),
            );
            return Some(Window::between(b, a));
        }
        Some(Window::between(a, b))
    }

    pub(super) fn period(&self, node: &Node) -> Period {
        match self.slice(node.span) {
            "day" => Period::Day,
            "week" => Period::Week,
            "quarter" => Period::Quarter,
            "year" => Period::Year,
            _ => Period::Month,
        }
    }

    /// A point in time; a bare length is one only where `ago` is understood.
    pub(super) fn point(&mut self, node: &Node, ago: bool) -> Option<Point> {
        match node.rule {
            Token::date => self.day(node.span).map(Point::Day),
            Token::month => self.month(node.span).map(Point::Month),
            Token::year => {
                let year = self.slice(node.span).parse().ok()?;
                self.sane_year(year, node.span)?;
                NaiveDate::from_ymd_opt(year, 1, 1).map(Point::Year)
            }
            Token::moment => self.moment(node.span),
            Token::kw_today => Some(Point::FromToday(0)),
            Token::kw_yesterday => Some(Point::FromToday(-1)),
            Token::kw_tomorrow => Some(Point::FromToday(1)),
            Token::whole_period => {
                let [which, period] = node.children.as_slice() else { return None };
                let ahead = match which.rule {
                    Token::kw_last => -1,
                    Token::kw_next => 1,
                    _ => 0,
                };
                Some(match self.period(period) {
                    Period::Day => Point::FromToday(i64::from(ahead)),
                    period => Point::Period(period, ahead),
                })
            }
            Token::ago => node.child(Token::length).and_then(|length| self.length(length)).map(Point::Ago),
            Token::length if ago => self.length(node).map(Point::Ago),
            Token::length => {
                let text = self.slice(node.span).to_owned();
                let message = format!("`{text}` is a length of time, not a day");
                self.report(
                    Diagnostic::new(Rule::TypeMismatch, node.span, message, "which day?")
                        .help(format!("the day that long ago is `{text} ago`; the time since then is `last {text}`"))
                        .fix(Safety::Unsafe, node.span, format!("{text} ago")),
                );
                None
            }
            _ => match self.literal(node).kind {
                ExprKind::Literal(Literal::Time(point)) => Some(point),
                ExprKind::Literal(Literal::Length(length)) if ago => Some(Point::Ago(length)),
                _ => None,
            },
        }
    }

    pub(super) fn length(&mut self, node: &Node) -> Option<Length> {
        if node.rule == Token::number {
            let text = self.slice(node.span);
            self.report(
                Diagnostic::new(
                    Rule::UnknownUnit,
                    node.span,
                    format!("{text} what?"),
                    "a unit of time belongs after this",
                )
                .help(UNITS)
                .help(format!("for {text} days write `{text}d`"))
                .fix(Safety::Unsafe, node.span, format!("{text}d")),
            );
            return None;
        }
        if node.rule == Token::err_unit {
            return match self.wrong_unit(node.span).kind {
                ExprKind::Literal(Literal::Length(length)) => Some(length),
                _ => None,
            };
        }
        let text = self.slice(node.span).to_owned();
        let digits: String =
            text.chars().take_while(|c| c.is_ascii_digit() || *c == '_').filter(|c| *c != '_').collect();
        let unit = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '_').trim_start();
        let length = digits.parse::<i32>().ok().map(i64::from).map(|n| match unit {
            "min" | "minute" | "minutes" => Length::Minutes(n),
            "h" | "hour" | "hours" => Length::Minutes(n * 60),
            "w" | "week" | "weeks" => Length::Days(n * 7),
            "mo" | "month" | "months" => Length::Months(n),
            "y" | "year" | "years" => Length::Months(n * 12),
            _ => Length::Days(n),
        });
        match length.filter(|length| length.is_sane()) {
            Some(length) => Some(length),
            None => {
                let message = format!("`{text}` is longer than {} years", Length::MAX_YEARS);
                self.report(
                    Diagnostic::new(Rule::NumberOutOfRange, node.span, message, "")
                        .help("leave the period out for all time"),
                );
                None
            }
        }
    }

    pub(super) fn sane_year(&mut self, year: i32, span: Span) -> Option<()> {
        let refusal = out_of_reach(year, span);
        let sane = refusal.is_none().then_some(());
        self.diagnostics.extend(refusal);
        sane
    }

    fn day(&mut self, span: Span) -> Option<NaiveDate> {
        let text = self.slice(span).to_owned();
        let parts: Vec<u32> = text.split('-').filter_map(|part| part.parse().ok()).collect();
        let [year, month, day] = parts.as_slice() else {
            return None;
        };
        let year = i32::try_from(*year).ok()?;
        self.sane_year(year, span)?;
        if let Some(date) = NaiveDate::from_ymd_opt(year, *month, *day) {
            return Some(date);
        }
        let diagnostic = match NaiveDate::from_ymd_opt(year, *month, 1) {
            Some(first) => {
                let last = last_day(first);
                let name = first.format("%B %Y").to_string();
                Diagnostic::new(
                    Rule::ImpossibleDate,
                    span,
                    format!("there is no {day} {name}"),
                    format!("{name} has {} days", last.day()),
                )
                .help(format!("the last day is `{last}`; the whole month is `in {}`", first.format("%Y-%m")))
                .fix(Safety::Unsafe, span, last.to_string())
            }
            None => {
                let swapped = NaiveDate::from_ymd_opt(year, *day, *month);
                let mut diagnostic = Diagnostic::new(
                    Rule::ImpossibleDate,
                    span,
                    format!("there is no month {month}"),
                    "year, month, day",
                );
                if let Some(swapped) = swapped {
                    diagnostic = diagnostic
                        .help(format!("day and month swapped? {} is `{swapped}`", swapped.format("%-d %B")))
                        .fix(Safety::Unsafe, span, swapped.to_string());
                }
                diagnostic
            }
        };
        self.report(diagnostic);
        None
    }

    fn month(&mut self, span: Span) -> Option<NaiveDate> {
        let text = self.slice(span).to_owned();
        let (year, month) = text.split_once('-')?;
        let (year, month) = (year.parse().ok()?, month.parse().ok()?);
        self.sane_year(year, span)?;
        let first = NaiveDate::from_ymd_opt(year, month, 1);
        if first.is_none() {
            let message = format!("there is no month {month}");
            self.report(
                Diagnostic::new(Rule::ImpossibleDate, span, message, "year, month")
                    .help("months go from 01 to 12: `2024-12`"),
            );
        }
        first
    }

    fn moment(&mut self, span: Span) -> Option<Point> {
        let (day, clock) = {
            let text = self.slice(span);
            (text.find('T')?, text.split_once('T')?.1.to_owned())
        };
        let date = self.day(Span::new(span.start, span.start + day))?;
        let parts: Vec<u32> = clock.split(':').filter_map(|part| part.parse().ok()).collect();
        let (hour, minute) = (*parts.first()?, *parts.get(1)?);
        let second = parts.get(2).copied().unwrap_or_default();
        match date.and_hms_opt(hour, minute, second) {
            Some(moment) => Some(Point::Moment(moment)),
            None => {
                let message = format!("there is no {clock} on the clock");
                self.report(
                    Diagnostic::new(Rule::ImpossibleDate, span, message, "hours to 23, minutes to 59")
                        .help("for example `2024-12-24T16:00`"),
                );
                None
            }
        }
    }
}

/// What is said of a year that no customer has lived in.
pub fn out_of_reach(year: i32, span: Span) -> Option<Diagnostic> {
    let message = || format!("the year {year} is out of reach");
    (!(1800..=2200).contains(&year)).then(|| {
        Diagnostic::new(Rule::ImpossibleDate, span, message(), "from 1800 to 2200")
            .help("the year comes first and has four digits: `2024-12-24`")
    })
}

fn last_day(first: NaiveDate) -> NaiveDate {
    crate::time::add_days(crate::time::add_months(first, 1), -1)
}

/// An edge that is written out, as the wall shows it.
fn on_the_wall(edge: Edge) -> Option<NaiveDateTime> {
    match edge {
        Edge::Day(day) => Some(day.and_time(NaiveTime::MIN)),
        Edge::Moment(moment) => Some(moment),
        _ => None,
    }
}
