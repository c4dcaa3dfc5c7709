//! Where lines may break, and the printer that decides where they do.
//!
//! A [`Doc::Group`] stands on one line if it fits, else every break that is its own is a
//! line end. A comment behind a word ends the line, so nothing may follow it there.

use super::WIDTH;
use super::words::{Word, Words};
use unicode_width::UnicodeWidthStr;

/// So far each level moves to the right.
const INDENT: usize = 2;

/// A piece of a layout.
#[derive(Debug, Clone)]
pub enum Doc {
    /// A word of the text with its comments.
    Word(usize),
    /// A word whose comments before it are printed by [`Doc::Before`].
    Bare(usize),
    /// The comments before a word.
    Before(usize),
    /// A sign that the layout adds: a comma, a parenthesis.
    Sign(&'static str),
    /// No blank goes here: behind a function, a minus.
    Tight,
    /// A line may end here.
    Break,
    /// A line ends here.
    Line,
    /// An empty line.
    Empty,
    /// Lines inside are moved to the right.
    Nest(Vec<Doc>),
    /// On one line, if it fits; the flag says that a comment inside forbids it.
    Group(Vec<Doc>, bool),
}

/// Pieces that stand on one line or are broken together.
pub fn group(words: &Words, docs: Vec<Doc>) -> Doc {
    let mut found = Found::default();
    found.look(words, &docs);
    Doc::Group(docs, found.broken)
}

/// Whether a comment lies between two words of a group.
#[derive(Default)]
struct Found {
    seen: bool,
    ended: bool,
    broken: bool,
}

impl Found {
    fn look(&mut self, words: &Words, docs: &[Doc]) {
        for doc in docs {
            match doc {
                Doc::Word(at) | Doc::Bare(at) => {
                    let Some(word) = words.0.get(*at) else { continue };
                    let commented = matches!(doc, Doc::Word(_)) && !word.before.is_empty();
                    self.broken |= self.ended || (self.seen && commented);
                    self.seen = true;
                    self.ended = word.after.is_some();
                }
                Doc::Before(at) => self.broken |= words.0.get(*at).is_some_and(|word| !word.before.is_empty()),
                Doc::Line | Doc::Empty => self.broken = true,
                Doc::Nest(inner) => self.look(words, inner),
                Doc::Group(inner, broken) => {
                    self.broken |= broken;
                    self.look(words, inner);
                }
                Doc::Sign(_) | Doc::Tight | Doc::Break => {}
            }
        }
    }
}

/// Prints pieces, each line ended.
pub fn print(words: &Words, docs: &[Doc]) -> String {
    let mut printer = Printer { words, out: String::new(), column: 0, last: Last::Start, comment: None };
    let mut stack: Vec<Item<'_>> = docs.iter().rev().map(|doc| (0, false, doc)).collect();
    while let Some((indent, flat, doc)) = stack.pop() {
        match doc {
            Doc::Word(at) => printer.word(*at, indent, true),
            Doc::Bare(at) => printer.word(*at, indent, false),
            Doc::Before(at) => printer.comments(*at, indent),
            Doc::Sign(sign) => printer.sign(sign, indent),
            Doc::Tight => printer.last = Last::Tight,
            Doc::Break if flat => {}
            Doc::Break | Doc::Line => printer.end_line(),
            Doc::Empty => printer.empty_line(),
            Doc::Nest(inner) => stack.extend(inner.iter().rev().map(|doc| (indent + INDENT, flat, doc))),
            Doc::Group(inner, broken) => {
                let flat = flat || (!broken && printer.fits(inner, &stack, indent));
                stack.extend(inner.iter().rev().map(|doc| (indent, flat, doc)));
            }
        }
    }
    printer.end_line();
    printer.out
}

/// A piece to be printed: its indent, whether it stands on one line, itself.
type Item<'a> = (usize, bool, &'a Doc);

/// What was printed last.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    /// Nothing on this line.
    Start,
    /// A word, or a sign like one.
    Word,
    /// Something that the next word follows without a blank.
    Tight,
}

