//! `channel sms`: a segment that is meant for a channel must prove consent for it.

use super::implies::implies;
use crate::diagnostics::{Diagnostic, Rule, suggest};
use crate::syntax::ast::Segment;
use crate::types::Model;
use crate::types::ir::Condition;
use crate::vocabulary::WordKind;

/// What is wrong with the channel that a segment names, if anything is. The consent for
/// channel `x` is the condition or field `x_consent` of the vocabulary.
pub(super) fn check(said: &Segment, condition: Option<&Condition>, model: &Model) -> Option<Diagnostic> {
    let channel = said.channel.as_ref()?;
    let word = format!("{}_consent", channel.text);
    let Some(consent) = model.yes_no(&word) else {
        let channels: Vec<&str> = channels(model).collect();
        let near = suggest::nearest(&channel.text, channels.iter().copied());
        let label = near.first().map(|near| format!("did you mean `{near}`?")).unwrap_or_default();
        let message = format!("there is no channel called `{}`", channel.text);
        return Some(
            Diagnostic::new(Rule::UnknownChannel, channel.span, message, label)
                .help(format!("it is one of: {}", channels.join(", "))),
        );
    };
    if implies(&condition?.canonical(), &consent.canonical()) {
        return None;
    }
    let message = format!("not everybody in this segment gave `{word}`");
    let label = format!("`{word}` must hold for all of it");
    Some(
        Diagnostic::new(Rule::MissingConsent, channel.span, message, label)
            .also(said.body.span, "somebody without it can be in here")
            .help(format!("add `and {word}`, around the whole condition"))
            .help(format!("not meant for {0}? leave out `channel {0}`", channel.text)),
    )
}

fn channels(model: &Model) -> impl Iterator<Item = &str> {
    let words = model.vocabulary().words.values();
    let yes_no = words.filter(|word| matches!(word.kind, WordKind::Condition(_) | WordKind::Field(_)));
    yes_no.filter_map(|word| word.name.strip_suffix("_consent"))
}
