//! A whole text as pieces: helpers, segments and what is said about them.

use super::doc::{Doc, group, print as print_docs};
use super::layout::Layout;
use super::words::{Comment, Words};
use crate::source::Span;
use crate::syntax::ast::{Expr, File, Let, Name, Segment};
use std::ops::Range;

/// A part of a file.
enum Item<'a> {
    Let(&'a Let),
    Segment(&'a Segment, &'a Name),
    Bare(&'a Segment),
}

/// The text of a file in its one layout.
pub fn print(words: &Words, file: &File) -> String {
    let mut items: Vec<(usize, Item<'_>)> = Vec::new();
    let keyword = |name: Span| words.inside(name).start.saturating_sub(1);
    for helper in &file.lets {
        items.push((keyword(helper.name.span), Item::Let(helper)));
    }
    for segment in &file.segments {
        items.push(match &segment.name {
            Some(name) => (keyword(name.span), Item::Segment(segment, name)),
            None => (words.inside(segment.body.span).start, Item::Bare(segment)),
        });
    }
    items.sort_by_key(|(start, _)| *start);
    // Whatever stands before the first part belongs to it.
    if let Some((start, _)) = items.first_mut() {
        *start = 0;
    }

    let mut words = words.clone();
    let last = words.0.len().saturating_sub(1);
    let starts: Vec<usize> = items.iter().map(|(start, _)| *start).chain([last]).collect();
    let tails = take_tails(&mut words, &starts, &items);
    let mut docs = Vec::new();
    for (at, (start, item)) in items.iter().enumerate() {
        let end = starts.get(at + 1).copied().unwrap_or(last);
        let previous = at.checked_sub(1).and_then(|before| items.get(before));
        if let Some((_, previous)) = previous {
            let helpers = matches!((previous, item), (Item::Let(_), Item::Let(_)));
            docs.push(if helpers && !is_apart(&words, *start) { Doc::Line } else { Doc::Empty });
        }
        if !matches!(item, Item::Bare(_)) {
            docs.push(Doc::Before(*start));
        }
        docs.extend(part(&words, *start..end, item));
        docs.push(Doc::Line);
        if let Some(tail) = tails.get(at).filter(|tail| **tail < words.0.len()) {
            docs.push(Doc::Nest(vec![Doc::Before(*tail)]));
        }
    }
    docs.push(Doc::Before(last));
    print_docs(&words, &docs)
}

/// Comments in the column of a body stay with it: they move to words of their own at the
/// end, of which the place is given for each part; past the end where there are none.
fn take_tails(words: &mut Words, starts: &[usize], items: &[(usize, Item<'_>)]) -> Vec<usize> {
    let mut tails = Vec::new();
    for ((_, item), next) in items.iter().zip(starts.iter().skip(1)) {
        let inner = |comment: &Comment| comment.indented && !matches!(item, Item::Bare(_));
        let mut tail = Vec::new();
        if let Some(word) = words.0.get_mut(*next) {
            let count = word.before.iter().take_while(|comment| inner(comment)).count();
            tail = word.before.drain(..count).collect();
        }
        if tail.is_empty() {
            tails.push(usize::MAX);
            continue;
        }
        if let Some(mut holder) = words.0.last().cloned() {
            (holder.before, holder.after) = (tail, None);
            tails.push(words.0.len());
            words.0.push(holder);
        }
    }
    tails
}

/// Whether an empty line stands before a part and its comments.
fn is_apart(words: &Words, start: usize) -> bool {
    words.0.get(start).is_some_and(|word| match word.before.first() {
        Some(comment) => comment.blank_before,
        None => word.blank_before,
    })
}

fn part(words: &Words, range: Range<usize>, item: &Item<'_>) -> Vec<Doc> {
    let mut docs = vec![Doc::Bare(range.start)];
    match item {
        Item::Bare(Segment { body, name: _, description: _, owner: _, channel: _ }) => {
            let (before, inside) = body_of(words, range, body);
            docs = before.map(Doc::Word).chain(inside).collect();
        }
        Item::Let(Let { name: _, body }) => {
            let (before, inside) = body_of(words, range, body);
            docs.extend(before.skip(1).map(Doc::Word));
            docs.push(Doc::Nest([vec![Doc::Break], inside].concat()));
            docs = vec![group(words, docs)];
        }
        Item::Segment(Segment { name: _, description, owner, channel, body }, name) => {
            let (before, inside) = body_of(words, range.clone(), body);
            let named = words.inside(name.span).end;
            docs.extend((range.start + 1..named).map(Doc::Word));
            let headers: Vec<usize> =
                [description, owner, channel].into_iter().flatten().map(|said| words.inside(said.span).start).collect();
            if headers.is_empty() {
                docs.extend((named..before.end).map(Doc::Word));
                docs.push(Doc::Nest([vec![Doc::Break], inside].concat()));
                return vec![group(words, docs)];
            }
            for at in &headers {
                docs.push(Doc::Nest(vec![Doc::Line, Doc::Word(at.saturating_sub(1)), Doc::Word(*at)]));
            }
            docs.push(Doc::Line);
            let after_headers = headers.iter().max().map_or(named, |last| last + 1);
            docs.extend((after_headers..before.end).map(Doc::Word));
            docs.push(Doc::Nest([vec![Doc::Line], inside].concat()));
        }
    }
    docs
}

/// The words before a body, and the body with whatever belongs to it.
fn body_of(words: &Words, range: Range<usize>, body: &Expr) -> (Range<usize>, Vec<Doc>) {
    let inside = words.inside(body.span);
    let mut docs = Layout(words).expr(body);
    docs.extend((inside.end..range.end).map(Doc::Word));
    (range.start..inside.start, vec![group(words, docs)])
}
