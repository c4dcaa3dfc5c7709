//! The rows of a table looked at once, before anything is said of them: what would make
//! a count wrong is refused, what is doubtful or left out is said.

use super::error::RunError;
use super::guard::Guard;
use super::internal;
use super::readable;
use super::session::{Batches, Session};
use super::tables::Tables;
use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::plan::{self, PlanError, Seen};
use crate::source::Span;
use crate::time::Instant;
use crate::types::Model;
use crate::vocabulary::{CUSTOMERS, Mapping};
use datafusion::arrow::array::{Array, AsArray, RecordBatch};
use datafusion::arrow::datatypes::Int64Type;
use datafusion::arrow::util::display::array_value_to_string;
use datafusion::logical_expr::LogicalPlan;

/// What was found out about a table.
#[derive(Debug, Default, Clone)]
pub(super) struct Found {
    /// What nothing can be counted with.
    pub refused: Vec<Diagnostic>,
    /// What is missing, left out or unlikely.
    pub doubted: Vec<Diagnostic>,
}

/// What looks at tables.
pub(super) struct Inspector<'a> {
    pub model: &'a Model,
    pub tables: Tables,
    pub session: &'a Session,
    pub guard: Guard,
}

impl Inspector<'_> {
    /// Looks at a table that has files; with a moment, at what lies after it too.
    pub fn table(&self, name: &str, now: Option<Instant>) -> Result<Found, RunError> {
        let mut found = Found::default();
        let Some(mapping) = self.model.mapping(name) else {
            return Ok(found);
        };
        self.keys(name, mapping, &mut found)?;
        readable::check(self, name, &mut found)?;
        if found.refused.is_empty() && (name == CUSTOMERS || mapping.customer.is_some() || mapping.time.is_some()) {
            self.rows(name, mapping, now, &mut found)?;
        }
        Ok(found)
    }

    /// Runs a plan over the files.
    pub fn run(&self, plan: LogicalPlan) -> Batches {
        self.session.run(plan).over(self.guard.clone())
    }

    /// That what is there once has a key of its own, where others name it by that.
    fn keys(&self, name: &str, mapping: &Mapping, found: &mut Found) -> Result<(), RunError> {
        let Some(key) = mapping.key.as_ref().filter(|_| mapping.from.is_none()) else { return Ok(()) };
        let vocabulary = self.model.vocabulary();
        let mut events = vocabulary.words.keys().filter_map(|word| vocabulary.event(word));
        let is_whole = name == CUSTOMERS || events.any(|event| event.table == name && event.lines.is_some());
        let mappings = vocabulary.tables.values().filter_map(|table| table.mapping.as_ref());
        let is_joined = mappings.flat_map(|mapping| mapping.joins.values()).any(|join| join.table == name);
        if !is_whole && !is_joined {
            return Ok(());
        }
        let mut keys = Vec::new();
        for batch in self.run(plan::lower_duplicates(self.model, &self.tables, name)?) {
            let batch = batch?;
            let Some(column) = batch.columns().first() else { continue };
            for row in 0..column.len() {
                keys.push(array_value_to_string(column, row).map_err(internal)?);
            }
        }
        if keys.is_empty() {
            return Ok(());
        }
        let rows = format!("more than one row each: `{}`", keys.join("`, `"));
        let column = format!("`{}` of {}", key.column, self.shown(name));
        if is_whole {
            let message = format!("several {name} have the same key");
            let refusal = Diagnostic::new(Rule::DuplicateKey, key.span, message, column).help(rows);
            found.refused.push(match name {
                CUSTOMERS => refusal.help("every customer needs a row and a key of their own"),
                _ => refusal
                    .help("each row would count; write them once, or leave `key` out if it is no key")
                    .help("rows that are lines make a table of their own, and this one is `from` them"),
            });
        } else {
            let message = format!("several rows of `{name}` have the same key");
            let doubt = Diagnostic::new(Rule::RepeatedKey, key.span, message, column).help(rows);
            found.doubted.push(doubt.help("whoever joins them gets one of the rows, always the same"));
        }
        Ok(())
    }

    /// The files of a table, as its mapping names them; of one that is made from another, that one's.
    fn shown(&self, name: &str) -> String {
        let from = self.model.mapping(name).and_then(|mapping| mapping.from.as_ref());
        let table = self.tables.get(from.map_or(name, |(from, _)| from));
        table.map(|table| table.shown().to_owned()).unwrap_or_default()
    }

    fn rows(&self, name: &str, mapping: &Mapping, now: Option<Instant>, found: &mut Found) -> Result<(), RunError> {
        let Some(counted) = self.counted(name, mapping, now)? else { return Ok(()) };
        for (what, mut doubt) in counted.doubts() {
            let first = self.first_file(name, |part| {
                Ok(part.counted(name, mapping, now)?.map_or(0, |counted| counted.number(what)))
            })?;
            let place = match first {
                Some(first) => first.place(counted.number(what)),
                None => format!("in {}", self.shown(name)),
            };
            for label in &mut doubt.labels {
                label.text = format!("{place}: {}", label.text);
            }
            found.doubted.push(doubt);
        }
        Ok(())
    }

    /// What there is of each kind of row; none if the table lacks what that needs, which is said elsewhere.
    fn counted<'m>(
        &'m self,
        name: &'m str,
        mapping: &'m Mapping,
        now: Option<Instant>,
    ) -> Result<Option<Counted<'m>>, RunError> {
        let plan = match plan::lower_inspection(self.model, &self.tables, name, now) {
            Ok(plan) => plan,
            Err(PlanError::NoColumn(_) | PlanError::NoTable(_)) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let currency = self.model.project.settings.currency.as_str();
        let batches = self.run(plan).collect::<Result<Vec<_>, _>>()?;
        Ok(Some(Counted { batches, name, mapping, currency }))
    }
}

