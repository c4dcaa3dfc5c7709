//! A run: the members of segments, their changes, their files.

use super::disk::{Disk, sha256};
use super::error::{Result, ResultsError};
use super::folder::{Folder, run_folder};
use super::form::Form;
use super::manifest::{DataEntry, Entry, Manifest, Status};
use super::segment::{Writing, file_name};
use crate::engine::{Answer, Data, RunError};
use crate::time::Clock;
use crate::types::ir::{Condition, Value};
use chrono::{DateTime, SecondsFormat, Utc};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

const VERSION: u32 = 1;

/// A segment that a run is about.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Its name, from which its files have theirs.
    pub name: String,
    /// Its meaning, or why it has none.
    pub meaning: std::result::Result<Condition, String>,
}

/// A column that is asked for beside the key.
#[derive(Debug, Clone)]
pub enum Column {
    /// A value of the customer, under this name.
    Value(String, Value),
    /// Since when they are in the segment.
    MemberSince,
}

/// What a run is asked to do.
#[derive(Debug, Clone, Default)]
pub struct Order {
    /// The segments.
    pub segments: Vec<Asked>,
    /// Whether these are all that the project has, so that results of others go.
    pub whole: bool,
    /// What is written beside the key.
    pub columns: Vec<Column>,
    /// How it is written.
    pub form: Form,
}

/// What a run did.
#[derive(Debug, Clone)]
pub struct Report {
    /// What was found, and what lies in the folder.
    pub manifest: Manifest,
    /// Files of an earlier run that went.
    pub removed: Vec<String>,
}

/// A folder of results, taken by this run.
pub struct Results<'d> {
    folder: Folder<'d>,
}

impl<'d> Results<'d> {
    /// Takes a folder; it must be absent, empty, or have results of earlier runs.
    pub fn open(folder: &Path, disk: &'d Disk) -> Result<Self> {
        Ok(Self { folder: Folder::open(folder, disk)? })
    }

    /// The last run that counts.
    pub fn manifest(&self) -> Option<&Manifest> {
        self.folder.committed.as_ref().map(|committed| &committed.manifest)
    }

    /// Does what is asked: at any moment either the old results count or all of the new.
    pub fn run(mut self, order: &Order, data: &Data, clock: &Clock) -> Result<Report> {
        self.names_are_free(order)?;
        let number = self.folder.next_run();
        let run = Run { folder: &self.folder, order, data, clock, number, place: run_folder(number) };
        let found = run.find()?;
        let entries = run.entries(&found)?;
        let moves = found_files(&entries, number);
        let stay: BTreeSet<&str> = entries.iter().flat_map(Entry::files).map(String::as_str).collect();
        let removes: Vec<String> = self.folder.results().difference(&stay).map(|name| (*name).to_owned()).collect();
        let manifest = run.manifest(entries)?;
        let members = run.members(&manifest);
        let moves = moves.into_iter().chain([MANIFEST.to_owned()]).collect();
        if data.is_stopped() {
            return Err(ResultsError::Stopped);
        }
        self.folder.commit(manifest.clone(), members, moves, removes.clone())?;
        Ok(Report { manifest, removed: removes })
    }

    /// That no file would be replaced which is not from a run, and no two be one.
    fn names_are_free(&self, order: &Order) -> Result<()> {
        let ours = self.folder.results();
        let mut names: BTreeMap<String, &str> = BTreeMap::new();
        for asked in &order.segments {
            // Some systems take names that differ in case only for the same.
            if let Some(other) = names.insert(asked.name.to_lowercase(), &asked.name)
                && other != asked.name
            {
                return Err(ResultsError::SameFile(other.to_owned(), asked.name.clone()));
            }
            let file = file_name(&asked.name, order.form);
            let path = self.folder.result(&file);
            if path.exists() && !ours.contains(file.as_str()) {
                return Err(ResultsError::Taken(path));
            }
        }
        let path = self.folder.result(MANIFEST);
        match path.exists() && self.folder.committed.is_none() {
            true => Err(ResultsError::Taken(path)),
            false => Ok(()),
        }
    }
}

