//! What a page or a viewer adds to the text, and whether its lines are broken at a fixed width.

use super::line::{lines, squash, trim};
use super::mark::is_rule;
use super::words::{WORDS, is_syllable};
use crate::Span;
use regex::Regex;
use rustc_hash::FxHashMap as HashMap;
use std::sync::LazyLock;

/// Lines of front matter at most.
const FRONT_MATTER: usize = 100;
/// A running head is no longer than this, in bytes.
const LONGEST_HEAD: usize = 240;
/// A line of a viewer is no longer than this, in bytes.
const LONGEST_VIEWER_LINE: usize = 60;
/// A rule or a dot leader has this many characters at least.
const SHORTEST_RULE: usize = 3;
const SHORTEST_LEADER: usize = 5;
/// Below this width, a syllable being 2, a line may be a heading.
const NARROWEST: usize = 50;

static RUNNING_HEAD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:(?P<left>\d{1,4})\s+)?제\s?\d+회\s?[-–].+\(\d{4}년\s?\d{1,2}월\s?\d{1,2}일\)(?:\s+(?P<right>\d{1,4}))?$")
        .expect("the pattern is constant")
});

static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(?:(?P<left>\d{1,4})\s+(?P<after>\S.*\S)|(?P<before>\S.*\S)\s+(?P<right>\d{1,4}))$",
    )
    .expect("the pattern is constant")
});

static PAGE_NUMBER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^[-–―−]\s*\d{1,4}\s*[-–―−]$").expect("the pattern is constant"));

/// Whether one span of the furniture covers the whole line.
pub(super) fn covers(furniture: &[Span], line: Span) -> bool {
    let after = furniture.partition_point(|span| span.start <= line.start);
    after > 0 && furniture[after - 1].contains(line)
}

/// Finds the furniture, in order and not overlapping.
pub(super) fn find(text: &str) -> Vec<Span> {
    let repeated = repeated_heads(text);
    let mut found: Vec<Span> = Vec::new();
    let front = front_matter(text);
    found.extend(front);
    let start = front.map_or(0, |front| front.end);
    for line in lines(text) {
        if line.start < start {
            continue;
        }
        let content = trim(text, line);
        if content.is_empty() {
            continue;
        }
        let slice = content.slice(text);
        if is_whole(slice, &repeated) {
            found.push(line);
            continue;
        }
        let rule = slice.len() - slice.trim_start_matches(is_rule).len();
        if slice[..rule].chars().count() >= SHORTEST_RULE {
            found.push(Span::new(line.start, content.start + rule));
        }
        if let Some(leader) = leader(text, content) {
            found.push(leader);
        }
    }
    found
}

/// Whether nothing of the line is part of the text.
fn is_whole(slice: &str, repeated: &HashMap<String, usize>) -> bool {
    if slice.chars().take(LONGEST_HEAD).all(is_rule) {
        return slice.chars().take(SHORTEST_RULE).count() == SHORTEST_RULE
            && slice.chars().all(is_rule);
    }
    if slice.len() > LONGEST_HEAD {
        return false;
    }
    let dashed = slice.starts_with(is_rule) || slice.starts_with(['–', '−']);
    if dashed && PAGE_NUMBER.is_match(slice) {
        return true;
    }
    if slice.len() <= LONGEST_VIEWER_LINE && WORDS.is_viewer(&squash(slice)) {
        return true;
    }
    if !has_number(slice) {
        return false;
    }
    if let Some(found) = RUNNING_HEAD.captures(slice)
        && found.name("left").is_some() != found.name("right").is_some()
    {
        return true;
    }
    numbered(slice).is_some_and(|head| repeated.get(head).is_some_and(|&count| count >= 3))
}

fn has_number(slice: &str) -> bool {
    let bytes = slice.as_bytes();
    bytes.first().is_some_and(u8::is_ascii_digit) || bytes.last().is_some_and(u8::is_ascii_digit)
}

/// The words of a line that begins or ends in a number, if they may be a running head.
fn numbered(slice: &str) -> Option<&str> {
    if slice.len() > LONGEST_HEAD || !has_number(slice) || !slice.contains('회') {
        return None;
    }
    let found = NUMBERED.captures(slice)?;
    let head = found.name("after").or(found.name("before"))?.as_str();
    (head.contains("회의록") || head.contains("의회") || head.contains("위원회")).then_some(head)
}

