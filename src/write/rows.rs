//! Rows of all tables, column by column: what a run keeps between reading and writing.

use super::schema::{Table, Type};
use crate::Date;

/// One value of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Value<'a> {
    Empty,
    Text(&'a str),
    Integer(i64),
    /// Thousandths.
    Share(u16),
    Boolean(bool),
    /// Days since 1970-01-01.
    Date(i32),
}

/// The rows of some documents, in all tables.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Chunk {
    /// Ids of the documents; a document column holds indices into them.
    pub(crate) documents: Vec<String>,
    tables: Vec<Rows>,
}

/// The rows of one table.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Rows {
    len: usize,
    columns: Vec<Cells>,
}

/// The values of one column; an empty value takes a place of its own, as `""` or 0.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Cells {
    /// What the column holds.
    pub(crate) kind: Type,
    filled: Vec<bool>,
    numbers: Vec<i64>,
    text: String,
    ends: Vec<usize>,
}

impl Default for Chunk {
    fn default() -> Self {
        let tables = Table::ALL.iter().map(|table| Rows::new(*table)).collect();
        Self { documents: Vec::new(), tables }
    }
}

impl Chunk {
    /// The rows of a table.
    pub(crate) fn rows(&self, table: Table) -> &Rows {
        &self.tables[table.index()]
    }

    /// Takes everything out and keeps the memory.
    pub(crate) fn clear(&mut self) {
        self.documents.clear();
        for rows in &mut self.tables {
            rows.len = 0;
            rows.columns.iter_mut().for_each(Cells::clear);
        }
    }

    /// Adds a row to a table.
    ///
    /// The number and the types of the values are those of the table's columns; a value of another
    /// type, which a test would find, is kept as an empty one.
    pub(crate) fn push(&mut self, table: Table, values: &[Value<'_>]) {
        let rows = &mut self.tables[table.index()];
        debug_assert_eq!(values.len(), rows.columns.len(), "{}", table.name());
        for (at, cells) in rows.columns.iter_mut().enumerate() {
            cells.push(values.get(at).copied().unwrap_or(Value::Empty));
        }
        rows.len += 1;
    }

    /// The chunk as bytes that [`extend_from_bytes`](Self::extend_from_bytes) reads.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        put(&mut out, self.documents.len() as u64);
        for id in &self.documents {
            put(&mut out, id.len() as u64);
            out.extend_from_slice(id.as_bytes());
        }
        for rows in &self.tables {
            put(&mut out, rows.len as u64);
            for cells in &rows.columns {
                cells.write(&mut out);
            }
        }
        out
    }

    /// Adds the documents and rows of a chunk behind those that are here; `None` when the bytes
    /// are not those of a chunk.
    pub(crate) fn extend_from_bytes(&mut self, bytes: &[u8]) -> Option<()> {
        let mut bytes = Bytes(bytes);
        let shift = i64::try_from(self.documents.len()).ok()?;
        for _ in 0..bytes.number()? {
            let len = bytes.length()?;
            self.documents.push(bytes.text(len)?.to_owned());
        }
        for rows in &mut self.tables {
            let len = bytes.length()?;
            for cells in &mut rows.columns {
                cells.read(&mut bytes, len, shift)?;
            }
            rows.len += len;
        }
        bytes.0.is_empty().then_some(())
    }
}

impl Rows {
    fn new(table: Table) -> Self {
        let columns = table.columns().map(|column| Cells::new(column.kind)).collect();
        Self { len: 0, columns }
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// The columns, in the order of the table.
    pub(crate) fn columns(&self) -> &[Cells] {
        &self.columns
    }
}

impl Cells {
    fn new(kind: Type) -> Self {
        Self {
            kind,
            filled: Vec::new(),
            numbers: Vec::new(),
            text: String::new(),
            ends: Vec::new(),
        }
    }

    fn clear(&mut self) {
        self.filled.clear();
        self.numbers.clear();
        self.text.clear();
        self.ends.clear();
    }

