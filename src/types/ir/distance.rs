//! Distance: how far a customer is from a place.

use rust_decimal::Decimal;

/// How far a customer's nearest address is from a place, in whole metres along the great
/// circle; missing where nobody knows where one of the two is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Distance {
    /// The place.
    pub from: Place,
}

/// A place on the earth.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// Degrees of latitude and longitude, and what the project calls it; a name changes nothing.
    At {
        /// From -90 to 90.
        latitude: Decimal,
        /// From -180 to 180.
        longitude: Decimal,
        /// Its name, if it was asked for by that.
        name: Option<String>,
    },
    /// A postcode of the project's own table, whatever its case.
    Postcode {
        /// The postcode.
        code: String,
        /// The country it is of, where the table has countries.
        country: Option<String>,
    },
}

impl Distance {
    /// The radius of the earth in metres: the mean radius of the Geodetic Reference System 1980.
    pub const EARTH: f64 = 6_371_008.771_4;

    pub(super) fn canonicalize(&mut self) {
        match &mut self.from {
            Place::At { latitude, longitude, name } => {
                *name = None;
                *latitude = latitude.normalize();
                *longitude = longitude.normalize();
            }
            Place::Postcode { code, country } => {
                *code = super::fold(code);
                *country = country.as_deref().map(super::fold);
            }
        }
    }
}
