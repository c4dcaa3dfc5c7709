//! `seg run`: the people themselves, a file a segment.

use super::choose::Chosen;
use super::clock;
use super::context::{Context, Opened};
use super::read::Reading;
use super::trouble::{Ending, Trouble};
use crate::engine::{self, Written, write_members};
use crate::render::text::{Align, number, plural, table};
use crate::types::ir::Condition;
use clap::ValueEnum;
use std::path::PathBuf;

/// Write the people in segments to files
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Names, files or folders of segments; without them, all of the project
    #[arg(value_name = "SEGMENTS")]
    segments: Vec<String>,
    /// The folder to write to
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// The form of the files: parquet, csv or jsonl
    #[arg(long, value_enum, default_value_t, hide_possible_values = true)]
    format: Format,
}

/// The form of the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    /// Apache Parquet.
    #[default]
    Parquet,
    /// Comma-separated values.
    Csv,
    /// A JSON object a line.
    Jsonl,
}

impl From<Format> for engine::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Parquet => Self::Parquet,
            Format::Csv => Self::Csv,
            Format::Jsonl => Self::JsonLines,
        }
    }
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Ending, Trouble> {
    let opened = context.open()?.sound()?;
    let chosen = Chosen::of(context, &opened, &args.segments)?;
    let folder = context.folder.join(&args.out);
    std::fs::create_dir_all(&folder).map_err(|error| Trouble::unwritten(&context.shown(&folder), &error))?;
    let data = opened.data()?;
    let reading = Reading::with_data(chosen, &opened, &data)?;
    context.draw(&reading.findings);
    let sound: Vec<(String, Condition)> = reading.sound().collect();
    let written = write_members(&data, &sound, &opened.clock, &folder, args.format.into())
        .map_err(|error| opened.failed(&error))?;
    context.answer(&listed(&written, context))?;
    context.tell(&said(&written, &opened));
    Ok(match reading.findings.has_errors() {
        true => Ending::Failed,
        false => Ending::Fine,
    })
}

fn listed(written: &[Written], context: &Context) -> String {
    let row = |file: &Written| {
        let path = context.shown(&file.path);
        [file.segment.clone(), number(file.members), path]
    };
    let rows: Vec<[String; 3]> = written.iter().map(row).collect();
    table(&rows, [Align::Left, Align::Right, Align::Left], usize::MAX)
}

fn said(written: &[Written], opened: &Opened) -> String {
    let files = plural(written.len(), "file", "files");
    format!("\n{files}, as of {}\n", clock::words(&opened.clock))
}
