//! The table format, with line numbers in every message.

use super::Entry;
use crate::{Error, ErrorKind, Position, Result};
use std::collections::HashMap;
use std::io::Read;

const HEADER: &str = "surface\tclass\tcanonical\ttoken\tnote";

/// Reads a table as (class, entry) pairs, in order.
pub(super) fn read(name: &str, mut reader: impl Read) -> Result<Vec<(String, Entry)>> {
    let fail = |line: usize, message: String| {
        Error::new(ErrorKind::Lexicon, message).in_file(name).at(Position::Line(line))
    };
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes).map_err(|error| Error::io(name.as_ref(), &error))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        Error::new(ErrorKind::Lexicon, "expected UTF-8")
            .in_file(name)
            .at(Position::Byte(error.utf8_error().valid_up_to()))
    })?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    let mut lines = text.lines().enumerate().map(|(index, line)| (index + 1, line));
    match lines.next() {
        Some((_, HEADER)) => {}
        _ => return Err(fail(1, format!("expected the header line `{HEADER}`"))),
    }
    let mut entries = Vec::new();
    let mut seen: HashMap<(String, String), usize> = HashMap::new();
    for (number, line) in lines {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let mut columns: Vec<_> = line.split('\t').map(str::trim).collect();
        if !(2..=5).contains(&columns.len()) {
            let found = columns.len();
            return Err(fail(number, format!("expected 5 columns parted by tabs, found {found}")));
        }
        columns.resize(5, "");
        let [surface, class, canonical, token] = [columns[0], columns[1], columns[2], columns[3]];
        if surface.is_empty() || class.is_empty() {
            return Err(fail(number, "expected a surface and a class".to_owned()));
        }
        let key = (class.to_owned(), surface.to_owned());
        if let Some(first) = seen.insert(key, number) {
            let message =
                format!("class `{class}` lists `{surface}` twice (first at line {first})");
            return Err(fail(number, message));
        }
        let or_surface = if canonical.is_empty() { surface } else { canonical };
        entries.push((
            class.to_owned(),
            Entry {
                surface: surface.to_owned(),
                canonical: or_surface.to_owned(),
                token: (!token.is_empty()).then(|| token.to_owned()),
            },
        ));
    }
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(table: &str, expected: &str) {
        let error = read("a.tsv", table.as_bytes()).expect_err("the table is malformed");
        assert_eq!(error.to_string(), expected);
    }

    #[test]
    fn messages_name_the_line() {
        check("", &format!("a.tsv:1: expected the header line `{HEADER}`"));
        check(&format!("{HEADER}\n장관\n"), "a.tsv:2: expected 5 columns parted by tabs, found 1");
        check(
            &format!("{HEADER}\n장관\trank\t\t\t\n\n장관\trank\t\t\t\n"),
            "a.tsv:4: class `rank` lists `장관` twice (first at line 2)",
        );
    }
}
