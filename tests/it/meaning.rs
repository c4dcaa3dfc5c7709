//! From texts to meanings: what the pages about the oracle use.

use crate::support;
use seg::types::Model;
use seg::types::ir::Condition;

/// The meaning of a segment, or what is wrong with it.
pub fn try_meaning(text: &str, model: &Model) -> Result<Condition, String> {
    let analysis = support::understand(text, model);
    let mistakes = analysis.diagnostics.iter();
    let mistakes: Vec<String> =
        mistakes.map(|mistake| format!("{} [{}]", mistake.message, &text[mistake.span().range()])).collect();
    let condition = analysis.segments.into_iter().next().and_then(|segment| segment.condition);
    condition.filter(|_| mistakes.is_empty()).ok_or_else(|| format!("{text}\n{}", mistakes.join("\n")))
}

/// The meaning of a segment that has one.
pub fn meaning(text: &str, model: &Model) -> Condition {
    try_meaning(text, model).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}
