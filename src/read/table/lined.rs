//! CSV and JSON Lines.

use super::transcode::{Transcoder, Watch};
use super::{Columns, Grouped, Row};
use crate::read::file::{Name, ReadSeek};
use crate::read::{Encoding, Format, Options, Reading};
use crate::{ErrorKind, Position, Result};
use serde_json::Value;
use std::io::{BufRead, BufReader};

type Stream = Transcoder<Box<dyn ReadSeek>>;

/// The documents of a table that is text.
pub(in crate::read) fn text(
    name: &Name,
    format: Format,
    stream: Box<dyn ReadSeek>,
    options: &Options,
) -> Result<Box<dyn Iterator<Item = Result<Reading>> + Send>> {
    let watch = Watch::default();
    watch.row(options.limits.row);
    let (stream, encoding) = Transcoder::new(stream, options.encoding, watch.clone())
        .map_err(|error| name.error(ErrorKind::Io, error.to_string()))?;
    if format == Format::Csv {
        csv(name, stream, encoding, watch, options)
    } else {
        json(name, stream, encoding, watch, options)
    }
}

fn csv(
    name: &Name,
    stream: Stream,
    encoding: Encoding,
    watch: Watch,
    options: &Options,
) -> Result<Box<dyn Iterator<Item = Result<Reading>> + Send>> {
    let tabs = name.to_string().to_ascii_lowercase().ends_with(".tsv");
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .delimiter(if tabs { b'\t' } else { b',' })
        .from_reader(stream);
    let fail = |name: &Name, error: &csv::Error| {
        let line = error.position().map_or(1, csv::Position::line);
        name.error(ErrorKind::Format, format!("expected a row of CSV: {error}"))
            .at(Position::Line(usize::try_from(line).unwrap_or(usize::MAX)))
    };
    let heads: Vec<String> = match reader.headers() {
        Ok(heads) => {
            heads.iter().map(|head| head.trim_start_matches('\u{FEFF}').to_owned()).collect()
        }
        Err(error) => return Err(fail(name, &error)),
    };
    let columns = Columns::find(name, &heads, options)?;
    let (limit, called, rows_watch) = (options.limits.row, name.clone(), watch.clone());
    let mut record = csv::StringRecord::new();
    let mut over = false;
    let rows = std::iter::from_fn(move || {
        if over {
            return None;
        }
        rows_watch.row(limit);
        match reader.read_record(&mut record) {
            Ok(false) => None,
            Ok(true) => {
                let number =
                    record.position().map_or(0, |at| usize::try_from(at.line()).unwrap_or(0));
                let cell = |at: Option<usize>| at.and_then(|at| record.get(at)).map(str::to_owned);
                Some(Ok(Row {
                    text: cell(Some(columns.text)).unwrap_or_default(),
                    id: cell(columns.id),
                    speaker: cell(columns.speaker),
                    role: cell(columns.role),
                    number,
                }))
            }
            Err(error) => {
                over = error.is_io_error();
                Some(Err(fail(&called, &error)))
            }
        }
    });
    let rows = Grouped::new(name, Format::Csv, rows, columns, options, Some(encoding));
    Ok(Box::new(watched(rows, encoding, watch)))
}

fn json(
    name: &Name,
    stream: Stream,
    encoding: Encoding,
    watch: Watch,
    options: &Options,
) -> Result<Box<dyn Iterator<Item = Result<Reading>> + Send>> {
    let mut lines = Lines {
        name: name.clone(),
        reader: BufReader::new(stream),
        watch: watch.clone(),
        limit: options.limits.row,
        number: 0,
        over: false,
    };
    // The columns are those of the first row.
    let first = lines.next();
    let Some(first) = first else {
        return Ok(Box::new(std::iter::empty()));
    };
    let (number, object) = first?;
    let heads: Vec<String> = object.keys().cloned().collect();
    let columns = Columns::find(name, &heads, options)?;
    let called = name.clone();
    let rows = std::iter::once(Ok((number, object))).chain(lines).map(move |line| {
        let (number, object) = line?;
        let head = |at: Option<usize>| at.and_then(|at| object.get(&heads[at]));
        let Some(Value::String(text)) = object.get(&heads[columns.text]) else {
            let message = format!("expected a member {} that is a string", heads[columns.text]);
            return Err(called.error(ErrorKind::Format, message).at(Position::Line(number)));
        };
        Ok(Row {
            text: text.clone(),
            id: head(columns.id).and_then(cell),
            speaker: head(columns.speaker).and_then(cell),
            role: head(columns.role).and_then(cell),
            number,
        })
    });
    let rows = Grouped::new(name, Format::JsonLines, rows, columns, options, Some(encoding));
    Ok(Box::new(watched(rows, encoding, watch)))
}

fn cell(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

/// Lines that are JSON objects.
struct Lines {
    name: Name,
    reader: BufReader<Stream>,
    watch: Watch,
    limit: u64,
    number: usize,
    over: bool,
}

impl Iterator for Lines {
    type Item = Result<(usize, serde_json::Map<String, Value>)>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.over {
            self.watch.row(self.limit);
            self.number += 1;
            let mut line = String::new();
            let fail = |message: String| {
                self.name.error(ErrorKind::Format, message).at(Position::Line(self.number))
            };
            match self.reader.read_line(&mut line) {
                Ok(0) => return None,
                Ok(_) => {
                    let line = line.trim().trim_start_matches('\u{FEFF}');
                    if line.is_empty() {
                        continue;
                    }
                    return Some(
                        serde_json::from_str(line)
                            .map(|object| (self.number, object))
                            .map_err(|error| fail(format!("expected a JSON object: {error}"))),
                    );
                }
                Err(error) => {
                    self.over = true;
                    return Some(Err(fail(error.to_string())));
                }
            }
        }
        None
    }
}

/// Hands each document the broken bytes that were met up to it.
fn watched(
    rows: impl Iterator<Item = Result<Reading>> + Send,
    encoding: Encoding,
    watch: Watch,
) -> impl Iterator<Item = Result<Reading>> + Send {
    rows.map(move |reading| {
        let mut reading = reading?;
        reading.warnings.extend(watch.take_broken().warning(encoding));
        Ok(reading)
    })
}
