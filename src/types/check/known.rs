//! What is known: names that nothing has, and words that the project has no data for.

use super::Checker;
use crate::diagnostics::{Diagnostic, Rule, Safety, suggest};
use crate::source::Span;
use crate::syntax::ast::Name;
use crate::types::ir::{ColumnRef, Value};

/// Words that are no names where something of their own follows: what that is, and an example.
const BEGINNINGS: &[(&str, &str, &str)] = &[
    ("first", "an event belongs after this", "first ordered last 30d"),
    ("second", "an event belongs after this", "second ordered last 30d"),
    ("third", "an event belongs after this", "third ordered last 30d"),
    ("top", "how many?", "top 10% by money_spent"),
    ("bottom", "how many?", "bottom 10% by money_spent"),
    ("sample", "how much of all?", "sample 10%"),
    ("within", "how near to what?", "within 25km of (45.46, 9.19)"),
];

impl Checker<'_> {
    pub(super) fn unknown_word(&mut self, name: &str, span: Span) {
        if self.half_said(name, span) || self.is_nearness(name, span) {
            return;
        }
        let vocabulary = self.model.vocabulary();
        let alias =
            vocabulary.words.values().find(|word| word.called.iter().any(|called| called == &name.to_lowercase()));
        if let Some(word) = alias {
            let message = format!("`{name}` is called `{}` here", word.name);
            let diagnostic = Diagnostic::new(Rule::UnknownField, span, message, format!("write `{}`", word.name))
                .help(format!("`{}`: {}", word.name, word.about))
                .fix(Safety::Unsafe, span, word.name.clone());
            return self.report(diagnostic);
        }
        let owners: Vec<String> = self.owners_of(name);
        if let Some(event) = owners.first() {
            let message = format!("`{name}` belongs to `{event}`");
            let diagnostic = Diagnostic::new(Rule::UnknownField, span, message, "a property of an event")
                .help(format!("for example `{event} where {name} = ...`"));
            return self.report(diagnostic);
        }
        let names: Vec<String> = vocabulary
            .words
            .keys()
            .cloned()
            .chain(self.text.iter().flat_map(|text| text.lets.keys()).map(|name| (*name).to_owned()))
            .chain(
                vocabulary
                    .words
                    .keys()
                    .filter(|word| vocabulary.event(word).is_some())
                    .map(|word| format!("{word}_since")),
            )
            .collect();
        let near = suggest::nearest(name, names.iter().map(String::as_str));
        let mut diagnostic = match near.first() {
            Some(near) => {
                let safety = if near.to_lowercase() == name.to_lowercase() { Safety::Safe } else { Safety::Unsafe };
                Diagnostic::new(
                    Rule::UnknownField,
                    span,
                    format!("nothing is called `{name}`"),
                    format!("did you mean `{near}`?"),
                )
                .fix(safety, span, *near)
            }
            None => Diagnostic::new(Rule::UnknownField, span, format!("nothing is called `{name}`"), "not known"),
        };
        diagnostic = match near.first().and_then(|near| vocabulary.word(near)) {
            Some(word) => diagnostic.help(format!("`{}`: {}", word.name, word.about)),
            None => diagnostic.help("`seg words` lists all there are; `seg.toml` can add your own"),
        };
        self.report(diagnostic);
    }

    /// A word that only begins something.
    fn half_said(&mut self, name: &str, span: Span) -> bool {
        let Some((_, needs, example)) = BEGINNINGS.iter().find(|(word, ..)| *word == name) else { return false };
        let message = format!("`{name}` lacks what follows it");
        let mut diagnostic =
            Diagnostic::new(Rule::MissingCondition, span, message, *needs).help(format!("for example `{example}`"));
        diagnostic.incomplete = self.ends_the_text(span);
        self.report(diagnostic);
        true
    }

    fn owners_of(&self, property: &str) -> Vec<String> {
        let vocabulary = self.model.vocabulary();
        let mut owners: Vec<(bool, String)> = vocabulary
            .words
            .keys()
            .filter_map(|word| vocabulary.event(word).map(|event| (word, event)))
            .filter(|(_, event)| event.tables().any(|table| vocabulary.column(table, property).is_some()))
            .map(|(word, event)| (event.lines.is_none(), word.clone()))
            .collect();
        owners.sort();
        owners.into_iter().map(|(_, word)| word).collect()
    }

    /// Whether the project has the data of an event; if not, that is reported.
    pub(super) fn available(&mut self, event: &str, property: Option<&ColumnRef>, word: &Name) -> Option<()> {
        if self.lenient || !self.model.has_data() {
            return Some(());
        }
        let found = self.model.vocabulary().event(event)?;
        if self.model.mapping(&found.table).is_none() {
            return self.unavailable(&word.text, &found.table, word.span);
        }
        let filter = self.model.event_filter(event);
        let mut needed: Vec<ColumnRef> = property.cloned().into_iter().collect();
        filter.for_each_value(&mut |value| {
            if let Value::Column(column) = value {
                needed.push(column.clone());
            }
        });
        match needed.iter().find(|column| !self.model.has_column(column)) {
            Some(column) => self.no_column(column, word),
            None => Some(()),
        }
    }

    pub(super) fn available_column(&mut self, column: &ColumnRef, word: &Name) -> Option<()> {
        if self.lenient || !self.model.has_data() || self.model.has_column(column) {
            return Some(());
        }
        self.no_column(column, word)
    }

    fn no_column(&mut self, column: &ColumnRef, word: &Name) -> Option<()> {
        let lacking = self.model.lacking(column);
        self.unavailable(&word.text, &format!("{}.{}", lacking.table, lacking.column), word.span)
    }

    fn unavailable(&mut self, word: &str, needs: &str, span: Span) -> Option<()> {
        let help = match needs.split_once('.') {
            Some((table, column)) => {
                format!("it needs `{column}` under `[tables.{table}.columns]` in seg.toml")
            }
            None => format!("it needs `[tables.{needs}]` in seg.toml"),
        };
        self.report(Diagnostic::new(Rule::UnavailableWord, span, no_data(word), "known, but not here").help(help));
        None
    }
}

pub(super) fn no_data(word: &str) -> String {
    format!("this project has no data for `{word}`")
}
