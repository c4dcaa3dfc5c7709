//! The lines of a text that a drawing shows, cut to fit, and the labels' places in them.
//!
//! Every label gets a place of at least one character on one line: a label across
//! lines keeps its first one, and one at a gap moves to what stands before it.

use super::text::{filled, printable, units, visible, width};
use crate::diagnostics::Label;
use crate::source::{SourceFile, Span};
use std::collections::BTreeSet;
use std::ops::Range;
use unicode_width::UnicodeWidthChar;

/// The narrowest that the text of a label is wrapped to.
const LABEL: usize = 24;

/// The widest for which a line is moved to the left.
const WIDE_LABEL: usize = 36;

/// The columns up to which a cut is moved so that it does not tear a word.
const WORD: usize = 16;

/// Lines of a text, as they are shown.
#[derive(Debug)]
pub struct Excerpt {
    /// The name of the text.
    pub name: String,
    /// The lines shown, each with a line end.
    pub text: String,
    /// Where each begins, in order.
    pub lines: Vec<ShownLine>,
    /// The labels, in the order in which they were given.
    pub labels: Vec<ShownLabel>,
}

/// A line that is shown.
#[derive(Debug)]
pub struct ShownLine {
    /// Its number in the whole text, from 1.
    pub number: usize,
    /// Where it begins in the excerpt's text.
    pub start: usize,
}

/// A label and its place in the excerpt.
#[derive(Debug)]
pub struct ShownLabel {
    /// Its bytes in the excerpt's text.
    pub range: Range<usize>,
    /// Its column in the whole text, from 1.
    pub column: usize,
    /// Its text, wrapped.
    pub text: String,
}

impl Excerpt {
    /// The lines around these labels, at most `columns` wide with their numbers.
    pub fn new(source: &SourceFile, labels: &[Label], columns: usize) -> Self {
        let spans: Vec<Span> = labels.iter().map(|l| settle(source, l.span)).collect();
        let line_of = |span: &Span| source.position(span.start).line;
        let numbers = shown(source, spans.iter().map(line_of).collect());
        let digits = numbers.last().map_or(1, |last| last.to_string().len());
        let room = columns.saturating_sub(digits + 4).max(2 * LABEL);

        let mut excerpt =
            Excerpt { name: printable(source.name()), text: String::new(), lines: Vec::new(), labels: Vec::new() };
        let mut places: Vec<(usize, ShownLabel)> = Vec::new();
        for number in numbers {
            let start = excerpt.text.len();
            let line = source.line(number).unwrap_or_default();
            let here: Vec<(usize, Span, &str)> = (labels.iter().zip(&spans).enumerate())
                .filter(|(_, (_, span))| line_of(span) == number)
                .map(|(at, (label, span))| (at, *span, label.text.as_str()))
                .collect();
            let view = View::new(source.slice(line), line.start, &here, room);
            for (at, span, text) in here {
                let Range { start: from, end } = view.place(span);
                let beside = room.saturating_sub(view.columns_before(span) + 4).max(LABEL);
                places.push((
                    at,
                    ShownLabel {
                        range: start + from..start + end,
                        column: source.position(span.start).column,
                        text: filled(&printable(text), beside, beside).join("\n"),
                    },
                ));
            }
            excerpt.text.push_str(&view.text);
            excerpt.text.push('\n');
            excerpt.lines.push(ShownLine { number, start });
        }
        places.sort_by_key(|(at, _)| *at);
        excerpt.labels = places.into_iter().map(|(_, label)| label).collect();
        excerpt
    }
}

/// The lines that labels are on and their neighbours, without blank ones at the edges.
fn shown(source: &SourceFile, labelled: BTreeSet<usize>) -> BTreeSet<usize> {
    let blank = |line: usize| {
        let text = source.line(line).map(|span| source.slice(span));
        text.is_none_or(|text| text.trim().is_empty())
    };
    let before = labelled.iter().map(|line| line.saturating_sub(1));
    let after = labelled.iter().map(|line| line + 1);
    let between = |line: &usize| labelled.contains(&line.saturating_sub(1)) && labelled.contains(&(line + 1));
    let neighbours = before.chain(after).filter(|line| !blank(*line) || between(line));
    neighbours.chain(labelled.iter().copied()).collect()
}

