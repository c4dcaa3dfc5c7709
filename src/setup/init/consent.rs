//! What tools write when somebody gives their consent, or takes it back.

use super::draft::{Line, quoted};
use super::profile::Column;
use std::collections::BTreeMap;

/// That it was given.
const GIVEN: &[&str] = &["optin", "optedin", "doubleoptin", "subscribed", "subscribe", "granted", "given", "confirmed"];
/// That it was taken back.
const TAKEN: &[&str] =
    &["optout", "optedout", "unsubscribed", "unsubscribe", "revoked", "withdrawn", "denied", "stop", "stopped"];

/// Whether a column says nothing else, and says both.
pub fn is_status(column: &Column) -> bool {
    let said: Vec<Option<&str>> = column.counts().keys().map(|text| meant(text)).collect();
    said.iter().all(Option::is_some) && ["subscribed", "unsubscribed"].iter().all(|both| said.contains(&Some(both)))
}

fn meant(text: &str) -> Option<&'static str> {
    let letters: String = text.chars().filter(|letter| letter.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let is = |words: &[&str]| words.contains(&letters.as_str());
    match (is(GIVEN), is(TAKEN)) {
        (true, _) => Some("subscribed"),
        (_, true) => Some("unsubscribed"),
        _ => None,
    }
}

/// How such a column stands in `seg.toml`.
pub fn status(column: &Column) -> String {
    let texts = column.counts().into_keys().map(|text| (text.to_lowercase(), meant(text).unwrap_or_default()));
    let means: BTreeMap<String, &str> = texts.filter(|(text, meant)| text != meant).collect();
    if means.is_empty() {
        return quoted(&column.name);
    }
    let means: Vec<String> = means.iter().map(|(text, meant)| format!("{} = \"{meant}\"", quoted(text))).collect();
    format!("{{ column = {}, means = {{ {} }} }}", quoted(&column.name), means.join(", "))
}

/// The channel of a tool that knows only one, which at best its name says.
pub fn channel(stem: &str) -> Line {
    let stem = stem.to_lowercase();
    let (channel, is_said) = match stem.contains("mail") {
        true => ("email", true),
        false => ("sms", ["sms", "text", "phone", "mobile"].iter().any(|word| stem.contains(word))),
    };
    let mut line = Line::new("channel", format!("{{ default = \"{channel}\" }}"));
    line.open = (!is_said).then(|| "no column says for which channel: sms, or email?".to_owned());
    line
}
