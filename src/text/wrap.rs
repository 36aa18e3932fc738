//! Lines broken at a fixed width, joined again.
//!
//! Text taken from a PDF is broken inside words, with no hyphen, and has lost the blank where a
//! word ended at the end of a line. Whether a line goes on in the next is decided by its width;
//! whether a blank belongs between the two by three witnesses, in this order: how a word can end
//! and begin, the words that the document has elsewhere, and the cheaper of the two tokenizations.

use crate::{Document, Span};
use std::collections::HashMap;

/// How a line goes on in the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineEnd {
    /// The next line begins something new.
    Boundary,
    /// The break stands inside a word.
    InsideWord,
    /// The break stands where a blank was.
    AtBlank,
}

/// A line is full from this share of the usual width on.
const FULL: f64 = 0.7;

/// No word begins with one of these.
const ENDINGS: &[&str] = &[
    "습니다",
    "습니까",
    "니다",
    "니까",
    "겠습",
    "겠으",
    "겠고",
    "었습",
    "았습",
    "였습",
    "었고",
    "았고",
    "었던",
    "았던",
];

/// These stand behind a word and never alone.
const PARTICLES: &[&str] = &[
    "로",
    "으로",
    "을",
    "를",
    "은",
    "는",
    "에",
    "에서",
    "의",
    "와",
    "과",
    "에게",
    "에는",
    "에도",
    "으로서",
    "로서",
    "로써",
    "까지",
    "부터",
    "이라고",
    "라고",
    "라는",
    "들은",
    "들이",
    "들을",
];

/// How much cheaper one word must be than two; found on wrapped local minutes.
const MARGIN: i32 = 200;

/// Decides how the lines of one wrapped document go on.
#[derive(Debug, Default)]
pub(crate) struct Joiner {
    /// Width of a full line in half-width columns.
    width: usize,
    /// How often each word stands inside a line.
    words: HashMap<String, u32>,
    /// For two characters before a place and two behind it: how often a word goes on there, and
    /// how often a blank stands there.
    places: HashMap<[char; 4], [u32; 2]>,
}

impl Joiner {
    /// Learns the width and the words of a document; empty for one that is not wrapped.
    pub(crate) fn new(document: &Document) -> Self {
        let mut joiner = Self::default();
        if !document.wrapped {
            return joiner;
        }
        let mut widths = Vec::new();
        for line in document.text.lines() {
            widths.push(columns(line));
            let mut words: Vec<_> = line.split_whitespace().collect();
            joiner.learn_places(line);
            // The first and the last word of a line may be halves.
            words.pop();
            for word in words.into_iter().skip(1) {
                let word = word.trim_matches(|c: char| !c.is_alphanumeric());
                if !word.is_empty() {
                    *joiner.words.entry(word.to_owned()).or_default() += 1;
                }
            }
        }
        widths.sort_unstable();
        joiner.width = widths.get(widths.len() * 9 / 10).copied().unwrap_or(0);
        joiner
    }

    /// Counts the places inside a line.
    fn learn_places(&mut self, line: &str) {
        let mut window: [(char, bool); 4] = [(' ', false); 4];
        let mut blank = false;
        let mut count = 0;
        for c in line.chars() {
            if c.is_whitespace() {
                blank = true;
                continue;
            }
            window.rotate_left(1);
            window[3] = (c, blank);
            blank = false;
            count += 1;
            if count >= 4 {
                let key = window.map(|(c, _)| c);
                self.places.entry(key).or_default()[usize::from(window[2].1)] += 1;
            }
        }
    }

    /// What the document's other places with the same two characters on both sides say.
    fn by_places(&self, before: &str, after: &str) -> Option<LineEnd> {
        let mut left = before.chars().rev().filter(|c| !c.is_whitespace());
        let mut right = after.chars().filter(|c| !c.is_whitespace());
        let (b, a) = (left.next()?, left.next()?);
        let key = [a, b, right.next()?, right.next()?];
        let [inside, blank] = self.places.get(&key).copied()?;
        match (inside, blank) {
            (inside, blank) if inside > 2 * blank => Some(LineEnd::InsideWord),
            (inside, blank) if blank > 2 * inside => Some(LineEnd::AtBlank),
            _ => None,
        }
    }

    /// How `line` goes on in `next`; `cost` is the cost of a text's best tokenization.
    pub(crate) fn line_end(
        &self,
        document: &Document,
        line: Span,
        next: Span,
        mut cost: impl FnMut(&str) -> i32,
    ) -> LineEnd {
        // The line may start behind a label, which counts for its width.
        let start = document.text[..line.start].rfind('\n').map_or(0, |at| at + 1);
        let width = columns(document.text[start..line.end].trim());
        let (line, next) = (document.slice(line).trim(), document.slice(next).trim());
        if (width as f64) < FULL * self.width as f64 || !goes_on(line, next) {
            return LineEnd::Boundary;
        }
        let before = tail(line);
        let after = head(next);
        match self
            .by_shape(before, after)
            .or_else(|| self.by_words(before, after))
            .or_else(|| self.by_places(before, after))
        {
            Some(end) => end,
            None => {
                let apart = cost(&format!("{before} {after}"));
                let joined = cost(&format!("{before}{after}"));
                if joined + MARGIN <= apart { LineEnd::InsideWord } else { LineEnd::AtBlank }
            }
        }
    }

