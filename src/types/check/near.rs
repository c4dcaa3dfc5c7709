//! Those who live near a place.

use super::Checker;
use crate::diagnostics::{Diagnostic, Rule, Safety, suggest};
use crate::source::Span;
use crate::syntax::ast::{Name, Near, Place as Written};
use crate::types::ir::{ColumnRef, Comparison, Condition, Distance, Fact, Place, Test, Value};
use crate::vocabulary::{POSTCODES, beyond};

/// So many names of places are listed where one is asked for that there is not.
const FEW: usize = 16;

/// Words of other systems for how near somebody is.
const NEARNESS: &[&str] = &[
    "near",
    "nearby",
    "close_to",
    "distance",
    "distance_to",
    "distance_from",
    "radius",
    "proximity",
    "geo",
    "geofence",
];

impl<'a> Checker<'a> {
    /// `within 25km of "Berlin"`.
    pub(super) fn near(&mut self, near: &'a Near, whole: Span) -> Option<Condition> {
        if self.is_of_a_row(whole, "a distance") {
            return None;
        }
        let place = match near.place.as_ref()? {
            Written::Named(name) => self.named_place(name),
            Written::Postcode(code, country) => self.postcode(code, country.as_ref()),
            Written::At([latitude, longitude], _, span) => self.coordinates([*latitude, *longitude], *span),
        };
        let metres = near.metres?;
        let from = place?;
        self.knows_where(whole)?;
        let distance = Value::Fact(Box::new(Fact::Distance(Distance { from })));
        Some(Condition::Test(Test::Compare(distance, Comparison::AtMost, Value::Number(metres))))
    }

    /// Whether a word that nothing has is about how near somebody lives; that is reported.
    pub(super) fn is_nearness(&mut self, name: &str, span: Span) -> bool {
        let is_one = NEARNESS.contains(&name.to_lowercase().as_str());
        if is_one {
            let place = self.model.vocabulary().places.keys().next();
            let place = place.map_or("(45.46, 9.19)".to_owned(), |place| format!("\"{place}\""));
            let message = "how near somebody lives is said with `within`";
            self.report(
                Diagnostic::new(Rule::OtherWords, span, message, "not said so here")
                    .help(format!("for example `within 25km of {place}`")),
            );
        }
        is_one
    }

    /// That the project's data says where customers are.
    fn knows_where(&mut self, whole: Span) -> Option<()> {
        let is_known = self.lenient || !self.model.has_data() || self.model.tables_of_places().next().is_some();
        if !is_known {
            let message = "this project does not say where its customers are";
            self.report(
                Diagnostic::new(Rule::UnavailableWord, whole, message, "known, but not here")
                    .help("it needs `latitude` and `longitude` under `[tables.customers.columns]` in seg.toml,")
                    .help("or their `postcode` there and `[tables.postcodes]` with the place of each"),
            );
        }
        is_known.then_some(())
    }

    fn named_place(&mut self, name: &Name) -> Option<Place> {
        let model = self.model;
        let places = &model.vocabulary().places;
        let folded = name.text.to_lowercase();
        if let Some((known, place)) = places.iter().find(|(known, _)| known.to_lowercase() == folded) {
            let (latitude, longitude) = (place.latitude, place.longitude);
            return Some(Place::At { latitude, longitude, name: Some(known.clone()) });
        }
        let names = places.keys().map(String::as_str);
        let near = suggest::nearest(&name.text, names.clone());
        let label = near.first().map(|near| format!("did you mean \"{near}\"?")).unwrap_or_default();
        let message = format!("the project has no place called `{}`", name.text);
        let mut finding = Diagnostic::new(Rule::UnknownPlace, name.span, message, label);
        if let Some(near) = near.first() {
            finding = finding.fix(Safety::Unsafe, name.span, format!("\"{near}\""));
        }
        let is_code = name.text.chars().any(|c| c.is_ascii_digit());
        if is_code {
            let written = format!("postcode \"{}\"", name.text);
            finding = finding.help(format!("a postcode is asked for as one: `{written}`")).fix(
                Safety::Unsafe,
                name.span,
                written,
            );
        }
        finding = match places.len() {
            0 => finding.help(format!(
                "add it to seg.toml: `places.\"{}\" = {{ latitude = 45.4642, longitude = 9.19 }}`",
                name.text
            )),
            1..=FEW if near.is_empty() => {
                let all: Vec<String> = names.map(|name| format!("\"{name}\"")).collect();
                finding.listing("places are:", &all)
            }
            count => finding.help(format!("`[places]` in seg.toml has {count} of them")),
        };
        self.report(finding.help("or give its coordinates: `of (45.46, 9.19)`"));
        None
    }

