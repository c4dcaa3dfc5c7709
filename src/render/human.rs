//! Findings drawn for people: the sentence, the text with its places marked, the help.
//!
//! The only place that names miette, which does the drawing.

use super::excerpt::Excerpt;
use super::text::{hanging, paragraph, printable};
use super::{Finding, Findings};
use crate::diagnostics::{Diagnostic, HELP_WIDTH, Severity};
use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan,
    SpanContents, ThemeCharacters, ThemeStyles,
};
use std::fmt;

/// How many findings are drawn; the rest are counted.
const MOST: usize = 20;

/// The columns beside each line of help: `  help: ` before it, and the four that miette leaves free.
const BESIDE_HELP: usize = 12;

/// A line of help up to so long stays on one line where there is room.
const LONGEST: usize = 84;

/// How a drawing looks: its width in columns, and whether it is in colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Columns.
    pub width: usize,
    /// Whether colours are used.
    pub colour: bool,
}

/// Draws findings, at most 20, errors before others; then says how many more there are.
pub fn human(findings: &Findings, look: Look) -> String {
    let all = findings.all();
    let mut order: Vec<(usize, &Finding)> = all.iter().enumerate().collect();
    order.sort_by_key(|(_, finding)| finding.diagnostic.severity());
    order.truncate(MOST);
    order.sort_by_key(|(at, _)| *at);
    let mut drawn: Vec<String> =
        order.into_iter().map(|(_, finding)| draw(&Drawing::new(finding, look), look)).collect();
    if let Some(more) = all.len().checked_sub(MOST).filter(|more| *more > 0) {
        drawn.push(format!("and {more} more\n"));
    }
    drawn.join("\n")
}

/// Draws a sentence that is about no text, with lines of help.
pub fn sentence(severity: Severity, message: &str, help: &[String], look: Look) -> String {
    draw(&Drawing::plain(severity, message, help, look), look)
}

fn draw(drawing: &Drawing, look: Look) -> String {
    let theme = GraphicalTheme {
        characters: ThemeCharacters::unicode(),
        styles: if look.colour { ThemeStyles::ansi() } else { ThemeStyles::none() },
    };
    let mut out = String::new();
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_width(look.width)
        .with_links(false)
        .without_syntax_highlighting();
    if handler.render_report(&mut out, drawing).is_err() {
        out = paragraph(&drawing.message, 2, look.width);
    }
    let mut trimmed: String = out.lines().flat_map(|l| [l.trim_end(), "\n"]).collect();
    trimmed.truncate(trimmed.trim_end().len());
    trimmed.push('\n');
    trimmed
}

/// Whether the help below a label says the same; what a label had to cut is whole there.
fn is_in_help(label: &str, help: &[String]) -> bool {
    let is_cut = label.ends_with("…`");
    help.iter().any(|line| line == label || is_cut && line.split(' ').next() == label.split(' ').next())
}

/// A finding in the form in which miette takes it.
#[derive(Debug)]
struct Drawing {
    headline: Option<String>,
    severity: Severity,
    message: String,
    help: Vec<String>,
    excerpt: Option<Excerpt>,
}

impl Drawing {
    fn new(Finding { source, diagnostic }: &Finding, look: Look) -> Self {
        let Diagnostic { rule, labels, help, .. } = diagnostic;
        let mut labels = labels.clone();
        for label in labels.iter_mut().filter(|label| is_in_help(&label.text, help)) {
            label.text.clear();
        }
        Self {
            headline: Some(format!("{} ({})", rule.name(), rule.code())),
            excerpt: (!labels.is_empty()).then(|| Excerpt::new(source, &labels, look.width)),
            ..Self::plain(diagnostic.severity, &diagnostic.message, &diagnostic.help, look)
        }
    }

    fn plain(severity: Severity, message: &str, help: &[String], look: Look) -> Self {
        let room = look.width.saturating_sub(BESIDE_HELP);
        Self {
            headline: None,
            severity,
            message: printable(message),
            help: help
                .iter()
                .flat_map(|line| hanging(&printable(line), room.min(LONGEST), room.min(HELP_WIDTH)))
                .collect(),
            excerpt: None,
        }
    }
}

impl fmt::Display for Drawing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Drawing {}

impl miette::Diagnostic for Drawing {
    fn code(&self) -> Option<Box<dyn fmt::Display + '_>> {
        let headline = self.headline.as_ref()?;
        Some(Box::new(headline))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Advice => miette::Severity::Advice,
        })
    }

    fn help(&self) -> Option<Box<dyn fmt::Display + '_>> {
        (!self.help.is_empty()).then(|| Box::new(self.help.join("\n")) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(self.excerpt.as_ref()?)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let labels = self.excerpt.as_ref()?.labels.iter().enumerate();
        Some(Box::new(labels.map(|(at, label)| {
            let text = Some(label.text.clone()).filter(|text| !text.is_empty());
            match at {
                0 => LabeledSpan::new_primary_with_span(text, label.range.clone()),
                _ => LabeledSpan::new_with_span(text, label.range.clone()),
            }
        })))
    }
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let line_of = |offset: usize| {
            let after = self.lines.partition_point(|line| line.start <= offset);
            after.saturating_sub(1)
        };
        let follows = |at: usize| match (self.lines.get(at), self.lines.get(at + 1)) {
            (Some(line), Some(next)) => line.number + 1 == next.number,
            _ => false,
        };
        let mut first = line_of(span.offset());
        let mut last = line_of(span.offset() + span.len().saturating_sub(1));
        for _ in 0..before {
            first -= usize::from(first > 0 && follows(first - 1));
        }
        for _ in 0..after {
            last += usize::from(follows(last));
        }
        let shown = self.lines.get(first).ok_or(MietteError::OutOfBounds)?;
        let end = self.lines.get(last + 1).map_or(self.text.len(), |l| l.start);
        let data = self.text.get(shown.start..end);
        // With lines around it, what is given begins with a line; alone, with the span.
        let alone = (before == 0).then(|| self.labels.iter().find(|l| l.range.start == span.offset())).flatten();
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            data.ok_or(MietteError::OutOfBounds)?.as_bytes(),
            (shown.start, end - shown.start).into(),
            shown.number - 1,
            alone.map_or(0, |label| label.column - 1),
            last - first + 1,
        )))
    }
}
