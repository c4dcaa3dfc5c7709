//! What the pages for users show is true: their segments check.

use crate::support::{demo, mistakes};

#[test]
fn segments_on_the_pages_check() {
    for (name, page) in
        [("README.md", include_str!("../../README.md")), ("docs/language.md", include_str!("../../docs/language.md"))]
    {
        let blocks: Vec<&str> = page.split("```seg\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
        assert!(!blocks.is_empty(), "{name} shows none");
        for block in blocks {
            assert_eq!(mistakes(block, demo()), [], "{name}:\n{block}");
        }
    }
}

/// The saved segments of the demo, too.
#[test]
fn segments_of_the_demo_check() {
    for file in seg::setup::PROJECT_FILES.iter().filter(|file| file.path.ends_with(".seg")) {
        assert_eq!(mistakes(file.text, demo()), [], "{}", file.path);
    }
}
