//! From the grammar's tree to the syntax tree, naming each mistake once.

mod chain;
mod condition;
mod foreign;
mod formula;
mod habits;
mod held;
mod helper;
mod literal;
mod near;
mod rank;
mod regular;
mod segment;
mod sequence;
mod short;
mod slips;
mod term;
mod time;
mod told;
mod value;

pub use foreign::message as habits;
pub use formula::formula;
pub use time::out_of_reach;

use super::ast::{Expr, File, Modifier, Name, Segment};
use super::grammar::{Node, Rule as Token};
use crate::diagnostics::{Diagnostic, Rule, Safety, sort};
use crate::source::Span;
use helper::Helper;
use std::collections::BTreeMap;

/// A chain of `and` and `or` without parentheses, in both of its readings.
#[derive(Debug, Clone)]
pub struct Ambiguity {
    /// The first of the two words that do not go together: where its message points.
    pub at: Span,
    /// Whether it stands inside a `where`, and is about rows.
    pub in_rows: bool,
    /// `and` first, as analysis goes on with.
    pub and_first: Expr,
    /// `or` first.
    pub or_first: Expr,
}

pub(super) struct Built {
    pub file: File,
    pub diagnostics: Vec<Diagnostic>,
    pub ambiguities: Vec<Ambiguity>,
}

pub(super) fn build(text: &str, root: &Node, leaves: Vec<Node>) -> Built {
    let tokens = leaves.into_iter().filter(|leaf| leaf.rule != Token::COMMENT).collect();
    let mut builder = Builder {
        text,
        tokens,
        wheres: 0,
        behind: None,
        in_degrees: false,
        helpers: helper::names(text, root),
        diagnostics: Vec::new(),
        ambiguities: Vec::new(),
        foreign: Vec::new(),
    };
    let file = builder.file(root);
    builder.report_foreign();
    let mut diagnostics = builder.diagnostics;
    sort(&mut diagnostics);
    Built { file, diagnostics, ambiguities: builder.ambiguities }
}

struct Builder<'a> {
    text: &'a str,
    /// The tokens but for comments, in order.
    tokens: Vec<Node>,
    diagnostics: Vec<Diagnostic>,
    ambiguities: Vec<Ambiguity>,
    foreign: Vec<foreign::Habit>,
    /// How many `where`s are open.
    wheres: usize,
    /// In a `where` without parentheses: what stands behind its list, and belongs to the event.
    behind: Option<Vec<Modifier>>,
    /// Whether numbers are degrees, of which there are no thousands.
    in_degrees: bool,
    /// The helpers of the text, by name.
    helpers: BTreeMap<&'a str, Helper<'a>>,
}

impl<'a> Builder<'a> {
    fn slice(&self, span: Span) -> &'a str {
        self.text.get(span.range()).unwrap_or_default()
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// The last token before a gap: messages about what is missing point at it.
    fn before(&self, gap: Span) -> Span {
        let ended = self.tokens.partition_point(|token| token.span.end <= gap.start);
        let previous = ended.checked_sub(1).and_then(|last| self.tokens.get(last));
        previous.or(self.tokens.first()).map_or(gap, |token| token.span)
    }

    /// Whether nothing but blanks and comments follows.
    fn at_end(&self, gap: Span) -> bool {
        self.tokens.last().is_none_or(|last| last.span.start < gap.start)
    }

    /// The tokens inside a span.
    fn inside(&self, span: Span) -> impl Iterator<Item = &Node> {
        let first = self.tokens.partition_point(|token| token.span.start < span.start);
        let inside = self.tokens.get(first..).unwrap_or_default();
        inside.iter().take_while(move |token| token.span.end <= span.end)
    }

    /// Reports something missing at a gap, pointing at the token before it.
    fn missing(&mut self, rule: Rule, gap: Span, message: impl Into<String>, label: &str, help: &str) {
        let mut diagnostic = Diagnostic::new(rule, self.before(gap), message, label).help(help);
        diagnostic.incomplete = self.at_end(gap);
        self.report(diagnostic);
    }

