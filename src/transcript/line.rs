//! Lines, and the words at their heads.

use super::words::{WORDS, is_hanja, is_syllable};
use crate::Span;
use std::borrow::Cow;
use std::ops::Range;

/// How far into a line a label is looked for, in bytes.
const REACH: usize = 240;
/// How many words are read at most.
const MOST: usize = 16;

/// The lines of a text, without their ends.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        (at < text.len()).then(|| {
            let start = at;
            let end =
                memchr::memchr(b'\n', &text.as_bytes()[start..]).map_or(text.len(), |n| start + n);
            at = (end + 1).min(text.len()).max(end);
            if end == text.len() {
                at = text.len();
            }
            let end = if end > start && text.as_bytes()[end - 1] == b'\r' { end - 1 } else { end };
            Span::new(start, end)
        })
    })
}

/// What stands between a word and the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// The line ends.
    End,
    /// One blank.
    One,
    /// Two blanks or more, a tab, or a full-width blank.
    Wide,
}

/// A word, or syllables that blanks only space out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word<'t> {
    /// Where it stands, in the document.
    pub(super) span: Span,
    /// Its characters without blanks.
    pub(super) text: Cow<'t, str>,
    /// What follows.
    pub(super) gap: Gap,
}

pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\0' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
}

/// The part of the text without blanks at either end.
pub(super) fn trim(text: &str, span: Span) -> Span {
    let slice = span.slice(text);
    let left = slice.trim_start_matches(is_blank);
    let start = span.end - left.len();
    Span::new(start, start + left.trim_end_matches(is_blank).len())
}

/// Whether one of the first words of the text ends as a title does; nearly no line of prose does.
pub(super) fn may_be_label(text: &str) -> bool {
    const WORDS_READ: usize = 9;
    text.split_whitespace().take(WORDS_READ).enumerate().any(|(at, word)| {
        let short = at < 4 || word.len() <= 4;
        short && WORDS.ends_like_role(word.trim_end_matches(is_closing))
    })
}

/// The characters of a text without its blanks.
pub(super) fn squash(text: &str) -> Cow<'_, str> {
    if text.contains(is_blank) {
        text.chars().filter(|&c| !is_blank(c)).collect()
    } else {
        Cow::Borrowed(text)
    }
}

/// The first words of `span`, letter-spaced ones put together.
pub(super) fn words(text: &str, span: Span) -> Vec<Word<'_>> {
    words_within(text, span, REACH, MOST)
}

/// As [`words`], from the first `reach` bytes, `most` of them.
pub(super) fn words_within(text: &str, span: Span, reach: usize, most: usize) -> Vec<Word<'_>> {
    let mut limit = span.end.min(span.start.saturating_add(reach));
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    let mut words = raw_words(text, Span::new(span.start, limit), span.end, most);
    if words.iter().filter(|word| is_single(word)).count() >= 2 {
        words = join_singles(words);
    }
    words
}

/// The words between blanks in `window`; the line goes on to `end`.
fn raw_words(text: &str, window: Span, end: usize, most: usize) -> Vec<Word<'_>> {
    let mut words = Vec::with_capacity(most);
    let mut start = None;
    let slice = window.slice(text);
    let mut blank = 0;
    let close = |words: &mut Vec<_>, from: usize, to: usize| {
        let span = Span::new(window.start + from, window.start + to);
        words.push(Word { span, text: squash(span.slice(text)), gap: Gap::End });
    };
    for (at, c) in slice.char_indices() {
        let colon = is_closing(c) && slice[at + c.len_utf8()..].chars().next().is_none_or(is_blank);
        match (c.is_whitespace() || c == '\0' || c == '*' || colon, start) {
            (true, Some(from)) => {
                close(&mut words, from, at);
                start = None;
                blank = width(c);
                if words.len() == most {
                    break;
                }
            }
            (true, None) => blank += width(c),
            (false, None) => {
                if let Some(last) = words.last_mut() {
                    last.gap = if blank > 1 { Gap::Wide } else { Gap::One };
                }
                start = Some(at);
            }
            (false, Some(_)) => {}
        }
    }
    if let Some(from) = start {
        close(&mut words, from, slice.len());
    }
    let after = words.last().map_or(window.start, |word| word.span.end);
    if let Some(last) = words.last_mut()
        && after < end
        && window.end < end
    {
        last.gap = if blank > 1 { Gap::Wide } else { Gap::One };
    }
    words.retain(|word| !word.text.is_empty());
    words
}

