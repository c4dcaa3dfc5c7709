//! `seg check`: every mistake of every file.

use super::choose::Chosen;
use super::context::{Context, Opened};
use super::input;
use super::mend;
use super::read::Reading;
use super::trouble::{Ending, Trouble};
#[cfg(feature = "engine")]
use crate::diagnostics::Rule;
use crate::diagnostics::Safety;
use crate::render::text::plural;
use crate::render::{Findings, github, human, json, sarif, short};
use clap::ValueEnum;

/// Find every mistake of every file
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Names, files or folders, or - for standard input; without them, the whole project
    #[arg(value_name = "PATHS")]
    paths: Vec<String>,
    /// A condition in place of files
    #[arg(short = 'e', value_name = "CONDITION", conflicts_with = "paths")]
    condition: Option<String>,
    /// With -: the file that standard input is the text of, saved or not
    #[arg(long, value_name = "FILE", conflicts_with = "condition")]
    stdin_filename: Option<String>,
    /// How findings are printed: human, short (a line each), json, sarif or github
    #[arg(long, value_enum, default_value_t, hide_possible_values = true)]
    format: Format,
    /// Make the repairs that keep the meaning
    #[arg(long, conflicts_with = "condition")]
    fix: bool,
    /// With --fix: make the repairs, too, that may change the meaning
    #[arg(long, requires = "fix")]
    unsafe_fixes: bool,
    /// Leave the data alone: check the texts only
    #[arg(long)]
    no_data: bool,
}

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    /// Drawn, for people.
    #[default]
    Human,
    /// A line each, for logs.
    Short,
    /// For scripts.
    Json,
    /// For code hosts and dashboards.
    Sarif,
    /// For GitHub's runners.
    Github,
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Ending, Trouble> {
    let from_input = input::is_asked(&args.paths, args.stdin_filename.as_ref(), "check")?;
    if from_input && args.fix {
        return Err(Trouble::said("`--fix` mends files, and standard input is none")
            .help("save it first, or take the repairs from `--format json`"));
    }
    let opened = match &args.stdin_filename {
        Some(file) if from_input => context.open_beside(file)?,
        _ => context.open()?,
    };
    let mut findings = Findings::default();
    findings.add(opened.source(), opened.diagnostics.iter().cloned());
    let mut checked = 0;
    if !opened.is_broken() {
        let mut chosen = match &args.condition {
            Some(condition) => Chosen::typed(context, &opened, condition)?,
            None if from_input => {
                let name = args.stdin_filename.as_deref();
                Chosen::unsaved(context, &opened, name, input::read(name)?)?
            }
            None => Chosen::of(context, &opened, &args.paths)?,
        };
        if args.fix {
            let trusted = if args.unsafe_fixes { Safety::Unsafe } else { Safety::Safe };
            mend::files(context, &opened, &chosen, trusted)?;
            chosen = Chosen::of(context, &opened, &args.paths)?;
        }
        checked = chosen.files.len();
        let with_data = !args.no_data && !findings.has_errors();
        let reading = read(chosen, &opened, with_data, &mut findings)?;
        for finding in reading.findings.all() {
            findings.add(&finding.source, [finding.diagnostic.clone()]);
        }
        // The process ends soon; of ten thousand texts, freeing what was read takes longer than a hundred need.
        std::mem::forget(reading);
    }
    context.answer(&match args.format {
        Format::Human if findings.is_empty() => String::new(),
        Format::Human => human(&findings, context.look),
        Format::Short => short(&findings),
        Format::Json => json(&findings),
        Format::Sarif => sarif(&findings),
        Format::Github => github(&findings),
    })?;
    match findings.summary() {
        Some(summary) if args.format == Format::Human => context.tell(&format!("\n{summary}\n")),
        // In a script no news is good news; somebody who waits wants to hear it.
        None if context.is_watched() => {
            let files = plural(checked, "file", "files");
            context.tell(&format!("nothing to mend in {files}\n"));
        }
        _ => {}
    }
    Ok(match findings.has_mistakes() {
        true => Ending::Found,
        false => Ending::Fine,
    })
}

/// Analyzes with the data, where it is wanted and can be opened.
#[cfg(feature = "engine")]
fn read(chosen: Chosen, opened: &Opened, with_data: bool, findings: &mut Findings) -> Result<Reading, Trouble> {
    if !with_data {
        return Reading::new(chosen, opened, None);
    }
    match opened.data() {
        Ok(data) => {
            let now = opened.is_now.then(|| opened.clock.as_of());
            let of_data = data.findings(now).map_err(|error| opened.failed(&error))?;
            findings.add(opened.source(), of_data);
            // What the data refuses to answer is said; the texts are judged without it.
            match findings.has_errors() {
                true => Reading::new(chosen, opened, None),
                false => Reading::answered(chosen, opened, &data),
            }
        }
        Err(Trouble::Found(found)) => without_data(chosen, opened, &found, findings),
        Err(trouble) => Err(trouble),
    }
}

/// What is wrong with the data, and the texts judged without them.
#[cfg(feature = "engine")]
fn without_data(chosen: Chosen, opened: &Opened, found: &Findings, all: &mut Findings) -> Result<Reading, Trouble> {
    let reading = Reading::new(chosen, opened, None)?;
    let sources = reading.sources(&opened.model);
    for finding in found.all() {
        let mut diagnostic = finding.diagnostic.clone();
        if diagnostic.rule == Rule::MissingColumn {
            let users = sources.iter().filter(|(_, places)| places.contains(&diagnostic.span()));
            diagnostic.help.extend(used_by(&users.map(|(name, _)| *name).collect::<Vec<_>>()));
        }
        all.add(&finding.source, [diagnostic]);
    }
    Ok(reading)
}

#[cfg(feature = "engine")]
fn used_by(segments: &[&str]) -> Option<String> {
    /// The others are counted only.
    const MOST_NAMED: usize = 5;
    let (such_as, named) = match segments {
        [] => return None,
        [some @ .., _] if some.len() >= MOST_NAMED => (", such as", segments.get(..MOST_NAMED).unwrap_or_default()),
        all => (":", all),
    };
    Some(format!("used by {}{such_as} {}", plural(segments.len(), "segment", "segments"), named.join(", ")))
}

#[cfg(not(feature = "engine"))]
fn read(chosen: Chosen, opened: &Opened, _with_data: bool, _findings: &mut Findings) -> Result<Reading, Trouble> {
    Reading::new(chosen, opened, None)
}
