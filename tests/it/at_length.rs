//! Plan and oracle compared for as long as is asked:
//! `SEG_SEEDS=0..1000 cargo test --release at_length -- --ignored --nocapture`, two hundred segments a seed.

use crate::agree::seeds;
use crate::meaning::meaning;
use crate::{found, random};
use seg::engine::{Data, Effort};
use seg::eval::{self, World};
use seg::types::ir::Condition;
use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::time::Instant;

/// So many segments are in one plan: alone and in company.
const COMPANY: [usize; 10] = [1, 2, 3, 4, 5, 10, 15, 20, 40, 100];

/// Moments around which days, months and years are delicate; every other plan is as of one of them.
const MOMENTS: [&str; 8] = [
    "2026-03-29T00:59:59Z",
    "2026-03-29T21:30:00Z",
    "2025-10-26T00:30:00Z",
    "2025-10-26T01:30:00Z",
    "2026-03-31T10:00:00Z",
    "2024-02-29T12:00:00Z",
    "2025-12-31T22:59:59Z",
    "2026-05-31T21:58:30Z",
];

#[test]
#[ignore = "takes as long as SEG_SEEDS asks"]
fn plan_and_oracle_agree_at_length() {
    // So small a shop is not worth more than one thread.
    let alone = Effort { threads: NonZeroUsize::new(1), ..Effort::default() };
    let (start, mut compared, mut telling) = (Instant::now(), 0, 0);
    for seed in seeds() {
        let shop = random::shop(seed);
        let folder = tempfile::tempdir().unwrap();
        let model = found::written(&shop, folder.path());
        let data = Data::open_with(&model, alone).unwrap();
        let world = World::from(&shop);
        let count = COMPANY.iter().sum::<usize>() as u64;
        // Short ones are many in the same time, deep ones show what holds together.
        let all = match seed % 2 {
            0 => random::short_ones(seed, &shop, count),
            _ => random::segments(seed, &shop, count),
        };
        let mut rest = all.as_slice();
        for (number, count) in COMPANY.into_iter().enumerate() {
            let (texts, others) = rest.split_at(count);
            rest = others;
            let settings = &model.project.settings;
            let now = match number % 2 {
                0 => settings.as_of.unwrap(),
                _ => MOMENTS[(seed as usize + number / 2) % MOMENTS.len()].parse().unwrap(),
            };
            let clock = settings.clock(now);
            let conditions: Vec<_> = texts.iter().map(|text| meaning(text, &model)).collect();
            let of = |condition| eval::members(condition, &world, &model, &clock).into_iter().map(str::to_owned);
            let oracle: Vec<BTreeSet<String>> = conditions.iter().map(|condition| of(condition).collect()).collect();
            let together = found::members(&data, &conditions, &clock);
            telling += together.iter().filter(|members| (1..world.people.len()).contains(&members.len())).count();
            if together == oracle {
                continue;
            }
            let places = fewest((0..count).collect(), |places| {
                let conditions: Vec<Condition> = places.iter().map(|place| conditions[*place].clone()).collect();
                let oracle: Vec<_> = places.iter().map(|place| &oracle[*place]).collect();
                found::members(&data, &conditions, &clock).iter().ne(oracle)
            });
            let texts: Vec<String> = places.iter().map(|place| texts[*place].clone()).collect();
            println!("as of {now}:\n{}", texts.join("\n"));
            let of = |all: &[BTreeSet<String>]| places.iter().map(|place| all[*place].clone()).collect::<Vec<_>>();
            let (oracle, together) = (of(&oracle), of(&together));
            random::assert_same(seed, &texts, &oracle, &together, &world);
        }
        compared += all.len();
        let each = compared as f64 / start.elapsed().as_secs_f64();
        println!("seed {seed}: {compared} segments, {telling} of them with members and others, {each:.0} a second");
    }
}

/// The fewest places among which it still goes wrong, taking away more and more of them.
fn fewest(mut places: Vec<usize>, goes_wrong: impl Fn(&[usize]) -> bool) -> Vec<usize> {
    let mut share = places.len() / 2;
    while share > 0 {
        let mut at = 0;
        while at < places.len() {
            let rest: Vec<usize> = [&places[..at], places.get(at + share..).unwrap_or_default()].concat();
            match goes_wrong(&rest) {
                true => places = rest,
                false => at += share,
            }
        }
        share /= 2;
    }
    places
}
