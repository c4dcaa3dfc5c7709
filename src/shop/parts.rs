//! A shop in parts that follow one another in time, so that a large one need never be in
//! memory as a whole. Every part is made from all customers, of whose doings it keeps its own:
//! making somebody up again is cheaper than putting them away.

use std::ops::Range;
use std::panic::resume_unwind;
use std::thread;

use chrono::{DateTime, Utc};

use super::catalogue::CATALOGUE;
use super::{Options, Shop};

/// As much history is in memory at a time as so many customers have.
const AT_ONCE: usize = 150_000;

/// Customers by whose orders the parts are made of much the same size.
const SAMPLE: usize = 2_000;

type Span = Range<DateTime<Utc>>;

impl Shop {
    /// The shop of these options in parts, one after the other in time: put end to end, the
    /// tables of the parts are those of the whole. Each part has all of the catalogue.
    pub fn parts(options: &Options) -> impl Iterator<Item = Shop> {
        Self::in_parts(options, AT_ONCE)
    }

    /// The shop of these options in parts, each as large as a shop of so many customers.
    pub fn in_parts(options: &Options, customers: usize) -> impl Iterator<Item = Shop> {
        let options = *options;
        spans(&options, customers).into_iter().map(move |span| Shop::within(&options, &span))
    }

    /// What happened in a span of time, and who joined in it.
    pub(super) fn within(options: &Options, span: &Span) -> Self {
        let threads = thread::available_parallelism().map_or(1, usize::from);
        let each = options.customers.div_ceil(threads).max(SAMPLE);
        let starts = (0..options.customers).step_by(each);
        let mut shop = Shop { products: CATALOGUE.to_vec(), ..Shop::default() };
        thread::scope(|scope| {
            let some = |from: usize| move || of_customers(options.seed, from..options.customers.min(from + each), span);
            let workers: Vec<_> = starts.map(|from| scope.spawn(some(from))).collect();
            for worker in workers {
                let mut made = worker.join().unwrap_or_else(|panic| resume_unwind(panic));
                shop.take(&mut made, span);
            }
        });
        shop.sort();
        shop
    }

    /// Takes over what lies in a span, and clears away the rest.
    fn take(&mut self, from: &mut Shop, span: &Span) {
        self.customers.extend(from.customers.drain(..).filter(|row| span.contains(&row.joined)));
        self.orders.extend(from.orders.drain(..).filter(|row| span.contains(&row.at)));
        self.order_lines.extend(from.order_lines.drain(..).filter(|row| span.contains(&row.at)));
        self.checkouts.extend(from.checkouts.drain(..).filter(|row| span.contains(&row.at)));
        self.messages.extend(from.messages.drain(..).filter(|row| span.contains(&row.at)));
        self.visits.extend(from.visits.drain(..).filter(|row| span.contains(&row.at)));
        self.consents.extend(from.consents.drain(..).filter(|row| span.contains(&row.at)));
        self.lists.extend(from.lists.drain(..).filter(|row| span.contains(&row.added_at)));
    }
}

fn of_customers(seed: u64, places: Range<usize>, span: &Span) -> Shop {
    let (mut shop, mut one) = (Shop::default(), Shop::default());
    for index in places {
        one.add(seed, index);
        shop.take(&mut one, span);
    }
    shop
}

/// Spans of time that hold much the same number of orders each.
fn spans(options: &Options, customers: usize) -> Vec<Span> {
    let parts = options.customers.div_ceil(customers.max(1)).max(1);
    let mut edges = vec![DateTime::<Utc>::MIN_UTC];
    if parts > 1 {
        let sample = Shop::generate(&Options { customers: SAMPLE.min(options.customers), ..*options });
        let places = (1..parts).map(|part| sample.orders.len() * part / parts);
        edges.extend(places.filter_map(|place| sample.orders.get(place)).map(|order| order.at));
    }
    edges.push(DateTime::<Utc>::MAX_UTC);
    edges.iter().zip(edges.iter().skip(1)).map(|(from, to)| *from..*to).collect()
}
