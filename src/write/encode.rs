//! Rows to the bytes of a format.
//!
//! Encoding a chunk is pure and may run on any thread; [`Folder`](super::Folder) appends what was
//! encoded, in order.

use super::rows::Chunk;
use super::schema::{Table, Type};
use std::io;

pub(super) mod csv;
pub(super) mod jsonl;
#[cfg(feature = "write-parquet")]
pub(super) mod parquet;
#[cfg(feature = "write-sqlite")]
pub(super) mod sqlite;

/// A format of tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// One JSON object a line; a file for each table.
    JsonLines,
    /// Comma-separated values with a header line; a file for each table.
    Csv,
    /// Apache Parquet; a file for each table.
    #[cfg(feature = "write-parquet")]
    Parquet,
    /// One SQLite database, `sokgirok.sqlite`.
    #[cfg(feature = "write-sqlite")]
    Sqlite,
}

impl Format {
    /// The formats that this build knows.
    pub const ALL: &[Self] = &[
        Self::JsonLines,
        Self::Csv,
        #[cfg(feature = "write-parquet")]
        Self::Parquet,
        #[cfg(feature = "write-sqlite")]
        Self::Sqlite,
    ];

    /// Name of the format and ending of its files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::JsonLines => "jsonl",
            Self::Csv => "csv",
            #[cfg(feature = "write-parquet")]
            Self::Parquet => "parquet",
            #[cfg(feature = "write-sqlite")]
            Self::Sqlite => "sqlite",
        }
    }
}

/// What to write, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// The formats, each once.
    pub formats: Vec<Format>,
    /// Whether to write the table `sentences`.
    pub sentences: bool,
    /// Whether to write the table `tokens`.
    pub tokens: bool,
    /// Whether SQLite gets a full-text index over the sentences.
    pub full_text: bool,
    /// Whether CSV starts with a byte order mark, which Excel needs to see UTF-8.
    pub byte_order_mark: bool,
}

impl Default for Shape {
    /// JSON Lines, without sentences and tokens.
    fn default() -> Self {
        Self {
            formats: vec![Format::JsonLines],
            sentences: false,
            tokens: false,
            full_text: false,
            byte_order_mark: false,
        }
    }
}

impl Shape {
    /// The tables to write.
    pub fn tables(&self) -> impl Iterator<Item = Table> + '_ {
        Table::ALL.into_iter().filter(|table| self.has(*table))
    }

    /// Whether a table is to be written.
    #[must_use]
    pub fn has(&self, table: Table) -> bool {
        match table {
            Table::Sentences => self.sentences,
            Table::Tokens => self.tokens,
            _ => true,
        }
    }
}

/// One table of a chunk in one format.
#[derive(Debug)]
pub(crate) enum Section {
    /// Bytes to append.
    Bytes(Vec<u8>),
    /// A row group.
    #[cfg(feature = "write-parquet")]
    RowGroup(parquet::RowGroup),
}

/// A chunk in all formats asked for.
#[derive(Debug)]
pub(crate) struct Encoded {
    /// By format, then by table, as [`Shape`] lists them; nothing for SQLite.
    pub(super) sections: Vec<Section>,
    /// The rows themselves, where SQLite wants them.
    pub(super) chunk: Option<Chunk>,
}

impl Encoded {
    /// About how many bytes of memory it takes.
    pub(crate) fn bytes(&self) -> u64 {
        let sections = self.sections.iter().map(|section| match section {
            Section::Bytes(bytes) => bytes.len(),
            #[cfg(feature = "write-parquet")]
            Section::RowGroup(group) => group.bytes(),
        });
        sections.sum::<usize>() as u64
    }
}

/// Encodes a chunk, which is taken where SQLite wants its rows.
///
/// # Errors
/// When a format's library refuses the rows.
pub(crate) fn encode(chunk: &mut Chunk, shape: &Shape) -> io::Result<Encoded> {
    let mut sections = Vec::new();
    let mut keep = false;
    for format in &shape.formats {
        for table in shape.tables() {
            sections.push(match format {
                Format::JsonLines => Section::Bytes(jsonl::encode(chunk, table)),
                Format::Csv => Section::Bytes(csv::encode(chunk, table)?),
                #[cfg(feature = "write-parquet")]
                Format::Parquet => Section::RowGroup(parquet::encode(chunk, table)?),
                #[cfg(feature = "write-sqlite")]
                Format::Sqlite => {
                    keep = true;
                    break;
                }
            });
        }
    }
    Ok(Encoded { sections, chunk: keep.then(|| std::mem::take(chunk)) })
}

/// A value as CSV and JSON write it.
#[derive(Clone, Copy, Debug)]
enum Cell<'a> {
    Empty,
    Text(&'a str),
    Integer(i64),
    Share(f64),
    Boolean(bool),
    Date(i64),
}

/// The value of a column in a row.
fn cell<'a>(chunk: &'a Chunk, cells: &'a super::rows::Cells, row: usize) -> Cell<'a> {
    if !cells.filled()[row] {
        return Cell::Empty;
    }
    match cells.kind {
        Type::Text => Cell::Text(cells.text(row)),
        Type::Document => Cell::Text(document(chunk, cells.numbers()[row])),
        Type::Boolean => Cell::Boolean(cells.numbers()[row] != 0),
        Type::Date => Cell::Date(cells.numbers()[row]),
        Type::Integer => Cell::Integer(cells.numbers()[row]),
        Type::Share => Cell::Share(cells.share(row)),
    }
}

/// The id of a document of the chunk.
fn document(chunk: &Chunk, index: i64) -> &str {
    let id = usize::try_from(index).ok().and_then(|index| chunk.documents.get(index));
    id.map_or("", String::as_str)
}
