//! The grammar of a speaker label: which words of a line's head are role and name.

use super::line::{Gap, Word, is_single, words};
use super::words::{NameLike, WORDS, is_hanja};
use crate::Span;

/// The head of a line, read as a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label {
    /// Without the mark.
    pub(super) span: Span,
    pub(super) role: Option<Part>,
    pub(super) name: Option<Part>,
    /// What stands between role and name.
    pub(super) inner: Gap,
    /// What follows the label.
    pub(super) gap: Gap,
    pub(super) shape: Shape,
}

/// A role or a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) span: Span,
    /// Without blanks that only space letters out.
    pub(super) text: String,
}

/// How sure the words are, seen alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A title and a name.
    Sure,
    /// A title, and a word that may be a foreign name.
    OddName,
    /// A title without a name.
    RoleOnly,
    /// A name behind a word that is no title, as in a misspelt label.
    OddRole,
    /// A name and a title in one word.
    Fused,
    /// A title and a name in one word that fills the line (`의장한가람`).
    Glued,
}

/// Reads the head of `line`, which starts behind the mark.
pub(super) fn read(text: &str, line: Span) -> Option<Label> {
    let words = words(text, line);
    let first = words.first()?;
    if WORDS.is_clip(&first.text) || words.get(1).is_some_and(|word| WORDS.is_clip(&word.text)) {
        return None;
    }
    bracketed(&words)
        .or_else(|| name_first(&words))
        .or_else(|| unit_first(&words))
        .or_else(|| fused(&words))
        .or_else(|| glued(&words))
        .or_else(|| role_first(&words))
        .or_else(|| name_between(&words))
        .or_else(|| odd_role(&words))
}

