//! What the data of the cases holds: a shop in memory, asked by the second evaluator.

use crate::support::{clock, demo};
use seg::eval::{self, Datum, Person, World};
use seg::shop::{Options, Shop};
use seg::types::ir::ColumnRef;
use seg::types::{Catalog, Values, Wants};
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
    catalog
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
