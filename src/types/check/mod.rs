//! From the syntax tree to meaning: names resolved, types checked.
//!
//! A mistake is reported once, and what hangs on it keeps silent: a part whose
//! meaning is not known has none, and neither has anything built from it.

mod aggregate;
mod alike;
mod compare;
mod condition;
mod dates;
mod event;
mod habits;
mod in_data;
mod known;
mod messages;
mod misplaced;
mod near;
mod nth;
mod numbers;
pub(super) mod operand;
mod periods;
mod property;
mod rank;
mod reference;
mod regular;
mod sequence;
mod short;
mod tests;
mod told;
mod word;
mod written;

pub(crate) use messages::thousands;

use super::ir::Condition;
use super::{Catalog, Model, Segments, Surroundings, Wants};
use crate::diagnostics::{Diagnostic, Rule, sort};
use crate::source::{SourceFile, Span};
use crate::syntax::ast::{Expr, File, Let, Segment};
pub use messages::ordinal;
use reference::Step;
use std::collections::{BTreeMap, BTreeSet};

/// A text with its meaning.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// Its segments, in order.
    pub segments: Vec<CheckedSegment>,
    /// What is wrong with its meaning.
    pub diagnostics: Vec<Diagnostic>,
    /// What it would help to know of the data.
    pub wants: Wants,
}

/// A segment with its meaning.
#[derive(Debug, Clone)]
pub struct CheckedSegment {
    /// Who is in it; none if there are mistakes in it.
    pub condition: Option<Condition>,
}

/// Gives a syntax tree its meaning.
pub fn check(source: &SourceFile, file: &File, around: &Surroundings<'_>) -> Checked {
    let mut checker = Checker::of_text(source, file, around);
    checker.lets();
    let mut checked = Checked::default();
    for segment in &file.segments {
        let condition = checker.segment(segment);
        checked.segments.push(CheckedSegment { condition });
    }
    checked.diagnostics = checker.diagnostics;
    sort(&mut checked.diagnostics);
    checked.wants = checker.wants;
    checked
}

/// The meaning of one condition alone, if it has one; its mistakes have been reported.
pub fn meaning(expr: &Expr, source: &SourceFile, file: &File, around: &Surroundings<'_>) -> Option<Condition> {
    let mut checker = Checker::of_text(source, file, around);
    checker.lets();
    checker.condition(expr)
}

/// The meanings of conditions of one text, asked for one by one; their mistakes have been reported.
pub struct Meanings<'a>(Checker<'a>);

impl<'a> Meanings<'a> {
    /// Of conditions of this text.
    pub fn of(source: &'a SourceFile, file: &'a File, around: &Surroundings<'a>) -> Self {
        let mut checker = Checker::of_text(source, file, around);
        checker.lets();
        Self(checker)
    }

    /// What a condition means, if it means anything.
    pub fn meaning(&mut self, expr: &'a Expr) -> Option<Condition> {
        self.0.work = 0;
        self.0.condition(expr)
    }
}

/// So many conditions a text may have when its helpers are written out: each use of a
/// helper is its whole meaning again, and helpers may use helpers.
const MOST_WORK: usize = 1_000_000;

/// So deep conditions may lie inside each other when helpers are written out.
const MOST_DEPTH: usize = 350;

/// Where a name is looked up.
#[derive(Debug, Clone)]
pub(super) enum Scope {
    /// Facts of a customer.
    Customer,
    /// Properties of a row: of this table, or of the table of its lines.
    Row { event: Option<String>, table: String, lines: Option<String> },
}

/// A text with its helpers and segments by name.
#[derive(Clone)]
pub(super) struct Text<'a> {
    source: &'a SourceFile,
    file: &'a File,
    lets: BTreeMap<&'a str, &'a Expr>,
}

pub(super) struct Checker<'a> {
    model: &'a Model,
    catalog: &'a Catalog,
    segments: Option<&'a dyn Segments>,
    scope: Scope,
    /// The text at hand; none in definitions of the vocabulary.
    text: Option<Text<'a>>,
    /// Words and helpers being looked into, to find those defined by themselves.
    path: Vec<String>,
    /// Circles of helpers that have been reported, each by the names in it.
    rounds: BTreeSet<BTreeSet<String>>,
    /// The segment being looked into, and those that it uses, each in the one before.
    uses: Vec<Step<'a>>,
    /// How many of them are looked into for their meaning only: their mistakes are reported elsewhere.
    away: usize,
    /// A way from a segment to itself that was found away from the text.
    round: Option<Vec<Step<'a>>>,
    parameter: Option<&'a Expr>,
    /// Whether words without data pass.
    lenient: bool,
    /// How many conditions have been looked at, helpers written out.
    work: usize,
    /// How deep the condition at hand lies, helpers written out.
    depth: usize,
    pub(super) diagnostics: Vec<Diagnostic>,
    wants: Wants,
}

