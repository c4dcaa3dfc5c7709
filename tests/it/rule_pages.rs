//! Each message has a page whose blocks are true: what is wrong gives just this message, what is
//! right gives none, and the repair is what `seg check --fix` writes. `docs/rules` is made from them:
//! `SEG_EXPECT=write cargo test rule_pages` writes it anew.

#[cfg(feature = "engine")]
use crate::cases::prose::jargon;
use crate::cli::{Ran, seg};
use crate::support::demo;
use seg::diagnostics::fix::mend;
use seg::diagnostics::{Block, Diagnostic, Page, Part, RULES, Rule};
use seg::lint;
use seg::render::{Findings, Look, human, page_markdown, weight};
use seg::source::SourceFile;
use seg::types::Surroundings;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// What no file of a page can show: bytes that are no text, a megabyte, a clock, a mistake of ours.
const CANNOT_SHOW: &[Rule] = &[Rule::NotUtf8, Rule::TooLarge, Rule::Internal];

/// Files that belong together, in a project of their own.
struct Example {
    home: TempDir,
    /// Where the message is: the last segment that is named, else anywhere.
    at: Option<String>,
    with_data: bool,
}

impl Example {
    fn new(blocks: &[Block<'_>]) -> Self {
        let home = tempfile::tempdir().unwrap();
        let with_data = blocks.iter().any(|block| block.language == "csv");
        let own = blocks.iter().rfind(|block| block.language == "toml").map_or("", |block| block.text);
        let around = match with_data {
            // A page shows what is its own: the rest is the same in every project.
            true => "version = 1\nzone = \"Europe/Rome\"\ncurrency = \"EUR\"\n",
            false => include_str!("../../examples/demo/seg.toml"),
        };
        let project = if own.contains("version") { own.to_owned() } else { format!("{around}\n{own}") };
        write(home.path(), "seg.toml", &project);
        let mut at = None;
        for block in blocks.iter().filter(|block| block.language != "toml") {
            let name = block.file.unwrap_or("example.seg");
            write(home.path(), name, block.text);
            if block.language == "seg" {
                at = Some(name.to_owned());
            }
        }
        Self { home, at, with_data }
    }

    fn check(&self, args: &[&str]) -> Ran {
        let mut all = vec!["check"];
        all.extend((!self.with_data).then_some("--no-data"));
        all.extend(args);
        seg(self.home.path(), &all)
    }

    /// The messages that are given, each with its file.
    fn found(&self) -> Vec<(String, String)> {
        let found = self.check(&["--format=json"]).json();
        let text = |finding: &serde_json::Value, name: &str| finding[name].as_str().unwrap().to_owned();
        found.as_array().unwrap().iter().map(|finding| (text(finding, "name"), text(finding, "file"))).collect()
    }
}

/// A segment alone, for which no program has to be started.
fn alone<'t>(blocks: &[Block<'t>]) -> Option<&'t str> {
    let [block] = blocks else { return None };
    (block.language == "seg" && block.file.is_none()).then_some(block.text)
}

fn understood(text: &str) -> (SourceFile, Vec<Diagnostic>) {
    let source = SourceFile::new("example.seg", text);
    let diagnostics = lint::understand(&source, &Surroundings::of(demo())).diagnostics;
    (source, diagnostics)
}

