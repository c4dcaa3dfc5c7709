//! Words that a misspelt one can have been meant to be.

use crate::diagnostics::suggest::distance;
use std::collections::HashSet;

/// Some words, made ready to be compared with many others.
#[derive(Default)]
pub(super) struct Dictionary {
    words: Vec<Entry>,
    exact: HashSet<String>,
}

struct Entry {
    word: String,
    /// The word in small letters.
    low: String,
    /// In characters.
    length: usize,
}

impl Dictionary {
    pub(super) fn of(words: impl IntoIterator<Item = String>) -> Self {
        let mut dictionary = Self::default();
        for word in words {
            if dictionary.exact.insert(word.clone()) {
                let (low, length) = (word.to_lowercase(), word.chars().count());
                dictionary.words.push(Entry { word, low, length });
            }
        }
        dictionary
    }

    pub(super) fn has(&self, word: &str) -> bool {
        self.exact.contains(word)
    }

    /// The words that are nearly this one, and how far they are from it; the nearest first.
    pub(super) fn near(&self, text: &str) -> Vec<(usize, &str)> {
        let length = text.chars().count();
        let limit = (length / 3).clamp(1, 3);
        let low = text.to_lowercase();
        let of_length = self.words.iter().filter(|entry| entry.length.abs_diff(length) <= limit && entry.word != text);
        let mut found: Vec<(usize, &str)> = of_length
            .filter_map(|entry| {
                let far = distance(&entry.low, &low);
                // Two slips in a short word make another word of it.
                let alike = far < 2 || length > 7 || entry.word.chars().next() == low.chars().next();
                (far <= limit && alike && far < length.max(2)).then_some((far, entry.word.as_str()))
            })
            .collect();
        found.sort_unstable();
        found
    }
}
