//! One segment's files: its members, who entered, who left, and what the next run needs.

use super::disk::Disk;
use super::error::{Result, ResultsError};
use super::folder::Folder;
use super::form::Form;
use super::kept::{Kept, keep, since_column, since_field};
use super::keys::{Changes, changes};
use super::manifest::{Entry, Status};
use super::run::Column;
use crate::engine::Members;
use datafusion::arrow::array::{ArrayRef, UInt32Array};
use datafusion::arrow::compute::{cast, take, take_record_batch};
use datafusion::arrow::datatypes::{Field, Schema};
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::record_batch::RecordBatch;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// One segment's files, about to be written.
pub(super) struct Writing<'a> {
    /// The segment.
    pub name: &'a str,
    /// Where its members are, and its place there.
    pub members: (&'a Members, usize),
    /// What is written beside the key.
    pub columns: &'a [Column],
    /// How it is written.
    pub form: Form,
    /// The folder of results, for what earlier runs have kept.
    pub folder: &'a Folder<'a>,
    /// Where results are written, until they get their names.
    pub out: &'a Path,
    /// Where the members are kept for the next run.
    pub kept: PathBuf,
    /// The instant of the run, in microseconds.
    pub as_of: i64,
}

/// The file of a segment's members.
pub(super) fn file_name(segment: &str, form: Form) -> String {
    format!("{segment}.{}", form.extension())
}

type Columns<T> = std::result::Result<T, ArrowError>;

impl Writing<'_> {
    /// Writes them; what is to be said of them.
    pub fn write(&self) -> Result<Entry> {
        let (form, disk): (Form, &Disk) = (self.form, self.folder.disk);
        let refused = |error| ResultsError::in_file(self.out)(error);
        let (members, place) = self.members;
        let (people, keys) = (members.of_segment(place)?, members.keys_of_segment(place)?);
        let (kept, earlier) = self.earlier();
        let changed = match &kept {
            Some(kept) => changes(&keys, &kept.keys),
            None if earlier => None,
            None => Some(Changes::all_new(keys.len())),
        };
        let since = self.since(keys.len(), changed.as_ref(), kept.as_ref());

        let (table, key) = self.table(&people, &since).map_err(refused)?;
        let file = file_name(self.name, form);
        let sha256 = form.write(disk, &self.out.join(&file), &table)?;
        keep(disk, &self.folder.own(&self.kept), &key, people.column(0), &since)?;

        let mut files = Vec::new();
        if let Some(changed) = &changed {
            let entered = take_record_batch(&table, &UInt32Array::from(changed.entered.clone())).map_err(refused)?;
            let left = left(kept.as_ref(), changed, &key).map_err(refused)?;
            for (what, people) in [("entered", entered), ("left", left)] {
                let name = format!("changes/{}.{what}.{}", self.name, form.extension());
                form.write(disk, &self.out.join(&name), &people)?;
                files.push(name);
            }
        }
        let number = |people: usize| people as u64;
        Ok(Entry {
            status: Status::Ok,
            count: Some(number(keys.len())),
            entered: changed.as_ref().map(|changed| number(changed.entered.len())),
            left: changed.as_ref().map(|changed| number(changed.left.len())),
            file: Some(file),
            sha256: Some(sha256),
            changes: files,
            ..Entry::unknown(self.name)
        })
    }

    /// Who was in it before, and whether anybody has recorded that.
    fn earlier(&self) -> (Option<Kept>, bool) {
        let committed = self.folder.committed.as_ref();
        let path = committed.and_then(|committed| committed.members.get(self.name));
        (path.and_then(|path| Kept::read(&self.folder.own(path))), path.is_some())
    }

    /// Since when each of its members is in it.
    fn since(&self, members: usize, changed: Option<&Changes>, kept: Option<&Kept>) -> Vec<i64> {
        let Some((changed, kept)) = changed.zip(kept) else {
            return vec![self.as_of; members];
        };
        let of = |place: &Option<u32>| kept.since.get(usize::try_from((*place)?).ok()?).copied();
        changed.before.iter().map(|place| of(place).unwrap_or(self.as_of)).collect()
    }

    /// The columns that were asked for, in that order, and the field of the key.
    fn table(&self, people: &RecordBatch, since: &[i64]) -> Columns<(RecordBatch, Field)> {
        let schema = people.schema();
        let mut columns = people.columns().iter().cloned().zip(schema.fields().iter());
        let Some((keys, key)) = columns.next() else {
            return Err(ArrowError::SchemaError("no key".to_owned()));
        };
        let mut fields = vec![key.as_ref().clone()];
        let mut table: Vec<ArrayRef> = vec![keys];
        for asked in self.columns {
            match asked {
                Column::MemberSince => {
                    fields.push(since_field());
                    table.push(since_column(since));
                }
                Column::Value(name, _) => {
                    if let Some((column, field)) = columns.next() {
                        fields.push(field.as_ref().clone().with_name(name));
                        table.push(column);
                    }
                }
            }
        }
        Ok((RecordBatch::try_new(Arc::new(Schema::new(fields)), table)?, key.as_ref().clone()))
    }
}

/// The keys of those who left; of all else about them nothing may be known any more.
fn left(kept: Option<&Kept>, changed: &Changes, key: &Field) -> Columns<RecordBatch> {
    let schema = Arc::new(Schema::new(vec![key.clone()]));
    let Some(kept) = kept else {
        return Ok(RecordBatch::new_empty(schema));
    };
    let keys = take(&kept.keys, &UInt32Array::from(changed.left.clone()), None)?;
    RecordBatch::try_new(schema, vec![cast(&keys, key.data_type())?])
}
