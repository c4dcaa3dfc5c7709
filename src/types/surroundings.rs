//! What a text is understood by: everything that analysis sees beside the text itself.

use super::{Catalog, Model};
use crate::diagnostics::Diagnostic;
use crate::source::SourceFile;
use crate::syntax::ast::{File, Segment};
use std::sync::LazyLock;

/// What is around a text: the words, what is known of the data, the project's segments.
#[derive(Clone, Copy)]
pub struct Surroundings<'a> {
    /// The project's vocabulary.
    pub model: &'a Model,
    /// What is known of the data.
    pub catalog: &'a Catalog,
    /// The segments that the project has, those of the text among them or not.
    pub segments: &'a dyn Segments,
}

/// Segments of a project, looked up by name.
pub trait Segments: Sync {
    /// The segment of a name, as it is written.
    fn find(&self, name: &str) -> Option<Written<'_>>;

    /// The names of all, for "did you mean".
    fn names(&self) -> Vec<&str>;
}

/// A segment as it is written, and the text that it stands in.
#[derive(Debug, Clone, Copy)]
pub struct Written<'a> {
    /// The text.
    pub source: &'a SourceFile,
    /// What the text says.
    pub file: &'a File,
    /// The segment, one of the text's.
    pub segment: &'a Segment,
    /// What is wrong with the form of the text.
    pub diagnostics: &'a [Diagnostic],
}

/// No segments beside those of the text.
#[derive(Debug, Clone, Copy)]
pub struct Alone;

impl Segments for Alone {
    fn find(&self, _name: &str) -> Option<Written<'_>> {
        None
    }

    fn names(&self) -> Vec<&str> {
        Vec::new()
    }
}

static NOTHING: LazyLock<Catalog> = LazyLock::new(Catalog::default);

impl<'a> Surroundings<'a> {
    /// A vocabulary, no data, and no segments beside those of the text.
    pub fn of(model: &'a Model) -> Self {
        Self { model, catalog: &NOTHING, segments: &Alone }
    }

    /// The same, with what is known of the data.
    #[must_use]
    pub fn with_catalog(self, catalog: &'a Catalog) -> Self {
        Self { catalog, ..self }
    }

    /// The same, with the project's segments.
    #[must_use]
    pub fn with_segments(self, segments: &'a dyn Segments) -> Self {
        Self { segments, ..self }
    }
}
