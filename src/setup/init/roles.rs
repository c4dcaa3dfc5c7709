//! Which table is what: by what points at it, by what it holds, and only then by its name.
//! Pure: it decides over what has been seen.

use super::keys::{Keys, alike};
use super::profile::{Column, Kind, Table, is_email, is_page, is_phone, ratio};
use crate::vocabulary::{CUSTOMERS, Type, Vocabulary};

/// What a table is.
#[derive(Debug, Clone, PartialEq)]
pub struct Role {
    /// The table's place.
    pub table: usize,
    /// Its name in the vocabulary, or its own; for customers without a table of them, `customers`.
    pub name: String,
    /// Whether the vocabulary has a table of this name.
    pub core: bool,
    /// The column of the customer that a row belongs to.
    pub customer: Option<usize>,
    /// The table through which the customer comes, where the rows do not name one.
    pub through: Option<usize>,
    /// Whether its name is all that speaks for it.
    pub doubt: bool,
}

/// The tables of a project and what each is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Roles {
    /// One for each table that has one, customers first.
    pub roles: Vec<Role>,
    /// Without a table of customers, the table whose customers they are.
    pub from: Option<usize>,
    /// The tables that say more of some of those customers, by the same key.
    pub known: Vec<usize>,
    /// Without a table of orders, the column by which lines are of one order.
    pub grouped: Option<usize>,
}

impl Roles {
    /// The role of a table.
    pub fn of(&self, table: usize) -> Option<&Role> {
        self.roles.iter().find(|role| role.table == table)
    }

    /// The table that is this.
    pub fn table(&self, name: &str) -> Option<usize> {
        self.roles.iter().find(|role| role.name == name).map(|role| role.table)
    }
}

/// Finds out what each table is.
pub fn find(tables: &[Table], keys: &Keys, vocabulary: &Vocabulary) -> Roles {
    let mut find =
        Find { tables, keys, vocabulary, customers: None, named: vec![None; tables.len()], doubt: Vec::new() };
    find.customers = find.best(|at| find.as_customers(at), 4.0);
    find.name(find.customers, CUSTOMERS);
    let lines = find.best(|at| find.as_lines(at), 4.0);
    let orders = lines.and_then(|lines| find.parent(lines)).or_else(|| find.best(|at| find.as_sales(at), 4.0));
    let grouped = orders.filter(|_| lines.is_none()).and_then(|at| find.grouped(at));
    match grouped {
        Some(_) => find.name(orders, "order_lines"),
        None => find.name(orders, "orders"),
    }
    find.name(lines, "order_lines");
    let lines = lines.or(orders.filter(|_| grouped.is_some()));
    let products = find.best(|at| find.as_products(at, lines), 3.0);
    find.name(products, "products");
    for name in ["messages", "consents", "visits"] {
        find.name(find.best(|at| find.by_choices(at, name), 1.0), name);
    }
    find.name(find.best(|at| find.as_visits(at), 3.0), "visits");
    find.name(find.best(|at| find.as_checkouts(at), 3.0), "checkouts");
    find.name(find.best(|at| find.as_lists(at), 3.0), "lists");
    for (name, words) in BY_NAME {
        let found = (0..tables.len()).find(|at| find.is_free(*at) && find.is_event(*at) && find.called(*at, words));
        let is_there = grouped.is_some() && *name == "orders";
        if found.is_some() && !is_there && !find.named.iter().any(|named| named.as_deref() == Some(*name)) {
            find.doubt.extend(found);
            find.name(found, name);
        }
    }
    Roles { grouped, ..find.finish() }
}

/// What tables are called that are nothing else.
const BY_NAME: &[(&str, &[&str])] = &[
    ("orders", &["order", "purchase", "sale"]),
    ("messages", &["message", "email_event", "sms"]),
    ("consents", &["consent", "opt_in", "subscription"]),
    ("visits", &["visit", "pageview", "page_view", "site_event", "web_event"]),
    ("checkouts", &["checkout", "cart", "basket"]),
    ("lists", &["list"]),
];

