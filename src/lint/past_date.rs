//! `past-date`: a period that starts on a fixed date grows by a day every day.

use super::Found;
use super::periods::{Period, is_fixed, periods};
use super::text::Text;
use crate::diagnostics::{Diagnostic, Rule};
use crate::time::Edge;

pub(super) fn check(text: &Text<'_>, found: &mut Found) {
    for segment in &text.segments {
        for period in periods(&segment.said.body) {
            let grows = period.window.from.is_some_and(is_fixed) && period.window.to == Some(Edge::Now);
            if grows {
                found.report(finding(text, &period));
            }
        }
    }
}

fn finding(text: &Text<'_>, period: &Period<'_>) -> Diagnostic {
    let word = &period.term.word.text;
    let event = word.strip_suffix("_since").filter(|event| text.model.vocabulary().event(event).is_some());
    let finding = Diagnostic::new(
        Rule::PastDate,
        period.span,
        "this period grows by a day every day",
        "from a fixed date to now",
    );
    match event {
        _ if period.is_argument => finding.help(format!("to move along with today: `{word} 90d`")),
        _ => {
            let word = event.unwrap_or(word);
            finding
                .help(format!("to move along with today: `{word} last 90d`"))
                .help(format!("to stay as it is: `{word} between ... and ...`"))
        }
    }
}
