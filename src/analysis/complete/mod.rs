//! What may come at a place in a text.
//!
//! Whatever could come is tried: it fits if analysis has nothing against the text with
//! it, but that it stops in the middle. So a completion never offers what the checker
//! would refuse, and a new construct is one line in `offers`.

pub(super) mod offers;

use super::saved::quoted;
use super::{entry, read};
use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::source::{SourceFile, Span};
use crate::syntax::ast::Let;
use crate::syntax::{TokenKind, Tree, parse};
use crate::types::ir::ColumnRef;
use crate::types::{Catalog, Model, Surroundings, Values};
use offers::Offer;
use std::collections::BTreeSet;

/// A value that nothing has: what is said against it tells which values belong there.
const NO_VALUE: &str = "\"\u{2042}\"";

/// Values that are listed at most.
const MOST_VALUES: usize = 100;

/// What may come at a place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Completion {
    /// The half-written word that a completion takes the place of.
    pub span: Span,
    /// What fits, the likeliest first.
    pub items: Vec<Item>,
    /// A column whose values would be offered if they were known.
    pub wants: Option<ColumnRef>,
}

/// Something that may come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What is written.
    pub text: String,
    /// What it is, in a few words; may be empty.
    pub about: String,
}

/// What may come at a byte of a text; values are those that the catalog knows.
pub fn complete(text: &str, at: usize, around: &Surroundings<'_>) -> Completion {
    found(text, at, around, usize::MAX)
}

/// What most likely ends the word that is being typed at a byte of a text; nothing where
/// none has been begun, or a number.
pub fn likeliest(text: &str, at: usize, around: &Surroundings<'_>) -> Completion {
    let before = text.get(..at).unwrap_or(text);
    let quotes = before.matches('"').count();
    let word = before.get(bare_start(before)..).unwrap_or_default();
    match quotes % 2 == 0 && !word.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        true => Completion { span: Span::new(at, at), ..Completion::default() },
        false => found(text, at, around, 1),
    }
}

/// At most so many of what may come.
fn found(text: &str, at: usize, around: &Surroundings<'_>, most: usize) -> Completion {
    let before = text.get(..at).unwrap_or(text);
    let tree = parse(before);
    let start = word_start(before, &tree);
    let (before, typed) = before.split_at_checked(start).unwrap_or((before, ""));
    let span = Span::new(start, at);
    let place = Place::new(before, &tree, around);
    let mut completion = Completion { span, ..Completion::default() };
    if let Some(values) = place.values() {
        match values {
            Of::Column(column) => match around.catalog.values.get(&column) {
                Some(values) => completion.items = listed(values, typed, around.model.is_of_customers(&column.table)),
                None => completion.wants = Some(column),
            },
            Of::Place => completion.items = places(around.model, typed),
            Of::Choice => completion.items = place.choices(typed),
        }
        if !completion.items.is_empty() || typed.starts_with('"') {
            return completion;
        }
    }
    if typed.starts_with('"') {
        return completion;
    }
    let offers = offers::all(before, typed, around, &place.helpers, place.takes_names());
    let fitting = offers.into_iter().filter(|offer| place.takes(offer)).map(|offer| offer.item);
    completion.items = fitting.take(most).collect();
    completion
}

/// Where the half-written word before the cursor begins: a text from its quotation mark.
fn word_start(before: &str, tree: &Tree) -> usize {
    if let Some(last) = tree.tokens.last()
        && before.get(last.span.range()).is_some_and(|said| said.starts_with('"'))
        && last.kind == TokenKind::Wrong
    {
        return last.span.start;
    }
    bare_start(before)
}

/// Where the letters before the cursor begin.
fn bare_start(before: &str) -> usize {
    before.trim_end_matches(|c: char| c.is_alphanumeric() || c == '_').len()
}

/// Whose values belong at a place.
enum Of {
    Column(ColumnRef),
    Place,
    Choice,
}

/// A place: what stands before it, as far as it decides what may come.
struct Place<'a> {
    /// The clause so far: a long chain is not read again for each candidate.
    clause: &'a str,
    helpers: Vec<String>,
    helpers_text: String,
    around: Surroundings<'a>,
}

impl<'a> Place<'a> {
    /// The place behind `before`, with which the text of the tree begins.
    fn new(before: &'a str, tree: &Tree, around: &Surroundings<'a>) -> Self {
        let clause = before.get(clause_start(before, tree)..).unwrap_or(before);
        // A helper that is still being written is no help to itself.
        let is_whole = |body: Span| !body.is_empty() && body.end <= before.len();
        let whole: Vec<&Let> = tree.file.lets.iter().filter(|helper| is_whole(helper.body.span)).collect();
        let helpers = whole.iter().map(|helper| helper.name.text.clone()).collect();
        let helpers_text = whole.iter().map(|one| entry::helper(one, before)).collect();
        Self { clause, helpers, helpers_text, around: *around }
    }

    fn analyze(&self, text: &str, catalog: &Catalog) -> super::Analysis {
        let clause = format!("{}{text}", self.clause);
        let source = SourceFile::new("", entry::with_helpers(&self.helpers_text, &clause));
        read(&source, &self.around.with_catalog(catalog))
    }

    /// Whether analysis has nothing against this text here.
    fn fits(&self, text: &str) -> bool {
        let analysis = self.analyze(text, &Catalog::default());
        analysis.diagnostics.iter().all(|d| {
            d.severity() != Severity::Error
                || d.incomplete
                || matches!(d.rule, Rule::UnknownValue | Rule::MissingConsent)
        })
    }

