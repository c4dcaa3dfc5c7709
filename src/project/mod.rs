//! A project's files: which they are, what is in them, which segments they name.
//!
//! It knows folders and files, and of the language only where a name stands. What
//! a segment means, and what to print, is not known here.

mod files;
mod library;
mod paths;
mod read;
mod write;

pub use files::segment_files;
pub use library::{Library, NamedSegment, SegmentFile};
pub use paths::{PROJECT_FILE, find, is_named_as_segments, shown};
pub use read::{Unread, read};
pub use write::{create, replace};
