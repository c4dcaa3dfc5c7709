//! Sequences in words.

use super::{Teller, past, series};
use crate::time::Length;
use crate::types::ir::{Sequence, Step, Then};
use crate::types::ordinal;

impl Teller<'_> {
    /// "who have viewed a product and then not ordered within 5 days".
    pub(super) fn sequence(&self, sequence: &Sequence, negated: bool) -> String {
        let first = self.did(&sequence.first);
        let mut out = format!("who have {}{first}", if negated { "not " } else { "" });
        let mut open: Vec<String> = Vec::new();
        for then in &sequence.then {
            let did = self.then(then);
            match (then.negated, then.within) {
                (true, None) => open.push(did),
                (true, Some(_)) => out.push_str(&format!(" and then not {did} (that time has passed)")),
                (false, _) if open.is_empty() => out.push_str(&format!(" and then {did}")),
                (false, _) => {
                    let between = series(std::mem::take(&mut open), "or");
                    out.push_str(&format!(" and then, not having {between} in between, {did}"));
                }
            }
        }
        if !open.is_empty() {
            out.push_str(&format!(" and then not {} up to now", series(open, "or")));
        }
        let event = &sequence.first.event;
        if negated && !self.happened_beside(event) {
            out.push_str(&format!(", including people who never {}", past(&self.says(event))));
        }
        out
    }

    fn then(&self, then: &Then) -> String {
        let mut did = self.did(&then.step);
        for same in &then.same {
            did.push_str(&format!(" (the same {})", same.own.column.replace('_', " ")));
        }
        if let Some(minutes) = then.within {
            did.push_str(&format!(" within {}", one_or_more(length(minutes))));
        }
        did
    }

    fn did(&self, step: &Step) -> String {
        let place = step.nth.map(|number| format!(" for the {} time", ordinal(number))).unwrap_or_default();
        format!("{}{place}{}", self.says(&step.event), self.detail(&step.rows(None), true))
    }
}

/// "a day", "an hour", "5 days".
fn one_or_more(length: Length) -> String {
    let words = length.words();
    match words.strip_prefix("1 ") {
        Some("hour") => "an hour".to_owned(),
        Some(unit) => format!("a {unit}"),
        None => words,
    }
}

/// Minutes in the largest unit that they are whole of.
fn length(minutes: i64) -> Length {
    match minutes % (24 * 60) {
        0 => Length::Days(minutes / (24 * 60)),
        _ => Length::Minutes(minutes),
    }
}
