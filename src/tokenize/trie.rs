//! A character-wise double-array trie.
//!
//! Double arrays are Aoe's (1989); one step a character instead of a byte, with the characters
//! numbered by falling frequency, follows Kanda et al., *Engineering faster double-array
//! Aho–Corasick automata* (2023).

/// A double-array trie whose arrays lie somewhere else, for instance in the program file.
///
/// The child of a node by a character of code `c` is at `base + c`, if that place is marked with
/// `c`: no two nodes have the same base, so the mark tells whose child it is.
#[derive(Clone, Copy, Debug)]
pub struct Trie<'a> {
    /// For each place: value, base and mark of its node.
    pub nodes: &'a [u64],
    /// The code of each character up to U+FFFF; 0 for those that no key has.
    pub codes: &'a [u16],
}

/// A node of a [`Trie`]: value (0 if no key ends here), base, mark; 26, 24 and 14 bits.
#[derive(Clone, Copy, Debug)]
pub struct TrieNode(u64);

const MARK_BITS: u32 = 14;
const BASE_BITS: u32 = 24;

impl TrieNode {
    fn new(value: u32, base: u32, mark: u16) -> Self {
        let value = u64::from(value) << (BASE_BITS + MARK_BITS);
        Self(value | u64::from(base) << MARK_BITS | u64::from(mark))
    }

    /// The value of the key that ends at this node, 0 if none does.
    #[inline]
    pub fn value(self) -> u32 {
        (self.0 >> (BASE_BITS + MARK_BITS)) as u32
    }

    #[inline]
    fn base(self) -> usize {
        (self.0 >> MARK_BITS) as usize & ((1 << BASE_BITS) - 1)
    }

    #[inline]
    fn mark(self) -> u16 {
        self.0 as u16 & ((1 << MARK_BITS) - 1)
    }
}

impl Trie<'_> {
    /// The node where every search begins.
    #[inline]
    pub fn root(&self) -> TrieNode {
        TrieNode(self.nodes[0])
    }

    /// The code of a character; 0 if no key has it.
    #[inline]
    pub fn code(&self, character: char) -> u16 {
        self.codes.get(character as usize).copied().unwrap_or(0)
    }

    /// The child of `node` by the character of this code.
    #[inline]
    pub fn child(&self, node: TrieNode, code: u16) -> Option<TrieNode> {
        let child = TrieNode(*self.nodes.get(node.base() + usize::from(code))?);
        (child.mark() == code && code != 0).then_some(child)
    }

    /// All keys and their values, in no order.
    #[allow(dead_code, reason = "without lindera nothing is exported")]
    pub fn entries(&self) -> Vec<(String, u32)> {
        let mut characters = vec!['\0'; 1 << MARK_BITS];
        for character in '\0'..='\u{ffff}' {
            characters[usize::from(self.code(character))] = character;
        }
        let mut entries = Vec::new();
        let mut open = vec![(self.root(), String::new())];
        let used: Vec<u16> = (1..).take_while(|&c| characters[usize::from(c)] != '\0').collect();
        while let Some((node, key)) = open.pop() {
            if node.value() != 0 {
                entries.push((key.clone(), node.value()));
            }
            if node.base() == 0 {
                continue;
            }
            for &code in &used {
                if let Some(child) = self.child(node, code) {
                    open.push((child, format!("{key}{}", characters[usize::from(code)])));
                }
            }
        }
        entries
    }
}

/// The arrays of a [`Trie`].
#[derive(Clone, Debug, Default)]
pub struct TrieArrays {
    /// See [`Trie::nodes`].
    pub nodes: Vec<u64>,
    /// See [`Trie::codes`].
    pub codes: Vec<u16>,
}

impl TrieArrays {
    /// The greatest number of different characters in all keys.
    pub const CHARACTERS: usize = (1 << MARK_BITS) - 1;