    /// What punctuation, digits and Latin letters say.
    fn by_shape(&self, before: &str, after: &str) -> Option<LineEnd> {
        let word = after.split(' ').next().unwrap_or(after);
        let word = word.trim_end_matches(['.', ',', '?', '!']);
        if ENDINGS.iter().any(|ending| after.starts_with(ending)) || PARTICLES.contains(&word) {
            return Some(LineEnd::InsideWord);
        }
        let last = before.chars().next_back()?;
        let first = after.chars().next()?;
        let number = before.trim_end_matches(',').ends_with(|c: char| c.is_ascii_digit());
        if number && (is_syllable(first) && last != ',' || first.is_ascii_digit()) {
            return Some(LineEnd::InsideWord);
        }
        if is_verbalizer(after) && may_take_verbalizer(before) {
            return Some(LineEnd::InsideWord);
        }
        if last == '제'
            && first.is_ascii_digit()
            && before.chars().rev().nth(1).is_none_or(char::is_whitespace)
        {
            return Some(LineEnd::InsideWord);
        }
        if matches!(last, ',' | ';' | '”' | '’' | ')' | '｣') && is_syllable(first) {
            // A particle may follow a closing mark without a blank; the costs tell.
            return (last == ',' || last == ';').then_some(LineEnd::AtBlank);
        }
        if last.is_ascii_digit() && (first.is_ascii_digit() || matches!(first, ',' | '.')) {
            return Some(LineEnd::InsideWord);
        }
        if matches!(
            first,
            '…' | ',' | '.' | ')' | '”' | '’' | '」' | '｣' | '?' | '!' | '·' | 'ㆍ' | '%'
        ) {
            return Some(LineEnd::InsideWord);
        }
        if matches!(last, '(' | '“' | '‘' | '「' | '｢' | '·' | 'ㆍ' | '～' | '~' | '∼')
        {
            return Some(LineEnd::InsideWord);
        }
        None
    }

    /// What the document's other words say: the joined word stands elsewhere, or both parts do.
    fn by_words(&self, before: &str, after: &str) -> Option<LineEnd> {
        let left = before.rsplit(' ').next().unwrap_or(before);
        let right = after.split(' ').next().unwrap_or(after);
        let right = right.trim_end_matches(|c: char| !c.is_alphanumeric());
        let count = |word: &str| self.words.get(word).copied().unwrap_or(0);
        let joined = count(&format!("{left}{right}"));
        let apart = count(left).min(count(right));
        match (joined, apart) {
            (0, 0) => None,
            (0, apart) if apart >= 2 && left.chars().count() >= 2 && right.chars().count() >= 2 => {
                Some(LineEnd::AtBlank)
            }
            (joined, 0) if joined >= 1 => Some(LineEnd::InsideWord),
            _ => None,
        }
    }
}

/// Whether a text begins with a form of 하다, 되다, 드리다 or 시키다.
fn is_verbalizer(text: &str) -> bool {
    const FORMS: &[&str] = &[
        "합니",
        "하는",
        "하고",
        "하여",
        "하였",
        "하겠",
        "하며",
        "하면",
        "하기",
        "하지",
        "하도",
        "하시",
        "하신",
        "했습",
        "했고",
        "했는",
        "했던",
        "해서",
        "됩니",
        "되는",
        "되고",
        "되어",
        "되었",
        "되면",
        "되겠",
        "됐습",
        "됐는",
        "드립니",
        "드리겠",
        "드리고",
        "드린",
        "시키",
        "시켜",
        "시킬",
    ];
    FORMS.iter().any(|form| text.starts_with(form))
}

/// Whether the last word before looks like a noun without a particle or an ending.
fn may_take_verbalizer(before: &str) -> bool {
    const ENDS: &[char] = &[
        '로', '고', '게', '서', '며', '을', '를', '이', '가', '은', '는', '도', '만', '지', '야',
        '에', '히', '려', '자', '록', '면', '의', '와', '과', '나', '다', '라', '까', '요', '해',
        '여', '어', '아', '기', '한', '된', '할', '될', '수', '것', '걸', '잘',
    ];
    let word = before.rsplit(' ').next().unwrap_or(before);
    word.chars().count() >= 2 && !word.ends_with(ENDS) && word.chars().all(is_syllable)
}

/// Whether a line ends in mid-sentence, and nothing new begins in the next.
fn goes_on(line: &str, next: &str) -> bool {
    let ended = line.ends_with(['.', '?', '!', ':'])
        || line.ends_with(".)")
        || (line.ends_with('…') && !next.starts_with('…'));
    let opens =
        next.starts_with(['○', '◯', '(', '【', '□', '■', '◦', '-', '·', 'ㆍ']) || begins_item(next);
    !ended && !line.is_empty() && !next.is_empty() && !opens
}

/// Whether an item of an agenda or a list begins: `1. `. One with a letter (`다. `) looks like the
/// end of a sentence.
fn begins_item(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < line.len() && rest.starts_with(". ")
}

/// The last two words of a line.
fn tail(line: &str) -> &str {
    let mut blanks = line.rmatch_indices(' ');
    blanks.next();
    blanks.next().map_or(line, |(at, _)| &line[at + 1..])
}

/// The first two words of a line.
fn head(line: &str) -> &str {
    let mut blanks = line.match_indices(' ');
    blanks.next();
    blanks.next().map_or(line, |(at, _)| &line[..at])
}

/// Width in half-width columns.
fn columns(line: &str) -> usize {
    line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

fn is_syllable(c: char) -> bool {
    ('가'..='힣').contains(&c)
}
