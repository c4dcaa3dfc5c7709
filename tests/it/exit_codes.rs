//! How each command ends: 0 fine, 1 something to mend, 2 the job could not be done.

use crate::cli::{project, seg, seg_with_input};
use std::path::Path;

fn ends(folder: &Path, cases: &[(i32, &[&str])]) {
    for (code, args) in cases {
        let ran = seg(folder, args);
        assert_eq!(ran.code, *code, "seg {}\n{}{}", args.join(" "), ran.out, ran.talk);
        // Whoever could not do the job says why, and gives no half answer.
        assert!(*code != 2 || !ran.talk.is_empty(), "seg {}", args.join(" "));
    }
}

#[test]
fn commands_that_need_no_data() {
    let home = project(&[
        ("fine.seg", "vip\n"),
        ("untidy.seg", "vip and   sms_consent\n"),
        ("advice.seg", "segment quiet is vip\n"),
        ("warning.seg", "not (not vip)\n"),
        ("error.seg", "vipp\n"),
        ("broken.seg", "vip and\n"),
    ]);
    ends(
        home.path(),
        &[
            (0, &["check", "--no-data", "fine.seg"]),
            (0, &["check", "--no-data", "advice.seg"]),
            (1, &["check", "--no-data", "warning.seg"]),
            (1, &["check", "--no-data", "error.seg", "--quiet"]),
            (1, &["check", "--no-data"]),
            (1, &["check", "--no-data", "-e", "vipp"]),
            (0, &["check", "--no-data", "-e", "vip"]),
            (2, &["check", "--no-data", "nobody.seg"]),
            (2, &["check", "--no-data", "--format", "xml"]),
            (2, &["check", "--project", "nowhere"]),
            (0, &["fmt", "--check", "fine.seg"]),
            (1, &["fmt", "--check", "untidy.seg"]),
            (1, &["fmt", "--diff", "untidy.seg"]),
            (2, &["fmt", "--check", "broken.seg"]),
            (2, &["fmt", "nobody.seg"]),
            (0, &["rule"]),
            (0, &["rule", "e0201"]),
            (2, &["rule", "no-such-rule"]),
            (0, &["words"]),
            (0, &["words", "nothing-like-it"]),
            (2, &["words", "--project", "nowhere"]),
            (0, &["--help"]),
            (0, &["--version"]),
            (2, &["dance"]),
            (2, &["check", "--as-of", "yesterdayish"]),
        ],
    );
    assert_eq!(seg_with_input(home.path(), &["fmt", "-"], "vip").code, 0);
    assert_eq!(seg_with_input(home.path(), &["fmt", "-"], "vip and").code, 2);
    assert_eq!(seg_with_input(home.path(), &["fmt", "--check", "-"], "vip").code, 1);
    assert_eq!(seg(home.path(), &["fmt", "untidy.seg"]).code, 0);
    assert_eq!(seg(home.path(), &["fmt", "--check", "untidy.seg"]).code, 0);
}

#[cfg(feature = "engine")]
#[test]
fn commands_that_ask_the_data() {
    let shop = crate::cli_data::shop();
    let out = tempfile::tempdir().unwrap();
    let out = out.path().join("audiences");
    let out = out.to_str().unwrap();
    ends(
        &shop,
        &[
            (0, &["check", "segments/winback.seg"]),
            (0, &["count", "winback"]),
            (0, &["count", "-e", "vip and not vip"]),
            (2, &["count", "-e", "vipp"]),
            (2, &["count", "nobody"]),
            (0, &["run", "winback", "--out", out]),
            (0, &["run", "winback", "--out", out, "--format", "csv"]),
            (2, &["run", "winback"]),
            (2, &["run", "winback", "--out", out, "--columns", "shoe_size"]),
            (2, &["run", "winback", "--out", "seg.toml"]),
            (0, &["explain", "winback"]),
            (0, &["explain", "-e", "vip"]),
            (2, &["explain", "-e", "vipp"]),
            (2, &["explain", "nobody"]),
            (2, &["explain"]),
            (2, &["init", "--data", "nowhere"]),
            (2, &["init", "--data", "data"]),
            (2, &["demo", "segments"]),
        ],
    );
    // A segment with a mistake fails the run, and the others are written.
    let wrong = shop.parent().unwrap().join("wrong.seg");
    std::fs::write(&wrong, "vipp\n").unwrap();
    let other = format!("{out}-beside");
    ends(&shop, &[(2, &["run", "winback", "../wrong.seg", "--out", &other])]);
    assert!(Path::new(&other).join("winback.parquet").is_file());
    let empty = tempfile::tempdir().unwrap();
    ends(empty.path(), &[(0, &[]), (2, &["check"]), (2, &["count"]), (2, &["run", "--out", "x"]), (2, &["fmt"])]);
}

#[cfg(feature = "repl")]
#[test]
fn the_prompt_with_entries_on_standard_input() {
    let shop = crate::cli_data::shop();
    assert_eq!(seg_with_input(&shop, &["repl"], "vip\n").code, 0);
    assert_eq!(seg_with_input(&shop, &["repl"], "vipp\n").code, 2);
}
