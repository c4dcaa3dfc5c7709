//! Plan and oracle agree: a hundred random segments in one plan over a random shop.

use crate::meaning::meaning;
use crate::{found, random, support};
use seg::engine::{Data, Effort};
use seg::eval::World;
use seg::shop::Shop;
use std::collections::BTreeSet;
use std::num::NonZeroUsize;

/// Other seeds, and more of them: `SEG_SEEDS=1000..1100 cargo test agree`.
pub fn seeds() -> std::ops::Range<u64> {
    let asked = std::env::var("SEG_SEEDS").unwrap_or_else(|_| "1..3".to_owned());
    let (from, to) = asked.split_once("..").expect("SEG_SEEDS=FROM..TO");
    from.parse().unwrap()..to.parse().unwrap()
}

/// Each of these texts has the members in one plan that it has by the oracle.
fn agree(seed: u64, shop: &Shop, texts: &[String]) {
    let folder = tempfile::tempdir().unwrap();
    let model = found::written(shop, folder.path());
    let conditions: Vec<_> = texts.iter().map(|text| meaning(text, &model)).collect();
    let world = World::from(shop);
    let together = found::members(&found::open(&model), &conditions, &support::clock(&model));
    random::assert_same(seed, texts, &random::members(&conditions, &world, &model), &together, &world);
}

#[test]
fn the_plan_finds_whom_the_oracle_finds() {
    for seed in seeds() {
        let shop = random::shop(seed);
        agree(seed, &shop, &random::segments(seed, &shop, 100));
    }
}

/// A hundred windows of a few events: many columns of one table, for which rows are sorted.
#[test]
fn they_agree_on_many_windows_of_the_same_things() {
    for seed in seeds() {
        let shop = random::shop(seed);
        agree(seed, &shop, &random::windowed(seed, &shop, 100));
    }
}

/// Alone or in company, a segment has the same members; with its complement it has everyone.
#[test]
fn company_changes_nothing_and_complements_complete() {
    let shop = random::shop(7);
    let folder = tempfile::tempdir().unwrap();
    let model = found::written(&shop, folder.path());
    let clock = support::clock(&model);
    let data = found::open(&model);
    let texts = random::segments(7, &shop, 12);
    let conditions: Vec<_> = texts.iter().map(|text| meaning(text, &model)).collect();
    let together = found::members(&data, &conditions, &clock);
    let counts = data.count(&conditions, &clock).unwrap();
    let sizes: Vec<u64> = together.iter().map(|members| members.len() as u64).collect();
    assert_eq!(counts.matched, sizes, "counted and listed");
    assert_eq!(counts.customers, shop.customers.len() as u64);
    for (text, (condition, together)) in texts.iter().zip(conditions.iter().zip(&together)) {
        let both = [condition.clone(), condition.clone().negate()];
        let [alone, others] = found::members(&data, &both, &clock).try_into().unwrap();
        assert_eq!(alone, *together, "{text}");
        assert_eq!(alone.len() + others.len(), shop.customers.len(), "{text}");
    }
}

/// Who did it is no column that is the same in all rows: by such a one nothing would be sorted.
#[test]
fn they_agree_on_the_first_of_those_who_did_one_thing_after_another() {
    let shop = random::shop(100_630);
    let folder = tempfile::tempdir().unwrap();
    let model = found::written(&shop, folder.path());
    let texts = [
        "top 86% by money_spent of (viewed_product then not ordered)",
        "top 3 by money_spent of (viewed_product then ordered within 52d)",
        "bottom 40% by joined of (not (viewed_product then not ordered))",
        "top 50% by order_count of (ordered in at least 1 of the last 12 months)",
        "top 50% by money_spent of (second ordered last 1 year)",
    ]
    .map(str::to_owned);
    let conditions: Vec<_> = texts.iter().map(|text| meaning(text, &model)).collect();
    let world = World::from(&shop);
    let oracle = random::members(&conditions, &world, &model);
    for threads in [1, 2] {
        let effort = Effort { threads: NonZeroUsize::new(threads), ..Effort::default() };
        let data = Data::open_with(&model, effort).unwrap();
        for (place, condition) in conditions.iter().enumerate() {
            let alone = found::members(&data, std::slice::from_ref(condition), &support::clock(&model));
            random::assert_same(100_630, &texts[place..=place], &oracle[place..=place], &alone, &world);
        }
        random::assert_same(
            100_630,
            &texts,
            &oracle,
            &found::members(&data, &conditions, &support::clock(&model)),
            &world,
        );
    }
}

