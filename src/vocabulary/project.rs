//! A project: its settings, and the vocabulary with the project's data and words.

use super::reader::Reader;
use super::{ADDRESSES, CUSTOMERS, Mapping, Origin, Vocabulary, WordKind, derived, levels, tables, words};
use crate::diagnostics::{Diagnostic, Level, Rule, sort, suggest};
use crate::source::{SourceFile, Span};
use crate::time::{Clock, Instant, WeekStart, as_of};
use chrono_tz::Tz;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use toml::de::{DeTable, DeValue};

/// The vocabulary that comes with the program.
pub const CORE: &str = include_str!("core.toml");

/// A project, as its `seg.toml` has it.
#[derive(Debug, Clone)]
pub struct Project {
    /// The folder of `seg.toml`; paths of the mapping are relative to it.
    pub folder: PathBuf,
    /// The text of `seg.toml`, for messages that point into it.
    pub source: SourceFile,
    /// Zone, currency and the like.
    pub settings: Settings,
    /// The words that come with the program and the project's own, and its tables.
    pub vocabulary: Vocabulary,
}

/// The settings of a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The one time zone of the project.
    pub zone: Tz,
    /// The one currency of the project, as its three letters.
    pub currency: String,
    /// The instant as of which the data is looked at, unless the command line says.
    pub as_of: Option<Instant>,
    /// The first day of the week.
    pub week_start: WeekStart,
    /// What the project makes of lints; those it does not name weigh as the registry says.
    pub lints: BTreeMap<Rule, Level>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            zone: Tz::UTC,
            currency: "EUR".to_owned(),
            as_of: None,
            week_start: WeekStart::Monday,
            lints: BTreeMap::new(),
        }
    }
}

impl Settings {
    /// The decimals of the currency's amounts.
    pub fn decimals(&self) -> u32 {
        CURRENCIES.iter().find(|(code, _)| *code == self.currency).map_or(2, |(_, decimals)| *decimals)
    }

    /// What the project makes of a lint.
    pub fn level(&self, lint: Rule) -> Level {
        self.lints.get(&lint).copied().unwrap_or_else(|| Level::of(lint))
    }

    /// The clock of a run that looks at the data as of an instant.
    pub fn clock(&self, as_of: Instant) -> Clock {
        Clock::new(as_of, self.zone, self.week_start)
    }
}

impl Project {
    /// Reads a `seg.toml`; what is wrong in it is reported, and the rest is used.
    pub fn load(folder: &Path, source: SourceFile) -> (Project, Vec<Diagnostic>) {
        let (mut vocabulary, mut diagnostics) = core();
        let text = source.text().to_owned();
        let mut reader = Reader::new(&text, Origin::Project);
        let document = reader.document();
        let unreadable = std::mem::take(&mut reader.diagnostics);
        let broken = !unreadable.is_empty();
        let settings = settings(&mut reader, &document, broken);
        words::read(&mut reader, &document, &mut vocabulary);
        let before = reader.diagnostics.len();
        tables::settle_styles(&mut vocabulary);
        derived::settle(&mut reader, &mut vocabulary);
        if broken {
            reader.diagnostics.truncate(before);
        } else {
            complete(&mut reader, &document, &vocabulary);
        }
        // What is missing, and what stands below a mistake in its section, may follow from that.
        let unsure = std::mem::take(&mut reader.unsure);
        let follows = |found: &Diagnostic| unsure.iter().any(|part| part.range().contains(&found.span().start));
        reader.diagnostics.retain(|found| !broken || found.rule != Rule::MissingSetting && !follows(found));
        diagnostics.extend(unreadable);
        diagnostics.append(&mut reader.diagnostics);
        sort(&mut diagnostics);
        (Project { folder: folder.to_owned(), source, settings, vocabulary }, diagnostics)
    }