    /// Whether a word of the vocabulary can stand here at all, as far as the form goes.
    fn takes_names(&self) -> bool {
        let name = "zz";
        let text = entry::with_helpers(&self.helpers_text, &format!("{}{name}", self.clause));
        let at = text.len() - name.len();
        let against = |d: &Diagnostic| d.severity() == Severity::Error && !d.incomplete && d.span().end >= at;
        !parse(&text).diagnostics.iter().any(against)
    }

    /// Whether an offer fits with one of the tails that would complete it.
    fn takes(&self, offer: &Offer) -> bool {
        // An aggregate is compared once it is closed.
        let closed = if self.clause.contains('(') { ["", ") > 1"].as_slice() } else { &[""] };
        let mut endings = offer.tails.iter().flat_map(|tail| closed.iter().map(move |end| (tail, end)));
        endings.any(|(tail, end)| self.fits(&format!("{}{tail}{end}", offer.item.text)))
    }

    /// Whose values belong here, if values do.
    fn values(&self) -> Option<Of> {
        let analysis = self.analyze(NO_VALUE, &Catalog::default());
        let whole = format!("{}{NO_VALUE}", self.clause);
        let at = entry::with_helpers(&self.helpers_text, &whole).len() - NO_VALUE.len();
        let about_it = |rule: Rule, analysis: &super::Analysis| {
            analysis.diagnostics.iter().any(|d| d.rule == rule && d.labels.iter().any(|label| label.span.start == at))
        };
        if about_it(Rule::UnknownValue, &analysis) {
            return Some(Of::Choice);
        }
        let is_whole = analysis.diagnostics.iter().all(|d| d.rule != Rule::MissingPart);
        if is_whole && about_it(Rule::UnknownPlace, &analysis) {
            return Some(Of::Place);
        }
        // Of several columns that the clause names, the one that has no such value.
        let wanted: Vec<ColumnRef> = analysis.wants.values.into_iter().collect();
        let found = wanted.into_iter().find(|column| {
            let mut nothing = Catalog::default();
            nothing.values.insert(column.clone(), Values::default());
            about_it(Rule::UnknownInData, &self.analyze(NO_VALUE, &nothing))
        })?;
        Some(Of::Column(found))
    }

    /// The choices of the vocabulary that this place takes.
    fn choices(&self, typed: &str) -> Vec<Item> {
        let mut all = BTreeSet::new();
        offers::choices(self.around.model, &mut all);
        let begins = |value: &&String| value.starts_with(typed.trim_start_matches('"'));
        let strict = |value: &&String| {
            let analysis = self.analyze(value, &Catalog::default());
            analysis.diagnostics.iter().all(|d| d.severity() != Severity::Error || d.incomplete)
        };
        let fitting = all.iter().filter(begins).filter(strict);
        fitting.map(|value| Item { text: value.clone(), about: String::new() }).collect()
    }
}

/// The places of the project that begin as it was typed, and how a postcode begins.
fn places(model: &Model, typed: &str) -> Vec<Item> {
    let bare = typed.trim_start_matches('"').to_lowercase();
    let named = model.vocabulary().places.iter().filter(|(name, _)| name.to_lowercase().starts_with(&bare));
    let mut found: Vec<Item> =
        named.map(|(name, place)| Item { text: written(name, typed), about: place.about.clone() }).collect();
    if model.postcodes().is_some() && "postcode".starts_with(typed) {
        found.push(Item { text: "postcode".to_owned(), about: "where a postcode is".to_owned() });
    }
    found
}

/// Values that begin as it was typed, those of most people first.
fn listed(values: &Values, typed: &str, of_customers: bool) -> Vec<Item> {
    let bare = typed.trim_start_matches('"').to_lowercase();
    let mut found: Vec<(&String, u64)> = values
        .counts
        .iter()
        .filter(|(value, _)| value.to_lowercase().starts_with(&bare))
        .map(|(value, people)| (value, *people))
        .collect();
    found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    found.truncate(MOST_VALUES);
    let item = |(value, people): (&String, u64)| Item {
        text: written(value, typed),
        about: if of_customers { format!("{} customers", crate::types::thousands(people)) } else { String::new() },
    };
    found.into_iter().map(item).collect()
}

/// A value as it is written: without quotation marks where it is a plain word.
fn written(value: &str, typed: &str) -> String {
    if !typed.starts_with('"') && crate::syntax::is_name(value) {
        return value.to_owned();
    }
    quoted(value)
}

/// Where the clause begins that the end of a text stands in: after the last `and`,
/// `or`, `is` or `=` that is outside of parentheses.
pub(super) fn clause_start(text: &str, tree: &Tree) -> usize {
    let (mut start, mut depth, mut between, mut heads) = (0, 0_usize, false, "");
    let mut last = "";
    for token in tree.tokens.iter().take_while(|token| token.span.end <= text.len()) {
        let said = text.get(token.span.range()).unwrap_or_default();
        match (token.kind, said) {
            (TokenKind::Sign, "(") => depth += 1,
            (TokenKind::Sign, ")") => depth = depth.saturating_sub(1),
            (TokenKind::Keyword, "let" | "segment") if last != "in" => {
                (start, depth, heads) = (token.span.start, 0, if said == "let" { "=" } else { "is" });
            }
            (TokenKind::Keyword | TokenKind::Sign, _) if said == heads => (start, heads) = (token.span.end, ""),
            _ if !heads.is_empty() => {}
            (TokenKind::Keyword, "between") if depth == 0 => between = true,
            (TokenKind::Keyword, "and") if depth == 0 && between => between = false,
            (TokenKind::Keyword, "and" | "or") if depth == 0 => (start, between) = (token.span.end, false),
            _ => {}
        }
        if token.kind != TokenKind::Blank {
            last = said;
        }
    }
    start
}