    fn coordinates(&mut self, [latitude, longitude]: [rust_decimal::Decimal; 2], span: Span) -> Option<Place> {
        let Some((name, most)) = beyond([latitude, longitude]) else {
            return Some(Place::At { latitude, longitude, name: None });
        };
        let message = format!("a {name} is from -{most} to {most} degrees");
        let mut finding = Diagnostic::new(Rule::NumberOutOfRange, span, message, "latitude, then longitude");
        if beyond([longitude, latitude]).is_none() {
            let written = format!("({longitude}, {latitude})");
            finding =
                finding.help(format!("the latitude stands first: `{written}`")).fix(Safety::Unsafe, span, written);
        }
        self.report(finding);
        None
    }

    fn postcode(&mut self, code: &Name, country: Option<&Name>) -> Option<Place> {
        let has_data = self.model.has_data() && !self.lenient;
        let of_country = match self.model.postcodes() {
            Some(of_country) => of_country,
            None if has_data => {
                let message = "this project has no table of postcodes";
                self.report(
                    Diagnostic::new(Rule::UnavailableWord, code.span, message, "where is it?")
                        .help("it needs `[tables.postcodes]` in seg.toml: `postcode`, `latitude` and `longitude`")
                        .help("or give the coordinates: `of (45.46, 9.19)`"),
                );
                return None;
            }
            None => country.is_some(),
        };
        match country {
            None if of_country => {
                let message = "the postcodes of this project are each of a country";
                let end = Span::new(code.span.end, code.span.end);
                let mut finding = Diagnostic::new(Rule::MissingPart, code.span, message, "of which country?")
                    .help(format!("for example `postcode \"{}\" in IT`", code.text));
                for country in self.countries(3) {
                    finding = finding.fix(Safety::Unsafe, end, format!(" in {country}"));
                }
                self.report(finding);
                return None;
            }
            Some(country) if !of_country => {
                let message = "the postcodes of this project are of no country";
                self.report(
                    Diagnostic::new(Rule::MisplacedWord, country.span, message, "leave it out")
                        .help("with `country` under `[tables.postcodes.columns]` they would be")
                        .fix(Safety::Unsafe, Span::new(code.span.end, country.span.end), ""),
                );
                return None;
            }
            _ => {}
        }
        self.look_up_postcode(code);
        if let Some(country) = country {
            self.look_up(&ColumnRef::new(POSTCODES, "country"), &country.text, country.span);
        }
        let country = country.map(|country| country.text.clone());
        Some(Place::Postcode { code: code.text.clone(), country })
    }

    /// Countries of the project's postcodes, if they are few.
    fn countries(&mut self, most: usize) -> Vec<String> {
        let column = ColumnRef::new(POSTCODES, "country");
        self.wants.values.insert(column.clone());
        let values = self.catalog.values.get(&column).filter(|values| values.counts.len() <= most);
        values.map(|values| values.counts.keys().cloned().collect()).unwrap_or_default()
    }

    /// Says of a postcode that the project's table does not have which are like it.
    fn look_up_postcode(&mut self, code: &Name) {
        let column = ColumnRef::new(POSTCODES, "postcode");
        self.wants.values.insert(column.clone());
        let Some(values) = self.catalog.values.get(&column).filter(|values| !values.truncated) else { return };
        let known = || values.counts.keys().map(String::as_str);
        let folded = code.text.to_lowercase();
        if known().any(|known| known.to_lowercase() == folded) {
            return;
        }
        let same_but_blanks = |known: &&str| bare(known) == bare(&code.text);
        let near = match known().find(same_but_blanks) {
            Some(same) => vec![same],
            None => suggest::nearest(&code.text, known()),
        };
        let label = near.first().map(|near| format!("did you mean \"{near}\"?")).unwrap_or_default();
        let message = format!("the project has no postcode \"{}\"", code.text);
        let mut finding = Diagnostic::new(Rule::UnknownInData, code.span, message, label);
        for near in near {
            finding = finding.fix(Safety::Unsafe, code.span, format!("\"{near}\""));
        }
        let count = super::thousands(values.counts.len() as u64);
        self.report(
            finding.help(format!("its table has {count} different ones; nobody is near one that is not there")),
        );
    }
}

/// A postcode without the blanks and dashes that some leave out.
fn bare(code: &str) -> String {
    code.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
