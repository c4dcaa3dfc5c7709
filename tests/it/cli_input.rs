//! Texts that are not saved yet: `seg check -`, as editors and hooks use it.

use crate::cli::{project, seg, seg_with_input};
use std::fs;
use tempfile::TempDir;

/// A project with a segment that another one uses.
fn home() -> TempDir {
    project(&[("lists/vip_now.seg", "money_spend > 100\n"), ("lists/best.seg", "in segment vip_now and sms_consent\n")])
}

#[test]
fn what_is_typed_is_checked_alone() {
    let ran = seg_with_input(home().path(), &["check", "--no-data", "-", "--format", "short"], "country == US\n");
    assert_eq!(ran.out, "standard input:1:9: error[foreign-operator] `==` is written `=` here; write `=`\n");
    assert_eq!(ran.code, 1);
    assert_eq!(seg_with_input(home().path(), &["check", "--no-data", "-"], "country = US\n").code, 0);
}

/// The file's own text is what is typed, also for the segments that use it, and for its name.
#[test]
fn a_file_is_checked_as_if_it_were_saved() {
    let home = home();
    let check = |text: &str| {
        let args = ["check", "--no-data", "-", "--stdin-filename", "lists/vip_now.seg", "--format", "short"];
        seg_with_input(home.path(), &args, text)
    };
    let ran = check("money_spent > and\n");
    assert!(ran.out.starts_with("lists/vip_now.seg:1:"), "{}", ran.out);
    let ran = check("money_spent > 100\n");
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    let ran = check("in segment best\n");
    assert!(ran.out.contains("error[segment-cycle]"), "{}", ran.out);
    let saved = fs::read_to_string(home.path().join("lists/vip_now.seg")).unwrap();
    assert_eq!(saved, "money_spend > 100\n", "nothing is written");
}

#[test]
fn a_file_that_is_not_there_yet_may_use_the_others() {
    let home = home();
    let args = ["check", "--no-data", "-", "--stdin-filename", "lists/new.seg", "--format", "short"];
    let ran = seg_with_input(home.path(), &args, "in segment best and country = US\n");
    assert_eq!(
        ran.out,
        "lists/new.seg:1:12: error[broken-segment] the segment `best` cannot be used: it has a mistake of its own\n"
    );
}

/// An editor may stand anywhere: the file says which project it belongs to.
#[test]
fn the_project_is_the_one_of_the_file() {
    let (home, elsewhere) = (home(), tempfile::tempdir().unwrap());
    let file = home.path().join("lists/new.seg");
    let args = ["check", "--no-data", "-", "--stdin-filename", file.to_str().unwrap()];
    assert_eq!(seg_with_input(elsewhere.path(), &args, "country = US\n").code, 0);
    assert_eq!(seg_with_input(elsewhere.path(), &["check", "--no-data", "-"], "country = US\n").code, 2);
}

#[test]
fn what_standard_input_cannot_do_is_said() {
    let home = home();
    let cases: &[(&[&str], &str)] = &[
        (&["check", "--no-data", "-", "lists"], "`-` is standard input, and stands alone"),
        (&["check", "--no-data", "-", "--fix"], "`--fix` mends files, and standard input is none"),
        (&["check", "--stdin-filename", "a.seg"], "`--stdin-filename` is the name of what standard input holds"),
        (&["fmt", "--stdin-filename", "a.seg"], "`--stdin-filename` is the name of what standard input holds"),
    ];
    for (args, said) in cases {
        let ran = seg(home.path(), args);
        assert_eq!(ran.code, 2, "{args:?}");
        assert!(ran.talk.contains(said), "{args:?}: {}", ran.talk);
    }
    let ran = seg_with_input(home.path(), &["fmt", "-", "--stdin-filename", "a.seg"], "country = US and");
    assert!(ran.talk.contains("[a.seg:1:14]"), "{}", ran.talk);
}

/// A way up to the very top says nothing that the whole path does not.
#[cfg(unix)]
#[test]
fn paths_that_share_no_folder_are_shown_whole() {
    use seg::project::shown;
    use std::path::Path;
    let cases = [
        ("/home/anna/shop/a.seg", "/home/anna/shop", "a.seg"),
        ("/home/anna/other/a.seg", "/home/anna/shop", "../other/a.seg"),
        ("/dev/null/x", "/home/anna/shop", "/dev/null/x"),
        ("/dev/null/x", "/", "dev/null/x"),
    ];
    for (path, from, expected) in cases {
        assert_eq!(shown(Path::new(path), Path::new(from)), expected, "{path} from {from}");
    }
}
