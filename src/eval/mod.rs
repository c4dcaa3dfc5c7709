//! The meaning, row by row over plain structs: the oracle.
//!
//! It says for one customer at a time whether a condition holds, in the plainest
//! way there is, so that plans over columns can be held against it. It must not
//! know of plans, files or Arrow, and it shares no reckoning with them: the days
//! and months of windows are counted here once more, from civil dates.

mod aggregate;
mod alike;
mod arithmetic;
pub(crate) mod civil;
mod distance;
mod rank;
mod scope;
mod sequence;
mod text;
mod told;
mod window;
mod world;

pub use world::{Datum, Person, Row, World};

use crate::time::{Clock, Instant, Window};
use crate::types::Model;
use crate::types::ir::{Condition, Value};
use rank::Standings;
use scope::Scope;
use std::collections::BTreeSet;

/// Whether a condition holds for a person; rankings are among this person alone.
pub fn holds(condition: &Condition, person: &Person, model: &Model, clock: &Clock) -> bool {
    let alone = World { people: vec![person.clone()], ..World::default() };
    !members(condition, &alone, model, clock).is_empty()
}

/// The value of a field, or of something computed from a person's rows.
pub fn value(value: &Value, person: &Person, model: &Model, clock: &Clock) -> Datum {
    Scope::of(person, model, clock, &Standings::default()).value(value)
}

/// The keys of the people for whom a condition holds.
pub fn members<'w>(condition: &Condition, world: &'w World, model: &Model, clock: &Clock) -> BTreeSet<&'w str> {
    let standings = Standings::of(condition, world, model, clock);
    let holds = |person: &&Person| Scope::of(person, model, clock, &standings).holds(condition);
    world.by_then(clock.as_of()).filter(holds).map(|person| person.key.as_str()).collect()
}

/// Whether an instant lies in a window.
pub fn during(window: &Window, instant: Instant, clock: &Clock) -> bool {
    window::holds(window, instant, clock)
}
