//! The data: its files opened and checked, and plans run over them.
//!
//! What comes in is meaning, what goes out are numbers, members and values; no type
//! of DataFusion's is in a message, and none leaves but Arrow's batches.

mod agree;
mod check;
mod columns;
mod csv;
mod error;
mod explore;
mod files;
mod find;
mod foldered;
mod folders;
mod guard;
mod members;
mod progress;
mod readable;
mod scan;
mod schema;
mod session;
mod stop;
mod tables;

pub use error::RunError;
pub use explore::{Explorer, Group, KeptSize, Spread};
pub use files::DataFile;
pub use members::Members;
pub use progress::Progress;

use crate::diagnostics::{Diagnostic, Rule};
use crate::plan::{self, Question};
use crate::source::Span;
use crate::time::Clock;
use crate::types::ir::{Condition, Value};
use crate::types::{Catalog, Model, Values, Wants};
use crate::vocabulary::CUSTOMERS;
use datafusion::arrow::array::{Array, AsArray, RecordBatch};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Field, Int64Type};
use datafusion::arrow::util::display::array_value_to_string;
use datafusion::logical_expr::LogicalPlan;
use guard::Guard;
use readable::Readings;
use session::{Batches, Session};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};
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

/// Where the members of a segment are, and its place there; or why they cannot be had.
pub type Answer = Result<(Arc<Members>, usize), Arc<RunError>>;
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

    /// Who is in each segment, sorted by key, with these values of them.
    pub fn members(&self, segments: &[Condition], values: &[Value], clock: &Clock) -> Result<Members, RunError> {
        let question = Question { within: None, conditions: segments, values };
        let plan = plan::lower_asked(&question, &self.model, clock, &self.tables)?;
        let mut fields = vec![self.key_field()];
        for (place, value) in values.iter().enumerate() {
            let name = plan::column(place);
            let kind = match self.is_day(value) {
                true => DataType::Date32,
                false => columns::plain(plan.schema().field_with_unqualified_name(&name)?.data_type()),
            };
            fields.push(Field::new(name, kind, true));
        }
        Members::gather(self.run(plan)?, fields, segments.len(), clock)
    }

    /// Who is in each segment, or why that cannot be known: each answer is where to find
    /// the members and the segment's place there. What fails for one does not fail for
    /// those that need none of the same tables.
    pub fn members_of_each(
        &self,
        segments: &[Condition],
        values: &[Value],
        clock: &Clock,
    ) -> Result<Vec<Answer>, RunError> {
        let together = match self.members(segments, values, clock) {
            Ok(members) => {
                let members = Arc::new(members);
                return Ok((0..segments.len()).map(|place| Ok((members.clone(), place))).collect());
            }
            Err(error) => error,
        };
        // What is wrong with all of the data is wrong for all segments.
        self.is_ready()?;
        let mut groups: BTreeMap<BTreeSet<String>, Vec<usize>> = BTreeMap::new();
        for (place, segment) in segments.iter().enumerate() {
            groups.entry(self.tables_of(segment, clock)).or_default().push(place);
        }
        if groups.len() < 2 || self.is_stopped() {
            return Err(together);
        }
        let mut answers = vec![None; segments.len()];
        for places in groups.values() {
            let some: Vec<Condition> = places.iter().filter_map(|place| segments.get(*place)).cloned().collect();
            let found = self.members(&some, values, clock).map(Arc::new).map_err(Arc::new);
            if self.is_stopped() {
                return Err(together);
            }
            for (at, place) in places.iter().enumerate() {
                if let Some(answer) = answers.get_mut(*place) {
                    *answer = Some(found.clone().map(|members| (members, at)));
                }
            }
        }
        let together = Arc::new(together);
        Ok(answers.into_iter().map(|answer| answer.unwrap_or_else(|| Err(together.clone()))).collect())
    }

    /// The tables that a segment needs; none if it has no plan.
    fn tables_of(&self, segment: &Condition, clock: &Clock) -> BTreeSet<String> {
        let plan = plan::lower(std::slice::from_ref(segment), &self.model, clock, &self.tables);
        plan.map(|plan| plan::tables(&plan)).unwrap_or_default()
    }

    /// How far the work is that is being done.
    pub fn progress(&self) -> Progress {
        self.session.progress()
    }

    /// Takes each interrupt from the keyboard for a wish to stop the work.
    pub fn heed_interrupts(&self) {
        self.session.heed_interrupts();
    }

    /// Stops the work.
    pub fn stop(&self) {
        self.session.stop.ask();
    }

    /// Whether somebody wished to stop the work.
    pub fn is_stopped(&self) -> bool {
        self.session.stop.is_asked()
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
        self.is_ready()?;
        Ok(self.session.run(plan).over(self.guard()))
    }

    /// That nothing is wrong with the data as a whole.
    fn is_ready(&self) -> Result<(), RunError> {
        self.guard().is_same()?;
        self.keys_are_unique()?;
        self.texts_are_readable()
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
