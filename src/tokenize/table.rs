//! What a piece of text without a place to cut contributes to its line: a small table.
//!
//! A table says, for every way into the piece (left context of its first word) and every way out
//! of it (right context of its last word), what the best words between cost and which they are.
//! A line is then solved by connecting tables, see `line.rs`.
//!
//! # Layout
//! Tables are runs of `u32` so that they can lie in the program file as well as in a worker's
//! memory:
//!
//! | numbers | what |
//! |---|---|
//! | 1 | length of the text in bytes, bit 31: a word could go on with a blank |
//! | 1 | ways in, ways out (8 bits each), cells (16 bits) |
//! | ⌈length / 4⌉ | the text |
//! | ways in | left context, cost of a blank before it (16 bits each) |
//! | ways out | right context |
//! | cells | cost (16 bits), way in, way out (8 bits each) |
//! | cells + 1 | where the words of each cell begin, and where those of the last end |
//! | … | words: number (20 bits) and length in bytes (12 bits) |
//!
//! Costs are relative to the cheapest cell. Cells stand in the order in which MeCab prefers them
//! when costs are equal: it compares from the end, and takes the path whose last word comes first
//! in the order of [`Position::ended`](super::lattice::Position::ended).

/// A view on one table.
#[derive(Clone, Copy, Debug)]
pub struct Table<'a>(&'a [u32]);

/// One way through a table.
#[derive(Clone, Copy, Debug)]
pub struct Cell {
    /// Index of the way in.
    pub entry: usize,
    /// Index of the way out.
    pub exit: usize,
    /// Cost of the words between, above that of the cheapest cell.
    pub cost: u32,
}

/// One word of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Number of the word.
    pub word: u32,
    /// Its length in bytes.
    pub length: u32,
}

const HEADER: usize = 2;
const OPEN: u32 = 1 << 31;
/// Bits of a word's length in a piece.
const LENGTH_BITS: u32 = 12;

/// Words are numbered below this.
pub const MOST_WORDS: usize = 1 << (32 - LENGTH_BITS);

impl<'a> Table<'a> {
    /// The table that begins at `at`.
    #[inline]
    pub fn at(tables: &'a [u32], at: u32) -> Self {
        Self(&tables[at as usize..])
    }

    /// Whether this is the table of `text`.
    #[inline]
    pub fn is_of(&self, text: &[u8]) -> bool {
        self.0[0] & !OPEN == text.len() as u32
            && self.text().iter().zip(text.chunks(4)).all(|(&known, chunk)| known == pack(chunk))
    }

    /// Whether a word of the dictionary could go on with a blank after the text.
    #[inline]
    pub fn is_open(&self) -> bool {
        self.0[0] & OPEN != 0
    }

    /// The parts that a line is solved by.
    #[inline]
    pub fn parts(&self) -> Parts<'a> {
        let [entries, exits, cells] = self.counts();
        let rest = &self.0[HEADER + self.text().len()..];
        let (entries, rest) = rest.split_at(entries);
        let (exits, rest) = rest.split_at(exits);
        Parts { entries, exits, cells: &rest[..cells] }
    }

    /// The words of a cell, in the order of the text.
    #[inline]
    pub fn pieces(&self, cell: usize) -> impl Iterator<Item = Piece> + 'a {
        let [entries, exits, cells] = self.counts();
        let at = HEADER + self.text().len() + entries + exits + cells + cell;
        let pieces = &self.0[self.0[at] as usize..self.0[at + 1] as usize];
        pieces.iter().map(|&piece| Piece {
            word: piece >> LENGTH_BITS,
            length: piece & ((1 << LENGTH_BITS) - 1),
        })
    }

    #[inline]
    fn counts(&self) -> [usize; 3] {
        let counts = self.0[1];
        [counts & 0xff, counts >> 8 & 0xff, counts >> 16].map(|count| count as usize)
    }

    #[inline]
    fn text(&self) -> &'a [u32] {
        &self.0[HEADER..HEADER + ((self.0[0] & !OPEN) as usize).div_ceil(4)]
    }
}

/// Ways in, ways out and the cells between, packed.
#[derive(Clone, Copy, Debug)]
pub struct Parts<'a> {
    /// See [`entry`].
    pub entries: &'a [u32],
    /// Right contexts of the last words.
    pub exits: &'a [u32],
    /// See [`Cell::read`].
    pub cells: &'a [u32],
}

/// The left context of a first word, and what a blank before it costs.
#[inline]
pub fn entry(packed: u32) -> (u16, i16) {
    (packed as u16, (packed >> 16) as i16)
}

impl Cell {
    /// A cell out of [`Parts::cells`].
    #[inline]
    pub fn read(packed: u32) -> Self {
        Self {
            entry: (packed >> 16 & 0xff) as usize,
            exit: (packed >> 24) as usize,
            cost: packed & 0xffff,
        }
    }
}

/// Up to four bytes as one number.
fn pack(chunk: &[u8]) -> u32 {
    match chunk.try_into() {
        Ok(bytes) => u32::from_le_bytes(bytes),
        Err(_) => chunk.iter().rev().fold(0, |packed, &byte| packed << 8 | u32::from(byte)),
    }
}

/// Appends a table; the caller has found its parts.
#[derive(Debug)]
pub struct TableWriter<'a> {
    tables: &'a mut Vec<u32>,
    start: usize,
    cell: usize,
    path: usize,
}

impl<'a> TableWriter<'a> {
    /// Begins the table of `text` at the end of `tables`.
    pub fn new(
        tables: &'a mut Vec<u32>,
        text: &str,
        open: bool,
        entries: impl ExactSizeIterator<Item = (u16, i16)>,
        exits: &[u16],
        cells: usize,
    ) -> Self {
        let start = tables.len();
        let length = text.len() as u32;
        tables.push(if open { length | OPEN } else { length });
        tables.push((entries.len() | exits.len() << 8 | cells << 16) as u32);
        tables.extend(text.as_bytes().chunks(4).map(pack));
        let pack_entry = |(left, penalty)| u32::from(left) | u32::from(penalty as u16) << 16;
        tables.extend(entries.map(pack_entry));
        tables.extend(exits.iter().map(|&right| u32::from(right)));
        let cell = tables.len();
        tables.resize(cell + 2 * cells + 1, 0);
        let mut writer = Self { tables, start, cell, path: cell + cells };
        writer.mark_path();
        writer
    }

    /// Adds the next cell with its words.
    pub fn add(&mut self, cell: Cell, pieces: impl Iterator<Item = Piece>) {
        self.tables[self.cell] = cell.cost | (cell.entry as u32) << 16 | (cell.exit as u32) << 24;
        self.cell += 1;
        self.tables.extend(pieces.map(|piece| piece.word << LENGTH_BITS | piece.length));
        self.mark_path();
    }

    fn mark_path(&mut self) {
        self.tables[self.path] = (self.tables.len() - self.start) as u32;
        self.path += 1;
    }
}
