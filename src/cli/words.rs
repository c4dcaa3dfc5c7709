//! `seg words`: the vocabulary.

use super::context::{Context, Opened};
use super::trouble::{Ending, Trouble};
use crate::analysis::analyze;
use crate::diagnostics::Rule;
use crate::render::text::{Align, table};
use crate::source::SourceFile;
use crate::types::ir::ColumnRef;
use crate::types::{Model, Surroundings};
use crate::vocabulary::{Place, Type, Word, WordKind};
use serde::Serialize;
use std::collections::BTreeSet;

/// List the words that a segment can use
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only words whose name, meaning or names elsewhere contain this
    pattern: Option<String>,
    /// Print them for a script
    #[arg(long)]
    json: bool,
}

/// The kinds of word, in the order in which they are listed.
const KINDS: &[&str] = &["field", "measure", "event", "condition", "place"];

/// A word as it is listed.
#[derive(Debug, Serialize)]
struct Entry {
    word: String,
    kind: &'static str,
    #[serde(rename = "type")]
    holds: Option<String>,
    values: Vec<String>,
    /// What an event's rows have, for its `where`.
    properties: Vec<String>,
    about: String,
    example: Option<String>,
    called: Vec<String>,
    /// Whether this project's data has it; none without a project.
    available: Option<bool>,
    /// What it needs, where the project does not have it.
    needs: Option<String>,
}

#[derive(Debug, Serialize)]
struct Answer {
    version: u32,
    words: Vec<Entry>,
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Ending, Trouble> {
    let in_project = context.has_project();
    let opened = match in_project {
        true => context.open()?,
        false => context.without_project()?,
    };
    let words = entries(&opened, args.pattern.as_deref(), in_project);
    if args.json {
        let answer = Answer { version: 1, words };
        context.answer(&super::to_json(&answer))?;
        return Ok(Ending::Fine);
    }
    if words.is_empty() {
        let pattern = args.pattern.as_deref().unwrap_or_default();
        context.tell(&format!("no word has `{pattern}` in its name or meaning\n"));
        return Ok(Ending::Fine);
    }
    context.answer(&listed(&words, &opened, context.look.width))?;
    if !in_project {
        let program = &context.program;
        context.tell(&format!(
            "\nThese come with seg; in a project its own are listed too. `{program} demo` makes one.\n"
        ));
    }
    Ok(Ending::Fine)
}

/// The words of a project, or those with this in them, as they are listed; empty if there are none.
#[cfg(feature = "repl")]
pub fn list(opened: &Opened, part: Option<&str>, columns: usize) -> String {
    listed(&entries(opened, part, true), opened, columns)
}

fn entries(opened: &Opened, part: Option<&str>, in_project: bool) -> Vec<Entry> {
    let has_data = in_project && opened.model.has_data();
    let mut words: Vec<Entry> = (opened.model.vocabulary().words.values())
        .filter(|word| part.is_none_or(|part| matches(word, part)))
        .map(|word| Entry::new(word, opened, has_data))
        .collect();
    let places = opened.model.vocabulary().places.iter();
    words.extend(places.map(Entry::of_place).filter(|place| part.is_none_or(|part| place.holds(part))));
    words.sort_by_key(|word| KINDS.iter().position(|kind| *kind == word.kind));
    words
}

fn listed(words: &[Entry], opened: &Opened, columns: usize) -> String {
    let some_missing = words.iter().any(|word| word.available == Some(false));
    let row = |word: &Entry| {
        let mark = match word.available {
            _ if !some_missing => "",
            Some(false) => "- ",
            _ => "  ",
        };
        [
            format!("{mark}{}", word.word),
            word.kind.to_owned(),
            word.holds.clone().unwrap_or_default(),
            word.about.clone(),
        ]
    };
    let rows: Vec<[String; 4]> = words.iter().map(row).collect();
    let mut text = table(&rows, [Align::Left; 4], columns);
    if let [only] = words {
        text.push_str(&details(only, columns));
    }
    if some_missing {
        text.push_str(&format!("\n-  not in this project: `{}` names no data for it\n", opened.source().name()));
    }
    text
}

/// What else is known of a word that stands alone.
fn details(word: &Entry, columns: usize) -> String {
    let quoted: Vec<String> = word.called.iter().map(|name| format!("`{name}`")).collect();
    let example: Vec<String> = word.example.iter().map(|example| format!("`{example}`")).collect();
    let said = [
        ("has", word.properties.join(", ")),
        ("values", word.values.join(", ")),
        ("example", example.join("")),
        ("elsewhere", quoted.join(", ")),
    ];
    let rows: Vec<[String; 2]> =
        said.into_iter().filter(|(_, text)| !text.is_empty()).map(|(name, text)| [name.to_owned(), text]).collect();
    if rows.is_empty() { String::new() } else { format!("\n{}", table(&rows, [Align::Left; 2], columns)) }
}

/// Whether a word has the pattern in its name, its meaning, or what others call it.
fn matches(word: &Word, pattern: &str) -> bool {
    let pattern = pattern.to_lowercase();
    let texts = [&word.name, &word.about].into_iter().chain(&word.called);
    texts.into_iter().any(|t| t.to_lowercase().contains(&pattern))
}

impl Entry {
    fn of_place((name, place): (&String, &Place)) -> Self {
        Self {
            word: name.clone(),
            kind: "place",
            holds: None,
            values: Vec::new(),
            properties: Vec::new(),
            about: place.about.clone(),
            example: Some(format!("within 25km of \"{name}\"")),
            called: Vec::new(),
            available: None,
            needs: None,
        }
    }