const MANIFEST: &str = "manifest.json";

/// The files that this run has made, as they will be called.
fn found_files(entries: &[Entry], number: u64) -> Vec<String> {
    let made = entries.iter().filter(|entry| entry.run == Some(number));
    made.flat_map(Entry::files).cloned().collect()
}

/// A run under way.
struct Run<'a, 'd> {
    folder: &'a Folder<'d>,
    order: &'a Order,
    data: &'a Data,
    clock: &'a Clock,
    number: u64,
    place: PathBuf,
}

/// Where the members of a segment are to be had, or why not.
enum Found {
    Members(Answer),
    Mistakes(String),
}

impl Run<'_, '_> {
    /// Asks the data; a segment for which that fails does not stop the others.
    fn find(&self) -> Result<Vec<Found>> {
        let values: Vec<Value> = self.order.columns.iter().filter_map(Column::value).cloned().collect();
        let meanings = self.order.segments.iter().enumerate();
        let (places, sound): (Vec<usize>, Vec<Condition>) =
            meanings.filter_map(|(place, asked)| Some((place, asked.meaning.clone().ok()?))).unzip();
        let answers = self.data.members_of_each(&sound, &values, self.clock).map_err(|error| self.stopped(error))?;
        let of = |asked: &Asked| Found::Mistakes(asked.meaning.clone().err().unwrap_or_default());
        let mut found: Vec<Found> = self.order.segments.iter().map(of).collect();
        for (place, answer) in places.into_iter().zip(answers) {
            if let Some(found) = found.get_mut(place) {
                *found = Found::Members(answer);
            }
        }
        Ok(found)
    }

    fn stopped(&self, error: RunError) -> ResultsError {
        if self.data.is_stopped() { ResultsError::Stopped } else { ResultsError::Run(error) }
    }

    /// Writes the files of all segments that were found; as many at a time as there are
    /// cores.
    fn entries(&self, found: &[Found]) -> Result<Vec<Entry>> {
        let (out, members) = (self.out(), self.folder.own(self.place.join("members")));
        for path in [&out.join("changes"), &members] {
            self.folder.disk.create_folder(path).map_err(ResultsError::at(path))?;
        }
        let (next, written) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
        let work = || -> Result<()> {
            loop {
                let place = next.fetch_add(1, Ordering::Relaxed);
                let Some((asked, found)) = self.order.segments.get(place).zip(found.get(place)) else {
                    return Ok(());
                };
                if self.data.is_stopped() {
                    return Err(ResultsError::Stopped);
                }
                let entry = self.entry(asked, found)?;
                if let Ok(mut written) = written.lock() {
                    written.push((place, entry));
                }
            }
        };
        let threads = thread::available_parallelism().map_or(1, usize::from);
        thread::scope(|scope| {
            let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
            let ended: Vec<Result<()>> = workers.into_iter().filter_map(|worker| worker.join().ok()).collect();
            ended.into_iter().collect::<Result<()>>()
        })?;
        let mut written = written.into_inner().unwrap_or_default();
        written.sort_by_key(|(place, _)| *place);
        let mut entries: Vec<Entry> = written.into_iter().map(|(_, entry)| entry).collect();
        if !self.order.whole {
            entries.extend(self.others());
        }
        entries.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(entries)
    }

    /// What lies in the folder of segments that this run is not about.
    fn others(&self) -> impl Iterator<Item = Entry> {
        let before = self.folder.committed.iter().flat_map(|committed| &committed.manifest.segments);
        let asked = |entry: &&Entry| !self.order.segments.iter().any(|asked| asked.name == entry.name);
        before.filter(asked).map(|entry| Entry { status: Status::Kept, message: None, ..entry.clone() })
    }

