//! Where a project is, and how its paths are shown.

use std::path::{Component, Path, PathBuf};

/// The file that makes a folder a project.
pub const PROJECT_FILE: &str = "seg.toml";

/// How many folders up a path is still shown relative to where the reader stands.
const UP: usize = 3;

/// Whether a file's name says that it holds segments: it ends in `.seg`.
pub fn is_named_as_segments(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "seg")
}

/// The nearest folder with a `seg.toml`: this one, or one above it.
pub fn find(from: &Path) -> Option<PathBuf> {
    let found = from.ancestors().find(|f| f.join(PROJECT_FILE).is_file())?;
    Some(found.to_owned())
}

/// A path as it is shown to a reader who stands in `from`: relative where that is
/// short, with `/` between folders, the same on every system.
pub fn shown(path: &Path, from: &Path) -> String {
    let path = from.join(path);
    let path = tidy(&path);
    let same = (path.components().zip(from.components())).take_while(|(a, b)| a == b).count();
    let up = from.components().count() - same;
    // A way that leads up to the very top shows nothing that the whole path does not.
    let shares_a_folder = from.components().take(same).any(|part| matches!(part, Component::Normal(_)));
    if same == 0 || up > 0 && !shares_a_folder || up > UP {
        return path.display().to_string();
    }
    let down = path.components().skip(same).map(|part| match part {
        Component::Normal(name) => name.to_string_lossy().into_owned(),
        other => other.as_os_str().to_string_lossy().into_owned(),
    });
    let parts: Vec<String> = (std::iter::repeat_n("..".to_owned(), up)).chain(down).collect();
    if parts.is_empty() { ".".to_owned() } else { parts.join("/") }
}

/// The path without `.` and with `..` taken back, by its text alone.
fn tidy(path: &Path) -> PathBuf {
    let mut tidy = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if tidy.file_name().is_some() => {
                tidy.pop();
            }
            part => tidy.push(part),
        }
    }
    tidy
}
