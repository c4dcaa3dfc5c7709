//! The shop's tables as Parquet files: each is written under a temporary name, and all get their
//! names when all are whole, so that an interrupted run leaves no half file.

use std::fs::{self, File};
use std::io::BufWriter;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::thread;

use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::basic::Compression;
use datafusion::parquet::errors::ParquetError;
use datafusion::parquet::file::properties::{EnabledStatistics, WriterProperties};

use super::error::SetupError;
use super::tables::{self, Batch};
use crate::shop::{Shop, postcodes};

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

/// Writes the ten tables of a shop that comes in parts, one after the other in time, to this
/// folder, which must exist; files of these names are replaced.
pub fn write_shop(folder: &Path, parts: impl Iterator<Item = Shop>) -> Result<Vec<WrittenTable>, SetupError> {
    let mut drafts = Drafts {
        customers: Draft::begin(folder, "customers", tables::customers(&[]))?,
        products: Draft::begin(folder, "products", tables::products(&[]))?,
        orders: Draft::begin(folder, "orders", tables::orders(&[]))?,
        order_lines: Draft::begin(folder, "order_lines", tables::order_lines(&[], &[]))?,
        checkouts: Draft::begin(folder, "checkouts", tables::checkouts(&[]))?,
        messages: Draft::begin(folder, "messages", tables::messages(&[]))?,
        visits: Draft::begin(folder, "visits", tables::visits(&[], &[]))?,
        consents: Draft::begin(folder, "consents", tables::consents(&[]))?,
        lists: Draft::begin(folder, "lists", tables::list_members(&[]))?,
        postcodes: Draft::begin(folder, "postcodes", tables::postcodes(&[]))?,
    };
    drafts.postcodes.write(&postcodes(), tables::postcodes)?;
    for (place, part) in parts.enumerate() {
        // Every part has the whole catalogue.
        if place == 0 {
            drafts.products.write(&part.products, tables::products)?;
        }
        drafts.write(&part)?;
    }
    let Drafts { customers, products, orders, order_lines, checkouts, messages, visits, consents, lists, postcodes } =
        drafts;
    let drafts = [customers, products, orders, order_lines, checkouts, messages, visits, consents, lists, postcodes];
    // All get their names when all are whole.
    let whole = drafts.into_iter().map(Draft::end).collect::<Result<Vec<_>, _>>()?;
    whole.into_iter().map(Whole::publish).collect()
}

/// The tables, being written.
struct Drafts {
    customers: Draft,
    products: Draft,
    orders: Draft,
    order_lines: Draft,
    checkouts: Draft,
    messages: Draft,
    visits: Draft,
    consents: Draft,
    lists: Draft,
    postcodes: Draft,
}

impl Drafts {
    /// Adds a part of the shop, all tables at once.
    fn write(&mut self, part: &Shop) -> Result<(), SetupError> {
        let Self { customers, orders, order_lines, checkouts, messages, visits, consents, lists, .. } = self;
        let products = &part.products;
        thread::scope(|scope| {
            let work = [
                scope.spawn(|| order_lines.write(&part.order_lines, |rows| tables::order_lines(rows, products))),
                scope.spawn(|| visits.write(&part.visits, |rows| tables::visits(rows, products))),
                scope.spawn(|| messages.write(&part.messages, tables::messages)),
                scope.spawn(|| orders.write(&part.orders, tables::orders)),
                scope.spawn(|| customers.write(&part.customers, tables::customers)),
                scope.spawn(|| checkouts.write(&part.checkouts, tables::checkouts)),
                scope.spawn(|| consents.write(&part.consents, tables::consents)),
                scope.spawn(|| lists.write(&part.lists, tables::list_members)),
            ];
            let done = work.map(|work| work.join().unwrap_or_else(|panic| resume_unwind(panic)));
            done.into_iter().collect()
        })
    }
}

/// A table that is being written under a temporary name.
struct Draft {
    path: PathBuf,
    part: PathBuf,
    rows: usize,
    writer: ArrowWriter<BufWriter<File>>,
}

impl Draft {
    fn begin(folder: &Path, name: &str, none: Batch) -> Result<Self, SetupError> {
        let path = folder.join(format!("{name}.parquet"));
        let part = folder.join(format!("{name}.parquet.part"));
        let file = BufWriter::new(File::create(&part).map_err(SetupError::at(&part))?);
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_statistics_enabled(EnabledStatistics::Page)
            .set_max_row_group_row_count(Some(GROUP_ROWS))
            .build();
        let writer = none.map_err(ParquetError::from);
        let writer = writer.and_then(|none| ArrowWriter::try_new(file, none.schema(), Some(properties)));
        let writer = writer.map_err(table_error(&path))?;
        Ok(Self { path, part, rows: 0, writer })
    }

    fn write<R>(&mut self, rows: &[R], batch: impl Fn(&[R]) -> Batch) -> Result<(), SetupError> {
        for chunk in rows.chunks(BATCH_ROWS) {
            let written = batch(chunk).map_err(ParquetError::from).and_then(|batch| self.writer.write(&batch));
            written.map_err(table_error(&self.path))?;
        }
        self.rows += rows.len();
        Ok(())
    }

    fn end(self) -> Result<Whole, SetupError> {
        let Self { path, part, rows, writer } = self;
        writer.close().map_err(table_error(&path))?;
        let bytes = fs::metadata(&part).map_err(SetupError::at(&part))?.len();
        Ok(Whole { part, table: WrittenTable { path, rows, bytes } })
    }
}

fn table_error(path: &Path) -> impl FnOnce(ParquetError) -> SetupError {
    move |error| SetupError::Table { path: path.to_owned(), reason: error.to_string() }
}

/// A whole file under its temporary name.
struct Whole {
    part: PathBuf,
    table: WrittenTable,
}

impl Whole {
    fn publish(self) -> Result<WrittenTable, SetupError> {
        fs::rename(&self.part, &self.table.path).map_err(SetupError::at(&self.table.path))?;
        Ok(self.table)
    }
}
