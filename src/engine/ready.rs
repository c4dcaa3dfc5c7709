//! Files that are known, and what their folders say of their rows, as the source of a plan:
//! none of them is looked up or opened before it is read, however many there are.

use super::files::DataFile;
use async_trait::async_trait;
use datafusion::arrow::datatypes::{DataType, FieldRef, SchemaRef};
use datafusion::catalog::Session;
use datafusion::common::stats::Precision;
use datafusion::common::{Result, ScalarValue, Statistics};
use datafusion::datasource::file_format::FileFormat;
use datafusion::datasource::listing::{ListingTableUrl, PartitionedFile};
use datafusion::datasource::physical_plan::{FileGroup, FileScanConfigBuilder};
use datafusion::datasource::table_schema::TableSchema;
use datafusion::datasource::{TableProvider, TableType};
use datafusion::execution::object_store::ObjectStoreUrl;
use datafusion::logical_expr::{Expr, TableProviderFilterPushDown};
use datafusion::object_store::ObjectMeta;
use datafusion::physical_plan::ExecutionPlan;
use std::sync::Arc;

/// Files of one form, and what their folders say.
#[derive(Debug)]
pub(super) struct Ready {
    format: Arc<dyn FileFormat>,
    schema: TableSchema,
    files: Vec<PartitionedFile>,
    rows: usize,
}

impl Ready {
    /// Files whose own columns have a schema, with these columns from their folders.
    pub fn new(
        files: &[&DataFile],
        urls: &[ListingTableUrl],
        own: SchemaRef,
        said: &[FieldRef],
        format: Arc<dyn FileFormat>,
    ) -> Self {
        let rows =
            files.iter().map(|file| usize::try_from(file.rows).unwrap_or(usize::MAX)).fold(0, usize::saturating_add);
        let files = files.iter().zip(urls).map(|(file, url)| {
            let values = said.iter().map(|field| value(file, field)).collect();
            let meta = ObjectMeta {
                location: url.prefix().clone(),
                last_modified: file.modified.map(Into::into).unwrap_or_default(),
                size: file.bytes,
                e_tag: None,
                version: None,
            };
            PartitionedFile::new_from_meta(meta).with_partition_values(values)
        });
        let schema = TableSchema::builder(own).with_table_partition_cols(said.to_vec()).build();
        Self { format, files: files.collect(), schema, rows }
    }
}

/// What the folders of a file say of a column.
fn value(file: &DataFile, field: &FieldRef) -> ScalarValue {
    let text = file.folders.get(field.name()).cloned().flatten();
    match field.data_type() {
        DataType::Int64 => ScalarValue::Int64(text.and_then(|text| text.trim().parse().ok())),
        _ => ScalarValue::Utf8View(text),
    }
}

#[async_trait]
impl TableProvider for Ready {
    fn schema(&self) -> SchemaRef {
        self.schema.table_schema().clone()
    }

    fn table_type(&self) -> TableType {
        TableType::Base
    }

    fn supports_filters_pushdown(&self, filters: &[&Expr]) -> Result<Vec<TableProviderFilterPushDown>> {
        Ok(vec![TableProviderFilterPushDown::Inexact; filters.len()])
    }

    async fn scan(
        &self,
        state: &dyn Session,
        projection: Option<&Vec<usize>>,
        _filters: &[Expr],
        limit: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let groups = FileGroup::new(self.files.clone()).split_files(state.config().target_partitions());
        let statistics = Statistics {
            num_rows: Precision::Inexact(self.rows),
            ..Statistics::new_unknown(self.schema.table_schema())
        };
        let source = self.format.file_source(self.schema.clone());
        let config = FileScanConfigBuilder::new(ObjectStoreUrl::local_filesystem(), source)
            .with_file_groups(groups)
            .with_statistics(statistics)
            .with_projection_indices(projection.cloned())?
            .with_limit(limit)
            .build();
        self.format.create_physical_plan(state, config).await
    }
}
