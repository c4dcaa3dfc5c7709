//! A project: its settings, and the vocabulary with the project's data and words.

use super::Vocabulary;
use crate::source::SourceFile;
use crate::time::{Clock, Instant, WeekStart};
use chrono_tz::Tz;
use std::path::PathBuf;

/// A project, as its `seg.toml` has it.
#[derive(Debug, Clone)]
pub struct Project {
    /// The folder of `seg.toml`; paths of the mapping are relative to it.
    pub folder: PathBuf,
    /// The text of `seg.toml`, for messages that point into it.
    pub source: SourceFile,
    /// Zone, currency and the like.
    pub settings: Settings,
    /// The words that come with the program and the project's own, and its tables.
    pub vocabulary: Vocabulary,
}

/// The settings of a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The one time zone of the project.
    pub zone: Tz,
    /// The one currency of the project, as its three letters.
    pub currency: String,
    /// The instant as of which the data is looked at, unless the command line says.
    pub as_of: Option<Instant>,
    /// The first day of the week.
    pub week_start: WeekStart,
}

impl Settings {
    /// The decimals of the currency's amounts.
    pub fn decimals(&self) -> u32 {
        CURRENCIES
            .iter()
            .find(|(code, _)| *code == self.currency)
            .map_or(2, |(_, decimals)| *decimals)
    }

    /// The clock of a run that looks at the data as of an instant.
    pub fn clock(&self, as_of: Instant) -> Clock {
        Clock::new(as_of, self.zone, self.week_start)
    }
}

/// Currencies whose amounts have other than two decimals (ISO 4217).
pub const CURRENCIES: &[(&str, u32)] = &[
    ("BHD", 3),
    ("BIF", 0),
    ("CLP", 0),
    ("DJF", 0),
    ("GNF", 0),
    ("IQD", 3),
    ("ISK", 0),
    ("JOD", 3),
    ("JPY", 0),
    ("KMF", 0),
    ("KRW", 0),
    ("KWD", 3),
    ("LYD", 3),
    ("OMR", 3),
    ("PYG", 0),
    ("RWF", 0),
    ("TND", 3),
    ("UGX", 0),
    ("UYI", 0),
    ("VND", 0),
    ("VUV", 0),
    ("XAF", 0),
    ("XOF", 0),
    ("XPF", 0),
];