fn repeated_heads(text: &str) -> HashMap<String, usize> {
    let mut heads: HashMap<String, usize> = HashMap::default();
    for line in lines(text) {
        if line.len() <= LONGEST_HEAD
            && let Some(head) = numbered(trim(text, line).slice(text))
        {
            *heads.entry(head.to_owned()).or_default() += 1;
        }
    }
    heads
}

/// YAML between two lines of three hyphens at the very top.
fn front_matter(text: &str) -> Option<Span> {
    let mut all = lines(text);
    let first = all.next()?;
    if trim(text, first).slice(text) != "---" {
        return None;
    }
    let last = all.take(FRONT_MATTER).find(|&line| trim(text, line).slice(text) == "---")?;
    Some(Span::new(0, last.end))
}

/// The dots and the page number at the end of a line of contents.
fn leader(text: &str, line: Span) -> Option<Span> {
    let slice = line.slice(text);
    let body = slice.trim_end_matches(|c: char| c.is_ascii_digit());
    let dots = body.trim_end_matches(|c: char| is_dot(c) || c == ' ' || c == '\u{A0}');
    let count = body[dots.len()..].chars().filter(|&c| is_dot(c)).count();
    let wide = body[dots.len()..].chars().filter(|&c| c == '…' || c == '‥').count();
    let enough = count >= SHORTEST_LEADER || wide >= SHORTEST_RULE && body.len() < slice.len();
    enough.then(|| Span::new(line.start + dots.len(), line.end))
}

fn is_dot(c: char) -> bool {
    matches!(c, '·' | '.' | '․' | '‥' | '…' | 'ㆍ' | '‧' | '・' | '⋯' | '∙')
}

/// Whether the lines of speech are broken at a fixed width: the lines that end in the middle of a
/// sentence are nearly all of one width, and hardly a line is longer.
pub(super) fn is_wrapped(text: &str, furniture: &[Span]) -> bool {
    let mut widths: Vec<(usize, bool)> = Vec::new();
    for line in lines(text) {
        let content = trim(text, line);
        if content.is_empty() || covers(furniture, line) {
            continue;
        }
        let slice = content.slice(text);
        // a character of several bytes is two columns wide, and only its first byte counts
        let width = slice
            .bytes()
            .map(|byte| usize::from(byte < 0x80) + 2 * usize::from(byte >= 0xC0))
            .sum();
        let open = slice.ends_with(|c: char| is_syllable(c) || c == ',');
        widths.push((width, open));
    }
    let mut open: Vec<usize> = widths
        .iter()
        .filter(|&&(width, open)| open && width >= NARROWEST)
        .map(|&(width, _)| width)
        .collect();
    open.sort_unstable();
    let Some(&full) = open.get(open.len() / 2) else { return false };
    let share = |count: usize, of: usize, percent: usize| count * 100 >= of * percent;
    let near = open.iter().filter(|&&width| width.abs_diff(full) * 100 <= full * 12).count();
    let within = widths.iter().filter(|&&(width, _)| width * 100 <= full * 115).count();
    let long = widths.iter().filter(|&&(width, _)| width >= NARROWEST).count();
    near >= 5
        && share(near, open.len(), 60)
        && share(within, widths.len(), 90)
        && share(near, long, 25)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> = find(text).iter().map(|span| span.slice(text).trim()).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn furniture() {
        check(
            "12 제415회-행정안전제1차(2024년6월11일)\n본문\n",
            &["12 제415회-행정안전제1차(2024년6월11일)"],
        );
        check("제415회-행정안전제1차(2024년6월11일)\n", &[]);
        check("- 12 -\n본문 - 12 -\n", &["- 12 -"]);
        check("1. 예산안(한가람 의원 대표발의)·········12\n", &["·········12"]);
        check("··········3\n", &["··········3"]);
        check("글쎄요……\n", &[]);
        check("------○위원장 한가람\n------\n", &["------", "------"]);
        check("창 닫기\n본문", &["창 닫기"]);
        check("---\nid: 1\n---\n본문", &["---\nid: 1\n---"]);
    }

    #[test]
    fn wrapped() {
        let broken = "이 문장은 정해진 너비에서 끊어져 있으므로 낱말의 한가운데에서 줄이 바뀌고 다음 줄로 이어지\n".repeat(20);
        assert!(is_wrapped(&broken, &[]));
        assert!(!is_wrapped(&"짧은 문장입니다.\n".repeat(20), &[]));
        assert!(!is_wrapped("", &[]));
    }
}
