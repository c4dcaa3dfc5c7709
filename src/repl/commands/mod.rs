//! The commands of the prompt, as data: one word after a colon, and what comes behind it.

mod about;
mod people;
mod saved;

use super::known::Known;
use super::reply::Reply;
use super::session::Session;
use crate::analysis::{Completion, Item};
use crate::diagnostics::{RULES, suggest};
use crate::source::Span;
use crate::types::Segments;

/// A command.
pub(super) struct Command {
    /// Its word.
    pub name: &'static str,
    /// What may come behind it, as it is shown.
    pub argument: &'static str,
    /// What that is, for completion.
    pub takes: Takes,
    /// What it does, in a sentence.
    pub about: &'static str,
    /// Does it.
    pub run: fn(&mut Session<'_>, &str) -> Reply,
}

/// What may come behind a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Takes {
    /// Nothing that can be completed.
    Other,
    /// The name of a command.
    Command,
    /// A text of the language.
    Language,
    /// A word of the vocabulary.
    Word,
    /// A saved segment.
    Segment,
    /// A message.
    Rule,
}

/// All of them, in the order of the help.
pub(super) const COMMANDS: &[Command] = &[
    command("help", "[COMMAND]", Takes::Command, "what can be typed here", about::help),
    command("words", "[PART]", Takes::Other, "the words there are, or those with this in them", about::words),
    command("values", "FIELD", Takes::Word, "the values of a field, those of most people first", people::values),
    command("segments", "", Takes::Other, "the saved segments", saved::segments),
    command(
        "explain",
        "[CONDITION]",
        Takes::Language,
        "what a condition, the last entry or a word means",
        about::explain,
    ),
    command("sample", "[N] [unmasked]", Takes::Other, "some of the people; names and contacts masked", people::sample),
    command("by", "FIELD", Takes::Word, "the people of the last entry, by a field", people::by),
    command("hist", "FIELD", Takes::Word, "how a number or date of theirs spreads", people::by),
    command("plan", "", Takes::Other, "how the last entry is computed", about::plan),
    command("save", "NAME [DESCRIPTION]", Takes::Segment, "the last entry into a file of the project", saved::save),
    command("open", "NAME", Takes::Segment, "a saved segment, to go on with", saved::open),
    command("rule", "[NAME]", Takes::Rule, "what a message is about", about::rule),
    command("asof", "[WHEN]", Takes::Other, "look at the data as of a day or moment", about::as_of),
    command("memory", "", Takes::Other, "what is kept of the data, and how much", about::memory),
    command("quit", "", Takes::Other, "leave; ctrl-d does it too", |_, _| Reply { quits: true, ..Reply::default() }),
];

const fn command(
    name: &'static str,
    argument: &'static str,
    takes: Takes,
    about: &'static str,
    run: fn(&mut Session<'_>, &str) -> Reply,
) -> Command {
    Command { name, argument, takes, about, run }
}

/// Does what stands behind a colon.
pub(super) fn run(session: &mut Session<'_>, text: &str) -> Reply {
    let (name, argument) = parts(text);
    match find(name) {
        Ok(command) => (command.run)(session, argument),
        Err(reason) => Reply::failed(reason),
    }
}

/// What somebody means who types a command without its colon; none if it can be a word.
pub(super) fn bare(text: &str) -> Option<&'static str> {
    match text {
        "help" | "?" => Some("help"),
        "quit" | "exit" | "q" => Some("quit"),
        _ => None,
    }
}

/// The command of a name, or of the beginning of one that no other has.
fn find(name: &str) -> Result<&'static Command, String> {
    let lower = name.to_lowercase();
    let begins: Vec<&Command> = COMMANDS.iter().filter(|c| c.name.starts_with(&lower) && !lower.is_empty()).collect();
    match begins.as_slice() {
        [one] => Ok(one),
        several => match several.iter().find(|command| command.name == lower) {
            Some(command) => Ok(command),
            None => Err(unknown(name, several)),
        },
    }
}

fn unknown(name: &str, several: &[&Command]) -> String {
    let colon = |command: &&Command| format!("`:{}`", command.name);
    if name.is_empty() {
        return "a command stands behind the colon; `:help` lists them\n".to_owned();
    }
    if !several.is_empty() {
        let names: Vec<String> = several.iter().map(colon).collect();
        return format!("`:{name}` could be {}\n", crate::render::text::join(&names));
    }
    let near = suggest::nearest(name, COMMANDS.iter().map(|command| command.name));
    match near.first() {
        Some(near) => format!("there is no command `:{name}`; did you mean `:{near}`?\n"),
        None => format!("there is no command `:{name}`; `:help` lists them\n"),
    }
}

/// The command's word and what is behind it.
fn parts(text: &str) -> (&str, &str) {
    let text = text.trim();
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    let (name, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    (name, rest.trim())
}

/// Whether what is typed behind a command is a text of the language: where it begins, and
/// whether it is one word.
pub(super) fn language(line: &str) -> Option<(usize, bool)> {
    let name = line.trim_start().strip_prefix(':')?.split_whitespace().next()?;
    let takes = find(name).ok()?.takes;
    let behind = line.find(name)? + name.len();
    let rest = line.get(behind..).filter(|rest| rest.starts_with(char::is_whitespace))?;
    let start = behind + rest.len() - rest.trim_start().len();
    matches!(takes, Takes::Language | Takes::Word).then_some((start, takes == Takes::Word))
}

/// What may come in a command.
pub(super) fn complete(known: &Known, line: &str, at: usize) -> Completion {
    let before = line.get(..at).unwrap_or(line);
    let start = before.rfind(char::is_whitespace).map_or_else(|| before.find(':').map_or(0, |c| c + 1), |b| b + 1);
    let typed = before.get(start..).unwrap_or_default();
    let name = before.get(..start).unwrap_or_default().trim().trim_start_matches(':').trim();
    let commands = || {
        let items = COMMANDS.iter().filter(|command| command.name.starts_with(typed));
        items.map(|command| item(command.name, command.about)).collect()
    };
    let items: Vec<Item> = match name {
        "" => commands(),
        name => match find(name).map(|command| command.takes) {
            Ok(Takes::Command) => commands(),
            Ok(Takes::Segment) => {
                let library = known.library();
                let names = library.names().into_iter().filter(|name| name.starts_with(typed));
                names.map(|name| item(name, "")).collect()
            }
            Ok(Takes::Rule) => {
                let rules = RULES.iter().filter(|rule| rule.name().starts_with(typed));
                rules.map(|rule| item(rule.name(), rule.about())).collect()
            }
            _ => Vec::new(),
        },
    };
    Completion { span: Span::new(start, at), items, wants: None }
}

fn item(text: &str, about: &str) -> Item {
    Item { text: text.to_owned(), about: about.to_owned() }
}