/// The messages that files give: those of the last segment, and those of the others.
fn found(blocks: &[Block<'_>]) -> (Vec<String>, Vec<String>) {
    if let Some(text) = alone(blocks) {
        let names = understood(text).1.iter().map(|finding| finding.rule.name().to_owned()).collect();
        return (names, Vec::new());
    }
    let example = Example::new(blocks);
    let here = |file: &str| example.at.as_deref().is_none_or(|at| file == at);
    let (own, others): (Vec<_>, Vec<_>) = example.found().into_iter().partition(|(_, file)| here(file));
    let names = |found: Vec<(String, String)>| found.into_iter().map(|(name, _)| name).collect();
    (names(own), names(others))
}

/// How they are drawn.
fn drawn(blocks: &[Block<'_>]) -> String {
    let Some(text) = alone(blocks) else { return Example::new(blocks).check(&[]).out };
    let (source, diagnostics) = understood(text);
    let mut findings = Findings::default();
    findings.add(&source, diagnostics);
    human(&findings, Look { width: 100, colour: false })
}

/// A text after its safe repairs, each of which may uncover another.
fn repaired(text: &str) -> String {
    (0..10).fold(text.to_owned(), |text, _| mend(&text, &understood(&text).1).0)
}

fn write(home: &Path, name: &str, text: &str) {
    let path = home.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The examples under a heading: each block alone, or all together if they are files with names.
fn examples<'t>(page: &Page<'t>, title: &str) -> Vec<Vec<Block<'t>>> {
    let blocks = page.blocks(title);
    match blocks.iter().any(|block| block.file.is_some() || block.language == "toml") {
        true => vec![blocks],
        false => blocks.into_iter().map(|block| vec![block]).collect(),
    }
}

fn needs_data(page: &Page<'_>) -> bool {
    page.blocks("Wrong").iter().any(|block| block.language == "csv")
}

/// The rules whose pages can be tried in this build.
fn tried() -> impl Iterator<Item = (Rule, Page<'static>)> {
    let shown = RULES.iter().filter(|rule| !CANNOT_SHOW.contains(rule));
    shown.map(|rule| (*rule, rule.page())).filter(|(_, page)| cfg!(feature = "engine") || !needs_data(page))
}

#[test]
fn every_rule_has_a_page_that_says_why_and_shows_wrong_and_right() {
    for rule in RULES {
        let (name, page) = (rule.name(), rule.page());
        let prose: String =
            page.prose.iter().filter_map(|part| if let Part::Text(text) = part { Some(*text) } else { None }).collect();
        assert!(prose.len() > 80, "{name}: say what it means, and why it matters");
        assert!(page.sections.iter().all(|s| ["Wrong", "Right", "Fix"].contains(&s.title)), "{name}: an odd heading");
        let shows = !page.blocks("Wrong").is_empty() && !page.blocks("Right").is_empty();
        assert!(shows || CANNOT_SHOW.contains(rule), "{name}: show what is wrong and right");
    }
}

#[test]
fn what_is_wrong_gives_just_this_message() {
    let mut odd = Vec::new();
    for (rule, page) in tried() {
        for blocks in examples(&page, "Wrong") {
            let (found, _) = found(&blocks);
            if found != [rule.name()] {
                odd.push(format!("{}: {found:?} for\n{}", rule.name(), blocks.last().unwrap().text));
            }
        }
    }
    assert!(odd.is_empty(), "{}", odd.join("\n"));
}

/// Files of a project have no case: their messages are read here.
#[cfg(feature = "engine")]
#[test]
fn what_is_said_of_the_data_is_plain() {
    for (rule, page) in tried().filter(|(_, page)| needs_data(page)) {
        for blocks in examples(&page, "Wrong") {
            for finding in Example::new(&blocks).check(&["--format=json"]).json().as_array().unwrap() {
                let message = finding["message"].as_str().unwrap();
                assert!(message.chars().count() <= 72 && !message.ends_with('.'), "{}: {message}", rule.name());
                let help = finding["help"].as_str().unwrap().lines();
                for line in help.chain([message]) {
                    assert!(line.chars().count() <= 84, "{}: {line}", rule.name());
                    assert_eq!(jargon(line), None, "{}: {line}", rule.name());
                }
            }
        }
    }
}

#[test]
fn what_is_right_gives_none() {
    let mut odd = Vec::new();
    for (rule, page) in tried() {
        for right in examples(&page, "Right") {
            // Files that are not shown again are as they were.
            let mut blocks = match examples(&page, "Wrong").as_slice() {
                [wrong] if wrong.len() > 1 || wrong.iter().any(|b| b.file.is_some() || b.language == "toml") => {
                    wrong.clone()
                }
                _ => Vec::new(),
            };
            blocks.extend(&right);
            let (found, others) = found(&blocks);
            if !(found.is_empty() && others.is_empty()) {
                odd.push(format!("{}: {found:?} {others:?} for\n{}", rule.name(), right.last().unwrap().text));
            }
        }
    }
    assert!(odd.is_empty(), "{}", odd.join("\n"));
}

#[test]
fn the_repair_is_what_check_fix_writes() {
    let mut odd = Vec::new();
    for (rule, page) in tried() {
        let fixes = page.blocks("Fix");
        let mut made = Vec::new();
        for blocks in examples(&page, "Wrong") {
            let Some(text) = alone(&blocks) else { continue };
            let result = repaired(text);
            if result != text {
                assert_eq!(understood(&result).1, [], "{}: after the repair:\n{result}", rule.name());
                made.push(result);
            }
        }
        if made != fixes.iter().map(|block| block.text).collect::<Vec<_>>() {
            odd.push(format!("{} writes:\n{}", rule.name(), made.concat()));
        }
    }
    assert!(odd.is_empty(), "{}", odd.join("\n"));
}

#[test]
fn docs_rules_is_made_from_the_pages() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/rules");
    let mut made: Vec<(String, String)> = vec![("README.md".to_owned(), index())];
    for (rule, page) in tried() {
        made.push((
            format!("{}.md", rule.name()),
            page_markdown(rule, |at| examples(&page, "Wrong").get(at).map(|blocks| drawn(blocks))),
        ));
    }
    let silent = RULES.iter().filter(|rule| CANNOT_SHOW.contains(rule));
    made.extend(silent.map(|rule| (format!("{}.md", rule.name()), page_markdown(*rule, |_| None))));
    let write = std::env::var("SEG_EXPECT").is_ok_and(|wish| wish == "write");
    for (name, text) in &made {
        if write {
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join(name), text).unwrap();
        }
        let there = fs::read_to_string(folder.join(name)).unwrap_or_default();
        assert_eq!(&there, text, "docs/rules/{name}: SEG_EXPECT=write cargo test rule_pages brings it up to date");
    }
    let known = |name: &str| name == "README.md" || RULES.iter().any(|rule| format!("{}.md", rule.name()) == name);
    for file in fs::read_dir(&folder).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        assert!(known(&name), "docs/rules/{name} is of no rule");
    }
}

fn index() -> String {
    let mut rules = RULES.to_vec();
    rules.sort_by_key(|rule| rule.code());
    let mut text = "# Messages\n\nWhat `seg check` says, by number; `seg rule NAME` prints a page in the terminal. \
                    Names and numbers never\nchange.\n"
        .to_owned();
    let mut group = "";
    for rule in rules {
        if rule.group() != group {
            group = rule.group();
            text.push_str(&format!("\n## {group}\n\n| | | | |\n|---|---|---|---|\n"));
        }
        let (code, name, weight) = (rule.code(), rule.name(), weight(rule.severity()));
        text.push_str(&format!("| {code} | [{name}]({name}.md) | {weight} | {} |\n", rule.about()));
    }
    text
}
