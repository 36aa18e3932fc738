//! Words and their parts: nouns with a particle, adverbs, infinitives.

use crate::extract::commitment::hangul;

/// A word between blanks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'a> {
    pub(super) text: &'a str,
    pub(super) start: usize,
}

/// The words of a text, each with the byte at which it starts.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut start = 0;
    for piece in text.split(' ') {
        if !piece.is_empty() {
            words.push(Word { text: piece, start });
        }
        start += piece.len() + 1;
    }
    words
}

/// Auxiliaries behind an infinitive.
pub(super) const AUXILIARIES: &[&str] = &[
    "나가",
    "보",
    "드리",
    "주",
    "가",
    "오",
    "놓",
    "두",
    "내",
    "올리",
    "버리",
    "나아가",
    "봐 나가",
];

/// Syllables in which an infinitive before an auxiliary ends.
const INFINITIVE_ENDS: &[char] = &[
    '해', '여', '어', '아', '워', '와', '려', '겨', '켜', '쳐', '져', '혀', '줘', '춰', '둬', '봐',
    '내', '써', '꿔', '퍼', '러', '펴', '셔', '녀', '뤄', '돼', '매', '배', '깨', '나', '서', '가',
    '여', '쥐', '눠',
];

/// Where a noun or stem stands in a word: the word itself where its form has changed.
pub(super) fn place_of(part: &str, word: Word<'_>) -> (usize, usize) {
    match word.text.rfind(part) {
        Some(at) => (word.start + at, word.start + at + part.len()),
        None => (word.start, word.start + word.text.len()),
    }
}

/// Splits a stem into an infinitive and an auxiliary written without a blank (`살펴보`).
pub(super) fn fused_auxiliary(stem: &str) -> Option<(&str, &'static str)> {
    AUXILIARIES.iter().find_map(|auxiliary| {
        let front = stem.strip_suffix(auxiliary)?;
        let fits = front.chars().count() >= 1
            && is_infinitive(front)
            && !front.ends_with(['가', '나', '서'])
            && hangul::without_infinitive(front).is_some();
        fits.then_some((front, *auxiliary))
    })
}

/// Whether the word may be an infinitive that an auxiliary follows.
pub(super) fn is_infinitive(word: &str) -> bool {
    word.ends_with(INFINITIVE_ENDS)
}

/// A stem without 하다, 되다, 드리다, 시키다; and whether it was passive.
pub(super) fn verbal_noun(stem: &str) -> (&str, bool) {
    for (end, passive) in [
        ("하", false),
        ("되", true),
        ("받", false),
        ("드리", false),
        ("올리", false),
        ("시키", false),
    ] {
        if let Some(noun) = stem.strip_suffix(end)
            && !noun.is_empty()
            && (end != "올리" || noun.ends_with(['씀', '고', '개', '명']))
            && (end != "받" || noun.chars().count() >= 2)
        {
            return (noun, passive);
        }
    }
    (stem, stem == "되")
}

/// The last of nouns listed with a middle dot (`발굴ㆍ추진`).
pub(super) fn last_part(text: &str) -> &str {
    text.rsplit(['ㆍ', '·', '․', '‧', '・', ',', '/']).next().unwrap_or(text)
}

/// The noun of an object in 을/를.
pub(super) fn object_noun(word: &str) -> Option<&str> {
    let word = word.trim_end_matches(',');
    let noun = word.strip_suffix('을').or_else(|| word.strip_suffix('를'))?;
    (!noun.is_empty()).then(|| last_part(noun))
}

/// The noun before a particle that may stand in an object's place (`검토도 하겠습니다`).
pub(super) fn topic_noun(word: &str) -> Option<&str> {
    let noun =
        ["은", "는", "도", "만", "부터", "까지"].iter().find_map(|end| word.strip_suffix(end))?;
    (noun.chars().count() >= 2).then(|| last_part(noun))
}

/// Whether the word is an adverb by its ending.
pub(super) fn is_adverb(word: &str) -> bool {
    word.ends_with('히')
        || word.ends_with("으로")
        || (word.ends_with("로") && word.chars().count() >= 3)
        || (word.ends_with('게') && word.chars().count() >= 2)
        || word.ends_with("없이")
}

/// Whether the word looks like a noun without a particle.
pub(super) fn is_bare_noun(word: &str) -> bool {
    word.chars().count() >= 2
        && word.chars().all(|c| ('가'..='힣').contains(&c) || matches!(c, '·' | 'ㆍ'))
        && !word.ends_with(['로', '서', '고', '에', '게', '히', '며', '만', '지', '면'])
        && topic_noun(word).is_none()
}
