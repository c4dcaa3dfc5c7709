//! Stretches of a line: of numbers, or of time.

/// A part of a line between two cuts; without one it has no end there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part<C> {
    pub from: Option<C>,
    pub to: Option<C>,
}

/// What is known of a point on a line: parts that it lies in, parts that it lies outside of.
#[derive(Debug, Clone)]
pub(super) struct Stretch<C> {
    pub inside: Vec<Part<C>>,
    pub outside: Vec<Part<C>>,
}

impl<C> Default for Stretch<C> {
    fn default() -> Self {
        Self { inside: Vec::new(), outside: Vec::new() }
    }
}

impl<C: Clone> Stretch<C> {
    /// The point lies in a part, or outside of it.
    pub fn add(&mut self, part: Part<C>, inside: bool) {
        if inside { self.inside.push(part) } else { self.outside.push(part) }
    }

    /// Whether no point is left. `at_most` says whether one cut is certain not to lie behind another.
    pub fn is_empty(&self, at_most: impl Fn(&C, &C) -> bool) -> bool {
        let mut from: Vec<C> = self.inside.iter().filter_map(|part| part.from.clone()).collect();
        let mut to: Vec<C> = self.inside.iter().filter_map(|part| part.to.clone()).collect();
        let mut outside: Vec<&Part<C>> = self.outside.iter().collect();
        loop {
            if from.iter().any(|from| to.iter().any(|to| at_most(to, from))) {
                return true;
            }
            let before = outside.len();
            let mut covered = false;
            outside.retain(|part| {
                let begins = part.from.as_ref().is_none_or(|cut| from.iter().any(|own| at_most(cut, own)));
                let ends = part.to.as_ref().is_none_or(|cut| to.iter().any(|own| at_most(own, cut)));
                match (begins, ends) {
                    (true, true) => covered = true,
                    // What is left of the stretch begins where this part ends, or ends where it begins.
                    (true, false) => from.extend(part.to.clone()),
                    (false, true) => to.extend(part.from.clone()),
                    (false, false) => return true,
                }
                false
            });
            if covered || outside.len() == before {
                return covered;
            }
        }
    }
}
