//! The commands that the README and docs/ show are there, and work as they stand.

use crate::cli::seg;
use std::path::Path;

const README: &str = include_str!("../../README.md");

/// The rows of the README's table of commands: the first word behind `seg`, and the whole row.
fn rows() -> Vec<(&'static str, &'static str)> {
    let row = |line: &'static str| {
        let command = line.split("`seg ").nth(1)?;
        Some((command.split(|c: char| !c.is_alphanumeric()).next()?, line))
    };
    let table = README.split("\n## Commands\n").nth(1).unwrap().split("\n\n").next().unwrap();
    table.lines().filter_map(row).collect()
}

#[test]
fn the_table_of_commands_is_that_of_the_program() {
    let help = seg(Path::new("."), &["--help"]).out;
    let listed = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let commands = listed.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let mut commands: Vec<&str> = commands.filter_map(|line| line.split_whitespace().next()).collect();
    commands.retain(|command| *command != "help");
    for command in &commands {
        assert!(rows().iter().any(|(row, _)| row == command), "the README lacks `seg {command}`");
    }
    for (command, row) in rows() {
        // A build without the data has fewer commands.
        if !cfg!(feature = "engine") && !commands.contains(&command) {
            continue;
        }
        let help = seg(Path::new("."), &[command, "--help"]);
        assert_eq!(help.code, 0, "seg {command}");
        for option in row.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| word.starts_with("--")) {
            assert!(help.out.contains(option), "seg {command} has no {option}");
        }
    }
}

/// The lines of the pages' blocks of shell.
#[cfg(all(unix, feature = "engine"))]
fn lines(page: &str) -> impl Iterator<Item = &str> {
    page.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next()).flat_map(str::lines)
}

#[cfg(all(unix, feature = "engine"))]
#[test]
fn the_lines_of_shell_run() {
    let shop = crate::cli_data::shop();
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut run = 0;
    for (page, folder) in [
        (README, shop.parent().unwrap()),
        (include_str!("../../docs/coverage.md"), here),
        (include_str!("../../docs/data.md"), here),
        (include_str!("../../docs/language.md"), here),
    ] {
        // The demo itself is what the shop was made by.
        for line in lines(page).filter(|line| *line != "cargo run -- demo") {
            assert_eq!(crate::version_control::shell(folder, &line.replace("cargo run -q --", "seg")), 0, "{line}");
            run += 1;
        }
    }
    assert!(run > 3, "the pages show some");
}
