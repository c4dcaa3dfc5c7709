//! Tiny projects: a `seg.toml`, a few Parquet files, and questions to them.

use std::fs::{self, File};
use std::path::PathBuf;
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, AsArray, RecordBatch};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::DataType;
use datafusion::parquet::arrow::ArrowWriter;
use seg::analysis::analyze;
use seg::diagnostics::Diagnostic;
use seg::engine::Data;
use seg::source::SourceFile;
use seg::time::{Clock, as_of};
use seg::types::ir::Condition;
use seg::types::{Model, Surroundings};
use seg::vocabulary::Project;

pub const NOW: &str = "2026-06-30T12:00";

/// A project in a folder of its own.
#[derive(Clone)]
pub struct Kit {
    home: Arc<tempfile::TempDir>,
    toml: String,
}

impl Kit {
    /// A project in Rome, in euros.
    pub fn new() -> Self {
        Self::in_zone("Europe/Rome")
    }

    pub fn in_zone(zone: &str) -> Self {
        let toml = format!("version = 1\nzone = \"{zone}\"\ncurrency = \"EUR\"\n");
        Self { home: Arc::new(tempfile::tempdir().unwrap()), toml }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// Its `seg.toml`.
    pub fn text(&self) -> &str {
        &self.toml
    }

    /// Adds to `seg.toml`.
    pub fn toml(mut self, text: &str) -> Self {
        self.toml.push_str(text);
        self.toml.push('\n');
        self
    }

    /// Writes a Parquet file.
    pub fn file<const N: usize>(self, name: &str, columns: [(&str, ArrayRef); N]) -> Self {
        let columns = columns.map(|(name, column)| (name, column, true));
        let batch = RecordBatch::try_from_iter_with_nullable(columns).unwrap();
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let mut writer = ArrowWriter::try_new(File::create(path).unwrap(), batch.schema(), None);
        let writer = writer.as_mut().unwrap();
        writer.write(&batch).unwrap();
        writer.finish().unwrap();
        self
    }

    /// Writes a text file.
    pub fn csv(self, name: &str, text: &str) -> Self {
        self.bytes(name, text.as_bytes())
    }

    /// Writes a file of these bytes.
    pub fn bytes(self, name: &str, bytes: &[u8]) -> Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    /// Customers 1 to `count`.
    pub fn customers(self, count: i64) -> Self {
        self.toml("[tables.customers]\npath = \"customers.parquet\"\nkey = \"id\"")
            .file("customers.parquet", [("id", ints(1..=count))])
    }

    pub fn model(&self) -> Model {
        let source = SourceFile::new("seg.toml", self.toml.as_str());
        let (project, found) = Project::load(self.home.path(), source);
        assert_eq!(sentences(&found), [""; 0]);
        let (model, found) = Model::build(project);
        assert_eq!(sentences(&found), [""; 0]);
        model
    }

    pub fn open(&self) -> Result<Asked, Vec<Diagnostic>> {
        let model = self.model();
        let data = Data::open(&model)?;
        let clock = clock(&model, NOW);
        let _home = self.home.clone();
        Ok(Asked { model, data, clock, _home })
    }

    pub fn ask(&self) -> Asked {
        self.open().unwrap_or_else(|found| panic!("{:?}", sentences(&found)))
    }

    /// What is wrong with the data: each sentence and the text it points at.
    pub fn wrong(&self) -> Vec<(String, String)> {
        let found = self.open().err().unwrap_or_default();
        let source = SourceFile::new("seg.toml", self.toml.as_str());
        let shown = found.iter().map(|d| {
            let label = &d.labels[0];
            let sentence = format!("{}: {}", d.message, label.text);
            (sentence, source.slice(d.span()).to_owned())
        });
        shown.collect()
    }
}

/// A project's data, open for questions.
pub struct Asked {
    pub model: Model,
    pub data: Data,
    pub clock: Clock,
    _home: Arc<tempfile::TempDir>,
}

impl Asked {
    pub fn condition(&self, text: &str) -> Condition {
        let source = SourceFile::new("-e", text);
        let analysis = analyze(&source, &Surroundings::of(&self.model));
        assert!(analysis.is_sound(), "{text}: {:?}", sentences(&analysis.diagnostics));
        analysis.segments[0].condition.clone().unwrap()
    }

    /// The keys of those for whom it holds. That `not` gives the others, and that
    /// counting agrees, is checked on the way.
    pub fn who(&self, text: &str) -> String {
        let is = self.condition(text);
        let both = [is.clone(), Condition::Not(Box::new(is))];
        let counts = self.data.count(&both, &self.clock).unwrap_or_else(|error| panic!("{text}: {error:?}"));
        let members = self.keys(&both[..1]);
        assert_eq!(counts.matched[0], members.len() as u64, "{text}");
        assert_eq!(counts.matched[0] + counts.matched[1], counts.customers, "{text}");
        members.join(" ")
    }

    fn keys(&self, segments: &[Condition]) -> Vec<String> {
        let members = self.data.members(segments, &[], &self.clock).unwrap().of_segment(0).unwrap();
        let texts = cast(members.column(0), &DataType::Utf8).unwrap();
        texts.as_string::<i32>().iter().flatten().map(str::to_owned).collect()
    }
}

pub fn clock(model: &Model, at: &str) -> Clock {
    let settings = &model.project.settings;
    settings.clock(as_of(at, settings.zone).unwrap())
}

pub fn sentences(found: &[Diagnostic]) -> Vec<String> {
    found.iter().map(|d| d.message.clone()).collect()
}

pub fn ints(values: impl IntoIterator<Item = i64>) -> ArrayRef {
    Arc::new(datafusion::arrow::array::Int64Array::from_iter_values(values))
}

pub fn texts<const N: usize>(values: [Option<&str>; N]) -> ArrayRef {
    Arc::new(datafusion::arrow::array::StringArray::from_iter(values))
}

/// A column cast from text: decimals, days, times, yes/no, anything.
pub fn typed<const N: usize>(kind: DataType, values: [&str; N]) -> ArrayRef {
    let values = values.map(|value| (!value.is_empty()).then_some(value));
    cast(&texts(values), &kind).unwrap()
}

/// Instants from text.
pub fn times<const N: usize>(values: [&str; N]) -> ArrayRef {
    let whole = values.map(|value| if value.len() == 17 { value.replace("Z", ":00Z") } else { value.to_owned() });
    typed(zoned(), whole.each_ref().map(String::as_str))
}

pub fn zoned() -> DataType {
    DataType::Timestamp(datafusion::arrow::datatypes::TimeUnit::Microsecond, Some("UTC".into()))
}

/// Lists of text; none for no list.
pub fn lists<const N: usize>(values: [Option<&[&str]>; N]) -> ArrayRef {
    use datafusion::arrow::array::{ListBuilder, StringBuilder};
    let mut lists = ListBuilder::new(StringBuilder::new());
    for value in values {
        for item in value.unwrap_or_default() {
            lists.values().append_value(item);
        }
        lists.append(value.is_some());
    }
    Arc::new(lists.finish())
}
