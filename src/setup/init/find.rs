//! Which files below a folder are one table: those of one schema in one folder, whatever they are
//! called; else those of one schema whose names differ in their digits only.

use datafusion::arrow::datatypes::SchemaRef;
use datafusion::parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions};
use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};

/// Files that are one table.
#[derive(Debug, Clone)]
pub(super) struct Files {
    /// The files.
    pub files: Vec<PathBuf>,
    /// The folder or pattern that stands for all of them and for nothing else, if one does.
    pub whole: Option<PathBuf>,
    /// What they are called, without what tells them apart.
    pub stem: String,
    /// Their columns.
    pub schema: SchemaRef,
    /// Their rows.
    pub rows: u64,
}

/// The tables below a folder, and the files that cannot be read.
pub(super) fn find(folder: &Path) -> std::io::Result<(Vec<Files>, Vec<PathBuf>)> {
    let mut paths = Vec::new();
    walk(folder, &mut paths)?;
    paths.sort();
    let mut homes: BTreeMap<PathBuf, Vec<Files>> = BTreeMap::new();
    let mut unread = Vec::new();
    for path in paths {
        match open(&path) {
            Some(file) => homes.entry(home(&path)).or_default().push(file),
            None => unread.push(path),
        }
    }
    let tables = homes.into_iter().flat_map(|(home, files)| together(home, files));
    Ok((tables.collect(), unread))
}

fn walk(folder: &Path, paths: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with(['.', '_']) {
            continue;
        }
        if path.is_dir() {
            walk(&path, paths)?;
        } else if name.ends_with(".parquet") {
            paths.push(path);
        }
    }
    Ok(())
}

fn open(path: &Path) -> Option<Files> {
    let file = File::open(path).ok()?;
    let footer = ArrowReaderMetadata::load(&file, ArrowReaderOptions::new()).ok()?;
    let rows = footer.metadata().file_metadata().num_rows();
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let rows = u64::try_from(rows).unwrap_or_default();
    Some(Files { files: vec![path.to_owned()], whole: None, stem, schema: footer.schema().clone(), rows })
}

/// The folder that a file is in, above folders such as `year=2026`.
fn home(path: &Path) -> PathBuf {
    let mut home = path.parent().unwrap_or(path);
    while let (Some(name), Some(above)) = (home.file_name(), home.parent()) {
        if !name.to_string_lossy().contains('=') {
            break;
        }
        home = above;
    }
    home.to_owned()
}

fn together(home: PathBuf, files: Vec<Files>) -> Vec<Files> {
    let alike = |a: &Files, b: &Files| a.schema.fields() == b.schema.fields();
    let one = files.first().is_some_and(|first| files.iter().all(|file| alike(first, file)));
    let several = files.len() > 1;
    let mut tables: Vec<Files> = Vec::new();
    for file in files {
        let stem = bare(&file.stem);
        let same = |table: &&mut Files| alike(table, &file) && (one || bare(&table.stem) == stem);
        match tables.iter_mut().find(same) {
            Some(table) => {
                table.rows += file.rows;
                table.files.extend(file.files);
                table.stem = if one { home.file_name().unwrap_or_default().to_string_lossy().into() } else { stem };
            }
            None => tables.push(file),
        }
    }
    let names: Vec<PathBuf> = tables.iter().flat_map(|table| table.files.clone()).collect();
    for table in tables.iter_mut().filter(|table| table.files.len() > 1) {
        table.whole = if one && several { Some(home.clone()) } else { pattern(&home, table, &names) };
    }
    tables
}

/// The pattern of a table's files, so that those that are yet to come are found too.
fn pattern(home: &Path, table: &Files, all: &[PathBuf]) -> Option<PathBuf> {
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let is_plain = !home.to_string_lossy().contains(['*', '?', '[']) && !table.stem.contains(['*', '?', '[']);
    let fits = |path: &&PathBuf| path.parent() == Some(home) && name(path).starts_with(&table.stem);
    let only = all.iter().filter(fits).count() == table.files.len() && table.files.iter().all(|path| fits(&path));
    (only && is_plain).then(|| home.join(format!("{}*.parquet", table.stem)))
}

/// A name without the digits and marks that tell the parts of a table apart.
fn bare(stem: &str) -> String {
    let bare = stem.trim_end_matches(|c: char| c.is_ascii_digit() || "-_. ".contains(c));
    if bare.is_empty() { stem.to_owned() } else { bare.to_owned() }
}
