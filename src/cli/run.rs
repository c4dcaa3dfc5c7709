//! `seg run`: the people themselves, a file a segment.

use super::choose::Chosen;
use super::clock;
use super::context::{Context, Opened};
use super::people;
use super::read::Reading;
use super::trouble::{Ending, Trouble};
use super::watch::Watch;
use crate::render::text::{Align, number, plural, table};
use crate::results::{Asked, Disk, Entry, Form, Order, Report, Results, ResultsError, Status};
use clap::ValueEnum;
use std::path::{Path, PathBuf};

/// Write the people in segments to files
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Names, files or folders of segments; without them, all of the project
    #[arg(value_name = "SEGMENTS")]
    segments: Vec<String>,
    /// The folder to write to: a new one, or one of an earlier run
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// The form of the files: parquet, csv or jsonl
    #[arg(long, value_enum, default_value_t, hide_possible_values = true)]
    format: Format,
    /// Fields and measures to write beside the key, and `member_since`
    #[arg(long, value_name = "WORDS", value_delimiter = ',')]
    columns: Vec<String>,
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

impl From<Format> for Form {
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
    let columns = people::columns(&opened, &args.columns)?;
    let folder = context.folder.join(&args.out);
    let data = opened.data()?;
    let watch = Watch::over(&data, context);
    let disk = Disk::default();
    let failed = |error| unwritten(error, context, &opened, &folder);
    let results = Results::open(&folder, &disk).map_err(failed)?;
    let reading = Reading::with_data(chosen, &opened, &data)?;
    let order = Order { segments: asked(&reading), whole: args.segments.is_empty(), columns, form: args.format.into() };
    let report = results.run(&order, &data, &opened.clock).map_err(failed)?;
    drop(watch);
    context.draw(&reading.findings);
    context.answer(&listed(&report, &order, &folder, context))?;
    context.tell(&said(&report, &order, &opened, context));
    let failed = report.manifest.segments.iter().any(|entry| entry.status == Status::Failed);
    Ok(match failed || reading.findings.has_errors() {
        true => Ending::Failed,
        false => Ending::Fine,
    })
}

/// The chosen segments; of those with mistakes, that they have some.
fn asked(reading: &Reading) -> Vec<Asked> {
    let segments = reading.segments().filter(|(named, _)| !named.taken);
    let asked = segments.map(|(named, segment)| Asked {
        name: named.name.clone(),
        meaning: segment.condition.clone().ok_or_else(|| "it has mistakes; `seg check` shows them".to_owned()),
    });
    asked.collect()
}

/// A line for each segment that was asked for: its people, and how they changed.
fn listed(report: &Report, order: &Order, folder: &Path, context: &Context) -> String {
    let about = |entry: &&Entry| order.segments.iter().any(|asked| asked.name == entry.name);
    let change = |sign: &str, people: Option<u64>| match people {
        Some(0) | None => String::new(),
        Some(people) => format!("{sign}{}", number(people)),
    };
    let row = |entry: &Entry| match (entry.status, entry.count, &entry.file) {
        (Status::Ok, Some(count), Some(file)) => [
            entry.name.clone(),
            number(count),
            change("+", entry.entered),
            change("-", entry.left),
            context.shown(&folder.join(file)),
        ],
        _ => [entry.name.clone(), "failed".to_owned(), String::new(), String::new(), String::new()],
    };
    let rows: Vec<[String; 5]> = report.manifest.segments.iter().filter(about).map(row).collect();
    table(&rows, [Align::Left, Align::Right, Align::Right, Align::Right, Align::Left], usize::MAX)
}

fn said(report: &Report, order: &Order, opened: &Opened, context: &Context) -> String {
    let mut text = String::new();
    let entries = report.manifest.segments.iter();
    let failed: Vec<&Entry> = entries.filter(|entry| entry.status == Status::Failed).collect();
    for entry in &failed {
        let message = entry.message.as_deref().unwrap_or("it could not be computed");
        let stays = match &entry.as_of {
            Some(as_of) => format!("; its files are still those as of {as_of}"),
            None => String::new(),
        };
        text.push_str(&format!("{}: {message}{stays}\n", entry.name));
    }
    for file in &report.removed {
        text.push_str(&format!("{file} is gone: no segment of this run is written there\n"));
    }
    let written = order.segments.len() - failed.len();
    let run = report.manifest.run;
    let since = match run {
        1 => String::new(),
        _ => ", with who entered (+) and left (-) since the run before".to_owned(),
    };
    let _ = context;
    format!("{text}\n{}{since}; as of {}\n", plural(written, "segment", "segments"), clock::words(&opened.clock))
}

fn unwritten(error: ResultsError, context: &Context, opened: &Opened, folder: &Path) -> Trouble {
    let shown = |path: &Path| context.shown(path);
    match error {
        ResultsError::Run(error) => opened.failed(&error),
        ResultsError::NotOurs(path) => {
            Trouble::said(format!("`{}` is not empty, and no run has written there before", shown(&path)))
                .help("choose a new or empty folder; results replace each other, and nothing else")
        }
        ResultsError::NotAFolder(path) => {
            Trouble::said(format!("`{}` cannot be written", shown(&path))).help("a file stands where a folder belongs")
        }
        ResultsError::Busy(path) => Trouble::said(format!("another run is writing to `{}`", shown(&path)))
            .help("wait until it has ended, or choose another folder"),
        ResultsError::Taken(path) => {
            Trouble::said(format!("`{}` is there already, and is not from a run", shown(&path)))
                .help("move it away; it would be replaced")
        }
        ResultsError::SameFile(one, other) => {
            Trouble::said(format!("the segments `{one}` and `{other}` would write to the same file"))
                .help("on some systems names that differ in case only are the same; rename one")
        }
        ResultsError::Damaged(path) => Trouble::said(format!("`{}` cannot be understood", shown(&path)))
            .help(format!("remove `{}` to begin anew; everybody then counts as entered", shown(&folder.join(".seg")))),
        ResultsError::TooNew(path) => {
            Trouble::said(format!("a later version of seg wrote `{}`", shown(&path))).help("use that version")
        }
        ResultsError::Stopped => Trouble::said("stopped; the results are as they were before"),
        ResultsError::Io { path, source } => {
            Trouble::unwritten(&shown(&path), &source).help("the results are as they were before")
        }
        ResultsError::Unmoved { path, source } => {
            Trouble::said(format!("the results are complete, but `{}` cannot be replaced", shown(&path)))
                .because(&source)
                .help("close what uses it; the next run begins by finishing this")
        }
    }
}
