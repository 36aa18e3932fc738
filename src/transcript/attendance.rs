//! Lists of those who attended: headings, grids of names, lines of title and name.

use super::line::{Word, is_blank, lines, squash, trim, words_within};
use super::mark::{self, Mark};
use super::names::{self, Known};
use super::words::{NameLike, WORDS, is_hanja, is_syllable};
use super::{AttendanceList, Attendee};
use crate::Span;
use regex::Regex;
use std::sync::LazyLock;

/// A line of a list is no longer than this, in bytes.
const LONGEST_LINE: usize = 900;
/// Lines without an entry that a list of officials may hold in a row (agencies).
const MOST_OTHER: usize = 12;

/// A heading: when, whether present, who, how many.
static HEADING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?:\d{1,2}\s*[시時]\s*(?:\d{1,2}\s*[분分])?\s*)?",
        r"(?:(?:속개|계속\s*개의|개의|개회|산회|폐회|정회|회의\s*중지|투표)\s*[시時]?\s*(?:의\s*)?)?",
        r"(?P<head>(?:[위의]원\s*(?:이\s*)?아닌\s*)?(?:피\s*감사\s*기관\s*)?(?:정\s*부\s*측?\s*(?:및\s*)?)?(?:기\s*타\s*)?",
        r"(?P<clerk>기\s*록\s*담\s*당\s*|속\s*기\s*담\s*당\s*)?",
        r"(?:출\s*석|재\s*석|참\s*석(?:한)?|청\s*가|출\s*장|결\s*석|불\s*참|불\s*출\s*석|배\s*석|出\s*席|在\s*席|請\s*暇|缺\s*席|出\s*張)?",
        r"(?:\s*(?:한|요구|관\s*계))?\s*)",
        r"(?P<role>(?:수석\s*)?전\s*문\s*위\s*원(?:\s*및\s*입법\s*(?:심의|조사)관)?|공\s*직\s*후보자|후보자|관계\s*공무원|공\s*무\s*원|",
        r"의\s*원|위\s*원|참\s*석\s*자|출\s*석\s*자|참고인|증\s*인|진술인|공술인|관계관|기관장|간부|직원|속기사|",
        r"專門委員|議\s*員|委\s*員|公\s*務\s*員|關係公務員)",
        r"(?:\s*(?:명단|현황|名單))?\s*(?P<rest>$|[(\[（:：\-–].*|\d+\s*[인명人名].*|\s.*)",
    ))
    .expect("the pattern is constant")
});

static COUNT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(\d{1,3})\s*[인명人名]").expect("the pattern is constant"));

static COUNT_ONLY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s*[:：]?\s*[(\[（]?\s*(?:\d{1,3}\s*[인명人名])?\s*[)\]）]?\s*(?:[-–].*)?$")
        .expect("the pattern is constant")
});

/// The parts of a heading that count.
struct Heading {
    role: Option<Span>,
    attended: bool,
    count: Option<usize>,
    rest: Span,
    bare: bool,
}

/// Whether the text behind a mark is the heading of a list.
pub(super) fn is_heading(text: &str, line: Span) -> bool {
    heading(text, line).is_some()
}

fn heading(text: &str, line: Span) -> Option<Heading> {
    let slice = line.slice(text);
    if slice.len() > LONGEST_LINE || !slice.starts_with(starts_heading) {
        return None;
    }
    let found = HEADING.captures(slice)?;
    let head = found.name("head")?;
    let role = found.name("role")?;
    let who = squash(role.as_str());
    let squashed_head = squash(head.as_str());
    let general = matches!(who.as_str(), "참석자" | "출석자");
    if squashed_head.is_empty() && !general {
        return None;
    }
    let rest = found.name("rest")?;
    let at = |start: usize, end: usize| Span::new(line.start + start, line.start + end);
    let role = match found.name("clerk") {
        Some(clerk) => Some(at(clerk.start(), role.end())),
        None if general || who.contains('및') => None,
        None => Some(at(role.start(), role.end())),
    };
    Some(Heading {
        role,
        attended: !WORDS.is_absence(&squashed_head) || squashed_head.contains("재석"),
        count: COUNT.captures(rest.as_str()).and_then(|found| found[1].parse().ok()),
        rest: at(rest.start(), rest.end()),
        bare: COUNT_ONLY.is_match(rest.as_str()),
    })
}

fn starts_heading(c: char) -> bool {
    c.is_ascii_digit() || "출재참청결불배속계개산폐정회투위의피기관전수出在請缺".contains(c)
}

