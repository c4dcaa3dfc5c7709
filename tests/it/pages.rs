//! What the pages for users show is true: their segments check.

use crate::support::{demo, mistakes, project};

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

/// The project of a real chain and its segments, without its data.
#[test]
fn segments_of_the_complete_journey_check() {
    let model = project(include_str!("../../examples/complete-journey/seg.toml"));
    for text in [
        include_str!("../../examples/complete-journey/segments/habits.seg"),
        include_str!("../../examples/complete-journey/segments/loyalty.seg"),
        include_str!("../../examples/complete-journey/segments/spending.seg"),
    ] {
        assert_eq!(mistakes(text, &model), []);
    }
}

/// The examples stand in the layout that `seg fmt` prints.
#[test]
fn examples_are_laid_out() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let projects = std::fs::read_dir(&folder).unwrap().map(|project| project.unwrap().path());
    let files: Vec<_> = projects.flat_map(|project| seg::project::segment_files(&project, &project).unwrap()).collect();
    assert!(files.len() > 80);
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        assert_eq!(seg::fmt::format(&text).ok().as_deref(), Some(text.as_str()), "{}", file.display());
    }
}
