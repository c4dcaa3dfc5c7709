//! Numbers as bars that line up, whatever script stands before them.

use crate::render::text::{number, percent, printable, width, wrap};

/// Eighths of a block, from none to seven.
const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// A part of a whole as a bar of at most so many columns; nothing only for nothing.
pub(super) fn bar(part: u64, whole: u64, columns: usize) -> String {
    if part == 0 || whole == 0 {
        return String::new();
    }
    let eighths = u128::from(part) * columns as u128 * 8 / u128::from(whole);
    let eighths = usize::try_from(eighths).unwrap_or(usize::MAX).clamp(1, columns * 8);
    format!("{}{}", "█".repeat(eighths / 8), EIGHTHS.get(eighths % 8).unwrap_or(&""))
}

/// A text cut to so many columns of the terminal, and filled up to them.
pub(super) fn fitted(text: &str, columns: usize) -> String {
    let text = printable(text);
    if width(&text) <= columns {
        let blank = columns - width(&text);
        return format!("{text}{:blank$}", "");
    }
    let mut cut = String::new();
    for c in text.chars() {
        let longer = format!("{cut}{c}");
        if width(&longer) + 1 > columns {
            break;
        }
        cut = longer;
    }
    let blank = columns.saturating_sub(width(&cut) + 1);
    format!("{cut}…{:blank$}", "")
}

/// Names, each with a number of people and its share of all, as bars.
pub(super) fn chart(rows: &[(String, u64)], all: u64, columns: usize) -> String {
    let most = rows.iter().map(|(_, people)| *people).max().unwrap_or_default();
    let numbers = rows.iter().map(|(_, people)| number(*people).len()).max().unwrap_or_default();
    let names = rows.iter().map(|(name, _)| width(&printable(name))).max().unwrap_or_default();
    let names = names.min(columns.saturating_sub(numbers + 24).max(8));
    let room = columns.saturating_sub(2 + names + 2 + numbers + 2 + 6 + 2).min(40);
    let mut text = String::new();
    for (name, people) in rows {
        let line = format!(
            "  {}  {:>numbers$}  {:>6}  {}",
            fitted(name, names),
            number(*people),
            percent(*people, all),
            bar(*people, most, room),
        );
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// The widest that a column of a grid is, and that its head is set.
const WIDEST: usize = 28;
const HEAD: usize = 12;

/// Rows under heads, as many columns as there is room for; and the heads of the others.
pub(super) fn grid(heads: Vec<String>, rows: &[Vec<String>], columns: usize) -> (String, Vec<String>) {
    let widest = |at: usize| {
        let cells = rows.iter().filter_map(|row| row.get(at)).map(|cell| width(&printable(cell)));
        cells.max().unwrap_or_default().min(WIDEST)
    };
    let mut shown: Vec<(usize, Vec<String>)> = Vec::new();
    let mut left = Vec::new();
    let mut room = columns;
    for (at, head) in heads.into_iter().enumerate() {
        let lines = wrap(&head.replace('_', " "), widest(at).max(HEAD));
        let needed = lines.iter().map(|line| width(line)).max().unwrap_or_default().max(widest(at)).min(WIDEST);
        match room.checked_sub(needed + 2).filter(|_| left.is_empty()) {
            Some(rest) => {
                room = rest;
                shown.push((needed, lines));
            }
            None => left.push(head),
        }
    }
    let tallest = shown.iter().map(|(_, lines)| lines.len()).max().unwrap_or_default();
    let mut text = String::new();
    let mut line = |cells: &mut dyn Iterator<Item = (usize, &str)>| {
        let cells: Vec<String> = cells.map(|(columns, cell)| fitted(cell, columns)).collect();
        text.push_str(format!("  {}", cells.join("  ")).trim_end());
        text.push('\n');
    };
    for row in 0..tallest {
        let cell = |(columns, lines): &'_ (usize, Vec<String>)| {
            let above = tallest - lines.len();
            let said = row.checked_sub(above).and_then(|at| lines.get(at)).cloned().unwrap_or_default();
            (*columns, said)
        };
        let cells: Vec<(usize, String)> = shown.iter().map(cell).collect();
        line(&mut cells.iter().map(|(columns, said)| (*columns, said.as_str())));
    }
    for row in rows {
        line(&mut shown.iter().zip(row).map(|((columns, _), cell)| (*columns, cell.as_str())));
    }
    (text, left)
}
