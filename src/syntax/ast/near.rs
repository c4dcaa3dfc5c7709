//! Nearness to a place.

use super::{Expr, Name};
use crate::source::Span;
use rust_decimal::Decimal;

/// Those who live so near to a place.
#[derive(Debug, Clone)]
pub struct Near {
    /// How near, in metres; none where it is wrong, which has been reported.
    pub metres: Option<Decimal>,
    /// The place of the distance.
    pub at: Span,
    /// Near what; none where it is wrong, which has been reported.
    pub place: Option<Place>,
}

/// A place on the earth, as a text has it.
#[derive(Debug, Clone)]
pub enum Place {
    /// One that the project has a name for.
    Named(Name),
    /// A postcode, and the country that it is of.
    Postcode(Name, Option<Name>),
    /// Degrees of latitude and longitude, as numbers and as they are written.
    At([Decimal; 2], Vec<Expr>, Span),
}

impl Near {
    /// The coordinates, as they are written.
    pub fn written(&self) -> &[Expr] {
        match &self.place {
            Some(Place::At(_, written, _)) => written,
            _ => &[],
        }
    }
}
