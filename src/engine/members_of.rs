//! The members of many segments at once, where what fails for one does not fail for all.

use super::error::RunError;
use super::members::Members;
use super::{Data, columns};
use crate::plan::{self, Question};
use crate::time::Clock;
use crate::types::ir::{Condition, Value};
use crate::vocabulary::CUSTOMERS;
use datafusion::arrow::datatypes::{DataType, Field};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Where the members of a segment are found, and its place there; or why they are not known.
pub type Answer = Result<(Arc<Members>, usize), Arc<RunError>>;

impl Data {
    /// Who is in each segment, sorted by key, with these values of them.
    pub fn members(&self, segments: &[Condition], values: &[Value], clock: &Clock) -> Result<Members, RunError> {
        let question = Question { within: None, conditions: segments, values };
        let mut fields = vec![self.key_field()];
        let batches = self.run(|tables| {
            let plan = plan::lower_asked(&question, &self.model, clock, tables)?;
            for (place, value) in values.iter().enumerate() {
                let name = plan::column(place);
                let kind = match self.is_day(value) {
                    true => DataType::Date32,
                    false => columns::plain(plan.schema().field_with_unqualified_name(&name)?.data_type()),
                };
                fields.push(Field::new(name, kind, true));
            }
            Ok(plan)
        })?;
        Members::gather(batches, fields, segments.len(), clock)
    }

    /// Who is in each segment, or why that cannot be known. What fails for one does not
    /// fail for those that need none of the same tables.
    ///
    /// # Errors
    /// Where the customers themselves cannot be told, or the work was stopped.
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
        self.is_sound(&BTreeSet::from([CUSTOMERS.to_owned()]))?;
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
        let tables = self.tables.unheard();
        match plan::lower(std::slice::from_ref(segment), &self.model, clock, &tables) {
            Ok(_) => tables.asked(),
            Err(_) => BTreeSet::new(),
        }
    }
}