/// The part of a span that can be underlined: within the text, on one line, not empty.
fn settle(source: &SourceFile, span: Span) -> Span {
    let text = source.text();
    let start = text.floor_char_boundary(span.start);
    let end = text.ceil_char_boundary(span.end.max(span.start));
    let inside = text.get(start..end).unwrap_or_default();
    let leading = inside.len() - inside.trim_start().len();
    let first = inside.trim_start().lines().next().unwrap_or_default();
    if !first.trim().is_empty() {
        return Span::new(start + leading, start + leading + first.trim_end().len());
    }
    let whole = |at: usize| {
        let length = text.get(at..).and_then(|rest| rest.chars().next());
        Span::new(at, at + length.map_or(0, char::len_utf8))
    };
    if text.get(end..).is_some_and(|r| r.starts_with(|c: char| !c.is_whitespace())) {
        return whole(end);
    }
    let before = text.get(..start).unwrap_or_default();
    match before.char_indices().rfind(|(_, c)| !c.is_whitespace()) {
        Some((at, _)) => whole(at),
        None => Span::new(start, start),
    }
}

/// One character of a line, as it is shown.
struct Cell {
    offset: usize,
    shown: char,
    width: usize,
}

/// A line as it is shown: its odd characters replaced, cut at both ends where it is too long.
struct View {
    text: String,
    /// For each character: its place in the source, in `text`, and the columns before it.
    places: Vec<(usize, usize, usize)>,
    /// The end of what is shown: in `text`, and the columns before it.
    end: (usize, usize),
}

impl View {
    fn new(line: &str, start: usize, labels: &[(usize, Span, &str)], room: usize) -> Self {
        let cells: Vec<Cell> = line.char_indices().flat_map(|(at, c)| cells(start + at, c)).collect();
        let columns_to = |offset: usize| -> usize {
            let before = cells.iter().take_while(|cell| cell.offset < offset);
            before.map(|cell| cell.width).sum()
        };
        let first = labels.iter().map(|(_, s, _)| columns_to(s.start)).min().unwrap_or_default();
        // A line that fits is moved only where its labels could not stand in lines of their own beside it.
        let fits = cells.iter().map(|cell| cell.width).sum::<usize>() <= room;
        let needs = |text: &str| if fits { narrowest(text) } else { width(text).min(WIDE_LABEL) };
        let skip = labels
            .iter()
            .map(|(_, span, text)| {
                let middle = (columns_to(span.start) + columns_to(span.end)) / 2;
                (middle + 5 + needs(text)).saturating_sub(room)
            })
            .max()
            .unwrap_or_default()
            .min(first.saturating_sub(1));
        let blank = cells.iter().scan(0, |columns, cell| {
            let before = *columns;
            *columns += cell.width;
            Some((before, cell.shown))
        });
        let mut blank = blank.filter(|(at, shown)| *shown == ' ' && (skip..(skip + WORD).min(first)).contains(at));
        let blank = blank.next().map(|(at, _)| at);
        let skip = if skip > 0 { blank.unwrap_or(skip) } else { skip };

        let gap = elided(labels, &cells, (room + skip).saturating_sub(usize::from(skip > 0)));
        let mut view = View { text: String::new(), places: Vec::new(), end: (0, 0) };
        let (mut skipped, mut columns) = (0, 0);
        let mut rest = cells.iter().peekable();
        while let Some(cell) = rest.next_if(|_| skipped < skip) {
            skipped += cell.width.max(1);
        }
        if skipped > 0 {
            view.text.push('…');
            columns += 1;
        }
        let mut left: usize = rest.clone().map(|cell| cell.width).sum();
        let mut is_elided = false;
        for cell in rest {
            if gap.contains(&cell.offset) {
                if !is_elided {
                    view.text.push('…');
                    (columns, is_elided) = (columns + 1, true);
                }
                left -= cell.width;
                continue;
            }
            if columns + left > room && columns + cell.width >= room {
                view.cut(labels.iter().map(|(_, span, _)| span.end).max().unwrap_or_default(), columns);
                return view;
            }
            view.places.push((cell.offset, view.text.len(), columns));
            view.text.push(cell.shown);
            columns += cell.width;
            left -= cell.width;
        }
        view.end = (view.text.len(), columns);
        if view.text.is_empty() {
            // An empty line still needs something to underline.
            view.text.push(' ');
        }
        view
    }

