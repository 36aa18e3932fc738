//! CSV as spreadsheets read it: RFC 4180 with `\n`, quotes where needed.

use super::{Cell, cell};
use crate::write::rows::{Chunk, iso};
use crate::write::schema::Table;
use std::io;

/// The rows of a table, without the header line.
pub(super) fn encode(chunk: &Chunk, table: Table) -> io::Result<Vec<u8>> {
    let rows = chunk.rows(table);
    let mut out = csv::Writer::from_writer(Vec::new());
    let mut buffer = String::new();
    for row in 0..rows.len() {
        for cells in rows.columns() {
            match cell(chunk, cells, row) {
                Cell::Empty => out.write_field("")?,
                Cell::Text(text) => out.write_field(safe(text, &mut buffer))?,
                Cell::Integer(number) => out.write_field(number.to_string())?,
                Cell::Share(share) => out.write_field(share.to_string())?,
                Cell::Boolean(it) => out.write_field(if it { "true" } else { "false" })?,
                Cell::Date(days) => out.write_field(iso(days))?,
            }
        }
        out.write_record(None::<&[u8]>)?;
    }
    out.into_inner().map_err(|error| io::Error::other(error.to_string()))
}

/// The header line, after a byte order mark if there is to be one.
pub(in crate::write) fn header(table: Table, byte_order_mark: bool) -> Vec<u8> {
    let mark = if byte_order_mark { "\u{FEFF}" } else { "" };
    let names: Vec<_> = table.columns().map(|column| column.name).collect();
    format!("{mark}{}\n", names.join(",")).into_bytes()
}

/// Text that a spreadsheet does not take for a formula: an apostrophe goes before `=`, `+`, `-`,
/// `@`, a tab or a carriage return at the start.
fn safe<'a>(text: &'a str, buffer: &'a mut String) -> &'a str {
    if !text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) {
        return text;
    }
    buffer.clear();
    buffer.push('\'');
    buffer.push_str(text);
    buffer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_text() {
        for (text, expected) in [
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-3명", "'-3명"),
            ("＝1", "'＝1"),
            ("1=1", "1=1"),
            ("", ""),
        ] {
            assert_eq!(safe(text, &mut String::new()), expected);
        }
    }
}