/// What was counted of a table's rows.
struct Counted<'a> {
    batches: Vec<RecordBatch>,
    name: &'a str,
    mapping: &'a Mapping,
    currency: &'a str,
}

impl Counted<'_> {
    fn number(&self, what: Seen) -> i64 {
        let columns = self.batches.iter().filter_map(|batch| batch.column_by_name(&what.name()));
        let columns = columns.filter_map(|column| column.as_primitive_opt::<Int64Type>());
        columns.flat_map(|column| column.values()).sum()
    }

    fn example(&self, what: Seen) -> String {
        let columns = self.batches.iter().filter_map(|batch| batch.column_by_name(&what.example()));
        let mut texts = columns.filter_map(|column| column.as_string_opt::<i32>()).flatten().flatten();
        texts.next().unwrap_or_default().to_owned()
    }

    /// The doubts, without the place where the rows are.
    fn doubts(&self) -> Vec<(Seen, Diagnostic)> {
        let (rows, name, mapping) = (self.number(Seen::Rows), self.name, self.mapping);
        let span =
            |source: &Option<crate::vocabulary::Source>| source.as_ref().map_or(mapping.span, |source| source.span);
        let mut doubts = Vec::new();
        let mut doubt = |what: Seen, rule: Rule, span: Span, is: &str, label: &str, help: &[&str]| {
            let number = self.number(what);
            // Lines that get it from their order have it, but for those without one.
            let is_orphans = [Seen::Nobodys, Seen::Timeless].contains(&what) && number == self.number(Seen::Orphans);
            if number == 0 || is_orphans {
                return;
            }
            let message = format!("{number} of {rows} rows of `{name}` {is}");
            let mut finding = Diagnostic::new(rule, span, message, label);
            if number * 2 > rows && finding.severity == Severity::Advice {
                finding.severity = Severity::Warning;
            }
            finding.help.extend(help.iter().map(|line| (*line).to_owned()));
            doubts.push((what, finding));
        };
        let left_out = "they are left out";
        if name == CUSTOMERS {
            doubt(Seen::Nobodys, Rule::RowsOfNobody, span(&mapping.key), "have no key", left_out, &[]);
            return doubts;
        }
        let customer = span(&mapping.customer);
        doubt(Seen::Nobodys, Rule::RowsOfNobody, customer, "have no customer", left_out, &[]);
        let label = format!("such as {}; {left_out}", self.example(Seen::Strangers));
        let help = "no row of `customers` has their key; guests are rightly left out";
        doubt(Seen::Strangers, Rule::UnknownCustomers, customer, "are of unknown customers", &label, &[help]);
        let time = span(&mapping.time);
        doubt(Seen::Timeless, Rule::RowsWithoutTime, time, "have no time", left_out, &[]);
        let unit = mapping.time.as_ref().is_some_and(|time| time.unit.is_some());
        let help = match unit {
            true => "is the `unit` right? In seconds the present has ten digits, in milliseconds thirteen",
            false => "a day that is not known should be missing",
        };
        doubt(
            Seen::Ancient,
            Rule::ImplausibleDates,
            time,
            "are dated before 1980",
            "is it read as it is meant?",
            &[help],
        );
        let label = "they do not count yet";
        let help = "is the zone right, and the unit? A plan is no event";
        doubt(Seen::Ahead, Rule::FutureRows, time, "are dated in the future", label, &[help]);
        let label = format!("such as {}; the project has {}", self.example(Seen::Foreign), self.currency);
        let help = "their amounts are missing, and never added to others";
        doubt(Seen::Foreign, Rule::OtherCurrency, span(&mapping.currency), "are in another currency", &label, &[help]);
        let order = self.order();
        let label = format!("such as {}", self.example(Seen::Orphans));
        let help = "is a file of orders missing, or the key written otherwise there?";
        doubt(Seen::Orphans, Rule::UnknownOrders, order, "name orders that there are not", &label, &[help]);
        let label = format!("such as those of {}", self.example(Seen::Astray));
        let help = "each counts for the customer of its own row";
        doubt(Seen::Astray, Rule::OtherCustomer, order, "are of another customer than their order", &label, &[help]);
        doubts
    }

    /// Where the mapping says which order a line belongs to.
    fn order(&self) -> Span {
        let orders = self.mapping.columns.get("order").map(|order| order.span);
        orders.unwrap_or(self.mapping.span)
    }
}
