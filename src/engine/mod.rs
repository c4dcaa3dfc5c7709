//! The data: its files opened and checked, and plans run over them.
//!
//! What comes in is meaning, what goes out are numbers, members and values; no type
//! of DataFusion's is in a message, and none leaves but Arrow's batches.

mod agree;
mod check;
mod csv;
mod error;
mod explore;
mod files;
mod find;
mod foldered;
mod folders;
mod guard;
mod members;
mod readable;
mod results;
mod scan;
mod schema;
mod session;
mod stop;
mod tables;

pub use error::RunError;
pub use explore::{Explorer, Group, KeptSize, Spread};
pub use files::DataFile;
pub use members::Members;
pub use results::{Format, Written, write_members};

use crate::diagnostics::{Diagnostic, Rule};
use crate::plan;
use crate::source::Span;
use crate::time::Clock;
use crate::types::ir::Condition;
use crate::types::{Catalog, Model, Values, Wants};
use crate::vocabulary::{CUSTOMERS, Source};
use datafusion::arrow::array::{Array, AsArray, RecordBatch};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Int64Type};
use datafusion::arrow::util::display::array_value_to_string;
use datafusion::logical_expr::LogicalPlan;
use guard::Guard;
use readable::Readings;
use session::{Batches, Session};
use std::sync::OnceLock;
use tables::Tables;

/// Values of a column that are looked up at most.
const MOST_VALUES: usize = 100_000;

/// How many customers there are, and how many are in each segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts {
    /// All of them.
    pub customers: u64,
    /// Those in each segment, in the order of the segments.
    pub matched: Vec<u64>,
}

impl Counts {
    fn add(&mut self, batch: &RecordBatch) {
        self.customers += batch.num_rows() as u64;
        for (place, matched) in self.matched.iter_mut().enumerate() {
            if let Some(holds) = batch.column_by_name(&plan::segment(place)) {
                *matched += holds.as_boolean().true_count() as u64;
            }
        }
    }
}

/// A project's data, open.
pub struct Data {
    model: Model,
    tables: Tables,
    session: Session,
    duplicates: OnceLock<Option<Vec<String>>>,
    readable: OnceLock<Readings>,
}

impl Data {
    /// Opens the files that the mapping names and holds it against them; all that is
    /// wrong comes out at once, each in its place in `seg.toml`.
    pub fn open(model: &Model) -> Result<Self, Vec<Diagnostic>> {
        let (tables, mut found) = Tables::open(model);
        found.extend(check::check(model, &tables));
        if !found.is_empty() {
            crate::diagnostics::sort(&mut found);
            return Err(found);
        }
        let session = Session::new().map_err(|error| {
            let message = "the machine refused to start the work";
            let finding = Diagnostic::new(Rule::Internal, Span::default(), message, "");
            vec![finding.help(error.to_string())]
        })?;
        Ok(Self { model: model.clone(), tables, session, duplicates: OnceLock::new(), readable: OnceLock::new() })
    }

