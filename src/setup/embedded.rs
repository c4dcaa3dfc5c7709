//! The text files of the demo project, taken from `examples/demo` when the program is built.

/// A text file of the demo project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Embedded {
    /// Path within the project, with `/` between folders.
    pub path: &'static str,
    /// What is in it.
    pub text: &'static str,
}

/// Takes files of `examples/demo` into the program, by their path there.
macro_rules! embed {
    ($($path:literal),* $(,)?) => {
        &[$(Embedded {
            path: $path,
            text: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/demo/", $path)),
        }),*]
    };
}

/// All text files of the demo project; a new one needs its path here and nothing else.
pub const PROJECT_FILES: &[Embedded] = embed![
    "seg.toml",
    "segments/big_spenders.seg",
    "segments/high_intent.seg",
    "segments/italian_speakers.seg",
    "segments/keyword_join.seg",
    "segments/mug_lovers.seg",
    "segments/new_here.seg",
    "segments/one_and_done.seg",
    "segments/winback.seg",
];