struct Printer<'a> {
    words: &'a Words,
    out: String,
    column: usize,
    last: Last,
    /// The comment that ends this line.
    comment: Option<&'a str>,
}

impl<'a> Printer<'a> {
    fn word(&mut self, at: usize, indent: usize, with_comments: bool) {
        if with_comments {
            self.comments(at, indent);
        }
        let words = self.words;
        let Some(Word { text, after, .. }) = words.0.get(at) else { return };
        self.sign(text, indent);
        if after.is_some() {
            self.comment = after.as_deref();
        }
    }

    /// A comma stands before the comment of its line, everything else on the next one.
    fn sign(&mut self, sign: &str, indent: usize) {
        if sign != "," && self.comment.is_some() {
            self.end_line();
        }
        self.write(sign, indent);
    }

    fn comments(&mut self, at: usize, indent: usize) {
        let words = self.words;
        let Some(word) = words.0.get(at).filter(|word| !word.before.is_empty()) else { return };
        self.end_line();
        for comment in &word.before {
            if comment.blank_before && indent == 0 {
                self.empty_line();
            }
            self.write(&comment.text, indent);
            self.end_line();
        }
        if word.blank_before && indent == 0 && !word.text.is_empty() {
            self.empty_line();
        }
    }

    fn write(&mut self, text: &str, indent: usize) {
        if text.is_empty() {
            return;
        }
        match self.last {
            Last::Start => {
                self.out.extend(std::iter::repeat_n(' ', indent));
                self.column = indent;
            }
            Last::Word if blank_before(text) => {
                self.out.push(' ');
                self.column += 1;
            }
            Last::Word | Last::Tight => {}
        }
        self.out.push_str(text);
        self.column += text.width();
        self.last = if is_tight(text) { Last::Tight } else { Last::Word };
    }

    fn end_line(&mut self) {
        if let Some(comment) = self.comment.take() {
            self.out.push_str("  ");
            self.out.push_str(comment);
        }
        if self.last != Last::Start {
            self.out.push('\n');
        }
        self.last = Last::Start;
    }

    /// One empty line, and none at the start of the text.
    fn empty_line(&mut self) {
        self.end_line();
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// Whether pieces, and what must follow them on their line, fit into it.
    fn fits(&self, docs: &[Doc], rest: &[Item<'_>], indent: usize) -> bool {
        let mut column = if self.last == Last::Start { indent } else { self.column };
        let mut last = self.last;
        let mut stack: Vec<(bool, &Doc)> = rest.iter().map(|(_, flat, doc)| (*flat, *doc)).collect();
        stack.extend(docs.iter().rev().map(|doc| (true, doc)));
        while let Some((flat, doc)) = stack.pop() {
            let text = match doc {
                Doc::Word(at) | Doc::Bare(at) => self.words.text(*at),
                Doc::Sign(sign) => sign,
                Doc::Tight => {
                    last = Last::Tight;
                    continue;
                }
                Doc::Break if flat => continue,
                Doc::Break | Doc::Line | Doc::Empty => return true,
                Doc::Before(_) => continue,
                Doc::Nest(inner) => {
                    stack.extend(inner.iter().rev().map(|doc| (flat, doc)));
                    continue;
                }
                Doc::Group(inner, broken) => {
                    stack.extend(inner.iter().rev().map(|doc| (flat && !broken, doc)));
                    continue;
                }
            };
            column += usize::from(last == Last::Word && blank_before(text)) + text.width();
            last = if is_tight(text) { Last::Tight } else { Last::Word };
            if column > WIDTH {
                return false;
            }
            if let Doc::Word(at) | Doc::Bare(at) = doc
                && self.words.0.get(*at).is_some_and(|word| word.after.is_some())
            {
                return true;
            }
        }
        true
    }
}

fn blank_before(text: &str) -> bool {
    !matches!(text, ")" | "," | ".")
}

fn is_tight(text: &str) -> bool {
    matches!(text, "(" | ".")
}
