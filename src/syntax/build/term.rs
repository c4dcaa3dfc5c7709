//! Words with their modifiers: periods, `where`, counts, arguments, short forms.

use super::super::ast::{Aspect, CompareOp, Expr, ExprKind, Modifier, ModifierKind, Name, Nth, Term};
use super::super::grammar::{Node, Rule as Token};
use super::Builder;
use super::habits::in_other_words;
use crate::diagnostics::{Diagnostic, Rule, Safety};
use crate::source::Span;

impl Builder<'_> {
    pub(super) fn term(&mut self, node: &Node) -> Expr {
        let term = self.term_parts(node);
        Expr { span: term.span, kind: ExprKind::Term(Box::new(term)) }
    }

    pub(super) fn never(&mut self, node: &Node) -> Expr {
        let Some(never) = node.child(Token::kw_never) else {
            return Expr::hole(node.span);
        };
        let Some(term) = node.child(Token::term) else {
            let gap = node.child(Token::no_event).map_or(node.span, |gap| gap.span);
            self.missing(
                Rule::MissingCondition,
                gap,
                "`never` has nothing after it",
                "an event belongs after this",
                "for example `never ordered`",
            );
            return Expr::hole(node.span);
        };
        let term = self.term_parts(term);
        Expr { span: never.span.to(term.span), kind: ExprKind::Never(never.span, Box::new(term)) }
    }

    pub(super) fn call(&mut self, node: &Node) -> Expr {
        let Some(function) = node.child(Token::function) else {
            return Expr::hole(node.span);
        };
        let function = self.name(function);
        if let Some(gap) = node.child(Token::no_close) {
            self.unclosed(
                &Node { rule: node.rule, span: Span::new(function.span.end, node.span.end), children: Vec::new() },
                gap.span,
            );
        }
        let aspect = match function.text.as_str() {
            "phone_country" => Some(Aspect::PhoneCountry),
            "email_domain" => Some(Aspect::EmailDomain),
            _ => None,
        };
        let Some(inner) = node.child(Token::call_term) else {
            let gap = node.child(Token::no_value).map_or(node.span, |gap| gap.span);
            let help = format!("for example `{}(ordered.total last 90d)`", function.text);
            self.missing(
                Rule::MissingValue,
                gap,
                format!("`{}` has nothing to work on", function.text),
                "an event belongs after this",
                &help,
            );
            return Expr::hole(node.span);
        };
        if let Some(rest) = node.child(Token::call_rest) {
            let message = format!("`{}` takes one event with its modifiers", function.text);
            self.report(
                Diagnostic::new(Rule::MisplacedWord, rest.span, message, "this does not belong here")
                    .help("conditions go into `where`: `sum(ordered.total where channel = web)`"),
            );
        }
        let term = self.term_parts(inner);
        let kind = match aspect {
            Some(aspect) => {
                let of = Expr { span: term.span, kind: ExprKind::Term(Box::new(term)) };
                ExprKind::Told(aspect, function.span, Box::new(of))
            }
            None => ExprKind::Call(function, Box::new(term)),
        };
        Expr { kind, span: node.span }
    }

    fn term_parts(&mut self, node: &Node) -> Term {
        let mut term = Term {
            nth: None,
            word: Name { text: String::new(), span: node.span },
            property: None,
            modifiers: Vec::new(),
            span: node.span,
        };
        for child in &node.children {
            match child.rule {
                Token::kw_nth => term.nth = Some(Nth { number: nth(self.slice(child.span)), span: child.span }),
                Token::path => {
                    let mut names = child.children.iter().filter(|part| part.rule == Token::name);
                    if let Some(word) = names.next() {
                        term.word = self.name(word);
                    }
                    term.property = names.next().map(|property| self.name(property));
                    if let Some(gap) = child.child(Token::no_name) {
                        let label = "a property belongs after this";
                        self.missing(
                            Rule::MissingName,
                            gap.span,
                            "`.` has nothing after it",
                            label,
                            "for example `ordered.total`",
                        );
                    }
                }
                _ => self.modifier(child, &mut term.modifiers),
            }
        }
        term
    }

    /// A modifier of a word.
    pub(super) fn modifier(&mut self, node: &Node, modifiers: &mut Vec<Modifier>) {
        let kind = match node.rule {
            Token::window => match self.month_of_any_year(node) {
                Some(month) => ModifierKind::Month(month),
                None => self.window_kind(node),
            },
            Token::err_is_when => return self.filler(node.span),
            Token::regular => return modifiers.push(self.regular(node)),
            Token::within => return modifiers.push(self.within(node)),
            Token::same => return modifiers.extend(self.same(node)),
            Token::where_part => return self.where_part(node, modifiers),
            Token::frequency => match self.frequency(node) {
                Some((op, count)) => ModifierKind::Frequency(op, count),
                None => return,
            },
            Token::argument => {
                let value = node.children.first().map_or(Expr::hole(node.span), |value| self.literal(value));
                ModifierKind::Argument(Box::new(value))
            }
            Token::short => self.short_form(node),
            Token::spelled => ModifierKind::Alike(None, self.spelling(node)),
            Token::listed => {
                ModifierKind::Listed(node.child(Token::list).map(|list| self.list(list)).unwrap_or_default())
            }
            _ => return,
        };
        modifiers.push(Modifier { kind, span: node.span });
    }

    fn window_kind(&mut self, node: &Node) -> ModifierKind {
        let years = self.two_years(node).map(|bounds| ModifierKind::Years(Box::new(bounds)));
        if in_other_words(node) {
            let window = self.window_in_other_words(node);
            return years.unwrap_or(ModifierKind::Window(window));
        }
        years.unwrap_or_else(|| ModifierKind::Window(self.window(node)))
    }

    /// Without parentheses `where` takes one comparison; what follows it belongs to the event again.
    fn where_part(&mut self, node: &Node, modifiers: &mut Vec<Modifier>) {
        let own = node.child(Token::enclosed).or(node.child(Token::row));
        self.wheres += 1;
        let outer = std::mem::replace(&mut self.behind, node.has(Token::row).then(Vec::new));
        let mut condition = match own {
            Some(condition) => self.unary(condition),
            None => {
                let gap = node.child(Token::no_condition).map_or(node.span, |gap| gap.span);
                let help = "for example `ordered where total > 100`";
                self.missing(
                    Rule::MissingCondition,
                    gap,
                    "`where` has nothing after it",
                    "a condition belongs after this",
                    help,
                );
                Expr::hole(gap)
            }
        };
        self.wheres -= 1;
        let mut released = std::mem::replace(&mut self.behind, outer).unwrap_or_default();
        release(&mut condition, &mut released);
        let span = node.children.first().map_or(node.span, |keyword| keyword.span).to(condition.span);
        modifiers.push(Modifier { kind: ModifierKind::Where(condition), span });
        modifiers.append(&mut released);
    }

    fn frequency(&mut self, node: &Node) -> Option<(CompareOp, u32)> {
        if node.has(Token::err_count) || node.has(Token::err_or_more) {
            return self.count_in_other_words(node);
        }
        let op = match node.children.first().map(|child| child.rule) {
            Some(Token::kw_at_least) => CompareOp::AtLeast,
            Some(Token::kw_at_most) => CompareOp::AtMost,
            _ => CompareOp::Equal,
        };
        if let Some(gap) = node.child(Token::no_count) {
            let words = self.slice(self.before(gap.span)).to_owned();
            let help = format!("for example `ordered {words} 3 times`");
            self.missing(Rule::MissingValue, gap.span, format!("`{words}` needs a number"), "how many times?", &help);
            return None;
        }
        if node.has(Token::kw_once) || node.has(Token::kw_twice) {
            return Some((op, if node.has(Token::kw_once) { 1 } else { 2 }));
        }
        if let Some(word) = node.child(Token::err_number) {
            let count = self.number_word(word);
            self.habit(Rule::ForeignOperator, word.span, count.to_string());
            return Some((op, count));
        }
        let number = node.child(Token::number)?;
        let text: String = self.slice(number.span).chars().filter(|c| *c != '_').collect();
        if let Some(gap) = node.child(Token::no_times) {
            let end = Span::new(number.span.end, number.span.end);
            self.report(
                Diagnostic::new(
                    Rule::MissingPart,
                    number.span,
                    "a count of events ends with `times`",
                    "how many what?",
                )
                .help(format!("for example `at least {text} times`"))
                .fix(Safety::Safe, end, " times"),
            );
            if self.at_end(gap.span) {
                self.diagnostics.iter_mut().rev().take(1).for_each(|d| d.incomplete = true);
            }
        }
        if let Ok(count) = text.parse::<u32>() {
            return Some((op, count));
        }
        let message = "how many times is a whole number";
        self.report(
            Diagnostic::new(Rule::NumberOutOfRange, number.span, message, "").help("for example `at least 3 times`"),
        );
        None
    }
}

