//! The project's tables as they are on disk, opened and ready to be scanned.

use super::agree::{self, Agreed, Need};
use super::files::{self, DataFile};
use super::find::find;
use super::scan;
use super::session::Source;
use crate::diagnostics::{Diagnostic, Rule};
use crate::plan;
use crate::source::Span;
use crate::types::Model;
use crate::vocabulary::{Mapping, Style};
use datafusion::arrow::datatypes::{DataType, SchemaRef};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// The tables by name. Its clones are one.
#[derive(Clone)]
pub(super) struct Tables {
    tables: Arc<BTreeMap<String, Table>>,
    /// The tables that plans have asked for.
    asked: Arc<Mutex<BTreeSet<String>>>,
    /// A table of which only some files are read.
    part: Option<(String, Source)>,
}

/// A table's files and what they hold.
pub(super) struct Table {
    pub files: Vec<DataFile>,
    /// What is doubtful about them.
    pub doubts: Vec<Diagnostic>,
    /// Its heading in `seg.toml`.
    pub span: Span,
    shown: String,
    schema: SchemaRef,
    said: BTreeSet<String>,
    style: Style,
    source: Source,
}

impl Tables {
    /// Opens the files of every table, and says of those that cannot be why.
    pub fn open(model: &Model) -> (Self, Vec<Diagnostic>) {
        let mut tables = BTreeMap::new();
        let mut found = Vec::new();
        for (name, table) in &model.vocabulary().tables {
            let Some(mapping) = table.mapping.as_ref().filter(|m| m.from.is_none()) else {
                continue;
            };
            match Table::open(&model.project.folder, mapping, &agree::needs(model, name)) {
                Ok(table) => {
                    tables.insert(name.clone(), table);
                }
                Err(diagnostics) => found.extend(diagnostics),
            }
        }
        (Self { tables: Arc::new(tables), asked: Arc::default(), part: None }, found)
    }

    /// The tables that plans have asked for until now.
    pub fn asked(&self) -> BTreeSet<String> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The same, of which nobody hears what they are asked for.
    pub fn unheard(&self) -> Self {
        Self { asked: Arc::default(), ..self.clone() }
    }

    /// The same, but only some files of one table.
    pub fn part(&self, name: &str, files: Range<usize>) -> Option<Self> {
        let table = self.get(name)?;
        let source = scan::source(table.files.get(files)?, &table.schema, &table.said, &table.style).ok()?;
        Some(Self { part: Some((name.to_owned(), source)), ..self.unheard() })
    }

    /// What is missing in some of a table's files.
    pub fn doubts(&self, name: &str) -> impl Iterator<Item = Diagnostic> {
        self.get(name).into_iter().flat_map(|table| table.doubts.clone())
    }

    pub fn get(&self, name: &str) -> Option<&Table> {
        self.tables.get(name)
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &Table)> {
        self.tables.iter().map(|(name, table)| (name.as_str(), table))
    }
}

impl plan::Tables for Tables {
    fn source(&self, table: &str) -> Option<Source> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).insert(table.to_owned());
        let part = self.part.as_ref().filter(|(name, _)| name == table).map(|(_, source)| source);
        part.or(self.get(table).map(|table| &table.source)).cloned()
    }
}

impl Table {
    fn open(folder: &Path, mapping: &Mapping, needs: &[Need]) -> Result<Self, Vec<Diagnostic>> {
        let mut files: Vec<DataFile> = Vec::new();
        let mut found = Vec::new();
        let mut taken = BTreeSet::new();
        for (path, span) in &mapping.paths {
            let paths = match find(folder, path, *span) {
                Ok(paths) => paths,
                Err(diagnostic) => {
                    found.push(diagnostic);
                    continue;
                }
            };
            for path in paths {
                // What two paths stand for is read once.
                if !taken.insert(path.canonicalize().unwrap_or_else(|_| path.clone())) {
                    continue;
                }
                let shown = path.strip_prefix(folder).unwrap_or(&path);
                match files::open(&path, shown, &mapping.style, *span) {
                    Ok(file) => files.push(file.alike(files.last())),
                    Err(diagnostic) => found.push(diagnostic),
                }
            }
        }
        if !found.is_empty() {
            return Err(found);
        }
        found.extend(files.iter().flat_map(|file| agree::told_twice(file, needs)));
        if !found.is_empty() {
            return Err(found);
        }
        let Agreed { schema, said, doubts } = agree::agree(&files, needs)?;
        let source = scan::source(&files, &schema, &said, &mapping.style).map_err(|error| {
            let message = "the files of this table cannot be read together";
            let finding = Diagnostic::new(Rule::UnreadableFile, mapping.span, message, "this one");
            vec![finding.help(error.to_string())]
        })?;
        let shown = match mapping.paths.as_slice() {
            [(path, _)] => path.clone(),
            several => format!("{} paths", several.len()),
        };
        Ok(Self { files, doubts, span: mapping.span, shown, schema, said, style: mapping.style.clone(), source })
    }

    /// The type of a column of the files, if they have it.
    pub fn kind(&self, column: &str) -> Option<&DataType> {
        let field = self.schema.field_with_name(column).ok()?;
        Some(field.data_type())
    }

    /// The columns of the files.
    pub fn columns(&self) -> impl Iterator<Item = (&str, &DataType)> {
        let fields = self.schema.fields().iter();
        fields.map(|field| (field.name().as_str(), field.data_type()))
    }

    /// The files as the mapping names them.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// The files in words, as the beginning of a sentence: `orders.parquet has`.
    pub fn shown_has(&self) -> String {
        match self.files.as_slice() {
            [file] => format!("{} has", file.name()),
            several => format!("the {} files of {} have", several.len(), self.shown),
        }
    }
}
