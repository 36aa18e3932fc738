//! What stands around a reference: the place on the page, the subject, the heading.

use super::number::{digit, digit_run, number_at};
use super::reference::prefix_unit;
use super::word::{Vocabulary, after_blanks, words_of};

/// The place on the page that directly follows the unit (`12쪽 하단`, `9쪽의 3번`).
pub(super) fn position(text: &str, at: usize, words: &Vocabulary) -> Option<(usize, usize)> {
    let rest = &text[at..];
    let particle = ["에서", "에", "의"].iter().find(|particle| rest.starts_with(**particle));
    let joint = at + particle.map_or(0, |particle| particle.len());
    let joint = joint + usize::from(text[joint..].starts_with(','));
    let start = after_blanks(text, joint);
    if start == joint {
        return None;
    }
    let mut end = start;
    let mut word_list = words_of(text, start, text.len()).take(5).peekable();
    while let Some((from, to)) = word_list.next() {
        let word = text[from..to].trim_end_matches([',', '.', '?', '!']);
        let len = place_len(word, words);
        let ordinal = ends_ordinal(word);
        let label = matches!(word, "연번" | "순번" | "번호");
        if let Some(len) = len {
            end = from + len;
            if !matches!(&word[len..], "" | "에" | "에서" | "의") {
                break;
            }
        } else if ordinal {
            end = from + word.len();
        } else if ordinal_pair(word, word_list.peek().map(|&(from, to)| &text[from..to])) || label {
            let Some((from, to)) = word_list.next() else { break };
            let next = text[from..to].trim_end_matches([',', '.', '?', '!']);
            let len = if label { place_len(next, words) } else { Some("번째".len()) };
            let Some(len) = len else { break };
            end = from + len;
            if len < to - from {
                break;
            }
        } else {
            break;
        }
    }
    let place = &text[start..end];
    (!matches!(place, "" | "맨" | "제일")).then_some((start, end))
}

/// Length of a place or of a counted item (`하단`, `3번`) at the start of a word, if the word
/// goes on with nothing but a particle.
fn place_len(word: &str, words: &Vocabulary) -> Option<usize> {
    let ends = |len: &usize| {
        let rest = word[*len..].trim_start_matches('쯤');
        rest.is_empty() || words.particle.contains(rest) || words.copula.contains(rest)
    };
    let places = words.position.iter().filter(|place| word.starts_with(place));
    let item = || {
        let number = if word.starts_with('제') { '제'.len_utf8() } else { 0 };
        let (_, until) = digit_run(word, number);
        let len = words.counter.prefix(&word[until..])?;
        (until > number).then_some(until + len)
    };
    places.map(str::len).find(ends).or_else(|| item().filter(ends))
}

fn ends_ordinal(word: &str) -> bool {
    word.strip_suffix("번째").is_some_and(|count| number_at(count, 0).is_some() || count == "첫")
}

/// `첫 번째`, `두 번째`.
fn ordinal_pair(word: &str, next: Option<&str>) -> bool {
    let counted = word == "첫" || number_at(word, 0).is_some_and(|number| number.end == word.len());
    counted && next.is_some_and(|next| next.starts_with("번째"))
}

/// What the sentence says stands on the page (`13쪽 인구정책 추진입니다`).
pub(super) fn subject(text: &str, at: usize, words: &Vocabulary) -> Option<(usize, usize)> {
    let start = behind_reference(text, at, words)?;
    let body = text[start..].trim_end_matches(['.', ' ', ',', '…', '!']);
    let end = start + body.len();
    if words.reading.prefix(body).is_some() {
        return None;
    }
    if let Some(len) = words.copula.suffix(body).filter(|&len| len > "요".len()) {
        let title = &body[..body.len() - len];
        let bare = title.trim_end();
        let bare = match bare.strip_suffix(['이', '가']) {
            Some(shorter) if bare.len() < title.len() => shorter,
            _ => bare,
        };
        let until = start + bare.len();
        let clean = !bare.is_empty() && !leads_elsewhere(text, start, until, words);
        return clean.then_some((start, until));
    }
    let announced = words.announcement.suffix(body)?;
    let object = text[start..end - announced].trim_end();
    let object = ["에 대하여", "에 대해서", "에 대해", "을", "를"]
        .iter()
        .find_map(|particle| object.strip_suffix(particle))?;
    (!object.is_empty()).then_some((start, start + object.len()))
}

