//! The members of many segments at once, where what is wrong for one must not be wrong
//! for all.

use super::columns;
use super::{Data, Members, RunError};
use crate::plan::{self, Question};
use crate::time::Clock;
use crate::types::ir::{Condition, Value};
use datafusion::arrow::datatypes::{DataType, Field};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Where the members of a segment are, and its place there; or why they cannot be had.
pub type Answer = Result<(Arc<Members>, usize), Arc<RunError>>;

/// The tables that a segment needs; for one that has no plan, its own place.
type Needs = Result<BTreeSet<String>, usize>;

impl Data {
    /// Who is in each segment, sorted by key, with these values of them.
    pub fn members(&self, segments: &[Condition], values: &[Value], clock: &Clock) -> Result<Members, RunError> {
        let question = Question { within: None, conditions: segments, values };
        let (tables, mut fields) = (self.tables.unheard(), vec![self.key_field()]);
        let plan = plan::lower_asked(&question, &self.model, clock, &tables)?;
        for (place, value) in values.iter().enumerate() {
            let name = plan::column(place);
            let kind = match self.is_day(value) {
                true => DataType::Date32,
                false => columns::plain(plan.schema().field_with_unqualified_name(&name)?.data_type()),
            };
            fields.push(Field::new(name, kind, true));
        }
        Members::gather(self.start(plan, &tables.asked())?, fields, segments.len(), clock)
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
        let mut groups: BTreeMap<Needs, Vec<usize>> = BTreeMap::new();
        for (place, segment) in segments.iter().enumerate() {
            groups.entry(self.needs(segment, clock).ok_or(place)).or_default().push(place);
        }
        // Files that were changed under the run are no longer those of any segment.
        if groups.len() < 2 || self.is_stopped() || self.guard().is_same().is_err() {
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
    fn needs(&self, segment: &Condition, clock: &Clock) -> Option<BTreeSet<String>> {
        let tables = self.tables.unheard();
        plan::lower(std::slice::from_ref(segment), &self.model, clock, &tables).ok()?;
        Some(tables.asked())
    }
}
