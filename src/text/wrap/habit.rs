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

/// How often something is inside a word, and how often a blank.
type Counts = [u32; 2];

/// How often a gap is inside a word, and how often it is a blank, by what stands around it; only
/// for characters and pairs that somebody will ask for.
#[derive(Debug)]
pub(super) struct Habits {
    letters: Letters,
    /// By the letter before the gap.
    last: Vec<Counts>,
    /// By the letter behind the gap, where it is a word of its own.
    alone: Vec<Counts>,
    pairs: HashMap<[Letter; 2], u32>,
    /// By the number that `pairs` gives.
    pair_counts: Vec<Pair>,
    before: HashMap<[Letter; 3], Counts>,
    behind: HashMap<[Letter; 3], Counts>,
}

/// Two letters, whose counts are of gaps between them, and before and behind them as one word.
#[derive(Clone, Copy, Debug, Default)]
struct Pair {
    /// Whether a break between the two is asked for.
    parted: bool,
    between: Counts,
    word_end: Counts,
    word_start: Counts,
}

impl Habits {
    /// Counts the gaps inside the lines, as far as they are like one of `asked`.
    pub(super) fn of<'a>(
        lines: impl Iterator<Item = &'a str>,
        asked: impl Iterator<Item = Gap>,
    ) -> Self {
        let mut habits = Self {
            letters: Letters::new(),
            last: Vec::new(),
            alone: Vec::new(),
            pairs: HashMap::default(),
            pair_counts: Vec::new(),
            before: HashMap::default(),
            behind: HashMap::default(),
        };
        asked.for_each(|gap| habits.ask(gap));
        let letters = habits.letters.freeze();
        habits.last.resize(letters, [0; 2]);
        habits.alone.resize(letters, [0; 2]);
        lines.for_each(|line| habits.learn(line));
        habits
    }

    /// Makes room for what `together` will ask.
    fn ask(&mut self, gap: Gap) {
        let [last, first] = [self.letters.add(gap.last), self.letters.add(gap.first)];
        self.pair(last, first).parted = true;
        if let Some((c, joined)) = gap.before {
            let c = self.letters.add(c);
            if joined {
                self.pair(c, last);
            }
            self.before.insert([if joined { c } else { BLANK }, last, first], [0; 2]);
        }
        if let Some((c, joined)) = gap.after {
            let c = self.letters.add(c);
            if joined {
                self.pair(first, c);
            }
            self.behind.insert([last, first, c], [0; 2]);
        }
    }

    fn pair(&mut self, first: Letter, second: Letter) -> &mut Pair {
        let next = self.pair_counts.len() as u32;
        let at = *self.pairs.entry([first, second]).or_insert(next);
        if at == next {
            self.pair_counts.push(Pair::default());
        }
        &mut self.pair_counts[at as usize]
    }

    fn learn(&mut self, line: &str) {
        let mut last = OTHER;
        let mut blank = false;
        // The gap before the one at hand: its letter, pair, and whether it is a blank.
        let mut previous: Option<(Letter, Option<u32>, bool)> = None;
        let mut characters = line.chars();
        if let Some(c) = characters.find(|c| !c.is_whitespace()) {
            last = self.letters.of(c);
        }
        for c in characters {
            if c.is_whitespace() {
                blank = true;
                continue;
            }
            let first = self.letters.of(c);
            let pair = self.count([last, first], blank, previous);
            previous = Some((last, pair, blank));
            last = first;
            blank = false;
        }
    }

    /// Counts the gap between two letters, behind which the line goes on from `previous`; gives the
    /// number of the pair.
    fn count(
        &mut self,
        [last, first]: [Letter; 2],
        blank: bool,
        previous: Option<(Letter, Option<u32>, bool)>,
    ) -> Option<u32> {
        let side = usize::from(blank);
        let asked = last != OTHER && first != OTHER;
        let pair = if asked { self.pairs.get(&[last, first]).copied() } else { None };
        self.last[usize::from(last)][side] += 1;
        let mut parted = false;
        if let Some(pair) = pair {
            let pair = &mut self.pair_counts[pair as usize];
            pair.between[side] += 1;
            parted = pair.parted;
        }
        let Some((before, pair_before, blank_before)) = previous else { return pair };
        if parted {
            let before = if blank_before { BLANK } else { before };
            add(self.before.get_mut(&[before, last, first]), side);
        }
        let side_before = usize::from(blank_before);
        if let Some(known) = pair_before {
            let known = &mut self.pair_counts[known as usize];
            if !blank_before {
                known.word_end[side] += 1;
            }
            if known.parted {
                add(self.behind.get_mut(&[before, last, first]), side_before);
            }
        }
        if blank {
            self.alone[usize::from(last)][side_before] += 1;
        } else if let Some(pair) = pair {
            self.pair_counts[pair as usize].word_start[side_before] += 1;
        }
        pair
    }

    /// How much speaks for one word over a gap that was asked for, in natural logarithms of the
    /// odds; negative when more speaks for a blank.
    pub(super) fn together(&self, gap: Option<Gap>) -> f64 {
        let Some(gap) = gap else { return BIAS };
        let [last, first] = [gap.last, gap.first].map(|c| self.letters.of(c));
        let pair = |letters| self.pairs.get(&letters).map(|&at| &self.pair_counts[at as usize]);
        let between = pair([last, first]).map(|pair| pair.between);
        let mut sum =
            BIAS + PAIR * odds(between) + LAST * odds(self.last.get(usize::from(last)).copied());
        if let Some((c, joined)) = gap.before {
            let c = self.letters.of(c);
            let triple = [if joined { c } else { BLANK }, last, first];
            sum += TRIPLE_BEFORE * odds(self.before.get(&triple).copied());
            if joined {
                sum += WORD_END * odds(pair([c, last]).map(|pair| pair.word_end));
            }
        }
        if let Some((c, joined)) = gap.after {
            let c = self.letters.of(c);
            sum += TRIPLE_BEHIND * odds(self.behind.get(&[last, first, c]).copied());
            sum += if joined {
                WORD_START * odds(pair([first, c]).map(|pair| pair.word_start))
            } else {
                WORD_ALONE * odds(self.alone.get(usize::from(first)).copied())
            };
        }
        sum
    }
}

