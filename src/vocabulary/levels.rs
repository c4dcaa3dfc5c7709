//! `[lints]` of `seg.toml`: how much each lint weighs in this project.

use super::reader::{Reader, span_of};
use crate::diagnostics::{Diagnostic, Level, RULES, Rule, Safety, suggest};
use std::collections::BTreeMap;
use toml::de::DeTable;

/// Reads the section; what is not a lint or not a level is reported.
pub(super) fn read<'t>(reader: &mut Reader<'t>, document: &'t DeTable<'t>) -> BTreeMap<Rule, Level> {
    let mut levels = BTreeMap::new();
    let Some(section) = reader.get(document, "lints") else {
        return levels;
    };
    let Some(settings) = reader.table(&section) else {
        return levels;
    };
    for entry in reader.entries(settings) {
        let Some(rule) = RULES.iter().copied().find(|rule| rule.name() == entry.name) else {
            unknown(reader, entry.name, entry.span);
            continue;
        };
        if !rule.is_weighed() {
            let message = format!("`{}` weighs the same in every project", entry.name);
            reader.wrong(
                entry.span,
                message,
                "`seg rule` lists them: numbers begin with `L`, or `E05` where the data is in doubt",
            );
            continue;
        }
        let Some((name, span)) = reader.text(&entry) else {
            continue;
        };
        match Level::named(&name) {
            Some(level) => drop(levels.insert(rule, level)),
            None => {
                let near = suggest::nearest(&name, Level::ALL.iter().map(|(name, _)| *name));
                let label = near.first().map(|near| format!("did you mean `{near}`?")).unwrap_or_default();
                let message = format!("a lint has no level called `{name}`");
                let mut finding = Diagnostic::new(Rule::WrongSetting, span_of(entry.value), message, label)
                    .help("it is one of: error, warn, advice, off");
                if let Some(near) = near.first() {
                    finding = finding.fix(Safety::Unsafe, span, *near);
                }
                reader.report(finding);
            }
        }
    }
    levels
}

fn unknown(reader: &mut Reader<'_>, name: &str, span: crate::source::Span) {
    let lints = RULES.iter().filter(|rule| rule.is_weighed()).map(|rule| rule.name());
    let near = suggest::nearest(name, lints);
    let message = format!("there is no lint called `{name}`");
    let mut finding = match near.first() {
        Some(near) => Diagnostic::new(Rule::UnknownSetting, span, message, format!("did you mean `{near}`?")).fix(
            Safety::Unsafe,
            span,
            *near,
        ),
        None => Diagnostic::new(Rule::UnknownSetting, span, message, "not known"),
    };
    finding = finding.help("`seg rule` lists them: numbers begin with `L`, or `E05` where the data is in doubt");
    reader.report(finding);
}
