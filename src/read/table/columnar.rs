//! Parquet.

use super::{Columns, Grouped, Row};
use crate::read::file::{Body, Name};
use crate::read::{Format, Options, Reading};
use crate::{ErrorKind, Result};
use arrow_array::cast::AsArray;
use arrow_array::types::{
    Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, RecordBatch};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder,
};
use parquet::errors::ParquetError;
use parquet::file::reader::ChunkReader;

/// Rows that are decoded at a time.
const BATCH: usize = 32;

/// The documents of a table.
pub(in crate::read) fn parquet(
    name: &Name,
    body: Body,
    options: &Options,
) -> Result<Box<dyn Iterator<Item = Result<Reading>> + Send>> {
    match body {
        Body::File(file, _) => open(name, file, options),
        Body::Bytes(bytes) => open(name, bytes::Bytes::from(bytes), options),
    }
}

fn open(
    name: &Name,
    input: impl ChunkReader + 'static,
    options: &Options,
) -> Result<Box<dyn Iterator<Item = Result<Reading>> + Send>> {
    let fail = |error: ParquetError| {
        name.error(ErrorKind::Format, format!("expected a Parquet file: {error}"))
    };
    // The arrow schema that some writers add may ask for types that mean nothing here.
    let plain = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
    let builder =
        ParquetRecordBatchReaderBuilder::try_new_with_options(input, plain).map_err(fail)?;
    let heads: Vec<String> =
        builder.schema().fields().iter().map(|field| field.name().clone()).collect();
    let columns = Columns::find(name, &heads, options)?;
    let mut wanted: Vec<usize> = [Some(columns.text), columns.id, columns.speaker, columns.role]
        .into_iter()
        .flatten()
        .collect();
    wanted.sort_unstable();
    wanted.dedup();
    let mask = ProjectionMask::roots(builder.parquet_schema(), wanted.iter().copied());
    let reader = builder.with_projection(mask).with_batch_size(BATCH).build().map_err(fail)?;
    let kept = |at: usize| wanted.iter().position(|&wanted| wanted == at);
    let columns = Columns {
        text: kept(columns.text).unwrap_or(0),
        id: columns.id.and_then(kept),
        speaker: columns.speaker.and_then(kept),
        role: columns.role.and_then(kept),
    };
    let rows =
        Rows { name: name.clone(), reader, columns, batch: None, at: 0, number: 0, over: false };
    Ok(Box::new(Grouped::new(name, Format::Parquet, rows, columns, options, None)))
}

struct Rows {
    name: Name,
    reader: ParquetRecordBatchReader,
    columns: Columns,
    batch: Option<RecordBatch>,
    at: usize,
    number: usize,
    over: bool,
}

impl Iterator for Rows {
    type Item = Result<Row>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if self.over {
                return None;
            }
            if let Some(batch) = &self.batch
                && self.at < batch.num_rows()
            {
                let (at, columns) = (self.at, self.columns);
                self.at += 1;
                self.number += 1;
                let get = |column: Option<usize>| {
                    column.and_then(|column| cell(batch.column(column), at))
                };
                return Some(Ok(Row {
                    text: get(Some(columns.text)).unwrap_or_default(),
                    id: get(columns.id),
                    speaker: get(columns.speaker),
                    role: get(columns.role),
                    number: self.number,
                }));
            }
            match self.reader.next() {
                None => return None,
                Some(Ok(batch)) => {
                    if let Some(fault) = unreadable(&batch, self.columns.text) {
                        self.over = true;
                        return Some(Err(self.name.error(ErrorKind::Format, fault)));
                    }
                    (self.batch, self.at) = (Some(batch), 0);
                }
                Some(Err(error)) => {
                    self.over = true;
                    let message = format!("damaged after row {}: {error}", self.number);
                    return Some(Err(self.name.error(ErrorKind::Format, message)));
                }
            }
        }
    }
}

/// Why a column cannot hold text.
fn unreadable(batch: &RecordBatch, text: usize) -> Option<String> {
    let column = batch.column(text);
    let is_text = column.as_string_opt::<i32>().is_some()
        || column.as_string_opt::<i64>().is_some()
        || column.as_string_view_opt().is_some()
        || column.as_binary_opt::<i32>().is_some();
    (!is_text).then(|| format!("expected a column of strings, found one of {}", column.data_type()))
}

fn cell(column: &dyn Array, at: usize) -> Option<String> {
    if column.is_null(at) {
        return None;
    }
    if let Some(strings) = column.as_string_opt::<i32>() {
        return Some(strings.value(at).to_owned());
    }
    if let Some(strings) = column.as_string_opt::<i64>() {
        return Some(strings.value(at).to_owned());
    }
    if let Some(strings) = column.as_string_view_opt() {
        return Some(strings.value(at).to_owned());
    }
    if let Some(strings) = column.as_binary_opt::<i32>() {
        return Some(String::from_utf8_lossy(strings.value(at)).into_owned());
    }
    macro_rules! number {
        ($($kind:ty),*) => {
            $(if let Some(numbers) = column.as_primitive_opt::<$kind>() {
                return Some(numbers.value(at).to_string());
            })*
        };
    }
    number!(
        Int64Type, Int32Type, Int16Type, Int8Type, UInt64Type, UInt32Type, UInt16Type, UInt8Type
    );
    None
}
