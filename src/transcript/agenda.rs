//! The items of the agenda, and where each is taken up.

use super::AgendaItem;
use super::line::{lines, squash, trim};
use crate::Span;
use regex::Regex;
use rustc_hash::FxHashMap as HashMap;
use std::sync::LazyLock;

/// A line of the agenda is no longer than this, in bytes.
const LONGEST_LINE: usize = 1_200;
/// Lines that are no items, in a row, before the agenda has ended.
const MOST_OTHER: usize = 2;
/// A heading broken over two lines is known by this many characters.
const SHORTEST_START: usize = 10;

static ITEM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?:\d{1,3}\.\s+)?(?:-\s+)?(?:\[(?P<square>\d{1,3})\]|(?P<number>\d{1,3})\s*[.)]|",
        r"(?P<letter>[가나다라마바사아자차카타파하])\s*[.)]|(?P<bullet>[○oOㅇ·ㆍ\-•]))\s*(?P<title>\S.*)$"
    ))
    .expect("the pattern is constant")
});

static HEADING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^[□○■◇\-•\s]*(?:\d{1,2}\.\s*)?(?:의\s*사\s*일\s*정|議\s*事\s*日\s*程|",
        r"(?:심\s*사|부\s*의|상\s*정)\s*된\s*안\s*건|附議된\s*案件|上程된\s*案件|감사\s*대상\s*기관)\s*(?:[(（].*)?$"
    ))
    .expect("the pattern is constant")
});

/// Finds the items named under the headings of the agenda, up to `limit`.
pub(super) fn items(text: &str, limit: usize, furniture: &[Span]) -> Vec<AgendaItem> {
    let mut items: Vec<AgendaItem> = Vec::new();
    let mut seen: HashMap<String, usize> = HashMap::default();
    let mut open = false;
    let mut other = 0;
    for line in lines(text).take_while(|line| line.start < limit) {
        let line = without_leader(text, line, furniture);
        let slice = line.slice(text);
        if line.is_empty() || slice.len() > LONGEST_LINE {
            continue;
        }
        if HEADING.is_match(slice) {
            open = true;
            other = 0;
            continue;
        }
        if !open {
            continue;
        }
        if let Some(item) = item(text, line) {
            other = 0;
            let key = key(&item, text);
            if let Some(&known) = seen.get(&key) {
                items[known].proposer = items[known].proposer.or(item.proposer);
            } else {
                seen.insert(key, items.len());
                items.push(item);
            }
        } else {
            other += 1;
            open = other < MOST_OTHER && !slice.starts_with(['◯', '#'])
                || slice.starts_with("(의안번호");
        }
    }
    items
}

fn without_leader(text: &str, line: Span, furniture: &[Span]) -> Span {
    let after = furniture.partition_point(|span| span.start < line.end);
    let end = match after.checked_sub(1).map(|at| furniture[at]) {
        Some(span) if span.start >= line.start && span.end >= line.end => span.start,
        Some(span) if span.contains(line) => line.start,
        _ => line.end,
    };
    trim(text, Span::new(line.start, end.max(line.start)))
}

/// Reads a line as an item.
fn item(text: &str, line: Span) -> Option<AgendaItem> {
    let slice = line.slice(text);
    let found = ITEM.captures(slice)?;
    let number = ["square", "number", "letter"].iter().find_map(|name| found.name(name));
    let title = found.name("title")?;
    let title = Span::new(line.start + title.start(), line.end);
    if title.slice(text).ends_with(['.', '?', '!']) {
        return None;
    }
    let (title, proposer) = without_proposer(text, title);
    Some(AgendaItem {
        number: number.map_or(String::new(), |number| number.as_str().to_owned()),
        title,
        proposer,
    })
}

