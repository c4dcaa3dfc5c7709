//! The last look before the file is written: what the program itself would refuse becomes a comment.

use super::write::OPEN;
use crate::diagnostics::Diagnostic;
use crate::engine::Data;
use crate::project::PROJECT_FILE;
use crate::source::SourceFile;
use crate::types::Model;
use crate::vocabulary::Project;
use std::path::Path;

/// Looks at the text that are taken at most; each mends all that is seen to be wrong.
const LOOKS: usize = 20;

/// The text with every line that the program itself would refuse made a comment, and with it the
/// table, where the table cannot do without.
pub(super) fn mended(mut text: String, project: &Path) -> String {
    for _ in 0..LOOKS {
        let wrong: Vec<usize> = refused(&text, project).iter().map(|finding| finding.span().start).collect();
        let mended = without(&text, &wrong);
        if mended == text {
            break;
        }
        text = mended;
    }
    text
}

/// The text with the lines at these places made comments.
fn without(text: &str, wrong: &[usize]) -> String {
    let mut mended = String::new();
    let mut start = 0;
    let mut gone: Option<&str> = None;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        let bad = wrong.iter().any(|at| (start..end).contains(at));
        if let Some(table) = heading(line) {
            gone = if bad { Some(table) } else { gone.filter(|gone| *gone == table) };
        }
        let comment = (bad || gone.is_some()) && !line.starts_with('#') && !line.trim().is_empty();
        mended.push_str(if comment { OPEN } else { "" });
        mended.push_str(line);
        start = end;
    }
    mended
}

/// The table that a heading is about.
fn heading(line: &str) -> Option<&str> {
    let inside = line.trim().strip_prefix('[')?.strip_suffix(']')?;
    inside.split('.').nth(1).or(Some("customers"))
}

/// What the program finds wrong with a text as the project's `seg.toml`.
fn refused(text: &str, project: &Path) -> Vec<Diagnostic> {
    let (project, mut wrong) = Project::load(project, SourceFile::new(PROJECT_FILE, text));
    let (model, more) = Model::build(project);
    wrong.extend(more);
    if wrong.is_empty() {
        wrong.extend(Data::open(&model).err().unwrap_or_default());
    }
    wrong
}
