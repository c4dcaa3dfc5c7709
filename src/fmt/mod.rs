//! The one layout of a text.
//!
//! [`format`] prints what a text says with blanks, line ends and the order of modifiers
//! as everybody writes them; comments go with what they stand at. It reads its own output
//! and compares before it gives it away, so that no layout ever changes a meaning. What
//! words mean is not known here.

mod attach;
mod doc;
mod file;
mod layout;
mod line_ends;
mod shape;
mod words;

use crate::diagnostics::{Diagnostic, Severity};
use crate::syntax;
use line_ends::LineEnds;
use words::Words;

/// The columns that a line may take, comments behind it left out.
pub const WIDTH: usize = 80;

/// Why a text is left as it is.
#[derive(Debug, Clone)]
pub enum Refused {
    /// There are mistakes in its form: a layout could hide what was meant.
    Mistakes(Vec<Diagnostic>),
    /// The layout would not say the same: a mistake of this program.
    Unproven,
}

/// The text in its one layout; itself where it has it already.
pub fn format(text: &str) -> Result<String, Refused> {
    let tree = syntax::parse(text);
    if tree.diagnostics.iter().any(|found| found.severity() == Severity::Error) {
        return Err(Refused::Mistakes(tree.diagnostics));
    }
    let mut words = Words::new(text, &tree.tokens);
    attach::settle(&mut words, &tree.file);
    let laid_out = file::print(&words, &tree.file);

    let again = syntax::parse(&laid_out);
    let same = again.diagnostics.is_empty()
        && shape::of(&again.file) == shape::of(&tree.file)
        && Words::new(&laid_out, &again.tokens).comments() == words.comments();
    match same {
        true => Ok(LineEnds::of(text).give(laid_out)),
        false => Err(Refused::Unproven),
    }
}