/// The lists of a document, and the bytes that they cover.
#[derive(Debug, Default)]
pub(super) struct Lists {
    pub(super) lists: Vec<AttendanceList>,
}

impl Lists {
    /// Whether a list covers the byte.
    pub(super) fn hold(&self, at: usize) -> bool {
        let after = self.lists.partition_point(|list| list.span.start <= at);
        after > 0 && at < self.lists[after - 1].span.end
    }
}

/// Finds the lists. In a document whose labels carry a mark, a line with a mark ends a list.
pub(super) fn lists(text: &str, marked: bool, furniture: &[Span], known: &Known) -> Lists {
    let mut lists: Vec<AttendanceList> = Vec::new();
    let mut open: Option<Open> = None;
    for line in lines(text) {
        let trimmed = trim(text, line);
        if trimmed.is_empty() || super::furniture::covers(furniture, line) {
            continue;
        }
        let head = mark::head(text, trimmed);
        let behind = Span::new(head.text, trimmed.end);
        if let Some(found) =
            heading(text, behind).filter(|found| found.bare || head.mark != Mark::None)
        {
            close(open.take(), &mut lists);
            let mut next = Open::new(found, Span::new(head.start, trimmed.end));
            if !next.heading.bare {
                let rest = next.heading.rest;
                next.read(text, rest, known);
            }
            open = Some(next);
            continue;
        }
        let Some(list) = &mut open else { continue };
        let other_mark = head.mark == Mark::Circle || marked && head.mark == Mark::Other;
        if other_mark || !list.read(text, trimmed, known) {
            close(open.take(), &mut lists);
        }
    }
    close(open, &mut lists);
    Lists { lists }
}

fn close(open: Option<Open>, lists: &mut Vec<AttendanceList>) {
    let Some(open) = open else { return };
    if open.list.entries.is_empty() && !open.heading.bare {
        return;
    }
    lists.push(open.list);
}

/// A list that is being read.
struct Open {
    heading: Heading,
    list: AttendanceList,
    /// Lines without an entry since the last one.
    other: usize,
}

impl Open {
    fn new(heading: Heading, line: Span) -> Self {
        let end = if heading.bare { line.end } else { heading.rest.start };
        let list = AttendanceList {
            span: line,
            heading: Span::new(line.start, end),
            role: heading.role,
            attended: heading.attended,
            entries: Vec::new(),
        };
        Self { heading, list, other: 0 }
    }

    /// Whether the list is one of names whose role the heading gives.
    fn names_alone(&self, text: &str) -> bool {
        self.heading.role.is_some_and(|role| {
            let role = squash(role.slice(text));
            !matches!(
                role.as_str(),
                "공무원"
                    | "관계공무원"
                    | "公務員"
                    | "關係公務員"
                    | "관계관"
                    | "간부"
                    | "직원"
                    | "기관장"
            )
        })
    }

    /// Reads a line; false when it is none of the list.
    fn read(&mut self, text: &str, line: Span, known: &Known) -> bool {
        let slice = line.slice(text);
        let squashed = squash(&slice[..slice.floor_char_boundary(LONGEST_LINE.min(slice.len()))]);
        let sentence = slice.ends_with(['.', '?', '!', '”', '…']) || slice.contains(". ");
        let closed = slice.starts_with(['【', '[', '#', '<', '(', '※', '*']);
        if slice.len() > LONGEST_LINE || sentence || closed || WORDS.is_viewer(&squashed) {
            // `(이상 9명)` closes a list but stands in it
            return slice.starts_with('(') && COUNT.is_match(slice) && slice.len() < 60;
        }
        let before = self.list.entries.len();
        let names = self.names_alone(text);
        let count =
            COUNT.captures(slice).and_then(|found| found[1].parse().ok()).or(self.heading.count);
        entries(text, line, names, count, known, &mut self.list.entries);
        if self.list.entries.len() > before {
            self.other = 0;
            self.list.span.end = line.end;
            return true;
        }
        self.other += 1;
        !names && self.other <= MOST_OTHER && slice.len() <= 90
            || names && self.other <= 1 && before == 0 && slice.len() <= 60
            || names && is_change_table(&squashed)
    }
}

/// A table of changes that the columns of a PDF carry into a list.
fn is_change_table(squashed: &str) -> bool {
    squashed.starts_with("사임위원") || squashed.contains("보임위원")
}

