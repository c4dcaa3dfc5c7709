//! What every command has: where it runs, for whom it prints, which project it is about.

use super::clock;
use super::terminal::Colour;
use super::trouble::{Ending, Trouble};
use crate::diagnostics::{Diagnostic, Rule};
use crate::project::{self, PROJECT_FILE, shown};
use crate::render::{Findings, Look, human};
use crate::source::SourceFile;
use crate::time::Clock;
use crate::types::Model;
use crate::vocabulary::Project;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The options of every command.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Everywhere")]
pub struct Globals {
    /// The project's folder; else the nearest one with a `seg.toml` above
    #[arg(long, global = true, value_name = "DIR")]
    project: Option<PathBuf>,
    /// Look at the data as of a day or moment, such as 2026-06-30
    #[arg(long, global = true, value_name = "WHEN")]
    as_of: Option<String>,
    /// Print the answer, and of the rest only what went wrong
    #[arg(long, short, global = true)]
    quiet: bool,
    /// Colours: auto, always or never
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t, hide_possible_values = true)]
    color: Colour,
}

/// Where a command runs and for whom it prints.
#[derive(Debug)]
pub struct Context {
    /// How the reader calls the program.
    pub program: String,
    /// The folder in which they stand.
    pub folder: PathBuf,
    /// Whether only the answer is wanted.
    pub quiet: bool,
    /// How the answer looks.
    pub look: Look,
    talk: Look,
    #[cfg_attr(not(feature = "repl"), allow(dead_code, reason = "a command is over before a terminal changes"))]
    colour: Colour,
    project: Option<PathBuf>,
    as_of: Option<String>,
}

/// A project that has been read.
#[derive(Debug)]
pub struct Opened {
    /// Its settings and words.
    pub model: Model,
    /// The clock of the run.
    #[cfg_attr(not(feature = "engine"), allow(dead_code, reason = "without data it is only checked"))]
    pub clock: Clock,
    /// Whether that is the present.
    #[cfg_attr(not(feature = "engine"), allow(dead_code, reason = "without data it is only checked"))]
    pub is_now: bool,
    /// Whether somebody waits at a terminal, and wants to see how far the work is.
    pub is_watched: bool,
    /// What is wrong in its `seg.toml`.
    pub diagnostics: Vec<Diagnostic>,
}

impl Opened {
    /// The text of `seg.toml`.
    pub fn source(&self) -> &SourceFile {
        &self.model.project.source
    }

    /// The project's folder.
    pub fn folder(&self) -> &Path {
        &self.model.project.folder
    }

    /// Whether so much is wrong in `seg.toml` that segments cannot be judged by it.
    pub fn is_broken(&self) -> bool {
        let broken = |finding: &Diagnostic| finding.rule == Rule::ProjectSyntax;
        self.diagnostics.iter().any(broken)
    }
}

impl Context {
    /// The context of a run.
    pub fn new(globals: Globals, program: String) -> Self {
        Self {
            program,
            folder: std::env::current_dir().unwrap_or_else(|_| PathBuf::from(".")),
            quiet: globals.quiet,
            look: globals.color.of_output(),
            talk: globals.color.of_talk(),
            colour: globals.color,
            project: globals.project,
            as_of: globals.as_of,
        }
    }

    /// How the answer looks by the terminal as it is now.
    #[cfg(feature = "repl")]
    pub fn look_now(&self) -> Look {
        self.colour.of_output()
    }

    /// Prints the answer, or a part of it.
    pub fn answer(&self, text: &str) -> Result<(), Trouble> {
        let mut out = std::io::stdout().lock();
        out.write_all(text.as_bytes())?;
        Ok(out.flush()?)
    }

    /// Says something beside the answer, unless only that is wanted.
    pub fn tell(&self, text: &str) {
        if !self.quiet {
            self.say(text);
        }
    }

    /// Draws findings beside the answer; those that are not errors only if more is wanted.
    pub fn draw(&self, findings: &Findings) {
        if !findings.is_empty() && (!self.quiet || findings.has_errors()) {
            self.say(&human(findings, self.talk));
        }
    }

    /// Reports what stopped a command, which then ends so.
    pub fn report(&self, trouble: &Trouble) -> Ending {
        if matches!(trouble, Trouble::Gone) {
            return Ending::Fine;
        }
        self.say(&trouble.drawn(self.talk));
        Ending::Failed
    }

    /// Whether a person reads what is said beside the answer.
    pub fn is_watched(&self) -> bool {
        std::io::IsTerminal::is_terminal(&std::io::stderr())
    }

    /// A path as it is shown to the reader.
    pub fn shown(&self, path: &Path) -> String {
        shown(path, &self.folder)
    }

    /// The folder in which a project is begun: the one that was named, else where the reader stands.
    #[cfg(feature = "engine")]
    pub fn new_project(&self) -> PathBuf {
        self.project.as_ref().map_or_else(|| self.folder.clone(), |folder| self.folder.join(folder))
    }

    /// Whether there is a project to be opened.
    pub fn has_project(&self) -> bool {
        self.project.is_some() || project::find(&self.folder).is_some()
    }

    /// The folder of the project that the command is about.
    pub fn project_folder(&self) -> Result<PathBuf, Trouble> {
        let named = self.project.as_ref().map(|folder| self.folder.join(folder));
        let found = named.or_else(|| project::find(&self.folder));
        found.ok_or_else(|| Trouble::no_project(&self.folder, &self.program))
    }

    /// Opens the project that the command is about; what is wrong in it is kept in it.
    pub fn open(&self) -> Result<Opened, Trouble> {
        self.open_at(&self.project_folder()?)
    }

    /// Opens the project that a file belongs to, which need not be there.
    pub fn open_beside(&self, file: &str) -> Result<Opened, Trouble> {
        let path = self.folder.join(file);
        let beside = path.parent().filter(|_| self.project.is_none()).and_then(project::find);
        match beside {
            Some(folder) => self.open_at(&folder),
            None => self.open(),
        }
    }

    /// Opens the project of a folder.
    pub fn open_at(&self, folder: &Path) -> Result<Opened, Trouble> {
        let file = folder.join(PROJECT_FILE);
        if !file.exists() {
            return Err(Trouble::said(match folder.is_dir() {
                true => format!("`{}` has no `{PROJECT_FILE}`", self.shown(folder)),
                false => format!("there is no folder `{}`", self.shown(folder)),
            })
            .help(format!("`{} demo` makes a project to play with", self.program)));
        }
        let source = project::read(&file, &self.shown(&file))?;
        let (project, mut diagnostics) = Project::load(folder, source);
        let (model, more) = Model::build(project);
        diagnostics.extend(more);
        crate::diagnostics::sort(&mut diagnostics);
        let clock = clock::clock(&model.project.settings, self.as_of.as_deref())?;
        let is_now = self.as_of.is_none() && model.project.settings.as_of.is_none();
        Ok(Opened { model, clock, is_now, is_watched: self.is_watched() && !self.quiet, diagnostics })
    }

    /// The words that come with the program, where there is no project.
    pub fn without_project(&self) -> Result<Opened, Trouble> {
        let (model, diagnostics) = Model::build(Project::none());
        let clock = clock::clock(&model.project.settings, self.as_of.as_deref())?;
        let is_now = self.as_of.is_none() && model.project.settings.as_of.is_none();
        Ok(Opened { model, clock, is_now, is_watched: self.is_watched() && !self.quiet, diagnostics })
    }

    fn say(&self, text: &str) {
        // Nobody is left to hear that nobody listens.
        let _ = std::io::stderr().lock().write_all(text.as_bytes());
    }
}
