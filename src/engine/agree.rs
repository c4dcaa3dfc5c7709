//! The columns of many files as those of one table: where the files agree, and what is
//! said where one lacks a column that the others have, or has something else in it.

use super::files::DataFile;
use super::schema;
use crate::diagnostics::{Diagnostic, Rule, suggest};
use crate::source::Span;
use crate::types::Model;
use crate::types::ir::ColumnRef;
use crate::vocabulary::{Read, Source, Type};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Files that are named in a message at most.
const NAMED: usize = 2;

/// A column of a table's files that the mapping needs.
pub(super) struct Need<'a> {
    column: &'a str,
    /// How `seg.toml` calls it.
    name: &'a str,
    span: Span,
    /// Whether rows without it do not count: keys, customers, times.
    vital: bool,
    /// Whether files may lack it without a word.
    optional: bool,
    /// Whether its texts are whole numbers.
    number: bool,
    /// What it is taken for where it is missing.
    default: Option<&'a str>,
}

/// The columns of a table's files that the mapping needs, of whatever table it needs them for.
pub(super) fn needs<'a>(model: &'a Model, table: &str) -> Vec<Need<'a>> {
    let mut needs: Vec<Need> = Vec::new();
    let mut need = |need: Need<'a>| match needs.iter_mut().find(|known| known.column == need.column) {
        Some(known) => {
            known.vital |= need.vital;
            known.number |= need.number;
        }
        None => needs.push(need),
    };
    for (name, other) in &model.vocabulary().tables {
        let Some(mapping) = &other.mapping else { continue };
        let special = [
            ("key", &mapping.key),
            ("customer", &mapping.customer),
            (ColumnRef::TIME, &mapping.time),
            ("currency", &mapping.currency),
        ];
        let special =
            special.into_iter().filter_map(|(name, source)| Some((name, source.as_ref()?, name != "currency")));
        let columns = mapping.columns.iter().map(|(column, source)| {
            let kind = model.column_type(&ColumnRef::new(name, column.clone()));
            (column.as_str(), source, kind == Type::Key)
        });
        for (column, source, vital) in special.chain(columns) {
            let default = other.columns.get(column).and_then(|column| column.default.as_deref());
            let Some((kept, source)) = model.kept(name, source).filter(|(kept, _)| *kept == table) else { continue };
            need(Need { vital: vital && kept == name, default, ..Need::of(column, source) });
        }
        if name == table {
            for join in mapping.joins.values() {
                let number = join.read == Some(Read::Number);
                need(Need {
                    column: &join.on,
                    name: &join.on,
                    span: join.span,
                    vital: false,
                    optional: false,
                    number,
                    default: None,
                });
            }
        }
    }
    needs
}

impl<'a> Need<'a> {
    fn of(name: &'a str, source: &'a Source) -> Self {
        Self {
            column: &source.column,
            name,
            span: source.span,
            vital: false,
            optional: source.optional,
            number: source.read == Some(Read::Number),
            default: None,
        }
    }
}

/// The columns of a table.
pub(super) struct Agreed {
    /// All of them, those of folders last.
    pub schema: SchemaRef,
    /// Those that folders say.
    pub said: BTreeSet<String>,
    /// What is doubtful about them.
    pub doubts: Vec<Diagnostic>,
}