/// Reads the entries of one line.
fn entries(
    text: &str,
    line: Span,
    names: bool,
    count: Option<usize>,
    known: &Known,
    out: &mut Vec<Attendee>,
) {
    let before = out.len();
    let mut role: Option<Span> = None;
    'pieces: for piece in pieces(text, line) {
        let all = words_within(text, piece, LONGEST_LINE, LONGEST_LINE);
        let mut index = 0;
        while index < all.len() {
            let word = &all[index];
            if matches!(word.text.as_str(), "외" | "外" | "이상" | "以上") {
                break 'pieces;
            }
            let next = all.get(index + 1);
            if is_list_role(word, next, names, role.is_some(), known) {
                let joined = next.filter(|next| {
                    WORDS.is_acting(&next.text) && WORDS.without_acting(&next.text).is_empty()
                });
                index += usize::from(joined.is_some());
                let end = joined.map_or(word.span.end, |next| next.span.end);
                role = Some(Span::new(word.span.start, end));
            } else if names || role.is_some() {
                name(text, word, names, count, role, known, out);
                if !names {
                    role = None;
                }
            }
            index += 1;
        }
    }
    let paired = out[before..].iter().any(|entry| entry.role.is_some());
    if !paired && (!names || out.len() == before) {
        out.truncate(before);
        out.extend(glued_pair(text, line, known));
    }
}

/// The stretches of a line between commas, without what stands in brackets.
fn pieces(text: &str, line: Span) -> Vec<Span> {
    let mut pieces = Vec::new();
    let (mut start, mut depth) = (line.start, 0_usize);
    for (at, c) in line.slice(text).char_indices() {
        let at = line.start + at;
        let after = at + c.len_utf8();
        match c {
            '(' | '（' | '[' => {
                if depth == 0 {
                    pieces.push(Span::new(start, at));
                }
                depth += 1;
                start = line.end;
            }
            ')' | '）' | ']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    start = after;
                }
            }
            ',' | '、' | '，' | ':' | '：' | ';' | '/' if depth == 0 => {
                pieces.push(Span::new(start, at));
                start = after;
            }
            _ => {}
        }
    }
    pieces.push(Span::new(start.min(line.end), line.end));
    pieces.into_iter().map(|piece| trim(text, piece)).filter(|piece| !piece.is_empty()).collect()
}

/// Whether a word of a list is a title: in a list of members only before a name.
fn is_list_role(
    word: &Word,
    next: Option<&Word>,
    names: bool,
    has_role: bool,
    known: &Known,
) -> bool {
    if !WORDS.is_role(&word.text) || known.contains(&word.text) {
        return false;
    }
    let named = next.is_some_and(|next| {
        WORDS.name_like(&next.text) != NameLike::No
            || WORDS.is_acting(&next.text) && WORDS.without_acting(&next.text).is_empty()
    });
    let like = WORDS.name_like(&word.text) == NameLike::Strong;
    if names || has_role {
        return named && (WORDS.is_plain_role(&word.text) || !like);
    }
    named && (!like || WORDS.is_role(&word.text))
}

/// Takes a word, or the names that are glued in it, as entries.
fn name(
    text: &str,
    word: &Word,
    names: bool,
    count: Option<usize>,
    role: Option<Span>,
    known: &Known,
    out: &mut Vec<Attendee>,
) {
    let length = word.text.chars().count();
    let foldable = word.text.chars().all(is_syllable) || word.text.chars().all(is_hanja);
    let whole = known.contains(&word.text)
        || length < 4
        || length == 4 && WORDS.has_long_surname(&word.text);
    let spaced = word.span.len() != word.text.len();
    if whole && !(spaced && length > 3) {
        let strong = WORDS.name_like(&word.text) == NameLike::Strong || known.contains(&word.text);
        if strong
            || names && length >= 2 && foldable && out.iter().any(|entry| entry.role.is_none())
        {
            out.push(Attendee { name: word.span, role });
        }
        return;
    }
    if !foldable {
        return;
    }
    if !names {
        if WORDS.name_like(&word.text) == NameLike::Strong {
            out.push(Attendee { name: word.span, role });
        }
        return;
    }
    let wanted = count.map(|count| count.saturating_sub(out.len()));
    let parts = names::split(&word.text, wanted, known);
    let single =
        length == 4 && !spaced && parts.len() > 1 && !parts.iter().all(|part| known.contains(part));
    if single && wanted.is_none_or(|wanted| wanted < parts.len()) {
        out.push(Attendee { name: word.span, role });
        return;
    }
    let mut at = word.span.start;
    for part in parts {
        let span = take(text, at, part.chars().count());
        at = span.end;
        out.push(Attendee { name: span, role });
    }
}

