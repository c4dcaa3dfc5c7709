//! The engine's answers, in the form in which the pages about agreement compare them.

use datafusion::arrow::array::AsArray;
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::DataType;
use seg::engine::Data;
use seg::setup::write_shop;
use seg::shop::Shop;
use seg::source::SourceFile;
use seg::time::Clock;
use seg::types::Model;
use seg::types::ir::Condition;
use seg::vocabulary::Project;
use std::collections::BTreeSet;
use std::path::Path;

/// The project of the demo over a shop written into a folder.
pub fn written(shop: &Shop, folder: &Path) -> Model {
    let data = folder.join("data");
    std::fs::create_dir_all(&data).unwrap();
    write_shop(&data, std::iter::once(shop.clone())).unwrap();
    at(folder, include_str!("../../examples/demo/seg.toml"))
}

/// A project that must be right, in a folder.
pub fn at(folder: &Path, text: &str) -> Model {
    let (project, wrong) = Project::load(folder, SourceFile::new("seg.toml", text));
    assert!(wrong.is_empty(), "{wrong:#?}");
    let (model, wrong) = Model::build(project);
    assert!(wrong.is_empty(), "{wrong:#?}");
    model
}

/// The data of a project, which must fit it.
pub fn open(model: &Model) -> Data {
    Data::open(model).unwrap_or_else(|wrong| panic!("{wrong:#?}"))
}

/// Who is in each of several segments, all in one plan.
pub fn members(data: &Data, conditions: &[Condition], clock: &Clock) -> Vec<BTreeSet<String>> {
    let members = data.members(conditions, &[], clock).unwrap();
    let of = |place| {
        let keys = cast(members.of_segment(place).unwrap().column(0), &DataType::Utf8).unwrap();
        keys.as_string::<i32>().iter().flatten().map(str::to_owned).collect()
    };
    (0..conditions.len()).map(of).collect()
}