/// Brings the columns of all files together; one that they do not agree on is left out
/// if nobody needs it.
pub(super) fn agree(files: &[DataFile], needs: &[Need]) -> Result<Agreed, Vec<Diagnostic>> {
    let mut columns = Columns::default();
    let own = files.iter().flat_map(|file| file.schema.fields().iter().map(move |field| (file, field)));
    for (file, field) in own {
        columns.add(field.name(), field.data_type(), file);
    }
    let said: BTreeSet<&String> = files.iter().flat_map(|file| file.folders.keys()).collect();
    let said: BTreeSet<String> = said.into_iter().filter(|name| !columns.has(name)).cloned().collect();
    let in_folders = files.iter().flat_map(|file| file.folders.keys().map(move |name| (file, name)));
    for (file, name) in in_folders.filter(|(_, name)| said.contains(*name)) {
        columns.add(name, &DataType::Utf8View, file);
    }
    let mut found: Vec<Diagnostic> = needs.iter().filter_map(|need| columns.told_apart(need)).collect();
    let mut doubts = Vec::new();
    for need in needs.iter().filter(|need| !need.optional) {
        let Some(lacking) = columns.lacking(need, files) else { continue };
        if need.vital { found.push(lacking) } else { doubts.push(lacking) }
    }
    if !found.is_empty() {
        return Err(found);
    }
    let numeric: BTreeSet<&str> = needs.iter().filter(|need| need.number).map(|need| need.column).collect();
    let (last, first): (Vec<&Column>, Vec<&Column>) = columns.list.iter().partition(|one| said.contains(one.name));
    let fields = first.into_iter().chain(last).filter_map(|column| {
        let kind = match column.kind.clone()? {
            DataType::Utf8View if numeric.contains(column.name) && column.is_text => DataType::Int64,
            kind => kind,
        };
        Some(Field::new(column.name, kind, true))
    });
    Ok(Agreed { schema: Arc::new(Schema::new(fields.collect::<Vec<_>>())), said, doubts })
}

/// The columns of some files, in the order in which they are first met.
#[derive(Default)]
struct Columns<'a> {
    places: BTreeMap<&'a str, usize>,
    list: Vec<Column<'a>>,
}

/// A column of some files.
struct Column<'a> {
    name: &'a str,
    /// What it is in all of them; none if they do not agree.
    kind: Option<DataType>,
    /// What it is in each.
    kinds: Vec<(&'a DataType, Vec<&'a DataFile>)>,
    /// Whether it comes from texts only: text files, or folders.
    is_text: bool,
}

impl<'a> Columns<'a> {
    fn has(&self, name: &str) -> bool {
        self.places.contains_key(name)
    }

