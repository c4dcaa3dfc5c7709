//! From meaning to plan: any number of segments become one DataFusion plan.
//!
//! Lowering is pure: it opens no file and reads no clock. A plan is made of standard
//! nodes and built-in functions only, so that it can run anywhere. Its stages are
//! `read` (files to canonical columns), `facts` (one pass over each event table),
//! and `condition` (tests over both).

mod aggregate;
mod alike;
mod alone;
mod asked;
mod bits;
mod calendar;
mod column;
mod condition;
mod context;
mod customers;
mod derived;
mod distance;
mod distinct;
mod error;
mod facts;
mod flags;
mod folded;
mod inspect;
mod kept;
mod latest;
mod letters;
mod lines;
mod logic;
mod near;
mod needs;
mod nth;
mod number;
mod phone;
mod rank;
mod read;
mod readable;
mod regular;
mod rows;
mod sample;
mod sequence;
mod sifted;
mod spelled;
mod text;
mod time;
mod told;
mod values;

pub use asked::{INSIDE, lower_latest, lower_tie};
pub use error::PlanError;
pub use inspect::{Seen, lower_duplicates, lower_inspection};
pub use kept::{Question, column, kept, leaves, lower_asked, lower_kept};
pub use readable::{Readable, lower_readable};
pub use spelled::{of_file, whole_number};
pub use values::{VALUE, lower_values};

use crate::time::Clock;
use crate::types::Model;
use crate::types::ir::Condition;
use context::named;
use datafusion::functions_aggregate::expr_fn::count;
use datafusion::logical_expr::{ExprFunctionExt, LogicalPlan, TableSource, lit};
use error::Result;
use std::sync::Arc;

/// The column of a plan that holds the customer's key.
pub const KEY: &str = "key";

/// The column of a plan that holds how many customers there are.
pub const CUSTOMERS: &str = "customers";

/// Where the files of the vocabulary's tables are looked up.
pub trait Tables {
    /// The files of a table, with the columns that they have.
    fn source(&self, table: &str) -> Option<Arc<dyn TableSource>>;
}

/// The column of a plan that says of the segment at this place who is in it.
pub fn segment(place: usize) -> String {
    format!("s{place}")
}

/// One plan for all segments: one row a customer, with the [`KEY`] and for each
/// [`segment`] whether the customer is in it, which is never null.
pub fn lower(segments: &[Condition], model: &Model, clock: &Clock, tables: &dyn Tables) -> Result<LogicalPlan> {
    lower_asked(&Question { within: None, conditions: segments, values: &[] }, model, clock, tables)
}

/// The plan of [`lower`] brought down to one row: how many [`CUSTOMERS`] there are,
/// and for each [`segment`] how many are in it.
pub fn lower_counts(segments: &[Condition], model: &Model, clock: &Clock, tables: &dyn Tables) -> Result<LogicalPlan> {
    let mut counts = vec![count(lit(1_i64)).alias(CUSTOMERS)];
    for place in 0..segments.len() {
        let members = count(lit(1_i64)).filter(named(segment(place))).build()?;
        counts.push(members.alias(segment(place)));
    }
    context::aggregate(lower(segments, model, clock, tables)?, Vec::new(), counts)
}
