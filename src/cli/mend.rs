//! `seg check --fix`: makes the safe repairs of files, and says so.

use super::choose::Chosen;
use super::context::{Context, Opened};
use super::trouble::Trouble;
use crate::diagnostics::fix::mend;
use crate::lint;
use crate::project::replace;
use crate::render::text::plural;
use crate::source::SourceFile;
use crate::types::Surroundings;

/// One repair may uncover another; no text has more layers than this.
const ROUNDS: usize = 10;

/// Mends the chosen files where they stand.
pub fn files(context: &Context, opened: &Opened, chosen: &Chosen) -> Result<(), Trouble> {
    let around = Surroundings::of(&opened.model).with_segments(&chosen.library);
    for file in chosen.files.iter().filter_map(|at| chosen.library.files.get(*at)).filter(|file| file.readable) {
        let (text, made) = mended(&file.source, &around);
        if made > 0 {
            replace(&file.path, &text).map_err(|_| {
                Trouble::said(format!("`{}` cannot be written", file.source.name())).help("nothing in it was changed")
            })?;
            context.tell(&format!("{}: {} made\n", file.source.name(), plural(made, "repair", "repairs")));
        }
    }
    Ok(())
}

fn mended(source: &SourceFile, around: &Surroundings<'_>) -> (String, usize) {
    let mut text = source.text().to_owned();
    let mut all = 0;
    for _ in 0..ROUNDS {
        let source = SourceFile::new(source.name(), text.as_str());
        let (next, made) = mend(&text, &lint::understand(&source, around).diagnostics);
        if made == 0 {
            break;
        }
        all += made;
        text = next;
    }
    (text, all)
}