    fn entry(&self, asked: &Asked, found: &Found) -> Result<Entry> {
        let before = self.before(&asked.name);
        let hash = asked.meaning.as_ref().ok().map(|is| sha256(format!("{:?}", is.canonical()).as_bytes()));
        let failed = |message: String| {
            let entry = before.cloned().unwrap_or_else(|| Entry::unknown(&asked.name));
            Entry { status: Status::Failed, message: Some(message), hash: hash.clone(), ..entry }
        };
        let (members, place) = match found {
            Found::Mistakes(message) => return Ok(failed(message.clone())),
            Found::Members(Err(error)) => return Ok(failed(error.diagnostic.message.clone())),
            Found::Members(Ok((members, place))) => (members, *place),
        };
        let writing = Writing {
            name: &asked.name,
            members: (members, place),
            columns: &self.order.columns,
            form: self.order.form,
            folder: self.folder,
            out: &self.out(),
            kept: self.kept(&asked.name),
            as_of: self.clock.as_of().timestamp_micros(),
        };
        let (run, as_of) = (Some(self.number), Some(self.as_of()));
        Ok(Entry { hash, run, as_of, ..writing.write()? })
    }

    fn before(&self, name: &str) -> Option<&Entry> {
        let committed = self.folder.committed.as_ref()?;
        committed.manifest.segments.iter().find(|entry| entry.name == name)
    }

    fn out(&self) -> PathBuf {
        self.folder.own(self.place.join("out"))
    }

    /// Where who is in each segment is kept: this run's, and what remains of earlier ones.
    fn members(&self, manifest: &Manifest) -> BTreeMap<String, PathBuf> {
        let before = self.folder.committed.as_ref().map(|committed| &committed.members);
        let of = |entry: &Entry| match entry.run == Some(self.number) {
            true => Some(self.kept(&entry.name)),
            false => before?.get(&entry.name).cloned(),
        };
        manifest.segments.iter().filter_map(|entry| Some((entry.name.clone(), of(entry)?))).collect()
    }

    /// The file that keeps who is in a segment, below the folder's own part.
    fn kept(&self, name: &str) -> PathBuf {
        self.place.join("members").join(format!("{name}.parquet"))
    }

    fn manifest(&self, segments: Vec<Entry>) -> Result<Manifest> {
        let project = &self.data.model().project;
        let manifest = Manifest {
            version: VERSION,
            seg: env!("CARGO_PKG_VERSION").to_owned(),
            run: self.number,
            as_of: self.as_of(),
            zone: self.clock.zone().name().to_owned(),
            project_hash: sha256(project.source.text().as_bytes()),
            data: self.files(&project.folder),
            segments,
        };
        let mut text = serde_json::to_vec_pretty(&manifest).unwrap_or_default();
        text.push(b'\n');
        let path = self.out().join(MANIFEST);
        self.folder.disk.write(&path, &text).map_err(ResultsError::at(&path))?;
        Ok(manifest)
    }

    fn as_of(&self) -> String {
        self.clock.as_of().with_timezone(&self.clock.zone()).to_rfc3339_opts(SecondsFormat::AutoSi, false)
    }

    fn files(&self, project: &Path) -> Vec<DataEntry> {
        let tables = self.data.files();
        let of = |(table, files): (&str, &[crate::engine::DataFile])| {
            let table = table.to_owned();
            let entry = |file: &crate::engine::DataFile| DataEntry {
                table: table.clone(),
                path: file.path.strip_prefix(project).unwrap_or(&file.path).to_owned(),
                bytes: file.bytes,
                modified: file
                    .modified
                    .map(|at| DateTime::<Utc>::from(at).to_rfc3339_opts(SecondsFormat::AutoSi, true)),
                rows: file.rows,
            };
            files.iter().map(entry).collect::<Vec<_>>()
        };
        tables.flat_map(of).collect()
    }
}

impl Column {
    fn value(&self) -> Option<&Value> {
        match self {
            Column::Value(_, value) => Some(value),
            Column::MemberSince => None,
        }
    }
}
