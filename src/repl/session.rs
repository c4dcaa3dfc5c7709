//! A session: what stays from one entry to the next, and what an entry does.

use super::answer::{self, Counted};
use super::commands;
use super::known::Known;
use super::reply::Reply;
use super::{Outside, Setting};
use crate::analysis::{self, explain};
use crate::diagnostics::Diagnostic;
use crate::engine::{Explorer, RunError};
use crate::project::Library;
use crate::render::{Findings, Look};
use crate::time::Clock;
use crate::types::Model;
use crate::types::ir::{ColumnRef, Condition};
use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

/// The state of the prompt.
pub(super) struct Session<'a> {
    pub folder: PathBuf,
    pub look: Look,
    pub quiet: bool,
    pub outside: &'a dyn Outside,
    pub known: Arc<Known>,
    pub explorer: Explorer,
    pub clock: Clock,
    /// The entry that the next one may refine, and that commands are about.
    pub last: Option<Entry>,
    /// The saved segment that the last entry came from.
    pub opened: Option<String>,
    /// What was said to be doubtful in the data.
    doubted: HashSet<Diagnostic>,
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
            folder: setting.folder,
            look: setting.outside.look(),
            quiet: setting.quiet,
            outside: setting.outside,
            known,
            explorer,
            clock: setting.clock,
            last: None,
            opened: None,
            doubted: HashSet::new(),
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
        self.look = self.outside.look();
        self.explorer.begin();
        let reply = self.answer(entry.trim());
        // Who completes the next entry is not stopped by what stopped this one.
        self.explorer.begin();
        reply
    }

    fn answer(&mut self, text: &str) -> Reply {
        if let Some(command) = text.strip_prefix(':').or_else(|| commands::bare(text)) {
            return commands::run(self, command);
        }
        if let Some(names) = analysis::helpers_only(text) {
            return self.define(text, &names);
        }
        let last = self.last.as_ref();
        match last.and_then(|last| analysis::refined(&last.text, text)) {
            Some(refined) => self.ask(&refined, true),
            None => {
                self.opened = None;
                self.ask(text, false)
            }
        }
    }

    /// Counts a condition, and has it refined by the entries that follow.
    pub fn ask(&mut self, text: &str, refined: bool) -> Reply {
        // Only a text that says so uses saved segments: the others need not wait for them.
        if text.contains("segment")
            && let Err(reply) = self.refresh()
        {
            return reply;
        }
        let read = match self.read(text) {
            Ok(read) => read,
            Err(error) => return self.failed(&error),
        };
        let talk = self.drawn(&read.findings);
        if read.findings.has_errors() {
            return Reply::failed(talk);
        }
        let mut reply = Reply { talk, ..Reply::default() };
        // What was refined is not the segment of that name any more.
        let named = !refined && analysis::name_of(text).is_some();
        for segment in &read.analysis.segments {
            let Some(condition) = &segment.condition else { continue };
            let steps = match read.analysis.segments.len() {
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
                name: segment.name.as_deref().filter(|_| named),
                counts: &counts,
                steps: steps.as_ref(),
                reading: explain(condition, self.model(), &self.clock),
                instant: self.outside.instant(&self.clock),
            };
            reply.answer.push_str(&answer::text(&counted, self.look, self.quiet));
            self.last = Some(Entry { text: text.to_owned(), condition: condition.clone() });
        }
        reply.talk.push_str(&self.doubts());
        reply
    }

    /// What is doubtful in the data that was asked until now, said once.
    fn doubts(&mut self) -> String {
        if self.quiet {
            return String::new();
        }
        let mut doubts = self.explorer.data_ref().doubts_until_now();
        doubts.retain(|doubt| self.doubted.insert(doubt.clone()));
        let mut findings = Findings::default();
        findings.add(&self.model().project.source, doubts);
        self.drawn(&findings)
    }

    /// Whether a column says who somebody is.
    pub fn is_personal(&self, column: &ColumnRef) -> bool {
        let declared = self.model().vocabulary().column(&column.table, &column.column);
        declared.is_some_and(|declared| declared.personal)
    }

    /// Reads the project's segments as they are now.
    pub fn refresh(&self) -> Result<(), Reply> {
        match Library::of_folder(&self.model().project.folder, &self.folder) {
            Ok(library) => {
                self.known.set_library(library);
                Ok(())
            }
            Err(unread) => Err(Reply::failed(self.outside.unread(unread, self.look))),
        }
    }

    /// Looks at another instant from here on.
    pub fn set_clock(&mut self, clock: Clock) {
        self.clock = clock;
        self.known.set_clock(clock);
    }

    /// What to say to a command about the last entry when there is none.
    pub fn nothing_yet() -> Reply {
        Reply::failed("this is about the last condition, and there is none yet\n")
    }

    /// The parts of a condition, if it is a chain.
    pub fn steps(&self, text: &str) -> Option<analysis::Steps> {
        let whole = analysis::with_helpers(&self.known.helpers(), text);
        self.known.around(|around| analysis::steps(&whole, around))
    }

    /// What to say when the engine could not do its work.
    pub fn failed(&self, error: &RunError) -> Reply {
        if self.explorer.is_stopped() {
            return Reply::failed("stopped\n");
        }
        Reply::failed(self.outside.failed(error, self.look))
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
