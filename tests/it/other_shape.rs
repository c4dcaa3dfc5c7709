//! A project of quite another shape: Italian names, text keys, no table of customers, times as
//! numbers since 1970 or on the wall, money in cents or floating, lines that have neither customer
//! nor time of their own. It holds the same shop as the demo, and must find the same people.

use crate::meaning::try_meaning;
use crate::{found, random, support};
use chrono_tz::Europe::Rome;
use datafusion::arrow::array::{
    ArrayRef, Float64Array, Int32Array, Int64Array, RecordBatch, StringArray, TimestampMillisecondArray,
};
use datafusion::parquet::arrow::ArrowWriter;
use seg::eval::{Datum, World};
use seg::shop::{OrderStatus, Shop};
use std::fs::{self, File};
use std::path::Path;
use std::sync::Arc;

const PROJECT: &str = r#"
version  = 1
zone     = "Europe/Rome"
currency = "EUR"
as_of    = "2026-06-30T12:00"

[tables.customers]
from = "orders"                                             # nobody keeps a table of them

[tables.orders]
path     = "acquisti/*.parquet"                             # two files
key      = "numero"
customer = "cliente"
time     = { column = "quando", unit = "milliseconds" }

[tables.orders.columns]
total         = { column = "importo", unit = "cents" }
refunded      = { column = "reso", unit = "cents" }         # missing where nothing was paid back
channel       = "canale"
discount_code = "buono"
cancelled     = { is = "stato = annullato" }
stato         = { column = "stato", type = "text" }
test          = "prova"                                     # 0 or 1

[tables.order_lines]
path     = "righe.parquet"
customer = "acquisto.cliente"
time     = { column = "acquisto.quando", unit = "milliseconds" }
joins.acquisto = { table = "orders", on = "numero" }
joins.articolo = { table = "products", on = "codice" }

[tables.order_lines.columns]
order        = "numero"
product      = "articolo.nome"
product_type = "articolo.genere"
vendor       = "articolo.marca"
quantity     = "pezzi"
price        = "prezzo"                                     # floating point
stato        = { column = "acquisto.stato", type = "text" }
cancelled    = { is = "stato = annullato" }
test         = "acquisto.prova"

[tables.products]
path = "articoli.parquet"
key  = "codice"

[tables.messages]
path     = "sms.parquet"
customer = "cliente"
time     = { column = "ora", read = "local" }
rows     = 'kind is known and mezzo = "SMS"'                # letters are kept here too

[tables.messages.columns]
channel = "mezzo"
mezzo   = { column = "mezzo", type = "text" }
kind    = "evento"
text    = "testo"
campaign = "campagna"
"#;

#[test]
fn another_shape_finds_the_same_people() {
    for seed in [3, 4] {
        let shop = random::shop(seed);
        let folder = tempfile::tempdir().unwrap();
        write(&shop, folder.path());
        let model = found::at(folder.path(), PROJECT);
        let mut world = World::from(&shop);
        // Its customers are those of the orders; orders to come do not exist yet.
        let as_of = support::clock(&model).as_of();
        world.people.retain(|person| person.rows("orders").iter().any(|row| row.time().is_some_and(|at| at <= as_of)));
        for person in &mut world.people {
            person.key = format!("K-{}", person.key);
            // Of its messages only the texts were kept.
            let sms = Datum::from("sms");
            person.tables.entry("messages".to_owned()).or_default().retain(|row| row.get("channel") == Some(&sms));
        }
        // Segments of chance that this project has the data for.
        let sayable = random::segments(seed, &shop, 600).into_iter();
        let mut segments: Vec<_> =
            sayable.filter_map(|text| try_meaning(&text, &model).ok().map(|meaning| (text, meaning))).collect();
        for text in [
            "money_spent > 100 and not ordered_since 90d",
            "never ordered",
            "ordered where (vendor = \"Nike\" and total > 100) last 365d",
            "ordered product \"Blue Mug\" at least twice",
            "sum(ordered_item.amount where quantity >= 2) > 20.10",
            "average_order_value > 80 or refunded > 0",
            "texted \"JOIN\" or clicked_sms last 90d",
        ] {
            segments.push((text.to_owned(), try_meaning(text, &model).unwrap()));
        }
        segments.truncate(150);
        assert!(segments.len() > 60, "{} segments", segments.len());
        let (texts, conditions): (Vec<_>, Vec<_>) = segments.into_iter().unzip();
        let members = found::members(&found::open(&model), &conditions, &support::clock(&model));
        random::assert_same(seed, &texts, &random::members(&conditions, &world, &model), &members, &world);
    }
}

