//! `seg rule`: the pages of the messages, by name or number.

use super::context::Context;
use super::trouble::{Ending, Trouble};
use crate::diagnostics::{RULES, Rule, suggest};
use crate::render::text::{Align, either, table};
use crate::render::{Look, page as drawn, weight};

/// Say what a message means and how it is mended
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The name or number of a message, such as unknown-field or E0201; without it, all are listed
    name: Option<String>,
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Ending, Trouble> {
    context.answer(&page(args.name.as_deref(), context.look)?)?;
    Ok(Ending::Fine)
}

/// The page of a message; without a name, the list of all.
pub fn page(name: Option<&str>, look: Look) -> Result<String, Trouble> {
    match name {
        None => Ok(list(look)),
        Some(name) => find(name).map(|rule| drawn(rule, look)).ok_or_else(|| unknown(name)),
    }
}

/// All messages in their groups.
fn list(look: Look) -> String {
    let rows: Vec<[String; 4]> = by_number().into_iter().map(row).collect();
    let lines = table(&rows, [Align::Left; 4], look.width.saturating_sub(2));
    let mut out = String::new();
    let mut group = "";
    // A row that is wrapped goes on below its number.
    let mut rules = by_number().into_iter();
    for line in lines.lines() {
        if !line.starts_with(' ')
            && let Some(rule) = rules.next()
            && rule.group() != group
        {
            let blank = if group.is_empty() { "" } else { "\n" };
            group = rule.group();
            out.push_str(&format!("{blank}{group}\n"));
        }
        out.push_str(&format!("  {line}\n"));
    }
    out
}

/// The registry by number.
fn by_number() -> Vec<Rule> {
    let mut rules = RULES.to_vec();
    rules.sort_by_key(|rule| rule.code());
    rules
}

fn find(name: &str) -> Option<Rule> {
    let same = |rule: &&Rule| [rule.name(), rule.code()].iter().any(|known| known.eq_ignore_ascii_case(name));
    RULES.iter().find(same).copied()
}

fn row(rule: Rule) -> [String; 4] {
    [rule.code(), rule.name(), weight(rule.severity()), rule.about()].map(str::to_owned)
}

fn unknown(name: &str) -> Trouble {
    let near = suggest::nearest(name, RULES.iter().flat_map(|rule| [rule.name(), rule.code()]));
    let trouble = Trouble::said(format!("there is no message called `{name}`"));
    match near.as_slice() {
        [] => trouble.help("`seg rule` lists all of them"),
        near => {
            let near: Vec<String> = near.iter().map(|near| format!("`{near}`")).collect();
            trouble.help(format!("did you mean {}?", either(&near)))
        }
    }
}
