//! Codes that stand for names: of countries (ISO 3166-1) and languages (ISO 639-1).

/// What a column's codes stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Codes {
    /// Two letters for a country: `IT`.
    Countries,
    /// Two letters for a language: `it`.
    Languages,
}

impl Codes {
    /// Both, by the name that a vocabulary has for them.
    pub const ALL: [(&'static str, Codes); 2] = [("countries", Codes::Countries), ("languages", Codes::Languages)];

    /// The code of what is written by its English name, or a longer code; none if that can be several.
    pub fn code_of(self, name: &str) -> Option<&'static str> {
        match self {
            Codes::Countries => country(name),
            Codes::Languages => {
                let named = isolang::Language::from_name(&capitalized(name));
                named.or_else(|| isolang::Language::from_639_3(&name.to_lowercase()))?.to_639_1()
            }
        }
    }
}

fn country(name: &str) -> Option<&'static str> {
    let name = name.trim().to_lowercase();
    if name == "uk" {
        // No code of ISO's, and what everybody writes.
        return Some("GB");
    }
    if name.chars().count() < 3 {
        return None;
    }
    let begins = |full: &str| full == name || full.strip_prefix(&name).is_some_and(|rest| rest.starts_with([' ', ',']));
    let mut found = rust_iso3166::ALL
        .iter()
        .filter(|country| country.alpha3.eq_ignore_ascii_case(&name) || begins(&country.name.to_lowercase()));
    match (found.next(), found.next()) {
        (Some(one), None) => Some(one.alpha2),
        _ => None,
    }
}

fn capitalized(name: &str) -> String {
    let mut letters = name.trim().chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters.flat_map(char::to_lowercase)).collect())
        .unwrap_or_default()
}
