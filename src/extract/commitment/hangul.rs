//! Syllable arithmetic: final consonants and infinitives.

const FIRST: u32 = 0xAC00;
const FINALS: u32 = 28;
const VOWELS: u32 = 21;

/// Index of the final consonant ㄹ among the 28 finals of a syllable block.
const RIEUL: u32 = 8;
const IEUNG_INITIAL: u32 = 11;
const HIEUH_INITIAL: u32 = 18;

/// The parts of a precomposed syllable: initial, vowel and final, as indices (Unicode, chapter
/// 3.12).
fn parts(c: char) -> Option<(u32, u32, u32)> {
    ('가'..='힣').contains(&c).then(|| {
        let index = c as u32 - FIRST;
        (index / (VOWELS * FINALS), index / FINALS % VOWELS, index % FINALS)
    })
}

fn syllable(initial: u32, vowel: u32, last: u32) -> char {
    char::from_u32(FIRST + (initial * VOWELS + vowel) * FINALS + last)
        .expect("the parts come from a syllable")
}

/// Whether the syllable ends in a consonant.
pub(super) fn has_final(c: char) -> bool {
    parts(c).is_some_and(|(_, _, last)| last != 0)
}

/// Whether the syllable ends in ㄴ, as adnominal forms do (`끝난`).
pub(super) fn has_nieun(c: char) -> bool {
    const NIEUN: u32 = 4;
    parts(c).is_some_and(|(_, _, last)| last == NIEUN)
}

/// Whether the syllable ends in ㄹ, as prospective forms do (`할`).
pub(super) fn has_rieul(c: char) -> bool {
    parts(c).is_some_and(|(_, _, last)| last == RIEUL)
}

/// Whether the syllable ends in ㅆ, as the past does (`했`, `됐`).
pub(super) fn has_double_siot(c: char) -> bool {
    const DOUBLE_SIOT: u32 = 20;
    parts(c).is_some_and(|(_, _, last)| last == DOUBLE_SIOT)
}

/// The stem of a verb in the prospective adnominal: `할` is `하`, `높일` is `높이`, `찾을` is `찾`.
///
/// `만들` keeps its ㄹ, which belongs to the stem; see [`same_stem`].
pub(super) fn without_prospective(word: &str) -> Option<String> {
    let last = word.chars().next_back()?;
    let front = &word[..word.len() - last.len_utf8()];
    let (initial, vowel, end) = parts(last)?;
    if end != RIEUL {
        return None;
    }
    if last == '을' && front.chars().next_back().is_some_and(has_final) {
        return Some(front.to_owned());
    }
    Some(format!("{front}{}", syllable(initial, vowel, 0)))
}

/// Whether two stems are the same, the ㄹ that an ending may have taken away aside.
pub(super) fn same_stem(found: &str, listed: &str) -> bool {
    found == listed || without_prospective(listed).as_deref() == Some(found)
}

/// The stem of a verb in the infinitive, `-아/어`: `해` is `하`, `높여` is `높이`, `만들어` is
/// `만들`, `세워` is `세우`, `봐` is `보`; `None` for a word that cannot be one.
pub(super) fn without_infinitive(word: &str) -> Option<String> {
    const A: u32 = 0;
    const AE: u32 = 1;
    const EO: u32 = 4;
    const YEO: u32 = 6;
    const O: u32 = 8;
    const WA: u32 = 9;
    const WAE: u32 = 10;
    const OE: u32 = 11;
    const U: u32 = 13;
    const WO: u32 = 14;
    const I: u32 = 20;
    let last = word.chars().next_back()?;
    let front = &word[..word.len() - last.len_utf8()];
    let (initial, vowel, end) = parts(last)?;
    if end != 0 {
        return None;
    }
    if let Some(stem) = match last {
        '써' => Some('쓰'),
        '떠' => Some('뜨'),
        '꺼' => Some('끄'),
        _ => None,
    } {
        return Some(format!("{front}{stem}"));
    }
    let stem = |vowel| Some(format!("{front}{}", syllable(initial, vowel, 0)));
    match (initial, vowel) {
        (IEUNG_INITIAL, A | EO) if !front.is_empty() => Some(front.to_owned()),
        (IEUNG_INITIAL, YEO) if front.ends_with('하') => Some(front.to_owned()),
        (HIEUH_INITIAL, AE) => stem(A),
        (_, YEO) => stem(I),
        (_, WO) => stem(U),
        (_, WA) => stem(O),
        (_, WAE) => stem(OE),
        (_, A | EO | AE) => Some(word.to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems() {
        for (word, stem) in
            [("할", "하"), ("높일", "높이"), ("찾을", "찾"), ("될", "되"), ("만들", "만드")]
        {
            assert_eq!(without_prospective(word).as_deref(), Some(stem), "{word}");
        }
        assert_eq!(without_prospective("하는"), None);
        assert!(same_stem("만드", "만들") && same_stem("하", "하") && !same_stem("하", "할리"));
        for (word, stem) in [
            ("해", "하"),
            ("하여", "하"),
            ("높여", "높이"),
            ("만들어", "만들"),
            ("세워", "세우"),
            ("봐", "보"),
            ("돼", "되"),
            ("살펴", "살피"),
            ("나서", "나서"),
        ] {
            assert_eq!(without_infinitive(word).as_deref(), Some(stem), "{word}");
        }
        assert_eq!(without_infinitive("계획을"), None);
        assert_eq!(without_infinitive("협의"), None);
    }
}
