//! `seg init`: a `seg.toml` for files that are there.

use super::context::Context;
use super::terminal::quoted;
use super::trouble::{Ending, Trouble};
use crate::render::text::{Align, table};
use crate::setup::SetupError;
use crate::setup::init::{Begun, OPEN, init};
use std::path::PathBuf;

/// Look at Parquet and CSV files, and write the `seg.toml` that fits them best
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The folder of the files; those of folders below it count too
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Ending, Trouble> {
    let project = context.new_project();
    let begun = init(&context.folder.join(&args.data), &project).map_err(|error| unmade(error, context))?;
    context.answer(&told(&begun, context))?;
    let program = &context.program;
    let shown = context.shown(&project);
    let at = if shown == "." { String::new() } else { format!(" --project {}", quoted(&shown)) };
    context.tell(&format!(
        "\nRead it through, then see what it can do:\n  {program} words{at}\n  {program} count{at} -e 'ordered'\n"
    ));
    Ok(Ending::Fine)
}

/// Which file is which table, and what is left to be looked at.
fn told(begun: &Begun, context: &Context) -> String {
    let rows: Vec<[String; 2]> = begun.tables.iter().map(|(name, path)| [name.clone(), path.clone()]).collect();
    let tables = table(&rows, [Align::Left, Align::Left], context.look.width);
    let file = context.shown(&begun.path);
    // The head of the file explains the mark.
    let open: Vec<String> = begun
        .text
        .lines()
        .enumerate()
        .skip(3)
        .filter(|(_, line)| line.contains(OPEN))
        .map(|(at, line)| format!("  {file}:{}: {}\n", at + 1, line.trim()))
        .collect();
    let left = match open.len() {
        0 => "Nothing was left open.\n".to_owned(),
        _ => format!("What it could not tell, marked `{}` there:\n{}", OPEN.trim(), open.concat()),
    };
    format!("{tables}\nThis is in {file}. {left}")
}

fn unmade(error: SetupError, context: &Context) -> Trouble {
    match error {
        SetupError::AlreadyThere(path) => {
            Trouble::said(format!("`{}` is there already, and is left as it is", context.shown(&path)))
                .help("move it away first, or begin elsewhere with `--project DIR`")
        }
        SetupError::NoFolder(path) => Trouble::said(format!("there is no folder `{}`", context.shown(&path))),
        SetupError::NoData(path) => {
            Trouble::said(format!("there are no Parquet or CSV files below `{}`", context.shown(&path)))
                .help("data is read from files whose names end in `.parquet`")
        }
        SetupError::NoCustomers(path) => Trouble::said(format!(
            "nothing below `{}` looks like customers, or like what they did",
            context.shown(&path)
        ))
        .help("it needs a table with a key for each customer, or rows with a customer and a time"),
        SetupError::Unreadable { path, .. } => Trouble::said(format!("`{}` is damaged inside", context.shown(&path)))
            .help("write or copy the file again, or move it away"),
        SetupError::Io { path, source } => Trouble::unwritten(&context.shown(&path), &source),
        other => Trouble::said(other.to_string()),
    }
}