    /// Whether its name or meaning has the pattern in it.
    fn holds(&self, pattern: &str) -> bool {
        let pattern = pattern.to_lowercase();
        [&self.word, &self.about].iter().any(|text| text.to_lowercase().contains(&pattern))
    }

    fn new(word: &Word, opened: &Opened, has_data: bool) -> Self {
        let holds = type_of(word, &opened.model);
        let missing = has_data.then(|| needs(word, &opened.model));
        Self {
            word: word.name.clone(),
            kind: word.kind.name(),
            values: match &holds {
                Some(Type::Choice(values)) => values.clone(),
                _ => Vec::new(),
            },
            holds: holds.map(|kind| kind.to_string()),
            properties: properties(word, &opened.model),
            about: word.about.clone(),
            example: word.example.clone(),
            called: word.called.clone(),
            available: missing.as_ref().map(Option::is_none),
            needs: missing.flatten(),
        }
    }
}

fn type_of(word: &Word, model: &Model) -> Option<Type> {
    match &word.kind {
        WordKind::Field(kind) => Some(kind.clone()),
        WordKind::Measure(_) => model.measure_type(&word.name),
        WordKind::Condition(_) => Some(Type::YesNo),
        WordKind::Event(_) => None,
    }
}

/// What the rows of an event have, and the lines of each: none if it is no event.
fn properties(word: &Word, model: &Model) -> Vec<String> {
    let WordKind::Event(event) = &word.kind else { return Vec::new() };
    let is_there = |table: &str, name: &str| !model.has_data() || model.has_column(&ColumnRef::new(table, name));
    let all = model.vocabulary().properties(event);
    let told = all.filter(|(table, name, column)| column.kind != Type::Key && is_there(table, name));
    let names: BTreeSet<&str> = told.map(|(_, name, _)| name).chain([ColumnRef::TIME]).collect();
    names.into_iter().map(str::to_owned).collect()
}

/// What a word needs that the project does not have, as the checker says it.
fn needs(word: &Word, model: &Model) -> Option<String> {
    let text = match (&word.kind, &word.example) {
        (WordKind::Field(_) | WordKind::Measure(_), _) => format!("{} is known", word.name),
        (_, Some(example)) => example.clone(),
        (_, None) => word.name.clone(),
    };
    let analysis = analyze(&SourceFile::new("", text), &Surroundings::of(model));
    let missing = |rule: Rule| rule == Rule::UnavailableWord;
    let finding = analysis.diagnostics.iter().find(|d| missing(d.rule))?;
    Some(finding.help.first().cloned().unwrap_or_default())
}
