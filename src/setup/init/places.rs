//! Zone and currency of the country that most customers are in: a guess, and said to be one.

use super::profile::Column;

/// Zone and currency by country.
#[rustfmt::skip]
const PLACES: &[(&str, &str, &str)] = &[
    ("AT", "Europe/Vienna", "EUR"), ("AU", "Australia/Sydney", "AUD"), ("BE", "Europe/Brussels", "EUR"),
    ("BR", "America/Sao_Paulo", "BRL"), ("CA", "America/Toronto", "CAD"), ("CH", "Europe/Zurich", "CHF"),
    ("CZ", "Europe/Prague", "CZK"), ("DE", "Europe/Berlin", "EUR"), ("DK", "Europe/Copenhagen", "DKK"),
    ("ES", "Europe/Madrid", "EUR"), ("FI", "Europe/Helsinki", "EUR"), ("FR", "Europe/Paris", "EUR"),
    ("GB", "Europe/London", "GBP"), ("GR", "Europe/Athens", "EUR"), ("HU", "Europe/Budapest", "HUF"),
    ("IE", "Europe/Dublin", "EUR"), ("IN", "Asia/Kolkata", "INR"), ("IT", "Europe/Rome", "EUR"),
    ("JP", "Asia/Tokyo", "JPY"), ("KR", "Asia/Seoul", "KRW"), ("LU", "Europe/Luxembourg", "EUR"),
    ("MX", "America/Mexico_City", "MXN"), ("NL", "Europe/Amsterdam", "EUR"), ("NO", "Europe/Oslo", "NOK"),
    ("NZ", "Pacific/Auckland", "NZD"), ("PL", "Europe/Warsaw", "PLN"), ("PT", "Europe/Lisbon", "EUR"),
    ("RO", "Europe/Bucharest", "RON"), ("SE", "Europe/Stockholm", "SEK"), ("TR", "Europe/Istanbul", "TRY"),
    ("US", "America/New_York", "USD"), ("ZA", "Africa/Johannesburg", "ZAR"),
];

/// Whether a text is the code of one of their currencies.
pub fn is_currency(text: &str) -> bool {
    PLACES.iter().any(|(.., currency)| *currency == text)
}

/// Zone, currency, and why.
pub fn guess(countries: Option<&Column>) -> (&'static str, &'static str, String) {
    let counts = countries.map(Column::counts).unwrap_or_default();
    let most = counts.iter().max_by_key(|(country, count)| (**count, **country)).map(|(country, _)| *country);
    let place = most.and_then(|most| PLACES.iter().find(|(country, ..)| *country == most));
    match place {
        Some((country, zone, currency)) => (zone, currency, format!("most customers are in {country}")),
        None => ("UTC", "EUR", "the files do not say".to_owned()),
    }
}
