//! Which segments a command is about: names, files, folders, or a condition as typed.

use super::context::{Context, Opened};
use super::trouble::Trouble;
use crate::project::{Library, PROJECT_FILE, is_named_as_segments};
use crate::source::SourceFile;

/// Texts, and the segments in them that are meant.
#[derive(Debug, Clone, Default)]
pub struct Chosen {
    /// The texts that were read.
    pub library: Library,
    /// The places of the texts that are meant, each once, in the order asked for.
    pub files: Vec<usize>,
    /// The segments that are meant: the place of the text, and theirs in it.
    pub segments: Vec<(usize, usize)>,
}

/// A file that is no file of segments was asked for: reading it as one would make nonsense of it, and mending it more.
pub fn no_segments(asked: &str) -> Trouble {
    Trouble::said(format!("`{asked}` is not a file of segments")).help("their names end in `.seg`")
}

impl Chosen {
    /// A condition as it was typed; it may use the project's segments.
    pub fn typed(context: &Context, opened: &Opened, condition: &str) -> Result<Self, Trouble> {
        // Only a text that says so uses any: the others need not wait for them.
        let library = match condition.contains("segment") {
            true => Library::of_folder(opened.folder(), &context.folder)?,
            false => Library::default(),
        };
        let mut chosen = Self { library, ..Self::default() };
        let place = chosen.library.add_text(SourceFile::new(SourceFile::TYPED, condition));
        chosen.take_file(place);
        Ok(chosen)
    }

    /// A text that is in no file yet: what a file of the project holds once it is saved, if it has a name.
    pub fn unsaved(
        context: &Context,
        opened: &Opened,
        file: Option<&str>,
        source: SourceFile,
    ) -> Result<Self, Trouble> {
        let (library, place) = match file {
            Some(file) => {
                let path = context.folder.join(file);
                let source = SourceFile::new(context.shown(&path), source.text());
                Library::with_unsaved(opened.folder(), &context.folder, path, source)?
            }
            None => {
                let mut library = Library::of_folder(opened.folder(), &context.folder)?;
                let place = library.add_text(source);
                (library, place)
            }
        };
        let mut chosen = Self { library, ..Self::default() };
        chosen.take_file(place);
        Ok(chosen)
    }

    /// All segments of the project.
    pub fn all(context: &Context, opened: &Opened) -> Result<Self, Trouble> {
        let library = Library::of_folder(opened.folder(), &context.folder)?;
        let files = library.files.iter().enumerate();
        let segments = files.flat_map(|(file, text)| (0..text.segments.len()).map(move |at| (file, at))).collect();
        Ok(Self { files: (0..library.files.len()).collect(), segments, library })
    }

    /// The segments of these names, files and folders; of none, all of the project.
    pub fn of(context: &Context, opened: &Opened, asked: &[String]) -> Result<Self, Trouble> {
        let all = Self::all(context, opened)?;
        if asked.is_empty() {
            return Ok(all);
        }
        let mut chosen = Self { library: all.library, ..Self::default() };
        for name in asked {
            let named = chosen.library.named(name);
            for (file, segment) in &named {
                chosen.take(*file, Some(*segment));
            }
            if named.is_empty() {
                chosen.take_path(context, name)?;
            }
        }
        Ok(chosen)
    }

    fn take_path(&mut self, context: &Context, asked: &str) -> Result<(), Trouble> {
        let path = context.folder.join(asked);
        if path.is_dir() {
            for file in self.library.below(&path) {
                self.take_file(file);
            }
            return Ok(());
        }
        if path.file_name().is_some_and(|name| name == PROJECT_FILE) {
            (0..self.library.files.len()).for_each(|file| self.take_file(file));
            return Ok(());
        }
        let is_seg = is_named_as_segments(&path);
        if path.is_file() && !is_seg {
            return Err(no_segments(asked));
        }
        if path.exists() || is_seg || asked.contains(['/', '\\']) {
            let file = self.library.add(&path, &context.folder)?;
            self.take_file(file);
            return Ok(());
        }
        Err(Trouble::typed(asked, self.library.unknown(asked)))
    }

    fn take_file(&mut self, file: usize) {
        self.take(file, None);
        let segments = self.library.files.get(file).map_or(0, |f| f.segments.len());
        for segment in 0..segments {
            self.take(file, Some(segment));
        }
    }

    fn take(&mut self, file: usize, segment: Option<usize>) {
        if !self.files.contains(&file) {
            self.files.push(file);
        }
        if let Some(segment) = segment
            && !self.segments.contains(&(file, segment))
        {
            self.segments.push((file, segment));
        }
    }
}
