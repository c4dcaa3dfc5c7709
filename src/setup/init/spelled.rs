//! What the texts of a text file stand for: numbers, times, yes or no, lists. Pure.
//!
//! It sees what the program itself can read from texts, so that what is written into
//! `seg.toml` is read there as it was seen here.

use super::profile::{Cell, Kind, ratio};
use crate::time::Instant;
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime};
use std::collections::{BTreeMap, BTreeSet};

/// How the texts of a column are written.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Spelled {
    /// Whether its values are texts in the file at all.
    pub is_text: bool,
    /// How dates are written, if not as in ISO 8601.
    pub format: Option<&'static str>,
    /// Whether days and months may be the other way round.
    pub either_first: bool,
    /// What stands between the items of a list.
    pub separator: Option<char>,
    /// What texts mean yes and no, if they are of another language.
    pub answers: Option<(String, String)>,
}

/// How the text files of a table are written.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Style {
    /// What stands between two values, if it is no comma.
    pub delimiter: Option<char>,
    /// Whether numbers have a comma before their decimals.
    pub comma: bool,
    /// The texts that stand for nothing.
    pub missing: BTreeSet<String>,
}

/// Texts that programs write for nothing.
const NOTHING: &[&str] = &[
    "null",
    "none",
    "nil",
    "n/a",
    "#n/a",
    "na",
    "nan",
    "\\n",
    "-",
    "--",
    "?",
    "unknown",
    "undefined",
    "k. a.",
    "k.a.",
    "s. o.",
    "n. d.",
    "n.d.",
];

/// Yes and no in the languages of Europe.
const ANSWERS: &[(&str, &str)] = &[
    ("y", "n"),
    ("t", "f"),
    ("j", "n"),
    ("ja", "nein"),
    ("ja", "nee"),
    ("ja", "nej"),
    ("wahr", "falsch"),
    ("s", "n"),
    ("si", "no"),
    ("sì", "no"),
    ("sí", "no"),
    ("vero", "falso"),
    ("o", "n"),
    ("oui", "non"),
    ("vrai", "faux"),
    ("sim", "não"),
    ("tak", "nie"),
    ("ano", "ne"),
];

/// Forms of days, the likelier first.
const DAYS: &[&str] = &["DD.MM.YYYY", "DD/MM/YYYY", "MM/DD/YYYY", "DD-MM-YYYY", "MM-DD-YYYY", "YYYY/MM/DD", "DD.MM.YY"];

/// What follows a day.
const TIMES: &[&str] = &["", " hh:mm", " hh:mm:ss"];

/// A column as it was read: a text, or nothing, for each row.
pub(super) type Texts = Vec<Option<String>>;

/// What texts stand for, column by column, and how the table is written.
pub(super) fn understood(columns: &[Texts]) -> (Vec<(Kind, Vec<Cell>, Spelled)>, Style) {
    let mut style = Style { comma: has_comma(columns), ..Style::default() };
    let understood = columns.iter().map(|texts| column(texts, &mut style)).collect();
    (understood, style)
}

/// The same for more rows of a column that was understood.
pub(super) fn cell(text: Option<&str>, kind: Kind, spelled: &Spelled, style: &Style) -> Cell {
    let text = text.filter(|text| !style.missing.contains(*text));
    let read = text.and_then(|text| match kind {
        Kind::Whole => text.parse().ok().map(Cell::Whole),
        Kind::Decimal | Kind::Float => number(text, style.comma).map(Cell::Decimal),
        Kind::Day | Kind::Wall | Kind::Instant => moment(text, spelled.format).map(|(at, _)| Cell::Moment(at)),
        Kind::YesNo => Some(Cell::Yes(is_yes(text, spelled))),
        Kind::List => spelled.separator.map(|separator| Cell::List(items(text, separator))),
        Kind::Text | Kind::Other => Some(Cell::Text(text.to_owned())),
    });
    read.unwrap_or(Cell::Missing)
}

fn column(texts: &Texts, style: &mut Style) -> (Kind, Vec<Cell>, Spelled) {
    let known: Vec<&str> = texts.iter().flatten().map(String::as_str).collect();
    let is_nothing = |text: &&str| NOTHING.contains(&text.to_lowercase().as_str());
    let some: Vec<&str> = known.iter().copied().filter(|text| !is_nothing(text)).collect();
    let (kind, spelled) = match some.is_empty() {
        true => (Kind::Text, Spelled { is_text: true, ..Spelled::default() }),
        false => recognized(&some, style.comma),
    };
    if !matches!(kind, Kind::Text) {
        style.missing.extend(known.iter().filter(|text| is_nothing(text)).map(|text| (*text).to_owned()));
    }
    let cells = texts.iter().map(|text| cell(text.as_deref(), kind, &spelled, style)).collect();
    (kind, cells, spelled)
}

