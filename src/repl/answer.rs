//! What is printed for a condition: how many people, what it means, and how it narrows.

use super::bars::{bar, fitted};
use crate::analysis::Steps;
use crate::engine::Counts;
use crate::render::Look;
use crate::render::text::{number, paragraph, percent, width};

/// The widest that a paragraph is set.
const WIDEST: usize = 80;

/// A condition that was counted.
pub(super) struct Counted<'a> {
    /// The segment's name, if it has one.
    pub name: Option<&'a str>,
    /// The condition, and behind it each of its steps.
    pub counts: &'a Counts,
    /// How it narrows, if it is a chain.
    pub steps: Option<&'a Steps>,
    /// What it means, in plain words.
    pub reading: String,
    /// As of when.
    pub instant: String,
}

/// The answer as text.
pub(super) fn text(counted: &Counted, look: Look, quiet: bool) -> String {
    let customers = counted.counts.customers;
    let people = counted.counts.matched.first().copied().unwrap_or_default();
    let named = counted.name.map(|name| format!("{name}: ")).unwrap_or_default();
    let one = if people == 1 { "customer" } else { "customers" };
    let head = format!("{named}{} {one}, {} of {}", number(people), percent(people, customers), number(customers));
    let mut text = format!("{}\n", bold(&head, look));
    if quiet {
        return text;
    }
    let columns = look.width.min(WIDEST);
    text.push_str(&paragraph(&counted.reading, 2, columns));
    if let Some(steps) = counted.steps {
        text.push('\n');
        text.push_str(&waterfall(steps, counted.counts, look));
    }
    text.push_str(&dim(&format!("  as of {}\n", counted.instant), look));
    text
}

/// What each condition takes away, or lets in.
fn waterfall(steps: &Steps, counts: &Counts, look: Look) -> String {
    let after = counts.matched.get(1..).unwrap_or_default();
    let word = if steps.widens { "or" } else { "and" };
    let start = if steps.widens { 0 } else { counts.customers };
    let mut rows: Vec<(String, u64, i128)> = Vec::new();
    if !steps.widens {
        rows.push(("everyone".to_owned(), start, 0));
    }
    let mut before = start;
    for (at, ((said, _), people)) in steps.parts.iter().zip(after).enumerate() {
        let said = if at == 0 { said.clone() } else { format!("{word} {said}") };
        rows.push((said, *people, i128::from(*people) - i128::from(before)));
        before = *people;
    }
    let change = |by: i128| match by {
        0 => String::new(),
        by => format!("{}{}", if by < 0 { "-" } else { "+" }, number(u64::try_from(by.unsigned_abs()).unwrap_or(0))),
    };
    let widest = |of: &dyn Fn(&(String, u64, i128)) -> usize| rows.iter().map(of).max().unwrap_or_default();
    let numbers = widest(&|row| number(row.1).len());
    let changes = widest(&|row| change(row.2).len());
    let columns = look.width.min(WIDEST);
    let room = columns.saturating_sub(2 + 2 + numbers + 2 + changes);
    let names = widest(&|row| width(&row.0)).min(room.saturating_sub(12).max(12));
    let bars = room.saturating_sub(names + 2).min(24);
    let most = rows.iter().map(|row| row.1).max().unwrap_or_default();
    let mut text = String::new();
    for (said, people, by) in &rows {
        let line = format!(
            "  {}  {:>numbers$}  {:>changes$}  {}",
            fitted(said, names),
            number(*people),
            change(*by),
            bar(*people, most, bars),
        );
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

fn bold(text: &str, look: Look) -> String {
    if look.colour { format!("\x1b[1m{text}\x1b[0m") } else { text.to_owned() }
}

fn dim(text: &str, look: Look) -> String {
    if look.colour { format!("\x1b[2m{}\x1b[0m\n", text.trim_end()) } else { text.to_owned() }
}
