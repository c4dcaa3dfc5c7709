//! Near spelling, by making the slips.

/// Whether a text is a word with a slip at most, or two if the word is longer than five letters.
/// A slip is a letter too many, one too few, a wrong one, or two neighbours that have changed places.
pub(super) fn is_near(text: &str, word: &str) -> bool {
    let (text, word): (Vec<char>, Vec<char>) = (text.chars().collect(), word.chars().collect());
    let slips = if word.len() > 5 { 2 } else { 1 };
    if strangers(&text, &word) > slips || strangers(&word, &text) > slips {
        return false;
    }
    has_a_slip(&text, &word) || slips > 1 && slipped(&word, &text).any(|once| has_a_slip(&text, &once))
}

/// How many letters of one text the other has not, each counted as often as it is there: a slip
/// brings in one, and takes away one, at most.
fn strangers(of: &[char], other: &[char]) -> usize {
    let mut other = other.to_vec();
    let is_strange = |letter: &&char| match other.iter().position(|known| known == *letter) {
        Some(at) => {
            other.swap_remove(at);
            false
        }
        None => true,
    };
    of.iter().filter(is_strange).count()
}

/// Whether a text is a word with one slip or none.
fn has_a_slip(text: &[char], word: &[char]) -> bool {
    let (mut text, mut word) = (text, word);
    while let ([one, text_rest @ ..], [other, word_rest @ ..]) = (text, word)
        && one == other
    {
        (text, word) = (text_rest, word_rest);
    }
    while let ([text_rest @ .., one], [word_rest @ .., other]) = (text, word)
        && one == other
    {
        (text, word) = (text_rest, word_rest);
    }
    match (text, word) {
        ([] | [_], [] | [_]) => true,
        ([one, two], [second, first]) => one == first && two == second,
        _ => false,
    }
}

/// All that a word becomes by one slip, with letters that there are.
fn slipped<'w>(word: &'w [char], letters: &'w [char]) -> impl Iterator<Item = Vec<char>> + 'w {
    (0..=word.len()).flat_map(move |at| {
        let (before, after) = word.split_at(at);
        let mut all: Vec<Vec<char>> = letters.iter().map(|letter| [before, &[*letter], after].concat()).collect();
        if let [_, rest @ ..] = after {
            all.push([before, rest].concat());
            all.extend(letters.iter().map(|letter| [before, &[*letter], rest].concat()));
        }
        if let [one, two, rest @ ..] = after {
            all.push([before, &[*two, *one], rest].concat());
        }
        all
    })
}
