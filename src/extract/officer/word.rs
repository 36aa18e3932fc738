//! The words of a sentence, as far as names and offices need them.

/// A run of letters, digits and the dots that join them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// First byte in the sentence.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
}

/// Fills `words` with the words of `text`, in order.
///
/// Middle dots stay inside a word (`동북·중앙아시아국장`); one that stands alone is no word. A circle
/// belongs to a word only behind another letter (`최○○`); before one it is a mark (`○한가람`).
pub(super) fn split(text: &str, words: &mut Vec<Word>) {
    words.clear();
    let mut start = None;
    let mut letters = false;
    let mut close = |start: &mut Option<usize>, end: usize, letters: &mut bool| {
        if let Some(from) = start.take()
            && *letters
        {
            let word = text[from..end].trim_matches(is_dot);
            let offset = word.as_ptr() as usize - text.as_ptr() as usize;
            words.push(Word { start: offset, end: offset + word.len() });
        }
        *letters = false;
    };
    for (at, c) in text.char_indices() {
        let is_bullet = c == 'ㅇ' && start.is_none();
        if is_syllable(c)
            || c.is_alphanumeric() && !is_bullet
            || is_dot(c)
            || is_mask(c) && start.is_some()
        {
            start.get_or_insert(at);
            letters |= !is_dot(c);
        } else {
            close(&mut start, at, &mut letters);
        }
    }
    close(&mut start, text.len(), &mut letters);
}

/// Whether the character joins words of equal rank (`이미숙·추인호`).
pub(super) fn is_dot(c: char) -> bool {
    matches!(c, '·' | 'ㆍ' | '․' | '‧' | '・' | '•' | '･')
}

/// Whether the character stands for a syllable that is withheld (`최○○`).
pub(super) fn is_mask(c: char) -> bool {
    matches!(c, '○' | '◯' | '〇' | '□' | '*' | '×' | '＊')
}

pub(super) fn is_syllable(c: char) -> bool {
    ('가'..='힣').contains(&c)
}

/// Whether the character is a Chinese one, compatibility forms included (`柳`).
pub(super) fn is_hanja(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_dots_inside() {
        let text = "(○한가람·서보미 의원) ㆍ 최○○ 과장,";
        let mut words = Vec::new();
        split(text, &mut words);
        let found: Vec<_> = words.iter().map(|word| &text[word.start..word.end]).collect();
        assert_eq!(found, ["한가람·서보미", "의원", "최○○", "과장"]);
    }
}
