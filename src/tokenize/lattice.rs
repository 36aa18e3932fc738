//! The words that may stand in a piece of text, and where they meet: MeCab's lattice without costs.
//!
//! The rules are those of MeCab 0.996 as changed by mecab-ko (`tokenizer.cpp`, `viterbi.cpp`):
//! blanks are skipped before a word, words begin only where another ends, and characters make
//! unknown words as `char.def` says.

use super::dictionary::{Dictionary, Kind, unpack_words};
use super::trie::{Trie, TrieNode};

/// Words of the user, beside the dictionary's.
#[derive(Clone, Copy, Debug)]
pub struct UserEntries<'a> {
    /// Surfaces, with values as in [`Dictionary::trie`] counted from 0.
    pub trie: Trie<'a>,
    /// As [`Dictionary::words`].
    pub words: &'a [[u16; 4]],
}

/// A word at a place.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    /// Number of the word; user words follow those of the dictionary.
    pub word: u32,
    /// The position where the word before it ends.
    pub from: u32,
    /// Its first character, after the blanks.
    pub start: u32,
    /// The position after its last character.
    pub end: u32,
    /// Its left context, as an index of [`Lattice::lefts`].
    pub left: u32,
    /// Its right context.
    pub right: u16,
    /// Its word cost, and what blanks before it cost if they are inside the text.
    pub cost: i32,
    /// The next node that ends where this one does.
    next: u32,
}

/// What happens at a position between characters.
#[derive(Clone, Debug, Default)]
pub struct Position {
    /// Nodes that end here, as a range of [`Lattice::ended`], in the order in which MeCab compares
    /// them: later start first; for the same start words of the dictionary in their order, the
    /// user's, unknown words.
    pub ended: std::ops::Range<usize>,
    /// Their distinct right contexts, as a range of [`Lattice::rights`].
    pub rights: std::ops::Range<usize>,
    /// The distinct left contexts of the nodes from here, as a range of [`Lattice::lefts`].
    pub lefts: std::ops::Range<usize>,
}

/// A node that ends somewhere.
#[derive(Clone, Copy, Debug)]
pub struct Ended {
    /// Index of the node.
    pub node: u32,
    /// Its right context, counted from the first of its [`Position::rights`].
    pub right: u32,
}

/// The lattice of one piece of text; the vectors are used again for the next.
#[derive(Clone, Debug, Default)]
pub struct Lattice {
    /// All nodes, by their start.
    pub nodes: Vec<Node>,
    /// One more than there are characters.
    pub positions: Vec<Position>,
    /// See [`Position::ended`].
    pub ended: Vec<Ended>,
    /// See [`Position::rights`].
    pub rights: Vec<u16>,
    /// See [`Position::lefts`].
    pub lefts: Vec<u16>,
    /// Where the last words end: the last position with an ended node, 0 if there is none.
    pub end: usize,
    /// Whether a word of the dictionary could go on with a blank after the text.
    pub open: bool,
    characters: Vec<Character>,
    heads: Vec<u32>,
    searches: Vec<(u32, TrieNode)>,
    surfaces: Vec<Surface>,
    first_surfaces: Vec<u32>,
    last_surfaces: Vec<u32>,
}

/// Text that stands in the dictionary.
#[derive(Clone, Copy, Debug)]
struct Surface {
    end: u32,
    value: u32,
    /// The next longer one with the same start.
    next: u32,
}

#[derive(Clone, Copy, Debug)]
struct Character {
    value: char,
    offset: u32,
    code: u16,
    kind: u8,
}

/// End of a list of nodes.
const NONE: u32 = u32::MAX;

/// A run of more characters than this after its first is not tried as one unknown word.
const LONGEST_GROUP: usize = 24;

/// The characters that MeCab skips between words.
pub fn is_blank(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | 0x0b | b'\r' | b' ')
}

