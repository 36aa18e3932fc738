//! Paragraphs, and what stands in them.

use super::record::{self, Record, extent};

/// Units of UTF-16 that a control character takes.
const CONTROL_UNITS: usize = 8;
/// Paragraphs in paragraphs at most; deeper ones are left out.
const DEEPEST: usize = 64;

/// The text of a document as it grows.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) text: String,
    /// Sections that break off.
    pub(super) damaged: usize,
}

impl Body {
    /// Appends a section.
    pub(super) fn section(&mut self, records: &[Record<'_>]) {
        self.paragraphs(records, 0);
    }

    /// Appends the outermost paragraphs among `records`, cells of one row in one line.
    fn paragraphs(&mut self, records: &[Record<'_>], depth: usize) {
        if depth > DEEPEST {
            return;
        }
        let mut at = 0;
        let mut row = None;
        let mut first_of_cell = false;
        while at < records.len() {
            let record = records[at];
            if record.tag == record::PARAGRAPH {
                if !std::mem::take(&mut first_of_cell) {
                    self.end_line();
                }
                let length = extent(records, at);
                self.paragraph(&records[at..at + length], depth);
                at += length;
                continue;
            }
            if record.tag == record::LIST {
                let next = cell_row(record.data);
                first_of_cell = next.is_some() && next == row;
                if first_of_cell {
                    self.text.push('\t');
                }
                row = next;
            }
            at += 1;
        }
        self.end_line();
    }

    /// Appends one paragraph; `records` begin with its header.
    fn paragraph(&mut self, records: &[Record<'_>], depth: usize) {
        let level = records[0].level + 1;
        let inside = |tag: u16| {
            (1..records.len())
                .filter(move |&at| records[at].tag == tag && records[at].level == level)
        };
        let mut controls = inside(record::CONTROL);
        let Some(text) = inside(record::TEXT).next() else {
            // Something may stand in a paragraph without a character for it.
            for at in controls {
                self.control(&records[at..at + extent(records, at)], depth);
            }
            return;
        };
        let mut units =
            records[text].data.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
        let mut pending: Vec<u16> = Vec::new();
        while let Some(unit) = units.next() {
            match unit {
                32.. => {
                    pending.push(unit);
                    continue;
                }
                _ => self.flush(&mut pending),
            }
            match unit {
                9 => self.text.push('\t'),
                10 => self.text.push('\n'),
                24 => self.text.push('-'),
                30 => self.text.push('\u{A0}'),
                31 => self.text.push(' '),
                _ => {}
            }
            if is_wide_control(unit) {
                units.by_ref().take(CONTROL_UNITS - 1).for_each(drop);
            }
            if has_record(unit)
                && let Some(at) = controls.next()
            {
                self.control(&records[at..at + extent(records, at)], depth);
            }
        }
        self.flush(&mut pending);
    }

    /// Appends what stands in a table or box; `records` begin with its header.
    fn control(&mut self, records: &[Record<'_>], depth: usize) {
        // The name is stored with its last letter first.
        let mut name = [0; 4];
        if let Some(head) = records[0].data.first_chunk::<4>() {
            name = *head;
            name.reverse();
        }
        if matches!(&name, b"tbl " | b"gso ") {
            self.paragraphs(&records[1..], depth + 1);
        }
    }

    fn flush(&mut self, pending: &mut Vec<u16>) {
        self.text.extend(
            char::decode_utf16(pending.drain(..)).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)),
        );
    }

    fn end_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }
}

/// The row of a cell; other lists have no room for one.
fn cell_row(data: &[u8]) -> Option<u16> {
    let row = data.get(10..12)?;
    (data.len() >= 34).then(|| u16::from_le_bytes([row[0], row[1]]))
}

fn is_wide_control(unit: u16) -> bool {
    matches!(unit, 1..=9 | 11 | 12 | 14..=23)
}

/// Whether a record of its own belongs to the character.
fn has_record(unit: u16) -> bool {
    matches!(unit, 1..=3 | 11 | 12 | 14..=18 | 21..=23)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    /// Reads records of tag, level and data.
    fn check(records: &[(u16, u16, Vec<u8>)], expected: &str) {
        let records: Vec<_> = records
            .iter()
            .map(|(tag, level, data)| Record { tag: *tag, level: *level, data })
            .collect();
        let mut body = Body::default();
        body.section(&records);
        assert_eq!(body.text, expected);
    }

    fn cell(row: u8) -> Vec<u8> {
        let mut data = vec![0; 47];
        data[10] = row;
        data
    }

    /// A control character and the seven units behind it.
    fn control(code: u8) -> String {
        char::from(code).to_string().repeat(8)
    }

    #[test]
    fn tables_stand_where_they_are_placed() {
        let host = format!("앞{}뒤\r", control(11));
        check(
            &[
                (66, 0, vec![]),
                (67, 1, units(&host)),
                (71, 1, b" lbt".to_vec()),
                (77, 2, vec![]),
                (72, 2, cell(0)),
                (66, 2, vec![]),
                (67, 3, units("가\r")),
                (72, 2, cell(0)),
                (66, 2, vec![]),
                (67, 3, units("나\r")),
                (66, 2, vec![]),
                (67, 3, units("다\r")),
                (72, 2, cell(1)),
                (66, 2, vec![]),
                (67, 3, units("라\r")),
                (66, 0, vec![]),
                (67, 1, units("끝\r")),
            ],
            "앞\n가\t나\n다\n라\n뒤\n끝\n",
        );
    }

    #[test]
    fn notes_and_headers_are_left_out() {
        let host = format!("본문{}, {}끝\r", control(17), control(9));
        check(
            &[
                (66, 0, vec![]),
                (67, 1, units(&host)),
                (71, 1, b"  nf".to_vec()),
                (72, 2, vec![0; 16]),
                (66, 2, vec![]),
                (67, 3, units("각주\r")),
            ],
            "본문, \t끝\n",
        );
    }

    #[test]
    fn boxes_are_read() {
        let host = format!("{}\r", control(11));
        check(
            &[
                (66, 0, vec![]),
                (67, 1, units(&host)),
                (71, 1, b" osg".to_vec()),
                (76, 2, vec![]),
                (72, 3, vec![0; 20]),
                (66, 3, vec![]),
                (67, 4, units("글상자\r")),
            ],
            "글상자\n",
        );
    }

    #[test]
    fn anything_goes() {
        check(&[], "");
        check(&[(67, 9, units("가")), (66, 3, vec![1]), (66, 0, vec![])], "");
        check(&[(66, 0, vec![]), (67, 1, vec![0xAC])], "");
        check(&[(66, 0, vec![]), (67, 1, vec![0, 0xD8, b'a', 0])], "\u{FFFD}a\n");
    }
}
