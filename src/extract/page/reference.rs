//! The shape of a reference: numbers, units, ranges and lists.

use super::number::{Script, digit, digit_run, number_at};
use super::word::{Vocabulary, after_blanks};
use crate::PageRange;

/// A reference by its shape alone.
#[derive(Debug)]
pub(super) struct Shape {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) ranges: Vec<PageRange>,
    pub(super) unit: Unit,
    pub(super) script: Script,
    /// Whether 제 stands before the first number.
    pub(super) ordinal: bool,
}

/// What marks a number as a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// 쪽, 페이지.
    Plain,
    /// 면.
    Face,
    /// `p` behind the number.
    LatinAfter,
    /// `p.` before the number.
    Before,
}

/// One number with what belongs to it.
#[derive(Clone, Copy, Debug)]
struct Part {
    value: u32,
    end: usize,
    unit: Option<Unit>,
    script: Script,
}

/// The reference that starts at `at`.
pub(super) fn shape_at(text: &str, at: usize, words: &Vocabulary) -> Option<Shape> {
    let ordinal = text[at..].starts_with('제');
    let mut part = part_at(text, at, words)?;
    let script = part.script;
    let mut ranges: Vec<PageRange> = Vec::new();
    loop {
        let previous = ranges.last().map_or(0, |range| range.last.unwrap_or(range.first));
        if part.value <= previous {
            return None;
        }
        let mut end = part.end;
        let mut unit = part.unit;
        if let Some(last) = range_end(text, &part, words) {
            ranges.push(PageRange { first: part.value, last: Some(last.value) });
            unit = last.unit.or(unit.filter(|&unit| unit == Unit::Before));
            end = last.end;
            if text[end..].starts_with("까지") && unit.is_some() {
                end += "까지".len();
            }
        } else {
            ranges.push(PageRange { first: part.value, last: Some(part.value) });
        }
        let next = next_in_list(text, end, words);
        if let Some(unit) = unit {
            let goes_on = |next: &Part| next.unit.is_none() && ends_a_number(text, next.end, words);
            let next = next.filter(|next| unit == Unit::Before && goes_on(next));
            let Some(next) = next else {
                return Some(Shape { start: at, end, ranges, unit, script, ordinal });
            };
            part = Part { unit: Some(unit), ..next };
        } else {
            part = next?;
        }
    }
}

/// `[p.] [제] number [unit]`.
fn part_at(text: &str, at: usize, words: &Vocabulary) -> Option<Part> {
    let before = prefix_unit(text, at, words);
    let number_start = before.unwrap_or(at);
    let ordinal = text[number_start..].starts_with('제');
    let attached = number_start + if ordinal { '제'.len_utf8() } else { 0 };
    let number_start = if ordinal { after_blanks(text, attached) } else { attached };
    let number = number_at(text, number_start)?;
    if number_start > attached && number.script != Script::Digits {
        return None;
    }
    let mut part = Part { value: number.value, end: number.end, unit: None, script: number.script };
    if let Some((unit, end)) = suffix_unit(text, number.end, words) {
        part.unit = Some(if before.is_some() { Unit::Before } else { unit });
        part.end = end;
    } else if before.is_some() {
        let follows = text[number.end..].chars().next();
        if follows.is_some_and(|c| c.is_ascii_alphanumeric() || c == '%') {
            return None;
        }
        part.unit = Some(Unit::Before);
    }
    Some(part)
}

/// Where the number behind a unit that stands first (`p.`, `page `, `페이지 `) starts.
pub(super) fn prefix_unit(text: &str, at: usize, words: &Vocabulary) -> Option<usize> {
    let rest = &text[at..];
    let first = rest.chars().next()?;
    if first.is_ascii_alphabetic() {
        if text[..at].chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric()) {
            return None;
        }
        let len = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        if !words.latin.contains(&rest[..len].to_ascii_lowercase()) {
            return None;
        }
        let end = at + len;
        let dotted = text[end..].starts_with('.');
        let number = after_blanks(text, end + usize::from(dotted));
        let single = len == 1;
        let close = !single || dotted || (number == end && first.is_ascii_lowercase());
        return (close && starts_with_digit(text, number)).then_some(number);
    }
    let len = words.unit.prefix(rest).filter(|&len| len > "쪽".len())?;
    let number = after_blanks(text, at + len);
    let (_, end) = digit_run(text, number);
    let own_word = text[..at].chars().next_back().is_none_or(|c| c == ' ');
    (own_word && number > at + len && end > number && ends_a_number(text, end, words))
        .then_some(number)
}

