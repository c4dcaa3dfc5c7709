//! The page of a rule: what it means, why it matters, and what is wrong and right.
//!
//! A page is a text of Markdown, of which it uses little: paragraphs, headings of
//! sections (`## Wrong`, `## Right`, and `## Fix` for what `seg check --fix` makes of the
//! wrong), and blocks between fences. Behind a fence stand the language and, where it
//! matters, the name of the file: `seg vip.seg`, `toml`, `csv orders.csv`. The tests run the blocks.

use super::Rule;

/// A page, in the order in which it is read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page<'t> {
    /// What it means and why it matters.
    pub prose: Vec<Part<'t>>,
    /// What follows under headings.
    pub sections: Vec<Section<'t>>,
}

/// What stands under a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section<'t> {
    /// The heading.
    pub title: &'t str,
    /// What stands below it.
    pub parts: Vec<Part<'t>>,
}

/// A piece of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part<'t> {
    /// A paragraph.
    Text(&'t str),
    /// Lines of a file.
    Block(Block<'t>),
}

/// Lines of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block<'t> {
    /// What they are written in: `seg`, `toml`, `csv`.
    pub language: &'t str,
    /// The name of the file, where it matters.
    pub file: Option<&'t str>,
    /// The lines, each with its end.
    pub text: &'t str,
}

impl Rule {
    /// Its page.
    pub fn page(self) -> Page<'static> {
        Page::read(self.written())
    }
}

impl<'t> Page<'t> {
    /// Reads a page.
    pub fn read(text: &'t str) -> Self {
        let mut page = Page::default();
        let mut rest = text.trim_start();
        while !rest.is_empty() {
            let (part, after) = next(rest);
            rest = after.trim_start();
            match part {
                Piece::Heading(title) => page.sections.push(Section { title, parts: Vec::new() }),
                Piece::Part(part) => match page.sections.last_mut() {
                    Some(section) => section.parts.push(part),
                    None => page.prose.push(part),
                },
            }
        }
        page
    }

    /// The blocks under a heading.
    pub fn blocks(&self, title: &str) -> Vec<Block<'t>> {
        let sections = self.sections.iter().filter(|section| section.title == title);
        let parts = sections.flat_map(|section| &section.parts);
        parts.filter_map(|part| if let Part::Block(block) = part { Some(*block) } else { None }).collect()
    }
}

enum Piece<'t> {
    Heading(&'t str),
    Part(Part<'t>),
}

/// The piece that a text begins with, and what follows it.
fn next(text: &str) -> (Piece<'_>, &str) {
    let (line, below) = text.split_once('\n').unwrap_or((text, ""));
    if let Some(title) = line.strip_prefix("## ") {
        return (Piece::Heading(title.trim()), below);
    }
    if let Some(info) = line.strip_prefix("```") {
        let end = below.find("```").unwrap_or(below.len());
        let (language, file) = info.trim().split_once(' ').map_or((info.trim(), None), |(l, f)| (l, Some(f.trim())));
        let block = Block { language, file, text: below.get(..end).unwrap_or_default() };
        return (Piece::Part(Part::Block(block)), below.get(end + 3..).unwrap_or_default());
    }
    let end = text.find("\n\n").unwrap_or(text.len());
    let (paragraph, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    (Piece::Part(Part::Text(paragraph.trim_end())), rest)
}