/// What becomes of orders, in the words that shops use.
pub(super) const FATES: &[&str] = &[
    "paid",
    "fulfilled",
    "refunded",
    "cancelled",
    "canceled",
    "shipped",
    "delivered",
    "completed",
    "complete",
    "pending",
    "processing",
    "returned",
    "voided",
    "partially_refunded",
    "open",
    "closed",
    "placed",
];

struct Find<'a> {
    tables: &'a [Table],
    keys: &'a Keys,
    vocabulary: &'a Vocabulary,
    customers: Option<usize>,
    named: Vec<Option<String>>,
    doubt: Vec<usize>,
}

impl Find<'_> {
    fn best(&self, score: impl Fn(usize) -> f64, least: f64) -> Option<usize> {
        let free = (0..self.tables.len()).filter(|at| self.is_free(*at));
        let scored = free.map(|at| (at, score(at))).filter(|(_, score)| *score >= least);
        scored.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))).map(|(at, _)| at)
    }

    fn name(&mut self, table: Option<usize>, name: &str) {
        let taken = self.named.iter().any(|named| named.as_deref() == Some(name));
        if let Some(slot) = table.and_then(|at| self.named.get_mut(at)).filter(|_| !taken) {
            *slot = Some(name.to_owned());
        }
    }

    fn is_free(&self, at: usize) -> bool {
        self.named.get(at).is_some_and(Option::is_none)
    }

    fn columns(&self, at: usize) -> &[Column] {
        self.tables.get(at).map_or(&[], |table| &table.columns)
    }

    fn has(&self, at: usize, is: impl Fn(&Column) -> bool) -> bool {
        self.columns(at).iter().any(is)
    }

    fn weight(&self, at: usize, weight: f64, is: impl Fn(&Column) -> bool) -> f64 {
        if self.has(at, is) { weight } else { 0.0 }
    }

    fn called(&self, at: usize, words: &[&str]) -> bool {
        let stem = self.tables.get(at).map_or_else(String::new, |table| table.stem.to_lowercase().replace('-', "_"));
        words.iter().any(|word| stem.contains(word))
    }

    fn named_so(&self, at: usize, words: &[&str]) -> f64 {
        if self.called(at, words) { 2.0 } else { 0.0 }
    }

    fn own(&self, at: usize) -> Option<usize> {
        self.keys.own.get(at).copied().flatten()
    }

    fn links(&self, from: usize) -> impl Iterator<Item = usize> {
        self.keys.links.iter().filter(move |link| link.from.0 == from).map(|link| link.to)
    }

    /// The column of the customer; without a table of them, the one that is called so, or that
    /// repeats most evenly.
    fn customer(&self, at: usize) -> Option<usize> {
        if let Some(customers) = self.customers {
            return self.keys.link(at, customers);
        }
        const WORDS: [&str; 7] = ["customer", "client", "user", "buyer", "contact", "member", "person"];
        let free =
            |place: &usize| self.own(at) != Some(*place) && !self.keys.links.iter().any(|l| l.from == (at, *place));
        let dated = self.has(at, Column::is_time);
        let repeated = |column: &Column| {
            let (different, known) = (column.keys().len(), column.known().count());
            different >= 20.min(known / 2).max(2) && different < known && column.missing() < 0.5
        };
        let shared = |place: usize| self.shared(at, place);
        let fits = |column: &Column| {
            let named = WORDS.iter().any(|word| column.name.to_lowercase().contains(word));
            let key = matches!(column.kind, Kind::Whole | Kind::Text) && !column.is_time() && repeated(column);
            key && (named || dated && column.kind == Kind::Whole && !is_pieces(column))
        };
        let score = |place: usize, column: &Column| {
            let name = column.name.to_lowercase();
            let named = WORDS.iter().any(|word| name.contains(word));
            let id = matches!(column.kind, Kind::Whole) || column.share(|text| !text.contains(' ')) > 0.99;
            (usize::from(named), shared(place), usize::from(id), column.keys().len())
        };
        let columns = self.columns(at).iter().enumerate();
        columns
            .filter(|(place, column)| free(place) && fits(column))
            .max_by_key(|(place, c)| score(*place, c))
            .map(|(place, _)| place)
    }

    /// How many other tables have a column that holds the same keys, and points at no table.
    fn shared(&self, at: usize, place: usize) -> usize {
        let Some(column) = self.columns(at).get(place).filter(|column| is_id(column)) else { return 0 };
        let others = self.tables.iter().enumerate().filter(|(other, _)| *other != at);
        let is_same = |table: &Table| table.columns.iter().any(|other| is_id(other) && alike(column, other));
        others.filter(|(_, table)| is_same(table)).count()
    }

    /// Whether sales are by something that no table describes whole: households, devices, cards.
    fn by_nobody(&self) -> bool {
        let is_linked = |at: usize, place: usize| self.keys.links.iter().any(|link| link.from == (at, place));
        (0..self.tables.len()).any(|at| {
            let sold = self.has(at, |column| column.is_time() && column.missing() < 0.05) && self.money(at);
            let free = |place: usize| self.own(at) != Some(place) && !is_linked(at, place);
            sold && (0..self.columns(at).len()).any(|place| free(place) && self.shared(at, place) > 0)
        })
    }

    fn is_event(&self, at: usize) -> bool {
        let dated = self.has(at, |column| column.is_time() && column.missing() < 0.05);
        dated && Some(at) != self.customers && self.customer(at).is_some()
    }

    fn money(&self, at: usize) -> bool {
        self.has(at, Column::is_amount)
    }

    /// Whether whole numbers may be amounts in cents.
    fn cents(&self, at: usize) -> bool {
        let special = |place: usize| {
            self.own(at) == Some(place)
                || self.customer(at) == Some(place)
                || self.keys.links.iter().any(|link| link.from == (at, place))
        };
        let amount = |column: &Column| {
            column.kind == Kind::Whole && !is_pieces(column) && !column.is_time() && column.mean() >= 100.0
        };
        self.columns(at).iter().enumerate().any(|(place, column)| amount(column) && !special(place))
    }

    fn as_customers(&self, at: usize) -> f64 {
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
    fn as_lines(&self, at: usize) -> f64 {
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
    fn as_sales(&self, at: usize) -> f64 {
        self.as_orders(at) + if self.grouped(at).is_some() { 2.0 } else { 0.0 }
    }

    /// The column by which rows of a table are lines of one order.
    fn grouped(&self, at: usize) -> Option<usize> {
        let table = self.tables.get(at)?;
        let (customer, time) = (self.customer(at)?, super::columns::time(table)?);
        let links = self.keys.links.iter().filter(|link| link.from.0 == at).map(|link| link.from.1);
        let taken: Vec<usize> = links.chain([customer, time]).chain(self.own(at)).collect();
        super::groups::grouped(table, customer, time, &taken)
    }

    fn parent(&self, at: usize) -> Option<usize> {
        let is = |to: &usize| Some(*to) != self.customers && self.customer(*to).is_some();
        self.links(at).filter(is).max_by(|a, b| self.as_orders(*a).total_cmp(&self.as_orders(*b)))
    }

    fn as_orders(&self, at: usize) -> f64 {
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

    fn as_products(&self, at: usize, lines: Option<usize>) -> f64 {
        if self.own(at).is_none() || self.customer(at).is_some() || !self.has(at, |c| c.kind == Kind::Text) {
            return 0.0;
        }
        let of_lines = lines.is_some_and(|lines| self.keys.link(lines, at).is_some());
        4.0 * f64::from(u8::from(of_lines))
            + self.keys.pointing_at(at) as f64
            + self.named_so(at, &["product", "article", "item", "sku", "catalog"])
    }

    /// The share of a canonical table's choices that the table's columns hold, if all are there.
    fn by_choices(&self, at: usize, name: &str) -> f64 {
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

    fn as_visits(&self, at: usize) -> f64 {
        if !self.is_event(at) || self.money(at) {
            return 0.0;
        }
        self.weight(at, 3.0, |column| column.share(is_page) > 0.9) + self.named_so(at, &["visit", "view"])
    }

    fn as_checkouts(&self, at: usize) -> f64 {
        if !self.is_event(at) || !self.money(at) {
            return 0.0;
        }
        self.weight(at, 3.0, ends) + self.named_so(at, &["checkout", "cart", "basket"])
    }

    /// Lists: a customer is on each of a few lists once.
    fn as_lists(&self, at: usize) -> f64 {
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

    /// The tables whose own key is that of customers who have no table.
    fn known_of(&self, roles: &Roles) -> Vec<usize> {
        let role = roles.from.and_then(|from| roles.of(from));
        let Some(customer) = role.and_then(|role| self.columns(role.table).get(role.customer?)) else {
            return Vec::new();
        };
        let is_known = |at: &usize| {
            let own = self.own(*at).and_then(|own| self.columns(*at).get(own));
            !self.is_event(*at) && own.is_some_and(|own| alike(customer, own))
        };
        (0..self.tables.len()).filter(is_known).collect()
    }

    fn finish(self) -> Roles {
        let mut roles = Roles::default();
        for at in 0..self.tables.len() {
            let core = self.named.get(at).and_then(Clone::clone);
            let customer = if Some(at) == self.customers { None } else { self.customer(at) };
            let through = self.keys.links.iter().find(|link| link.from.0 == at && self.customer(link.to).is_some());
            let through = through.map(|link| link.to).filter(|_| self.customers.is_none() || customer.is_none());
            let core_name = core.is_some();
            let stem = self.tables.get(at).map_or("", |table| table.stem.as_str());
            let name = core.unwrap_or_else(|| super::names::word(stem, "table"));
            // Lines take customer and time from their order where nothing else is certain.
            let customer = if through.is_some() { None } else { customer };
            let doubt = self.doubt.contains(&at);
            roles.roles.push(Role { table: at, name, core: core_name, customer, through, doubt });
        }
        let order = |role: &Role| ORDER.iter().position(|name| *name == role.name).unwrap_or(ORDER.len());
        roles.roles.sort_by_key(|role| (order(role), role.table));
        if self.customers.is_none() {
            let events = roles.roles.iter().filter(|role| role.customer.is_some());
            roles.from = events.map(|role| role.table).next();
            roles.known = self.known_of(&roles);
        }
        roles
    }
}

/// The tables in the order in which the file has them.
const ORDER: &[&str] =
    &["customers", "orders", "order_lines", "products", "checkouts", "messages", "visits", "consents", "lists"];

/// Small whole numbers from one up.
pub(super) fn is_pieces(column: &Column) -> bool {
    let small = column.range().is_some_and(|(least, greatest)| least >= 0.0 && (2.0..100_000.0).contains(&greatest));
    column.kind == Kind::Whole && small && column.number_share(|pieces| pieces <= 20.0) > 0.9
}

/// Whether it could name things: no time, no number of pieces, no words.
fn is_id(column: &Column) -> bool {
    let short = || column.share(|text| !text.contains(' ')) > 0.99;
    match column.kind {
        Kind::Whole => !is_pieces(column) && !column.is_time(),
        Kind::Text => !column.is_time() && short(),
        _ => false,
    }
}

/// A time that some rows lack: when something ended.
pub(super) fn ends(column: &Column) -> bool {
    column.is_time() && (0.05..1.0).contains(&column.missing())
}

/// The share of a column's different values that are of a choice, if several are.
pub(super) fn of_choice(column: &Column, values: &[String]) -> f64 {
    let seen = column.counts();
    let hits = seen.keys().filter(|text| values.iter().any(|value| value == *text)).count();
    if hits >= 2 { ratio(hits, seen.len()) } else { 0.0 }
}