impl Lattice {
    /// Finds all words in `text`.
    pub fn fill(&mut self, dictionary: &Dictionary<'_>, user: Option<UserEntries<'_>>, text: &str) {
        self.clear();
        self.characters.extend(text.char_indices().map(|(offset, value)| Character {
            value,
            offset: offset as u32,
            code: dictionary.trie.code(value),
            kind: dictionary.character_kind(value),
        }));
        let length = self.characters.len();
        self.heads.resize(length + 1, NONE);
        self.find_surfaces(dictionary);
        for position in 0..=length {
            self.collect_ended(position);
            let left = self.lefts.len();
            if position < length && (position == 0 || self.heads[position] != NONE) {
                self.begin_words(dictionary, user, position);
            }
            self.positions[position].lefts = left..self.lefts.len();
        }
        self.end = self.positions.iter().rposition(|p| !p.ended.is_empty()).unwrap_or(0);
    }

    /// The bytes of the text that a node covers.
    pub fn byte_length(&self, node: &Node, text: &str) -> u32 {
        let at = |position: u32| self.characters.get(position as usize).map(|c| c.offset);
        at(node.end).unwrap_or(text.len() as u32) - self.characters[node.start as usize].offset
    }

    fn clear(&mut self) {
        self.nodes.clear();
        self.positions.clear();
        self.ended.clear();
        self.rights.clear();
        self.lefts.clear();
        self.characters.clear();
        self.heads.clear();
        self.searches.clear();
        self.surfaces.clear();
        self.first_surfaces.clear();
        self.last_surfaces.clear();
        self.open = false;
    }

    /// Finds the surfaces of the dictionary at every character.
    ///
    /// All searches go on together, one character at a time: what one waits for from memory, the
    /// others fetch meanwhile.
    fn find_surfaces(&mut self, dictionary: &Dictionary<'_>) {
        let length = self.characters.len();
        let root = dictionary.trie.root();
        self.first_surfaces.resize(length, NONE);
        self.last_surfaces.resize(length, NONE);
        self.searches.extend((0..length as u32).map(|start| (start, root)));
        let blank = dictionary.trie.code(' ');
        for depth in 0.. {
            let mut kept = 0;
            for number in 0..self.searches.len() {
                let (start, node) = self.searches[number];
                let end = start as usize + depth;
                let Some(character) = self.characters.get(end) else {
                    self.open |= dictionary.trie.child(node, blank).is_some();
                    continue;
                };
                let Some(child) = dictionary.trie.child(node, character.code) else { continue };
                self.searches[kept] = (start, child);
                kept += 1;
            }
            self.searches.truncate(kept);
            if kept == 0 {
                break;
            }
            for number in 0..kept {
                let (start, node) = self.searches[number];
                if node.value() != 0 {
                    self.add_surface(start as usize, start as usize + depth + 1, node.value());
                }
            }
        }
    }

    fn add_surface(&mut self, start: usize, end: usize, value: u32) {
        let number = self.surfaces.len() as u32;
        self.surfaces.push(Surface { end: end as u32, value, next: NONE });
        match self.last_surfaces[start] {
            NONE => self.first_surfaces[start] = number,
            last => self.surfaces[last as usize].next = number,
        }
        self.last_surfaces[start] = number;
    }

    /// Orders the nodes that end at `position` and groups them by right context.
    fn collect_ended(&mut self, position: usize) {
        let (ended, rights) = (self.ended.len(), self.rights.len());
        let mut next = self.heads[position];
        while next != NONE {
            let node = &self.nodes[next as usize];
            let known = self.rights[rights..].iter().position(|&right| right == node.right);
            let right = known.unwrap_or_else(|| {
                self.rights.push(node.right);
                self.rights.len() - 1 - rights
            });
            self.ended.push(Ended { node: next, right: right as u32 });
            next = node.next;
        }
        self.positions.push(Position {
            ended: ended..self.ended.len(),
            rights: rights..self.rights.len(),
            lefts: 0..0,
        });
    }

