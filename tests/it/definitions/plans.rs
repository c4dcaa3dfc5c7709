//! The same definitions by the engine: from the CSV files, all in one plan.

use super::{Project, project};
use crate::{counts, found};
use seg::types::ir::Condition;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const PAGE: &str = include_str!("../../counts/definitions.sql");

/// Each segment's name and meaning, and its members among all people.
fn found(project: &Project) -> Vec<(String, Condition, BTreeSet<String>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/definitions");
    let model = found::at(&folder, &std::fs::read_to_string(folder.join("seg.toml")).unwrap());
    let segments = project.definitions.iter().flat_map(|definition| project.meanings(&definition.source).unwrap());
    let (names, conditions): (Vec<String>, Vec<Condition>) = segments.unzip();
    let members = found::members(&found::open(&model), &conditions, &project.clock);
    names.into_iter().zip(conditions).zip(members).map(|((name, meaning), members)| (name, meaning, members)).collect()
}

/// Of all people, not only a definition's own.
#[test]
fn plans_find_whom_the_oracle_and_duckdb_find() {
    let project = project();
    let mut typed: BTreeMap<&str, &str> = counts::of_page(PAGE).into_iter().collect();
    let mut wrong = Vec::new();
    for (name, meaning, members) in found(project) {
        let expected = project.members(&meaning);
        let differ = project.world.people.iter().map(|person| person.key.as_str());
        let differ = differ.filter(|key| expected.contains(key) != members.contains(*key));
        wrong.extend(differ.map(|key| format!("{name}: {key} differs from the oracle")));
        let (seg, duckdb) = (written(&members), typed.remove(name.as_str()));
        if duckdb != Some(seg.as_str()) {
            wrong.push(format!("{name}: {seg}, and DuckDB says {duckdb:?}"));
        }
    }
    wrong.extend(typed.keys().map(|name| format!("{name}: is no segment")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Members as the page of SQL has them: how many, and a digest of their keys.
fn written(members: &BTreeSet<String>) -> String {
    let keys: Vec<&str> = members.iter().map(String::as_str).collect();
    let digest = Sha256::digest(keys.join("\n"));
    let digits: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    format!("{} {digits}", keys.len())
}
