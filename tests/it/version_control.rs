//! The commands that docs/ci.md and the pre-commit hooks give are run as they stand there.

use crate::cli::project;
use std::path::Path;
use std::process::Command;

/// What stands behind a word at the beginning of a line.
fn behind<'t>(text: &'t str, word: &str) -> Vec<&'t str> {
    text.lines().filter_map(|line| line.trim().strip_prefix(word)).map(str::trim).collect()
}

/// Runs a line of a shell, in which `seg` is this program; gives its exit code.
pub fn shell(folder: &Path, line: &str) -> i32 {
    let program = Path::new(env!("CARGO_BIN_EXE_seg")).parent().unwrap();
    let path = std::env::join_paths(
        [program.to_owned()].into_iter().chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
    );
    let mut command = Command::new("sh");
    command.args(["-c", line]).current_dir(folder).env("PATH", path.unwrap()).env_remove("CARGO");
    command.output().unwrap().status.code().unwrap()
}

#[cfg(unix)]
#[test]
fn the_workflow_and_the_hooks_run() {
    let workflow = behind(include_str!("../../docs/ci.md"), "run: seg ");
    let hooks = behind(include_str!("../../.pre-commit-hooks.yaml"), "entry: seg ");
    assert_eq!((workflow.len(), hooks.len()), (3, 2));
    let sound = project(&[("vip.seg", "vip and money_spent > 100\n")]);
    let wrong = project(&[("vip.seg", "vipp and   money_spent > 100\n")]);
    for (line, codes) in workflow.iter().chain(&hooks).zip([(0, 1), (0, 1), (0, 0), (0, 1), (0, 0)]) {
        assert_eq!(shell(sound.path(), &format!("seg {line}")), codes.0, "{line}");
        assert_eq!(shell(wrong.path(), &format!("seg {line}")), codes.1, "{line}");
    }
    let log = std::fs::read_to_string(wrong.path().join("seg.sarif")).unwrap();
    assert!(log.contains("\"ruleId\": \"E0201\""), "{log}");
}
