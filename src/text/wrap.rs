//! Lines broken at a fixed width, joined again.
//!
//! Text taken from a PDF is broken inside words, with no hyphen, and has lost the blank where a
//! word ended at the end of a line. Whether a line goes on in the next is decided by its width;
//! whether a blank belongs between the two by three witnesses, in this order: how a word can end
//! and begin, the words that the document has elsewhere, and the cheaper of the two tokenizations.

use crate::Document;
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
const FULL: f64 = 0.78;

/// Decides how the lines of one wrapped document go on.
#[derive(Debug, Default)]
pub(crate) struct Joiner {
    /// Width of a full line in half-width columns.
    width: usize,
    /// How often each word stands inside a line.
    words: HashMap<String, u32>,
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

    /// How `line` goes on in `next`; `cost` is the cost of a text's best tokenization.
    pub(crate) fn line_end(
        &self,
        line: &str,
        next: &str,
        mut cost: impl FnMut(&str) -> i64,
    ) -> LineEnd {
        let (line, next) = (line.trim(), next.trim());
        if !self.goes_on(line, next) {
            return LineEnd::Boundary;
        }
        let before = tail(line);
        let after = head(next);
        match self.by_shape(before, after).or_else(|| self.by_words(before, after)) {
            Some(end) => end,
            None if cost(&format!("{before}{after}")) < cost(&format!("{before} {after}")) => {
                LineEnd::InsideWord
            }
            None => LineEnd::AtBlank,
        }
    }

    /// Whether the line is full, ends in mid-sentence, and nothing new begins in the next.
    fn goes_on(&self, line: &str, next: &str) -> bool {
        let ended = line.ends_with(['.', '?', '!', '…', ':', '」']) || line.ends_with(".)");
        let opens = next.starts_with(['○', '◯', '(', '【', '□', '■', '◦', '-', '·', 'ㆍ'])
            || begins_item(next);
        !ended
            && !line.is_empty()
            && !next.is_empty()
            && !opens
            && columns(line) as f64 >= FULL * self.width as f64
    }

    /// What punctuation, digits and Latin letters say.
    fn by_shape(&self, before: &str, after: &str) -> Option<LineEnd> {
        let last = before.chars().next_back()?;
        let first = after.chars().next()?;
        if matches!(last, ',' | ';' | '”' | '’' | ')' | '｣') && is_syllable(first) {
            // A particle may follow a closing mark without a blank; the costs tell.
            return (last == ',' || last == ';').then_some(LineEnd::AtBlank);
        }
        if last.is_ascii_digit() && (first.is_ascii_digit() || matches!(first, ',' | '.')) {
            return Some(LineEnd::InsideWord);
        }
        if matches!(first, ',' | '.' | ')' | '”' | '’' | '」' | '｣' | '?' | '!' | '·' | 'ㆍ' | '%') {
            return Some(LineEnd::InsideWord);
        }
        if matches!(last, '(' | '“' | '‘' | '「' | '｢' | '·' | 'ㆍ' | '～' | '~') {
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

/// Whether an item of an agenda or a list begins: `1. `, `가. `, `제1항`.
fn begins_item(line: &str) -> bool {
    let mut chars = line.chars();
    let first = chars.next().unwrap_or(' ');
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    (first.is_ascii_digit() && rest.starts_with(". "))
        || ("가나다라마바사아자차카타파하".contains(first) && chars.as_str().starts_with(". "))
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
