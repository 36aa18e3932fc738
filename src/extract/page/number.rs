//! Numerals: digits of both widths, Sino-Korean and native number words.

/// A numeral and where it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) value: u32,
    pub(super) end: usize,
    pub(super) script: Script,
}

/// How a numeral is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    /// `12`, `１２`, `1,024`.
    Digits,
    /// `십이`, `백이십삼`.
    Sino,
    /// `열두`, `스물한`.
    Native,
}

/// No document before a committee has more pages.
const HIGHEST: u32 = 99_999;
/// Above this, `12,345` is read as two pages rather than as one with a thousands comma.
const HIGHEST_WITH_COMMA: u32 = 19_999;

/// The numeral that starts at `at`.
pub(super) fn number_at(text: &str, at: usize) -> Option<Number> {
    let first = text[at..].chars().next()?;
    if digit(first).is_some() {
        digits_at(text, at)
    } else {
        // 일흔 begins like 일, so that the longer of the two counts.
        let (sino, native) = (sino_at(text, at), native_at(text, at));
        native.filter(|native| sino.is_none_or(|sino| native.end > sino.end)).or(sino)
    }
}

/// The value of a digit, of either width.
pub(super) fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

/// The end of the run of digits that starts at `at`, and its value unless it is too long.
pub(super) fn digit_run(text: &str, at: usize) -> (Option<u32>, usize) {
    let mut value = Some(0_u32);
    let mut end = at;
    for c in text[at..].chars() {
        let Some(next) = digit(c) else { break };
        value = value.and_then(|value| value.checked_mul(10)?.checked_add(next));
        end += c.len_utf8();
    }
    (value, end)
}

fn digits_at(text: &str, at: usize) -> Option<Number> {
    let (value, end) = digit_run(text, at);
    let value = value.filter(|&value| (1..=HIGHEST).contains(&value))?;
    let script = Script::Digits;
    if let Some(rest) = text[end..].strip_prefix([',', '，'])
        && value < 1000
    {
        let from = text.len() - rest.len();
        let (below, until) = digit_run(text, from);
        let digits = text[from..until].chars().count();
        let joined = below.map(|below| value * 1000 + below);
        let goes_on = text[until..].starts_with([',', '，'])
            && text[until..].chars().nth(1).is_some_and(|c| digit(c).is_some());
        if let Some(value) = joined
            && digits == 3
            && value <= HIGHEST_WITH_COMMA
            && !goes_on
        {
            return Some(Number { value, end: until, script });
        }
    }
    Some(Number { value, end, script })
}

/// `백이십삼`: digits before 천, 백, 십 in this order, then one digit.
fn sino_at(text: &str, at: usize) -> Option<Number> {
    let mut value = 0;
    let mut pending = 0;
    let mut below = 10_000;
    let mut end = at;
    for c in text[at..].chars() {
        if let Some(unit) = sino_unit(c) {
            if unit >= below {
                return None;
            }
            value += if pending == 0 { unit } else { pending * unit };
            pending = 0;
            below = unit;
        } else if let Some(next) = sino_digit(c) {
            if pending != 0 || below == 1 {
                return None;
            }
            pending = next;
        } else {
            break;
        }
        end += c.len_utf8();
    }
    value += pending;
    (value > 0).then_some(Number { value, end, script: Script::Sino })
}

fn sino_unit(c: char) -> Option<u32> {
    Some(match c {
        '십' => 10,
        '백' => 100,
        '천' => 1000,
        _ => return None,
    })
}

fn sino_digit(c: char) -> Option<u32> {
    "일이삼사오육칠팔구".chars().zip(1..).find(|&(digit, _)| digit == c).map(|(_, value)| value)
}

/// `열두`, `스물한`, `아흔아홉`.
fn native_at(text: &str, at: usize) -> Option<Number> {
    const TENS: &[(&str, u32)] = &[
        ("열", 10),
        ("스물", 20),
        ("스무", 20),
        ("서른", 30),
        ("마흔", 40),
        ("쉰", 50),
        ("예순", 60),
        ("일흔", 70),
        ("여든", 80),
        ("아흔", 90),
    ];
    const ONES: &[(&str, u32)] = &[
        ("한", 1),
        ("두", 2),
        ("세", 3),
        ("네", 4),
        ("다섯", 5),
        ("여섯", 6),
        ("일곱", 7),
        ("여덟", 8),
        ("아홉", 9),
    ];
    let take = |words: &[(&str, u32)], at: usize| {
        words
            .iter()
            .find(|(word, _)| text[at..].starts_with(word))
            .map(|(word, n)| (*n, word.len()))
    };
    let (tens, tens_len) = take(TENS, at).unwrap_or((0, 0));
    let (ones, ones_len) = take(ONES, at + tens_len).unwrap_or((0, 0));
    let value = tens + ones;
    let end = at + tens_len + ones_len;
    (value > 0).then_some(Number { value, end, script: Script::Native })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, value: Option<u32>, rest: &str) {
        let number = number_at(text, 0);
        assert_eq!(number.map(|number| number.value), value, "{text}");
        if let Some(number) = number {
            assert_eq!(&text[number.end..], rest, "{text}");
        }
    }

    #[test]
    fn numerals() {
        check("12쪽", Some(12), "쪽");
        check("１２쪽", Some(12), "쪽");
        check("1,024쪽", Some(1024), "쪽");
        check("12,15쪽", Some(12), ",15쪽");
        check("143,148,152쪽", Some(143), ",148,152쪽");
        check("143,148쪽", Some(143), ",148쪽");
        check("0쪽", None, "");
        check("99999999999쪽", None, "");
        check("십이 쪽", Some(12), " 쪽");
        check("백이십삼 쪽", Some(123), " 쪽");
        check("천이백 쪽", Some(1200), " 쪽");
        check("이사 쪽", None, "");
        check("십십 쪽", None, "");
        check("열두 페이지", Some(12), " 페이지");
        check("스물한 페이지", Some(21), " 페이지");
        check("일곱 쪽", Some(7), " 쪽");
        check("일흔두 쪽", Some(72), " 쪽");
        check("쪽", None, "");
        check("", None, "");
    }
}