    fn is_text(&self) -> bool {
        self.kind == Type::Text
    }

    fn push(&mut self, value: Value<'_>) {
        let number = match (self.kind, value) {
            (Type::Text, Value::Text(text)) => {
                self.text.push_str(text);
                None
            }
            (Type::Integer | Type::Document, Value::Integer(number)) => Some(number),
            (Type::Share, Value::Share(thousandths)) => Some(i64::from(thousandths)),
            (Type::Boolean, Value::Boolean(it)) => Some(i64::from(it)),
            (Type::Date, Value::Date(days)) => Some(i64::from(days)),
            (kind, value) => {
                debug_assert_eq!(value, Value::Empty, "a value of another type than {kind:?}");
                self.filled.push(false);
                self.skip();
                return;
            }
        };
        self.filled.push(true);
        match number {
            Some(number) => self.numbers.push(number),
            None => self.ends.push(self.text.len()),
        }
    }

    fn skip(&mut self) {
        if self.is_text() { self.ends.push(self.text.len()) } else { self.numbers.push(0) }
    }

    /// Whether each row has a value.
    pub(crate) fn filled(&self) -> &[bool] {
        &self.filled
    }

    /// The numbers, for any type but text.
    pub(crate) fn numbers(&self) -> &[i64] {
        &self.numbers
    }

    /// The share in a row of such a column.
    pub(crate) fn share(&self, row: usize) -> f64 {
        self.numbers[row] as f64 / 1000.0
    }

    /// The text of a row of a text column.
    pub(crate) fn text(&self, row: usize) -> &str {
        let start = if row == 0 { 0 } else { self.ends[row - 1] };
        &self.text[start..self.ends[row]]
    }

    /// All texts one after the other, and where each ends.
    #[cfg(feature = "write-parquet")]
    pub(crate) fn texts(&self) -> (&str, &[usize]) {
        (&self.text, &self.ends)
    }

    fn write(&self, out: &mut Vec<u8>) {
        let any_empty = self.filled.contains(&false);
        out.push(u8::from(any_empty));
        if any_empty {
            out.extend(self.filled.iter().map(|filled| u8::from(*filled)));
        }
        if self.is_text() {
            let mut start = 0;
            for &end in &self.ends {
                put(out, (end - start) as u64);
                start = end;
            }
            out.extend_from_slice(self.text.as_bytes());
        } else {
            // Offsets mostly grow: the steps between them are short.
            let mut last = 0_i64;
            for &number in &self.numbers {
                let step = number.wrapping_sub(last);
                put(out, ((step << 1) ^ (step >> 63)) as u64);
                last = number;
            }
        }
    }

    fn read(&mut self, bytes: &mut Bytes<'_>, len: usize, shift: i64) -> Option<()> {
        let any_empty = bytes.take(1)?[0] != 0;
        if any_empty {
            self.filled.extend(bytes.take(len)?.iter().map(|byte| *byte != 0));
        } else {
            // A damaged length must not ask for more memory than there are bytes.
            if len > bytes.0.len() {
                return None;
            }
            self.filled.resize(self.filled.len() + len, true);
        }
        if self.is_text() {
            let mut end = self.text.len();
            for _ in 0..len {
                end = end.checked_add(bytes.length()?)?;
                self.ends.push(end);
            }
            let added = bytes.text(end - self.text.len())?;
            let base = self.text.len();
            let whole = |end: &usize| added.is_char_boundary(end - base);
            if !self.ends[self.ends.len() - len..].iter().all(whole) {
                return None;
            }
            self.text.push_str(added);
        } else {
            let shift = if self.kind == Type::Document { shift } else { 0 };
            let mut last = 0_i64;
            for _ in 0..len {
                let step = bytes.number()?;
                last = last.wrapping_add((step >> 1) as i64 ^ -((step & 1) as i64));
                self.numbers.push(last.wrapping_add(shift));
            }
        }
        Some(())
    }
}

/// A number of any size, seven bits a byte.
fn put(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// What is left to read.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, len: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        Some(taken)
    }