    /// The vocabulary that the data was opened with.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// The files of each table, by the table's name.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[DataFile])> {
        let tables = self.tables.iter();
        tables.map(|(name, table)| (name, table.files.as_slice()))
    }

    /// How many customers there are, and how many are in each segment.
    pub fn count(&self, segments: &[Condition], clock: &Clock) -> Result<Counts, RunError> {
        let mut counts = Counts { customers: 0, matched: vec![0; segments.len()] };
        for batch in self.run(plan::lower(segments, &self.model, clock, &self.tables)?)? {
            counts.add(&batch?);
        }
        Ok(counts)
    }

    /// Who is in each segment, sorted by key.
    pub fn members(&self, segments: &[Condition], clock: &Clock) -> Result<Members, RunError> {
        let plan = plan::lower_members(segments, &self.model, clock, &self.tables)?;
        Ok(Members::new(self.run(plan)?, self.key(), segments.len()))
    }

    /// What analysis would like to know.
    pub fn answer(&self, wants: &Wants, clock: &Clock) -> Result<Catalog, RunError> {
        let asked: Vec<Condition> = wants.counts.iter().cloned().collect();
        let mut catalog = Catalog::default();
        if !asked.is_empty() {
            let counts = self.count(&asked, clock)?;
            catalog.customers = Some(counts.customers);
            catalog.counts = asked.into_iter().zip(counts.matched).collect();
        }
        for column in &wants.values {
            let most = MOST_VALUES + 1;
            let plan = plan::lower_values(column, most, &self.model, clock, &self.tables)?;
            catalog.values.insert(column.clone(), self.values(plan)?);
        }
        Ok(catalog)
    }

    /// What the data has that no word can be made of, and that is therefore missing.
    pub fn doubts(&self) -> Result<Vec<Diagnostic>, RunError> {
        let of_files = self.tables.iter().flat_map(|(_, table)| table.doubts.iter().cloned());
        Ok(of_files.chain(self.readings()?.doubted.clone()).collect())
    }

    /// The plan of these segments as it is run, as text.
    pub fn plan_text(&self, segments: &[Condition], clock: &Clock) -> Result<String, RunError> {
        let plan = plan::lower(segments, &self.model, clock, &self.tables)?;
        self.session.optimized(plan)
    }

    fn run(&self, plan: LogicalPlan) -> Result<Batches, RunError> {
        self.guard().is_same()?;
        self.keys_are_unique()?;
        self.texts_are_readable()?;
        Ok(self.session.run(plan).over(self.guard()))
    }

    /// What watches over the files of a run.
    fn guard(&self) -> Guard {
        Guard::new(self.tables.clone(), &self.model.project.folder)
    }

    fn values(&self, plan: LogicalPlan) -> Result<Values, RunError> {
        let mut values = Values::default();
        for batch in self.run(plan)? {
            let batch = batch?;
            let (Some(texts), Some(counts)) =
                (batch.column_by_name(plan::VALUE), batch.column_by_name(plan::CUSTOMERS))
            else {
                continue;
            };
            let texts = cast(texts, &DataType::Utf8View).map_err(internal)?;
            let counts = counts.as_primitive::<Int64Type>();
            for (text, count) in texts.as_string_view().iter().zip(counts) {
                if let (Some(text), Some(count)) = (text, count) {
                    let count = u64::try_from(count).unwrap_or_default();
                    values.counts.insert(text.to_owned(), count);
                }
            }
        }
        if values.counts.len() > MOST_VALUES {
            values.truncated = true;
        }
        Ok(values)
    }

    /// The key of customers: its name and type in the files.
    fn key(&self) -> (String, DataType) {
        let unknown = || (plan::KEY.to_owned(), DataType::Utf8View);
        let Some((table, source)) = self.key_source() else {
            return unknown();
        };
        let table = self.tables.get(table);
        let kind = table.and_then(|table| table.kind(&source.column));
        let kind = kind.map(|kind| if kind.is_floating() { DataType::Int64 } else { kind.clone() });
        kind.map_or_else(unknown, |kind| (source.column.clone(), kind))
    }

    fn key_source(&self) -> Option<(&str, &Source)> {
        let customers = self.model.mapping(CUSTOMERS)?;
        self.model.kept(CUSTOMERS, customers.key.as_ref()?)
    }

    /// Customers with one key would be counted twice: refused, once for all runs.
    fn keys_are_unique(&self) -> Result<(), RunError> {
        let Some(customers) = self.model.mapping(CUSTOMERS) else {
            return Ok(());
        };
        if customers.from.is_some() {
            return Ok(());
        }
        let found = match self.duplicates.get() {
            Some(found) => found.clone(),
            None => {
                let found = self.find_duplicates()?;
                self.duplicates.get_or_init(|| found).clone()
            }
        };
        let Some(found) = found else {
            return Ok(());
        };
        let span = customers.key.as_ref().map(|key| key.span);
        let message = "several customers have the same key";
        let error = RunError::new(Rule::DuplicateKey, span.unwrap_or_default(), message);
        Err(error
            .help(format!("more than one row each: {}", found.join(", ")))
            .help("every customer needs a row and a key of their own"))
    }

    /// Texts that stand for yes and no, or for dates, are that: looked at once for all runs.
    fn texts_are_readable(&self) -> Result<(), RunError> {
        let readings = self.readings()?;
        let refusal = readings.refused.first();
        refusal.map_or(Ok(()), |diagnostic| Err(RunError { diagnostic: Box::new(diagnostic.clone()), cause: None }))
    }

    fn readings(&self) -> Result<&Readings, RunError> {
        if let Some(readings) = self.readable.get() {
            return Ok(readings);
        }
        let readings = readable::check(&self.model, &self.tables, &self.session, &self.guard())?;
        Ok(self.readable.get_or_init(|| readings))
    }

    fn find_duplicates(&self) -> Result<Option<Vec<String>>, RunError> {
        let mut found = Vec::new();
        let plan = plan::lower_duplicates(&self.model, &self.tables)?;
        for batch in self.session.run(plan).over(self.guard()) {
            let batch = batch?;
            let Some(keys) = batch.columns().first() else {
                continue;
            };
            for row in 0..keys.len() {
                found.push(array_value_to_string(keys, row).map_err(internal)?);
            }
        }
        Ok((!found.is_empty()).then_some(found))
    }
}

fn internal(error: datafusion::arrow::error::ArrowError) -> RunError {
    datafusion::error::DataFusionError::from(error).into()
}
