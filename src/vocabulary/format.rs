//! How dates are written in text, as a pattern such as `DD/MM/YYYY hh:mm`.

/// The parts of a pattern: how each is written, found, and put in order.
const PARTS: &[(&str, &str, Part)] = &[
    ("YYYY", r"(\d{4})", Part::Year),
    ("YY", r"(\d{2})", Part::ShortYear),
    ("MM", r"(\d{1,2})", Part::Month),
    ("DD", r"(\d{1,2})", Part::Day),
    ("hh", r"(\d{1,2})", Part::Hour),
    ("mm", r"(\d{2})", Part::Minute),
    ("ss", r"(\d{2})", Part::Second),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Year,
    ShortYear,
    Month,
    Day,
    Hour,
    Minute,
    Second,
}

/// A pattern of dates in text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DateFormat {
    /// The pattern as it is written in `seg.toml`.
    pub shown: String,
    /// A regular expression of the texts that it fits. What follows a time, such as
    /// an offset, is its last group.
    pub found: String,
    /// What to put in their place, so that they have the form of ISO 8601. Months, days
    /// and hours have one zero in front that may be too much.
    pub iso: String,
}

impl DateFormat {
    /// Reads a pattern; if it is none, says why.
    pub fn parse(shown: &str) -> Result<Self, &'static str> {
        let mut found = String::from("^");
        let mut seen: Vec<Part> = Vec::new();
        let mut rest = shown.trim();
        while let Some(letter) = rest.chars().next() {
            let part = PARTS.iter().find(|(name, ..)| rest.starts_with(name));
            match part {
                Some((name, pattern, part)) => {
                    if seen.contains(part) {
                        return Err("a part stands there twice");
                    }
                    seen.push(*part);
                    found.push_str(pattern);
                    rest = rest.get(name.len()..).unwrap_or_default();
                }
                None if letter.is_alphanumeric() && letter != 'T' => return Err("it has letters that are no part"),
                None => {
                    if letter.is_ascii_punctuation() {
                        found.push('\\');
                    }
                    found.push(letter);
                    rest = rest.get(letter.len_utf8()..).unwrap_or_default();
                }
            }
        }
        let group = |part: Part| seen.iter().position(|seen| *seen == part).map(|at| format!("${{{}}}", at + 1));
        let year = group(Part::Year).or_else(|| Some(format!("20{}", group(Part::ShortYear)?)));
        let (Some(year), Some(month), Some(day)) = (year, group(Part::Month), group(Part::Day)) else {
            return Err("it needs a year, a month and a day");
        };
        let mut iso = format!("{year}-0{month}-0{day}");
        match (group(Part::Hour), group(Part::Minute), group(Part::Second)) {
            (None, None, None) => found.push('$'),
            (Some(hour), Some(minute), second) => {
                let second = second.unwrap_or_else(|| "00".to_owned());
                iso.push_str(&format!(" 0{hour}:{minute}:{second}${{{}}}", seen.len() + 1));
                found.push_str(r"((?:\.\d+)? ?(?:Z|UTC|[+-]\d{2}:?\d{2})?)$");
            }
            _ => return Err("hours and minutes belong together"),
        }
        Ok(Self { shown: shown.to_owned(), found, iso })
    }
}
