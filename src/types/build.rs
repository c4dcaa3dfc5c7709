//! Builds a [`Model`]: reads and checks every definition of a vocabulary.

use super::check::Checker;
use super::check::operand::Operand;
use super::ir::{ColumnRef, Condition, Value};
use super::{Catalog, Computed, Model};
use crate::diagnostics::{Diagnostic, Edit, Rule, sort};
use crate::source::Span;
use crate::syntax::ast::{Expr, ExprKind, Literal};
use crate::time::Length;
use crate::vocabulary::{Definition, Origin, Project, Type, WordKind};
use std::collections::{BTreeMap, BTreeSet};

impl Model {
    /// Reads and checks the definitions of a project's vocabulary. The mistakes found
    /// are about the project's `seg.toml`; what is right is used.
    pub fn build(project: Project) -> (Model, Vec<Diagnostic>) {
        let mut model = Model {
            project,
            events: BTreeMap::new(),
            computed: BTreeMap::new(),
            rows: BTreeMap::new(),
            definitions: BTreeMap::new(),
            measures: BTreeMap::new(),
            conditions: BTreeMap::new(),
        };
        let mut diagnostics = Vec::new();
        model.read_words(&mut diagnostics);
        model.compute_columns(&mut diagnostics);
        model.filter_rows(&mut diagnostics);
        model.check_words(&mut diagnostics);
        sort(&mut diagnostics);
        (model, diagnostics)
    }

    fn read_words(&mut self, diagnostics: &mut Vec<Diagnostic>) {
        for (name, word) in &self.project.vocabulary.words {
            if let WordKind::Measure(definition) | WordKind::Condition(definition) = &word.kind {
                let body = read(definition, diagnostics);
                self.definitions.insert(name.clone(), body);
            }
        }
    }

    fn compute_columns(&mut self, diagnostics: &mut Vec<Diagnostic>) {
        let mut computed = BTreeMap::new();
        let mut places = BTreeMap::new();
        for (table_name, table) in &self.project.vocabulary.tables {
            for (name, column) in &table.columns {
                let mapped = table.mapping.as_ref().is_some_and(|mapping| mapping.columns.contains_key(name));
                let Some(definition) = column.is.as_ref().filter(|_| !mapped) else {
                    continue;
                };
                let found = self.compute(definition, table_name, &column.kind, diagnostics);
                let column = ColumnRef::new(table_name, name);
                places.insert(column.clone(), definition.clone());
                computed.extend(found.map(|found| (column, found)));
            }
        }
        let cycles: Vec<ColumnRef> = computed.keys().filter(|column| goes_round(&computed, column)).cloned().collect();
        for column in cycles {
            computed.remove(&column);
            if let Some(definition) = places.get(&column) {
                let message = format!("`{}` is computed from itself", column.column);
                let whole = Span::new(0, definition.text.len());
                let own = vec![
                    Diagnostic::new(Rule::LetCycle, whole, message, "")
                        .help("name the column of the data that it is computed from"),
                ];
                placed(definition, own, diagnostics);
            }
        }
        self.computed = computed;
    }

