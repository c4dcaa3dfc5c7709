//! The shop's tables as Parquet files: each is written under a temporary name, and all get their
//! names when all are whole, so that an interrupted run leaves no half file.

use std::fs::{self, File};
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::basic::Compression;
use datafusion::parquet::errors::ParquetError;
use datafusion::parquet::file::properties::{EnabledStatistics, WriterProperties};

use super::error::SetupError;
use super::tables::{self, Batch};
use crate::shop::Shop;

/// Rows that are turned into columns at a time.
const BATCH_ROWS: usize = 65_536;

/// Rows of a row group: the span of time that a reader can skip at once.
const GROUP_ROWS: usize = 262_144;

/// A table that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenTable {
    /// Its file.
    pub path: PathBuf,
    /// Number of rows.
    pub rows: usize,
    /// Size of the file in bytes.
    pub bytes: u64,
}

/// Writes the shop's nine tables to this folder, which must exist; files of these names are replaced.
pub fn write_shop(folder: &Path, shop: &Shop) -> Result<Vec<WrittenTable>, SetupError> {
    let drafts = [
        draft(folder, "customers", &shop.customers, tables::customers)?,
        draft(folder, "products", &shop.products, tables::products)?,
        draft(folder, "orders", &shop.orders, tables::orders)?,
        draft(folder, "order_lines", &shop.order_lines, |rows| tables::order_lines(rows, &shop.products))?,
        draft(folder, "checkouts", &shop.checkouts, tables::checkouts)?,
        draft(folder, "messages", &shop.messages, tables::messages)?,
        draft(folder, "visits", &shop.visits, |rows| tables::visits(rows, &shop.products))?,
        draft(folder, "consents", &shop.consents, tables::consents)?,
        draft(folder, "lists", &shop.lists, tables::list_members)?,
    ];
    drafts.into_iter().map(Draft::publish).collect()
}

/// A whole file under its temporary name.
struct Draft {
    part: PathBuf,
    table: WrittenTable,
}

impl Draft {
    fn publish(self) -> Result<WrittenTable, SetupError> {
        fs::rename(&self.part, &self.table.path).map_err(SetupError::at(&self.table.path))?;
        Ok(self.table)
    }
}

fn draft<R>(folder: &Path, name: &str, rows: &[R], batch: impl Fn(&[R]) -> Batch) -> Result<Draft, SetupError> {
    let path = folder.join(format!("{name}.parquet"));
    let part = folder.join(format!("{name}.parquet.part"));
    let file = File::create(&part).map_err(SetupError::at(&part))?;
    write_rows(BufWriter::new(file), rows, batch)
        .map_err(|error| SetupError::Table { path: path.clone(), reason: error.to_string() })?;
    let bytes = fs::metadata(&part).map_err(SetupError::at(&part))?.len();
    Ok(Draft { part, table: WrittenTable { path, rows: rows.len(), bytes } })
}

fn write_rows<R>(file: BufWriter<File>, rows: &[R], batch: impl Fn(&[R]) -> Batch) -> Result<(), ParquetError> {
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_statistics_enabled(EnabledStatistics::Page)
        .set_max_row_group_row_count(Some(GROUP_ROWS))
        .build();
    let mut writer = ArrowWriter::try_new(file, batch(&[])?.schema(), Some(properties))?;
    for chunk in rows.chunks(BATCH_ROWS) {
        writer.write(&batch(chunk)?)?;
    }
    writer.close()?;
    Ok(())
}
