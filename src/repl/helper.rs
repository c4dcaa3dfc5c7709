//! What the line editor asks while somebody types: colours, completions, a grey hint,
//! and whether the entry is whole.

use super::commands;
use super::known::Known;
use super::session::goes_on;
use crate::analysis::{self, Completion, Item, Paint};
use crate::render::text::width;
use rustyline::completion::{Completer, Pair};
use rustyline::error::ReadlineError;
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::Hinter;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{Context, Helper};
use std::borrow::Cow;
use std::sync::Arc;

/// Up to so many completions are listed with what they mean.
const FEW: usize = 15;

/// The editor's view of the session.
pub(super) struct Typing {
    pub known: Arc<Known>,
    pub colour: bool,
    pub width: usize,
}

impl Helper for Typing {}

impl Typing {
    fn completion(&self, line: &str, at: usize, waits: bool) -> Completion {
        if line.trim_start().starts_with(':') {
            return commands::complete(&self.known, line, at);
        }
        let (text, at) = self.in_context(line, at);
        let mut completion = self.known.around(|around| analysis::complete(&text, at, around));
        if let Some(column) = &completion.wants {
            self.known.look_up(column, waits);
            completion = self.known.around(|around| analysis::complete(&text, at, around));
        }
        let before = text.len() - line.len();
        completion.span.start = completion.span.start.saturating_sub(before);
        completion.span.end = completion.span.end.saturating_sub(before);
        completion
    }

    /// The line as analysis sees it: behind the helpers, and behind an entry that it refines.
    fn in_context(&self, line: &str, at: usize) -> (String, usize) {
        let first = line.split_whitespace().next();
        let refines = matches!(first, Some("and" | "or")) && line.len() > 3;
        let text = if refines { format!("ordered {line}") } else { line.to_owned() };
        let whole = analysis::with_helpers(&self.known.helpers(), &text);
        let before = whole.len() - line.len();
        (whole, at + before)
    }
}

impl Completer for Typing {
    type Candidate = Pair;

    fn complete(&self, line: &str, at: usize, _: &Context<'_>) -> Result<(usize, Vec<Pair>), ReadlineError> {
        let Completion { span, items, .. } = self.completion(line, at, true);
        let names = items.iter().map(|item| width(&item.text)).max().unwrap_or_default();
        let few = items.len() <= FEW;
        let only = items.len() == 1;
        let pair = |item: Item| {
            let display = match few && !item.about.is_empty() {
                true => {
                    let room = self.width.saturating_sub(names + 4).max(10);
                    let blank = names - width(&item.text);
                    let about = super::bars::fitted(&item.about, room);
                    format!("{}{:blank$}  {}", item.text, "", about.trim_end())
                }
                false => item.text.clone(),
            };
            // Nothing else fits, so the next word may begin.
            let open = item.text.ends_with('(');
            let replacement = if only && !open { format!("{} ", item.text) } else { item.text };
            Pair { display, replacement }
        };
        Ok((span.start, items.into_iter().map(pair).collect()))
    }
}

impl Hinter for Typing {
    type Hint = String;

    fn hint(&self, line: &str, at: usize, _: &Context<'_>) -> Option<String> {
        if at < line.len() || line.trim().is_empty() {
            return None;
        }
        let completion = self.completion(line, at, false);
        let typed = line.get(completion.span.start..at)?;
        if typed.is_empty() {
            return None;
        }
        let rest = |item: &Item| item.text.strip_prefix(typed).map(str::to_owned);
        completion.items.iter().find_map(rest).filter(|rest| !rest.is_empty())
    }
}

impl Validator for Typing {
    fn validate(&self, context: &mut ValidationContext) -> Result<ValidationResult, ReadlineError> {
        // The line end that is about to be typed makes an empty line of the second in a row.
        let entry = format!("{}\n", context.input());
        Ok(match goes_on(&entry, &self.known) {
            true => ValidationResult::Incomplete,
            false => ValidationResult::Valid(None),
        })
    }
}

impl Highlighter for Typing {
    fn highlight<'l>(&self, line: &'l str, at: usize) -> Cow<'l, str> {
        if !self.colour || line.is_empty() {
            return Cow::Borrowed(line);
        }
        if line.trim_start().starts_with(':') {
            return Cow::Owned(commands::painted(line));
        }
        let (text, at) = self.in_context(line, at);
        let before = text.len() - line.len();
        let painted = self.known.around(|around| analysis::paint(&text, Some(at), around));
        let mut out = String::with_capacity(line.len() * 2);
        for (span, paint) in painted {
            let said = text.get(span.start.max(before)..span.end).unwrap_or_default();
            out.push_str(&dressed(said, paint));
        }
        Cow::Owned(out)
    }

    fn highlight_prompt<'b, 's: 'b, 'p: 'b>(&'s self, prompt: &'p str, _: bool) -> Cow<'b, str> {
        if self.colour { Cow::Owned(format!("\x1b[1m{prompt}\x1b[0m")) } else { Cow::Borrowed(prompt) }
    }

    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        if self.colour { Cow::Owned(format!("\x1b[2m{hint}\x1b[0m")) } else { Cow::Borrowed(hint) }
    }

    fn highlight_char(&self, _: &str, _: usize, _: CmdKind) -> bool {
        self.colour
    }
}

/// A stretch of text in its colour: such as can be read on light and on dark.
fn dressed(text: &str, paint: Paint) -> String {
    let code = match paint {
        Paint::Plain => return text.to_owned(),
        Paint::Keyword => "35",
        Paint::Word => "36",
        Paint::Value => "32",
        Paint::Comment => "2",
        Paint::Wrong => "4;31",
    };
    // A line end inside would carry the colour to the edge of the screen.
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| if line.is_empty() { String::new() } else { format!("\x1b[{code}m{line}\x1b[0m") })
        .collect();
    lines.join("\n")
}
