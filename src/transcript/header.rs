//! What the cover says.

use super::line::{lines, squash, trim};
use super::{Date, Header};
use crate::Span;
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// The cover stands in this many bytes; in text taken from a PDF the first speech may precede it.
const REACH: usize = 8_000;
/// A line of the cover is no longer than this, in bytes.
const LONGEST_LINE: usize = 160;

macro_rules! pattern {
    ($name:ident, $pattern:expr) => {
        static $name: LazyLock<Regex> =
            LazyLock::new(|| Regex::new($pattern).expect("the pattern is constant"));
    };
}

pattern!(
    SESSION,
    r"^[제第]\s*(?P<session>\d{1,4})\s*[회回]\s*(?P<assembly>국회|[가-힣\p{Han}]+(?:\s[가-힣\p{Han}]+){0,2}?(?:의회|議會))?(?P<rest>[^-–].*)?$"
);
pattern!(YEAR, r"^\d{4}년도?\s*(?P<assembly>[가-힣]+(?:\s[가-힣]+)?의회)\s");
pattern!(OFFICE, r"^(?P<assembly>[가-힣]+(?:\s[가-힣]+){0,2}?의회)\s*사무[국과처]$");
pattern!(KIND, r"(?:제\s*\d+\s*차\s*)?(?:임시회|정례회|정기회|臨時會|定例會|定期會)");
pattern!(
    COMMITTEE,
    r"^(?:(?:[가-힣]{2,12}\s?){1,2}의회\s*|\p{Han}+議會)?(?:(?P<name>[가-힣ㆍ·,]+\s*위\s*원\s*회|\p{Han}+委員會|本\s*會\s*議)|(?:의회\s?)?(?P<plenary>본\s*회\s*의))\s*(?:회\s*의\s*록|會\s*議\s*錄|행정사무감사|제\s*\d+\s*차$)"
);
pattern!(
    SITTING,
    r"(?:^(?:[•·\-]\s*)?|회의록|회\s*의\s*록|會議錄|위원회)\s*[제第]\s*(?P<sitting>\d{1,3})\s*(?:호|차|일|號|次)(?:차)?\s*$"
);
pattern!(
    DATE,
    r"(?P<year>\d{4})\s*[년年.]\s*(?P<month>\d{1,2})\s*[월月.]\s*(?P<day>\d{1,2})\s*[일日.(（]?"
);
pattern!(PLACE, r"^(?:○\s*)?장\s*소\s*[:：]?\s*(?P<place>\S.*)$");
pattern!(
    RUNNING,
    r"^(?:\d+\s+)?제(?P<session>\d+)회-.*제(?P<sitting>\d+)차\((?P<year>\d{4})년\s?(?P<month>\d{1,2})월\s?(?P<day>\d{1,2})일\)"
);

/// Reads the cover; the front matter of a Markdown file is none of it.
pub(super) fn read(text: &str, furniture: &[Span]) -> Header {
    let mut header = Header::default();
    let (mut running, mut office) = (None, None);
    let start = furniture
        .first()
        .filter(|span| span.start == 0 && span.slice(text).lines().next() == Some("---"))
        .map_or(0, |span| span.end);
    let limit = start.saturating_add(REACH);
    for line in
        lines(text).skip_while(|line| line.start < start).take_while(|line| line.start < limit)
    {
        let line = trim(text, line);
        if line.is_empty() || line.len() > LONGEST_LINE {
            continue;
        }
        let slice = line.slice(text);
        if let Some(found) = RUNNING.captures(slice) {
            running.get_or_insert((number(&found, "session"), date(&found)));
            continue;
        }
        if slice.ends_with(['.', '?', '!']) && !slice.starts_with("제") {
            continue;
        }
        if let Some(name) = OFFICE.captures(slice).and_then(|found| found.name("assembly")) {
            let name = Span::new(line.start + name.start(), line.start + name.end());
            office.get_or_insert(name);
        }
        read_line(text, line, &mut header);
    }
    if header.session.is_some() {
        header.assembly = header.assembly.or(office);
    }
    if let Some((session, date)) = running {
        header.session = header.session.or(session);
        header.date = header.date.or(date);
    }
    header
}

