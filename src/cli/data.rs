//! The data of a project, for the commands that ask it. Without the feature `engine` this
//! file is absent; it knows the engine by its questions and answers only, not by its plans.

use super::choose::Chosen;
use super::context::Opened;
use super::read::{self, Asked, Reading};
use super::trouble::Trouble;
use crate::analysis::Segment;
use crate::diagnostics::{Level, Rule};
use crate::engine::{Data, RunError};
use crate::project::NamedSegment;
use crate::render::Findings;
use crate::source::Span;
use crate::types::ir::Condition;
use crate::types::{Model, Wants};
use etcetera::{BaseStrategy, choose_base_strategy};
use std::collections::BTreeSet;
use std::io;

impl Opened {
    /// The project, if nothing is wrong in its `seg.toml`.
    pub fn sound(self) -> Result<Self, Trouble> {
        let mut findings = Findings::default();
        findings.add(self.source(), self.diagnostics.iter().cloned());
        if findings.has_errors() {
            return Err(Trouble::Found(findings));
        }
        Ok(self)
    }

    /// What to say when the engine could not do its work.
    pub fn failed(&self, error: &RunError) -> Trouble {
        let finding = error.diagnostic.as_ref();
        if finding.span() != Span::default() {
            let mut findings = Findings::default();
            findings.add(self.source(), [finding.clone()]);
            return Trouble::Found(findings);
        }
        let system = error.cause.as_ref().and_then(|cause| cause.downcast_ref::<io::Error>());
        if let Some(system) = system {
            return Trouble::said(&finding.message).because(system);
        }
        let trouble = Trouble::Said(finding.message.clone(), finding.help.clone());
        match &error.cause {
            Some(cause) if finding.rule == Rule::Internal => {
                let cause = cause.to_string();
                trouble.help(format!("please send us this: {}", cause.lines().next().unwrap_or_default()))
            }
            _ => trouble,
        }
    }

    /// Opens the project's data.
    pub fn data(&self) -> Result<Data, Trouble> {
        let data = Data::open(&self.model).map_err(|diagnostics| {
            let mut findings = Findings::default();
            findings.add(self.source(), diagnostics);
            Trouble::Found(findings)
        })?;
        // Without a folder of the user's own it is only slower.
        Ok(match choose_base_strategy() {
            Ok(system) => data.remembering(&system.cache_dir().join("seg")),
            Err(_) => data,
        })
    }
}

impl Reading {
    /// Analyzes the chosen texts with the data's answers, and says what is doubtful in the
    /// data that they need.
    pub fn with_data(chosen: Chosen, opened: &Opened, data: &Data) -> Result<Self, Trouble> {
        Self::passing(chosen, opened, data, |asked| asked.wants.in_passing())
    }

    /// The same, and finds out how many people are in the segments if it counts some for analysis
    /// anyway: the tables are then read once for both. If only the numbers are wanted, nothing is
    /// counted for the sake of an advice.
    pub fn counting(chosen: Chosen, opened: &Opened, data: &Data, quiet: bool) -> Result<Self, Trouble> {
        let may_be_error = opened.model.project.settings.lints.values().any(|level| *level == Level::Error);
        Self::passing(chosen, opened, data, |asked| {
            let mut wants = asked.wants.in_passing();
            if quiet && !asked.has_errors && !may_be_error {
                wants.counts.clear();
            }
            if !wants.counts.is_empty() {
                wants.counts.extend(asked.meant.iter().map(Condition::canonical));
            }
            wants
        })
    }

    /// Analyzes the chosen texts with the data's answers to all that lints would like to know.
    pub fn answered(chosen: Chosen, opened: &Opened, data: &Data) -> Result<Self, Trouble> {
        Self::told(chosen, opened, data, |asked| asked.wants.clone())
    }

    fn passing(chosen: Chosen, opened: &Opened, data: &Data, wants: impl Fn(&Asked) -> Wants) -> Result<Self, Trouble> {
        let mut reading = Self::told(chosen, opened, data, wants)?;
        let asked: Vec<Condition> = reading.sound().map(|(_, is)| is).collect();
        let doubts = data.doubts(&asked, &opened.clock).map_err(|error| opened.failed(&error))?;
        reading.findings.add(opened.source(), doubts);
        Ok(reading)
    }

    fn told(chosen: Chosen, opened: &Opened, data: &Data, wants: impl Fn(&Asked) -> Wants) -> Result<Self, Trouble> {
        let answers = |asked: &Asked| {
            let answer = data.answer(&wants(asked), &opened.clock);
            answer.map_err(|error| opened.failed(&error))
        };
        Self::new(chosen, opened, Some(&answers))
    }

    /// What in `seg.toml` each of the chosen segments without mistakes stands on.
    pub fn sources(&self, model: &Model) -> Vec<(&str, BTreeSet<Span>)> {
        read::sound(&self.chosen, &self.analyses).map(|(name, is)| (name, model.sources(is))).collect()
    }

    /// The chosen segments without mistakes: the name and the meaning of each.
    pub fn sound(&self) -> impl Iterator<Item = (String, Condition)> {
        read::sound(&self.chosen, &self.analyses).map(|(name, is)| (name.to_owned(), is.clone()))
    }

    /// The chosen segments: their names, and what they mean.
    pub fn segments(&self) -> impl Iterator<Item = (&NamedSegment, &Segment)> {
        self.chosen.segments.iter().filter_map(|&(file, at)| {
            let named = self.chosen.library.files.get(file)?.segments.get(at)?;
            let analysis = self.analyses.get(file)?.as_ref()?;
            Some((named, analysis.segments.get(at)?))
        })
    }
}

impl Trouble {
    /// A path that cannot be written.
    pub fn unwritten(path: &str, error: &io::Error) -> Self {
        Self::said(format!("`{path}` cannot be written")).because(error)
    }

    /// Adds what the system said, in words that help.
    #[must_use]
    pub fn because(self, error: &io::Error) -> Self {
        use io::ErrorKind as Kind;
        match error.kind() {
            Kind::PermissionDenied | Kind::ReadOnlyFilesystem => self.help("its permissions forbid it"),
            Kind::StorageFull | Kind::QuotaExceeded => self.help("the disk is full"),
            Kind::FileTooLarge => self.help("files may not grow so large here: a limit of the system or the disk"),
            Kind::NotADirectory | Kind::AlreadyExists => self.help("a file stands where a folder belongs"),
            _ => self,
        }
    }
}
