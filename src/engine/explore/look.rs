//! Looks at the people for whom a condition holds: what they have, how it spreads, some
//! of them.

use super::super::{RunError, internal};
use super::Explorer;
use crate::plan::{Question, column};
use crate::time::{Clock, Instant};
use crate::types::ir::{ColumnRef, Condition, Value};
use crate::vocabulary::CUSTOMERS;
use datafusion::arrow::array::{Array, ArrayRef, AsArray, RecordBatch, UInt32Array};
use datafusion::arrow::compute::{cast, concat, sort_to_indices, take};
use datafusion::arrow::datatypes::{DataType, Float64Type, TimestampMicrosecondType};
use datafusion::arrow::util::display::array_value_to_string;
use std::collections::HashMap;

/// People who have a value alike; none for those who have none.
pub type Group = (Option<String>, u64);

/// How the values of people spread.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Spread {
    /// The values there are, sorted: numbers, or instants in microseconds.
    pub values: Vec<f64>,
    /// How many people have none.
    pub missing: u64,
    /// Whether they are instants.
    pub dates: bool,
}

impl Explorer {
    /// How many of the people have each value, most first; of a list, each of its items.
    pub fn groups(&self, within: &Condition, of: &Value, clock: &Clock) -> Result<Vec<Group>, RunError> {
        let mut counts: HashMap<Option<String>, u64> = HashMap::new();
        for column in self.values(within, of, clock)? {
            let lists = column.as_list_opt::<i32>();
            for row in 0..column.len() {
                let Some(lists) = lists.filter(|lists| lists.is_valid(row)) else {
                    *counts.entry(text(&column, row, clock)?).or_default() += 1;
                    continue;
                };
                let items = lists.value(row);
                if items.is_empty() {
                    *counts.entry(None).or_default() += 1;
                }
                for item in 0..items.len() {
                    *counts.entry(text(&items, item, clock)?).or_default() += 1;
                }
            }
        }
        let mut groups: Vec<Group> = counts.into_iter().collect();
        groups.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Ok(groups)
    }

    /// How numbers or dates of the people spread.
    pub fn spread(&self, within: &Condition, of: &Value, clock: &Clock) -> Result<Spread, RunError> {
        let mut spread = Spread::default();
        for column in self.values(within, of, clock)? {
            let numbers: Vec<Option<f64>> = match column.as_primitive_opt::<TimestampMicrosecondType>() {
                Some(instants) => {
                    spread.dates = true;
                    #[expect(clippy::cast_precision_loss, reason = "drawn a few characters wide")]
                    instants.iter().map(|micros| micros.map(|micros| micros as f64)).collect()
                }
                None => {
                    let numbers = cast(&column, &DataType::Float64).map_err(internal)?;
                    numbers.as_primitive::<Float64Type>().iter().collect()
                }
            };
            spread.missing += numbers.iter().filter(|number| number.is_none()).count() as u64;
            spread.values.extend(numbers.into_iter().flatten());
        }
        spread.values.sort_by(f64::total_cmp);
        Ok(spread)
    }

    /// Some of the people, evenly spread over their keys: of each the key, and these values.
    pub fn some(
        &self,
        within: &Condition,
        values: &[Value],
        most: usize,
        clock: &Clock,
    ) -> Result<Vec<Vec<Option<String>>>, RunError> {
        let mut asked = vec![Value::Column(ColumnRef::new(CUSTOMERS, ColumnRef::KEY))];
        asked.extend(values.iter().cloned());
        let batches = self.people(within, &asked, clock)?;
        let columns = (0..asked.len()).map(|place| {
            let parts = batches.iter().filter_map(|batch| batch.column_by_name(&column(place)));
            let parts: Vec<&dyn Array> = parts.map(AsRef::as_ref).collect();
            concat(&parts).map_err(internal)
        });
        if batches.iter().all(|batch| batch.num_rows() == 0) {
            return Ok(Vec::new());
        }
        let columns = columns.collect::<Result<Vec<ArrayRef>, _>>()?;
        let Some(keys) = columns.first() else { return Ok(Vec::new()) };
        let sorted = sort_to_indices(keys, None, None).map_err(internal)?;
        let (all, most) = (sorted.len(), most.min(sorted.len()).max(1));
        let chosen: UInt32Array = (0..most).map(|at| sorted.value(at * all / most)).collect();
        let columns = columns.iter().map(|column| take(column, &chosen, None).map_err(internal));
        let columns = columns.collect::<Result<Vec<_>, _>>()?;
        (0..chosen.len()).map(|row| columns.iter().map(|column| text(column, row, clock)).collect()).collect()
    }

    fn values(&self, within: &Condition, of: &Value, clock: &Clock) -> Result<Vec<ArrayRef>, RunError> {
        let batches = self.people(within, std::slice::from_ref(of), clock)?;
        Ok(batches.iter().filter_map(|batch| batch.column_by_name(&column(0)).cloned()).collect())
    }

    fn people(&self, within: &Condition, values: &[Value], clock: &Clock) -> Result<Vec<RecordBatch>, RunError> {
        let question = Question { within: Some(within), conditions: &[], values };
        self.ask(&question, clock)?.collect()
    }
}

/// A value as it is read; none where there is none.
fn text(column: &ArrayRef, row: usize, clock: &Clock) -> Result<Option<String>, RunError> {
    if column.is_null(row) {
        return Ok(None);
    }
    if let Some(lists) = column.as_list_opt::<i32>() {
        let items = lists.value(row);
        let items = (0..items.len()).map(|item| array_value_to_string(&items, item));
        let items = items.collect::<Result<Vec<_>, _>>().map_err(internal)?;
        return Ok((!items.is_empty()).then(|| items.join(", ")));
    }
    if let Some(instants) = column.as_primitive_opt::<TimestampMicrosecondType>() {
        return Ok(Instant::from_timestamp_micros(instants.value(row)).map(|at| clock.shown(at)));
    }
    let text = match column.as_boolean_opt() {
        Some(answers) => if answers.value(row) { "yes" } else { "no" }.to_owned(),
        None => array_value_to_string(column, row).map_err(internal)?,
    };
    Ok(Some(text))
}