/// The span of the next `count` characters from `at`, blanks between them left aside.
fn take(text: &str, at: usize, count: usize) -> Span {
    let start = at + text[at..].find(|c| !is_blank(c)).unwrap_or(0);
    let mut left = count;
    for (offset, c) in text[start..].char_indices() {
        if !is_blank(c) {
            left -= 1;
            if left == 0 {
                return Span::new(start, start + offset + c.len_utf8());
            }
        }
    }
    Span::new(start, text.len())
}

/// `구 청 장한가람`: a title and a name with no blank that parts them.
fn glued_pair(text: &str, line: Span, known: &Known) -> Option<Attendee> {
    let all = squash(line.slice(text));
    let chars: Vec<(usize, char)> = all.char_indices().collect();
    if chars.len() > 30 || chars.iter().any(|&(_, c)| c.is_ascii_punctuation() && c != '-') {
        return None;
    }
    let fits = |length: usize| {
        let at = chars.len().checked_sub(length).filter(|&at| at >= 2)?;
        let (role, name) = all.split_at(chars[at].0);
        let sure = known.contains(name)
            || WORDS.name_like(name) == NameLike::Strong && WORDS.has_surname(name);
        // `남북관계관리단` is an office
        let office =
            WORDS.is_unit(&all) && !known.contains(name) && !(length == 3 && role.ends_with('장'));
        (sure && !office && WORDS.is_role(role)).then_some((
            at,
            known.contains(name),
            name.chars().count(),
        ))
    };
    let found: Vec<_> = [3, 2, 4].into_iter().filter_map(fits).collect();
    let &(at, _, length) = found.iter().find(|&&(_, known, _)| known).or(found.first())?;
    let role = take(text, line.start, at);
    Some(Attendee { name: take(text, role.end, length), role: Some(role) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let lists = lists(text, true, &[], &Known::default()).lists;
        let mut found = Vec::new();
        for list in &lists {
            let attended = if list.attended { "" } else { "-" };
            for entry in &list.entries {
                let role =
                    entry.role.or(list.role).map_or(String::new(), |role| squash(role.slice(text)));
                found.push(format!("{attended}{role} {}", squash(entry.name.slice(text))));
            }
        }
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn lists_of_members() {
        check("◯출석 위원(3인)\n한 결 이가람 박  솔\n", &["위원 한결", "위원 이가람", "위원 박솔"]);
        check(
            "○출석의원(3인)-선거구순\n\n한가람이도윤정누리\n",
            &["의원 한가람", "의원 이도윤", "의원 정누리"],
        );
        check("○개의 시 재석위원\n한가람 이도윤 (이상 2명)\n", &["위원 한가람", "위원 이도윤"]);
        check("○10시20분 속개 시 재석위원\n한가람\n", &["위원 한가람"]);
        check("◯청가 위원(1인)\n한가람\n", &["-위원 한가람"]);
        check("○출석위원 한가람 이도윤 (이상 2명)\n", &["위원 한가람", "위원 이도윤"]);
        check("○출석의원  14인\n한가람  이도윤  외 12인\n", &["의원 한가람", "의원 이도윤"]);
        check(
            "○ 출석위원 : 3인\n위 원 장 한 가 람\n위    원 이 도 윤, 정 누 리\n",
            &["위원장 한가람", "위원 이도윤", "위원 정누리"],
        );
        check("○出席議員(2人)\n金賓鎬 李桂洙\n", &["議員 金賓鎬", "議員 李桂洙"]);
    }

    #[test]
    fn lists_of_officials() {
        check(
            "◯정부측 및 기타 참석자\n과학부\n제1차관 한가람\n동북·중앙국장 이도윤\n",
            &["제1차관 한가람", "동북·중앙국장 이도윤"],
        );
        check("○출석공무원\n시장  한가람\n\n부시장  이도윤\n", &["시장 한가람", "부시장 이도윤"]);
        check(
            "○출석공무원\n구 청 장한가람\n도 로 과 장이도윤\n",
            &["구청장 한가람", "도로과장 이도윤"],
        );
        check(
            "○출석공무원 예산과장 한가람, 홍보관 이도윤\n",
            &["예산과장 한가람", "홍보관 이도윤"],
        );
        check("○출석전문위원\n한가람\n○출석공무원\n창닫기\n", &["전문위원 한가람"]);
        check("◯출석 증인\n한가람(새길통신 대표이사)\n", &["증인 한가람"]);
        check("## ○기록 담당 공무원\n\n한가람\n", &["기록담당공무원 한가람"]);
    }
}
