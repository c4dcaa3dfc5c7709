//! Rows that count for no aggregate of a pass are left out before they are grouped.

use super::context::Context;
use super::error::Result;
use super::rows::Use;
use super::{logic, time};
use crate::time::{Instant, Range};
use datafusion::logical_expr::{Expr, LogicalPlan, LogicalPlanBuilder};
use std::collections::BTreeMap;

/// The window of an aggregate: the time of a row, and where it must lie.
pub(super) type Within<'a> = Option<(&'a Expr, Range)>;

/// What windows leave of the rows that pass the same tests.
#[derive(Default)]
struct Passing {
    tests: Vec<Expr>,
    /// Of the windows that end now, the widest: since when.
    since: Option<(Expr, Instant)>,
    /// The others.
    within: BTreeMap<String, Expr>,
    /// Whether some aggregate asks for no window.
    all: bool,
}

/// Only rows that count for at least one aggregate, if each leaves some out, and the tests of the
/// aggregates with their windows. Where all leave out the same, the rows that remain need no
/// further test.
pub(super) fn sift(cx: &Context, plan: LogicalPlan, uses: &mut [Use], windows: Vec<Within>) -> Result<LogicalPlan> {
    let mut passing: BTreeMap<String, Passing> = BTreeMap::new();
    for (one, window) in uses.iter_mut().zip(windows) {
        let tests = one.tests.iter().map(Expr::to_string).collect::<Vec<_>>().join(" AND ");
        let found = passing.entry(tests).or_insert_with(|| Passing { tests: one.tests.clone(), ..Passing::default() });
        let test = window.as_ref().and_then(|(date, range)| time::happened_during(date, range, cx.clock));
        match (&window, test) {
            (Some((date, range)), Some(test)) => {
                match range.from.filter(|_| range.ends_now(cx.clock)) {
                    Some(from) => found.reach(date, from),
                    None => drop(found.within.insert(test.to_string(), test.clone())),
                }
                one.tests.push(test);
            }
            _ => found.all = true,
        }
    }
    if passing.values().any(|passing| passing.all && passing.tests.is_empty()) || uses.is_empty() {
        return Ok(plan);
    }
    let first = uses.first().map(|one| one.tests.clone()).unwrap_or_default();
    if uses.iter().all(|one| one.tests == first) {
        uses.iter_mut().for_each(|one| one.tests.clear());
    }
    let filter = logic::any(passing.into_values().map(Passing::filter).collect());
    Ok(LogicalPlanBuilder::from(plan).filter(filter)?.build()?)
}

impl Passing {
    fn reach(&mut self, date: &Expr, from: Instant) {
        let since = self.since.get_or_insert_with(|| (date.clone(), from));
        since.1 = since.1.min(from);
    }

    fn filter(self) -> Expr {
        let mut tests = self.tests;
        let since = self.since.map(|(date, from)| date.gt_eq(super::context::instant(from)));
        let within: Vec<Expr> = self.within.into_values().chain(since).collect();
        if !self.all && !within.is_empty() {
            tests.push(logic::any(within));
        }
        logic::all(tests)
    }
}
