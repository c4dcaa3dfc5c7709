//! Near spelling: which slips are forgiven, in every text there is of a few letters.

use crate::engine_kit::{Asked, Kit};
use seg::eval::Person;
use std::collections::BTreeSet;

/// Texts of so many letters, of these.
fn texts(letters: &str, lengths: std::ops::RangeInclusive<usize>) -> Vec<String> {
    let mut all = Vec::new();
    let mut longer = vec![String::new()];
    for length in 1..=*lengths.end() {
        longer = longer.iter().flat_map(|text| letters.chars().map(move |letter| format!("{text}{letter}"))).collect();
        if lengths.contains(&length) {
            all.extend(longer.iter().cloned());
        }
    }
    all
}

/// A word with one slip, in each way there is with these letters.
fn slips(word: &str, letters: &str) -> BTreeSet<String> {
    let word: Vec<char> = word.chars().collect();
    let mut all = BTreeSet::new();
    for place in 0..=word.len() {
        let mut add = |change: &dyn Fn(&mut Vec<char>)| {
            let mut changed = word.clone();
            change(&mut changed);
            all.insert(changed.into_iter().collect::<String>());
        };
        for letter in letters.chars() {
            add(&|word| word.insert(place, letter));
            if place < word.len() {
                add(&|word| word[place] = letter);
            }
        }
        if place < word.len() {
            add(&|word| {
                word.remove(place);
            });
        }
        if place + 1 < word.len() {
            add(&|word| word.swap(place, place + 1));
        }
    }
    all
}

/// What is spelled like a word: with one slip up to five letters, with two beyond.
fn near(word: &str, letters: &str) -> BTreeSet<String> {
    let once = slips(word, letters);
    match word.chars().count() {
        ..=5 => once,
        _ => once.iter().flat_map(|word| slips(word, letters)).chain(once.iter().cloned()).collect(),
    }
}

/// Customers with these names.
fn shop(names: &[String]) -> Asked {
    let mut table = String::from("id,called\n");
    names.iter().enumerate().for_each(|(number, name)| table.push_str(&format!("{number},{name}\n")));
    let toml = r#"
        [tables.customers]
        path = "customers.csv"
        key  = "id"
        [fields.called]
        column = "called"
        type = "text"
        about = "What they are called"
    "#;
    Kit::new().toml(toml).csv("customers.csv", &table).ask()
}

/// Who is found by plans and by the oracle.
fn check(words: &[String], names: &[String], letters: &str) {
    let asked = shop(names);
    for word in words {
        let text = format!("called like \"{word}\"");
        let found = asked.who(&text);
        let found: BTreeSet<&str> =
            found.split_whitespace().map(|key| names[key.parse::<usize>().unwrap()].as_str()).collect();
        let near = near(word, letters);
        let expected: BTreeSet<&str> = names.iter().map(String::as_str).filter(|name| near.contains(*name)).collect();
        assert_eq!(found, expected, "{text}");
        let condition = asked.condition(&text);
        for name in names {
            let person = Person::new("x").with("called", name.as_str());
            let holds = seg::eval::holds(&condition, &person, &asked.model, &asked.clock);
            assert_eq!(holds, near.contains(name), "{text}: {name}");
        }
    }
}

/// Words that differ in more than the names of their letters: the first is an a, each new one the next.
fn kinds(words: Vec<String>) -> Vec<String> {
    let is_first_of_its_kind = |word: &String| {
        let mut next = 'a';
        word.chars().all(|letter| {
            let is_new = letter == next;
            next = if is_new { char::from(letter as u8 + 1) } else { next };
            is_new || letter < next
        })
    };
    words.into_iter().filter(is_first_of_its_kind).collect()
}

#[test]
fn one_slip_in_every_short_word() {
    check(&kinds(texts("abc", 2..=5)), &texts("abc", 1..=6), "abc");
}

#[test]
fn two_slips_in_every_word_of_six_letters() {
    let words = kinds(texts("ab", 6..=6));
    check(&words, &texts("ab", 3..=9), "ab");
    for (word, letters) in [("abcdef", "abcdefx"), ("aabbcc", "abcx"), ("abacad", "abcdx")] {
        let word = word.to_owned();
        // What it becomes by three slips: near ones, and those that just fail.
        let twice = near(&word, letters);
        let thrice = twice.iter().step_by(101).flat_map(|word| slips(word, letters));
        let names: BTreeSet<String> = thrice.chain(twice.clone()).collect();
        check(&[word], &names.into_iter().collect::<Vec<_>>(), letters);
    }
}
