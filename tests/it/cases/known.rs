//! What the data of the cases holds: a shop in memory, asked by the second evaluator.

use crate::support::{clock, demo};
use seg::eval::{self, Datum, Person, Row, World};
use seg::shop::{Options, Shop};
use seg::time::Instant;
use seg::types::ir::{ColumnRef, Condition, Fact, Rank, Test, Value};
use seg::types::{Catalog, Tie, Values, Wants};
use seg::vocabulary::CUSTOMERS;
use std::collections::BTreeSet;
use std::sync::{LazyLock, Mutex, OnceLock};

/// What was wanted, found in the shop.
pub fn known(wants: &Wants) -> Catalog {
    static SHOP: OnceLock<World> = OnceLock::new();
    let world = SHOP.get_or_init(|| World::from(&Shop::generate(&Options { customers: 200, seed: 1 })));
    let as_of = Some(clock(demo()).as_of());
    let mut catalog = Catalog { customers: Some(world.people.len() as u64), as_of, ..Catalog::default() };
    // Each question is asked many times, wherever a case is put.
    static ANSWERS: LazyLock<Mutex<Catalog>> = LazyLock::new(Mutex::default);
    let mut answers = ANSWERS.lock().unwrap();
    for column in &wants.values {
        let values = answers.values.entry(column.clone()).or_insert_with(|| values(world, column));
        catalog.values.insert(column.clone(), values.clone());
    }
    for condition in &wants.counts {
        let count = || eval::members(condition, world, demo(), &clock(demo())).len() as u64;
        let count = *answers.counts.entry(condition.clone()).or_insert_with(count);
        catalog.counts.insert(condition.clone(), count);
    }
    for rank in &wants.ties {
        catalog.ties.insert(rank.clone(), tie(world, rank));
    }
    let until = |instant: &Instant| Some(*instant) <= as_of;
    for table in &wants.latest {
        let times = world.people.iter().flat_map(|person| person.rows(table)).filter_map(Row::time);
        catalog.latest.insert(table.clone(), times.filter(until).max());
    }
    catalog
}

/// Those who have the same value as the last who is in a ranking, if some of them are not in it.
fn tie(world: &World, rank: &Rank) -> Option<Tie> {
    let (model, clock) = (demo(), clock(demo()));
    let among = |condition: &Condition| eval::members(condition, world, model, &clock);
    let of = |keys: BTreeSet<&str>| -> Vec<Datum> {
        let people = world.people.iter().filter(|person| keys.contains(person.key.as_str()));
        people.map(|person| eval::value(&rank.by, person, model, &clock)).filter(|value| !value.is_missing()).collect()
    };
    let inside = of(among(&Condition::Test(Test::Flag(Value::Fact(Box::new(Fact::Rank(rank.clone())))))));
    let all = of(among(&rank.of.clone().unwrap_or(Condition::All(Vec::new()))));
    let last = if rank.top { inside.iter().min()? } else { inside.iter().max()? };
    let equal = |values: &[Datum]| values.iter().filter(|value| *value == last).count() as u64;
    let tie = Tie { customers: equal(&all), inside: equal(&inside) };
    (tie.inside < tie.customers).then_some(tie)
}

fn values(world: &World, column: &ColumnRef) -> Values {
    let mut values = Values::default();
    for person in &world.people {
        for value in of_person(person, column) {
            *values.counts.entry(value).or_default() += 1;
        }
    }
    values
}

fn of_person(person: &Person, column: &ColumnRef) -> BTreeSet<String> {
    let rows =
        if column.table == CUSTOMERS { vec![&person.fields] } else { person.rows(&column.table).iter().collect() };
    let data = rows.into_iter().filter_map(|row| row.get(&column.column));
    let values = data.flat_map(|datum| match datum {
        Datum::Text(text) => vec![text.clone()],
        Datum::List(items) => items.clone(),
        _ => Vec::new(),
    });
    values.collect()
}
