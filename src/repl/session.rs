//! A session: what stays from one entry to the next, and what an entry does.

use super::answer::{self, Counted};
use super::commands;
use super::known::Known;
use super::reply::Reply;
use super::{Outside, Setting};
use crate::analysis::{self, Analysis, analyze, explain};
use crate::diagnostics::Diagnostic;
use crate::engine::{Explorer, RunError};
use crate::render::{Findings, Look, human};
use crate::source::SourceFile;
use crate::time::Clock;
use crate::types::Model;
use crate::types::ir::Condition;
use std::path::PathBuf;
use std::sync::Arc;

/// What texts that were typed are called in messages.
const TYPED: &str = "typed";

/// The state of the prompt.
pub(super) struct Session<'a> {
    pub program: String,
    pub folder: PathBuf,
    pub look: Look,
    pub quiet: bool,
    pub outside: &'a dyn Outside,
    pub known: Arc<Known>,
    pub explorer: Explorer,
    pub clock: Clock,
    /// The entry that the next one may refine, and that commands are about.
    pub last: Option<Entry>,
}

/// An entry that was understood.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// The condition as it is written.
    pub text: String,
    /// What it means.
    pub condition: Condition,
}

impl<'a> Session<'a> {
    /// A session at its beginning.
    pub fn new(setting: Setting<'a>) -> Self {
        let explorer = Explorer::new(setting.data, setting.memory);
        let known = Known::new(explorer.data(), setting.library, setting.clock);
        Self {
            program: setting.program,
            folder: setting.folder,
            look: setting.look,
            quiet: setting.quiet,
            outside: setting.outside,
            known,
            explorer,
            clock: setting.clock,
            last: None,
        }
    }

    /// The project's words.
    pub fn model(&self) -> &Model {
        self.explorer.data_ref().model()
    }

    /// Whether an entry has yet to be written to its end.
    pub fn goes_on(&self, entry: &str) -> bool {
        goes_on(entry, &self.known)
    }

    /// Answers an entry: a command, a helper, or a condition.
    pub fn enter(&mut self, entry: &str) -> Reply {
        self.explorer.begin();
        let text = entry.trim();
        if let Some(command) = text.strip_prefix(':') {
            return commands::run(self, command);
        }
        if let Some(names) = analysis::helpers_only(text) {
            return self.define(text, &names);
        }
        let refined = self.last.as_ref().and_then(|last| analysis::refined(&last.text, text));
        self.ask(&refined.unwrap_or_else(|| text.to_owned()))
    }

    /// Counts a condition, and has it refined by the entries that follow.
    pub fn ask(&mut self, text: &str) -> Reply {
        let (analysis, findings) = match self.understand(text) {
            Ok(understood) => understood,
            Err(error) => return self.failed(&error),
        };
        let talk = human(&findings, self.look);
        if findings.has_errors() {
            return Reply::failed(talk);
        }
        let mut reply = Reply::default();
        if !self.quiet {
            reply.talk = talk;
        }
        for segment in &analysis.segments {
            let Some(condition) = &segment.condition else { continue };
            let steps = match analysis.segments.len() {
                1 => self.steps(text),
                _ => None,
            };
            let mut asked = vec![condition.clone()];
            asked.extend(steps.iter().flat_map(analysis::Steps::so_far));
            let counts = match self.explorer.count(&asked, &self.clock) {
                Ok(counts) => counts,
                Err(error) => return self.failed(&error),
            };
            let counted = Counted {
                name: segment.name.as_deref(),
                counts: &counts,
                steps: steps.as_ref(),
                reading: explain(condition, self.model(), &self.clock),
                instant: self.outside.instant(&self.clock),
            };
            reply.answer.push_str(&answer::text(&counted, self.look, self.quiet));
            self.last = Some(Entry { text: text.to_owned(), condition: condition.clone() });
        }
        reply
    }

    /// What a text means, with what the data has to say about it.
    fn understand(&self, text: &str) -> Result<(Analysis, Findings), RunError> {
        let whole = analysis::with_helpers(&self.known.helpers(), text);
        let source = SourceFile::new(TYPED, whole.as_str());
        let mut analysis = self.known.around(|around| analyze(&source, around));
        if !analysis.wants.is_empty() {
            let found = self.explorer.answer(&analysis.wants, &self.clock)?;
            self.known.learn(found);
            analysis = self.known.around(|around| analyze(&source, around));
        }
        // Helpers of earlier entries stand before the text, and are right.
        let before = whole.len() - text.len();
        let own = analysis.diagnostics.iter().filter(|d| d.labels.iter().all(|label| label.span.end >= before));
        let own: Vec<Diagnostic> = own.map(|d| moved(d, before)).collect();
        let mut findings = Findings::default();
        findings.add(&SourceFile::new(TYPED, text), own);
        Ok((analysis, findings))
    }

    /// The parts of a condition, if it is a chain.
    pub fn steps(&self, text: &str) -> Option<analysis::Steps> {
        let whole = analysis::with_helpers(&self.known.helpers(), text);
        self.known.around(|around| analysis::steps(&whole, around))
    }

    fn define(&mut self, text: &str, names: &[String]) -> Reply {
        let whole = analysis::with_helpers(&self.known.helpers(), text);
        let source = SourceFile::new(TYPED, whole.as_str());
        let analysis = self.known.around(|around| analyze(&source, around));
        if !analysis.is_sound() {
            let before = whole.len() - text.len();
            let mut findings = Findings::default();
            findings.add(&SourceFile::new(TYPED, text), analysis.diagnostics.iter().map(|d| moved(d, before)));
            return Reply::failed(human(&findings, self.look));
        }
        self.known.add_helpers(text);
        let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        let verb = if names.len() == 1 { "is a word" } else { "are words" };
        Reply::talk(format!("{} {verb} of this session now\n", crate::render::text::join(&names)))
    }

    /// What to say when the engine could not do its work.
    pub fn failed(&self, error: &RunError) -> Reply {
        if self.explorer.is_stopped() {
            return Reply::failed("stopped\n");
        }
        Reply::failed(self.outside.failed(error))
    }
}

/// Whether an entry has yet to be written to its end; an empty line ends it anyway.
pub(super) fn goes_on(entry: &str, known: &Known) -> bool {
    let text = entry.trim();
    if text.is_empty() || text.starts_with(':') {
        return false;
    }
    let given_up = entry.trim_end_matches([' ', '\t']).ends_with("\n\n");
    // What refines the entry before begins with a word that joins.
    let text = analysis::refined("ordered", text).unwrap_or_else(|| text.to_owned());
    let whole = analysis::with_helpers(&known.helpers(), &text);
    !given_up && known.around(|around| analysis::goes_on(&whole, around))
}

/// A finding about a text that stood behind another.
fn moved(finding: &Diagnostic, by: usize) -> Diagnostic {
    let mut finding = finding.clone();
    let edits = finding.fixes.iter_mut().flat_map(|fix| fix.edits.iter_mut().map(|edit| &mut edit.span));
    for span in finding.labels.iter_mut().map(|label| &mut label.span).chain(edits) {
        span.start = span.start.saturating_sub(by);
        span.end = span.end.saturating_sub(by);
    }
    finding
}
