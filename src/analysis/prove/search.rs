//! Takes a condition apart into the ways in which it may hold.

use super::way::Way;
use super::{Literal, Prover};
use crate::types::ir::{Condition, Test};

/// So many ways are tried before a question stays open.
const MOST_WAYS: usize = 400;

/// So many tests of one way are looked at together; beyond, a question stays open.
const MOST_TESTS: usize = 200;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// Every way is out.
    Nobody,
    /// A way that is not known to be out.
    Way(Vec<Literal>),
    /// There are too many ways to try.
    TooMuch,
}

/// A condition that must hold, or must not.
pub(super) type Wanted<'a> = (&'a Condition, bool);

pub(super) struct Search<'p, 'm> {
    prover: &'p Prover<'m>,
    rows_of: Option<&'p str>,
    tried: usize,
}

/// What one way has come to.
#[derive(Clone, Default)]
struct State<'a> {
    tests: Vec<(&'a Test, bool)>,
    /// Of each of these, one part must do.
    choices: Vec<Wanted<'a>>,
}

impl<'p, 'm> Search<'p, 'm> {
    pub fn new(prover: &'p Prover<'m>, rows_of: Option<&'p str>) -> Self {
        Self { prover, rows_of, tried: 0 }
    }

    pub fn find(self, condition: &Condition) -> Found {
        self.find_all(vec![(condition, true)])
    }

    /// Of several conditions that all must hold, or must not.
    pub fn find_all(mut self, wanted: Vec<Wanted<'_>>) -> Found {
        self.go_on(State::default(), wanted)
    }

    fn go_on<'a>(&mut self, mut state: State<'a>, mut wanted: Vec<Wanted<'a>>) -> Found {
        self.tried += 1;
        if self.tried > MOST_WAYS {
            return Found::TooMuch;
        }
        loop {
            if !state.take_in(wanted) {
                return Found::Nobody;
            }
            if state.is_too_much() {
                return Found::TooMuch;
            }
            // A choice of which one part is left is none.
            wanted = Vec::new();
            let mut choices = Vec::new();
            for choice in std::mem::take(&mut state.choices) {
                match state.parts_left(choice).as_deref() {
                    None => {}
                    Some([]) => return Found::Nobody,
                    Some([one]) => wanted.push(*one),
                    Some(_) => choices.push(choice),
                }
            }
            state.choices = choices;
            if wanted.is_empty() {
                break;
            }
        }
        if Way::new(self.prover, self.rows_of, &state.tests).excludes_itself() {
            return Found::Nobody;
        }
        let fewest = (0..state.choices.len()).min_by_key(|at| {
            let choice = state.choices.get(*at);
            choice.and_then(|choice| state.parts_left(*choice)).map_or(0, |parts| parts.len())
        });
        let Some(choice) = fewest.map(|at| state.choices.remove(at)) else {
            let literal = |(test, passes): &(&Test, bool)| Literal { test: (*test).clone(), passes: *passes };
            return Found::Way(state.tests.iter().map(literal).collect());
        };
        let mut earlier = Vec::new();
        for part in state.parts_left(choice).unwrap_or_default() {
            let mut wanted: Vec<Wanted<'a>> = vec![part];
            wanted.extend(&earlier);
            match self.go_on(state.clone(), wanted) {
                Found::Nobody => {}
                other => return other,
            }
            // What was tried alone need not be tried again beside others.
            if let (Condition::Test(_), holds) = part {
                earlier.push((part.0, !holds));
            }
        }
        Found::Nobody
    }
}

impl<'a> State<'a> {
    /// Takes in what must hold; not, if it excludes itself.
    fn take_in(&mut self, mut wanted: Vec<Wanted<'a>>) -> bool {
        while let Some((condition, holds)) = wanted.pop() {
            if self.is_too_much() {
                break;
            }
            match (condition, holds) {
                (Condition::Always(truth), _) if *truth == holds => {}
                (Condition::Always(_), _) => return false,
                (Condition::All(parts), true) | (Condition::Any(parts), false) => {
                    wanted.extend(parts.iter().map(|part| (part, holds)));
                }
                (Condition::All(_) | Condition::Any(_), _) => self.choices.push((condition, holds)),
                (Condition::Not(inner), _) => wanted.push((inner, !holds)),
                (Condition::Segment(used), _) => wanted.push((&used.meaning, holds)),
                (Condition::Test(test), _) => match self.known(test) {
                    Some(known) if known != holds => return false,
                    Some(_) => {}
                    None => self.tests.push((test, holds)),
                },
            }
        }
        true
    }

    fn is_too_much(&self) -> bool {
        let parts = |choice: &Wanted<'_>| match choice.0 {
            Condition::All(parts) | Condition::Any(parts) => parts.len(),
            _ => 0,
        };
        self.tests.len() > MOST_TESTS
            || self.choices.len() > MOST_TESTS
            || self.choices.iter().any(|c| parts(c) > MOST_WAYS)
    }

    /// The parts of a choice that may still do; none if one does already.
    fn parts_left(&self, (choice, holds): Wanted<'a>) -> Option<Vec<Wanted<'a>>> {
        let (Condition::All(parts) | Condition::Any(parts)) = choice else {
            return None;
        };
        let mut left = Vec::new();
        for part in parts {
            let (plain, wanted) = match part {
                Condition::Not(inner) => (&**inner, !holds),
                part => (part, holds),
            };
            let known = match plain {
                Condition::Test(test) => self.known(test),
                Condition::Always(truth) => Some(*truth),
                _ => None,
            };
            match known {
                Some(known) if known == wanted => return None,
                Some(_) => {}
                None => left.push((plain, wanted)),
            }
        }
        Some(left)
    }

    fn known(&self, test: &Test) -> Option<bool> {
        self.tests.iter().find(|(own, _)| *own == test).map(|(_, passes)| *passes)
    }
}
