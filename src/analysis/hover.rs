//! One line about the word at a place.

use crate::source::Span;
use crate::syntax::{TokenKind, parse};
use crate::types::Model;
use crate::vocabulary::{Type, WordKind};

/// What is known about a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hover {
    /// Where it stands.
    pub span: Span,
    /// What kind of thing it is: `measure, money`.
    pub kind: String,
    /// What it means, in a sentence.
    pub about: String,
    /// An example of its use.
    pub example: Option<String>,
}

/// What is known about the word at a byte of the text, or just before it.
pub fn hover(text: &str, at: usize, model: &Model) -> Option<Hover> {
    let tree = parse(text);
    let here = |span: Span| span.start <= at && at <= span.end;
    let token = tree.tokens.iter().find(|token| token.kind == TokenKind::Name && here(token.span))?;
    let name = text.get(token.span.range())?;
    about(name, model).map(|(kind, about, example)| Hover { span: token.span, kind, about, example })
}

/// What kind of thing a word of the vocabulary is, what it means, and how it is used.
pub(super) fn about(name: &str, model: &Model) -> Option<(String, String, Option<String>)> {
    let vocabulary = model.vocabulary();
    if let Some(word) = vocabulary.word(name) {
        let holds = match &word.kind {
            WordKind::Field(kind) => Some(kind.clone()),
            WordKind::Measure(_) => model.measure_type(name),
            WordKind::Condition(_) => Some(Type::YesNo),
            WordKind::Event(_) => None,
        };
        let kind = match holds {
            Some(holds) => format!("{}, {holds}", word.kind.name()),
            None => word.kind.name().to_owned(),
        };
        return Some((kind, word.about.clone(), word.example.clone()));
    }
    if let Some(event) = name.strip_suffix("_since")
        && vocabulary.event(event).is_some()
    {
        let about = format!("`{event}` since a date, or a length of time ago");
        return Some(("event".to_owned(), about, Some(format!("{name} 90d"))));
    }
    let column = vocabulary.tables.values().find_map(|table| table.columns.get(name))?;
    Some((format!("property, {}", column.kind), column.about.clone(), None))
}
