//! `seg demo`: a shop to play with, and the first answers.

use super::choose::Chosen;
use super::context::{Context, Opened};
use super::count::{Counted, whole};
use super::read::Reading;
use super::terminal::quoted;
use super::trouble::{Ending, Trouble};
use crate::analysis::explain;
use crate::render::text::{Align, number, paragraph, percent, table, width};
use crate::setup::{SetupError, write_demo};
use crate::shop::Options;
use std::path::{Path, PathBuf};

/// The widest that its answer is set, so that it reads well anywhere.
const COLUMNS: usize = 80;

/// What to try first.
const FIRST: &str = "money_spent > 100 and not ordered_since 90d and sms_consent";

/// Make a shop to play with, and count its segments
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its folder: a new or empty one, or one that was made so before
    #[arg(value_name = "DIR", default_value = "seg-demo")]
    folder: PathBuf,
    /// How many customers it has
    #[arg(long, value_name = "N", default_value_t = Options::default().customers)]
    customers: usize,
    /// Any number; another seed is another shop
    #[arg(long, value_name = "S", default_value_t = Options::default().seed)]
    seed: u64,
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Ending, Trouble> {
    let folder = context.folder.join(&args.folder);
    let options = Options { customers: args.customers, seed: args.seed };
    write_demo(&folder, &options).map_err(|error| unmade(error, context))?;
    context.tell(&format!(
        "A made-up shop with {} customers is in {}.\n\n",
        number(args.customers as u64),
        context.shown(&folder)
    ));
    let opened = context.open_at(&folder)?.sound()?;
    let data = opened.data()?;
    let chosen = Chosen::all(context, &opened)?;
    let reading = Reading::counting(chosen, &opened, &data, context.quiet)?;
    context.draw(&reading.findings);
    let counted = Counted::new(&reading, &opened, &data)?;
    context.answer(&told(&counted, &opened))?;
    context.tell(&next(context, &args.folder));
    Ok(match reading.findings.has_errors() {
        true => Ending::Failed,
        false => Ending::Fine,
    })
}

/// Each segment with its number and its share, and below them how it reads.
fn told(counted: &Counted, opened: &Opened) -> String {
    let row = |(name, _, count): &(String, _, u64)| {
        let share = percent(*count, counted.customers);
        [name.clone(), number(*count), share]
    };
    let rows: Vec<[String; 3]> = counted.segments.iter().map(row).collect();
    let heads = table(&rows, [Align::Left, Align::Right, Align::Right], COLUMNS);
    let mut text = String::new();
    for (head, (_, condition, _)) in heads.lines().zip(&counted.segments) {
        let reading = explain(condition, &opened.model, &opened.clock);
        text.push_str(&format!("{head}\n{}\n", paragraph(&reading, 2, COLUMNS)));
    }
    text.push_str(&format!("{}\n", whole(counted, opened)));
    text
}

/// What to type next, as it works from where the reader is.
fn next(context: &Context, folder: &Path) -> String {
    let program = &context.program;
    let project = quoted(&folder.to_string_lossy());
    let line = |args: String| format!("{program} {args} --project {project}");
    let mut count = line("count".to_owned());
    let condition = if cfg!(windows) { format!("-e \"{FIRST}\"") } else { format!("-e '{FIRST}'") };
    let fits = 2 + width(&count) + 1 + width(&condition) <= COLUMNS;
    count.push_str(match fits || cfg!(windows) {
        true => " ",
        false => " \\\n    ",
    });
    count.push_str(&condition);
    format!(
        "\nNow ask it something:\n  {count}\n\nWhich words there are, and what a segment means:\n  {}\n  {}\n",
        line("words".to_owned()),
        line("explain winback".to_owned()),
    )
}

fn unmade(error: SetupError, context: &Context) -> Trouble {
    match error {
        SetupError::NotOurs(folder) => {
            Trouble::said(format!("`{}` is not empty, and is not a demo made before", context.shown(&folder)))
                .help("choose another folder, for example `seg demo shop`")
        }
        SetupError::NotAFolder(path) => {
            Trouble::said(format!("`{}` is a file, not a folder", context.shown(&path))).help("choose another folder")
        }
        SetupError::Io { path, source } => Trouble::unwritten(&context.shown(&path), &source),
        SetupError::Table { path, .. } => {
            Trouble::said(format!("`{}` cannot be written", context.shown(&path))).help("is there room on the disk?")
        }
        other => Trouble::said(other.to_string()),
    }
}