/// Which of several a word such as `second` or `2nd` means.
fn nth(word: &str) -> u32 {
    const WORDS: [&str; 10] =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    let digits: String = word.chars().filter(char::is_ascii_digit).collect();
    match WORDS.iter().position(|known| *known == word) {
        Some(place) => u32::try_from(place + 1).unwrap_or(u32::MAX),
        None => digits.parse().unwrap_or(u32::MAX),
    }
}

/// Takes the modifiers that follow an unparenthesised `where` out of its last
/// word. A period right after a property alone stays: it may be its comparison.
fn release(condition: &mut Expr, released: &mut Vec<Modifier>) {
    match &mut condition.kind {
        ExprKind::Not(_, inner) => release(inner, released),
        ExprKind::Compare(_, _, _, right) => release_all(right, released),
        ExprKind::Between { high, .. } => release_all(high, released),
        ExprKind::Text { needles, .. } => match needles.last_mut() {
            Some(last) if last.span.end == condition.span.end => release_all(last, released),
            _ => return,
        },
        ExprKind::Term(term) => {
            let stays = match term.modifiers.first().filter(|modifier| modifier.is_period()) {
                Some(_) => 1,
                None => 0,
            };
            released.extend(term.modifiers.drain(stays..));
            term.span = term.modifiers.last().map_or(term.word.span, |last| term.word.span.to(last.span));
        }
        _ => return,
    }
    refit(condition);
}

