//! The files that a path, a glob or a folder of `seg.toml` stands for. What might be
//! data and would be left out, or taken twice, is said: each would change a count.

use crate::diagnostics::{Diagnostic, Rule, suggest};
use crate::source::Span;
use glob::{MatchOptions, Pattern};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// The endings of the files that are taken from a folder.
const ENDINGS: &[&str] = &["parquet", "csv", "tsv"];
/// The endings of files that were made smaller.
const PACKED: &[&str] = &["gz", "gzip", "zst", "bz2", "xz", "zip", "lz4", "snappy"];
/// What lies in the folder of a table that keeps its old rows too, and what such a table is called.
const VERSIONED: &[(&str, &str)] =
    &[("_delta_log", "a Delta table"), (".hoodie", "a Hudi table"), ("metadata/version-hint.text", "an Iceberg table")];

/// The files, in order of their names.
pub(super) fn find(folder: &Path, path: &str, span: Span) -> Result<Vec<PathBuf>, Diagnostic> {
    let whole = folder.join(path);
    if whole.is_file() {
        return Ok(vec![whole]);
    }
    let mut search = Search { folder, path, span, files: BTreeSet::new(), hidden: 0 };
    if whole.is_dir() {
        search.below(&whole)?;
    } else {
        let within = Pattern::escape(&folder.to_string_lossy());
        search.pattern(&if Path::new(path).is_absolute() { path.to_owned() } else { format!("{within}/{path}") })?;
    }
    if search.files.is_empty() {
        return Err(search.nothing(&whole));
    }
    search.is_plain()?;
    Ok(search.files.into_iter().collect())
}

struct Search<'a> {
    folder: &'a Path,
    path: &'a str,
    span: Span,
    files: BTreeSet<PathBuf>,
    /// How many were passed over for their names.
    hidden: usize,
}

impl Search<'_> {
    /// What a pattern fits; a folder that it fits, as others write tables, is searched.
    fn pattern(&mut self, pattern: &str) -> Result<(), Diagnostic> {
        let found = glob::glob_with(pattern, MatchOptions::new()).map_err(|error| {
            let message = format!("`{}` is no pattern of paths", self.path);
            self.finding(Rule::WrongSetting, message, format!("it goes wrong here: {}", error.msg))
        })?;
        for path in found {
            let path = path.map_err(|error| self.closed(error.path()))?;
            match path.is_dir() {
                true if is_data(&path) && !self.is_hidden(&path) => self.below(&path)?,
                true => {}
                false => self.take(path)?,
            }
        }
        Ok(())
    }

    /// Every file of data below a folder.
    fn below(&mut self, folder: &Path) -> Result<(), Diagnostic> {
        let entries = fs::read_dir(folder).map_err(|_| self.closed(folder))?;
        for entry in entries {
            let path = entry.map_err(|_| self.closed(folder))?.path();
            if path.is_dir() {
                match self.is_hidden(&path) {
                    true => self.hidden += 1,
                    false => self.below(&path)?,
                }
            } else if is_data(&path) {
                self.take(path)?;
            } else if is_packed(&path) && !self.is_hidden(&path) {
                let message = format!("`{}` is packed, and cannot be read so", self.shown(&path));
                return Err(self.finding(Rule::UnreadableFile, message, "unpack it, or move it elsewhere"));
            }
        }
        Ok(())
    }

    fn take(&mut self, path: PathBuf) -> Result<(), Diagnostic> {
        if self.is_hidden(&path) {
            self.hidden += 1;
            return Ok(());
        }
        if fs::metadata(&path).is_err() {
            let message = format!("`{}` leads to a file that is not there", self.shown(&path));
            return Err(self.finding(Rule::MissingFile, message, "it is a link; mend it or remove it"));
        }
        self.files.insert(path);
        Ok(())
    }

    /// Names that begin with `_` or `.` are of work under way, unless the pattern asks for them.
    fn is_hidden(&self, path: &Path) -> bool {
        let asked =
            |sign: char| self.path.split('/').any(|part| part.starts_with(sign) && !part.trim_matches('.').is_empty());
        let below = path.strip_prefix(self.folder).unwrap_or(path);
        below.components().any(|part| match part {
            Component::Normal(name) => {
                let name = name.to_string_lossy();
                let sign = name.chars().next().filter(|sign| matches!(sign, '_' | '.'));
                sign.is_some_and(|sign| !name.contains('=') && !asked(sign))
            }
            _ => false,
        })
    }

    /// That no file lies in the folder of a table with versions, where deleted rows are too.
    fn is_plain(&self) -> Result<(), Diagnostic> {
        let mut looked = BTreeSet::new();
        for file in &self.files {
            for above in file.ancestors().skip(1).take_while(|above| above.starts_with(self.folder)) {
                if !looked.insert(above) {
                    break;
                }
                if let Some((_, what)) = VERSIONED.iter().find(|(mark, _)| above.join(mark).exists()) {
                    let message = format!("`{}` is {what}, with old rows among its files", self.shown(above));
                    let repair = "write its present rows as Parquet files into another folder";
                    let finding = self.finding(Rule::UnreadableFile, message, repair);
                    return Err(finding.help("or name the files that are current, one by one"));
                }
            }
        }
        Ok(())
    }

    fn nothing(&self, whole: &Path) -> Diagnostic {
        let folder = whole.parent().unwrap_or(Path::new("."));
        let name = whole.file_name().unwrap_or_default().to_string_lossy();
        let entries = fs::read_dir(folder).map(|entries| entries.flatten().collect()).unwrap_or_else(|_| Vec::new());
        let near: Vec<String> = entries.iter().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        let near = suggest::nearest(&name, near.iter().map(String::as_str));
        let label = match near.first().filter(|_| !whole.is_dir()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if folder.is_dir() || whole.is_dir() => "nothing is found here".to_owned(),
            None => "not even its folder is there".to_owned(),
        };
        let message = match whole.is_dir() {
            true => format!("the folder `{}` holds no data", self.path),
            false => format!("there is no file `{}`", self.path),
        };
        let finding = Diagnostic::new(Rule::MissingFile, self.span, message, label);
        match self.hidden {
            0 => finding.help("paths are relative to the folder of `seg.toml`"),
            _ => finding.help("files and folders whose names begin with `_` or `.` are left out"),
        }
    }

    fn closed(&self, path: &Path) -> Diagnostic {
        let message = format!("the folder `{}` may not be looked into by you", self.shown(path));
        self.finding(Rule::UnreadableFile, message, "its permissions forbid it")
    }

    fn finding(&self, rule: Rule, message: String, repair: impl Into<String>) -> Diagnostic {
        Diagnostic::new(rule, self.span, message, repair)
    }

    fn shown(&self, path: &Path) -> String {
        path.strip_prefix(self.folder).unwrap_or(path).to_string_lossy().into_owned()
    }
}

fn ending(path: &Path) -> String {
    path.extension().unwrap_or_default().to_string_lossy().to_lowercase()
}

fn is_data(path: &Path) -> bool {
    ENDINGS.contains(&ending(path).as_str())
}

/// Whether it would be data, if it were unpacked.
fn is_packed(path: &Path) -> bool {
    PACKED.contains(&ending(path).as_str()) && path.file_stem().is_some_and(|stem| is_data(Path::new(stem)))
}
