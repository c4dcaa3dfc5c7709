//! What was found in tables, kept in a folder from one run to the next: looking at all rows
//! costs more than most counts, and its answer is the same until the files change.

use super::inspect::Found;
use super::tables::Tables;
use crate::diagnostics::{Diagnostic, Label, RULES, Severity};
use crate::source::Span;
use crate::types::Model;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

/// Answers that nobody has asked for so long are thrown away.
const KEPT: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// A place for what was found in a project's tables.
#[derive(Debug, Clone)]
pub(super) struct Place(PathBuf);

/// A table's findings.
#[derive(Serialize, Deserialize)]
struct Table {
    refused: Vec<Finding>,
    doubted: Vec<Finding>,
}

#[derive(Serialize, Deserialize)]
struct Finding {
    rule: String,
    severity: u8,
    message: String,
    labels: Vec<(usize, usize, String)>,
    help: Vec<String>,
}

impl Place {
    /// The place for these files, read by this program as this `seg.toml` says.
    pub fn of(folder: &Path, model: &Model, tables: &Tables) -> Self {
        let mut hash = Sha256::new();
        let mut add = |part: &str| hash.update(format!("{}:{part}", part.len()));
        add(env!("CARGO_PKG_VERSION"));
        add(&model.project.folder.to_string_lossy());
        add(model.project.source.text());
        for (name, table) in tables.iter() {
            add(name);
            for file in &table.files {
                let modified = file.modified.and_then(|at| at.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
                add(&format!("{}\n{}\n{}", file.path.display(), file.bytes, modified.as_nanos()));
            }
        }
        let name: String = hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        Self(folder.join(format!("{name}.json")))
    }

    /// What was found there before; nothing if that cannot be read.
    pub fn read(&self) -> BTreeMap<String, Found> {
        let text = fs::read_to_string(&self.0).unwrap_or_default();
        let tables: BTreeMap<String, Table> = serde_json::from_str(&text).unwrap_or_default();
        let found = |table: Table| Some(Found { refused: findings(table.refused)?, doubted: findings(table.doubted)? });
        tables.into_iter().filter_map(|(name, table)| Some((name, found(table)?))).collect()
    }

    /// Keeps what was found. That it cannot is no trouble: it is looked for again.
    pub fn write(&self, found: &BTreeMap<String, Found>) {
        let kept = |found: &Found| Table { refused: kept(&found.refused), doubted: kept(&found.doubted) };
        let tables: BTreeMap<&String, Table> = found.iter().map(|(name, found)| (name, kept(found))).collect();
        let Some((folder, text)) = self.0.parent().zip(serde_json::to_string(&tables).ok()) else { return };
        let part = self.0.with_extension(std::process::id().to_string());
        let _ =
            fs::create_dir_all(folder).and_then(|()| fs::write(&part, text)).and_then(|()| fs::rename(&part, &self.0));
        let _ = fs::remove_file(&part);
        self.clear(folder);
    }

    /// Throws away what is older by [`KEPT`] than what was written just now.
    fn clear(&self, folder: &Path) {
        let modified = |path: &Path| fs::metadata(path).and_then(|meta| meta.modified()).ok();
        let Some(now) = modified(&self.0) else { return };
        let is_old = |path: &PathBuf| {
            let age = modified(path).and_then(|at| now.duration_since(at).ok());
            age.is_some_and(|age| age > KEPT)
        };
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        for old in entries.map(|entry| entry.path()).filter(is_old) {
            let _ = fs::remove_file(old);
        }
    }
}

fn kept(found: &[Diagnostic]) -> Vec<Finding> {
    let finding = |found: &Diagnostic| Finding {
        rule: found.rule.code().to_owned(),
        severity: found.severity as u8,
        message: found.message.clone(),
        labels: found.labels.iter().map(|label| (label.span.start, label.span.end, label.text.clone())).collect(),
        help: found.help.clone(),
    };
    found.iter().map(finding).collect()
}

fn findings(kept: Vec<Finding>) -> Option<Vec<Diagnostic>> {
    let severities = [Severity::Error, Severity::Warning, Severity::Advice];
    let finding = |kept: Finding| {
        let rule = RULES.iter().copied().find(|rule| rule.code() == kept.rule)?;
        let mut finding = Diagnostic::new(rule, Span::default(), kept.message, "");
        finding.severity = *severities.iter().find(|severity| **severity as u8 == kept.severity)?;
        let label = |(start, end, text)| Label { span: Span::new(start, end), text };
        finding.labels = kept.labels.into_iter().map(label).collect();
        finding.help = kept.help;
        Some(finding)
    };
    kept.into_iter().map(finding).collect()
}
