//! The data: its files opened and checked, and plans run over them.
//!
//! What comes in is meaning, what goes out are numbers, members and values; no type
//! of DataFusion's is in a message, and none leaves but Arrow's batches.

mod agree;
mod asked;
mod check;
mod columns;
mod csv;
mod error;
mod explore;
mod files;
mod find;
mod flow;
mod folders;
mod guard;
mod inspect;
mod members;
mod members_of;
mod memory;
mod pieces;
mod place;
mod progress;
mod readable;
mod ready;
mod scan;
mod schema;
mod session;
mod stop;
mod tables;
mod wide;

pub use csv::{TextFile, text_file};
pub use error::RunError;
pub use explore::{Explorer, Group, KeptSize, Spread};
pub use files::DataFile;
pub use members::Members;
pub use members_of::Answer;
pub use progress::Progress;
pub use session::Effort;

use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::plan::{self, PlanError};
use crate::source::Span;
use crate::time::{Clock, Instant};
use crate::types::ir::{ColumnRef, Condition};
use crate::types::{Catalog, Model, Values, Wants};
use datafusion::arrow::array::{AsArray, RecordBatch};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Int64Type};
use datafusion::logical_expr::LogicalPlan;
use guard::Guard;
use inspect::{Found, Inspector};
use memory::Memory;
use session::{Batches, Session};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
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
    looked: Mutex<BTreeMap<String, Found>>,
    memory: Memory,
}

impl Data {
    /// Opens the files that the mapping names and holds it against them; all that is
    /// wrong comes out at once, each in its place in `seg.toml`.
    pub fn open(model: &Model) -> Result<Self, Vec<Diagnostic>> {
        Self::open_with(model, Effort::default())
    }

    /// The same, with the work spread as is said.
    pub fn open_with(model: &Model, effort: Effort) -> Result<Self, Vec<Diagnostic>> {
        let (tables, mut found) = Tables::open(model);
        found.extend(check::check(model, &tables));
        if !found.is_empty() {
            crate::diagnostics::sort(&mut found);
            return Err(found);
        }
        let session = Session::new(effort).map_err(|error| {
            let message = "the machine refused to start the work";
            let finding = Diagnostic::new(Rule::Internal, Span::default(), message, "");
            vec![finding.help(error.to_string())]
        })?;
        Ok(Self { model: model.clone(), tables, session, looked: Mutex::default(), memory: Memory::default() })
    }