/// What closes a label in place of blanks: a colon, or the asterisks of bold type in Markdown.
fn is_closing(c: char) -> bool {
    matches!(c, ':' | '：' | '*')
}

fn width(c: char) -> usize {
    match c {
        ':' | '：' | '\t' | '\u{3000}' | '\u{2003}' => 2,
        _ => 1,
    }
}

/// Whether a word is one syllable.
pub(super) fn is_single(word: &Word<'_>) -> bool {
    let mut chars = word.text.chars();
    chars.next().is_some_and(|c| is_syllable(c) || is_hanja(c)) && chars.next().is_none()
}

/// Puts runs of words of one syllable together (`위 원 장 한 가 람`).
fn join_singles(words: Vec<Word<'_>>) -> Vec<Word<'_>> {
    let mut joined = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let run = words[at..].iter().take_while(|word| is_single(word)).count();
        if run < 2 {
            joined.push(words[at].clone());
            at += 1;
            continue;
        }
        let run = &words[at..at + run];
        let before = joined.last().map(|word: &Word<'_>| &*word.text);
        let parts = cut_run(run, before);
        for part in parts {
            joined.push(merge(&run[part]));
        }
        at += run.len();
    }
    joined
}

fn merge<'t>(run: &[Word<'t>]) -> Word<'t> {
    let last = run.last().expect("a part of a run is not empty");
    Word {
        span: Span::new(run[0].span.start, last.span.end),
        text: run.iter().map(|word| &*word.text).collect(),
        gap: last.gap,
    }
}

/// Where a run of single syllables falls apart: a title first, then a name.
fn cut_run(run: &[Word<'_>], before: Option<&str>) -> Vec<Range<usize>> {
    let all: String = run.iter().map(|word| &*word.text).collect();
    let length = run.len();
    let bounds: Vec<usize> = all.char_indices().map(|(at, _)| at).chain([all.len()]).collect();
    for title in (2..length).rev() {
        let rest = length - title;
        if (2..=4).contains(&rest) && WORDS.is_role(&all[..bounds[title]]) {
            return vec![0..title, title..length];
        }
    }
    let wide = run[..length - 1].iter().position(|word| word.gap == Gap::Wide);
    let one = run[..length - 1].iter().any(|word| word.gap == Gap::One);
    if let (Some(wide), true) = (wide, one)
        && wide >= 1
    {
        return cut_after(wide + 1, length);
    }
    if length <= 4 || WORDS.is_role(&all) {
        return cut_after(length, length);
    }
    let name = if before.is_some_and(|word| WORDS.is_role(word)) { 3 } else { 2 };
    cut_after(name, length)
}

/// The first `first` syllables as one part, each other by itself.
fn cut_after(first: usize, length: usize) -> Vec<Range<usize>> {
    std::iter::once(0..first).chain((first..length).map(|at| at..at + 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &str) {
        let found: Vec<_> = words(line, Span::new(0, line.len()))
            .iter()
            .map(|word| {
                let gap = match word.gap {
                    Gap::End => "",
                    Gap::One => "_",
                    Gap::Wide => "=",
                };
                format!("{}{gap}", word.text)
            })
            .collect();
        assert_eq!(found.concat(), expected, "{line}");
    }

    #[test]
    fn words_and_gaps() {
        check("위원장 한가람  시작합니다", "위원장_한가람=시작합니다");
        check("위 원 장 한 가 람", "위원장_한가람");
        check("위원 한 결", "위원_한결");
        check("위원장\u{3000}한가람\t예", "위원장=한가람=예");
        check("위원장\u{A0}한가람", "위원장_한가람");
        check("시    장  한가람", "시장=한가람");
        check("위원장 한가람: 예", "위원장_한가람=예");
        check("**위원장 한가람** 예", "위원장_한가람=예");
        check("10:30 한가람:", "10:30_한가람");
        check("", "");
    }

    #[test]
    fn lines_without_ends() {
        let text = "가\r\n\n나";
        let found: Vec<_> = lines(text).map(|line| line.slice(text)).collect();
        assert_eq!(found, ["가", "", "나"]);
    }
}