fn read_line(text: &str, line: Span, header: &mut Header) {
    let slice = line.slice(text);
    let group = |found: &Captures<'_>, name: &str| {
        found.name(name).map(|found| {
            trim(text, Span::new(line.start + found.start(), line.start + found.end()))
        })
    };
    if header.session.is_none()
        && header.assembly.is_none()
        && let Some(found) = SESSION.captures(slice)
        && (found.name("assembly").is_some() || KIND.is_match(slice))
        && !squash(slice).contains("의건")
    {
        header.session = number(&found, "session");
        header.assembly = group(&found, "assembly");
    }
    if header.assembly.is_none()
        && let Some(found) = YEAR.captures(slice)
    {
        header.assembly = group(&found, "assembly");
    }
    if header.kind.is_none()
        && let Some(found) = KIND.find(slice)
        && (slice.starts_with(['제', '第', '(']))
        && !squash(slice).contains("회의록")
    {
        header.kind = Some(Span::new(line.start + found.start(), line.start + found.end()));
    }
    if header.committee.is_none()
        && let Some(found) = COMMITTEE.captures(slice)
    {
        header.committee = group(&found, "name").or_else(|| group(&found, "plenary"));
    }
    if header.sitting.is_none()
        && let Some(found) = SITTING.captures(slice)
    {
        header.sitting = number(&found, "sitting");
    }
    if header.date.is_none()
        && is_date_line(slice)
        && let Some(found) = DATE.captures(slice)
    {
        header.date = date(&found);
    }
    if header.place.is_none()
        && let Some(found) = PLACE.captures(slice)
    {
        header.place = group(&found, "place");
    }
}

/// Whether the line is given to the date, with or without `일시` before it.
fn is_date_line(slice: &str) -> bool {
    let squashed = squash(slice);
    let rest = squashed.trim_start_matches(['○', '-', ' ']);
    let labelled = ["일시", "日時", "회의일"].iter().any(|label| rest.starts_with(label));
    labelled || rest.starts_with(|c: char| c.is_ascii_digit()) && rest.chars().count() <= 30
}

fn number(found: &Captures<'_>, name: &str) -> Option<u32> {
    found.name(name)?.as_str().parse().ok()
}

fn date(found: &Captures<'_>) -> Option<Date> {
    let part = |name| number(found, name);
    let (year, month, day) = (part("year")?, part("month")?, part("day")?);
    let valid = (1..=12).contains(&month) && (1..=31).contains(&day);
    let narrow = |number: u32| u8::try_from(number).ok();
    valid.then_some(Date {
        year: u16::try_from(year).ok()?,
        month: narrow(month)?,
        day: narrow(day)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let header = read(text, &[]);
        let slice = |span: Option<Span>| span.map_or("-", |span| span.slice(text));
        let found = format!(
            "{} {} {} {} {} {} {}",
            slice(header.assembly),
            header.session.unwrap_or(0),
            slice(header.kind),
            slice(header.committee),
            header.sitting.unwrap_or(0),
            header.date.map_or(String::from("-"), |date| format!(
                "{}-{}-{}",
                date.year, date.month, date.day
            )),
            slice(header.place),
        );
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn covers() {
        check(
            "제71회 새길시의회(임시회)\n\n   행정문화위원회회의록 \n\n제 2 호\n 2022년 7월 7일(목)\n",
            "새길시의회 71 임시회 행정문화위원회 2 2022-7-7 -",
        );
        check(
            "제415회국회\n(임시회)\n산업위원회회의록\n제 3 호\n일 시 2024년6월11일(화)\n장 소 산업위원회회의실\n",
            "국회 415 임시회 산업위원회 3 2024-6-11 산업위원회회의실",
        );
        check(
            "제252회 서울특별시 새길구의회(제2차정례회)\n본회의 회의록\n제1호\n일 시 : 2026년 7월 20일(월)\n",
            "서울특별시 새길구의회 252 제2차정례회 본회의 1 2026-7-20 -",
        );
        check("3 제426회-산업소위제1차(2025년6월27일)\n예.\n", "- 426 - - 0 2025-6-27 -");
        check(
            "제154회의회(임시회)\n의회본회의 회의록\n제1호\n새길시의회사무국\n",
            "새길시의회 154 임시회 본회의 1 - -",
        );
        check("회의를 시작합니다.\n", "- 0 - - 0 - -");
    }
}
