//! Values written out, and tokens that stand where nothing can.

use super::super::ast::{Expr, ExprKind, Literal};
use super::super::grammar::{Node, Rule as Token};
use super::Builder;
use crate::diagnostics::{Diagnostic, Rule, Safety};
use crate::source::Span;
use rust_decimal::Decimal;

impl Builder<'_> {
    pub(super) fn literal(&mut self, node: &Node) -> Expr {
        let span = node.span;
        let literal = match node.rule {
            Token::number => self.decimal(span, self.slice(span)).map(Literal::Number),
            Token::percent => {
                self.decimal(span, self.slice(span).trim_end_matches('%').trim_end()).map(Literal::Percent)
            }
            Token::money => {
                let text = self.slice(span).to_owned();
                let (amount, currency) = text.split_at(text.len().saturating_sub(3));
                self.decimal(span, amount.trim_end()).map(|amount| Literal::Money(amount, currency.to_owned()))
            }
            Token::length => self.length(node).map(Literal::Length),
            Token::date | Token::month | Token::moment | Token::ago => self.point(node, true).map(Literal::Time),
            Token::kw_today | Token::kw_yesterday | Token::kw_tomorrow => self.point(node, true).map(Literal::Time),
            Token::text => Some(Literal::Text { text: self.text_of(node), exact: false }),
            Token::exact => {
                let quoted = node.children.iter().find(|child| child.rule != Token::kw_exactly);
                quoted.map(|quoted| Literal::Text { text: self.text_of(quoted), exact: true })
            }
            Token::err_quote => Some(Literal::Text { text: self.text_of(node), exact: false }),
            Token::err_unclosed => {
                let width = self.slice(span).chars().next().map_or(0, char::len_utf8);
                let open = Span::new(span.start, span.start + width);
                let end = self.slice(span).trim_end().len() + span.start;
                self.report(
                    Diagnostic::new(Rule::UnclosedText, open, "this text has no closing quotation mark", "opened here")
                        .help("a text ends on its own line, with a `\"`")
                        .fix(Safety::Unsafe, Span::new(end, end), "\""),
                );
                None
            }
            Token::parameter => {
                return Expr { kind: ExprKind::Parameter(self.slice(span).trim_start_matches('$').to_owned()), span };
            }
            Token::err_far => return self.far_alone(span, span),
            Token::err_unit => return self.wrong_unit(span),
            Token::err_date => return self.foreign_date(span),
            Token::err_back => return self.backwards(span),
            Token::err_thousands => {
                let plain = self.slice(span).replace(',', "");
                let grouped = self.slice(span).replace(',', "_");
                self.report(
                    Diagnostic::new(
                        Rule::ForeignOperator,
                        span,
                        "thousands are not set apart with commas",
                        format!("write `{grouped}`"),
                    )
                    .help(format!("`{plain}` and `{grouped}` are the same number"))
                    .fix(Safety::Safe, span, grouped),
                );
                self.decimal(span, &plain).map(Literal::Number)
            }
            Token::err_symbol => {
                let text = self.slice(span).to_owned();
                let (code, name) = currency_of(&text);
                let amount: String = text
                    .chars()
                    .map(|c| if c == ',' { '_' } else { c })
                    .filter(|c| c.is_ascii_digit() || matches!(c, '.' | '_'))
                    .collect();
                self.report(
                    Diagnostic::new(
                        Rule::ForeignOperator,
                        span,
                        format!("amounts are written with letters: `{amount} {code}`"),
                        name,
                    )
                    .help("without a currency it is the project's: an amount alone is enough")
                    .fix(Safety::Safe, span, format!("{amount} {code}")),
                );
                self.decimal(span, &amount).map(|amount| Literal::Money(amount, code.to_owned()))
            }
            _ => None,
        };
        match literal {
            Some(literal) => Expr { kind: ExprKind::Literal(literal), span },
            None => Expr::hole(span),
        }
    }

    /// The text inside quotation marks, plain or not.
    pub(super) fn text_of(&mut self, node: &Node) -> String {
        let quoted = self.slice(node.span);
        let mut inside = quoted.chars();
        inside.next();
        inside.next_back();
        let inside = inside.as_str().to_owned();
        if node.rule != Token::text {
            let rule = if quoted.starts_with('\'') { Rule::ForeignOperator } else { Rule::LookAlikeCharacter };
            self.habit(rule, node.span, format!("\"{}\"", inside.replace('\\', "\\\\").replace('"', "\\\"")));
            return inside;
        }
        let mut text = String::with_capacity(inside.len());
        let mut escaped = false;
        for c in inside.chars() {
            if !escaped && c == '\\' {
                escaped = true;
                continue;
            }
            // Only `\"` and `\\` are escapes; elsewhere the backslash is itself.
            if escaped && c != '"' && c != '\\' {
                text.push('\\');
            }
            escaped = false;
            text.push(c);
        }
        text
    }

    fn decimal(&mut self, span: Span, text: &str) -> Option<Decimal> {
        let digits: String = text.chars().filter(|c| *c != '_').collect();
        let number = Decimal::from_str_exact(&digits).ok();
        // Eighteen digits before the point leave room for every sum and product.
        if is_ambiguous(text) && !self.in_degrees {
            self.thousands_or_decimals(span, text, "");
            return None;
        }
        match number.filter(|number| number.abs() < Decimal::from(10_i64.pow(18)) && number.scale() <= 9) {
            Some(number) => Some(number.normalize()),
            None => {
                let message = "a number has at most 18 digits and 9 decimals";
                self.report(Diagnostic::new(Rule::NumberOutOfRange, span, message, "").help("write fewer digits"));
                None
            }
        }
    }

    /// `1.500`: a thousand and five hundred to some, one and a half to others.
    pub(super) fn thousands_or_decimals(&mut self, span: Span, text: &str, unit: &str) {
        let thousand = format!("{}{unit}", text.replace('.', "_"));
        let decimal = format!("{}{unit}", text.trim_end_matches('0').trim_end_matches('.'));
        let message = format!("`{text}{unit}` can be read as {}{unit} or as {decimal}", text.replace('.', ","));
        self.report(
            Diagnostic::new(Rule::AmbiguousNumber, span, message, "which of the two?")
                .help(format!("write `{thousand}` for thousands, or `{decimal}`"))
                .fix(Safety::Unsafe, span, thousand)
                .fix(Safety::Unsafe, span, decimal),
        );
    }

    /// Tokens in a row that can stand nowhere here: one message.
    pub(super) fn stray(&mut self, nodes: &[&Node]) {
        let (Some(first), Some(last)) = (nodes.first(), nodes.last()) else {
            return;
        };
        let span = first.span.to(last.span);
        let token = first.children.first().unwrap_or(first);
        let text = self.slice(first.span).to_owned();
        let diagnostic = match token.rule {
            Token::err_end_mark if self.ends_a_body(first.span) => {
                return self.habit(Rule::ForeignOperator, first.span, "");
            }
            Token::err_dash => Diagnostic::new(
                Rule::LookAlikeCharacter,
                span,
                format!("`{text}` only looks like a sign of the language"),
                format!("write `{}`", plain_sign(&text)),
            )
            .help("such signs come from text documents")
            .fix(Safety::Safe, span, plain_sign(&text)),
            Token::err_char | Token::stray => {
                Diagnostic::new(Rule::StrayCharacter, span, format!("`{text}` has no meaning here"), "")
                    .help("leave it out, or put a text in quotes")
            }
            Token::kw_where => Diagnostic::new(
                Rule::MisplacedWord,
                first.span,
                "this `where` belongs to no event",
                "an event belongs before this",
            )
            .help("for example `ordered where total > 100`; a condition alone needs no `where`"),
            Token::err_operator => Diagnostic::new(
                Rule::ForeignOperator,
                first.span,
                format!("`{text}` is a word of other languages"),
                "not known here",
            )
            .help("words of the language are in small letters: `in`, `between`, `contains`"),
            Token::comma | Token::err_end_mark => {
                let message = format!("conditions are joined with `and` or `or`, not `{text}`");
                let diagnostic = Diagnostic::new(Rule::MisplacedWord, span, message, "`and` or `or`?")
                    .help("a list stands in parentheses after `in`: `country in (US, CA)`");
                self.with_words_that_join(diagnostic, span)
            }
            Token::kw_then => return self.no_event_before(first.span),
            Token::lone_count => {
                let (message, label) = ("a count of events follows an event", "an event belongs before this");
                Diagnostic::new(Rule::MisplacedWord, first.span, message, label)
                    .help(format!("for example `ordered {text}`"))
            }
            _ => Diagnostic::new(Rule::MisplacedWord, span, format!("`{text}` has nothing to belong to"), "")
                .help("periods and counts follow an event: `ordered at least twice last 90d`"),
        };
        self.report(diagnostic);
    }

    /// Whether nothing of a condition follows.
    fn ends_a_body(&self, mark: Span) -> bool {
        let behind = self.text.get(mark.end..).unwrap_or_default().trim_start();
        ["", "#", "segment ", "let ", ";"]
            .iter()
            .any(|next| if next.is_empty() { behind.is_empty() } else { behind.starts_with(next) })
    }

    /// Offers both words that join conditions.
    fn with_words_that_join(&self, diagnostic: Diagnostic, sign: Span) -> Diagnostic {
        let is_blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let before = self.text.get(..sign.start).unwrap_or_default().chars().next_back();
        let behind = self.text.get(sign.end..).unwrap_or_default().chars().next();
        let blank = |needed: bool| if needed { " " } else { "" };
        ["and", "or"].iter().fold(diagnostic, |diagnostic, word| {
            let written = format!("{}{word}{}", blank(!is_blank(before)), blank(!is_blank(behind)));
            diagnostic.fix(Safety::Unsafe, sign, written)
        })
    }
}

/// The sign that one of a text document stands for.
fn plain_sign(sign: &str) -> &'static str {
    if sign == "×" { "*" } else { "-" }
}

/// Whether a number has a point where some countries set thousands apart.
pub(super) fn is_ambiguous(text: &str) -> bool {
    let parts = text.split_once('.').filter(|_| !text.contains('_'));
    parts.is_some_and(|(whole, rest)| whole.len() <= 3 && rest.len() == 3 && rest.ends_with('0'))
}

fn currency_of(text: &str) -> (&'static str, &'static str) {
    match text.chars().find(|c| !c.is_ascii_digit()) {
        Some('€') => ("EUR", "euros"),
        Some('£') => ("GBP", "pounds"),
        Some('¥') => ("JPY", "yen"),
        _ => ("USD", "dollars"),
    }
}
