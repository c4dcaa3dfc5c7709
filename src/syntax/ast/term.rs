//! Words of the vocabulary, and what modifies them.

use super::{CompareOp, Expr, Name};
use crate::source::Span;
use crate::time::{Length, Period, Window};

/// A word of the vocabulary and what modifies it.
#[derive(Debug, Clone)]
pub struct Term {
    /// `second` before the word.
    pub nth: Option<Nth>,
    /// The word.
    pub word: Name,
    /// The property after the dot.
    pub property: Option<Name>,
    /// The modifiers, in the order of the text.
    pub modifiers: Vec<Modifier>,
    /// Word and modifiers.
    pub span: Span,
}

/// Which row of an event in the order of time.
#[derive(Debug, Clone, Copy)]
pub struct Nth {
    /// 1 for the first.
    pub number: u32,
    /// Its place.
    pub span: Span,
}

/// A step of a sequence.
#[derive(Debug, Clone)]
pub struct Step {
    /// The event; none where it is wrong, which has been reported.
    pub term: Option<Term>,
    /// The place of a `not` before it.
    pub not: Option<Span>,
    /// The event with its `not`.
    pub span: Span,
}

/// A modifier with its place.
#[derive(Debug, Clone)]
pub struct Modifier {
    /// What it is.
    pub kind: ModifierKind,
    /// Its place.
    pub span: Span,
}

/// The kinds of modifier.
#[derive(Debug, Clone)]
pub enum ModifierKind {
    /// A period of time; none where it is wrong, which has been reported.
    Window(Option<Window>),
    /// `between 2023 and 2024`: numbers of four digits, which are years unless what they stand behind is a number.
    Years(Box<[Expr; 2]>),
    /// `in june`: a month, whatever the year; from 1.
    Month(u32),
    /// `where CONDITION`; all of it holds for one row.
    Where(Expr),
    /// `in at least 3 of the last 4 quarters`; none where it is wrong, which has been reported.
    Regular(Option<Regular>),
    /// `within 5d` of the step before; none where it is wrong, which has been reported.
    Within(Option<Length>),
    /// `the same product` as in a step before.
    Same(Name),
    /// How many times.
    Frequency(CompareOp, u32),
    /// The value of a word that takes one: `ordered_since 90d`.
    Argument(Box<Expr>),
    /// `product "Blue Mug"`, or `"JOIN"` alone.
    Short(Option<Name>, Vec<Expr>),
    /// `product in mugs`: one of a named set.
    ShortSet(Name, Name),
    /// `in ("JOIN", "JION")` after an event that has one text.
    Listed(Vec<Expr>),
    /// `product like "Blue Mug"`, or `like "JOIN"` after an event that has one text.
    Alike(Option<Name>, Vec<Expr>),
}

/// In how many of the last periods of the calendar, the present one among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Regular {
    /// How `periods` is meant.
    pub op: CompareOp,
    /// In so many.
    pub periods: u32,
    /// Of so many.
    pub of: u32,
    /// Of this kind.
    pub period: Period,
}

impl Term {
    /// The expressions in its modifiers, in the order of the text.
    pub fn children(&self) -> Vec<&Expr> {
        self.modifiers.iter().flat_map(Modifier::children).collect()
    }
}

impl Modifier {
    /// Whether it says when.
    pub fn is_period(&self) -> bool {
        matches!(self.kind, ModifierKind::Window(_) | ModifierKind::Years(_) | ModifierKind::Month(_))
    }

    /// The years that it names as numbers.
    pub fn years(&self) -> Option<[i32; 2]> {
        let ModifierKind::Years(bounds) = &self.kind else { return None };
        let [from, to] = bounds.as_ref();
        Some([from.year()?, to.year()?])
    }

    /// The expressions right inside it.
    pub fn children(&self) -> &[Expr] {
        match &self.kind {
            ModifierKind::Where(inner) => std::slice::from_ref(inner),
            ModifierKind::Argument(inner) => std::slice::from_ref(inner),
            ModifierKind::Short(_, values) | ModifierKind::Listed(values) | ModifierKind::Alike(_, values) => values,
            ModifierKind::Years(bounds) => bounds.as_slice(),
            ModifierKind::Window(_)
            | ModifierKind::Month(_)
            | ModifierKind::Within(_)
            | ModifierKind::Regular(_)
            | ModifierKind::Same(_)
            | ModifierKind::Frequency(..)
            | ModifierKind::ShortSet(..) => &[],
        }
    }
}
