//! What people write out of habit, and how it is said here.
//!
//! A line is tried where a clause has a mistake, and counts only if the text then reads
//! without that mistake: so a line may be simple. Order matters: the first that fits is tried first.

macro_rules! habits {
    ($rule:ident: $( $seen:literal => $($write:literal)|+, $says:literal; )*) => {
        Habits::new(|| vec![
            $( Habit { seen: Pattern::new($seen), write: &[$($write),+], says: $says, rule: Rule::$rule }, )*
        ])
    };
}

mod early;
mod foreign;
mod negated;
mod phrases;

pub(super) use early::EARLY;
pub(super) use foreign::FOREIGN;
pub(super) use negated::NEGATED;
pub(super) use phrases::PHRASES;

use super::pattern::Pattern;
use crate::diagnostics::Rule;
use std::sync::LazyLock;

/// A table of habits, whose patterns are read when it is needed.
pub(super) type Habits = LazyLock<Vec<Habit>>;

/// A habit: what is written, what it becomes, and what is the case.
pub(super) struct Habit {
    /// What is written.
    pub seen: Pattern,
    /// How it is said here; in two ways where it can mean either.
    pub write: &'static [&'static str],
    /// The headline; `{}` is what was written.
    pub says: &'static str,
    /// The entry of the registry.
    pub rule: Rule,
}

/// What is tried when no slip explains a mistake: words that nothing has are values.
pub(super) static GUESSES: Habits = habits! { OtherWords:
    "^ from|in NEW" => "city = $1" | "country = \"$1\"", "which field is meant?";
    "TEXTUAL VALUE" => "$1 = $2", "a field and its value are compared with `=`";
};
