//! The project's tables as they are on disk, opened and ready to be scanned.

use super::files::{self, DataFile};
use super::scan;
use super::schema;
use super::session::Source;
use crate::diagnostics::{Diagnostic, Rule};
use crate::plan;
use crate::source::Span;
use crate::types::Model;
use crate::vocabulary::{Mapping, Read};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// The tables by name.
pub(super) struct Tables {
    tables: BTreeMap<String, Table>,
}

/// A table's files and what they hold.
pub(super) struct Table {
    pub files: Vec<DataFile>,
    shown: String,
    schema: SchemaRef,
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
            match Table::open(&model.project.folder, mapping, &numeric_keys(model, name)) {
                Ok(table) => {
                    tables.insert(name.clone(), table);
                }
                Err(diagnostics) => found.extend(diagnostics),
            }
        }
        (Self { tables }, found)
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
        self.get(table).map(|table| table.source.clone())
    }
}

impl Table {
    fn open(folder: &Path, mapping: &Mapping, numeric: &BTreeSet<&str>) -> Result<Self, Vec<Diagnostic>> {
        let mut files = Vec::new();
        let mut found = Vec::new();
        for (path, span) in &mapping.paths {
            let paths = match files::find(folder, path, *span) {
                Ok(paths) => paths,
                Err(diagnostic) => {
                    found.push(diagnostic);
                    continue;
                }
            };
            for path in paths {
                let shown = path.strip_prefix(folder).unwrap_or(&path);
                match files::open(&path, &shown.to_string_lossy(), &mapping.style, *span) {
                    Ok(file) => files.push(file),
                    Err(diagnostic) => found.push(diagnostic),
                }
            }
        }
        if !found.is_empty() {
            return Err(found);
        }
        found.extend(files.iter().flat_map(|file| told_twice(file, mapping)));
        if !found.is_empty() {
            return Err(found);
        }
        let schema = merged(&files, mapping).map_err(|diagnostic| vec![diagnostic])?;
        let schema = scan::with_numbers(&schema, numeric);
        let source = scan::source(&files, &schema, &mapping.style).map_err(|error| {
            let message = "the files of this table cannot be read together";
            let finding = Diagnostic::new(Rule::UnreadableFile, mapping.span, message, "this one");
            vec![finding.help(error.to_string())]
        })?;
        let shown = match mapping.paths.as_slice() {
            [(path, _)] => path.clone(),
            several => format!("{} paths", several.len()),
        };
        Ok(Self { files, shown, schema, source })
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

    /// The files in words, as the beginning of a sentence: `orders.parquet has`.
    pub fn shown_has(&self) -> String {
        match self.files.as_slice() {
            [file] => format!("{} has", file.name()),
            several => format!("the {} files of {} have", several.len(), self.shown),
        }
    }
}

/// The columns of all files; of one that they do not agree on only if nobody needs it.
fn merged(files: &[DataFile], mapping: &Mapping) -> Result<SchemaRef, Diagnostic> {
    let mut columns: Vec<(&str, Option<DataType>)> = Vec::new();
    let mut places = BTreeMap::new();
    for file in files {
        for field in file.schema.fields() {
            let place = *places.entry(field.name().as_str()).or_insert_with(|| {
                columns.push((field.name(), Some(DataType::Null)));
                columns.len() - 1
            });
            let Some((name, kind)) = columns.get_mut(place) else {
                continue;
            };
            let Some(before) = kind.take() else { continue };
            *kind = schema::common(&before, field.data_type());
            if let (None, Some(span)) = (&kind, place_of(mapping, name)) {
                let message = format!("the files do not agree on what `{name}` is");
                let label = format!(
                    "{} in most, {} in {}",
                    schema::words(&before),
                    schema::words(field.data_type()),
                    file.name()
                );
                return Err(Diagnostic::new(Rule::WrongColumnType, span, message, label));
            }
        }
    }
    let fields = columns.into_iter().filter_map(|(name, kind)| Some(Field::new(name, kind?, true)));
    Ok(Arc::new(Schema::new(fields.collect::<Vec<_>>())))
}

/// The columns of a table's text files that are keys and read as whole numbers.
fn numeric_keys<'a>(model: &'a Model, table: &str) -> BTreeSet<&'a str> {
    let mappings = model.vocabulary().tables.iter().filter_map(|(name, table)| Some((name, table.mapping.as_ref()?)));
    let sources = mappings.flat_map(|(name, mapping)| {
        let special = [&mapping.key, &mapping.customer].into_iter().flatten();
        special.chain(mapping.columns.values()).map(move |source| (name, source))
    });
    let kept = sources.filter(|(_, source)| source.read == Some(Read::Number));
    let kept = kept.filter_map(|(name, source)| model.kept(name, source));
    let keys = kept.filter(|(kept, _)| *kept == table).map(|(_, source)| source.column.as_str());
    let joins = model.mapping(table).into_iter().flat_map(|mapping| mapping.joins.values());
    keys.chain(joins.filter(|join| join.read.is_some()).map(|join| join.on.as_str())).collect()
}

/// A name that several columns of a file have, where the mapping needs it.
fn told_twice(file: &DataFile, mapping: &Mapping) -> Option<Diagnostic> {
    let (name, span) = file.twice.iter().find_map(|name| Some((name, place_of(mapping, name)?)))?;
    let message = format!("`{}` has several columns called `{name}`", file.name());
    let twice = Diagnostic::new(Rule::MissingColumn, span, message, "which of them?");
    Some(twice.help("give them names of their own in the header"))
}

/// Where the mapping names a column of the table's own files, if it does.
fn place_of(mapping: &Mapping, column: &str) -> Option<Span> {
    let special = [&mapping.key, &mapping.customer, &mapping.time];
    let sources = special.into_iter().flatten().chain(mapping.columns.values());
    let mut own = sources.filter(|source| source.join.is_none());
    let joins = mapping.joins.values().find(|join| join.on == column);
    own.find(|source| source.column == column).map(|source| source.span).or(joins.map(|join| join.span))
}
