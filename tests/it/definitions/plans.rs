//! The same definitions by the engine: from the CSV files, all in one plan.

use super::project;
use crate::found;
use seg::types::ir::Condition;
use std::path::Path;

/// Of all people, not only a definition's own, the plan finds whom the oracle finds.
#[test]
fn plans_find_whom_the_oracle_finds() {
    let project = project();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/definitions");
    let model = found::at(&folder, &std::fs::read_to_string(folder.join("seg.toml")).unwrap());
    let segments = project.definitions.iter().flat_map(|definition| project.meanings(&definition.source).unwrap());
    let (names, conditions): (Vec<String>, Vec<Condition>) = segments.unzip();
    let data = found::open(&model);
    let mut wrong = Vec::new();
    for ((name, condition), found) in
        names.iter().zip(&conditions).zip(found::members(&data, &conditions, &project.clock))
    {
        let expected = project.members(condition);
        let differ = project.world.people.iter().map(|person| person.key.as_str());
        let differ = differ.filter(|key| expected.contains(key) != found.contains(*key));
        wrong.extend(differ.map(|key| format!("{name}: {key} differs")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
