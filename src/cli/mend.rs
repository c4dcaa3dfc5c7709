//! `seg check --fix`: makes the safe repairs of files, and says so.

use super::choose::Chosen;
use super::context::{Context, Opened};
use super::trouble::Trouble;
use crate::analysis::analyze;
use crate::diagnostics::fix::mend;
use crate::render::text::plural;
use crate::source::SourceFile;
use crate::types::Surroundings;
use std::fs;
use std::path::Path;

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
        let (next, made) = mend(&text, &analyze(&source, around).diagnostics);
        if made == 0 {
            break;
        }
        all += made;
        text = next;
    }
    (text, all)
}

/// Writes beside the file and renames, so that no half-written file is ever there. A link
/// stays a link, and who may read the file stays as it was.
fn replace(path: &Path, text: &str) -> std::io::Result<()> {
    let path = path.canonicalize()?;
    let part = path.with_extension("seg.part");
    let written = fs::write(&part, text)
        .and_then(|()| fs::set_permissions(&part, fs::metadata(&path)?.permissions()))
        .and_then(|()| fs::rename(&part, &path));
    written.inspect_err(|_| drop(fs::remove_file(&part)))
}
