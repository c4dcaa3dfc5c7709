//! The segments of a project by name.

use super::files::segment_files;
use super::paths::shown;
use super::read::{Unread, read};
use crate::diagnostics::{Diagnostic, Rule, suggest};
use crate::many::each;
use crate::source::{SourceFile, Span};
use crate::syntax::{self, Tree};
use crate::types::{Segments, Written};
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A list of up to so many names is shown whole.
const FEW: usize = 8;

/// Texts with segments: a project's files, or one that was typed.
#[derive(Debug, Clone, Default)]
pub struct Library {
    /// The texts, sorted by path.
    pub files: Vec<SegmentFile>,
    /// The first segment of each name, by its file's place and its own in the file.
    places: HashMap<String, (usize, usize)>,
}

/// A text with segments.
#[derive(Debug, Clone)]
pub struct SegmentFile {
    /// Where it is; for one that was typed, its name.
    pub path: PathBuf,
    /// Its text.
    pub source: SourceFile,
    /// Its segments, in the order of the text.
    pub segments: Vec<NamedSegment>,
    /// What is wrong with the file or its names, before anybody asks for its meaning.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether it is text at all.
    pub readable: bool,
    /// What the text says.
    tree: Arc<Tree>,
}

/// A segment's name and where it gets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedSegment {
    /// The name; that of the file for a condition without one.
    pub name: String,
    /// Where the name stands, or the condition without one.
    pub span: Span,
    /// Whether an earlier file has the name already.
    pub taken: bool,
}

impl Library {
    /// Reads all segments below a folder; names are shown as from `reader`'s folder.
    pub fn of_folder(folder: &Path, reader: &Path) -> Result<Self, Unread> {
        let files = segment_files(folder, reader)?;
        let files = each(&files, |path| SegmentFile::read(path.clone(), reader));
        let mut library = Self::default();
        for file in files {
            library.push(file?);
        }
        library.report_duplicates();
        Ok(library)
    }

    /// The same with a text in place of what a file holds, or beside the others; gives its place, too.
    pub fn with_unsaved(
        folder: &Path,
        reader: &Path,
        path: PathBuf,
        source: SourceFile,
    ) -> Result<(Self, usize), Unread> {
        let mut unsaved = Some(SegmentFile::new(path, source));
        let (mut library, mut place) = (Self::default(), None);
        let files = segment_files(folder, reader)?;
        for file in each(&files, |path| SegmentFile::read(path.clone(), reader)) {
            let file = file?;
            match unsaved.take_if(|unsaved| same_file(&unsaved.path, &file.path)) {
                Some(unsaved) => place = Some(library.push(unsaved)),
                None => {
                    library.push(file);
                }
            }
        }
        let new = unsaved.map(|unsaved| library.push(unsaved));
        library.report_duplicates();
        let place = place.or(new).unwrap_or_default();
        Ok((library, place))
    }

    /// A library of one text.
    pub fn of_text(source: SourceFile) -> Self {
        let mut library = Self::default();
        library.add_text(source);
        library
    }

    /// Takes in a text that is in no file; gives its place.
    pub fn add_text(&mut self, source: SourceFile) -> usize {
        self.push(SegmentFile::new(PathBuf::from(source.name()), source))
    }

    fn push(&mut self, file: SegmentFile) -> usize {
        let place = self.files.len();
        for (at, segment) in file.segments.iter().enumerate() {
            self.places.entry(segment.name.clone()).or_insert((place, at));
        }
        self.files.push(file);
        place
    }

    /// Takes in a file that is not among the project's, if it is new; gives its place.
    pub fn add(&mut self, path: &Path, reader: &Path) -> Result<usize, Unread> {
        let same = |file: &SegmentFile| same_file(&file.path, path);
        if let Some(at) = self.files.iter().position(same) {
            return Ok(at);
        }
        Ok(self.push(SegmentFile::read(path.to_owned(), reader)?))
    }

    /// The places of files below a folder.
    pub fn below(&self, folder: &Path) -> Vec<usize> {
        let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        let inside = |file: &SegmentFile| {
            let path = file.path.canonicalize();
            path.is_ok_and(|path| path.starts_with(&folder))
        };
        let files = self.files.iter().enumerate();
        files.filter(|(_, f)| inside(f)).map(|(at, _)| at).collect()
    }