fn part(words: &[Word<'_>]) -> Part {
    let texts: Vec<_> = words.iter().map(|word| &*word.text).collect();
    let (first, last) = (&words[0], &words[words.len() - 1]);
    Part { span: Span::new(first.span.start, last.span.end), text: texts.join(" ") }
}

/// A word without the bracket at its end (`의원(의석에서)`).
fn without_bracket(word: &Word<'_>) -> Part {
    let text = word.text.split(['(', '（']).next().unwrap_or_default();
    let cut = word.text.len() - text.len();
    let span = if word.span.len() == word.text.len() && cut > 0 {
        Span::new(word.span.start, word.span.end - cut)
    } else {
        word.span
    };
    Part { span, text: text.to_owned() }
}

/// `위원장(한가람)`, also with a blank before the bracket.
fn bracketed(words: &[Word<'_>]) -> Option<Label> {
    let first = &words[0];
    let (role, inside, last) = if let Some(at) = first.text.find(['(', '（']) {
        (&first.text[..at], &first.text[at..], first)
    } else {
        let second = words.get(1).filter(|word| word.text.starts_with(['(', '（']))?;
        (&*first.text, &*second.text, second)
    };
    let name = inside.strip_prefix(['(', '（'])?.strip_suffix([')', '）'])?;
    if !WORDS.is_role(role) || WORDS.name_like(name) == NameLike::No {
        return None;
    }
    if last.span.len() != last.text.len() {
        return None;
    }
    let end = last.span.end - last.text.chars().next_back()?.len_utf8();
    let role_span = Span::new(first.span.start, first.span.start + role.len());
    Some(Label {
        span: Span::new(first.span.start, last.span.end),
        role: Some(Part { span: role_span, text: role.to_owned() }),
        name: Some(Part { span: Span::new(end - name.len(), end), text: name.to_owned() }),
        inner: Gap::One,
        gap: last.gap,
        shape: Shape::Sure,
    })
}

/// `한가람 위원`.
fn name_first(words: &[Word<'_>]) -> Option<Label> {
    let [name, second, ..] = words else { return None };
    let like = WORDS.name_like(&name.text);
    let role = without_bracket(second);
    let plain = WORDS.is_plain_role(&role.text);
    let fits = like == NameLike::Strong && !WORDS.is_role(&name.text) && WORDS.is_role(&role.text)
        || like == NameLike::Strong && plain
        || like == NameLike::Weak && WORDS.is_member(&role.text) && !WORDS.is_role(&name.text);
    if !fits || WORDS.is_acting(&name.text) {
        return None;
    }
    // `예산팀 주무관 한가람`: an office, a title, and only then the name
    if WORDS.is_unit(&name.text)
        && !WORDS.is_assembly_role(&role.text)
        && words.get(2).is_some_and(|third| WORDS.name_like(&third.text) == NameLike::Strong)
        && words[1].gap == Gap::One
        && words[2].gap != Gap::One
    {
        return None;
    }
    let mut last = 1;
    while words
        .get(last + 1)
        .is_some_and(|word| words[last].gap == Gap::One && is_acting_word(word))
    {
        last += 1;
    }
    let role = if last == 1 { role } else { part(&words[1..=last]) };
    Some(Label {
        span: Span::new(name.span.start, words[last].span.end),
        role: Some(role),
        name: Some(part(&words[..1])),
        inner: name.gap,
        gap: words[last].gap,
        shape: if like == NameLike::Strong { Shape::Sure } else { Shape::OddName },
    })
}

fn is_acting_word(word: &Word<'_>) -> bool {
    WORDS.is_acting(&word.text) && WORDS.without_acting(&word.text).is_empty()
}

/// `예산팀 주무관 한가람`.
fn unit_first(words: &[Word<'_>]) -> Option<Label> {
    let [unit, role, name, ..] = words else { return None };
    let fits = WORDS.is_unit(&unit.text)
        && !WORDS.is_role(&unit.text)
        && WORDS.is_role(&role.text)
        && !WORDS.is_member(&role.text)
        && WORDS.name_like(&name.text) == NameLike::Strong;
    fits.then(|| Label {
        span: Span::new(unit.span.start, name.span.end),
        role: Some(part(&words[..2])),
        name: Some(part(&words[2..3])),
        inner: role.gap,
        gap: name.gap,
        shape: Shape::Sure,
    })
}

/// `위원장 한가람`, `사무국장 직무대리 한가람`, and a title alone.
fn role_first(words: &[Word<'_>]) -> Option<Label> {
    let first = &words[0];
    if !WORDS.is_role(&first.text) || is_acting_word(first) {
        return None;
    }
    let mut last = 0;
    while let Some(next) = words.get(last + 1) {
        let named =
            words.get(last + 2).is_some_and(|word| WORDS.name_like(&word.text) == NameLike::Strong);
        let goes_on = is_acting_word(next)
            || next.text == "겸"
                && words.get(last + 2).is_some_and(|word| WORDS.is_role(&word.text))
            || WORDS.is_role(&next.text)
                && (named || words[last].text == "겸")
                && words[last].gap == Gap::One
                && WORDS.name_like(&next.text) != NameLike::Strong;
        if !goes_on {
            break;
        }
        last += 1;
    }
    let role = if last == 0 { without_outer_bracket(first) } else { part(&words[..=last]) };
    let alone = Label {
        span: Span::new(first.span.start, words[last].span.end),
        role: Some(role.clone()),
        name: None,
        inner: Gap::End,
        gap: words[last].gap,
        shape: Shape::RoleOnly,
    };
    let Some(name) = words.get(last + 1) else { return Some(alone) };
    let mut stripped = without_bracket(name);
    let mut like = WORDS.name_like(&stripped.text);
    let mut end = last + 1;
    // `참고인 존 스미스  본문`
    if let Some(rest) = words.get(end + 1)
        && is_single(name)
        && name.gap == Gap::One
        && WORDS.is_heard(&role.text)
        && WORDS.name_like(&rest.text) != NameLike::No
    {
        stripped = part(&words[end..=end + 1]);
        like = NameLike::Weak;
        end += 1;
    }
    if like == NameLike::No {
        return Some(alone);
    }
    // `의회운영위원장 한가람 의원  본문`
    if name.gap == Gap::One
        && words
            .get(end + 1)
            .is_some_and(|word| WORDS.is_member(&word.text) && word.gap != Gap::One)
    {
        end += 1;
    }
    Some(Label {
        span: Span::new(first.span.start, words[end].span.end),
        role: Some(role),
        name: Some(stripped),
        inner: words[last].gap,
        gap: words[end].gap,
        shape: if like == NameLike::Strong { Shape::Sure } else { Shape::OddName },
    })
}

/// The title before a bracket that ends the word; `참고인(한가람)대리` stays whole.
fn without_outer_bracket(word: &Word<'_>) -> Part {
    if word.text.ends_with([')', '）']) {
        without_bracket(word)
    } else {
        part(std::slice::from_ref(word))
    }
}

/// `의사팀 한가람 주무관`: the office before the name is no part of the role.
fn name_between(words: &[Word<'_>]) -> Option<Label> {
    let [unit, name, role, ..] = words else { return None };
    // `도로과 한가람 도로과장 한가람입니다.` introduces himself behind a misspelt label
    let introduces = role.text.starts_with(&*unit.text)
        || words.get(3).is_some_and(|next| next.text.starts_with(&*name.text));
    let fits = !introduces
        && !WORDS.is_role(&unit.text)
        && WORDS.name_like(&name.text) == NameLike::Strong
        && !WORDS.is_role(&name.text)
        && WORDS.is_role(&role.text)
        && (WORDS.is_unit(&unit.text) || role.gap != Gap::One);
    fits.then(|| Label {
        span: Span::new(unit.span.start, role.span.end),
        role: Some(without_bracket(role)),
        name: Some(part(&words[1..2])),
        inner: name.gap,
        gap: role.gap,
        shape: Shape::Sure,
    })
}

/// `한가람위원`, `宋榮珍議員`.
fn fused(words: &[Word<'_>]) -> Option<Label> {
    let word = &words[0];
    if words.get(1).is_some_and(|next| WORDS.name_like(&next.text) == NameLike::Strong) {
        return None;
    }
    if WORDS.is_plain_role(&word.text) || word.span.len() != word.text.len() {
        return None;
    }
    let at = word.text.char_indices().rev().nth(1)?.0;
    let (name, role) = word.text.split_at(at);
    let hanja = name.chars().all(is_hanja);
    let fits = WORDS.is_member(role)
        && WORDS.name_like(name) == NameLike::Strong
        && (hanja || name.chars().count() == 3 && !WORDS.is_unit(name));
    fits.then(|| Label {
        span: word.span,
        role: Some(Part {
            span: Span::new(word.span.start + at, word.span.end),
            text: role.to_owned(),
        }),
        name: Some(Part {
            span: Span::new(word.span.start, word.span.start + at),
            text: name.to_owned(),
        }),
        inner: Gap::End,
        gap: word.gap,
        shape: if hanja { Shape::Sure } else { Shape::Fused },
    })
}

/// `의장한가람`, alone on its line.
fn glued(words: &[Word<'_>]) -> Option<Label> {
    let [word] = words else { return None };
    if WORDS.is_role(&word.text) || word.span.len() != word.text.len() || word.gap != Gap::End {
        return None;
    }
    let mut cuts = word.text.char_indices().rev().map(|(at, _)| at).skip(1).take(3);
    let at = cuts.find(|&at| {
        let (role, name) = word.text.split_at(at);
        WORDS.is_role(role) && WORDS.name_like(name) == NameLike::Strong
    })?;
    let (role, name) = word.text.split_at(at);
    let cut = word.span.start + at;
    Some(Label {
        span: word.span,
        role: Some(Part { span: Span::new(word.span.start, cut), text: role.to_owned() }),
        name: Some(Part { span: Span::new(cut, word.span.end), text: name.to_owned() }),
        inner: Gap::End,
        gap: word.gap,
        shape: Shape::Glued,
    })
}

/// A title and a name, each alone on its line, in either order.
pub(super) fn stacked(text: &str, first: Span, second: Span) -> Option<Label> {
    let (first, second) = (words(text, first), words(text, second));
    let ([first], [second]) = (&first[..], &second[..]) else { return None };
    let named = |word: &Word<'_>| {
        WORDS.name_like(&word.text) == NameLike::Strong && !WORDS.is_role(&word.text)
    };
    let part = |word: &Word<'_>| Some(Part { span: word.span, text: word.text.to_string() });
    let (role, name) = if WORDS.is_role(&first.text) && named(second) {
        (part(first), part(second))
    } else if named(first) && WORDS.is_member(&second.text) {
        (part(second), part(first))
    } else {
        return None;
    };
    let span = Span::new(first.span.start, second.span.end);
    Some(Label { span, role, name, inner: Gap::End, gap: Gap::End, shape: Shape::Sure })
}

/// `교통과 한가람`, `교통국장고 한가람`: a title with a slip of the pen.
fn odd_role(words: &[Word<'_>]) -> Option<Label> {
    let [role, name, ..] = words else { return None };
    let short = (2..=20).contains(&role.text.chars().count());
    let plain = role.text.chars().all(char::is_alphanumeric);
    let fits = short && plain && WORDS.name_like(&name.text) == NameLike::Strong;
    fits.then(|| Label {
        span: Span::new(role.span.start, name.span.end),
        role: Some(part(&words[..1])),
        name: Some(part(&words[1..2])),
        inner: role.gap,
        gap: name.gap,
        shape: Shape::OddRole,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, role: &str, name: &str, shape: Shape) {
        let label =
            read(line, Span::new(0, line.len())).unwrap_or_else(|| panic!("no label: {line}"));
        let text =
            |part: &Option<Part>| part.as_ref().map_or(String::new(), |part| part.text.clone());
        assert_eq!(
            (text(&label.role).as_str(), text(&label.name).as_str(), label.shape),
            (role, name, shape),
            "{line}"
        );
    }

    fn check_none(line: &str) {
        assert_eq!(read(line, Span::new(0, line.len())), None, "{line}");
    }

    #[test]
    fn shapes() {
        check("위원장 한가람  시작합니다.", "위원장", "한가람", Shape::Sure);
        check("한가람 위원 질의하겠습니다.", "위원", "한가람", Shape::Sure);
        check("김정관 위원  예.", "위원", "김정관", Shape::Sure);
        check("감사관 박보관 예.", "감사관", "박보관", Shape::Sure);
        check("위원장(한가람) 시작합니다.", "위원장", "한가람", Shape::Sure);
        check("참고인(한가람)대리 정누리 예.", "참고인(한가람)대리", "정누리", Shape::Sure);
        check("사무국장 직무대리 한가람  예.", "사무국장 직무대리", "한가람", Shape::Sure);
        check("위원장대리 한가람", "위원장대리", "한가람", Shape::Sure);
        check("의사팀 한가람 주무관 예.", "주무관", "한가람", Shape::Sure);
        check("한가람 예산과장 위원장님, 예.", "예산과장", "한가람", Shape::Sure);
        check("위 원 장 한 가 람", "위원장", "한가람", Shape::Sure);
        check("위원 한 결", "위원", "한결", Shape::Sure);
        check("委員長 朴炳浩", "委員長", "朴炳浩", Shape::Sure);
        check("위원장 尹建炳", "위원장", "尹建炳", Shape::Sure);
        check("朴炳浩議員", "議員", "朴炳浩", Shape::Sure);
        check("한가람의원  예.", "의원", "한가람", Shape::Fused);
        check("상임위원 한가람 예.", "상임위원", "한가람", Shape::Sure);
        check("증인 존스미스로 예.", "증인", "존스미스로", Shape::OddName);
        check("의사국장  보고드리겠습니다.", "의사국장", "", Shape::RoleOnly);
        check("한가람 의원(의석에서)  의장!", "의원", "한가람", Shape::Sure);
        check("교통국장고 한가람 예.", "교통국장고", "한가람", Shape::OddRole);
        check("도로과 한가람 도로과장 한가람입니다.", "도로과", "한가람", Shape::OddRole);
        check("의장  한가람  예.", "의장", "한가람", Shape::Sure);
        check("의장한가람", "의장", "한가람", Shape::Glued);
        check("참고인 존 스미스 예.", "참고인", "존 스미스", Shape::OddName);
        check("소관국장 겸 기획관 한가람 예.", "소관국장 겸 기획관", "한가람", Shape::Sure);
    }

    #[test]
    fn no_labels() {
        check_none("앵커 서울  시내");
        check_none("노도일 기자  너무");
        check_none("5분 자유발언(한가람 의원)");
        check_none("");
    }
}
