//! `seg init`: looks at the files below a folder and writes the `seg.toml` that fits them best.
//!
//! Reading (`find`, `read`) is apart from deciding (`keys`, `roles`, `columns`), which is pure and
//! goes by types, by which values are keys and where they are found, by the values themselves, and
//! only then by names. Nothing is copied; of large tables a sample is looked at.

mod columns;
mod consent;
mod draft;
mod find;
mod groups;
mod keys;
mod looks;
mod mend;
mod names;
mod places;
mod profile;
mod read;
mod roles;
mod spelled;
mod text;
mod write;

pub use keys::{Keys, Link, Lookup, Place};
pub use profile::{Cell, Column, Kind, Table};
pub use spelled::{Spelled, Style};
pub use write::OPEN;

use super::SetupError;
use crate::project::{PROJECT_FILE, shown};
use crate::vocabulary::Project;
use columns::Seen;
use std::fs;
use std::path::{Path, PathBuf};

/// A `seg.toml` that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    /// The file.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
    /// For each table its name in the file, and its paths.
    pub tables: Vec<(String, String)>,
}

/// Writes a `seg.toml` into the project's folder for the files below `data`.
pub fn init(data: &Path, project: &Path) -> Result<Begun, SetupError> {
    let path = project.join(PROJECT_FILE);
    if path.exists() {
        return Err(SetupError::AlreadyThere(path));
    }
    if !data.is_dir() {
        return Err(SetupError::NoFolder(data.to_owned()));
    }
    let (files, unread) = find::find(data).map_err(SetupError::at(data))?;
    if files.is_empty() {
        return Err(SetupError::NoData(data.to_owned()));
    }
    let mut tables = Vec::new();
    for table in &files {
        let paths: Vec<String> = match &table.whole {
            Some(whole) => vec![shown(whole, project)],
            None => table.files.iter().map(|file| shown(file, project)).collect(),
        };
        let (columns, style) = read::sample(table)?;
        tables.push(Table { paths, stem: table.stem.clone(), rows: table.rows, columns, style });
    }
    let unread: Vec<String> = unread.iter().map(|file| shown(file, project)).collect();
    fs::create_dir_all(project).map_err(SetupError::at(project))?;
    let Decided { text, tables } = decide(&tables, &mut read::Reader { tables: &files, seen: &tables }, &unread)?;
    if !tables.iter().any(|(name, _)| name == "customers") && !text.contains("[tables.customers]") {
        return Err(SetupError::NoCustomers(data.to_owned()));
    }
    let text = mend::mended(text, project);
    place(&path, &text)?;
    Ok(Begun { path, text, tables })
}

/// What was made of tables, before it is a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// The text of `seg.toml`.
    pub text: String,
    /// For each table its name in the file, and its paths.
    pub tables: Vec<(String, String)>,
}

/// The text of `seg.toml` for tables as they are seen, and what each table became.
pub fn decide<L: Lookup>(tables: &[Table], lookup: &mut L, unread: &[String]) -> Result<Decided, L::Error> {
    let vocabulary = Project::none().vocabulary;
    let keys = keys::find(tables, lookup)?;
    let roles = roles::find(tables, &keys, &vocabulary);
    let text = write::text(&Seen { tables, keys: &keys, roles: &roles, vocabulary: &vocabulary }, unread);
    let path = |at: usize| tables.get(at).map(|table| table.paths.join(", ")).unwrap_or_default();
    Ok(Decided { text, tables: roles.roles.iter().map(|role| (role.name.clone(), path(role.table))).collect() })
}

/// Puts the file in its place when it is whole.
fn place(path: &Path, text: &str) -> Result<(), SetupError> {
    let part = path.with_extension("toml.part");
    let written = fs::write(&part, text).and_then(|()| match path.exists() {
        true => Err(std::io::ErrorKind::AlreadyExists.into()),
        false => fs::rename(&part, path),
    });
    if written.is_err() {
        // What could not be finished is not left behind.
        let _ = fs::remove_file(&part);
    }
    written.map_err(SetupError::at(path))
}
