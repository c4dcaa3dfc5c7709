//! Segments of chance over shops of chance.

mod close;
mod events;
mod places;
mod ranks;
mod sequences;
mod stock;
mod told;
mod windows;
mod writer;

use crate::{meaning, support};
use seg::eval::{self, World};
use seg::shop::{Options, Shop};
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

/// So many segments of a seed, two of three of which are one clause: much of the language in little time.
#[cfg(feature = "engine")]
pub fn short_ones(seed: u64, shop: &Shop, count: u64) -> Vec<String> {
    let stock = Stock::of(shop);
    let text = |number| Writer::new(seed * 1_000_003 + number, &stock).condition(usize::from(number % 3 == 2));
    (0..count).map(text).collect()
}

/// So many segments of a seed that ask for the same few things in windows of chance.
pub fn windowed(seed: u64, shop: &Shop, count: u64) -> Vec<String> {
    let stock = Stock::of(shop);
    let text = |number| Writer::new(seed * 1_000_003 + number, &stock).windowed();
    (0..count).map(text).collect()
}

/// So many pairs of conditions of a seed that are about the same few things.
pub fn pairs(seed: u64, shop: &Shop, count: u64) -> Vec<[String; 2]> {
    let stock = Stock::of(shop);
    let pair = |number: u64| {
        let mut writer = Writer::new(seed * 1_000_003 + number, &stock);
        [0, 1].map(|_| writer.close(number as usize, 2))
    };
    (0..count).map(pair).collect()
}

/// A small shop; its first customers stand at the edges of the language's rules.
pub fn shop(seed: u64) -> Shop {
    Shop::generate(&Options { customers: 60, seed })
}

/// Who is in each segment, by the oracle.
pub fn members(conditions: &[Condition], world: &World, model: &Model) -> Vec<BTreeSet<String>> {
    let of = |condition| eval::members(condition, world, model, &support::clock(model));
    let owned = |keys: BTreeSet<&str>| keys.into_iter().map(str::to_owned).collect();
    conditions.iter().map(|condition| owned(of(condition))).collect()
}

/// Says of every segment for which others found other members than the oracle who they are.
pub fn assert_same(
    seed: u64,
    texts: &[String],
    oracle: &[BTreeSet<String>],
    found: &[BTreeSet<String>],
    world: &World,
) {
    assert_eq!(oracle.len(), found.len(), "seed {seed}");
    let mut wrong = Vec::new();
    for ((text, oracle), found) in texts.iter().zip(oracle).zip(found) {
        let missed: Vec<&String> = oracle.difference(found).collect();
        let added: Vec<&String> = found.difference(oracle).collect();
        if let Some(key) = missed.first().or(added.first()) {
            let person = world.people.iter().find(|person| person.key == **key);
            wrong.push(format!("{text}\n  missed {missed:?}, added {added:?}\n  {person:?}"));
        }
    }
    assert!(wrong.is_empty(), "seed {seed}: {} of {}\n\n{}", wrong.len(), texts.len(), wrong.join("\n\n"));
}

const SEEDS: std::ops::Range<u64> = 0..2;

#[test]
fn they_are_written_well() {
    for seed in SEEDS {
        let shop = shop(seed);
        for text in segments(seed, &shop, 200).into_iter().chain(windowed(seed, &shop, 200)) {
            let tree = seg::syntax::parse(&text);
            assert!(tree.diagnostics.is_empty(), "{text}\n{:#?}", tree.diagnostics);
            assert_eq!(tree.print(&text), text);
        }
    }
}

#[test]
fn they_mean_something() {
    let model = support::demo();
    let mut wrong = Vec::new();
    for seed in SEEDS {
        let texts = segments(seed, &shop(seed), 200);
        wrong.extend(texts.iter().filter_map(|text| meaning::try_meaning(text, model).err()));
    }
    assert!(wrong.is_empty(), "{} of 400\n\n{}", wrong.len(), wrong.join("\n\n"));
}

#[test]
fn a_segment_and_its_complement_split_everybody() {
    let model = support::demo();
    let mut telling = 0;
    for seed in SEEDS {
        let shop = shop(seed);
        let world = World::from(&shop);
        for text in segments(seed, &shop, 100) {
            let condition = meaning::meaning(&text, model);
            let turned = meaning::meaning(&format!("not ({text})"), model);
            let canonical = condition.canonical();
            assert_eq!(canonical, canonical.canonical(), "seed {seed}: {text}");
            let found = members(&[condition, turned, canonical], &world, model);
            assert!(found[0].is_disjoint(&found[1]), "seed {seed}: {text}");
            assert_eq!(found[0].len() + found[1].len(), world.people.len(), "seed {seed}: {text}");
            assert_eq!(found[0], found[2], "seed {seed}, canonical: {text}");
            telling += usize::from(!found[0].is_empty() && !found[1].is_empty());
        }
    }
    assert!(telling >= 100, "only {telling} of 200 have members and others");
}

#[test]
fn the_same_seed_says_the_same() {
    let model = support::demo();
    let run = || {
        let shop = shop(7);
        let texts = segments(7, &shop, 60);
        let conditions: Vec<Condition> = texts.iter().map(|text| meaning::meaning(text, model)).collect();
        let world = World::from(&shop);
        (members(&conditions, &world, model), texts, world)
    };
    let (once, texts, world) = run();
    let (again, same_texts, _) = run();
    assert_eq!(texts, same_texts);
    assert_same(7, &texts, &once, &again, &world);
}

/// No word of the language stays out, except those of a file.
#[test]
fn every_word_of_the_language_is_said() {
    let tokens = include_str!("../../../grammar/tokens.pest");
    let quoted = |line: &str| line.split('"').nth(1).map(str::to_owned);
    let words = tokens.lines().filter(|line| line.starts_with("kw_") && !line.starts_with("kw_nth"));
    let said = (0..12).flat_map(|seed| segments(seed, &shop(seed), 200)).collect::<Vec<_>>().join("\n");
    let unsaid: Vec<String> = words
        .filter_map(quoted)
        .filter(|first| !said.split(|c: char| !c.is_alphanumeric()).any(|word| word == first))
        .collect();
    assert_eq!(unsaid, ["let", "segment", "description", "owner"]);
}
