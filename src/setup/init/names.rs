//! What columns are called elsewhere, and words made from the names of files and columns.

use crate::vocabulary::Vocabulary;

/// Other names of columns, by the table and the column of the vocabulary.
#[rustfmt::skip]
const CALLED: &[(&str, &str, &[&str])] = &[
    ("customers", "joined", &["created", "registered_at", "registration_date", "since", "signed_up_at", "joined_at"]),
    ("orders", "total", &["amount", "total_price", "grand_total", "order_total", "value", "revenue", "price", "total_amount"]),
    ("orders", "refunded", &["refund", "refund_amount", "refunded_amount", "amount_refunded", "total_refunded"]),
    ("orders", "channel", &["source", "sales_channel", "origin"]),
    ("orders", "discount_code", &["coupon", "coupon_code", "voucher", "promo_code", "code"]),
    ("orders", "cancelled", &["canceled", "is_cancelled", "is_canceled"]),
    ("orders", "test", &["is_test", "test_order"]),
    ("orders", "status", &["state", "order_status", "financial_status"]),
    ("order_lines", "quantity", &["qty", "pieces", "units", "count"]),
    ("order_lines", "price", &["unit_price", "item_price", "price_each"]),
    ("order_lines", "amount", &["line_total", "total", "line_amount", "subtotal"]),
    ("order_lines", "product", &["product_name", "product_title", "title", "item_name", "name"]),
    ("order_lines", "cancelled", &["canceled", "is_cancelled", "is_canceled"]),
    ("order_lines", "test", &["is_test", "test_order"]),
    ("order_lines", "status", &["state", "order_status"]),
    ("products", "title", &["name", "product", "product_name", "product_title"]),
    ("products", "collection", &["collections", "category", "categories"]),
    ("products", "product_type", &["type", "kind", "category"]),
    ("products", "vendor", &["brand", "manufacturer", "maker"]),
    ("checkouts", "total", &["amount", "value", "basket", "cart_total"]),
    ("checkouts", "completed_at", &["completed", "finished_at", "ordered_at", "converted_at"]),
    ("messages", "kind", &["type", "event", "event_type", "action"]),
    ("messages", "text", &["body", "content", "message"]),
    ("messages", "campaign", &["campaign_name"]),
    ("visits", "kind", &["type", "event", "event_type", "action"]),
    ("visits", "page", &["url", "path", "page_path"]),
    ("consents", "status", &["state", "consent", "action"]),
    ("consents", "method", &["source", "how"]),
    ("lists", "list", &["name", "list_name"]),
];

/// What the time of a row is called, the likeliest first.
pub const TIMES: &[&str] =
    &["created", "ordered", "placed", "happened", "occurred", "started", "added", "time", "date", "at"];

/// How well a name fits a column of the vocabulary: 0, 2 or 5.
pub fn fit(name: &str, table: &str, column: &str, vocabulary: &Vocabulary) -> f64 {
    let name = plain(name);
    let mut others = CALLED.iter().filter(|(t, c, _)| (*t, *c) == (table, column)).flat_map(|(_, _, names)| *names);
    let word = vocabulary.word(column).filter(|_| table == crate::vocabulary::CUSTOMERS);
    let called = |other: &str| plain(other) == name;
    if called(column) || others.any(|other| called(other)) || word.is_some_and(|w| w.called.iter().any(|c| called(c))) {
        5.0
    } else if column.len() > 3 && name.contains(column) {
        2.0
    } else {
        0.0
    }
}

fn plain(name: &str) -> String {
    word(name, "")
}

/// A name as a word of the language; another where it cannot be one.
pub fn word(name: &str, otherwise: &str) -> String {
    let mut word = String::new();
    let mut small = false;
    for c in name.chars() {
        if c.is_uppercase() && small {
            word.push('_');
        }
        small = c.is_lowercase();
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        } else if !word.is_empty() && !word.ends_with('_') {
            word.push('_');
        }
    }
    let word = word.trim_end_matches('_').to_owned();
    match otherwise.is_empty() || crate::syntax::is_name(&word) {
        true => word,
        false => format!("{otherwise}_{word}").trim_end_matches('_').to_owned(),
    }
}
