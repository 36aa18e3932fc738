//! Tables: a row is a document, or one speech of it.

use super::file::Name;
use super::prose::{self, Extract};
use super::{Encoding, Format, Limits, Options, Reading, Warning, WarningKind};
use crate::{Document, ErrorKind, Position, Result, Span, Speaker, Turn};
use std::collections::{HashSet, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::iter::Peekable;

#[cfg(feature = "parquet")]
mod columnar;
#[cfg(feature = "table")]
mod lined;
#[cfg(feature = "table")]
mod transcode;

#[cfg(feature = "parquet")]
pub(super) use columnar::parquet;
#[cfg(feature = "table")]
pub(super) use lined::text;

/// Usual names of columns, in the order in which they are looked for.
const TEXT: &[&str] = &[
    "text",
    "content",
    "contents",
    "speech",
    "utterance",
    "body",
    "발언내용",
    "발언",
    "내용",
    "본문",
    "회의록",
];
const ID: &[&str] = &[
    "id",
    "doc_id",
    "document_id",
    "meeting_id",
    "conf_id",
    "minutes_id",
    "회의록번호",
    "회의번호",
    "회의록id",
    "문서번호",
];
const SPEAKER: &[&str] = &["speaker", "speaker_name", "발언자", "발언자명", "name", "이름", "성명"];
const ROLE: &[&str] = &["role", "speaker_role", "position", "title", "직위", "직책", "직함"];

/// Marks that begin a label of the text's own.
const MARKS: [char; 4] = ['○', '◯', '◎', '●'];

/// One row.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) text: String,
    pub(super) id: Option<String>,
    pub(super) speaker: Option<String>,
    pub(super) role: Option<String>,
    /// Its line in the file, or its number in the table, from 1.
    pub(super) number: usize,
}

/// Where the columns stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Columns {
    pub(super) text: usize,
    pub(super) id: Option<usize>,
    pub(super) speaker: Option<usize>,
    pub(super) role: Option<usize>,
}

impl Columns {
    /// Finds the columns among the names of all.
    pub(super) fn find(name: &Name, all: &[String], options: &Options) -> Result<Self> {
        let named = |wanted: &Option<String>, usual: &[&str]| match wanted {
            Some(wanted) => match all.iter().position(|column| column == wanted) {
                Some(at) => Ok(Some(at)),
                None => Err(name.error(
                    ErrorKind::Format,
                    format!("expected a column {wanted}, found {}", all.join(", ")),
                )),
            },
            None => Ok(usual.iter().find_map(|usual| {
                all.iter().position(|column| column.trim().eq_ignore_ascii_case(usual))
            })),
        };
        let text = named(&options.text_column, TEXT)?.ok_or_else(|| {
            let message = format!(
                "expected a column of text, found {}: name it with --text-column",
                all.join(", ")
            );
            name.error(ErrorKind::Format, message)
        })?;
        let other = |column: Option<usize>| column.filter(|&at| at != text);
        Ok(Self {
            text,
            id: other(named(&options.id_column, ID)?),
            speaker: other(named(&options.speaker_column, SPEAKER)?),
            role: other(named(&None, ROLE)?),
        })
    }
}

/// Rows to documents: rows that follow each other with the same id are one.
pub(super) struct Grouped<I: Iterator<Item = Result<Row>>> {
    name: Name,
    format: Format,
    rows: Peekable<I>,
    has_id: bool,
    limits: Limits,
    encoding: Option<Encoding>,
    seen: HashSet<u64>,
    failed: VecDeque<crate::Error>,
}

impl<I: Iterator<Item = Result<Row>>> Grouped<I> {
    pub(super) fn new(
        name: &Name,
        format: Format,
        rows: I,
        columns: Columns,
        options: &Options,
        encoding: Option<Encoding>,
    ) -> Self {
        Self {
            name: name.clone(),
            format,
            rows: rows.peekable(),
            has_id: columns.id.is_some(),
            limits: options.limits.clone(),
            encoding,
            seen: HashSet::new(),
            failed: VecDeque::new(),
        }
    }

    /// The rows of the next document.
    fn group(&mut self) -> Option<Vec<Row>> {
        let mut group: Vec<Row> = Vec::new();
        let mut size = 0;
        loop {
            match self.rows.peek() {
                Some(Ok(row)) => {
                    let same = group.first().is_none_or(|first| self.has_id && first.id == row.id);
                    size += row.text.len() as u64;
                    if !same || size > self.limits.file && !group.is_empty() {
                        break;
                    }
                }
                Some(Err(_)) => {}
                None => break,
            }
            match self.rows.next()? {
                Ok(row) => group.push(row),
                Err(error) => self.failed.push_back(error),
            }
        }
        (!group.is_empty()).then_some(group)
    }

