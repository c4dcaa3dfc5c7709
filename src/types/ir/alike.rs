//! Near spelling.

/// Words of so many letters may have one slip, longer ones two.
const SHORT: usize = 5;

/// How many slips a text that is spelled like a word has at most: one up to five letters, two
/// beyond. A slip is a letter too many, one too few, a wrong one, or two neighbours that have
/// changed places.
pub fn most_slips(word: &str) -> usize {
    if word.chars().count() <= SHORT { 1 } else { 2 }
}
