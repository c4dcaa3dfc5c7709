//! `stale-data`: the data ends before the period does.

use super::Found;
use super::clause::{Clause, Parts};
use super::periods::periods;
use super::text::Text;
use crate::diagnostics::{Diagnostic, Rule};
use crate::time::{Clock, Edge, Instant, Window, add_days};
use crate::types::ir::{Condition, Value};
use chrono::{NaiveDate, TimeDelta};
use std::collections::BTreeSet;

pub(super) fn check(text: &Text<'_>, found: &mut Found) {
    let clock = text.catalog.as_of.map(|as_of| text.model.project.settings.clock(as_of));
    for segment in &text.segments {
        let mut told = BTreeSet::new();
        segment.body.walk(&mut |clause| {
            for (table, window) in up_to_now(clause, text) {
                if let Some(clock) = &clock
                    && let Some(Some(latest)) = text.catalog.latest.get(&table)
                    && is_stale(&window, clock, *latest)
                    && told.insert(table.clone())
                {
                    found.report(finding(text, clause, &window, clock.day_of(*latest)));
                }
                found.wants.latest.insert(table);
            }
        });
    }
}

/// The periods up to now that a clause looks at, and the tables whose rows lie in them.
fn up_to_now(clause: &Clause<'_>, text: &Text<'_>) -> Vec<(String, Window)> {
    let Parts::One(condition) = &clause.parts else { return Vec::new() };
    let mut found = Vec::new();
    // Another segment has its own message.
    if matches!(condition, Condition::Segment(_)) {
        return found;
    }
    condition.for_each_value(&mut |value| {
        if let Value::Fact(fact) = value
            && let Some(aggregate) = fact.aggregate()
            && let Some(window) =
                aggregate.window.filter(|window| matches!(window.to, Some(Edge::Now | Edge::Start(_, 1))))
            && matches!(window.from, Some(Edge::Today(_) | Edge::Exactly(_) | Edge::Start(..)))
            && let Some(event) = text.model.vocabulary().event(&aggregate.event)
        {
            found.push((event.table.clone(), window));
        }
    });
    found
}

/// Whether the later half of a period at least has no rows, and a day of it: that of today may not be there yet.
fn is_stale(window: &Window, clock: &Clock, latest: Instant) -> bool {
    let Some(from) = window.range(clock).from else { return false };
    let (silent, all) = (clock.as_of() - latest, clock.as_of() - from);
    silent * 2 >= all && silent > TimeDelta::days(1) && clock.day_of(latest) < add_days(clock.today(), -1)
}

fn finding(text: &Text<'_>, clause: &Clause<'_>, window: &Window, latest: NaiveDate) -> Diagnostic {
    let written = periods(clause.expr).into_iter().find(|period| period.window == *window);
    let span = written.map_or(clause.span(), |period| period.span);
    let period = text.quoted(span).unwrap_or_else(|| "this period".to_owned());
    let message = format!("the data ends on {latest}; {period} sees nothing after it");
    Diagnostic::new(Rule::StaleData, span, message, "most of it lies after the last row")
        .help("bring the data up to date; nothing is wrong in the segment itself")
        .help(format!("to ask as of then: `--as-of {}`", add_days(latest, 1)))
}
