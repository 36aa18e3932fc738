//! How a document itself writes: which characters it keeps together, and which it parts by blanks.

use rustc_hash::FxHashMap as HashMap;

/// What the witnesses weigh, and what they weigh together before any is heard. Found by logistic
/// regression on the blanks inside the lines of National Assembly minutes.
const TRIPLE_BEFORE: f64 = 1.1;
const TRIPLE_BEHIND: f64 = 1.0;
const PAIR: f64 = 0.1;
const WORD_END: f64 = 0.4;
const WORD_START: f64 = 0.5;
const WORD_ALONE: f64 = 0.5;
const LAST: f64 = 0.3;
const BIAS: f64 = -1.1;

/// Two characters before a gap and two behind it; fewer at the ends of a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gap {
    /// The character before the last one, and whether they stand in one word.
    before: Option<(char, bool)>,
    last: char,
    first: char,
    /// The character behind the first one, and whether they stand in one word.
    after: Option<(char, bool)>,
}

/// The parts of a gap that are counted.
#[derive(Clone, Copy, Debug)]
enum Part {
    Pair,
    TripleBefore,
    TripleBehind,
    WordEnd,
    WordStart,
    /// What is behind the gap is one character.
    WordAlone,
    Last,
}

/// How often a gap with such a part is inside a word, and how often it is a blank; of the parts
/// that somebody will ask for.
#[derive(Debug, Default)]
pub(super) struct Habits {
    counts: HashMap<u64, [u32; 2]>,
    /// A bit for each part that is counted, and for some that are not: most are told apart here.
    filter: Vec<u64>,
}

impl Habits {
    /// Counts the gaps inside the lines, as far as they are like one of `asked`.
    pub(super) fn of<'a>(
        lines: impl Iterator<Item = &'a str>,
        asked: impl Iterator<Item = Gap>,
    ) -> Self {
        let mut habits = Self::default();
        for gap in asked {
            gap.each(|_, key| {
                habits.counts.insert(key, [0; 2]);
                true
            });
        }
        habits.filter = vec![0; (habits.counts.len() / KEYS_A_WORD + 1).next_power_of_two()];
        for &key in habits.counts.keys() {
            let (word, bit) = place(key, habits.filter.len());
            habits.filter[word] |= bit;
        }
        lines.for_each(|line| habits.learn(line));
        habits
    }

    fn learn(&mut self, line: &str) {
        let mut characters: [Option<(char, bool)>; 4] = [None; 4];
        let mut blank = false;
        for c in line.chars().map(Some).chain([None]) {
            let Some(c) = c else {
                self.count(&characters, None);
                break;
            };
            if c.is_whitespace() {
                blank = true;
                continue;
            }
            let next = (alike(c), blank);
            self.count(&characters, Some(next));
            characters.rotate_left(1);
            characters[3] = Some(next);
            blank = false;
        }
    }

    /// Counts the gap between the last two of `characters`, which `next` follows.
    fn count(&mut self, characters: &[Option<(char, bool)>; 4], next: Option<(char, bool)>) {
        let [_, before, Some((last, parted)), Some((first, blank))] = *characters else { return };
        let gap = Gap {
            before: before.map(|(c, _)| (c, !parted)),
            last,
            first,
            after: next.map(|(c, parted)| (c, !parted)),
        };
        gap.each(|_, key| {
            let (word, bit) = place(key, self.filter.len());
            if self.filter[word] & bit == 0 {
                return false;
            }
            let counts = self.counts.get_mut(&key);
            counts.map(|counts| counts[usize::from(blank)] += 1).is_some()
        });
    }

    /// How much speaks for one word over a gap that was asked for, in natural logarithms of the
    /// odds; negative when more speaks for a blank.
    pub(super) fn together(&self, gap: Option<Gap>) -> f64 {
        let mut sum = BIAS;
        let Some(gap) = gap else { return sum };
        gap.each(|part, key| {
            let [inside, blank] = self.counts.get(&key).copied().unwrap_or_default();
            let weight = match part {
                Part::Pair => PAIR,
                Part::TripleBefore => TRIPLE_BEFORE,
                Part::TripleBehind => TRIPLE_BEHIND,
                Part::WordEnd => WORD_END,
                Part::WordStart => WORD_START,
                Part::WordAlone => WORD_ALONE,
                Part::Last => LAST,
            };
            sum += weight * ((f64::from(inside) + 0.5) / (f64::from(blank) + 0.5)).ln();
            true
        });
        sum
    }
}

impl Gap {
    /// The gap at the break between two lines.
    pub(super) fn between(line: &str, next: &str) -> Option<Self> {
        let (last, before) = side(line.trim_end().chars().rev())?;
        let (first, after) = side(next.trim_start().chars())?;
        Some(Self { before, last, first, after })
    }

    /// Visits the parts of the gap, each with the key under which it is counted. Larger parts are
    /// left out where `visit` says of a smaller one inside that nobody asks for it.
    #[inline]
    fn each(self, mut visit: impl FnMut(Part, u64) -> bool) {
        let Self { before, last, first, after } = self;
        let pair = visit(Part::Pair, key(Part::Pair, [last, first, '\0']));
        let asked = visit(Part::Last, key(Part::Last, [last, '\0', '\0']));
        if let Some((c, joined)) = before {
            if pair {
                let c = if joined { c } else { ' ' };
                visit(Part::TripleBefore, key(Part::TripleBefore, [c, last, first]));
            }
            if joined && asked {
                visit(Part::WordEnd, key(Part::WordEnd, [c, last, '\0']));
            }
        }
        if let Some((c, joined)) = after {
            if pair {
                visit(Part::TripleBehind, key(Part::TripleBehind, [last, first, c]));
            }
            if joined {
                visit(Part::WordStart, key(Part::WordStart, [first, c, '\0']));
            } else {
                visit(Part::WordAlone, key(Part::WordAlone, [first, '\0', '\0']));
            }
        }
    }
}

/// The first character, and the one behind it if there is one, and whether no blank is between.
fn side(mut characters: impl Iterator<Item = char>) -> Option<(char, Option<(char, bool)>)> {
    let first = characters.next()?;
    let mut joined = true;
    let second = characters.find(|c| {
        joined &= !c.is_whitespace();
        !c.is_whitespace()
    });
    Some((alike(first), second.map(|c| (alike(c), joined))))
}

/// A character as it is counted: one digit, and one Latin letter, is like another.
fn alike(c: char) -> char {
    match c {
        '0'..='9' => '0',
        'a'..='z' | 'A'..='Z' => 'a',
        c => c,
    }
}

/// Three characters of 21 bits, and the part in the bits that no assigned letter of the first uses.
fn key(part: Part, characters: [char; 3]) -> u64 {
    let packed = characters.iter().fold(0, |key, &c| key << 21 | u64::from(u32::from(c)));
    packed ^ (part as u64) << 61
}

/// So few keys share a word of the filter that few others pass it.
const KEYS_A_WORD: usize = 4;

/// The word of a filter of so many, a power of two, and the bit in it that stand for a key.
#[inline]
fn place(key: u64, words: usize) -> (usize, u64) {
    let mixed = key.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((mixed >> 32) as usize & (words - 1), 1 << (mixed >> 58))
}
