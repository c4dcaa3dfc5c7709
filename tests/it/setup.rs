//! The demo folder is written whole, again, and nowhere else.

use std::fs;

use seg::setup::{MARKER, SetupError, write_demo};
use seg::shop::Options;

const SMALL: Options = Options { customers: 60, seed: 1 };

#[test]
fn a_demo_can_be_written_again() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("seg-demo");
    let first = write_demo(&folder, &SMALL).unwrap();
    let orders = fs::read(folder.join("data/orders.parquet")).unwrap();
    assert_eq!(write_demo(&folder, &SMALL).unwrap(), first);
    assert_eq!(fs::read(folder.join("data/orders.parquet")).unwrap(), orders);
    assert_eq!(first.tables.len(), 10);
    assert!(folder.join("segments/winback.seg").is_file());
    assert_eq!(fs::read_to_string(folder.join(MARKER)).unwrap(), "customers = 60\nseed = 1\n");
    let left = fs::read_dir(folder.join("data")).unwrap().count();
    assert_eq!(left, 10, "no temporary file is left");
}

#[test]
fn a_folder_of_others_is_refused() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("cat.jpg"), "").unwrap();
    let error = write_demo(home.path(), &SMALL).unwrap_err();
    assert!(matches!(error, SetupError::NotOurs(_)));
    let sentence = "is not empty and was not made by `seg demo`; choose another folder";
    assert!(error.to_string().ends_with(sentence), "{error}");
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
    let file = home.path().join("cat.jpg");
    assert!(matches!(write_demo(&file, &SMALL), Err(SetupError::NotAFolder(_))));
}
