//! What the shape of a line's end and of the next one's beginning says.

use super::LineEnd;

/// No word begins with one of these.
const ENDINGS: &[&str] = &[
    "습니다",
    "습니까",
    "니다",
    "니까",
    "겠습",
    "겠으",
    "겠고",
    "었습",
    "았습",
    "였습",
    "었고",
    "았고",
    "었던",
    "았던",
];

/// These stand behind a word and never alone.
const PARTICLES: &[&str] = &[
    "로",
    "으로",
    "을",
    "를",
    "은",
    "는",
    "에",
    "에서",
    "의",
    "와",
    "과",
    "에게",
    "에는",
    "에도",
    "으로서",
    "로서",
    "로써",
    "까지",
    "부터",
    "이라고",
    "라고",
    "라는",
    "들은",
    "들이",
    "들을",
    "별",
];

/// Whether a line ends within a word that the next one ends: in a number before a page unit, in a
/// unit, in an ending.
pub(super) fn is_torn(line: &str, next: &str) -> bool {
    let number = |text: &str| text.ends_with(|c: char| c.is_ascii_digit());
    // a particle or a copula may follow the unit, but no other word (`쪽방`)
    let unit = |rest: &str| {
        !rest.starts_with(is_syllable)
            || rest.starts_with(['이', '입', '인'])
            || PARTICLES.iter().any(|particle| rest.starts_with(particle))
    };
    let page = ["쪽", "페이지"].iter().any(|page| next.strip_prefix(page).is_some_and(unit));
    let half = line.strip_suffix("페").is_some_and(number) && next.starts_with("이지")
        || line.strip_suffix("페이").is_some_and(number) && next.starts_with('지');
    let ending = ["습니다", "습니까", "니다", "니까"].iter().any(|end| {
        next.strip_prefix(end).is_some_and(|rest| rest.starts_with(['.', '?', ' ', ',']))
    });
    number(line) && page || half || ending && line.ends_with(is_syllable)
}

/// What punctuation, digits and Latin letters say.
pub(super) fn line_end([before, after]: [&str; 2]) -> Option<LineEnd> {
    let word = after.split(' ').next().unwrap_or(after);
    let word = word.trim_end_matches(['.', ',', '?', '!']);
    if ENDINGS.iter().any(|ending| after.starts_with(ending)) || PARTICLES.contains(&word) {
        return Some(LineEnd::InsideWord);
    }
    let last = before.chars().next_back()?;
    let first = after.chars().next()?;
    if matches!(first, '’' | '‘' | '\'') && after.chars().nth(1).is_some_and(is_digit) {
        // `’25년도`
        return Some(LineEnd::AtBlank);
    }
    let number = before.trim_end_matches(',').ends_with(|c: char| c.is_ascii_digit());
    if number && (is_syllable(first) && last != ',' || first.is_ascii_digit()) {
        return Some(LineEnd::InsideWord);
    }
    if is_verbalizer(after) && may_take_verbalizer(before) {
        return Some(LineEnd::InsideWord);
    }
    if last == '제'
        && first.is_ascii_digit()
        && before.chars().rev().nth(1).is_none_or(char::is_whitespace)
    {
        return Some(LineEnd::InsideWord);
    }
    if matches!(last, ',' | ';' | '”' | '’' | ')' | '｣') && is_syllable(first) {
        // A particle may follow a closing mark without a blank; the costs tell.
        return (last == ',' || last == ';').then_some(LineEnd::AtBlank);
    }
    if last.is_ascii_digit() && (first.is_ascii_digit() || matches!(first, ',' | '.')) {
        return Some(LineEnd::InsideWord);
    }
    if matches!(
        first,
        '…' | ',' | '.' | ')' | '”' | '’' | '」' | '｣' | '?' | '!' | '·' | 'ㆍ' | '%'
    ) {
        return Some(LineEnd::InsideWord);
    }
    if matches!(last, '(' | '“' | '‘' | '「' | '｢' | '·' | 'ㆍ' | '～' | '~' | '∼') {
        return Some(LineEnd::InsideWord);
    }
    None
}

/// Whether a text begins with a form of 하다, 되다, 드리다 or 시키다.
fn is_verbalizer(text: &str) -> bool {
    const FORMS: &[&str] = &[
        "합니",
        "하는",
        "하고",
        "하여",
        "하였",
        "하겠",
        "하며",
        "하면",
        "하기",
        "하지",
        "하도",
        "하시",
        "하신",
        "했습",
        "했고",
        "했는",
        "했던",
        "해서",
        "됩니",
        "되는",
        "되고",
        "되어",
        "되었",
        "되면",
        "되겠",
        "됐습",
        "됐는",
        "드립니",
        "드리겠",
        "드리고",
        "드린",
        "시키",
        "시켜",
        "시킬",
    ];
    FORMS.iter().any(|form| text.starts_with(form))
}

/// Whether the last word before looks like a noun without a particle or an ending.
fn may_take_verbalizer(before: &str) -> bool {
    const ENDS: &[char] = &[
        '로', '고', '게', '서', '며', '을', '를', '이', '가', '은', '는', '도', '만', '지', '야',
        '에', '히', '려', '자', '록', '면', '의', '와', '과', '나', '다', '라', '까', '요', '해',
        '여', '어', '아', '기', '한', '된', '할', '될', '수', '것', '걸', '잘',
    ];
    let word = before.rsplit(' ').next().unwrap_or(before);
    word.chars().count() >= 2 && !word.ends_with(ENDS) && word.chars().all(is_syllable)
}

/// Whether the line ends in an address of the web, or is a part of one.
pub(super) fn is_address(line: &str) -> bool {
    let last = line.rsplit(' ').next().unwrap_or(line);
    last.contains("://") || last.len() == line.len() && line.is_ascii() && line.contains('/')
}

/// Whether a line ends in mid-sentence, and nothing new begins in the next. A middle dot behind a
/// full line and before a word parts two words, elsewhere it marks an item.
pub(super) fn goes_on(line: &str, next: &str, full: bool) -> bool {
    let closes = next.starts_with(['…', '.', ',', '?', '!', '”', '’', '」', '｣', ')'])
        && !next.chars().nth(1).is_some_and(is_digit);
    let ended = !closes && (line.ends_with(['.', '?', '!', ':', '…']) || line.ends_with(".)"));
    let dot = next.strip_prefix(['·', 'ㆍ']);
    let opens = next.starts_with(['○', '◯', '(', '【', '□', '■', '◦', '-'])
        || dot.is_some_and(|rest| !full || !rest.starts_with(is_syllable))
        || begins_item(next);
    !ended && !line.is_empty() && !next.is_empty() && !opens
}

/// Whether an item of an agenda or a list begins: `1. `. One with a letter (`다. `) looks like the
/// end of a sentence.
pub(super) fn begins_item(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < line.len() && rest.starts_with(". ")
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

fn is_syllable(c: char) -> bool {
    ('가'..='힣').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn torn_lines() {
        for (line, next) in [
            ("예산서 289", "쪽까지입니다."),
            ("제가 290페", "이지를"),
            ("정리하도록 하겠습", "니다."),
        ] {
            assert!(is_torn(line, next), "{line}|{next}");
        }
        for (line, next) in
            [("1. 예산 289", "쪽방 상담"), ("끝.", "니다."), ("12", "13"), ("카페", "이지")]
        {
            assert!(!is_torn(line, next), "{line}|{next}");
        }
    }
}