/// Whether nothing but a particle, a copula or the end of the phrase follows a bare number.
fn ends_a_number(text: &str, at: usize, words: &Vocabulary) -> bool {
    let rest = &text[at..];
    let word = rest.split(' ').next().unwrap_or(rest);
    let word = word.trim_end_matches(['.', ',', '?', '!']);
    word.is_empty() && suffix_unit(text, at, words).is_none()
        || words.particle.contains(word)
        || words.copula.contains(word)
}

fn starts_with_digit(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(|c| digit(c).is_some())
}

/// The unit behind a number, and where it ends.
fn suffix_unit(text: &str, at: usize, words: &Vocabulary) -> Option<(Unit, usize)> {
    let spaced = after_blanks(text, at);
    if spaced - at > 2 {
        return None;
    }
    if let Some(len) = words.unit.prefix(&text[spaced..]) {
        return Some((Unit::Plain, spaced + len));
    }
    if let Some(len) = words.face.prefix(&text[at..]) {
        return Some((Unit::Face, at + len));
    }
    let len = text[spaced..].bytes().take_while(u8::is_ascii_alphabetic).count();
    let latin = &text[spaced..spaced + len];
    let known = words.latin.contains(&latin.to_ascii_lowercase());
    let end = spaced + len;
    let alone = !text[end..].starts_with(|c: char| c.is_ascii_digit());
    (known && alone).then_some((Unit::LatinAfter, end))
}

/// Where a place on the first page of a range ends (`424쪽 하단에서 425쪽까지`).
fn after_place(text: &str, at: usize, first: &Part, words: &Vocabulary) -> usize {
    let rest = &text[at..];
    let word = rest.split(' ').next().unwrap_or(rest);
    let place = ["에서", "부터"].iter().find_map(|end| word.strip_suffix(end));
    let is_place =
        first.unit.is_some() && place.is_some_and(|place| words.position.contains(place));
    at + place.filter(|_| is_place).map_or(0, str::len)
}

/// The last page of a range that repeats only what changes (`260쪽부터 61쪽`).
fn completed(first: u32, last: u32) -> u32 {
    let whole = first - first % 100 + last;
    if first >= 100 && (10..100).contains(&last) && whole > first { whole } else { last }
}

/// The last page of a range whose first page is `first`.
fn range_end(text: &str, first: &Part, words: &Vocabulary) -> Option<Part> {
    const SYMBOLS: &[char] = &['~', '～', '∼', '〜', '˜', '-', '–', '—', '－', '―', '‑', '‐'];
    const WORDS: &[&str] =
        &["에서부터", "부터 시작해서", "부터 해서", "부터", "에서", "내지", "to"];
    let at = after_place(text, after_blanks(text, first.end), first, words);
    let rest = &text[at..];
    let spoken = WORDS.iter().find(|word| rest.starts_with(**word));
    let mut next = match spoken {
        Some(word) => at + word.len(),
        None => at + rest.chars().next().filter(|c| SYMBOLS.contains(c))?.len_utf8(),
    };
    let comma = text[next..].starts_with(',');
    next = after_blanks(text, next + usize::from(comma));
    let mut last = part_at(text, next, words)?;
    if spoken.is_some() {
        last.value = completed(first.value, last.value);
    }
    let bare_pair = first.unit.is_none() || first.unit == Some(Unit::Before);
    if last.value <= first.value || (last.unit.is_none() && !bare_pair) {
        return None;
    }
    if first.unit == Some(Unit::Before) && last.unit.is_none() {
        let follows = text[last.end..].chars().next();
        if follows.is_some_and(|c| c.is_ascii_alphanumeric() || ('가'..='힣').contains(&c)) {
            let word = text[last.end..].split(' ').next().unwrap_or("");
            let word = word.trim_end_matches(['.', ',', '?', '!']);
            if !words.particle.contains(word) && !words.copula.contains(word) {
                return None;
            }
        }
    }
    let closed = text[last.end..].starts_with("까지");
    (!comma || closed).then_some(last)
}

/// The next number of a list that shares one unit (`12·15쪽`).
fn next_in_list(text: &str, at: usize, words: &Vocabulary) -> Option<Part> {
    const SEPARATORS: &[&str] =
        &[",", "，", "、", "·", "ㆍ", "・", "･", "‧", "∙", "및", "과", "와", "하고"];
    let spaced = after_blanks(text, at);
    let separator = SEPARATORS.iter().find(|mark| text[spaced..].starts_with(**mark))?;
    let next = after_blanks(text, spaced + separator.len());
    starts_with_digit(text, next).then(|| part_at(text, next, words)).flatten()
}