    fn get(&self, name: &str) -> Option<&Column<'a>> {
        self.places.get(name).and_then(|place| self.list.get(*place))
    }

    fn add(&mut self, name: &'a str, kind: &'a DataType, file: &'a DataFile) {
        let place = *self.places.entry(name).or_insert_with(|| {
            self.list.push(Column { name, kind: Some(DataType::Null), kinds: Vec::new(), is_text: true });
            self.list.len() - 1
        });
        let Some(column) = self.list.get_mut(place) else { return };
        column.is_text &= file.is_text() || file.folders.contains_key(name);
        column.kind = column.kind.take().and_then(|before| schema::common(&before, kind));
        match column.kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, files)) => files.push(file),
            None => column.kinds.push((kind, vec![file])),
        }
    }

    /// That the files do not agree on what a column is, which somebody must settle.
    fn told_apart(&self, need: &Need) -> Option<Diagnostic> {
        let column = self.get(need.column).filter(|column| column.kind.is_none())?;
        let mut groups: Vec<(&str, Vec<&DataFile>)> = Vec::new();
        for (kind, files) in &column.kinds {
            let words = schema::words(kind);
            match groups.iter_mut().find(|(known, _)| *known == words) {
                Some((_, known)) => known.extend(files),
                None => groups.push((words, files.clone())),
            }
        }
        groups.sort_by_key(|(_, files)| std::cmp::Reverse(files.len()));
        let shown = groups.iter().map(|(words, files)| format!("{words} in {}", names(files)));
        let message = format!("the files do not agree on what `{}` is", need.column);
        let finding = Diagnostic::new(Rule::WrongColumnType, need.span, message, shown.collect::<Vec<_>>().join(", "));
        let (most, fewest) = (groups.first()?, groups.last()?);
        Some(match groups.len() {
            1 => finding.help("write all of them with one type"),
            _ => finding.help(format!("write {} with {}, as the others", names(&fewest.1), most.0)),
        })
    }

    /// That some of the files lack a column.
    fn lacking(&self, need: &Need, files: &'a [DataFile]) -> Option<Diagnostic> {
        let column = self.get(need.column)?;
        let having = column.kinds.iter().map(|(_, files)| files.len()).sum::<usize>();
        if having == files.len() {
            return None;
        }
        let has = |file: &DataFile| {
            file.schema.field_with_name(column.name).is_ok() || file.folders.contains_key(column.name)
        };
        let lacking: Vec<&DataFile> = files.iter().filter(|file| file.rows > 0 && !has(file)).collect();
        let first = lacking.first()?;
        let rows: u64 = lacking.iter().map(|file| file.rows).sum();
        let message = match lacking.as_slice() {
            [only] => format!("`{}` has no column `{}`", only.name(), need.column),
            several => format!("{} of {} files have no column `{}`", several.len(), files.len(), need.column),
        };
        let others = match having {
            1 => "the other file has it".to_owned(),
            _ => format!("{having} other files have it"),
        };
        let (rule, label) = match (need.vital, lacking.len()) {
            (true, 1) => (Rule::MissingColumn, others),
            (true, _) => (Rule::MissingColumn, names(&lacking)),
            (false, 1) => (Rule::MissingInFiles, others),
            (false, _) => (Rule::MissingInFiles, names(&lacking)),
        };
        let mut finding = Diagnostic::new(rule, need.span, message, label);
        if let Some(other) = self.renamed(need, first) {
            finding = finding.help(format!("{} has `{other}`, which the others have not: is it that?", first.name()));
        }
        let rows = if rows == 1 { "its row".to_owned() } else { format!("their {rows} rows") };
        Some(match (need.vital, need.default) {
            (true, _) => finding.help(format!("{rows} could not count; write the file again with that column")),
            (false, default) => {
                let instead = default.map_or("missing".to_owned(), |default| format!("taken for {default}"));
                let whole = format!("{} = {{ column = \"{}\", optional = true }}", need.name, need.column);
                finding
                    .help(format!("in {rows} `{}` is {instead}", need.name))
                    .help(format!("if that is right, say so: `{whole}`"))
            }
        })
    }

    /// A column that a file alone has, where it lacks one: perhaps that one under another name.
    fn renamed(&self, need: &Need, file: &DataFile) -> Option<&str> {
        let own = file.schema.fields().iter().filter_map(|field| self.get(field.name()));
        let alone = own.filter(|column| column.kinds.iter().map(|(_, files)| files.len()).sum::<usize>() == 1);
        let alone: Vec<&str> = alone.map(|column| column.name).collect();
        let near = suggest::nearest(need.column, alone.iter().copied());
        let found = near.first().copied().or(if let [only] = alone.as_slice() { Some(only) } else { None })?;
        self.get(found).map(|column| column.name)
    }
}

/// Files by their names: `a.csv`, `a.csv and b.csv`, `a.csv, b.csv and 3 more`.
fn names(files: &[&DataFile]) -> String {
    let shown: Vec<String> = files.iter().take(NAMED).map(|file| file.name()).collect();
    match files.len() {
        0..=NAMED => shown.join(" and "),
        many => format!("{} and {} more", shown.join(", "), many - NAMED),
    }
}

/// A name that several columns of a text file have, where the mapping needs it.
pub(super) fn told_twice(file: &DataFile, needs: &[Need]) -> Option<Diagnostic> {
    let need = needs.iter().find(|need| file.twice.contains(need.column))?;
    let message = format!("`{}` has several columns called `{}`", file.name(), need.column);
    let twice = Diagnostic::new(Rule::MissingColumn, need.span, message, "which of them?");
    Some(twice.help("give them names of their own in the header"))
}