    /// No project: the words that come with the program, and no data.
    pub fn none() -> Project {
        let (vocabulary, _) = core();
        let source = SourceFile::new("seg.toml", "");
        Project { folder: PathBuf::from("."), source, settings: Settings::default(), vocabulary }
    }
}

fn core() -> (Vocabulary, Vec<Diagnostic>) {
    let mut vocabulary = Vocabulary::default();
    let mut reader = Reader::new(CORE, Origin::Core);
    let document = reader.document();
    words::read(&mut reader, &document, &mut vocabulary);
    (vocabulary, reader.diagnostics)
}

fn settings<'t>(reader: &mut Reader<'t>, document: &'t DeTable<'t>, broken: bool) -> Settings {
    let mut settings = Settings::default();
    let known: Vec<&str> = ["version", "zone", "currency", "as_of", "week_starts", "lints"]
        .iter()
        .chain(words::SECTIONS)
        .copied()
        .collect();
    reader.only(document, &known);
    let needed = [("version", "version = 1"), ("zone", "zone = \"Europe/Rome\""), ("currency", "currency = \"EUR\"")];
    for (name, example) in needed {
        if !broken && !document.contains_key(name) {
            let message = format!("the project does not say its `{name}`");
            let help = format!("for example `{example}`, at the top of the file");
            reader.report(Diagnostic::new(Rule::MissingSetting, Span::new(0, 0), message, "").help(help));
        }
    }
    if let Some(version) = reader.get(document, "version")
        && version.value.get_ref().as_integer().is_none_or(|version| version.as_str() != "1")
    {
        reader.wrong(version.span, "this seg reads projects of version 1", "write `version = 1`");
    }
    if let Some((name, span)) = reader.text_at(document, "zone") {
        match name.parse::<Tz>() {
            Ok(zone) => settings.zone = zone,
            Err(_) => {
                let zones = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name());
                let near = suggest::nearest(&name, zones);
                let label = near.first().map(|near| format!("did you mean `{near}`?")).unwrap_or_default();
                let message = format!("there is no time zone called `{name}`");
                let help = "a zone is named by a city, such as `Europe/Rome` or `America/New_York`";
                reader.report(Diagnostic::new(Rule::WrongSetting, span, message, label).help(help));
            }
        }
    }
    if let Some((currency, span)) = reader.text_at(document, "currency") {
        if currency.len() == 3 && currency.bytes().all(|b| b.is_ascii_uppercase()) {
            settings.currency = currency;
        } else {
            reader.wrong(span, "a currency is three capital letters", "for example `currency = \"EUR\"`");
        }
    }
    if let Some(entry) = reader.get(document, "as_of") {
        let text = match entry.value.get_ref() {
            DeValue::Datetime(moment) => Some(moment.to_string()),
            DeValue::String(text) => Some(text.to_string()),
            _ => None,
        };
        settings.as_of = text.and_then(|text| as_of(&text, settings.zone));
        if settings.as_of.is_none() {
            reader.wrong(
                super::reader::span_of(entry.value),
                "this is not a moment",
                "for example `as_of = \"2026-06-30T12:00\"`",
            );
        }
    }
    if let Some((day, span)) = reader.text_at(document, "week_starts") {
        match day.as_str() {
            "monday" => settings.week_start = WeekStart::Monday,
            "sunday" => settings.week_start = WeekStart::Sunday,
            _ => reader.wrong(span, "weeks start on monday or sunday", "for example `week_starts = \"sunday\"`"),
        }
    }
    settings.lints = levels::read(reader, document);
    settings
}

