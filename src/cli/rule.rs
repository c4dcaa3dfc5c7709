//! `seg rule`: the messages, by name.

use super::context::Context;
use super::trouble::{Ending, Trouble};
use crate::diagnostics::{RULES, Rule, Severity, suggest};
use crate::render::text::{Align, table};

/// Say what a message is about, by its name or number
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The name or number of a message, such as unknown-field or E0201; without it, all
    name: Option<String>,
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Ending, Trouble> {
    context.answer(&page(args.name.as_deref(), context.look.width)?)?;
    Ok(Ending::Fine)
}

/// What a message is about; without a name, the list of all.
pub fn page(name: Option<&str>, columns: usize) -> Result<String, Trouble> {
    Ok(match name {
        None => {
            let rows: Vec<[String; 4]> = RULES.iter().map(|rule| row(*rule)).collect();
            table(&rows, [Align::Left; 4], columns)
        }
        Some(name) => {
            let rule = find(name).ok_or_else(|| unknown(name))?;
            let [name, code, severity, about] = row(rule);
            format!("{name} ({code}), {severity}\n\n  {about}\n")
        }
    })
}

fn find(name: &str) -> Option<Rule> {
    let same = |rule: &&Rule| rule.name() == name || rule.code().eq_ignore_ascii_case(name);
    RULES.iter().find(same).copied()
}

fn row(rule: Rule) -> [String; 4] {
    let severity = match rule.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "advice",
    };
    [rule.name(), rule.code(), severity, rule.about()].map(str::to_owned)
}

fn unknown(name: &str) -> Trouble {
    let near = suggest::nearest(name, RULES.iter().map(|rule| rule.name()));
    let trouble = Trouble::said(format!("there is no message called `{name}`"));
    match near.first() {
        Some(near) => trouble.help(format!("did you mean `{near}`?")),
        None => trouble.help("`seg rule` lists all of them"),
    }
}
