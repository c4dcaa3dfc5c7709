//! The lines in which two texts differ. The only place that names similar.

use super::Look;
use super::text::printable;
use similar::TextDiff;

/// How two texts of a name differ, as patches are written.
pub fn diff(name: &str, before: &str, after: &str, look: Look) -> String {
    let lines = TextDiff::from_lines(before, after);
    let patch = lines.unified_diff().header(name, name).missing_newline_hint(false).to_string();
    let mut out = String::new();
    for line in patch.lines() {
        let line = printable(line.trim_end_matches('\r'));
        let colour = match line.chars().next() {
            Some('-') => "31",
            Some('+') => "32",
            Some('@') => "36",
            _ => "",
        };
        match look.colour && !colour.is_empty() {
            true => out.push_str(&format!("\u{1b}[{colour}m{line}\u{1b}[0m\n")),
            false => out.push_str(&format!("{line}\n")),
        }
    }
    out
}
