//! Questions one after the other: what is kept from one for the next changes no answer.

use crate::meaning::meaning;
use crate::{found, random, support};
use seg::engine::{Data, Explorer};
use seg::time::{Clock, as_of};
use seg::types::Model;
use seg::types::ir::{Condition, Test, Value};
use tempfile::TempDir;

const PLENTY: usize = 1 << 30;

struct Shop {
    model: Model,
    clock: Clock,
    conditions: Vec<Condition>,
    home: TempDir,
}

fn shop(seed: u64, segments: u64) -> Shop {
    let shop = random::shop(seed);
    let home = tempfile::tempdir().unwrap();
    let model = found::written(&shop, home.path());
    let texts = random::segments(seed, &shop, segments);
    let conditions = texts.iter().map(|text| meaning(text, &model)).collect();
    Shop { clock: support::clock(&model), model, conditions, home }
}

impl Shop {
    fn explorer(&self, limit: usize) -> Explorer {
        Explorer::new(found::open(&self.model), limit)
    }

    fn value(&self, text: &str) -> Value {
        match meaning(&format!("{text} is known"), &self.model) {
            Condition::Test(Test::Known(value)) => value,
            other => panic!("{other:?}"),
        }
    }
}

/// One by one and twice over, in much memory, in little and in none.
#[test]
fn what_is_kept_changes_no_count() {
    let shop = shop(11, 15);
    let expected = found::open(&shop.model).count(&shop.conditions, &shop.clock).unwrap();
    for limit in [PLENTY, 20_000, 0] {
        let explorer = shop.explorer(limit);
        for round in 0..2 {
            for (place, condition) in shop.conditions.iter().enumerate() {
                let counts = explorer.count(std::slice::from_ref(condition), &shop.clock).unwrap();
                assert_eq!(counts.matched, [expected.matched[place]], "{condition:?} in {limit}, round {round}");
                assert_eq!(counts.customers, expected.customers);
                assert!(explorer.size().bytes <= limit, "{} bytes of {limit}", explorer.size().bytes);
            }
        }
        assert_eq!(explorer.count(&shop.conditions, &shop.clock).unwrap(), expected);
    }
}

#[test]
fn what_is_kept_is_of_one_instant() {
    let shop = shop(12, 20);
    let explorer = shop.explorer(PLENTY);
    let settings = &shop.model.project.settings;
    let before = settings.clock(as_of("2024-01-01", settings.zone).unwrap());
    for clock in [shop.clock, before, shop.clock] {
        let expected = found::open(&shop.model).count(&shop.conditions, &clock).unwrap();
        assert_eq!(explorer.count(&shop.conditions, &clock).unwrap(), expected);
    }
}

/// A question that was asked before needs no file; one about a file that has changed is refused.
#[test]
fn files_that_change_are_noticed() {
    let shop = shop(13, 1);
    let explorer = shop.explorer(PLENTY);
    explorer.count(&shop.conditions, &shop.clock).unwrap();
    std::fs::remove_file(shop.home.path().join("data/customers.parquet")).unwrap();
    let refused = explorer.count(&shop.conditions, &shop.clock).unwrap_err();
    assert!(refused.to_string().contains("was changed or removed after it was opened"), "{refused}");
}

/// People by a value, how a number spreads, and some of them: the same with memory and without.
#[test]
fn people_are_looked_at() {
    let shop = shop(14, 1);
    let everyone = Condition::Always(true);
    let all = Data::open(&shop.model).unwrap().count(&[], &shop.clock).unwrap().customers;
    let [with, without] = [PLENTY, 0].map(|limit| shop.explorer(limit));
    let country = shop.value("country");
    let groups = with.groups(&everyone, &country, &shop.clock).unwrap();
    assert_eq!(groups.iter().map(|(_, people)| people).sum::<u64>(), all);
    assert!(groups.is_sorted_by(|a, b| a.1 >= b.1), "{groups:?}");
    assert_eq!(groups, without.groups(&everyone, &country, &shop.clock).unwrap());
    for text in ["order_count", "money_spent", "joined"] {
        let value = shop.value(text);
        let spread = with.spread(&everyone, &value, &shop.clock).unwrap();
        assert_eq!(spread.values.len() as u64 + spread.missing, all, "{text}");
        assert!(spread.values.is_sorted(), "{text}");
        assert_eq!(spread.dates, text == "joined");
        assert_eq!(spread, without.spread(&everyone, &value, &shop.clock).unwrap(), "{text}");
    }
    let nobody = Condition::Always(false);
    assert!(with.groups(&nobody, &country, &shop.clock).unwrap().is_empty());
    let values = [country, shop.value("order_count")];
    let some = with.some(&everyone, &values, 5, &shop.clock).unwrap();
    assert_eq!(some.len(), 5.min(usize::try_from(all).unwrap()));
    assert!(some.iter().all(|row| row.len() == 3 && row[0].is_some()), "{some:?}");
    assert_eq!(some, without.some(&everyone, &values, 5, &shop.clock).unwrap());
    assert!(with.some(&nobody, &values, 5, &shop.clock).unwrap().is_empty());
}

#[test]
fn who_wishes_to_stop_is_heard_once() {
    let shop = shop(15, 3);
    let explorer = shop.explorer(PLENTY);
    explorer.stop();
    let stopped = explorer.count(&shop.conditions, &shop.clock).unwrap_err();
    assert_eq!((stopped.to_string().as_str(), explorer.is_stopped()), ("stopped", true));
    explorer.begin();
    let expected = found::open(&shop.model).count(&shop.conditions, &shop.clock).unwrap();
    assert_eq!(explorer.count(&shop.conditions, &shop.clock).unwrap(), expected);
}
