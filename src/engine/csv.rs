//! A text file (CSV) as it is: its header, how many rows it has, and every row that is
//! not like the header. It is read once from end to end when the project is opened: an
//! unclosed quotation mark would swallow rows without a word.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Bytes that are read at once.
const CHUNK: usize = 1 << 16;
/// Columns of a header at most.
const MOST_COLUMNS: usize = 10_000;

/// What a text file holds.
#[derive(Debug)]
pub(super) struct Csv {
    /// The names of its columns; those after the first of one name have a number behind it.
    pub header: Vec<String>,
    /// The names that several columns have.
    pub twice: BTreeSet<String>,
    /// How many rows it has.
    pub rows: u64,
    /// Whether every row is a line, so that it can be read in parts.
    pub is_plain: bool,
}

/// A text file whose delimiter was found out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextFile {
    /// The names of its columns.
    pub header: Vec<String>,
    /// How many rows it has.
    pub rows: u64,
    /// What stands between its values.
    pub delimiter: u8,
}

/// Finds out how a text file is written; none if it is no such file.
pub fn text_file(path: &Path) -> Option<TextFile> {
    let is_tabs = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("tsv"));
    let (csv, delimiter) = match read(path, is_tabs.then_some(b'\t')) {
        Err(Fault::OneColumn { perhaps }) => {
            let delimiter = u8::try_from(perhaps).ok()?;
            (read(path, Some(delimiter)).ok()?, delimiter)
        }
        read => (read.ok()?, if is_tabs { b'\t' } else { b',' }),
    };
    Some(TextFile { header: csv.header, rows: csv.rows, delimiter })
}

/// Why a text file cannot be read.
#[derive(Debug)]
pub(super) enum Fault {
    /// The system would not have it.
    System(io::Error),
    /// It has no header.
    NoHeader,
    /// It is not UTF-8.
    NotText { line: u64 },
    /// It is UTF-16.
    Wide,
    /// A quotation mark is opened and never closed.
    Unclosed { line: u64 },
    /// So many rows have not as many values as the header; the first of them.
    Ragged { rows: u64, line: u64, values: usize, wanted: usize },
    /// All of the header is one column, though this stands between its words.
    OneColumn { perhaps: char },
}

/// Reads a text file; no delimiter is a comma.
pub(super) fn read(path: &Path, delimiter: Option<u8>) -> Result<Csv, Fault> {
    let mut file = File::open(path).map_err(Fault::System)?;
    let mut walk = Walk::new(delimiter.unwrap_or(b','));
    let mut chunk = vec![0; CHUNK];
    // The marks of an encoding count only when they come together.
    let mut filled = 0;
    while filled < 4 {
        let more = chunk.get_mut(filled..).map_or(Ok(0), |rest| file.read(rest)).map_err(Fault::System)?;
        if more == 0 {
            break;
        }
        filled += more;
    }
    while filled > 0 {
        walk.take(chunk.get(..filled).unwrap_or_default())?;
        filled = file.read(&mut chunk).map_err(Fault::System)?;
    }
    walk.finish(delimiter.is_none())
}

/// A walk over the bytes of a file.
struct Walk {
    reader: Reader,
    text: Vec<u8>,
    ends: Vec<usize>,
    /// How much of `text` and `ends` the present record has.
    written: usize,
    ended: usize,
    header: Option<Vec<String>>,
    rows: u64,
    /// Where the present record began.
    line: u64,
    ragged: Option<(u64, u64, usize)>,
    began: bool,
}

impl Walk {
    fn new(delimiter: u8) -> Self {
        Self {
            reader: ReaderBuilder::new().delimiter(delimiter).build(),
            text: vec![0; CHUNK],
            ends: vec![0; 64],
            written: 0,
            ended: 0,
            header: None,
            rows: 0,
            line: 1,
            ragged: None,
            began: false,
        }
    }