    fn document(&mut self, group: Vec<Row>) -> Result<Reading> {
        let first = group[0].number;
        let id = match &group[0].id {
            Some(id) if self.has_id => id.clone(),
            _ => format!("{}#{first}", self.name),
        };
        let warning = self.scattered(&id, first);
        let (text, rows) = join(group);
        let extract = Extract { text, encoding: self.encoding, ..Extract::default() };
        let mut reading = prose::finish(&self.name, id, self.format, extract)
            .map_err(|error| error.at(Position::Line(first)))?;
        reading.warnings.extend(warning);
        if rows.iter().any(|row| row.speaker.is_some()) {
            speak(&mut reading.document, rows);
        }
        Ok(reading)
    }

    /// Says so when rows of the document came before, with others between.
    fn scattered(&mut self, id: &str, row: usize) -> Option<Warning> {
        let mut hasher = DefaultHasher::new();
        id.hash(&mut hasher);
        (self.has_id && !self.seen.insert(hasher.finish())).then(|| Warning {
            kind: WarningKind::Scattered,
            places: Vec::new(),
            message: format!(
                "row {row}: rows of {id} do not stand together; sort by the id column to make them \
                 one document"
            ),
        })
    }
}

impl<I: Iterator<Item = Result<Row>>> Iterator for Grouped<I> {
    type Item = Result<Reading>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(error) = self.failed.pop_front() {
            return Some(Err(error));
        }
        match self.group() {
            Some(group) => Some(self.document(group)),
            None => self.failed.pop_front().map(Err),
        }
    }
}

/// A row in the text of its document.
struct Placed {
    span: Span,
    /// The label that was put before the text.
    label: Option<Span>,
    speaker: Option<String>,
}

/// Puts the rows of a document together, a label before each speech.
fn join(group: Vec<Row>) -> (String, Vec<Placed>) {
    let mut text = String::new();
    let mut placed = Vec::new();
    for row in group {
        let start = text.len();
        let label = label(&row).filter(|_| !row.text.trim_start().starts_with(MARKS));
        let mut span = None;
        if let Some(label) = &label {
            text.push('○');
            text.push_str(label);
            span = Some(Span::new(start, text.len()));
            text.push_str("  ");
        }
        text.push_str(&row.text);
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        placed.push(Placed { span: Span::new(start, text.len()), label: span, speaker: label });
    }
    (text, placed)
}

/// Who speaks in a row, in one line.
fn label(row: &Row) -> Option<String> {
    let tidy = |part: &Option<String>| -> Option<String> {
        let words: Vec<_> = part.as_deref()?.split_whitespace().collect();
        let words = words.join(" ");
        let words = words.trim_start_matches(MARKS).trim_start().to_owned();
        (!words.is_empty()).then_some(words)
    };
    let speaker = tidy(&row.speaker)?;
    match tidy(&row.role) {
        Some(role) if !speaker.contains(&role) => Some(format!("{role} {speaker}")),
        _ => Some(speaker),
    }
}

/// Makes each row one turn, whatever its text looks like.
fn speak(document: &mut Document, rows: Vec<Placed>) {
    let parsed = std::mem::take(&mut document.turns);
    for row in rows {
        let first = parsed.partition_point(|turn| turn.span.end <= row.span.start);
        let (Some(label), Some(speaker)) = (row.label, row.speaker) else {
            let inside = parsed[first..].iter().take_while(|turn| turn.span.start < row.span.end);
            document.turns.extend(inside.filter_map(|turn| clip(turn, row.span)));
            continue;
        };
        let found = parsed.get(first).filter(|turn| turn.span.start == row.span.start);
        let agenda_item = parsed.get(first).and_then(|turn| turn.agenda_item);
        let understood = found
            .filter(|turn| turn.label.is_some_and(|found| found.end == label.end))
            .and_then(|turn| turn.speaker.clone());
        let speaker = understood.unwrap_or_else(|| Speaker {
            name: speaker,
            name_span: Some(Span::new(label.start + '○'.len_utf8(), label.end)),
            ..Speaker::default()
        });
        let after = &document.text[label.end..row.span.end];
        let start = row.span.end - after.trim_start_matches(' ').len();
        document.turns.push(Turn {
            span: row.span,
            label: Some(label),
            speaker: Some(speaker),
            body: Span::new(start, row.span.end),
            agenda_item,
        });
    }
}

/// The part of a turn that lies in `row`.
fn clip(turn: &Turn, row: Span) -> Option<Turn> {
    let cut = |span: Span| {
        let start = span.start.clamp(row.start, row.end);
        Span::new(start, span.end.clamp(start, row.end))
    };
    let span = cut(turn.span);
    let mut part = Turn { span, body: cut(turn.body), ..turn.clone() };
    if turn.span.start < row.start {
        (part.label, part.speaker, part.body) = (None, None, span);
    }
    (!span.is_empty()).then_some(part)
}