pub fn write(shop: &Shop, folder: &Path) {
    let key = |id: i64| format!("K-{id}");
    let half = shop.orders.len() / 2;
    fs::create_dir(folder.join("acquisti")).unwrap();
    for (name, orders) in
        [("acquisti/primi.parquet", &shop.orders[..half]), ("acquisti/ultimi.parquet", &shop.orders[half..])]
    {
        let state = |status: OrderStatus| if status == OrderStatus::Cancelled { "Annullato" } else { "Evaso" };
        let paid_back = |cents: i64| (cents > 0).then_some(cents);
        let columns: [(&str, ArrayRef); 9] = [
            ("numero", Arc::new(StringArray::from_iter_values(orders.iter().map(|o| format!("N{}", o.id))))),
            ("cliente", Arc::new(StringArray::from_iter_values(orders.iter().map(|o| key(o.customer_id))))),
            ("quando", Arc::new(Int64Array::from_iter_values(orders.iter().map(|o| o.at.timestamp_millis())))),
            ("importo", Arc::new(Int64Array::from_iter_values(orders.iter().map(|o| o.total)))),
            (
                "reso",
                Arc::new(
                    orders
                        .iter()
                        .map(|o| paid_back(o.refunded).and_then(|c| i32::try_from(c).ok()))
                        .collect::<Int32Array>(),
                ),
            ),
            ("canale", Arc::new(StringArray::from_iter_values(orders.iter().map(|o| o.channel.as_str())))),
            ("buono", Arc::new(orders.iter().map(|o| o.discount_code).collect::<StringArray>())),
            ("stato", Arc::new(StringArray::from_iter_values(orders.iter().map(|o| state(o.status))))),
            ("prova", Arc::new(Int32Array::from_iter_values(orders.iter().map(|o| i32::from(o.test))))),
        ];
        file(folder, name, columns);
    }
    let lines = &shop.order_lines;
    let code = |place: usize| format!("A{}", shop.products[place].id);
    file(
        folder,
        "righe.parquet",
        [
            ("numero", Arc::new(StringArray::from_iter_values(lines.iter().map(|l| format!("N{}", l.order_id))))),
            ("codice", Arc::new(StringArray::from_iter_values(lines.iter().map(|l| code(usize::from(l.product)))))),
            ("pezzi", Arc::new(Int32Array::from_iter_values(lines.iter().map(|l| i32::from(l.quantity))))),
            ("prezzo", Arc::new(Float64Array::from_iter_values(lines.iter().map(|l| l.unit_price as f64 / 100.0)))),
        ],
    );
    let products = &shop.products;
    file(
        folder,
        "articoli.parquet",
        [
            ("codice", Arc::new(StringArray::from_iter_values((0..products.len()).map(code)))),
            ("nome", Arc::new(StringArray::from_iter_values(products.iter().map(|p| p.title)))),
            ("genere", Arc::new(StringArray::from_iter_values(products.iter().map(|p| p.product_type)))),
            ("marca", Arc::new(StringArray::from_iter_values(products.iter().map(|p| p.vendor)))),
        ],
    );
    let messages: Vec<_> = shop.messages.iter().filter(|m| m.channel.as_str() == "sms").collect();
    let wall = |at: chrono::DateTime<chrono::Utc>| at.with_timezone(&Rome).naive_local().and_utc().timestamp_millis();
    file(
        folder,
        "sms.parquet",
        [
            ("cliente", Arc::new(StringArray::from_iter_values(messages.iter().map(|m| key(m.customer_id))))),
            ("ora", Arc::new(TimestampMillisecondArray::from_iter_values(messages.iter().map(|m| wall(m.at))))),
            ("mezzo", Arc::new(StringArray::from_iter_values(messages.iter().map(|_| "Sms")))),
            ("evento", Arc::new(StringArray::from_iter_values(messages.iter().map(|m| m.kind.as_str())))),
            ("testo", Arc::new(messages.iter().map(|m| m.text).collect::<StringArray>())),
            ("campagna", Arc::new(messages.iter().map(|m| m.campaign).collect::<StringArray>())),
        ],
    );
}

fn file<const N: usize>(folder: &Path, name: &str, columns: [(&str, ArrayRef); N]) {
    let batch = RecordBatch::try_from_iter_with_nullable(columns.map(|(name, column)| (name, column, true))).unwrap();
    let mut writer = ArrowWriter::try_new(File::create(folder.join(name)).unwrap(), batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
}