/// The logarithm of the odds of such counts, kept finite.
fn odds(counts: Option<Counts>) -> f64 {
    let [inside, blank] = counts.unwrap_or_default();
    ((f64::from(inside) + 0.5) / (f64::from(blank) + 0.5)).ln()
}

fn add(counts: Option<&mut Counts>, side: usize) {
    if let Some(counts) = counts {
        counts[side] += 1;
    }
}

impl Gap {
    /// The gap at the break between two lines.
    pub(super) fn between(line: &str, next: &str) -> Option<Self> {
        let (last, before) = side(line.trim_end().chars().rev())?;
        let (first, after) = side(next.trim_start().chars())?;
        Some(Self { before, last, first, after })
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
    Some((first, second.map(|c| (c, joined))))
}

/// The number of a character that is asked for, or one of the two below.
type Letter = u16;

/// Every character that is not asked for.
const OTHER: Letter = 0;
/// A blank before a gap.
const BLANK: Letter = 1;

/// Numbers the characters that are asked for: one digit, and one Latin letter, is like another.
#[derive(Debug)]
struct Letters {
    /// By the character; those outside the basic plane are like one another.
    numbers: Vec<Letter>,
    count: Letter,
}

impl Letters {
    fn new() -> Self {
        Self { numbers: vec![OTHER; usize::from(u16::MAX) + 1], count: BLANK }
    }

    fn of(&self, c: char) -> Letter {
        self.numbers[place(c)]
    }

    fn add(&mut self, c: char) -> Letter {
        let c = match c {
            '0'..='9' => '0',
            'a'..='z' | 'A'..='Z' => 'a',
            c => c,
        };
        let number = &mut self.numbers[place(c)];
        if *number == OTHER && self.count < Letter::MAX {
            self.count += 1;
            *number = self.count;
        }
        *number
    }

    /// Gives what is alike the same number, and how many numbers there are.
    fn freeze(&mut self) -> usize {
        let (digit, latin) = (self.of('0'), self.of('a'));
        self.numbers[usize::from(b'0')..=usize::from(b'9')].fill(digit);
        self.numbers[usize::from(b'a')..=usize::from(b'z')].fill(latin);
        self.numbers[usize::from(b'A')..=usize::from(b'Z')].fill(latin);
        usize::from(self.count) + 1
    }
}

fn place(c: char) -> usize {
    usize::from(u16::try_from(u32::from(c)).unwrap_or(u16::MAX))
}
