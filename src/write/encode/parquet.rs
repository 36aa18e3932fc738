//! Parquet: columns encoded apart, spliced into the file in order.

use crate::write::rows::{Cells, Chunk};
use crate::write::schema::{Column, Table, Type};
use bytes::Bytes;
use parquet::basic::{
    Compression, ConvertedType, LogicalType, Repetition, Type as Physical, ZstdLevel,
};
use parquet::column::writer::{ColumnCloseResult, ColumnWriter, get_column_writer};
use parquet::data_type::ByteArray;
use parquet::errors::{ParquetError, Result};
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterPropertiesPtr};
use parquet::file::writer::{SerializedFileWriter, SerializedPageWriter, TrackedWrite};
use parquet::schema::types::{SchemaDescriptor, Type as SchemaType, TypePtr};
use std::fmt;
use std::io::{self, Write};
use std::sync::{Arc, LazyLock};

/// The rows of one table, encoded and compressed.
pub(crate) struct RowGroup {
    columns: Vec<(Bytes, ColumnCloseResult)>,
    rows: usize,
}

impl RowGroup {
    pub(super) fn bytes(&self) -> usize {
        self.columns.iter().map(|(bytes, _)| bytes.len()).sum()
    }
}

impl fmt::Debug for RowGroup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RowGroup").field("rows", &self.rows).finish_non_exhaustive()
    }
}

/// Encodes the rows of a table.
pub(super) fn encode(chunk: &Chunk, table: Table) -> io::Result<RowGroup> {
    let rows = chunk.rows(table);
    let mut columns = Vec::new();
    if rows.len() > 0 {
        let schema = schema(table);
        let properties = properties();
        for (at, (column, cells)) in table.columns().zip(rows.columns()).enumerate() {
            let mut out = TrackedWrite::new(Vec::new());
            let pages = Box::new(SerializedPageWriter::new(&mut out));
            let mut writer = get_column_writer(schema.column(at), properties.clone(), pages);
            let closed = fill(&mut writer, column, cells, chunk).and_then(|()| writer.close());
            let closed = closed.map_err(io_error)?;
            let bytes = out.into_inner().map_err(io_error)?;
            columns.push((Bytes::from(bytes), closed));
        }
    }
    Ok(RowGroup { columns, rows: rows.len() })
}

fn fill(
    writer: &mut ColumnWriter<'_>,
    column: &Column,
    cells: &Cells,
    chunk: &Chunk,
) -> Result<()> {
    let levels: Option<Vec<i16>> =
        column.nullable.then(|| cells.filled().iter().map(|filled| i16::from(*filled)).collect());
    let levels = levels.as_deref();
    let kept = |row: &usize| !column.nullable || cells.filled()[*row];
    let rows = (0..cells.filled().len()).filter(kept);
    match writer {
        ColumnWriter::ByteArrayColumnWriter(writer) => {
            let values: Vec<ByteArray> = match cells.kind {
                Type::Document => {
                    let ids: Vec<Bytes> =
                        chunk.documents.iter().map(|id| Bytes::from(id.clone())).collect();
                    let id = |row: usize| {
                        let index = usize::try_from(cells.numbers()[row]).ok();
                        let shared = index.and_then(|index| ids.get(index)).cloned();
                        ByteArray::from(shared.unwrap_or_default())
                    };
                    rows.map(id).collect()
                }
                _ => {
                    let (texts, ends) = cells.texts();
                    let texts = Bytes::copy_from_slice(texts.as_bytes());
                    let slice = |row: usize| {
                        let start = if row == 0 { 0 } else { ends[row - 1] };
                        ByteArray::from(texts.slice(start..ends[row]))
                    };
                    rows.map(slice).collect()
                }
            };
            writer.write_batch(&values, levels, None)?;
        }
        ColumnWriter::Int64ColumnWriter(writer) => {
            let values: Vec<i64> = rows.map(|row| cells.numbers()[row]).collect();
            writer.write_batch(&values, levels, None)?;
        }
        ColumnWriter::Int32ColumnWriter(writer) => {
            let day = |row: usize| i32::try_from(cells.numbers()[row]).unwrap_or_default();
            let values: Vec<i32> = rows.map(day).collect();
            writer.write_batch(&values, levels, None)?;
        }
        ColumnWriter::DoubleColumnWriter(writer) => {
            let values: Vec<f64> = rows.map(|row| cells.share(row)).collect();
            writer.write_batch(&values, levels, None)?;
        }
        ColumnWriter::BoolColumnWriter(writer) => {
            let values: Vec<bool> = rows.map(|row| cells.numbers()[row] != 0).collect();
            writer.write_batch(&values, levels, None)?;
        }
        _ => return Err(ParquetError::General("no table has a column of this type".to_owned())),
    }
    Ok(())
}

