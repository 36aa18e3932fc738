//! Findings to JSON, JSON Lines, CSV and readable text; runs to tables.
//!
//! `docs/schema.md` describes every member and column.

#![cfg_attr(
    not(all(feature = "run", feature = "write-parquet", feature = "write-sqlite")),
    allow(dead_code, unused_imports, unused_mut, reason = "parts serve only some of the outputs")
)]

use crate::{Analysis, Document};
use std::io;

mod csv;
mod encode;
mod folder;
mod json;
mod offset;
pub(crate) mod record;
mod rows;
pub mod schema;
mod text;
pub mod wire;

pub use self::csv::CsvWriter;
pub use encode::{Format, Shape};
pub use folder::Folder;
pub use json::{JsonLinesWriter, JsonWriter};
pub use offset::OffsetUnit;
pub use record::{OnRequest, Provenance};
pub use text::TextWriter;
pub use wire::Kind;

/// Writes the findings of one document after the other.
pub trait Writer {
    /// Writes what was found in a document.
    ///
    /// # Errors
    /// When the output cannot be written.
    fn write(&mut self, document: &Document, analysis: &Analysis) -> io::Result<()>;

    /// Writes what closes the output, and flushes it.
    ///
    /// # Errors
    /// When the output cannot be written.
    fn finish(&mut self) -> io::Result<()>;
}

#[cfg(feature = "run")]
pub(crate) use self::{
    encode::{Encoded, encode},
    folder::sync_folder,
    rows::Chunk,
};
