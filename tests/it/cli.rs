//! The program as people and scripts meet it: what it prints, and how it ends.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// What a run printed, and its exit code.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub talk: String,
}

impl Ran {
    fn of(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code().unwrap(), out: text(output.stdout), talk: text(output.stderr) }
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {}{}", self.out, self.talk))
    }
}

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_seg"));
    command.current_dir(folder).args(args).arg("--color=never");
    command.env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"));
    command.env_remove("CARGO").env_remove("NO_COLOR").stdin(Stdio::null());
    command
}

/// Runs the program in a folder.
pub fn seg(folder: &Path, args: &[&str]) -> Ran {
    Ran::of(command(folder, args).output().unwrap())
}

/// Runs the program with a text on its standard input.
pub fn seg_with_input(folder: &Path, args: &[&str], input: &str) -> Ran {
    let mut command = command(folder, args);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    Ran::of(child.wait_with_output().unwrap())
}

/// A project with these files; its data is not there.
pub fn project(files: &[(&str, &str)]) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("seg.toml"), include_str!("../../examples/demo/seg.toml")).unwrap();
    for (name, text) in files {
        let path = home.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    home
}

#[test]
fn nothing_to_mend_is_silent() {
    let home = project(&[("a.seg", "money_spent > 100")]);
    let ran = seg(home.path(), &["check", "--no-data"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.talk.as_str()), (0, "", ""));
    let ran = seg(home.path(), &["check", "--no-data", "--format", "json"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, "[]\n"));
}

#[test]
fn findings_are_drawn_counted_and_end_with_1() {
    let home = project(&[("lists/winback.seg", "money_spend > 100\n  and sms_consent\n")]);
    let ran = seg(home.path(), &["check", "--no-data"]);
    let drawn = "\
unknown-field (E0201)

  × nothing is called `money_spend`
   ╭─[lists/winback.seg:1:1]
 1 │ money_spend > 100
   · ─────┬─────
   ·      ╰── did you mean `money_spent`?
 2 │   and sms_consent
   ╰────
";
    assert!(ran.out.starts_with(drawn), "{}", ran.out);
    assert_eq!(ran.talk, "\n1 error in 1 file\n");
    assert_eq!(ran.code, 1);
    let below = seg(&home.path().join("lists"), &["check", "--no-data", "--format=short"]);
    let line = "winback.seg:1:1: error[unknown-field] nothing is called `money_spend`; \
                did you mean `money_spent`?\n";
    assert_eq!(below.out, line);
    let quiet = seg(home.path(), &["check", "--no-data", "-q"]);
    assert_eq!((quiet.talk.as_str(), quiet.code), ("", 1));
}

#[test]
fn the_shape_for_scripts_is_kept() {
    let home = project(&[]);
    let ran = seg(home.path(), &["check", "--no-data", "--format=json", "-e", "country == US"]);
    assert_eq!(ran.code, 1);
    let findings = ran.json();
    let finding = findings[0].as_object().unwrap();
    let names: Vec<&str> = finding.keys().map(String::as_str).collect();
    for name in ["file", "line", "column", "end_line", "end_column", "name", "code", "severity"] {
        assert!(names.contains(&name), "{name}: {names:?}");
    }
    assert_eq!((&finding["file"], &finding["line"], &finding["column"]), (&"-e".into(), &1.into(), &9.into()));
    assert_eq!((&finding["end_column"], &finding["severity"]), (&11.into(), &"error".into()));
    let fix = &finding["fixes"][0];
    assert_eq!(fix["safety"], "safe");
    let edit = serde_json::json!({"line": 1, "column": 9, "end_line": 1, "end_column": 11, "text": "="});
    assert_eq!(fix["edits"][0], edit);
}

#[test]
fn a_name_is_used_once_in_a_project() {
    let home = project(&[
        ("a/vip.seg", "money_spent > 500"),
        (
            "b.seg",
            "segment other\n  description \"Others\"\nis sms_consent\n\nsegment vip\n  description \"Best\"\nis order_count > 9\n",
        ),
    ]);
    let ran = seg(home.path(), &["check", "--no-data"]);
    let drawn = "\
duplicate-name (E0203)

  × two segments are called `vip`
   ╭─[b.seg:5:9]
 5 │ segment vip
   ·         ─┬─
   ·          ╰── this name is taken
 6 │   description \"Best\"
   ╰────
  help: the other one is in a/vip.seg, line 1
        a name is used once in a project, in whatever folder
";
    assert_eq!(ran.out, drawn);
}