fn release_all(value: &mut Expr, released: &mut Vec<Modifier>) {
    match &mut value.kind {
        ExprKind::Term(term) => {
            released.append(&mut term.modifiers);
            term.span = term.property.as_ref().map_or(term.word.span, |property| term.word.span.to(property.span));
        }
        ExprKind::Arithmetic(_, _, _, right) | ExprKind::Minus(right) => release_all(right, released),
        _ => return,
    }
    refit(value);
}

/// Takes two numbers of four digits from behind the last word. Inside a `where` it is the first two:
/// what follows them there is the event's.
pub(super) fn take_years(value: &mut Expr, behind: Option<&mut Vec<Modifier>>) -> Option<[Expr; 2]> {
    let taken = match &mut value.kind {
        ExprKind::Term(term) => {
            let is_years = |modifier: &Modifier| matches!(modifier.kind, ModifierKind::Years(_));
            if let Some(behind) = behind
                && let Some(at) = term.modifiers.iter().position(is_years)
            {
                behind.extend(term.modifiers.drain(at + 1..));
            }
            let last = term.modifiers.pop_if(|last| is_years(last))?;
            let ModifierKind::Years(bounds) = last.kind else { return None };
            let end = term.property.as_ref().map_or(term.word.span, |property| property.span);
            term.span.end = term.modifiers.last().map_or(end, |last| last.span).end;
            *bounds
        }
        ExprKind::Arithmetic(_, _, _, last) | ExprKind::Minus(last) | ExprKind::Told(_, _, last) => {
            take_years(last, behind)?
        }
        _ => return None,
    };
    refit(value);
    Some(taken)
}

/// Sets a span anew after modifiers left its last part.
fn refit(expr: &mut Expr) {
    let end = match &expr.kind {
        ExprKind::Term(term) => term.span,
        ExprKind::Not(_, last) | ExprKind::Compare(_, _, _, last) | ExprKind::Arithmetic(_, _, _, last) => last.span,
        ExprKind::Between { high, .. } => high.span,
        ExprKind::Minus(last) | ExprKind::Told(_, _, last) => last.span,
        ExprKind::Text { needles, .. } => needles.last().map_or(expr.span, |last| last.span),
        _ => return,
    };
    expr.span.end = end.end;
}