    /// Builds the trie of `keys` (sorted, distinct, not empty, of characters up to U+FFFF) with
    /// values from 1 to 2²⁶ − 1. `None` if they have more than [`Self::CHARACTERS`] characters.
    pub fn build(keys: &[(&str, u32)]) -> Option<Self> {
        let codes = number_characters(keys)?;
        let mut builder = Builder::new();
        let code = |c: char| codes[c as usize];
        let coded: Vec<(Vec<u16>, u32)> =
            keys.iter().map(|(key, value)| (key.chars().map(code).collect(), *value)).collect();
        let mut open = vec![Open { place: 0, mark: 0, depth: 0, keys: 0..coded.len() }];
        while let Some(node) = open.pop() {
            builder.place(node, &coded, &mut open);
        }
        builder.nodes.truncate(builder.gaps.last_taken() + 1);
        Some(Self { nodes: builder.nodes, codes })
    }

    /// The trie in these arrays.
    pub fn trie(&self) -> Trie<'_> {
        Trie { nodes: &self.nodes, codes: &self.codes }
    }
}

/// Codes from 1 on, the most frequent character first.
fn number_characters(keys: &[(&str, u32)]) -> Option<Vec<u16>> {
    let mut counts = vec![(0u32, 0usize); 1 << 16];
    for (character, count) in counts.iter_mut().enumerate() {
        count.1 = character;
    }
    for character in keys.iter().flat_map(|(key, _)| key.chars()) {
        counts[character as usize].0 += 1;
    }
    counts.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    if counts[TrieArrays::CHARACTERS].0 > 0 {
        return None;
    }
    let mut codes = vec![0; 1 << 16];
    for (code, (_, character)) in (1..).zip(counts.iter().take_while(|(count, _)| *count > 0)) {
        codes[*character] = code;
    }
    Some(codes)
}

/// A node whose children are still to be placed.
struct Open {
    place: usize,
    mark: u16,
    depth: usize,
    /// The keys that go through it.
    keys: std::ops::Range<usize>,
}

struct Builder {
    nodes: Vec<u64>,
    gaps: Gaps,
    /// Which bases nodes have.
    bases: Vec<bool>,
}

impl Builder {
    fn new() -> Self {
        let mut builder = Self { nodes: vec![0], gaps: Gaps::new(), bases: vec![true] };
        builder.gaps.grow(1);
        builder.gaps.take(0);
        builder
    }

    /// Writes a node and gives its children their places.
    fn place(&mut self, node: Open, keys: &[(Vec<u16>, u32)], open: &mut Vec<Open>) {
        let Open { place, mark, depth, keys: mut range } = node;
        let mut value = 0;
        if let Some((key, of_key)) = keys.get(range.start).filter(|(key, _)| key.len() == depth) {
            debug_assert_eq!(key.len(), depth);
            value = *of_key;
            range.start += 1;
        }
        let mut children: Vec<Open> = Vec::new();
        for number in range {
            let mark = keys[number].0[depth];
            match children.last_mut() {
                Some(child) if child.mark == mark => child.keys.end = number + 1,
                _ => children.push(Open {
                    place: 0,
                    mark,
                    depth: depth + 1,
                    keys: number..number + 1,
                }),
            }
        }
        let mut base = 0;
        if !children.is_empty() {
            let mut marks: Vec<u16> = children.iter().map(|child| child.mark).collect();
            marks.sort_unstable();
            base = self.find_base(&marks);
            self.bases[base] = true;
        }
        self.nodes[place] = TrieNode::new(value, base as u32, mark).0;
        for mut child in children.into_iter().rev() {
            child.place = base + usize::from(child.mark);
            self.gaps.take(child.place);
            open.push(child);
        }
    }

    /// A base that no node has, from which all of `marks` (sorted) lead to free places.
    fn find_base(&mut self, marks: &[u16]) -> usize {
        let (lowest, highest) = (usize::from(marks[0]), usize::from(marks[marks.len() - 1]));
        let mut place = self.gaps.first_for(marks.len());
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
                let is_free = |&mark: &u16| self.gaps.is_free(base + usize::from(mark));
                if !self.bases[base] && marks.iter().all(is_free) {
                    self.gaps.remember(marks.len(), place, tries);
                    return base;
                }
            }
            tries += 1;
            place = self.gaps.next(place);
        }
    }

    fn grow(&mut self) {
        let length = self.nodes.len() * 5 / 4 + 1024;
        self.nodes.resize(length, 0);
        self.bases.resize(length, false);
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

    fn last_taken(&self) -> usize {
        self.taken.iter().rposition(|&taken| taken).unwrap_or(0)
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
        if tries > 64 {
            self.first[count.min(16)] = place;
        }
    }
}
