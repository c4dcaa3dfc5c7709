//! Which table is what: by what points at it, by what it holds, and only then by its name.
//! Pure: it decides over what has been seen.

mod score;
mod shapes;
mod whose;

use super::keys::{Keys, alike};
use super::profile::{Column, Kind, Table};
use crate::vocabulary::{CUSTOMERS, Vocabulary};
pub use shapes::{FATES, ends, is_pieces, of_choice};

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
    find.name(find.best(|at| find.as_consents(at), 3.0), "consents");
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
