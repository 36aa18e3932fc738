//! The stenographer's remarks in brackets.

use super::line::trim;
use super::words::WORDS;
use super::{Note, NoteKind};
use crate::Span;
use regex::Regex;
use std::sync::LazyLock;

/// A remark is no longer than this, in bytes.
const LONGEST: usize = 400;
/// Brackets inside brackets at most.
const DEEPEST: usize = 8;

static TIME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?:\d{1,2}\s*[월月]\s*\d{1,2}\s*[일日]\s*)?",
        r"(?:\d{1,2}\s*[시時](?:\s*\d{1,2}\s*[분分])?|\d{1,2}\s*[:：]\s*\d{2}\)?)\s*(?P<after>.*)$",
        r"|^(?P<before>[가-힣]{2,6})\s*\d{1,2}\s*[:：]\s*\d{2}$",
    ))
    .expect("the pattern is constant")
});

/// Finds the remarks of `body`. Before the first speech (`cover`) only times count.
pub(super) fn find(text: &str, body: Span, cover: bool, notes: &mut Vec<Note>) {
    let mut at = body.start;
    while let Some(hit) = memchr::memchr(b'(', &text.as_bytes()[at..body.end]) {
        let start = at + hit;
        let Some(end) = close(text, start, body.end) else {
            at = start + 1;
            continue;
        };
        let span = Span::new(start, end);
        let inside = trim(text, Span::new(start + 1, end - 1)).slice(text);
        let kind = kind(inside).or_else(|| {
            let alone = stands_alone(text, span, body) && !inside.starts_with("의안번호");
            (!cover && (alone || WORDS.is_direction(inside))).then_some(NoteKind::StageDirection)
        });
        at = if let Some(kind) = kind {
            notes.push(Note { span, kind });
            end
        } else {
            start + 1
        };
    }
}

/// One past the bracket that closes the one at `start`, on the same line.
fn close(text: &str, start: usize, end: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let limit = end.min(start + LONGEST);
    for (at, byte) in text.as_bytes()[start..limit].iter().enumerate() {
        match byte {
            b'(' if depth == DEEPEST => return None,
            b'(' => depth += 1,
            b')' => {
                depth -= 1;
                if depth == 0 {
                    return Some(start + at + 1);
                }
            }
            b'\n' => return None,
            _ => {}
        }
    }
    None
}

fn stands_alone(text: &str, span: Span, body: Span) -> bool {
    let before =
        text[body.start..span.start].chars().rev().find(|&c| c == '\n' || !c.is_whitespace());
    let after = text[span.end..body.end].chars().find(|&c| c == '\n' || !c.is_whitespace());
    before.is_none_or(|c| c == '\n') && after.is_none_or(|c| c == '\n')
}

/// The kind of a remark that gives a time.
fn kind(inside: &str) -> Option<NoteKind> {
    let found = TIME.captures(inside)?;
    let words =
        found.name("after").or(found.name("before")).map_or("", |found| found.as_str()).trim();
    let has = |all: &[&str]| all.iter().any(|word| words.contains(word));
    Some(if words.is_empty() {
        NoteKind::Time
    } else if has(&["투표", "비공개", "상영", "경과", "영상"]) {
        NoteKind::StageDirection
    } else if has(&["중지", "정회", "中止", "停會"]) {
        NoteKind::Suspended
    } else if has(&["계속", "속개", "개속", "繼續", "續開"]) {
        NoteKind::Resumed
    } else if has(&["산회", "폐회", "폐식", "종료", "유회", "散會", "閉會", "마침"])
    {
        NoteKind::Closed
    } else if has(&["개의", "개회", "개식", "시작", "개시", "開議", "開會"]) {
        NoteKind::Opened
    } else if words.chars().count() <= 12 {
        NoteKind::StageDirection
    } else {
        return None;
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, NoteKind)]) {
        let mut notes = Vec::new();
        find(text, Span::new(0, text.len()), false, &mut notes);
        let found: Vec<_> = notes.iter().map(|note| (note.span.slice(text), note.kind)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn remarks() {
        check("(10시 09분  개의)", &[("(10시 09분  개의)", NoteKind::Opened)]);
        check("(10시34분감사개시)", &[("(10시34분감사개시)", NoteKind::Opened)]);
        check("(15시00분 개식)", &[("(15시00분 개식)", NoteKind::Opened)]);
        check("(10시07분)", &[("(10시07분)", NoteKind::Time)]);
        check("(10時 40分 開議)", &[("(10時 40分 開議)", NoteKind::Opened)]);
        check("(개의 10:00)", &[("(개의 10:00)", NoteKind::Opened)]);
        check("(10시54분 회의중지)", &[("(10시54분 회의중지)", NoteKind::Suspended)]);
        check("(11시27분 계속개의)", &[("(11시27분 계속개의)", NoteKind::Resumed)]);
        check("(24시 산회)", &[("(24시 산회)", NoteKind::Closed)]);
        check("(10시09분 투표개시)", &[("(10시09분 투표개시)", NoteKind::StageDirection)]);
        check("(간부 인사)\n", &[("(간부 인사)", NoteKind::StageDirection)]);
        check("예. (웃음) 그렇지요.", &[("(웃음)", NoteKind::StageDirection)]);
        check("골든(golden)벨은", &[]);
        check("(열린 채", &[]);
    }
}