#[test]
fn hidden_ignored_and_inner_projects_are_left_out() {
    let wrong = "nonsense > 1";
    let home = project(&[
        (".hidden/a.seg", wrong),
        ("drafts/b.seg", wrong),
        (".gitignore", "drafts/\n"),
        ("inner/seg.toml", ""),
        ("inner/c.seg", wrong),
        ("notes.txt", wrong),
    ]);
    assert_eq!(seg(home.path(), &["check", "--no-data"]).out, "");
    let asked = seg(home.path(), &["check", "--no-data", "--format=short", "drafts/b.seg"]);
    assert!(asked.out.starts_with("drafts/b.seg:1:1: error[unknown-field]"), "{}", asked.out);
}

#[test]
fn what_cannot_be_done_ends_with_2_and_a_sentence() {
    let home = project(&[("vip.seg", "money_spent > 500"), ("latin.seg", "")]);
    fs::write(home.path().join("latin.seg"), b"city = \"K\xf6ln\"").unwrap();
    let nowhere = tempfile::tempdir().unwrap();
    let said = |folder: &Path, args: &[&str], sentence: &str| {
        let ran = seg(folder, args);
        assert!(ran.talk.contains(sentence), "{args:?}: {}", ran.talk);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(!ran.talk.contains("os error"), "{}", ran.talk);
    };
    said(nowhere.path(), &["check"], "× there is no project here");
    said(home.path(), &["check", "nope.seg"], "× there is no file `nope.seg`");
    said(home.path(), &["check", "--project", "nope"], "× there is no folder `nope`");
    said(home.path(), &["check", "vpi"], "did you mean `vip`?");
    said(home.path(), &["check", "vpi"], "unknown-segment (E0605)");
    said(home.path(), &["check", "--as-of", "soon"], "× `soon` is not a moment");
    said(home.path(), &["rule", "unknown-feild"], "did you mean `unknown-field`?");
    said(home.path(), &["check", "--fromat"], "--format");
    let ran = seg(home.path(), &["check", "--no-data", "latin.seg"]);
    assert!(ran.out.contains("[latin.seg:1:10]") && ran.out.contains("not-utf8"), "{}", ran.out);
}

#[test]
fn words_are_listed_and_found_by_what_others_call_them() {
    let nowhere = tempfile::tempdir().unwrap();
    let ran = seg(nowhere.path(), &["words", "lifetime_value"]);
    assert!(ran.out.contains("money_spent    measure  money  Total paid, refunds subtracted\n"), "{}", ran.out);
    assert!(ran.talk.contains("seg demo"), "{}", ran.talk);
    let home = project(&[]);
    let all = seg(home.path(), &["words", "--json"]).json();
    let word = |name: &str| all["words"].as_array().unwrap().iter().find(|w| w["word"] == name).cloned().unwrap();
    assert_eq!(all["version"], 1);
    assert_eq!(word("money_spent")["available"], true);
    assert_eq!(word("money_spent")["type"], "money");
}

/// What an event can be asked, and its names elsewhere, where it stands alone.
#[test]
fn a_word_alone_is_told_in_full() {
    let home = project(&[]);
    let ran = seg(home.path(), &["words", "viewed_product"]);
    let rows = ["has        date, kind, page, product", "elsewhere  `product_viewed`, "];
    assert!(rows.iter().all(|row| ran.out.contains(row)), "{}", ran.out);
    assert_eq!(
        seg(home.path(), &["words", "ordered_item", "--json"]).json()["words"][0]["properties"][2],
        "collection"
    );
}

#[test]
fn shells_complete_its_commands() {
    let home = tempfile::tempdir().unwrap();
    for (shell, said) in [("bash", " -F _seg"), ("zsh", "#compdef seg"), ("fish", "complete -c seg")] {
        let ran = seg(home.path(), &["completions", shell]);
        let commands = ["check", "words", "rule", "--as-of"].map(|name| ran.out.contains(name.trim_start_matches('-')));
        assert!(ran.code == 0 && ran.out.contains(said) && commands == [true; 4], "{}", ran.out);
    }
}

#[test]
fn a_reader_who_leaves_early_is_no_mistake() {
    let nowhere = tempfile::tempdir().unwrap();
    let mut child = command(nowhere.path(), &["words"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"));
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn without_a_command_it_says_where_to_begin() {
    let nowhere = tempfile::tempdir().unwrap();
    let ran = seg(nowhere.path(), &[]);
    assert!(ran.out.contains("demo     makes a shop to play with"), "{}", ran.out);
    assert_eq!(ran.code, 0);
    assert_eq!(seg(nowhere.path(), &["rule", "E0201"]).out.lines().next(), Some("unknown-field (E0201), error"));
}

#[cfg(not(feature = "engine"))]
#[test]
fn a_program_without_data_says_what_it_lacks() {
    let folder = TempDir::new().unwrap();
    let ran = seg(folder.path(), &["count", "-e", "sms_consent"]);
    assert_eq!(ran.code, 2);
    assert!(ran.talk.contains("`seg count` needs data, and this `seg` was built without"), "{}", ran.talk);
}
