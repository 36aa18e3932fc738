//! Lists of those who attended: headings, grids of names, lines of title and name.

use super::entries::{LONGEST_LINE, entries, whole_name};
use super::line::{lines, squash, trim, words_within};
use super::mark::{self, Mark};
use super::names::Known;
use super::words::{NameLike, WORDS};
use super::{AttendanceList, Attendee};
use crate::Span;
use regex::Regex;
use std::borrow::Cow;
use std::sync::LazyLock;

/// Lines without an entry that a list of officials may hold in a row (agencies).
const MOST_OTHER: usize = 12;
/// Lines of a table that the columns of a PDF carry into a list.
const LONGEST_TABLE: usize = 80;

/// A heading: when, whether present, who, how many.
static HEADING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?:\d{1,2}\s*[시時]\s*(?:\d{1,2}\s*[분分])?\s*)?",
        r"(?:(?:속개|계속\s*개의|개의|개회|산회|폐회|정회|회의\s*중지|투표)\s*[시時]?\s*(?:의\s*)?)?",
        r"(?P<head>(?:[위의]원\s*(?:이\s*)?아닌\s*)?(?:피\s*감사\s*기관\s*)?(?:정\s*부\s*측?\s*(?:및\s*)?)?(?:기\s*타\s*)?",
        r"(?P<clerk>기\s*록\s*담\s*당\s*|속\s*기\s*담\s*당\s*)?",
        r"(?:출\s*석|재\s*석|찬\s*성|반\s*대|기\s*권|참\s*석(?:한)?|청\s*가|출\s*장|결\s*석|불\s*참|불\s*출\s*석|배\s*석|出\s*席|在\s*席|請\s*暇|缺\s*席|出\s*張)?",
        r"(?:\s*(?:한|요구|관\s*계))?\s*)(?:의회\s*(?:사무[국과처]?\s*)?|집행\s*(?:기관|부)\s*)?",
        r"(?P<role>(?:수석\s*)?전\s*문\s*위\s*원(?:\s*및\s*입법\s*(?:심의|조사)관)?|공\s*직\s*후보자|후보자|관계\s*공무원|공\s*무\s*원|",
        r"의\s*원|위\s*원|참\s*석\s*자|출\s*석\s*자|참고인|증\s*인|진술인|공술인|관계관|기관장|간부|직원|속기사|",
        r"專門委員|議\s*員|委\s*員|公\s*務\s*員|關係公務員)",
        r"(?:\s*(?:명단|현황|名單))?\s*(?P<rest>$|[(\[（:：\-–].*|\d+\s*[인명人名].*|\s.*)",
    ))
    .expect("the pattern is constant")
});

/// `19인`, `9명`.
pub(super) static COUNT: LazyLock<Regex> =
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
    if slice.len() > LONGEST_LINE || !slice.starts_with(starts_heading) || !names_presence(slice) {
        return None;
    }
    let found = HEADING.captures(slice)?;
    let head = found.name("head")?;
    let role = found.name("role")?;
    let who = squash(role.as_str());
    let squashed_head = squash(head.as_str());
    let general = matches!(&*who, "참석자" | "출석자");
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

/// Whether the first characters hold one that every heading holds.
fn names_presence(slice: &str) -> bool {
    slice.chars().take(40).any(|c| "석가장참록기찬반席暇張".contains(c))
}

