//! The mark at the head of a line, and what may stand before it.

use super::line::is_blank;
use crate::Span;

/// Marks that stand for one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Mark {
    /// `○` and its like.
    Circle,
    /// A letter that looks like one (`o`, `ㅇ`).
    Letter,
    /// Squares, diamonds and triangles.
    Other,
    /// No mark at all.
    None,
}

/// Every sort of mark.
pub(super) const MARKS: [Mark; 3] = [Mark::Circle, Mark::Letter, Mark::Other];

/// The head of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) mark: Mark,
    /// Where the mark starts, or the text when there is none.
    pub(super) start: usize,
    /// Where the text behind the mark starts.
    pub(super) text: usize,
}

pub(super) fn sort(c: char) -> Mark {
    match c {
        '○' | '◯' | '〇' | '⚪' | '●' | '◎' | '⭕' | '❍' => Mark::Circle,
        'o' | 'O' | '0' | 'ㅇ' | 'ᄋ' | 'ｏ' | 'Ｏ' | '◦' | '∘' => Mark::Letter,
        '□' | '■' | '◇' | '◆' | '△' | '▲' | '▣' | '▷' | '▶' | '◈' | '☐' => {
            Mark::Other
        }
        _ => Mark::None,
    }
}

pub(super) fn is_rule(c: char) -> bool {
    matches!(c, '-' | '─' | '━' | '―' | '—' | '=' | '_' | '－' | '*' | '~')
}

/// Reads the head of `line`: blanks, Markdown's `#` or `**`, a rule, the mark, blanks.
pub(super) fn head(text: &str, line: Span) -> Head {
    let mut start = skip(text, line.start, line.end, is_blank);
    let hashes = skip(text, start, line.end, |c| c == '#');
    if hashes > start && hashes - start <= 6 {
        start = skip(text, hashes, line.end, is_blank);
    }
    let bold = text[start..line.end].strip_prefix("**");
    if bold.is_some_and(|rest| rest.starts_with(|c| sort(c) == Mark::Circle)) {
        start += "**".len();
    }
    let rule = skip(text, start, line.end, is_rule);
    if rule - start >= 3 {
        start = skip(text, rule, line.end, is_blank);
    }
    let none = Head { mark: Mark::None, start, text: start };
    let mut chars = text[start..line.end].chars();
    let Some(c) = chars.next() else { return none };
    let mark = sort(c);
    let next = chars.next();
    let marked = match mark {
        Mark::None => false,
        Mark::Circle | Mark::Other => next.is_none_or(|next| sort(next) != mark),
        Mark::Letter => {
            next.is_some_and(|next| is_blank(next) || !next.is_ascii()) && next != Some(c)
        }
    };
    if !marked {
        return none;
    }
    Head { mark, start, text: skip(text, start + c.len_utf8(), line.end, is_blank) }
}

fn skip(text: &str, from: usize, to: usize, wanted: impl Fn(char) -> bool) -> usize {
    text[from..to].find(|c: char| !wanted(c)).map_or(to, |at| from + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, mark: Mark, rest: &str) {
        let head = head(line, Span::new(0, line.len()));
        assert_eq!((head.mark, &line[head.text..]), (mark, rest), "{line}");
    }

    #[test]
    fn heads() {
        check("○위원장", Mark::Circle, "위원장");
        check("## ◯ 위원장", Mark::Circle, "위원장");
        check("**○위원장**", Mark::Circle, "위원장**");
        check("-----○위원장", Mark::Circle, "위원장");
        check(" o 위원장", Mark::Letter, "위원장");
        check("○○○ 씨", Mark::None, "○○○ 씨");
        check("위원장", Mark::None, "위원장");
        check("oath", Mark::None, "oath");
        check("", Mark::None, "");
    }
}
