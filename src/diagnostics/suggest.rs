//! "Did you mean": the nearest of several candidates, or none.
//!
//! Case is looked at first, then edits (a swap of neighbours counts one), then
//! the same words in another order. None is better than a silly one.

use std::collections::BTreeSet;

/// The candidates nearest to `wrong`, best first, at most two.
pub fn nearest<'a>(wrong: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let folded = wrong.to_lowercase();
    let words = words_of(&folded);
    let limit = (wrong.chars().count() / 3).max(1);
    let mut found: Vec<(usize, &str)> = candidates
        .into_iter()
        .filter_map(|candidate| {
            let lower = candidate.to_lowercase();
            if lower == folded {
                return Some((0, candidate));
            }
            if lower.chars().count().abs_diff(folded.chars().count()) <= limit {
                let distance = distance(&lower, &folded);
                if distance <= limit {
                    return Some((distance, candidate));
                }
            }
            (words.len() > 1 && words_of(&lower) == words).then_some((limit, candidate))
        })
        .collect();
    found.sort();
    found.dedup();
    let best = found.first().map_or(0, |(distance, _)| *distance);
    found.into_iter().filter(|(distance, _)| *distance <= best + 1).map(|(_, c)| c).take(2).collect()
}

/// The candidates that have a word in common with `wrong`, at most two: the shortest say little else.
pub fn sharing_a_word<'a>(wrong: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let folded = wrong.to_lowercase();
    let wrong: BTreeSet<&str> = words_of(&folded).into_iter().filter(|word| word.chars().count() > 2).collect();
    let shares = |candidate: &&str| words_of(&candidate.to_lowercase()).iter().any(|word| wrong.contains(word));
    let mut found: Vec<&str> = candidates.into_iter().filter(shares).collect();
    found.sort_by_key(|candidate| (candidate.chars().count(), *candidate));
    found.into_iter().take(2).collect()
}

fn words_of(text: &str) -> BTreeSet<&str> {
    text.split(|c: char| c == '_' || c == '-' || c.is_whitespace()).filter(|w| !w.is_empty()).collect()
}

/// How many slips lie between two words: a letter too many, too few or another one, or two neighbours swapped.
pub fn distance(a: &str, b: &str) -> usize {
    strsim::osa_distance(a, b)
}
