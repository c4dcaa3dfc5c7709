//! `channel sms`: a segment that is meant for a channel names one that there is.

use crate::diagnostics::{Diagnostic, Rule, Safety, suggest};
use crate::syntax::ast::Segment;
use crate::types::Model;
use crate::types::ir::Condition;
use crate::vocabulary::WordKind;

/// The word for having agreed to a channel, and its meaning: the condition or field
/// `x_consent` of the vocabulary for channel `x`.
pub fn consent(channel: &str, model: &Model) -> Option<(String, Condition)> {
    let word = format!("{channel}_consent");
    let condition = model.yes_no(&word)?;
    Some((word, condition))
}

/// What is wrong with the channel that a segment names, if anything is.
pub(super) fn check(said: &Segment, model: &Model) -> Option<Diagnostic> {
    let channel = said.channel.as_ref()?;
    if consent(&channel.text, model).is_some() {
        return None;
    }
    let channels: Vec<&str> = channels(model).collect();
    let near = suggest::nearest(&channel.text, channels.iter().copied());
    let label = near.first().map(|near| format!("did you mean `{near}`?")).unwrap_or_default();
    let message = format!("there is no channel called `{}`", channel.text);
    let found = Diagnostic::new(Rule::UnknownChannel, channel.span, message, label)
        .help(format!("it is one of: {}", channels.join(", ")));
    Some(near.iter().fold(found, |found, near| found.fix(Safety::Unsafe, channel.span, *near)))
}

fn channels(model: &Model) -> impl Iterator<Item = &str> {
    let words = model.vocabulary().words.values();
    let yes_no = words.filter(|word| matches!(word.kind, WordKind::Condition(_) | WordKind::Field(_)));
    yes_no.filter_map(|word| word.name.strip_suffix("_consent"))
}
