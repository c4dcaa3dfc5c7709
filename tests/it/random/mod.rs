//! Segments of chance over shops of chance.

mod events;
mod stock;
mod windows;
mod writer;

use crate::meaning;
use seg::eval::{self, World};
use seg::shop::{self, Options, Shop};
use seg::time::{Clock, WeekStart};
use seg::types::Model;
use seg::types::ir::Condition;
use std::collections::BTreeSet;
use stock::Stock;
use writer::Writer;

/// So many segments of a seed, for the rows of a shop.
pub fn segments(seed: u64, shop: &Shop, count: u64) -> Vec<String> {
    let stock = Stock::of(shop);
    let text = |number| Writer::new(seed * 1_000_003 + number, &stock).condition(3);
    (0..count).map(text).collect()
}

/// A small shop; its first customers stand at the edges of the language's rules.
pub fn shop(seed: u64) -> Shop {
    Shop::generate(&Options {
        customers: 60,
        seed,
    })
}

#[test]
fn they_are_written_well() {
    for seed in 0..10 {
        for text in segments(seed, &shop(seed), 100) {
            let tree = seg::syntax::parse(&text);
            assert!(
                tree.diagnostics.is_empty(),
                "{text}\n{:#?}",
                tree.diagnostics
            );
        }
    }
}

/// The clock of the shop.
pub fn clock() -> Clock {
    Clock::new(shop::AS_OF, shop::ZONE.parse().unwrap(), WeekStart::Monday)
}

/// Who is in each segment, by the oracle.
pub fn members<'w>(
    conditions: &[Condition],
    world: &'w World,
    model: &Model,
) -> Vec<BTreeSet<&'w str>> {
    let clock = clock();
    let conditions = conditions.iter();
    conditions
        .map(|condition| eval::members(condition, world, model, &clock))
        .collect()
}

#[test]
fn they_mean_something() {
    let model = meaning::model();
    let mut wrong = Vec::new();
    for seed in 0..5 {
        let texts = segments(seed, &shop(seed), 100);
        wrong.extend(
            texts
                .iter()
                .filter_map(|text| meaning::try_meaning(text, &model).err()),
        );
    }
    assert!(
        wrong.is_empty(),
        "{} of 500\n\n{}",
        wrong.len(),
        wrong.join("\n\n")
    );
}

#[test]
fn they_tell_people_apart() {
    let model = meaning::model();
    let (mut telling, mut all) = (0, 0);
    for seed in 0..5 {
        let shop = shop(seed);
        let world = World::from(&shop);
        for text in segments(seed, &shop, 100) {
            let condition = meaning::meaning(&text, &model);
            let members = members(&[condition], &world, &model)[0].len();
            all += 1;
            telling += usize::from(members > 0 && members < world.people.len());
        }
    }
    assert!(
        telling * 10 > all * 8,
        "only {telling} of {all} have members and others"
    );
}

#[test]
fn a_segment_and_its_complement_split_everybody() {
    let model = meaning::model();
    for seed in 0..5 {
        let shop = shop(seed);
        let world = World::from(&shop);
        for text in segments(seed, &shop, 100) {
            let condition = meaning::meaning(&text, &model);
            let turned = meaning::meaning(&format!("not ({text})"), &model);
            let forms = [
                condition.clone(),
                turned,
                condition.canonical(),
                condition.canonical().canonical(),
            ];
            let found = members(&forms, &world, &model);
            assert_eq!(
                found[0].len() + found[1].len(),
                world.people.len(),
                "seed {seed}: {text}"
            );
            assert!(found[0].is_disjoint(&found[1]), "seed {seed}: {text}");
            assert_eq!(found[0], found[2], "seed {seed}, canonical: {text}");
            assert_eq!(forms[2], forms[3], "seed {seed}, canonical twice: {text}");
        }
    }
}
