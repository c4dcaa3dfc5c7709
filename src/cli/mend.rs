//! `seg check --fix`: makes the repairs of files, and says so.

use super::choose::Chosen;
use super::context::{Context, Opened};
use super::trouble::Trouble;
use crate::diagnostics::fix::{repaired, repairs};
use crate::diagnostics::{Diagnostic, Safety, Severity};
use crate::lint;
use crate::project::replace;
use crate::render::text::plural;
use crate::source::SourceFile;
use crate::types::Surroundings;

/// One repair may uncover another, or has to be made alone; no text has more than so many.
const ROUNDS: usize = 40;

/// Mends the chosen files where they stand, as far as repairs are trusted.
pub fn files(context: &Context, opened: &Opened, chosen: &Chosen, trusted: Safety) -> Result<(), Trouble> {
    let around = Surroundings::of(&opened.model).with_segments(&chosen.library);
    for file in chosen.files.iter().filter_map(|at| chosen.library.files.get(*at)).filter(|file| file.readable) {
        let (text, made) = mended(&file.source, &around, trusted);
        if made > 0 {
            replace(&file.path, &text).map_err(|_| {
                Trouble::said(format!("`{}` cannot be written", file.source.name())).help("nothing in it was changed")
            })?;
            context.tell(&format!("{}: {} made\n", file.source.name(), plural(made, "repair", "repairs")));
        }
    }
    Ok(())
}

fn mended(source: &SourceFile, around: &Surroundings<'_>, trusted: Safety) -> (String, usize) {
    let read = |text: &str| lint::understand(&SourceFile::new(source.name(), text), around).diagnostics;
    let mut text = source.text().to_owned();
    let mut found = read(&text);
    let mut all = 0;
    for _ in 0..ROUNDS {
        let fixes = repairs(&found, trusted);
        // What does not make it better is not made, though it was offered: then each is tried alone.
        let together = std::iter::once(fixes.as_slice()).filter(|fixes| fixes.len() > 1);
        let mut tried = together.chain(fixes.chunks(1)).map(|some| (some.len(), repaired(&text, some)));
        let better = tried.find_map(|(made, next)| {
            let left = read(&next);
            (weight(&left) < weight(&found)).then_some((made, next, left))
        });
        let Some((made, next, left)) = better else { break };
        all += made;
        (text, found) = (next, left);
    }
    (text, all)
}

/// How many mistakes there are, and how many findings.
fn weight(found: &[Diagnostic]) -> (usize, usize) {
    (found.iter().filter(|found| found.severity() == Severity::Error).count(), found.len())
}
