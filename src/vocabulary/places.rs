//! Places that a project has names for: `[places]` of `seg.toml`.

use super::Vocabulary;
use super::reader::{Entry, Reader, span_of};
use crate::diagnostics::{Diagnostic, Rule};
use rust_decimal::Decimal;
use toml::de::{DeTable, DeValue};

/// The table of postcodes and where they are.
pub const POSTCODES: &str = "postcodes";

/// The table of customers' addresses, several each.
pub const ADDRESSES: &str = "addresses";

/// A place that a project has a name for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// What is there.
    pub about: String,
    /// Degrees north of the equator; south is below 0.
    pub latitude: Decimal,
    /// Degrees east of Greenwich; west is below 0.
    pub longitude: Decimal,
}

/// The largest latitude, and the largest longitude.
pub const MOST_DEGREES: [(&str, u32); 2] = [("latitude", 90), ("longitude", 180)];

/// Which of two degrees is beyond its largest.
pub fn beyond(degrees: [Decimal; 2]) -> Option<(&'static str, u32)> {
    let beyond = |(degrees, most): &(Decimal, (&str, u32))| degrees.abs() > Decimal::from(most.1);
    degrees.into_iter().zip(MOST_DEGREES).find(beyond).map(|(_, most)| most)
}

/// Reads `[places]`, an entry at a time.
pub(super) fn place<'t>(reader: &mut Reader<'t>, entry: &Entry<'t>, vocabulary: &mut Vocabulary) {
    let Some(settings) = reader.table(entry) else { return };
    let before = reader.diagnostics.len();
    reader.only(settings, &["about", "latitude", "longitude"]);
    let about = reader.text_at(settings, "about").map(|(about, _)| about).unwrap_or_default();
    let found = MOST_DEGREES.map(|(name, _)| degrees(reader, settings, name));
    let [Some(latitude), Some(longitude)] = found else {
        if reader.diagnostics.len() == before {
            let message = format!("the place `{}` does not say where it is", entry.name);
            let help = format!("for example `\"{}\" = {{ latitude = 45.4642, longitude = 9.19 }}`", entry.name);
            reader.report(Diagnostic::new(Rule::MissingSetting, entry.span, message, "").help(help));
        }
        return;
    };
    if let Some((name, most)) = beyond([latitude, longitude]) {
        let message = format!("the {name} of `{}` is beyond {most} degrees", entry.name);
        let help = match beyond([longitude, latitude]) {
            None => "latitude and longitude may have changed places",
            Some(_) => "latitudes are from -90 to 90, longitudes from -180 to 180",
        };
        return reader.wrong(entry.span, message, help);
    }
    vocabulary.places.insert(entry.name.to_owned(), Place { about, latitude, longitude });
}

/// A number of degrees, written with or without decimals.
fn degrees<'t>(reader: &mut Reader<'t>, settings: &'t DeTable<'t>, name: &str) -> Option<Decimal> {
    let entry = reader.get(settings, name)?;
    let number = match entry.value.get_ref() {
        DeValue::Float(number) => number.as_str().parse().ok(),
        DeValue::Integer(number) => number.as_str().parse().ok(),
        _ => None,
    };
    if number.is_none() {
        reader.wrong(
            span_of(entry.value),
            format!("a {name} is a number of degrees"),
            "for example `latitude = 45.4642`",
        );
    }
    number
}
