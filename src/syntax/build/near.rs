//! Those who live near a place: `within 25km of "Berlin"`.

use super::super::ast::{Expr, ExprKind, Literal, Name, Near, Place};
use super::super::grammar::{Node, Rule as Token};
use super::Builder;
use super::literal::is_ambiguous;
use crate::diagnostics::{Diagnostic, Rule, Safety};
use crate::source::Span;
use rust_decimal::Decimal;

const EXAMPLE: &str = "for example `within 25km of postcode \"20121\"`, or `of (45.46, 9.19)`";

impl Builder<'_> {
    /// `within 25km of postcode "20121"`.
    pub(super) fn near(&mut self, node: &Node) -> Expr {
        let [_, amount, of, place] = node.children.as_slice() else {
            return Expr::hole(node.span);
        };
        let metres = match of.rule {
            Token::no_of => self.no_of(of.span, amount, place),
            _ => self.metres(amount),
        };
        if of.rule == Token::err_of {
            self.habit(Rule::ForeignOperator, of.span, "of");
        }
        let place = match place.rule {
            Token::place => self.place(place),
            _ if of.rule == Token::no_of => None,
            _ => {
                let (message, label) = ("`of` has nothing after it", "a place belongs after this");
                self.missing(Rule::MissingValue, place.span, message, label, EXAMPLE);
                None
            }
        };
        Expr { kind: ExprKind::Near(Box::new(Near { metres, at: amount.span, place })), span: node.span }
    }

    /// `distance < 25km`, `25km from ...`: a distance stands only behind `within`.
    pub(super) fn far_alone(&mut self, far: Span, whole: Span) -> Expr {
        let (digits, unit) = amount(self.slice(far));
        let message = "how near somebody lives is said with `within`";
        let help = EXAMPLE.replace("25km", &format!("{digits}{}", unit.unwrap_or("km")));
        self.report(Diagnostic::new(Rule::OtherWords, whole, message, "not said so here").help(help));
        Expr::hole(whole)
    }

    /// What is missing behind a distance; how its unit is written is shown with that.
    fn no_of(&mut self, gap: Span, distance: &Node, place: &Node) -> Option<Decimal> {
        let at = self.before(gap);
        let (digits, unit) = amount(self.slice(distance.span));
        let written = unit.map(|unit| format!("{digits}{unit}"));
        let shown = written.as_deref().unwrap_or("25km");
        let message = "within that distance of what?";
        let mut finding = Diagnostic::new(Rule::MissingPart, at, message, "`of` and a place belong after this");
        finding.incomplete = self.at_end(gap);
        finding = if place.rule == Token::place {
            let (of, from) = match &written {
                Some(written) => (format!("{written} of"), distance.span.start),
                None => (" of".to_owned(), at.end),
            };
            let help = format!("write `within {shown} of {}`", self.slice(place.span));
            finding.help(help).fix(Safety::Safe, Span::new(from, at.end), of)
        } else {
            finding.help(EXAMPLE.replace("25km", shown))
        };
        self.report(finding);
        written.is_none().then(|| self.metres(distance)).flatten()
    }

    /// A distance in metres.
    fn metres(&mut self, node: &Node) -> Option<Decimal> {
        let text = self.slice(node.span);
        let (digits, said) = amount(text);
        let number: String = digits.chars().filter(|c| *c != '_').collect();
        let number = Decimal::from_str_exact(&number).ok();
        let unit = said.unwrap_or("km");
        match node.rule {
            Token::distance => {}
            Token::err_distance if said.is_some() => {
                self.habit(Rule::ForeignOperator, node.span, format!("{digits}{unit}"))
            }
            Token::err_distance => return self.in_metres(node.span, number),
            _ => return self.no_unit(node, digits),
        }
        if is_ambiguous(digits) {
            self.thousands_or_decimals(node.span, digits, unit);
            return None;
        }
        let metres = number.and_then(|number| number.checked_mul(metres_of(unit)));
        let (least, most) = (Decimal::ZERO, Decimal::from(MOST));
        match metres {
            Some(metres) if metres > least && metres <= most => Some(metres.normalize()),
            Some(metres) if metres <= least => {
                let message = "a distance is more than 0";
                self.report(
                    Diagnostic::new(Rule::NumberOutOfRange, node.span, message, "nobody is so near").help(EXAMPLE),
                );
                None
            }
            _ => {
                let message = "no two places on the earth are so far apart";
                let help = "the largest distance is 20015km";
                self.report(Diagnostic::new(Rule::NumberOutOfRange, node.span, message, "too far").help(help));
                None
            }
        }
    }

    /// `500m`: metres, most likely; minutes and months are no distance.
    fn in_metres(&mut self, span: Span, number: Option<Decimal>) -> Option<Decimal> {
        let mut finding = Diagnostic::new(
            Rule::UnknownUnit,
            span,
            "a distance is in kilometres or miles: `km` or `mi`",
            "in metres?",
        );
        let kilometres = number.and_then(|metres| metres.checked_div(Decimal::ONE_THOUSAND));
        if let Some(kilometres) = kilometres.filter(|kilometres| kilometres.scale() <= 6) {
            finding = finding.fix(Safety::Unsafe, span, format!("{}km", kilometres.normalize()));
        }
        self.report(finding);
        None
    }

    /// `within 25 of`, `within 25d of`.
    fn no_unit(&mut self, node: &Node, digits: &str) -> Option<Decimal> {
        let said = self.slice(node.span).to_owned();
        let (message, label) = match node.rule {
            Token::number => ("kilometres or miles?".to_owned(), "a unit belongs after this: `km` or `mi`"),
            Token::length => (format!("`{said}` is a length of time, and no distance"), "`km` or `mi`?"),
            _ => (format!("`{said}` is no distance"), "`km` or `mi`?"),
        };
        let finding = Diagnostic::new(Rule::UnknownUnit, node.span, message, label)
            .help(format!("`within {digits}km of`, or `within {digits}mi of`"));
        let finding = ["km", "mi"]
            .iter()
            .fold(finding, |finding, unit| finding.fix(Safety::Unsafe, node.span, format!("{digits}{unit}")));
        self.report(finding);
        None
    }

    fn place(&mut self, node: &Node) -> Option<Place> {
        let place = node.children.first()?;
        match place.rule {
            Token::name => Some(Place::Named(self.name(place))),
            Token::postcode => self.postcode(place),
            Token::list => self.coordinates(place),
            _ => self.quoted(place).map(Place::Named),
        }
    }

    /// A text in quotes, as a name.
    fn quoted(&mut self, node: &Node) -> Option<Name> {
        match self.literal(node).kind {
            ExprKind::Literal(Literal::Text { text, .. }) => Some(Name { text, span: node.span }),
            _ => None,
        }
    }

    /// `postcode "20121" in IT`.
    fn postcode(&mut self, node: &Node) -> Option<Place> {
        let (Some(word), Some(code)) = (node.children.first(), node.children.get(1)) else { return None };
        if word.rule == Token::err_postcode {
            self.habit(Rule::ForeignOperator, word.span, "postcode");
        }
        let country = match node.children.get(3) {
            Some(country) if country.rule == Token::name => Some(self.name(country)),
            Some(country) => self.quoted(country),
            None => None,
        };
        let code = match code.rule {
            Token::number | Token::err_unit => {
                let text = self.slice(code.span).to_owned();
                let (message, label) = ("a postcode is a text in quotes", "this is a number");
                self.report(
                    Diagnostic::new(Rule::TypeMismatch, code.span, message, label)
                        .help("zeros in front count, and many have letters")
                        .fix(Safety::Safe, code.span, format!("\"{text}\"")),
                );
                Name { text, span: code.span }
            }
            _ => self.quoted(code)?,
        };
        Some(Place::Postcode(code, country))
    }

    /// `(45.46, 9.19)`: degrees of latitude, then of longitude.
    fn coordinates(&mut self, node: &Node) -> Option<Place> {
        let before = self.diagnostics.len() + self.foreign.len();
        self.in_degrees = true;
        let items = self.list(node);
        self.in_degrees = false;
        let numbers: Vec<Option<Decimal>> = items.iter().map(degrees).collect();
        if let [Some(latitude), Some(longitude)] = numbers.as_slice() {
            return Some(Place::At([*latitude, *longitude], items, node.span));
        }
        if self.diagnostics.len() + self.foreign.len() == before {
            let (message, label) = ("coordinates are two numbers of degrees", "latitude, then longitude");
            let mut finding = Diagnostic::new(Rule::TypeMismatch, node.span, message, label)
                .help("for example `(45.46, 9.19)`; south and west are below 0: `(-33.87, 151.21)`");
            // With commas for points, as many countries write them.
            if let [Some(a), Some(b), Some(c), Some(d)] = numbers.as_slice()
                && [a, b, c, d].iter().all(|part| part.scale() == 0)
            {
                finding = finding.fix(Safety::Unsafe, node.span, format!("({a}.{b}, {c}.{d})"));
            }
            self.report(finding);
        }
        None
    }
}

/// Half of the way round the earth, in metres, and a little.
const MOST: i64 = 20_016_000;

/// The digits of a distance, and its unit, if that is one of distances.
fn amount(text: &str) -> (&str, Option<&'static str>) {
    let digits = text.trim_end_matches(|c: char| c.is_alphabetic() || c == '_' || c.is_whitespace());
    let unit = match text.get(digits.len()..).unwrap_or_default().trim().to_lowercase().as_str() {
        "mi" | "mile" | "miles" => Some("mi"),
        "km" | "kms" => Some("km"),
        other => other.starts_with("kilomet").then_some("km"),
    };
    (digits, unit)
}

/// So many metres is a unit.
fn metres_of(unit: &str) -> Decimal {
    match unit {
        "mi" => Decimal::new(1_609_344, 3),
        _ => Decimal::ONE_THOUSAND,
    }
}

fn degrees(expr: &Expr) -> Option<Decimal> {
    match &expr.kind {
        ExprKind::Literal(Literal::Number(number)) => Some(*number),
        ExprKind::Minus(inner) => degrees(inner).map(|number| -number),
        _ => None,
    }
}
