//! From texts to meanings, for tests.

use seg::source::SourceFile;
use seg::syntax;
use seg::types::ir::Condition;
use seg::types::{self, Catalog, Model};
use seg::vocabulary::Project;
use std::path::Path;

/// The model of a project without data.
pub fn model(settings: &str) -> Model {
    let text = format!("version = 1\ncurrency = \"EUR\"\n{settings}\n");
    let (project, mistakes) = Project::load(Path::new("."), SourceFile::new("seg.toml", text));
    assert!(mistakes.is_empty(), "{mistakes:#?}");
    let (model, mistakes) = Model::build(project);
    assert!(mistakes.is_empty(), "{mistakes:#?}");
    model
}

/// The meaning of a segment, or what is wrong with it.
pub fn try_meaning(text: &str, model: &Model) -> Result<Condition, String> {
    let tree = syntax::parse(text);
    let mut checked = types::check(&tree.file, model, &Catalog::default());
    let condition = checked.segments.pop().and_then(|segment| segment.condition);
    let mistakes: Vec<_> = tree
        .diagnostics
        .iter()
        .chain(&checked.diagnostics)
        .collect();
    let say = |mistake: &&seg::diagnostics::Diagnostic| {
        format!("{} [{}]", mistake.message, &text[mistake.span().range()])
    };
    let mistakes: Vec<String> = mistakes.iter().map(say).collect();
    condition.ok_or_else(|| format!("{text}\n{}", mistakes.join("\n")))
}

/// The meaning of a segment that has one.
pub fn meaning(text: &str, model: &Model) -> Condition {
    try_meaning(text, model).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}
