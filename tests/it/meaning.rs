//! From texts to meanings, for tests.

use seg::analysis::analyze;
use seg::diagnostics::Diagnostic;
use seg::source::SourceFile;
use seg::types::ir::Condition;
use seg::types::{Catalog, Model};
use seg::vocabulary::Project;
use std::path::Path;

/// The model of the demo's project.
pub fn model() -> Model {
    let text = include_str!("../../examples/demo/seg.toml");
    let (project, mistakes) = Project::load(Path::new("."), SourceFile::new("seg.toml", text));
    assert!(mistakes.is_empty(), "{mistakes:#?}");
    let (model, mistakes) = Model::build(project);
    assert!(mistakes.is_empty(), "{mistakes:#?}");
    model
}

/// The meaning of a segment, or what is wrong with it.
pub fn try_meaning(text: &str, model: &Model) -> Result<Condition, String> {
    let analysis = analyze(
        &SourceFile::new("test.seg", text),
        model,
        &Catalog::default(),
    );
    let say =
        |mistake: &Diagnostic| format!("{} [{}]", mistake.message, &text[mistake.span().range()]);
    let mistakes: Vec<String> = analysis.diagnostics.iter().map(say).collect();
    let condition = analysis
        .segments
        .into_iter()
        .next()
        .and_then(|segment| segment.condition);
    let condition = condition.filter(|_| mistakes.is_empty());
    condition.ok_or_else(|| format!("{text}\n{}", mistakes.join("\n")))
}

/// The meaning of a segment that has one.
pub fn meaning(text: &str, model: &Model) -> Condition {
    try_meaning(text, model).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}
