//! How much speaks for a table being customers, orders, lines and so on.

use super::super::consent::is_status;
use super::super::profile::{Column, Kind, is_email, is_page, is_phone, ratio};
use super::super::{columns, groups};
use super::Find;
use super::shapes::{FATES, ends, is_pieces, of_choice};
use crate::vocabulary::Type;

impl Find<'_> {
    pub(super) fn as_customers(&self, at: usize) -> f64 {
        let Some(own) = self.own(at) else { return 0.0 };
        let alone = |column: &Column| ratio(column.keys().len(), column.known().count()) > 0.9;
        let born = |column: &Column| column.kind == Kind::Day;
        let named = ["customer", "client", "user", "contact", "member", "profile", "subscriber", "people"];
        let reached = |column: &Column| column.share(is_email) > 0.9 || column.share(is_phone) > 0.9;
        if !self.called(at, &named) && !self.has(at, reached) && self.by_nobody() {
            return 0.0;
        }
        let key = self.columns(at).get(own);
        let key = key.map_or(0.0, |key| if key.share(is_email) > 0.9 { 2.0 } else { 0.0 });
        key + 3.0 * self.keys.pointing_at(at) as f64
            + self.weight(at, 4.0, |c| c.share(is_email) > 0.9 && alone(c))
            + self.weight(at, 3.0, |c| c.share(is_phone) > 0.9 && alone(c))
            + self.weight(at, 1.0, born)
            + self.named_so(at, &named)
            - self.links(at).count() as f64 * 4.0
    }

    /// Lines: several rows for one of a table that has customers, with a product and a number of pieces.
    pub(super) fn as_lines(&self, at: usize) -> f64 {
        if self.parent(at).is_none() {
            return 0.0;
        }
        let product = self.links(at).any(|to| Some(to) != self.customers && self.customer(to).is_none());
        2.0 * f64::from(u8::from(product))
            + self.weight(at, 2.0, is_pieces)
            + self.weight(at, 2.0, Column::is_amount)
            + self.named_so(at, &["line", "item"])
    }

    /// Orders, or lines of which several are one.
    pub(super) fn as_sales(&self, at: usize) -> f64 {
        self.as_orders(at) + if self.grouped(at).is_some() { 2.0 } else { 0.0 }
    }

    /// The column by which rows of a table are lines of one order.
    pub(super) fn grouped(&self, at: usize) -> Option<usize> {
        let table = self.tables.get(at)?;
        let (customer, time) = (self.customer(at)?, columns::time(table)?);
        let links = self.keys.links.iter().filter(|link| link.from.0 == at).map(|link| link.from.1);
        let taken: Vec<usize> = links.chain([customer, time]).chain(self.own(at)).collect();
        groups::grouped(table, customer, time, &taken)
    }

    pub(super) fn parent(&self, at: usize) -> Option<usize> {
        let is = |to: &usize| Some(*to) != self.customers && self.customer(*to).is_some();
        self.links(at).filter(is).max_by(|a, b| self.as_orders(*a).total_cmp(&self.as_orders(*b)))
    }

    pub(super) fn as_orders(&self, at: usize) -> f64 {
        if !self.is_event(at) {
            return 0.0;
        }
        let fates = |column: &Column| column.counts().keys().filter(|text| FATES.contains(text)).count() >= 2;
        let twice = self.columns(at).iter().filter(|column| column.is_amount()).count() > 1;
        let money = if self.money(at) { 3.0 } else { 2.0 * f64::from(u8::from(self.cents(at))) };
        money
            + f64::from(u8::from(twice))
            + f64::from(u8::from(self.own(at).is_some()))
            + self.weight(at, 2.0, fates)
            + self.named_so(at, &["order", "purchase", "sale", "transaction"])
            - self.weight(at, 2.0, ends)
            - self.named_so(at, &["checkout", "cart", "basket"])
    }

    pub(super) fn as_products(&self, at: usize, lines: Option<usize>) -> f64 {
        if self.own(at).is_none() || self.customer(at).is_some() || !self.has(at, |c| c.kind == Kind::Text) {
            return 0.0;
        }
        let of_lines = lines.is_some_and(|lines| self.keys.link(lines, at).is_some());
        4.0 * f64::from(u8::from(of_lines))
            + self.keys.pointing_at(at) as f64
            + self.named_so(at, &["product", "article", "item", "sku", "catalog"])
    }

    /// The share of a canonical table's choices that the table's columns hold, if all are there.
    pub(super) fn by_choices(&self, at: usize, name: &str) -> f64 {
        let Some(table) = self.vocabulary.table(name).filter(|_| self.is_event(at)) else { return 0.0 };
        let mut score = 0.0;
        for column in table.columns.values() {
            if let Type::Choice(values) = &column.kind {
                let best = self.columns(at).iter().map(|seen| of_choice(seen, values)).fold(0.0, f64::max);
                if best < 0.5 {
                    return 0.0;
                }
                score += best;
            }
        }
        score
    }

    pub(super) fn as_visits(&self, at: usize) -> f64 {
        if !self.is_event(at) || self.money(at) {
            return 0.0;
        }
        self.weight(at, 3.0, |column| column.share(is_page) > 0.9) + self.named_so(at, &["visit", "view"])
    }

    pub(super) fn as_checkouts(&self, at: usize) -> f64 {
        if !self.is_event(at) || !self.money(at) {
            return 0.0;
        }
        self.weight(at, 3.0, ends) + self.named_so(at, &["checkout", "cart", "basket"])
    }

    /// Lists: a customer is on each of a few lists once.
    pub(super) fn as_lists(&self, at: usize) -> f64 {
        let names: Vec<&Column> = self.columns(at).iter().filter(|column| column.kind == Kind::Text).collect();
        let (true, [names], Some(customer)) = (self.is_event(at), names.as_slice(), self.customer(at)) else {
            return 0.0;
        };
        let Some(customer) = self.columns(at).get(customer) else { return 0.0 };
        let pairs = customer.cells.iter().zip(&names.cells).map(|(who, what)| (who.key(), what.key()));
        let once = pairs.collect::<std::collections::HashSet<_>>().len() == customer.cells.len();
        let few = names.is_choice() && self.columns(at).len() <= 4 && !self.money(at);
        if once && few { 3.0 + self.named_so(at, &["list"]) } else { 0.0 }
    }

    /// Consents: who gave theirs, or took it back.
    pub(super) fn as_consents(&self, at: usize) -> f64 {
        if !self.is_event(at) || self.money(at) {
            return 0.0;
        }
        self.weight(at, 3.0, is_status) + self.named_so(at, &["consent", "opt_in", "subscri"])
    }
}
