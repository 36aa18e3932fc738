//! Solves a line: Viterbi over the tables of its pieces.

use super::dictionary::Dictionary;
use super::lattice::{UserEntries, is_blank};
use super::memo::{self, Memo};
use super::solve::Solver;
use super::table::{Cell, Piece, Table, entry};

/// Everything a worker needs to solve lines; reuse never changes a result.
#[derive(Debug)]
pub struct LineSolver {
    memo: Memo,
    solver: Solver,
    pieces: Vec<Eojeol>,
    steps: Vec<Step>,
    /// For each step and way in: the cell of the step before from which it is reached best.
    back: Vec<u16>,
    exits: Vec<Exit>,
    bases: Vec<i64>,
}

/// A piece of the line between blanks.
#[derive(Clone, Copy, Debug)]
struct Eojeol {
    start: usize,
    end: usize,
    hash: u64,
}

/// A piece whose table is known.
#[derive(Clone, Copy, Debug)]
struct Step {
    start: usize,
    table: u32,
    back: usize,
    cell: usize,
}

/// The best path so far that ends in a right context: its cost × 65536 + its cell.
#[derive(Clone, Copy, Debug)]
struct Exit {
    right: u16,
    key: i64,
}

/// Bits of an [`Exit`]'s key that hold the cell.
const CELL_BITS: u32 = 16;

impl LineSolver {
    /// A solver with an empty memo.
    pub fn new() -> Self {
        Self {
            memo: Memo::new(),
            solver: Solver::default(),
            pieces: Vec::new(),
            steps: Vec::new(),
            back: Vec::new(),
            exits: Vec::new(),
            bases: Vec::new(),
        }
    }

    /// Calls `found` with each word of the line and the byte at which it begins, in order.
    pub fn solve(
        &mut self,
        dictionary: &Dictionary<'_>,
        user: Option<UserEntries<'_>>,
        text: &str,
        mut found: impl FnMut(Piece, usize),
    ) {
        self.memo.bound();
        self.cut(text);
        self.find_tables(dictionary, user, text);
        if self.steps.is_empty() {
            return;
        }
        self.connect(dictionary, text);
        for step in &self.steps {
            let mut start = step.start;
            for piece in Table::at(&self.memo.tables, step.table).pieces(step.cell) {
                start += text.as_bytes()[start..].iter().take_while(|&&b| is_blank(b)).count();
                found(piece, start);
                start += piece.length as usize;
            }
        }
    }

    /// What the best words of the line cost with all their connections, 0 for a line of blanks.
    pub fn cost(
        &mut self,
        dictionary: &Dictionary<'_>,
        user: Option<UserEntries<'_>>,
        text: &str,
    ) -> i32 {
        self.solver.line_cost(dictionary, user, text)
    }

    /// Cuts the line at blanks.
    fn cut(&mut self, text: &str) {
        self.pieces.clear();
        let bytes = text.as_bytes();
        let mut start = 0;
        while start < bytes.len() {
            if is_blank(bytes[start]) {
                start += 1;
                continue;
            }
            let length = bytes[start..].iter().position(|&b| is_blank(b));
            let end = length.map_or(bytes.len(), |length| start + length);
            self.pieces.push(Eojeol { start, end, hash: memo::hash(&bytes[start..end]) });
            start = end;
        }
    }

    /// Finds or makes the table of each piece.
    fn find_tables(
        &mut self,
        dictionary: &Dictionary<'_>,
        user: Option<UserEntries<'_>>,
        text: &str,
    ) {
        self.steps.clear();
        std::hint::black_box(
            self.pieces.iter().fold(0, |touched, piece| touched ^ self.memo.touch(piece.hash)),
        );
        let mut next = 0;
        while let Some(&Eojeol { start, mut end, hash }) = self.pieces.get(next) {
            next += 1;
            let mut place = self.find_table(dictionary, user, &text[start..end], hash);
            // Five words of the dictionary hold a blank: then the piece goes on behind it.
            while text[end..].starts_with(' ') && Table::at(&self.memo.tables, place).is_open() {
                match self.pieces.get(next) {
                    Some(more) => end = more.end,
                    None => end += 1,
                }
                next += 1;
                let longer = &text[start..end];
                let hash = memo::hash(longer.as_bytes());
                place = self.find_table(dictionary, user, longer, hash);
            }
            self.steps.push(Step { start, table: place, back: 0, cell: 0 });
        }
    }

    fn find_table(
        &mut self,
        dictionary: &Dictionary<'_>,
        user: Option<UserEntries<'_>>,
        text: &str,
        hash: u64,
    ) -> u32 {
        if let Some(at) = self.memo.find(hash, text.as_bytes()) {
            return at;
        }
        let at = self.memo.tables.len() as u32;
        self.solver.solve(dictionary, user, text, &mut self.memo.tables);
        self.memo.insert(hash, at);
        at
    }

    /// Finds the best cell of each step.
    fn connect(&mut self, dictionary: &Dictionary<'_>, text: &str) {
        self.back.clear();
        self.exits.clear();
        self.exits.push(Exit { right: Dictionary::LINE_END, key: 0 });
        for step in &mut self.steps {
            let parts = Table::at(&self.memo.tables, step.table).parts();
            let after_blank = step.start > 0 && is_blank(text.as_bytes()[step.start - 1]);
            step.back = self.back.len();
            self.bases.clear();
            for &packed in parts.entries {
                let (left, penalty) = entry(packed);
                let key = best_exit(&self.exits, dictionary.connections(left));
                self.back.push(key as u16);
                self.bases
                    .push((key >> CELL_BITS) + if after_blank { i64::from(penalty) } else { 0 });
            }
            self.exits.clear();
            self.exits.extend(
                parts.exits.iter().map(|&right| Exit { right: right as u16, key: i64::MAX }),
            );
            for (number, &packed) in parts.cells.iter().enumerate() {
                let cell = Cell::read(packed);
                let cost = self.bases[cell.entry] + i64::from(cell.cost);
                let exit = &mut self.exits[cell.exit];
                exit.key = exit.key.min(cost << CELL_BITS | number as i64);
            }
        }
        let mut cell = best_exit(&self.exits, dictionary.connections(Dictionary::LINE_END)) as u16;
        for step in self.steps.iter_mut().rev() {
            step.cell = usize::from(cell);
            let cells = Table::at(&self.memo.tables, step.table).parts().cells;
            cell = self.back[step.back + Cell::read(cells[step.cell]).entry];
        }
    }
}

/// The least key with the cost of a connection added.
#[inline]
fn best_exit(exits: &[Exit], connections: &[i16]) -> i64 {
    let key =
        |exit: &Exit| exit.key + (i64::from(connections[usize::from(exit.right)]) << CELL_BITS);
    exits.iter().map(key).min().unwrap_or(i64::MAX)
}
