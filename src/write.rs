//! Findings to JSON, JSON Lines, CSV and readable text.
//!
//! `docs/schema.md` describes every member and column.

use crate::{Analysis, Document};
use std::io;

mod csv;
mod json;
mod offset;
mod text;
pub mod wire;

pub use self::csv::CsvWriter;
pub use json::{JsonLinesWriter, JsonWriter};
pub use offset::OffsetUnit;
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