/// Whether the words turn to another page (`보시면`, `14쪽`) rather than name a subject.
fn leads_elsewhere(text: &str, from: usize, to: usize, words: &Vocabulary) -> bool {
    words_of(text, from, to).any(|(start, end)| {
        let word = text[start..end].trim_end_matches(',');
        let turned = words.reading.prefix(word).is_some() && word.ends_with('면');
        let (_, digits) = digit_run(word, 0);
        let page = digits > 0 && words.unit.prefix(&word[digits..]).is_some()
            || prefix_unit(text, start, words).is_some();
        turned || page
    })
}

/// Where the sentence goes on behind a reference that is not the object or place of a verb.
fn behind_reference(text: &str, at: usize, words: &Vocabulary) -> Option<usize> {
    const JOINTS: &[&str] = &[
        "부터는",
        "까지는",
        "에 걸친",
        "부터",
        "까지",
        "에는",
        "는",
        "은",
        "의",
        "으로",
        "로",
        "",
    ];
    let rest = &text[at..];
    let joint = JOINTS.iter().find(|joint| {
        rest.strip_prefix(**joint).is_some_and(|rest| rest.starts_with([' ', ',']))
    })?;
    let mut start = at + joint.len();
    start += usize::from(text[start..].starts_with(','));
    start = after_blanks(text, start);
    if let Some((_, end)) = position(text, at, words) {
        let rest = text[end..].strip_prefix(['은', '는', ',']).unwrap_or(&text[end..]);
        start = after_blanks(text, text.len() - rest.len());
        if !rest.starts_with(' ') {
            return None;
        }
    }
    (start < text.len()).then_some(start)
}

/// Whether the reference at `start..end` opens the part of a report that stands on the page.
///
/// `name_start` is where the document's name before it starts, if it has one.
pub(super) fn is_heading(
    text: &str,
    start: usize,
    end: usize,
    name_start: Option<usize>,
    words: &Vocabulary,
) -> bool {
    if text.trim_end().ends_with('?') || text.contains("생략") || text.contains("갈음") {
        return false;
    }
    let lead_end = name_start.unwrap_or(start).min(start);
    let led = leads(text, lead_end, words);
    let topic = text[..lead_end].trim_end().ends_with(['은', '는', '로']);
    if !(led || topic && words_of(text, 0, lead_end).count() <= 6) {
        return false;
    }
    let rest = text[end..].trim_end_matches(['.', ' ', '!', '…']);
    let bare = ["부터", "까지", ""].iter().any(|joint| {
        rest.strip_prefix(joint).is_some_and(|rest| words.copula.contains(rest.trim_start()))
    });
    if bare || rest.is_empty() {
        return true;
    }
    let titled = subject(text, end, words).is_some();
    if rest.starts_with(['에', '의']) && !rest.starts_with("에 걸친") {
        return titled && rest.starts_with('의');
    }
    if titled {
        return true;
    }
    let titled = rest.starts_with(',') && words.copula.suffix(rest).is_some();
    led && (titled && !leads_elsewhere(text, end, text.len(), words)
        || opens_by_reading(text, end, words)
        || text[end..].starts_with([' ', ',']) && text[..start].trim_end().ends_with("다음은"))
}

/// `을 보시겠습니다`, `설명드리겠습니다`, `로 넘어가겠습니다`, `을 보시면`.
fn opens_by_reading(text: &str, end: usize, words: &Vocabulary) -> bool {
    let rest = &text[end..];
    let particle = words.particle.prefix(rest).unwrap_or(0);
    let Some((from, to)) = words_of(text, end + particle, text.len()).next() else { return false };
    let word = text[from..to].trim_end_matches(['.', ',']);
    let reads = words.reading.prefix(word).is_some()
        && (word.ends_with("겠습니다") || word.ends_with('면'));
    reads || words.announcement.contains(word)
}

/// Whether `text[..end]` holds nothing but words that lead to a heading (`다음은`, `먼저`).
fn leads(text: &str, end: usize, words: &Vocabulary) -> bool {
    words_of(text, 0, end).all(|(from, to)| {
        let word = text[from..to].trim_end_matches([',', '.', ':']);
        let word = word.trim_start_matches(['ㆍ', '·', '○', '◯', '-', '※']);
        let marker = |c: char| digit(c).is_some() || "-().".contains(c) || ('①'..='⑳').contains(&c);
        let lettered = text[from..to].ends_with(['.', ')']) && word.chars().count() <= 2;
        word.is_empty()
            || words.lead.contains(word)
            || word.chars().all(marker)
            || lettered
            || words.unit.suffix(word).is_some() && !word.chars().any(|c| digit(c).is_some())
    })
}
