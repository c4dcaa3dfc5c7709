//! Entries of a prompt as texts of segments: for a file, or from one.

use super::entry;
use crate::syntax::ast::{File, Let, Name, Segment};
use crate::syntax::{TokenKind, parse};

/// A helper: its name, and the whole of it as written.
type Helper = (String, String);

/// A segment of a file as a text of its own, with the helpers that it uses.
pub fn alone(file: &File, segment: &Segment, text: &str) -> String {
    let body = said(segment, text);
    let helpers = used(&helpers_of(&file.lets, text), body);
    format!("{helpers}{}{body}\n", head(segment, None, None))
}

/// An entry as the text of a segment with this name and description, with the helpers
/// that it uses; what else is said about it stays.
pub fn named(helpers: &str, entry: &str, name: &str, description: &str) -> String {
    let file = parse(entry).file;
    let Some(segment) = file.segments.last() else { return entry.to_owned() };
    let body = said(segment, entry);
    let mut all = helpers_of(&parse(helpers).file.lets, helpers);
    all.extend(helpers_of(&file.lets, entry));
    format!("{}{}{body}\n", used(&all, body), head(segment, Some(name), Some(description)))
}

/// A file in which a segment has the condition of an entry, and perhaps another description.
pub fn rewritten(
    (file, segment, text): (&File, &Segment, &str),
    helpers: &str,
    entry: &str,
    description: Option<&str>,
) -> String {
    let other = parse(entry).file;
    let Some(body) = other.segments.last().map(|segment| said(segment, entry)) else { return text.to_owned() };
    let mut all = helpers_of(&parse(helpers).file.lets, helpers);
    all.extend(helpers_of(&other.lets, entry));
    all.retain(|(name, _)| !file.lets.iter().any(|there| there.name.text == *name));
    let mut edits = vec![(segment.body.span, body.to_owned())];
    if let (Some(there), Some(description)) = (&segment.description, description) {
        edits.push((there.span, quoted(description)));
    }
    edits.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
    let mut text = text.to_owned();
    for (span, new) in edits {
        text.replace_range(span.range(), &new);
    }
    format!("{}{text}", used(&all, body))
}

/// Helpers without those that an entry defines anew.
pub fn others(helpers: &str, entry: &str) -> String {
    let anew: Vec<String> = parse(entry).file.lets.into_iter().map(|helper| helper.name.text).collect();
    let all = helpers_of(&parse(helpers).file.lets, helpers);
    all.into_iter().filter(|(name, _)| !anew.contains(name)).map(|(_, text)| text).collect()
}

/// The name of the last segment of an entry, if it has one.
pub fn name_of(entry: &str) -> Option<String> {
    parse(entry).file.segments.pop()?.name.map(|name| name.text)
}

/// A text in the quotation marks of the language.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn said<'t>(segment: &Segment, text: &'t str) -> &'t str {
    text.get(segment.body.span.range()).unwrap_or_default()
}

fn helpers_of(lets: &[Let], text: &str) -> Vec<Helper> {
    let one = |helper: &Let| (helper.name.text.clone(), entry::helper(helper, text));
    lets.iter().map(one).collect()
}

/// The helpers that a text uses, by itself or through others, in their order.
fn used(helpers: &[Helper], text: &str) -> String {
    let mut wanted = vec![false; helpers.len()];
    let mut texts = vec![text];
    while let Some(text) = texts.pop() {
        for token in parse(text).tokens.iter().filter(|token| token.kind == TokenKind::Name) {
            let name = text.get(token.span.range()).unwrap_or_default();
            // Its own name, in the helper itself, is wanted already.
            let mine = helpers.iter().zip(&mut wanted).filter(|((there, _), wanted)| there == name && !**wanted);
            for ((_, helper), wanted) in mine {
                *wanted = true;
                texts.push(helper);
            }
        }
    }
    helpers.iter().zip(wanted).filter(|(_, wanted)| *wanted).map(|((_, text), _)| text.as_str()).collect()
}

/// What stands before the condition of a segment.
fn head(segment: &Segment, name: Option<&str>, description: Option<&str>) -> String {
    let text = |said: &Option<Name>| said.as_ref().map(|name| name.text.clone());
    let Some(name) = name.map(str::to_owned).or_else(|| text(&segment.name)) else { return String::new() };
    let mut head = format!("segment {name}\n");
    if let Some(description) = description.map(str::to_owned).or_else(|| text(&segment.description)) {
        head.push_str(&format!("  description {}\n", quoted(&description)));
    }
    if let Some(owner) = text(&segment.owner) {
        head.push_str(&format!("  owner {}\n", quoted(&owner)));
    }
    if let Some(channel) = text(&segment.channel) {
        head.push_str(&format!("  channel {channel}\n"));
    }
    format!("{head}is\n  ")
}
