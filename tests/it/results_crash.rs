//! A run that ends at any moment leaves the old results or the new ones.

use std::io::ErrorKind;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use std::{fs, thread};

use seg::results::{Disk, ResultsError, Status};

use crate::cli::seg;
use crate::results::Shop;

const OLD: &str = "2026-06-12T00:00";
const NEW: &str = "2026-06-22T00:00";
const SEGMENTS: &[(&str, &str)] = &[("recent", "ordered last 15d"), ("big", "money_spent > 15")];

/// A disk that does so many steps, and then nothing more: as when the program is killed.
fn dying(steps: usize) -> (Disk, Arc<AtomicUsize>) {
    let done = Arc::new(AtomicUsize::new(0));
    let counter = done.clone();
    let disk = Disk::watched(move || match counter.fetch_add(1, Ordering::SeqCst) {
        step if step < steps => Ok(()),
        _ => Err(ErrorKind::StorageFull.into()),
    });
    (disk, done)
}

/// What a reader of the folder finds.
fn contents(shop: &Shop) -> Vec<(String, String)> {
    shop.files().into_iter().map(|name| (name.clone(), shop.read(&name))).collect()
}

#[test]
fn it_may_end_before_any_step() {
    let make = |runs: &[&str]| {
        let shop = Shop::new();
        for at in runs {
            shop.run(&shop.order(SEGMENTS), at);
        }
        shop
    };
    // Two files are written at a time, so the manifests differ in nothing but the data's times.
    let without_data = |mut contents: Vec<(String, String)>| {
        contents.iter_mut().filter(|(name, _)| name == "manifest.json").for_each(|(_, text)| {
            let mut manifest: serde_json::Value = serde_json::from_str(text).unwrap();
            manifest["data"] = serde_json::Value::Null;
            *text = manifest.to_string();
        });
        contents
    };
    let old = without_data(contents(&make(&[OLD])));
    let new = without_data(contents(&make(&[OLD, NEW])));
    assert_ne!(old, new);

    let (mut olds, mut news) = (0, 0);
    for steps in 0.. {
        let shop = make(&[OLD]);
        let (disk, done) = dying(steps);
        let ended = shop.run_on(&disk, &shop.order(SEGMENTS), NEW);
        // The next start finishes what there is to finish.
        drop(seg::results::Results::open(&shop.out, &Disk::default()).unwrap());
        let found = without_data(contents(&shop));
        match found {
            found if found == old => olds += 1,
            found if found == new => news += 1,
            found => panic!("after {steps} steps the folder is neither old nor new: {found:#?}"),
        }
        if let Err(ResultsError::Unmoved { .. }) = &ended {
            assert_eq!(found_of(&shop), new_members(), "a run that says it is complete is");
        }
        if ended.is_ok() {
            assert!(done.load(Ordering::SeqCst) <= steps);
            break;
        }
        // And the run after that is held against what counts.
        let after = shop.run(&shop.order(SEGMENTS), NEW);
        let recent = after.manifest.segments.iter().find(|entry| entry.name == "recent").unwrap();
        let expected = if after.manifest.run == 2 { (Some(1), Some(1)) } else { (Some(0), Some(0)) };
        assert_eq!((recent.entered, recent.left), expected, "after {steps} steps");
        let own = fs::read_dir(shop.out.join(".seg")).unwrap();
        let runs = own.filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().starts_with("run-"));
        assert_eq!(runs.count(), 1, "nothing is left behind");
    }
    assert!(olds > 20 && news > 5, "{olds} ended in the old results, {news} in the new");
}

fn found_of(shop: &Shop) -> String {
    shop.read("recent.csv")
}

fn new_members() -> String {
    "id\n2\n3\n".to_owned()
}

#[test]
fn a_full_disk_is_named() {
    let shop = Shop::new();
    let (disk, _) = dying(12);
    let error = shop.run_on(&disk, &shop.order(SEGMENTS), OLD).unwrap_err();
    match error {
        ResultsError::Io { source, .. } => assert_eq!(source.kind(), ErrorKind::StorageFull),
        other => panic!("{other:?}"),
    }
    assert_eq!(shop.files(), [""; 0]);
}

/// A system that lets no file grow over a few kilobytes does as a full disk does; `/dev/full` is one.
#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_full_is_named_by_the_program() {
    let home = tempfile::tempdir().unwrap();
    assert_eq!(seg(home.path(), &["demo", "shop", "--customers", "2000"]).code, 0);
    let shop = home.path().join("shop");
    let said = |command: &str| {
        let command = format!("trap '' XFSZ; {}", command.replace("seg", env!("CARGO_BIN_EXE_seg")));
        let ran = Command::new("sh").args(["-c", &command]).current_dir(&shop).output().unwrap();
        (ran.status.code(), String::from_utf8(ran.stderr).unwrap())
    };
    let whole = "seg run mug_lovers --out people --format csv --quiet";
    assert_eq!(said(whole), (Some(0), String::new()));
    let before = manifest(&shop);
    let (code, talk) = said(&format!("ulimit -f 1; {whole}"));
    let is_said = talk.contains("people") && talk.contains("files may not grow so large here");
    assert_eq!((code, is_said), (Some(2), true), "{talk}");
    assert_eq!(manifest(&shop), before);
    let (code, talk) = said("seg count mug_lovers --quiet > /dev/full");
    assert_eq!((code, talk.trim_end()), (Some(2), "  × the answer cannot be written: the disk is full"));
}

/// The program itself, killed at moments of chance while it writes.
#[test]
fn a_killed_program_leaves_results_that_the_next_one_can_use() {
    let home = tempfile::tempdir().unwrap();
    assert_eq!(seg(home.path(), &["demo", "shop", "--customers", "200"]).code, 0);
    let shop = home.path().join("shop");
    let run = |as_of: &str| seg(&shop, &["run", "--out", "people", "--format", "csv", "--as-of", as_of]);
    assert_eq!(run("2026-03-01").code, 0);
    let whole = manifest(&shop);
    for milliseconds in [20, 60, 120, 200, 300, 450, 700] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_seg"))
            .current_dir(&shop)
            .args(["run", "--out", "people", "--format", "csv", "--as-of", "2026-05-01"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(Duration::from_millis(milliseconds));
        // It may have ended by itself.
        let _ = child.kill();
        child.wait().unwrap();
    }
    let ran = run("2026-06-01");
    assert_eq!(ran.code, 0, "{}", ran.talk);
    let last = manifest(&shop);
    assert!(last.run > whole.run && last.segments.iter().all(|entry| entry.status == Status::Ok));
    for entry in &last.segments {
        let lines = fs::read_to_string(shop.join("people").join(entry.file.as_ref().unwrap())).unwrap();
        assert_eq!(lines.lines().count() as u64 - 1, entry.count.unwrap(), "{}", entry.name);
    }
}

fn manifest(shop: &Path) -> seg::results::Manifest {
    serde_json::from_str(&fs::read_to_string(shop.join("people/manifest.json")).unwrap()).unwrap()
}