/// A Parquet file that row groups are appended to.
pub(in crate::write) struct File<W: Write + Send>(SerializedFileWriter<W>);

impl<W: Write + Send> fmt::Debug for File<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File").finish_non_exhaustive()
    }
}

impl<W: Write + Send> File<W> {
    /// Starts a file for the rows of a table.
    pub(in crate::write) fn new(out: W, table: Table) -> io::Result<Self> {
        let schema = schema(table).root_schema_ptr();
        Ok(Self(SerializedFileWriter::new(out, schema, properties()).map_err(io_error)?))
    }

    /// Appends rows; none make no row group.
    pub(in crate::write) fn append(&mut self, group: RowGroup) -> io::Result<()> {
        if group.rows == 0 {
            return Ok(());
        }
        let mut out = self.0.next_row_group().map_err(io_error)?;
        for (bytes, closed) in group.columns {
            out.append_column(&bytes, closed).map_err(io_error)?;
        }
        out.close().map_err(io_error)?;
        Ok(())
    }

    /// Writes the footer and returns the file.
    pub(in crate::write) fn finish(self) -> io::Result<W> {
        self.0.into_inner().map_err(io_error)
    }
}

fn properties() -> WriterPropertiesPtr {
    let level = ZstdLevel::try_new(LEVEL).unwrap_or_default();
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(level))
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_created_by(concat!("sokgirok ", env!("CARGO_PKG_VERSION")).to_owned());
    Arc::new(properties.build())
}

/// The fastest of zstd's ordinary levels.
const LEVEL: i32 = 1;

/// The schema of a table; there is one of each, since a file keeps that of every row group.
fn schema(table: Table) -> &'static SchemaDescriptor {
    static SCHEMAS: LazyLock<[SchemaDescriptor; Table::ALL.len()]> =
        LazyLock::new(|| Table::ALL.map(|table| describe(table).expect("its columns have names")));
    &SCHEMAS[table.index()]
}

fn describe(table: Table) -> Result<SchemaDescriptor> {
    let fields: Result<Vec<TypePtr>> = table.columns().map(field).collect();
    let group = SchemaType::group_type_builder(table.name()).with_fields(fields?).build()?;
    Ok(SchemaDescriptor::new(Arc::new(group)))
}

fn field(column: &Column) -> Result<TypePtr> {
    let (physical, logical, converted) = match column.kind {
        Type::Document | Type::Text => {
            (Physical::BYTE_ARRAY, Some(LogicalType::String), ConvertedType::UTF8)
        }
        Type::Integer => (Physical::INT64, None, ConvertedType::NONE),
        Type::Share => (Physical::DOUBLE, None, ConvertedType::NONE),
        Type::Boolean => (Physical::BOOLEAN, None, ConvertedType::NONE),
        Type::Date => (Physical::INT32, Some(LogicalType::Date), ConvertedType::DATE),
    };
    let repetition = if column.nullable { Repetition::OPTIONAL } else { Repetition::REQUIRED };
    let field = SchemaType::primitive_type_builder(column.name, physical)
        .with_repetition(repetition)
        .with_logical_type(logical)
        .with_converted_type(converted)
        .build()?;
    Ok(Arc::new(field))
}

fn io_error(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(cause) => match cause.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(cause) => io::Error::other(cause.to_string()),
        },
        other => io::Error::other(other.to_string()),
    }
}
