//! The definitions of other systems, said in seg (`examples/definitions`), on people who tell
//! each from its near misses.
//!
//! A person is there for one definition, whose id their key begins with; the page beside the
//! definition (`ID.members`) says by hand who of them is in. What is asked of each definition: that
//! those are in, and that every mechanical mutation of its text changes who is in.

mod coverage;
mod mutate;
mod page;
#[cfg(feature = "engine")]
mod plans;
mod world;

use page::Expected;
use seg::analysis::analyze;
use seg::eval::{self, World};
use seg::project::Library;
use seg::source::{SourceFile, Span};
use seg::syntax;
use seg::time::Clock;
use seg::types::ir::Condition;
use seg::types::{Model, Surroundings};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;

/// The project of the definitions.
struct Project {
    model: Model,
    clock: Clock,
    library: Library,
    world: World,
    definitions: Vec<Definition>,
}

/// A definition: its file, and what its page expects.
struct Definition {
    id: String,
    source: SourceFile,
    expected: BTreeMap<String, Expected>,
}

fn project() -> &'static Project {
    static PROJECT: OnceLock<Project> = OnceLock::new();
    PROJECT.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/definitions");
        let toml = std::fs::read_to_string(folder.join("seg.toml")).unwrap();
        let model = crate::support::project(&toml);
        let clock = crate::support::clock(&model);
        let library = Library::of_folder(&folder, &folder).unwrap();
        let definitions = library.files.iter().map(|file| {
            let id = file.path.file_stem().unwrap().to_string_lossy().into_owned();
            let page = std::fs::read_to_string(file.path.with_extension("members"));
            let page = page.unwrap_or_else(|why| panic!("{id}.members: {why}"));
            let expected = page::read(&page, &file.segments[0].name);
            Definition { id, source: file.source.clone(), expected }
        });
        let definitions = definitions.collect();
        let world = world::read(&folder, &model);
        Project { model, clock, library, world, definitions }
    })
}

impl Project {
    /// The meaning of each segment of a text by its name; none if the text has mistakes.
    fn meanings(&self, source: &SourceFile) -> Result<Vec<(String, Condition)>, String> {
        let around = Surroundings::of(&self.model).with_segments(&self.library);
        let analysis = analyze(source, &around);
        let wrong = analysis.diagnostics.iter();
        let wrong: Vec<String> =
            wrong.map(|d| format!("{}: {} [{}]", source.name(), d.message, &source.text()[d.span().range()])).collect();
        let meanings = analysis.segments.into_iter();
        let meanings: Option<Vec<_>> =
            meanings.map(|segment| Some((segment.name.unwrap_or_default(), segment.condition?))).collect();
        meanings.filter(|_| wrong.is_empty()).ok_or_else(|| wrong.join("\n"))
    }

    /// Who is in, by the oracle.
    fn members(&self, condition: &Condition) -> BTreeSet<&str> {
        eval::members(condition, &self.world, &self.model, &self.clock)
    }
}

impl Definition {
    /// The definition's own people among the members of a segment, without its id.
    fn own<'m>(&self, members: impl IntoIterator<Item = &'m str>) -> BTreeSet<String> {
        let own = members.into_iter().filter_map(|key| key.strip_prefix(&self.id)?.strip_prefix(' '));
        own.map(str::to_owned).collect()
    }
}

/// The definitions as the project has them, all of them sound.
#[test]
fn definitions_are_said() {
    let project = project();
    let wrong = project.definitions.iter().filter_map(|definition| project.meanings(&definition.source).err());
    assert_eq!(wrong.collect::<Vec<_>>().join("\n"), "");
}

/// The pages name all of a definition's people, and nobody else.
#[test]
fn every_person_is_somebodys() {
    let project = project();
    let keys = project.world.people.iter().map(|person| person.key.as_str());
    let mut nobodys: BTreeSet<String> = keys.clone().map(str::to_owned).collect();
    for definition in &project.definitions {
        let own = definition.own(keys.clone());
        for (segment, expected) in &definition.expected {
            let named: BTreeSet<String> = expected.people.keys().cloned().collect();
            assert_eq!(own, named, "{} {segment}", definition.id);
            let verdicts: BTreeSet<bool> = expected.people.values().copied().collect();
            assert_eq!(verdicts.len(), 2, "{} {segment}: somebody must be in, somebody out", definition.id);
        }
        nobodys.retain(|key| !key.starts_with(&format!("{} ", definition.id)));
    }
    assert_eq!(nobodys, BTreeSet::new());
}

#[test]
fn members_are_as_written_by_hand() {
    let project = project();
    let mut wrong = Vec::new();
    for definition in &project.definitions {
        let meanings = project.meanings(&definition.source).unwrap_or_default();
        for (segment, condition) in &meanings {
            let own = definition.own(project.members(condition));
            let people = &definition.expected[segment].people;
            for (name, _) in people.iter().filter(|(name, is_in)| own.contains(*name) != **is_in) {
                let verdict = if own.contains(name) { "in" } else { "out" };
                wrong.push(format!("{} {segment}: {name} is {verdict}", definition.id));
            }
        }
        assert_eq!(definition.expected.len(), meanings.len(), "{}", definition.id);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whatever slips in a definition, its own people tell it from what was meant.
#[test]
fn every_mutation_changes_the_members() {
    let project = project();
    let (mut tried, mut silent) = (0, Vec::new());
    for definition in &project.definitions {
        let Ok(meant) = project.meanings(&definition.source) else { continue };
        // Without its channel, so that a segment without consent has a meaning.
        let lines = definition.source.text().lines().filter(|line| !line.trim_start().starts_with("channel "));
        let text = &lines.collect::<Vec<_>>().join("\n");
        let found = |meanings: &[(String, Condition)]| -> Vec<BTreeSet<String>> {
            meanings.iter().map(|(_, condition)| definition.own(project.members(condition))).collect()
        };
        let before = found(&meant);
        let mut unused: BTreeSet<&str> =
            definition.expected.values().flat_map(|expected| &expected.same).map(String::as_str).collect();
        let file = syntax::parse(text).file;
        let mut moved = 0;
        for condition in mutate::conditions(&file) {
            let within = condition.span;
            for (span, other) in mutate::mutations(text, condition, within) {
                let mutated = replaced(text, span, &other);
                let source = SourceFile::new(definition.source.name(), mutated.as_str());
                let Ok(meanings) = project.meanings(&source) else { continue };
                tried += 1;
                if found(&meanings) != before {
                    moved += 1;
                    continue;
                }
                let end = within.end + mutated.len() - text.len();
                let shown = mutated[within.start..end].split_whitespace().collect::<Vec<_>>().join(" ");
                if !unused.remove(shown.as_str()) {
                    silent.push(format!("{}: same  {shown}", definition.id));
                }
            }
        }
        assert!(moved >= 1, "{}: no mutation moves it", definition.id);
        silent.extend(unused.iter().map(|text| format!("{}: changes, or is no mutation: {text}", definition.id)));
    }
    assert!(silent.is_empty(), "of {tried}, {} do not move:\n{}", silent.len(), silent.join("\n"));
    assert!(tried > 500, "only {tried} mutations");
}

fn replaced(text: &str, span: Span, other: &str) -> String {
    let mut text = text.to_owned();
    text.replace_range(span.range(), other);
    text
}
