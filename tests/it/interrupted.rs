//! Long work at a terminal: how far it is, and ctrl-c.

use super::cli::seg;
use super::terminal::{CTRL_C, Terminal};
use std::fs;

/// So many facts that counting them takes long, however few customers there are.
fn long() -> String {
    let parts = (0..400).map(|n| format!("ordered where total > {n}.01 at least {} times", n % 5 + 1));
    format!("not ({})", parts.collect::<Vec<_>>().join("\nor "))
}

#[test]
fn a_run_shows_how_far_it_is_and_can_be_stopped() {
    let home = tempfile::tempdir().unwrap();
    assert_eq!(seg(home.path(), &["demo", "shop", "--customers", "200"]).code, 0);
    let shop = home.path().join("shop");
    let run = ["run", "--out", "people", "--format", "csv"];
    assert_eq!(seg(&shop, &run).code, 0);
    let results = || ["manifest.json", "mug_lovers.csv"].map(|file| fs::read(shop.join("people").join(file)).unwrap());
    let before = results();

    fs::write(shop.join("segments/long.seg"), long()).unwrap();
    let mut at = Terminal::open(&shop, &run, (30, 100), &[]);
    at.shows(" %  ").types(CTRL_C).shows("stopped");
    assert_eq!(at.left(), 2);
    assert_eq!(results(), before);

    fs::remove_file(shop.join("segments/long.seg")).unwrap();
    assert_eq!(seg(&shop, &run).code, 0, "nothing of the stopped run is in the way");
    assert_ne!(results(), before);
}
