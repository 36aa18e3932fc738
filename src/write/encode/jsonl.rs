//! JSON Lines.

use super::{Cell, cell};
use crate::write::rows::{Chunk, iso};
use crate::write::schema::Table;
use std::io::Write;

/// The rows of a table, one object a line; members without a value are null.
pub(super) fn encode(chunk: &Chunk, table: Table) -> Vec<u8> {
    let rows = chunk.rows(table);
    let names: Vec<String> = table
        .columns()
        .enumerate()
        .map(|(at, column)| format!("{}\"{}\":", if at == 0 { '{' } else { ',' }, column.name))
        .collect();
    let mut out = Vec::new();
    for row in 0..rows.len() {
        for (name, cells) in names.iter().zip(rows.columns()) {
            out.extend_from_slice(name.as_bytes());
            match cell(chunk, cells, row) {
                Cell::Empty => out.extend_from_slice(b"null"),
                Cell::Text(text) => string(&mut out, text),
                Cell::Integer(number) => number_to(&mut out, number),
                Cell::Share(share) => {
                    write!(out, "{share}").expect("writing to memory succeeds");
                }
                Cell::Boolean(it) => out.extend_from_slice(if it { b"true" } else { b"false" }),
                Cell::Date(days) => string(&mut out, &iso(days)),
            }
        }
        out.extend_from_slice(b"}\n");
    }
    out
}

fn number_to(out: &mut Vec<u8>, number: i64) {
    write!(out, "{number}").expect("writing to memory succeeds");
}

fn string(out: &mut Vec<u8>, text: &str) {
    serde_json::to_writer(&mut *out, text).expect("text is always JSON, and memory takes it");
}
