//! Why a run could not be done, in the reader's words.

use crate::diagnostics::{Diagnostic, Rule};
use crate::plan::PlanError;
use crate::source::Span;
use datafusion::error::DataFusionError;
use std::error::Error;
use std::fmt;

/// Why a run could not be done: a finding about `seg.toml` or the data, and for a
/// report to us, what lies behind it.
#[derive(Debug)]
pub struct RunError {
    /// The finding; its places are in `seg.toml`.
    pub diagnostic: Box<Diagnostic>,
    /// What lies behind it, in words that are not the reader's.
    pub cause: Option<Box<dyn Error + Send + Sync>>,
}

impl RunError {
    pub(super) fn new(rule: Rule, span: Span, message: impl Into<String>) -> Self {
        Self { diagnostic: Box::new(Diagnostic::new(rule, span, message, "")), cause: None }
    }

    /// Somebody no longer waits for the answer.
    pub(super) fn stopped() -> Self {
        Self::new(Rule::Internal, Span::default(), "stopped")
    }

    #[must_use]
    pub(super) fn help(mut self, line: impl Into<String>) -> Self {
        self.diagnostic.help.push(line.into());
        self
    }

    #[must_use]
    pub(super) fn because(mut self, cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.cause = Some(cause.into());
        self
    }
}

impl fmt::Display for RunError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.diagnostic.message)
    }
}

impl Error for RunError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.cause.as_deref().map(|cause| cause as &dyn Error)
    }
}

impl From<DataFusionError> for RunError {
    fn from(error: DataFusionError) -> Self {
        let (rule, message) = match error.find_root() {
            DataFusionError::ObjectStore(_) | DataFusionError::IoError(_) => {
                (Rule::UnreadableFile, "a data file could not be read to its end")
            }
            DataFusionError::ParquetError(_) | DataFusionError::ArrowError(..) => {
                (Rule::UnreadableFile, "a data file is damaged inside")
            }
            DataFusionError::ResourcesExhausted(_) => {
                (Rule::Internal, "there is not enough memory for this run; run fewer segments at once")
            }
            _ => (Rule::Internal, "a mistake in seg itself stopped this run"),
        };
        RunError::new(rule, Span::default(), message).because(error)
    }
}

impl From<PlanError> for RunError {
    fn from(error: PlanError) -> Self {
        let rule = match &error {
            PlanError::Refused(_) | PlanError::Circular(_) => Rule::Internal,
            _ => Rule::UnavailableWord,
        };
        RunError::new(rule, Span::default(), error.to_string()).because(error)
    }
}