    fn compute(
        &self,
        definition: &Definition,
        table: &str,
        kind: &Type,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Computed> {
        let body = read(definition, diagnostics);
        let catalog = Catalog::default();
        let mut checker = Checker::of_definitions(self, &catalog).rows_of(table);
        let found = if *kind == Type::YesNo {
            checker.condition(&body).map(Computed::Condition)
        } else {
            match checker.operand(&body, false) {
                Operand::Value(value, _) => Some(Computed::Value(value)),
                Operand::Number(number) => Some(Computed::Value(Value::Number(number))),
                Operand::Hole => None,
                _ => {
                    let message = format!("this gives no {kind}");
                    let whole = Span::new(0, definition.text.len());
                    checker.diagnostics.push(
                        Diagnostic::new(Rule::TypeMismatch, whole, message, "")
                            .help("for example `is = \"total - refunded\"`"),
                    );
                    None
                }
            }
        };
        placed(definition, checker.diagnostics, diagnostics);
        found
    }

    fn filter_rows(&mut self, diagnostics: &mut Vec<Diagnostic>) {
        let mut events = BTreeMap::new();
        let mut rows = BTreeMap::new();
        for (name, word) in &self.project.vocabulary.words {
            if let WordKind::Event(event) = &word.kind
                && let Some(filter) = &event.filter
            {
                events
                    .extend(self.row_condition(filter, &event.table, diagnostics).map(|filter| (name.clone(), filter)));
            }
        }
        for (name, table) in &self.project.vocabulary.tables {
            if let Some(filter) = table.mapping.as_ref().and_then(|mapping| mapping.rows.as_ref()) {
                rows.extend(self.row_condition(filter, name, diagnostics).map(|filter| (name.clone(), filter)));
            }
        }
        (self.events, self.rows) = (events, rows);
    }

    fn row_condition(
        &self,
        definition: &Definition,
        table: &str,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Condition> {
        let body = read(definition, diagnostics);
        let catalog = Catalog::default();
        let mut checker = Checker::of_definitions(self, &catalog).rows_of(table);
        let condition = checker.condition(&body);
        placed(definition, checker.diagnostics, diagnostics);
        condition
    }

    fn check_words(&mut self, diagnostics: &mut Vec<Diagnostic>) {
        let catalog = Catalog::default();
        let stand_in = Expr { kind: ExprKind::Literal(Literal::Length(Length::Days(1))), span: Span::default() };
        let mut measures = BTreeMap::new();
        let mut conditions = BTreeMap::new();
        // Twice: a measure may be reckoned from others, whose types the first round finds.
        for round in 0..2 {
            for (name, word) in &self.project.vocabulary.words {
                let (WordKind::Measure(definition) | WordKind::Condition(definition)) = &word.kind else {
                    continue;
                };
                let Some(body) = self.definitions.get(name) else {
                    continue;
                };
                let mut checker = Checker::of_definitions(self, &catalog).inside(name, &stand_in);
                if matches!(word.kind, WordKind::Condition(_)) {
                    let meaning = checker.condition(body);
                    // One that is given something means something else each time.
                    let fixed = meaning.filter(|_| !definition.text.contains('$'));
                    conditions.extend(fixed.map(|meaning| (name.clone(), meaning.canonical())));
                } else if let Operand::Value(value, kind) = checker.operand(body, false) {
                    measures.insert(name.clone(), (value, kind));
                }
                if round == 1 {
                    placed(definition, checker.diagnostics, diagnostics);
                }
            }
            self.measures = std::mem::take(&mut measures);
        }
        self.conditions = conditions;
    }
}

/// Whether the computation of a column leads back to it.
fn goes_round(computed: &BTreeMap<ColumnRef, Computed>, column: &ColumnRef) -> bool {
    let mut seen = BTreeSet::new();
    let mut next = vec![column.clone()];
    while let Some(from) = next.pop() {
        let mut visit = |value: &Value| {
            if let Value::Column(inner) = value
                && seen.insert(inner.clone())
            {
                next.push(inner.clone());
            }
        };
        match computed.get(&from) {
            None => {}
            Some(Computed::Value(value)) => value.walk(&mut visit),
            Some(Computed::Condition(condition)) => condition.for_each_value(&mut visit),
        }
    }
    seen.contains(column)
}

fn read(definition: &Definition, diagnostics: &mut Vec<Diagnostic>) -> Expr {
    let tree = crate::syntax::parse(&definition.text);
    placed(definition, tree.diagnostics, diagnostics);
    let first = tree.file.segments.into_iter().next();
    first.map_or(Expr::hole(Span::default()), |segment| segment.body)
}

/// Moves diagnostics about a definition's text to its place in `seg.toml`.
fn placed(definition: &Definition, found: Vec<Diagnostic>, diagnostics: &mut Vec<Diagnostic>) {
    let as_written = definition.span.range().len() == definition.text.len();
    let place = |span: Span| match (definition.origin, as_written) {
        (Origin::Core, _) => Span::default(),
        (_, true) => Span::new(definition.span.start + span.start, definition.span.start + span.end),
        (_, false) => definition.span,
    };
    for mut diagnostic in found {
        diagnostic.labels.iter_mut().for_each(|label| label.span = place(label.span));
        if as_written {
            let edits = diagnostic.fixes.iter_mut().flat_map(|fix| fix.edits.iter_mut());
            edits.for_each(|edit: &mut Edit| edit.span = place(edit.span));
        } else {
            diagnostic.fixes.clear();
        }
        diagnostic.incomplete = false;
        diagnostics.push(diagnostic);
    }
}
