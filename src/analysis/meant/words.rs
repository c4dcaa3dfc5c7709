//! What a word of a text may be: one of the vocabulary, a property, a word of the language.

use super::super::complete::offers;
use super::dictionary::Dictionary;
use super::pieces::{Kind, Piece};
use crate::time::MONTHS;
use crate::types::Surroundings;
use crate::types::ir::ColumnRef;
use crate::vocabulary::{CUSTOMERS, Type, Vocabulary, Word, WordKind};
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

/// The words around a text.
pub(super) struct Words<'a> {
    around: &'a Surroundings<'a>,
    /// Helpers and segments.
    own: BTreeSet<String>,
    properties: BTreeMap<&'a str, Place>,
    language: BTreeSet<&'static str>,
    /// The words of the vocabulary by each of their names, in small letters.
    called: BTreeMap<String, &'a str>,
    dictionary: OnceCell<Dictionary>,
    segments: OnceCell<Dictionary>,
}

/// Words of the language beside those that can be completed.
const MORE: &[&str] =
    &["and", "or", "not", "contain", "start", "end", "match", "do", "days", "until", "years", "number", "time"];

/// Words that a value is never made of.
const JOINING: &[&str] = &[
    "and",
    "or",
    "not",
    "never",
    "between",
    "in",
    "is",
    "contains",
    "where",
    "at",
    "last",
    "this",
    "next",
    "since",
    "before",
    "after",
    "on",
    "today",
    "yesterday",
    "once",
    "twice",
    "times",
    "with",
    "from",
    "for",
    "to",
    "has",
    "have",
    "had",
    "include",
    "includes",
    "than",
    "more",
    "less",
    "fewer",
    "over",
    "under",
    "within",
    "during",
    "past",
    "previous",
    "ago",
    "days",
    "weeks",
    "months",
    "years",
    "the",
    "any",
    "all",
    "none",
    "of",
    "one",
    "isn't",
    "equal",
    "equals",
    "does",
    "doesn't",
    "recently",
    "ever",
    "likes",
    "between",
    "who",
    "but",
    "unless",
    "then",
    "by",
];

/// What is asked of a text or a list.
const VERBS: &[&str] = &[
    "contain", "contains", "include", "includes", "exclude", "excludes", "start", "starts", "begin", "begins", "end",
    "ends", "match", "matches", "have", "has",
];

fn joins(word: &str) -> bool {
    JOINING.contains(&word.to_lowercase().as_str())
}

/// The units of time, short and as words.
pub(super) const UNITS: &[&str] = &[
    "min", "h", "d", "w", "mo", "y", "minutes", "minute", "hours", "hour", "days", "day", "weeks", "week", "months",
    "month", "years", "year",
];

/// What a word of the vocabulary is, as far as its place in a sentence goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Event,
    Date,
    Amount,
    List,
    Text,
    Flag,
    /// It takes a length of time, as `lapsed` does.
    Taking,
}

impl Place {
    fn of(kind: &Type) -> Self {
        match kind {
            Type::Date => Place::Date,
            Type::Number | Type::Money => Place::Amount,
            Type::List => Place::List,
            Type::YesNo => Place::Flag,
            Type::Text | Type::Choice(_) | Type::Key => Place::Text,
        }
    }
}

impl<'a> Words<'a> {
    pub(super) fn of(around: &'a Surroundings<'a>, own: impl IntoIterator<Item = String>) -> Self {
        let tables = around.model.vocabulary().tables.iter().filter(|(name, _)| *name != CUSTOMERS);
        let columns = tables.flat_map(|(_, table)| &table.columns);
        let properties = columns.map(|(name, column)| (name.as_str(), Place::of(&column.kind)));
        let language = offers::language().flat_map(|said| said.split(' ')).map(|word| word.trim_end_matches('('));
        let language =
            language.filter(|word| word.chars().all(char::is_alphabetic)).chain(MORE.iter().chain(&MONTHS).copied());
        let language = language.chain(UNITS.iter().copied()).collect();
        let properties = properties.chain([(ColumnRef::TIME, Place::Date)]).collect();
        let words = around.model.vocabulary().words.values();
        let names = |word: &'a Word| word.called.iter().map(|called| (called.clone(), word.name.as_str()));
        let own_names = words.clone().map(|word| (word.name.clone(), word.name.as_str()));
        // Of two words that are called the same the first is meant, and before a word's own name what others call so.
        let called = own_names.chain(words.rev().flat_map(names)).collect();
        let own = own.into_iter().collect();
        let (dictionary, segments) = (OnceCell::new(), OnceCell::new());
        Self { around, own, properties, language, called, dictionary, segments }
    }

