//! `seg fmt`: the one layout of segment files.

use super::choose::{Chosen, no_segments};
use super::context::Context;
use super::input;
use super::trouble::{Ending, Trouble};
use crate::fmt::{Refused, format};
use crate::project::{is_named_as_segments, read, replace, segment_files};
use crate::render::text::plural;
use crate::render::{Findings, diff};
use crate::source::SourceFile;
use std::path::{Path, PathBuf};

/// Lay segment files out as everybody writes them
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Files, folders or names of segments, or - for standard input; without them, the whole project
    #[arg(value_name = "PATHS")]
    paths: Vec<String>,
    /// With -: the file that standard input is the text of
    #[arg(long, value_name = "FILE")]
    stdin_filename: Option<String>,
    /// Change nothing: name the files that are laid out otherwise
    #[arg(long)]
    check: bool,
    /// Change nothing: show what would change
    #[arg(long, conflicts_with = "check")]
    diff: bool,
}

/// Runs the command.
pub fn run(context: &Context, args: &Args) -> Result<Ending, Trouble> {
    if input::is_asked(&args.paths, args.stdin_filename.as_ref(), "fmt")? {
        return from_input(context, args);
    }
    let mut work = Work::default();
    for path in files(context, &args.paths)? {
        let shown = context.shown(&path);
        match read(&path, &shown) {
            Ok(source) => work.one(context, args, &source, &path)?,
            Err(unread) => {
                context.report(&unread.into());
                work.failed += 1;
            }
        }
    }
    work.end(context, args)
}

/// What became of the files.
#[derive(Default)]
struct Work {
    looked_at: usize,
    changed: usize,
    failed: usize,
    left: Findings,
}

impl Work {
    fn one(&mut self, context: &Context, args: &Args, source: &SourceFile, path: &Path) -> Result<(), Trouble> {
        self.looked_at += 1;
        let Some(laid_out) = self.laid_out(context, source) else { return Ok(()) };
        if laid_out == source.text() {
            return Ok(());
        }
        self.changed += 1;
        if args.check {
            return context.answer(&format!("{}\n", source.name()));
        }
        if args.diff {
            return context.answer(&diff(source.name(), source.text(), &laid_out, context.look));
        }
        replace(path, &laid_out).map_err(|_| {
            Trouble::said(format!("`{}` cannot be written", source.name())).help("nothing in it was changed")
        })
    }

    /// A text in its one layout, unless it is to be left alone, which is said.
    fn laid_out(&mut self, context: &Context, source: &SourceFile) -> Option<String> {
        match format(source.text()) {
            Ok(laid_out) => Some(laid_out),
            Err(Refused::Mistakes(mistakes)) => {
                self.failed += 1;
                self.left.add(source, mistakes);
                None
            }
            Err(Refused::Unproven) => {
                self.failed += 1;
                context.report(
                    &Trouble::said(format!("seg cannot lay out `{}` without changing what it says", source.name()))
                        .help("this is a mistake in seg, not in your segment; please send us the file")
                        .help("it was left as it is"),
                );
                None
            }
        }
    }

    fn end(self, context: &Context, args: &Args) -> Result<Ending, Trouble> {
        context.draw(&self.left);
        let files = |count| plural(count, "file", "files");
        if !self.left.is_empty() {
            context.tell(&format!("\n{} left as before: `seg check` says all that is wrong\n", files(self.failed)));
        }
        let only_looked = args.check || args.diff;
        if self.changed > 0 && only_looked {
            context.tell(&format!("{} to lay out: run `{} fmt`\n", files(self.changed), context.program));
        } else if context.is_watched() {
            context.tell(&format!("{} of {} laid out anew\n", self.changed, files(self.looked_at)));
        }
        Ok(match () {
            () if self.failed > 0 => Ending::Failed,
            () if only_looked && self.changed > 0 => Ending::Found,
            () => Ending::Fine,
        })
    }
}

/// From standard input to standard output.
fn from_input(context: &Context, args: &Args) -> Result<Ending, Trouble> {
    let source = input::read(args.stdin_filename.as_deref())?;
    let mut work = Work { looked_at: 1, ..Work::default() };
    let Some(laid_out) = work.laid_out(context, &source) else {
        context.draw(&work.left);
        return Ok(Ending::Failed);
    };
    let changed = laid_out != source.text();
    match () {
        () if args.check => {}
        () if args.diff => context.answer(&diff(source.name(), source.text(), &laid_out, context.look))?,
        () => context.answer(&laid_out)?,
    }
    Ok(if changed && (args.check || args.diff) { Ending::Found } else { Ending::Fine })
}

/// The files of these paths, each once; names of segments are looked up in the project.
fn files(context: &Context, asked: &[String]) -> Result<Vec<PathBuf>, Trouble> {
    if asked.is_empty() {
        return Ok(segment_files(&context.project_folder()?, &context.folder)?);
    }
    let mut found = Vec::new();
    for name in asked {
        let path = context.folder.join(name);
        let is_seg = is_named_as_segments(&path);
        let is_path = name.contains(['/', '\\']) || is_seg;
        if path.is_dir() {
            found.extend(segment_files(&path, &context.folder)?);
        } else if path.is_file() && !is_seg {
            return Err(no_segments(name));
        } else if path.is_file() || is_path || !context.has_project() {
            found.push(path);
        } else {
            let chosen = Chosen::of(context, &context.open()?, std::slice::from_ref(name))?;
            let of = |at: &usize| chosen.library.files.get(*at).map(|file| file.path.clone());
            found.extend(chosen.files.iter().filter_map(of));
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|path| seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())));
    Ok(found)
}