/// Takes the brackets at the end of a title off, and keeps the one that names who proposed it.
fn without_proposer(text: &str, whole: Span) -> (Span, Option<Span>) {
    let mut title = whole;
    let mut proposer = None;
    while let Some(open) = last_bracket(title.slice(text)) {
        let inside = Span::new(title.start + open + 1, title.end - 1);
        let words = inside.slice(text);
        let names =
            ["발의", "제출", "제의", "제안", "소개", "의원", "위원장", "提出", "議員", "發議"];
        let counts = names.iter().any(|name| words.contains(name));
        let drops = counts || words == "계속" || words == "추가" || words.starts_with("의안번호");
        if !drops || open == 0 {
            break;
        }
        if counts {
            proposer = Some(inside);
        }
        title = trim(text, Span::new(title.start, title.start + open));
    }
    (title, proposer)
}

/// Where the bracket that the text ends in was opened.
fn last_bracket(slice: &str) -> Option<usize> {
    if !slice.ends_with(')') {
        return None;
    }
    let mut depth = 0_usize;
    for (at, byte) in slice.bytes().enumerate().rev() {
        match byte {
            b')' => depth += 1,
            b'(' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

fn key(item: &AgendaItem, text: &str) -> String {
    let plain = item.number.chars().all(|c| c.is_ascii_digit());
    format!("{}{}", if plain { "" } else { item.number.as_str() }, squash(item.title.slice(text)))
}

/// Where an item is taken up: the lines behind `from` that repeat its title.
pub(super) fn taken_up(text: &str, from: usize, items: &[AgendaItem]) -> Vec<(usize, usize)> {
    if items.is_empty() {
        return Vec::new();
    }
    let keys: HashMap<String, usize> =
        items.iter().enumerate().rev().map(|(at, item)| (key(item, text), at)).collect();
    let mut sorted: Vec<(&str, usize)> = keys.iter().map(|(key, &at)| (key.as_str(), at)).collect();
    sorted.sort_unstable();
    let mut found = Vec::new();
    for line in lines(text).skip_while(|line| line.start < from) {
        let line = trim(text, line);
        let hashes = line.slice(text).len() - line.slice(text).trim_start_matches(['#', ' ']).len();
        let line = Span::new(line.start + hashes, line.end);
        if line.is_empty() || line.len() > LONGEST_LINE {
            continue;
        }
        let Some(item) = item(text, line) else { continue };
        let key = key(&item, text);
        let known = keys.get(&key).copied().or_else(|| {
            let at = sorted.partition_point(|&(other, _)| other < key.as_str());
            let &(longer, item) = sorted.get(at)?;
            (key.chars().count() >= SHORTEST_START && longer.starts_with(&key)).then_some(item)
        });
        if let Some(known) = known {
            found.push((line.start, known));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, &str, &str)]) {
        let found = items(text, text.len(), &[]);
        let found: Vec<_> = found
            .iter()
            .map(|item| {
                (
                    item.number.as_str(),
                    item.title.slice(text),
                    item.proposer.map_or("", |span| span.slice(text)),
                )
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn agenda() {
        check(
            "  의사일정\n 1. 회기 결정의 건\n 심사된 안건\n1. 회기 결정의 건(의장 제의)\n 가. 감사관 소관\n",
            &[("1", "회기 결정의 건", "의장 제의"), ("가", "감사관 소관", "")],
        );
        check(
            "의사일정(제1차 위원회)\n[1]예산안(계속)\n·도시국 소관\n",
            &[("1", "예산안", ""), ("", "도시국 소관", "")],
        );
        check("1. 의사일정\n2. 1. 업무보고\n", &[("1", "업무보고", "")]);
        check(
            "의사일정\n1. 방송법 개정안(한가람 의원 대표발의)(의안번호 22)\n",
            &[("1", "방송법 개정안", "한가람 의원 대표발의")],
        );
        check(
            "- 의사일정(제1차 본회의)\n- 1. 휴회의 건\n- 부의된 안건\n- O 사무국장 보고\n- 1. 휴회의 건(의장 제의)\n",
            &[("1", "휴회의 건", "의장 제의"), ("", "사무국장 보고", "")],
        );
        check("1. 의사일정이 아닌 줄\n", &[]);
    }
}
