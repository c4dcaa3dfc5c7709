//! Slips in writing times: units that are none, dates the other way round, lengths
//! that count backwards.

use super::super::ast::{Expr, ExprKind, Literal};
use super::Builder;
use super::time::UNITS;
use crate::diagnostics::{Diagnostic, Rule, Safety};
use crate::source::Span;
use crate::time::Length;
use chrono::NaiveDate;

impl Builder<'_> {
    /// `90x`, `3m`, `90D`: a number with letters that are no unit.
    pub(super) fn wrong_unit(&mut self, span: Span) -> Expr {
        let text = self.slice(span).to_owned();
        let digits: String = text.chars().take_while(|c| c.is_ascii_digit() || *c == '.' || *c == '_').collect();
        let unit = text.strip_prefix(digits.as_str()).unwrap_or_default().to_owned();
        let lower = unit.to_lowercase();
        let known = [
            "min", "h", "d", "w", "mo", "y", "day", "days", "week", "weeks", "month", "months", "year", "years",
            "hour", "hours", "minute", "minutes",
        ];
        let mut length = None;
        let diagnostic = match lower.as_str() {
            "m" => Diagnostic::new(
                Rule::UnknownUnit,
                span,
                format!("`{text}` could be months or minutes"),
                "which of the two?",
            )
            .help(format!("months are `{digits}mo`, minutes are `{digits}min`"))
            .fix(Safety::Unsafe, span, format!("{digits}mo"))
            .fix(Safety::Unsafe, span, format!("{digits}min")),
            "q" | "quarter" | "quarters" => {
                let months = digits.replace('_', "").parse::<u32>().ok().and_then(|quarters| quarters.checked_mul(3));
                let written = months.map_or("3mo".to_owned(), |months| format!("{months}mo"));
                Diagnostic::new(Rule::UnknownUnit, span, "a quarter is no unit of time", format!("write `{written}`"))
                    .help("a quarter is three months; one of the calendar is `last quarter`")
                    .fix(Safety::Unsafe, span, written)
            }
            _ if digits.contains('.') => {
                Diagnostic::new(Rule::UnknownUnit, span, "a length of time is a whole number", "no decimals here")
                    .help("write it in a smaller unit, such as `36h` for a day and a half")
            }
            _ if known.contains(&lower.as_str()) => {
                length = digits.parse().ok().map(Length::Days).filter(|_| lower == "d");
                let fixed = format!("{digits}{}{lower}", if lower.len() > 3 { " " } else { "" });
                Diagnostic::new(
                    Rule::UnknownUnit,
                    span,
                    format!("units of time are in small letters: `{fixed}`"),
                    format!("write `{fixed}`"),
                )
                .fix(Safety::Safe, span, fixed)
            }
            _ => Diagnostic::new(
                Rule::UnknownUnit,
                span,
                format!("`{unit}` is not a unit of time"),
                format!("{digits} what?"),
            )
            .help(UNITS)
            .help(format!("for {digits} days write `{digits}d`")),
        };
        self.report(diagnostic);
        match length {
            Some(length) => Expr { kind: ExprKind::Literal(Literal::Length(length)), span },
            None => Expr::hole(span),
        }
    }

    /// `01/02/2026`: one reading, two, or none.
    pub(super) fn foreign_date(&mut self, span: Span) -> Expr {
        let text = self.slice(span).to_owned();
        let parts: Vec<u32> = text.split(['/', '.', '-']).filter_map(|part| part.parse().ok()).collect();
        let mut readings: Vec<NaiveDate> = Vec::new();
        if let [a, b, c] = *parts.as_slice() {
            let orders = if a > 31 { [(a, b, c), (a, b, c)] } else { [(c, b, a), (c, a, b)] };
            for (year, month, day) in orders {
                let year = if year < 100 { year + 2000 } else { year };
                let date = i32::try_from(year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, day));
                readings.extend(date.filter(|date| !readings.contains(date)));
            }
        }
        let say = |date: &NaiveDate| date.format("%-d %B").to_string();
        let mut diagnostic = match readings.as_slice() {
            [one] => {
                Diagnostic::new(Rule::AmbiguousDate, span, "dates are written year first", format!("write `{one}`"))
            }
            [one, two] => Diagnostic::new(
                Rule::AmbiguousDate,
                span,
                format!("is this {} or {}?", say(one), say(two)),
                "write the year first",
            )
            .help(format!("{} is `{one}`, {} is `{two}`", say(one), say(two))),
            _ => Diagnostic::new(Rule::ImpossibleDate, span, format!("`{text}` is not a date"), "write the year first")
                .help("for example `2024-12-24`"),
        };
        // A year of two digits may be meant in another century.
        let sure = readings.len() == 1 && parts.iter().any(|part| *part > 99);
        let safety = if sure { Safety::Safe } else { Safety::Unsafe };
        for date in readings {
            diagnostic = diagnostic.fix(safety, span, date.to_string());
        }
        self.report(diagnostic);
        Expr::hole(span)
    }

    /// `-90d`, counted back from now.
    pub(super) fn backwards(&mut self, span: Span) -> Expr {
        let text = self.slice(span).to_owned();
        let length = text.trim_start_matches('-');
        self.report(
            Diagnostic::new(
                Rule::ForeignOperator,
                span,
                format!("`{text}` is written `{length} ago`"),
                format!("write `{length} ago`"),
            )
            .help(format!("the time since then is `last {length}`"))
            .fix(Safety::Safe, span, format!("{length} ago")),
        );
        Expr::hole(span)
    }
}
