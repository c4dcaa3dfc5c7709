//! What is wrong, or worth a look, as plain data.
//!
//! A [`Diagnostic`] carries everything that any output needs: the sentence, the
//! places, the help and the repairs. It draws nothing; that is `render`'s work.
//! Every diagnostic belongs to a [`Rule`] of the [`registry`](RULES).

pub mod fix;
mod level;
mod page;
mod registry;
pub mod suggest;

pub use level::Level;
pub use page::{Block, Page, Part, Section};
pub use registry::{RULES, Rule};

use crate::source::Span;
use serde::{Deserialize, Serialize};

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The text cannot be used as it stands.
    Error,
    /// It can be used, and is most likely not what is meant.
    Warning,
    /// It is right, and worth knowing.
    Advice,
}

/// A place in the text and what is the case there.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is the case there; may be empty.
    pub text: String,
}

/// How far a repair may be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Safety {
    /// Keeps the meaning: may be applied unseen.
    Safe,
    /// Likely what was meant: a person decides.
    Unsafe,
    /// Only to be shown.
    Display,
}

/// A replacement of one span.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Edit {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// The new text.
    pub text: String,
}

/// A repair: edits that belong together.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Fix {
    /// How far it may be trusted.
    pub safety: Safety,
    /// The edits, none overlapping.
    pub edits: Vec<Edit>,
}

/// One finding about one text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// The entry of the registry.
    pub rule: Rule,
    /// How much it weighs: as the registry has it, unless a project has lints weigh otherwise.
    pub severity: Severity,
    /// One sentence that stands alone.
    pub message: String,
    /// The places, the one that must change first.
    pub labels: Vec<Label>,
    /// Lines of help, each at most [`HELP_WIDTH`] columns unless it lists many things.
    pub help: Vec<String>,
    /// Repairs, the best first.
    pub fixes: Vec<Fix>,
    /// Whether more text could make it right: the prompt then asks for the next line.
    pub incomplete: bool,
    /// Which mistake it is, if several texts have it together: it is said of the first of them only.
    pub shared: Option<Box<str>>,
}

/// So many columns a line of help has at most.
pub const HELP_WIDTH: usize = 76;

impl Diagnostic {
    /// A finding at `span`, with what is the case there.
    pub fn new(rule: Rule, span: Span, message: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            rule,
            severity: rule.severity(),
            message: message.into(),
            labels: vec![Label { span, text: label.into() }],
            help: Vec::new(),
            fixes: Vec::new(),
            incomplete: false,
            shared: None,
        }
    }

    /// Adds a second place that shows why.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// Adds a line of help.
    #[must_use]
    pub fn help(mut self, line: impl Into<String>) -> Self {
        self.help.push(line.into());
        self
    }

    /// Adds a line of help that lists several things after what they are.
    #[must_use]
    pub fn listing(self, begins: &str, things: &[String]) -> Self {
        self.help(format!("{begins} {}", things.join(", ")))
    }

    /// Adds a repair that replaces `span`.
    #[must_use]
    pub fn fix(mut self, safety: Safety, span: Span, text: impl Into<String>) -> Self {
        self.fixes.push(Fix { safety, edits: vec![Edit { span, text: text.into() }] });
        self
    }

    /// Adds a repair of several edits.
    #[must_use]
    pub fn fixed_by(mut self, fix: Fix) -> Self {
        self.fixes.push(fix);
        self
    }

    /// The same about a text that begins `by` bytes later, and is so long.
    #[must_use]
    pub fn within(mut self, by: usize, length: usize) -> Self {
        let edits = self.fixes.iter_mut().flat_map(|fix| fix.edits.iter_mut().map(|edit| &mut edit.span));
        for span in self.labels.iter_mut().map(|label| &mut label.span).chain(edits) {
            span.start = span.start.saturating_sub(by).min(length);
            span.end = span.end.saturating_sub(by).min(length);
        }
        self
    }

    /// How much it weighs.
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// The place that must change.
    pub fn span(&self) -> Span {
        self.labels.first().map(|label| label.span).unwrap_or_default()
    }
}

/// Puts findings in the order people read them: by place, errors first.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by_key(|d| (d.span().start, d.severity(), d.rule, d.span().end));
    diagnostics.dedup();
}
