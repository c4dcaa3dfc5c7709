//! `seg fmt` as people and hooks meet it.

use crate::cli::{seg, seg_with_input};
use std::fs;
use tempfile::TempDir;

const UNTIDY: &str = "money_spent>100   and sms_consent # main\n";
const TIDY: &str = "money_spent > 100 and sms_consent  # main\n";

fn files(files: &[(&str, &str)]) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("seg.toml"), "version = 1\n").unwrap();
    for (name, text) in files {
        let path = home.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    home
}

#[test]
fn files_are_laid_out_in_silence() {
    let home = files(&[("lists/a.seg", UNTIDY), ("b.seg", TIDY)]);
    let ran = seg(home.path(), &["fmt"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.talk.as_str()), (0, "", ""));
    assert_eq!(fs::read_to_string(home.path().join("lists/a.seg")).unwrap(), TIDY);
    assert_eq!(seg(home.path(), &["fmt", "--check"]).code, 0);
    assert_eq!(fs::read_dir(home.path().join("lists")).unwrap().count(), 1, "nothing is left beside it");
}

#[test]
fn check_names_and_diff_shows_what_would_change() {
    let home = files(&[("a.seg", UNTIDY), ("b.seg", TIDY)]);
    let ran = seg(home.path(), &["fmt", "--check"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, "a.seg\n"));
    assert!(ran.talk.starts_with("1 file to lay out: run `") && ran.talk.ends_with("seg fmt`\n"), "{}", ran.talk);
    let ran = seg(home.path(), &["fmt", "--diff", "a"]);
    let patch = format!("--- a.seg\n+++ a.seg\n@@ -1 +1 @@\n-{UNTIDY}+{TIDY}");
    assert_eq!((ran.code, ran.out), (1, patch));
    assert_eq!(fs::read_to_string(home.path().join("a.seg")).unwrap(), UNTIDY);
}

#[test]
fn standard_input_goes_to_standard_output() {
    let nowhere = tempfile::tempdir().unwrap();
    let ran = seg_with_input(nowhere.path(), &["fmt", "-"], UNTIDY);
    assert_eq!((ran.code, ran.out.as_str(), ran.talk.as_str()), (0, TIDY, ""));
    assert_eq!(seg_with_input(nowhere.path(), &["fmt", "-", "--check"], UNTIDY).code, 1);
    let ran = seg_with_input(nowhere.path(), &["fmt", "-"], "a and");
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.talk.contains("[standard input:1:3]"), "{}", ran.talk);
}

#[test]
fn a_file_with_mistakes_is_left_alone_and_the_others_are_not() {
    let home = files(&[("a.seg", "a  or b and c"), ("b.seg", UNTIDY)]);
    fs::write(home.path().join("c.seg"), b"city = \"K\xf6ln\"").unwrap();
    let ran = seg(home.path(), &["fmt"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.talk.contains("mixed-and-or") && ran.talk.contains("not-utf8"), "{}", ran.talk);
    assert!(ran.talk.ends_with("2 files left as before: `seg check` says all that is wrong\n"), "{}", ran.talk);
    assert_eq!(fs::read_to_string(home.path().join("a.seg")).unwrap(), "a  or b and c");
    assert_eq!(fs::read_to_string(home.path().join("b.seg")).unwrap(), TIDY);
    let ran = seg(home.path(), &["fmt", "nope.seg"]);
    assert!(ran.code == 2 && ran.talk.contains("there is no file `nope.seg`"), "{}", ran.talk);
}

/// Line ends and the way a file is kept are its own.
#[cfg(unix)]
#[test]
fn links_permissions_and_line_ends_stay() {
    use std::os::unix::fs::PermissionsExt;
    let home = files(&[("kept/real.seg", "a  and b\r\n")]);
    let (real, link) = (home.path().join("kept/real.seg"), home.path().join("link.seg"));
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    std::os::unix::fs::symlink(&real, &link).unwrap();
    assert_eq!(seg(home.path(), &["fmt", "link.seg"]).code, 0);
    assert_eq!(fs::read_to_string(&real).unwrap(), "a and b\r\n");
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
}
