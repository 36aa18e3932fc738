//! The entries of one line of a list: names, titles with names, glued and spread ones.

use super::Attendee;
use super::attendance::COUNT;
use super::line::{Word, is_blank, squash, trim, words_within};
use super::names::{self, Known};
use super::words::{NameLike, WORDS, is_hanja, is_syllable};
use crate::Span;

/// A line of a list is no longer than this, in bytes.
pub(super) const LONGEST_LINE: usize = 900;

/// `한가람(새길통신 대표이사)`: the name is all that stands before the bracket; a title in it is the
/// role.
pub(super) fn whole_name(text: &str, line: Span) -> Option<Attendee> {
    let slice = line.slice(text);
    let at = slice.find('(').filter(|_| slice.ends_with(')'))?;
    let name = trim(text, Span::new(line.start, line.start + at));
    let squashed = squash(name.slice(text));
    if WORDS.is_role(&squashed) && squashed.chars().count() >= 4 {
        return None;
    }
    let letters =
        squashed.chars().all(|c| is_syllable(c) || is_hanja(c) || c.is_ascii_alphabetic());
    let fits =
        letters && (2..=12).contains(&squashed.chars().count()) && !COUNT.is_match(&slice[at..]);
    fits.then(|| Attendee { name, role: bracketed_role(text, line, line.start + at) })
}

/// The title in the bracket that opens at byte `at` and closes the line, without a 전 before it.
fn bracketed_role(text: &str, line: Span, at: usize) -> Option<Span> {
    let close = line.end.checked_sub(1).filter(|&close| close > at)?;
    let inside = trim(text, Span::new(at + 1, close));
    let start = FORMER
        .iter()
        .find_map(|former| Some(inside.end - inside.slice(text).strip_prefix(former)?.len()))
        .unwrap_or(inside.start);
    let role = trim(text, Span::new(start, inside.end));
    let last = role.slice(text).split_whitespace().next_back()?;
    (WORDS.is_role(last) && !role.slice(text).contains(['(', ','])).then_some(role)
}

/// What stands before the title of somebody who left it.
const FORMER: [&str; 2] = ["전 ", "前 "];

/// Reads the entries of one line.
pub(super) fn entries(
    text: &str,
    line: Span,
    names: bool,
    count: Option<usize>,
    known: &Known,
    out: &mut Vec<Attendee>,
) {
    let before = out.len();
    let mut role: Option<Span> = None;
    if is_justified(line.slice(text))
        && let Some(pair) = glued_pair(text, line, known)
    {
        out.push(pair);
        return;
    }
    if names
        && !WORDS.is_role(&squash(line.slice(text)))
        && let Some(whole) = whole_name(text, line)
        && whole.name.slice(text).split_whitespace().count() <= 2
    {
        out.push(whole);
        return;
    }
    'pieces: for piece in pieces(text, line) {
        let mut all = words_within(text, piece, LONGEST_LINE, LONGEST_LINE);
        if names {
            join_leftovers(&mut all);
        }
        let mut index = 0;
        while index < all.len() {
            let word = &all[index];
            if matches!(&*word.text, "외" | "外" | "이상" | "以上") {
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
                let after = all.len() - index - 1;
                let count = count.map(|count| count.saturating_sub(after));
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

/// Whether a line is syllables with blanks between and one longer word at its end, as a title
/// spread over a column is with the name that follows.
fn is_justified(slice: &str) -> bool {
    let mut words = slice.split_whitespace().rev();
    let last = words.next().map_or(0, |word| word.chars().count());
    let mut singles = 0;
    last >= 3
        && words.all(|word| {
            singles += 1;
            word.chars().count() == 1
        })
        && singles >= 2
}

/// Makes a name of a syllable and the one before it, which is glued to other names
/// (`한가람이도윤정  결`).
fn join_leftovers(all: &mut [Word<'_>]) {
    let length = |word: &Word<'_>| word.text.chars().count();
    for at in 1..all.len() {
        let (before, after) = all.split_at_mut(at);
        let (word, next) = (&mut before[at - 1], &mut after[0]);
        if length(word) < 4 || length(next) != 1 || word.span.len() != word.text.len() {
            continue;
        }
        if let Some(last) = word.text.to_mut().pop() {
            word.span.end -= last.len_utf8();
            next.span.start = word.span.end;
            next.text.to_mut().insert(0, last);
        }
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
    word: &Word<'_>,
    next: Option<&Word<'_>>,
    names: bool,
    has_role: bool,
    known: &Known,
) -> bool {
    if !WORDS.is_role(&word.text) || known.contains(&*word.text) {
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
    word: &Word<'_>,
    names: bool,
    count: Option<usize>,
    role: Option<Span>,
    known: &Known,
    out: &mut Vec<Attendee>,
) {
    let length = word.text.chars().count();
    let foldable = word.text.chars().all(is_syllable) || word.text.chars().all(is_hanja);
    let whole = known.contains(&*word.text)
        || length < 4
        || length == 4 && WORDS.has_long_surname(&word.text);
    let spaced = word.span.len() != word.text.len();
    if whole && !(spaced && length > 3) {
        let strong = WORDS.name_like(&word.text) == NameLike::Strong || known.contains(&*word.text);
        if strong
            || names && spaced && length >= 2 && foldable
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
    let strong = |part: &&str| known.contains(*part) || WORDS.name_like(part) == NameLike::Strong;
    if WORDS.is_unit(&word.text) && !parts.iter().all(|part| strong(&&**part)) {
        return;
    }
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