    /// Keeps in a folder what it finds out about large data, for later runs over the same files.
    #[must_use]
    pub fn remembering(self, folder: &Path) -> Self {
        let memory = Memory::new(folder, &self.model, &self.tables);
        Self { memory, ..self }
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
        for batch in self.run(|tables| plan::lower(segments, &self.model, clock, tables))? {
            counts.add(&batch?);
        }
        Ok(counts)
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
            catalog.values.insert(column.clone(), self.values(column, clock)?);
        }
        catalog.as_of = Some(clock.as_of());
        for rank in &wants.ties {
            catalog.ties.insert(rank.clone(), self.tie(rank, clock)?);
        }
        for table in &wants.latest {
            catalog.latest.insert(table.clone(), self.latest(table, clock)?);
        }
        Ok(catalog)
    }

    /// The values of a column, as they are on the day of the run.
    fn values(&self, column: &ColumnRef, clock: &Clock) -> Result<Values, RunError> {
        let of = (column, clock.as_of().date_naive());
        if let Some(values) = self.memory.values(&of) {
            self.guard().is_same()?;
            return Ok(values);
        }
        let most = MOST_VALUES + 1;
        let values = self.run(|tables| plan::lower_values(column, most, &self.model, clock, tables))?;
        let values = read_values(values)?;
        self.memory.keep_values(&of, &values);
        Ok(values)
    }

    /// What is doubtful in the data that these segments need, and what is missing of it.
    pub fn doubts(&self, segments: &[Condition], clock: &Clock) -> Result<Vec<Diagnostic>, RunError> {
        let tables = self.tables.unheard();
        // Lowering asks for the tables; what cannot be lowered is said when it is counted.
        let _ = plan::lower(segments, &self.model, clock, &tables);
        let asked = tables.asked();
        let found = self.look(&asked)?;
        let of_files = asked.iter().flat_map(|name| self.tables.doubts(name));
        let doubts = of_files.chain(found.into_iter().flat_map(|found| found.doubted));
        Ok(self.weighed(doubts).filter(|doubt| doubt.severity != Severity::Advice).collect())
    }

    /// What is doubtful in the data that was needed until now.
    pub fn doubts_until_now(&self) -> Vec<Diagnostic> {
        let looked = self.looked.lock().unwrap_or_else(PoisonError::into_inner);
        let found =
            looked.iter().flat_map(|(name, found)| self.tables.doubts(name).chain(found.doubted.iter().cloned()));
        self.weighed(found).filter(|doubt| doubt.severity != Severity::Advice).collect()
    }

    /// All that is wrong, doubtful or left out in the data, after this moment too.
    pub fn findings(&self, now: Option<Instant>) -> Result<Vec<Diagnostic>, RunError> {
        let mut all = Vec::new();
        for (name, table) in self.tables.iter() {
            let found = self.inspector().table(name, now)?;
            all.extend(table.doubts.iter().cloned().chain(found.refused).chain(found.doubted));
        }
        let mut all: Vec<Diagnostic> = self.weighed(all.into_iter()).collect();
        crate::diagnostics::sort(&mut all);
        Ok(all)
    }

    /// The plan of these segments as it is run, as text.
    pub fn plan_text(&self, segments: &[Condition], clock: &Clock) -> Result<String, RunError> {
        let plan = plan::lower(segments, &self.model, clock, &self.tables)?;
        self.session.optimized(plan)
    }

    /// Runs a plan that was made elsewhere, over whatever it reads.
    pub fn run_plan(&self, plan: LogicalPlan) -> Result<Vec<RecordBatch>, RunError> {
        self.session.run(plan).collect()
    }

    /// Runs a plan, unless there is something wrong with the tables that it needs.
    fn run(&self, lower: impl FnOnce(&Tables) -> Result<LogicalPlan, PlanError>) -> Result<Batches, RunError> {
        self.guard().is_same()?;
        let tables = self.tables.unheard();
        let plan = lower(&tables)?;
        self.is_sound(&tables.asked())?;
        Ok(self.session.run(plan).over(self.guard()))
    }

    /// That there is nothing in these tables which would make an answer wrong.
    fn is_sound(&self, tables: &BTreeSet<String>) -> Result<(), RunError> {
        let found = self.look(tables)?.into_iter().flat_map(|found| found.refused.into_iter().chain(found.doubted));
        // A project may take for wrong what is only doubtful elsewhere.
        let refused = self.weighed(found).find(|finding| finding.severity == Severity::Error);
        refused.map_or(Ok(()), |refusal| Err(RunError { diagnostic: Box::new(refusal), cause: None }))
    }

    /// What watches over the files of a run.
    fn guard(&self) -> Guard {
        Guard::new(self.tables.clone(), &self.model.project.folder)
    }

    /// What is found in tables; each is looked at once for all runs.
    fn look(&self, names: &BTreeSet<String>) -> Result<Vec<Found>, RunError> {
        let looked = || self.looked.lock().unwrap_or_else(PoisonError::into_inner);
        for name in names {
            if !looked().contains_key(name) {
                let found = match self.memory.found(name) {
                    Some(found) => found,
                    None => self.inspector().table(name, None)?,
                };
                self.memory.keep_found(name, &found);
                looked().insert(name.clone(), found);
            }
        }
        let looked = looked();
        Ok(names.iter().filter_map(|name| looked.get(name).cloned()).collect())
    }

    fn inspector(&self) -> Inspector<'_> {
        Inspector { model: &self.model, tables: self.tables.unheard(), session: &self.session, guard: self.guard() }
    }

    /// Findings as the project weighs them.
    fn weighed(&self, found: impl Iterator<Item = Diagnostic>) -> impl Iterator<Item = Diagnostic> {
        let weights = &self.model.project.settings.lints;
        found.filter_map(|mut finding| {
            if let Some(level) = weights.get(&finding.rule) {
                finding.severity = level.severity()?;
            }
            Some(finding)
        })
    }
}

/// The values of a column and their customers.
fn read_values(batches: Batches) -> Result<Values, RunError> {
    let mut values = Values::default();
    for batch in batches {
        let batch = batch?;
        let (Some(texts), Some(counts)) = (batch.column_by_name(plan::VALUE), batch.column_by_name(plan::CUSTOMERS))
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

fn internal(error: datafusion::arrow::error::ArrowError) -> RunError {
    datafusion::error::DataFusionError::from(error).into()
}
