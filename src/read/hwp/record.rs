//! The records of a section.

/// A paragraph begins.
pub(super) const PARAGRAPH: u16 = 66;
/// Its characters.
pub(super) const TEXT: u16 = 67;
/// Something that stands in it: a table, a note, a header.
pub(super) const CONTROL: u16 = 71;
/// Paragraphs of a cell, a box or a note begin.
pub(super) const LIST: u16 = 72;

/// One record.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record<'a> {
    pub(super) tag: u16,
    pub(super) level: u16,
    pub(super) data: &'a [u8],
}

/// The records of a section, and whether they fill it.
pub(super) fn all(mut bytes: &[u8]) -> (Vec<Record<'_>>, bool) {
    let mut records = Vec::new();
    while let Some((record, rest)) = next(bytes) {
        records.push(record);
        bytes = rest;
    }
    // Sectors are filled up with zeros.
    let whole = bytes.len() < 4 || bytes.iter().all(|&byte| byte == 0);
    (records, whole)
}

fn next(bytes: &[u8]) -> Option<(Record<'_>, &[u8])> {
    let (head, mut rest) = bytes.split_first_chunk::<4>()?;
    let head = u32::from_le_bytes(*head);
    let mut size = (head >> 20) as usize;
    if size == 0xFFF {
        let (long, after) = rest.split_first_chunk::<4>()?;
        size = u32::from_le_bytes(*long) as usize;
        rest = after;
    }
    let (data, rest) = rest.split_at_checked(size)?;
    let (tag, level) = ((head & 0x3FF) as u16, (head >> 10 & 0x3FF) as u16);
    (tag != 0).then_some((Record { tag, level, data }, rest))
}

/// How many records from `at` on belong to the one at `at`, itself included.
pub(super) fn extent(records: &[Record<'_>], at: usize) -> usize {
    let level = records[at].level;
    1 + records[at + 1..].iter().take_while(|record| record.level > level).count()
}
