//! What several pages of the tests use: the demo's project, and mistakes as pairs.

use seg::analysis::{Analysis, analyze};
use seg::source::SourceFile;
use seg::time::Clock;
use seg::types::{Model, Surroundings};
use seg::vocabulary::Project;
use std::path::Path;
use std::sync::OnceLock;

/// The demo's project, without its data.
pub fn demo() -> &'static Model {
    static DEMO: OnceLock<Model> = OnceLock::new();
    DEMO.get_or_init(|| project(include_str!("../../examples/demo/seg.toml")))
}

/// A project that must be right.
pub fn project(text: &str) -> Model {
    let (project, wrong) = Project::load(Path::new("."), SourceFile::new("seg.toml", text));
    assert!(wrong.is_empty(), "{wrong:#?}");
    let (model, wrong) = Model::build(project);
    assert!(wrong.is_empty(), "{wrong:#?}");
    model
}

/// The clock at which a project's data is looked at.
pub fn clock(model: &Model) -> Clock {
    let settings = &model.project.settings;
    settings.clock(settings.as_of.expect("an as_of"))
}

/// A text, understood without data.
pub fn understand(text: &str, model: &Model) -> Analysis {
    analyze(&SourceFile::new("-e", text), &Surroundings::of(model))
}

/// What is wrong with a text: the message's name and the underlined text.
pub fn mistakes<'t>(text: &'t str, model: &Model) -> Vec<(&'static str, &'t str)> {
    understand(text, model).diagnostics.iter().map(|d| (d.rule.name(), &text[d.span().range()])).collect()
}

/// A text with the edits of a repair made.
pub fn repaired(text: &str, edits: &[seg::diagnostics::Edit]) -> String {
    let mut edits = edits.to_vec();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
    let mut text = text.to_owned();
    for edit in edits {
        text.replace_range(edit.span.range(), &edit.text);
    }
    text
}
