//! Numbers, lists, paragraphs and columns, as text of a given width.

use unicode_width::UnicodeWidthStr;

/// How many columns of a terminal a text takes.
pub fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// What a terminal would act on, or not show at all, as a character that can be seen.
pub fn visible(c: char) -> char {
    match c {
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(' '),
        '\u{7f}'..='\u{9f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}' => '\u{fffd}',
        _ => c,
    }
}

/// A text that quotes what somebody wrote, on one line and with every character seen.
pub fn printable(text: &str) -> String {
    text.chars().map(visible).collect()
}

/// A number with a comma between thousands: `18,200`.
pub fn number(n: u64) -> String {
    let digits = n.to_string();
    let mut grouped = String::with_capacity(digits.len() * 4 / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A part of a whole as per cent: `16.1%`; of an empty whole, `0.0%`.
pub fn percent(part: u64, whole: u64) -> String {
    format!("{:.1}%", share(part, whole) * 100.0)
}

/// A part of a whole, between 0 and 1; of an empty whole, 0.
#[expect(clippy::cast_precision_loss, reason = "a share is shown to a few digits")]
pub fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// `1 file`, `3 files`.
pub fn plural(count: usize, one: &str, many: &str) -> String {
    let count = count as u64;
    format!("{} {}", number(count), if count == 1 { one } else { many })
}

/// `a`, `a and b`, `a, b and c`.
pub fn join<S: AsRef<str>>(items: &[S]) -> String {
    listed(items, " and ")
}

/// `a`, `a or b`, `a, b or c`.
pub fn either<S: AsRef<str>>(items: &[S]) -> String {
    listed(items, " or ")
}

fn listed<S: AsRef<str>>(items: &[S], last: &str) -> String {
    let mut joined = String::new();
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            joined.push_str(if at + 1 == items.len() { last } else { ", " });
        }
        joined.push_str(item.as_ref());
    }
    joined
}

/// Breaks a text into lines of at most `columns`, between words; a longer word stays whole.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width(line) + 1 + width(word) <= columns => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// A line that is longer than `most`, broken into lines of at most `columns`: what follows the first stands a
/// little to the right of it.
pub fn hanging(line: &str, most: usize, columns: usize) -> Vec<String> {
    if width(line) <= most {
        return vec![line.to_owned()];
    }
    let said = line.trim_start();
    let begins = width(line) - width(said);
    // Behind a number in a column of its own the text goes on under the text.
    let number = said.find("  ").filter(|at| said.starts_with(|c: char| c.is_ascii_digit()) && *at < 12);
    let indent = begins + number.map_or(2, |at| at + 2);
    let lines = filled(said, columns.saturating_sub(begins), columns.saturating_sub(indent).max(20));
    let indents = std::iter::once(begins).chain(std::iter::repeat(indent));
    lines.into_iter().zip(indents).map(|(line, indent)| format!("{:indent$}{line}", "")).collect()
}

/// Breaks a text into lines of at most so many columns, the first and each other: nothing between quotation marks
/// or backticks is torn apart if it fits a line.
pub fn filled(text: &str, first: usize, others: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for unit in units(text, others, &['`', '"']) {
        let columns = if lines.len() == 1 { first } else { others };
        match lines.last_mut() {
            Some(line) if unit.trim().is_empty() || width(line) + width(unit.trim_end()) <= columns => {
                line.push_str(unit);
            }
            _ => lines.push(unit.to_owned()),
        }
    }
    lines.into_iter().map(|line| line.trim_end().to_owned()).collect()
}

/// The words of a text, each with the blank behind it; what stands between two of these quotes is one piece unless
/// it is wider than `room`, and then code is taken apart around the texts in it.
pub fn units<'t>(text: &'t str, room: usize, quotes: &[char]) -> Vec<&'t str> {
    let mut units = Vec::new();
    let (mut start, mut end, mut quote) = (0, 0, None);
    for word in text.split_inclusive(' ') {
        end += word.len();
        for c in word.chars().filter(|c| quotes.contains(c)) {
            quote = match quote {
                None => Some(c),
                Some(open) if open == c => None,
                open => open,
            };
        }
        if quote.is_none() {
            let unit = text.get(start..end).unwrap_or_default();
            match quotes {
                _ if width(unit.trim_end()) <= room => units.push(unit),
                ['`', inner @ ..] => units.extend(self::units(unit, room, inner)),
                _ => units.extend(unit.split_inclusive(' ')),
            }
            start = end;
        }
    }
    units.extend(text.get(start..).unwrap_or_default().split_inclusive(' '));
    units
}

/// A paragraph: wrapped, every line behind an indent, each with its line end.
pub fn paragraph(text: &str, indent: usize, columns: usize) -> String {
    let room = columns.saturating_sub(indent).max(20);
    wrap(text, room).into_iter().map(|line| format!("{:indent$}{line}\n", "")).collect()
}

/// On which side of its column a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// Rows as aligned columns, two blanks apart; the last column is wrapped to fit `columns`.
pub fn table<const N: usize>(rows: &[[String; N]], align: [Align; N], columns: usize) -> String {
    let mut widths = [0; N];
    for row in rows {
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = width(cell).max(*widest);
        }
    }
    let before: usize = widths.iter().take(N.saturating_sub(1)).map(|w| w + 2).sum();
    let room = columns.saturating_sub(before).max(20);
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for (at, ((cell, align), widest)) in row.iter().zip(align).zip(widths).enumerate() {
            let blank = " ".repeat(widest.saturating_sub(width(cell)));
            match align {
                Align::Left if at + 1 == N && widest > room => {
                    let wrapped = wrap(cell, room);
                    let next = format!("\n{:before$}", "");
                    line.push_str(&wrapped.join(&next));
                }
                Align::Left => line.extend([cell.as_str(), &blank]),
                Align::Right => line.extend([&blank, cell.as_str()]),
            }
            if at + 1 < N {
                line.push_str("  ");
            }
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}
