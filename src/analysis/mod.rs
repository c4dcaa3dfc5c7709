//! A text, understood: what every front end works from.
//!
//! [`analyze`] is pure and never fails. It sees the data only through a
//! [`Catalog`]; what it would like to know is in [`Analysis::wants`], and a front
//! end that has data answers and analyzes again.

mod complete;
mod consent;
mod dates;
mod entry;
mod explain;
mod hover;
mod listed;
mod meant;
mod paint;
pub mod prove;
mod saved;
mod subject;
mod typed;
mod unquoted;

pub use complete::{Completion, Item, complete, likeliest};
pub use consent::consent;
pub use entry::{Steps, goes_on, helpers_only, refined, steps, with_helpers};
pub use explain::{called, explain};
pub use hover::{Hover, hover};
pub use paint::{Paint, paint};
pub use saved::{alone, name_of, named, others, rewritten};
pub use subject::{columns, looked_at, spreads, value};
pub use typed::Typed;

use crate::diagnostics::{Diagnostic, Rule, Severity, sort};
use crate::source::{SourceFile, Span};
use crate::syntax::{self, Ambiguity, Tree, ast};
use crate::types::ir::Condition;
use crate::types::{Surroundings, Wants, check, meaning};
use std::sync::Arc;

/// A text, understood.
#[derive(Debug, Clone, Default)]
pub struct Analysis {
    /// Its segments, in order.
    pub segments: Vec<Segment>,
    /// What is wrong, or worth a look, by place.
    pub diagnostics: Vec<Diagnostic>,
    /// What it would help to know of the data.
    pub wants: Wants,
    /// The text as it was read.
    pub tree: Arc<Tree>,
}

/// A segment, understood.
#[derive(Debug, Clone)]
pub struct Segment {
    /// The name; none for a text with a bare condition.
    pub name: Option<String>,
    /// What it is for.
    pub description: Option<String>,
    /// Whose it is.
    pub owner: Option<String>,
    /// The channel it is meant for.
    pub channel: Option<String>,
    /// Who is in it; none if there are mistakes.
    pub condition: Option<Condition>,
}

impl Analysis {
    /// Whether the text can be used: nothing in it is an error.
    pub fn is_sound(&self) -> bool {
        self.diagnostics.iter().all(|diagnostic| diagnostic.severity() != Severity::Error)
    }

    /// Whether one of its segments can be used: it has a meaning, and nothing about it is an error.
    pub fn is_usable(&self, at: usize) -> bool {
        let (Some(said), Some(segment)) = (self.tree.file.segments.get(at), self.segments.get(at)) else {
            return false;
        };
        let named = [&said.name, &said.description, &said.owner, &said.channel].into_iter().flatten();
        let whole = named.fold(said.body.span, |whole, part| whole.to(part.span));
        let is_error = |found: &&Diagnostic| found.severity() == Severity::Error;
        let errors = self.diagnostics.iter().filter(is_error).map(Diagnostic::span);
        segment.condition.is_some() && errors.into_iter().all(|span| span.start > whole.end || span.end < whole.start)
    }
}

/// Understands a text by what is around it: a project's vocabulary, its other segments,
/// and what is known of its data.
pub fn analyze(source: &SourceFile, around: &Surroundings<'_>) -> Analysis {
    analyze_tree(source, Arc::new(syntax::parse(source.text())), around)
}

/// Understands a text that has been read already.
pub fn analyze_tree(source: &SourceFile, tree: Arc<Tree>, around: &Surroundings<'_>) -> Analysis {
    let mut analysis = read_tree(source, tree, around);
    let found = std::mem::take(&mut analysis.diagnostics);
    analysis.diagnostics = meant::settle(source, &analysis.tree.file, around, found, &mut analysis.wants);
    let wrong: Vec<Span> =
        analysis.diagnostics.iter().filter(|d| d.severity() == Severity::Error).map(Diagnostic::span).collect();
    // What is doubtful about a part that is wrong will change with it.
    let is_inside = |d: &Diagnostic| wrong.iter().any(|span| span.overlaps(d.span()));
    analysis.diagnostics.retain(|d| d.severity() == Severity::Error || !is_inside(d));
    sort(&mut analysis.diagnostics);
    analysis
}

/// Understands a text, with a message for everything over which reading it stumbles.
fn read(source: &SourceFile, around: &Surroundings<'_>) -> Analysis {
    read_tree(source, Arc::new(syntax::parse(source.text())), around)
}