    fn take(&mut self, mut input: &[u8]) -> Result<(), Fault> {
        if !self.began && (input.starts_with(&[0xFF, 0xFE]) || input.starts_with(&[0xFE, 0xFF])) {
            return Err(Fault::Wide);
        }
        self.began = true;
        // An empty input would be the end.
        while !input.is_empty() {
            if self.written == 0 && self.ended == 0 {
                // Empty lines, and the second half of a line's end, are before the record.
                let ends = input.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
                self.line = self.reader.line() + ends.filter(|byte| **byte == b'\n').count() as u64;
            }
            let (result, read) = self.step(input);
            input = input.get(read..).unwrap_or_default();
            if let ReadRecordResult::Record = result {
                self.record()?;
            }
        }
        Ok(())
    }

    fn step(&mut self, input: &[u8]) -> (ReadRecordResult, usize) {
        let text = self.text.get_mut(self.written..).unwrap_or_default();
        let ends = self.ends.get_mut(self.ended..).unwrap_or_default();
        let (result, read, written, ended) = self.reader.read_record(input, text, ends);
        self.written += written;
        self.ended += ended;
        match result {
            ReadRecordResult::OutputFull => self.text.resize(self.text.len() * 2, 0),
            ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
            _ => {}
        }
        (result, read)
    }

    fn record(&mut self) -> Result<(), Fault> {
        let text = self.text.get(..self.written).unwrap_or_default();
        let ends = self.ends.get(..self.ended).unwrap_or_default();
        let whole = std::str::from_utf8(text).ok().filter(|text| ends.iter().all(|end| text.is_char_boundary(*end)));
        let Some(whole) = whole else {
            return Err(Fault::NotText { line: self.line });
        };
        match &self.header {
            None => {
                let mut from = 0;
                let mut names = Vec::new();
                for end in ends.iter().take(MOST_COLUMNS) {
                    names.push(whole.get(from..*end).unwrap_or_default().trim().to_owned());
                    from = *end;
                }
                self.header = Some(names);
            }
            Some(header) => {
                self.rows += 1;
                if self.ended != header.len() {
                    let first = self.ragged.unwrap_or((0, self.line, self.ended));
                    self.ragged = Some((first.0 + 1, first.1, first.2));
                }
            }
        }
        (self.written, self.ended) = (0, 0);
        Ok(())
    }

    fn finish(mut self, may_be_other: bool) -> Result<Csv, Fault> {
        // One more line ends whatever is not inside of quotation marks.
        self.take(b"\n")?;
        if self.written > 0 || self.ended > 0 {
            return Err(Fault::Unclosed { line: self.line });
        }
        let lines = self.reader.line();
        let header = self.header.filter(|names| names.iter().any(|name| !name.is_empty())).ok_or(Fault::NoHeader)?;
        if let ([name], true) = (header.as_slice(), may_be_other)
            && let Some(perhaps) = [';', '\t', '|'].into_iter().find(|other| name.contains(*other))
        {
            return Err(Fault::OneColumn { perhaps });
        }
        if let Some((rows, line, values)) = self.ragged {
            return Err(Fault::Ragged { rows, line, values, wanted: header.len() });
        }
        let (header, twice) = told_apart(header);
        let records = self.rows + 1;
        Ok(Csv { header, twice, rows: self.rows, is_plain: lines == records + 1 || lines == records + 2 })
    }
}

/// Columns of one name are told apart; those without one cannot be named at all.
fn told_apart(names: Vec<String>) -> (Vec<String>, BTreeSet<String>) {
    let mut header: Vec<String> = Vec::new();
    let mut twice = BTreeSet::new();
    for (at, name) in names.into_iter().enumerate() {
        let mut unique = if name.is_empty() { format!("column {}", at + 1) } else { name.clone() };
        if header.contains(&unique) {
            twice.insert(name);
            unique = format!("{unique} ({})", at + 1);
        }
        header.push(unique);
    }
    (header, twice)
}
