//! The tokens of a text: every byte of it in exactly one of them.

use super::grammar::{Node, Rule};
use crate::source::Span;

/// A token: a stretch of the text and what kind of thing it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Its kind.
    pub kind: TokenKind,
    /// Its place.
    pub span: Span,
}

/// The kinds of token, as far as colour and layout care.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// White space.
    Blank,
    /// `# ...`
    Comment,
    /// A word of the language.
    Keyword,
    /// A name: a field, an event, a segment, a choice.
    Name,
    /// A number, an amount, a percentage.
    Number,
    /// A text in quotes.
    Text,
    /// A date, moment, month or length of time.
    Time,
    /// A sign.
    Sign,
    /// Something that does not belong.
    Wrong,
}

/// Leaves of the grammar with the blanks between them.
pub(super) fn from_leaves(text: &str, leaves: &[Node]) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(leaves.len() * 2);
    let mut at = 0;
    let blank = |from: usize, to: usize| Token { kind: TokenKind::Blank, span: Span::new(from, to) };
    for leaf in leaves {
        if leaf.span.start > at {
            tokens.push(blank(at, leaf.span.start));
        }
        tokens.push(Token { kind: kind(leaf.rule), span: leaf.span });
        at = leaf.span.end;
    }
    if at < text.len() {
        tokens.push(blank(at, text.len()));
    }
    tokens
}

/// A text that is not read at all.
pub(super) fn opaque(text: &str) -> Vec<Token> {
    vec![Token { kind: TokenKind::Wrong, span: Span::new(0, text.len()) }]
}

fn kind(rule: Rule) -> TokenKind {
    match rule {
        Rule::COMMENT => TokenKind::Comment,
        Rule::name | Rule::parameter => TokenKind::Name,
        Rule::number | Rule::money | Rule::percent | Rule::distance => TokenKind::Number,
        Rule::text => TokenKind::Text,
        Rule::date | Rule::moment | Rule::month | Rule::year | Rule::length => TokenKind::Time,
        Rule::op_compare | Rule::op_add | Rule::op_times | Rule::minus => TokenKind::Sign,
        Rule::lparen | Rule::rparen | Rule::comma | Rule::dot => TokenKind::Sign,
        Rule::stray | Rule::err_and | Rule::err_or | Rule::err_not | Rule::err_then | Rule::err_compare => {
            TokenKind::Wrong
        }
        Rule::err_null | Rule::err_known | Rule::err_is_null | Rule::err_operator | Rule::err_quote => TokenKind::Wrong,
        Rule::err_unclosed | Rule::err_unit | Rule::err_date | Rule::err_symbol => TokenKind::Wrong,
        Rule::err_thousands | Rule::err_back | Rule::err_char => TokenKind::Wrong,
        Rule::err_since | Rule::err_size | Rule::err_month => TokenKind::Wrong,
        Rule::err_count
        | Rule::err_or_more
        | Rule::err_than
        | Rule::err_number
        | Rule::err_last
        | Rule::err_next
        | Rule::err_during
        | Rule::err_from
        | Rule::err_is_when
        | Rule::err_one_of
        | Rule::err_contains
        | Rule::err_to
        | Rule::err_until => TokenKind::Wrong,
        Rule::err_distance | Rule::err_far | Rule::err_of | Rule::err_postcode => TokenKind::Wrong,
        Rule::err_dash | Rule::err_end_mark | Rule::err_formula => TokenKind::Wrong,
        _ => TokenKind::Keyword,
    }
}
