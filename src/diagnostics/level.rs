//! How much a lint weighs, as a project sets it.

use super::{Rule, Severity};

/// What a project makes of a lint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// It is not looked for.
    Off,
    /// Worth knowing.
    Advice,
    /// Most likely not what is meant.
    Warn,
    /// It stops the segment.
    Error,
}

impl Level {
    /// All of them, by the names that `seg.toml` knows.
    pub const ALL: [(&'static str, Level); 4] =
        [("error", Level::Error), ("warn", Level::Warn), ("advice", Level::Advice), ("off", Level::Off)];

    /// The level of a name.
    pub fn named(name: &str) -> Option<Level> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, level)| *level)
    }

    /// The level that a rule has by itself.
    pub fn of(rule: Rule) -> Level {
        match rule.severity() {
            Severity::Error => Level::Error,
            Severity::Warning => Level::Warn,
            Severity::Advice => Level::Advice,
        }
    }

    /// How much a finding of this level weighs; none is shown of a lint that is off.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Level::Off => None,
            Level::Advice => Some(Severity::Advice),
            Level::Warn => Some(Severity::Warning),
            Level::Error => Some(Severity::Error),
        }
    }
}
