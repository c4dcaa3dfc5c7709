//! The page of a rule, for a terminal and as Markdown.

use super::Look;
use super::text::{either, paragraph};
use crate::diagnostics::{Block, Level, Part, Rule, Severity};

/// The page of a rule as it is read in a terminal.
pub fn page(rule: Rule, look: Look) -> String {
    let page = rule.page();
    let mut out = format!("{}, {}\n", strong(&title(rule), look), weight(rule.severity()));
    let mut add = |text: &str| {
        out.push('\n');
        out.push_str(text);
    };
    add(&paragraph(rule.about(), 2, look.width));
    for part in &page.prose {
        add(&drawn(part, look));
    }
    for section in &page.sections {
        add(&format!("{}\n", strong(&heading(section.title), look)));
        for part in &section.parts {
            add(&drawn(part, look));
        }
    }
    levels(rule).iter().for_each(|line| add(&paragraph(line, 2, look.width)));
    out
}

/// The page of a rule as Markdown; `says` gives what the program prints for an example of what is wrong.
pub fn page_markdown(rule: Rule, says: impl Fn(usize) -> Option<String>) -> String {
    let page = rule.page();
    let mut out = format!("# {}\n\n`{}`, {}. {}\n", rule.name(), rule.code(), weight(rule.severity()), rule.about());
    let mut add = |text: &str| {
        out.push('\n');
        out.push_str(text);
        out.push('\n');
    };
    page.prose.iter().for_each(|part| add(&marked(part)));
    for section in &page.sections {
        add(&format!("## {}", heading(section.title)));
        section.parts.iter().for_each(|part| add(&marked(part)));
        if section.title == "Wrong" {
            let said: Vec<String> = (0..).map_while(&says).collect();
            if !said.is_empty() {
                add("seg says:");
                add(&format!("```text\n{}```", said.join("\n")));
            }
        }
    }
    levels(rule).iter().for_each(|line| add(line));
    out
}

/// How much a rule weighs by itself.
pub fn weight(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "advice",
    }
}

fn title(rule: Rule) -> String {
    format!("{} ({})", rule.name(), rule.code())
}

fn heading(title: &str) -> String {
    match title {
        "Fix" => "What `seg check --fix` writes".to_owned(),
        other => other.to_owned(),
    }
}

/// How a project has it weigh otherwise, and what allows it at one place.
fn levels(rule: Rule) -> Vec<String> {
    let name = rule.name();
    let others = Level::ALL.iter().filter(|(_, level)| *level != Level::of(rule)).map(|(name, _)| format!("`{name}`"));
    let others = either(&others.collect::<Vec<_>>());
    let mut lines = Vec::new();
    if rule.is_weighed() {
        lines.push(format!("Under `[lints]` in `seg.toml`, `{name} = \"...\"` makes it {others}."));
    }
    if rule.is_lint() && rule.severity() != Severity::Error {
        lines.push(format!("On purpose? `# allow: {name}` on its line, above it, or above a segment or a file."));
    }
    lines
}

fn drawn(part: &Part<'_>, look: Look) -> String {
    match part {
        Part::Text(text) => paragraph(text, 2, look.width),
        Part::Block(block) => {
            let name = file(block).map(|name| format!("    {name}:\n")).unwrap_or_default();
            let indent = if name.is_empty() { 4 } else { 6 };
            block.text.lines().fold(name, |out, line| {
                let line = if line.is_empty() { String::new() } else { format!("{:indent$}{line}", "") };
                format!("{out}{line}\n")
            })
        }
    }
}

fn marked(part: &Part<'_>) -> String {
    match part {
        Part::Text(text) => (*text).to_owned(),
        Part::Block(block) => {
            let name = file(block).map(|name| format!("`{name}`:\n\n")).unwrap_or_default();
            format!("{name}```{}\n{}```", block.language, block.text)
        }
    }
}

/// The name of a block's file, if it has one.
fn file<'t>(block: &Block<'t>) -> Option<&'t str> {
    block.file.or((block.language == "toml").then_some("seg.toml"))
}

fn strong(text: &str, look: Look) -> String {
    match look.colour {
        true => format!("\u{1b}[1m{text}\u{1b}[0m"),
        false => text.to_owned(),
    }
}
