//! In which of many files the rows lie that something is said about.

use super::error::RunError;
use super::inspect::Inspector;
use super::tables::Tables;
use std::ops::Range;

/// The first file of a table that has such rows, and how many.
pub(super) struct FirstFile {
    /// The file, from the project's folder.
    pub shown: String,
    /// Its rows that are so.
    pub rows: i64,
}

impl FirstFile {
    /// Where rows are, as the beginning of a label: all of them are so many.
    pub fn place(&self, all: i64) -> String {
        format!("{} {}", if self.rows == all { "all in" } else { "first in" }, self.shown)
    }
}

impl Inspector<'_> {
    /// The first of a table's files with rows that are counted so, by halves: all in all the
    /// table is read once more. None if it has one file.
    pub fn first_file(
        &self,
        table: &str,
        count: impl Fn(&Inspector<'_>) -> Result<i64, RunError>,
    ) -> Result<Option<FirstFile>, RunError> {
        let files = self.tables.get(table).map_or(&[][..], |table| &table.files);
        if files.len() < 2 {
            return Ok(None);
        }
        let within = |files: Range<usize>| -> Result<i64, RunError> {
            self.tables.part(table, files).map_or(Ok(0), |part| count(&self.over(part)))
        };
        let (mut from, mut to) = (0, files.len());
        while to - from > 1 {
            let middle = from + (to - from) / 2;
            if within(from..middle)? > 0 { to = middle } else { from = middle }
        }
        let Some(file) = files.get(from) else { return Ok(None) };
        let shown = file.path.strip_prefix(&self.model.project.folder).unwrap_or(&file.path);
        let rows = within(from..to)?;
        Ok((rows > 0).then(|| FirstFile { shown: shown.display().to_string(), rows }))
    }

    fn over(&self, tables: Tables) -> Inspector<'_> {
        Inspector { model: self.model, tables, session: self.session, guard: self.guard.clone() }
    }
}