    /// Ends the text here, or before the word that is begun if no label reaches into that.
    fn cut(&mut self, labelled: usize, columns: usize) {
        let blank =
            self.places.iter().rposition(|(_, shown, _)| self.text.get(*shown..).is_some_and(|t| t.starts_with(' ')));
        let behind = blank.map_or(self.places.len(), |blank| blank + 1);
        self.end = match self.places.get(behind).copied() {
            Some((offset, shown, before)) if labelled <= offset && columns - before < WORD => (shown, before),
            _ => (self.text.len(), columns),
        };
        self.text.truncate(self.end.0);
        self.places.retain(|(_, shown, _)| *shown < self.end.0);
        self.text.push('…');
    }

    /// Where a span is in the shown text; never empty.
    fn place(&self, span: Span) -> Range<usize> {
        let at = |offset: usize| {
            let next = self.places.iter().find(|(source, ..)| *source >= offset);
            next.map_or(self.end.0, |(_, shown, _)| *shown)
        };
        let start = at(span.start);
        let next = self.text.get(start..).and_then(|rest| rest.chars().next());
        if start >= self.text.len() {
            let last = self.text.char_indices().next_back().map_or(0, |(at, _)| at);
            return last..self.text.len();
        }
        start..at(span.end).max(start + next.map_or(0, char::len_utf8))
    }

    /// The columns up to the middle of a span.
    fn columns_before(&self, span: Span) -> usize {
        let at = |offset: usize| {
            let next = self.places.iter().find(|(source, ..)| *source >= offset);
            next.map_or(self.end.1, |(.., columns)| *columns)
        };
        usize::midpoint(at(span.start), at(span.end))
    }
}

/// The columns that a label needs at least: its longest piece stands on one line, and the whole on two.
fn narrowest(text: &str) -> usize {
    let pieces = units(text, WIDE_LABEL, &['`', '"']).into_iter().map(|piece| width(piece.trim_end()));
    let longest = pieces.max().unwrap_or_default();
    longest.max(width(text).div_ceil(2) + 4).max(LABEL).min(width(text)).min(WIDE_LABEL)
}

/// What is left out between two labels of a line, so that the text of the last one has room: by its bytes.
fn elided(labels: &[(usize, Span, &str)], cells: &[Cell], room: usize) -> Range<usize> {
    let columns_to = |offset: usize| -> usize {
        let before = cells.iter().take_while(|cell| cell.offset < offset);
        before.map(|cell| cell.width).sum()
    };
    let is_blank = |offset: usize| cells.iter().any(|cell| cell.offset == offset && cell.shown == ' ');
    let mut spans: Vec<(Span, usize)> = labels.iter().map(|(_, span, text)| (*span, width(text))).collect();
    spans.sort_by_key(|(span, _)| span.start);
    let Some((last, text)) = spans.last().copied() else { return 0..0 };
    let middle = usize::midpoint(columns_to(last.start), columns_to(last.end));
    let too_much = (middle + 5 + text.min(WIDE_LABEL)).saturating_sub(room);
    let gaps = spans.windows(2).filter_map(|pair| match pair {
        [(one, _), (other, _)] if one.end + 6 < other.start => {
            Some(one.end + usize::from(is_blank(one.end))..other.start - 2)
        }
        _ => None,
    });
    let Some(widest) = gaps.max_by_key(|gap| gap.len()).filter(|_| too_much > 0) else { return 0..0 };
    let end = widest.end.min(widest.start + too_much + 1);
    let blank = (end..widest.end.min(end + WORD)).find(|at| is_blank(*at));
    widest.start..blank.unwrap_or(end)
}

/// A character as it is shown, a tab as blanks.
fn cells(offset: usize, c: char) -> impl Iterator<Item = Cell> {
    let (shown, times) = match c {
        '\t' => (' ', 4),
        _ => (visible(c), 1),
    };
    std::iter::repeat_with(move || Cell { offset, shown, width: shown.width().unwrap_or_default() }).take(times)
}
