//! What the line editor asks while somebody types: colours, completions, a grey hint,
//! and whether the entry is whole.

use super::commands;
use super::known::Known;
use super::session::goes_on;
use crate::analysis::{self, Completion, Item, Paint, Typed};
use crate::render::text::width;
use crate::source::Span;
use rustyline::completion::{Completer, Pair};
use rustyline::error::ReadlineError;
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::Hinter;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{Context as Editing, Helper};
use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::Arc;

/// Up to so many completions are listed with what they mean.
const FEW: usize = 15;

/// The editor's view of the session.
pub(super) struct Typing {
    pub known: Arc<Known>,
    pub colour: bool,
    pub width: usize,
    /// What is known of the text that is being typed.
    pub typed: RefCell<Typed>,
}

impl Helper for Typing {}

impl Typing {
    fn completion(&self, line: &str, at: usize, all: bool) -> Completion {
        let (start, is_word) = match is_command(line) {
            false => (0, false),
            true => match commands::language(line).filter(|(start, _)| *start <= at) {
                Some(language) => language,
                None => return commands::complete(&self.known, line, at),
            },
        };
        let Context { text, before } = self.in_context(line.get(start..).unwrap_or_default());
        let place = at - start + before;
        let complete = || match all {
            true => self.known.around(|around| analysis::complete(&text, place, around)),
            false => self.known.around(|around| self.typed.borrow_mut().likeliest(&text, place, around)),
        };
        let mut completion = complete();
        if let Some(column) = &completion.wants {
            // A hint does not wait for the data, whoever asks for all does.
            self.known.look_up(column, all);
            completion = complete();
        }
        if is_word {
            completion.items.retain(|item| self.known.is_word(&item.text));
        }
        completion.span.start = (completion.span.start + start).saturating_sub(before);
        completion.span.end = (completion.span.end + start).saturating_sub(before);
        completion
    }

    /// What was typed as analysis sees it: behind the helpers, and behind an entry that it refines.
    fn in_context(&self, typed: &str) -> Context {
        let first = typed.split_whitespace().next();
        let refines = matches!(first, Some("and" | "or")) && typed.trim_start().contains(char::is_whitespace);
        let text = if refines { format!("{BEFORE}{typed}") } else { typed.to_owned() };
        let text = analysis::with_helpers(&self.known.helpers(), &text);
        Context { before: text.len() - typed.len(), text }
    }

    /// A text of the language in its colours.
    fn painted(&self, typed: &str, at: Option<usize>) -> String {
        let Context { text, before } = self.in_context(typed);
        let cursor = at.map(|at| at + before);
        let painted = self.known.around(|around| self.typed.borrow_mut().paint(&text, cursor, around));
        let said = |(span, paint): (Span, Paint)| {
            dressed(text.get(span.start.max(before)..span.end.max(before)).unwrap_or_default(), paint)
        };
        painted.into_iter().map(said).collect()
    }
}

/// What stands for the entry that the next one refines.
const BEFORE: &str = "ordered ";

/// What was typed and what it is typed behind.
struct Context {
    text: String,
    before: usize,
}

fn is_command(line: &str) -> bool {
    line.trim_start().starts_with(':')
}

impl Completer for Typing {
    type Candidate = Pair;

    fn complete(&self, line: &str, at: usize, _: &Editing<'_>) -> Result<(usize, Vec<Pair>), ReadlineError> {
        let Completion { span, items, .. } = self.completion(line, at, true);
        let names = items.iter().map(|item| width(&item.text)).max().unwrap_or_default();
        let few = items.len() <= FEW;
        let about = items.iter().any(|item| !item.about.is_empty());
        let only = items.len() == 1;
        let pair = |item: Item| {
            let display = match few && about {
                true => {
                    // Wider than half of the terminal: one a line.
                    let room = self.width.saturating_sub(names + 4).max(10);
                    let said = super::bars::fitted(&item.about, room.min(width(&item.about).max(self.width / 2)));
                    super::bars::fitted(&item.text, names) + "  " + &said
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

    fn hint(&self, line: &str, at: usize, _: &Editing<'_>) -> Option<String> {
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
        if !is_command(line) {
            return Cow::Owned(self.painted(line, Some(at)));
        }
        let start = commands::language(line).map_or(line.len(), |(start, _)| start);
        let (command, rest) = line.split_at_checked(start).unwrap_or((line, ""));
        let rest = if rest.is_empty() { String::new() } else { self.painted(rest, at.checked_sub(start)) };
        Cow::Owned(format!("{}{rest}", dressed(command, Paint::Keyword)))
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