/// Reports what a mapped table lacks to be used.
fn complete<'t>(reader: &mut Reader<'t>, document: &'t DeTable<'t>, vocabulary: &Vocabulary) {
    let described = reader.get(document, "tables").and_then(|tables| tables.value.get_ref().as_table());
    // It has a message of its own if it is of no use.
    let is_described = |name: &str| described.is_some_and(|tables| tables.contains_key(name));
    let mut missing = |span: Span, name: &str, what: &str, setting: &str, example: &str| {
        let message = format!("`{name}` does not say which column is {what}");
        let help = format!("for example `{setting} = \"{example}\"`");
        reader
            .report(Diagnostic::new(Rule::MissingSetting, span, message, format!("`{setting}` is missing")).help(help));
    };
    let event_tables: Vec<&str> = vocabulary
        .words
        .values()
        .filter_map(|word| match &word.kind {
            WordKind::Event(event) => Some(event.table.as_str()),
            _ => None,
        })
        .collect();
    // That there is no such table is said below.
    let is_from_nothing = |mapping: &Mapping| {
        let from = mapping.from.as_ref().map(|(from, _)| vocabulary.tables.get(from));
        from.is_some_and(|from| from.is_none_or(|from| from.mapping.is_none()))
    };
    for (name, table) in &vocabulary.tables {
        let Some(mapping) = &table.mapping else {
            continue;
        };
        if name == CUSTOMERS {
            if mapping.key.is_none() && mapping.from.is_none() {
                missing(mapping.span, name, "the customer's key", "key", "id");
            }
        } else if name == ADDRESSES {
            if mapping.customer.is_none() {
                missing(mapping.span, name, "the customer", "customer", "customer_id");
            }
        } else if event_tables.contains(&name.as_str()) && !is_from_nothing(mapping) {
            if mapping.customer.is_none() {
                missing(mapping.span, name, "the customer", "customer", "customer_id");
            }
            if mapping.time.is_none() {
                missing(mapping.span, name, "the time", "time", "created_at");
            }
        }
    }
    for table in vocabulary.tables.values() {
        let Some(mapping) = &table.mapping else {
            continue;
        };
        let joined = mapping.joins.values().map(|join| (join.table.as_str(), join.span, true));
        let from = mapping.from.as_ref().map(|(table, span)| (table.as_str(), *span, false));
        for (other, span, is_joined) in joined.chain(from) {
            let found = vocabulary.tables.get(other).and_then(|table| table.mapping.as_ref());
            let (message, help) = match found {
                None if is_described(other) => continue,
                None => (
                    format!("there is no table called `{other}` in this project"),
                    format!("describe it under `[tables.{other}]`"),
                ),
                Some(found) if is_joined && found.from.is_some() => {
                    (format!("`{other}` has no files of its own to join"), "join the table that it is from".to_owned())
                }
                Some(found) if found.key.is_none() && found.customer.is_none() => {
                    (format!("`{other}` has no key to join by"), "give it one, such as `key = \"id\"`".to_owned())
                }
                Some(_) => continue,
            };
            reader.report(Diagnostic::new(Rule::WrongSetting, span, message, "").help(help));
        }
    }
    let customers = vocabulary.tables.get(CUSTOMERS).and_then(|customers| customers.mapping.as_ref());
    if customers.is_none() && !is_described(CUSTOMERS) {
        let message = "the project does not say where its customers are";
        let diagnostic = Diagnostic::new(Rule::MissingSetting, Span::new(0, 0), message, "")
            .help("for example `[tables.customers]` with `path` and `key`")
            .help("without a table of them: `from = \"orders\"` takes the customers of the orders");
        reader.report(diagnostic);
    }
}

/// Currencies whose amounts have other than two decimals (ISO 4217).
#[rustfmt::skip]
pub const CURRENCIES: &[(&str, u32)] = &[
    ("BHD", 3), ("BIF", 0), ("CLP", 0), ("DJF", 0), ("GNF", 0), ("IQD", 3), ("ISK", 0), ("JOD", 3),
    ("JPY", 0), ("KMF", 0), ("KRW", 0), ("KWD", 3), ("LYD", 3), ("OMR", 3), ("PYG", 0), ("RWF", 0),
    ("TND", 3), ("UGX", 0), ("UYI", 0), ("VND", 0), ("VUV", 0), ("XAF", 0), ("XOF", 0), ("XPF", 0),
];
