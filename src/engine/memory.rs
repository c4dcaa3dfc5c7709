//! What was found out about a project's data, kept between runs for as long as `seg.toml`
//! and the files are the same: looking through large tables costs more than many a question.
//! What cannot be kept or read is found out again.

use super::inspect::Found;
use super::tables::Tables;
use crate::diagnostics::{Diagnostic, Label, RULES, Severity};
use crate::source::Span;
use crate::types::{Model, Values};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt::{Debug, Write};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// Data of fewer rows is looked through again, which takes no time.
const WORTHWHILE: u64 = 200_000;

/// What is kept of one project's data.
#[derive(Debug, Default)]
pub(super) struct Memory {
    place: Option<Place>,
}

/// Where it is kept, and of which state of the data.
#[derive(Debug)]
struct Place {
    folder: PathBuf,
    project: String,
    state: String,
}

/// A thing that is kept: of use as long as the state is the same.
#[derive(Serialize, Deserialize)]
struct Kept<T> {
    state: String,
    what: String,
    found: T,
}

/// A finding that is kept.
#[derive(Serialize, Deserialize)]
struct Doubt {
    rule: String,
    severity: Severity,
    message: String,
    labels: Vec<(usize, usize, String)>,
    help: Vec<String>,
}

impl Memory {
    /// Keeps things in this folder, if the data is large enough.
    pub fn new(folder: &Path, model: &Model, tables: &Tables) -> Self {
        let files = || tables.iter().flat_map(|(name, table)| table.files.iter().map(move |file| (name, file)));
        if files().map(|(_, file)| file.rows).sum::<u64>() < WORTHWHILE {
            return Self::default();
        }
        let project = &model.project;
        let mut state = format!("{}\n{}\n", env!("CARGO_PKG_VERSION"), project.source.text());
        for (table, file) in files() {
            let modified =
                file.modified.and_then(|at| at.duration_since(UNIX_EPOCH).ok()).map(|since| since.as_nanos());
            // Writing to a text does not fail.
            let _ = writeln!(state, "{table} {:?} {} {modified:?}", file.path, file.bytes);
        }
        let place = Place { folder: folder.to_owned(), project: hash(&project.folder), state: hash(state) };
        Self { place: Some(place) }
    }

    /// What was found in the rows of a table, if nothing was refused.
    pub fn found(&self, table: &str) -> Option<Found> {
        let doubts: Vec<Doubt> = self.recall(&rows_of(table))?;
        let doubted = doubts.into_iter().map(Doubt::finding).collect::<Option<Vec<_>>>()?;
        Some(Found { refused: Vec::new(), doubted })
    }

    /// Keeps what was found in the rows of a table.
    pub fn keep_found(&self, table: &str, found: &Found) {
        let doubts = found.doubted.iter().map(Doubt::of).collect::<Option<Vec<_>>>();
        if let Some(doubts) = doubts.filter(|_| found.refused.is_empty()) {
            self.keep(&rows_of(table), doubts);
        }
    }

    /// The values of a column.
    pub fn values(&self, of: &(impl Debug + ?Sized)) -> Option<Values> {
        let (counts, truncated) = self.recall(&format!("values of {of:?}"))?;
        Some(Values { counts, truncated })
    }

    /// Keeps the values of a column.
    pub fn keep_values(&self, of: &(impl Debug + ?Sized), values: &Values) {
        self.keep(&format!("values of {of:?}"), (&values.counts, values.truncated));
    }

    fn recall<T: DeserializeOwned>(&self, what: &str) -> Option<T> {
        let place = self.place.as_ref()?;
        let kept: Kept<T> = serde_json::from_slice(&fs::read(place.file(what)).ok()?).ok()?;
        (kept.state == place.state && kept.what == what).then_some(kept.found)
    }

    fn keep<T: Serialize>(&self, what: &str, found: T) {
        let Some(place) = &self.place else { return };
        let kept = Kept { state: place.state.clone(), what: what.to_owned(), found };
        let (file, part) = (place.file(what), place.file(&format!("{what} {}", std::process::id())));
        // Without it the next run looks again.
        let _ = fs::create_dir_all(&place.folder)
            .and_then(|()| fs::write(&part, serde_json::to_vec(&kept)?))
            .and_then(|()| fs::rename(&part, &file));
    }
}

impl Place {
    fn file(&self, what: &str) -> PathBuf {
        let name = hash((&self.project, what));
        self.folder.join(format!("{}.json", name.get(..32).unwrap_or(&name)))
    }
}

impl Doubt {
    fn of(finding: &Diagnostic) -> Option<Self> {
        let labels = finding.labels.iter().map(|label| (label.span.start, label.span.end, label.text.clone()));
        let doubt = Self {
            rule: finding.rule.name().to_owned(),
            severity: finding.severity,
            message: finding.message.clone(),
            labels: labels.collect(),
            help: finding.help.clone(),
        };
        // A repair is not kept, and what has one must not lose it.
        (finding.fixes.is_empty() && !finding.incomplete).then_some(doubt)
    }

    fn finding(self) -> Option<Diagnostic> {
        let rule = *RULES.iter().find(|rule| rule.name() == self.rule)?;
        let labels = self.labels.into_iter().map(|(start, end, text)| Label { span: Span::new(start, end), text });
        Some(Diagnostic {
            rule,
            severity: self.severity,
            message: self.message,
            labels: labels.collect(),
            help: self.help,
            fixes: Vec::new(),
            incomplete: false,
            shared: None,
        })
    }
}

fn rows_of(table: &str) -> String {
    format!("rows of {table}")
}

fn hash(of: impl Debug) -> String {
    let bytes = Sha256::digest(format!("{of:?}"));
    bytes.iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
