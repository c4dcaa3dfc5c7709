//! The walls between modules: each layer uses only layers below it, and each
//! outside crate is named only where it is at home. `ARCHITECTURE.md` has the table.

use seg::diagnostics::RULES;
use std::path::{Path, PathBuf};

/// The layers from the ground up; a module may use those before its own line.
const LAYERS: &[&[&str]] = &[
    &["many", "source", "time"],
    &["diagnostics"],
    &["syntax", "vocabulary"],
    &["types"],
    &["analysis", "eval"],
    &["lint", "fmt", "shop", "plan"],
    &["project"],
    &["engine"],
    &["results"],
    &["setup"],
    &["render", "cli", "repl"],
];

/// Crates that are at home in a few modules only.
const HOMES: &[(&str, &[&str])] = &[
    ("pest", &["syntax"]),
    ("pest_derive", &["syntax"]),
    ("toml", &["vocabulary"]),
    ("datafusion", &["plan", "engine", "results", "setup"]),
    ("isolang", &["vocabulary"]),
    ("rust_iso3166", &["vocabulary"]),
    ("tokio", &["engine"]),
    ("sha2", &["engine", "results"]),
    ("indicatif", &["cli"]),
    ("miette", &["render"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("md5", &["eval"]),
    ("rand_chacha", &["shop"]),
    ("ignore", &["project"]),
    ("strsim", &["diagnostics"]),
    ("similar", &["render"]),
    ("indicatif", &["cli"]),
    ("rustyline", &["repl"]),
    ("etcetera", &["cli", "repl"]),
];

#[test]
fn no_module_uses_a_layer_above_its_own() {
    let layer = |module: &str| LAYERS.iter().position(|layer| layer.contains(&module));
    let mut broken = Vec::new();
    for (file, module, text) in sources() {
        let own = layer(&module).unwrap_or_else(|| panic!("{module} has no layer; give it one"));
        for used in crate_uses(&text) {
            let Some(theirs) = layer(&used) else { continue };
            // Two modules of one layer may know each other only if they are the same.
            if theirs > own || (theirs == own && used != module && !beside(&module, &used)) {
                broken.push(format!("{} uses {used}, which is above it", file.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// Neighbours that may be used from the same layer.
fn beside(module: &str, used: &str) -> bool {
    [("vocabulary", "syntax"), ("time", "source"), ("cli", "render"), ("repl", "render"), ("cli", "repl")]
        .contains(&(module, used))
}

#[test]
fn outside_crates_are_named_only_at_home() {
    let mut broken = Vec::new();
    for (file, module, text) in sources() {
        for (name, homes) in HOMES {
            let named = code(&text).any(|line| {
                line.match_indices(&format!("{name}::"))
                    .any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':'))
            });
            if named && !homes.contains(&module.as_str()) {
                broken.push(format!("{} names {name}", file.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// What is known about a lint stands in one place.
#[test]
fn each_lint_is_a_file_of_its_own() {
    let files: Vec<PathBuf> = sources().into_iter().map(|(path, ..)| path).collect();
    for lint in RULES.iter().filter(|rule| rule.is_lint()) {
        let file = PathBuf::from(format!("lint/{}.rs", lint.name().replace('-', "_")));
        assert!(files.contains(&file), "{} is not there", file.display());
    }
}

/// Every source file below a module, with the module's name and its text.
fn sources() -> Vec<(PathBuf, String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let inside = path.strip_prefix(&root).unwrap();
                let module = inside.components().next().unwrap().as_os_str().to_string_lossy();
                let module = module.trim_end_matches(".rs").to_owned();
                if module != "lib" && module != "main" {
                    found.push((inside.to_owned(), module, std::fs::read_to_string(&path).unwrap()));
                }
            }
        }
    }
    assert!(found.len() > 30, "the walls look at the sources");
    found
}

fn code(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim_start().starts_with("//"))
}

/// The modules that a file reaches through `crate::`.
fn crate_uses(text: &str) -> Vec<String> {
    let mut used = Vec::new();
    for line in code(text) {
        for (at, matched) in line.match_indices("crate::") {
            let rest = &line[at + matched.len()..];
            let inside = rest.trim_start_matches('{');
            let names: Vec<&str> = if rest.starts_with('{') { inside.split(',').collect() } else { vec![rest] };
            for name in names {
                used.push(name.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
            }
        }
    }
    used
}
