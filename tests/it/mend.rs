//! `seg check --fix`: what it writes, and that it never makes a file worse.

use crate::cases::cases;
use crate::cli::{project, seg};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

#[test]
fn safe_repairs_are_made_and_others_only_when_they_are_asked_for() {
    let consent = "segment s\n  description \"S\"\n  channel sms\nis\n";
    let cases = [
        // text, after --fix, after --fix --unsafe-fixes
        ("country == US\n", "country = US\n", "country = US\n"),
        ("money_spend > 100 && vip\n", "money_spend > 100 and vip\n", "money_spent > 100 and vip\n"),
        ("ordered kast 90d\n", "ordered kast 90d\n", "ordered last 90d\n"),
        // Which of two is meant, nobody but the author knows.
        ("joined > 01/02/2026\n", "joined > 01/02/2026\n", "joined > 01/02/2026\n"),
        ("vip or ordered and sms_consent\n", "vip or ordered and sms_consent\n", "vip or ordered and sms_consent\n"),
        (
            &format!("{consent}  vip or ordered\n"),
            &format!("{consent}  vip or ordered\n"),
            &format!("{consent}  (vip or ordered) and sms_consent\n"),
        ),
    ];
    for (text, safe, all) in cases {
        let home = project(&[("a.seg", text)]);
        let written = || fs::read_to_string(home.path().join("a.seg")).unwrap();
        seg(home.path(), &["check", "--no-data", "--fix"]);
        assert_eq!(written(), safe, "{text}");
        seg(home.path(), &["check", "--no-data", "--fix", "--unsafe-fixes"]);
        assert_eq!(written(), all, "{text}");
    }
    let home = project(&[("a.seg", "vip\n")]);
    assert_eq!(seg(home.path(), &["check", "--no-data", "--unsafe-fixes"]).code, 2, "there is nothing to make them by");
}

/// How many mistakes each file has.
fn mistakes(home: &Path) -> BTreeMap<String, usize> {
    let found = seg(home, &["check", "--no-data", "--format=json"]).json();
    let mut counts = BTreeMap::new();
    for finding in found.as_array().unwrap().iter().filter(|finding| finding["severity"] == "error") {
        *counts.entry(finding["file"].as_str().unwrap().to_owned()).or_default() += 1;
    }
    counts
}

#[test]
fn no_file_is_worse_after_it() {
    let home = project(&[]);
    for (at, case) in cases().iter().enumerate() {
        fs::write(home.path().join(format!("case_{at}.seg")), &case.text).unwrap();
    }
    let before = mistakes(home.path());
    for how in [&["check", "--no-data", "--fix"][..], &["check", "--no-data", "--fix", "--unsafe-fixes"]] {
        seg(home.path(), how);
        for (file, after) in mistakes(home.path()) {
            let before = before.get(&file).copied().unwrap_or_default();
            let text = fs::read_to_string(home.path().join(&file)).unwrap();
            assert!(after <= before, "{file}: {before} mistakes, then {after}:\n{text}");
        }
    }
}
