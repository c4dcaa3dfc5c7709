//! Files as the source of a plan: Parquet as it is, text files by the columns of their
//! headers, all of one table under one schema.

use super::files::{DataFile, Form};
use super::ready::Ready;
use super::session::Source;
use crate::plan::{of_file, whole_number};
use crate::vocabulary::Style;
use datafusion::arrow::datatypes::{Field, FieldRef, Schema, SchemaRef};
use datafusion::common::{Column, ScalarValue};
use datafusion::datasource::file_format::FileFormat;
use datafusion::datasource::file_format::csv::CsvFormat;
use datafusion::datasource::file_format::parquet::ParquetFormat;
use datafusion::datasource::listing::{ListingOptions, ListingTable, ListingTableConfig, ListingTableUrl};
use datafusion::datasource::{ViewTable, provider_as_source};
use datafusion::error::DataFusionError;
use datafusion::logical_expr::{Expr, LogicalPlanBuilder, lit};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

/// Files of which what they hold is looked up for every plan, which makes it a better one; of more,
/// that alone would take seconds.
const FEW: usize = 100;
/// The name of a file's rows inside of the source.
const FILE: &str = "file";

/// The files of a table under its schema, some columns of which are said by their folders.
pub(super) fn source(
    files: &[DataFile],
    schema: &SchemaRef,
    said: &BTreeSet<String>,
    style: &Style,
) -> Result<Source, DataFusionError> {
    let (in_folders, own): (Vec<_>, Vec<_>) =
        schema.fields().iter().cloned().partition(|field| said.contains(field.name()));
    let own = Arc::new(Schema::new(own));
    let (tables, texts): (Vec<&DataFile>, Vec<&DataFile>) = files.iter().partition(|file| file.form == Form::Parquet);
    if texts.is_empty() {
        return listing(&tables, &own, &in_folders, Arc::new(ParquetFormat::default()));
    }
    // A text file has its columns by their places, so files of different headers are read apart.
    let mut alike: BTreeMap<(Form, Vec<&str>), Vec<&DataFile>> = BTreeMap::new();
    for file in texts {
        let header = file.schema.fields().iter().map(|field| field.name().as_str()).collect();
        alike.entry((file.form, header)).or_default().push(file);
    }
    let mut parts = Vec::new();
    if !tables.is_empty() {
        let read = listing(&tables, &own, &in_folders, Arc::new(ParquetFormat::default()))?;
        parts.push(LogicalPlanBuilder::scan(FILE, read, None)?.build()?);
    }
    for ((form, _), files) in alike {
        let own = files.first().map_or(&own, |file| &file.schema);
        let read = listing(&files, own, &in_folders, text_format(form))?;
        let columns = schema.fields().iter().map(|field| match said.contains(field.name()) {
            true => Expr::Column(Column::new(Some(FILE), field.name())),
            false => text_column(field, own, style),
        });
        parts.push(LogicalPlanBuilder::scan(FILE, read, None)?.project(columns)?.build()?);
    }
    let mut parts = parts.into_iter();
    let first = LogicalPlanBuilder::from(parts.next().ok_or_else(|| DataFusionError::Internal("no file".to_owned()))?);
    let plan = parts.try_fold(first, LogicalPlanBuilder::union)?.build()?;
    Ok(provider_as_source(Arc::new(ViewTable::new(plan, None))))
}

fn text_format(form: Form) -> Arc<dyn FileFormat> {
    let format = CsvFormat::default().with_has_header(true);
    match form {
        Form::Parquet => Arc::new(format),
        Form::Csv { delimiter, is_plain } => {
            Arc::new(format.with_delimiter(delimiter).with_newlines_in_values(!is_plain))
        }
    }
}

/// A column of the table from a text file, which may lack it.
fn text_column(field: &Field, own: &Schema, style: &Style) -> Expr {
    let name = field.name().as_str();
    let value = match own.field_with_name(name) {
        Ok(_) => of_file(Expr::Column(Column::new(Some(FILE), name)), &style.missing),
        Err(_) => lit(ScalarValue::Utf8View(None)),
    };
    let value = if field.data_type().is_integer() { whole_number(value) } else { value };
    value.alias(name)
}

fn listing(
    files: &[&DataFile],
    own: &SchemaRef,
    said: &[FieldRef],
    format: Arc<dyn FileFormat>,
) -> Result<Source, DataFusionError> {
    let urls = files.iter().map(|file| url(&file.path));
    let urls = urls.collect::<Result<Vec<_>, _>>()?;
    if !said.is_empty() || files.len() > FEW {
        let files = Ready::new(files, &urls, own.clone(), said, format);
        return Ok(provider_as_source(Arc::new(files)));
    }
    let options = ListingOptions::new(format).with_file_extension("");
    let config = ListingTableConfig::new_with_multi_paths(urls).with_listing_options(options).with_schema(own.clone());
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
