//! What was found in several texts: the one value from which every format is made.

use super::text::{join, plural};
use crate::diagnostics::{Diagnostic, Severity};
use crate::source::SourceFile;
use std::collections::BTreeSet;

/// A finding and the text that it is about.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The text.
    pub source: SourceFile,
    /// What is the case in it.
    pub diagnostic: Diagnostic,
}

impl Finding {
    /// The sentence with the fact at its place: all that fits a line.
    pub fn in_a_line(&self) -> String {
        let message = &self.diagnostic.message;
        match self.diagnostic.labels.first() {
            Some(label) if !label.text.is_empty() => format!("{message}; {}", label.text),
            _ => message.clone(),
        }
    }

    /// The same with the help, a line each.
    pub fn told(&self) -> String {
        let help = self.diagnostic.help.iter().map(|line| format!("\n{line}"));
        self.in_a_line() + &help.collect::<String>()
    }
}

/// Findings in the order in which people read them: text by text, each by place.
#[derive(Debug, Clone, Default)]
pub struct Findings(Vec<Finding>);

impl Findings {
    /// Takes in what was found in one text.
    pub fn add(&mut self, source: &SourceFile, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.0.extend(diagnostics.into_iter().map(|diagnostic| Finding { source: source.clone(), diagnostic }));
    }

    /// All of them.
    pub fn all(&self) -> &[Finding] {
        &self.0
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many weigh this much.
    pub fn count(&self, severity: Severity) -> usize {
        let same = |finding: &&Finding| finding.diagnostic.severity() == severity;
        self.0.iter().filter(same).count()
    }

    /// Whether one of them is an error.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// Whether one of them is more than advice.
    pub fn has_mistakes(&self) -> bool {
        self.has_errors() || self.count(Severity::Warning) > 0
    }

    /// `5 errors and 1 warning in 2 files`; none where nothing was found.
    pub fn summary(&self) -> Option<String> {
        let counts: Vec<String> = [
            (Severity::Error, "error", "errors"),
            (Severity::Warning, "warning", "warnings"),
            (Severity::Advice, "piece of advice", "pieces of advice"),
        ]
        .into_iter()
        .map(|(severity, one, many)| (self.count(severity), one, many))
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| plural(count, one, many))
        .collect();
        if counts.is_empty() {
            return None;
        }
        let files: BTreeSet<&str> =
            self.0.iter().map(|finding| finding.source.name()).filter(|name| *name != SourceFile::TYPED).collect();
        let found = join(&counts);
        Some(match files.len() {
            0 => found,
            count => format!("{found} in {}", plural(count, "file", "files")),
        })
    }
}