    fn vocabulary(&self) -> &'a Vocabulary {
        self.around.model.vocabulary()
    }

    /// The name of the vocabulary that a word is, or is another system's name for.
    pub(super) fn canonical(&self, word: &str) -> Option<&'a str> {
        let vocabulary = self.vocabulary();
        if let Some((name, _)) = vocabulary.words.get_key_value(word) {
            return Some(name);
        }
        self.called.get(&word.to_lowercase()).copied()
    }

    /// Where a word of the vocabulary stands in a sentence.
    pub(super) fn place(&self, word: &str) -> Option<Place> {
        let word = self.vocabulary().word(word)?;
        Some(match &word.kind {
            WordKind::Field(kind) => Place::of(kind),
            WordKind::Measure(_) => Place::of(&self.around.model.measure_type(&word.name)?),
            WordKind::Event(_) => Place::Event,
            WordKind::Condition(definition) if definition.text.contains('$') => Place::Taking,
            WordKind::Condition(_) => Place::Flag,
        })
    }

    /// The condition that holds for those whom a word names, whatever others call it.
    pub(super) fn flag(&self, word: &str) -> Option<&'a str> {
        self.canonical(word).filter(|name| self.place(name) == Some(Place::Flag))
    }

    /// The property that a text right behind an event is.
    pub(super) fn text_of(&self, word: &str) -> Option<&'a str> {
        self.vocabulary().event(word)?.text.as_deref()
    }

    /// Whether a word is a total, which is 0 where there is nothing to add up.
    pub(super) fn is_a_total(&self, word: &str) -> bool {
        let kind = self.canonical(word).and_then(|name| self.vocabulary().word(name)).map(|word| &word.kind);
        let text = match kind {
            Some(WordKind::Measure(definition)) => definition.text.as_str(),
            _ => return false,
        };
        ["sum(", "count(", "distinct("].iter().any(|total| text.starts_with(total))
    }

    /// Whether the project has a segment of this name.
    pub(super) fn is_segment(&self, word: &str) -> bool {
        self.around.segments.find(word).is_some()
    }

    /// Whether a word is a set of values.
    pub(super) fn is_set(&self, word: &str) -> bool {
        self.vocabulary().sets.contains_key(word)
    }

    /// Whether a word is a property of some event.
    pub(super) fn is_property(&self, word: &str) -> bool {
        self.property(word).is_some()
    }

    /// Where a property of some event stands in a sentence.
    pub(super) fn property(&self, word: &str) -> Option<Place> {
        self.properties.get(word).copied()
    }

    /// Whether a piece is a word that nothing has.
    pub(super) fn is_new(&self, piece: &Piece<'_>) -> bool {
        piece.kind == Kind::Word
            && !self.language.contains(piece.text)
            && !self.own.contains(piece.text)
            && !self.is_property(piece.text)
            && self.canonical(piece.text).is_none()
    }

    /// Whether a piece is a word that is neither one of the vocabulary nor one that joins or compares.
    pub(super) fn is_free(&self, piece: &Piece<'_>) -> bool {
        let named = self.canonical(piece.text) == Some(piece.text) || self.own.contains(piece.text);
        piece.kind == Kind::Word && !named && !joins(piece.text)
    }

    /// Whether a word can be a value, whatever else it is.
    pub(super) fn is_value(&self, piece: &Piece<'_>) -> bool {
        piece.kind == Kind::Word && !joins(piece.text) && !VERBS.contains(&piece.text)
    }

    /// Whether a word only joins others.
    pub(super) fn is_joining(&self, word: &str) -> bool {
        joins(word) || matches!(word, "a" | "an" | "only")
    }

    /// When now is, as far as the project says.
    pub(super) fn as_of(&self) -> Option<crate::time::Instant> {
        self.around.catalog.as_of.or(self.around.model.project.settings.as_of)
    }

    /// The currency of the project.
    pub(super) fn currency(&self) -> &'a str {
        &self.around.model.project.settings.currency
    }

    /// What a misspelt word can have been meant to be, but for the segments of other texts.
    pub(super) fn dictionary(&self) -> &Dictionary {
        self.dictionary.get_or_init(|| {
            let vocabulary = self.vocabulary();
            let columns = vocabulary.tables.values().flat_map(|table| table.columns.values());
            let choices = columns.flat_map(|column| match &column.kind {
                Type::Choice(values) => values.as_slice(),
                _ => &[],
            });
            let events = vocabulary.words.keys().filter(|name| vocabulary.event(name).is_some());
            let since = events.map(|name| format!("{name}_since"));
            let names = vocabulary.words.keys().chain(vocabulary.sets.keys());
            let language = self.language.iter().copied().filter(|word| word.len() > 1);
            let words = language.chain(self.properties.keys().copied()).map(str::to_owned);
            Dictionary::of(names.chain(&self.own).chain(choices).cloned().chain(words).chain(since))
        })
    }

    /// The names of the segments of other texts.
    pub(super) fn segments(&self) -> &Dictionary {
        self.segments.get_or_init(|| Dictionary::of(self.around.segments.names().into_iter().map(str::to_owned)))
    }
}
