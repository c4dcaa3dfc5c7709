//! `boundary-overlap`: the periods of two segments that belong together share a day, or leave one out.
//!
//! Segments belong together if they stand in one folder and differ in nothing but a period. Said is only
//! what is certain: that one begins exactly a day before, or after, the other ends.

use super::across::Member;
use super::hashed::Hashed;
use super::periods::periods;
use crate::diagnostics::{Diagnostic, Rule};
use crate::many::each;
use crate::source::Span;
use crate::time::{Edge, Length, Window};
use crate::types::ir::{Aggregate, Comparison, Condition, Fact, Test, Value};
use std::borrow::Cow;
use std::collections::HashMap;
use std::slice;

/// So many segments that differ in a period only are held against each other in all pairs.
const MOST: usize = 40;

/// Fewer days than this are a day of their own more likely than a part of a series: relative to
/// today, and from one date to another.
const FEWEST: [i64; 2] = [7, 28];

/// What segments have in common that differ in a period only.
#[derive(PartialEq, Eq, Hash)]
struct Rest<'c> {
    /// Whether the period is that of the last time, and not of any.
    last_time: bool,
    /// Of which all hold, in order.
    parts: Vec<Cow<'c, Condition>>,
}

impl<'c> Rest<'c> {
    fn new(last_time: bool, parts: impl Iterator<Item = Cow<'c, Condition>>) -> Hashed<Self> {
        let mut parts: Vec<_> = parts.collect();
        parts.sort();
        parts.dedup();
        Hashed::new(Self { last_time, parts })
    }
}

/// A segment without one of its periods, and that period.
struct Band<'c> {
    rest: Hashed<Rest<'c>>,
    window: Window,
}

/// What is found, by the texts it is about.
pub(super) fn check(members: &[Member<'_>]) -> Vec<(usize, Diagnostic)> {
    let mut alike: HashMap<_, Vec<(usize, Window)>> = HashMap::new();
    let cut = each(members, |member| bands(member.canonical.get()));
    for (at, (member, bands)) in members.iter().zip(cut).enumerate() {
        let folder = member.source.name().rsplit_once(['/', '\\']).map_or("", |(folder, _)| folder);
        for band in bands {
            let others = alike.entry((folder, band.rest)).or_default();
            if others.len() < MOST {
                others.push((at, band.window));
            }
        }
    }
    let mut told: Vec<(usize, usize, Meeting)> = Vec::new();
    for bands in alike.values() {
        for (at, (one, early)) in bands.iter().enumerate() {
            for (other, late) in bands.iter().skip(at + 1) {
                let meeting = meet(early, late).or_else(|| meet(late, early));
                let filled = |meeting: &Meeting| meeting.gap && bands.iter().any(|(_, window)| fills(window, meeting));
                told.extend(meeting.filter(|meeting| !filled(meeting)).map(|meeting| (*one, *other, meeting)));
            }
        }
    }
    told.sort_by_key(|(one, other, _)| (*one, *other));
    told.dedup_by_key(|(one, other, _)| (*one, *other));
    let found = told.into_iter().filter_map(|(one, other, meeting)| {
        let (one, other) = (members.get(one)?, members.get(other)?);
        Some((other.text, finding(one, other, &meeting)))
    });
    found.collect()
}

/// Where one period ends, and the other begins.
#[derive(Debug, Clone, Copy)]
struct Meeting {
    ends: Edge,
    begins: Edge,
    /// Whether a day is left out, and not shared.
    gap: bool,
}

/// Whether one period ends within a day of where the other begins, but not there.
fn meet(early: &Window, late: &Window) -> Option<Meeting> {
    let (ends, begins) = (early.to.filter(|edge| *edge != Edge::Now)?, late.from?);
    let (before, after) = (day(ends)?, day(begins)?);
    let gap = match (before, after) {
        (Day::Today(before), Day::Today(after)) => after - before,
        (Day::Fixed(before), Day::Fixed(after)) => (after - before).num_days(),
        _ => return None,
    };
    // Periods that begin, or end, alike are no parts of a series.
    let is_series = early.from != late.from && early.to != late.to && is_long(early) && is_long(late);
    (gap.abs() == 1 && is_series).then_some(Meeting { ends, begins, gap: gap == 1 })
}

/// Whether a period is long enough to be a part of a series.
fn is_long(window: &Window) -> bool {
    let [relative, fixed] = FEWEST;
    match (window.from.map(day), window.to.map(day)) {
        (Some(Some(Day::Today(from))), Some(Some(Day::Today(to)))) => to - from >= relative,
        (Some(Some(Day::Fixed(from))), Some(Some(Day::Fixed(to)))) => (to - from).num_days() >= fixed,
        _ => true,
    }
}

/// Whether a period is all that is left out between two others.
fn fills(window: &Window, meeting: &Meeting) -> bool {
    window.from == Some(meeting.ends) && window.to == Some(meeting.begins)
}

/// The beginning of a day.
enum Day {
    /// So many days from today.
    Today(i64),
    Fixed(chrono::NaiveDate),
}

fn day(edge: Edge) -> Option<Day> {
    match edge {
        Edge::Today(Length::Days(days)) => Some(Day::Today(days)),
        Edge::DayAfter(Length::Days(days)) => Some(Day::Today(days.saturating_add(1))),
        Edge::Now => Some(Day::Today(0)),
        Edge::Day(day) => Some(Day::Fixed(day)),
        _ => None,
    }
}

/// Each period of a condition in canonical form with what is left of it without that period.
fn bands(condition: &Condition) -> Vec<Band<'_>> {
    let parts = match condition {
        Condition::All(parts) => parts,
        one => slice::from_ref(one),
    };
    let mut found = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let Condition::Test(test) = part else { continue };
        if let Some((test, window)) = without_period(test) {
            let others =
                parts.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, part)| Cow::Borrowed(part));
            let rest = Rest::new(false, others.chain([Cow::Owned(Condition::Test(test))]));
            found.push(Band { rest, window });
        }
    }
    found.extend(last_time(parts));
    found
}

