//! How long the stages before the data take, for a segment of ten conditions: `cargo bench`.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a program that measures, for ourselves")]

use datafusion::logical_expr::TableSource;
use datafusion::logical_expr::logical_plan::builder::LogicalTableSource;
use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use seg::plan;
use seg::source::SourceFile;
use seg::types::{Model, Surroundings};
use seg::vocabulary::Project;
use std::collections::BTreeMap;
use std::fs::File;
use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

const SEGMENT: &str = "\
country in (IT, DE) and not city contains \"x\" and money_spent last 365d > 500
and not ordered_since 90d and ordered at least 3 times and viewed_product last 30d
and (ordered product \"Blue Mug\" or clicked_sms last 14d) and email_consent
and not abandoned_checkout last 7d
";

/// The tables of the demo, without rows.
struct Tables(BTreeMap<String, Arc<dyn TableSource>>);

impl plan::Tables for Tables {
    fn source(&self, table: &str) -> Option<Arc<dyn TableSource>> {
        self.0.get(table).cloned()
    }
}

/// The microseconds that something takes, the median of many times.
fn measure<T>(name: &str, mut work: impl FnMut() -> T) {
    let mut times: Vec<f64> = Vec::new();
    let begun = Instant::now();
    while times.len() < 50 || begun.elapsed().as_secs() < 2 {
        let start = Instant::now();
        black_box(work());
        times.push(start.elapsed().as_secs_f64() * 1e6);
    }
    times.sort_by(f64::total_cmp);
    let at = |part: usize| times.get(times.len() * part / 100).copied().unwrap_or_default();
    println!("{name:<26} {:>9.1} µs   (fastest tenth {:.1}, {} times)", at(50), at(10), times.len());
}

fn main() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("demo");
    seg::setup::write_demo(&folder, &seg::shop::Options { customers: 50, seed: 1 }).unwrap();
    let text = std::fs::read_to_string(folder.join("seg.toml")).unwrap();
    let (model, _) = Model::build(Project::load(&folder, SourceFile::new("seg.toml", text)).0);
    let clock = model.project.settings.clock("2026-06-30T10:00:00Z".parse().unwrap());
    let mut tables = BTreeMap::new();
    for entry in std::fs::read_dir(folder.join("data")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let file = ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap();
        let source: Arc<dyn TableSource> = Arc::new(LogicalTableSource::new(file.schema().clone()));
        tables.insert(name, source);
    }
    let tables = Tables(tables);

    let source = SourceFile::new("segment.seg", SEGMENT);
    let surroundings = Surroundings::of(&model);
    let analyze = || seg::analysis::analyze(&source, &surroundings);
    let conditions: Vec<_> = analyze().segments.iter().filter_map(|segment| segment.condition.clone()).collect();
    assert_eq!(conditions.len(), 1, "{:?}", analyze().diagnostics);
    measure("parse", || seg::syntax::parse(SEGMENT));
    measure("parse and check", analyze);
    measure("lower", || plan::lower(&conditions, &model, &clock, &tables).unwrap());
    measure("parse, check and lower", || {
        let analysis = analyze();
        let conditions: Vec<_> = analysis.segments.into_iter().filter_map(|segment| segment.condition).collect();
        plan::lower(&conditions, &model, &clock, &tables).unwrap()
    });
    measure("format", || seg::fmt::format(SEGMENT));
}
