//! Mechanical mutations of a segment's text: each a slip that somebody could make. A bound one
//! further, a window a day longer, a `not` forgotten, a word swapped, a condition dropped.

use chrono::{Days, Months, NaiveDate, NaiveDateTime, TimeDelta};
use rust_decimal::Decimal;
use seg::source::Span;
use seg::syntax::ast::{Expr, ExprKind, File, ModifierKind, Term};
use seg::syntax::{self, Token, TokenKind};

/// Words that somebody could take for one another.
const SWAPS: &[(&str, &str)] = &[
    ("money_spent", "money_spent_gross"),
    ("money_spent_gross", "money_spent"),
    ("order_count", "count(ordered_item)"),
    ("sms_consent", "email_consent"),
    ("email_consent", "sms_consent"),
    ("sms_subscribed", "email_subscribed"),
    ("clicked_sms", "received_sms"),
    ("clicked_email", "received_email"),
    ("opened_email", "received_email"),
    ("bounced_email", "opened_email"),
    ("viewed_product", "visited"),
    ("visited", "viewed_product"),
    ("abandoned_checkout", "started_checkout"),
    ("started_checkout", "abandoned_checkout"),
    ("texted", "received_sms"),
    ("last_order_date", "first_order_date"),
    ("sms_consent_date", "email_consent_date"),
    ("ordered", "viewed_product"),
    ("ordered", "started_checkout"),
    ("ordered_since", "viewed_product_since"),
    ("ordered_item", "ordered"),
    ("lapsed", "not ordered_since"),
    ("country", "language"),
    ("phone_country", "country"),
    ("language", "country"),
    ("city", "country"),
    ("identified", "joined"),
    ("joined", "identified"),
    ("birthday", "joined"),
    ("ltv", "predicted_clv"),
    ("predicted_clv", "ltv"),
    ("watched_video", "shared_insight"),
    ("shared_insight", "watched_video"),
    ("signed_up", "watched_video"),
    ("least", "most"),
    ("exactly", "at least"),
    ("exactly", "at most"),
    ("once", "twice"),
    ("twice", "once"),
    ("twice", "3 times"),
    ("since", "before"),
    ("before", "since"),
    ("until", "before"),
    ("on", "before"),
    ("on", "since"),
    ("last", "this"),
    ("this", "last"),
    ("next", "last"),
    ("week", "month"),
    ("month", "quarter"),
    ("year", "quarter"),
    ("disabled", "invited"),
    ("completed", "pending"),
    ("electronics", "mugs"),
    ("Funan", "Plaza"),
    ("Boston", "Cambridge"),
    ("US", "CA"),
    ("it", "en"),
    ("june", "may"),
    ("june", "july"),
    ("first", ""),
    ("first", "second"),
    ("then", "then not"),
    ("added_to_cart", "watched_video"),
    ("watched_video", "added_to_cart"),
    ("entered_flow", "visited"),
    ("never", ""),
    ("known", "missing"),
    ("then", "and"),
    (">", ">="),
    (">=", ">"),
    ("<", "<="),
    ("<=", "<"),
    ("=", ">="),
    ("=", "<="),
];

/// An edit: what stands at a place becomes something else.
pub type Edit = (Span, String);

/// The mutations of one expression of a text.
pub fn mutations(text: &str, of: &Expr, within: Span) -> Vec<Edit> {
    let mut edits = Vec::new();
    parts(text, of, &mut edits);
    let tokens = syntax::parse(text).tokens;
    for token in tokens.iter().filter(|token| within.range().contains(&token.span.start)) {
        edits.extend(others(text, token).into_iter().map(|other| (token.span, other)));
    }
    edits
}

/// Every condition of a text, with the place where it stands: those of segments and of `let`s.
pub fn conditions(file: &File) -> Vec<&Expr> {
    let helpers = file.lets.iter().map(|helper| &helper.body);
    helpers.chain(file.segments.iter().map(|segment| &segment.body)).collect()
}

