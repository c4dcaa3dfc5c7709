//! `seg explain`: what a segment means, in plain words.

use super::choose::Chosen;
use super::clock;
use super::context::Context;
use super::read::Reading;
use super::trouble::{Ending, Trouble};
use crate::analysis::explain;
use crate::render::text::paragraph;
use serde::Serialize;

/// Say in plain words what a segment means
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The name or file of a segment
    #[arg(value_name = "SEGMENT", required_unless_present = "condition")]
    segment: Option<String>,
    /// A condition in place of a segment
    #[arg(short = 'e', value_name = "CONDITION", conflicts_with = "segment")]
    condition: Option<String>,
    /// Show how it is computed, too
    #[arg(long)]
    plan: bool,
    /// Print it for a script
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Answer<'a> {
    version: u32,
    as_of: String,
    zone: &'a str,
    segments: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    name: String,
    description: Option<String>,
    reading: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    plan: Option<String>,
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Ending, Trouble> {
    let opened = context.open()?.sound()?;
    let chosen = match (&args.condition, &args.segment) {
        (Some(condition), _) => Chosen::typed(context, &opened, condition)?,
        (None, segment) => Chosen::of(context, &opened, segment.as_slice())?,
    };
    // What it means does not depend on the data; how it is computed does.
    let data = match args.plan {
        true => Some(opened.data()?),
        false => None,
    };
    let reading = Reading::new(chosen, &opened, None)?;
    context.draw(&reading.findings);
    let mut entries = Vec::new();
    for (named, segment) in reading.segments() {
        let Some(condition) = &segment.condition else {
            continue;
        };
        let plan = data.as_ref().map(|data| {
            data.plan_text(std::slice::from_ref(condition), &opened.clock).map_err(|error| opened.failed(&error))
        });
        entries.push(Entry {
            name: named.name.clone(),
            description: segment.description.clone(),
            reading: explain(condition, &opened.model, &opened.clock),
            plan: plan.transpose()?,
        });
    }
    if args.json {
        context.answer(&super::to_json(&Answer {
            version: 1,
            as_of: clock::rfc3339(&opened.clock),
            zone: opened.clock.zone().name(),
            segments: entries,
        }))?;
    } else {
        let told: Vec<String> = entries.iter().map(|entry| tell(entry, context, args)).collect();
        context.answer(&told.join("\n"))?;
        if !told.is_empty() {
            context.tell(&format!("\nas of {}\n", clock::words(&opened.clock)));
        }
    }
    Ok(match reading.findings.has_errors() {
        true => Ending::Failed,
        false => Ending::Fine,
    })
}

fn tell(entry: &Entry, context: &Context, args: &Args) -> String {
    let mut text = String::new();
    let columns = context.look.width.min(80);
    if args.condition.is_none() {
        text.push_str(&entry.name);
        if let Some(description) = &entry.description {
            text.push_str(&format!(": {description}"));
        }
        text.push_str("\n\n");
    }
    text.push_str(&paragraph(&entry.reading, 2, columns));
    if let Some(plan) = &entry.plan {
        text.push_str(&format!("\n{}\n", plan.trim_end()));
    }
    text
}
