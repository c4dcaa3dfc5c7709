//! Segments of chance over shops of chance.

mod events;
mod stock;
mod windows;
mod writer;

use seg::shop::{Options, Shop};
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
