//! Numbers with a page unit that point to no page: amounts, sides, sellers, tables of contents.

use super::number::{Script, digit};
use super::reference::{Shape, Unit};
use super::word::{Vocabulary, after_blanks, words_of};

/// Whether the shape is something else than a reference; `named` says that a document's name
/// stands directly before it.
pub(super) fn is_lookalike(text: &str, shape: &Shape, named: bool, words: &Vocabulary) -> bool {
    let shown = named || is_read(text, shape.end, words);
    goes_on(text, shape, words)
        || is_amount(text, shape, words)
        || is_furniture(text, shape)
        || match shape.unit {
            Unit::Plain => !is_number_word(text, shape, named, words),
            Unit::Face => !is_face(text, shape, named, words),
            Unit::LatinAfter => !is_latin(text, shape, shown, words),
            Unit::Before => !shown && text[shape.start..].starts_with('p') && is_glued(text, shape),
        }
}

/// Whether a verb of turning to a page follows within a few words (`을 봐 주시기`), or what stands
/// on the page is said (`에 나와 있습니다`).
pub(super) fn is_read(text: &str, at: usize, words: &Vocabulary) -> bool {
    let len = words.particle.prefix(&text[at..]).unwrap_or(0);
    let place = text[at..at + len].starts_with('에');
    words_of(text, at + len, text.len())
        .take(3)
        .map(|(from, _)| &text[from..])
        .take_while(|word| !word.starts_with(|c| digit(c).is_some()))
        .any(|word| {
            words.reading.prefix(word).is_some() || place && words.standing.prefix(word).is_some()
        })
}

/// Whether the listeners are asked outright to read the page (`을 봐 주십시오`).
fn is_asked_for(text: &str, at: usize, words: &Vocabulary) -> bool {
    let rest = &text[at..];
    let object = ["을 ", "를 ", "에 "].iter().find_map(|particle| rest.strip_prefix(particle));
    object.is_some_and(|rest| words.reading.prefix(rest).is_some())
}

/// Whether the number at `start` is the end of something longer (`1.5쪽`, `2-1`).
pub(super) fn is_cut_off(text: &str, start: usize) -> bool {
    let mut before = text[..start].chars().rev();
    match before.next() {
        Some(c) if c.is_ascii_alphanumeric() || digit(c).is_some() => true,
        Some('.' | '-' | ',' | ':') => before.next().is_some_and(|c| digit(c).is_some()),
        Some('/') => before.next().is_some_and(|c| digit(c).is_some() || "쪽지".contains(c)),
        _ => false,
    }
}

/// Whether the unit is the beginning of another word (`3쪽방`, `3px`).
fn goes_on(text: &str, shape: &Shape, words: &Vocabulary) -> bool {
    let rest = &text[shape.end..];
    words.compound.prefix(rest).is_some()
        || shape.unit == Unit::LatinAfter && rest.starts_with(|c: char| c.is_ascii_alphanumeric())
}

fn is_amount(text: &str, shape: &Shape, words: &Vocabulary) -> bool {
    let before =
        words_of(text, 0, shape.start).next_back().map_or("", |(from, to)| &text[from..to]);
    let close = &text[shape.end..];
    let ends = close.split(' ').next().unwrap_or("").trim_end_matches(['.', ',']);
    let sized = before.strip_suffix(['이', '가']).and_then(|book| words.document.suffix(book));
    let said = words.copula.contains(ends) || ends.is_empty() && close.starts_with(',');
    if words.amount_surely.contains(before) || sized.is_some() && said {
        return true;
    }
    let spaced = &text[after_blanks(text, shape.end)..];
    let attached = words.amount_suffix.prefix(close).map(|len| (close, len));
    if let Some((rest, len)) =
        attached.or_else(|| words.amount_after.prefix(spaced).map(|len| (spaced, len)))
    {
        let about = rest[len..].trim_start_matches(['에', '을', '를']);
        return words.reading.prefix(about.trim_start()).is_none();
    }
    if words.amount_before.contains(before)
        || words_of(text, 0, shape.start)
            .rev()
            .take(3)
            .any(|(from, to)| words.amount_topic.contains(&text[from..to]))
    {
        return !is_read(text, shape.end, words);
    }
    if let Some(rest) = close.strip_prefix("이나").or_else(|| close.strip_prefix('나')) {
        let next = rest.trim_start().chars().next();
        return next.is_none_or(|c| digit(c).is_none())
            && (rest.is_empty() || rest.starts_with([' ', ',', '.']))
            && !is_read(text, text.len() - rest.len(), words);
    }
    // `66쪽, 67쪽에 걸쳐` points to pages, `두 쪽에 걸쳐` counts them
    let listed = words.unit.suffix(text[..shape.start].trim_end_matches([',', ' '])).is_some();
    let single = shape.ranges.len() == 1 && shape.ranges[0].last == Some(shape.ranges[0].first);
    if single && !listed && (close.starts_with("에 걸쳐") || close.starts_with("에 걸친")) {
        return true;
    }
    words.amount_verb.prefix(close).is_some() || words.split.prefix(close).is_some()
}

