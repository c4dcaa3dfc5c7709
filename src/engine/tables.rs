//! The project's tables as they are on disk, opened and ready to be scanned.

use super::files::{self, DataFile};
use super::schema;
use super::session::Source;
use crate::diagnostics::{Diagnostic, Rule};
use crate::plan;
use crate::source::Span;
use crate::types::Model;
use crate::vocabulary::Mapping;
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::datasource::file_format::parquet::ParquetFormat;
use datafusion::datasource::listing::{ListingOptions, ListingTable, ListingTableConfig, ListingTableUrl};
use datafusion::datasource::provider_as_source;
use datafusion::error::DataFusionError;
use std::collections::BTreeMap;
use std::fmt::Write;
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
            match Table::open(&model.project.folder, mapping) {
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
    fn open(folder: &Path, mapping: &Mapping) -> Result<Self, Vec<Diagnostic>> {
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
                match files::open(&path, &shown.to_string_lossy(), *span) {
                    Ok(file) => files.push(file),
                    Err(diagnostic) => found.push(diagnostic),
                }
            }
        }
        if !found.is_empty() {
            return Err(found);
        }
        let schema = merged(&files, mapping).map_err(|diagnostic| vec![diagnostic])?;
        let source = source(&files, &schema).map_err(|error| {
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
            [file] => {
                let name = file.path.file_name().unwrap_or_default();
                format!("{} has", name.to_string_lossy())
            }
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
                    file.path.file_name().unwrap_or_default().to_string_lossy()
                );
                return Err(Diagnostic::new(Rule::WrongColumnType, span, message, label));
            }
        }
    }
    let fields = columns.into_iter().filter_map(|(name, kind)| Some(Field::new(name, kind?, true)));
    Ok(Arc::new(Schema::new(fields.collect::<Vec<_>>())))
}

/// Where the mapping names a column of the table's own files, if it does.
fn place_of(mapping: &Mapping, column: &str) -> Option<Span> {
    let special = [&mapping.key, &mapping.customer, &mapping.time];
    let sources = special.into_iter().flatten().chain(mapping.columns.values());
    let mut own = sources.filter(|source| source.join.is_none());
    let joins = mapping.joins.values().find(|join| join.on == column);
    own.find(|source| source.column == column).map(|source| source.span).or(joins.map(|join| join.span))
}

fn source(files: &[DataFile], schema: &SchemaRef) -> Result<Source, DataFusionError> {
    let urls = files.iter().map(|file| url(&file.path));
    let urls = urls.collect::<Result<Vec<_>, _>>()?;
    let options = ListingOptions::new(Arc::new(ParquetFormat::default())).with_file_extension("");
    let config =
        ListingTableConfig::new_with_multi_paths(urls).with_listing_options(options).with_schema(schema.clone());
    Ok(provider_as_source(Arc::new(ListingTable::try_new(config)?)))
}

/// A path as an address, in which no character has a meaning of its own.
fn url(path: &Path) -> Result<ListingTableUrl, DataFusionError> {
    let path = std::path::absolute(path)?;
    let mut url = String::from("file://");
    let text = path.to_string_lossy();
    let text = match std::path::MAIN_SEPARATOR {
        '/' => text.into_owned(),
        other => text.replace(other, "/"),
    };
    if !text.starts_with('/') {
        url.push('/');
    }
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' | b':' => {
                url.push(char::from(byte));
            }
            other => {
                let _ = write!(url, "%{other:02X}");
            }
        }
    }
    ListingTableUrl::parse(url)
}
