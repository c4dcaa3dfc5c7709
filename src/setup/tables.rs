//! The columns of the demo's files, table by table. Knows nothing of files.

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::error::ArrowError;

use super::columns::{
    Column, degrees, flags, instants, integers, lists, maybe_days, maybe_flags, maybe_instants, maybe_integers,
    maybe_money, maybe_text, money, small_integers, text,
};
use crate::shop::{Checkout, Consent, Customer, ListMember, Message, Order, OrderLine, Postcode, Product, Visit};

/// Rows as a batch, or why there is none.
pub(super) type Batch = Result<RecordBatch, ArrowError>;

pub(super) fn customers(rows: &[Customer]) -> Batch {
    batch([
        ("id", integers(rows, |row| row.id)),
        ("first_name", text(rows, |row| row.first_name)),
        ("last_name", text(rows, |row| row.last_name)),
        ("email", maybe_text(rows, |row| row.email.as_deref())),
        ("phone", maybe_text(rows, |row| row.phone.as_deref())),
        ("country", maybe_text(rows, |row| row.country)),
        ("city", maybe_text(rows, |row| row.city)),
        ("postcode", maybe_text(rows, |row| row.postcode)),
        ("language", maybe_text(rows, |row| row.language)),
        ("created_at", instants(rows, |row| row.joined)),
        ("birthday", maybe_days(rows, |row| row.birthday)),
        ("tags", lists(rows, |row| row.tags.as_deref())),
        ("vip", maybe_flags(rows, |row| row.vip)),
        ("sms_preferences", lists(rows, |row| row.sms_preferences.as_deref())),
        ("predicted_clv", maybe_money(rows, |row| row.predicted_clv)),
        ("account_status", text(rows, |row| row.account_status.as_str())),
    ])
}

pub(super) fn products(rows: &[Product]) -> Batch {
    batch([
        ("id", integers(rows, |row| row.id)),
        ("title", text(rows, |row| row.title)),
        ("vendor", text(rows, |row| row.vendor)),
        ("product_type", text(rows, |row| row.product_type)),
        ("collections", lists(rows, |row| Some(row.collections))),
        ("tags", lists(rows, |row| Some(row.tags))),
        ("price", money(rows, |row| row.price)),
    ])
}

pub(super) fn orders(rows: &[Order]) -> Batch {
    batch([
        ("id", integers(rows, |row| row.id)),
        ("customer_id", integers(rows, |row| row.customer_id)),
        ("created_at", instants(rows, |row| row.at)),
        ("total", money(rows, |row| row.total)),
        ("refunded", money(rows, |row| row.refunded)),
        ("status", text(rows, |row| row.status.as_str())),
        ("test", flags(rows, |row| row.test)),
        ("channel", text(rows, |row| row.channel.as_str())),
        ("discount_code", maybe_text(rows, |row| row.discount_code)),
    ])
}

pub(super) fn order_lines(rows: &[OrderLine], products: &[Product]) -> Batch {
    batch([
        ("order_id", integers(rows, |row| row.order_id)),
        ("customer_id", integers(rows, |row| row.customer_id)),
        ("created_at", instants(rows, |row| row.at)),
        ("status", text(rows, |row| row.status.as_str())),
        ("test", flags(rows, |row| row.test)),
        ("product_id", maybe_integers(rows, |row| product_id(products, row.product))),
        ("quantity", small_integers(rows, |row| i32::from(row.quantity))),
        ("unit_price", money(rows, |row| row.unit_price)),
    ])
}

pub(super) fn checkouts(rows: &[Checkout]) -> Batch {
    batch([
        ("id", integers(rows, |row| row.id)),
        ("customer_id", integers(rows, |row| row.customer_id)),
        ("started_at", instants(rows, |row| row.at)),
        ("total", money(rows, |row| row.total)),
        ("completed_at", maybe_instants(rows, |row| row.completed_at)),
    ])
}

pub(super) fn messages(rows: &[Message]) -> Batch {
    batch([
        ("customer_id", integers(rows, |row| row.customer_id)),
        ("happened_at", instants(rows, |row| row.at)),
        ("channel", text(rows, |row| row.channel.as_str())),
        ("kind", text(rows, |row| row.kind.as_str())),
        ("text", maybe_text(rows, |row| row.text)),
        ("campaign", maybe_text(rows, |row| row.campaign)),
    ])
}

pub(super) fn visits(rows: &[Visit], products: &[Product]) -> Batch {
    batch([
        ("customer_id", integers(rows, |row| row.customer_id)),
        ("happened_at", instants(rows, |row| row.at)),
        ("kind", text(rows, |row| row.kind.as_str())),
        ("product_id", maybe_integers(rows, |row| row.product.and_then(|place| product_id(products, place)))),
        ("page", maybe_text(rows, |row| row.page)),
    ])
}

pub(super) fn consents(rows: &[Consent]) -> Batch {
    batch([
        ("customer_id", integers(rows, |row| row.customer_id)),
        ("happened_at", instants(rows, |row| row.at)),
        ("channel", text(rows, |row| row.channel.as_str())),
        ("status", text(rows, |row| row.status.as_str())),
        ("method", text(rows, |row| row.method.as_str())),
    ])
}

pub(super) fn list_members(rows: &[ListMember]) -> Batch {
    batch([
        ("customer_id", integers(rows, |row| row.customer_id)),
        ("list", text(rows, |row| row.list.as_str())),
        ("added_at", instants(rows, |row| row.added_at)),
    ])
}

pub(super) fn postcodes(rows: &[Postcode]) -> Batch {
    batch([
        ("postcode", text(rows, |row| row.code)),
        ("country", text(rows, |row| row.country)),
        ("latitude", degrees(rows, |row| row.latitude)),
        ("longitude", degrees(rows, |row| row.longitude)),
    ])
}

/// All columns may be missing as far as the file's schema goes, as in most exports.
fn batch<const N: usize>(columns: [(&str, Column); N]) -> Batch {
    let columns = columns.into_iter().map(|(name, column)| Ok((name, column?, true)));
    RecordBatch::try_from_iter_with_nullable(columns.collect::<Result<Vec<_>, ArrowError>>()?)
}

fn product_id(products: &[Product], place: u16) -> Option<i64> {
    products.get(usize::from(place)).map(|product| product.id)
}