fn recognized(some: &[&str], comma: bool) -> (Kind, Spelled) {
    let plain = Spelled { is_text: true, ..Spelled::default() };
    let all = |is: &dyn Fn(&str) -> bool| some.iter().all(|text| is(text));
    if all(&is_whole) {
        return (Kind::Whole, plain);
    }
    if all(&|text| number(text, comma).is_some()) {
        let cents = all(&|text| decimals(text, comma) == Some(2)) || !all(&|text| is_bare(text));
        return (if cents { Kind::Decimal } else { Kind::Float }, plain);
    }
    if let Some((kind, spelled)) = times(some) {
        return (kind, spelled);
    }
    if let Some(answers) = answers(some) {
        return (Kind::YesNo, Spelled { answers, ..plain });
    }
    match [',', ';', '|'].into_iter().find(|separator| is_list(some, *separator)) {
        Some(separator) => (Kind::List, Spelled { separator: Some(separator), ..plain }),
        None => (Kind::Text, plain),
    }
}

/// A whole number; what begins with a zero, or is too long to be reckoned with, is a name.
fn is_whole(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_name = digits.len() > 1 && digits.starts_with('0');
    !digits.is_empty() && digits.len() <= 18 && !is_name && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether there is nothing but a number: no currency.
fn is_bare(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit() || b"+-., ".contains(&byte))
}

/// The text without a currency before or behind it.
fn without_currency(text: &str) -> &str {
    let is_sign = |c: char| "€$£¥₹".contains(c);
    let text = text.trim_matches(is_sign).trim();
    let named = |part: &str| part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_uppercase());
    match text.split_once(' ') {
        Some((name, rest)) if named(name) => rest.trim(),
        _ => text.rsplit_once(' ').filter(|(_, name)| named(name)).map_or(text, |(rest, _)| rest.trim()),
    }
}

fn number(text: &str, comma: bool) -> Option<f64> {
    let (apart, point) = if comma { (['.', ' '], ',') } else { ([',', ','], '.') };
    let text = without_currency(text);
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, part) = digits.split_once(point).unwrap_or((digits, ""));
    let groups: Vec<&str> = whole.split(apart).collect();
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_grouped = match groups.as_slice() {
        [_] => !whole.is_empty(),
        [first, rest @ ..] => (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3),
        [] => false,
    };
    let is_name = whole.len() > 1 && whole.starts_with('0') && part.is_empty();
    if !is_grouped || is_name || !is_digits(part) || !groups.iter().all(|group| is_digits(group)) {
        return None;
    }
    let plain = format!("{}{}.{part}0", if text.starts_with('-') { "-" } else { "" }, groups.concat());
    plain.parse().ok()
}

fn decimals(text: &str, comma: bool) -> Option<usize> {
    let (_, part) = without_currency(text).rsplit_once(if comma { ',' } else { '.' })?;
    Some(part.len())
}

/// Whether decimals stand after a comma: some column has only such numbers, and none has points there.
fn has_comma(columns: &[Texts]) -> bool {
    let sure = |text: &str, point: char| {
        let part = without_currency(text).rsplit_once(point).map_or(0, |(_, part)| part.len());
        part > 0 && part != 3
    };
    let has = |point: char| {
        columns.iter().any(|texts| {
            let mut some = texts.iter().flatten().filter(|text| !NOTHING.contains(&text.to_lowercase().as_str()));
            let all = some.clone().all(|text| number(text, point == ',').is_some());
            all && some.any(|text| sure(text, point))
        })
    };
    has(',') && !has('.')
}

/// Times, all of them written in one way.
fn times(some: &[&str]) -> Option<(Kind, Spelled)> {
    let read = |format: Option<&'static str>| -> Option<Kind> {
        let kinds: Option<Vec<Kind>> = some.iter().map(|text| Some(moment(text, format)?.1)).collect();
        let kinds = kinds?;
        let first = *kinds.first()?;
        // A day now and then among times is one at midnight.
        let mixed = if kinds.contains(&Kind::Instant) { Kind::Instant } else { Kind::Wall };
        Some(if kinds.iter().all(|kind| *kind == first) { first } else { mixed })
    };
    let plain = Spelled { is_text: true, ..Spelled::default() };
    if let Some(kind) = read(None) {
        return Some((kind, plain));
    }
    let forms = FORMS.iter().filter_map(|form| Some((*form, read(Some(form))?)));
    let forms: Vec<(&'static str, Kind)> = forms.collect();
    let (form, kind) = *forms.first()?;
    Some((kind, Spelled { format: Some(form), either_first: forms.len() > 1, ..plain }))
}