/// An answer and its opposite, asked of the same customer in one plan: nobody has both, everybody one.
#[test]
fn they_agree_on_what_contradicts_itself() {
    let shop = random::shop(6);
    let folder = tempfile::tempdir().unwrap();
    let model = found::written(&shop, folder.path());
    let others = (0..20).map(|times| format!("order_count > {times}"));
    let nobody = [
        "never ordered and lapsed 67d",
        "order_count > 3 and joined is known and not order_count > 3",
        "ordered and order_count > 2 and not ordered",
        "order_count = 0 and order_count > 2 and vip and order_count > 0",
    ];
    let everybody = [
        "count(ordered) = 0 or ordered or average_order_value > 100000",
        "order_count > 3 or vip or not order_count > 3",
        "not (never ordered and lapsed 67d)",
    ];
    let texts: Vec<String> = others.chain(nobody.map(str::to_owned)).chain(everybody.map(str::to_owned)).collect();
    let conditions: Vec<_> = texts.iter().map(|text| meaning(text, &model)).collect();
    let world = World::from(&shop);
    let together = found::members(&found::open(&model), &conditions, &support::clock(&model));
    random::assert_same(6, &texts, &random::members(&conditions, &world, &model), &together, &world);
    let sizes: Vec<usize> = together.iter().skip(20).map(BTreeSet::len).collect();
    assert_eq!(sizes, [0, 0, 0, 0, 60, 60, 60]);
}

/// Segments in segments, three deep, each beside those it is made of.
#[test]
fn they_agree_on_segments_in_segments() {
    let shop = random::shop(31);
    let folder = tempfile::tempdir().unwrap();
    let model = found::written(&shop, folder.path());
    let own =
        random::segments(31, &shop, 20).into_iter().enumerate().map(|(n, text)| format!("segment own{n} is {text}"));
    let made = (0..10).map(|n| format!("segment made{n} is in segment own{n} and not in segment own{}", n + 10));
    let again = (0..9).map(|n| format!("segment again{n} is not in segment made{n} or in segment made{}", n + 1));
    let texts: Vec<String> = own.chain(made).chain(again).collect();
    let analysis = support::understand(&texts.join("\n"), &model);
    assert!(analysis.diagnostics.is_empty(), "{:#?}", analysis.diagnostics);
    let conditions: Vec<_> = analysis.segments.into_iter().filter_map(|segment| segment.condition).collect();
    let world = World::from(&shop);
    let together = found::members(&found::open(&model), &conditions, &support::clock(&model));
    random::assert_same(31, &texts, &random::members(&conditions, &world, &model), &together, &world);
}

/// What comes round every year, on the days of the calendar where it is delicate.
#[test]
fn they_agree_on_every_turn_of_the_calendar() {
    const TEXTS: [&str; 16] = [
        "birthday today",
        "birthday yesterday",
        "birthday on 3d ago",
        "birthday next 30d",
        "birthday last 60d",
        "birthday between 20d and 10d ago",
        "birthday this month",
        "birthday next month",
        "birthday last week",
        "birthday this quarter",
        "birthday next 11 months",
        "birthday in february",
        "years since birthday >= 34",
        "days since birthday > 12000",
        "days until birthday < -12000",
        "days since joined between 0 and 365",
    ];
    let shop = random::shop(11);
    let folder = tempfile::tempdir().unwrap();
    let model = found::written(&shop, folder.path());
    let conditions: Vec<_> = TEXTS.iter().map(|text| meaning(text, &model)).collect();
    let texts = TEXTS.map(str::to_owned);
    let world = World::from(&shop);
    let data = found::open(&model);
    for day in ["2024-02-28", "2024-02-29", "2024-03-01", "2023-02-28", "2023-03-01", "2025-12-31", "2026-01-01"] {
        let now = format!("{day}T12:00:00Z").parse().unwrap();
        let clock = model.project.settings.clock(now);
        let oracle: Vec<_> = conditions
            .iter()
            .map(|condition| seg::eval::members(condition, &world, &model, &clock))
            .map(|keys| keys.into_iter().map(str::to_owned).collect())
            .collect();
        random::assert_same(11, &texts, &oracle, &found::members(&data, &conditions, &clock), &world);
    }
}
