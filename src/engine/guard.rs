//! Watches over the files of a run: they must be the same at its end as when they were
//! opened, and one that is damaged inside is found and named.

use super::error::RunError;
use super::files::{DataFile, Form};
use super::tables::Tables;
use crate::diagnostics::Rule;
use crate::source::Span;
use datafusion::parquet::arrow::ProjectionMask;
use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::fs::File;
use std::path::{Path, PathBuf};

/// The files of a project, while work is done over them.
#[derive(Clone)]
pub(super) struct Guard {
    tables: Tables,
    folder: PathBuf,
}

impl Guard {
    pub fn new(tables: Tables, folder: &Path) -> Self {
        Self { tables, folder: folder.to_owned() }
    }

    /// That no file was changed since it was opened. One that is gone would be read as
    /// one without rows.
    pub fn is_same(&self) -> Result<(), RunError> {
        let mut files = self.tables.iter().flat_map(|(_, table)| &table.files);
        let Some(file) = files.find(|file| !file.is_the_same()) else {
            return Ok(());
        };
        let message = format!("`{}` was changed or removed after it was opened", self.shown(file));
        let error = RunError::new(Rule::UnreadableFile, Span::default(), message);
        Err(error.help("run it again, to read it as it is now"))
    }

    /// Says of an error of reading which file it is about.
    pub fn explain(&self, error: RunError) -> RunError {
        if error.diagnostic.rule != Rule::UnreadableFile {
            return error;
        }
        if let Err(changed) = self.is_same() {
            return changed;
        }
        for (name, table) in self.tables.iter() {
            let found = table.files.iter().find_map(|file| Some((file, damage(file)?)));
            let Some((file, damage)) = found else { continue };
            let message = match damage {
                Damage::Column(column) => format!("`{}` is damaged inside, in its column `{column}`", self.shown(file)),
                Damage::File => format!("`{}` cannot be read to its end", self.shown(file)),
            };
            let named = RunError::new(Rule::UnreadableFile, table.span, message)
                .help(format!("write or copy the file again; the table `{name}` needs it"));
            return match error.cause {
                Some(cause) => named.because(cause),
                None => named,
            };
        }
        error
    }

    fn shown(&self, file: &DataFile) -> String {
        file.path.strip_prefix(&self.folder).unwrap_or(&file.path).display().to_string()
    }
}

enum Damage {
    File,
    Column(String),
}

/// Reads a Parquet file column by column, until one cannot be read.
fn damage(file: &DataFile) -> Option<Damage> {
    if file.form != Form::Parquet {
        return File::open(&file.path)
            .and_then(|mut file| std::io::copy(&mut file, &mut std::io::sink()))
            .err()
            .map(|_| Damage::File);
    }
    for (place, field) in file.schema.fields().iter().enumerate() {
        let Ok(opened) = File::open(&file.path) else { return Some(Damage::File) };
        let Ok(reader) = ParquetRecordBatchReaderBuilder::try_new(opened) else { return Some(Damage::File) };
        let mask = ProjectionMask::roots(reader.parquet_schema(), [place]);
        let read = reader.with_projection(mask).build();
        if !read.is_ok_and(|mut batches| batches.all(|batch| batch.is_ok())) {
            return Some(Damage::Column(field.name().clone()));
        }
    }
    None
}
