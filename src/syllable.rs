//! Syllables written as letters (NFD).

/// Letters that begin a syllable, stand in its middle and end it.
const LEADS: std::ops::RangeInclusive<char> = '\u{1100}'..='\u{1112}';
const VOWELS: std::ops::RangeInclusive<char> = '\u{1161}'..='\u{1175}';
const TAILS: std::ops::RangeInclusive<char> = '\u{11A8}'..='\u{11C2}';

/// Whether syllables of the text are taken apart.
pub(crate) fn is_apart(text: &str) -> bool {
    memchr::memchr_iter(0xE1, text.as_bytes()).any(|at| {
        text.get(at..)
            .is_some_and(|rest| rest.starts_with(|c| VOWELS.contains(&c) || TAILS.contains(&c)))
    })
}

/// The first character of `text`, put together, and its bytes.
pub(crate) fn syllable(text: &str) -> Option<(char, usize)> {
    let mut chars = text.chars();
    let first = chars.next()?;
    let mut code = first as u32;
    let mut length = first.len_utf8();
    let mut next = chars.next();
    if LEADS.contains(&first)
        && let Some(vowel) = next.filter(|c| VOWELS.contains(c))
    {
        code = 0xAC00 + ((code - 0x1100) * 21 + (vowel as u32 - 0x1161)) * 28;
        length += vowel.len_utf8();
        next = chars.next();
    }
    let open = (0xAC00..=0xD7A3).contains(&code) && (code - 0xAC00).is_multiple_of(28);
    if open && let Some(tail) = next.filter(|c| TAILS.contains(c)) {
        code += tail as u32 - 0x11A7;
        length += tail.len_utf8();
    }
    Some((char::from_u32(code).unwrap_or(first), length))
}
