//! What an entry means: texts read with all that the session knows.

use super::reply::Reply;
use super::session::Session;
use crate::analysis::{self, Analysis};
use crate::diagnostics::Diagnostic;
use crate::engine::RunError;
use crate::lint::understand;
use crate::render::text::join;
use crate::render::{Findings, human};
use crate::source::SourceFile;
use crate::types::ir::{Condition, Value};

/// What an entry is called in messages.
pub(super) const ENTRY: &str = "entry";

/// What people are looked at by.
pub(super) enum Subject {
    /// A value that they have.
    Value(Value),
    /// Something that is so of them, or not.
    Condition(Condition),
}

/// A text that was read.
pub(super) struct Read {
    /// What it means.
    pub analysis: Analysis,
    /// What was found in it.
    pub findings: Findings,
}

impl Session<'_> {
    /// Findings as they are shown; those that are not errors only if more is wanted.
    pub fn drawn(&self, findings: &Findings) -> String {
        match findings.is_empty() || (self.quiet && !findings.has_errors()) {
            true => String::new(),
            false => human(findings, self.look),
        }
    }

    /// What a text means, with what the data has to say about it.
    pub fn read(&self, text: &str) -> Result<Read, RunError> {
        let whole = analysis::with_helpers(&self.known.helpers(), text);
        let source = SourceFile::new(ENTRY, whole.as_str());
        let mut analysis = self.known.around(|around| understand(&source, around));
        if !analysis.wants.is_empty() {
            let found = self.explorer.answer(&analysis.wants, &self.clock)?;
            self.known.learn(found);
            analysis = self.known.around(|around| understand(&source, around));
        }
        // Helpers of earlier entries stand before the text, and are right.
        let before = whole.len() - text.len();
        let own = |d: &Diagnostic| d.labels.iter().all(|label| label.span.end >= before);
        let own = analysis.diagnostics.iter().filter(|d| own(d)).map(|d| d.clone().within(before, text.len()));
        let mut findings = Findings::default();
        findings.add(&SourceFile::new(ENTRY, text), own.collect::<Vec<_>>());
        Ok(Read { analysis, findings })
    }

    /// What a text names: a value, or something that is so or not.
    pub fn subject(&self, text: &str) -> Result<Subject, Reply> {
        let wrong = match self.known.around(|around| analysis::value(text, &self.known.helpers(), around)) {
            Ok(value) => return Ok(Subject::Value(value)),
            Err(wrong) => wrong,
        };
        let read = self.read(text).map_err(|error| self.failed(&error))?;
        let condition = read.analysis.segments.into_iter().next_back().and_then(|segment| segment.condition);
        if let Some(condition) = condition.filter(|_| !read.findings.has_errors()) {
            return Ok(Subject::Condition(condition));
        }
        let mut findings = Findings::default();
        findings.add(&SourceFile::new(ENTRY, text), wrong);
        Err(Reply::failed(self.drawn(&findings)))
    }

    /// Takes in helpers; one of a name that is there takes its place.
    pub fn define(&mut self, text: &str, names: &[String]) -> Reply {
        let others = analysis::others(&self.known.helpers(), text);
        let whole = format!("{others}{text}\n");
        let source = SourceFile::new(ENTRY, whole.as_str());
        let analysis = self.known.around(|around| understand(&source, around));
        if !analysis.is_sound() {
            let mut findings = Findings::default();
            let inside = |d: &Diagnostic| d.labels.iter().all(|label| label.span.start >= others.len());
            match analysis.diagnostics.iter().all(inside) {
                true => {
                    let own = analysis.diagnostics.into_iter().map(|d| d.within(others.len(), text.len()));
                    findings.add(&SourceFile::new(ENTRY, text), own.collect::<Vec<_>>());
                }
                // What was said before does not go with it.
                false => findings.add(&source, analysis.diagnostics),
            }
            return Reply::failed(self.drawn(&findings));
        }
        self.known.set_helpers(whole);
        let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        let verb = if names.len() == 1 { "is a word" } else { "are words" };
        Reply::talk(format!("{} {verb} of this session now\n", join(&names)))
    }
}
