//! Sentence boundaries.

use std::ops::Range;

/// Splits normalised text into sentences.
///
/// Yields byte ranges, in order, covering the text without gaps; blanks after a sentence belong to
/// it. A line end is a boundary (joined lines have none left), and so is `.`, `?` or `!` with its
/// closing quotes when a blank follows, or when a Hangul syllable stands on both sides
/// (`바랍니다.성원이`). A full stop behind a digit or a single letter (`1. 의사일정`) is none.
pub(crate) fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    std::iter::from_fn(move || {
        (start < text.len()).then(|| {
            let end = boundary_after(text, start);
            let range = start..end;
            start = end;
            range
        })
    })
}

/// The end of the sentence that starts at `start`.
fn boundary_after(text: &str, start: usize) -> usize {
    let mut at = start;
    while let Some(found) = text.as_bytes()[at..].iter().position(|&byte| may_end(byte)) {
        let stop = at + found;
        let Some(next) = text[stop..].chars().next() else { break };
        let after = stop + next.len_utf8();
        at = after;
        match next {
            '\n' => return skip(text, after, |c| c.is_whitespace()),
            '.' | '?' | '!' | '。' | '．' => {
                let closed = skip(text, after, is_closing);
                let previous = text[start..stop].chars().next_back();
                let ends = match text[closed..].chars().next() {
                    None | Some('\n') => true,
                    Some(c) if c.is_whitespace() => next != '.' || previous.is_some_and(ends_word),
                    Some(c) => {
                        closed == after && is_syllable(c) && previous.is_some_and(is_syllable)
                    }
                };
                if ends {
                    return skip(text, closed, |c| c.is_whitespace());
                }
                at = closed;
            }
            _ => {}
        }
    }
    text.len()
}

/// Whether a character that ends a sentence begins with the byte.
fn may_end(byte: u8) -> bool {
    // the first byte of `。` and that of `．`
    matches!(byte, b'\n' | b'.' | b'?' | b'!' | 0xE3 | 0xEF)
}

/// Whether a full stop behind this character can end a sentence: not in `1. `, `A. ` or `p. 35`.
fn ends_word(c: char) -> bool {
    !c.is_ascii_digit() && !c.is_ascii_uppercase() && c != 'p'
}

fn is_syllable(c: char) -> bool {
    ('가'..='힣').contains(&c)
}

fn is_closing(c: char) -> bool {
    matches!(
        c,
        '.' | '?' | '!' | '"' | '\'' | '”' | '’' | '」' | '』' | '｣' | '》' | '〉' | ')' | ']'
    )
}

fn skip(text: &str, from: usize, wanted: impl Fn(char) -> bool) -> usize {
    text[from..].find(|c: char| !wanted(c)).map_or(text.len(), |found| from + found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> = sentences(text).map(|range| text[range].trim()).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn boundaries() {
        check("첫 문장입니다. 둘째입니까? 예.", &["첫 문장입니다.", "둘째입니까?", "예."]);
        check("앉아 주십시오.성원이 되었습니다.", &["앉아 주십시오.", "성원이 되었습니다."]);
        check("1. 예산안의 건", &["1. 예산안의 건"]);
        check("p. 35를 봐 주십시오.", &["p. 35를 봐 주십시오."]);
        check("비율은 3.5퍼센트입니다.", &["비율은 3.5퍼센트입니다."]);
        check("“없습니다.” 하는 위원이 있었습니다.", &["“없습니다.”", "하는 위원이 있었습니다."]);
        check("한 줄\n다음 줄\n\n끝", &["한 줄", "다음 줄", "끝"]);
        check("그건…… 글쎄요. 네", &["그건…… 글쎄요.", "네"]);
        check("", &[]);
    }
}