/// Conditions dropped, `and` and `or` exchanged, `not` forgotten, modifiers dropped.
fn parts(text: &str, expr: &Expr, edits: &mut Vec<Edit>) {
    match &expr.kind {
        ExprKind::All(members) | ExprKind::Any(members) => {
            drop_each(members, edits);
            let (from, to) = match expr.kind {
                ExprKind::All(_) => ("and", "or"),
                _ => ("or", "and"),
            };
            edits.push((expr.span, rejoined(text, members, from, to)));
            members.iter().for_each(|member| parts(text, member, edits));
        }
        ExprKind::Not(_, inner) => {
            edits.push((expr.span, text[inner.span.range()].to_owned()));
            parts(text, inner, edits);
        }
        ExprKind::Group(inner) => parts(text, inner, edits),
        ExprKind::OneOf { value, list, .. } => {
            drop_each(list, edits);
            parts(text, value, edits);
        }
        ExprKind::Text { value, needles, .. } => {
            drop_each(needles, edits);
            parts(text, value, edits);
        }
        ExprKind::Compare(left, _, _, right) => {
            parts(text, left, edits);
            parts(text, right, edits);
        }
        ExprKind::Sequence(steps) => {
            for (at, step) in steps.iter().enumerate() {
                if let Some(before) = at.checked_sub(1).and_then(|before| steps.get(before)) {
                    edits.push((Span::new(before.span.end, step.span.end), String::new()));
                }
                if let (Some(not), Some(term)) = (step.not, &step.term) {
                    edits.push((Span::new(not.start, term.span.start), String::new()));
                }
                step.term.iter().for_each(|term| modifiers(text, term, edits));
            }
        }
        ExprKind::Term(term) | ExprKind::Never(_, term) | ExprKind::Call(_, term) => modifiers(text, term, edits),
        _ => {}
    }
}

fn modifiers(text: &str, term: &Term, edits: &mut Vec<Edit>) {
    for modifier in &term.modifiers {
        edits.push((modifier.span, String::new()));
        match &modifier.kind {
            ModifierKind::Where(condition) => parts(text, condition, edits),
            ModifierKind::Short(_, values) => drop_each(values, edits),
            _ => {}
        }
    }
}

/// Each of several left out once, with what joins it to the next.
fn drop_each(members: &[Expr], edits: &mut Vec<Edit>) {
    for (at, member) in members.iter().enumerate() {
        let span = match (members.get(at + 1), at.checked_sub(1).and_then(|before| members.get(before))) {
            (Some(next), _) => Span::new(member.span.start, next.span.start),
            (None, Some(before)) => Span::new(before.span.end, member.span.end),
            (None, None) => continue,
        };
        edits.push((span, String::new()));
    }
}

fn rejoined(text: &str, members: &[Expr], from: &str, to: &str) -> String {
    let mut joined = String::new();
    let mut end = None;
    for member in members {
        if let Some(end) = end {
            joined.push_str(&text[end..member.span.start].replacen(from, to, 1));
        }
        joined.push_str(&text[member.span.range()]);
        end = Some(member.span.end);
    }
    joined
}

/// What else could stand in a token's place.
fn others(text: &str, token: &Token) -> Vec<String> {
    let shown = &text[token.span.range()];
    let swaps = SWAPS.iter().filter(|(word, _)| *word == shown).map(|(_, other)| (*other).to_owned());
    let mut others: Vec<String> = swaps.collect();
    match token.kind {
        TokenKind::Number => others.extend(near_numbers(shown)),
        TokenKind::Time => others.extend(near_times(shown)),
        // The last letter lost.
        TokenKind::Text => {
            let mut short = shown.trim_end_matches('"').to_owned();
            short.pop();
            others.push(format!("{short}\""));
        }
        _ => {}
    }
    others
}

/// The numbers one step of the last digit away.
fn near_numbers(shown: &str) -> Vec<String> {
    let (number, unit) = leading(shown, |c| c.is_ascii_digit() || c == '.' || c == '_');
    let number: Decimal = number.replace('_', "").parse().unwrap();
    let step = Decimal::new(1, number.scale());
    vec![format!("{}{unit}", number + step), format!("{}{unit}", number - step)]
}

/// Lengths one unit longer or shorter, days a day off, months a month off, moments a minute off.
fn near_times(shown: &str) -> Vec<String> {
    if let Ok(day) = shown.parse::<NaiveDate>() {
        return [day + Days::new(1), day - Days::new(1)].map(|day| day.to_string()).into();
    }
    if let Ok(moment) = NaiveDateTime::parse_from_str(shown, "%Y-%m-%dT%H:%M") {
        let shift = TimeDelta::minutes(1);
        return [moment + shift, moment - shift].map(|moment| moment.format("%Y-%m-%dT%H:%M").to_string()).into();
    }
    if let Ok(first) = format!("{shown}-01").parse::<NaiveDate>() {
        let shift = Months::new(1);
        return [first + shift, first - shift].map(|month| month.format("%Y-%m").to_string()).into();
    }
    let (number, unit) = leading(shown, |c| c.is_ascii_digit());
    let number: u32 = number.parse().unwrap();
    [number + 1, number - 1].iter().filter(|number| **number > 0).map(|number| format!("{number}{unit}")).collect()
}

fn leading(text: &str, is: fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(|c| !is(c)).unwrap_or(text.len()))
}
