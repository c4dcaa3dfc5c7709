//! Which habits a clause has, in the order in which they are tried.

use super::pattern::filled;
use super::view::View;
use super::{Found, habits, looks};

/// A habit may begin so many pieces before the clause that it makes wrong.
const MOST_BEFORE: usize = 8;

/// Every habit in a clause, in the order in which they are tried.
pub(super) fn sure(view: &View<'_, '_>) -> Vec<(usize, Found)> {
    let mut found: Vec<_> = looks::SENTENCES.iter().flat_map(|look| looked_for(view, *look)).collect();
    found.extend(in_table(view, &habits::NEGATED, false));
    found.extend(in_table(view, &habits::EARLY, false));
    found.extend(looks::FIRST.iter().flat_map(|look| looked_for(view, *look)));
    found.extend(in_table(view, &habits::FOREIGN, false));
    found.extend(in_table(view, &habits::PHRASES, false));
    found.extend(looks::BEHIND.iter().flat_map(|look| looked_for(view, *look)));
    found
}

/// What is tried when no slip explains a mistake.
pub(super) fn guesses(view: &View<'_, '_>) -> Vec<(usize, Found)> {
    let mut found = in_table(view, &habits::GUESSES, true);
    found.extend(looks::LAST.iter().flat_map(|look| looked_for(view, *look)));
    found
}

/// The habits of a table that a clause has.
fn in_table(view: &View<'_, '_>, table: &[habits::Habit], is_guess: bool) -> Vec<(usize, Found)> {
    let mut found = Vec::new();
    for habit in table {
        for at in places(view) {
            let Some(matched) = habit.seen.matches(view, at).filter(|m| touches(view, at, m.pieces.end)) else {
                continue;
            };
            if is_of_a_step(view, at..matched.pieces.end) {
                continue;
            }
            let writes = habit.write.iter().map(|write| filled(write, &matched.parts)).collect();
            let says = filled(habit.says, &matched.parts);
            found.push((at, Found { end: matched.pieces.end, writes, says, rule: habit.rule, is_guess }));
        }
    }
    found
}

/// Whether a `within` belongs to a step of a sequence, where it is right.
fn is_of_a_step(view: &View<'_, '_>, found: std::ops::Range<usize>) -> bool {
    let follows_then = || (view.clause.start..found.end).any(|at| view.low(at) == "then");
    found.clone().any(|at| view.low(at) == "within") && follows_then()
}

/// The habits of one kind that a clause has.
fn looked_for(view: &View<'_, '_>, look: looks::Look) -> Vec<(usize, Found)> {
    let found = places(view).filter_map(|at| look(view, at).map(|found| (at, found)));
    found.filter(|(at, found)| touches(view, *at, found.end)).collect()
}

/// Where a habit of a clause may begin: some words before it, too.
fn places(view: &View<'_, '_>) -> std::ops::Range<usize> {
    view.clause.start.saturating_sub(MOST_BEFORE)..view.clause.end
}

fn touches(view: &View<'_, '_>, at: usize, end: usize) -> bool {
    end > view.clause.start && at < view.clause.end
}
