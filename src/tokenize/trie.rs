//! A character-wise double-array trie.
//!
//! Double arrays are Aoe's (1989); one step a character instead of a byte, with the characters
//! numbered by falling frequency, follows Kanda et al., *Engineering faster double-array
//! Aho–Corasick automata* (2023).

/// A double-array trie whose arrays lie somewhere else, for instance in the program file.
///
/// The child of a node by a character of code `c` is at `base + c`, if that place is marked as
/// belonging to the node. Code 0 leads to the value of a key that is a prefix of another.
#[derive(Clone, Copy, Debug)]
pub struct Trie<'a> {
    /// Base and owner of each place.
    pub nodes: &'a [[u32; 2]],
    /// The code of each character up to U+FFFF; 0 for those that no key has.
    pub codes: &'a [u16],
}

/// The base of a node without children holds its value.
const LEAF: u32 = 1 << 31;

/// A node with children has a value at its base.
const INNER_VALUE: u32 = 1 << 30;

/// The part of a base without marks.
const BASE: u32 = INNER_VALUE - 1;

/// Owner of places that belong to no node.
const FREE: u32 = u32::MAX;

impl Trie<'_> {
    /// Where every search begins.
    pub const ROOT: u32 = 0;

    /// The code of a character; 0 if no key has it.
    #[inline]
    pub fn code(&self, character: char) -> u16 {
        self.codes.get(character as usize).copied().unwrap_or(0)
    }

    /// The child of `node` by the character of this code.
    #[inline]
    pub fn child(&self, node: u32, code: u16) -> Option<u32> {
        let base = self.nodes[node as usize][0];
        if code == 0 || base & LEAF != 0 {
            return None;
        }
        let place = (base & BASE) + u32::from(code);
        match self.nodes.get(place as usize) {
            Some(&[_, owner]) if owner == node => Some(place),
            _ => None,
        }
    }

    /// The value of the key that ends at `node`.
    #[inline]
    pub fn value(&self, node: u32) -> Option<u32> {
        let base = self.nodes[node as usize][0];
        match base & (LEAF | INNER_VALUE) {
            0 => None,
            INNER_VALUE => Some(self.nodes[(base & BASE) as usize][0]),
            _ => Some(base & BASE),
        }
    }

    /// All values with their keys, in no order.
    pub fn entries(&self) -> impl Iterator<Item = (String, u32)> + '_ {
        let mut character_of =
            vec!['\0'; 1 + self.codes.iter().map(|&c| usize::from(c)).max().unwrap_or(0)];
        for (character, &code) in ('\0'..='\u{ffff}').map(|c| (c, &self.codes[c as usize])) {
            character_of[usize::from(code)] = character;
        }
        (1..self.nodes.len() as u32).filter_map(move |place| {
            let [_, owner] = self.nodes[place as usize];
            let base = self.nodes.get(owner as usize)?[0];
            if place == base & BASE {
                return None;
            }
            let value = self.value(place)?;
            let (mut key, mut node) = (Vec::new(), place);
            while node != Self::ROOT {
                let owner = self.nodes[node as usize][1];
                let base = self.nodes[owner as usize][0] & BASE;
                key.push(character_of[(node - base) as usize]);
                node = owner;
            }
            Some((key.into_iter().rev().collect(), value))
        })
    }
}

/// The arrays of a [`Trie`].
#[derive(Clone, Debug, Default)]
pub struct TrieArrays {
    /// Base and owner of each place.
    pub nodes: Vec<[u32; 2]>,
    /// Codes of the characters.
    pub codes: Vec<u16>,
}

impl TrieArrays {
    /// Builds the trie of `keys` (sorted, distinct, of characters up to U+FFFF) with values below
    /// 2³⁰.
    pub fn build(keys: &[(&str, u32)]) -> Self {
        let codes = number_characters(keys);
        let mut builder = Builder { nodes: vec![[0, FREE]], gaps: Gaps::new() };
        builder.gaps.grow(1);
        builder.gaps.take(0);
        let code = |c: char| codes[c as usize];
        let coded: Vec<(Vec<u16>, u32)> =
            keys.iter().map(|(key, value)| (key.chars().map(code).collect(), *value)).collect();
        let mut open = vec![(0u32, 0..coded.len(), 0usize)];
        while let Some((node, range, depth)) = open.pop() {
            builder.place(node, &coded[range.clone()], range.start, depth, &mut open);
        }
        let used = builder.nodes.iter().rposition(|[_, owner]| *owner != FREE).unwrap_or(0);
        builder.nodes.truncate(used + 1);
        Self { nodes: builder.nodes, codes }
    }

    /// The trie in these arrays.
    pub fn trie(&self) -> Trie<'_> {
        Trie { nodes: &self.nodes, codes: &self.codes }
    }
}

