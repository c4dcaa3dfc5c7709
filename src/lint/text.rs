//! A text as lints see it: its segments that have a meaning, with the meaning of their parts.

use super::LINTS;
use super::clause::Clause;
use super::verdict::{Verdict, verdicts};
use crate::analysis::Analysis;
use crate::analysis::prove::Prover;
use crate::diagnostics::{Level, Rule, Severity};
use crate::source::{SourceFile, Span};
use crate::syntax::ast;
use crate::types::ir::Condition;
use crate::types::{Catalog, Meanings, Model, Surroundings};
use std::cell::OnceCell;

/// So long a piece of text may be in a sentence, in characters.
const SHORT: usize = 40;

/// Lints that say more, or anything, only with the data.
const NEED_DATA: &[Rule] = &[
    Rule::NeverOrderedIncluded,
    Rule::MissingIncluded,
    Rule::ValueOfOtherField,
    Rule::RankThroughTie,
    Rule::StaleData,
];

/// A text that lints look at.
pub(super) struct Text<'a> {
    pub source: &'a SourceFile,
    pub analysis: &'a Analysis,
    pub model: &'a Model,
    pub catalog: &'a Catalog,
    pub prover: &'a Prover<'a>,
    /// The segments without mistakes.
    pub segments: Vec<Segment<'a>>,
}

/// A segment without mistakes.
pub(super) struct Segment<'a> {
    pub said: &'a ast::Segment,
    pub condition: &'a Condition,
    /// Who is in it, part by part.
    pub body: Clause<'a>,
    verdicts: OnceCell<Vec<Verdict>>,
}

impl<'a> Segment<'a> {
    /// What is proved of its parts.
    pub fn verdicts(&self, text: &Text<'_>) -> &[Verdict] {
        self.verdicts.get_or_init(|| verdicts(&self.body, text.prover, text.model))
    }
}

impl<'a> Text<'a> {
    pub fn new(
        source: &'a SourceFile,
        analysis: &'a Analysis,
        around: &Surroundings<'a>,
        prover: &'a Prover<'a>,
    ) -> Self {
        let file = &analysis.tree.file;
        let (model, catalog) = (around.model, around.catalog);
        let mut text = Self { source, analysis, model, catalog, prover, segments: Vec::new() };
        // A helper with a mistake may stand in any of the segments.
        if file.lets.iter().any(|helper| text.is_wrong(helper.body.span)) {
            return text;
        }
        let mut meanings = Meanings::of(source, file, around);
        for (said, meant) in file.segments.iter().zip(&analysis.segments) {
            if let Some(condition) = &meant.condition
                && !text.is_wrong(said.body.span)
                && let Some(body) = Clause::of(&said.body, &mut meanings)
            {
                text.segments.push(Segment { said, condition, body, verdicts: OnceCell::new() });
            }
        }
        text
    }

    /// What the project makes of a lint.
    pub fn level(&self, lint: Rule) -> Level {
        self.model.project.settings.level(lint)
    }

    /// The text of a place.
    pub fn slice(&self, span: Span) -> &'a str {
        self.source.slice(span)
    }

    /// A piece of text as it is quoted in a sentence, if it is short enough for one.
    pub fn quoted(&self, span: Span) -> Option<String> {
        let text = self.slice(span);
        (text.chars().count() <= SHORT && !text.contains('\n')).then(|| format!("`{text}`"))
    }

    /// Whether the text has no mistakes, so that everything in it was looked at.
    pub fn is_sound(&self) -> bool {
        self.analysis.is_sound()
    }

    /// Whether a lint was looked for in this text alone; others need other texts, or the data.
    pub fn looks_for(&self, lint: Rule) -> bool {
        !NEED_DATA.contains(&lint) && LINTS.iter().any(|(rule, _)| *rule == lint)
    }

    fn is_wrong(&self, span: Span) -> bool {
        let within = |other: Span| span.covers(other) || span.overlaps(other);
        let errors = self.analysis.diagnostics.iter().filter(|found| found.severity() == Severity::Error);
        errors.into_iter().any(|found| within(found.span()))
    }
}