    fn name(&self, node: &Node) -> Name {
        Name { text: self.slice(node.span).to_owned(), span: node.span }
    }

    fn file(&mut self, root: &Node) -> File {
        let mut file = File::default();
        let mut stray = None;
        let mut items = root.children.iter().peekable();
        while let Some(item) = items.next() {
            match item.rule {
                Token::let_item => file.lets.extend(self.helper(item)),
                Token::segment_item => {
                    let astray = items.peek().and_then(|next| self.before_its_is(item, next));
                    if astray.is_some() {
                        items.next();
                    }
                    file.segments.push(self.segment(item, astray));
                }
                Token::condition => {
                    let body = self.condition(item);
                    match (file.segments.last_mut(), stray.take()) {
                        // After a stray parenthesis the same condition goes on.
                        (Some(_), Some(())) => {}
                        (Some(last), None) if last.name.is_some() => self.outside(body.span),
                        _ => file.segments.push(Segment::bare(body)),
                    }
                }
                Token::rparen => {
                    self.report(
                        Diagnostic::new(
                            Rule::StrayParen,
                            item.span,
                            "this parenthesis closes nothing",
                            "no `(` belongs to it",
                        )
                        .help("leave it out, or open one before")
                        .fix(Safety::Unsafe, item.span, ""),
                    );
                    stray = Some(());
                }
                _ => self.stray(&[item]),
            }
        }
        if file.segments.is_empty() && file.lets.is_empty() && self.diagnostics.is_empty() {
            let all = Span::new(0, self.text.len());
            let help = "for example `money_spent > 100 and sms_consent`";
            let message = "there is no condition here";
            let mut diagnostic = Diagnostic::new(Rule::MissingCondition, self.before(all), message, "").help(help);
            diagnostic.incomplete = true;
            self.report(diagnostic);
        }
        file
    }

    fn outside(&mut self, span: Span) {
        let message = "this condition belongs to no segment";
        self.report(
            Diagnostic::new(Rule::MisplacedWord, span, message, "it stands after a segment")
                .help("in a file with `segment` lines each condition follows an `is`"),
        );
    }

    fn item_name(&mut self, node: &Node, keyword: &str) -> Option<Name> {
        if let Some(name) = node.child(Token::name) {
            return Some(self.name(name));
        }
        if let Some(reserved) = node.child(Token::reserved_name) {
            let word = self.slice(reserved.span).to_owned();
            let message = format!("`{word}` is a word of the language and cannot be a name");
            self.report(
                Diagnostic::new(Rule::ReservedWord, reserved.span, message, "reserved")
                    .help(format!("for example `{}_customers`", word.replace(' ', "_"))),
            );
        } else if let Some(gap) = node.child(Token::no_name) {
            let message = format!("this `{keyword}` has no name");
            let help = "a name is letters, digits and `_`, such as `big_spender`";
            self.missing(Rule::MissingName, gap.span, message, "a name belongs after this", help);
        }
        None
    }

    fn body(&mut self, node: &Node) -> Expr {
        if let Some(condition) = node.child(Token::condition) {
            return self.condition(condition);
        }
        let gap = node.child(Token::no_condition).map_or(node.span, |gap| gap.span);
        let word = self.slice(self.before(gap)).to_owned();
        let help = "for example `money_spent > 100 and sms_consent`";
        self.missing(
            Rule::MissingCondition,
            gap,
            format!("`{word}` has nothing after it"),
            "a condition belongs after this",
            help,
        );
        Expr::hole(gap)
    }
}

impl Node {
    fn child(&self, rule: Token) -> Option<&Node> {
        self.children.iter().find(|child| child.rule == rule)
    }

    fn has(&self, rule: Token) -> bool {
        self.child(rule).is_some()
    }
}
