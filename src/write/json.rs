//! JSON and JSON Lines.

use super::Writer;
use super::offset::OffsetUnit;
use super::wire::{self, Kind, Recorder};
use crate::{Analysis, Document};
use std::io::{self, Write};

/// Writes one JSON object for a single document, an array of them for several.
#[derive(Debug)]
pub struct JsonWriter<W> {
    out: W,
    unit: OffsetUnit,
    many: bool,
    written: usize,
}

impl<W: Write> JsonWriter<W> {
    /// A writer to `out`; `many` makes it an array.
    pub fn new(out: W, unit: OffsetUnit, many: bool) -> Self {
        Self { out, unit, many, written: 0 }
    }
}

impl<W: Write> Writer for JsonWriter<W> {
    fn write(&mut self, document: &Document, analysis: &Analysis) -> io::Result<()> {
        if self.many {
            self.out.write_all(if self.written == 0 { b"[\n" } else { b",\n" })?;
        }
        self.written += 1;
        let record = Recorder::new(document, self.unit).document(analysis);
        serde_json::to_writer(&mut self.out, &record)?;
        if self.many { Ok(()) } else { self.out.write_all(b"\n") }
    }

    fn finish(&mut self) -> io::Result<()> {
        if self.many {
            self.out.write_all(if self.written == 0 { b"[]\n" } else { b"\n]\n" })?;
        }
        self.out.flush()
    }
}

/// Writes one finding a line.
#[derive(Debug)]
pub struct JsonLinesWriter<W> {
    out: W,
    unit: OffsetUnit,
    kind: Option<Kind>,
}

impl<W: Write> JsonLinesWriter<W> {
    /// A writer to `out` of all findings, or of those of one kind.
    pub fn new(out: W, unit: OffsetUnit, kind: Option<Kind>) -> Self {
        Self { out, unit, kind }
    }
}

impl<W: Write> Writer for JsonLinesWriter<W> {
    fn write(&mut self, document: &Document, analysis: &Analysis) -> io::Result<()> {
        let recorder = Recorder::new(document, self.unit);
        for finding in &analysis.findings {
            if self.kind.is_none_or(|kind| kind == wire::kind(finding)) {
                serde_json::to_writer(&mut self.out, &recorder.finding(finding))?;
                self.out.write_all(b"\n")?;
            }
        }
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
