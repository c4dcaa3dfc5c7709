//! `seg count`: how many people.

use super::choose::Chosen;
use super::clock;
use super::context::{Context, Opened};
use super::read::Reading;
use super::trouble::{Ending, Trouble};
use crate::analysis::explain;
use crate::engine::{Counts, Data};
use crate::render::text::{Align, number, paragraph, percent, share, table};
use crate::types::ir::Condition;
use serde::Serialize;

/// Count the people in segments
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Names, files or folders of segments; without them, all of the project
    #[arg(value_name = "SEGMENTS")]
    segments: Vec<String>,
    /// A condition in place of segments
    #[arg(short = 'e', value_name = "CONDITION", conflicts_with = "segments")]
    condition: Option<String>,
    /// Print the numbers for a script
    #[arg(long)]
    json: bool,
}

/// Segments that were counted.
#[derive(Debug)]
pub struct Counted {
    /// Each segment that could be counted: its name, its meaning, its people.
    pub segments: Vec<(String, Condition, u64)>,
    /// All customers.
    pub customers: u64,
}

#[derive(Serialize)]
struct Answer<'a> {
    version: u32,
    as_of: String,
    zone: &'a str,
    customers: u64,
    segments: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    name: &'a str,
    count: u64,
    share: f64,
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Ending, Trouble> {
    let opened = context.open()?.sound()?;
    let chosen = match &args.condition {
        Some(condition) => Chosen::typed(context, &opened, condition)?,
        None => Chosen::of(context, &opened, &args.segments)?,
    };
    let data = opened.data()?;
    let reading = Reading::counting(chosen, &opened, &data, context.quiet)?;
    context.draw(&reading.findings);
    if args.condition.is_some() && reading.findings.has_errors() {
        return Ok(Ending::Failed);
    }
    let counted = Counted::new(&reading, &opened, &data)?;
    context.answer(&if args.json {
        super::to_json(&answer(&counted, &opened))
    } else if args.condition.is_some() {
        one(&counted, context, &opened)
    } else {
        many(&counted, context, &opened)
    })?;
    Ok(match reading.findings.has_errors() {
        true => Ending::Failed,
        false => Ending::Fine,
    })
}

impl Counted {
    /// Counts what is without mistakes among the segments that were read.
    pub fn new(reading: &Reading, opened: &Opened, data: &Data) -> Result<Self, Trouble> {
        let sound: Vec<(String, Condition)> = reading.sound().collect();
        let conditions: Vec<Condition> = sound.iter().map(|(_, is)| is.clone()).collect();
        let Counts { customers, matched } = match known(&conditions, reading) {
            Some(counts) => counts,
            None => data.count(&conditions, &opened.clock).map_err(|error| opened.failed(&error))?,
        };
        let segments = sound.into_iter().zip(matched);
        Ok(Self { segments: segments.map(|((name, is), count)| (name, is, count)).collect(), customers })
    }
}

/// The numbers, if all of them are known since the segments were read.
fn known(conditions: &[Condition], reading: &Reading) -> Option<Counts> {
    let matched = conditions.iter().map(|condition| reading.catalog.count(condition)).collect::<Option<_>>()?;
    Some(Counts { customers: reading.catalog.customers?, matched })
}

fn answer<'a>(counted: &'a Counted, opened: &Opened) -> Answer<'a> {
    let entry = |(name, _, count): &'a (String, Condition, u64)| Entry {
        name,
        count: *count,
        share: share(*count, counted.customers),
    };
    Answer {
        version: 1,
        as_of: clock::rfc3339(&opened.clock),
        zone: opened.clock.zone().name(),
        customers: counted.customers,
        segments: counted.segments.iter().map(entry).collect(),
    }
}

/// A condition as typed: its number, its share, how it reads.
fn one(counted: &Counted, context: &Context, opened: &Opened) -> String {
    let mut text = String::new();
    for (_, condition, count) in &counted.segments {
        let people = if *count == 1 { "customer" } else { "customers" };
        text.push_str(&format!(
            "{} {people}, {} of {}\n",
            number(*count),
            percent(*count, counted.customers),
            number(counted.customers),
        ));
        if !context.quiet {
            let reading = explain(condition, &opened.model, &opened.clock);
            text.push_str(&paragraph(&reading, 2, context.look.width.min(80)));
            text.push_str(&format!("  As of {}.\n", clock::words(&opened.clock)));
        }
    }
    text
}

/// Segments: a line each, and below them what they are parts of.
fn many(counted: &Counted, context: &Context, opened: &Opened) -> String {
    let row = |(name, _, count): &(String, Condition, u64)| {
        let share = percent(*count, counted.customers);
        [name.clone(), number(*count), share]
    };
    let rows: Vec<[String; 3]> = counted.segments.iter().map(row).collect();
    let mut text = table(&rows, [Align::Left, Align::Right, Align::Right], 80);
    if !context.quiet && !rows.is_empty() {
        text.push_str(&format!("\n{}\n", whole(counted, opened)));
    }
    text
}

/// What shares are parts of, and as of when: `of 2,000 customers as of ...`.
pub fn whole(counted: &Counted, opened: &Opened) -> String {
    let customers = number(counted.customers);
    format!("of {customers} customers, as of {}", clock::words(&opened.clock))
}
