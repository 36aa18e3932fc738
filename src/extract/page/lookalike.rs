//! Numbers with a page unit that point to no page: amounts, sides, sellers, tables of contents.

use super::number::{Script, digit};
use super::reference::{Shape, Unit};
use super::word::{Vocabulary, after_blanks, words_of};

/// Whether the shape is something else than a reference; `named` says that a document's name
/// stands directly before it.
pub(super) fn is_lookalike(text: &str, shape: &Shape, named: bool, words: &Vocabulary) -> bool {
    let shown = named || is_read(text, shape.end, words);
    is_cut_off(text, shape, words)
        || is_amount(text, shape, words)
        || is_furniture(text, shape)
        || match shape.unit {
            Unit::Plain => !is_number_word(text, shape, named, words),
            Unit::Face => !is_face(text, shape, named, words),
            Unit::LatinAfter => !is_latin(text, shape, shown),
            Unit::Before => !shown && text[shape.start..].starts_with('p') && is_glued(text, shape),
        }
}

/// Whether a verb of turning to a page follows within a few words (`을 봐 주시기`).
pub(super) fn is_read(text: &str, at: usize, words: &Vocabulary) -> bool {
    let mut start = at;
    if let Some(len) = words.particle.prefix(&text[start..]) {
        start += len;
    }
    words_of(text, start, text.len())
        .take(3)
        .any(|(from, _)| words.reading.prefix(&text[from..]).is_some())
}

/// Whether the number or the unit is a piece of something longer (`1.5쪽`, `3쪽지`).
fn is_cut_off(text: &str, shape: &Shape, words: &Vocabulary) -> bool {
    let mut before = text[..shape.start].chars().rev();
    let left = before.next();
    let cut_left = match left {
        Some(c) if c.is_ascii_alphanumeric() || digit(c).is_some() => true,
        Some('.' | '/' | '-' | ',' | ':') => before.next().is_some_and(|c| digit(c).is_some()),
        _ => false,
    };
    cut_left
        || words.compound.prefix(&text[shape.end..]).is_some()
        || matches!(shape.unit, Unit::LatinAfter)
            && text[shape.end..].starts_with(|c: char| c.is_ascii_alphanumeric())
}

fn is_amount(text: &str, shape: &Shape, words: &Vocabulary) -> bool {
    let before =
        words_of(text, 0, shape.start).next_back().map_or("", |(from, to)| &text[from..to]);
    if words.amount_surely.contains(before) {
        return true;
    }
    let close = &text[shape.end..];
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
    let single = shape.ranges.len() == 1 && shape.ranges[0].last == Some(shape.ranges[0].first);
    if single && (close.starts_with("에 걸쳐") || close.starts_with("에 걸친")) {
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
        Script::Native if first < 10 => first > 4 && named && is_read(text, shape.end, words),
        Script::Native => true,
        Script::Sino => {
            let word = text[shape.start..].chars().take_while(|&c| c != ' ').count();
            let spoken = &text[shape.start..shape.end];
            let spaced = spoken.contains(' ');
            let page = !spoken.ends_with('쪽');
            let single = first < 10 || matches!(first, 10 | 100 | 1000);
            let city = first % 1000 == 0 && !page;
            if single || city {
                (named && first != 2) || page && first != 2
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
    let alone = words_of(text, 0, shape.start)
        .all(|(from, to)| words.lead.contains(text[from..to].trim_end_matches([',', '.'])));
    named || alone && is_read(text, shape.end, words)
}

/// Whether `p` behind the number means a page: not `1P 3P` sellers, not `1080p`, not points.
fn is_latin(text: &str, shape: &Shape, shown: bool) -> bool {
    const LINES: &[u32] = &[144, 240, 360, 480, 720, 1080, 1440, 2160, 4320];
    let upper = text[..shape.end].ends_with('P');
    let first = shape.ranges[0].first;
    if upper {
        return shown;
    }
    shown || !LINES.contains(&first)
}

/// Whether no dot and no blank stands between the unit and the number (`p53`).
fn is_glued(text: &str, shape: &Shape) -> bool {
    text[shape.start + 1..].starts_with(|c: char| c.is_ascii_digit())
}