impl<'a> Text<'a> {
    fn new(source: &'a SourceFile, file: &'a File) -> Self {
        // Of two of one name, the second counts.
        let lets = file.lets.iter().map(|helper| (helper.name.text.as_str(), &helper.body)).collect();
        Self { source, file, lets }
    }
}

impl<'a> Checker<'a> {
    fn new(model: &'a Model, catalog: &'a Catalog) -> Self {
        Self {
            model,
            catalog,
            segments: None,
            scope: Scope::Customer,
            text: None,
            path: Vec::new(),
            rounds: BTreeSet::new(),
            uses: Vec::new(),
            away: 0,
            round: None,
            parameter: None,
            lenient: false,
            work: 0,
            depth: 0,
            diagnostics: Vec::new(),
            wants: Wants::default(),
        }
    }

    fn of_text(source: &'a SourceFile, file: &'a File, around: &Surroundings<'a>) -> Self {
        let text = Some(Text::new(source, file));
        Self { segments: Some(around.segments), text, ..Self::new(around.model, around.catalog) }
    }

    /// A checker for definitions of the vocabulary: words without data are no mistake there.
    pub(super) fn of_definitions(model: &'a Model, catalog: &'a Catalog) -> Self {
        Self { lenient: true, ..Self::new(model, catalog) }
    }

    /// Looks names up among the columns of one table.
    pub(super) fn rows_of(mut self, table: &str) -> Self {
        self.scope = Scope::Row { event: None, table: table.to_owned(), lines: None };
        self
    }

    /// Looks into the definition of a word, whose parameter is this.
    pub(super) fn inside(mut self, word: &str, parameter: &'a Expr) -> Self {
        self.path = vec![word.to_owned()];
        self.parameter = Some(parameter);
        self
    }

    /// Whether there is room for one more condition; where it runs out, that is said once.
    fn has_room(&mut self, span: Span) -> bool {
        self.work += 1;
        if self.work == MOST_WORK {
            let message = "the helpers of this text stand for too much";
            let help = "a helper that uses a helper twice is twice as large; use each once";
            self.report(Diagnostic::new(Rule::TooLarge, span, message, "here it became too much").help(help));
        }
        if self.depth == MOST_DEPTH {
            let message = "conditions lie too deep inside each other here";
            let help = "helpers that use helpers count too; take some of them apart";
            self.report(Diagnostic::new(Rule::TooDeep, span, message, "").help(help));
        }
        self.work < MOST_WORK && self.depth < MOST_DEPTH
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Looks at the helpers of the text.
    fn lets(&mut self) {
        let lets: &'a [Let] = self.text.as_ref().map_or(&[], |text| &text.file.lets);
        let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
        for helper in lets {
            let name = helper.name.text.as_str();
            if let Some(first) = seen.get(name).copied() {
                let message = format!("there are two helpers called `{name}`");
                self.report(
                    Diagnostic::new(Rule::DuplicateName, helper.name.span, message, "the second")
                        .also(first, "the first")
                        .help("give one of them another name"),
                );
            } else if self.model.vocabulary().word(name).is_some() {
                let message = format!("`{name}` is a word of the vocabulary already");
                self.report(
                    Diagnostic::new(Rule::DuplicateName, helper.name.span, message, "")
                        .help("give the helper another name"),
                );
            }
            seen.entry(name).or_insert(helper.name.span);
        }
        // Each is looked at once by itself, so that one that nobody uses is checked too.
        for helper in lets {
            self.path.push(helper.name.text.clone());
            self.condition(&helper.body);
            self.path.pop();
        }
    }

    /// A segment of the text.
    fn segment(&mut self, segment: &'a Segment) -> Option<Condition> {
        let source = self.text.as_ref().map(|text| text.source);
        if let (Some(name), Some(source)) = (&segment.name, source) {
            self.uses.push(Step { name: name.text.clone(), source, span: name.span });
        }
        let condition = self.condition(&segment.body);
        self.uses.clear();
        condition
    }

    /// The helper of this name.
    fn let_of(&self, name: &str) -> Option<&'a Expr> {
        self.text.as_ref()?.lets.get(name).copied()
    }
}
