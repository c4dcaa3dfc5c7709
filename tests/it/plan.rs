//! Plans are made of standard nodes and built-in functions only, read a table once for all
//! that is asked of its rows, and mean the same as one row of counts.

use std::collections::BTreeSet;

use datafusion::common::tree_node::{TreeNode, TreeNodeRecursion};
use datafusion::datasource::provider_as_source;
use datafusion::logical_expr::{Expr, LogicalPlan, TableSource};
use datafusion::prelude::SessionContext;
use seg::plan;
use seg::setup::write_demo;
use seg::shop::Options;
use seg::types::Model;
use seg::types::ir::Condition;
use seg::vocabulary::Project;
use std::sync::Arc;

use crate::engine_kit::{NOW, clock};

/// The demo's files as tables in memory, to plan over.
struct Demo {
    model: Model,
    context: SessionContext,
    tables: std::collections::BTreeMap<String, Arc<dyn TableSource>>,
    runtime: tokio::runtime::Runtime,
    _home: tempfile::TempDir,
}

impl plan::Tables for Demo {
    fn source(&self, table: &str) -> Option<Arc<dyn TableSource>> {
        self.tables.get(table).cloned()
    }
}

fn demo() -> Demo {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("demo");
    let size = Options { customers: 60, seed: 1 };
    write_demo(&folder, &size).unwrap();
    let toml = std::fs::read_to_string(folder.join("seg.toml")).unwrap();
    let source = seg::source::SourceFile::new("seg.toml", toml);
    let (model, _) = Model::build(Project::load(&folder, source).0);
    let context = SessionContext::new();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let mut tables = std::collections::BTreeMap::new();
    for entry in std::fs::read_dir(folder.join("data")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let read = context.read_parquet(path.to_string_lossy().into_owned(), Default::default());
        let batches = runtime.block_on(async { read.await.unwrap().collect().await.unwrap() });
        let table = datafusion::datasource::MemTable::try_new(batches[0].schema(), vec![batches]);
        tables.insert(name, provider_as_source(Arc::new(table.unwrap())));
    }
    Demo { model, context, tables, runtime, _home: home }
}

const SEGMENTS: &[&str] = &[
    "money_spent > 100 and not ordered_since 90d and sms_consent",
    "country in (US, CA) or not city contains \"a\"",
    "tags contains \"vip\" and joined before 2025-01-01",
    "ordered product \"Blue Mug\" at least twice last 365d",
    "ordered where (quantity >= 2 and total > 50)",
    "average_order_value > 40 and money_spent / order_count > 40",
    "distinct(ordered.channel) >= 2",
    "distinct(ordered_item.vendor where quantity >= 1) >= 2",
    "viewed_product last 30d and not viewed_product last 5d",
    "last_order_date before 2026-01-01 and first(ordered.channel) = web",
    "sum(ordered_item.quantity where vendor = \"Nike\") >= 3 or texted \"JOIN\"",
    "predicted_clv is missing or birthday is known",
    "viewed_product then not ordered then viewed_product",
    "viewed_product then ordered the same product within 5d",
];

fn segments(demo: &Demo) -> Vec<Condition> {
    SEGMENTS.iter().map(|text| condition(demo, text)).collect()
}

fn condition(demo: &Demo, text: &str) -> Condition {
    let source = seg::source::SourceFile::new("-e", text);
    let analysis = seg::analysis::analyze(&source, &seg::types::Surroundings::of(&demo.model));
    let condition = analysis.segments[0].condition.clone();
    condition.unwrap_or_else(|| panic!("{text}: {:?}", analysis.diagnostics))
}

/// The tables that segments are read from, one name for each scan, sorted.
fn scanned(demo: &Demo, texts: &[&str]) -> Vec<String> {
    let conditions: Vec<Condition> = texts.iter().map(|text| condition(demo, text)).collect();
    let plan = plan::lower(&conditions, &demo.model, &clock(&demo.model, NOW), demo).unwrap();
    let mut scans = Vec::new();
    plan.apply(|node| {
        if let LogicalPlan::TableScan(scan) = node {
            scans.push(scan.table_name.table().to_owned());
        }
        Ok(TreeNodeRecursion::Continue)
    })
    .unwrap();
    scans.sort();
    scans
}

#[test]
fn a_table_is_read_once_for_all_that_is_asked_of_its_rows() {
    let demo = demo();
    let of_orders = [
        "money_spent > 100",
        "ordered last 30d",
        "order_count where channel = web >= 2",
        "last_order_date before 2026-01-01",
    ];
    assert_eq!(scanned(&demo, &of_orders), ["customers", "orders"]);
    assert_eq!(scanned(&demo, &["country = US", "vip"]), ["customers"]);
    let of_messages = ["texted \"JOIN\"", "clicked_sms last 90d", "opened_email 0 times last 60d"];
    assert_eq!(scanned(&demo, &of_messages), ["customers", "messages"]);
}

#[test]
fn plans_are_made_of_standard_parts() {
    let demo = demo();
    let clock = clock(&demo.model, NOW);
    let plan = plan::lower(&segments(&demo), &demo.model, &clock, &demo).unwrap();
    let state = demo.context.state();
    let mut scans = Vec::new();
    plan.apply(|node| {
        use LogicalPlan::{Aggregate, Filter, Join, Projection, TableScan, Union, Values};
        match node {
            TableScan(scan) => scans.push(scan.table_name.table().to_owned()),
            Aggregate(_) | Filter(_) | Join(_) | Projection(_) | Union(_) | Values(_) => {}
            other => panic!("{}", other.display()),
        }
        node.apply_expressions(|expr| {
            expr.apply(|expr| {
                let known = match expr {
                    Expr::ScalarFunction(f) => state.scalar_functions().contains_key(f.name()),
                    Expr::HigherOrderFunction(f) => state.higher_order_functions().contains_key(f.name()),
                    Expr::AggregateFunction(f) => state.aggregate_functions().contains_key(f.func.name()),
                    Expr::WindowFunction(_) | Expr::ScalarSubquery(_) | Expr::Exists(_) => false,
                    _ => true,
                };
                assert!(known, "{expr}");
                Ok(TreeNodeRecursion::Continue)
            })
        })
    })
    .unwrap();
    let different: BTreeSet<&String> = scans.iter().collect();
    assert!(different.len() >= 7, "{scans:?}");
}

#[test]
fn counts_in_one_row_are_the_counts_of_the_rows() {
    let demo = demo();
    let clock = clock(&demo.model, NOW);
    let segments = segments(&demo);
    let run = |plan: LogicalPlan| {
        demo.runtime.block_on(async {
            let frame = demo.context.execute_logical_plan(plan).await.unwrap();
            frame.collect().await.unwrap()
        })
    };
    let rows = run(plan::lower(&segments, &demo.model, &clock, &demo).unwrap());
    let one = run(plan::lower_counts(&segments, &demo.model, &clock, &demo).unwrap());
    use datafusion::arrow::array::AsArray;
    use datafusion::arrow::datatypes::Int64Type;
    for (place, text) in SEGMENTS.iter().enumerate() {
        let name = plan::segment(place);
        let holds = |batch: &datafusion::arrow::array::RecordBatch| {
            let holds = batch.column_by_name(&name).unwrap().as_boolean().clone();
            assert_eq!(holds.iter().filter(Option::is_none).count(), 0);
            holds.true_count()
        };
        let members: usize = rows.iter().map(holds).sum();
        let count = one[0].column_by_name(&name).unwrap();
        let count = count.as_primitive::<Int64Type>().value(0);
        assert_eq!(members as i64, count, "{text}");
    }
}
