//! The document that a clause names.

use super::number::{digit, digit_run};
use super::word::{Vocabulary, words_of};

/// A document's name in a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Where the word that ends the name ends, particle included.
    word_end: usize,
    /// Whether the word names a document only directly before the number.
    part: bool,
}

/// How many words may stand between a document and its page.
const FAR: usize = 8;

/// The last document named in `text[from..to]` that a page number at `to` belongs to.
pub(super) fn before(text: &str, from: usize, to: usize, words: &Vocabulary) -> Option<Name> {
    let all: Vec<_> = words_of(text, from, to).collect();
    for (index, &(start, end)) in all.iter().enumerate().rev().take(FAR + 1) {
        if let Some(name) = name_at(text, from, (start, end), words) {
            let between = &all[index + 1..];
            return belongs(text, &name, between, to, words)
                .then(|| widen(text, from, name, words));
        }
    }
    None
}

/// The document named directly behind a reference that ends at `at` (`60페이지 사업설명서`).
pub(super) fn behind(text: &str, at: usize, words: &Vocabulary) -> Option<Name> {
    let bounded = ["부터", "까지"].iter().find_map(|joint| text[at..].strip_prefix(joint));
    let rest = bounded.or(text[at..].strip_prefix('의')).unwrap_or(&text[at..]);
    if !rest.starts_with(' ') {
        return None;
    }
    let start = text.len() - rest.len();
    let mut found = None;
    for (from, to) in words_of(text, start, text.len()).take(4) {
        let name = name_at(text, start, (from, to), words).filter(|name| !name.part);
        let modifier = words.modifier.contains(&text[from..to]);
        match name {
            Some(name) => {
                found = Some(name);
                if name.end < name.word_end {
                    break;
                }
            }
            None if modifier && found.is_none() => {}
            None => break,
        }
    }
    let name = found?;
    let word = &text[name.start..name.end];
    if words.bill.suffix(word).is_some() || name.start > start + 40 {
        return None;
    }
    let particle = text[name.end..name.word_end].trim_end_matches(['.', ',', '?']);
    let next = text[name.word_end..].trim_start();
    let ends = next.is_empty() || words.reading.prefix(next).is_some();
    let reads = words.reading.prefix(next).is_some();
    let linked = match particle {
        _ if bounded.is_some() && !reads => false,
        "" => ends,
        _ => !words.copula.contains(particle) && words.particle.contains(particle),
    };
    linked.then(|| widen(text, start, name, words))
}

/// The document that the listeners were last asked to look at in `text` (`책자를 봐 주십시오`).
pub(super) fn shown_before(text: &str, words: &Vocabulary) -> Option<(usize, usize)> {
    let all: Vec<_> = text
        .split_whitespace()
        .map(|word| word.as_ptr() as usize - text.as_ptr() as usize)
        .zip(text.split_whitespace().map(str::len))
        .map(|(start, len)| (start, start + len))
        .collect();
    all.iter().enumerate().rev().find_map(|(index, &word)| {
        let (_, end) = word;
        let object = text[..end].ends_with(['을', '를']);
        let shown = |&(start, _): &(usize, usize)| {
            words.reading.prefix(&text[start..]).is_some()
                || words.basis.prefix(&text[start..]).is_some()
        };
        if !object || !all[index + 1..].iter().take(2).any(shown) {
            return None;
        }
        let name = name_at(text, 0, word, words)?;
        let found = &text[name.start..name.end];
        let book = words.document.suffix(found).is_some() && !words.label.contains(found);
        book.then_some((name.start, name.end))
    })
}

/// Whether a new clause starts within `text[from..to]`.
pub(super) fn clause_ends_within(text: &str, from: usize, to: usize, words: &Vocabulary) -> bool {
    let between: Vec<_> = words_of(text, from, to).collect();
    between.iter().any(|&(start, end)| ends_clause(text, start, end, words))
}

fn ends_clause(text: &str, start: usize, end: usize, words: &Vocabulary) -> bool {
    let word = text[start..end].trim_end_matches([',', '.', '?', '!', '…', '―']);
    if word == "하고" || words.particle.contains(word) {
        return false;
    }
    let opens = words.reading.prefix(word).is_some() && word.ends_with('면');
    !opens && words.clause_end.suffix(word).is_some()
}

