//! Tables found before, kept for the next time the same piece of text comes.

use super::table::Table;

/// Tables and an index by text.
///
/// What is kept from one line to the next is bounded: [`Memo::TABLES`] bytes of tables and an index
/// of 8 MB for [`Memo::PIECES`] pieces. A line that needs more than is left gets it, and then all
/// is forgotten.
#[derive(Clone, Debug)]
pub struct Memo {
    /// The tables, one after the other; none begins at 0.
    pub tables: Vec<u32>,
    /// For each place, high half: that of the text's hash; low half: where its table begins (never
    /// 0). Collisions go on to the next place.
    index: Vec<u64>,
    count: usize,
}

/// Slots of a new index.
const FIRST_INDEX: usize = 1 << 12;

impl Memo {
    /// Bytes of tables that are kept.
    pub const TABLES: usize = 48 << 20;

    /// Pieces that are kept.
    pub const PIECES: usize = 1 << 19;

    /// The most that all of it takes, the index while it grows included.
    pub const LIMIT: usize = Self::TABLES + 2 * Self::PIECES * 8 * 3 / 2;

    /// An empty memo.
    pub fn new() -> Self {
        Self { tables: vec![0], index: vec![0; FIRST_INDEX], count: 0 }
    }

    /// Makes room for the next line: forgets everything if there is too much of it.
    pub fn bound(&mut self) {
        if self.tables.capacity() < Self::TABLES / 4 {
            // Reserved once, so that it never has to be moved; what is not used takes no memory.
            self.tables.reserve_exact(Self::TABLES / 4 - self.tables.len());
        }
        if self.tables.len() > Self::TABLES / 4 * 9 / 10 || self.count >= Self::PIECES {
            *self = Self::new();
        }
    }

    /// Where the table of `text` begins.
    #[inline]
    pub fn find(&self, hash: u64, text: &[u8]) -> Option<u32> {
        let mask = self.index.len() - 1;
        let mut place = (hash >> 32) as usize & mask;
        loop {
            let slot = self.index[place];
            if slot == 0 {
                return None;
            }
            let at = slot as u32;
            if slot >> 32 == hash >> 32 && Table::at(&self.tables, at).is_of(text) {
                return Some(at);
            }
            place = (place + 1) & mask;
        }
    }

    /// What [`find`](Self::find) looks at first, so that memory is on its way before it is needed:
    /// the answer is of no use but for having been waited for together with others.
    #[inline]
    pub fn touch(&self, hash: u64) -> u64 {
        let slot = self.index[(hash >> 32) as usize & (self.index.len() - 1)];
        slot ^ u64::from(self.tables[slot as u32 as usize])
    }

    /// Remembers that the table at `at` is that of a text with this hash.
    pub fn insert(&mut self, hash: u64, at: u32) {
        if 2 * (self.count + 1) > self.index.len() {
            let old = std::mem::take(&mut self.index);
            self.index = vec![0; 2 * old.len()];
            for slot in old.into_iter().filter(|&slot| slot != 0) {
                insert(&mut self.index, slot);
            }
        }
        self.count += 1;
        insert(&mut self.index, hash & !0xffff_ffff | u64::from(at));
    }
}

/// Puts a slot into an index that has room.
fn insert(index: &mut [u64], slot: u64) {
    let mask = index.len() - 1;
    let mut place = (slot >> 32) as usize & mask;
    while index[place] != 0 {
        place = (place + 1) & mask;
    }
    index[place] = slot;
}

/// A hash of a text: multiply and fold, eight bytes at a time.
#[inline]
pub fn hash(text: &[u8]) -> u64 {
    let fold = |hash: u64, number: u64| {
        let product =
            u128::from(hash ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
        (product >> 64) as u64 ^ product as u64
    };
    let mut chunks = text.chunks_exact(8);
    let mut hash = text.len() as u64;
    for chunk in &mut chunks {
        hash = fold(hash, u64::from_le_bytes(chunk.try_into().expect("chunks of eight")));
    }
    let rest = chunks.remainder().iter().rev().fold(0, |n, &byte| n << 8 | u64::from(byte));
    fold(fold(hash, rest), 0x2545_f491_4f6c_dd1d)
}
