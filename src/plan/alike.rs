//! Near spelling with the functions that there are.
//!
//! `levenshtein` counts letters too many, too few and wrong, and has two neighbours that have changed
//! places for two. What such swaps make of a word is known beforehand. Two slips are
//!
//! * two of those that it counts;
//! * a swap and one of those: the word with the swap is one away;
//! * two swaps apart from each other, or a letter lost and the letters beside it swapped: both make few texts.
//!
//! Two swaps that touch move one letter two places on, which is two of those that it counts; whatever
//! is swapped behind another slip can as well be swapped before it, unless a letter was lost between.

use super::text::text;
use crate::types::ir::most_slips;
use datafusion::functions::string::expr_fn::levenshtein;
use datafusion::functions::unicode::expr_fn::character_length;
use datafusion::logical_expr::expr::Case;
use datafusion::logical_expr::{Expr, lit};

/// That a text is spelled like a word, case being settled.
pub(super) fn is_near(value: Expr, word: &str) -> Expr {
    let letters: Vec<char> = word.chars().collect();
    let swapped: Vec<String> = swaps(&letters).iter().map(|letters| written(letters)).collect();
    match most_slips(word) {
        1 => first_of(vec![
            (is_one_of(&value, &swapped), lit(true)),
            (is_as_long(&value, letters.len(), 1), is_within(&value, word, 1)),
        ]),
        _ => {
            let a_swap_and_more = swapped.iter().map(|swapped| is_within(&value, swapped, 1)).reduce(Expr::or);
            let away = |distance: i32| Box::new(lit(distance));
            let by_distance = vec![
                (away(0), Box::new(lit(true))),
                (away(1), Box::new(lit(true))),
                (away(2), Box::new(lit(true))),
                (away(3), Box::new(a_swap_and_more.unwrap_or(lit(false)))),
            ];
            let distance = levenshtein(value.clone(), text(word));
            let near = Case::new(Some(Box::new(distance)), by_distance, Some(Box::new(lit(false))));
            first_of(vec![
                (is_one_of(&value, &double_swaps(&letters)), lit(true)),
                (is_as_long(&value, letters.len(), 2), Expr::Case(near)),
            ])
        }
    }
}

/// The first of these whose condition holds; later ones are not looked at.
fn first_of(cases: Vec<(Expr, Expr)>) -> Expr {
    let cases = cases.into_iter().map(|(when, then)| (Box::new(when), Box::new(then))).collect();
    Expr::Case(Case::new(None, cases, Some(Box::new(lit(false)))))
}

fn is_one_of(value: &Expr, options: &[String]) -> Expr {
    value.clone().in_list(options.iter().map(|option| text(option)).collect(), false)
}

/// That a text has so many letters, give or take some.
fn is_as_long(value: &Expr, letters: usize, slips: usize) -> Expr {
    let bound = |letters: usize| lit(i32::try_from(letters).unwrap_or(i32::MAX));
    character_length(value.clone()).between(bound(letters.saturating_sub(slips)), bound(letters + slips))
}

fn is_within(value: &Expr, word: &str, distance: i32) -> Expr {
    levenshtein(value.clone(), text(word)).lt_eq(lit(distance))
}

fn written(letters: &[char]) -> String {
    letters.iter().collect()
}

/// A word with two neighbours swapped, each pair once.
fn swaps(word: &[char]) -> Vec<Vec<char>> {
    let pairs = 0..word.len().saturating_sub(1);
    pairs.map(|at| swap(word, at)).collect()
}

fn swap(word: &[char], at: usize) -> Vec<char> {
    let mut word = word.to_vec();
    word.swap(at, at + 1);
    word
}

/// A word with two pairs of neighbours swapped, or with the letters beside a lost one swapped.
fn double_swaps(word: &[char]) -> Vec<String> {
    let pairs = word.len().saturating_sub(1);
    let twice = (0..pairs).flat_map(|one| (one + 2..pairs).map(move |other| swap(&swap(word, one), other)));
    let over_a_gap = (1..pairs).map(|lost| {
        let mut rest = word.to_vec();
        rest.remove(lost);
        swap(&rest, lost - 1)
    });
    twice.chain(over_a_gap).map(|letters| written(&letters)).collect()
}
