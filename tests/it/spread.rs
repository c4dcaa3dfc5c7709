//! However the data lie and the work is spread: the same members.

use crate::dice::Dice;
use crate::meaning::meaning;
use crate::{found, random, support};
use datafusion::arrow::array::{RecordBatch, UInt32Array};
use datafusion::arrow::compute::{concat_batches, take_record_batch};
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use datafusion::parquet::file::properties::WriterProperties;
use seg::engine::{Data, Effort};
use seg::eval::World;
use seg::types::Model;
use std::fs::{self, File};
use std::num::NonZeroUsize;
use std::path::Path;

/// The rows of a file.
fn read(path: &Path) -> RecordBatch {
    let rows = ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap();
    let schema = rows.schema().clone();
    let batches: Vec<_> = rows.build().unwrap().map(Result::unwrap).collect();
    concat_batches(&schema, &batches).unwrap()
}

/// Rows in groups of a size, in a file.
fn write(path: &Path, rows: &RecordBatch, group: usize) {
    let properties = WriterProperties::builder().set_max_row_group_row_count(Some(group)).build();
    let mut writer = ArrowWriter::try_new(File::create(path).unwrap(), rows.schema(), Some(properties)).unwrap();
    writer.write(rows).unwrap();
    writer.close().unwrap();
}

/// The rows of every table in another order, over so many files, in groups of so many.
fn laid_anew(from: &Path, to: &Path, files: usize, group: usize, order: impl Fn(&mut [u32])) -> Model {
    for table in fs::read_dir(from.join("data")).unwrap().map(|entry| entry.unwrap().path()) {
        let rows = read(&table);
        let folder = to.join("data").join(table.file_stem().unwrap());
        fs::create_dir_all(&folder).unwrap();
        let mut places: Vec<u32> = (0..u32::try_from(rows.num_rows()).unwrap()).collect();
        order(&mut places);
        let size = places.len().div_ceil(files).max(1);
        for (number, places) in places.chunks(size).enumerate() {
            let part = take_record_batch(&rows, &UInt32Array::from(places.to_vec())).unwrap();
            write(&folder.join(format!("{number}.parquet")), &part, group);
        }
    }
    found::at(to, &include_str!("../../examples/demo/seg.toml").replace(".parquet\"", "/*.parquet\""))
}

fn shuffled(places: &mut [u32]) {
    let mut dice = Dice::new(5);
    for at in (1..places.len()).rev() {
        places.swap(at, dice.below(at + 1));
    }
}

#[test]
fn however_the_data_lie_and_the_work_is_spread() {
    let shop = random::shop(23);
    let home = tempfile::tempdir().unwrap();
    let model = found::written(&shop, home.path());
    let texts = random::segments(23, &shop, 12);
    let conditions: Vec<_> = texts.iter().map(|text| meaning(text, &model)).collect();
    let world = World::from(&shop);
    let oracle = random::members(&conditions, &world, &model);
    assert!(oracle.iter().filter(|members| !members.is_empty()).count() > 5, "most segments have members");

    let [reversed, row_by_row, scattered] = [(); 3].map(|()| tempfile::tempdir().unwrap());
    let lies = [
        ("as written, row by row", model.clone(), 1, 1),
        ("as written, a file in pieces", model.clone(), 3, 1_000),
        ("as written, all at once", model, 1, 1_000_000),
        ("backwards", laid_anew(home.path(), reversed.path(), 1, usize::MAX, |places| places.reverse()), 2, 3),
        ("a group for each row", laid_anew(home.path(), row_by_row.path(), 1, 1, |_| ()), 8, 64),
        ("scattered over files", laid_anew(home.path(), scattered.path(), 7, 5, shuffled), 3, 16),
    ];
    for (lie, model, threads, rows) in &lies {
        println!("{lie}: {threads} threads, {rows} rows at once");
        let effort = Effort {
            threads: NonZeroUsize::new(*threads),
            rows_at_once: NonZeroUsize::new(*rows),
            bytes_at_once: NonZeroUsize::new(500),
        };
        let data = Data::open_with(model, effort).unwrap_or_else(|wrong| panic!("{wrong:#?}"));
        let members = found::members(&data, &conditions, &support::clock(model));
        random::assert_same(23, &texts, &oracle, &members, &world);
    }
}
