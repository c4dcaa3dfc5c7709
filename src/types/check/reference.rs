//! References: `in segment vip` and `in list "newsletter"`.
//!
//! A segment that is used is looked into where it stands, with the helpers of its own
//! text; its mistakes are reported there, and here only that it has some.

use super::{Checker, Text};
use crate::diagnostics::{Diagnostic, Rule, Safety, Severity, suggest};
use crate::source::{SourceFile, Span};
use crate::syntax::ast::{Expr, Name};
use crate::types::Written;
use crate::types::ir::{Aggregate, Comparison, Condition, Function, Membership};
use crate::vocabulary::JOINED_LIST;
use std::sync::Arc;

/// A segment on the way from one to the next, and where it is named.
#[derive(Debug, Clone)]
pub(super) struct Step<'a> {
    pub name: String,
    pub source: &'a SourceFile,
    pub span: Span,
}

impl Step<'_> {
    fn place(&self) -> String {
        format!("{}:{}", self.source.name(), self.source.position(self.span.start).line)
    }
}

/// A way round, the same wherever it was begun.
fn one_way(round: &[Step<'_>]) -> String {
    let mut names: Vec<&str> = round.iter().skip(1).map(|step| step.name.as_str()).collect();
    let first = names.iter().enumerate().min_by_key(|(_, name)| **name).map_or(0, |(at, _)| at);
    names.rotate_left(first);
    names.join(" -> ")
}

/// A list of up to so many names is shown whole.
const FEW: usize = 8;

impl<'a> Checker<'a> {
    /// `in segment vip`.
    pub(super) fn in_segment(&mut self, name: &'a Name) -> Option<Condition> {
        let Some(source) = self.text.as_ref().map(|text| text.source) else {
            let message = "a definition of the vocabulary cannot use a segment";
            self.report(
                Diagnostic::new(Rule::MisplacedWord, name.span, message, "").help("write the condition itself"),
            );
            return None;
        };
        if self.in_row() {
            self.about_customers(name.span);
            return None;
        }
        let Some((text, found)) = self.find_segment(&name.text) else {
            self.unknown_segment(name);
            return None;
        };
        let step = Step { name: name.text.clone(), source, span: name.span };
        if let Some(at) = self.uses.iter().position(|outer| outer.name == name.text) {
            let round = self.uses.iter().skip(at).cloned().chain([step]).collect();
            if self.away == 0 {
                self.goes_round(round);
            } else {
                self.round = Some(round);
            }
            return None;
        }
        let own = text.is_none();
        let meaning = self.look_into(text, found, step);
        match meaning {
            Ok(meaning) => Some(Condition::Segment(Membership { name: name.text.clone(), meaning: Arc::new(meaning) })),
            Err(limit) => {
                self.not_usable(name, own, limit);
                None
            }
        }
    }

    /// The segment of a name: one of the text at hand, or else of another, which then comes with it.
    fn find_segment(&self, name: &str) -> Option<(Option<Written<'a>>, &'a Expr)> {
        let file = self.text.as_ref()?.file;
        let named = |written: &&crate::syntax::ast::Segment| written.name.as_ref().is_some_and(|own| own.text == name);
        if let Some(own) = file.segments.iter().find(named) {
            return Some((None, &own.body));
        }
        let written = self.segments?.find(name)?;
        // A condition that is named after its file may use itself, too.
        if written.segment.name.is_none() && written.source.name() == self.text.as_ref()?.source.name() {
            return file.segments.iter().find(|own| own.name.is_none()).map(|own| (None, &own.body));
        }
        Some((Some(written), &written.segment.body))
    }

    /// The meaning of a segment that is used; if it has none, the limit that was reached, if one was.
    fn look_into(
        &mut self,
        other: Option<Written<'a>>,
        body: &'a Expr,
        step: Step<'a>,
    ) -> Result<Condition, Option<Diagnostic>> {
        let outer = other.map(|written| self.text.replace(Text::new(written.source, written.file)));
        let path = std::mem::take(&mut self.path);
        let reported = self.diagnostics.len();
        self.uses.push(step);
        self.away += 1;
        let meaning = self.condition(body);
        self.away -= 1;
        self.uses.pop();
        self.path = path;
        if let Some(outer) = outer {
            self.text = outer;
        }
        let own: Vec<Diagnostic> = self.diagnostics.drain(reported..).collect();
        let is_error = |finding: &Diagnostic| finding.severity() == Severity::Error;
        let malformed = other.is_some_and(|written| {
            let within = |span: Span| {
                span.overlaps(body.span) || written.file.lets.iter().any(|helper| span.overlaps(helper.body.span))
            };
            written.diagnostics.iter().any(|finding| is_error(finding) && within(finding.span()))
        });
        let sound = !malformed && !own.iter().any(is_error);
        meaning
            .filter(|_| sound)
            .ok_or_else(|| own.into_iter().find(|d| matches!(d.rule, Rule::TooLarge | Rule::TooDeep)))
    }

    /// Says of a segment that is used and has no meaning why, unless it stands in the same text.
    fn not_usable(&mut self, name: &Name, own: bool, limit: Option<Diagnostic>) {
        if let Some(mut limit) = limit {
            limit.labels.truncate(1);
            limit.labels.iter_mut().for_each(|label| label.span = name.span);
            return self.report(limit);
        }
        if self.away > 0 {
            return;
        }
        let round = self.round.take();
        let starts_here = |round: &Vec<Step<'a>>| {
            let (Some(first), Some(start)) = (round.first(), self.uses.first()) else { return false };
            first.name == start.name
        };
        let named_so = |round: &Vec<Step<'a>>| round.first().is_some_and(|first| first.name == name.text);
        // A condition that is named after its file is not among those that are looked into.
        let here = self.text.as_ref().map(|text| text.source.name()).filter(|_| self.uses.is_empty());
        let passes = |round: &Vec<Step<'a>>| round.iter().skip(1).any(|step| Some(step.source.name()) == here);
        match round {
            Some(round) if starts_here(&round) || own && named_so(&round) || passes(&round) => self.goes_round(round),
            // What is wrong in this very text is reported in it.
            _ if own => {}
            round => {
                let why = if round.is_some() { "it is defined by itself" } else { "it has a mistake of its own" };
                let message = format!("the segment `{}` cannot be used: {why}", name.text);
                self.report(
                    Diagnostic::new(Rule::BrokenSegment, name.span, message, "")
                        .help(format!("`seg check {}` shows it", name.text)),
                );
            }
        }
    }

    /// Reports a way from a segment to itself, once for each text.
    fn goes_round(&mut self, round: Vec<Step<'a>>) {
        let (Some(start), Some(here)) = (round.first(), self.text.as_ref().map(|text| text.source.name())) else {
            return;
        };
        let places: Vec<&Step<'a>> = round.iter().skip(1).filter(|step| step.source.name() == here).collect();
        let Some((first, rest)) = places.split_first() else { return };
        let known = |d: &Diagnostic| {
            d.rule == Rule::SegmentCycle && d.labels.iter().any(|label| places.iter().any(|p| p.span == label.span))
        };
        if self.diagnostics.iter().any(known) {
            return;
        }
        let names: Vec<&str> = round.iter().map(|step| step.name.as_str()).collect();
        let message = format!("the segment `{}` is defined by itself", start.name);
        let mut finding = Diagnostic::new(Rule::SegmentCycle, first.span, message, "from here it comes round again");
        for step in rest {
            finding = finding.also(step.span, format!("and here to `{}`", step.name));
        }
        finding = finding.help(format!("the way round: {}", names.join(" -> ")));
        let others = round.iter().skip(1).filter(|step| step.source.name() != here);
        for step in others {
            finding = finding.help(format!("`{}` is used at {}", step.name, step.place()));
        }
        finding.shared = Some(one_way(&round).into());
        self.report(finding);
    }

    fn unknown_segment(&mut self, name: &Name) {
        let own = self.text.as_ref().map(|text| text.file.segments.as_slice()).unwrap_or_default();
        let mut names: Vec<&str> = self.segments.map(|segments| segments.names()).unwrap_or_default();
        names.extend(own.iter().filter_map(|segment| segment.name.as_ref()).map(|name| name.text.as_str()));
        names.sort_unstable();
        names.dedup();
        let near = suggest::nearest(&name.text, names.iter().copied());
        let label = near.first().map(|near| format!("did you mean `{near}`?")).unwrap_or_default();
        let message = format!("there is no segment called `{}`", name.text);
        let mut finding = Diagnostic::new(Rule::UnknownSegment, name.span, message, label);
        finding = match names.len() {
            0 => finding.help("the project has no segments yet"),
            1..=FEW => finding.help(format!("the project has: {}", names.join(", "))),
            _ => finding.help("`seg count` lists them all"),
        };
        let lower = name.text.to_lowercase();
        if self.let_of(&lower).is_some() || self.model.vocabulary().word(&lower).is_some() {
            finding = finding.help(format!("`{lower}` is a word: it stands alone, `... and {lower}`"));
        }
        if let Some(near) = near.first() {
            let written = if crate::syntax::is_name(near) { (*near).to_owned() } else { format!("\"{near}\"") };
            finding = finding.fix(Safety::Unsafe, name.span, written);
        }
        self.report(finding);
    }

    fn about_customers(&mut self, span: Span) {
        let message = "a row is in no segment or list; customers are";
        self.report(
            Diagnostic::new(Rule::MisplacedWord, span, message, "")
                .help("put it outside the `where`: `ordered where ... and in segment ...`"),
        );
    }

    /// `in list "newsletter"`: the customer was put on it.
    pub(super) fn in_list(&mut self, list: &'a Expr, whole: Span) -> Option<Condition> {
        if self.in_row() {
            self.about_customers(whole);
            return None;
        }
        let word = Name { text: "in list".to_owned(), span: whole };
        self.available(JOINED_LIST, None, &word)?;
        let filter = self.short(JOINED_LIST, None, std::slice::from_ref(list), whole)?;
        let aggregate = Aggregate {
            event: JOINED_LIST.to_owned(),
            function: Function::Count,
            property: None,
            filter: Some(filter),
            window: None,
        };
        Some(Condition::happened(aggregate, Comparison::AtLeast, 1))
    }
}