/// Dot leaders, `3/10쪽`, `- 3쪽 -`.
fn is_furniture(text: &str, shape: &Shape) -> bool {
    const DASHES: &[char] = &['-', '–', '—', '―', '─'];
    let before = text[..shape.start].trim_end();
    let after = text[shape.end..].trim();
    let leader = |c: char| matches!(c, '·' | '…' | '.' | '‥' | '･' | '⋯' | 'ㆍ' | '_');
    let leaders =
        before.chars().rev().take_while(|&c| leader(c) || c == ' ').filter(|&c| leader(c));
    let total = after.strip_prefix('/').unwrap_or("").trim_start();
    let dashed = before.starts_with(DASHES) && before.chars().count() == 1;
    leaders.count() >= 3
        || total.starts_with(|c| digit(c).is_some())
        || dashed && after.starts_with(DASHES) && after.chars().count() == 1
}

/// Whether a number word before 쪽 or 페이지 can be a page: `십이 쪽`, not `이 쪽`, `두 쪽`.
fn is_number_word(text: &str, shape: &Shape, named: bool, words: &Vocabulary) -> bool {
    let first = shape.ranges[0].first;
    let several = shape.ranges.len() > 1 || shape.ranges[0].last != Some(first);
    match shape.script {
        Script::Digits => true,
        _ if shape.ordinal || several => true,
        Script::Native if first < 10 => {
            first > 4 && text[..shape.end].contains(' ') && is_asked_for(text, shape.end, words)
        }
        Script::Native => true,
        Script::Sino => {
            let word = text[shape.start..].chars().take_while(|&c| c != ' ').count();
            let spoken = &text[shape.start..shape.end];
            let spaced = spoken.contains(' ');
            let page = !spoken.ends_with('쪽');
            let single = first < 10 || matches!(first, 10 | 100 | 1000);
            let city = first.is_multiple_of(1000) && !page;
            if single || city {
                let asked = spaced && is_asked_for(text, shape.end, words);
                first != 2 && (named || page || asked)
            } else {
                spaced || word > 2
            }
        }
    }
}

/// Whether 면 means a page: a document's name before it, or a verb of reading behind it.
fn is_face(text: &str, shape: &Shape, named: bool, words: &Vocabulary) -> bool {
    let rest = &text[shape.end..];
    let word = rest.split(' ').next().unwrap_or(rest).trim_end_matches(['.', ',', '?', '!']);
    if !(word.is_empty() || words.particle.contains(word) || words.copula.contains(word)) {
        return false;
    }
    if shape.script != Script::Digits && !shape.ordinal {
        return false;
    }
    let placed = super::context::position(text, shape.end, words).is_some();
    let alone = words_of(text, 0, shape.start)
        .all(|(from, to)| words.lead.contains(text[from..to].trim_end_matches([',', '.'])));
    named || alone && (placed || is_read(text, shape.end, words))
}

/// Whether `p` behind the number means a page: not `1P 3P` sellers, not `1080p`, not points.
fn is_latin(text: &str, shape: &Shape, shown: bool, words: &Vocabulary) -> bool {
    const LINES: &[u32] = &[144, 240, 360, 480, 720, 1080, 1440, 2160, 4320];
    let upper = text[..shape.end].ends_with('P');
    let first = shape.ranges[0].first;
    let spaced = text[shape.start..shape.end].trim_end_matches(['p', 'P']).ends_with(' ');
    if upper || spaced {
        return shown;
    }
    let next = text[shape.end..].trim_start_matches(['가', '를', '씩', ' ']);
    shown || !LINES.contains(&first) && words.point.prefix(next).is_none()
}

/// Whether no dot and no blank stands between the unit and the number (`p53`).
fn is_glued(text: &str, shape: &Shape) -> bool {
    text[shape.start + 1..].starts_with(|c: char| c.is_ascii_digit())
}
