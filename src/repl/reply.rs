//! What comes back for an entry.

/// What comes back for an entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Reply {
    /// The answer.
    pub answer: String,
    /// What is beside it: mistakes, and what is worth knowing.
    pub talk: String,
    /// Whether the entry could not be answered.
    pub failed: bool,
    /// Whether the session ends.
    pub quits: bool,
}

impl Reply {
    /// An answer.
    pub fn answer(text: impl Into<String>) -> Self {
        Self { answer: text.into(), ..Self::default() }
    }

    /// Something worth knowing.
    pub fn talk(text: impl Into<String>) -> Self {
        Self { talk: text.into(), ..Self::default() }
    }

    /// Why there is no answer.
    pub fn failed(text: impl Into<String>) -> Self {
        Self { talk: text.into(), failed: true, ..Self::default() }
    }
}
