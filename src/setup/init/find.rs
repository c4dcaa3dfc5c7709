//! Which files below a folder are one table: those of one schema in one folder, whatever they are
//! called; else those of one schema whose names differ in their digits only.

use super::profile::{Column, Kind};
use crate::engine::text_file;
use datafusion::arrow::datatypes::{DataType, Field, Fields, Schema, SchemaRef};
use datafusion::parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions};
use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Rows of a text file that show what its columns hold.
const LOOKED_AT: usize = 200;

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
    /// What stands between the values of text files; none in Parquet.
    pub delimiter: Option<u8>,
    /// What the columns of a text file hold, where their names say nothing of it; none of an empty one.
    pub kinds: Vec<Option<Kind>>,
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
        } else if ending(&path) == "parquet" || is_text(&path) {
            paths.push(path);
        }
    }
    Ok(())
}

fn ending(path: &Path) -> String {
    path.extension().unwrap_or_default().to_string_lossy().to_lowercase()
}

fn is_text(path: &Path) -> bool {
    ["csv", "tsv"].contains(&ending(path).as_str())
}

fn open(path: &Path) -> Option<Files> {
    if is_text(path) {
        let text = text_file(path)?;
        let fields = text.header.into_iter().map(|name| Field::new(name, DataType::Utf8, true));
        let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
        let mut file = Files { schema, rows: text.rows, delimiter: Some(text.delimiter), ..Files::of(path) };
        if !is_worded(file.schema.fields()) {
            let (columns, _) = super::text::sample(&file, LOOKED_AT).ok()?;
            let kind = |column: Column| column.known().next().map(|_| column.kind);
            file.kinds = columns.into_iter().map(kind).collect();
        }
        return Some(file);
    }
    let file = File::open(path).ok()?;
    let footer = ArrowReaderMetadata::load(&file, ArrowReaderOptions::new()).ok()?;
    let rows = footer.metadata().file_metadata().num_rows();
    let rows = u64::try_from(rows).unwrap_or_default();
    Some(Files { schema: footer.schema().clone(), rows, ..Files::of(path) })
}

impl Files {
    /// A file of which nothing is known but its name.
    fn of(path: &Path) -> Self {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Self {
            files: vec![path.to_owned()],
            whole: None,
            stem,
            schema: Arc::new(Schema::empty()),
            rows: 0,
            delimiter: None,
            kinds: Vec::new(),
        }
    }
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
    let alike = |a: &Files, b: &Files| {
        let mut kinds = a.kinds.iter().zip(&b.kinds).filter_map(|(a, b)| a.zip(*b));
        a.delimiter == b.delimiter && a.schema.fields() == b.schema.fields() && kinds.all(|(a, b)| a == b)
    };
    let one = files.first().is_some_and(|first| files.iter().all(|file| alike(first, file)));
    let several = files.len() > 1;
    let mut tables: Vec<Files> = Vec::new();
    for file in files {
        let stem = bare(&file.stem);
        let same = |table: &&mut Files| {
            let alike = alike(table, &file) || grown(table, &file);
            alike && (one || bare(&table.stem) == stem)
        };
        match tables.iter_mut().find(same) {
            Some(table) => {
                table.rows += file.rows;
                if file.schema.fields().len() > table.schema.fields().len() {
                    table.schema = file.schema;
                }
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

/// Whether one text file has all columns of the other, and a few more, as exports of a later year
/// have. Names that are no words, such as `c1`, say nothing of that.
fn grown(a: &Files, b: &Files) -> bool {
    let (a_fields, b_fields) = (a.schema.fields(), b.schema.fields());
    let (fewer, more) = if a_fields.len() < b_fields.len() { (a_fields, &b.schema) } else { (b_fields, &a.schema) };
    let close = fewer.len() * 5 >= more.fields().len() * 4 && is_worded(fewer);
    let has_all = fewer.iter().all(|field| more.column_with_name(field.name()).is_some());
    a.delimiter.is_some() && a.delimiter == b.delimiter && close && has_all
}

/// Whether most columns have names that say something.
fn is_worded(fields: &Fields) -> bool {
    let is_word = |name: &str| name.chars().filter(|letter| letter.is_alphabetic()).count() > 2;
    fields.iter().filter(|field| is_word(field.name())).count() * 2 >= fields.len()
}

/// The pattern of a table's files, so that those that are yet to come are found too.
fn pattern(home: &Path, table: &Files, all: &[PathBuf]) -> Option<PathBuf> {
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let is_plain = !home.to_string_lossy().contains(['*', '?', '[']) && !table.stem.contains(['*', '?', '[']);
    let fits = |path: &&PathBuf| path.parent() == Some(home) && name(path).starts_with(&table.stem);
    let only = all.iter().filter(fits).count() == table.files.len() && table.files.iter().all(|path| fits(&path));
    let ending = table.files.first().and_then(|path| path.extension()).unwrap_or_default().to_string_lossy();
    (only && is_plain).then(|| home.join(format!("{}*.{ending}", table.stem)))
}

/// A name without the digits and marks that tell the parts of a table apart.
fn bare(stem: &str) -> String {
    let bare = stem.trim_end_matches(|c: char| c.is_ascii_digit() || "-_. ".contains(c));
    if bare.is_empty() { stem.to_owned() } else { bare.to_owned() }
}
