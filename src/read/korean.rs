//! Whether a text is Korean at all.

/// Texts with fewer letters are not judged by their letters.
const FEW_LETTERS: usize = 60;
/// Texts with fewer syllables are not judged by how common these are.
const FEW_SYLLABLES: usize = 200;

/// Why the text is no Korean transcript, if it is none.
pub(super) fn refuse(text: &str) -> Option<String> {
    let (mut all, mut unreadable, mut letters, mut korean) = (0_usize, 0_usize, 0_usize, 0_usize);
    let (mut syllables, mut common) = (0_usize, 0_usize);
    // A NUL byte is a blank, as old exports have it.
    for c in text.chars() {
        if matches!(c, '가'..='힣') {
            syllables += 1;
            common += usize::from(is_common(c));
        } else if !c.is_whitespace() && !matches!(c, '\0' | '\u{FEFF}') {
            all += 1;
            if c.is_control() || c == char::REPLACEMENT_CHARACTER || is_private(c) {
                unreadable += 1;
            } else if c.is_alphabetic() {
                letters += 1;
                korean += usize::from(is_korean(c));
            }
        }
    }
    let (all, letters, korean) = (all + syllables, letters + syllables, korean + syllables);
    if unreadable * 8 > all {
        return Some(format!(
            "expected Korean text, found {unreadable} unreadable characters among {all}: \
             a binary file, or one in another encoding (--encoding forces one)"
        ));
    }
    if letters >= FEW_LETTERS && korean * 5 < letters {
        return Some(format!(
            "expected Korean text, found {korean} Korean letters among {letters}: \
             another language, or a file in another encoding (--encoding forces one)"
        ));
    }
    if syllables >= FEW_SYLLABLES && common * 16 < syllables {
        return Some(format!(
            "expected Korean text, found syllables that do not make words ({common} common ones \
             among {syllables}): a file in another encoding (--encoding forces one)"
        ));
    }
    None
}

/// The syllables that make up a third of any speech, and hardly any of bytes read as syllables.
const COMMON: &str = "이다는의가을에니습고시하지로위원대한해서그사기있정장과도은자를들수리어것";
const FIRST: usize = '가' as usize;
const SYLLABLES: usize = '힣' as usize - FIRST + 1;

/// For each syllable whether it is a common one.
static IS_COMMON: [bool; SYLLABLES] = {
    let mut table = [false; SYLLABLES];
    let (bytes, mut at) = (COMMON.as_bytes(), 0);
    while at < bytes.len() {
        // each stands in three bytes of UTF-8
        let high = (bytes[at] as usize & 0xF) << 12;
        let code = high | (bytes[at + 1] as usize & 0x3F) << 6 | bytes[at + 2] as usize & 0x3F;
        table[code - FIRST] = true;
        at += 3;
    }
    table
};

fn is_common(c: char) -> bool {
    IS_COMMON[c as usize - FIRST]
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..)
}

fn is_korean(c: char) -> bool {
    matches!(c,
        '가'..='힣' | '\u{1100}'..='\u{11FF}' | '\u{3131}'..='\u{318E}' | '\u{A960}'..='\u{A97C}'
        | '\u{D7B0}'..='\u{D7FB}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn korean_and_not() {
        let speech = "○위원장 한가람  성원이 되었으므로 회의를 시작하겠습니다. 예산안 12쪽을 보시면 됩니다.\n";
        for good in [String::new(), "12쪽".into(), "OK".into(), speech.repeat(20)] {
            assert_eq!(refuse(&good), None, "{good}");
        }
        let (mojibake, _) = encoding_rs::EUC_KR.decode_without_bom_handling(speech.as_bytes());
        let latin: String = speech.bytes().map(char::from).collect();
        for bad in [
            mojibake.repeat(20),
            latin.repeat(20),
            "The committee was called to order at ten o'clock. ".repeat(4),
            "\u{0}\u{1}\u{2}가".repeat(20),
        ] {
            assert!(refuse(&bad).is_some(), "{bad}");
        }
    }
}