    /// The segments of a name, each by its file's place and its own in the file: one,
    /// unless the name is taken twice.
    pub fn named(&self, name: &str) -> Vec<(usize, usize)> {
        let files = self.files.iter().enumerate();
        files
            .flat_map(|(file, text)| {
                let segments = text.segments.iter().enumerate();
                segments.filter(|(_, segment)| segment.name == name).map(move |(at, _)| (file, at))
            })
            .collect()
    }

    /// What to say when no segment has a name: the finding, about the name as a text.
    pub fn unknown(&self, name: &str) -> Diagnostic {
        let mut names = self.names();
        names.sort_unstable();
        let near = suggest::nearest(name, names.iter().copied());
        let label = match near.as_slice() {
            [] => String::new(),
            [one] => format!("did you mean `{one}`?"),
            [one, other, ..] => format!("did you mean `{one}` or `{other}`?"),
        };
        let finding = Diagnostic::new(
            Rule::UnknownSegment,
            Span::new(0, name.len()),
            format!("there is no segment called `{name}`"),
            label,
        );
        match names.len() {
            0 => finding.help("the project has no segments: no `.seg` file is below `seg.toml`"),
            1..=FEW => finding.help(format!("the project has: {}", names.join(", "))),
            _ => finding.help("`seg check` looks at all; `seg count` lists them with their numbers"),
        }
    }

    /// Reports every segment whose name an earlier file has already.
    fn report_duplicates(&mut self) {
        let mut first: BTreeMap<String, (usize, String)> = BTreeMap::new();
        for (at, file) in self.files.iter_mut().enumerate() {
            for NamedSegment { name, span, taken } in &mut file.segments {
                let line = file.source.position(span.start).line;
                let here = format!("{}, line {line}", file.source.name());
                let (owner, place) = first.entry(name.clone()).or_insert((at, here));
                // Twice in one file is for the checker to say, which sees both.
                if *owner != at {
                    *taken = true;
                    let finding = Diagnostic::new(
                        Rule::DuplicateName,
                        *span,
                        format!("two segments are called `{name}`"),
                        "this name is taken",
                    );
                    file.diagnostics.push(
                        finding
                            .help(format!("the other one is in {place}"))
                            .help("a name is used once in a project, in whatever folder"),
                    );
                }
            }
        }
    }
}

impl Segments for Library {
    fn find(&self, name: &str) -> Option<Written<'_>> {
        let (file, at) = self.places.get(name)?;
        let file = self.files.get(*file)?;
        let segment = file.tree.file.segments.get(*at)?;
        Some(Written { source: &file.source, file: &file.tree.file, segment, diagnostics: &file.tree.diagnostics })
    }

    fn names(&self) -> Vec<&str> {
        let segments = self.files.iter().flat_map(|file| &file.segments);
        segments.map(|segment| segment.name.as_str()).collect()
    }
}

impl SegmentFile {
    /// What the text says.
    pub fn tree(&self) -> &Arc<Tree> {
        &self.tree
    }

    fn read(path: PathBuf, reader: &Path) -> Result<Self, Unread> {
        match read(&path, &shown(&path, reader)) {
            Ok(source) => Ok(Self::new(path, source)),
            Err(Unread::NotText(source, finding)) => {
                let (segments, diagnostics, tree) = (Vec::new(), vec![*finding], Arc::default());
                Ok(Self { path, source, segments, diagnostics, readable: false, tree })
            }
            Err(other) => Err(other),
        }
    }

    fn new(path: PathBuf, source: SourceFile) -> Self {
        let stem = path.file_stem().unwrap_or(path.as_os_str());
        let stem = stem.to_string_lossy();
        let tree = Arc::new(syntax::parse(source.text()));
        let segments = tree.file.segments.iter();
        let segments = segments
            .map(|segment| match &segment.name {
                Some(name) => NamedSegment { name: name.text.clone(), span: name.span, taken: false },
                None => NamedSegment { name: stem.clone().into_owned(), span: segment.body.span, taken: false },
            })
            .collect();
        Self { path, source, segments, diagnostics: Vec::new(), readable: true, tree }
    }
}

fn same_file(a: &Path, b: &Path) -> bool {
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => a == b,
    }
}