/// All forms of [`DAYS`] with [`TIMES`].
static FORMS: std::sync::LazyLock<Vec<&'static str>> = std::sync::LazyLock::new(|| {
    let forms = TIMES.iter().flat_map(|time| DAYS.iter().map(move |day| format!("{day}{time}")));
    forms.map(|form| &*form.leak()).collect()
});

/// A text as a time in microseconds, those without a zone as if it were UTC's, and what it is.
fn moment(text: &str, format: Option<&str>) -> Option<(i64, Kind)> {
    let midnight = |day: NaiveDate| day.and_time(NaiveTime::MIN).and_utc().timestamp_micros();
    if let Some(format) = format {
        let pattern = ["YYYY:%Y", "YY:%y", "MM:%m", "DD:%d", "hh:%H", "mm:%M", "ss:%S"].iter();
        let pattern = pattern.filter_map(|pair| pair.split_once(':'));
        let pattern = pattern.fold(format.to_owned(), |pattern, (part, chrono)| pattern.replace(part, chrono));
        let is_long = |text: &str| text.split(['.', '/', '-', ' ']).any(|part| part.len() == 4);
        return match format.contains("hh") {
            _ if format.contains("YYYY") && !is_long(text) => None,
            true => NaiveDateTime::parse_from_str(text, &pattern)
                .ok()
                .map(|at| (at.and_utc().timestamp_micros(), Kind::Wall)),
            false => NaiveDate::parse_from_str(text, &pattern).ok().map(|day| (midnight(day), Kind::Day)),
        };
    }
    let bytes = text.as_bytes();
    if bytes.len() < 10 || bytes.get(4) != Some(&b'-') {
        return None;
    }
    if let Ok(day) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        return Some((midnight(day), Kind::Day));
    }
    let spaced = text.replacen('T', " ", 1).replace(" UTC", "+00:00");
    let spaced = spaced.strip_suffix('Z').map_or(spaced.clone(), |bare| format!("{bare}+00:00"));
    let zoned = ["%Y-%m-%d %H:%M:%S%.f%#z", "%Y-%m-%d %H:%M:%S%.f %z", "%Y-%m-%d %H:%M%#z", "%Y-%m-%d %H:%M %z"];
    if let Some(at) = zoned.iter().find_map(|form| DateTime::parse_from_str(&spaced, form).ok()) {
        return Some((Instant::from(at).timestamp_micros(), Kind::Instant));
    }
    let wall = ["%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%d %H:%M"];
    let at = wall.iter().find_map(|form| NaiveDateTime::parse_from_str(&spaced, form).ok())?;
    Some((at.and_utc().timestamp_micros(), Kind::Wall))
}

/// The texts for yes and no, none where the program knows them by itself.
#[allow(clippy::option_option, reason = "no answers, answers that need no word, answers that do")]
fn answers(some: &[&str]) -> Option<Option<(String, String)>> {
    let seen: BTreeSet<String> = some.iter().map(|text| text.to_lowercase()).collect();
    let are = |yes: &str, no: &str| seen.len() == 2 && seen.contains(yes) && seen.contains(no);
    if are("yes", "no") || are("true", "false") {
        return Some(None);
    }
    let (yes, no) = ANSWERS.iter().find(|(yes, no)| are(yes, no))?;
    Some(Some(((*yes).to_owned(), (*no).to_owned())))
}

fn is_yes(text: &str, spelled: &Spelled) -> bool {
    let text = text.to_lowercase();
    match &spelled.answers {
        Some((yes, _)) => text == *yes,
        None => ["yes", "true", "1"].contains(&text.as_str()),
    }
}

fn items(text: &str, separator: char) -> Vec<String> {
    let items = text.split(separator).map(str::trim).filter(|item| !item.is_empty());
    items.map(str::to_owned).collect()
}

/// Whether texts are lists: what stands between the separators stands in other lists too, and is
/// short. A name with a comma in it is always the same name.
fn is_list(some: &[&str], separator: char) -> bool {
    let lists: BTreeSet<&str> = some.iter().copied().collect();
    let several: Vec<&&str> = lists.iter().filter(|text| text.contains(separator)).collect();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for text in &lists {
        for item in items(text, separator) {
            *seen.entry(item).or_default() += 1;
        }
    }
    let all: Vec<String> = several.iter().flat_map(|text| items(text, separator)).collect();
    let shared = all.iter().filter(|item| seen.get(*item).is_some_and(|times| *times > 1)).count();
    let short = all.iter().all(|item| item.chars().count() <= 40 && item.split_whitespace().count() <= 4);
    several.len() * 10 >= lists.len().max(10) && short && ratio(shared, all.len()) >= 0.5
}