fn read_tree(source: &SourceFile, tree: Arc<Tree>, around: &Surroundings<'_>) -> Analysis {
    let checked = check(source, &tree.file, around);
    let mut wants = checked.wants;
    let mut diagnostics = tree.diagnostics.clone();
    for ambiguity in &tree.ambiguities {
        count_readings(ambiguity, (source, &tree.file), around, &mut wants, &mut diagnostics);
    }
    diagnostics.extend(checked.diagnostics);
    duplicates(&tree.file, &mut diagnostics);
    diagnostics.extend(tree.file.segments.iter().filter_map(|said| consent::check(said, around.model)));
    // Beside a word that nothing has, a missing `and` is a guess too many.
    let unknown: Vec<Span> =
        diagnostics.iter().filter(|d| d.rule == Rule::UnknownField).map(Diagnostic::span).collect();
    let beside_unknown = |d: &Diagnostic| unknown.iter().any(|span| span.overlaps(d.span()));
    diagnostics.retain(|d| d.rule != Rule::MissingConnective || !beside_unknown(d));
    // What is lacking in a modifier that does not belong there does not matter.
    let misplaced: Vec<Span> =
        diagnostics.iter().filter(|d| d.rule == Rule::MisplacedModifier).map(Diagnostic::span).collect();
    diagnostics.retain(|d| d.rule != Rule::MissingPart || !misplaced.iter().any(|span| span.overlaps(d.span())));
    hang_on_others(source.text(), &mut diagnostics);
    unquoted::mend(source.text(), &tree.file, &mut diagnostics);
    listed::mend(source.text(), &tree.file, &mut diagnostics);
    let silent = diagnostics.iter().all(|d| d.severity() != Severity::Error);
    if let Some((said, _)) =
        tree.file.segments.iter().zip(&checked.segments).find(|(_, c)| silent && c.condition.is_none())
    {
        let message = "this segment has no meaning, and seg cannot say why";
        let help = "a word in it may be wrong in seg.toml; else please send us this segment";
        diagnostics.push(Diagnostic::new(Rule::Internal, said.body.span, message, "").help(help));
    }
    sort(&mut diagnostics);
    let segments =
        tree.file.segments.iter().zip(checked.segments).map(|(said, checked)| segment(said, checked)).collect();
    Analysis { segments, diagnostics, wants, tree }
}

/// What is only wrong because something else is: how a chain reads whose parentheses do not match, and
/// a name that is a word of the language, where it is used.
fn hang_on_others(text: &str, diagnostics: &mut Vec<Diagnostic>) {
    let has_broken_parens = diagnostics.iter().any(|d| matches!(d.rule, Rule::UnclosedParen | Rule::StrayParen));
    let under = |d: &Diagnostic| text.get(d.span().range()).unwrap_or_default().to_owned();
    let reserved: Vec<(Span, String)> =
        diagnostics.iter().filter(|d| d.rule == Rule::ReservedWord).map(|d| (d.span(), under(d))).collect();
    diagnostics.retain(|d| {
        let is_use = reserved.iter().any(|(at, word)| d.span() != *at && under(d) == *word);
        let is_chain = has_broken_parens && d.rule == Rule::MixedAndOr;
        !is_use && !is_chain
    });
}

fn segment(said: &ast::Segment, checked: crate::types::CheckedSegment) -> Segment {
    let text = |name: &Option<ast::Name>| name.as_ref().map(|name| name.text.clone());
    Segment {
        name: text(&said.name),
        description: text(&said.description),
        owner: text(&said.owner),
        channel: text(&said.channel),
        condition: checked.condition,
    }
}

/// Puts the number of customers before each reading of a mixed chain.
fn count_readings(
    ambiguity: &Ambiguity,
    (source, file): (&SourceFile, &ast::File),
    around: &Surroundings<'_>,
    wants: &mut Wants,
    diagnostics: &mut [Diagnostic],
) {
    // Inside a `where` it is rows that would have to be counted, not customers.
    if ambiguity.in_rows {
        return;
    }
    let readings = [&ambiguity.and_first, &ambiguity.or_first];
    let meanings = readings.map(|reading| meaning(reading, source, file, around));
    let [Some(and_first), Some(or_first)] = meanings else {
        return;
    };
    let counts = [around.catalog.count(&and_first), around.catalog.count(&or_first)];
    wants.counts.extend([and_first.canonical(), or_first.canonical()]);
    let [Some(first), Some(second)] = counts else {
        return;
    };
    let its_own = |d: &&mut Diagnostic| d.rule == Rule::MixedAndOr && d.span() == ambiguity.at;
    let Some(diagnostic) = diagnostics.iter_mut().find(its_own) else {
        return;
    };
    for (line, count) in diagnostic.help.iter_mut().skip(1).zip([first, second]) {
        let count = crate::types::thousands(count);
        *line = format!("{count:>8}  {}", line.trim_start());
    }
}

fn duplicates(file: &ast::File, diagnostics: &mut Vec<Diagnostic>) {
    let names: Vec<&ast::Name> = file.segments.iter().filter_map(|segment| segment.name.as_ref()).collect();
    for (at, name) in names.iter().enumerate() {
        if let Some(first) = names.iter().take(at).find(|earlier| earlier.text == name.text) {
            let message = format!("there are two segments called `{}`", name.text);
            let diagnostic =
                Diagnostic::new(Rule::DuplicateName, name.span, message, "the second").also(first.span, "the first");
            diagnostics.push(diagnostic.help("give one of them another name"));
        }
    }
}
