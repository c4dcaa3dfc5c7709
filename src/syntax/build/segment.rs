//! Segments: a name, first lines, and who is in it behind `is`.

use super::super::ast::{Expr, Name, Segment};
use super::super::grammar::{Node, Rule as Token};
use super::Builder;
use crate::diagnostics::{Diagnostic, Rule};
use crate::source::Span;

impl Builder<'_> {
    /// What stands before the `is` of a segment and was read as a condition, if the `is` begins a later line.
    pub(super) fn before_its_is(&self, segment: &Node, next: &Node) -> Option<Span> {
        segment.child(Token::no_is).filter(|_| next.rule == Token::condition)?;
        let is = self.inside(next.span).find(|token| token.rule == Token::kw_is && self.begins_a_line(token))?;
        let before = self.inside(Span::new(next.span.start, is.span.start));
        before.map(|token| token.span).reduce(Span::to)
    }

    fn begins_a_line(&self, token: &Node) -> bool {
        let line = self.text.get(..token.span.start).and_then(|before| before.rsplit('\n').next());
        line.is_some_and(|before| before.trim().is_empty())
    }

    /// A segment; `astray` is what stands before its `is`, and belongs to none of its first lines.
    pub(super) fn segment(&mut self, node: &Node, astray: Option<Span>) -> Segment {
        let known = self.diagnostics.len();
        let mut segment = Segment::bare(Expr::hole(node.span));
        segment.name = self.item_name(node, "segment");
        for header in node.children.iter().filter(|child| child.rule == Token::header) {
            let [keyword, value] = header.children.as_slice() else {
                continue;
            };
            let word = self.slice(keyword.span).to_owned();
            let said = match value.rule {
                Token::name => Some(self.name(value)),
                Token::text | Token::err_quote => Some(Name { text: self.text_of(value), span: value.span }),
                _ => {
                    let (what, help) = match keyword.rule {
                        Token::kw_channel => ("a channel", "for example `channel sms`".to_owned()),
                        _ => ("a text in quotes", format!("for example `{word} \"...\"`")),
                    };
                    let label = format!("{what} belongs after this");
                    self.missing(Rule::MissingPart, value.span, format!("`{word}` says nothing"), &label, &help);
                    // A description was begun: that there is none is not said as well.
                    (keyword.rule == Token::kw_description).then(|| Name { text: String::new(), span: value.span })
                }
            };
            let slot = match keyword.rule {
                Token::kw_description => &mut segment.description,
                Token::kw_owner => &mut segment.owner,
                _ => &mut segment.channel,
            };
            if slot.is_some() {
                let message = format!("this segment has two lines of `{word}`");
                self.report(
                    Diagnostic::new(Rule::RepeatedPart, header.span, message, "the second").help("keep one of them"),
                );
            } else {
                *slot = said;
            }
        }
        if let Some(astray) = astray {
            // A first line that is wrong may be why.
            if self.diagnostics.len() == known {
                let message = "this does not belong before the `is` of a segment";
                self.report(
                    Diagnostic::new(Rule::MisplacedWord, astray, message, "")
                        .help("`description`, `owner` and `channel` stand there, a line each")
                        .help("a note is a comment: `# ...`"),
                );
            }
        } else if let Some(gap) = node.child(Token::no_is) {
            let help = "a segment is written `segment NAME is CONDITION`";
            self.missing(
                Rule::MissingPart,
                gap.span,
                "this segment does not say who is in it",
                "`is` belongs after this",
                help,
            );
        } else {
            segment.body = self.body(node);
        }
        segment
    }
}

impl Segment {
    pub(super) fn bare(body: Expr) -> Self {
        Self { name: None, description: None, owner: None, channel: None, body }
    }
}
