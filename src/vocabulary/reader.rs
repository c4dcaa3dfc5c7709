//! Reads TOML by hand, so that every mistake is a message of ours with its place.

use super::{Definition, Origin, broken};
use crate::diagnostics::{Diagnostic, Rule, Safety, suggest};
use crate::source::Span;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value with the name it stands under.
pub(super) struct Entry<'t> {
    pub name: &'t str,
    pub span: Span,
    pub value: &'t Spanned<DeValue<'t>>,
}

/// What reads one file, and what it found wrong.
pub(super) struct Reader<'t> {
    pub text: &'t str,
    pub origin: Origin,
    pub diagnostics: Vec<Diagnostic>,
    /// The parts of the text that something unreadable may have spoilt.
    pub unsure: Vec<Span>,
}

impl<'t> Reader<'t> {
    pub fn new(text: &'t str, origin: Origin) -> Self {
        Self { text, origin, diagnostics: Vec::new(), unsure: Vec::new() }
    }

    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// The whole document; what is not TOML is reported, and the rest is read.
    pub fn document(&mut self) -> DeTable<'t> {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        let places = errors.iter().map(|error| error.span().map_or(Span::new(0, 0), |at| Span::new(at.start, at.end)));
        for (place, unsure) in broken::first_ones(self.text, places.collect()) {
            self.unsure.push(unsure);
            let twice = errors
                .iter()
                .any(|error| error.message().starts_with("duplicate key") && error.span() == Some(place.range()));
            self.report(broken::said(self.text, place, twice));
        }
        table.into_inner()
    }

    /// The entries of a table.
    pub fn entries(&self, table: &'t DeTable<'t>) -> Vec<Entry<'t>> {
        let entry = |(key, value): (&'t Spanned<_>, _)| {
            let name: &std::borrow::Cow<'t, str> = key.get_ref();
            Entry { name: name.as_ref(), span: span_of(key), value }
        };
        let mut entries: Vec<Entry> = table.iter().map(entry).collect();
        entries.sort_by_key(|entry| entry.span);
        entries
    }

    pub fn get(&self, table: &'t DeTable<'t>, name: &str) -> Option<Entry<'t>> {
        self.entries(table).into_iter().find(|entry| entry.name == name)
    }

    /// Reports the names that `known` does not have.
    pub fn only(&mut self, table: &'t DeTable<'t>, known: &[&str]) {
        for entry in self.entries(table) {
            if known.contains(&entry.name) {
                continue;
            }
            let message = format!("there is no setting called `{}` here", entry.name);
            let near = suggest::nearest(entry.name, known.iter().copied());
            let diagnostic =
                match near.first() {
                    Some(near) => {
                        Diagnostic::new(Rule::UnknownSetting, entry.span, message, format!("did you mean `{near}`?"))
                            .fix(Safety::Unsafe, entry.span, *near)
                    }
                    None => Diagnostic::new(Rule::UnknownSetting, entry.span, message, "not known"),
                };
            let names: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
            let diagnostic = diagnostic.listing("what can stand here:", &names);
            self.report(diagnostic);
        }
    }

    pub fn wrong(&mut self, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.report(Diagnostic::new(Rule::WrongSetting, span, message, "").help(help));
    }

    pub fn table(&mut self, entry: &Entry<'t>) -> Option<&'t DeTable<'t>> {
        let table = entry.value.get_ref().as_table();
        if table.is_none() {
            let name = entry.name;
            self.wrong(
                span_of(entry.value),
                format!("`{name}` needs settings of its own"),
                format!("for example `{name} = {{ ... }}`"),
            );
        }
        table
    }

    pub fn text(&mut self, entry: &Entry<'t>) -> Option<(String, Span)> {
        let text = entry.value.get_ref().as_str();
        if text.is_none() {
            let message = format!("`{}` is a text in quotes", entry.name);
            self.wrong(span_of(entry.value), message, format!("for example `{} = \"...\"`", entry.name));
        }
        text.map(|text| (text.to_owned(), self.inside(entry.value, text)))
    }

    pub fn text_at(&mut self, table: &'t DeTable<'t>, name: &str) -> Option<(String, Span)> {
        let entry = self.get(table, name)?;
        self.text(&entry)
    }

    /// Whether it is said to be so; not, if nothing is said.
    pub fn yes_at(&mut self, table: &'t DeTable<'t>, name: &str) -> bool {
        let Some(entry) = self.get(table, name) else {
            return false;
        };
        let yes = entry.value.get_ref().as_bool();
        if yes.is_none() {
            let help = format!("write `{name} = true`, or leave it out");
            self.wrong(span_of(entry.value), format!("`{name}` is true or false, without quotes"), help);
        }
        yes.unwrap_or_default()
    }

    /// A text or a list of texts.
    pub fn texts_at(&mut self, table: &'t DeTable<'t>, name: &str) -> Vec<(String, Span)> {
        let Some(entry) = self.get(table, name) else {
            return Vec::new();
        };
        let Some(array) = entry.value.get_ref().as_array() else {
            return self.text(&entry).into_iter().collect();
        };
        let mut texts = Vec::new();
        for value in array.iter() {
            texts.extend(self.text(&Entry { name: entry.name, span: entry.span, value }));
        }
        texts
    }

    pub fn definition_at(&mut self, table: &'t DeTable<'t>, name: &str) -> Option<Definition> {
        let (text, span) = self.text_at(table, name)?;
        Some(Definition { text, origin: self.origin, span })
    }

    /// The place of a text without its quotes, where it is written without escapes.
    fn inside(&self, value: &Spanned<DeValue<'_>>, text: &str) -> Span {
        let whole = span_of(value);
        let quotes = whole.range().len().saturating_sub(text.len()) / 2;
        let inside = Span::new(whole.start + quotes, whole.end.saturating_sub(quotes));
        if self.text.get(inside.range()) == Some(text) { inside } else { whole }
    }
}

pub(super) fn span_of<T>(spanned: &Spanned<T>) -> Span {
    let range = spanned.span();
    Span::new(range.start, range.end)
}