    fn text(&mut self, len: usize) -> Option<&'a str> {
        std::str::from_utf8(self.take(len)?).ok()
    }

    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.take(1)?[0];
            number |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn length(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }
}

/// Days since 1970-01-01; `None` for a day that its month does not have.
pub(super) fn days(date: Date) -> Option<i32> {
    let (year, month, day) = (i32::from(date.year), i32::from(date.month), i32::from(date.day));
    let shifted = if month <= 2 { year - 1 } else { year };
    let era = shifted.div_euclid(400);
    let of_era = shifted.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468;
    (civil(days) == (year, month, day)).then_some(days)
}

/// Year, month and day of a day counted from 1970-01-01.
pub(super) fn civil(days: i32) -> (i32, i32, i32) {
    let days = i64::from(days) + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    (year as i32, month as i32, day as i32)
}

/// `2031-03-05`.
pub(super) fn iso(days: i64) -> String {
    let (year, month, day) = civil(i32::try_from(days).unwrap_or_default());
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(id: &str, text: &str) -> Chunk {
        let mut chunk = Chunk { documents: vec![id.to_owned()], ..Chunk::default() };
        let row = [Value::Text(id), Value::Integer(7), Value::Text("io"), Value::Text(text)];
        chunk.push(Table::Failures, &row);
        let mut person = [Value::Integer(0), Value::Integer(-3), Value::Empty].to_vec();
        person.extend([Value::Text("국장;과장"), Value::Text(""), Value::Text("present")]);
        person.extend([Value::Integer(i64::MAX), Value::Text("3-9")]);
        chunk.push(Table::People, &person);
        chunk
    }

    #[test]
    fn bytes_lead_back() {
        let (first, second) = (chunk("a", "가"), chunk("b", ""));
        let mut both = Chunk::default();
        both.extend_from_bytes(&first.to_bytes()).expect("the bytes are whole");
        assert_eq!(both, first);
        both.extend_from_bytes(&second.to_bytes()).expect("the bytes are whole");
        assert_eq!(both.documents, ["a", "b"]);
        let people = both.rows(Table::People);
        assert_eq!(people.columns()[0].numbers(), [0, 1]);
        assert_eq!(people.columns()[6].numbers(), [i64::MAX, i64::MAX]);
        assert_eq!(people.columns()[3].text(1), "국장;과장");
        assert_eq!(both.rows(Table::Failures).columns()[3].text(0), "가");
        both.clear();
        assert_eq!(both, Chunk::default());
        both.extend_from_bytes(&first.to_bytes()).expect("the bytes are whole");
        assert_eq!(both, first);
    }

    #[test]
    fn damaged_bytes_are_refused() {
        let bytes = chunk("a", "가나다").to_bytes();
        for end in 0..bytes.len() {
            assert!(Chunk::default().extend_from_bytes(&bytes[..end]).is_none(), "{end}");
        }
        for at in 0..bytes.len() {
            for flip in [0x01, 0x80, 0xFF] {
                let mut bytes = bytes.clone();
                bytes[at] ^= flip;
                let _ = Chunk::default().extend_from_bytes(&bytes);
            }
        }
    }

    #[test]
    fn dates() {
        for (year, month, day, expected) in [
            (1970, 1, 1, Some(0)),
            (2031, 3, 5, Some(22_343)),
            (2000, 2, 29, Some(11_016)),
            (2031, 2, 29, None),
            (0, 1, 1, Some(-719_528)),
        ] {
            let found = days(Date { year, month, day });
            assert_eq!(found, expected, "{year}-{month}-{day}");
            if let Some(days) = found {
                assert_eq!(iso(i64::from(days)), format!("{year:04}-{month:02}-{day:02}"));
            }
        }
    }
}
