//! Any text through the whole analysis: it never panics, hangs or loses a byte, every
//! finding points into the text, and what is sound has a reading.

#![no_main]

use libfuzzer_sys::fuzz_target;
use seg::analysis::{analyze, explain};
use seg::source::SourceFile;
use seg::syntax;
use seg::time::Instant;
use seg::types::{Model, Surroundings};
use seg::vocabulary::Project;
use std::path::Path;
use std::sync::LazyLock;

static MODEL: LazyLock<Model> = LazyLock::new(|| {
    let text = include_str!("../../examples/demo/seg.toml");
    let (project, _) = Project::load(Path::new("."), SourceFile::new("seg.toml", text));
    Model::build(project).0
});

fuzz_target!(|text: &str| {
    assert_eq!(syntax::parse(text).print(text), text);
    let source = SourceFile::new("fuzz.seg", text);
    let analysis = analyze(&source, &Surroundings::of(&MODEL));
    for finding in &analysis.diagnostics {
        for label in &finding.labels {
            assert!(text.get(label.span.range()).is_some(), "{finding:?} points outside the text");
        }
    }
    let settings = &MODEL.project.settings;
    let clock = settings.clock(settings.as_of.unwrap_or(Instant::MIN_UTC));
    for segment in &analysis.segments {
        if let Some(condition) = &segment.condition {
            assert_eq!(condition.canonical(), condition.canonical().canonical());
            explain(condition, &MODEL, &clock);
        }
    }
});