/// A test over any time in place of its period, and the period.
fn without_period(test: &Test) -> Option<(Test, Window)> {
    match test {
        Test::During(value, window) => Some((Test::Known(value.clone()), *window)),
        Test::Compare(Value::Fact(fact), comparison, number @ Value::Number(_)) => {
            let aggregate = fact.aggregate()?;
            let window = aggregate.window?;
            let ever = Fact::Aggregate(Aggregate { window: None, ..aggregate.clone() });
            Some((Test::Compare(Value::Fact(Box::new(ever)), *comparison, number.clone()), window))
        }
        _ => None,
    }
}

/// When rows last happened, where a condition says it by that there are some since one day, or none since another.
fn last_time(parts: &[Condition]) -> Option<Band<'_>> {
    let mut window = Window { from: None, to: None };
    let mut of: Option<Aggregate> = None;
    let mut rest = Vec::new();
    for part in parts {
        let (rows, negated) = match part {
            Condition::Test(test) => (test.some_rows(), false),
            Condition::Not(inner) => match &**inner {
                Condition::Test(test) => (test.some_rows(), true),
                _ => (None, false),
            },
            _ => (None, false),
        };
        let Some(rows) = rows else {
            rest.push(Cow::Borrowed(part));
            continue;
        };
        let ever = Aggregate { window: None, ..rows.clone() };
        if of.as_ref().is_some_and(|of| *of != ever) {
            return None;
        }
        of = Some(ever);
        let Some(own) = rows.window else {
            if negated {
                return None;
            }
            continue;
        };
        if own.to != Some(Edge::Now) {
            return None;
        }
        let edge = if negated { &mut window.to } else { &mut window.from };
        if edge.is_some() {
            return None;
        }
        *edge = own.from;
    }
    let ever = Condition::happened(of?, Comparison::AtLeast, 1);
    let ends = window.to.is_some();
    rest.push(Cow::Owned(ever));
    // Whoever has some since a day without an end has them up to now, which is the other kind of band.
    let window = if ends { window } else { Window { to: Some(Edge::Now), ..window } };
    let rest = Rest::new(true, rest.into_iter());
    (window.from.is_some() || ends).then_some(Band { rest, window })
}

fn finding(one: &Member<'_>, other: &Member<'_>, meeting: &Meeting) -> Diagnostic {
    let (does, both) = match meeting.gap {
        true => ("leave out a day between them", "neither"),
        false => ("share a day", "both"),
    };
    let message = format!("`{}` and `{}` {does}", one.name, other.name);
    let span = place(other, meeting);
    let label = format!("{} is in {both} of them", said(meeting));
    let finding = Diagnostic::new(Rule::BoundaryOverlap, span, message, label);
    let finding = match one.text == other.text {
        true => finding.also(place(one, meeting), "and this"),
        false => {
            let line = one.source.position(place(one, meeting).start).line;
            finding.help(format!("`{}` is in {}, line {line}", one.name, one.source.name()))
        }
    };
    finding.help("`last 30d` and `between 60d and 30d ago` meet: both name the same day")
}

/// The day that is left out, or shared.
fn said(meeting: &Meeting) -> String {
    let edge = if meeting.gap { meeting.ends } else { meeting.begins };
    match day(edge) {
        Some(Day::Fixed(day)) => day.to_string(),
        Some(Day::Today(0)) => "today".to_owned(),
        Some(Day::Today(-1)) => "yesterday".to_owned(),
        Some(Day::Today(days)) if days < 0 => format!("the day {} days ago", -days),
        Some(Day::Today(days)) => format!("the day {days} days ahead"),
        None => "a day".to_owned(),
    }
}

/// The period of a segment that ends or begins there, or else its name.
fn place(member: &Member<'_>, meeting: &Meeting) -> Span {
    let edges = [Some(meeting.ends), Some(meeting.begins)];
    let touches = |window: &Window| edges.contains(&window.from) || edges.contains(&window.to);
    let period = periods(&member.said.body).into_iter().find(|period| touches(&period.window));
    period.map_or(member.span, |period| period.span)
}