/// Whether the number behind `between` belongs to the document.
fn belongs(
    text: &str,
    name: &Name,
    between: &[(usize, usize)],
    to: usize,
    words: &Vocabulary,
) -> bool {
    let particle = text[name.end..name.word_end].trim_end_matches([',', '.', ')', '」']);
    if name.part && !matches!(particle, "" | "의" | "에" | "로" | "으로" | "상") {
        return false;
    }
    if name.word_end == to || between.is_empty() {
        return particle.is_empty() || words.particle.contains(particle);
    }
    let labels = |word: &str| {
        let word = word.trim_end_matches([',', '.']);
        words.lead.contains(word)
            || words.unit.prefix(word).is_some_and(|len| {
                let rest = &word[len..];
                rest.is_empty() || words.particle.contains(rest)
            })
    };
    if name.part {
        return between.iter().all(|&(start, end)| labels(&text[start..end]));
    }
    if between.len() > FAR || between.iter().any(|&(s, e)| ends_clause(text, s, e, words)) {
        return false;
    }
    match particle {
        "을" | "를" => between.iter().any(|&(start, _)| {
            words.reading.prefix(&text[start..]).is_some()
                || words.basis.prefix(&text[start..]).is_some()
        }),
        "" => {
            let (start, _) = between[0];
            words.breaker.prefix(&text[start..]).is_none()
        }
        _ => words.particle.contains(particle),
    }
}

/// The document's name that a word is, without its particle.
fn name_at(
    text: &str,
    from: usize,
    (start, end): (usize, usize),
    words: &Vocabulary,
) -> Option<Name> {
    if let Some(name) = volume_at(text, start, end, words) {
        return Some(name);
    }
    let word = &text[start..end];
    let bare = word.trim_end_matches([',', '.', '?', '!', ')', '」', '』', '’', '”']);
    let mut best: Option<(usize, usize, bool)> = None;
    let classes = [(&words.document, false), (&words.bill, false), (&words.part, true)];
    for (class, part) in classes {
        for head in class.iter() {
            let Some(at) = last_in(bare, head) else { continue };
            let until = at + head.len();
            let rest = &bare[until..];
            let joins = matches!(rest, "과" | "와" | "하고" | "랑");
            let whole = head.chars().count() > 1 || noun_start(&bare[..at]) == at;
            let fits = whole
                && (rest.is_empty() || words.particle.contains(rest) && !joins || rest == "페이지");
            if fits && best.is_none_or(|(known, ..)| until > known) {
                best = Some((until, at, part));
            }
        }
    }
    let (until, head, part) = best?;
    let name_start = start + noun_start(&word[..head]);
    (name_start >= from).then_some(Name {
        start: name_start,
        end: start + until,
        word_end: end,
        part,
    })
}

/// As `str::rfind`, without preparing a search: both texts are short.
fn last_in(word: &str, head: &str) -> Option<usize> {
    let (word, head) = (word.as_bytes(), head.as_bytes());
    (0..=word.len().checked_sub(head.len())?).rev().find(|&at| word[at..].starts_with(head))
}

/// Where the noun that runs up to the end of `stem` starts: behind brackets and counted years.
fn noun_start(stem: &str) -> usize {
    let noun = |c: char| c.is_alphabetic() || "·ㆍ・".contains(c);
    let tail = stem.chars().rev().take_while(|&c| noun(c)).map(char::len_utf8).sum::<usize>();
    let mut start = stem.len() - tail;
    if stem[..start].chars().next_back().is_some_and(|c| digit(c).is_some()) {
        for counter in ["회계연도", "년도", "년", "회", "차"] {
            if stem[start..].starts_with(counter) {
                start += counter.len();
                break;
            }
        }
    }
    let lead = stem[start..].len() - stem[start..].trim_start_matches(['·', 'ㆍ', '・']).len();
    start + lead
}

/// `1권`, `제2권의`, `자료집 2권`.
fn volume_at(text: &str, start: usize, end: usize, words: &Vocabulary) -> Option<Name> {
    let word = &text[start..end];
    let number = start + if word.starts_with('제') { '제'.len_utf8() } else { 0 };
    let (_, until) = digit_run(text, number);
    let rest = text.get(until..end)?;
    let particle = rest.strip_prefix('권')?.trim_end_matches([',', '.']);
    let known = particle.is_empty() || words.particle.contains(particle);
    (until > number && known).then_some(Name {
        start,
        end: until + '권'.len_utf8(),
        word_end: end,
        part: false,
    })
}

/// The name with the words before it that belong to it (`추가경정예산 사업명세서`).
fn widen(text: &str, from: usize, name: Name, words: &Vocabulary) -> Name {
    let mut name = name;
    while let Some((start, end)) = words_of(text, from, name.start).next_back() {
        if end + 1 != name.start {
            break;
        }
        let word = &text[start..end];
        let plain = word.chars().all(|c| c.is_alphanumeric() || "·ㆍ・".contains(c));
        let volume = text[name.start..].starts_with(|c: char| c == '제' || digit(c).is_some());
        let document = name_at(text, from, (start, end), words)
            .filter(|before| before.end == before.word_end && before.end == end);
        let belongs = document.is_some() || !volume && words.modifier.suffix(word).is_some();
        if !plain || !belongs {
            break;
        }
        name.start = match document {
            Some(before) => before.start,
            None => start + noun_start(word),
        };
        if name.start > start {
            break;
        }
    }
    name
}
