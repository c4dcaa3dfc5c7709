//! `no-description`: a segment of a project says what it is for.

use super::Found;
use super::text::Text;
use crate::diagnostics::{Diagnostic, Rule};

pub(super) fn check(text: &Text<'_>, found: &mut Found) {
    for segment in &text.segments {
        let Some(name) = segment.said.name.as_ref().filter(|_| segment.said.description.is_none()) else {
            continue;
        };
        let message = format!("`{}` does not say what it is for", name.text);
        found.report(
            Diagnostic::new(Rule::NoDescription, name.span, message, "no description")
                .help("a line below the name: `description \"Big spenders who went quiet\"`"),
        );
    }
}
