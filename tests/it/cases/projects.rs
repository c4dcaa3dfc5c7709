//! Messages about a project as a whole, as `seg check` draws them: each folder of `tests/cases/projects` is a project,
//! and its `expected.txt` what is said of it. `UPDATE=1 cargo test cases` writes what is said now.

use super::{folder, gather};
use crate::cli::seg;
use seg::diagnostics::Rule;
use std::fs;
use std::path::{Path, PathBuf};

/// What is expected, beside the files of the project.
const EXPECTED: &str = "expected.txt";

fn projects() -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> =
        fs::read_dir(folder().join("projects")).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.sort();
    found
}

/// Whether one of them shows a message.
pub fn show(rule: Rule) -> bool {
    let title = format!("{} ({})\n", rule.name(), rule.code());
    projects().iter().any(|project| fs::read_to_string(project.join(EXPECTED)).unwrap_or_default().contains(&title))
}

/// Whether the project has data, which this build may not be able to read.
fn has_data(project: &Path) -> bool {
    let mut files = Vec::new();
    gather(project, &mut files, &["csv", "parquet"]);
    !files.is_empty()
}

/// What is said of a project, which is looked at in a copy, and how the program ends.
fn said(project: &Path) -> String {
    let home = tempfile::tempdir().unwrap();
    let mut files = Vec::new();
    gather(project, &mut files, &["seg", "toml", "csv", "parquet"]);
    for file in files {
        let copy = home.path().join(file.strip_prefix(project).unwrap());
        fs::create_dir_all(copy.parent().unwrap()).unwrap();
        fs::copy(&file, copy).unwrap();
    }
    let no_data: &[&str] = if has_data(project) { &[] } else { &["--no-data"] };
    let ran = seg(home.path(), &[&["check"], no_data].concat());
    format!("{}{}exit code {}\n", ran.out, ran.talk, ran.code)
}

#[test]
fn every_project_is_told_what_its_file_says() {
    let mut wrong = String::new();
    for project in projects().iter().filter(|project| cfg!(feature = "engine") || !has_data(project)) {
        let (said, file) = (said(project), project.join(EXPECTED));
        let expected = fs::read_to_string(&file).unwrap_or_default();
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&file, said).unwrap();
        } else if said != expected {
            wrong.push_str(&format!("{}:\n{said}\nnot\n{expected}\n", project.display()));
        }
    }
    assert!(wrong.is_empty(), "{wrong}UPDATE=1 writes what is said now");
}
