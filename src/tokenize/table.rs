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
//! | 1 | ways in, ways out (16 bits each) |
//! | 1 | cells |
//! | ⌈length / 4⌉ | the text |
//! | ways in | left context, cost of a blank before it (16 bits each) |
//! | ways out | right context |
//! | 3 × cells | way in, way out (16 bits each); cost; where its words begin |
//! | … | for each cell the number of its words, then two numbers for each: see [`Piece`] |
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

const HEADER: usize = 3;
const OPEN: u32 = 1 << 31;
/// Numbers in a cell.
const CELL: usize = 3;
/// Numbers in a piece.
const PIECE: usize = 2;

impl<'a> Table<'a> {
    /// The table that begins at `at`.
    #[inline]
    pub fn at(tables: &'a [u32], at: usize) -> Self {
        Self(&tables[at..])
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

    /// Left contexts of the first words, and what a blank before them costs.
    #[inline]
    pub fn entries(&self) -> impl Iterator<Item = (u16, i16)> + 'a {
        let at = HEADER + self.text().len();
        let entries = &self.0[at..at + self.entry_count()];
        entries.iter().map(|&n| (n as u16, (n >> 16) as i16))
    }

    /// Right contexts of the last words.
    #[inline]
    pub fn exits(&self) -> impl Iterator<Item = u16> + 'a {
        let at = HEADER + self.text().len() + self.entry_count();
        self.0[at..at + self.exit_count()].iter().map(|&n| n as u16)
    }

    /// The cells in their order of preference.
    #[inline]
    pub fn cells(&self) -> impl Iterator<Item = Cell> + 'a {
        let at = self.first_cell();
        self.0[at..at + CELL * self.0[2] as usize].chunks_exact(CELL).map(read_cell)
    }

    /// One cell.
    #[inline]
    pub fn cell(&self, number: usize) -> Cell {
        read_cell(&self.0[self.first_cell() + CELL * number..][..CELL])
    }

    /// The words of a cell, in the order of the text.
    #[inline]
    pub fn pieces(&self, cell: usize) -> impl Iterator<Item = Piece> + 'a {
        let at = self.0[self.first_cell() + CELL * cell + 2] as usize;
        let count = self.0[at] as usize;
        let pieces = self.0[at + 1..at + 1 + PIECE * count].chunks_exact(PIECE);
        pieces.map(|piece| Piece { word: piece[0], length: piece[1] })
    }

    fn text(&self) -> &'a [u32] {
        &self.0[HEADER..HEADER + ((self.0[0] & !OPEN) as usize).div_ceil(4)]
    }

    fn entry_count(&self) -> usize {
        (self.0[1] & 0xffff) as usize
    }

    fn exit_count(&self) -> usize {
        (self.0[1] >> 16) as usize
    }

    fn first_cell(&self) -> usize {
        HEADER + self.text().len() + self.entry_count() + self.exit_count()
    }
}

fn read_cell(numbers: &[u32]) -> Cell {
    Cell {
        entry: (numbers[0] & 0xffff) as usize,
        exit: (numbers[0] >> 16) as usize,
        cost: numbers[1],
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
        tables.push(entries.len() as u32 | (exits.len() as u32) << 16);
        tables.push(cells as u32);
        tables.extend(text.as_bytes().chunks(4).map(pack));
        tables.extend(entries.map(|(left, penalty)| {
            u32::from(left) | u32::from(penalty as u16) << 16
        }));
        tables.extend(exits.iter().map(|&right| u32::from(right)));
        let cell = tables.len();
        tables.resize(cell + CELL * cells, 0);
        Self { tables, start, cell }
    }

    /// Adds the next cell with its words.
    pub fn add(&mut self, cell: Cell, pieces: impl ExactSizeIterator<Item = Piece>) {
        let numbers = [
            cell.entry as u32 | (cell.exit as u32) << 16,
            cell.cost,
            (self.tables.len() - self.start) as u32,
        ];
        self.tables[self.cell..self.cell + CELL].copy_from_slice(&numbers);
        self.cell += CELL;
        self.tables.push(pieces.len() as u32);
        for piece in pieces {
            self.tables.extend([piece.word, piece.length]);
        }
    }
}
