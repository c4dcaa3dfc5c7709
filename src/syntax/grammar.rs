//! The grammar, compiled. No other module names pest.

use crate::source::Span;
use pest::Parser;
use pest::iterators::Pair;
use pest_derive::Parser;

#[derive(Parser)]
#[grammar = "grammar/tokens.pest"]
#[grammar = "grammar/syntax.pest"]
struct SegParser;

/// A node of the tree: a rule of the grammar, its place, and what it is made of.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub rule: Rule,
    /// From the first token to the last, without the blanks around them.
    pub span: Span,
    pub children: Vec<Node>,
}

/// So deep the tree may be; a parenthesis is about ten levels of it.
const MAX_LEVELS: usize = 2_000;

/// Reads a text. `None` if it nests so deep that reading it stopped: the guard before
/// catches most of that, but reads quotation marks and comments more simply.
pub(super) fn read(text: &str) -> Option<(Node, Vec<Node>)> {
    let pair = SegParser::parse(Rule::file, text).ok()?.next()?;
    let mut leaves = Vec::new();
    let root = node(pair, &mut leaves, 0)?;
    Some((root, leaves))
}

/// Whether a text is a name from end to end.
pub(super) fn is_name(text: &str) -> bool {
    let read = SegParser::parse(Rule::name, text).ok().and_then(|mut pairs| pairs.next());
    read.is_some_and(|pair| pair.as_span().end() == text.len())
}

fn node(pair: Pair<'_, Rule>, leaves: &mut Vec<Node>, level: usize) -> Option<Node> {
    if level > MAX_LEVELS {
        return None;
    }
    let rule = pair.as_rule();
    let whole = Span::new(pair.as_span().start(), pair.as_span().end());
    let mut children = Vec::new();
    let first_leaf = leaves.len();
    let mut is_leaf = true;
    for inner in pair.into_inner() {
        is_leaf = false;
        let child = node(inner, leaves, level + 1)?;
        if !matches!(child.rule, Rule::COMMENT | Rule::EOI) {
            children.push(child);
        }
    }
    if is_leaf {
        let leaf = Node { rule, span: whole, children: Vec::new() };
        if !whole.is_empty() {
            leaves.push(leaf.clone());
        }
        return Some(leaf);
    }
    let said = |leaf: &&Node| leaf.rule != Rule::COMMENT;
    let own = leaves.get(first_leaf..).unwrap_or_default();
    let ends = own.iter().find(said).zip(own.iter().rfind(said));
    let span = ends.map_or(Span::new(whole.start, whole.start), |(first, last)| first.span.to(last.span));
    Some(Node { rule, span, children })
}
