//! SQLite: one database of all tables.

use super::{Cell, Shape, cell};
use crate::write::rows::{Chunk, iso};
use crate::write::schema::{Table, Type};
use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, Error};
use std::io;
use std::path::Path;

/// A database that rows are appended to; it is whole after [`finish`](Self::finish).
#[derive(Debug)]
pub(in crate::write) struct Database {
    connection: Connection,
    tables: Vec<(Table, String)>,
    full_text: bool,
}

impl Database {
    /// Makes the database at `path`, where nothing stands.
    pub(in crate::write) fn new(path: &Path, shape: &Shape) -> io::Result<Self> {
        Self::open(path, shape).map_err(|error| io_error(&error))
    }

    fn open(path: &Path, shape: &Shape) -> rusqlite::Result<Self> {
        let connection = Connection::open(path)?;
        // The file takes its name only when it is whole, so that nothing needs rolling back.
        connection.execute_batch(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;
             PRAGMA page_size = 8192; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = OFF; BEGIN;",
        )?;
        let mut tables = Vec::new();
        for table in shape.tables() {
            connection.execute_batch(&create(table, shape))?;
            let places = vec!["?"; table.columns().count()].join(", ");
            tables.push((table, format!("INSERT INTO {} VALUES ({places})", table.name())));
        }
        Ok(Self { connection, tables, full_text: shape.full_text && shape.sentences })
    }

    /// Appends the rows of a chunk.
    pub(in crate::write) fn append(&mut self, chunk: &Chunk) -> io::Result<()> {
        self.insert(chunk).map_err(|error| io_error(&error))
    }

    fn insert(&mut self, chunk: &Chunk) -> rusqlite::Result<()> {
        for (table, insert) in &self.tables {
            let rows = chunk.rows(*table);
            if rows.len() == 0 {
                continue;
            }
            let mut statement = self.connection.prepare(insert)?;
            for row in 0..rows.len() {
                for (at, cells) in rows.columns().iter().enumerate() {
                    statement.raw_bind_parameter(at + 1, cell(chunk, cells, row))?;
                }
                statement.raw_execute()?;
            }
        }
        Ok(())
    }

    /// Makes the indexes and closes the file.
    pub(in crate::write) fn finish(self) -> io::Result<()> {
        self.close().map_err(|error| io_error(&error))
    }

    fn close(self) -> rusqlite::Result<()> {
        for (table, _) in &self.tables {
            let name = table.name();
            for column in table.indexes() {
                self.connection.execute_batch(&format!(
                    "CREATE INDEX {name}_by_{column} ON {name} ({column})"
                ))?;
            }
        }
        if self.full_text {
            self.connection.execute_batch(
                "CREATE VIRTUAL TABLE sentences_text USING fts5
                   (text, content = 'sentences', tokenize = 'trigram');
                 INSERT INTO sentences_text (sentences_text) VALUES ('rebuild');",
            )?;
        }
        self.connection.execute_batch("COMMIT")?;
        self.connection.close().map_err(|(_, error)| error)
    }
}

fn create(table: Table, shape: &Shape) -> String {
    let mut parts = Vec::new();
    for column in table.columns() {
        let kind = match column.kind {
            Type::Document | Type::Text | Type::Date => "TEXT",
            Type::Integer => "INTEGER",
            Type::Share => "REAL",
            Type::Boolean => "BOOLEAN",
        };
        let full = if column.nullable { "" } else { " NOT NULL" };
        parts.push(format!("{} {kind}{full}", column.name));
    }
    parts.push(format!("PRIMARY KEY ({})", table.key().join(", ")));
    for reference in table.references().iter().filter(|reference| shape.has(reference.table)) {
        let (from, to) = (reference.columns.join(", "), reference.table);
        parts.push(format!(
            "FOREIGN KEY ({from}) REFERENCES {} ({})",
            to.name(),
            to.key().join(", ")
        ));
    }
    format!("CREATE TABLE {} (\n  {}\n);", table.name(), parts.join(",\n  "))
}

impl ToSql for Cell<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Empty => ToSqlOutput::Borrowed(ValueRef::Null),
            Self::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Self::Integer(number) => ToSqlOutput::Borrowed(ValueRef::Integer(*number)),
            Self::Share(share) => ToSqlOutput::Borrowed(ValueRef::Real(*share)),
            Self::Boolean(it) => ToSqlOutput::Borrowed(ValueRef::Integer(i64::from(*it))),
            Self::Date(days) => ToSqlOutput::from(iso(*days)),
        })
    }
}

fn io_error(error: &Error) -> io::Error {
    let kind = match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::DiskFull) => io::ErrorKind::StorageFull,
        Some(rusqlite::ErrorCode::ReadOnly) => io::ErrorKind::ReadOnlyFilesystem,
        _ => io::ErrorKind::Other,
    };
    io::Error::new(kind, error.to_string())
}