fn starts_heading(c: char) -> bool {
    c.is_ascii_digit() || "출재참청결불배찬반속계개산폐정회투위의피기관전수出在請缺".contains(c)
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
        if head.mark == Mark::Circle && is_unit(text, behind) {
            let unit = Heading {
                role: None,
                attended: list.list.attended,
                count: None,
                rest: Span::new(behind.end, behind.end),
                bare: false,
            };
            close(open.take(), &mut lists);
            open = Some(Open::new(unit, Span::new(head.start, trimmed.end)));
            continue;
        }
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
    /// Whether the head of a table was read, whose cells look like entries.
    table: bool,
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
        Self { heading, list, other: 0, table: false }
    }

    /// Whether the list is one of names whose role the heading gives.
    fn names_alone(&self, text: &str) -> bool {
        self.heading.role.is_some_and(|role| {
            let role = squash(role.slice(text));
            !matches!(
                &*role,
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
        let squashed = if slice.len() > LONGEST_LINE { Cow::Borrowed("") } else { squash(slice) };
        if self.table || is_table_head(&squashed) {
            self.table = true;
            return self.read_beside_table(text, line);
        }
        let sentence = slice.ends_with(['.', '?', '!', '”', '…']) || slice.contains(". ");
        let closed =
            slice.starts_with(['【', '[', '#', '<', '(', '※', '*']) || squashed.ends_with("명단");
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
    }

    /// Reads a line behind the head of a table: only what no cell looks like is an entry.
    fn read_beside_table(&mut self, text: &str, line: Span) -> bool {
        let words = words_within(text, line, LONGEST_LINE, 3);
        let entry = match &words[..] {
            [role, name]
                if WORDS.is_role(&role.text) && WORDS.name_like(&name.text) == NameLike::Strong =>
            {
                Some(Attendee { name: name.span, role: Some(role.span) })
            }
            _ => whole_name(text, line),
        };
        self.other += 1;
        if let Some(entry) = entry.filter(|entry| entry.role.is_some() || self.names_alone(text)) {
            self.other = 0;
            self.list.entries.push(entry);
            self.list.span.end = line.end;
        }
        let heading = line.slice(text).starts_with(['【', '◯', '○']) || is_heading(text, line);
        !heading && self.other <= LONGEST_TABLE
    }
}

/// Whether a line with a mark names an agency, whose people follow (`○의회사무국`).
fn is_unit(text: &str, line: Span) -> bool {
    let slice = line.slice(text);
    let squashed = if slice.len() > LONGEST_LINE { return false } else { squash(slice) };
    WORDS.is_unit(&squashed) && !WORDS.is_role(&squashed) && squashed.chars().count() <= 12
}

/// The head of a table of changes or of summons.
fn is_table_head(squashed: &str) -> bool {
    let of_people =
        squashed.starts_with("성명") && (squashed.contains("소속") || squashed.contains("직"));
    of_people || squashed.starts_with("사임위원") || squashed.starts_with("보임위원")
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
                let role = entry
                    .role
                    .or(list.role)
                    .map_or(String::new(), |role| squash(role.slice(text)).into_owned());
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
        check("○출석의원\n한가람이도윤정  결\n", &["의원 한가람", "의원 이도윤", "의원 정결"]);
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
        check("○출석공무원\n주 차 관 리 과 장한가람\n", &["주차관리과장 한가람"]);
        check(
            "○출석공무원 예산과장 한가람, 홍보관 이도윤\n",
            &["예산과장 한가람", "홍보관 이도윤"],
        );
        check("○출석전문위원\n한가람\n○출석공무원\n창닫기\n", &["전문위원 한가람"]);
        check("◯출석 증인\n존 스미스(새길통신 이사)\n", &["새길통신이사 존스미스"]);
        check("◯출석 증인\n한가람(새빛당)\n", &["증인 한가람"]);
        check(
            "○출석공무원\n구 청 장한가람\n○의회사무국\n사  무  국  장  이도윤\n",
            &["구청장 한가람", "사무국장 이도윤"],
        );
        check(
            "◯출석 증인\n한가람(새길통신 이사)\n성명 소속 및 직위 비고\n정누리\n이사\n이도윤(전 이사)\n",
            &["새길통신이사 한가람", "이사 이도윤"],
        );
        check("◯출석 증인\n한가람(새길통신 대표이사)\n", &["새길통신대표이사 한가람"]);
        check("## ○기록 담당 공무원\n\n한가람\n", &["기록담당공무원 한가람"]);
    }
}
