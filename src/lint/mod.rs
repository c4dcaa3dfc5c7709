//! Lints: what is right and most likely not meant, or worth knowing.
//!
//! A lint is one file with its check, beside a page of the same name. It looks at a
//! text that has been understood, and claims nothing that it cannot prove. [`understand`]
//! is `analyze` with lints: what every front end calls.

mod across;
mod allow;
mod always_false;
mod always_true;
mod boundary_overlap;
mod clause;
mod double_negative;
mod duplicate_segment;
mod hashed;
mod list_of_one;
mod missing_consent;
mod missing_included;
mod month_is_not_30_days;
mod never_ordered_included;
mod no_description;
mod not_before_or;
mod past_date;
mod periods;
mod rank_through_tie;
mod redundant_condition;
mod stale_data;
mod text;
mod unused_allow;
mod value_of_other_field;
mod verdict;

pub use across::{Understood, across};

use crate::analysis::prove::Prover;
use crate::analysis::{Analysis, analyze_tree};
use crate::diagnostics::{Diagnostic, Rule, fix, sort};
use crate::source::{SourceFile, Span};
use crate::syntax::{TokenKind, Tree, parse};
use crate::types::{Surroundings, Wants};
use std::sync::Arc;
use text::Text;

/// A lint: its entry in the registry, and what looks for it.
type Lint = (Rule, fn(&Text<'_>, &mut Found));

/// All lints that look at one text.
const LINTS: &[Lint] = &[
    (Rule::AlwaysFalse, always_false::check),
    (Rule::AlwaysTrue, always_true::check),
    (Rule::RedundantCondition, redundant_condition::check),
    (Rule::DoubleNegative, double_negative::check),
    (Rule::NotBeforeOr, not_before_or::check),
    (Rule::MissingConsent, missing_consent::check),
    (Rule::NoDescription, no_description::check),
    (Rule::ListOfOne, list_of_one::check),
    (Rule::MonthIsNot30Days, month_is_not_30_days::check),
    (Rule::PastDate, past_date::check),
    (Rule::NeverOrderedIncluded, never_ordered_included::check),
    (Rule::MissingIncluded, missing_included::check),
    (Rule::ValueOfOtherField, value_of_other_field::check),
    (Rule::RankThroughTie, rank_through_tie::check),
    (Rule::StaleData, stale_data::check),
];

/// What lints found, and what they would like to know of the data.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// What is worth a look, by place.
    pub diagnostics: Vec<Diagnostic>,
    /// What it would help to know.
    pub wants: Wants,
}

impl Found {
    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
}

/// Understands a text, lints included.
pub fn understand(source: &SourceFile, around: &Surroundings<'_>) -> Analysis {
    understand_tree(source, Arc::new(parse(source.text())), around, &Prover::new(around.model))
}

/// Understands a text that has been read already, lints included. The prover is of the same project: what it
/// has found out holds for other texts, too.
pub fn understand_tree(
    source: &SourceFile,
    tree: Arc<Tree>,
    around: &Surroundings<'_>,
    prover: &Prover<'_>,
) -> Analysis {
    let mut analysis = analyze_tree(source, tree, around);
    let found = check(source, &analysis, around, prover);
    // Which field has the value says more than that this one never does.
    let other: Vec<Span> =
        found.diagnostics.iter().filter(|d| d.rule == Rule::ValueOfOtherField).map(Diagnostic::span).collect();
    let is_told = |d: &Diagnostic| other.iter().any(|span| span.overlaps(d.span()));
    analysis.diagnostics.retain(|d| d.rule != Rule::UnknownInData || !is_told(d));
    analysis.diagnostics.extend(found.diagnostics);
    let comments = analysis.tree.tokens.iter().filter(|token| token.kind == TokenKind::Comment);
    let comments: Vec<Span> = comments.map(|token| token.span).collect();
    fix::spare(&comments, source.text(), &mut analysis.diagnostics);
    sort(&mut analysis.diagnostics);
    analysis.wants.extend(&found.wants);
    analysis
}

/// Looks at a text that has been understood.
pub fn check(source: &SourceFile, analysis: &Analysis, around: &Surroundings<'_>, prover: &Prover<'_>) -> Found {
    let text = Text::new(source, analysis, around, prover);
    let mut found = Found::default();
    for (rule, look) in LINTS {
        if text.level(*rule).severity().is_some() {
            look(&text, &mut found);
        }
    }
    for diagnostic in &mut found.diagnostics {
        diagnostic.severity = text.level(diagnostic.rule).severity().unwrap_or(diagnostic.severity);
    }
    unused_allow::settle(&text, &mut found);
    sort(&mut found.diagnostics);
    found
}