/// Codes from 1 on, the most frequent character first.
fn number_characters(keys: &[(&str, u32)]) -> Vec<u16> {
    let mut counts = vec![(0u32, 0usize); 1 << 16];
    for (character, count) in counts.iter_mut().enumerate() {
        count.1 = character;
    }
    for character in keys.iter().flat_map(|(key, _)| key.chars()) {
        counts[character as usize].0 += 1;
    }
    counts.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut codes = vec![0; 1 << 16];
    for (code, (_, character)) in (1..).zip(counts.iter().take_while(|(count, _)| *count > 0)) {
        codes[*character] = code;
    }
    codes
}

struct Builder {
    nodes: Vec<[u32; 2]>,
    gaps: Gaps,
}

impl Builder {
    /// Gives the node of `keys` (which agree in their first `depth` codes) its place for children.
    fn place(
        &mut self,
        node: u32,
        keys: &[(Vec<u16>, u32)],
        first_key: usize,
        depth: usize,
        open: &mut Vec<(u32, std::ops::Range<usize>, usize)>,
    ) {
        let ends_here = keys.first().filter(|(key, _)| key.len() == depth).map(|(_, value)| *value);
        let longer = usize::from(ends_here.is_some());
        if keys.len() == longer {
            self.nodes[node as usize][0] = LEAF | ends_here.unwrap_or(0);
            return;
        }
        let mut children: Vec<(u16, std::ops::Range<usize>)> = Vec::new();
        for (number, (key, _)) in keys.iter().enumerate().skip(longer) {
            match children.last_mut() {
                Some((code, range)) if *code == key[depth] => range.end = number + 1,
                _ => children.push((key[depth], number..number + 1)),
            }
        }
        let mut codes: Vec<u16> = children.iter().map(|(code, _)| *code).collect();
        codes.extend(ends_here.map(|_| 0));
        codes.sort_unstable();
        let base = self.find_base(&codes);
        for &code in &codes {
            let place = base + u32::from(code);
            self.gaps.take(place as usize);
            self.nodes[place as usize][1] = node;
        }
        self.nodes[node as usize][0] = base;
        if let Some(value) = ends_here {
            self.nodes[node as usize][0] |= INNER_VALUE;
            self.nodes[base as usize][0] = value;
        }
        for (code, range) in children.into_iter().rev() {
            let range = first_key + range.start..first_key + range.end;
            open.push((base + u32::from(code), range, depth + 1));
        }
    }

    /// A base from which all of `codes` (sorted) lead to free places.
    fn find_base(&mut self, codes: &[u16]) -> u32 {
        let (lowest, highest) = (usize::from(codes[0]), usize::from(codes[codes.len() - 1]));
        let mut place = self.gaps.first_for(codes.len());
        let mut tries = 0;
        loop {
            while place >= self.gaps.len() {
                self.grow();
            }
            if place > lowest {
                let base = place - lowest;
                while base + highest >= self.gaps.len() {
                    self.grow();
                }
                if codes.iter().all(|&code| self.gaps.is_free(base + usize::from(code))) {
                    self.gaps.remember(codes.len(), place, tries);
                    return base as u32;
                }
            }
            tries += 1;
            place = self.gaps.next(place);
        }
    }

    fn grow(&mut self) {
        let length = self.nodes.len() * 5 / 4 + 1024;
        self.nodes.resize(length, [0, FREE]);
        self.gaps.grow(length);
    }
}

/// Which places are free, as a list to skip along, and where to begin to search.
struct Gaps {
    next: Vec<u32>,
    taken: Vec<bool>,
    first: [usize; 17],
}

impl Gaps {
    fn new() -> Self {
        Self { next: Vec::new(), taken: Vec::new(), first: [1; 17] }
    }

    fn len(&self) -> usize {
        self.taken.len()
    }

    fn grow(&mut self, length: usize) {
        self.next.extend(self.next.len() as u32 + 1..length as u32 + 1);
        self.taken.resize(length, false);
    }

    fn is_free(&self, place: usize) -> bool {
        !self.taken[place]
    }

    fn take(&mut self, place: usize) {
        self.taken[place] = true;
    }

    /// The next free place after `place`; shortens the way for later searches.
    fn next(&mut self, place: usize) -> usize {
        let mut next = self.next[place] as usize;
        while next < self.taken.len() && self.taken[next] {
            next = self.next[next] as usize;
        }
        self.next[place] = next as u32;
        next
    }

    /// Where the search for so many places at once should begin.
    fn first_for(&mut self, count: usize) -> usize {
        let first = self.first[count.min(16)];
        if first < self.taken.len() && self.taken[first] { self.next(first) } else { first }
    }

    /// After a long search the places before the found one are given up for its like.
    fn remember(&mut self, count: usize, place: usize, tries: usize) {
        if tries > 64 || count == 1 {
            self.first[count.min(16)] = place;
        }
    }
}