    /// Adds the words after `position`.
    fn begin_words(
        &mut self,
        dictionary: &Dictionary<'_>,
        user: Option<UserEntries<'_>>,
        position: usize,
    ) {
        let is_blank = |c: &Character| c.value.is_ascii() && is_blank(c.value as u8);
        let blanks = self.characters[position..].iter().take_while(|c| is_blank(c)).count();
        let start = position + blanks;
        if start == self.characters.len() {
            return;
        }
        let first_node = self.nodes.len();
        let first_left = self.lefts.len();
        let mut next = self.first_surfaces[start];
        while next != NONE {
            let Surface { end, value, next: after } = self.surfaces[next as usize];
            for word in unpack_words(value) {
                let entry = dictionary.words[word as usize];
                self.add(first_left, word, entry, [position, start, end as usize]);
            }
            next = after;
        }
        if let Some(user) = user {
            self.begin_user_words(user, dictionary.words.len(), first_left, [position, start]);
        }
        self.begin_unknown_words(dictionary, first_node, first_left, [position, start]);
        if blanks > 0 {
            for node in &mut self.nodes[first_node..] {
                let left = self.lefts[node.left as usize];
                node.cost += i32::from(dictionary.penalties[usize::from(left)]);
            }
        }
        for node in (first_node..self.nodes.len()).rev() {
            let end = self.nodes[node].end as usize;
            self.nodes[node].next = self.heads[end];
            self.heads[end] = node as u32;
        }
    }

    fn begin_user_words(
        &mut self,
        user: UserEntries<'_>,
        first_word: usize,
        first_left: usize,
        [position, start]: [usize; 2],
    ) {
        let mut node = user.trie.root();
        for end in start + 1..=self.characters.len() {
            let code = user.trie.code(self.characters[end - 1].value);
            let Some(child) = user.trie.child(node, code) else { break };
            node = child;
            for word in unpack_words(node.value()) {
                let entry = user.words[word as usize];
                self.add(first_left, first_word as u32 + word, entry, [position, start, end]);
            }
        }
    }

    fn begin_unknown_words(
        &mut self,
        dictionary: &Dictionary<'_>,
        first_node: usize,
        first_left: usize,
        [position, start]: [usize; 2],
    ) {
        let kind = dictionary.kind(self.characters[start].kind);
        if self.nodes.len() > first_node && !kind.always() {
            return;
        }
        let entry = dictionary.words[kind.word() as usize];
        let mut group_end = 0;
        if kind.groups() {
            group_end = self.group_end(dictionary, start, kind);
            if group_end - start - 1 <= LONGEST_GROUP {
                self.add(first_left, kind.word(), entry, [position, start, group_end]);
            }
        }
        let mut end = start + 1;
        for _ in 0..kind.length() {
            if end == group_end {
                break;
            }
            self.add(first_left, kind.word(), entry, [position, start, end]);
            match self.characters.get(end).map(|c| dictionary.kind(c.kind)) {
                Some(next) if next.categories() & kind.categories() != 0 => end += 1,
                _ => break,
            }
        }
        if self.nodes.len() == first_node {
            self.add(first_left, kind.word(), entry, [position, start, end]);
        }
    }

    /// The end of the run of characters that goes on from `start`, each sharing a category with
    /// the one before it; no further than it takes to see that the run is too long.
    fn group_end(&self, dictionary: &Dictionary<'_>, start: usize, mut kind: Kind) -> usize {
        let mut end = start + 1;
        while end - start - 1 <= LONGEST_GROUP {
            match self.characters.get(end).map(|c| dictionary.kind(c.kind)) {
                Some(next) if next.categories() & kind.categories() != 0 => kind = next,
                _ => break,
            }
            end += 1;
        }
        end
    }

    fn add(
        &mut self,
        first_left: usize,
        word: u32,
        [left, right, cost, _]: [u16; 4],
        [from, start, end]: [usize; 3],
    ) {
        let known = self.lefts[first_left..].iter().position(|&known| known == left);
        let left = first_left
            + known.unwrap_or_else(|| {
                self.lefts.push(left);
                self.lefts.len() - 1 - first_left
            });
        self.nodes.push(Node {
            word,
            from: from as u32,
            start: start as u32,
            end: end as u32,
            left: left as u32,
            right,
            cost: i32::from(cost as i16),
            next: NONE,
        });
    }
}
