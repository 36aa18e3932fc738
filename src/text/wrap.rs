//! Lines broken at a fixed width, joined again.
//!
//! Text taken from a PDF is broken inside words, with no hyphen, and has lost the blank where a
//! word ended at the end of a line. Whether a line goes on in the next is decided by its width;
//! whether a blank belongs between the two by how a word can end and begin, and where that is
//! silent by witnesses whose weights are added up: how often the document itself writes the
//! characters around the break together and apart, and, where that is not clear, which of the two
//! tokenizations is cheaper. So a compound that a document spells in both ways is joined as it
//! mostly is.

mod habit;

use crate::{Document, Span};
use habit::Habits;

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
    "별",
];

/// A line is full beyond doubt from this share on.
const SURELY_FULL: f64 = 0.85;
/// From this weight on the document's own spelling decides alone.
const CLEAR: f64 = 3.0;
/// The weight of each thousand by which one word is cheaper than two, up to so many, and that of
/// equal costs. Found together with the weights of the habits.
const COST: f64 = 1.1;
const MOST_COST: f64 = 4.0;
const EQUAL_COST: f64 = -1.2;

/// Decides how the lines of one wrapped document go on.
#[derive(Debug, Default)]
pub(crate) struct Joiner {
    /// Width of a full line in half-width columns.
    width: usize,
    habits: Habits,
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
            joiner.habits.learn(line);
        }
        widths.sort_unstable();
        joiner.width = widths.get(widths.len() * 9 / 10).copied().unwrap_or(0);
        joiner
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
        let full = |share: f64| width as f64 >= share * self.width as f64;
        if is_address(line) && next.starts_with(|c: char| c.is_ascii_graphic() && c != '-') {
            return if begins_item(next) { LineEnd::Boundary } else { LineEnd::InsideWord };
        }
        if !full(FULL) || !goes_on(line, next, full(SURELY_FULL)) {
            return LineEnd::Boundary;
        }
        let before = tail(line);
        let after = head(next);
        if let Some(end) = by_shape(before, after) {
            return end;
        }
        let mut together = self.habits.together(line, next);
        if together.abs() < CLEAR {
            let apart = cost(&format!("{before} {after}"));
            let joined = cost(&format!("{before}{after}"));
            together += if apart == joined {
                EQUAL_COST
            } else {
                COST * (f64::from(apart - joined) / 1000.0).clamp(-MOST_COST, MOST_COST)
            };
        }
        if together > 0.0 { LineEnd::InsideWord } else { LineEnd::AtBlank }
    }
}

/// What punctuation, digits and Latin letters say.
fn by_shape(before: &str, after: &str) -> Option<LineEnd> {
    let word = after.split(' ').next().unwrap_or(after);
    let word = word.trim_end_matches(['.', ',', '?', '!']);
    if ENDINGS.iter().any(|ending| after.starts_with(ending)) || PARTICLES.contains(&word) {
        return Some(LineEnd::InsideWord);
    }
    let last = before.chars().next_back()?;
    let first = after.chars().next()?;
    if matches!(first, '’' | '‘' | '\'') && after.chars().nth(1).is_some_and(is_digit) {
        // `’25년도`
        return Some(LineEnd::AtBlank);
    }
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
    if matches!(last, '(' | '“' | '‘' | '「' | '｢' | '·' | 'ㆍ' | '～' | '~' | '∼') {
        return Some(LineEnd::InsideWord);
    }
    None
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

/// Whether the line ends in an address of the web, or is a part of one.
fn is_address(line: &str) -> bool {
    let last = line.rsplit(' ').next().unwrap_or(line);
    last.contains("://") || last.len() == line.len() && line.is_ascii() && line.contains('/')
}

/// Whether a line ends in mid-sentence, and nothing new begins in the next. A middle dot behind a
/// full line and before a word parts two words, elsewhere it marks an item.
fn goes_on(line: &str, next: &str, full: bool) -> bool {
    let closes = next.starts_with(['…', '.', ',', '?', '!', '”', '’', '」', '｣', ')'])
        && !next.chars().nth(1).is_some_and(is_digit);
    let ended = !closes && (line.ends_with(['.', '?', '!', ':', '…']) || line.ends_with(".)"));
    let dot = next.strip_prefix(['·', 'ㆍ']);
    let opens = next.starts_with(['○', '◯', '(', '【', '□', '■', '◦', '-'])
        || dot.is_some_and(|rest| !full || !rest.starts_with(is_syllable))
        || begins_item(next);
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

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

fn is_syllable(c: char) -> bool {
    ('가'..='힣').contains(&c)
}
